"""Whether all that a clause says of a sum went into it: what is not accounted for makes the sum a guess. Pure.

A clause may say more of a sum than was understood: "returned twice over", "apart from 30 for the drawing", "pro rata for
the months left". The words of reckoning that people use are few; each has to be found again in how the sum came about.
Where one is not, no sum is better than a wrong one.
"""

from __future__ import annotations

import re

from assistant.amounts.sums import Worked

_I = re.IGNORECASE
_SUM = r"(?:amount|sum|price|fee|fare|charge|rate|value|cost|deposit|rent|money)"
# "The fee is returned twice over", "double the fare"; "a card charged twice" only says what went wrong.
_MANIFOLD = re.compile(
    rf"\b(?:twice|double|treble|three times) (?:over\b|(?:the|that|this|its|your|their|what) (?:[a-z]+ ){{0,3}}{_SUM}\b)|"
    r"\b(?:two|three)fold\b",
    _I,
)
_TAKEN_OFF = re.compile(
    r"\b(?:less|minus|net of|apart from|but for|except(?:ing)? for|save for|after (?:the )?deduct(?:ion of|ing)|with the exception of)\b"
    r" (?=[^,.;]*(?:\d|\b(?:fee|charge|cost|price|share|excess|deposit|postage|part|deduction)s?\b))(?!than\b|(?:\w+ )?\d+ (?:\w+ )?(?:hours?|days?|weeks?|months?|years?|minutes?|km|miles)\b)",
    _I,
)
_PRO_RATA = re.compile(r"\b(?:pro[ -]?rata|in proportion|proportionate(?:ly)?|proportional(?:ly)?)\b", _I)
_BETWEEN = re.compile(
    r"\b(?:difference|gap|(?:missing|lacking) (?:sum|amount|money))\b(?= (?:between|to|in|where|is|back)\b|[,.;]|$)", _I
)


# "Rent paid for the days after the move-out date is refunded at the daily rent": a part of what was paid.
_PART_OF_TIME = re.compile(
    r"\b(?:paid|charged|billed|collected) for the (?:full )?(?:days|nights|weeks|months) (?:after|from|following|since|that|which|not|left|remaining)\b"
    r"|\bat the (?P<rate>daily|nightly|weekly|monthly|hourly) (?:rent|rate|price|fee|charge)\b",
    _I,
)


def unaccounted(clause: str, worked: Worked) -> bool:
    """Whether a clause says something of its sum that did not go into it."""
    told = [part for part in worked.parts if part != clause]
    lessened = any("less " in part for part in told)
    parted = any(re.match(r"\d+ (?:of|x) |\S+ x \(", part) for part in told)
    time = _PART_OF_TIME.search(clause)
    of_its_rate = time is not None and time["rate"] is not None and any(time["rate"].lower() in part for part in told)
    return (
        (_MANIFOLD.search(clause) is not None and not parted)
        or (_TAKEN_OFF.search(clause) is not None and not lessened)
        or (_PRO_RATA.search(clause) is not None and not parted)
        or (time is not None and not parted and not of_its_rate)
        or (_BETWEEN.search(clause) is not None and not lessened)
    )
