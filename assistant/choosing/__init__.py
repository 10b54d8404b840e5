"""Of all that policy permits, what this letter offers.

What is owed under another page of the rules is often permitted on paper and not meant; so a remedy has to be the
surer the further its page lies from the case, and money surer than a deed.
"""

from assistant.choosing.beside import LEAST_TOGETHER
from assistant.choosing.choice import choose
from assistant.choosing.likely import LEAST_CHANCE, LEAST_CHECK, LEAST_MONEY, LEAST_ROW
from assistant.choosing.telling import SIDE_BY_SIDE

__all__ = ["LEAST_CHANCE", "LEAST_CHECK", "LEAST_MONEY", "LEAST_ROW", "LEAST_TOGETHER", "SIDE_BY_SIDE", "choose"]
