"""After a letter left: promises moved with consent, released, shown to be kept; the letters after it are judged too."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from test_desk import CALL, NEVER, REFUND, SORRY, TODAY, Office

from assistant.aftercare import follow_up_letter, update_letter
from assistant.case import Case, Complaint, Language, Promise
from assistant.errors import InputError, Refused
from assistant.phrases import parse
from assistant.promises import find
from assistant.store import Store, open_database

DUE = dt.date(2026, 12, 3)
LATER = dt.date(2026, 12, 8)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose letters after the first have phrases."""
    office = Office(Store(open_database(tmp_path / "amends.db")))
    for language in get_args(Language):
        source = files("prompts.letters").joinpath(f"{language}.md").read_text(encoding="utf-8")
        office.phrases[language] = parse(language, source)
    yield office
    office.store.close()


def only(case: Case) -> Promise:
    (promise,) = case.promises
    return promise


def test_a_promise_keeps_the_exact_sentence_and_the_letter_in_which_it_was_sent(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND}")
    promise = only(case)
    assert promise.sentence == REFUND and office.desk.text(promise.letter) == case.text
    assert only(office.desk.show(case.id)) == promise


def test_evidence_of_keeping_is_on_record(office: Office) -> None:
    office.following_up(f"{SORRY} {REFUND}")
    case = office.desk.keep("P-000001", by="ana", evidence="Transfer 4711 of 27 November")
    assert only(office.desk.show(case.id)).evidence == "Transfer 4711 of 27 November"
    assert "Transfer 4711" in office.desk.history(case.id)[-1].note


def test_a_warned_and_accepted_change_moves_the_day_and_keeps_the_old_one(office: Office) -> None:
    office.following_up(f"{SORRY} {REFUND}")
    letter = office.desk.update("P-000001", by="ana", to=LATER)
    assert "8 December 2026" in letter.text and "3 December 2026" in letter.text and not letter.check.blocked
    with pytest.raises(Refused, match="no change that the customer could agree to"):
        office.desk.accept("P-000001", by="ana", note="By phone")
    warned = only(office.desk.warn("P-000001", letter.text, to=LATER, by="ana"))
    assert (warned.due, warned.awaiting and warned.awaiting.to) == (DUE, LATER), "until they agree, the old day holds"
    assert office.desk.text(warned.moves[0].letter) == letter.text
    with pytest.raises(InputError, match="Say in a note"):
        office.desk.accept("P-000001", by="ana", note=" ")
    moved = only(office.desk.accept("P-000001", by="ana", note="She agreed by phone"))
    assert (moved.due, moved.first_due, moved.awaiting) == (LATER, DUE, None)
    kept = only(office.desk.keep("P-000001", by="ana", on=dt.date(2026, 12, 7)))
    assert kept.state == "kept_early" and kept.moves[0].note == "She agreed by phone"
    assert [event.verb for event in office.desk.history(kept.case)][-3:] == ["warn", "accept", "keep"]


def test_without_consent_the_old_day_holds(office: Office) -> None:
    office.following_up(f"{SORRY} {REFUND}")
    letter = office.desk.update("P-000001", by="ana", to=LATER)
    office.desk.warn("P-000001", letter.text, to=LATER, by="ana")
    assert only(office.desk.keep("P-000001", by="ana", on=LATER)).state == "late"


def test_an_update_has_to_come_before_the_day_and_name_a_later_one(office: Office) -> None:
    office.following_up(f"{SORRY} {REFUND}")
    with pytest.raises(InputError, match="later day"):
        office.desk.update("P-000001", by="ana", to=DUE)
    text = office.desk.update("P-000001", by="ana").text
    office.clock.now += dt.timedelta(days=20)
    with pytest.raises(Refused, match="cannot be moved any more"):
        office.desk.warn("P-000001", text, to=dt.date(2026, 12, 30), by="ana")


def test_an_update_is_judged_like_any_letter(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND}")
    with pytest.raises(Refused, match="absolute"):
        office.desk.warn("P-000001", f"It takes longer. {NEVER}", to=LATER, by="ana")
    assert office.desk.show(case.id) == case


