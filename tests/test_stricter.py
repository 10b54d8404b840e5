"""Of two documents in force that disagree the stricter one rules in what letters may promise, until a manager settles it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shop import ANSWER, DAY, FEE, LATE_IN, holding

from assistant import Complaint, Finding, OpenDesk, Proposal

SHOP, ONLINE = "shop.md", "online.md"
LOST = "A lost parcel is compensated with a credit of {} USD within 5 days of the report."
CREDIT = Complaint(text="My parcel was lost. I want compensation.", received_on=DAY, facts=(("parcel", "lost"),))


@pytest.fixture
def desk(shared: OpenDesk) -> Iterator[OpenDesk]:
    """A desk whose company says nothing of what to do when its documents disagree."""
    with holding(shared, {"answers.md": f"# Answers\n\n## 1 Complaints\n\n{ANSWER}\n"}) as desk:
        yield desk


def disagree(desk: OpenDesk, clause: str, shop: object, online: object, *, before: str = "") -> None:
    """Two documents that say the same with other figures. `before`: a header of the second."""
    desk.knowledge.add(SHOP, f"# Parcels\n\n## 1 Parcels\n\n{clause.format(shop)}\n".encode())
    desk.knowledge.add(ONLINE, f"# Online orders\n\n{before}## 1 Parcels\n\n{clause.format(online)}\n".encode())


def settle(desk: OpenDesk, path: str) -> None:
    (dispute,) = desk.stewardship.disputes()
    (rules,) = [term.id for term in (dispute.one, dispute.other) if term.path == path]
    desk.stewardship.settle(dispute, rules=rules, by="mona")


def judged(desk: OpenDesk, text: str, complaint: Complaint) -> list[Finding]:
    return list(desk.check(text, on=DAY, facts=dict(complaint.facts)).findings)


def due(made: Proposal) -> list[int | None]:
    return [remedy.due.value for remedy in made.plan.remedies if remedy.kind == "refund" and remedy.due]


def test_a_letter_promises_the_later_day_of_two_and_names_both_documents(desk: OpenDesk) -> None:
    disagree(desk, LATE_IN, 7, 12)
    made = desk.preview(FEE)
    assert due(made) == [12]
    assert "12 business days" in made.reply.text and "7 business days" not in made.reply.text
    assert not made.blocked
    (note,) = [note for note in made.plan.notes if "disagree" in note]
    assert SHOP in note and f"the stricter one, {ONLINE}, rules until a manager settles it" in note
    assert {SHOP, ONLINE} <= {piece.document for piece in made.evidence}
    (told,) = [finding for finding in made.findings if finding.verdict == "contradiction"]
    assert not told.blocking
    assert SHOP in told.why and ONLINE in told.why and LATE_IN.format(7) in told.why.replace("request”", "request.”")


@pytest.mark.parametrize(("shop", "online"), [(7, 12), (12, 7)])
def test_a_promise_by_the_earlier_day_is_refused_with_both_documents_named(
    desk: OpenDesk, shop: int, online: int
) -> None:
    disagree(desk, LATE_IN, shop, online)
    found = judged(desk, "We will refund the delivery fee of $9.95 within 7 business days.", FEE)
    (finding,) = [finding for finding in found if finding.blocking]
    assert finding.verdict == "too_soon"
    assert SHOP in finding.why and ONLINE in finding.why
    assert "the stricter one rules until a manager settles it" in finding.why
    by_the_later = judged(desk, "We will refund the delivery fee of $9.95 within 12 business days.", FEE)
    assert not any(finding.blocking for finding in by_the_later)


def test_what_a_manager_chose_rules_from_then_on_and_no_longer_when_that_is_taken_back(desk: OpenDesk) -> None:
    disagree(desk, LATE_IN, 7, 12)
    settle(desk, SHOP)
    assert due(desk.preview(FEE)) == [7]
    assert judged(desk, "We will refund the delivery fee of $9.95 within 7 business days.", FEE) == []
    (ruling,) = desk.stewardship.in_effect()
    desk.stewardship.withdraw(ruling, by="mona")
    assert due(desk.preview(FEE)) == [12]


def test_the_smaller_sum_rules_until_the_larger_one_is_chosen(desk: OpenDesk) -> None:
    disagree(desk, LOST, 60, 40)
    made = desk.preview(CREDIT)
    assert "$40" in made.reply.text and "60" not in made.reply.text
    (finding,) = [f for f in judged(desk, "We will credit you $60 within 5 days.", CREDIT) if f.blocking]
    assert finding.verdict == "too_much"
    assert SHOP in finding.why and ONLINE in finding.why
    settle(desk, SHOP)
    assert "$60" in desk.preview(CREDIT).reply.text


def test_the_shorter_time_of_the_customer_rules(desk: OpenDesk) -> None:
    disagree(desk, "Items may be returned within {} days of delivery. The price of a returned item is refunded within 5 days.", 30, 14)  # fmt: skip
    facts = {"delivered on": "2026-10-31", "price paid": "80.00 USD", "item": "a lamp, returned"}
    asked = Complaint(text="I returned the lamp. I want my money back.", received_on=DAY, facts=tuple(facts.items()))
    assert not [remedy for remedy in desk.preview(asked).plan.remedies if remedy.kind == "refund"]
    promise = "We will refund the price of $80 for the lamp that you returned within 5 days."
    found = [f for f in judged(desk, promise, asked) if f.blocking]
    assert found and SHOP in found[0].why and ONLINE in found[0].why
    early = asked.model_copy(update={"facts": (("delivered on", "2026-11-15"), *asked.facts[1:])})
    assert not [f for f in judged(desk, promise, early) if f.blocking], "both documents allow it"


def test_a_stricter_document_for_other_customers_rules_nobody_else(desk: OpenDesk) -> None:
    disagree(desk, LATE_IN, 7, 12, before="Applies to orders placed before 1 March 2026.\n\n")
    assert due(desk.preview(FEE)) == [7]
    assert not any("disagree" in note for note in desk.preview(FEE).plan.notes)


def test_a_customer_who_holds_two_documents_against_each_other_waits_for_the_desk_that_decides(desk: OpenDesk) -> None:
    rule = "If two documents differ, promise neither. The Rules Desk decides within 4 business days."
    desk.knowledge.add("levels.md", f"# Levels\n\n## 1 Two documents\n\n{rule}\n".encode())
    kept = "The deposit is kept if the client cancels a booked operation less than 72 hours before admission."
    back = "A booked operation may be cancelled up to 24 hours before admission. The deposit is then refunded in full within 5 days."  # fmt: skip
    desk.knowledge.add("clinic.md", f"# Clinic\n\n## 1 Deposits\n\n{kept}\n".encode())
    desk.knowledge.add("bookings.md", f"# Bookings\n\n## 1 Cancelling\n\n{back}\n".encode())
    facts = {"cancelled by client": "50 hours before admission", "deposit paid": "294.00 GBP"}
    told = "I cancelled the booked operation 50 hours before admission. Your page says I may cancel up to 24 hours before admission and get the deposit back, the clinic says 72 hours. I want my deposit refunded."
    made = desk.preview(Complaint(text=told, received_on=DAY, facts=tuple(facts.items())))
    assert not [remedy for remedy in made.plan.remedies if remedy.kind == "refund"]
    assert [remedy.kind for remedy in made.plan.remedies] == ["escalation"]
