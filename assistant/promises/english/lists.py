"""Lists: what the line that opens a list makes of its items, and which items are acts."""

from __future__ import annotations

import re

from assistant.promises.grammar import Frame
from assistant.promises.kinds import kind_of
from assistant.promises.patterns import Scan
from assistant.promises.verbs import BASE, PAST

_FRAMES: tuple[tuple[Frame, re.Pattern[str]], ...] = (
    ("decline", re.compile(r"\b(?:(?:can|will|could) not|unable|not able)\b")),
    (
        "customer",
        re.compile(
            r"\b(?:you (?:will |would )?(?:need|must|should|have to|can|could)|please|from you|could you|ask you|asking you|need to know|need (?:a few|some|the following|two|three|your)|send us|tell us|questions?|meanwhile|"
            r"in the meantime|try|help us|your side|your part|for you to do|steps for you|before (?:i|we) can|to do this yourself|check)\b"
        ),
    ),
    (
        "offer",
        re.compile(
            r"\b(?:(?:i|we) (?:can|could|would like to|am happy to|are happy to|am able to|are able to|would suggest|suggest|propose)|offer|options?|choose|choice|choices|either of|one of the following|whichever|pick|propose)\b"
        ),
    ),
    (
        "promise",
        re.compile(
            r"\b(?:what happens(?: next| now)?|next steps?|the deal|the plan|(?:i|we) (?:will|shall|am|are)|will happen|going to|here is how|on our side|you (?:will|can expect)|what is next|this is what|to (?:make|put) (?:it|this|things) (?:up|right)|"
            r"as follows|we have agreed|agreed|you get|settled on|the following|commit\w*|our (?:part|promise|proposal|next steps))\b"
        ),
    ),
    (
        "done",
        re.compile(
            r"\b(?:(?:i|we) have(?: now| already| also)*(?: done)?(?: for you)?(?: so far)?$|so far|what (?:we|i) (?:did|have done)|done(?: so far)?|already)\b"
        ),
    ),
    ("hedge", re.compile(r"\b(?:might|may|hope to|should)\b")),
)
_OWN_CLAUSE = Scan(
    r"^(?:i|we|you|it|they|he|she|there|this|that|please|our|your)\b|\b(?:is|are|was|were|has|have|had|will|can)\b"
)
_WE_DO = re.compile(
    r"^(?:i|we) (?=(?:pay|foot|cover|collect|come|take|store|send|give|refund|replace|move|add|book|cancel|repair|keep|pay|waive|exchange|credit|swap|extend)\b)"
)
_DONE = re.compile(
    r"(?:\b(?:done|completed|complete|approved|sent|refunded|credited|fixed|finished|issued|already)\b|[✓✔✅])"
)


def frame_of(words: str) -> Frame:
    """The frame that the opening line sets ("what I can do is one of the following" -> offer), or ""."""
    for name, pattern in _FRAMES:
        if pattern.search(words):
            return name
    return ""


def is_item(body: str) -> bool:
    """Whether an item without a helping verb names a deed ("refund the charge", "a new lamp by Friday")."""
    body = _WE_DO.sub("", body)
    head, _, rest = body.partition(" ")
    if _OWN_CLAUSE.search(rest if head == "have" else body):
        return False
    return head in BASE or head in PAST or kind_of(body, body) is not None


def row_done(body: str) -> bool:
    """Whether a table row says that the step is done."""
    return _DONE.search(body) is not None
