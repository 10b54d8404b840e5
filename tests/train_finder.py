"""Trains the second opinion of the finder on the labelled replies of golden/promises, and writes its weights.

Run by `make finder`. The same data give the same weights, but for the last digits of another processor. With `--apart` it writes
nothing and prints how replies are read that were not learned from, a quarter of the data left out in turn.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.case import Commitment, Language
from assistant.promises import find, opinion
from assistant.promises.finding import clauses
from assistant.promises.opinion import kin
from assistant.promises.opinion.training import Reply, as_module, kind_at, train
from assistant.promises.scoring import Score, SentenceScore, score, score_sentences
from knowledge.embedding import LocalEmbedder

DATA = Path(__file__).parent / "golden" / "promises"
_FILES = (
    "guideline_letters",
    "guideline_sentences",
    "letters",
    "sentences",
    "rounds_letters",
    "rounds_sentences",
    "letters_learn",
    "sentences_learn",
    "pairs_learn",
)
_FILES_ABROAD = (
    "letters_es",
    "letters_de",
    "letters_fr",
    "letters_learn_abroad",
    "sentences_learn_abroad",
    "rounds_sentences_foreign",
)
_LANGUAGES: tuple[Language, ...] = ("en", "es", "de", "fr")
# The grammar was not written with these in view, so that what it makes of them tells how far it can be believed.
_UNSEEN = frozenset(("round8", "round9", "round10", "round11", "round12", "round13", "round14", "round15", "learn"))
# The author of the guideline labelled these: where others saw it otherwise, they are right.
_GUIDELINE = 3.0
# Sentences carry four more types, which say why they are no commitment.
_PLAIN = frozenset({"question", "instruction", "customer_quote", "narrative"})


def records(name: str) -> list[dict[str, Any]]:
    """The records of a file of golden/promises."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def digest() -> str:
    """The SHA-256 of the data (hexadecimal), which the weights carry."""
    return hashlib.sha256(
        b"".join((DATA / f"{name}.jsonl").read_bytes() for name in (*_FILES, *_FILES_ABROAD))
    ).hexdigest()


