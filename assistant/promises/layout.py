"""Layout: a letter as the sentences, list items and table rows that a reader sees.

Lines that are not the company's own voice (quoted mail, the customer's rows of a table) are left out here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from assistant.promises.patterns import Scan, search

Shape = Literal["sentence", "item", "row"]

_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
_ITEM = re.compile(r"[ \t]*(?:[-*•·▪◦‣–—✔✓✅➡→►]\s*(?=\S)|\(?(?:\d{1,2}|[a-hA-H])[.)](?:\s+|$)|\[[ xX]\]\s+)")
_QUOTED_LINE = re.compile(r"[ \t]*(?:>|&gt;|\|>)")
_CHAT = re.compile(
    r"[ \t]*(?:\[?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?\]?|\[[^\]\n]{0,30}\d{1,2}:\d\d[^\]\n]{0,10}\])\s*[-–|]?\s*"
    r"(?P<who>[^\W\d_][\w.'’ -]{0,30}(?:\([^)\n]{0,20}\))?):\s*"
)
_SPEAKER = re.compile(
    r"[ \t]*(?P<who>(?:(?:Agent|Advisor|Adviser|Support|Rep|Staff)(?: [A-ZÁÉÍÓÚÄÖÜ][\w.]*)?|Customer|Client|Kunde|Cliente|Visitor|User|Me|You))\s*:\s+",
    re.I,
)
_NAME = re.compile(r"^[ \t]*(?P<who>[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20})?):[ \t]+", re.M)
_CUSTOMER = re.compile(
    r"(?:the\s+)?(?:customer|client|visitor|guest|user|tenant|resident|passenger|member|patient|student|homeowner|householder|leaseholder|policyholder|owner|parents?|school|buyer|yourself|you|kunde|kundin|cliente?|sie|usted|vous)\b",
    re.I,
)
_ROW_RULE = re.compile(r"^[\s|:\-+=]+$")
_HEADER = re.compile(
    r"\b(?:step|what|action|who|when|date|by|deadline|schritt|wer|wann|was|paso|qui[eé]n|cu[aá]ndo|qu[eé]|étape|qui|quand|quoi|owner|status|item|amount|due)\b",
    re.I,
)
_WHEN = re.compile(
    r"(?:by )?(?:when|deadline|due(?: date)?|date|by|timing|wann|bis wann|termin|frist|cuándo|fecha|plazo|quand|échéance|délai)\W*",
    re.I,
)
_FROM_HERE_QUOTED = re.compile(
    r"^[ \t]*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|mensaje original|message d'origine)\b"
    r"|on .{5,90} wrote:\s*$|am .{5,90} schrieb .{0,80}:\s*$|el .{5,90} escribió:\s*$|le .{5,90} a écrit\s*:\s*$)",
    re.I,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:mr|mrs|ms|mx|dr|prof|st|no|nos|nr|ref|approx|e\.g|i\.e|inc|ltd|co|corp|vs|etc|art|tel|ca|z\.b|bzw|ggf|inkl|zzgl|usw|"
    r"d\.h|u\.a|sr|sra|srta|dra|ud|uds|vd|n\.º|núm|pág|mme|mlle|hr|fr|str|abs|evtl|max|min|jan|feb|mar|apr|jun|jul|aug|sep|sept|"
    r"oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|rev|hon|jr|u\.s|p\.o|a\.m|p\.m|[a-z])\.$",
    re.I,
)
_ORDINAL = Scan(r"\b\d{1,2}\.$")
_GERMAN_MONTH = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_STOP = re.compile(r"[.!?…。！？]+[\"”’»)\]]*(?=\s|$)|(?<=[.!?])\s+(?=[\U0001F000-\U0001FAFF☀-➿])|(?<=,)\s+(?=¿)")
_PARENTHESIS = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")
_QUOTE = re.compile(
    r"\"[^\"\n]{1,2000}\"|“[^”\n]{1,2000}”|„[^“”\n]{1,2000}[“”]|«[^»\n]{1,2000}»|"
    r"(?<![\w])['‘](?=\S)[^'‘’\n]{1,300}(?:['’](?=\w)[^'‘’\n]{1,300}){0,6}(?<=\S)['’](?![\w])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, list item or table row. `paragraph` counts paragraphs; `intro` is the line that opens the list.

    A `row` keeps its cells as spans; it is `dated` where its table has a column that says when; `end` is past the last non-blank character (closing punctuation included).
    """

    shape: Shape
    start: int
    end: int
    paragraph: int
    intro: tuple[int, int] | None = None
    cells: tuple[tuple[int, int], ...] = ()
    dated: bool = False
    question: bool = False


