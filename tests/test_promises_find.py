"""Facts about finding commitments in replies.

The labelled letters and sentences in golden/promises are the project's own (see its README.md). None was read by the
finder before its labels were written; what it made of each set at first sight, and was corrected for afterwards:

    letters    precision  recall   F1     type   kind   amount  due    sentences: pairs
    holdout                        0.89                                            0.95
    round1     0.87       0.46     0.61   0.86   0.56   0.94    1.00               0.50
    round2     0.95       0.82     0.88   0.96   0.63   0.98    0.98               0.90
    round3     0.87       0.78     0.82   0.84   0.74   0.98    0.91               0.70
    round4     0.86       0.90     0.88   0.90   0.64   1.00    0.88               0.73
    round5     0.88       0.93     0.91   0.92   0.55   0.96    0.98               0.83
    round6     1.00       0.73     0.84   0.91   0.73   1.00    0.96               0.93
    round7     1.00       1.00     1.00   1.00   0.64   0.96    1.00               0.92
    round8     0.94       0.75     0.83   0.86   0.54   0.98    0.93               0.87
    round9     0.82       0.80     0.81   0.89   0.57   0.93    1.00               0.81
    round10    0.93       0.81     0.87   0.96   0.70   0.96    0.96               0.91
    round11    0.95       0.73     0.83   0.89   0.60   0.96    0.98               0.88
    round12    0.93       0.81     0.87   0.89   0.68   0.97    1.00               0.71
    round13    0.94       0.88     0.91   0.90   0.68   0.98    0.93               0.88
    round14    0.91       0.95     0.93   1.00   0.74   1.00    0.96               0.90
    round15    0.97       0.90     0.94   0.95   0.77   1.00    0.99               0.75
    es, de, fr: F1 0.77, 0.71, 0.86 (round6), 1.00, 0.67, 0.89 (round8), 0.89, 0.77, 0.91 (round9), 1.00, 0.91, 0.83 (round10), 0.74, 0.71, 0.70 (round11),
    1.00, 0.78, 1.00 (round12), 0.86, 0.82, 0.82 (round15; kind 0.70, 0.55, 0.54)

Round 15 was scored again, still unread, after the kind had learned from 1,700 more labelled clauses in four languages: in
English kind 0.79 and pairs 0.88 (F1 0.93), in Spanish, German and French F1 0.86, 0.82, 0.82 and kind 0.78, 0.70, 0.71.

A sixteenth round (8 letters in English, 8 in the others, 40 pairs; verbs and turns seldom seen, chosen to be hard) was
scored twice, unread, before and after 3,060 more sentences and 64 letters were learned from: English F1 0.84 and 0.84, type
0.75 and 0.75, kind 0.61 and 0.62, pairs 21 and 23 of 28; the others F1 0.76 and 0.88, type 0.82 and 0.87, kind 0.61 and 0.70,
pairs 7 and 4 of 12, where the opinion now adds acts and takes more of what is told for one. Of what the opinion adds it was
asked to be surer since, and it has learned from that round too.

`make finder-apart` reads every reply by weights that learned neither from it nor from near copies (but by a grammar that was
written with most of them in view). On 2026-11-22: the author of the guideline F1 0.99, type 1.00, kind 0.95, amount and due
1.00, pairs 1.00; our own English letters and rounds F1 0.93, type 0.94, kind 0.80, amount 0.99, due 0.98, pairs 0.91; es, de, fr
F1 0.96, 0.93, 0.96, kind 0.79, 0.85, 0.83, pairs 0.89.

Twelve letters and sixty pairs in the manner of the guideline's author (`kept_*.jsonl`) were written before the seventeenth
mending, and are never learned from. Before it: F1 0.90, type 0.90, kind 0.69, amount 0.96, due 0.98, pairs
0.77; after it, with 395 pairs, 800 sentences and 30 letters more: F1 0.91, type 0.93, kind 0.72, amount 0.96, due 0.98, pairs 0.90.

Round 1 was written to be hard (second-language English, verbless chat); the second opinion takes part from round 4 on,
and decides on kinds from round 9 on, and in the other languages from round 15 on.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from train_finder import digest

from assistant.case import COMMITTING, Amount, Commitment, Due
from assistant.promises import find
from assistant.promises.languages import grammar_of
from assistant.promises.opinion import ACTS, Clause, abroad, may_add, weights
from assistant.promises.opinion.features import act_features, kind_features
from assistant.promises.opinion.nearness import groups_of
from assistant.promises.patterns import Scan
from assistant.promises.scoring import Score, match, score, score_sentences
from assistant.promises.walk import Walk
from knowledge.softmax import fit, pack, unpack
from knowledge.terms import Kind

GOLDEN = Path(__file__).parent / "golden" / "promises"
MONDAY = dt.date(2026, 3, 2)


def _load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


def _found(record: dict[str, Any]) -> tuple[Commitment, ...]:
    return find(record["text"], sent_on=dt.date.fromisoformat(record["sent_on"]))


def _score(records: list[dict[str, Any]]) -> Score:
    return score((_found(record), record["labels"]) for record in records)


def _one(text: str, sent_on: dt.date = MONDAY) -> Commitment:
    (only,) = find(text, sent_on=sent_on)
    return only


LETTERS = _load("letters.jsonl")
SENTENCES = _load("sentences.jsonl")
ROUNDS = (
    "round1",
    "round2",
    "round3",
    "round4",
    "round5",
    "round6",
    "round7",
    "round8",
    "round9",
    "round10",
    "round11",
    "round12",
    "round13",
    "round14",
    "round15",
)
ROUND_LETTERS = _load("rounds_letters.jsonl")
ROUND_SENTENCES = _load("rounds_sentences.jsonl")


def test_letters_it_was_built_on_are_found_with_their_types() -> None:
    """On the development letters precision, recall and type are at least 0.95."""
    figures = _score([letter for letter in LETTERS if letter["part"] == "dev"]).figures()
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.95
    assert figures["type"] >= 0.95
    assert figures["kind"] >= 0.9
    assert figures["amount"] >= 0.95
    assert figures["due"] >= 0.95


def test_letters_kept_aside_are_found() -> None:
    """On the letters kept aside F1 and type are at least 0.95."""
    figures = _score([letter for letter in LETTERS if letter["part"] == "holdout"]).figures()
    assert figures["f1"] >= 0.95
    assert figures["type"] >= 0.95


def test_letters_that_promise_nothing_raise_no_alarm() -> None:
    """A letter without a commitment yields none."""
    for letter in LETTERS:
        if not any(label["type"] in COMMITTING for label in letter["labels"]):
            assert [c.quote for c in _found(letter) if c.type in COMMITTING] == []


@pytest.mark.parametrize("part", ["dev", "holdout"])
def test_sentence_pairs_are_told_apart(part: str) -> None:
    """A commitment and its near twin that is none are both judged right in at least 95 % of the pairs."""
    figures = score_sentences((_found(s), s) for s in SENTENCES if s["part"] == part).figures()
    assert figures["pairs"] >= 0.95
    assert figures["type"] >= 0.95


@pytest.mark.parametrize("part", ROUNDS)
def test_letters_of_every_round_stay_found(part: str) -> None:
    """No correction for a later round loses an earlier one: F1 at least 0.88, type 0.88, amount and due 0.93."""
    figures = _score([letter for letter in ROUND_LETTERS if letter["part"] == part]).figures()
    assert figures["f1"] >= 0.88
    assert figures["type"] >= 0.88
    assert figures["amount"] >= 0.93
    assert figures["due"] >= 0.93


def test_letters_of_all_rounds_together() -> None:
    """Over all rounds F1, type and kind are at least 0.93, amount and due 0.95."""
    figures = _score(ROUND_LETTERS).figures()
    assert figures["f1"] >= 0.93
    assert figures["type"] >= 0.93
    assert figures["kind"] >= 0.93
    assert figures["amount"] >= 0.95
    assert figures["due"] >= 0.95


def test_sentence_pairs_of_the_rounds_are_told_apart() -> None:
    """Both halves are right in at least 95 % of the pairs of all rounds."""
    figures = score_sentences((_found(s), s) for s in ROUND_SENTENCES).figures()
    assert figures["pairs"] >= 0.95
    assert figures["type"] >= 0.95


def test_what_was_kept_aside_is_found() -> None:
    """Letters and pairs that nothing was learned from: F1 and type at least 0.88, amount and due 0.95, pairs 0.85."""
    figures = _score(_load("kept_letters.jsonl")).figures()
    assert figures["f1"] >= 0.88
    assert figures["type"] >= 0.88
    assert figures["amount"] >= 0.95
    assert figures["due"] >= 0.95
    assert score_sentences((_found(s), s) for s in _load("kept_sentences.jsonl")).figures()["pairs"] >= 0.85


@pytest.mark.parametrize("language", ["es", "de", "fr"])
def test_other_languages_are_read(language: str) -> None:
    """On the Spanish, German and French letters F1 is at least 0.9, the language being guessed."""
    figures = _score(_load(f"letters_{language}.jsonl")).figures()
    assert figures["f1"] >= 0.9
    assert figures["type"] >= 0.9
    assert figures["kind"] >= 0.7


def test_sentence_pairs_of_other_languages_are_told_apart() -> None:
    """Both halves are right in at least 85 % of the Spanish, German and French pairs."""
    figures = score_sentences((_found(s), s) for s in _load("rounds_sentences_foreign.jsonl")).figures()
    assert figures["pairs"] >= 0.85
    assert figures["type"] >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "We cancelled the second booking, you write.",
        "We would send a second pair of laces, you were told.",
        "I gave you the wrong advice, you feel, and I'm sorry.",
        "It had all been paid back to you before May.",
        "Gutted that you missed the headliner.",
        "I've just counted four stamps on your card.",
    ],
)
def test_what_is_told_of_the_customer_or_the_past_is_no_commitment(text: str) -> None:
    """A clause behind another says whose words these were; what had been done before is told, not claimed."""
    assert [one.type for one in find(text, sent_on=MONDAY) if one.type in COMMITTING] == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Your line will work tomorrow, we trust.", "hedged"),
        ("It'll be with you on Friday, all being well.", "hedged"),
        ("If we're late again, lunch might be on us.", "hedged"),
        ("You're not getting your entrance fee back.", "decline"),
        ("You won't get a penny for the second night.", "decline"),
        ("Nothing of the £60 will be returned.", "decline"),
        ("I am not at liberty to tell you the result.", "decline"),
        ("No exception will be made.", "decline"),
        ("We won't be holding you to the exit fee.", "promise"),
        ("Nothing needs to come back to us.", "promise"),
        ("The £70 is no longer due.", "promise"),
        ("Keep the blue one for the birds.", "promise"),
        ("I switched your meals to vegan.", "done_claim"),
        ("The site is up again.", "done_claim"),
        ("His decision will not be changed.", "decline"),
        ("Running a line test now.", "promise"),
        ("Your fridge comes Saturday, between 9 and 11.", "promise"),
        ("Alternatively we will return everything that you have paid.", "offer"),
        ("Should you ever hire from us again, 25% comes off the bill.", "offer"),
        ("I would, however, be delighted to welcome you as my guests.", "offer"),
        ("As soon as we have the form, your claim will be assessed.", "conditional_promise"),
        ("Your photos have gone to our food safety people.", "done_claim"),
        ("I have, as a token of regret, put 500 points on your account.", "done_claim"),
        ("That was a bad call by us.", "liability_admission"),
        ("We crossed the two meters when they were fitted.", "liability_admission"),
        ("We should have told you about the strike.", "liability_admission"),
    ],
)
def test_a_turn_of_speech_has_its_type(text: str, type_: str) -> None:
    """A doubt behind the clause, a negation that takes away, an aside, a day put first, who was at fault."""
    assert [one.type for one in find(text, sent_on=MONDAY)] == [type_]


@pytest.mark.parametrize(
    ("text", "type_", "kind"),
    [
        ("We'll refund the fare within 3 days.", "promise", "refund"),
        ("We hope to refund the fare within 3 days.", "hedged", "refund"),
        ("We are unable to refund the fare.", "decline", "refund"),
        ("Fares are non-refundable after departure.", "policy_statement", "refund"),
        ("We've refunded the fare.", "done_claim", "refund"),
        ("We can refund the fare if you like.", "offer", "refund"),
        ("Once the ticket reaches us, we'll refund the fare.", "conditional_promise", "refund"),
        ("We guarantee that the fare will be refunded.", "guarantee", "refund"),
        ("The mix-up was our mistake.", "liability_admission", "none"),
        ("The mix-up was not our mistake.", "decline", "none"),
        ("youll get ur money back tmrw", "promise", "refund"),
        ("You won't be charged for the visit.", "promise", "fee_waiver"),
        ("No need to send the lamp back.", "promise", "other"),
        ("Consider the order cancelled.", "promise", "change"),
        ("Reply YES and I'll add a $10 credit.", "offer", "credit"),
        ("Send us the receipt and we'll pay the difference.", "conditional_promise", "refund"),
        ("I'll ask whether a refund is possible.", "promise", "escalation"),
        ("Refund approved: $88.00.", "done_claim", "refund"),
    ],
)
def test_each_frame_has_its_type_and_kind(text: str, type_: str, kind: str) -> None:
    """Subject, helping verb and negation tell the type; the verb tells the kind."""
    found = _one(text)
    assert (found.type, found.kind) == (type_, kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Shall I refund the fare?",
        "Would a replacement work for you?",
        "You asked us to refund the fare.",
        'You wrote: "We will refund you on Monday."',
        "> We will refund you on Monday.",
        "Customer: you will refund me today",
        "Please send us the receipt by Friday.",
        "I'm sorry the parcel was late.",
        "Thank you for your patience; we look forward to hearing from you.",
        "The parcel was delivered on 3 May.",
        "You will need to sign the form.",
        "You will be charged $20 on 1 July.",
        "Your contract will end on 30 June.",
        "If you have any questions, we're happy to help.",
        "I have read your letter.",
        "You will need to keep the carpet on site and to have the invoice ready.",
    ],
)
def test_what_is_not_the_companys_act_is_left_alone(text: str) -> None:
    """Questions, the customer's words, instructions, courtesies, facts and bad news are no commitments."""
    assert find(text, sent_on=MONDAY) == ()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We'll refund it within 3-5 business days.", Due(value=3, max=5, unit="business_days")),
        ("We'll refund it within 48 hours.", Due(value=48, unit="hours")),
        ("We'll refund it in two weeks.", Due(value=2, unit="weeks")),
        ("We'll refund it tomorrow.", Due(unit="date", date=dt.date(2026, 3, 3))),
        ("We'll refund it by Monday.", Due(unit="date", date=dt.date(2026, 3, 9))),
        ("We'll refund it by the end of the month.", Due(unit="date", date=dt.date(2026, 3, 31))),
        ("We'll refund it this week.", Due(unit="date", date=dt.date(2026, 3, 6))),
        ("We'll refund it before 24 February.", Due(unit="date", date=dt.date(2027, 2, 24))),
        ("We'll refund it by Friday, March 13.", Due(unit="date", date=dt.date(2026, 3, 13))),
        ("I'll send a courier. Tomorrow, before noon.", Due(unit="date", date=dt.date(2026, 3, 3))),
        ("We'll keep your price until 31 March.", None),
        ("We'll freeze it for six months.", None),
        ("We'll refund it soon.", None),
        ("If you write by Friday, we'll refund it.", None),
        ("We'll correct the invoice of 3 April.", None),
    ],
)
def test_a_due_date_is_the_companys_and_is_counted_from_the_day_of_sending(text: str, due: Due | None) -> None:
    """Spans stay spans, days become dates; durations, the customer's deadlines and vague words are none."""
    assert _one(text).due == due


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("We'll refund the $62.10.", Amount(value=Decimal("62.10"), currency="USD")),
        ("We'll refund €1,940 to you.", Amount(value=Decimal(1940), currency="EUR")),
        ("We'll refund A$389 to you.", Amount(value=Decimal(389), currency="AUD")),
        ("We'll refund both charges, £50.00 in total.", Amount(value=Decimal("50.00"), currency="GBP")),
        ("I can offer you a 15% discount on your next order over $50.", Amount(percent=Decimal(15))),
        ("We're looking into the charge of $19.99.", None),
        ("We'll add 500 points to your account.", None),
        ("Die Gebühr von 31,50 Euro werden wir Ihnen erstatten.", Amount(value=Decimal("31.50"), currency="EUR")),
        ("Wir erstatten Ihnen die 31,50 Pfund, die Sie gezahlt haben.", Amount(value=Decimal("31.50"), currency="GBP")),
    ],
)
def test_an_amount_is_what_is_given(text: str, amount: Amount | None) -> None:
    """Money counts before a percentage; thresholds, points and sums under inquiry are no amounts."""
    assert _one(text).amount == amount


