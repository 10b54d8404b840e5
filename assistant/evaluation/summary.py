"""The scores of many cases in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import mean, median

from assistant.case import Frozen
from assistant.evaluation.owed import Extent, Owed
from assistant.evaluation.score import CaseScore

_WORDS_FROM, _WORDS_TO = 80, 180


class Share(Frozen):
    """`hits` of `of`."""

    hits: int
    of: int

    @property
    def percent(self) -> float | None:
        """0 to 100; None of nothing."""
        return 100 * self.hits / self.of if self.of else None

    def __str__(self) -> str:
        """ "83 % (10/12)", or a dash."""
        return "–" if self.percent is None else f"{self.percent:.0f} % ({self.hits}/{self.of})"


class Summary(Frozen):
    """The marks of a set of cases; each Share counts what its row in the table says."""

    name: str
    cases: int
    crashes: int
    over_promised: Share
    over_promises: int
    notes: int
    owed_strict: Share
    owed_lenient: Share
    owed_by_text: Share
    owed_all_alternatives: Share
    owed_unconditional: Share
    gold_quotes_top5: Share
    gold_cases_any: Share
    gold_cases_all: Share
    asked: Share
    asked_overlap: float | None
    declined: Share
    holding_broken: Share
    severity: Share
    language: Share
    words_median: float | None
    words_in_range: Share
    milliseconds_p50: float | None


def _share(values: Iterable[bool]) -> Share:
    marks = list(values)
    return Share(hits=sum(marks), of=len(marks))


def summarise(scores: Sequence[CaseScore], name: str = "all") -> Summary:
    """Add up the scores. A case that crashed offers, finds and asks nothing; having no letter, it has none to
    over-promise in and no words to count."""
    drafted = [score for score in scores if score.error is None]
    units = [unit for score in scores for unit in score.owed]

    def offered(extent: Callable[[Owed], Extent], *enough: Extent, among: Sequence[Owed] = units) -> Share:
        return _share(extent(unit) in enough for unit in among)

    times = [score.milliseconds for score in drafted if score.milliseconds is not None]
    overlaps = [score.asked_overlap for score in scores if score.asked_overlap is not None]
    return Summary(
        name=name,
        cases=len(scores),
        crashes=len(scores) - len(drafted),
        over_promised=_share(bool(score.over_promises) for score in drafted),
        over_promises=sum(len(score.over_promises) for score in drafted),
        notes=sum(len(score.notes) for score in drafted),
        owed_strict=offered(lambda unit: unit.strict, "full", "met"),
        owed_lenient=offered(lambda unit: unit.lenient, "full", "met"),
        owed_by_text=offered(lambda unit: unit.by_text, "full", "met"),
        owed_all_alternatives=offered(lambda unit: unit.lenient, "full"),
        owed_unconditional=offered(
            lambda unit: unit.lenient, "full", "met", among=[unit for unit in units if not unit.conditional]
        ),
        gold_quotes_top5=_share(mark for score in scores for mark in score.gold),
        gold_cases_any=_share(any(score.gold) for score in scores if score.gold),
        gold_cases_all=_share(all(score.gold) for score in scores if score.gold),
        asked=_share(score.asked for score in scores if score.asked is not None),
        asked_overlap=mean(overlaps) if overlaps else None,
        declined=_share(score.declined for score in scores if score.declined is not None),
        holding_broken=_share(bool(score.broken_holding) for score in drafted if score.holding),
        severity=_share(score.severity for score in scores),
        language=_share(score.language for score in scores),
        words_median=median(score.words for score in drafted) if drafted else None,
        words_in_range=_share(_WORDS_FROM <= score.words <= _WORDS_TO for score in drafted),
        milliseconds_p50=median(times) if times else None,
    )


def _plain(value: float | None, suffix: str = "") -> str:
    return "–" if value is None else f"{value:.0f}{suffix}"


_ROWS: tuple[tuple[str, Callable[[Summary], str]], ...] = (
    ("cases", lambda s: str(s.cases)),
    ("crashes", lambda s: str(s.crashes)),
    ("letters that over-promise", lambda s: str(s.over_promised)),
    ("over-promises in all", lambda s: str(s.over_promises)),
    ("owed remedies offered in full", lambda s: str(s.owed_lenient)),
    ("… kind named exactly", lambda s: str(s.owed_strict)),
    ("… read from the letter alone", lambda s: str(s.owed_by_text)),
    ("… every alternative", lambda s: str(s.owed_all_alternatives)),
    ("… owed without a condition", lambda s: str(s.owed_unconditional)),
    ("gold quotes in the top 5", lambda s: str(s.gold_quotes_top5)),
    ("cases with any gold quote", lambda s: str(s.gold_cases_any)),
    ("cases with every gold quote", lambda s: str(s.gold_cases_all)),
    ("asked where a fact is missing", lambda s: str(s.asked)),
    (
        "… for the fact that is missing",
        lambda s: _plain(None if s.asked_overlap is None else 100 * s.asked_overlap, " %"),
    ),
    ("declined with an alternative", lambda s: str(s.declined)),
    ("granted while the case is open", lambda s: str(s.holding_broken)),
    ("severity", lambda s: str(s.severity)),
    ("language", lambda s: str(s.language)),
    ("words, median", lambda s: _plain(s.words_median)),
    ("letters of 80 to 180 words", lambda s: str(s.words_in_range)),
    ("milliseconds, p50", lambda s: _plain(s.milliseconds_p50)),
)


# What a letter shows by itself, whoever wrote it and whatever else they gave back.
_OF_LETTERS = frozenset(
    ["cases", "crashes", "letters that over-promise", "over-promises in all", "… read from the letter alone",
     "granted while the case is open", "language", "words, median", "letters of 80 to 180 words", "milliseconds, p50"]
)  # fmt: skip


def render(summaries: Sequence[Summary], *, markdown: bool = False, letters_only: bool = False) -> str:
    """The table, one row a measure and one column a summary; for the terminal, or in Markdown for the README.

    `letters_only`: only what can be said of any system that writes letters.
    """
    rows = [("measure", *(summary.name for summary in summaries))]
    for name, value in _ROWS:
        if letters_only and name not in _OF_LETTERS:
            continue
        told = name.replace("… read from", "owed remedies offered in full, read from") if letters_only else name
        rows.append((told, *(value(summary) for summary in summaries)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    edge, gap = ("| ", " | ") if markdown else ("", "  ")
    lines = []
    for number, row in enumerate(rows):
        first, *rest = row
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        lines.append((edge + gap.join(cells) + edge[::-1]).rstrip())
        if number == 0:
            rules = ["-" * widths[0], *("-" * (width - 1) + (":" if markdown else "-") for width in widths[1:])]
            lines.append((edge + gap.join(rules) + edge[::-1]).rstrip())
    return "\n".join(lines)


def render_reasons(scores: Iterable[CaseScore]) -> str:
    """What went wrong, case by case: crashes, over-promises and grants in open cases, each with its sentence."""
    lines = []
    for score in scores:
        wrong = ([f"crash: {score.error}"] if score.error else []) + list(score.over_promises + score.broken_holding)
        lines += [f"{score.id}: {reason}" for reason in wrong]
    return "\n".join(lines)
