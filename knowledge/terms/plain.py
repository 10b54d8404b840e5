"""What the words of a clause leave no doubt of: what it gives, and that it gives nothing, whatever else resembles it. Pure."""

from __future__ import annotations

import re

from knowledge.terms.model import Kind
from knowledge.terms.people import CUSTOMER_NOUN
from knowledge.terms.rows import ROW_CODE

_I = re.IGNORECASE


# Clauses whose words leave no doubt of what they give.
_PLAIN_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    # "It is included in Full setup": what a service holds.
    (re.compile(r"^(?:it|this|that|[\w ]{3,40}?) (?:is|are) (?:already |always )?included (?:in|with) ", _I), "other"),
    # "A closing credit is returned within 10 days": the customer's own money, and no gift.
    (
        re.compile(
            r"\b(?:closing|remaining|unused|outstanding|leftover|final) (?:account )?(?:credit|balance)(?: balance)? (?:is|are|will be) (?:then )?(?:returned|refunded|repaid|paid (?:back|out))\b",
            _I,
        ),
        "refund",
    ),
    (
        re.compile(
            r"^(?:an?|the|our) (?:[\w-]+ )?(?:technician|engineer|fitter|mechanic|repairer|plumber|electrician|roofer) (?:visits|comes|attends|calls at)\b",
            _I,
        ),
        "repair",
    ),
    # "The move price is returned in full": whatever the service is called.
    (
        re.compile(
            r"\b(?:price|fee|charge|cost|deposit|fare|premium)s?(?: paid| for [^,;.]{3,30}?)? (?:is|are) (?:then |also )?(?:returned|refunded|repaid|given back|paid back|sent back|handed back|reimbursed)\b|"
            r"\b(?:is|are) (?:then )?(?:sent|handed|given|paid) back in full\b",
            _I,
        ),
        "refund",
    ),
    # "Towards a new boiler we pay 400"
    (
        re.compile(
            r"^(?:towards|for) [^,.;]{3,40},? we (?:then )?(?:pay|contribute) (?:up to )?(?:[$€£]|[A-Z]{3} ?)?\d", _I
        ),
        "refund",
    ),
    # "What is left is sent to the bank account"
    (
        re.compile(
            r"\b(?:left|remains|balance|rest|remainder|sum|money|amount)\b[^,;.]* (?:is|are) (?:then )?(?:sent|transferred|paid|returned) to the (?:[a-z]+ )?(?:bank )?account\b",
            _I,
        ),
        "refund",
    ),
    # "The office brings the fine down to 10 GBP": what is left to pay, and no sum that is given.
    (
        re.compile(
            r"\b(?:brings?|cuts?|lowers?|reduces?|(?:is|are) (?:brought|cut|lowered|reduced))\b[^.;]{0,40}? to (?:[$€£]|[A-Z]{3} ?)?\d",
            _I,
        ),
        "fix",
    ),
    # "A bank charge that it caused is made good"
    (
        re.compile(
            r"\b(?:charges?|fees?|costs?|loss(?:es)?|expenses?|fares?|outlays?|prices?)\b[^,;]* (?:is|are) (?:then )?made good\b",
            _I,
        ),
        "refund",
    ),
    (re.compile(r"\b(?:is|are) (?:then )?made (?:watertight|weatherproof|safe|good|usable|secure)\b", _I), "repair"),
    (re.compile(r"\b(?:is|are) (?:then )?made up for\b", _I), "fix"),
    (re.compile(r"\bconfirms? or (?:declines?|rejects?|refuses?)\b", _I), "investigation"),
    # "Billing gives its finding within 4 days"
    (
        re.compile(
            r"\b(?:gives?|issues?|states?|announces?|sends?) (?:you |the customer )?(?:its|a|the|their|her|his|our) (?:written )?(?:findings?|results?|verdict|assessment)\b",
            _I,
        ),
        "investigation",
    ),
    # "Both sums go to the original payment method": how money is paid, and nobody decides it.
    (
        re.compile(
            r"^(?:both|all|these|the|any) (?:[a-z]+ ){0,2}?(?:sums?|amounts?|money|payments?|refunds?) (?:goes|go) to the (?:original |same )?(?:payment method|means of payment|method|card|account|bank)",
            _I,
        ),
        "refund",
    ),
    # "On arrival the handset gets a welcome text with the price"
    (
        re.compile(
            r"\b(?:gets?|receives?|is sent|are sent) an? (?:[a-z]+ )?(?:text|message|sms|e-?mail|notification|alert|reminder)\b",
            _I,
        ),
        "contact",
    ),
    # "We confirm a cancellation in writing": a letter, and no cancellation.
    (
        re.compile(
            r"^(?:we|the [a-z ]+|[A-Z][\w ]+?) confirms? [^.;]{3,60} (?:in writing|by (?:e-?mail|letter|post))\b"
        ),
        "contact",
    ),
)