def test_list_items_take_the_frame_of_the_line_that_opens_the_list() -> None:
    """The same items are offers, promises or the customer's own steps, as the opening line says."""
    items = "\n- refund the $12 fee\n- replace the lamp\n"
    for opening, type_ in (("What I can do:", "offer"), ("Here's what we will do:", "promise")):
        found = find(opening + items, sent_on=MONDAY)
        assert [(c.type, c.kind) for c in found] == [(type_, "refund"), (type_, "replacement")]
    assert find("You will need to:\n- refund the $12 fee\n- replace the lamp\n", sent_on=MONDAY) == ()


def test_table_rows_are_acts_unless_they_are_the_customers() -> None:
    """One row of next steps is one commitment; the customer's row is none."""
    table = "| Step | Who | When |\n|---|---|---|\n| Refund of £20 | Accounts | 9 March |\n| Send the form | You | 5 March |\n"
    found = _one(table)
    assert found.quote == "Refund of £20 | Accounts | 9 March"
    assert found.due == Due(unit="date", date=dt.date(2026, 3, 9))


def test_several_acts_in_a_sentence_are_several_commitments() -> None:
    """Clauses joined by "and" are found apart, without the "and"."""
    text = "We've cancelled the order and refunded the $20, but we can't waive the fee."
    assert [c.quote for c in find(text, sent_on=MONDAY)] == [
        "We've cancelled the order",
        "refunded the $20",
        "we can't waive the fee",
    ]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_error_and_spans_are_exact(text: str) -> None:
    """Spans are ordered, disjoint, and cut out of the text as given."""
    _check_spans(text)


