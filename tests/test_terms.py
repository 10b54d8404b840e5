"""Clauses become typed limits with the exact words that set them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook import passage, row, term, terms

from knowledge.terms import Money, Unit
from knowledge.terms.kinds import _LEXICON, _PATTERNS, kinds_in
from knowledge.terms.measures import _SPAN, find_spans


def test_kinds_and_times_are_those_that_the_plain_patterns_find() -> None:
    """A look at the words first spares most patterns, and changes nothing of what is found."""
    golden = Path(__file__).parent / "golden"
    lines = {line for file in golden.glob("**/*.md") for line in file.read_text(encoding="utf-8").splitlines() if line}
    plain = [re.compile(rf"\b(?:{pattern.replace('A-Z', 'a-z')})") for _, pattern in _LEXICON]
    assert len(lines) > 300
    for line in sorted(lines):
        low = line.lower()
        matches = [(number, match.span()) for number, each in enumerate(plain) for match in each.finditer(low)]
        assert [(number, match.span()) for number, match in _PATTERNS.matches(low)] == matches, line
        assert [(s.start, s.end) for s in find_spans(line)] == [match.span() for match in _SPAN.finditer(line)], line


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We refund the fee", ["refund"]),
        ("a voucher or a new unit", ["credit", "replacement"]),
        ("the surcharge is waived", ["fee_waiver"]),
        ("a technician visits", ["repair"]),
        ("Gutschein oder Erstattung", ["credit", "refund"]),
        ("un remboursement ou un avoir", ["refund", "credit"]),
        ("quiero un reembolso", ["refund"]),
        ("the lesson is put back into the account", ["replacement"]),
        ("your credit card", []),
        ("the exchange fee, or any exchange commission", []),
        ("what was lost on the exchange rate", []),
        ("it is exchanged, or we exchange it", ["replacement", "replacement"]),
        ("a reprint leaves within 6 days", ["replacement"]),
        ("the kettle is made again", ["replacement"]),
        ("a crack is reported within 21 days of delivery, counted from the delivery scan", []),
        ("nice weather", []),
    ],
)
def test_words_name_kinds_of_remedy_in_their_order(text: str, kinds: list[str]) -> None:
    assert [kind for _, kind in kinds_in(text)] == kinds


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The joining fee is refunded within 7 days of the request.", "entitlement"),
        ("We may add a voucher of $10.", "discretion"),
        ("A supervisor may add a goodwill credit of up to $40.", "discretion"),
        ("We never pay compensation for lost earnings.", "prohibition"),
        ("Opened medicines are not refunded.", "prohibition"),
        ("Until the inspection has ended, no refund is promised.", "gate"),
        ("Damage must be reported within 14 days of delivery.", "window"),
        ("Proof of purchase is required.", "requirement"),
        ("A return label fee of $6.50 is deducted from the refund.", "deduction"),
        ("Repairs are free of charge.", "entitlement"),
        ("The refund is paid no later than 9 business days after the claim.", "entitlement"),
    ],
)
def test_a_clause_is_read_for_what_it_does(text: str, mode: str) -> None:
    assert term(text).mode == mode


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Moorings gives its finding within 4 days.", "investigation"),
        ("The panel sends the member its assessment within 9 days.", "investigation"),
        ("Both sums go to the original payment method within 6 working days.", "refund"),
    ],
)
def test_a_clause_may_give_something_without_its_name(text: str, kind: str) -> None:
    assert (term(text).mode, term(text).kind) == ("entitlement", kind)


def test_a_clause_that_points_to_a_table_grants_what_the_table_lists_for_that_case() -> None:
    read = term("The credit for a boat left outside is the one in the service credit table.")
    assert (read.mode, read.kind, read.condition) == ("entitlement", "credit", "for a boat left outside")
    assert term("The credit for a boat left outside is the topic of the next page.").condition is None


def test_the_quote_of_a_term_stands_in_its_passage() -> None:
    text = "3.2 The fee is refunded within 7 days. Opened medicines are not refunded.\n- Proof of purchase is required."
    source = passage(text)
    found = terms(source)
    assert len(found) == 3
    assert all(text[t.start : t.end] == t.quote for t in found)
    assert len({t.id for t in found}) == 3


def test_a_term_keeps_its_sum_its_deadline_and_the_event_that_starts_it() -> None:
    read = term("A missed visit is compensated with a credit of £25, paid within 5-7 working days of the report.")
    assert (read.kind, read.amount) == ("credit", Money(value=Decimal(25), currency="GBP"))
    assert read.due is not None
    assert (read.due.bound, read.due.unit, read.due.after) == (7, "business_days", "report")


def test_a_term_keeps_its_percentage_and_what_it_is_measured_by() -> None:
    read = term("We refund 30% of the ticket price.")
    assert (read.kind, read.percent, read.of) == ("refund", Decimal(30), "the ticket price")


def test_a_choice_holds_every_alternative() -> None:
    read = term("The member chooses either a refund or a replacement.")
    assert read.choice
    assert set(read.kinds) == {"refund", "replacement"}


def test_what_is_taken_back_within_days_is_the_customers_time() -> None:
    taken = term("Unopened boxes are taken back within 60 calendar days of handover.")
    assert taken.due is None
    assert taken.window is not None
    assert taken.window.value == 60


def test_once_at_no_charge_is_how_often_and_not_when() -> None:
    remade = term("Where the check shows that the fit is not right, the pair is remade once at no charge.")
    assert remade.condition == "Where the check shows that the fit is not right"


def test_the_window_of_the_customer_is_not_a_deadline_of_the_company() -> None:
    read = term("Customers must report missing parts within 14 days of delivery.")
    assert read.due is None
    assert read.window is not None
    assert (read.window.bound, read.window.after) == (14, "delivery")


def test_how_long_a_voucher_is_valid_is_no_deadline() -> None:
    read = term("Vouchers are valid for 90 days.")
    assert (read.due, read.window) == (None, None)


def test_everything_under_a_ban_is_banned() -> None:
    found = terms("We do not offer:\n- cash for missed classes;\n- refunds of opened medicine;")
    assert {t.mode for t in found} == {"prohibition"}


def test_who_decides_and_who_must_agree_are_read() -> None:
    assert term("The Claims Board decides within 12 business days.").actor == "The Claims Board"
    assert term("A supervisor may add a goodwill credit of up to $40.").authority == "supervisor"
    assert term("A manager may approve a refund of up to $400.").authority == "manager"


def test_updates_while_a_case_is_open_come_every_so_often() -> None:
    read = term("While a case is open, the patient is told the state of it at least every 5 business days.")
    assert (read.kind, read.every) == ("contact", True)
    assert read.due is not None and read.due.bound == 5


def test_a_table_row_is_one_term_with_its_cells() -> None:
    (read,) = terms(row(section="Service credits", plan="Gold", credit="20%"))
    assert (read.mode, read.kind, read.percent) == ("entitlement", "credit", Decimal(20))
    assert read.cells == (("plan", "Gold"), ("credit", "20%"))


def test_a_row_of_an_authority_table_says_who_may_give_how_much() -> None:
    (read,) = terms(row(section="Authority", role="Shift supervisor", limit="up to $75"))
    assert (read.mode, read.authority, read.cap) == ("authority", "supervisor", True)
    assert read.amount == Money(value=Decimal(75), currency="USD")


def test_past_resolutions_set_no_terms() -> None:
    assert terms(passage("We refund the full price within 2 days.", kind="resolution")) == ()


def test_a_header_line_sets_no_term() -> None:
    assert terms("Effective from 1 March 2026, superseded by the version of 2027.") == ()


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=300
    )
)
def test_any_text_can_be_read_and_quotes_are_exact(text: str) -> None:
    for read in terms(text):
        assert text[read.start : read.end] == read.quote


@pytest.mark.parametrize(
    "text",
    [
        "A member whose pool is shut for 11 days or more is owed a credit of 20% of one monthly fee.",
        "If water gets in, the customer is owed a credit of 25% of one month's rent.",
        "The third claim within 12 months is passed to the review team.",
        "We refund a fee that was charged twice in the last 3 months.",
    ],
)
def test_a_duration_or_a_count_is_no_deadline(text: str) -> None:
    assert term(text).due is None


def test_a_refusal_in_plain_words_is_a_prohibition() -> None:
    assert term("A credit is refused in return for a review.").mode == "prohibition"
    assert term("An exception in the log binds nobody, and no credit follows from it.").mode == "prohibition"


@pytest.mark.parametrize(
    ("text", "mode", "kind", "due"),
    [
        ("A guest who waits more than 30 minutes is owed 10% of the bill.", "entitlement", "credit", None),
        ("A bag handed in but not given back is refunded within 5 days.", "entitlement", "refund", (5, "days")),
        ("A flat that cannot be lived in entitles the tenant to a refund of the rent.", "entitlement", "refund", None),
        ("The money goes back to the card within six days.", "entitlement", "refund", (6, "days")),
        ("A case above £900 is looked at no later than the eighth working day.", "entitlement", "investigation", (8, "business_days")),
        ("The desk writes by the end of the next working day.", "entitlement", "contact", (1, "business_days")),
        ("Cards are filled in free of charge, no later than 9 days after the request.", "entitlement", "fix", (9, "days")),
        ("The charge is not taken in the last month.", "entitlement", "fee_waiver", None),
        ("We pay up to £50 for a taxi.", "entitlement", "refund", None),
    ],
)  # fmt: skip
def test_what_is_given_is_read_in_the_ways_companies_write_it(
    text: str, mode: str, kind: str, due: tuple[int, Unit] | None
) -> None:
    found = term(text)
    assert (found.mode, found.kind) == (mode, kind)
    assert (found.due and (found.due.bound, found.due.unit)) == due


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("The guest tells us within 4 days of the stay and sends a photo.", (4, "days")),
        ("Boxes may be sent back unopened within 3 weeks of delivery.", (3, "weeks")),
        ("A buyer shall notify us of a loss within 9 days of it.", (9, "days")),
    ],
)
def test_what_is_laid_on_the_customer_is_no_promise(text: str, window: tuple[int, Unit]) -> None:
    (found,) = terms(text)
    assert found.mode == "window"
    assert found.due is None
    assert found.window is not None
    assert (found.window.bound, found.window.unit) == window


def test_when_something_happened_is_no_deadline_for_what_follows() -> None:
    found = term("A customer who finds it cheaper within 14 days after ordering is owed the difference as a voucher.")
    assert (found.mode, found.due) == ("entitlement", None)


def test_one_verb_may_stand_for_two_deeds() -> None:
    first, second = terms("The check takes up to 3 days and the refund up to 5 days after it.")
    assert (first.kind, second.kind) == ("investigation", "refund")
    assert [t.due.bound for t in (first, second) if t.due] == [3, 5]


def test_what_is_owed_is_a_refund_where_the_next_sentence_says_so() -> None:
    owed, paid = terms("A guest who waits is owed 25% of the fee. It is refunded within 5 days of the request.")
    assert (owed.kind, owed.percent) == ("refund", Decimal(25))
    assert paid.of is None


def test_what_was_done_first_is_the_condition() -> None:
    found = term("Cancelled by us less than 2 hours before the start, a class is refunded in full.")
    assert found.condition == "Cancelled by us less than 2 hours before the start"
    assert found.kind == "refund"


@pytest.mark.parametrize("line", ["Replaces the 2nd edition.", "DISP / issue 5 / replaces issue 4"])
def test_what_a_document_replaces_replaces_nothing_for_a_customer(line: str) -> None:
    assert [t.kind for t in terms(line) if t.mode == "entitlement"] == []


def test_a_row_of_prices_gives_nothing() -> None:
    (found,) = terms(row(service="Next-day", where="mainland", charge="£7.50", delivery_time="1 working day"))
    assert found.mode == "rule"
    (given,) = terms(row(event="late parcel", charge="refunded", by="adviser"))
    assert given.mode == "entitlement"


def test_the_deed_is_what_is_done_and_not_what_was_done_before() -> None:
    assert term("A plan cancelled up to 14 days after its start is refunded in full within 7 days.").kind == "refund"
    owed, paid = terms("The guest is owed a voucher of £40. It is transferred no later than 14 days after the stay.")
    assert (owed.kind, paid.kind) == ("credit", "credit")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A customer who leaves early owes the leaving charge.", "rule"),
        ("The leaving charge is waived only under B3 and F7.", "prohibition"),
        ("We owe the customer a credit of £5.", "entitlement"),
    ],
)
def test_who_owes_whom_and_only_where(text: str, mode: str) -> None:
    assert [t.mode for t in terms(text)] == [mode]


def test_of_two_deeds_in_one_sentence_the_time_is_that_of_its_own() -> None:
    refunded = terms("A stuck box is opened and the rent is refunded within 4 days.")[-1]
    assert (refunded.quote, refunded.kind) == ("the rent is refunded within 4 days.", "refund")


def test_kinds_are_found_in_capitals_and_stand_where_the_text_has_them() -> None:
    """A letter whose small form is two letters long moves no place behind it."""
    assert kinds_in("REFUND, or İ think a Credit") == ((0, "refund"), (21, "credit"))


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The purse balance, less any locker fee still open, is paid to an account within 4 days.", "purse balance"),
        ("The key bond, net of what was used, is refunded within 4 days.", "key bond"),
        ("The purse balance is paid to your own account within 4 days.", "purse balance"),
        ("The key deposit is paid to your own account within 4 days.", "key deposit"),
        ("The credit is paid to your own account within 4 days.", None),
    ],
)
def test_what_comes_off_a_sum_and_where_it_goes_are_no_part_of_its_name(text: str, thing: str | None) -> None:
    assert term(text).of == thing


@pytest.mark.parametrize("start", ["joining", "signing up", "the start of the plan"])
def test_the_days_after_joining_are_the_customers_time_and_not_ours(start: str) -> None:
    rule = term(f"The choir fee is refunded within 14 days of {start}.")
    assert rule.due is None and rule.window is not None and rule.window.bound == 14


def test_a_clause_without_a_word_of_money_near_it_is_not_of_the_money_of_its_page() -> None:
    page = passage("A kiln that fails is refunded.\n\nOther kilns stay. If a kiln fails, we do so within 5 days.")
    assert [t.kind for t in terms(page)] == ["refund", "other"]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Electric boats come back with at least 70% charge.", None),
        ("At least 50% of the price is refunded.", Decimal(50)),
        ("A refund of 30% is paid.", Decimal(30)),
    ],
)
def test_a_mark_that_is_reached_is_no_share(text: str, percent: Decimal | None) -> None:
    assert [t.percent for t in terms(text)] == [percent]


def test_a_time_that_runs_from_a_choice_leaves_nobody_a_choice() -> None:
    (refund,) = terms("The refund is issued within 10 days of the member's choice and takes the place of any credit.")
    assert not refund.choice


def test_with_a_call_in_time_is_the_callers_time() -> None:
    found = term("With a call within 3 hours of the end of the hire we keep the boat at the pier for 20 EUR.")
    assert found.window is not None and found.window.value == 3 and found.due is None


def test_who_decides_this_decides_and_pays_nothing() -> None:
    text = "In case of a bereavement with a death certificate, a season pass that cannot be refunded may be turned into a voucher. Only the park manager decides this, within 4 days of the certificate reaching us."
    assert [t.kind for t in terms(text)][-1] == "escalation"


def test_compensation_that_is_paid_to_the_same_card_is_money() -> None:
    share, paid = terms(
        "7.1 After a cold oven compensation is 20% of the course fee.\n7.2 It must be claimed within 2 months and is paid to the original card within 20 days, or as a voucher if the pupil prefers."
    )
    assert share.kind == "refund" and paid.kind == "refund"
    (bare, _) = terms(
        "7.1 After a cold oven compensation is 20% of the course fee.\n7.2 It must be claimed within 2 months and is put on the account within 20 days."
    )
    assert bare.kind == "credit"


def test_how_often_something_happened_within_a_time_is_no_deadline() -> None:
    (rule,) = terms("Four or more claims about lost skis or poles within 10 weeks send the next step to Ski Review.")
    assert rule.due is None


def test_whether_something_is_given_somebody_decides_and_nobody_is_given_it() -> None:
    (rule,) = terms(
        "Whether the pass is refunded is settled by the Lift Desk alone, within 5 business days of its call."
    )
    assert (rule.kind, rule.due is not None) == ("escalation", True)


def test_who_picks_one_of_two_has_a_choice() -> None:
    (rule,) = terms("The guest picks one of two: the pass value as credit, or the pass value refunded to the card.")
    assert rule.choice and set(rule.kinds) == {"credit", "refund"}
