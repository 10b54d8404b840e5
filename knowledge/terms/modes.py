"""What a clause does: grants, allows, forbids, asks for something, holds back, takes off. Pure."""

from __future__ import annotations

import re

from knowledge.scanning import Scan, in_small
from knowledge.terms.clauses import Parts
from knowledge.terms.measures import find_spans
from knowledge.terms.model import Mode
from knowledge.terms.people import COMPANY_ACTS, CUSTOMER, CUSTOMER_DUTIES

_I = re.IGNORECASE
# What is scanned is looked for in small letters.
_NEGATION = Scan(
    r"\b(?:not|never|cannot|can't|don't|doesn't|isn't|aren't|won't|nor|neither|nothing|none|no|nobody)\b(?! (?:later than|more than|need to|only))"
)
_HARMLESS = Scan(
    r"\b(?:need not|no need|not later than|no later than|without|not only|free of charge|no charge|at no cost|not be charged|no fee is|no longer than|not more than|no more than|"
    r"whether or not|whether [^,.;]{2,40} or not\b|no action|not before (?:the )?\w+(?: day)?(?= and )|not otherwise|even (?:if|when|where|though)\b.*|"
    r"(?:is|are|be) (?:charged|billed) no\b|costs? (?:the )?\w+ nothing|(?:fees?|charges?|interest|excess|supplements?|penalt(?:y|ies)) (?:\w+ )?(?:is|are) not (?:taken|charged|made|asked|due|applied|levied|added)|"
    r"(?:with|for|at|without) no (?:[\w-]+ ){0,3}(?:fees?|charges?|fares?|prices?|expenses?|notice|costs?|penalt(?:y|ies)|deduction)|(?:is|are) no (?:[\w-]+ ){0,3}(?:fees?|charges?)(?: and no (?:[\w-]+ ){0,2}(?:fees?|charges?))?|"
    r"no longer charged|nothing to pay|costs? nothing|nothing (?:else |more |further )?is (?:charged|taken|due|owed)|(?:is|are) not charged|"
    r"no (?:[\w-]+ ){0,4}(?:fees?|charges?|penalt(?:y|ies)|surcharges?|costs?) (?:is|are|will be) (?:owed|due|charged|payable|taken|made))\b"
)
_ASIDE = re.compile(r"\([^)]*\)")
# "a home that cannot be lived in entitles ...": it is not the deed that is denied
_DENIED_OF = Scan(
    r"\b(?:that|which|who|whose \w+|they|it|he|she) (?:cannot|could not|can't|does not|do not|did not|is not|are not|was not|were not|has not|have not|had not|never|no longer)\b(?=.*\b(?:is|are|entitles?|gets?|receives?|goes|go|will|must|may|has|have|takes?|owes?)\b)"
)
_GRANTED_FIRST = Scan(
    r"^[^,;]{0,90}\b(?:(?:is|are|gets?|receives?|will be) (?:\w+ ){0,2}(?:refunded|reimbursed|credited|waived|replaced|repaired|returned|paid back|issued|added|owed|put|posted|sent|given|made|examined|checked|assessed|inspected|reviewed|decided|answered|called|contacted)|appears? on|goes? (?:back )?to)\b"
)
_NOT_DONE = Scan(
    r"^(?!no\b|nothing\b|neither\b)(?:(?!\b(?:is|are|will|may|can|must|do|does|has|have)\b).)*\bnot (?:(?:\w+ )?\w+(?:ed|en|wn|nt|id|de)|with|in|yet|on)\b[^.;]*?"
    r"\b(?:is|are|will be|gets?) (?:then |also |always |fully )?(?:refunded|reimbursed|credited|waived|replaced|repaired|returned|repaid|paid back|given back|corrected)\b(?!.*\bnot\b)"
)
_PASSIVE_GRANT = Scan(
    r"\b(?:is|are|will be) (?:then |also |always )?(?:refunded|reimbursed|credited|waived|paid|owed|due|covered|returned|repaid)\b"
)
_PAYS = Scan(
    r"\b(?:pays|covers?|refunds?|reimburses?|repays?|(?:is|are) (?:paid|credited|repaid)|gets?|receives?)$|\b(?:is|are) (?:met|covered)\b|\bentitles?\b|\bwe (?:pay|cover|refund|repay|reimburse)\b|\bpaid back\b"
)
_STAFF = Scan(
    r"^(?:please )?(?:do not|don't|never|give no|promise (?:nothing|neither|only)|say |name no|ask the|offer |apologi[sz]e|quote|describe|repeat|pass |use |tell |state |explain|record |log |"
    r"refer |send the customer|invite|advise|point )|\b(?:representatives?|agents?|advis[eo]rs?|staff|support|reps?|colleagues|crew|front desk|reception|nobody) (?:must|may|should|can)(?: not|not)\b"
)
_CHARGES_THEM = Scan(r"\b(?:is|are) (?:then |always |still )?charged\b(?! (?:twice|back|wrong|in error|by mistake))")
_MAY = Scan(r"\b(?:may|can|could|might|at (?:our|the \w+'s) discretion|discretion\w*|up to|considered?)\b")
_OWED = Scan(
    r"\b(?:must be|is due|are due|is owed|are owed|entitled to|has the right|have the right|shall|chooses?|may choose|can choose|gets?|receives?|always|in full|automatically|will be|entitles?|owes?|(?:is|are) spared|falls? away)\b"
)
_REQUIRE = Scan(
    r"\b(?:is|are) (?:needed|required|necessary)\b|\bneeds?:|\bwe need\b|\bneeds? (?:a|an|the|two|proof|written)\b|\bmust (?:provide|send|show|include|enclose|attach|give|produce|answer|sign|bring|supply|state|upload|be accompanied)\b|"
    r"\brequires?\b|\bask (?:the \w+ )?(?:for|to (?:send|provide|confirm))\b|\bsend us\b|\bbring (?:the|a)\b|\bproof of\b|\bdepends on (?:a|an|the)\b|\bonly (?:with|against|on production of)\b|\bto be (?:enclosed|supplied|submitted)\b|\bon presentation of\b"
)
GATE = re.compile(
    r"\b(?<!days )(?<!hours )(?<!weeks )(?<!months )(?:until|before(?! the \d)|while|as long as|so long as|pending)\b.{0,120}\b(?:promis|offer|paid|pay|refund|credit|issu|sent|replac|nothing|no |not |neither)|"
    r"\b(?:promise|say|offer|confirm|nothing|no|not|neither)\b.{0,120}\b(?<!days )(?<!hours )(?<!weeks )(?<!months )(?:until|before|while|as long as|pending|has (?:ended|decided|confirmed))\b",
    _I,
)
# One of these stands in whatever GATE finds.
_UNTIL = Scan(r"until|before|while|as long as|pending|has (?:ended|decided|confirmed)")
_DEDUCT = Scan(
    r"\bdeduct\w*|\btaken off (?:what|(?:the|that|a|your|their|his|her|any|every|each) (?!(?:\w+ )?(?:bill|invoice|account|statement|room|door|floor|list)\b)\w+)|\bless (?:the|a|any)\b|\bwithheld from\b|\bsubtract\w*|\b(?:deposit|fee|sum|payment|price|share|amount|rest|part|fare)\b[^.;]{0,30}\bkept\b|\bwe keep\b|\bretain\w*\b|\bminus\b"
)
BANNING_HEADING = re.compile(
    r"\b(?:never|exclu\w+|refused|not (?:offered|covered|included|taken back|paid|given|refunded|promised)|no (?:refund|credit)s?|"
    r"(?:what )?we (?:do not|don't|never) (?:do|offer|pay|promise|cover|give))\b",
    _I,
)


