"""What the sum of a clause is measured by: a share of what, what is left of what, and how large the share. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.scanning import Scan, in_small
from knowledge.terms.measures import find_percent
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE


_OF = re.compile(
    r"(?:%|per ?cent|refund(?:ed|s)?|reimburs\w+|share|equal to|credit|value|price|cost)\s+(?:of\s+)?((?:the|each|any|that|your|their|full|actual|one|all)\b[^,.;()]{3,60}?)"
    r"(?=,|\.|;|\(|$| within| when| if| for (?:each|every)| on | is | are | up to| no later| at the latest| as a| and (?!(?:its|their|the|any) (?:\w+ )?(?:charge|fee|postage|cost|tax)s?\b))",
    _I,
)


_SUBJECT_OF = re.compile(
    r"^(?:the |any |all |an? )?(?P<what>[^,.;]{3,90}?) (?:is|are|will be|shall be|must be|gets?) (?:then |also |always |automatically )?(?:refunded|reimbursed|paid back|returned|credited|repaid|waived|"
    r"(?<!refund is )(?<!payment is )(?<!money is )(?<!claim is )(?<!\bit is )(?<!credit is )(?<!sum is )(?<!amount is )(?<!settlement is )(?<!compensation is )paid (?:out )?(?:in)?to (?:an?|the|your|their) (?:[a-z]+ )?account)",
    _I,
)


# "It must be asked for within 14 days and is refunded": what stands before "is refunded" is no name of a sum.
_ANOTHER_VERB = re.compile(
    r"^(?:(?!\b(?:that|which|who|whose)\b).)*\b(?:must|may|can|will|is|are|has|have|(?:it|that|they)['’](?:s|re))\b", _I
)


# "The balance, less any fee still open, is paid out": what comes off stands between the thing and its verb.
_LESS_ASIDE = re.compile(r", (?:less|minus|net of|after deducting) [^,]{3,60}, (?=(?:is|are|will)\b)", _I)


_SHARE_OF = re.compile(
    r"(?:\d\s?%|\d per ?cent|\b(?:half|(?:a|one) (?:quarter|third|fifth|tenth)|three quarters|two thirds)) (?:of )?(?P<what>(?:the|each|any|that|your|their|its|a|an|one)\b[^,.;()%]{3,60}?)"
    r"(?= (?:is|are|will|back|within|when|if|for (?:each|every)|up to|no later|at the latest|and \d|as a|plus|in place)\b|[,.;]|$)",
    _I,
)


# One of these stands in whatever _SHARE_OF and _OF find; they are looked for in much less time.
_MEASURED = Scan(r"\d\s?%|\d per ?cent|half|quarter|third|fifth|tenth")


_MEASURES = Scan(r"%|per ?cent|refund|reimburs|share|equal to|credit|value|price|cost")


def measured_by(main: str) -> str | None:
    """What the sum is measured by: what stands behind "40 percent of", else the subject of "is refunded", never a person."""
    small = in_small(main)
    share = _SHARE_OF.search(main) if _MEASURED.search(small) else None
    if share:
        return share["what"].strip()
    subject = _SUBJECT_OF.match(_LESS_ASIDE.sub(" ", main))
    if subject and not re.match(CUSTOMER, subject["what"], _I) and not _ANOTHER_VERB.search(subject["what"]):
        return subject["what"].strip()
    match = _OF.search(main) if _MEASURES.search(small) else None
    # "A full refund that includes the delivery fee" is measured by the price, and the fee is added to it.
    return (
        match[1].strip()
        if match and not re.match(r"(?:that|which) (?:also )?(?:includes?|covers?)\b", match[1], _I)
        else None
    )


_LEFT = re.compile(
    r"(?:and )?the (?:(?P<half>other half)|(?:rest|remainder|balance)(?: of (?P<whole>(?:the|your|its|their|that) [a-z][a-z -]{2,40}?)(?P<more>(?:, | and )[^.;]{3,60}?)?)?) (?:is|are) (?:then )?(?:refunded|returned|repaid|paid back|given back|credited)\b",
    _I,
)


_KEPT = re.compile(
    r"(?:^|[:,;] |\band )(?:we keep )?(?P<what>(?:(?P<half>half) of )?(?:the|your|an?) [a-z][a-z -]{2,40}?)(?: (?:is|are) (?:then )?(?:kept|retained|withheld|forfeited|not (?:refunded|returned|paid back))\b|$)",
    _I,
)


def left_of(main: str, before: str) -> str | None:
    """What "the rest" or "the other half" is of, by what the words before say is kept ("the deposit is kept and the rest of the
    price is refunded": "the price less the deposit"); None where they say of no such thing."""
    left = _LEFT.match(main)
    kept = _KEPT.search(before) if left is not None else None
    if left is None or kept is None:
        return None
    if left["half"]:
        return re.sub(r"^half of ", "", kept["what"], flags=_I) if kept["half"] else None
    if kept["half"] or not left["whole"]:
        return None
    return f"{left['whole']}{left['more'] or ''} less {kept['what']}"


_FRACTION = re.compile(
    r"\b(?:at )?(?P<word>half|(?:a|one) quarter|three quarters|(?:(?:a|one) (?:third|fifth|tenth)|two thirds)(?= of (?:the|that|its|their|your|what|each|any|all)\b))\b(?! (?:an|a|the)? ?(?:hour|day|year|month|board|past))",
    _I,
)


_FRACTION_HINTS = ("half", "quarter", "third", "fifth", "tenth")


_REACHED = re.compile(
    r"\b(?:at least|more than|less than|fewer than|below|under|over|above|exceed\w*|with|reache[sd]|falls? to|drops? to) $",
    _I,
)


_SHARED_OUT = re.compile(
    r"(?: of\b| off\b| back\b| credit\b| discount\b| voucher\b| refund\b| more\b| less\b|[.,;]?$)", _I
)


def _is_reached(main: str, at: tuple[int, int, Decimal]) -> bool:
    """Whether a percentage is a mark that something reaches ("with at least 70% charge"), and no share of a sum."""
    return _REACHED.search(main, 0, at[0]) is not None and _SHARED_OUT.match(main, at[1]) is None


def _fractions(main: str) -> list[tuple[int, int, Decimal]]:
    """A half or a quarter of something, as a percentage with its place."""
    if not any(hint in main.lower() for hint in _FRACTION_HINTS):
        return []
    shares = {"half": Decimal(50), "quarter": Decimal(25), "three quarters": Decimal(75), "fifth": Decimal(20), "tenth": Decimal(10),
              "third": Decimal("33.33"), "two thirds": Decimal("66.66")}  # fmt: skip
    return [
        (m.start(), m.end(), shares[re.sub(r"^(?:a|one) ", "", m["word"].lower())]) for m in _FRACTION.finditer(main)
    ]


def find_shares(main: str) -> list[tuple[int, int, Decimal]]:
    """The shares that a clause gives, as percentages with their places; marks that something reaches are none."""
    return [at for at in find_percent(main) if not _is_reached(main, at)] or _fractions(main)


EACH_OF = "each of the "
_EACH = re.compile(r"each(?: one)? (?:is|will be) (?:then )?(?:refunded|repaid|credited|paid back|returned)\b", _I)
_SEVERAL = re.compile(r"(?:^|[.;] )(?P<what>[A-Z][a-z][^,.;]{2,60}?s) (?:may|can|must|are|will)\b[^.;]*[.;]? ?$")


def each_of(main: str, before: str) -> str | None:
    """What "each" is one of, by the sentence before: "each of the unopened boxes"; None where a clause begins otherwise."""
    several = _SEVERAL.search(before) if _EACH.match(main) else None
    return f"{EACH_OF}{several['what'][:1].lower()}{several['what'][1:]}" if several is not None else None
