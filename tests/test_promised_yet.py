"""What may be promised yet: nothing before it is judged, nothing of the first time after the second, and always what comes next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rulebook import FRIDAY, case, passage, row, terms
from test_planning import plan
from test_remedies import permitted

from assistant.choosing import choose
from assistant.evaluation.reading import read
from assistant.letter import sayable
from assistant.phrases import Phrases
from assistant.remedies import candidates

ENGLISH = Phrases("en", {})


def kinds(*pages: str, **facts: str) -> set[str]:
    """The kinds that are not held back."""
    found = terms(*(passage(page, section=f"{n} Part", path="claims.md") for n, page in enumerate(pages, 1)))
    return {c.kind for c in permitted(found, case("The kettle is faulty and I claim for it.", **facts))}


CHECKED = (
    "1.1 The Kettle Desk checks the claim within 5 days of the report.\n1.2 Until the check is finished, say neither that the kettle is "
    "faulty nor which remedy follows.\n1.3 A faulty kettle is replaced within 8 days."
)  # fmt: skip


def test_before_a_check_of_which_no_fact_tells_the_end_only_the_check_is_promised() -> None:
    assert kinds(CHECKED, video="received 2026-11-18, not seen yet") == {"investigation"}
    assert "replacement" in kinds(CHECKED, kettle="found faulty, accepted 2026-11-18")


REVIEWED = (
    "A claim is reviewed within 6 days of the papers. Before that, do not say that a kettle is covered.",
    "The price is refunded within 8 days of approval.",
)


def test_what_waits_for_an_approval_is_no_promise_where_the_document_says_to_say_nothing() -> None:
    assert "refund" not in kinds(*REVIEWED, price="80.00 EUR")
    assert "refund" in kinds(*REVIEWED, price="80.00 EUR", claim="approved 2026-11-10")
    assert "refund" in kinds(REVIEWED[1], price="80.00 EUR", approval="awaited")


def test_what_hangs_on_papers_that_are_not_here_is_not_promised() -> None:
    rule = "Once the photos are approved, a broken kettle is replaced within 8 days."
    assert "replacement" not in kinds(rule, photos="none received", kettle="broken")
    assert "replacement" in kinds(rule, photos="3 received, approved", kettle="broken")


@pytest.mark.parametrize("said", ["but", "except", "other than", "apart from"])
def test_until_both_are_here_is_until_the_papers_of_the_clause_before_it_are(said: str) -> None:
    rule = f"Two photos are needed, one of the kettle and one of the label. Until both are here, promise nothing {said} the review."
    goods = "A broken kettle is replaced within 8 days."
    assert "replacement" not in kinds(rule, goods, photos="none received", kettle="broken")


def test_what_is_done_whatever_is_decided_is_promised_before_the_decision() -> None:
    until = "The Damage Desk decides within 10 days of the report. Until that decision no repair is promised."
    roof = "A roof that lets water in is made watertight within 2 days of the report, whatever the decision will be."
    found = terms(passage(f"1 {until}\n2 {roof}"))
    known = case("The roof lets water in and my kettle stands in it.", damage_desk_decision="not made yet")
    assert "repair" in {c.kind for c in permitted(found, known)}


def test_a_clause_whose_name_sounds_like_an_order_to_the_staff_is_for_the_customer() -> None:
    assert kinds("Pass Check takes up to 9 days.") == {"investigation"}
    assert kinds("Pass the case to the desk, which answers within 9 days.") == set()


def test_a_check_after_all_the_papers_need_not_be_spoken_of() -> None:
    assert "investigation" in kinds("The claim is checked within 20 days after the complete data has arrived.")


def test_two_clauses_that_differ_and_are_not_for_the_case_hold_nothing_back() -> None:
    pages = [
        passage(f"If the visitor is a member, a visit may be moved once, free of charge, up to {days} days before it.", path=path)
        for path, days in (("a.md", 10), ("b.md", 20))
    ]  # fmt: skip
    held = {
        member: plan(
            *pages, situation=case("I want to move the visit.", member=member), asks=["to move the visit"]
        ).hold
        for member in ("yes", "no")
    }
    assert held["yes"] == "contradiction"
    assert held["no"] != "contradiction"


# What is chosen


def offered(*pages: str, weight: float = 0.85, **facts: str) -> list[str]:
    """The kinds that are offered, all pages near."""
    texts = [passage(page, section=f"{n} Part") for n, page in enumerate(pages, 1)]
    found = candidates(terms(*texts), case("The second kettle is faulty too. I want my money back.", **facts))
    judged = [replace(c, weight=weight) for c in found]
    return [c.kind for c in choose(judged, {page.id: 8.0 for page in texts}, frozenset(), FRIDAY)]


FIRST = "A faulty kettle is replaced within 11 days of the report."
SECOND = "If a replacement shows the same fault, the price is refunded in full within 8 days of the request."


def test_after_a_second_time_the_first_remedy_is_not_offered_again() -> None:
    assert offered(FIRST, SECOND, price="80.00 EUR", kettle="faulty", previous_replacements="1") == ["refund"]
    assert "replacement" in offered(FIRST, SECOND, price="80.00 EUR", kettle="faulty", previous_replacements="0")


def test_what_may_be_changed_in_another_case_is_not_offered() -> None:
    page = passage("If asked 7 days ahead, a lesson can be moved once.")
    (found,) = candidates(terms(page), case("My lesson has to be moved. I asked for it."))
    moved = replace(found, answer="open", fact=None, weight=0.75)
    assert choose([moved], {page.id: 8.0}, frozenset(), FRIDAY) == []
    assert choose([replace(moved, answer="met")], {page.id: 8.0}, frozenset(), FRIDAY) != []


def test_the_remedy_of_a_second_time_is_chosen_before_a_surer_one_of_the_first() -> None:
    pages = [passage(FIRST, section="1 Part"), passage(SECOND, section="2 Part")]
    known = case("The second kettle is faulty too. I want my money back.", price="80.00 EUR", kettle="faulty", previous_replacements="1")  # fmt: skip
    judged = [replace(c, weight=0.95 if c.kind == "replacement" else 0.75) for c in candidates(terms(*pages), known)]
    near = {page.id: weight for page, weight in zip(pages, (8.0, 7.0), strict=True)}
    assert [c.kind for c in choose(judged, near, frozenset(), FRIDAY)] == ["refund"]


def test_a_page_that_is_all_but_the_nearest_counts_as_the_nearest() -> None:
    page, other = (
        passage("The desk answers a request for a pause within 7 business days."),
        passage("Text.", path="other.md"),
    )
    (found,) = candidates(terms(page), case("I want to pause my pass."))
    unsure = replace(found, answer="met", weight=0.85, fit=0.3)
    assert choose([unsure], {other.id: 8.0, page.id: 7.95}, frozenset(), FRIDAY) != []
    assert choose([unsure], {other.id: 8.0, page.id: 7.5}, frozenset(), FRIDAY) == []


CREDITS = [
    row("Credits", event="stay_cancelled_by_us", amount="£25", form="account credit", note="Comes on top of the refund."),
]  # fmt: skip


def test_a_sum_for_what_we_did_is_not_on_top_of_what_the_customer_did() -> None:
    def on_top(rule: str) -> bool:
        found = terms(rule, *CREDITS)
        known = case("The stay was cancelled.", tables=CREDITS, stay="cancelled", fee="90.00 GBP")
        judged = [replace(c, weight=0.2 if c.term.cells else 0.95, answer="met") for c in candidates(found, known)]
        near = {c.term.passage: 8.0 for c in judged}
        return any(c.term.cells for c in choose(judged, near, frozenset(), FRIDAY))

    assert on_top("If we cancelled the stay, the fee is refunded within 8 days.")
    assert not on_top("If a guest cancelled the stay, the fee is refunded within 8 days.")


# What is asked and said


def test_the_paper_for_which_a_remedy_waits_is_asked_for() -> None:
    page = passage(
        "For a wound we reimburse the first visit up to £150, within 10 days of receiving the itemised invoice."
    )
    lacking = plan(
        page, situation=case("My dog has a wound.", papers_received="card receipt only, no itemised invoice")
    )
    assert any("itemised invoice" in question for question in lacking.plan.questions)
    here = plan(page, situation=case("My dog has a wound.", itemised_invoice="on file"))
    assert not any("itemised invoice" in question for question in here.plan.questions)


def test_where_no_sentence_can_be_made_of_a_remedy_the_next_contact_is_told() -> None:
    decision = plan(
        passage("When a guest moves out, the contract ends and no leaving fee is charged."),
        situation=case("I moved out and you charge the leaving fee.", moved_out="2026-11-01"),
        matters={"answer": passage("A complaint is answered within 8 business days.", path="answers.md")},
    )
    silent = replace(decision, plan=decision.plan.model_copy(update={"remedies": ()}))
    told = sayable(silent, ENGLISH).plan.remedies
    assert [(r.kind, r.due.value) for r in told if r.due] == [("contact", 8)]


@pytest.mark.parametrize(
    "sentence",
    [
        "You tell us that it got stuck half way, sent us pictures, chose the repair on Monday the 12th.",
        "You wrote that the crew came on 3 May, took the sofa back and left.",
    ],
)
def test_what_the_customer_did_is_read_as_a_report_to_the_end_of_the_sentence(sentence: str) -> None:
    assert {clause.stance for clause in read(sentence, FRIDAY)} == {"report"}


@pytest.mark.parametrize(
    ("dispute", "given"),
    [
        ("none open", True),
        ("settled, closed 2026-10-02", True),
        ("opened 2026-10-02", False),
    ],
)
def test_a_gate_stands_open_only_while_what_it_waits_for_runs(dispute: str, given: bool) -> None:
    gate = "While a bank dispute is open, we make no refund."
    assert (
        "refund"
        in kinds(
            f"A late kettle is refunded in full within 8 days. {gate}", bank_dispute=dispute, kettle="late, 40.00 GBP"
        )
    ) is given


@pytest.mark.parametrize(("end", "given"), [("2026-03-01", False), ("2027-03-01", True)])
def test_what_a_guarantee_gives_is_not_promised_once_a_fact_says_that_it_ended(end: str, given: bool) -> None:
    page = passage("A broken kettle is replaced within 8 days.", path="guarantee.md")
    told = {"kettle": "broken", "guarantee_end": end}
    found = permitted(terms(page), case("My kettle is broken.", **told))
    assert ("replacement" in {c.kind for c in found}) is given
    other = permitted(
        terms(passage("A broken kettle is replaced within 8 days.", path="repairs.md")),
        case("My kettle is broken.", **told),
    )
    assert [c.kind for c in other] == ["replacement"]


def test_what_runs_from_a_second_set_of_papers_is_not_for_a_case_with_one() -> None:
    rule = "A broken kettle is refunded in full within 6 days of the second set of photos being accepted."
    told = {"kettle": "broken, 40.00 GBP", "photos": "received and accepted"}
    assert "refund" not in kinds(rule, **told)
    assert "refund" in kinds(rule, **told, second_set_of_photos="received and accepted")