def labels(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The labels of a letter; of a sentence, one over the whole of it."""
    if "labels" in record:
        found: list[dict[str, Any]] = record["labels"]
        return found
    if record["type"] in _PLAIN:
        return []
    return [{"start": 0, "end": len(record["text"]), "type": record["type"], "kind": record["kind"]}]


def replies() -> Iterator[tuple[str, dict[str, Any], Reply]]:
    """Every labelled reply: its file, its record, and the form that the training takes."""
    for name in (*_FILES, *_FILES_ABROAD):
        for record in records(name):
            told = record.get("language") or ("en" if name in _FILES else name.removeprefix("letters_"))
            language = next(each for each in _LANGUAGES if each == told)
            labelled = labels(record)
            sent_on = dt.date.fromisoformat(record["sent_on"])
            heard = clauses(record["text"], sent_on=sent_on, language=language, told=partial(kind_at, labelled))
            part = record.get("part")
            weight = _GUIDELINE if part == "guideline" else 1.0
            yield name, record, Reply(heard, labelled, part not in _UNSEEN, language, weight)


_PARTS = 4  # that the data are cut into, to leave out one in turn
_RUN = 4  # words: a sentence that shares half of its runs of so many with one left out is a near copy of it
# What is told of together: the files that were labelled throughout, with sums and times.
_TOLD = {
    "guideline, en": ("guideline_letters", "guideline_sentences"),
    "others, en": ("letters", "sentences", "rounds_letters", "rounds_sentences"),
    "es": ("letters_es",),
    "de": ("letters_de",),
    "fr": ("letters_fr",),
    "es, de, fr": ("rounds_sentences_foreign",),
}


def apart() -> dict[str, tuple[Score, SentenceScore]]:
    """How letters and pairs of sentences are read, by whose they are, by weights that learned neither from them nor from near copies."""
    held = list(replies())
    found: dict[str, list[tuple[tuple[Commitment, ...], dict[str, Any]]]] = {}
    for part in range(_PARTS):
        left_out = [(name, record) for name, record, _ in held if _part(record) == part]
        near = {run for _, record in left_out if "labels" not in record for run in _runs(record["text"])}
        learned = [reply for _, record, reply in held if _part(record) != part and not _near_copy(record, near)]
        with opinion.weighed_by(opinion.Models(*train(learned))):
            for name, record in left_out:
                read = find(record["text"], sent_on=dt.date.fromisoformat(record["sent_on"]))
                found.setdefault(name, []).append((read, record))
    told = {}
    for whose, names in _TOLD.items():
        both = [each for name in names for each in found[name]]
        letters = [(read, record["labels"]) for read, record in both if "labels" in record]
        told[whose] = score(letters), score_sentences(each for each in both if "pair" in each[1])
    return told


def _part(record: dict[str, Any]) -> int:
    # A pair of sentences is never torn apart.
    return hashlib.sha256(str(record.get("pair") or record["id"]).encode()).digest()[0] % _PARTS


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k : k + _RUN]) for k in range(max(1, len(words) - _RUN + 1))}


def _near_copy(record: dict[str, Any], near: set[tuple[str, ...]]) -> bool:
    if "labels" in record:
        return False
    runs = _runs(record["text"])
    return 2 * len(runs & near) >= len(runs)


_SIZES = (200, 600)  # how many groups of kin words: few wide ones, many narrow ones
_ROUNDS = 10


def grouped(vectors: NDArray[np.float32], size: int) -> NDArray[np.int64]:
    """The group (0 to size - 1) of each vector (n, d), by spherical k-means from a fixed start."""
    centred = vectors - vectors.mean(axis=0)
    unit = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    centres = unit[np.random.default_rng(0).choice(len(unit), size, replace=False)]
    group = np.zeros(len(unit), np.int64)
    for _ in range(_ROUNDS):
        group = (unit @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, group, unit)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6)
    return group


def write_kin() -> None:
    """Groups the words of `kin.py` anew by the local embedder, and writes the module; the weights must be made anew after it."""
    words = kin.WORDS.split()
    vectors = LocalEmbedder().embed(words)
    lines = [
        '"""Kin: English words in groups of near meaning, made by `python tests/train_finder.py --kin`, never by hand."""\n'
    ]
    lines += [
        "\nWORDS = (\n",
        *(f"    {json.dumps(line + ' ')}\n" for line in wrap(" ".join(words), 2000)),
        ")\n",
        "\nGROUPS = (\n",
    ]
    for size in _SIZES:
        packed = base64.b64encode(grouped(vectors, size).astype("<u2").tobytes()).decode("ascii")
        lines += ["    (\n", *(f'        "{line}"\n' for line in wrap(packed, 2000)), "    ),\n"]
    Path(kin.__file__).write_text("".join([*lines, ")\n"]), encoding="utf-8")


def main() -> None:
    """Trains, and writes `weights.py` next to the code that reads it; `--kin` groups the kin words anew, `--apart` measures."""
    if "--kin" in sys.argv[1:]:
        write_kin()
        return
    if "--apart" in sys.argv[1:]:
        for whose, (letters, sentences) in apart().items():
            told = {"F1": letters.f1, **{name: letters.share(name) for name in ("type", "kind", "amount", "due")}}
            told = told if letters.letters else {}
            told |= {"pairs": sentences.pairs_right / sentences.pairs} if sentences.pairs else {}
            print(f"{whose}:", *(f"{name} {share:.3f}" for name, share in told.items()), sep="  ")
        return
    models = train(reply for _, _, reply in replies())
    target = Path(opinion.__file__).with_name("weights.py")
    target.write_text(as_module(models, digest()), encoding="utf-8")
    print(f"{' '.join(str(len(model.rows)) for model in models)} features: {target}")


if __name__ == "__main__":
    main()
