"""The evaluation judges letters by the cases' own fields, and it can tell good letters from bad ones."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.evaluation import read_cases, render, render_reasons, run, score_case, summarise
from assistant.evaluation.deadlines import deadlines, too_soon
from assistant.evaluation.money import figure, sums
from assistant.evaluation.reading import read
from assistant.evaluation.score import language_of

COMPANIES = sorted(path.parent for path in (Path(__file__).parent / "golden" / "companies").glob("*/cases.jsonl"))
MONDAY = dt.date(2026, 11, 2)


def case(**changes: Any) -> dict[str, Any]:
    """A late delivery with a fee to refund and a small credit that a representative may add."""
    return {
        "id": "t-1",
        "lang": "en",
        "channel": "email",
        "received_on": "2026-11-02",
        "complaint": "It came late.",
        "facts": {"delivered_on": "2026-10-30"},
        "severity": "service",
        "gold": [{"doc": "late.md", "quote": "The fee is refunded within 7 business days."}],
        "entitled": [
            {
                "kind": "refund",
                "max_amount": 12.5,
                "currency": "USD",
                "min_days": 7,
                "day_type": "business",
                "note": "fee",
            }
        ],
        "discretionary": [{"kind": "credit", "max_amount": 20, "currency": "USD", "authority": "rep", "note": ""}],
        "must_not": [{"what": "cash for the wait", "regex": r"(?i)\bcash for the wait\b", "why": "no clause"}],
        "must_ask": [],
        "holding": False,
        "decline": None,
        "alternative": None,
    } | changes


def letter(text: str, *commitments: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A proposal with this text."""
    return {
        "id": "t-1",
        "reading": {"severity": "service"},
        "evidence": [],
        "plan": {"remedies": [], "declined": [], "questions": []},
        "reply": {"subject": "", "text": text},
        "commitments": list(commitments),
        "timing_ms": {"total": 40.0},
    } | changes


def commitment(
    quote: str, kind: str = "refund", amount: float | None = 12.5, days: int | None = 7, **changes: Any
) -> dict[str, Any]:
    """A commitment of the proposal, due in business days."""
    return {
        "start": 0,
        "end": 0,
        "quote": quote,
        "type": "promise",
        "kind": kind,
        "amount": None if amount is None else {"value": amount, "currency": "USD"},
        "due": None if days is None else {"value": days, "max": None, "unit": "business_days", "date": None},
    } | changes


def over(text: str, **changes: Any) -> tuple[str, ...]:
    """The over-promises of a text."""
    return score_case(case(**changes), letter(text)).over_promises


# Over-promises


@pytest.mark.parametrize("folder", COMPANIES, ids=lambda folder: folder.name)
def test_the_compliant_letters_of_the_companies_do_not_over_promise(folder: Path) -> None:
    """A good reply breaks no rule of its own case, so whatever is flagged in it would be a false alarm."""
    for one in read_cases(folder):
        assert score_case(one, {"reply": {"text": one["good_reply"]}}).over_promises == (), one["id"]


@pytest.mark.parametrize("folder", COMPANIES, ids=lambda folder: folder.name)
def test_the_over_promising_letters_of_the_companies_are_flagged(folder: Path) -> None:
    """Every bad reply is caught; most of them also without the case's own regexes."""
    cases = read_cases(folder)
    blind = [one | {"must_not": []} for one in cases]
    caught = [bool(score_case(one, {"reply": {"text": one["bad_reply"]}}).over_promises) for one in cases]
    caught_blind = [bool(score_case(one, {"reply": {"text": one["bad_reply"]}}).over_promises) for one in blind]
    assert all(caught)
    assert sum(caught_blind) >= 0.6 * len(cases)


def test_there_are_companies_to_check_the_evaluation_on() -> None:
    """The two tests above would pass on nothing."""
    assert len(COMPANIES) >= 3


