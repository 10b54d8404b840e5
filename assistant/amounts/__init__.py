"""What a clause comes to for these facts: a base, a share of it, how many times, what is taken off, a cap. Pure.

A figure in a clause plays one of four parts: it is given, it is a cap ("up to", "at most"), it is taken off ("less a
fee of"), or it is a threshold ("for orders above"). Only the first two are sums to promise. Where a figure is per
night, per passenger or per month and nothing says how many, the sum of one is given and named as such; a sum is never
guessed upwards.
"""

from assistant.amounts.bands import on_its_step, on_step, step_of_row
from assistant.amounts.counting import many_times, times
from assistant.amounts.granted import names_its_thing
from assistant.amounts.remainder import left_of
from assistant.amounts.spending import RECEIPTS
from assistant.amounts.sums import OUTLAYS, Worked
from assistant.amounts.working import work_out

__all__ = [
    "OUTLAYS",
    "RECEIPTS",
    "Worked",
    "left_of",
    "many_times",
    "names_its_thing",
    "on_its_step",
    "on_step",
    "step_of_row",
    "times",
    "work_out",
]