_ACTS = Scan(rf"\b(?:{COMPANY_ACTS})")
_EXTRA = re.compile(r",? and (?:may|can|might)\b", _I)
_MAY_BE_GIVEN = Scan(r"\b(?:supervisor|manager|lead|head)\b.{0,20}\bmay\b")
_MUST = Scan(r"\b(?:must|have to|has to|needs? to|shall)\b")
_CUSTOMERS = re.compile(CUSTOMER)
_DOES_ITS_DUTY = re.compile(rf"{CUSTOMER} (?:then |also |first |always )?{CUSTOMER_DUTIES}\b")
_THEY_MAY = re.compile(rf"{CUSTOMER}\b.{{0,40}}\b(?:may|can)\b")


def bans(text: str) -> bool:
    """Whether a line that introduces a list forbids what follows ("We never offer:")."""
    return bool(
        re.search(
            r"\b(?:never|do not|refused|declined|ruled out|not offered|no[t]? (?:offer|promise|say|cover)|excluded|exclusions?|not covered|not refundable|must not|we don't)\b",
            text,
            _I,
        )
    )


def takes_off(main: str) -> bool:
    """Whether a clause takes something off what is given, or keeps it."""
    return _DEDUCT.search(in_small(main)) is not None


def is_gate(parts: Parts, text: str) -> bool:
    """Whether a clause holds something back until an event: a refusal, or a bare "promise only", with until or before."""
    small = in_small(text)
    if not _UNTIL.search(small):
        return False  # most clauses, at once
    body = _denied_of(_HARMLESS.pattern.sub(" ", _ASIDE.sub("", small)))
    if re.match(r"(?:if|when|where)\b", body) and parts.condition:
        body = body[len(parts.condition) :]
    negation = _NEGATION.search(body)
    if not GATE.search(body) or not (negation or re.search(r"\bpromise only|nothing\b", body)):
        return False
    granted = _GRANTED_FIRST.search(body)
    return not (granted and negation and granted.end() < negation.start())