# "If we miss a visit, a new one is offered": somebody comes, and no thing is replaced.
_ANOTHER_ONE = re.compile(r"(?:an?|the) (?:new|second|further|other|fresh) one\b|another(?: one)? (?:is|will be)\b", _I)


_OF_COMING = re.compile(
    r"\b(?:visit|appointment|slot|call-?out|attendance|inspection|survey|collection|delivery|fitting)s?(?: day| date)?$|"
    r"\b(?:visit|appointment|slot|call-?out|attendance|inspection|survey|collection|fitting)s?\b",
    _I,
)


# "Payments says within 3 days whether the premium was taken by mistake": a check, and no money yet.
_FINDS_OUT = re.compile(
    r"(?:we|(?:the |our )?(?:[A-Z][\w&-]*|[a-z]+)(?: [A-Z][\w&-]*| (?:desk|team|office|staff|lead))*) (?:says?|tells? (?:you|the [a-z]+)|finds? out|establish(?:es)?|determines?|works? out) "
    r"(?:(?:within|no later than|not later than|in) [^,.;]{3,40}? )?(?:whether|why|who|how)\b(?! much\b)"
)


# "The payment in row 7 is due", "row C2 applies"
_ROW_IS_DUE = re.compile(
    rf"\brow {ROW_CODE} (?:(?:is|are|falls?|becomes?) (?:then )?(?:due|owed|paid|payable|given|credited)|applies)\b(?! to\b)",
    _I,
)


# "The credit for a late return is the one in the service credit table": what is given, and for which case.
_LISTED = re.compile(
    r"(?:the|an?) (?:[\w-]+ ){0,3}?(?:credit|voucher|allowance|payment|compensation) (?P<case>for (?:an?|the|any|each|every) [^,.;]{3,60}?) "
    r"(?:is|are) (?:the (?:one|sum|amount|share)\b|set out|named|listed)[^.;]*\b(?:table|matrix|grid|schedule|chart)\b",
    _I,
)


# "Whether it is refunded is settled by the lab": that somebody decides, and no refund.
_IS_DECIDED = re.compile(
    r"whether [^,.;]+? (?:is|are|will be) (?:then )?(?:settled|decided|determined|judged|ruled|answered|left)\b|"
    r"whether [^,.;]+? is (?:a matter )?for [^,.;]+? to (?:say|decide|judge|settle|rule)\b",
    _I,
)


# "If a dish is off, it may be replaced by another": what we may do, and nobody is owed.
_OURS_TO_REPLACE = re.compile(r"\b(?:may|can) be (?:replaced|substituted|swapped) (?:by|with) ", _I)


# "A hold of $60 is placed on the card" is money taken; "whether the site pays it back is for that site to say" is another's word.
_GIVES_NOTHING = re.compile(
    r"\b(?:hold|block|pre-?authori[sz]ation|authori[sz]ation) (?:of (?:up to )?(?:[$€£]|[A-Z]{3} ?)?\d[^;]*?|on (?:the|your|their|a) (?:[a-z]+ )?(?:card|account)[^;]*?) (?:is|are|will be) (?:\w+ )?(?:placed|made|taken|put|set|requested)\b|"
    r"\bwe (?:place|put|take|set|request) an? (?:\w+ )?(?:hold|block|pre-?authori[sz]ation|authori[sz]ation)\b|"
    rf"^(?:nobody|no one|no {CUSTOMER_NOUN}) (?:has to|have to|must|needs? to|need) (?:accept|take|agree)\b|"
    r"\bnever (?:come|comes|add up|adds up|amounts?) to more than\b|"
    r"^whether [^;]+? is (?:a matter )?(?:for|between|up to) (?!us\b|our\b|the [a-z ]*(?:desk|team|office|panel|manager)\b)[^;]+$",
    _I,
)


