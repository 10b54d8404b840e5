"""Abroad: what can be told of a Spanish, German or French clause, most of it by the English words that it speaks of.

The features of the English words are the same for every language, so that English replies teach the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.promises.opinion.features import SAYS_LITTLE, Clause, under_features
from assistant.promises.opinion.lexicon import noun_fields, verb_fields
from assistant.promises.opinion.nearness import groups_of
from assistant.promises.verbs import lemma
from knowledge.glossary import in_english

_STEM, _LONG_STEM = 5, 7  # letters of a word that are kept: its inflection stands behind them
_ENDING = 3  # letters of the inflection


def kind_features(clause: Clause, act: str, meant: str) -> list[str]:
    """The features that tell which remedy a clause of any language is about, English too; sorted.

    `act` is what the clause does, `meant` the kind that the table of the language names (empty: says nothing).
    """
    language = clause.language
    tokens = clause.text.split(" ")
    english = clause.text.split(" ") if language == "en" else in_english(clause.text).split()
    found = {"bias", f"act:{act}", f"act:{language}|{act}", f"pk:{clause.pointed}", f"lang:{language}"}
    short = len(tokens) < 6
    for name, kind in (("lk", clause.latest), ("hk", clause.here)):
        found |= {f"{name}:{kind}", f"{name}:{kind}|{short}", f"{name}:{kind}|{act}"}
    found |= _spoken_of([word for word in english if word not in SAYS_LITTLE], act)
    if language == "en":
        return sorted(found)
    stems = [token[:_STEM] for token in tokens]
    found |= {f"w:{language}:{token}" for token in tokens} | {f"s:{language}:{stem}" for stem in stems}
    found |= {f"b:{language}:{a}_{b}" for a, b in pairwise(stems)} | {f"s7:{language}:{t[:_LONG_STEM]}" for t in tokens}
    if meant:
        found |= {f"g:{meant}", f"g:{language}:{meant}", f"gt:{meant}|{act}", f"gp:{meant}|{clause.pointed}"}
    return sorted(found)


def act_features(clause: Clause) -> list[str]:
    """The features that tell what a Spanish, German or French clause does; sorted."""
    language, tokens = clause.language, clause.text.split(" ")
    stems = [token[:_STEM] for token in tokens]
    endings = [f"{token[-_ENDING:]}" for token in tokens if len(token) > _STEM]
    english = [word for word in in_english(clause.text).split() if word not in SAYS_LITTLE]
    around = {
        "bias", f"lang:{language}", f"role:{clause.role}", f"frame:{clause.frame}", f"shape:{clause.shape}", f"cond:{clause.condition}",
        f"order:{clause.order}", f"acc:{clause.acceptance}", f"said:{clause.reported}", f"gr:{clause.grammar}", f"gr:{language}:{clause.grammar}",
        f"gr:{clause.grammar}|{clause.condition}", f"gr:{clause.grammar}|{clause.order}", f"long:{min(len(tokens) // 4, 4)}",
    }  # fmt: skip
    here = {f"w:{token}" for token in tokens} | {f"s:{stem}" for stem in stems} | {f"e:{ending}" for ending in endings}
    here |= {f"b:{a}_{b}" for a, b in pairwise(["^", *tokens[:-1], tokens[-1], "$"])} | {
        f"bs:{a}_{b}" for a, b in pairwise(stems)
    }
    here |= {f"p{place}:{token}" for place, token in enumerate(tokens[:3])} | {f"last:{tokens[-1][-_ENDING:]}"}
    here |= {f"gs:{clause.grammar}|{token}" for token in tokens[:2]}
    here |= under_features(clause.under) | {f"cs:{word[:_STEM]}" for word in clause.under.split()}
    things = {f"gn:{field}" for field in noun_fields(english)}
    things |= {f"gv:{field}" for word in english for field in verb_fields(lemma(word))}
    return sorted(around | {f"{language}:{each}" for each in here} | things)


def _spoken_of(words: Sequence[str], act: str) -> set[str]:
    found = {f"gn:{field}" for field in noun_fields(list(words))}
    for word in words:
        plain = lemma(word)
        found |= {f"gw:{plain}", f"gt:{act}|{plain}"} | {f"gv:{field}" for field in verb_fields(plain)}
        found |= {f"gk{size}:{group}" for size, group in enumerate(groups_of(word) or groups_of(plain))}
    return found
