"""General rules: policies, tariffs, warranties, usual practice."""

from __future__ import annotations

import re

from assistant.promises.english.pledges import GRANT, ON_ITS_WAY
from assistant.promises.english.voice import WE
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, match, search

RULE_SOURCE = Scan(
    r"\b(?:(?:our|the|your|this|company|store|standard|returns|refund|cancellation|house) (?:\S+ ){0,4}?(?:polic(?:y|ies)|terms|rules|conditions|tariff|warranty|guarantee|cover|insurance|contract|plan|agreement|scheme|charter|regulations?|fare rules|conditions of carriage|small print|price list|schedule)(?: \S+){0,4}? (?:\w+ly )?"
    r"(?:allows?|covers?|requires?|permits?|excludes?|says?|states?|provides?|gives?|means?|entitles?|runs?|does not|do not|only|limits?|sets?|includes?|offers?|(?:is|are) (?:not )?(?:\w+ly )?(?:covered|valid|subject|limited|final|non|required|free|void|payable|refundable|transferable|based|capped)|lasts?|applies|apply|can|can not|must|carries|ends?)|"
    r"\b(?:under|according to|per|in line with|as per|by|within|in accordance with) (?:our|the|your|uk|eu|us|federal|state|consumer|company|these|montreal)(?: \S+){0,5}? (?:polic(?:y|ies)|terms|rules?|conditions|tariff|warranty|law|contract|plan|agreement|commitment|charter|regulations?|convention|act|scheme|guarantee|code|price list)\b)"
)


USUAL = Scan(
    r"\b(?:where (?:a|an|the|your)|usually|normally|typically|generally|as a rule|in general|by default|as standard|always|ordinarily|on average|only|whenever|per|automatically|each|every|any|all|up to|as a matter of (?:policy|course)|in most cases|routinely|standard|non-refundable|final sale|minimum|at least|once|within|after|before|until|between|for|at|subject to)\b"
)


DOMAIN = Scan(
    r"\b(?:re)?(?:refund|matter\b|case\b|return|charg|fee|cover|claim|warrant|guarante|ticket|credit|voucher|compensat|deliver|cancel|exchang|plan|subscription|bill|price|tariff|trial|deposit|booking|fare|bag|luggage|insur|member|contract|deductible|excess|item|goods|order|reading|medicine|parcel|costs?\b|payment|account|points|miles|"
    r"pass(?:es)?\b|sale|replac|repair|inspect|test|collect|check-?in|check-?out|reservation|stay|rate|discount|gift|coupon|appointment|visit|prescription|van|weekend|dispute|complaint|request|playlist|restor|product|part|labour|wear|weather|penalt|limit|eligib|entitle|expire|renew|upgrade|service|licen|invoice|interest|loan|meter|bin|waste|permit|fuel|driver|seat|pet|food|perishable|garden|course|application|exam|use\b|damage|loss|fault|data|post|postage|courier|passenger|guest|customer|student|patient|resident|tenant)"
)


GENERAL_SUBJECT = re.compile(
    r"^(?:and |but |so |please note |note |please be aware |as |since |also |on \w+ |normally |usually |generally |under .{3,50}? , |however |that |sadly |unfortunately |for (?:reference|info|information) |because |as a rule |in general |by law |typically )*(?:that )?"
    r"(?P<subject>(?:all|any|each|every|no|most|many|such|some|a|an|our|the (?:warranty|policy|guarantee|insurance|fare|tariff|contract|plan|scheme|standard|usual|maximum|minimum|normal|cooling-off|excess|deductible|fee|ticket|charge|manufacturer's|\w+ (?:fee|charge|period|policy|warranty|plan|fare|excess|limit|rate|scheme|window))|customers?|guests?|passengers?|members?|holders?|residents?|students?|patients?|we|i|\S+s|\S+ing|\w+(?: \w+)?)\b(?:(?! (?:will|has|have|was|were|had|you|your) ).){0,110}?)"
    r" (?P<verb>is|are|can|must|may|takes?|apply|applies|expires?|needs?|requires?|earns?|carry|carries|costs?|incurs?|attracts?|renews?|rolls?|runs?|falls?|covers?|allows?|lasts?|goes?|go|do|does|get|gets|count|counts|include|includes|come|comes|depends?|start|starts|end|ends|receive|receives|qualif(?:y|ies)|lapses?|remains?|refunds?|restores?|looks?|collects?|delivers?|returns?|replaces?|reviews?|inspects?|opens?|charges?|bills?|accepts?|offers?|gives?|pays?|sends?|ships?|excludes?|entitles?|handles?|answers?|respon\w+|repl(?:y|ies)|aims?|only|normally|usually|typically|generally|always|automatically|must|ask|asks|work|works|hold|holds|keeps?|requires?|waives?|credits?|measured?|investigates?|processes|process|dispatch(?:es)?|check|checks|issue|issues|grant|grants|book|books|change|changes|post|posts|close|closes|protects?|appear|appears|show|leave|leaves|arrive|arrives|stay|stays)\b(?P<rest>.*)$"
)


THIS_CASE = Scan(
    r"\b(?:your (?!(?:policy|warranty|contract|plan|ticket|fare|cover|insurance|tariff|agreement|guarantee)\b)|yours\b|you (?:have|bought|paid|claimed|asked|chose|were)|this (?:time|occasion|case|one|order|fee|charge|matter|claim|instance|refund)|in this|these (?:two|charges|fees)|that (?:one|fee)|right now|at the moment|today|currently|as we speak|yet|here\b|\bi\b|i am|tomorrow|tonight)"
)


