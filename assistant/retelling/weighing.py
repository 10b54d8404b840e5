"""How much a stretch of a complaint says what went wrong: ridge regression over sentences, then over their stretches. Pure.

A sentence is weighed by what it means (its vector, which the reading of the severity needs anyway) and by how it is built;
a stretch by its sentence's weight and its own build, so that no stretch is embedded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.retelling.stretches import Stretch, stretches
from assistant.retelling.turning import failures, is_finite, is_open_ended, quotable
from knowledge.glossary import in_english, is_foreign

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Vector = NDArray[np.float64]

_I = re.IGNORECASE
_DEALT = re.compile(
    r"\b(?:arrived|came|come|delivered|ordered|booked|bought|paid|signed|sent|returned|reported|rang|called|wrote|emailed|told|promised|said|confirmed|due|handed)\b",
    _I,
)
_MONEY = re.compile(r"[$€£]\s?\d|\d ?(?:€|euros?|pounds?|dollars?|quid)", _I)
_WANTED = re.compile(
    r"\b(?:want|expect|demand|please|need|would like|i'd like|refund|quiero|exijo|verlange|fordere|möchte|exige|veux|pido)\b",
    _I,
)
_POINTS_BACK = re.compile(
    r"(?:it|it['’]s|its|he|she|they|he['’]s|she['’]s|they['’]re|that|that['’]s|this|these|those|there|here|which|who|him|her|them|his|their)\b",
    _I,
)
_NAMES_ITS_SUBJECT = re.compile(
    r"(?:i|i['’]m|i['’]ve|we|we['’]ve|you|you['’]ve|your|my|our|the|an?|nobody|no one|somebody|someone)\b", _I
)
# Who the customer is, and what was well before.
_SURROUNDS = re.compile(
    r"\b(?:(?:customers?|clients?|members?|guests?|regulars?|subscribers?) (?:of yours |here |with you )?(?:for|since)|"
    r"(?:been|stayed|shopped|flown|bought|ordered) (?:\w+ )?(?:with|from) you|never (?:had|have had) (?:a|any|one) (?:\w+ )?(?:problem|trouble|issue|complaint)s?|"
    r"i(?:['’]m| am) an?|my name is|(?:i|we) (?:live|work|run|teach|own)|loyal|lovely|recommended|usually|always (?:been|paid)|clientes? (?:desde|hace)|kund(?:e|in|en) (?:bei ihnen |von ihnen )?seit|seit [^.,;]{2,20} (?:jahren )?kund(?:e|in|en)|client(?:e|s|es)? depuis|(?:soy|somos|ich bin|wir sind|je suis|nous sommes) (?:una? |eine? |une? |de |la |der |die |le )?[a-zà-ÿ]+|viv(?:o|imos)|wohnen?|habitons|j['’]habite)\b",
    _I,
)
_ON_OTHERS = re.compile(r"\b(?:said|says|told|promised|because|want|expect|please)\b", _I)
_LEAST_MEANING = 3  # words
_MOST_POINTS = 4
# Of what weighs less, or much less than what cannot be told back, people had marked less than half.
_LEAST_WEIGHT, _LEAST_SHARE = 0.3, 0.6


class Weights(NamedTuple):
    """What the signals of a sentence and of a stretch are worth; the last of each is the constant."""

    sentence: Vector
    stretch: Vector


class Point(NamedTuple):
    """A stretch of a complaint, the place of its sentence (from 0) and its weight: about how much of what people marked it is,
    from 0 to 1."""

    text: str
    sentence: int
    weight: float


class Teller:
    """Finds what went wrong in the customer's own words. Holds no state; `embed` gives vectors (n, d) of length 1."""

    def __init__(self, weights: Weights, embed: Embed) -> None:
        self._weights = weights
        self._embed = embed

    def __call__(self, own: str, spoken: Sequence[str], asked: Collection[str]) -> tuple[str, ...]:
        """The stretches to tell back, best first: of each sentence the best that is fit to be, of up to four sentences.

        `own`: the customer's own text; `spoken`: its sentences; `asked`: those of them that ask for something.
        """
        best: dict[int, Point] = {}
        points = self.points(own, spoken, asked)
        least = max(_LEAST_WEIGHT, _LEAST_SHARE * points[0].weight) if points else 0.0
        for point in points:
            if point.weight < least or len(best) == _MOST_POINTS:
                break
            if point.sentence not in best and quotable(point.text):
                best[point.sentence] = point
        return tuple(point.text for point in best.values())

    def points(self, own: str, spoken: Sequence[str], asked: Collection[str]) -> list[Point]:
        """All stretches of a complaint with their weights, heaviest first."""
        if not spoken:
            return []
        foreign = is_foreign(own)
        rows = sentence_signals(spoken, [sentence in asked for sentence in spoken], self._embed, foreign=foreign)
        weights = rows @ self._weights.sentence[:-1] + self._weights.sentence[-1]
        found = [
            (stretch, index, weight)
            for index, (sentence, weight) in enumerate(zip(spoken, weights.tolist(), strict=True))
            for stretch in stretches(sentence)
        ]
        if not found:
            return []
        signals = np.array(
            [stretch_signals(stretch, len(spoken[index]), weight, foreign=foreign) for stretch, index, weight in found]
        )
        total = signals @ self._weights.stretch[:-1] + self._weights.stretch[-1]
        points = [Point(s.text, index, float(t)) for (s, index, _), t in zip(found, total, strict=True)]
        return sorted(points, key=lambda point: -point.weight)