PIECES = st.sampled_from(
    [
        "We'll refund $5 by Friday", "you said we would", "once it arrives,", "\r\n", "\n\n", " and ", ", but ", ": ", " (ref 9) ", "> quoted", '"we promise"', "“", "- ", "| a | b |",
        "I can offer 10% off", "🎁", "1. ", "which was our error", "may", "not", "[10:02] Ann: ", "if", "nos reembolsará", "wir erstatten", "it's on us", "12.5.2026", "?", "!", ".",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from(["en", "es", "de", "fr", None]))
def test_scrambled_letters_are_read_without_error(text: str, language: Any) -> None:
    """Fragments of letters in any order, in any language, break nothing."""
    _check_spans(text, language)


def _check_spans(text: str, language: Any = None) -> None:
    at = 0
    for commitment in find(text, sent_on=MONDAY, language=language):
        assert at <= commitment.start < commitment.end <= len(text)
        assert text[commitment.start : commitment.end] == commitment.quote
        assert commitment.verdict is None
        at = commitment.end


FILLER = (
    "Thank you for your patience.",
    "I'm sorry for the trouble this has caused you.",
    "We appreciate your understanding.",
    "I hope you are well.",
    "Please let me know if you have any questions.",
    "I understand how frustrating this must be.",
    "Have a lovely weekend!",
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([s for s in SENTENCES if s["is_commitment"]]), st.lists(st.sampled_from(FILLER), max_size=4))
def test_polite_filler_neither_adds_nor_removes(sentence: dict[str, Any], filler: list[str]) -> None:
    """The same commitments are found with courtesies in paragraphs around them."""
    alone = [(c.quote, c.type) for c in _found(sentence)]
    text = "\n\n".join([*filler, sentence["text"], *filler])
    sent_on = dt.date.fromisoformat(sentence["sent_on"])
    assert [(c.quote, c.type) for c in find(text, sent_on=sent_on)] == alone


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_leaving_a_paragraph_out_creates_no_commitment(data: st.DataObject) -> None:
    """What is found in a letter without one of its paragraphs was found in the whole letter."""
    letter = data.draw(st.sampled_from([x for x in LETTERS if "\n- " not in x["text"] and "\n1. " not in x["text"]]))
    paragraphs = letter["text"].split("\n\n")
    gone = data.draw(st.integers(0, len(paragraphs) - 1))
    sent_on = dt.date.fromisoformat(letter["sent_on"])
    shorter = "\n\n".join(paragraphs[:gone] + paragraphs[gone + 1 :])
    whole = {c.quote for c in find(letter["text"], sent_on=sent_on, language="en") if c.type in COMMITTING}
    assert {c.quote for c in find(shorter, sent_on=sent_on, language="en") if c.type in COMMITTING} <= whole


def test_a_long_text_is_read_in_linear_time() -> None:
    """Half a million characters take about as long per character as a letter does, and well under four seconds."""
    letter = "\n\n".join(x["text"] for x in LETTERS)
    text = (letter * (500_000 // len(letter) + 1))[:500_000]
    started = time.process_time()
    assert find(text, sent_on=MONDAY)
    assert time.process_time() - started < 4
    for nasty in ("(", '"', "we will ", "if you will, ", "1", "😀", "' "):
        find(nasty * (200_000 // len(nasty)), sent_on=MONDAY)
    assert time.process_time() - started < 8


def test_carriage_returns_and_emoji_keep_offsets_exact() -> None:
    """Offsets are code points of the text as given."""
    text = "Hi 👋🏽,\r\n\r\n🎁 We'll refund the £5 tomorrow 😀\r\nBye"
    found = _one(text)
    assert found.quote == "We'll refund the £5 tomorrow"
    assert text[found.start : found.end] == found.quote


def test_the_second_opinion_has_learned_from_the_data_as_they_stand() -> None:
    """The weights carry the digest of the labelled replies; after a change there, `make finder` makes them anew."""
    assert digest() == weights.LEARNED_FROM


def test_training_tells_what_it_was_shown() -> None:
    """A model fitted to two clauses gives each its own class back, and the same after being packed as text."""
    shown = [
        (act_features(Clause("we will refund it")), "promise"),
        (act_features(Clause("it rained on monday")), "none"),
    ] * 3
    model = fit([(features, name, 1.0) for features, name in shown], ACTS)
    for held in (model, unpack(ACTS, *pack(model))):
        for features, name in shown:
            shares = held.probabilities(features)
            assert max(shares, key=lambda act: shares[act]) == name
            assert sum(shares.values()) == pytest.approx(1, abs=1e-5)


def test_an_earlier_letter_of_the_data_is_learned_without_the_word_of_the_grammar() -> None:
    """What the grammar says is a feature only where it is given; without it the clause has none of that name."""
    told = act_features(Clause("we will refund it", grammar="promise"))
    assert "gr:promise" in told
    assert not [name for name in act_features(Clause("we will refund it")) if name.startswith("gr:")]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("so sorry!\nwe messed up the cold packs on tuesday, that shouldnt happen at all here\njust popped $20 on ur account",
         ["we messed up the cold packs on tuesday", "just popped $20 on ur account"]),
        ("I will, however, put your case to the owner.", ["I will, however, put your case to the owner"]),
        ("The fee's been waived.", ["The fee's been waived"]),
        ("I can well see why you left.", []),
        ("Our joiner was going to plane the door.", []),
        ("Were you to send us the receipt, the team would look at it again.",
         ["Were you to send us the receipt, the team would look at it again"]),
    ],
)  # fmt: skip
def test_chat_lines_and_asides_keep_clauses_apart(text: str, quotes: list[str]) -> None:
    """A line of chat is a sentence; an inserted word ends no clause; "'s been" is "has been"."""
    assert [c.quote for c in find(text, sent_on=MONDAY, language="en")] == quotes


def test_the_second_opinion_leaves_orders_to_the_grammar() -> None:
    """It makes no act of an order, or of what the customer has to do."""
    for text in ("send it back by friday", "you will need to sign the form"):
        assert not may_add(text)
    assert may_add("our driver brings the new keys round")
    assert may_add("two cones on the house")
    assert not may_add("tomorrow before noon")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("All staff are being retrained this week, and your whole bill, £64.50, has been reimbursed.",
         ["All staff are being retrained this week", "your whole bill, £64.50, has been reimbursed"]),
        ("The jacket has been mended and will be posted on Friday.",
         ["The jacket has been mended", "will be posted on Friday"]),
        ("Once we have it our quality team will test the sample.", ["Once we have it our quality team will test the sample"]),
        ("And since you waited a week I will waive the fee.", ["I will waive the fee"]),
        ("I have spoken to our optician, who will call you tomorrow.", ["who will call you tomorrow"]),
        ("Mr Rourke, who looks after your case, will call you tomorrow.",
         ["will call you tomorrow"]),
        ("Your record shows band C. The difference will be refunded.", ["The difference will be refunded"]),
        ("Hi Will,\n\nWe will refund the fare.", ["We will refund the fare"]),
        ("I am unable to approve a return or refund this time.", ["I am unable to approve a return or refund this time"]),
    ],
)  # fmt: skip
def test_clauses_end_where_another_begins(text: str, quotes: list[str]) -> None:
    """Insertions, shared subjects, openings without a comma, relative clauses, greetings and single letters."""
    found = [c.quote for c in find(text, sent_on=MONDAY, language="en")]
    assert [quote for quote in found if quote in quotes] == quotes
    assert not any("Will," in quote or quote.startswith("refund") for quote in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nothing will be taken from your card.", "fee_waiver"),
        ("The visit, normally €89, will not be charged.", "fee_waiver"),
        ("We don't need the old one back.", "other"),
    ],
)
def test_negations_that_are_good_for_the_customer_are_promises(text: str, kind: str) -> None:
    """A charge not made, a return not wanted."""
    found = _one(text)
    assert (found.type, found.kind) == ("promise", kind)


