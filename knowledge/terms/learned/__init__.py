"""A second opinion on what a clause says, learned from labelled clauses of policies.

The grammar (`modes`, `kinds`, `deadlines`) reads first; the opinion knows what it read and decides. `weights` is made by
`make reader`, never by hand.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast, get_args

from knowledge.softmax import Model, unpack
from knowledge.terms.learned import weights
from knowledge.terms.learned.features import Heard, act_features, kind_features, span_features
from knowledge.terms.model import Kind, Mode

__all__ = ["KINDS", "MODES", "ROLES", "Heard", "Role", "act_of", "kind_of", "role_of"]

Role = Literal["due", "window", "none"]
MODES: tuple[Mode, ...] = get_args(Mode)
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)


@lru_cache(maxsize=1)
def _models() -> tuple[Model, Model, Model]:
    return unpack(MODES, *weights.ACTS), unpack(KINDS, *weights.KINDS), unpack(ROLES, *weights.ROLES)


def act_of(heard: Heard, read: Mode) -> Mode:
    """The likeliest mode of a clause, where the grammar reads `read`."""
    return cast(Mode, _models()[0].likeliest(act_features(heard, read)))


def kind_of(heard: Heard, read: Kind, spoken_of: str) -> Kind:
    """The likeliest kind of remedy of a clause that gives or refuses one."""
    return cast(Kind, _models()[1].likeliest(kind_features(heard, read, spoken_of)))


def role_of(heard: Heard, start: int, end: int, read: Role) -> Role:
    """Whether the stretch of time at [start, end) of the clause is the company's deadline, the customer's, or neither."""
    return cast(Role, _models()[2].likeliest(span_features(heard, start, end, read)))
