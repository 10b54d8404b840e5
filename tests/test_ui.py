"""What the pages show is exact and harmless, and what people type outlives them."""

from __future__ import annotations

import datetime as dt
import html
import re
import socket
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rulebook import term
from streamlit.testing.v1 import AppTest

from assistant import Amount, Check, Commitment, Due, Evidence, Finding, InputError, Promise, Verdict
from knowledge.passage import Standing
from knowledge.readers import FORMATS
from ui import launch
from ui.clauses import Clause
from ui.guard import logged
from ui.parts import badges, letter, tables, terms, text
from ui.unsent import Slip, Slips
from ui.views import upload
from ui.views.intake import facts_in
from ui.views.knowledge import highlighted

TODAY = dt.date(2026, 11, 23)
EVIL = "<script>alert(1)</script>"


def commitment(whole: str, quote: str, verdict: Verdict = "supported") -> Commitment:
    """A promise of a refund in a letter."""
    start = whole.index(quote)
    return Commitment(
        start=start,
        end=start + len(quote),
        quote=quote,
        type="promise",
        kind="refund",
        amount=Amount(value=Decimal("129.1"), currency="USD"),
        due=Due(value=9, unit="business_days", date=dt.date(2026, 12, 3)),
        verdict=verdict,
        why="because",
        term="t1",
    )


def shown(markup: str) -> str:
    """What a person reads of some HTML."""
    return html.unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", markup, flags=re.DOTALL))


def test_each_promise_is_marked_in_the_letter_with_its_verdict_and_number() -> None:
    whole = "Sorry. We will refund you. We will call."
    check = Check(commitments=(commitment(whole, "We will refund you"), commitment(whole, "We will call", "too_soon")))
    marked = letter.marked(whole, letter.marks(check, whole))
    assert '<mark class="am-mark am-ok" title="1. Supported: because">We will refund you</mark>' in marked
    assert '<mark class="am-mark am-bad" title="2. Too soon: because">We will call</mark>' in marked
    assert '<sup class="am-number am-bad">2</sup>' in marked


def test_where_marks_overlap_the_graver_one_shows() -> None:
    whole = "We guarantee a refund tomorrow."
    check = Check(
        commitments=(commitment(whole, "We guarantee a refund"), commitment(whole, "a refund tomorrow", "too_soon"))
    )
    marked = letter.marked(whole, letter.marks(check, whole))
    assert 'am-ok" title="1. Supported: because">We guarantee </mark>' in marked
    assert re.search(r'am-bad" title="[^"]*">a refund</mark>', marked)
    assert shown(marked) == whole


def test_a_finding_outside_every_promise_is_marked_too() -> None:
    whole = "It was our fault. Sorry."
    check = Check(findings=(Finding(verdict="liability", blocking=True, start=0, end=16, why="it admits fault"),))
    assert "Admits liability: it admits fault" in letter.marked(whole, letter.marks(check, whole))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_the_marked_letter_reads_as_the_letter_whatever_it_holds(whole: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        letter.Mark(start, end, "ok", EVIL, number)
        for number, (start, end) in enumerate(spans, 1)
        if start < end <= len(whole)
    ]
    marked = letter.marked(whole, marks)
    assert shown(marked) == whole
    assert EVIL not in marked


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_comparison_holds_both_texts(before: str, after: str) -> None:
    compared = letter.changed(before, after)
    assert shown(re.sub("<del>.*?</del>", "", compared, flags=re.DOTALL)) == after
    assert shown(re.sub("<ins>.*?</ins>", "", compared, flags=re.DOTALL)) == before


def test_a_short_comparison_leaves_out_what_is_far_from_any_change() -> None:
    before = "Dear Ms Oz\n\none\n\ntwo\n\nthree\n\nfour\n\nregards"
    after = before.replace("three", "three, and more")
    said = shown(letter.changed(before, after, whole=False))
    assert said == "…\n\nthree, and more\n\n…"


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60))
def test_a_label_shows_exactly_its_text_in_markdown(given: str) -> None:
    inline = MarkdownIt("commonmark").renderInline(text.plain(given))
    assert "<" not in inline
    assert html.unescape(inline).strip() == given.strip()