# "Fitting, 18 EUR, is paid by the customer", "a certificate costs 79 EUR", "the part within it remains payable": money to us.
_PAID_TO_US = re.compile(
    rf"\b(?:is|are) (?:paid|borne|met|carried) by (?:the |each |every )?{CUSTOMER_NOUN}\b(?! (?:is|are)\b)|\b(?:remains?|stays?) (?:payable|chargeable)\b|"
    rf"^(?:[^,;]{{0,40}}, )?(?:[a-z-]+ )?{CUSTOMER_NOUN} (?:pays?|bears?) (?!no\b|nothing|only|less|back)|"
    r"(?<!set )(?<!set off )(?<!offset )\bagainst (?:payment of |the |an? |one |its )[^.;]*?\b(?:charge|price|fee|payment)\b|"
    r"\b(?:renewed|sold|offered|available|possible|bought|had) at (?:the|its) (?:[a-z]+ ){0,2}(?:price|rate|fee)\b|"
    r"\bcosts (?:the|its|a|an) (?:[a-z]+ ){0,2}?(?:fee|price|charge|rate|postage)\b|"
    r"\b(?:costs?|we charge) (?:up to )?(?:[$€£]|[A-Z]{3} ?)?\d|\bwe charge (?:the|an?|for)\b|"
    r"\b(?:notice|certificate|survey|licen[cs]e|ticket|pass) is (?:[$€£]|[A-Z]{3} ?)?\d[\d.,]*(?: ?(?:[A-Z]{3}\b|[$€£]))?(?= a\b|,| or|$)",
    _I,
)


_COMES_BACK = re.compile(
    r"\b(?:refund\w*|back|credit\w*|return\w*|releas\w*|reimburs\w*|repa(?:id|y\w*)|waiv\w*|free(?! (?:allowance|limit|quota|period|kilomet\w+|miles?)\b)|comes? off|taken off|less|compensat\w*|discount\w*|share|instead of)\b",
    _I,
)


# "Relief is given once in any 36 months": how often, and not when.
_ONLY_SO_OFTEN = re.compile(
    r"[a-z]+ (?:is|are) (?:given|granted|paid|offered|available) (?:only |at most |no more than )?(?:once|twice) (?:in (?:any|each|every|an?|\d+)|per|every|a (?:year|month|season))\b",
    _I,
)


_NO_LONGER = re.compile(r"\b(?:can|may|could|is|are) no longer (?:be )?[a-z]+(?:ed|en|wn|ble)\b", _I)


def plain_kind(main: str, condition: str | None) -> Kind | None:
    """The kind that the words of a clause leave no doubt of; None where they leave some."""
    if finds_out(main):
        return "investigation"
    if _ANOTHER_ONE.match(main) and _OF_COMING.search(condition or ""):
        return "delivery"
    return next((kind for pattern, kind in _PLAIN_KINDS if pattern.search(main)), None)


def finds_out(main: str) -> bool:
    """Whether a clause says that somebody of ours finds out whether or why, and gives nothing yet."""
    return _FINDS_OUT.match(main) is not None


def is_row_due(main: str) -> bool:
    """Whether a clause says that what a row of a table names is due."""
    return _ROW_IS_DUE.search(main) is not None


def case_listed(main: str) -> str | None:
    """The case for which a clause says that a table names what is given ("for a late return"), None for other clauses."""
    match = _LISTED.match(main)
    return match["case"] if match is not None else None


def is_decided(main: str) -> bool:
    """Whether a clause says only that somebody decides whether."""
    return _IS_DECIDED.match(main) is not None


def gives_nothing(main: str) -> bool:
    """Whether a clause takes a hold of money, bounds what others take, or leaves a matter to strangers."""
    return _GIVES_NOTHING.search(main) is not None


def is_paid_to_us(main: str, text: str) -> bool:
    """Whether the money of a clause is what the customer pays, and none of it comes back; `text`: the clause with its condition."""
    return _PAID_TO_US.search(main) is not None and _COMES_BACK.search(text) is None


def is_ours_to_replace(main: str) -> bool:
    """Whether a clause says what we may put in the place of what was bought."""
    return _OURS_TO_REPLACE.search(main) is not None


def tells_how_seldom(main: str) -> bool:
    """Whether a clause says only how often something is given."""
    return _ONLY_SO_OFTEN.match(main) is not None


def is_over(main: str) -> bool:
    """Whether a clause says that something can no longer be done."""
    return _NO_LONGER.search(main) is not None


# "The price of every dive not yet held is refunded": what was not had, and nothing that is refused.
_OF_WHAT_WAS_NOT_HAD = re.compile(
    r"\bnot (?:yet |been )*[a-z]+(?:ed|en|ld|wn|pt|nt) (?:is|are|will be) (?:then )?(?:refunded|credited|repaid|paid back|reimbursed|given back)\b",
    _I,
)


def gives_what_was_not_had(main: str) -> bool:
    """Whether a clause gives back what was not sent, held or used; its "not" refuses nothing."""
    return _OF_WHAT_WAS_NOT_HAD.search(main) is not None
