"""From judged terms to a plan: what is offered, declined, held back, asked, and which passages decide. Pure.

The order is the method's: what is owed comes first and in full; an ask that policy doesn't permit is declined with a
reason and the nearest thing that is permitted; where documents disagree, where none covers the matter, or where a
review is still open, nothing is promised but the next contact. Extras are held back and shown to the rep.
"""

from assistant.planning.asking import needed
from assistant.planning.deciding import evidence
from assistant.planning.declining import TOO_SOON, UNSETTLED, sooner_than_promised
from assistant.planning.material import Decision, Hold, Material
from assistant.planning.matters import (
    CHANNEL_MATTERS,
    CHANNEL_SIGNALS,
    SIGNAL_HINTS,
    SIGNAL_MATTERS,
    STANDING_MATTERS,
)
from assistant.planning.plan import decide
from assistant.planning.process import desk_of

__all__ = [
    "CHANNEL_MATTERS",
    "CHANNEL_SIGNALS",
    "SIGNAL_HINTS",
    "SIGNAL_MATTERS",
    "STANDING_MATTERS",
    "TOO_SOON",
    "UNSETTLED",
    "Decision",
    "Hold",
    "Material",
    "decide",
    "desk_of",
    "evidence",
    "needed",
    "sooner_than_promised",
]