def general(text: str) -> bool:
    # A rule speaks of no one case: no "your order", no "this time", no day.
    if (
        RULE_SOURCE.search(text)
        and not search(r"\b(?:i|we) (?:am|are|can|have|will|do)\b", text)
        and not search(r"\b(?:will|have been|has been|was|were)\b", text)
    ):
        return True
    if THIS_CASE.search(text):
        return False
    found = GENERAL_SUBJECT.match(text)
    if found is None or match(
        r"(?:this|that|it|there|he|she|they|you|here|what|which|who|one|nothing|everything|the (?!warranty|policy|guarantee|insurance|fare|tariff|contract|plan|scheme|standard|usual|maximum|minimum|normal|cooling|excess|deductible|manufacturer)\w+|these|those|your|i|sorry|please|thanks|hi|dear|yes|no refund|my|both|two|\$|£|€)\b",
        found["subject"],
    ):
        return False
    return bool(DOMAIN.search(text))


_COMMON = r"(?:and |but |so |please note |that |also )*"
_ENTITLED = re.compile(
    r"(?:and |but |so )*(?:customers|guests|passengers|members|travellers|residents|patients|students|policyholders|subscribers|anyone|everyone|you(?= (?:have \d|are entitled|can claim|qualify|can (?:return|cancel|exchange)))|"
    r"all (?:customers|guests|members)|buyers|tenants)\b.*\b(?:entitled to|can claim|qualify for|are eligible|have the right|can (?:return|cancel|exchange)|must|have \d+ days)\b"
)
_NAMED = re.compile(
    _COMMON
    + r"(?:(?:all|any|each|every|no|most|such|our|a|an|\S+s|\S+ing|customers?|guests?)\b|(?:(?!the |this |that |your |my |these |those |i |we )\S+ ){0,3}?\S+s (?:\S+ ){0,7}?(?:are|can|do|must|may|take|cost|apply|expire|renew|need|require|only|always|usually|normally)\b)"
)
_ALWAYS = re.compile(
    r"(?:is|are|can|must|appl(?:y|ies)|expires?|takes?|covers?|needs?|requires?|costs?|incurs?|attracts?|do|does|may|depends?|carry|carries|renews?)$"
)
_ONE_THING = re.compile(
    r"(?:and |but |so )*(?:our|a|an) \S+(?: \S+){0,4}? (?:is|are) (?!(?:\w+ly )?(?:covered|allowed|refund|non|valid|subject|required|limited|charged|based|available|payable|due|free|given|inspected|tested|paid|issued|processed|excluded|"
    r"calculated|entitled|made|sent|reviewed|checked|credited|returned|waived|final|granted)\w*)"
)
_WE_USUALLY = Scan(
    r"\b(?:only|normally|usually|generally|typically|always|do not|never|as a rule|routinely|automatically)\b"
)
_WE_DO = re.compile(
    r"(?:and |but |so )*we (?:offer|accept|charge|require|need|allow|refund|replace|deliver|inspect|review|dispatch|ship|process|bill|reply|answer|aim)\b(?! (?:your|the|this|that|you|it|full|complete|both|liab|respons))"
)
_OUT = Scan(r"\b(?:falls?|is|are) (?:outside|excluded|exempt|not covered|not included|non-refundable|final sale)\b")
_AT_INTERVALS = re.compile(r"(?:the|our|a|an) (?:\w+ ){1,4}?\w+s \w+")
_TAKES = re.compile(r"(?:it (?:usually|normally|typically|generally|can) takes?)\b.*\b(?:days?|weeks?|hours)\b")


def rule(text: str) -> Act | None:
    """A general rule, tariff, warranty or usual practice; None for one case and for other facts."""
    act = Act("policy_statement", deed=text)
    if search(r"\b(?:will|shall|was|were|(?:un)?affected)\b", text):
        return None
    if search(r"\b(?:have been|has been|am)\b", text) and not RULE_SOURCE.search(text):
        return None
    if search(r"\b(?:is|are|can|be) only (?:be )?\w+(?:ed|en|able)\b", text) and not search(r"\byour?\b", text):
        return act
    if search(r"\bmust (?:be|have been|feel) (?:\w+ly )?\w+(?:ing|ed)\b", text):
        return None
    if _OUT.search(text) and not THIS_CASE.search(text):
        return act
    if (
        search(r"\b(?:every|each)\b", text)
        and DOMAIN.search(text)
        and _AT_INTERVALS.match(text)
        and not search(r"\b(?:is|are|has|have|you|your)\b", text)
    ):
        return act
    if _ENTITLED.match(text):
        return None if text.startswith("you") and THIS_CASE.search(text) else act
    if not general(text):
        return act if _TAKES.match(text) else None
    if match(rf"(?:and |but |so )*(?:{WE})\b", text):
        usual = _WE_USUALLY.search(text) or _WE_DO.match(text)
        return act if usual and not search(r"\b(?:are|am) \w+ing\b", text) else None
    if RULE_SOURCE.search(text):
        return act
    return act if _holds_for_all(text) else None


def _holds_for_all(text: str) -> bool:
    subject = GENERAL_SUBJECT.match(text)
    if (
        subject is None
        or search(r"\b(?:is|are) (?:\w+ )?\w+ing\b", text)
        or ON_ITS_WAY.search(text)
        or GRANT.search(text)
    ):
        return False
    if not USUAL.search(text) and not _ALWAYS.match(subject["verb"]):
        return False
    if _NAMED.match(text) is None and not (USUAL.search(text) and DOMAIN.search(subject["subject"])):
        return False
    return not (
        _ONE_THING.match(text)
        or search(r"\b(?:today|tomorrow|tonight|now|this (?:week|afternoon|evening|morning))\b", text)
    )
