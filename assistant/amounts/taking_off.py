"""What the same clause takes off a sum: a fee, a share for each year begun, sums that it names."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

from assistant.amounts.counting import EACH, SINCE, steps_since, times
from assistant.amounts.figures import off_percent, role_of
from assistant.amounts.sums import CENT, NOTHING, Known, Worked, in_all
from assistant.facts import Fact, overlap, stems
from knowledge.terms import Money
from knowledge.terms.measures import FoundMoney, find_money, find_percent

_I = re.IGNORECASE
_EACH_OFF = re.compile(
    r"\b[Ff]or (?:each|every) (?P<what>[a-z][^,.;]*),(?=[^.;]*\b(?:kept|deducted|retained|withheld|taken off|keep|deduct|retain))"
)
# "We keep 6 EUR a tyre"
_A_PIECE = re.compile(r"an? (?P<what>[a-z]{3,})(?= (?:for|is|are|and|of)\b|[,.;]|$)", _I)
_LESS_NAMED = re.compile(
    r"\b(?:less|minus|after (?:the )?(?:deduct(?:ing|ion of)|taking off|subtract(?:ing|ion of))|(?<!is )(?<!are )(?<!be )reduced by|net of)\b (?P<what>(?![^,.;]*(?:\d|than\b|half\b|quarter\b))[a-z][^.;]{3,80})",
    _I,
)


# "Less a journey charge of 25": a sum in whatever money the price was paid in.
_LESS_BARE = re.compile(
    r"\b(?:less|minus|after deducting) (?:an?|the|our) (?:[\w-]+ ){0,4}(?:fee|charge|cost|excess|deduction|sum|amount|share)s? of (?P<sum>\d+(?:\.\d\d?)?)(?![\d.,]*\d)(?! ?(?:%|per ?cent|(?-i:[A-Z]{3})\b|[€$£]))"
    r"(?: (?:per|for each|for every|a) (?P<each>[a-z]+))?",
    _I,
)
_VERB = re.compile(r",? (?:is|are|will|shall|must|goes|comes?) ", _I)


def lessened(worked: Worked, main: str, case: Known) -> Worked:
    """The sum less what the same clause takes off: "less a handling fee of $15 per ticket", "less 10% for each started
    year since the purchase"."""
    assert worked.amount is not None, "only sums are lessened"
    amount = worked.amount
    off = [found for found in _taken_off(main) if found.money.currency == amount.currency]
    parts = list(worked.parts)
    value = amount.value
    for place, found in enumerate(off):
        per = EACH.match(main, found.end + 1) or _A_PIECE.match(main, found.end + 1)
        per = per or (_EACH_OFF.search(main) if place == 0 else None)
        many = times(per["what"], main, case) if per else None
        if per is not None and many is None:
            return NOTHING  # nothing says how often it is taken off
        taken = found.money.value * (many.number if many else 1)
        value -= taken
        parts.append(f"less {taken} {amount.currency}")
    for bare in _LESS_BARE.finditer(main):
        many = times(bare["each"], main, case) if bare["each"] else None
        if bare["each"] and many is None:
            return NOTHING
        taken = Decimal(bare["sum"]) * (many.number if many else 1)
        value -= taken
        parts.append(f"less {taken} {amount.currency}")
    if off_percent(main):
        _, end, percent = find_percent(main)[0]
        since = SINCE.search(main)
        each = EACH.search(main, end)
        steps = steps_since(since, main, case) if since else 1
        if since is None and each is not None:
            many = times(each["what"], main, case)
            steps = many.number if many is not None and many.line else None
        if steps is None:
            return NOTHING
        share_off = min(Decimal(100), percent * steps)
        value = (value * (100 - share_off) / 100).quantize(CENT, ROUND_DOWN)
        parts.append(f"less {share_off}%")
    for named in _LESS_NAMED.finditer(_BY_PLACE.sub("", main)):
        told = _named_deductions(_VERB.split(named["what"])[0], amount.currency, case)
        if told is None:
            return NOTHING  # something is taken off, and nothing says how much
        if not told:
            parts.append("less nothing")
        for fact in told:
            value -= in_all(fact)
            parts.append(f"less {fact.line}")
    if value <= 0 < amount.value:
        return NOTHING
    return worked._replace(amount=Money(value=value, currency=amount.currency), parts=tuple(parts))


def _taken_off(main: str) -> list[FoundMoney]:
    """The figures that a clause takes off; of "less a closing fee of £10, €12 or $12" all three."""
    off: list[FoundMoney] = []
    for found in find_money(main):
        follows = off and re.fullmatch(r"(?:,|,? or|,? and) ", main[off[-1].end : found.start]) is not None
        if follows or role_of(main, found) == "off":
            off.append(found)
    return off


def _named_deductions(what: str, currency: str, case: Known) -> list[Fact] | None:
    """The sums that "unpaid rent and the charges below" come to; None where one of them is not known."""
    taken: list[Fact] = []
    for piece in re.split(r"\band\b|,|\bor\b", re.split(r", (?:which|that|as)\b", what)[0]):
        words = stems(
            re.sub(
                r"\b(?:below|above|whatever|anything|has|been|have|already|then|any|sums?|cost of|listed|following|due|owed|still)\b",
                " ",
                piece,
            )
        )
        if not words:
            continue
        told = [f for f in case.facts if overlap(words, stems(f.name)) == len(words)]
        if not told and re.match(r"(?:one|a|an)\b", piece.strip(), re.IGNORECASE):
            # "One monthly Direct Debit payment" is what `monthly_direct_debit` tells.
            near = [f for f in case.facts if f.money and (own := stems(f.name)) and len(own) > 1 and own <= words]
            told = near if len(near) == 1 else []
        sums = [f for f in told if f.money is not None and f.money.currency == currency]
        if not told and re.match(r"any\b", piece.strip(), _I) and any(_none_of(words, f) for f in case.facts):
            continue  # "passed, no costs"
        if not told or (not sums and not all(f.denies for f in told)):
            return None
        taken.extend(f for f in sums if f not in taken)
    return taken


# "The charges in section 3"
_BY_PLACE = re.compile(r" (?:in|under|of|by) (?:section|part|rule|table|schedule|list|article|§) ?[A-Z]?[\d.]+\b", _I)
_NONE_OF = re.compile(
    r"\bno (?:[a-z]+ )?(?P<what>costs?|charges?|damage|deductions?|fees?)\b|\bnothing (?P<due>due|owed|to pay)\b", _I
)


def _none_of(words: frozenset[str], fact: Fact) -> bool:
    """Whether a fact says that there is none of what may come off."""
    none = _NONE_OF.search(fact.text)
    return none is not None and (none["what"] is None or overlap(stems(none["what"]), words) > 0)
