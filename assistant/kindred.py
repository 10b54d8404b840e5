"""The common word for a particular one: who writes of a crack is looked for under damage. Pure.

Policies speak in general of what customers tell in particular. A short list of such words, as a librarian's "see also",
is added to what a case is searched by; it never decides anything.
"""

from __future__ import annotations

import re

from knowledge.scanning import Scan

_SEE_ALSO: tuple[tuple[str, str], ...] = (
    (
        r"crack(?:ed|s)?|chip(?:ped|s)|smashed|shattered|snapped|torn|ripped|dent(?:ed|s)?|scratch(?:ed|es)?|bent|crushed|squashed|"
        r"in (?:bits|pieces)|burst|soaked|stained|leaking|leaks?|mouldy|moldy|rotten|melted|wilted",
        "damaged damage broken",
    ),
    (
        r"(?:doesn't|does not|didn't|won't|will not|stopped|not) (?:work(?:ing)?|turn on|switch on|start|charge|heat|charging)|dead|"
        r"died|defective|malfunction(?:s|ed|ing)?|useless|packed (?:it )?in|conked out|broke down|keeps (?:cutting|switching) (?:out|off)",
        "faulty fault defect broken",
    ),
    (
        r"still (?:not|hasn't|haven't|isn't|nothing|no sign|waiting)|overdue|never (?:came|arrived|turned up|showed up|got here)|"
        r"no sign of|hasn't (?:come|arrived|turned up)|not (?:here|arrived|come) yet|days? late|hours? late|weeks? late",
        "late delay delayed not arrived",
    ),
    (r"called off|scrapped|axed|pulled the plug|fell through|didn't (?:happen|take place|run)", "cancelled cancellation"),
    (r"(?:charged|billed|debited|taken|paid) (?:me |us )?(?:twice|two times|double|again)|double[- ]charged", "duplicate charge wrong charge"),
    (r"lost|vanished|disappeared|gone missing|nowhere to be found", "lost missing"),
    (r"wrong (?:one|size|colou?r|item|model|thing)|not (?:the one|what) (?:i|we) ordered|something else", "wrong item error"),
    (r"rude|shouted|swore|laughed at|hung up on|ignored|talked down", "conduct staff behaviour complaint"),
    (r"hurt|injured|burn(?:t|ed)|bleeding|hospital|rash|allergic|fainted|sick from|poisoning", "injury harm safety accident"),
)  # fmt: skip
_PATTERNS = tuple((Scan(rf"\b(?:{particular})\b", re.IGNORECASE), common) for particular, common in _SEE_ALSO)


def common_words(text: str) -> str:
    """The common words for the particular ones of a text, each family once; "" if it has none."""
    return " ".join(common for pattern, common in _PATTERNS if pattern.search(text))