def test_a_forbidden_sentence_is_quoted_with_the_rule_it_breaks() -> None:
    """A must_not regex is searched in each sentence, and the reason names the rule and the sentence."""
    assert over("Sorry. You get cash for the wait. Bye.") == (
        "forbidden (cash for the wait): “You get cash for the wait.”",
    )


@pytest.mark.parametrize(
    "text",
    [
        "We will refund you $64.00.",
        "Your refund of $64 has been approved.",
        "I have added a $25 credit to your account.",
        "We refund the $12.50 fee, and you also get a credit of $45.",
        "As a gesture we send you €12.50 back.",
        "Your $64.00 is on its way.",
        "Refund: $64.00, within 7 business days.",
        "Ihnen stehen 64 $ zu.",
        "Le abonaremos 64 dólares.",
        "Nous vous verserons 64 $.",
        "We'd like to offer you 30% off your next order.",
    ],
)
def test_more_than_the_limit_is_an_over_promise(text: str) -> None:
    """Sums above what the items of that kind of money come to, or in a currency in which nothing is allowed."""
    score = score_case(case(), letter(text))
    if "%" in text:
        assert score.over_promises == ()
        assert "names no percentage" in score.notes[0]
    else:
        assert len(score.over_promises) == 1
        assert score.over_promises[0].startswith("too much")


@pytest.mark.parametrize(
    "text",
    [
        "The $12.50 delivery fee comes back to you.",
        "You asked for the $64 and a refund of $9.",
        "I can't refund the $64.00, but I can add a credit of $20.",
        "You paid $64.00 for the lamp.",
        "You wrote “we will refund you $500”.",
        "We refund the $12.50 delivery fee on your $64.00 order.",
        "Of the $64.00 you asked for, we can refund $12.50.",
        "Instead of the $64.00, we will refund $12.50.",
        "What you asked for, $64.00 in full, goes beyond what our policy allows.",
        "Orders above $250 need a signature, and the label fee of $8.95 applies.",
        "Would a refund of $64 be what you expect?",
        "My supervisor may refund $64.",
        "The refund is $12.50: the $20.00 you paid, less the $7.50 that was used.",
        "Wir können Ihnen die 64 € leider nicht erstatten.",
        "No podemos reembolsar los $64.",
        "Nous ne pouvons pas vous rembourser les 64 €.",
    ],
)
def test_sums_that_are_not_given_are_no_over_promise(text: str) -> None:
    """Refusals, restatements, prices, thresholds, quotations, questions and guesses name sums without giving them."""
    assert over(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "We will refund the fee within 5 business days.",
        "The refund will be on your card in 2-3 business days.",
        "You will see the money back within 24 hours.",
        "I will refund the $12.50 tomorrow.",
        "Your refund is issued by Friday, 6 November 2026.",
        "The fee is refunded within one week.",
        "Le reembolsaremos la tarifa en un plazo de 3 días hábiles.",
        "Wir erstatten Ihnen die Gebühr innerhalb von 5 Werktagen.",
        "Nous vous remboursons les frais sous 48 heures.",
    ],
)
def test_a_deadline_before_the_bound_of_its_kind_is_an_over_promise(text: str) -> None:
    """Seven business days from Monday 2 November end on the 11th."""
    assert [reason.split(" (")[0] for reason in over(text)] == ["too soon"]


@pytest.mark.parametrize(
    "text",
    [
        "We will refund the fee within 7 business days of today, November 2.",
        "The refund follows within 5-7 business days.",
        "Your refund is issued by 11 November.",
        "The fee is refunded within two weeks.",
        "We will call you tomorrow.",
        "I can't refund it by tomorrow.",
        "You asked for the refund today.",
        "Please send the receipt for the refund within 3 days.",
        "I approved your refund today; it is issued within 7 business days.",
        "The refund was issued on Friday.",
        "You will get a confirmation of the refund by email within 1 business day.",
        "We refund $12.50 within 8 business days, by Thursday, November 12, 2026.",
        "We will refund the fee within 7 business days, and the next visit takes place by Friday.",
    ],
)
def test_other_deadlines_are_not_held_against_it(text: str) -> None:
    """In time, of another kind, refused, asked for, the customer's own, or past."""
    assert over(text) == ()