class _Line(NamedTuple):
    start: int
    end: int


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotation marks hold somebody's words, in order."""
    return [found.span() for found in _QUOTE.finditer(text)]


def parentheses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where round or square brackets stand in text[start:end]."""
    return [found.span() for found in _PARENTHESIS.finditer(text, start, end)]


def units(text: str, quoted: list[tuple[int, int]]) -> list[Unit]:
    """The units of the letter in text order; `quoted` are the quotations, within which no sentence ends."""
    found: list[Unit] = []
    paragraph = 0
    intro: tuple[int, int] | None = None
    block: list[_Line] = []
    columns: list[str] | None = None

    def flush() -> None:
        nonlocal block
        if block:
            found.extend(_sentences(text, block, paragraph, quoted))
        block = []

    names = _speakers(text)
    for line in _own_lines(text):
        body = text[line.start : line.end]
        if not body.strip():
            flush()
            paragraph += 1
            columns = None
            continue
        if _is_row(body):
            flush()
            if not _ROW_RULE.match(body):
                row, columns = _row(text, line, paragraph, columns)
                if row is not None:
                    found.append(row)
            continue
        columns = None
        item = _ITEM.match(body)
        chat = _CHAT.match(body) or _SPEAKER.match(body) or _named(body, names)
        if item is not None and item.end() < len(body):
            flush()
            if intro is None:
                intro = _intro(text, found)
            paragraph += 1
            found.extend(
                Unit("item", u.start, u.end, paragraph, intro, question=u.question)
                for u in _sentences(text, [_Line(line.start + item.end(), line.end)], paragraph, quoted)
            )
            continue
        intro = None
        if chat is not None:
            flush()
            if _CUSTOMER.match(chat.group("who")):
                continue
            block = [_Line(line.start + chat.end(), line.end)]
            flush()
            continue
        # Who opens a message in small letters writes every line so: the next line is a new one.
        if block and (text[block[0].start].islower() or not _wrapped(text, block[-1], line)):
            flush()
        block.append(line)
    flush()
    return found


def _speakers(text: str) -> frozenset[str]:
    # Who opens two lines or more with "Name: " is a speaker of a chat.
    names = [found["who"] for found in _NAME.finditer(text)]
    return frozenset(name for name in names if names.count(name) > 1)


def _named(body: str, names: frozenset[str]) -> re.Match[str] | None:
    found = _NAME.match(body)
    return found if found is not None and found["who"] in names else None


def _own_lines(text: str) -> Iterator[_Line]:
    # Quoted mail is somebody else's: a quoted line reads as an empty one, and what follows "... wrote:" is left out.
    for line in _lines(text):
        if line.start == line.end:
            yield line
            continue
        body = text[line.start : line.end]
        if _FROM_HERE_QUOTED.match(body):
            return
        yield _Line(line.start, line.start) if _QUOTED_LINE.match(body) else line


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for cut in _BREAK.finditer(text):
        yield _Line(at, cut.start())
        at = cut.end()
    yield _Line(at, len(text))


def _wrapped(text: str, line: _Line, following: _Line) -> bool:
    # A mail program broke the line: it is about as long as such programs make it and the next word did not fit.
    width = line.end - line.start
    words = text[following.start : min(following.end, following.start + 40)].split()
    first = words[0] if words else ""
    last = text[line.start : line.end].rstrip()[-1:]
    return 58 <= width <= 100 and width + 1 + len(first) > 64 and last not in ".!?:;" and first[:1].islower()


def _intro(text: str, found: list[Unit]) -> tuple[int, int] | None:
    if not found:
        return None
    last = found[-1]
    if last.shape != "sentence":
        return None
    line = text[last.start : last.end].rstrip()
    # A heading of its own line ("What I've done") opens a list as well as a line that ends in a colon.
    alone = not text[: last.start].rpartition("\n")[2].strip(" *_#") and not text[last.end : last.end + 1].strip(
        " \r\n*_"
    )
    heading = alone and len(line.split()) <= 7 and line[-1:] not in ".!?,;"
    return (last.start, last.end) if line.endswith(":") or heading else None


def _is_row(body: str) -> bool:
    return body.count("|") >= 2 or ("|" in body and body.lstrip().startswith("|")) or body.count("\t") >= 2


def _row(text: str, line: _Line, paragraph: int, columns: list[str] | None) -> tuple[Unit | None, list[str]]:
    body = text[line.start : line.end]
    cells: list[tuple[int, int]] = []
    for piece in re.finditer(r"[^|\t]+", body):
        inner = piece.group()
        if inner.strip():
            left = line.start + piece.start() + len(inner) - len(inner.lstrip())
            cells.append((left, left + len(inner.strip())))
    names = [text[s:e].strip("*_ ") for s, e in cells]
    if columns is None and sum(bool(_HEADER.search(n)) and len(n) < 25 for n in names) >= 2:
        return None, names
    if any(_CUSTOMER.fullmatch(n) for n in names[1:]) or len(cells) < 2:
        return None, columns or []
    unit = Unit(
        "row",
        cells[0][0],
        cells[-1][1],
        paragraph,
        None,
        tuple(cells),
        any(_WHEN.fullmatch(name) for name in columns or []),
    )
    return unit, columns or []


def _sentences(text: str, block: list[_Line], paragraph: int, quoted: list[tuple[int, int]]) -> list[Unit]:
    start, end = block[0].start, block[-1].end
    cuts = [start]
    q = bisect_right(quoted, (start, start))
    q = max(q - 1, 0)
    for stop in _STOP.finditer(text, start, end):
        while q < len(quoted) and quoted[q][1] <= stop.start():
            q += 1
        if q < len(quoted) and quoted[q][0] <= stop.start() and stop.end() < quoted[q][1]:
            continue
        if stop.group().startswith(".") and stop.group()[:2] not in ("..",):
            head = text[max(start, stop.start() - 12) : stop.start() + 1]
            following = text[stop.end() : stop.end() + 2].strip()
            if _ORDINAL.search(head) and _GERMAN_MONTH.match(text, stop.end()):
                continue
            timed = search(r"(?i)[ap]\.m\.$", head) and following[:1].isupper()
            if _ABBREVIATION.search(head) and not timed and not _starts_anew(text, stop.end()):
                continue
        cuts.append(stop.end())
    cuts.append(end)
    made = []
    for low, high in pairwise(cuts):
        piece = text[low:high]
        if piece.strip():
            left = low + len(piece) - len(piece.lstrip())
            right = high - (len(piece) - len(piece.rstrip()))
            tag = _tag(text, left, right)
            asks = tag is None and _asks(text, left, right)
            made.append(Unit("sentence", left, tag or right, paragraph, question=asks))
    return made


_STARTS = re.compile(
    r"\s+(?:The|We|I|You|Your|Our|It|If|This|That|There|They|He|She|An?|As|In|On|For|Once|Please|Should|My|All|Not|And|But|So)['’ ]"
)


def _starts_anew(text: str, at: int) -> bool:
    # "the register shows band C. The difference ...": what follows opens a sentence whatever stands before the full stop.
    return _STARTS.match(text, at) is not None


# "We refund the fee, is that all right?" says what is done, and only then asks.
_TAG = re.compile(
    r"\s*[,;–—-]\s*¿?(?:(?:and|so|y|und|et) )?(?:ok(?:ay)?|al(?:l )?right|right|yes|agreed|deal|fair enough|(?:how|what) (?:does|would) (?:that|this|it) (?:sound|be)|"
    r"(?:does|would|will|is) (?:that|this|it) (?:be |sound |seem )?(?:help|suit|work|do|ok(?:ay)?|all right|alright|fine|fair|good|enough)(?: (?:you|(?:with|for|to) you))?|"
    r"shall (?:I|we)|(?:would you like|do you want) (?:that|it|this|one)|"
    r"(?:le|te) parece(?: bien)?|de acuerdo|(?:le|te) conviene|vale|lo (?:desea|quiere)|"
    r"einverstanden|in Ordnung|(?:passt|ist) (?:das|Ihnen das)(?: für Sie)?(?: recht| so| in Ordnung| gut)?|möchten Sie das|"
    r"d[’']accord|(?:cela|ça) vous (?:va|convient)(?:-il)?|le souhaitez-vous)\s*\?[\s\"”’')]*$",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(
    r"\W*(?:(?:and|but|so|or|also|if [^,]+,|when [^,]+,) )*(?:would|could|can|shall|should|do|does|did|is|are|was|were|will|may|have|has|what|which|when|where|how|why|who|"
    r"qué|cuál|cuándo|cómo|dónde|quiere|desea|puede|podría|prefiere|was|welche\w*|wann|wie|wo|warum|möchten|können|könnten|dürfen|soll\w*|haben|ist|sind|"
    r"que|quel\w*|quand|comment|où|pourquoi|voulez|souhaitez|pouvez|pourriez|est-ce|avez|préférez)\b",
    re.IGNORECASE,
)


def _tag(text: str, start: int, end: int) -> int | None:
    """Where the question begins that ends a statement; None where there is none, or all of it is a question."""
    tag = _TAG.search(text, start, end)
    return tag.start() if tag is not None and _ASKED_FIRST.match(text, start, tag.start()) is None else None


def _asks(text: str, start: int, end: int) -> bool:
    return "?" in text[max(start, end - 4) : end]
