"""A second opinion on what a clause says, learned from labelled clauses of policies.

The grammar (`modes`, `kinds`, `deadlines`) reads first; the opinion knows what it read and decides. `weights` is made by
`make reader`, never by hand.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

from knowledge.softmax import Model, unpack
from knowledge.terms.learned import weights
from knowledge.terms.learned.features import Heard, act_features, kind_features, span_features
from knowledge.terms.model import Kind, Mode

__all__ = ["KINDS", "MODES", "ROLES", "Heard", "Role", "acts", "kind_of", "role_of"]

Role = Literal["due", "window", "none"]
MODES: tuple[Mode, ...] = get_args(Mode)
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)


@lru_cache(maxsize=1)
def _models() -> tuple[Model, Model, Model]:
    return unpack(MODES, *weights.ACTS), unpack(KINDS, *weights.KINDS), unpack(ROLES, *weights.ROLES)


def acts(heard: Heard, read: Mode) -> dict[Mode, float]:
    """How likely (0 to 1) the clause is of each mode, where the grammar reads `read`."""
    shares = _models()[0].probabilities(act_features(heard, read))
    return {mode: shares[mode] for mode in MODES}


def kind_of(heard: Heard, read: Kind, spoken_of: str) -> Kind:
    """The likeliest kind of remedy of a clause that gives or refuses one."""
    shares = _models()[1].probabilities(kind_features(heard, read, spoken_of))
    return max(KINDS, key=lambda kind: shares[kind])


def role_of(heard: Heard, start: int, end: int, read: Role) -> Role:
    """Whether the stretch of time at [start, end) of the clause is the company's deadline, the customer's, or neither."""
    shares = _models()[2].probabilities(span_features(heard, start, end, read))
    return max(ROLES, key=lambda role: shares[role])