def test_a_date_counts_from_the_day_of_the_event_that_the_note_names() -> None:
    """The clock of this refund started at the inspection two business days before the complaint."""
    item = case()["entitled"][0] | {"note": "counted from inspection"}
    facts = {"inspection_passed": "2026-10-29", "ordered": "2026-10-01"}
    in_time, early = "The refund is issued by 9 November.", "The refund is issued by 6 November."
    assert over(in_time, entitled=[item], facts=facts) == ()
    assert len(over(early, entitled=[item], facts=facts)) == 1
    assert len(over(in_time)) == 1


def test_a_date_for_money_where_policy_gives_none_is_a_note() -> None:
    """It is not certain to be wrong, so it does not count."""
    item = case()["entitled"][0] | {"min_days": None}
    score = score_case(case(entitled=[item]), letter("We will refund the fee within 3 business days."))
    assert score.over_promises == ()
    assert score.notes[0].startswith("a date for money")


def test_only_what_a_representative_may_give_counts_unless_it_hangs_on_a_decision() -> None:
    """A sum of the supervisor's is too much in the rep's letter, but may be named as what the supervisor decides on."""
    extra = [{"kind": "credit", "max_amount": 90, "currency": "USD", "authority": "supervisor", "note": ""}]
    assert len(over("We will add a credit of $90.", discretionary=extra)) == 1
    assert over("If my supervisor approves it, we will add a credit of $90.", discretionary=extra) == ()


def test_alternatives_allow_the_highest_of_them_and_not_their_sum() -> None:
    """A customer who may choose has one of the two."""
    items = [
        {"kind": "refund", "max_amount": amount, "currency": "USD", "min_days": None, "group": "a"}
        for amount in (40, 30)
    ]
    assert over("We will refund $40.", entitled=items) == ()
    assert len(over("We will refund $70.", entitled=items)) == 1


# What is owed


def owed(text: str, *commitments: dict[str, Any], **changes: Any) -> list[tuple[str, str, str]]:
    """The extents (strict, lenient, by text) of what is owed."""
    units = score_case(case(**changes), letter(text, *commitments)).owed
    return [(unit.strict, unit.lenient, unit.by_text) for unit in units]


def test_an_owed_sum_offered_in_full_and_in_time_is_full() -> None:
    """By the commitment and by the words alike."""
    text = "We will refund $12.50 within 7 business days."
    assert owed(text, commitment(text)) == [("full", "full", "full")]


def test_a_commitment_that_does_not_stand_in_the_letter_offers_nothing() -> None:
    """The words that leave the house count, not the list beside them."""
    assert owed("Sorry about that.", commitment("We will refund $12.50 within 7 business days.")) == [
        ("missing", "missing", "missing")
    ]


def test_less_than_is_owed_or_sooner_than_may_be_promised_is_only_part() -> None:
    """Part of the sum and an early date are both not what is owed."""
    less, early = "We will refund $5.00 within 7 business days.", "We will refund $12.50 within 2 business days."
    assert owed(less, commitment(less, amount=5.0)) == [("part", "part", "part")]
    assert owed(early, commitment(early, days=2))[0][:2] == ("part", "part")


def test_the_sum_may_stand_in_the_next_sentence_and_in_parts() -> None:
    """ "The sum is ..." belongs to the promise before it; two parts of one kind come to the whole."""
    apart = "The refund goes out within 7 business days. The sum is $12.50."
    assert owed(apart, commitment("The refund goes out within 7 business days", amount=None))[0][0] == "full"
    parts = "We refund $9.50 for the taxi. Sorry again. Truly. We refund $3.00 for the bus."
    halves = [
        commitment("We refund $9.50 for the taxi", amount=9.5, days=None),
        commitment("We refund $3.00 for the bus", amount=3.0, days=None),
    ]
    assert owed(parts, *halves)[0][0] == "full"


