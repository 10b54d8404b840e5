"""Words: a stretch of text as plain lower-case words, each of which knows where it stands in the text.

The grammar is written against the plain form: contractions are opened ("we'll" -> "we will"), chat spellings
are put right ("ive" -> "i have"), customers' quotations and bracketed asides are out of the way. Offsets are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.case import Language

QUOTED = "quoted"

_TOKEN = re.compile(
    r"""
    (?P<money>(?:(?:US|CA|AU|NZ|A|C|NZ)?\$|[€£¥]|\b(?:USD|EUR|GBP|AUD|CAD|NZD|CHF)\s?)\s?\d[\d,.'’]*(?<![.,'’])
       | \d[\d,.'’]*(?<![.,'’])\s?(?:[€£$¥%]|(?:USD|EUR|GBP|AUD|CAD|NZD|CHF)\b))
  | (?P<time>\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)
  | (?P<number>\d+(?:,\d+)+(?:\.\d+)?(?![^\W_]))
  | (?P<word>[^\W_]+(?:['’\-.][^\W_]+)*['’]?)
  | (?P<dash>[—–]|--+|(?<=\s)-(?=\s)|\.\.+|…)
  | (?P<mark>[^\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_EN = {
    "can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not", "wont": "will not",
    "shan't": "shall not", "ain't": "is not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not", "hasnt": "has not",
    "havent": "have not", "shouldnt": "should not", "couldnt": "could not", "wouldnt": "would not",
    "ive": "i have", "weve": "we have", "youve": "you have", "theyve": "they have", "im": "i am", "youre": "you are",
    "theyre": "they are", "youll": "you will", "itll": "it will", "theyll": "they will", "wed": "we would",
    "thats": "that is", "whats": "what is", "heres": "here is", "theres": "there is", "hes": "he is", "shes": "she is",
    "thatll": "that will", "it's": "it is", "that's": "that is", "there's": "there is", "here's": "here is",
    "what's": "what is", "he's": "he is", "she's": "she is", "who's": "who is", "where's": "where is", "let's": "let us",
    "ur": "your", "u": "you", "r": "are", "gonna": "going to", "gotta": "got to", "wanna": "want to",
    "pls": "please", "plz": "please", "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tomoz": "tomorrow",
    "2moro": "tomorrow", "2mrw": "tomorrow", "bc": "because", "cuz": "because", "cos": "because", "coz": "because",
    "til": "until", "till": "until", "'til": "until", "thx": "thanks", "ty": "thanks", "hv": "have", "hav": "have",
    "b4": "before", "2day": "today", "2nite": "tonight", "tonite": "tonight", "tho": "though", "thru": "through",
    "wld": "would", "shld": "should", "cld": "could", "recieve": "receive", "recieved": "received", "definately": "definitely",
    "rep": "representative", "asap": "asap", "gotten": "got", "nope": "no", "needn't": "need not", "neednt": "need not", "everyone's": "everyone is",
    "nobody's": "nobody is", "someone's": "someone is", "everything's": "everything is", "nothing's": "nothing is",
}  # fmt: skip
# "ill call you", "well send it": chat spelling of "i will", "we will", known by the verb that follows.
_MEANT = re.compile(
    r"\s+(?:(?:also|just|get|be|then|now|personally|like|love)\b|(?:call|send|check|ask|ring|text|email|refund|credit|add|put|make|let|look|pass|"
    r"flag|sort|fix|raise|chase|dm|message|follow|keep|have|give|take|waive|remove|cancel|book|arrange|speak|update|see|try|do|pop|replace|swap|move|"
    r"issue|process|forward|escalate|ship|deliver|pay|cover|drop|write|get|bring|open|log|tell|find|mention|report|remind|hold|take|run|look|start|stop|hand|lend|show|explain|double|top|throw|stick|chuck|knock|request|swing|come|go)\s)",
    re.IGNORECASE,
)
# "I can well see why": the adverb after all.
_ADVERB = re.compile(r"\b(?:can|could|may|might|as|very|quite|do|all|must|too)\s$", re.IGNORECASE)
# "the carpenter's booked in", "your money's on its way": "is", not a possessive.
_IS = re.compile(
    r"\s+(?:now |already |just |all |also |being |getting |been |not )*(?:booked|on (?:its|his|her|their|the) way|on (?:it|me|us)\b|going|coming|heading|working|looking|calling|being|getting|arriving|leaving|due|done|ready|sorted|fixed|"
    r"scheduled|lined up|back (?:on|in|at|up)|gone|waived|refunded|credited|cancelled|paid|covered|free\b(?! of| shipping)|yours|in the post|out for|up and running|live\b|dispatched|approved|confirmed|agreed|happy to|able to|shipping)\b",
    re.IGNORECASE,
)
# "it's been refunded", "the penalty's been quashed": "has".
_HAS = re.compile(r"\s+(?:now |already |just |also |since |all |not )*(?:been|got|had)\b", re.IGNORECASE)
_FR_LATIN = {"n'", "l'", "d'", "s'", "j'", "c'", "m'", "t'", "qu'"}
_TAILS = (("n't", " not"), ("'ll", " will"), ("'ve", " have"), ("'re", " are"), ("'m", " am"), ("'d", " would"))
_NOT_A_CONTRACTION = frozenset({"ma'm", "ma'am", "o'd"})


@dataclass(frozen=True, slots=True)
class Words:
    """`norm` is the plain form (one space between words); word k starts at `starts[k]` and stands at `spans[k]`."""

    norm: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words `first` to `last` (inclusive) stand in the text."""
        return self.spans[first][0], self.spans[last][1]

    def text(self, first: int, last: int) -> str:
        """The plain form of words `first` to `last` (inclusive)."""
        end = self.starts[last + 1] - 1 if last + 1 < len(self.starts) else len(self.norm)
        return self.norm[self.starts[first] : end]


def plain(text: str, start: int, end: int, language: Language, masks: list[tuple[int, int, str]]) -> Words:
    """The words of text[start:end]. Each mask (start, end, word) is read as that one word, or left out if it is ""."""
    norms: list[str] = []
    spans: list[tuple[int, int]] = []
    cuts = sorted(m for m in masks if m[0] < end and m[1] > start)
    edges = [(start, start, ""), *cuts, (end, end, "")]
    for before, after in pairwise(edges):
        if before[2]:
            norms.append(before[2])
            spans.append((before[0], before[1]))
        for found in _TOKEN.finditer(text, max(before[1], start), max(min(after[0], end), start)):
            opened = _read(text, found, language)
            if opened == "may" and _is_month(text, found, first=not norms):
                opened = "maytime"
            for word in opened.split(" "):
                norms.append(word or "'")
                spans.append(found.span())
    starts, at = [], 0
    for word in norms:
        starts.append(at)
        at += len(word) + 1
    return Words(" ".join(norms), tuple(starts), tuple(spans))


_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?[ \u00a0]$")
_DAY_AFTER = re.compile(r"[ \u00a0]\d{1,4}\b")


def _is_month(text: str, found: re.Match[str], *, first: bool) -> bool:
    # "2 May", "May 9", and "May" inside a sentence are the month, not the hedge.
    near = _DAY_BEFORE.search(text, max(0, found.start() - 8), found.start()) or _DAY_AFTER.match(text, found.end())
    return near is not None or (found.group() == "May" and not first)


def _read(text: str, found: re.Match[str], language: Language) -> str:
    token = found.group()
    if found.lastgroup == "word":
        opened = _open(token.lower().replace("’", "'").rstrip("'"), language)
        meant = opened in ("ill", "well", "id") and language == "en" and _MEANT.match(text, found.end()) is not None
        if meant and not _ADVERB.search(text, max(0, found.start() - 8), found.start()):
            return {"ill": "i will", "well": "we will", "id": "i would"}[opened]
        if language == "en" and token.lower().endswith(("'s", "’s")) and _HAS.match(text, found.end()):
            return f"{token[:-2].lower()} has"
        if language == "en" and opened.endswith("'s") and _IS.match(text, found.end()):
            return f"{opened[:-2]} is"
        return opened
    if found.lastgroup in ("money", "time"):
        return re.sub(r"\s+", "", token.lower())
    return "--" if found.lastgroup == "dash" else token


def _open(word: str, language: Language) -> str:
    if language == "en":
        return _open_english(word)
    if language == "fr":
        for head in _FR_LATIN:
            if word.startswith(head) and len(word) > len(head):
                return f"{head} {word[len(head) :]}"
    return word


def _open_english(word: str) -> str:
    known = _EN.get(word)
    if known is not None:
        return known
    if "'" in word and word not in _NOT_A_CONTRACTION:
        for tail, opened in _TAILS:
            if word.endswith(tail) and len(word) > len(tail):
                return word[: -len(tail)] + opened
    return word