def test_the_promise_table_names_verdict_amount_day_why_and_clause() -> None:
    whole = "We will refund you."
    check = Check(commitments=(commitment(whole, "We will refund you"),))
    clause = Clause("Full refund in 7 days.", "returns.md", "4 Refunds", 2, in_force=False, internal=True)
    said = shown(tables.promise_table(check, {"t1": clause}))
    for part in ("Supported", "Refund · $129.10 · Thu 3 Dec 2026 (9 business days)", "We will refund you", "because",
                 "Full refund in 7 days.", "returns.md · 4 Refunds · version 2", "Not in force", "Internal"):  # fmt: skip
        assert part in said


def test_what_blocks_says_so_and_a_reason_that_is_the_clause_is_not_said_twice() -> None:
    whole = "We will refund you."
    made = commitment(whole, "We will refund you", "too_soon").model_copy(update={"why": "returns.md: In 7 days."})
    finding = Finding(verdict="too_soon", blocking=True, start=made.start, end=made.end, why="it is")
    said = shown(
        tables.promise_table(
            Check(commitments=(made,), findings=(finding,)), {"t1": Clause("In 7 days.", "returns.md", "4", 2)}
        )
    )
    assert "Too soon (blocks)" in said
    assert said.count("In 7 days.") == 1


def test_text_of_strangers_never_becomes_markup() -> None:
    whole = f"We will refund {EVIL} you."
    check = Check(
        commitments=(commitment(whole, f"refund {EVIL} you"),),
        findings=(Finding(verdict="vague", blocking=False, start=0, end=30, why=EVIL),),
    )
    clause = Clause(EVIL, EVIL, EVIL, 1)
    promise = Promise(
        id="P-1", case="C-1", sentence=EVIL, kind="refund", due=TODAY, made_on=TODAY, owner=EVIL, note=EVIL
    )
    for made in (
        tables.promise_table(check, {"t1": clause}),
        tables.finding_list(check.findings, whole),
        tables.fact_table(((EVIL, EVIL),)),
        tables.due_list((promise,), TODAY),
        letter.changed(EVIL, EVIL + " too"),
        highlighted(EVIL, "script alert"),
        badges.badge(EVIL, title=EVIL),
    ):
        assert "<script" not in made
        assert "script" in made


def test_around_the_passage_of_an_excerpt_the_page_is_softer_and_none_of_it_is_markup() -> None:
    quote = f"{EVIL} before\n\nThe deposit is 20 EUR.\n\nAfter {EVIL}"
    start = quote.index("The")
    piece = Evidence(
        passage="p1",
        document="hire.md",
        version=1,
        section="1 Boats",
        quote=quote,
        start=start,
        end=quote.index("\n\nAfter"),
        kind="policy",
        score=0.5,
        in_force=True,
        internal=False,
    )
    card = tables.evidence_card(piece)
    assert '</span>The deposit is 20 EUR.<span class="am-soft">' in card and "<script" not in card
    assert html.unescape(re.sub("<[^>]+>", "", card)).count(quote) == 1
    whole = tables.evidence_card(piece.model_copy(update={"start": 0, "end": None}))
    assert html.escape(quote) in whole


def test_what_documents_say_in_terms_never_becomes_markup() -> None:
    before = term(f"We refund {EVIL} the delivery fee within 7 days of {EVIL} the request.")
    after = before.model_copy(update={"condition": EVIL, "standing": Standing(regions=(EVIL,))})
    for made in (
        terms.term_card(after),
        terms.change_table(before, after, (EVIL, EVIL)),
        terms.words_list([after]),
    ):
        assert "<script" not in made
        assert "script" in made


def test_a_change_shows_each_limit_with_both_values() -> None:
    before = term("We refund the delivery fee within 7 days of the request.")
    after = term("We refund the delivery fee within 9 days of the request.")
    said = shown(terms.change_table(before, after))
    assert "7 days" in said
    assert "9 days" in said
    assert "every limit stays" in shown(terms.change_table(before, before))


def test_every_mode_of_a_term_has_a_word() -> None:
    from typing import get_args

    from assistant import Mode

    assert set(terms.MODES) == set(get_args(Mode))


def test_every_format_that_can_be_read_can_be_handed_in() -> None:
    assert {f".{ending}" for ending in upload.TYPES} == set(FORMATS)


