"""Complaints that no document decides, put together by what they are about, with a heading for the policy that is missing."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from assistant.case import Case, Frozen, Proposal
from assistant.facts import Similarity, stems
from assistant.remedies import kinds_wanted
from assistant.triage import listen, sentences
from knowledge.glossary import in_english
from knowledge.terms.kinds import MONEY_KINDS, kinds_in

# The note that a plan carries where nothing in the documents in force decides the matter.
_NOTE = "Nothing in the documents in force decides this"
# Two complaints of one matter, told by different people, are mostly nearer than this in meaning; two matters are not.
LEAST_ALIKE = 0.42
MOST_COMPLAINTS = 600
_LONGEST_TOLD = 900
_MOST_PHRASES = 40
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+")
_KINDS = {
    "refund": "refunds", "replacement": "replacements", "repair": "repairs", "credit": "credits",
    "discount": "discounts", "fee_waiver": "waived fees", "delivery": "deliveries", "investigation": "investigations",
    "change": "changes and cancellations", "fix": "corrections",
}  # fmt: skip
# What stands in any complaint and names no matter; beside the words that policies use themselves.
_EMPTY_WORDS = """
a an the and or but of to in on at for from with without by as is are was were be been being am i me my mine we
us our  ours you your yours he she it its they them their this that these those there here not no nor never any
some all  every each both more most much many very too so just only even still yet again also then than when
where why how  what which who whom whose if because while until since after before during about into over under
out up down off  do does did done have has had having will would shall should can could may might must get gets
got getting go goes  went gone going come comes came say says said tell tells told ask asks asked want wants
wanted like please thank  thanks sorry hello hi dear sir madam regards sincerely yes ok okay one two three four
five six seven eight nine ten  first last next day days week weeks month months year years today yesterday
tomorrow time times hour hours minute  minutes morning evening night thing things something anything nothing
everything someone nobody everybody people  person customer customers company caller writes really ever now ago
back money euro euros dollar dollars usd eur gbp  pay paid pays know knows knew think thought see saw seen make
makes made take takes took give gives gave put let lets  need needs needed use used find found keep kept way lot
bit well good bad new old big small same other another own  won't don't can't didn't doesn't isn't wasn't i'm
i've it's that's
"""
_MONTHS = {month.lower() for month in (*calendar.month_name, *calendar.month_abbr)}
_EMPTY = frozenset({*_EMPTY_WORDS.split(), *_MONTHS})


class Gap(Frozen):
    """A matter that no policy decides. `heading` is a proposal for the title of the policy; `cases` are the newest first.

    `asked`: what the customers want, each once. `example`: the complaint that is nearest to all the others.
    """

    heading: str
    count: int
    cases: tuple[str, ...]
    first: dt.date
    last: dt.date
    asked: tuple[str, ...]
    example: str


def nothing_found(proposal: Proposal) -> bool:
    """Whether the plan holds back because no document decides the matter."""
    return any(note.startswith(_NOTE) for note in proposal.plan.notes)


def find_gaps(
    cases: Iterable[Case], alike: Similarity, *, known: Collection[str] = (), most: int = 40
) -> tuple[Gap, ...]:
    """The matters of the cases for which nothing was found, the most frequent first.

    `known`: the titles and headings of the policies; what they speak of already names no gap well. Looks at the newest
    MOST_COMPLAINTS of these cases, and gives back the `most` frequent matters.
    """
    open_ones = [c for c in cases if c.proposal is not None and nothing_found(c.proposal)][:MOST_COMPLAINTS]
    if not open_ones:
        return ()
    told = [_told(case) for case in open_ones]
    cosines = np.asarray(alike(told, told), dtype=np.float64)
    written = stems(" ".join(known))
    words = [_naming(text) for text in told]
    common = Counter(stem for each in words for stem in each)
    groups = sorted(_clusters(cosines), key=lambda group: (-len(group), group[0]))[:most]
    phrases = [_phrases_of([told[i] for i in group], common, written) for group in groups]
    flat = [phrase for weights in phrases for phrase in weights]
    near = iter(alike(flat, told) if flat else [])
    gaps = []
    for group, weights in zip(groups, phrases, strict=True):
        scores = {}
        for phrase, weight in weights.items():
            row = next(near)
            scores[phrase] = weight * sum(row[i] for i in group)
        middle = group[int(cosines[np.ix_(group, group)].sum(axis=1).argmax())]
        gaps.append(
            _gap([open_ones[i] for i in group], open_ones[middle], max(scores, key=scores.__getitem__, default=""))
        )
    return tuple(sorted(gaps, key=lambda gap: (-gap.count, -gap.last.toordinal(), gap.heading)))


def _told(case: Case) -> str:
    """What a complaint is about, in its own words and in English as far as the glossary goes."""
    own = " ".join(listen(case.complaint.text).own.split())[:_LONGEST_TOLD]
    foreign = case.proposal is not None and case.proposal.language != "en"
    return (in_english(own) or own) if foreign else own


def _clusters(cosines: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[list[int]]:
    """Groups by average likeness: the two nearest are joined until no two are near enough. Indices in their order."""
    groups = [[i] for i in range(len(cosines))]
    near = cosines.copy()
    np.fill_diagonal(near, -np.inf)
    while len(groups) > 1:
        one, other = divmod(int(near.argmax()), len(near))
        if near[one, other] < LEAST_ALIKE:
            break
        mine, theirs = len(groups[one]), len(groups[other])
        joined = (near[one] * mine + near[other] * theirs) / (mine + theirs)
        near[one], near[:, one] = joined, joined
        near[one, one] = -np.inf
        near = np.delete(np.delete(near, other, axis=0), other, axis=1)
        groups[one] = sorted(groups[one] + groups[other])
        del groups[other]
    return groups


def _gap(cases: Sequence[Case], example: Case, phrase: str) -> Gap:
    asked = [ask for case in cases if case.proposal is not None for ask in case.proposal.reading.asks]
    days = [case.complaint.received_on for case in cases]
    return Gap(
        heading=_heading(phrase, asked),
        count=len(cases),
        cases=tuple(case.id for case in cases),
        first=min(days),
        last=max(days),
        asked=tuple(dict.fromkeys(asked)),
        example=example.proposal.reading.summary if example.proposal is not None else "",
    )


def _heading(phrase: str, asked: Sequence[str]) -> str:
    """ "Vet bill: refunds": what the complaints are about, and what is asked for."""
    wanted = kinds_wanted(asked)
    kinds = " and ".join([words for kind, words in _KINDS.items() if kind in wanted][:2])
    if not phrase:
        return kinds.capitalize() or "Requests that no policy covers"
    head = phrase[0].upper() + phrase[1:]
    return f"{head}: {kinds}" if kinds else head


def _phrases_of(told: Sequence[str], common: Counter[str], written: frozenset[str]) -> dict[str, float]:
    """The words and pairs of words that may name what complaints are about, each with its weight, the best first.

    Much weight: most of these complaints use them, and neither other complaints nor the policies do.
    """
    within = Counter(stem for text in told for stem in _naming(text))

    def weight(stem: str) -> float:
        return within[stem] / len(told) * within[stem] / common[stem] * (0.5 if stem in written else 1.0)

    found: dict[str, float] = {}
    for text in told:
        for sentence in sentences(text):
            for phrase, parts in _phrases(sentence):
                found.setdefault(phrase, sum(weight(stem) for stem in parts) / max(1, len(parts)))
    return dict(sorted(found.items(), key=lambda pair: -pair[1])[:_MOST_PHRASES])


def _phrases(sentence: str) -> Iterable[tuple[str, list[str]]]:
    """Single naming words and pairs of neighbours, as they stand, with their stems."""
    run: list[str] = []
    for match in re.finditer(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+|[^\sA-Za-zÀ-ÿ]", sentence):
        word = match[0]
        if not _WORD.fullmatch(word) or not _names(word):
            run = []
            continue
        run.append(word)
        yield word.lower() if not word.isupper() else word, _stems(word)
        if len(run) > 1:
            yield " ".join(w.lower() if not w.isupper() else w for w in run[-2:]), [s for w in run[-2:] for s in _stems(w)]  # fmt: skip


def _naming(text: str) -> frozenset[str]:
    return frozenset(stem for word in _WORD.findall(text) if _names(word) for stem in _stems(word))


def _names(word: str) -> bool:
    """Whether a word can name a matter: not an empty one, nor one that names a remedy."""
    low = word.lower().replace("’", "'")
    return (
        len(low) > 2
        and low not in _EMPTY
        and not any(kind in MONEY_KINDS for _, kind in kinds_in(low))
        and not low.endswith(("n't", "'ve", "'re", "'ll"))
    )


def _stems(word: str) -> list[str]:
    return sorted(stems(word.replace("’", "'").removesuffix("'s")))