def test_one_of_two_alternatives_is_met_and_both_are_full() -> None:
    """Alternatives of one group count as one thing owed."""
    items = [
        {"kind": "replacement", "max_amount": None, "min_days": 4, "day_type": "business", "group": "a"},
        {"kind": "refund", "max_amount": 12.5, "currency": "USD", "min_days": 7, "day_type": "business", "group": "a"},
    ]
    one, two = "We refund $12.50 within 7 business days.", "We send a replacement within 4 business days."
    first, second = commitment(one), commitment(two, kind="replacement", amount=None, days=4)
    assert owed(one, first, entitled=items) == [("met", "met", "met")]
    assert owed(f"{one} Or: {two}", first, second, entitled=items) == [("full", "full", "full")]


def test_near_kinds_stand_for_one_another_only_where_the_days_agree() -> None:
    """An answer by a named desk may be called a contact, a check or an escalation."""
    items = [{"kind": "escalation", "max_amount": None, "min_days": 3, "day_type": "business"}]
    text = "The policy desk answers within 3 business days."
    assert owed(text, commitment(text, kind="contact", amount=None, days=3), entitled=items)[0][:2] == (
        "missing",
        "full",
    )
    assert owed(text, commitment(text, kind="contact", amount=None, days=None), entitled=items)[0][1] == "missing"
    assert owed(text, commitment(text, kind="refund", amount=None, days=3), entitled=items)[0][1] == "missing"


def test_one_promise_serves_one_thing_owed() -> None:
    """A single call cannot be both the check's result and the weekly update."""
    items = [
        {"kind": "investigation", "max_amount": None, "min_days": 10, "day_type": "business"},
        {"kind": "contact", "max_amount": None, "min_days": 5, "day_type": "business"},
    ]
    text = "You have our answer within 10 business days."
    one = commitment(text, kind="contact", amount=None, days=10)
    assert [lenient for _, lenient, _ in owed(text, one, entitled=items)].count("full") == 1


# The other marks


def test_gold_must_stand_in_the_first_five_pieces_of_evidence_of_its_document() -> None:
    """White space does not matter; the rank and the document do."""
    quote = "Late parcels.\n The fee is refunded\nwithin 7 business days. Ask us."
    right = {"document": "policies/late.md", "quote": quote}
    wrong = {"document": "other.md", "quote": quote}
    assert score_case(case(), letter("Sorry.", evidence=[wrong] * 4 + [right])).gold == (True,)
    assert score_case(case(), letter("Sorry.", evidence=[wrong] * 5 + [right])).gold == (False,)


def test_a_missing_fact_must_be_asked_for_in_the_plan_and_in_the_letter() -> None:
    """A question that only the plan holds never reaches the customer."""
    plan = {"questions": ["On which day did you order?"], "declined": []}
    wanted = case(must_ask=["date of the order"])
    assert score_case(wanted, letter("On which day did you order?", plan=plan)).asked is True
    assert score_case(wanted, letter("We are sorry.", plan=plan)).asked is False
    assert score_case(wanted, letter("On which day did you order?")).asked is False
    assert score_case(case(), letter("We are sorry.")).asked is None
    assert score_case(wanted, letter("Bitte nennen Sie uns den Tag.", plan=plan)).asked_overlap == 1.0