def test_a_row_with_a_day_to_come_is_a_promise_in_whatever_tense() -> None:
    """In a table that says when, "delivered" is what will be."""
    table = "| What | Who | When |\n| --- | --- | --- |\n| Two doors delivered | Our van | 9 April |"
    found = _one(table)
    assert (found.type, found.due) == ("promise", Due(unit="date", date=dt.date(2026, 4, 9)))


def test_what_points_back_keeps_the_remedy_over_a_call() -> None:
    """A call, a check or a hand-over spoken of later does not displace the remedy that "it" stands for."""
    walk = Walk("", MONDAY, "en", grammar_of("en"))
    spoken_of: list[Kind | None] = ["contact", "refund", "contact", "investigation", None]
    pointed = []
    for kind in spoken_of:
        walk.mention(kind)
        pointed.append(walk.pointed)
    assert pointed == ["contact", "refund", "refund", "refund", "refund"]


@pytest.mark.parametrize(
    "text", ["we hope to restore it", "i am unable to restore it", "we would be happy to restore it"]
)
def test_the_deed_behind_a_leading_verb_tells_the_kind(text: str) -> None:
    """In "we hope to restore it" the verb is to restore."""
    assert "v:restore" in kind_features(Clause(text), "hedged", "")


def test_who_comes_to_do_a_thing_does_it() -> None:
    """In "I'll be back to tune it" the verb is to tune; in "we will come to you" it is to come."""
    assert "v:tune" in kind_features(Clause("i will be back to tune it"), "promise", "")
    assert "v:come" in kind_features(Clause("we will come to you"), "promise", "")


