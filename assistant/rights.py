"""Who may do what: the three roles, and the level of authority that a letter needs. Pure."""

from __future__ import annotations

from typing import Literal, get_args

from assistant.case import Finding, Plan, Verdict
from assistant.errors import Refused

Role = Literal["rep", "reviewer", "manager"]
ROLES: tuple[Role, ...] = get_args(Role)

# Policies name levels in their own words. A level whose words are not here is taken for the highest, which is the
# safe side of a doubt.
_WORDS: dict[Role, tuple[str, ...]] = {
    "rep": ("rep", "representative", "agent", "advisor", "adviser", "associate", "clerk", "frontline"),
    "reviewer": ("reviewer", "team lead", "team leader", "lead", "supervisor", "senior", "shift lead"),
    "manager": ("manager",),
}

# What no reviewer may wave through alone: money above a limit, what policy forbids outright, an admission of fault.
_MANAGER_ONLY: frozenset[Verdict] = frozenset({"too_much", "forbidden", "liability"})


def at_least(role: Role, needed: Role) -> bool:
    """Whether `role` carries the authority of `needed`."""
    return ROLES.index(role) >= ROLES.index(needed)


def require(role: Role, needed: Role, *, who: str, what: str) -> None:
    """Raise Refused unless `role` carries the authority of `needed`. `what`: the deed, "approve a letter"."""
    if not at_least(role, needed):
        raise Refused(f"{who} is a {role} and may not {what}; that takes a {needed}.")


def role_for(authority: str) -> Role:
    """The role that a level named in a policy's own words ("Team Lead") stands for."""
    words = " ".join(authority.casefold().replace("_", " ").replace("-", " ").split())
    for role, names in _WORDS.items():
        if words in names:
            return role
    return "manager"


def needed_for(finding: Finding, plan: Plan | None) -> Role:
    """The role that may pass this finding.

    `needs_authority` asks for the level of the remedy of the same term; a remedy nobody planned asks for a manager.
    """
    if finding.verdict == "needs_authority":
        planned = (*plan.remedies, *plan.held_back) if plan is not None else ()
        levels = [role_for(r.authority) for r in planned if finding.term is not None and r.term == finding.term]
        return max(levels, key=ROLES.index, default="manager")
    return "manager" if finding.verdict in _MANAGER_ONLY else "reviewer"
