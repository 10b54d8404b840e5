"""Which way money goes, of what and how often: what is paid to us is given to nobody, and what is told for one is not told for all."""

from __future__ import annotations

import datetime as dt

import pytest
from rulebook import alike, case, passage, row, term, terms

from assistant.amounts.counting import counted
from assistant.amounts.sums import Paid
from assistant.applicability import names_other, siblings
from assistant.conditions import judge_condition
from assistant.facts import read_facts
from assistant.remedies import Candidate, candidates, window_closed
from knowledge.passage import Passage


def found(*rules: str | Passage, said: str = "Nothing worked.", **facts: str) -> list[Candidate]:
    """What clauses and rows give, for facts."""
    rows = [rule for rule in rules if isinstance(rule, Passage) and rule.fields]
    return [c for c in candidates(terms(*rules), case(said, tables=rows, **facts)) if c.answer != "unmet"]


def owed(*rules: str | Passage, said: str = "Nothing worked.", **facts: str) -> list[float]:
    """The sums that they come to."""
    return [float(c.amount.value) for c in found(*rules, said=said, **facts) if c.amount is not None]


class TestWhatIsPaidToUs:
    @pytest.mark.parametrize(
        "rule",
        [
            "Fitting and balancing of the new wheel, EUR 18, are paid by the customer in every case.",
            "Postage is paid by the guest: 7.50 GBP in the UK, 14 EUR to Ireland.",
            "A sealed copy costs 79 EUR or 86 USD a year and is issued within 7 working days of the papers arriving.",
            "It is recovered only against the redemption charge and the price of one year.",
            "The part within the 10 per cent remains payable.",
            "We charge 95 GBP if a crew clears one.",
            "A parking notice is 60 GBP, or 35 GBP if paid within 14 days of its date.",
            "The two shares are added together but never come to more than 25% of the price.",
        ],
    )
    def test_it_is_given_to_nobody(self, rule: str) -> None:
        assert all(read.mode != "entitlement" for read in terms(rule) if read.kind in {"refund", "credit", "discount"})
        assert owed(rule, price="200.00 EUR", charge="40.00 GBP", redemption_charge="89.00 EUR") == []

    @pytest.mark.parametrize(
        "rule",
        [
            "The hold is 20 GBP and is released within 5 days.",
            "The certificate costs 55 GBP, which is refunded if the result changes.",
            "Members pay only half; the rest is refunded within 8 days.",
        ],
    )
    def test_what_comes_back_is_given_all_the_same(self, rule: str) -> None:
        assert any(read.mode == "entitlement" for read in terms(rule))


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("The move price is returned in full within 6 days.", "refund"),
        ("A bank charge that it caused is made good within 8 days.", "refund"),
        ("A worn hinge is made good within 8 days.", "repair"),
        ("The fee for the call is sent back within 5 days of the complaint.", "refund"),
        ("It is sent back in full within 5 days of the confirmation.", "refund"),
    ],
)
def test_a_price_that_is_returned_is_money_whatever_the_service_is_called(rule: str, kind: str) -> None:
    assert term(rule).kind == kind


def test_money_that_leaves_us_does_so_in_our_time_and_names_no_sum() -> None:
    rule = "Money that is due leaves us within 10 working days of our agreeing to it."
    read = term(rule)
    assert read.window is None and read.due is not None and read.due.value == 10
    assert owed(rule, said="I want my money.", price="31.00 EUR") == []


def test_the_time_of_one_case_is_not_that_of_another_part_of_the_rules() -> None:
    second = passage("In the case of B.4 the price of the month is refunded within 5 days.", section="B Cards")
    damage = passage("A lost ring is refunded in full.", section="C Rings")
    (ring,) = [
        c
        for c in found(second, damage, said="My ring is lost.", ring="lost", ring_price="31.00 EUR")
        if "ring" in c.term.quote
    ]
    assert ring.due is None


def test_work_that_starts_is_no_answer() -> None:
    assert term("After a check the rework starts within 6 working days.").kind != "contact"
    assert term("The planner rings the tenant within 6 working days.").kind == "contact"


class TestOutlays:
    RULE = "A towing bill is repaid up to EUR 120, within 15 days of the receipt reaching us."

    def test_one_that_nobody_made_comes_back_to_nobody(self) -> None:
        assert owed(self.RULE, said="The pump broke again.", pump="broken") == []
        assert owed(self.RULE, said="The pump broke again and I rang for a tow.", towing="none") == []

    def test_one_that_the_customer_tells_of_does(self) -> None:
        told = found(self.RULE, said="The pump broke and I had to pay for towing.", towing_bill="95.00 EUR")
        assert [c.kind for c in told] == ["refund"]


