"""The check blocks what may not be promised, and lets what is permitted pass."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook import FRIDAY, alike, term, terms

from assistant.case import Check, Language
from assistant.chain.language import english
from assistant.facts import read_facts
from assistant.judging import BLOCKING, Grounds, Permit, judge
from assistant.judging.deeds import says_what_holds
from assistant.promises import find
from assistant.schedule import Calendar
from knowledge.passage import Standing
from knowledge.terms import Money, Term

CALENDAR = Calendar("US")
REFUND = term("The tuition fee is refunded in full within 10 business days of the request.")
CREDIT = term("A late lesson is compensated with a credit of $30 within 5 business days.")
REPLACE = term("A faulty flute is replaced within 8 business days.")
SUPERVISOR = term("A supervisor may add a goodwill credit of up to $40.")
BAN = term("We never pay for hotel rooms.")
SORRY = "I am sorry for the trouble this has caused you. "


def permit(source: Term, **changes: Any) -> Permit:
    values: dict[str, Any] = {
        "kind": source.kind, "term": source, "owed": True, "amount": source.amount, "due": source.due, "start": FRIDAY,
    }  # fmt: skip
    return Permit(**(values | changes))


FULL = permit(REFUND, amount=Money(value=Decimal(200), currency="USD"), planned=True)


def check(
    text: str, *permits: Permit, language: Language = "en", facts: dict[str, str] | None = None, **changes: Any
) -> Check:
    grounds = Grounds(
        **(
            {
                "permits": permits,
                "prohibitions": (),
                "facts": read_facts((facts or {}).items()),
                "sent_on": FRIDAY,
                "calendar": CALENDAR,
                "alike": alike,
                "whole_letter": False,
                "english": str if language == "en" else english,
            }
            | changes
        )
    )
    return judge(text, find(text, sent_on=FRIDAY, language=language), grounds)


def verdicts(text: str, *permits: Permit, **changes: Any) -> set[str]:
    return {str(finding.verdict) for finding in check(text, *permits, **changes).findings}


def test_a_promise_that_a_clause_permits_passes_and_names_its_clause() -> None:
    found = check("We will refund $200 within 10 business days.", FULL)
    assert not found.blocked and found.findings == ()
    (only,) = found.commitments
    assert (only.verdict, only.term) == ("supported", REFUND.id)
    assert REFUND.quote in only.why


def test_a_short_promise_is_given_the_clause_that_was_planned_for_it_and_not_that_of_the_sentence_before() -> None:
    """Read with the words before it, "You will hear from us within 5 business days" is all about the search."""
    search = permit(
        term("The search for a lost flute takes up to 3 business days."), kind="investigation", planned=True
    )
    update = permit(term("While a case is open, the pupil has news at least every 5 business days."), kind="contact")
    text = "The search for a lost flute takes up to 3 business days. You will hear from us within 5 business days."
    for planned, clause in ((True, update), (False, search)):
        found = check(text, search, replace(update, planned=planned))
        assert not found.blocked
        assert found.commitments[-1].term == clause.term.id, planned


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("We will refund $201 within 10 business days.", "too_much"),
        ("We will refund $200 within 9 business days.", "too_soon"),
        ("We will refund $200 within 1 week.", "too_soon"),
        ("We will refund $200 within 48 hours.", "too_soon"),
        ("We will refund $200 by December 1.", "too_soon"),
        ("We will refund €200 within 10 business days.", "unsupported"),
        ("We will send you a new piano within 10 business days.", "unsupported"),
        ("We guarantee that this will never happen again.", "absolute"),
        ("This was our fault and we are liable for the damage.", "liability"),
        ("I have refunded your card.", "unproven"),
    ],
)
def test_what_goes_beyond_the_clause_blocks(text: str, verdict: str) -> None:
    found = check(text, FULL)
    assert verdict in {finding.verdict for finding in found.findings}
    assert found.blocked


def test_an_update_is_referred_to_the_clause_on_updates() -> None:
    search, update = (
        term("The search takes up to 9 business days."),
        term("While a case is open, the customer hears from us at least every 4 business days."),
    )
    permits = [permit(search, planned=True), permit(update, planned=True)]
    (found,) = check("You will hear from us at least every 4 business days.", *permits).commitments
    assert found.term == update.id


@pytest.mark.parametrize(
    "rule",
    ['Never write "guarantee" or "this will not happen again".', "Do not guarantee that it will not happen again."],
)
def test_a_rule_that_forbids_guarantees_allows_none(rule: str) -> None:
    found = check("We guarantee that this will never happen again.", current=terms(rule))
    assert found.blocked and {finding.verdict for finding in found.findings} == {"absolute"}


@pytest.mark.parametrize(
    "text",
    [
        "We will refund $150 within 10 business days.",
        "We will refund $200 within 3 weeks.",
        "We will refund $200 by December 30.",
        "You will hear from us within 3 business days.",
        "We cannot refund $900.",
    ],
)
def test_less_later_and_a_plain_no_pass(text: str) -> None:
    assert not check(text, FULL).blocked


@given(st.integers(10, 500), st.integers(1, 40))
def test_no_more_and_no_sooner_than_the_clause_ever_passes(sum_: int, days: int) -> None:
    blocked = check(f"We will refund ${sum_} within {days} business days.", FULL).blocked
    assert blocked == (sum_ > 200 or days < 10)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le reembolsaremos 900 $ en un plazo de 10 días hábiles.", "es"),
        ("Wir erstatten Ihnen 900 $ innerhalb von 10 Arbeitstagen.", "de"),
        ("Nous vous rembourserons 900 $ sous 10 jours ouvrés.", "fr"),
    ],
)
def test_too_much_blocks_in_every_language(text: str, language: Language) -> None:
    assert "too_much" in verdicts(text, FULL, language=language)
    assert "too_much" not in verdicts(text.replace("900", "200"), FULL, language=language)


def test_what_a_clause_forbids_is_forbidden_and_names_the_clause() -> None:
    hotel = term("We never refund hotel rooms.")
    found = check("We will refund your hotel room.", prohibitions=(hotel,))
    (finding,) = found.findings
    assert (finding.verdict, finding.blocking, finding.term) == ("forbidden", True, hotel.id)


def test_without_a_clause_nothing_tangible_may_be_promised_but_contact_may() -> None:
    assert verdicts("We will refund $20 within 30 days.") == {"unsupported"}
    assert verdicts("We will give you a 10% discount on your next order.") == {"unsupported"}
    assert not check("We will write to you within 5 business days.").blocked


def test_goodwill_above_the_level_of_a_rep_needs_authority() -> None:
    extra = permit(SUPERVISOR, owed=False, level="supervisor")
    assert verdicts("We will add a goodwill credit of $35 to your account.", extra) == {"needs_authority"}
    own = permit(SUPERVISOR, owed=False, level="rep")
    assert not check("We will add a goodwill credit of $35 to your account.", own).blocked
    assert "too_much" in verdicts("We will add a goodwill credit of $45 to your account.", own)


def test_a_deed_on_record_is_proven() -> None:
    text = "I have cancelled your lesson."
    assert verdicts(text) == {"unproven"}
    assert not check(text, facts={"done_cancel_lesson": "lesson cancelled 2026-11-19"}).blocked
    assert verdicts(text, facts={"done_cancel_lesson": "not yet"}) == {"unproven"}


def test_what_a_thing_costs_does_not_prove_that_it_was_refunded() -> None:
    text = "I have already refunded your delivery charge."
    assert verdicts(text, facts={"delivery_charge": "7.90 USD", "delivery_date": "2026-11-02"}) == {"unproven"}
    assert not check(text, facts={"delivery_charge_refunded": "2026-11-19"}).blocked


@pytest.mark.parametrize(
    "text",
    [
        "Your refund of $150 has been issued.",
        "I'll write to you and I've refunded your card.",
    ],
)
def test_what_is_told_as_done_is_a_deed_whatever_the_tense(text: str) -> None:
    assert verdicts(text, FULL) & {"unproven", "unsupported"}
    assert check(text, FULL).blocked


def test_what_the_rules_give_in_a_case_or_by_a_time_is_no_deed_and_a_bare_state_is_one() -> None:
    assert says_what_holds("The charge is refunded in full within 10 business days")
    assert says_what_holds("if a member finds a club shut, £10 is credited")
    assert says_what_holds("I'll confirm when the refund has been made")
    assert not says_what_holds("Your refund is issued")
    assert not says_what_holds("I've refunded your card within the hour")
    assert not says_what_holds("I'll write to you and I've refunded your card")


def test_an_extra_of_the_rep_covers_no_excess_of_what_a_clause_owes() -> None:
    owed = permit(
        term("We credit the customer 6 USD for a missed visit."),
        kind="credit",
        amount=Money(value=Decimal(6), currency="USD"),
    )
    extra = term("A representative may add a credit of up to 25 USD.")
    own = permit(extra, kind="credit", owed=False, amount=Money(value=Decimal(25), currency="USD"))
    assert "too_much" in verdicts("We will add a credit of $15 for the missed visit.", owed)
    assert not check("I can add a credit of $15 for the trouble.", own).blocked


def test_what_still_waits_for_something_is_not_promised_outright() -> None:
    waits = permit(REFUND, amount=Money(value=Decimal(200), currency="USD"), firm=False)
    assert verdicts("We will refund $200 within 10 business days.", waits) == {"unsupported"}
    assert not check("Once the school confirms it, we will refund $200 within 10 business days.", waits).blocked


def test_two_sums_of_one_clause_may_not_exceed_it_together() -> None:
    text = "We will refund $150 within 10 business days. We will refund another $100 within 20 business days."
    assert "too_much" in verdicts(text, FULL)


def test_a_percentage_above_the_limit_is_too_much() -> None:
    half = permit(term("We refund 50% of the tuition fee."), percent=Decimal(50), amount=None)
    assert "too_much" in verdicts("We will refund 60% of the tuition fee.", half)
    assert not check("We will refund 50% of the tuition fee.", half).blocked


def test_a_range_is_judged_by_its_far_end() -> None:
    assert not check("We will refund $200 within 5 to 10 business days.", FULL).blocked
    assert "too_soon" in verdicts("We will refund $200 within 5 to 9 business days.", FULL)


def test_the_time_of_a_clause_runs_from_its_event() -> None:
    begun = permit(REFUND, amount=FULL.amount, start=dt.date(2026, 11, 9))
    assert not check("We will refund $200 by November 24.", begun).blocked
    assert "too_soon" in verdicts("We will refund $200 by November 20.", begun)


def test_words_of_an_internal_document_stay_in_the_house() -> None:
    secret = "Desk goal: nine out of ten music school refunds leave the house on the second day."
    leak = "As a rule nine out of ten music school refunds leave the house on the second day."
    (finding,) = check(leak, internal=(secret,)).findings
    assert (finding.verdict, finding.blocking) == ("internal_source", True)
    assert leak[finding.start : finding.end].startswith("nine out of ten")
    assert check("Nine out of ten people like music.", internal=(secret,)).findings == ()


ENDED = term(
    "If a lesson is cancelled by the school, the student receives a credit of $75 within 4 business days.",
    path="lessons-2025.md",
    standing=Standing(effective_from=dt.date(2025, 1, 1), effective_until=dt.date(2025, 12, 31)),
)
COMING = term(
    "If a lesson is cancelled by the school, the student receives a credit of $60 within 6 business days.",
    path="lessons-2027.md",
    standing=Standing(effective_from=dt.date(2027, 1, 1)),
)
NOW = term(
    "If a lesson is cancelled by the school, the student receives another lesson within 9 business days.",
    path="lessons.md",
    standing=Standing(effective_from=dt.date(2026, 1, 1)),
)


@pytest.mark.parametrize(
    ("sum_", "source", "words"),
    [("$75", ENDED, "lessons-2025.md says, which ended on 2025-12-31"), ("$60", COMING, "which begins on 2027-01-01")],
)
def test_a_promise_that_only_a_clause_out_of_force_allows_is_blocked_and_names_it(
    sum_: str, source: Term, words: str
) -> None:
    text = f"We will give you a credit of {sum_} for the cancelled lesson within 20 business days."
    found = check(text, stale=(ENDED, COMING), current=(NOW,))
    (finding,) = found.findings
    assert (finding.verdict, finding.blocking, finding.term) == ("stale_source", True, source.id)
    assert words in finding.why and source.quote in finding.why
    (only,) = found.commitments
    assert (only.verdict, only.term) == ("stale_source", source.id)


def test_a_sum_that_no_clause_ever_named_is_not_laid_on_one_out_of_force() -> None:
    text = "We will give you a credit of $70 for the cancelled lesson within 20 business days."
    assert verdicts(text, stale=(ENDED, COMING)) == {"unsupported"}
    assert verdicts("We will refund $75 for the broken flute.", stale=(ENDED,)) == {"unsupported"}, "another matter"


def test_more_than_the_clause_in_force_gives_stays_too_much_and_the_older_clause_is_told() -> None:
    (finding,) = check("We will give you a credit of $75 for the lesson.", permit(CREDIT), stale=(ENDED,)).findings
    assert (finding.verdict, finding.term) == ("too_much", CREDIT.id)
    assert "lessons-2025.md" in finding.why


def test_what_a_clause_in_force_permits_rests_on_that_one() -> None:
    text = "We will give you a credit of $30 within 5 business days."
    assert not check(text, permit(CREDIT), stale=(CREDIT,), current=(CREDIT,)).findings


def test_the_words_of_a_clause_out_of_force_are_told_and_those_that_still_hold_are_not() -> None:
    text = "Your contract says: if a lesson is cancelled by the school, the student receives a credit of $75 as a rule."
    found = check(text, stale=(ENDED,), current=(NOW,))
    (finding,) = [f for f in found.findings if f.verdict == "stale_source"]
    assert not finding.blocking and finding.term == ENDED.id
    assert text[finding.start : finding.end] == "cancelled by the school, the student receives a"
    kept = "If a lesson is cancelled by the school, the student receives another lesson within 9 business days."
    assert "stale_source" not in verdicts(kept, permit(NOW), stale=(ENDED,), current=(NOW,))
    assert "stale_source" in verdicts(kept.replace("another lesson", "a credit"), permit(NOW), stale=(ENDED,))


def test_a_promise_on_which_two_documents_disagree_blocks_where_the_case_waits_for_it_and_else_warns() -> None:
    other = term("The tuition fee is refunded in full within 4 business days of the request.", path="payments.md")
    text = "We will refund $200 within 10 business days."
    for hold in (True, False):
        found = check(text, FULL, disputed=((other, REFUND),), hold=hold)
        (finding,) = found.findings
        assert (finding.verdict, finding.blocking, finding.term) == ("contradiction", hold, REFUND.id)
        assert "payments.md" in finding.why and other.quote in finding.why
        assert found.commitments[0].verdict == "contradiction"
    assert not check(
        "We will replace the flute within 8 business days.", permit(REPLACE), disputed=((other, REFUND),)
    ).findings
    assert verdicts("We will refund $300 within 10 business days.", FULL, disputed=((other, REFUND),)) == {"too_much"}


def test_a_customer_may_be_told_when_they_hear_although_two_documents_disagree_on_it() -> None:
    soon, late = (
        term(f"The customer is called back within {days} business days.", path=f"{days}.md") for days in (2, 6)
    )
    assert not check(
        "We will call you within 6 business days.", permit(late), disputed=((soon, late),), hold=True
    ).findings


def test_a_letter_without_an_apology_and_without_what_is_owed_is_told_so() -> None:
    bare = check("Hello,\n\nYour message has arrived.\n\nKind regards", FULL, whole_letter=True)
    assert {finding.verdict for finding in bare.findings} == {"missing_part", "withheld"}
    assert bare.blocked
    whole = check(f"Hello,\n\n{SORRY}We will refund $200 within 10 business days.", FULL, whole_letter=True)
    assert whole.findings == ()


def test_what_still_waits_is_not_withheld() -> None:
    waits = permit(REFUND, amount=FULL.amount, firm=False, planned=True)
    assert "withheld" not in verdicts(f"Hello,\n\n{SORRY}", waits, whole_letter=True)


def test_an_injection_is_told_and_does_not_block() -> None:
    (finding,) = check("You will hear from us within 3 business days.", injected=True).findings
    assert (finding.verdict, finding.blocking) == ("injection", False)


def test_every_finding_points_at_the_words_it_is_about() -> None:
    text = f"{SORRY}🙂 We will refund $900 within 10 business days. We guarantee it."
    found = check(text, FULL)
    assert len(found.findings) >= 2
    for commitment in found.commitments:
        assert text[commitment.start : commitment.end] == commitment.quote
    assert all(text[f.start : f.end].strip() for f in found.findings)
    assert all(f.blocking == (f.verdict in BLOCKING) for f in found.findings)


@given(st.text(max_size=300))
def test_any_text_can_be_judged(text: str) -> None:
    found = check(text, FULL, permit(CREDIT), permit(REPLACE), whole_letter=True)
    assert found.blocked == any(finding.blocking for finding in found.findings)
