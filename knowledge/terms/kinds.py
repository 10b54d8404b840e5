"""Which kind of remedy words speak of. The lexicon is shared by policy, complaint and facts. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.terms.model import Kind

# Order matters where two kinds match at one place: the more specific stands first.
_LEXICON: tuple[tuple[Kind, str], ...] = (
    ("replacement", r"replac\w*|new shipment|second shipment|re-?ship\w*|exchang\w*|substitut\w*|new (?:one|item|unit|piece|device|handset|router|card)|"
                    r"reemplaz\w*|cambio por otro|ersatz\w*|umtausch\w*|remplac\w*|échang\w*"),
    ("fee_waiver", r"waiv\w*|(?:not|never) (?:be )?charged|no charge|free of charge|without charge|fee is dropped|exempt\w*|condon\w*|erlass\w*|exon[ée]r\w*"),
    ("discount", r"discount\w*|\d+ ?% (?:off|code)|promotion(?:al)? code|price[- ]match\w*|match(?:es)? the price|reduced rate|price reduction|rebate|descuento\w*|rabatt\w*|remise\w*|réduction\w*"),
    ("credit", r"(?:store |account |service |bill |travel |flight |goodwill |loyalty )?credit(?:s|ed)?\b(?! card)|vouchers?|goodwill|compensat\w*|concessions?|gift cards?|bonus miles|\bmiles\b|"
               r"\bpoints\b|gesture|crédito\w*|vale\b|compensaci\w*|indemniz\w*|gutschrift\w*|gutschein\w*|entschädig\w*|schadensersatz|avoirs?\b|dédommag\w*|indemni\w*|bons? d'achat"),
    ("refund", r"refund\w*|reimburs\w*|money back|(?:paid|pay|pays) back|repa(?:id|y)\w*|return(?:ed)? to the (?:card|original)|reembols\w*|devolver el dinero|devoluci\w*|"
               r"erstatt\w*|rückerstatt\w*|zurückzahl\w*|geld zurück|rembours\w*"),
    ("repair", r"repair\w*|engineers?(?:'s)? visits?|technician\w*|mended|reparar\w*|reparaci\w*|reparatur\w*|reparier\w*|répar\w*"),
    ("fix", r"\bfix(?:e[sd])?\b|restor\w*|correct(?:ed|ion|s)?\b|reconnect\w*|reactivat\w*|reinstat\w*|unlock\w*|rectif\w*|put right|resolution time|arregl\w*|restaur\w*|behob\w*|beheb\w*|wiederherst\w*|rétabl\w*|corrig\w*"),
    ("delivery", r"dispatch\w*|deliver(?:y|ed|s|ies)?\b|\bship(?:s|ped|ping|ment)?\b|appointment\w*|courier\w*|sent out|parts? (?:are|is) sent|entreg\w*|env[ií]\w*|liefer\w*|versand\w*|livr\w*|expédi\w*"),
    ("escalation", r"escalat\w*|pass(?:ed|es)? (?:it |this )?(?:on )?to|referr?(?:ed|s)? to|rules? within|ruling|decid\w*|decision|supervis\w+ (?:answers|looks|agrees)|goes to|go to|escal\w*|weiterleit\w*|transm\w*"),
    ("investigation", r"review(?:s|ed)?\b|verif\w*|assess\w*|investigat\w*|inspect\w*|\btrac(?:e[sd]?|ing)\b|examin\w*|\bcheck(?:s|ed)?\b(?!-| in| out)|look(?:s|ed)? into|confirms or rejects|audit\w*|revis\w*|investig\w*|prüf\w*|untersuch\w*|vérif\w*|enquêt\w*"),
    ("contact", r"answer\w*|repl(?:y|ies|ied)\b|respon(?:d|ds|ded|se)\b|call(?:s|ed)?\b|callback|call-back|contacts?\b|contacted|updates?\b|updated|acknowledg\w*|inform(?:s|ed)?\b|notif\w*|hears? back|told\b|"
                r"writes? (?:to|back)|written confirmation|contact\w*|llam\w*|respuesta|responder\w*|antwort\w*|anruf\w*|rückruf\w*|répon\w*|rappel\w*"),
    ("change", r"cancel\w*|rebook\w*|re-?rout\w*|amend\w*|\bchang(?:e[sd]?|ing)\b|terminat\w*|ends? the contract|transfer\w*|upgrad\w*|downgrad\w*|\bmov(?:e[sd]?|ing)\b|extend\w*|extension|postpon\w*|"
               r"seats? can be|cambiar|cancelar|kündig\w*|storn\w*|umbuch\w*|annul\w*|résili\w*|report\w* de"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for kind, pattern in _LEXICON)
MONEY_KINDS: frozenset[Kind] = frozenset({"refund", "credit", "discount", "fee_waiver"})
GOODS_KINDS: frozenset[Kind] = frozenset({"replacement", "repair", "delivery"})
WORD_KINDS: frozenset[Kind] = frozenset({"contact", "investigation", "escalation"})


@lru_cache(maxsize=20_000)
def kinds_in(text: str) -> tuple[tuple[int, Kind], ...]:
    """Every kind the text speaks of, as (position, kind), in text order; overlapping matches keep the first listed."""
    found: list[tuple[int, int, Kind]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), kind))
    return tuple((start, kind) for start, _, kind in sorted(found))
