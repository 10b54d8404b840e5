"""How grave a complaint is: what the shipped weights say of complaints that they were not fitted on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.case import Severity
from assistant.severity import Gravity, judge_with
from assistant.severity.gravity import SEVERITIES, choose, features, parse, render
from assistant.severity.training import examples, fit, rows_of, unseen
from assistant.triage import listen, sentences
from knowledge.embedding import LocalEmbedder

COMPANIES = Path(__file__).parent / "golden" / "companies"


@cache
def embedder() -> LocalEmbedder:
    return LocalEmbedder()


@cache
def gravity() -> Gravity:
    return judge_with(embedder())


def severity(text: str) -> Severity:
    own = listen(text).own
    return gravity()(own, sentences(own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The kettle caught fire and my hand was burned.", "safety"),
        ("A tile fell off your roof and cut my daughter's head. We're at the hospital.", "safety"),
        ("Meine Frau ist auf der kaputten Treppe gestürzt und hat sich den Arm gebrochen.", "safety"),
        ("We have no heating and no hot water since Monday and can't stay in the house.", "stopped"),
        ("Nobody in the office can log in. We can't work and customers are waiting.", "stopped"),
        ("Estamos tirados en el aeropuerto, sin vuelo y sin hotel.", "stopped"),
        ("You charged me twice for the gym. Please refund the second payment.", "financial"),
        ("I cancelled in May and you still take 20 pounds a month. I want my money back.", "financial"),
        ("Vous m'avez facturé deux fois le même mois, je veux être remboursée.", "financial"),
        ("Nobody came to the appointment, I waited all day, and the lady on the phone was rude.", "service"),
        ("Every time I call I have to explain it all again, and no one ever calls me back.", "service"),
        ("The handle has a small scratch, not a big deal.", "minor"),
        ("The cushions are fine but I don't like the colour, could I swap them?", "minor"),
    ],
)
def test_severity_tells_hurt_from_stopped_from_money_from_the_rest(text: str, expected: Severity) -> None:
    assert severity(text) == expected


def test_a_refund_asked_for_does_not_make_an_injury_a_matter_of_money() -> None:
    assert severity("The ladder broke under me, I have two broken ribs. I want the 89 euros back.") == "safety"


def test_a_cold_room_and_a_crash_of_software_are_no_injury() -> None:
    assert severity("The room was freezing and the soup was cold.") == "service"
    assert severity("The app keeps crashing, please fix it.") != "safety"


def test_cases_of_companies_that_the_weights_never_saw_are_mostly_right() -> None:
    cases = [
        json.loads(line)
        for path in sorted(COMPANIES.glob("*/cases.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    right = sum(severity(case["complaint"]) == case["severity"] for case in cases)
    assert right / len(cases) >= 0.66


def test_safety_is_chosen_on_a_suspicion_and_the_rest_by_likelihood() -> None:
    assert choose(np.array([0.3, 0.4, 0.1, 0.1, 0.1])) == "safety"
    assert choose(np.array([0.1, 0.2, 0.4, 0.2, 0.1])) == "financial"


def test_what_a_left_out_industry_teaches_is_not_used_for_it() -> None:
    rows = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1], [0.9, 0], [0, 0.9]])
    labels = np.array([0, 0, 4, 4, 4, 0])
    industries = np.array(["a", "a", "a", "a", "odd", "odd"])
    found = unseen(rows, labels, industries)
    assert found[4:] == ["safety", "minor"]


def test_the_shipped_weights_are_those_that_the_complaints_give() -> None:
    known = [example for example in examples() if example.industry in {"toys", "beauty"}]
    rows = rows_of([example.complaint for example in known], embedder().embed)
    own = [listen(example.complaint).own for example in known]
    shipped = [gravity()(text, sentences(text)) for text in own]
    assert np.mean([example.severity == found for example, found in zip(known, shipped, strict=True)]) > 0.85
    assert rows.shape == (len(known), len(gravity().judgement.weights) - 1)


def test_weights_come_back_from_their_file_as_they_were_written() -> None:
    judgement = fit(np.eye(5), np.arange(5))
    np.testing.assert_allclose(parse(render(judgement)).weights, judgement.weights, rtol=1e-3)


def test_the_complaints_have_every_severity_in_most_industries_and_no_text_twice() -> None:
    known = examples()
    assert len({example.complaint for example in known}) == len(known)
    industries = {example.industry for example in known}
    assert len(industries) >= 15
    assert {example.language for example in known} == {"en", "es", "de", "fr"}
    for name in SEVERITIES:
        assert len({example.industry for example in known if example.severity == name}) >= 0.7 * len(industries)


@given(st.text(max_size=120))
def test_any_text_has_a_severity(text: str) -> None:
    own = listen(text).own
    row = features([(own, sentences(own))], lambda texts: np.ones((len(texts), 384), dtype=np.float32))
    assert np.isfinite(row).all()