def test_every_verdict_state_and_severity_has_a_word() -> None:
    from typing import get_args

    from assistant import CaseState, PromiseState

    assert set(badges.VERDICTS) == set(get_args(Verdict))
    assert set(badges.STATES) == set(get_args(CaseState))
    assert set(badges.PROMISES) == set(get_args(PromiseState))
    words = [word for word, _ in badges.VERDICTS.values()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "overdue by 3 days"), (-1, "overdue by 1 day"), (0, "due today"), (1, "due tomorrow"), (5, "due in 5 days")],
)
def test_how_far_a_day_is_stands_in_words(days: int, said: str) -> None:
    assert text.relative(TODAY + dt.timedelta(days=days), TODAY) == said


def test_amounts_and_terms_read_as_people_write_them() -> None:
    assert text.money(Amount(value=Decimal("1290.5"), currency="EUR")) == "€1,290.50"
    assert text.money(Amount(value=Decimal(120), currency="CHF")) == "120.00 CHF"
    assert text.money(Amount(percent=Decimal("20.0"))) == "20 %"
    assert text.term(Due(value=1, unit="days")) == "1 day"
    assert text.term(Due(value=7, max=9, unit="business_days")) == "7–9 business days"


def test_pasted_lines_become_facts_and_one_without_a_value_is_named() -> None:
    assert facts_in("order date: 2026-11-02\n\nsite = https://shop.example") == {
        "order date": "2026-11-02",
        "site": "https://shop.example",
    }
    with pytest.raises(InputError, match='The line "order date:" has no value; write it as what: value'):
        facts_in("order date:")


def test_search_marks_the_words_that_were_asked_for() -> None:
    marked = highlighted("The delivery fee is refunded for late parcels.", "what refund for the parcels")
    assert marked == "The delivery fee is <mark>refunded</mark> for late <mark>parcels</mark>."


def test_a_slip_comes_back_as_it_was_to_its_writer_alone(tmp_path: Path) -> None:
    slips = Slips(tmp_path / "unsent")
    slip = Slip(text="It broke.\n😀", channel="chat", received_on=TODAY, facts=[("order", "7")], pasted="a: b")
    token = slips.token()
    slips.save(token, slip, by="ana")
    assert slips.load(token, by="ana") == slip
    assert slips.load(token, by="bert") is None
    slips.drop(token)
    assert slips.load(token, by="ana") is None


def test_a_slips_token_cannot_leave_its_folder(tmp_path: Path) -> None:
    slips = Slips(tmp_path / "unsent")
    slips.save("../../elsewhere", Slip(text="x"), by="ana")
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path / "unsent"]


def test_a_slip_that_is_not_readable_counts_as_none(tmp_path: Path) -> None:
    slips = Slips(tmp_path)
    for held in ("", "[]", '{"by": "ana"}', '{"by": "ana", "received_on": null, "facts": [], "other": 1}'):
        (tmp_path / "t.json").write_text(held)
        assert slips.load("t", by="ana") is None


def test_what_is_refused_shows_as_its_sentence_and_as_no_markup() -> None:
    def script() -> None:
        from assistant import Refused
        from ui.guard import guarded

        with guarded():
            raise Refused("Case C-1 costs $5, *not* $6.")

    app = AppTest.from_function(script).run(timeout=30)
    assert [error.value for error in app.error] == [text.plain("Case C-1 costs $5, *not* $6.")]
    assert not app.exception


def test_what_nobody_expected_goes_to_the_log_and_one_sentence_to_the_person(tmp_path: Path) -> None:
    said = logged(ZeroDivisionError("by zero"), tmp_path)
    reference = re.search(r"reference (\w{6})", said)
    assert reference is not None
    assert "zero" not in said
    log = (tmp_path / "app.log").read_text()
    assert reference[1] in log
    assert "ZeroDivisionError: by zero" in log


def test_the_app_listens_on_this_machine_only_and_reports_to_nobody(tmp_path: Path) -> None:
    line = launch.command(tmp_path, 8600)
    assert "--server.address=127.0.0.1" in line
    assert "--browser.gatherUsageStats=false" in line
    assert line[-2:] == ["--home", str(tmp_path)]


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((launch.ADDRESS, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=f"Port {port} is taken by another program"):
            launch.main(tmp_path, port, fill=lambda home: pytest.fail("nothing may be filled"))
