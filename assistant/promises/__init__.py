"""Promises: find what a reply commits the company to. Pure: no IO, no clock.

`find` reads any text of a letter, chat or post and returns its commitments, and the hedges, refusals and rules next to them.
"""

from assistant.promises.finding import find

__all__ = ["find"]
