"""A manager rules about terms and disputes, and sees what rests on a version; drafts and checks follow at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from shop import DAY, DELIVERY, FEE, LATE, MORNING, holding

from assistant import Complaint, InputError, Money, NotFound, OpenDesk, Refused, Span, Term, load_settings, open_desk

PROMISE = "We will refund the delivery fee of $9.95 within 9 business days."


@pytest.fixture
def desk(shared: OpenDesk) -> Iterator[OpenDesk]:
    """The desk as it was at first."""
    with holding(shared, {"delivery.md": DELIVERY}) as desk:
        yield desk


def the_fee(desk: OpenDesk) -> Term:
    """The clause about late parcels."""
    return next(term for term in desk.knowledge.terms() if term.quote.startswith("For a late parcel"))


def verdicts(desk: OpenDesk) -> set[str | None]:
    """What the check says of a promise of the fee."""
    check = desk.check(PROMISE, on=DAY, facts=dict(FEE.facts))
    return {commitment.verdict for commitment in check.commitments if commitment.kind == "refund"}


@pytest.mark.parametrize("person", ["rita", "somebody"])
def test_only_a_manager_may_rule(desk: OpenDesk, person: str) -> None:
    steward, term = desk.stewardship, the_fee(desk)
    assert not steward.may_rule(person)
    assert steward.may_rule("mona")
    for deed in (
        lambda: steward.confirm(term.id, by=person),
        lambda: steward.reject(term.id, by=person),
        lambda: steward.correct(term, by=person),
    ):
        with pytest.raises(Refused, match="takes a manager"):
            deed()
    assert steward.in_effect() == ()


def test_who_ruled_and_when_is_on_record(desk: OpenDesk) -> None:
    desk.stewardship.confirm(the_fee(desk).id, by="Mona", note="Read it with legal.")
    assert the_fee(desk).confirmed
    (ruling,) = desk.stewardship.in_effect()
    assert (ruling.verdict, ruling.by, ruling.note) == ("confirmed", "mona", "Read it with legal.")
    assert ruling.at == MORNING


def test_a_rejected_term_permits_nothing_and_a_withdrawn_ruling_gives_it_back(desk: OpenDesk) -> None:
    assert verdicts(desk) == {"supported"}
    desk.stewardship.reject(the_fee(desk).id, by="mona")
    assert "supported" not in verdicts(desk)
    assert not any(remedy.kind == "refund" for remedy in desk.preview(FEE).plan.remedies)
    (ruling,) = desk.stewardship.in_effect()
    desk.stewardship.withdraw(ruling, by="mona")
    assert verdicts(desk) == {"supported"}


def test_a_corrected_deadline_is_the_one_that_drafts_and_checks_go_by(desk: OpenDesk) -> None:
    longer = the_fee(desk).model_copy(update={"due": Span(value=15, unit="business_days", after="the request")})
    assert desk.stewardship.correct(longer, by="mona").confirmed
    assert verdicts(desk) == {"too_soon"}
    (refund,) = [remedy for remedy in desk.preview(FEE).plan.remedies if remedy.kind == "refund"]
    assert refund.policy_bound is not None
    assert refund.policy_bound >= dt.date(2026, 12, 10)


def test_corrected_sums_and_shares_are_the_ones_that_letters_offer(desk: OpenDesk) -> None:
    desk.knowledge.add(
        "parcels.md",
        b"# Parcels\n\n## 1 Lost\n\nA lost parcel is compensated with a credit of 20 USD within 5 days of the report.\n\n"
        b"## 2 Damaged\n\nFor a damaged parcel we refund 30% of the price within 5 days.\n",
    )
    lost, damaged = desk.knowledge.terms("parcels.md")
    desk.stewardship.correct(lost.model_copy(update={"amount": Money(value=Decimal(25), currency="USD")}), by="mona")
    desk.stewardship.correct(damaged.model_copy(update={"percent": Decimal(40)}), by="mona")
    for text, facts, said, never in (
        ("My parcel was lost. I want compensation.", (("parcel", "lost"),), "$25", "20"),
        ("My parcel arrived damaged. I want money back.", (("price paid", "100 USD"),), "$40 (40%", "30%"),
    ):
        made = desk.preview(Complaint(text=text, received_on=DAY, facts=facts))
        assert said in made.reply.text
        assert never not in made.reply.text
        assert not made.blocked


TABLE = "Plan,Credit for a lost parcel,Paid within\nBasic,10 USD,5 days\nGold,20 USD,5 days\n"
GOLD = Complaint(
    text="My parcel was lost. I am on the Gold plan and want the credit for a lost parcel.",
    received_on=DAY,
    facts=(("plan", "Gold"), ("parcel", "lost")),
)


def the_row(desk: OpenDesk) -> Term:
    """The row of the Gold plan."""
    return next(term for term in desk.knowledge.terms("credits.csv") if "Gold" in term.quote)


def with_cell(term: Term, column: str, value: str) -> Term:
    """The row with another value in a column."""
    cells = tuple((name, value if name == column else cell) for name, cell in term.cells)
    return term.model_copy(update={"cells": cells})


def test_a_corrected_cell_of_a_table_row_is_what_letters_offer_and_checks_go_by(desk: OpenDesk) -> None:
    desk.knowledge.add("credits.csv", TABLE.encode())
    assert "$20" in desk.preview(GOLD).reply.text
    corrected = desk.stewardship.correct(with_cell(the_row(desk), "Credit for a lost parcel", "25 USD"), by="mona")
    assert (corrected.confirmed, corrected.amount) == (True, Money(value=Decimal(25), currency="USD"))
    assert "$25" in desk.preview(GOLD).reply.text and "$20" not in desk.preview(GOLD).reply.text
    for sum_, blocked in ((25, False), (26, True)):
        promise = f"We will add a credit of ${sum_} for the lost parcel within 5 days."
        assert desk.check(promise, on=DAY, facts=dict(GOLD.facts)).blocked is blocked, sum_
    in_time = desk.stewardship.correct(with_cell(the_row(desk), "Paid within", "9 days"), by="mona")
    assert in_time.due == Span(value=9, unit="days")
    assert in_time.amount == corrected.amount, "one correction does not undo another"


def test_a_corrected_row_outlives_a_new_version_and_is_asked_about_when_the_row_itself_changes(desk: OpenDesk) -> None:
    desk.knowledge.add("credits.csv", TABLE.encode())
    desk.stewardship.correct(with_cell(the_row(desk), "Credit for a lost parcel", "25 USD"), by="mona")
    desk.knowledge.add("credits.csv", TABLE.replace("Basic,10", "Basic,11").encode())
    assert dict(the_row(desk).cells)["Credit for a lost parcel"] == "25 USD"
    assert desk.stewardship.asked_again() == ()
    desk.knowledge.add("credits.csv", TABLE.replace("Gold,20", "Gold,30").encode())
    assert dict(the_row(desk).cells)["Credit for a lost parcel"] == "30 USD"
    (asked,) = desk.stewardship.asked_again()
    assert asked.now == the_row(desk)
    assert dict(asked.ruling.term.cells)["Credit for a lost parcel"] == "25 USD"


def test_a_row_keeps_its_columns_and_its_figures_stand_in_its_cells(desk: OpenDesk) -> None:
    desk.knowledge.add("credits.csv", TABLE.encode())
    row = the_row(desk)
    for changes in (
        {"cells": row.cells[:2]},
        {"cells": (("Tier", "Gold"), *row.cells[1:])},
        {"cells": ((row.cells[0][0], " "), *row.cells[1:])},
        {"amount": Money(value=Decimal(90), currency="USD")},
    ):
        with pytest.raises(InputError):
            desk.stewardship.correct(row.model_copy(update=changes), by="mona")
    assert the_row(desk) == row


def test_a_correction_changes_limits_and_never_words_or_their_place(desk: OpenDesk) -> None:
    held = the_fee(desk)
    forged = held.model_copy(update={"quote": "Everything is free", "path": "other.md", "of": "x", "cap": True})
    corrected = desk.stewardship.correct(forged, by="mona")
    assert (corrected.quote, corrected.path, corrected.of, corrected.cap) == (held.quote, held.path, held.of, True)


@pytest.mark.parametrize(
    "limits",
    [
        {"amount": Money(value=Decimal(-5), currency="USD")},
        {"percent": Decimal(2000)},
        {"due": Span(value=7, max=5, unit="days")},
        {"window": Span(value=-1, unit="days")},
    ],
)
def test_limits_that_no_clause_can_set_are_refused(desk: OpenDesk, limits: dict[str, object]) -> None:
    with pytest.raises(InputError):
        desk.stewardship.correct(the_fee(desk).model_copy(update=limits), by="mona")
    assert desk.stewardship.in_effect() == ()


def test_a_term_that_is_not_in_use_is_not_found(desk: OpenDesk) -> None:
    with pytest.raises(NotFound, match='no term "t-000"'):
        desk.stewardship.confirm("t-000", by="mona")


def test_a_dispute_is_open_until_a_manager_says_which_clause_rules(desk: OpenDesk) -> None:
    steward = desk.stewardship
    other = LATE.replace("7 business days", "12 business days")
    desk.knowledge.add("finance.md", f"# Payments\n\n## 1 Refunds\n\n{other}\n".encode())
    (dispute,) = steward.disputes()
    assert dispute.stricter is not None
    assert dispute.stricter.path == "finance.md"
    with pytest.raises(Refused, match="takes a manager"):
        steward.settle(dispute, rules=dispute.one.id, by="rita")
    with pytest.raises(InputError, match="which of the two"):
        steward.settle(dispute, rules="t-000", by="mona")
    steward.settle(dispute, rules=dispute.stricter.id, by="mona", note="Finance pays.")
    assert steward.disputes() == ()
    assert [t.path for t in desk.knowledge.terms() if t.quote.startswith("For a late parcel")] == ["finance.md"]
    (ruling,) = steward.in_effect()
    steward.withdraw(ruling, by="mona")
    assert len(steward.disputes()) == 1


def test_what_rests_on_a_version_is_told_before_it_is_replaced(desk: OpenDesk) -> None:
    steward, knowledge = desk.stewardship, desk.knowledge
    draft = desk.take(FEE, by="ana")
    sent = desk.submit(desk.take(FEE, by="ana").id, by="ana")
    sent = desk.approve(sent.id, by="mona")
    new = DELIVERY.replace("7 business days", "12 business days").encode()
    resting = steward.resting_on(knowledge.compare("delivery.md", new))
    assert [rest.case for rest in resting.drafts] == [draft.id]
    assert any(quote.startswith("For a late parcel") for quote in resting.drafts[0].clauses)
    assert {rest.case for rest in resting.promises} == {sent.id}
    assert resting.promises[0].promise is not None
    assert "7 business days" in {p.path: p for p in [the_fee(desk)]}["delivery.md"].quote, "nothing took effect yet"
    nothing = steward.resting_on(knowledge.compare("new.md", DELIVERY.encode()))
    assert (nothing.drafts, nothing.promises) == ((), ())


def test_a_desk_without_accounts_belongs_to_whoever_runs_it(tmp_path: Path) -> None:
    alone = open_desk(load_settings(tmp_path / "home", environ={}))
    try:
        assert alone.stewardship.may_rule("anybody")
    finally:
        alone.close()
