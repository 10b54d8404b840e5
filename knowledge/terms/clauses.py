"""Passages cut into clauses: one sentence each, with the numbering taken off and the condition set apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from knowledge.passage import Passage
from knowledge.scanning import Scan, in_small
from knowledge.terms.people import CUSTOMER, CUSTOMER_NOUN

_NUMBERING = re.compile(
    r"^\s*(?:[-*•–]\s+)?(?:§\s*)?"
    r"(?:(?:\(?\d{1,2}(?:\.(?:\d{1,2}|[a-z]))+[.)]?|\(?(?:[A-Z]{1,4})[./-]? ?\d{1,2}(?:[./-](?:\d{1,2}|[a-z]))*[.:)]?|[A-Z]\.[a-z]\b[.)]?|§ ?\d{1,2}|\d{1,2}\([a-z]{1,3}\)|\d{1,2}(?= (?:An?|The|If|In|When|Where|For|We|Any|Each|Every|All|No) [a-zA-Z])|\d{1,2}[a-z][.)]?(?= [A-Z])|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+)?"
)
_BULLET = re.compile(r"\s*[-*•–]\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?;])[\"”’']?\s+(?=[\"“‘'(A-ZÀ-Ý0-9])|;\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nos|approx|incl|excl|art|sec|cl|mr|mrs|ms|dr|st|vs|z\.B|bzw)|\b[A-Z])\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 8
_LEADING = re.compile(
    r"^(?:(?:if|when|where|once(?! (?:in|per|by|a|an|every|more|only|again|and|or|for|within|each|at no|at our|free)\b|[,;.]|$)|after|until|while|as long as|as soon as|for|unless|provided(?: that)?|in case|in the event|"
    r"on|upon|from|during|before|should|with|under|outside|within|at)\b)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[,\s]+((?:but )?(?:only )?(?:if|when|where|once(?! (?:in|per|by|a|an|every|more|only|again|and|or|for|within|each|at no|at our|free)\b|[,;.]|$)|unless|until|provided that|(?<=, )provided|as long as|as soon as|except|only after|only where)\b.*)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?(?: (?P<word>and|or))?,? (?:where|if|when) (?:due|needed|necessary|applicable|any|possible|required),? ",
    re.IGNORECASE,
)
# What stands in whatever _ASIDE finds; it is looked for in much less time.
_IF_NEEDED = Scan(r"(?:where|if|when) (?:due|needed|necessary|applicable|any|possible|required)")
_IN_BRACKETS = re.compile(
    r" \((?P<condition>(?:[^();]+; )?(?:only )?(?:if|when|where|once) [^()]{8,})\)(?=[ .;,]|$)", re.IGNORECASE
)
# "For an order sent by Tracked, Express or Oversize we refund ...": the comma is one of a list.
_LISTS = r"(?:[^,.;]|,(?= [\w'’-]+(?: [\w'’-]+)?(?:,| or ) ?))"
_UNMARKED = re.compile(
    rf"^((?:for (?:an? |the |any )?|if |when |where |once |as long as |as soon as |while ){_LISTS}{{3,70}}?(?<! that)(?<! which)(?<! who)(?<! and)(?<! or)(?<! what)(?<! as)(?<! than)(?<! after)(?<! before)(?<! since)(?<! until)(?<! because)(?<! of)(?<! for)(?<! to)(?<! by)(?<! with)(?<! or)) "
    r"(?=(?:it|they) (?:is|are|will be) \w+(?:ed|en|wn)\b|(?:we|they) (?!paid|have|is|are|was|were)[a-z]+\b|"
    rf"the {CUSTOMER_NOUN} (?!pays|has paid|is|was)(?:[a-z]+s|may|can|must|will|shall)\b|"
    r"(?:the|its|half the|half of the) (?:[a-z-]+ ){1,3}(?:is|are) (?:refunded|credited|waived|reimbursed|returned|paid back)\b)",
    re.IGNORECASE,
)


# "Cancelled by us less than 2 hours before the start, a class is refunded": what was done first is the condition.
_DONE_FIRST = re.compile(
    r"^((?:(?:not|once|if) )?[A-Za-z]{3,}(?:ed|en|ught|ost|old|aid|ent) (?:by|before|after|less|more|within|in|on|at|because|through|with|for|to|from|too|late|up)\b[^,;]{2,80}), "
    r"(?=(?:the|an?|it|your|our|we|they|each|all|no|half|its|their|every)\b)",
    re.IGNORECASE,
)
# A sentence of its own that begins with a preposition: "For each missed visit a credit is owed, on top of the others".
_NO_CONDITION = re.compile(
    r"(?:for|with|on|in|at|under|from|during|within)\b.*\b(?:is|are|will|must|may|can|gets?|receives?)\b|"
    r"(?:after|upon|following|on) (?:\w+ )?(?:approval|receipt|confirmation|acceptance|request|delivery|inspection|that|this) (?:the|an?|we|it|they|all|money)\b.*\b(?:is|are|will|chooses?|gets?|receives?|may|can|pays?)\b",
    re.IGNORECASE,
)
_ONLY_WHERE = re.compile(
    r"^(?P<condition>only (?:where|if|when|after|once) .{4,120}?) (?P<rest>(?:may|can|do|does|will|is|are|must) (?:we|the|a|an|they|it|any)\b.*)$",
    re.IGNORECASE,
)
_SCOPED = re.compile(
    r"^(?P<scope>(?![^:]*\b(?:is|are|means|needs?|must|include\w*|say|tell|only|never|not|gets?|receives?|we|promise)\b)[^:.;]{8,90}): "
    r"(?P<rest>.*\b(?:is|are|we|gets?|receives?|will|must)\b.{4,}|(?:[$€£]|[A-Z]{3} ?)?\d[\d.,]* ?(?:%|per ?cent|[$€£])?.*\b(?:of the|on the|off the|credit|voucher|points|back|refund)\b.*|(?:the|a full|half(?: of)? the) [\w ]{3,30} back\b.*)$",
    re.IGNORECASE,
)


_MEASURED = re.compile(
    r"^((?:an?|any|every|each) (?!(?:(?!accepted|approved|confirmed|agreed|granted)[\w-]+ )?(?:fee|charge|credit|voucher|deposit|discount|sum|refund)\b)[\w-]+(?: [\w-]+){0,4} of (?:at least |more than |over |under |less than |up to )?"
    r"\d[\w.,%]*(?: (?:to|and|-|–) \d+)?(?: [\w-]+)?(?: or (?:more|less|longer))?) (?=(?:is|are|gives?|earns?|entitles?|brings?|means?|counts?)\b)",
    re.IGNORECASE,
)


# "A plan cancelled up to 14 days after its start is refunded": what was done to the subject, and when, is the case.
_DONE_TO = re.compile(
    r"^((?:(?:an?|any|every|each|all|the) )?(?!(?:[\w-]+ ){0,3}?(?:fees?|charges?|price|sum|money|amount|payments?|credits?|refunds?|deposit|costs?|fare)\b)(?:(?!(?:it|they|must|can|may|should|shall|will|be)\b)[\w'’-]+ ){1,5}?"
    r"(?:cancelled|canceled|ended|returned|sent back|handed (?:in|back)|given (?:back|up)|reported|bought|booked|ordered|changed|moved|withdrawn|made|opened|used|delivered|collected|started|claimed|requested|lost|damaged|missed|stopped|frozen|paused)"
    r"(?: (?:up to|within|less than|more than|no later than|not later than|at least|before|after|in|on|at|by|from|during|through|under|outside|online|\d)[^,;]{3,70}?)(?<! and)(?<! or)(?<! but)) "
    r"(?=(?:is|are|will be|must be|can be|may be|costs?|gets?|earns?|receives?)\b)",
    re.IGNORECASE,
)


# "An order that is more than six weeks late may be cancelled": which order it has to be is the case.
_THAT_IS = re.compile(
    r"^((?:an?|any|every|each) (?!(?:[\w-]+ )?(?:fee|charge|credit|voucher|deposit|discount|sum|refund|payment|amount|price|fare)\b)(?:[\w-]+ ){1,3}(?:that|which|who) (?:is|was|has|had)\b [^,;:]{3,80}?(?<! and)(?<! or)(?<! but)(?<! that)(?<! which)(?<! who)) "
    r"(?=(?:is|are|will be|must be|can be|may be|may|gets?|receives?)\b)",
    re.IGNORECASE,
)
# "Once the date has passed the seat is sold and can no longer be moved, exchanged or refunded": the comma is another's.
_NO_COMMA = re.compile(
    r"^((?:if|when|where|once|while|until|after|as long as|as soon as) [^,.;]{3,60}?\b(?:is|are|was|were|has|have|had) (?:not |been |already )?[^,.;]{2,40}?"
    r"(?<! that)(?<! which)(?<! who)(?<! and)(?<! or)(?<! than)(?<! because)(?<! of)(?<! on)(?<! in)(?<! at)(?<! to)(?<! by)(?<! for)(?<! from)(?<! with)(?<! after)(?<! before)(?<! since)(?<! until)(?<! under)(?<! above)(?<! below)(?<! over)(?<! paid)(?<! into)) "
    r"(?=(?:the|an?|our|its|no|any|all|every|each) (?:[a-z-]+ ){1,3}(?:is|are|will be|can|may|gets?|receives?)\b)",
    re.IGNORECASE,
)
_SUBJECT_FIRST = re.compile(
    rf"\s*(?:the|an?|our|your|its|their|we|it|they|no|any|all|every|each|both|half|nothing|nobody|{CUSTOMER_NOUN})\b",
    re.IGNORECASE,
)


# "Is paid back to the card, or as a voucher if the customer prefers": the way that nobody asked for is no condition of the other.
_IF_PREFERRED = re.compile(
    rf",? or [^,.;]{{3,60}}? (?:if|where|when) {CUSTOMER} (?:so )?(?:prefers?|wish(?:es)?|likes?|wants?|chooses?|asks?)(?: (?:it|that|so|for (?:it|that)))?$",
    re.IGNORECASE,
)


# "Cancelled 27 to 8 days before arrival: the deposit is kept. The rest is refunded.": a case, and all that follows on it.
_A_CASE = re.compile(
    r"(?:if|when|where|once|after|within|until|up to|before|less than|more than|fewer than|no more than|from|(?:not |never )?[a-z]+(?:ed|en))\b(?!.*\bthis (?:page|document|section))",
    re.IGNORECASE,
)


# "A visit is missed when nobody comes on the day. The whole fee is refunded.": what follows is for a visit that is missed so.
_IS_CALLED = re.compile(
    r"(?:an?|the|any|each|every|your|our) (?:[\w'’-]+ ){1,4}?(?:is|are|counts? as|is treated as) (?:an? )?"
    r"(?!(?:not|free|only|open|due|owed|paid|refunded|credited|valid|given|possible|available|sent|made|charged|returned|used|kept|taken)\b)[a-z]+(?:-[a-z]+)?,? "
    r"(?P<case>(?:when|if|where|once|as soon as) [^.;:]{8,160})[.;]?$",
    re.IGNORECASE,
)


class Clause(NamedTuple):
    """One sentence of a passage. `lead` is the line that introduces a list ("We never offer:"), else ""; `same_case`: it
    stands under the condition of the sentence before; `under`: the words that head its paragraph ("Late parcels."), else "";
    `shared`: the condition of the sentence that it is a later part of, or of the case that its paragraph opens with, else ""."""

    start: int
    end: int
    text: str
    before: str
    lead: str
    same_case: bool = False
    under: str = ""
    shared: str = ""


# "M2. Food and accessories. These may be sent back ...": the first words head the paragraph, and those numbered under it.
_RUN_IN = re.compile(r"(?P<words>[A-ZÀ-Ý][\w'’/-]*(?:,? [\w'’/&-]+){0,6})\. +(?=[A-ZÀ-Ý\"“(0-9])")
_SAYS = re.compile(
    r"^(?:no|never|not|nothing|please|apologi[sz]e|ask|tell|say|do|always|only)\b|\d|"
    r"\b(?:is|are|was|were|be|will|may|can|must|has|have|had|do|does|shall|should|applies|apply|it|they|we|you|this|that|these|"
    r"gets?|counts?|decides?|pays?|pay|takes?|needs?|remains?|stays?|goes|costs?|refunded|credited|waived|covered|ends?|begins?|means)\b",
    re.IGNORECASE,
)


class _Heading(NamedTuple):
    """The words that head a paragraph, with its number."""

    label: str
    words: str


class Parts(NamedTuple):
    """A clause taken apart: what it says, and under which condition or exception."""

    main: str
    condition: str | None
    exception: str | None


def clauses(passage: Passage) -> Iterator[Clause]:
    """The sentences of a passage, in order; offsets are code points of passage.text."""
    position, lead, under = 0, "", _Heading("", "")
    for line in passage.text.splitlines(keepends=True):
        body = line.rstrip()
        skip = _NUMBERING.match(body)
        offset = skip.end() if skip else 0
        label = body[:offset].strip(" .:)(-*•–")
        head = _RUN_IN.match(body, offset)
        if head is not None and not _SAYS.search(head["words"]):
            under, offset = _Heading(label, head["words"]), head.end()
        elif body and not (label and under.label and label != under.label and label.startswith(under.label)):
            under = _Heading("", "")
        listed = bool(_BULLET.match(body)) or body.endswith(";")
        before = case = ""
        for start, end in _sentences(body, offset):
            text = body[start:end]
            yield Clause(
                position + start,
                position + end,
                text,
                before,
                lead if listed or not text[:1].isupper() else "",
                under=under.words,
                shared=case,
            )
            if not before and ":" in text and (scoped := _SCOPED.match(text)) and _A_CASE.match(scoped["scope"]):
                case = scoped["scope"]
            elif not before and (called := _IS_CALLED.match(text)):
                case = called["case"]
            before = text
        if body.endswith(":"):
            lead = body[offset:]
        elif body and not listed and before and before[:1].isupper():
            lead = ""
        position += len(line)


def _sentences(line: str, offset: int) -> Iterator[tuple[int, int]]:
    start = offset
    for match in _SENTENCE_END.finditer(line, offset):
        head = line[start : match.start()]
        if _ABBREVIATION.search(head, max(0, len(head) - _LONGEST_ABBREVIATION)) or len(head) < 3:
            continue
        if match.group().startswith(";") and head.count("(") > head.count(")") and ")" in line[match.end() :]:
            continue  # "(island accounts; if the meter froze)" is one aside
        yield start, match.start()
        start = match.end()
    if line[start:].strip(" .;"):
        yield start, len(line)


@lru_cache(maxsize=16_384)
def take_apart(sentence: str) -> Parts:
    """Split "If X, Y" and "Y if X" into main clause, condition and exception ("unless")."""
    text = sentence.strip().rstrip(".;:")
    condition: list[str] = []
    exception: str | None = None
    only = _ONLY_WHERE.match(text)
    if only is not None:  # "Only where an order covers the house may the guest choose ..."
        return Parts(only["rest"], only["condition"], None)
    scoped = _SCOPED.match(text) if ":" in text else None
    if scoped is not None:  # "Cancelled 29 to 14 days before arrival: half of the deposit is returned"
        condition.append(scoped["scope"])
        text = scoped["rest"]
    bracketed = _IN_BRACKETS.search(text) if "(" in text else None
    if bracketed is not None:  # "The charge is refunded (island accounts; if the meter froze)"
        condition.append(bracketed["condition"])
        text = text[: bracketed.start()] + text[bracketed.end() :]
    lead, text = _opening(text)
    if lead.lower().startswith(("unless", "except")):
        exception = lead
    elif lead:
        condition.append(lead)
    measured = _MEASURED.match(text) or _DONE_TO.match(text) or _THAT_IS.match(text)
    if measured is not None:  # "A delay of 30 to 59 minutes is worth half the fare": the subject is the case
        condition.append(measured[1])
    if _IF_NEEDED.search(in_small(text)):
        text = _ASIDE.sub(lambda m: f" {m['word']} " if m["word"] else " ", text)
    text = _IF_PREFERRED.sub("", text)
    trailing = _TRAILING.search(text)
    if trailing and len(text[: trailing.start()].split()) >= 2:
        tail = trailing[1]
        text = text[: trailing.start()].rstrip(" ,")
        if _EVEN.search(text):  # "even if there is no news" is in any case
            text = _EVEN.sub("", text)
        elif re.match(r"(?:but )?(?:only )?(?:unless|except)", tail, re.IGNORECASE):
            exception = tail
        else:
            condition.append(tail)
    return Parts(text, "; ".join(condition) or None, exception)


_EVEN = re.compile(r",? (?:and )?(?:also )?even$", re.IGNORECASE)


# "In the first three years a faulty part is replaced": no comma, and no word of a condition.
_IN_THE_FIRST = re.compile(
    r"^((?:(?:with)?in|during|for) the first (?:[\w-]+ ){0,2}?(?:hours?|days?|weeks?|months?|years?)(?: (?:of|after|from) [^,;]{3,40}?)?) "
    r"(?=(?:an?|the|any|all|every|each|we|it|they|no|both) (?!first\b))",
    re.IGNORECASE,
)


# "After a second failure the fee is returned": no comma either.
_AFTER_ONE = re.compile(
    r"^(after an? [^,.;]{3,60}?) (?=(?:the|an?|its|their|half (?:of )?the) (?:[a-z-]+ ){1,3}(?:is|are) (?:then )?(?:[a-z]+ed|given|paid|repaid|sent|made)\b)",
    re.IGNORECASE,
)


_WHERE = re.compile(r"(?:on|in|at|for|from|with|under|within)\b", re.IGNORECASE)
_GIVES = re.compile(r"\b(?:gives?|earns?|brings?|pays?|is worth|comes? to) (?:[$€£]|[A-Z]{3} ?)?\d", re.IGNORECASE)


def _opening(text: str) -> tuple[str, str]:
    """The condition or exception that a sentence opens with, "" where there is none, and the rest."""
    marked = _UNMARKED.match(text) or _DONE_FIRST.match(text) or _IN_THE_FIRST.match(text) or _AFTER_ONE.match(text)
    if marked is not None:
        return marked[1], text[marked.end() :].strip()
    comma = _clause_comma(text) if _LEADING.match(text) else None
    bare = _NO_COMMA.match(text)
    if bare is not None and (comma is None or not _SUBJECT_FIRST.match(text[comma + 1 :])):
        return bare[1], text[bare.end() :].strip()
    if not comma or _NO_CONDITION.match(text[:comma]):
        return "", text
    if _WHERE.match(text) and _GIVES.search(text[:comma]) and re.match(r", and\b", text[comma:]):
        return "", text  # "On the North line a delay of 60 minutes gives 20%, and one of 120 minutes gives half"
    return text[:comma], text[comma + 1 :].strip()


_NO_SUBJECT = re.compile(
    r"(?:needs?|is|are|has|have|was|were|wants?|does|cannot|can|may|must|will|gets?|comes?|goes)\b"
)


def _clause_comma(text: str) -> int | None:
    """The comma that ends a leading condition: the first after which a subject and a verb can follow."""
    for match in re.finditer(r",", text):
        rest = text[match.end() :].strip()
        if re.match(r"(?:or|and|there was|smoke|[a-z]+ or)\b", rest) and "," in rest:
            continue
        if re.match(r"(?:such as|for example|for instance|e\.g\.|whether|be it)\b", rest) and "," in rest:
            continue  # "If it is left behind for a reason on our side, such as a full truck, the fee is refunded"
        if _NO_SUBJECT.match(rest) and "," in rest:
            continue  # "If a customer, or someone they look after, needs ...": the condition goes on
        if len(rest.split()) >= 2 and not re.match(r"(?:within|in|by|at|no later|to the|for) ", rest):
            return match.start()
    return None