def without_extra(main: str) -> str:
    """The clause up to an extra that may be given on top: of "calls within 2 days and may add a credit" the call."""
    extra = _EXTRA.search(main)
    if extra and find_spans(main[: extra.start()]) and not _CUSTOMERS.match(in_small(main)):
        return main[: extra.start()]
    return main


def _denied_of(main: str) -> str:
    """The clause without the denials that belong to its subject, when a deed follows them."""
    match = _DENIED_OF.search(main)
    if match is None or match.start() == 0:
        return main
    return main[: match.start()] + " " * len(match.group()) + main[match.end() :]


def mode_of(parts: Parts, text: str) -> Mode:
    """The mode of a clause by its main part; a refusal to charge is a grant, not a prohibition."""
    if is_gate(parts, text):
        return "gate"
    told = in_small(parts.main)
    main = _ASIDE.sub("", told)
    if _HARMLESS.search(main):
        main = _HARMLESS.pattern.sub(lambda m: " " * len(m.group()), main)
    main = without_extra(_denied_of(main))
    negated = _denial(main)
    taken = _DEDUCT.search(main)
    given_less = taken and taken.group().startswith("less") and _PASSIVE_GRANT.search(main[: taken.start()])
    if taken and not negated and not given_less:
        return "deduction"
    if negated or _REFUSED.search(main):
        return "prohibition"
    duty = _duty(main)
    if duty is not None:
        return duty
    if _STAFF.search(main) or (_CHARGES_THEM.search(main) and not _HARMLESS.search(told)):
        return "rule"
    if _OWED.search(main) and not _MAY_BE_GIVEN.search(main):
        return "entitlement"
    if _allows(main):
        return "entitlement" if _is_right(main) else "discretion"
    free = _HARMLESS.search(told)
    if free and re.search(r"charge|fee|cost|penalt|nothing", free.group()):
        return "entitlement"
    return "entitlement" if _ACTS.search(main) else "rule"


_REFUSED = Scan(
    r"\b(?:is|are|be) (?:\w+ )?(?:refused|declined|ruled out|turned down)\b|\bfinal sale\b|\bnon-refundable\b|\bexcluded\b|\bonly remedy\b|"
    r"\b(?:refunded|waived|credited|reimbursed|given|paid|granted|reduced) only (?:under|by|in (?:the |these |those )?(?:following )?cases?)\b"
)
_AT_THEIR_COST = Scan(
    rf"\bborne by {CUSTOMER}|\bat (?:the )?(?:{CUSTOMER}'s?|customers'|guests') (?:own )?(?:expense|cost|risk)\b(?!.*\b(?:sent|delivered)\b)"
)
_THEY_OWE = Scan(rf"{CUSTOMER}\b(?:(?! we | us )[^.;])*? (?:owes?|settles?) ")
_RIGHT = Scan(
    r"\b(?:may|can) (?:\w+ )?be (?:sent back|brought back|taken back|handed back|moved|returned|cancelled|canceled|exchanged|claimed|requested|changed|rebooked|added|removed|transferred|paused|frozen|ended|stopped|opened|reopened)|"
    r"\btakes? up to|has up to|have up to|within up to\b|\bin up to\b"
)


def _denial(main: str) -> bool:
    """Whether a clause denies its deed; what its subject is not, or what follows a grant, denies nothing."""
    negated = _NEGATION.search(main)
    granted = _GRANTED_FIRST.match(main)
    if negated is None or (granted and granted.end() < negated.start()):
        return False
    return not _NOT_DONE.search(main)  # "an item billed but not given is refunded"


def _duty(main: str) -> Mode | None:
    """What a clause lays on the customer: a paper, a time limit, a cost; None if it lays nothing on them."""
    if _REQUIRE.search(main):
        return "requirement"
    must = _MUST.search(main) and _CUSTOMERS.match(main)
    if must or _DOES_ITS_DUTY.match(main):
        return "window" if find_spans(main) else "requirement"
    return "rule" if _AT_THEIR_COST.search(main) or _THEY_OWE.match(main) else None


def _allows(main: str) -> bool:
    """Whether a clause allows something; "up to" before a sum that is paid, or before a time, is a ceiling and no permission."""
    modal = _MAY.search(main)
    if modal is None:
        return False
    ceiling = modal.group() == "up to" and (
        _PASSIVE_GRANT.search(main)
        or _PAYS.search(main[: modal.start()])
        or any(main[: found.start].rstrip().endswith("up to") for found in find_spans(main))
    )
    return not ceiling


def _is_right(main: str) -> bool:
    """Whether what a clause allows is the customer's to choose."""
    return bool(_THEY_MAY.match(main) or _RIGHT.search(main))
