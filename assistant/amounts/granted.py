"""What a clause says is given back, in its own words. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_I = re.IGNORECASE
_WE_GIVE = re.compile(
    r"\b(?:refund|release|return|repay|pay for|reimburse|pay back|give back|give you back|credit|waive|hand back|make good)\b (?:to )?(?:you |him |her |them |(?:the |any )?(?:customer|passenger|guest|member|buyer|tenant|student|owner)s? )?(?:back )?(?:in full )?"
    r"(?P<what>(?:the|that|your|their|its|his|any|all|both|every|what|whatever|everything)\b(?:[^,.;:]|,(?= (?:the|our|your|its|any|all)\b[^.;:]* and )){2,110})",
    _I,
)
_YOU_GET = re.compile(
    r"\b(?:get|gets|have|has|receives?|obtains?|given|give you|is given|are given|(?:is|are|be) (?:repaid|refunded|reimbursed|owed|paid)|you're paid) (?:back )?(?P<what>(?:the|your|their|its|his|any|all|what|everything|that [a-z]+'s)\b[^,.;:]{2,70}?)(?: back| returned| refunded| in full|(?=[,.;:]|$))",
    _I,
)
_IS_GIVEN = re.compile(
    r"(?:^|[,;:] ?|\bthen |\bcase )(?P<what>(?:the|that|those|these|your|any|all|an?|every|its|both|what|whatever|what was|fees|charges|payments|instal+ments|and (?=(?:[a-z]+ )?(?:price|fare|postage)\b)|(?:[a-z]+ )?(?:price|fare|postage))\b[^,;:]{2,90}?),? (?:is|are|was|were|will be|shall be)(?:,? (?:also|then|always|however|therefore|in that case|on the other hand))*,? (?:fully |promptly )?(?:refunded|returned|repaid|reimbursed|credited|waived|reversed|withdrawn|paid back|given back|sent back|cancelled|made good|paid out)\b",
    _I,
)
# "That trip's fare comes back to you", "item price and postage are returned"
_SUM = r"(?:prices?|fees?|fares?|charges?|surcharges?|costs?|deposit|postage|premium|rent|tips?|supplement|excess)"
_COMES_BACK = re.compile(
    rf"(?:^|[,;:] (?:and |or |but )?|\bthen |\bcase )(?P<what>(?!(?:if|when|where|for|on|in|of|at|by|with|from|and|or|but|we|you|what|whatever|everything|anything|all)\b)(?:that |this )?(?:(?!(?:which|that|who|is|are|has|have|was|were|you|we)\b)[a-z'’-]+ ){{0,6}}?{_SUM}(?: (?:for|of) (?:the |that |your |this )?[a-z-]+)?)"
    r" (?:also |then )?(?:(?:comes?|goes?|flies|fly|travels?) (?:straight )?(?:back|home|(?:on|onto|to|into) (?:your|the) [a-z]+)\b|(?:is|are) (?:then |also )?(?:put|paid|given|sent|handed|booked|brought) back\b|(?:is|are) (?:then |also )?(?:returned|repaid|refunded|reimbursed|restored)\b|returns? to (?:you|your|the)\b|reach(?:es)? (?:you|your|the)\b)",
    _I,
)
_THE_RETURN_OF = re.compile(r"\bthe (?:return|refund|repayment) of (?P<what>(?:the|your|what)\b[^,.;:]{2,70})", _I)
_TAIL = re.compile(
    r"\s+(?:in full|back|if|when|unless|within|by|on (?:request|sight)|at once|to (?:you|the|your|his|her|anybody)|as soon|without)\b.*$",
    _I,
)


# "The frame price, the lens price and the delivery charge are refunded"
_NAMED_BEFORE = re.compile(rf"(?:(?:the|your|any|its|their) (?:[a-z-]+ ){{0,3}}?{_SUM}, ?)+$", _I)


@lru_cache(maxsize=8192)
def granted_thing(main: str) -> str | None:
    """The thing that a clause gives back ("the seat fee" of "the seat fee is returned to you in full"); None where it names none."""
    for pattern in (_WE_GIVE, _IS_GIVEN, _YOU_GET, _COMES_BACK, _THE_RETURN_OF):
        match = pattern.search(main)
        if match is not None:
            what = _TAIL.sub("", match["what"]).strip()
            if pattern is _IS_GIVEN and (listed := _NAMED_BEFORE.search(main[: match.start("what")])) is not None:
                what = f"{listed.group()}{what}"
            return what if re.search(r"[a-z]{3}", what, _I) else None
    return None


_MERE_MONEY = re.compile(
    r"^(?:(?:the|your|any|all|an?|every|approved|due|such) )*(?:refunds?|repayments?|money|payments?|sums?|amounts?|credits?|compensation|reimbursements?)$",
    _I,
)


def names_its_thing(text: str) -> bool:
    """Whether a clause says of what it gives the money back; "approved refunds are made in ten days" does not."""
    what = granted_thing(text)
    return what is not None and not _MERE_MONEY.match(what)