def test_words_of_near_meaning_share_a_group() -> None:
    """A word counts like its kin, and a word that is not known has none."""
    assert groups_of("courier") == groups_of("couriers") != ()
    assert groups_of("plumber") != groups_of("refund")
    assert groups_of("xqzt") == ()


def test_the_other_languages_are_heard_in_english_words() -> None:
    """A German clause and its English twin share what they speak of."""
    german = abroad.kind_features(Clause("wir erstatten ihnen den betrag", language="de"), "promise", "")
    english = abroad.kind_features(Clause("we refund the amount to you"), "promise", "")
    assert "gw:refund" in {*german} & {*english}


def test_what_none_of_a_thing_does_is_refused_or_spared() -> None:
    """ "None of the fee will be refunded" refuses; "none of this will be charged" spares the customer."""
    refused, spared = _one("None of the fee will be refunded."), _one("None of this will be charged to you.")
    assert (refused.type, refused.kind) == ("decline", "refund")
    assert (spared.type, spared.kind) == ("promise", "fee_waiver")


def test_an_event_that_did_not_take_place_is_no_deed() -> None:
    """The opinion makes no deed of a cancelled show or of what a message does not mention."""
    assert not may_add("saturday's open-air show has been cancelled because of flooding")
    assert not may_add("and no message mentions a refund")


