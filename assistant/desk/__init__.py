"""The desk: the verbs people have for a case, from its arrival to its close. Command line and pages both use it.

    receive -> prepare -> (answer, edit, repair, done) -> submit -> approve -> follow-up -> resolve
                              ^------ return_ ------/
    follow-up: keep, miss, release; update -> warn -> accept; after -> follow_up

Each verb checks that the person may do it now, changes the record in one transaction, appends one event, and returns
the case as it then stands. What is refused changes nothing.
"""

from assistant.desk.base import Draft, Judge, Mend, Precedents, plain_due_date
from assistant.desk.follow_up import Letter, Outcome, followed
from assistant.desk.front import Desk

__all__ = ["Desk", "Draft", "Judge", "Letter", "Mend", "Outcome", "Precedents", "followed", "plain_due_date"]