@pytest.mark.parametrize(
    "refusal",
    [
        "I can't refund the lamp.",
        "The surcharge isn't refundable.",
        "Das kann ich Ihnen leider nicht erstatten.",
        "No podemos pagarle el taxi.",
        "Je ne peux pas vous rembourser le taxi.",
    ],
)
def test_a_declined_ask_needs_a_refusal_and_an_alternative(refusal: str) -> None:
    """The refusal stands in the letter, the alternative in the plan."""
    wanted = case(decline="refund of the lamp", alternative="the fee")
    plan = {"questions": [], "declined": [{"ask": "refund", "why": "…", "alternative": "the fee"}]}
    assert score_case(wanted, letter(refusal, plan=plan)).declined is True
    assert score_case(wanted, letter(refusal)).declined is False
    assert score_case(wanted, letter("Here is the fee.", plan=plan)).declined is False


def test_an_open_case_in_which_money_is_granted_is_marked() -> None:
    """Where only a check can be promised, an unconditional refund is wrong and a conditional one is not."""
    held = case(holding=True, entitled=[], discretionary=[])
    assert len(score_case(held, letter("We will give you a full refund.")).broken_holding) == 1
    assert score_case(held, letter("If the check confirms it, we will give you a refund.")).broken_holding == ()


def test_the_language_of_the_letter_is_told_from_its_words() -> None:
    """Among the four that letters are written in."""
    assert language_of("Es tut mir leid, dass Ihre Lampe zerbrochen angekommen ist.") == "de"
    assert language_of("Lamento mucho que la lámpara haya llegado rota.") == "es"
    assert language_of("Je suis désolé que la lampe soit arrivée cassée.") == "fr"
    assert language_of("I am sorry that the lamp arrived broken.") == "en"


# Reading


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,200.00", "1200"),
        ("1.200,00", "1200"),
        ("14.400", "14400"),
        ("9,95", "9.95"),
        ("6 000", "6000"),
        ("348", "348"),
    ],
)
def test_figures_are_read_in_either_style(written: str, value: str) -> None:
    """A lone mark before three digits separates thousands."""
    assert figure(written) == Decimal(value)


def test_sums_are_found_with_their_currency() -> None:
    """Signs, codes and words, before and after the figure; plain numbers are no sums."""
    found = [
        (int(s.value), min(s.currencies))
        for s in sums("$1,200 or 348 €, EUR 5, 60 dólares, 5000 miles; 12 boxes, 99.5%")
    ]
    assert found == [(1200, "AUD"), (348, "EUR"), (5, "EUR"), (60, "AUD"), (5000, "miles")]


def test_deadlines_are_found_in_four_languages() -> None:
    """As (days, unit); "of today" and past dates are none."""

    def spans(text: str) -> list[tuple[int, str]]:
        return [(deadline.days, deadline.unit) for deadline in deadlines(text, MONDAY)]

    assert spans("within 5 to 7 working days of today") == [(7, "business")]
    assert spans("in a week, or within 48 hours") == [(7, "calendar"), (2, "calendar")]
    assert spans("en un plazo de hasta 10 días hábiles") == [(10, "business")]
    assert spans("innerhalb von zwei Wochen, spätestens am 16. November") == [(14, "calendar"), (14, "calendar")]
    assert spans("dans un délai de 3 jours ouvrés") == [(3, "business")]
    assert spans("delivered on October 9, reported within the 30-day window") == []
    assert spans("by Friday") == [(4, "calendar")]


def test_stretches_of_different_units_are_compared_to_the_writers_advantage() -> None:
    """Three calendar days may be two business days (over no weekend), but never seven."""
    (three,) = deadlines("within 3 days", MONDAY)
    assert not too_soon(three, 2, "business", (MONDAY,))
    assert too_soon(three, 7, "business", (MONDAY,))


def test_a_german_date_is_not_cut_at_its_full_stop() -> None:
    """ "bis zum 16. November" is one sentence for the reader."""
    (clause,) = [c for c in read("Wir erstatten die Gebühr bis zum 16. November.", MONDAY) if c.deadlines]
    assert clause.deadlines[0].date == dt.date(2026, 11, 16)


# Folders, sums and tables


