"""What a remedy waits for, what a gate holds back until then, and what was ruled already."""

from __future__ import annotations

import pytest
from rulebook import case, passage, term, terms

from assistant.remedies import candidates, open_gates


@pytest.mark.parametrize(
    ("condition", "facts", "waits_for"),
    [
        ("If the claim is approved", {"claim": "with the panel"}, "If the claim is approved"),
        ("If the loom is warped", {"loom": "warped, to be seen"}, "acceptance"),
    ],
)
def test_what_is_to_be_ruled_is_told_as_open_also_where_the_time_runs_from_its_acceptance(
    condition: str, facts: dict[str, str], waits_for: str
) -> None:
    rule = term(f"{condition}, a new loom is sent within 10 days of acceptance.")
    (found,) = candidates([rule], case("The loom jams.", acceptance="not yet", **facts))
    assert found.waits_for == waits_for


@pytest.mark.parametrize(
    ("ruled", "answer"),
    [
        ({"bell_warden_approval": "2026-11-02"}, "unmet"),
        ({"bell_warden": "approved on 2 November"}, "unmet"),
        ({"bell_warden_approval": "awaited"}, "met"),
    ],
)
def test_what_was_ruled_already_is_not_passed_on_again(ruled: dict[str, str], answer: str) -> None:
    (found,) = candidates([term("The bell warden decides within 8 days.")], case("Please decide.", **ruled))
    assert (found.kind, found.answer) == ("escalation", answer)


@pytest.mark.parametrize(("check", "still_open"), [("not done yet", True), ("done on 3 November", False)])
def test_until_then_is_until_what_the_clause_before_it_says(check: str, still_open: bool) -> None:
    found = terms(
        passage("The claim is checked by the glaze panel within 5 days. Until then, promise nothing but the check.")
    )
    gate = next(t for t in found if t.mode == "gate")
    assert bool(open_gates([gate], case(glaze_panel_check=check), found)) is still_open
    assert not open_gates(
        [gate], case(glaze_panel_check=check), [gate]
    )  # without the clause before it, it says of nothing