def sentence_signals(spoken: Sequence[str], asked: Sequence[bool], embed: Embed, *, foreign: bool) -> Vector:
    """What is weighed of the sentences of a complaint (n, 384 + 12): what each means, how near it is to the whole, where it stands
    and how it is built."""
    sentences = [_english(sentence) if foreign else sentence for sentence in spoken]
    # Cut as for the severity, which has asked for the same vectors.
    means = [index for index, said in enumerate(spoken) if len(said.split()) > _LEAST_MEANING]
    means = means or list(range(len(sentences)))
    known = embed([sentences[index] or " " for index in means])
    vectors = np.zeros((len(sentences), known.shape[1]))
    vectors[means] = known
    whole = vectors.mean(axis=0)
    near = vectors @ (whole / max(float(np.linalg.norm(whole)), 1e-9))
    last = max(1, len(sentences) - 1)
    built = [
        [
            index / last,
            index == 2,
            np.log(len(said.split()) + 1),
            len(said.split()) < 5,
            sentence.rstrip().endswith("?"),
            any(c.isdigit() for c in sentence),
            min(2, failures(sentence)),
            _MONEY.search(sentence) is not None,
            _WANTED.search(said) is not None,
            _SURROUNDS.search(said) is not None,
            asks,
        ]
        for index, (said, sentence, asks) in enumerate(zip(spoken, sentences, asked, strict=True))
    ]
    return np.hstack([vectors, near[:, None], np.array(built, dtype=np.float64)])


def stretch_signals(stretch: Stretch, length: int, weight: float, *, foreign: bool) -> list[float]:
    """What is weighed of a stretch (24): how it lies in its sentence of `length` characters, which weighs `weight`, and how it is
    built."""
    words = _english(stretch.text) if foreign else stretch.text
    count = len(stretch.text.split()) / 10
    failed = min(3, failures(words))
    signals = (
        weight,
        stretch.begins,
        stretch.ends,
        stretch.begins and stretch.ends,
        count,
        count * count,
        count < 0.5,
        count > 1.6,
        count > 2,
        len(stretch.text) / max(1, length),
        failed,
        _DEALT.search(words) is not None,
        _POINTS_BACK.match(words) is not None,
        _NAMES_ITS_SUBJECT.match(words) is not None,
        is_finite(words),
        any(c.isdigit() for c in words),
        _MONEY.search(words) is not None,
        "?" in stretch.text or "!" in stretch.text,
        is_open_ended(words),
        stretch.text.count(","),
        _ON_OTHERS.search(words) is not None,
        _SURROUNDS.search(stretch.text) is not None,
        weight * count,
        weight * failed,
    )
    return [float(signal) for signal in signals]


def parse(text: str) -> Weights:
    """The weights of a file as `render` writes it."""
    rows = json.loads(text)
    return Weights(np.array(rows["sentence"], dtype=np.float64), np.array(rows["stretch"], dtype=np.float64))


def render(weights: Weights) -> str:
    """The weights as JSON, one line for sentences and one for stretches, to four figures."""
    lines = ",\n".join(
        f"{json.dumps(name)}: [{', '.join(f'{value:.4g}' for value in row)}]"
        for name, row in zip(Weights._fields, weights, strict=True)
    )
    return f"{{\n{lines}\n}}\n"


def _english(text: str) -> str:
    return in_english(text) or text