def folder_of(tmp_path: Path, *cases: dict[str, Any], name: str = "acme") -> Path:
    """A folder with these cases."""
    folder = tmp_path / name
    folder.mkdir()
    (folder / "cases.jsonl").write_text("\n".join(json.dumps(one) for one in cases) + "\n", encoding="utf-8")
    return folder


def test_a_run_gives_nothing_of_the_answer_away_and_counts_what_failed(tmp_path: Path) -> None:
    """The drafting sees the request alone; an error and a missing answer are crashes."""
    seen: list[dict[str, Any]] = []

    def draft(folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        seen.extend(requests)
        return [letter("We will refund $12.50 within 7 business days."), {"id": "t-2", "error": "no memory"}]

    readme = tmp_path / "README.md"
    readme.write_text("about", encoding="utf-8")
    result = run([readme, folder_of(tmp_path, case(), case(id="t-2"), case(id="t-3"))], draft)
    assert [set(request) for request in seen] == [{"id", "complaint", "channel", "received_on", "facts"}] * 3
    (summary,) = result.summaries
    assert (summary.name, summary.cases, summary.crashes) == ("acme", 3, 2)
    assert summary.milliseconds_p50 == 40
    assert str(summary.owed_by_text) == "33 % (1/3)"
    assert "t-2: crash: no memory" in render_reasons(result.scores["acme"])


def test_several_folders_are_summed_up(tmp_path: Path) -> None:
    """The last column is all of them together."""
    folders = [folder_of(tmp_path, case(), name="one"), folder_of(tmp_path, case(), name="two")]
    result = run(folders, lambda folder, requests: [letter("We will refund you $64.")])
    assert [(s.name, str(s.over_promised)) for s in result.summaries] == [
        ("one", "100 % (1/1)"),
        ("two", "100 % (1/1)"),
        ("all", "100 % (2/2)"),
    ]


def test_the_table_has_a_row_a_measure_in_text_and_in_markdown() -> None:
    """Every row has as many columns as there are summaries, and Markdown has its rule."""
    summary = summarise([score_case(case(), letter("We will refund you $64."))], "acme")
    plain, marked = render([summary]).splitlines(), render([summary], markdown=True).splitlines()
    assert plain[0].split() == ["measure", "acme"]
    assert any(line.split("  ")[0] == "letters that over-promise" and line.endswith("100 % (1/1)") for line in plain)
    assert {line.count("|") for line in marked} == {3}
    assert set(marked[1]) == {"|", "-", ":", " "}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("", "holds no cases"), ("{", "Line 1"), ('{"id": ""}', "Line 1"), (json.dumps(case(received_on="soon")), "t-1")],
)
def test_a_folder_that_cannot_be_scored_is_refused_with_the_place(tmp_path: Path, content: str, complaint: str) -> None:
    """One sentence that names the line or the case."""
    (tmp_path / "cases.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        run([tmp_path], lambda folder, requests: [letter("Sorry.")])


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    """So is a list of plain files."""
    with pytest.raises(InputError, match=r"cases\.jsonl"):
        run([tmp_path], lambda folder, requests: [])
    with pytest.raises(InputError, match="no folder"):
        run([], lambda folder, requests: [])


def test_a_rule_with_a_broken_regex_is_refused() -> None:
    """It would otherwise pass every letter."""
    with pytest.raises(InputError, match="must_not"):
        score_case(case(must_not=[{"what": "x", "regex": "("}]), letter("Sorry."))


def test_the_evaluation_shares_no_reading_with_the_product() -> None:
    """What judges the product must not import what it judges."""
    package = Path(__file__).parent.parent / "assistant" / "evaluation"
    imported = {
        line.split()[1]
        for path in package.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith(("from assistant", "import assistant", "from knowledge"))
    }
    assert {name for name in imported if not name.startswith("assistant.evaluation")} == {
        "assistant.case",
        "assistant.errors",
    }
