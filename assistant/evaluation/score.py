"""One case scored: what the proposal made of it, against what the case expects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.case import Frozen
from assistant.evaluation import over_promises
from assistant.evaluation.expectations import expectations
from assistant.evaluation.owed import Owed, owed
from assistant.evaluation.reading import asks, read, refuses

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_TOP = 5
_LANGUAGES = ["en", "es", "de", "fr"]


class CaseScore(Frozen):
    """The marks of one case. None where the case does not put the question (no fact missing, nothing to decline).

    `over_promises` and `broken_holding` quote the sentence; `notes` are doubts that count for nothing. `gold` has one
    mark a deciding passage: is it in the first five pieces of evidence? `milliseconds` is the time of one draft.
    """

    id: str
    error: str | None = None
    over_promises: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    gold: tuple[bool, ...] = ()
    asked: bool | None = None
    asked_overlap: float | None = None
    declined: bool | None = None
    holding: bool = False
    broken_holding: tuple[str, ...] = ()
    severity: bool = False
    language: bool = False
    words: int = 0
    milliseconds: float | None = None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    # Imported here: the language model takes a moment to load, and only scoring needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier


def language_of(text: str) -> str:
    """Which of the four languages of the product the text is in."""
    return str(_identifier().classify(text)[0])


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _found_gold(case: Mapping[str, Any], proposal: Mapping[str, Any]) -> tuple[bool, ...]:
    first = [
        (str(piece["document"]).replace("\\", "/"), _squeezed(str(piece["quote"])))
        for piece in (proposal.get("evidence") or ())[:_TOP]
    ]
    return tuple(
        any(
            (path == gold["doc"] or path.endswith("/" + gold["doc"])) and _squeezed(gold["quote"]) in quote
            for path, quote in first
        )
        for gold in case.get("gold") or ()
    )


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[^\W_]{4,}", text.lower())}


def _overlap(wanted: Sequence[str], questions: Sequence[str]) -> float:
    """The share of the facts to ask for of which a third of the words stand in the questions. It compares words, so
    it is low where the case names the fact in another language than the letter's."""
    asked = _stems(" ".join(questions))
    hits = [len(_stems(fact) & asked) >= len(_stems(fact)) / 3 for fact in wanted]
    return sum(hits) / len(hits)


def score_case(case: Mapping[str, Any], proposal: Mapping[str, Any]) -> CaseScore:
    """Score one proposal (the JSON of the contract; only `reply.text` is required) against one line of cases.jsonl.

    A proposal with an `error`, or without a letter, scores as a crash: it offers, finds
    and asks nothing. Raises InputError when the case cannot be read.
    """
    wanted = expectations(case)
    text = (proposal.get("reply") or {}).get("text")
    if proposal.get("error") or not text:
        error = str(proposal.get("error") or "the proposal has no letter")
        return CaseScore(
            id=str(case["id"]),
            error=error,
            owed=owed(wanted.entitled, {"reply": {"text": ""}}, ()),
            gold=tuple(False for _ in case.get("gold") or ()),
            asked=False if case.get("must_ask") else None,
            asked_overlap=0.0 if case.get("must_ask") else None,
            declined=False if case.get("decline") else None,
            holding=bool(case.get("holding")),
        )
    clauses = read(text, wanted.received_on)
    much, unsure_sums = over_promises.too_much(clauses, wanted)
    soon, unsure_dates = over_promises.soon(clauses, wanted)
    plan = proposal.get("plan") or {}
    questions = [str(question) for question in plan.get("questions") or ()]
    must_ask = case.get("must_ask") or ()
    declined = any(str(row.get("alternative") or "").strip() for row in plan.get("declined") or ())
    if not case.get("alternative"):
        declined = bool(plan.get("declined"))
    holding = bool(case.get("holding"))
    return CaseScore(
        id=str(case["id"]),
        over_promises=over_promises.forbidden(case, text) + much + soon,
        notes=unsure_sums + unsure_dates,
        owed=owed(wanted.entitled, proposal, clauses),
        gold=_found_gold(case, proposal),
        asked=bool(questions) and asks(text) if must_ask else None,
        asked_overlap=_overlap(must_ask, questions) if must_ask else None,
        declined=declined and refuses(text) if case.get("decline") else None,
        holding=holding,
        broken_holding=over_promises.unconditional(clauses, wanted) if holding else (),
        severity=(proposal.get("reading") or {}).get("severity") == case.get("severity"),
        language=language_of(text) == case.get("lang", "en"),
        words=len(text.split()),
        milliseconds=(proposal.get("timing_ms") or {}).get("total"),
    )
