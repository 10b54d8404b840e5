"""The forms in which something is asked for. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

# thing: "a refund"; deed: "refund me" (we do it); you: "you to refund me"; be: "my lamp repaired";
# self: "cancel the plan" (the customer does it); spare: "for that", which the customer will not pay;
# about: "the £45", asked after; owed: the thing that "you owe me"; told as it is: "that nothing is charged".
Form = Literal["thing", "deed", "self", "spare", "about", "owed"]


class Wish(NamedTuple):
    """Words asked for, in the customer's voice, and how they are asked."""

    what: str
    form: Form
