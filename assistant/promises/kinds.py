"""Kinds: what sort of remedy an English clause is about. The verb decides first, then the nouns."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.promises.patterns import Openings, Scans
from assistant.promises.verbs import forms
from knowledge.terms import Kind

_FEE = r"(?:fees?|charges?|penalty|penalties|fine|fines|surcharges?|interest|supplements?|tolls?|cost of the (?:call-out|visit)|call-out|postage|duty|levy|excess|payments? due|premium)"
_MONEY = r"(?:[$€£¥]|a\$|c\$|us\$|money|deposit|fare|payment|costs?|expenses|price|amount|difference|balance|sum|fee|premium|purchase|full|charge|everything you paid|what you paid|total)"
_ROLE = (
    r"(?:engineers?|technicians?|plumbers?|electricians?|mechanics?|repairers?|repairm[ae]n|contractors?|handym[ae]n|roofers?|joiners?|carpenters?|fitters?|glaziers?|locksmiths?|"
    r"heating specialist|restorers?|maintenance (?:team|crew|man|person)|service (?:visit|appointment))"
)


def _verb(verbs: str, tail: str = "") -> str:
    return rf"(?:{forms(verbs)})\b{tail}"


_PHYSICAL = r"(?:glasses|spectacles|watch|shoes|boots|jacket|coat|bulb|machine|washer|dishwasher|fridge|freezer|boiler|pump|ceiling|roof|door|gate|fence|window|lock|pipe|tap|leak|shower|toilet|heating|radiator|engine|brakes?|car|bike|tyres?|wheel|zip|zipper|hem|seam|sole|heel|crown|filling|tooth|brace|lens|lenses|frame|screen|battery|handle|hinge|leg|drawer|sofa|table|chair|bed|carpet|floor|tiles?|wall|paint|wiring|socket|cable|mast|meter|compressor|motor|oven|hob|lift|elevator|piano|scratch|dent|crack)"
_GAP = r"(?: \S+){0,6}?"
# The verb as it stands at the start of what follows the helping verb.
_BY_VERB_TABLE: tuple[tuple[Kind, str], ...] = (
    ("discount", _verb("knock take get give offer") + r" (?:anything|something|a bit|a little|more|money) off\b"),
    ("other", _verb("collect fetch") + r" (?:it|them|this|that|both|the (?:old|wrong|faulty|broken|damaged|empty|spare|first|original)|your (?:old|faulty|broken))\b|(?:pick(?:ed|ing)? (?:\S+ ){0,4}?up|take (?:\S+ ){1,4}?away|taken away|come (?:by|round|over) (?:\S+ ){0,3}?to (?:pick|collect|fetch))\b"),
    ("contact", _verb("talk walk take run") + r" you through\b"),
    ("change", _verb("carry") + r"(?: \S+){0,4} over\b"),
    ("credit", _verb("load give add put") + r"(?: \S+){1,8} for (?:free|nothing)\b"),
    ("credit", _verb("make arrange pay give send add put issue approve authorise authorize") + r"(?: \S+){0,6} (?:payment|sum|amount|gesture|[$€£]\S+)(?: \S+){0,6} (?:for|to recognise|to reflect|in recognition of) (?:the|your|all the|any) (?:\S+ )?(?:time|trouble|inconvenience|upset|stress|worry|distress|hassle|disruption|delay|disappointment|wait)\b"),
    ("change", _verb("swap exchange switch") + r"(?: \S+){0,2} (?:seats?|rooms?|slot|appointment|booking|plan|dates?|cabin|table|class|lesson)\b"),
    ("delivery", _verb("bring take run carry drop get have") + r"(?: (?:it|them|this|that|(?:the|your) \w+(?: \w+)?))? (?:round |over |up |out |back |straight )*(?:to|with|at|off at|round to) (?:you\b|your (?:\w+ )?(?:home|hotel|house|door|office|address|flat|place|doorstep|work|room|apartment))"),
    ("replacement", _verb("print make bake cook sew knit frame cut ice brew") + r"(?: \S+){1,4} (?:again|afresh|anew|from scratch)\b"),
    ("other", r"(?:happen|happens|recur|occur|repeat|keep (?!you (?:posted|updated|informed|in the loop|up))|hold|stay|remain|maintain|remind|reminded|retrain|retrained|train|trained|brief|briefed|coach|coached|spoken to(?!.*(?:manager|team|office))|spoken to$)"),
    ("other", _verb("put add make leave") + r"(?: \S+){0,2} note\b|" + _verb("speak talk") + r" (?:to|with) (?:the |our |your |my )?(?:driver|crew|staff|waiter|cashier|courier|agent|technician|colleague|employee|team member|crew leader|him|her|them)"),
    ("replacement", _verb("ship send deliver dispatch post courier get bring make") + r"(?: (?:you|out|off|up|a|the|your|another|one|two|us))* ?(?:(?:brand[- ])?new|replacement|second|fresh|another)(?! (?:\S+ )?(?:bill|invoice|appointment|date|time|contract|plan|email|message|letter|quote|statement|link|copy of|credit|voucher|refund|discount|payment|gift|month|week|night))"),
    ("refund", _verb("transfer wire send") + r"(?: \S+){0,4} (?:to|into) (?:you$|your (?:\S+ ){0,2}account)"),
    ("refund", _verb("refund reimburse repay refinance")),
    ("refund", _verb( "pay give send put transfer return", rf"{_GAP} back(?: on| to| into| in)? ?(?:your|the|to)?(?=.*{_MONEY}|\b)(?<!call)", ) + r"(?=.*(?:[$€£]|money|card|account|deposit|fare|price|cost|fee|paid|difference))"),
    ("refund", _verb("return") + rf"{_GAP} (?:[$€£]|a\$|your money|the money|the deposit|your deposit|your payment|the fare|the full amount)"),
    ("refund", _verb("return transfer") + r"(?: \S+){0,3} to (?:your|the original) (?:\S+ ){0,3}(?:card|account|payment|wallet|paypal)"),
    ("refund", _verb("settle pay meet honour honor") + r"(?: \S+){0,4} (?:claim|invoice|bill|receipt)s?"),
    ("refund", _verb("cover pay meet bear contribute shoulder foot") + r"(?: \S+){0,4} (?:costs?|bill|expenses|taxi|hotel|meal|damage|loss|losses|[$€£]\S+|repair cost|clothes|difference)"),
    ("refund", _verb("pay") + r" (?:you|for|out|the|your|back)"),
    ("fee_waiver", _verb("waive forgive void")),
    ("fee_waiver", _verb("write strike") + r"(?: \S+){0,6}? off"),
    ("fee_waiver", _verb("remove drop cancel reverse lift scrap delete take knock clear wipe void withdraw absorb deduct annul credit") + rf"(?: \S+){{0,7}}? (?<!of ){_FEE}\b"),
    ("fee_waiver", _verb("charge bill invoice") + r"\b"),
    ("discount", _verb("discount price-match lower reduce halve") + r"(?: \S+){0,6}? (?:price|bill|rate|rent|premium|cost|fee|tax|tariff|invoice|total|[$€£]\S+|by|\d\S*)"),
    ("discount", _verb("honor honour match beat") + r"(?: \S+){0,5}? (?:price|rate|offer|quote|deal|fare|discount|tariff|promotion)"),
    ("discount", _verb("take knock cut get give offer") + r"(?: \S+){0,6}? (?:\S*%|[$€£]\S+|third|half|quarter|money) (?:off|discount|from|reduction)"),
    ("discount", _verb("cut") + r"(?: \S+){0,3}? (?:bill|price|rent|rate)"),
    ("escalation", _verb("mention") + r"(?: \S+){0,5} (?:to|with|at) "),
    ("repair", _verb("tune retune true align rehang relight unclog seal polish") + r"|" + _verb("free") + r"(?! up (?:a|the) (?:slot|seat|room))"),
    ("replacement", _verb("replace exchange swap remake reprint redo reissue resend re-send reship re-issue repost re-ship rebake recut")),
    ("repair", _verb("repair mend rebuild refit overhaul service recalibrate repaint reglaze regrout re-lay relay rewire refurbish reseal")),
    ("escalation", _verb("forward") + r" (?:this|it|them|(?:your|the) (?:\S+ )?(?:comments?|feedback|complaint|message|letter|email|request|question|case|concerns?|photos?|details|claim|file|receipt|report|suggestion|points?)) (?:on )?(?:to|with)(?! you\b)"),
    ("contact", r"(?!call(?:s|ing)? (?:round|out|in|by)\b)" + _verb("call phone ring telephone email e-mail message text dm contact notify inform announce reply respond answer write update publish") + r"(?!-)(?! (?:off|up the|the (?:record|system|file|address|software|app|listing|policy|door)|(?:your|our|all|this|that) (?:record|account|file|address|details|system|profile|policy|listing|meter|data))\b)"),
    ("refund", r"get back (?:every|the|your|all|what|[$€£]\d|\d)"),
    ("escalation", _verb("put take bring") + r"(?: (?:the|your|this|that|my))? (?:\S+ )?(?:request|question|case|complaint|matter|point|idea|suggestion|comments|feedback|proposal|concerns?) to\b"),
    ("contact", r"(?:let (?:you|u) know|let me know|get back|be (?:back )?in touch|come back to|follow(?:ing)? up|followed up|check(?:ing)? (?:in|back)|report(?:ing)? back|reach(?:ing)? out|keep(?:ing)? you (?:posted|updated|informed|in the loop|up)|tell(?:ing)? you|give you (?:a |an )?(?:bell|shout|buzz|call|ring|update|answer)|share (?:any |the |more |further |you )?(?:\S+ )?(?:details|information|outcome|findings|reasons|results)|forward(?:ing)? you|(?:speak|talk) (?:to|with) you|hear (?:back )?from|be (?:phoning|calling|ringing|writing|emailing)|drop you|send you (?:a |an |the )?(?:\S+ )?(?:email|text|message|update|outcome|summary|letter|note|confirmation|dm)|in touch|confirm\b|share with you|get in touch|(?:post|send|provide|give|issue)(?:ing)?(?: \S+){0,2} (?:update|progress|news)|explain|be contacted|be notified|be informed|be told|be kept)"),
    ("investigation", _verb("investigate inspect examine assess trace search analyse analyze audit diagnose probe monitor verify test retest reassess reinspect recheck retrace track research scrutinise establish")),
    ("investigation", _verb("review recalculate check") + r"(?! in\b| back\b| you in)"),
    ("investigation", _verb("look dig") + r" (?:again |further |closely |carefully |deeper |straight |right )?(?:into|at|for|in|through|over)"),
    ("investigation", _verb("find") + r" out|" + _verb("get") + r" to the (?:bottom|root)|" + _verb("open start launch begin initiate") + r"(?: \S+){0,4} (?:trace|investigation|enquiry|inquiry|review|case|claim|file|search|tracer|dispute|ticket|query)" + "|" + _verb("track") + r"(?: \S+){0,4} down|" + _verb("go") + r" (?:through|over)|" + _verb("take have") + r" (?:a |another )(?:\S+ )?look"),
    ("investigation", _verb("decide determine rule reconsider")),
    ("escalation", _verb("escalate flag refer bump relay highlight delegate") + r"(?! (?:you|your (?:order|parcel|mail)))|" + _verb("forward") + r"(?! (?:it |this |that |them )?(?:to )?(?:you\b|your (?:order|parcel|mail|address|inbox)))"),
    ("escalation", _verb("pass") + r"|" + _verb("raise") + r"|" + _verb("feed") + r"(?: \S+){0,4} back|" + _verb("hand") + r"(?: \S+){0,5} (?:over|to)|" + _verb("take") + r"(?: \S+){0,4} up with|" + _verb("bring put") + r"(?: \S+){0,10} (?:to the attention|(?:in front of|before) (?:the|our|my)|to (?:the|our|my) (?:\S+ ){0,3}(?:owner|manager|team|board|director|committee|supervisor|head|department|lead|boss|crew|engineers?))"),
    ("escalation", _verb("share discuss log submit report register lodge file") + r"(?! back\b)"),
    ("escalation", _verb("ask request consult instruct")),
    ("escalation", _verb("speak talk liaise") + r" (?:to|with) (?!you)"),
    ("escalation", _verb("chase")),
    ("credit", _verb("credit compensate upgrade gift reward")),
    ("discount", _verb("apply add") + r"(?: \S+){0,5} discount"),
    ("delivery", _verb("deliver redeliver ship dispatch despatch courier re-deliver")),
    ("change", _verb("cancel rebook reschedule postpone freeze pause transfer downgrade renew switch extend backdate suspend resume terminate convert unsubscribe migrate re-book rearrange enrol enroll reserve book activate")),
    ("fix", _verb("put set") + r"(?: \S+){0,3}? right\b|" + _verb("take") + r" off (?:your|the) (?:file|record)"),
    ("change", _verb("take") + r"(?: \S+){0,3} off (?:the|our) (?:\S+ )?list"),
    ("repair", _verb("redo") + r" the (?:job|work)"),
    ("change", _verb("push move shift put") + r"(?: \S+){0,6} back\b|" + _verb("push bring move shift put") + r"(?: \S+){0,6} (?:forward|to (?:the|a|another|row)|(?:on|onto) (?:the|a|another)|from|into a|date|appointment|slot|earlier|later|a week|two weeks)"),
    ("change", _verb("get") + r" you (?:on|onto|into|a seat)|" + _verb("put") + r" you|" + _verb("move rearrange reseat rehouse") + r" (?:you|your|it|the|to|into|from)|" + _verb("change alter") + r"|" + _verb("amend") + r"(?! (?:your |the |our )?(?:\S+ )?(?:reading|record|bill|invoice|file|statement|account))" + r"|" + _verb("close open") + r"(?: \S+){0,2} (?:account|contract|file|policy)|" + _verb("add") + r"(?: \S+){0,3} (?:name|to the (?:waiting )?list|as a driver)"),
    ("repair", _verb("fix correct rectify restore sort readjust adjust tighten") + rf"(?: \S+){{0,4}} {_PHYSICAL}\b"),
    ("fix", _verb("roll") + r" (?:it |the \S+ )?back"),
    ("fix", _verb("amend rebill correct") + r"(?: \S+){0,3} ?(?:reading|record|bill|invoice|file|statement|account|you)?"),
    ("fix", _verb("fix patch restore unlock reactivate correct rectify reset resolve debug unblock reinstate restart reconnect reconcile sync reopen unfreeze clean troubleshoot re-enable reboot recover recalculate improve")),
    ("fix", _verb("update") + r"(?: \S+){0,3} (?:record|account|file|address|details|system|profile|software|app|listing)s?"),
    ("fix", _verb("sort iron work straighten") + r" (?:out )?(?:on|the|that|this|out)(?: \S+){0,5} (?:problem|bug|glitch|issue|error|fault|times|sync|patch|update|app|fix|solution|outage|line|signal|queue|bill|invoice|record|account)"),
)  # fmt: skip
_BY_NOUN_TABLE: tuple[tuple[Kind, str], ...] = (
    ("other", r"(?:return|prepaid|shipping|postage) label|picked up|collected$|priority (?:note|support)|(?:loan|courtesy|hire|rental|loaner|substitute) (?:car|vehicle|bike|phone|handset|machine|pair)|lend you|single-vision|(?:note|flag) on (?:your|the) (?:account|file|record)|happen"),
    ("refund", r"(?:[$€£]|a\$)\S+ (?!(?:\S+ ){0,3}?(?:voucher|credit|gift|coupon|bonus|discount))(?:\S+ ){0,6}?(?:on (?:its|the) way (?:back )?to|(?:coming|going|back) (?:\S+ )?(?:back )?(?:to|on)) (?:you\b|your (?:card|account|bank))|\bmoney (?:will|should|is|may|might|to) (?:\S+ ){0,4}(?:in|on|into|back|with) |pay-?ments? (?:of \S+ )?will (?:reach|be with) you"),
    ("credit", r"(?:dinner|lunch|breakfast|drinks?|coffee|dessert|meal|cake|tickets?|the wine|the (?:first )?round|bags?|snacks?)(?: \S+){0,4} on (?:us|me|the house)\b|(?:first|next|second|free) (?:\S+ )?(?:month|week|night|meal|drink|coffee|class|session|ticket|year|day|pass|box|dessert)s?(?: \S+){0,4} (?:free|on us|on the house)|(?:month|week|night|meal|drink|coffee|class|session|year|dinner|lunch|box)s? (?:for )?free|free (?:month|week|night|meal|drink|coffee|class|session|ticket|year|pass|gift|dessert|wash)|dinner (?:on|for)|store (?:your|the) \S+ free"),
    ("discount", r"discount|something (?:off|about) (?:the|your) (?:price|bill|cost)|(?:pay|paying) (?:\S+ ){0,2}less|about the price|\d\S*% (?:off|discount|reduction)|% off\b|reduced (?:rate|price)|lower (?:rate|price)|price (?:match|reduction|cut)|[$€£]\S+ off\b|(?:half|third|quarter) off\b|half price|cheaper|better rate|old price|promo(?:tional)? code"),
    ("refund", r"refund(?!able)|(?:rent|cash|fee|fare|cost|charge|price|amount|payment|deposit|sum) back\b|overpa(?:id|yment)|every penny|out of pocket|expect (?:to see )?(?:a |an |the )?(?:[$€£]\S+|money)|make good|(?:[$€£])\S+ (?:land|back|return|arrive)|reimburse|money(?: will| is| should| would| may| might| can)?(?: \S+){0,3} back|back (?:to|on|onto|into|in) your (?:\S+ ){0,2}(?:card|account|bank|visa|mastercard|paypal|debit|credit card)\b|non-refundable|refundable|(?:[$€£]\S+|your money|deposit|difference) (?:\S+ ){0,5}back|money back|get your money|deposit (?:\S+ ){0,4}returned|returned to your (?:\S+ )?(?:card|account|visa|travel card)|payment will be issued|interim payment|pay-?out|settle(?:d|ment)?(?: \S+){0,3} claim|(?:the|a|your|our|interim|full|final) settlement|claim (?:\S+ ){0,5}(?:paid|settled)"),
    ("fee_waiver", rf"waive|no (?:\S+ ){{0,3}}{_FEE} |(?:(?<!we will )(?<!we do )(?<!we can )(?<!i can )(?<!i will )(?<!i do )not|nothing|never|nobody will) (?:\S+ ){{0,2}}(?:be |to )?(?:charged?|billed?|pay|cost|owe)|{_FEE}(?: \S+){{0,6}} (?:gone|waived|dropped|lifted|removed|cancelled|reversed|forget|off|scrapped|taken)|(?:is|are|be) on us\b|it is on us|on us\b|pay a penny|owe (?:us )?nothing|charge-free|free delivery|delivery (?:\S+ ){{0,3}}free|free of charge$"),
    ("credit", r"vouchers?|credits?\b|goodwill|compensat|gift ?cards?|points\b|miles\b|coins\b|shards\b|gems\b|tokens?\b|free (?!of charge)|little something|something (?:extra|nice|small|special)|thank-you|flowers|chocolates|complimentary|samples?|upgrade|coupon|freebie|as (?:my|our) guest|on the house|with our compliments|bonus|double xp|day ?tickets?|tickets, worth|a treat\b|surprise|hamper|gift box|gift|bottle of|(?:days?|weeks?|months?) off (?:the|your) bill|(?:month|week|year|day)s? added|(?:weeks?|months?) off|loyalty|perk|no(?:thing)? extra cost"),
    ("replacement", r"spare (?!time|parts?|room|moment)\S+|replac(?:e|es|ed|ing|ements?)\b|different (?:model|one|pair|unit|colour|size|machine)\b|(?:two|three|four|five|six|\d+) new \S+|exchange|swap|\b(?:a|the|your|another|both|two|brand|one|our) (?:brand )?new (?!bill|invoice|appointment|date|time|takeoff|departure|slot|contract|plan|email|message|letter|quote|statement|link|version|release|password|rule|process|system|procedure|manager|policy|chargers? (?:for the)|tariff|booking|reservation|charge|customer|account|price|check|address|cabin|room|team|delivery|engineer)\S+|^new \S+|brand-?new|(?:different|larger|smaller|another) size|second (?:pack|parcel|set|one|copy)|fresh (?:one|bouquet|batch|pair|cake|box)|another (?:one|pair|set|unit|copy|bottle|parcel|pack)|like-for-like|fitting at your home|new card"),
    ("repair", rf"repairs?\b|{_ROLE}|mend(?:ed|ing)?\b|(?:fix|fixed|refit|refitted|adjust(?:ed)?)(?: \S+){{0,4}} {_PHYSICAL}|{_PHYSICAL}(?: \S+){{0,4}} (?:fixed|looked at|sorted|put right)|rebuilt|serviced|warranty|guarantee against|spare parts?|workshop"),
    ("contact", r"in touch|(?:call|ring|email|text|message|letter|update|answer|reply|response|outcome|notification|news|word|phone call|callback|call-?back|feedback|confirmation|in writing|tracking (?:number|link)|decision)\b(?! charge| fee| centre)|hear (?:from|back)|getting back|touch base|posted|informed|announc"),
    ("investigation", r"investigat|inspect|look(?:s|ing)? into|review|adjuster|surveyor|assess|examin|trace\b|checks?\b|inquiry|enquiry|root cause|analys|get to the bottom|disputes?\b|ruling"),
    ("escalation", r"escalat|pass(?:ed|ing)? (?:\S+ ){0,6}(?:on|to)\b|supervisor|manager|complaints team|flag"),
    ("delivery", r"deliver(?!y (?:fee|charge|cost))|parcel|package|shipment|ship(?:s|ped|ping)?\b|courier|dispatch|order (?:\S+ ){0,3}(?:out|on its way|arrive|reach)|next box|goes out|on its way|on the way|in the post|missing (?!when|from|in|out|because|since)\w+|suitcase|luggage|baggage|\bdrop\b|arriv|on (?:your|the) doorstep|with you (?:by|on|between|before|at|within|tomorrow|today)|reach(?:es)? you|\bvans?\b|your order"),
    ("fix", r"\bfix\b|bugs?\b|patch|hotfix|version|typo|glitch|software|back online|full service|service (?:will be |is )?(?:back|restored)|reconnect|online|sync|server|login|log-in|password|app\b|outage|internet|broadband|signal|import|export|roll(?:ing)? ?back|rollback|billing error|corrected|incorrect|record|duplicates?|raid|progress|error|system|invoice|playlist|restored?|back up|website|account (?:is|will be|has been)? ?(?:unlocked|live|active)|wi-?fi|queue"),
    ("change", r"cancel|rebook|book(?:ing|ed)?\b|reschedul|switch|standby|seats?\b|flight|reserv|subscription|membership|contract|plan\b|appointment|tariff|upgrade|downgrade|policy (?:will|is)|room\b|cabin|move you|change (?:of|to your)|extension|extend|get you (?:on|onto|into)|account (?:closure|transfer)"),
    ("refund", r"claims?\b"),
    ("repair", rf"{_PHYSICAL}\b"),
    ("refund", r"claim|hotel costs|ground transport|expenses|cover(?:s|ed|age)?\b|paid\b|pay\b|\bcosts?\b|liability|deductible|returns?\b|final sale|money|payment"),
    ("fee_waiver", rf"{_FEE}\b"),
)  # fmt: skip
_CAUSED = re.compile(
    rf"(?:{forms('arrange ask get instruct tell request organise organize have')})(?: for)?(?: \S+){{1,6}}? to (?P<deed>\S+.*)"
)


_HAVING = re.compile(
    r"(?:have|get|having|getting) (?:my|our|the|a|an|someone)(?: \w+){0,3}? (?P<deed>(?:look|check|call|ring|email|contact|review|investigate|inspect|send|write|visit|repair|fix|collect|deliver|replace|phone)\b.*)"
)
# "have the dates changed", "get the meter tested": the participle is the deed.
_MADE = re.compile(
    r"(?:have|get|having|getting) (?:(?:the|your|it|this|that|a|an|our|both|all)\b ?)(?:\S+ ){0,3}?(?P<deed>\w+(?:ed|nt|ent|lt|ilt|ut)\b(?! (?:the|your|fee|charge)).*)"
)
_BY_VERB = Openings(pattern for _, pattern in _BY_VERB_TABLE)
_BY_NOUN = Scans(rf"(?<!\w)(?:{pattern})" for _, pattern in _BY_NOUN_TABLE)


@lru_cache(maxsize=4096)
def by_verb(rest: str) -> Kind | None:
    """The kind that the main verb tells; `rest` starts with that verb. None: the verb alone does not tell."""
    first = _BY_VERB.first(rest)
    return None if first is None else _BY_VERB_TABLE[first][0]


@lru_cache(maxsize=4096)
def by_noun(text: str) -> Kind | None:
    """The kind that the nouns of the clause tell, or None."""
    first = next(_BY_NOUN.found(text), None)
    return None if first is None else _BY_NOUN_TABLE[first][0]


def kind_of(rest: str, text: str) -> Kind | None:
    """The kind of the deed; `rest` starts with the main verb, `text` is the clause. None: neither tells."""
    caused = _CAUSED.match(rest) or _HAVING.match(rest)
    if caused is not None:
        deed = by_verb(caused["deed"])
        if deed is not None:
            return deed
    made = _MADE.match(rest)
    if made is not None:
        deed = by_verb(f"{made['deed'].split(' ', 1)[0]} {rest[: made.start('deed')].split(' ', 1)[-1]}") or by_verb(
            made["deed"]
        )
        if deed is not None:
            return deed
    return by_verb(rest) or by_noun(text)