class TestForOneOrForAll:
    def test_of_several_a_clause_on_that_one_means_one(self) -> None:
        known = Paid(
            read_facts([("ticket_price_each", "30.00 GBP"), ("tickets", "2")]), {}, alike, dt.date(2026, 11, 20), ()
        )
        (price, _) = known.facts
        assert counted(price, "The price of the tickets is refunded.", known) == 2
        assert counted(price, "The price of that ticket is refunded.", known) is None

    def test_what_is_kept_for_a_piece_is_kept_for_each(self) -> None:
        rule = "The price of returned tyres is refunded within 8 days less EUR 6 a tyre."
        assert owed(rule, said="I sent them back.", price="350.00 EUR", tyres="4") == [326.0]

    def test_a_total_beside_the_price_of_one_is_what_was_paid(self) -> None:
        (package,) = read_facts([("package", "14 children at 21.50 GBP, 301.00 GBP paid")])
        assert package.money is not None and float(package.money.value) == 301.0
        (other,) = read_facts([("package", "14 children at 21.50 GBP, 40.00 GBP extras")])
        assert other.money is not None and float(other.money.value) == 21.5

    def test_a_share_of_the_total_is_for_all_of_them(self) -> None:
        rule = "Each ticket holder gets back 40% of the ticket price."
        (given,) = found(rule, said="The park shut early.", ticket_price_total="187.00 GBP")
        assert given.amount is not None and float(given.amount.value) == 74.8 and given.per is None

    def test_plans_told_as_so_many_of_a_kind_are_counted(self) -> None:
        known = Paid(
            read_facts([("plans", "11 x Foundry, monthly"), ("month_price_each", "30.00 EUR")]), {}, alike, dt.date(2026, 11, 20), ()
        )  # fmt: skip
        assert counted(known.facts[1], "The credit is a share of the month price.", known) == 11


class TestBounds:
    def test_a_ceiling_without_its_currency_is_in_that_of_the_sum(self) -> None:
        rule = "The bank charge is refunded against a copy of the statement, up to 15 (EUR or USD) per error."
        assert owed(rule, said="The bank charged me.", bank_charge="34.00 USD") == [15.0]

    def test_the_ceiling_of_what_comes_on_top_bounds_nothing_else(self) -> None:
        rule = "If no other room is free, the room rate is repaid in full, together with a taxi of up to £30 to the next hotel."
        assert owed(rule, said="No other room was free.", room_rate="148.00 GBP", other_room="none free") == [148.0]

    def test_a_discount_that_was_left_off_is_not_what_it_is_taken_off(self) -> None:
        rule = "A labour discount that was left off a bill is paid back within 10 days."
        assert owed(rule, said="You left off my discount.", labour="180.00 EUR, no discount taken off") == []


class TestRows:
    def table(self, **cells: str) -> Passage:
        return row("1 Payments", path="payments.csv", **cells)

    def test_a_row_that_a_clause_calls_by_its_code_gives_its_sum(self) -> None:
        due = self.table(
            row="P5", event="second visit failed too", sum="60 GBP", given_as="bill credit", latest="10 working days"
        )
        other = self.table(
            row="P4", event="visit failed", sum="30 GBP", given_as="bill credit", latest="10 working days"
        )
        rule = "If the second visit fails as well, row P5 is due within 9 days."
        told = found(passage(rule), due, other, said="The second visit failed as well.", second_visit="failed as well")
        (clause,) = [c for c in told if not c.term.cells]
        assert (clause.kind, clause.amount and float(clause.amount.value), clause.due and clause.due.value) == (
            "credit",
            60.0,
            9,
        )

    def test_a_row_for_others_is_due_to_nobody_by_its_code(self) -> None:
        due = self.table(row="P5", event="visit failed", area="Shore", sum="60 GBP", given_as="bill credit")
        other = self.table(row="P6", event="visit failed", area="Hill", sum="30 GBP", given_as="bill credit")
        told = found(
            passage("If a visit fails, row P5 is due."), due, other, said="The visit failed.", supply_area="Hill"
        )
        assert [c.amount for c in told if not c.term.cells] == [None]

    @pytest.mark.parametrize(
        ("form", "kind"), [("bill credit", "credit"), ("account balance", "credit"), ("refund", "refund"), ("card", "refund")]
    )  # fmt: skip
    def test_what_a_row_gives_is_told_by_its_form(self, form: str, kind: str) -> None:
        (read,) = terms(self.table(event="replacement came late", sum="5 EUR", given_as=form, decided_by="desk"))
        assert read.kind == kind

    def test_the_time_to_ask_for_it_is_the_customers_own(self) -> None:
        (read,) = terms(
            self.table(
                event="slides shut", sum="20%", given_as="refund", remark="Adults only; to be asked for within 14 days."
            )
        )
        assert read.due is None
        (read,) = terms(
            self.table(
                event="slides shut", sum="20%", given_as="refund", remark="It leaves us on a card within 14 days."
            )
        )
        assert read.due is not None and read.due.value == 14

    def test_the_money_of_a_column_is_no_part_of_whom_it_is_for(self) -> None:
        pages = [self.table(event="no water", household_gbp="35", small_business_gbp="70")]
        active = siblings(pages).active(read_facts([("account_type", "household")]))
        assert names_other("A small business may write to the claims office.", active)
        assert not names_other("A household may write to the claims office.", active)


