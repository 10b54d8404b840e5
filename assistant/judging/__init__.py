"""Every commitment of a text judged against what is permitted for these facts on this day. Pure and deterministic.

The same function judges the draft, an edit, the approved letter and any text from another tool. It only compares: what
is permitted (`Permit`) was worked out from terms and facts before, and nothing here can widen it. `repairs` proposes
for each finding that blocks one edit that settles it.
"""

from assistant.judging.grounds import BLOCKING, Grounds, Level, Permit
from assistant.judging.repairing import mended, repair, repairs
from assistant.judging.verdicts import judge

__all__ = ["BLOCKING", "Grounds", "Level", "Permit", "judge", "mended", "repair", "repairs"]