def test_a_released_promise_needs_the_customers_word_and_counts_neither_way(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND}")
    with pytest.raises(InputError, match="how the customer agreed"):
        office.desk.release("P-000001", by="ana", note="")
    released = only(office.desk.release("P-000001", by="ana", note="He wrote that he keeps the lamp."))
    assert released.state == "released" and office.store.courses("refund") == ()
    assert office.desk.kept() == ((), ())
    assert office.desk.resolve(case.id, outcome="truth", lesson="x", by="ana").state == "resolved"


def test_the_follow_up_thanks_and_asks_and_comes_only_when_everything_is_kept(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND} {CALL}")
    with pytest.raises(Refused, match="open promises"):
        office.desk.after(case.id, by="ana")
    office.desk.keep("P-000001", by="ana")
    office.desk.keep("P-000002", by="ana")
    letter = office.desk.after(case.id, by="ana")
    assert "everything we promised you is done" in letter.text and "Is it right now?" in letter.text
    assert "Thank you" in letter.text and not letter.check.blocked
    sent = office.desk.follow_up(case.id, letter.text, by="ana")
    assert sent.followed_up_on == TODAY and len(sent.promises) == 2
    with pytest.raises(Refused, match="cannot leave"):
        office.desk.follow_up(case.id, f"{letter.text} {NEVER}", by="ana")


def test_what_the_follow_up_promises_is_to_be_kept_too(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND}")
    office.desk.keep("P-000001", by="ana")
    sent = office.desk.follow_up(case.id, f"All is done. {CALL}", by="ana")
    assert [promise.state for promise in sent.promises] == ["kept_early", "open"]
    with pytest.raises(Refused, match="open promises"):
        office.desk.resolve(case.id, outcome="magic", lesson="x", by="ana")


def test_after_a_broken_promise_no_letter_says_that_all_is_done(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND}")
    office.desk.miss("P-000001", by="ana")
    with pytest.raises(Refused, match="was not kept"):
        office.desk.after(case.id, by="ana")


def test_the_precedent_holds_how_promises_were_kept_and_who_sees_to_the_cause(office: Office) -> None:
    case = office.following_up(f"{SORRY} {REFUND} {CALL}")
    office.desk.keep("P-000001", by="ana")
    office.desk.miss("P-000002", by="ana")
    closed = office.desk.resolve(case.id, outcome="truth", lesson="Call sooner.", by="ana", owner="Ines, packing")
    assert closed.prevention_owner == "Ines, packing"
    (row,) = csv.DictReader(io.StringIO(office.shelf.documents[f"{case.id}.csv"].decode()))
    assert row["kept_record"] == "2 promises: 1 kept early, 1 broken"
    assert (row["outcome"], row["prevention_owner"]) == ("truth", "Ines, packing")


@pytest.mark.parametrize("language", get_args(Language))
def test_every_update_in_every_language_promises_the_new_day_and_nothing_else(language: Language) -> None:
    """The finder sees one promise in each sentence that names the new day, and none elsewhere in the letter."""
    phrases = parse(language, files("prompts.letters").joinpath(f"{language}.md").read_text(encoding="utf-8"))
    case = Case(
        id="C-000001", version=1, complaint=Complaint(text="x", received_on=TODAY), created_at=dt.datetime.now(dt.UTC)
    )
    for kind in ("refund", "credit", "replacement", "repair", "delivery", "fix", "contact", "escalation"):
        promise = Promise.model_validate(
            {"id": "P-1", "case": "C-1", "sentence": "-", "kind": kind, "due": DUE, "made_on": TODAY, "owner": ""}
        )
        text = update_letter(case, promise, LATER, phrases)
        found = [
            c for c in find(text, sent_on=TODAY, language=language) if c.type in {"promise", "done_claim", "guarantee"}
        ]
        assert len(found) == 1, (kind, [c.quote for c in found])
        assert found[0].due is not None and found[0].due.date == LATER, (kind, text)


@pytest.mark.parametrize("language", get_args(Language))
def test_the_follow_up_promises_nothing(language: Language) -> None:
    phrases = parse(language, files("prompts.letters").joinpath(f"{language}.md").read_text(encoding="utf-8"))
    case = Case(
        id="C-000001", version=1, complaint=Complaint(text="x", received_on=TODAY), created_at=dt.datetime.now(dt.UTC)
    )
    text = follow_up_letter(case, phrases)
    assert [c.quote for c in find(text, sent_on=TODAY, language=language) if c.type == "promise"] == []
