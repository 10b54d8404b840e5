"""What was learned of clauses: that it belongs to the data, and that it reads companies it never saw better than the grammar.

The labelled clauses of golden/clauses are those of the example companies (a file each) and written sets of other industries
(`written_*`, seven companies each). They were labelled by reading, by several hands.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
from rulebook import terms
from train_reader import digest, examples, files

from knowledge.softmax import Model, fit
from knowledge.terms.clauses import take_apart
from knowledge.terms.learned import MODES, ROLES, weights
from knowledge.terms.learned.features import act_features, kind_features, span_features, tokens
from knowledge.terms.learned.training import Example, train

UNSEEN = ("nimbus", "wexcombe", "written_d")


@lru_cache(maxsize=1)
def without_them() -> tuple[Model, Model, Model]:
    """What is learned from the other files."""
    return train(seen())


@lru_cache(maxsize=1)
def seen() -> list[Example]:
    return examples([path for path in files() if path.stem not in UNSEEN])


@lru_cache(maxsize=1)
def unseen() -> list[Example]:
    return examples([path for path in files() if path.stem in UNSEEN])


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_weights_have_learned_from_the_data_as_they_stand() -> None:
    """The weights carry the digest of the labelled clauses; after a change there, `make reader` makes them anew."""
    assert digest() == weights.LEARNED_FROM


def test_what_a_clause_does_is_read_at_sight_in_companies_that_were_not_learned_from() -> None:
    acts = without_them()[0]
    read = [(acts.likeliest(act_features(e.heard, e.read[0])), e) for e in unseen()]
    assert share([mode == e.mode for mode, e in read]) >= 0.80
    given = share([(mode == "entitlement") == (e.mode == "entitlement") for mode, e in read])
    by_grammar = share([(e.read[0] == "entitlement") == (e.mode == "entitlement") for _, e in read])
    assert given >= 0.90
    assert given >= by_grammar + 0.10


def test_the_kind_of_remedy_is_read_at_sight() -> None:
    kinds = without_them()[1]
    owed = [e for e in unseen() if e.kind is not None and e.mode in {"entitlement", "discretion"}]
    read = share([kinds.likeliest(kind_features(e.heard, e.read[1], e.spoken_of)) == e.kind for e in owed])
    assert read >= 0.78
    assert read >= share([e.read[1] == e.kind for e in owed]) + 0.05


def test_whose_a_time_is_is_read_at_sight() -> None:
    roles = without_them()[2]
    times = [(e.heard, *span) for e in unseen() for span in e.spans]
    right = [roles.likeliest(span_features(h, start, end, read)) == role for h, start, end, read, role in times]
    assert share(right) >= 0.84
    assert share(right) >= share([read == role for *_, read, role in times]) + 0.08


def test_the_likeliest_class_has_the_greatest_share_in_whatever_order_features_come() -> None:
    model = fit([(("wet", "late"), "owed", 1.0), (("late",), "none", 1.0)] * 2, ("owed", "none"))
    for features in (["late", "wet"], ["wet", "late"], ["late"], ["never seen"], []):
        shares = model.probabilities(features)
        assert model.likeliest(features) == max(shares, key=lambda name: shares[name])
    assert (model.likeliest({"wet"}), model.likeliest({"late"})) == ("owed", "none")


def test_no_figure_of_a_policy_is_a_feature() -> None:
    """A policy's own numbers say nothing of another's: they are masked before anything is learned."""
    assert tokens("A credit of 45.50 GBP, 12% and §3 within 9 working days") == tokens(
        "A credit of 7 EUR, 80% and §11 within 2 weeks"
    )


def test_every_class_has_been_seen() -> None:
    every = seen() + unseen()
    assert {e.mode for e in every} == set(MODES)
    assert {role for e in every for *_, role in e.spans} == set(ROLES)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "If a key is lost, the owner is told at once and a new key is sent within 3 days.",
            ["If a key is lost, the owner is told at once", "a new key is sent within 3 days."],
        ),
        (
            "Lost keys, cards and badges are replaced in 3 days.",
            ["Lost keys, cards and badges are replaced in 3 days."],
        ),
        (
            "The fee is waived if the seal is whole and the box is full.",
            ["The fee is waived if the seal is whole and the box is full."],
        ),
    ],
)
def test_a_sentence_is_cut_where_a_second_deed_begins_and_nowhere_else(sentence: str, parts: list[str]) -> None:
    assert [term.quote for term in terms(sentence)] == parts


def test_the_later_deed_of_a_sentence_stands_under_its_condition() -> None:
    later = terms("If a key is lost, the owner is told within a day and a new key is sent within 3 days.")[-1]
    assert later.condition == "If a key is lost"
    assert later.told.startswith("If a key is lost, ")


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("A wait of 20 to 40 minutes is worth half the fare.", "A wait of 20 to 40 minutes"),
        ("A class cancelled up to 6 hours before its start is refunded.", "A class cancelled up to 6 hours before its start"),
        ("The price paid for the class is refunded.", None),
        ("A refund made under this rule is paid within 5 days.", None),
    ],
)  # fmt: skip
def test_a_subject_that_says_what_happened_is_the_condition(sentence: str, condition: str | None) -> None:
    assert take_apart(sentence).condition == condition