@pytest.mark.parametrize(
    ("text", "language", "type_", "kind"),
    [
        ("Anfahrt und Arbeitszeit gehen auf uns.", "de", "promise", "fee_waiver"),
        ("Wir liefern Ihnen am Montag einen neuen Schrank.", "de", "promise", "replacement"),
        ("Sie bekommen das Geld leider nicht zurück.", "de", "decline", "refund"),
        ("Mañana le escribe mi compañera.", "es", "promise", "contact"),
        ("Fuimos nosotros quienes anotamos mal su dirección.", "es", "liability_admission", "none"),
        ("No te puedo cambiar la fecha hoy.", "es", "decline", "change"),
        ("Je vous tiens au courant.", "fr", "promise", "contact"),
        ("Cette défaillance nous est entièrement imputable.", "fr", "liability_admission", "none"),
        ("Nous vous offrons deux trajets gratuits.", "fr", "offer", "credit"),
    ],
)
def test_forms_of_other_languages(text: str, language: Any, type_: str, kind: str) -> None:
    """The present tense that promises, whose fault it was, and what is on the house."""
    (found,) = find(text, sent_on=MONDAY, language=language)
    assert (found.type, found.kind) == (type_, kind)


def test_scoring_matches_each_label_once_and_accepts_a_group() -> None:
    """Half of the shorter span matches; a due date may come from either label of a group."""
    text = "I've refunded $40. You'll see it by Friday."
    found = find(text, sent_on=MONDAY)
    due = {"value": None, "max": None, "unit": "date", "date": "2026-03-06"}
    money = {"value": 40.0, "currency": "USD"}
    labels = [
        {"start": 0, "end": 17, "type": "done_claim", "kind": "refund", "amount": money, "due": None, "group": "g"},
        {"start": 19, "end": 42, "type": "promise", "kind": "refund", "amount": None, "due": due, "group": "g"},
    ]
    assert len(match(found, labels)) == 2
    assert score([(found, labels)]).figures() == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "type": 1.0, "kind": 1.0, "amount": 1.0, "due": 1.0,
        "false_alarms_per_empty_letter": 0.0,
    }  # fmt: skip
    assert score([(found[:1], labels)]).recall == 0.5
    assert score([(found, [])]).false_alarms_per_empty_letter == 2.0


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:refund|repay|(?:money|cash) back|no (?:\w+ )?charges?)\b",
        r"(?<!\w)(?:[$€£]\d+ off|\d+ days|re-?paint|x?mas)",
        r"(?<!\S)(?:(?:give|put)(?: \S+){0,3} back|on us)(?!\w)",
        r"(?:and |but )*(?:we|i) will|^please",
        r"ack|[a-c]ould",
        r"(?=we)\w+ (?!will)",
        r"\b(?:is|was|are) (?:\w+ )?(?:refunded|repaid|on its way|cred[ie]ted)\b",
        r"(?:we|i) (?:may|might|can(?:not)?) (?:be able|[^,]{0,30} offer)",
        r"(?:within|after) \d+ (?:days?|hours?)|(?:tomorrow|today)?\W*call",
    ],
)
def test_a_scan_finds_what_the_plain_pattern_finds(pattern: str) -> None:
    """Looking first at how words begin and at what every match holds changes nothing of what is found, at the start or anywhere."""
    plain, scan = re.compile(pattern), Scan(pattern)
    texts = [sentence["text"].lower() for sentence in (*SENTENCES, *ROUND_SENTENCES)]
    for text in (*texts, *(text[3:] for text in texts), ""):
        assert str(scan.search(text)) == str(plain.search(text))
        assert str(scan.match(text)) == str(plain.match(text))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Bestätigt er den Schaden, zahlen wir die Reparatur.", "conditional_promise"),
        ("Tropft es wieder, dann erstatten wir Ihnen den Preis.", "conditional_promise"),
        ("Morgen kommt der Techniker, wir erstatten Ihnen den Preis.", "promise"),
    ],
)
def test_a_german_condition_may_begin_with_its_verb(text: str, type_: str) -> None:
    """Two clauses that begin with their verbs are a condition and what hangs on it."""
    assert [found.type for found in find(text, sent_on=MONDAY, language="de") if found.type in COMMITTING][-1] == type_
