"""Which kind of remedy words speak of. The lexicon is shared by policy, complaint and facts. Pure."""

from __future__ import annotations

from functools import lru_cache

from knowledge.scanning import Scans, in_small
from knowledge.terms.model import Kind

# Order matters where two kinds match at one place: the more specific stands first.
_LEXICON: tuple[tuple[Kind, str], ...] = (
    ("replacement", r"replac\w*|(?<!not )(?:(?:is|are|be) put back|put(?:s|ting)? back (?:the|your|their|a|an|that) (?:lesson|class|session|visit|ride|slot|booking|credit))\b|(?:a|the) (?:second|new|fresh|spare|other) (?:car|bike|piece|unit|box|machine|kit|meter|phone|part|set|van|book|key|ticket)|(?:is|are) given (?:one|another|an?other)\b|new shipment|second shipment|re-?ship\w*|re-?(?:prints?|printed|make|made|makes|bakes?|baked|cuts?|sewn|build|built|weld(?:s|ed)?|frames?|framed|knit(?:s|ted)?|upholster(?:s|ed)?|engrav(?:e[sd]?|ing)|sends?|sent|issues?|issued)\b(?! (?:of )?(?:the )?(?:bill|invoice|statement)s?\b)|(?:(?:is|are|be) |we )?(?:print|produce|make|bake|build|sew|cut|run|manufacture|print(?:ed)|produced|made|baked|built|sewn|manufactured) (?:it |them |the \w+ )?(?:again|anew|afresh|a second time)\b|exchang\w*\b(?! (?:loss|rate|diff|fee|cost|charge|commission|mark-?up|surcharge))|substitut\w*|new (?:one|item|unit|piece|device|handset|router|card)|(?:the|a) (?:right|correct) (?:item|article|product|piece|pair|model|size|goods|version)\b|"
                    r"reemplaz\w*|cambio por otro|ersatz\w*|umtausch\w*|remplac\w*|échang\w*"),
    ("fee_waiver", r"waiv\w*|(?:is|are) spared|falls? away|on the house|(?:fees?|charges?|interest|excess|supplements?) (?:[\w-]+ ){0,2}(?:is|are) not (?:taken|charged|made|asked|due|levied|added)|nothing is (?:charged|taken|due)|no (?:[\w-]+ ){0,3}(?:fee|charge|interest|excess) (?:is|are) (?:made|asked|levied|added)|(?:is|are) (?:charged|billed) no\b|costs? (?:the )?\w+ nothing|(?:not|never) (?:be )?charged|no charge|free of charge|without charge|at no cost|costs? nothing|nothing (?:else |more )?is charged|no (?:[\w-]+ ){0,4}(?:fee|charge|penalty|surcharge) (?:is|are) (?:owed|due|charged|payable|taken)|(?:fee|charge|penalty|surcharge)s? (?:is|are|will be) (?:\w+ ){0,2}(?:dropped|cancelled|removed|lifted|struck|written off)|no (?:[\w-]+ )?(?:exit|early termination|cancellation|change|booking|handling|collection) fee|(?:with|at|for) no (?:[\w-]+ ){0,2}(?:fee|charge|cost|penalty)|exempt\w*|condon\w*|erlass\w*|exon[ée]r\w*"),
    ("discount", r"discount\w*|reductions? of|(?:is|are) reduced by|lowered by|takes? [^,.;]{1,24}? off (?:the|that|a|your|their)|off the (?:price|fare|fee|rent|hire)|\d+ ?% (?:off|code)|promotion(?:al)? code|price[- ]match\w*|match(?:es)? the price|reduced rate|price reduction|rebate|descuento\w*|rabatt\w*|remise\w*|réduction\w*"),
    ("credit", r"(?:back )?(?:in)?to (?:your|the|their) (?:balance|wallet)|added to (?:your|the|their) (?:account|balance|wallet)|set off against|owes?\b(?= (?:its|the|you|them|each|every|that|a|an)\b)|(?<=\d )on the account|(?:store |account |service |bill |travel |flight |goodwill |loyalty )?credit(?:s|ed)?\b(?! card)|vouchers?|goodwill|compensat\w*|concessions?|gift cards?|bonus miles|daily sum|(?:delay|late|lateness|missed[- ][a-z]+|compensation) allowances?|allowances?(?= (?:of|in|from|under) (?:the|our) (?:[a-z]+ ){0,2}(?:matrix|table|grid|chart|schedule)\b)|(?:is|are) owed(?= (?:[$€£]|[A-Z]{3} ?\d|a|an|the|half|\d+ ?(?:%|per ?cent))|$)|(?<=\d )(?:is|are) owed|fixed sum|(?:put|set|placed|goes|go|appears?|shown) (?:on|to|against) (?:the|your|their|a|that) (?:\w+ )?(?:account|bill|invoice)|(?:taken |comes )?off (?:the|that|a|your|their) (?:next |later |following )?(?:bill|invoice)|\bmiles\b|"
               r"\bpoints\b|gesture|crédito\w*|vale\b|compensaci\w*|indemniz\w*|gutschrift\w*|gutschein\w*|entschädig\w*|schadensersatz|avoirs?\b|dédommag\w*|indemni\w*|bons? d'achat"),
    ("refund", r"refund\w*|(?:goes|go|comes?|is|are|be) back (?:on|to|onto|by|into) (?:the |your |their |a |an )?(?:original )?(?:card|bank|account(?! credit)|means|payment|payer|person)\w*|(?:fees?|charges?|payments?|debits?|transactions?) (?:is|are) reversed|(?:cash|money) is paid|(?:bills?|costs?|expenses?|fares?|sum) (?:is|are) met\b|reaches the (?:bank|account|card)|(?:has|have|gets?) (?:the|their|your|his|her|its) (?:money|price|fare|fee|deposit)\b|we pay (?:up to |for )?(?=[$€£]|[A-Z]{3} ?\d|the |half )|money back|(?:is|are) paid out|(?<=deposit )(?:is |are |will be )?(?:returned|given back|released)|(?<=money )(?:is |due [^.;]{0,40} |must be )?(?:returned|given back)|(?:bank |the )transfer (?:is|are) made|(?:payments?|money|deposit|hold|sum|amount|price|everything paid|fare|prepaid \w+)\b[^.;,]{0,60}?\b(?:is|are|be) (?:\w+ )?(?:returned|released|given back|handed back)|(?:payment|money) follows|(?:releases?|returns?|repays?|gives? back|hands? back) (?:the |your |their |any |a |its )(?:[a-z]+ ){0,2}(?:deposit|money|hold)\b|reimburs\w*|(?<=money )is (?:sent|paid|given|transferred) back|(?:money|fees?|price|charges?|payment|deposit|fare|cost) back\b|(?:paid|pay|pays) back|repa(?:id|y)\w*|return(?:ed)? to the (?:card|original)|reembols\w*|devolver el dinero|devoluci\w*|"
               r"erstatt\w*|rückerstatt\w*|zurückzahl\w*|geld zurück|rembours\w*"),
    ("repair", r"repair\w*\b(?! (?:costs?|bills?|prices?|quotes?|estimates?|invoices?|shops?|value)\b)|\bmends?\b|engineers?(?:'s)? visits?|technician\w*|mended|reparar\w*|reparaci\w*|reparatur\w*|reparier\w*|répar\w*"),
    ("fix", r"\bfix(?:e[sd])?\b(?! (?:compensation|sum|amount|price|rate|term|fee|period|credit|payment|charge))|restor\w*|correct(?:ed|ion|s)?\b|reconnect\w*|reactivat\w*|reinstat\w*|unlock\w*|rectif\w*|put right|(?:is|are) (?:\w+ )?(?:taken off|lifted|removed|unblocked|switched (?:back )?on|opened again)(?! (?:the|that|a|your|their|every|each|what|from)\b)|resolution time|arregl\w*|restaur\w*|behob\w*|beheb\w*|wiederherst\w*|rétabl\w*|corrig\w*"),
    ("delivery", r"dispatch\w*|brings? (?:(?:the|a|an)(?! (?:[a-z]+ )?(?:payments?|credit|sum|refund|fee|charge|right|notice|bill|price|total)\b)|meals|food)|(?:is|are) (?:brought|e-?mailed)\b|(?:bill|statement|copy|card|form|certificate|kit|ticket)s? (?:is|are) sent\b|(?<!days of )(?<!weeks of )(?<!months of )(?<!years of )(?<!after )(?<!from )(?<!since )(?<!of the )deliver(?:y|ed|s|ies)?\b(?! (?:service )?(?:charges?|fees?|costs?|prices?|postage|scan|date|day))|\bship(?:s|ped|ping|ment)?\b|appointment\w*|courier\w*|(?:another|next|new|further|fresh) (?:visit|collection|attempt|slot|lesson|session|delivery)|catch-up (?:lesson|session|class|visit)|sent out|(?:is|are|be) (?:posted|mailed)|lends?\b|lent\b|loan (?:phone|device|hub|chair|car|item|unit|aid|set|model)s?|parts? (?:are|is) sent|entreg\w*|env[ií]\w*|liefer\w*|versand\w*|livr\w*|expédi\w*"),
    ("escalation", r"escalat\w*|pass(?:ed|es)? (?:it |this )?(?:on )?to|referr?(?:ed|s)? to|rules? within|ruling|settles?\b(?! (?:the estate|a complaint|the bill))|(?:put|brought|taken|handed) to the|decid\w*|decision|supervis\w+ (?:answers|looks|agrees)|goes to|go to|escal\w*|weiterleit\w*|transm\w*"),
    ("investigation", r"review(?:s|ed)?\b|matching (?:takes|needs|is done)\b|findings\b|(?:is|are|be|it) tested\b|test is (?:done|made|carried out)|look(?:s|ed)? (?:at|through)\b|goes through\b|verif\w*|assess(?!ed (?:[a-z]+ )?(?:value|price|amount|sum|loss|damage)\b)\w*|inspect\w*|\btrac(?:e[sd]?|ing)\b|examin\w*|\bcheck(?:s|ed)?\b(?!-| in| out)|look(?:s|ed)? into|confirm(?:s|ed)? or (?:reject|refuse|den)\w*|audit\w*|compar(?:es?|ed|ison)\b(?! with other)|search(?:es|ed)?\b|tests? the|line test|revis\w*|investig\w*|prüf\w*|untersuch\w*|vérif\w*|enquêt\w*"),
    ("contact", r"answer\w*|writes\b|rings\b|(?:result|outcome|letter) follows|receipt is (?:confirmed|acknowledged)|confirms? receipt|repl(?:y|ies|ied)\b|respon(?:d|ds|ded|se)\b|call(?:s|ed)?\b(?! off)|callback|call-back|(?:phones?|rings?)\b(?= (?:the|you|them|back|within))|telephon\w*|gets? in touch|hears? from|updates?\b|updated|acknowledg\w*|inform(?:s|ed)?\b|notif\w*|hears? back|told\b|"
                r"writes? (?:to|back)|letters? (?:goes|go|is sent|are sent)\b|written confirmation|contact\w*|llam\w*|respuesta|responder\w*|antwort\w*|anruf\w*|rückruf\w*|répon\w*|rappel\w*"),
    ("change", r"cancel\w*|fr(?:eeze|eezes|ozen)\b|pauses?\b|paused\b|lengthen\w*|rebook\w*|re-?rout\w*|amend\w*|\bchang(?:e[sd]?|ing)\b|terminat\w*|ends? the contract|transfer\w*|upgrad\w*|downgrad\w*|\bmov(?:e[sd]?|ing)\b|extend\w*|extension|postpon\w*|"
               r"seats? can be|cambiar|cancelar|kündig\w*|storn\w*|umbuch\w*|annul\w*|résili\w*|report\w* de"),
)  # fmt: skip
# Small letters are looked for in small letters: without regard to case, it takes twice the time.
_KINDS = tuple(kind for kind, _ in _LEXICON)
_PATTERNS = Scans(rf"\b(?:{pattern.replace('A-Z', 'a-z')})" for _, pattern in _LEXICON)
MONEY_KINDS: frozenset[Kind] = frozenset({"refund", "credit", "discount", "fee_waiver"})
GOODS_KINDS: frozenset[Kind] = frozenset({"replacement", "repair", "delivery"})
CHOICES: frozenset[Kind] = frozenset({"refund", "replacement", "repair", "credit", "delivery", "change", "discount"})
WORD_KINDS: frozenset[Kind] = frozenset({"contact", "investigation", "escalation"})


@lru_cache(maxsize=20_000)
def kinds_in(text: str) -> tuple[tuple[int, Kind], ...]:
    """Every kind the text speaks of, as (position, kind), in text order; overlapping matches keep the first listed."""
    low = in_small(text)
    found: list[tuple[int, int, Kind]] = []
    for number, match in _PATTERNS.matches(low):
        if not any(start < match.end() and match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), _KINDS[number]))
    return tuple((start, kind) for start, _, kind in sorted(found))


def names_kinds(text: str) -> list[Kind]:
    """The kinds that a text speaks of, in text order."""
    return [kind for _, kind in kinds_in(text)]
