"""What happens next, told where a letter is short: who has the matter, why no more is said yet, what is on record here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.letter.wording import joined
from assistant.phrases import Phrases, day_in
from assistant.planning import Decision
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS

_I = re.IGNORECASE
_DAY = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2})(?: (?:to|until|-|–) (?P<last>\d{4}-\d{2}-\d{2}))?$")
# Days that the customer knows as well as we do. What our own people did or noted is not told.
_KNOWN_TO_BOTH = re.compile(
    r"^(?:date of )?(?:the )?(?P<thing>order|purchase|booking|contract|request|cancellation|cancel request|notice|visit|stay|journey|travel|flight|departure|arrival|claim|report|complaint|payment|delivery|renewal|collection|subscription|appointment|check[- ]?in|check[- ]?out|move|event|fault|return|bought|ordered|booked|reported|cancelled|paid|delivered|collected|returned|requested|claimed|moved|departed)(?: (?P<kind>date|received|placed|made|start))?(?: on)?$",
    _I,
)
_DISPUTED = re.compile(
    r"\b(?:never|not|nothing|didn['’]t|hasn['’]t|haven['’]t|isn['’]t|wasn['’]t)\b[^.!?]{0,40}\b(?:arriv|c[ao]me|get|got|receiv|deliver|here|collect|show)",
    _I,
)
_MOST_DAYS = 3


def following(
    own: str, decision: Decision, phrases: Phrases, facts: Sequence[tuple[str, str]], *, dated: bool
) -> list[str]:
    """Sentences that a short letter may add, the most telling first; none of them promises. `dated`: the letter says already
    why it names no earlier day."""
    kinds = {remedy.kind for remedy in decision.plan.remedies}
    given = [remedy for remedy in decision.plan.remedies if remedy.kind in MONEY_KINDS | GOODS_KINDS]
    found = []
    if decision.hold in {"contradiction", "no_policy"} or "escalation" in kinds:
        found.append(phrases.say("next", "decides"))
    elif "investigation" in kinds and not given:
        found.append(phrases.say("next", "checks"))
    if phrases.language == "en" and (days := _days(own, facts)):
        found.append(phrases.say("next", "record", days=joined(days, "and")))
    if given and not dated and any(remedy.due is not None for remedy in given):
        found.append(phrases.say("next", "time"))
    if (
        given
        and not decision.plan.questions
        and not any(r.group or r.condition or r.after for r in decision.plan.remedies)
    ):
        found.append(phrases.say("next", "nothing"))
    if decision.plan.questions:
        found.append(phrases.say("next", "sent"))
    return [*found, phrases.say("close", "open")]


def _days(own: str, facts: Sequence[tuple[str, str]]) -> list[str]:
    """The days on record that the customer can compare: "the order of 2 October 2026"."""
    told = []
    for key, value in facts:
        name = re.sub(r"[_\s]+", " ", key).strip()
        known, written = _KNOWN_TO_BOTH.match(name), _DAY.match(value.strip())
        if (
            known is None
            or written is None
            or (_DISPUTED.search(own) and re.match(r"deliver|collect|return|visit", known["thing"], _I))
        ):
            continue
        thing = _NOUNS.get(known["thing"].lower(), known["thing"].lower())
        first = day_in(date.fromisoformat(written["first"]), "en")
        last = day_in(date.fromisoformat(written["last"]), "en") if written["last"] else ""
        told.append(f"the {thing} of {first}" if not last else f"the {thing} from {first} to {last}")
    return list(dict.fromkeys(told))[:_MOST_DAYS]


_NOUNS = {
    "bought": "purchase", "ordered": "order", "booked": "booking", "reported": "report", "cancelled": "cancellation", "paid": "payment",
    "delivered": "delivery", "collected": "collection", "returned": "return", "requested": "request", "claimed": "claim", "moved": "move",
    "departed": "departure", "cancel request": "request to cancel", "check in": "check-in", "check out": "check-out",
}  # fmt: skip