class TestConditions:
    @pytest.mark.parametrize(
        ("condition", "facts", "answer"),
        [
            ("If a park shuts for good at or after 13:00 but before 16:00", {"park_shut_for_good_at": "14:10, high wind"}, "met"),
            ("If a park shuts for good at or after 13:00 but before 16:00", {"park_shut_for_good_at": "16:00, high wind"}, "unmet"),
            ("If a park shuts for good before 13:00", {"park_shut_for_good_at": "14:10, high wind"}, "unmet"),
            ("If a park shuts for good at or after 14:10", {"park_shut_for_good_at": "14:10, high wind"}, "met"),
            ("If the room cannot be slept in and we have no other", {"night_1": "no hot water, no other room"}, "open"),
            ("If nobody comes in a window that we confirmed", {"visit": "no-show"}, "met"),
            ("which had not been cancelled", {"office_log": "unannounced"}, "met"),
            ("which had not been moved by noon", {"notice": "none"}, "met"),
        ],
    )  # fmt: skip
    def test_the_facts_answer(self, condition: str, facts: dict[str, str], answer: str) -> None:
        assert judge_condition(condition, read_facts(facts.items()), (), alike).answer == answer

    def test_what_holds_even_if_something_is_so_holds_in_any_case(self) -> None:
        read = term(
            "While a case is open the guest hears from us at least every 7 working days, even if there is no news."
        )
        assert read.condition == "While a case is open"

    def test_after_one_thing_needs_no_comma(self) -> None:
        read = term(
            "After a second failure the move price is returned in full, no later than 6 days after the failure was recorded."
        )
        assert read.condition == "After a second failure" and read.due is not None and read.due.value == 6

    def test_the_time_to_ask_runs_from_the_same_event_in_other_words(self) -> None:
        rule = term("The buyer may have the price back by asking within 14 days of purchase.")
        assert window_closed(rule, case(bought_on="2026-10-11")) is True
        assert window_closed(rule, case(bought_on="2026-11-15")) is False


class TestForWhom:
    GIVEN_UP = "A Flex ticket given up at least 2 hours before departure is returned to the card in full."

    def test_what_was_given_up_is_for_those_who_gave_it_up(self) -> None:
        told = {"fare_family": "Flex", "ticket_price": "31.00 GBP"}
        assert owed(self.GIVEN_UP, said="My coach was two hours late and the driver shrugged.", **told) == []
        assert owed(self.GIVEN_UP, said="I can't travel on Friday and want to cancel my Flex ticket.", **told) == [31.0]

    def test_a_right_to_leave_is_for_those_who_want_to(self) -> None:
        rule = "The buyer may have the price back by asking within 14 days of the visit."
        told = {"ticket_price": "31.00 EUR", "visit_on": "2026-11-18"}
        assert owed(rule, said="The slides were shut for two hours and we sat on wet towels.", **told) == []
        assert owed(rule, said="I want to cancel and have my money back.", **told) == [31.0]

    def test_two_places_in_one_cell_of_a_column_of_places_are_two(self) -> None:
        rows = [
            row(
                "1 Grid", path="grid.csv", event="cancelled late", network=network, sum=sum_of, given_as="travel credit"
            )
            for network, sum_of in (("GB and Channel", "10 EUR"), ("Ireland and France", "12 EUR"))
        ]
        assert owed(*rows, said="You cancelled my coach late.", network="Ireland") == [12.0]


class TestWhatIsFoundOut:
    @pytest.mark.parametrize(
        "rule",
        [
            "Payments says within 3 working days whether a premium was collected by mistake.",
            "The Trust Desk finds out within 8 working days why the address could be seen.",
        ],
    )
    def test_it_is_a_check_and_no_money(self, rule: str) -> None:
        read = term(rule)
        assert (read.kind, read.mode, read.due is not None) == ("investigation", "entitlement", True)

    def test_a_place_before_two_steps_is_no_condition(self) -> None:
        (first, *_) = terms(
            "On the North line a lateness of 60 to 119 minutes gives 20% of the fare as credit, and 120 minutes or over gives half of it."
        )
        assert first.condition is None

    def test_in_no_case_more_is_a_ceiling(self) -> None:
        rule = "A household receives back 60% of the leak charge and in no case more than £480."
        assert owed(rule, said="We had a leak.", leak_charge="910.00 GBP") == [480.0]
