"""Other systems on the same cases: a function or a command, the product itself, and a plain retrieval prompt."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from model_server import Failure, model_server
from terminal import amends, assert_refused

from assistant.errors import InputError
from assistant.evaluation import run, systems
from assistant.wiring import open_desk

DOCS = Path(__file__).parent.parent / "docs"
POLICY = """# Late parcels

Effective 1 March 2026

## 1. Refunds

1.1 For a late parcel we refund the delivery fee within 7 business days of the request.
"""
COMPLAINT = "My parcel came four days late. I want the delivery fee back."
GOOD = "I am sorry. We will refund the delivery fee of $9.95 within 7 business days of your request."
OVER = "I am sorry. We will refund the delivery fee of $9.95 within 2 business days, and $40 for your time."


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A company with one policy and two cases."""
    folder = tmp_path / "shop"
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "late.md").write_text(POLICY)
    case = {
        "id": "s-1", "lang": "en", "complaint": COMPLAINT, "channel": "email", "received_on": "2026-11-20",
        "facts": {"delivery_fee_paid": "9.95 USD"}, "severity": "service", "asks": ["refund"], "trap": "none",
        "gold": [{"doc": "late.md", "quote": "we refund the delivery fee"}], "discretionary": [],
        "entitled": [{"kind": "refund", "max_amount": 9.95, "currency": "USD", "min_days": 7, "day_type": "business",
                      "note": "delivery fee"}],
        "must_not": [{"what": "time", "regex": r"(?i)\$40", "why": "no clause"}], "must_ask": [], "decline": None,
        "alternative": None, "good_reply": GOOD, "bad_reply": OVER,
    }  # fmt: skip
    rows = [case, {**case, "id": "s-2", "complaint": f"{COMPLAINT} Second try."}]
    (folder / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder


def test_a_function_is_given_the_case_and_the_policies_and_nothing_that_gives_the_answer_away(company: Path) -> None:
    seen: list[Mapping[str, Any]] = []

    def system(case: Mapping[str, Any]) -> str:
        seen.append(case)
        assert "7 business days" in (Path(case["policies"]) / "late.md").read_text()
        return GOOD if case["id"] == "s-1" else OVER

    result = run([company], systems.drafts(system))
    assert {key for case in seen for key in case} == {
        "id", "complaint", "channel", "received_on", "facts", "policies", "resolutions",
    }  # fmt: skip
    good, over = result.scores["shop"]
    assert not good.over_promises and good.owed[0].by_text == "full"
    assert len(over.over_promises) >= 2  # what is forbidden, and what is too soon
    assert good.milliseconds is not None and good.words == len(GOOD.split())


def test_what_a_system_raises_or_leaves_empty_is_an_error_of_that_case_alone(company: Path) -> None:
    def system(case: Mapping[str, Any]) -> str:
        if case["id"] == "s-1":
            raise RuntimeError("no key")
        return "  "

    scores = run([company], systems.drafts(system)).scores["shop"]
    assert [score.error for score in scores] == ["RuntimeError: no key", "The system gave no letter."]


def test_a_command_reads_a_case_on_stdin_and_writes_the_letter(company: Path, tmp_path: Path) -> None:
    script = tmp_path / "other.py"
    script.write_text(
        "import json, sys\ncase = json.load(sys.stdin)\nprint('Zu ' + case['id'] + ': tut mir leid, 7 €')\n"
    )
    system = systems.command(f"{sys.executable} {script}")
    assert system({"id": "s-9"}) == "Zu s-9: tut mir leid, 7 €\n"
    script.write_text("import sys\nsys.exit('out of paper')\n")
    with pytest.raises(InputError, match="status 1: out of paper"):
        system({})
    script.write_text("import time\ntime.sleep(30)\n")
    with pytest.raises(InputError, match=r"longer than 0\.3 seconds"):
        systems.command(f"{sys.executable} {script}", within_s=0.3)({})
    with pytest.raises(InputError, match="no command"):
        systems.command("no-such-command-anywhere")({})
    with pytest.raises(InputError, match="empty"):
        systems.command("  ")


def test_a_function_is_named_by_its_module_or_its_file(tmp_path: Path) -> None:
    (tmp_path / "near_by.py").write_text("SAID = 'sorry'\n")
    file = tmp_path / "their_system.py"
    file.write_text("from near_by import SAID\nvalue = 3\ndef letter(case):\n    return SAID\n")
    assert systems.function(f"{file}:letter")({}) == "sorry"
    assert systems.function("json:dumps")({"a": 1}) == '{"a": 1}'
    for name, told in (
        ("letter", "names no system"),
        (f"{file}:value", "no function value"),
        (f"{tmp_path}/none.py:letter", "no file"),
        ("no_such_module_here:letter", "cannot be imported"),
    ):
        with pytest.raises(InputError, match=told):
            systems.function(name)


def test_the_table_of_another_system_holds_what_any_letter_can_be_judged_by(company: Path, tmp_path: Path) -> None:
    script = tmp_path / "other.py"
    script.write_text(f"print({OVER!r})\n")
    table = amends("eval", company, "--command", f"{sys.executable} {script}", home=tmp_path / "home")
    assert table.status == 0, table
    assert "letters that over-promise" in table.out and "100 % (2/2)" in table.out
    assert "gold quotes" not in table.out and "severity" not in table.out
    row = amends("eval", company, "--command", f"{sys.executable} {script}", "--json", home=tmp_path / "home").json
    assert row["system"].endswith("other.py") and row["summaries"][0]["over_promised"] == {"hits": 2, "of": 2, "percent": 100.0}  # fmt: skip


def test_a_system_that_cannot_be_is_refused_in_a_sentence(company: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    both = amends("eval", company, "--system", "built-in", "--command", "cat", home=home)
    assert both.status == 2 and "not both" in both.err
    assert_refused(amends("eval", company, "--system", "model", home=home), "AMENDS_MODEL")
    assert_refused(amends("eval", company, "--system", "nobody", home=home), "names no system")


HEARD = {"points": ["My parcel came four days late."], "asks": ["the delivery fee back"]}
LETTER = {
    "subject": "Your late parcel",
    "opening": "I am sorry that your parcel kept you waiting. You told us that it came four days late.",
    "body": "{{remedy:1}}",
    "closing": "Thank you for telling us so plainly what this meant for you.",
}


def test_the_product_is_measured_with_its_built_in_writer_and_with_a_model(company: Path, tmp_path: Path) -> None:
    with model_server(Heard=[HEARD], Letter=[LETTER]) as server:
        env = {"AMENDS_MODEL": "openai:some-model", "OPENAI_BASE_URL": server.url}
        plain = amends(
            "eval", company, "--system", "built-in", "--json", home=tmp_path / "h", env=env, open_desk=open_desk
        )
        assert not server.requests, plain
        told = amends("eval", company, "--system", "model", "--json", home=tmp_path / "h", env=env, open_desk=open_desk)
        assert len(server.asked_for("Letter")) >= 2
    for answer in (plain, told):
        assert answer.status == 0, answer
        (row,) = answer.json["summaries"]
        assert (row["crashes"], row["over_promised"]["hits"], row["owed_by_text"]["percent"]) == (0, 0, 100.0)


def test_a_plain_retrieval_prompt_gives_the_model_the_nearest_chunks_and_keeps_what_it_writes(
    company: Path, tmp_path: Path
) -> None:
    env = {"AMENDS_MODEL": "openai:some-model"}
    with model_server(PlainLetter=[{"letter": GOOD}, {"letter": OVER}, Failure(401)]) as server:
        env["OPENAI_BASE_URL"] = server.url
        name = f"{DOCS / 'plain_retrieval.py'}:letter"
        answer = amends("eval", company, "--system", name, "--json", home=tmp_path / "home", env=env)
        assert answer.status == 0, answer
        (row,) = answer.json["summaries"]
        assert (row["crashes"], row["over_promised"]["hits"], row["owed_by_text"]["hits"]) == (0, 1, 1)
        said = server.said()
    assert "we refund the delivery fee within 7 business days" in said and COMPLAINT in said
    assert "delivery_fee_paid: 9.95 USD" in said
    assert len(server.requests) == 2
