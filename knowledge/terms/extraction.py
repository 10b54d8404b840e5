"""Clauses read as terms: who owes what, how much, until when, under which condition. Deterministic and pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.passage import Passage
from knowledge.terms.clauses import Clause, clauses, take_apart
from knowledge.terms.deadlines import Deadline, deadlines
from knowledge.terms.kinds import MONEY_KINDS, kinds_in
from knowledge.terms.measures import find_money, find_percent, find_spans
from knowledge.terms.model import Kind, Mode, Money, Span, Term
from knowledge.terms.modes import BANNING_HEADING, GATE, bans, mode_of, without_extra
from knowledge.terms.people import COMPANY_ACTS, CUSTOMER

_I = re.IGNORECASE
_DESK = re.compile(
    r"\b((?:(?:an?|the|our|your) )?(?:[A-Z][\w&-]+ ){0,3}(?:[Dd]esk|[Oo]ffice|[Bb]oard|[Tt]eam|[Cc]ommittee|[Uu]nit|[Dd]epartment|[Oo]perations|[Ss]upervisor|[Mm]anager|[Ll]ead|[Dd]irector|"
    r"[Ee]ngineer|[Rr]eview|[Cc]ouncil|[Pp]anel|[Hh]ead of [A-Z]\w+(?: [A-Z]\w+)?|Finance|[Cc]arrier|[Tt]echnician|[Ii]nspector))\b"
)
_CHARGED = re.compile(
    r"\b(?:fee|charge|surcharge|penalty|excess|deductible|supplement)s?\b(?: \w+){0,3} (?:is|are|of|costs?) (?:[A-Z]{3} |[$€£])?\d|"
    r"\bcosts? (?:[A-Z]{3} |[$€£])?\d",
    _I,
)
_OF = re.compile(
    r"(?:%|per ?cent|refund(?:ed|s)?|reimburs\w+|share|equal to|credit|value|price|cost)\s+(?:of\s+)?((?:the|each|any|that|your|their|full|actual|one|all)\b[^,.;()]{3,60}?)"
    r"(?=,|\.|;|\(|$| within| when| if| for (?:each|every)| on | is | are | up to| no later| at the latest| as a| and )",
    _I,
)
_SUBJECT_OF = re.compile(
    r"^(?:the |any |all |an? )?(?P<what>[^,.;]{3,90}?) (?:is|are|will be|shall be|must be|gets?) (?:then |also |always |automatically )?(?:refunded|reimbursed|paid back|returned|credited|repaid|waived)",
    _I,
)
_LEVELS = (
    ("manager", re.compile(r"\b(?:manager|director|head of|cfo|ceo|chief|executive|board|general manager|vice)\b", _I)),
    ("supervisor", re.compile(r"\b(?:supervisor|team lead|support lead|lead|senior|duty|shift|team leader|second line|tier 2)\b", _I)),
    ("rep", re.compile(r"\b(?:representatives?|agents?|advis[eo]rs?|reps?|care|support|associate|clerk|front desk|reception\w*|crew|first line|assistant|officer|handler|colleague|staff)\b", _I)),
)  # fmt: skip


_HEADER = re.compile(
    r"^(?:version|\*?archiv|owner|kept by)\b|"
    r"\b(?:effective|valid until|in force since|superseded by|replaces the version|takes the place of|date of effect)\b.{0,60}\d{4}",
    _I,
)
_DEFINITION = re.compile(r"^[A-Z][\w' -]{2,40}(?:: | means )(?!within\b)[a-z].{12,}$")
_TIMED = re.compile(r"within|deadline|when|due|respon|update|interval|days|answer|speed", _I)


def read_terms(passages: Sequence[Passage]) -> tuple[Term, ...]:
    """Every limit that the passages set, in order. Past resolutions set none: what was done once permits nothing."""
    return tuple(term for passage in passages if passage.kind == "policy" for term in _read(passage))


def level(role: str) -> str | None:
    """Which authority a role name stands for: "rep", "supervisor", "manager"; None if it names no role."""
    return next((name for name, pattern in _LEVELS if pattern.search(role)), None)


def _read(passage: Passage) -> Iterator[Term]:
    if passage.fields:
        yield _row(passage)
        return
    spoken_of: list[Kind] = []
    for clause in clauses(passage):
        if _in_row(passage.text, clause.start):  # a table row shown inside its section has a passage of its own
            continue
        first, second = _halves(_in_that_case(clause))
        term = _clause(passage, first, spoken_of)
        if term is not None:
            yield term
        if second is not None:
            other = _clause(passage, second, spoken_of)
            if other is not None:
                yield other.model_copy(update={"condition": other.condition or take_apart(clause.text).condition})
        spoken_of = [kind for kind in _kinds(clause.text) if kind in MONEY_KINDS] or spoken_of


_UNTIL_THEN = re.compile(r",? and (?=(?:until|before|till) (?:then|that|it|this)\b)", _I)
_SECOND_DEED = re.compile(
    rf",? and (?=(?:the |an? |our |we |it |they )?(?:[\w-]+ ){{0,7}}?(?:{COMPANY_ACTS})\b[^.;]{{0,60}}\b(?:within|no later than|not later than|up to|at the latest)\b)",
    _I,
)


_SAME_CASE = re.compile(r"(?:in (?:that|this|such a|either) case),? (?=[a-zà-ÿ])", _I)


def _in_that_case(clause: Clause) -> Clause:
    """A clause that begins with "In that case", without these words; the case is the one before it."""
    lead = _SAME_CASE.match(clause.text)
    if lead is None:
        return clause
    return clause._replace(start=clause.start + lead.end(), text=clause.text[lead.end() :], same_case=True)


def _halves(clause: Clause) -> tuple[Clause, Clause | None]:
    """A sentence that sets two deeds apart, each with its subject and the second with its own time ("the price is
    refunded within 7 days, and the manager calls the guest within 3 days"), or a deed and what is not done before it."""
    held = _UNTIL_THEN.search(clause.text)
    if held is not None and _kinds(clause.text[: held.start()]):
        return _cut(clause, held)
    for match in _SECOND_DEED.finditer(clause.text):
        head, tail = clause.text[: match.start()], clause.text[match.end() :]
        named = re.match(r"(?:the|an?|our|we|it|they|[A-Z])\b", tail) or (
            re.search(r"\b(?:within|no later than|at the latest)\b", head)
            and re.match(r"[a-z]+ (?:[\w ]{0,30} )?(?:is|are|will be)\b", tail)
        )
        if (
            not named
            or not _kinds(head)
            or len(head.split()) < 5
            or not re.search(rf"\b(?:{COMPANY_ACTS})", take_apart(head).main, _I)
        ):
            continue
        return _cut(clause, match)
    return clause, None


def _cut(clause: Clause, at: re.Match[str]) -> tuple[Clause, Clause]:
    head, tail = clause.text[: at.start()], clause.text[at.end() :]
    return (
        clause._replace(end=clause.start + at.start(), text=head),
        clause._replace(start=clause.start + at.end(), text=tail, before=head),
    )


def _in_row(text: str, place: int) -> bool:
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    return " | " in line and ": " in line


def _make(passage: Passage, start: int, end: int, mode: Mode, kind: Kind, **values: object) -> Term:
    quote = passage.text[start:end]
    digest = hashlib.sha256(f"{passage.path}\0{passage.section}\0{quote}".encode()).hexdigest()[:12]
    return Term.model_validate(
        {
            "id": f"t-{digest}", "passage": passage.id, "path": passage.path, "version": passage.version,
            "section": passage.section, "quote": quote, "start": start, "end": end, "mode": mode, "kind": kind,
            "standing": passage.standing, **values,
        }
    )  # fmt: skip


def _clause(passage: Passage, clause: Clause, spoken_of: Sequence[Kind]) -> Term | None:
    """The term of one clause; `spoken_of`: the money kinds that the section spoke of last, for "it is paid within"."""
    text = clause.text
    parts = take_apart(text)
    if clause.same_case and parts.condition is None:
        parts = parts._replace(condition=take_apart(clause.before).condition)
    parts = parts._replace(main=without_extra(parts.main))
    heading = passage.section.rsplit(" > ", 1)[-1]
    listed_ban = bool(clause.lead and bans(clause.lead)) or (
        bool(BANNING_HEADING.search(heading)) and len(text.split()) <= 25 and not GATE.search(text)
    )
    own = _kinds(parts.main) or _kinds(text)
    if _SPEAKS_OF_IT.match(parts.main) and not set(_kinds(_SPEAKS_OF_IT.sub("", parts.main))) - {"change"}:
        own = [kind for kind in _kinds(parts.condition or "") if kind in MONEY_KINDS]
    kinds = own or _kinds(clause.before)
    if not own and _is_offered(parts.main):
        own = kinds = ["fix"]  # "another room is offered within 5 days": something is done, whatever it is
    if not own and _PAID.search(parts.main):
        kinds = list(spoken_of) or ["refund"]
    mode = "prohibition" if listed_ban else mode_of(parts, text)
    due, window = deadlines(text, parts, mode)
    money = find_money(parts.main) or find_money(text)
    percents = find_percent(parts.main) or _fractions(parts.main)
    authority = _authority(text)
    if _HEADER.search(text):
        return None
    if (_DEFINITION.match(text) and not (mode == "entitlement" and due)) or (
        mode == "entitlement" and _CHARGED.search(parts.main)
    ):
        mode = "rule"
    if mode == "rule" and not (due or window or money or percents):
        opens = parts.condition is not None and not passage.text[: clause.start].strip(" -*•()abi1.\n")
        if (
            not kinds and not opens
        ):  # what a page opens with ("If no room is free, ...") is the case of all that follows
            return None
    elif mode == "entitlement" and not kinds:
        mode = "rule"
    if not own and due is None and mode == "entitlement":
        mode = "rule"  # it speaks of the remedy before it, and gives nothing of its own
    if window and not due and mode in {"entitlement", "discretion", "rule"}:
        mode = "window"
    if authority and authority != "rep" and mode == "entitlement" and (money or "only after" in text.lower()):
        mode = "discretion"
    choice = (
        bool(re.search(r"\b(?:choos\w+|choice|either|prefers?|or, if)\b", text, _I))
        and len({k for k in kinds if k in _CHOICES}) > 1
    )
    head = _head_kind(parts.main, kinds, due)
    return _make(
        passage,
        clause.start,
        clause.end,
        mode,
        head,
        kinds=tuple(dict.fromkeys(kinds)),
        choice=choice,
        actor=_actor(parts.main),
        amount=_named(money, passage),
        percent=percents[0][2] if percents else None,
        of=_of(parts.main),
        cap=bool(re.search(r"\b(?:up to|at most|no more than|not more than|maximum|limit\w*|capped)\b", text, _I)),
        due=due.span if due else None,
        every=bool(due and due.every),
        window=window.span if window else None,
        condition=parts.condition,
        exception=parts.exception,
        authority=authority,
        paragraph=passage.text.count("\n", 0, clause.start),
    )


_CHOICES: frozenset[Kind] = frozenset({"refund", "replacement", "repair", "credit", "delivery", "change", "discount"})


_OFFERED = re.compile(
    r"\b(?:is|are|will be) (?:\w+ )?(?:offered|arranged|provided|found|set up|made available)\b[^.;]{0,40}\b(?:within|no later than|not later than|at the latest)\b",
    _I,
)


def _is_offered(main: str) -> bool:
    """Whether a clause promises something to be offered by a time, in words that name no kind of remedy."""
    return _OFFERED.search(main) is not None


def _kinds(text: str) -> list[Kind]:
    return [kind for _, kind in kinds_in(text)]


def _head_kind(main: str, kinds: list[Kind], due: Deadline | None) -> Kind:
    """The kind of the clause: that of the predicate nearest before its deadline, else of its first remedy."""
    main = _RELATIVE.sub(lambda m: " " * len(m.group()), main)
    head = re.split(r"\b(?:after|once|when|following|until|before|as soon as|unless|from|because)\b", main)[0]
    placed = kinds_in(head) or kinds_in(main)
    if not placed:
        return kinds[0] if kinds else "other"
    strong = [kind for _, kind in placed if kind not in {"contact", "investigation", "escalation", "change"}]
    verbs = [
        kind for start, kind in placed
        if re.search(r"(?:\bis|\bare|\bbe|\bwe|\bcan|\bwill|\bgets?|\bgives?|\boffers?|\badds?|[a-z]s|\band|\balso)\s+(?:also |then |fully |normally |in full |always )?$", main[:start], _I)
    ]  # fmt: skip
    if verbs and (not strong or verbs[0] in strong or due is not None):
        return verbs[0]
    return strong[0] if strong else placed[0][1]


_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose)\b (?!(?:is|are) (?:then )?(?:refunded|credited|waived|replaced))[^,.;]{2,80}?(?= (?:is|are|will be|must be|gets?|goes) )",
    _I,
)


def _actor(main: str) -> str | None:
    match = _DESK.search(main[:70])
    if match and re.match(
        r"[\s,]*(?:which |who )?(?:\w+ ){0,2}?(?:\w+s|may|will|can|must|has|have)\b", main[match.end() :]
    ):
        return match[1]
    return None


def _authority(text: str) -> str | None:
    match = re.search(
        r"\b(supervisor|manager|team lead(?:er)?|support lead|lead|head of [a-z ]+|director|CFO)\b[^.;]{0,40}\b(?:may|can|has agreed|agrees|agreed|approv\w+|decides|consent\w*|sign\w*)\b|"
        r"\b(?:approval|consent|agreement|agreed|approved|authori[sz]ed|signed off) (?:of|by|from) (?:a|an|the) ([a-z ]{4,30})",
        text,
        _I,
    )
    return level(match[1] or match[2]) if match else None


def _of(main: str) -> str | None:
    """What the sum is measured by: what stands behind "40 percent of", else the subject of "is refunded", never a person."""
    share = _SHARE_OF.search(main)
    if share:
        return share["what"].strip()
    subject = _SUBJECT_OF.match(main)
    if subject and not re.match(CUSTOMER, subject["what"], _I):
        return subject["what"].strip()
    match = _OF.search(main)
    return match[1].strip() if match else None


_PAID = re.compile(
    r"\b(?:is|are|must be|will be) (?:\w+ )?(?:paid|transferred|settled|made|released)\b|\bappears? on the (?:account|bill|statement)",
    _I,
)
_SPEAKS_OF_IT = re.compile(
    r"^(?:it|they|this|these|the (?:payment|transfer|sum|amount|money))\b(?! (?:may|can|chooses?))", _I
)
_SHARE_OF = re.compile(
    r"(?:\d\s?%|\d per ?cent|\b(?:half|(?:a|one) (?:quarter|third|fifth|tenth)|three quarters|two thirds)) (?:of )?(?P<what>(?:the|each|any|that|your|their|its|a|an|one)\b[^,.;()%]{3,60}?)"
    r"(?= (?:is|are|will|back|within|when|if|for (?:each|every)|up to|no later|at the latest|and \d|as a|plus|in place)\b|[,.;]|$)",
    _I,
)
_FRACTION = re.compile(
    r"\b(?:at )?(?P<word>half|(?:a|one) quarter|three quarters|(?:(?:a|one) (?:third|fifth|tenth)|two thirds)(?= of (?:the|that|its|their|your|what|each|any|all)\b))\b(?! (?:an|a|the)? ?(?:hour|day|year|month|board|past))",
    _I,
)


def _fractions(main: str) -> list[tuple[int, int, Decimal]]:
    """A half or a quarter of something, as a percentage with its place."""
    shares = {"half": Decimal(50), "quarter": Decimal(25), "three quarters": Decimal(75), "fifth": Decimal(20), "tenth": Decimal(10),
              "third": Decimal("33.33"), "two thirds": Decimal("66.66")}  # fmt: skip
    return [
        (m.start(), m.end(), shares[re.sub(r"^(?:a|one) ", "", m["word"].lower())]) for m in _FRACTION.finditer(main)
    ]


def _named(money: list, passage: Passage) -> Money | None:  # type: ignore[type-arg]
    return money[0].money if money else None


_GIVES = re.compile(
    r"\b(?:credits?|compensat\w*|refund\w*|voucher|entitle\w*|waiv\w*|reimburs\w*|remed\w*|goodwill|share of|"
    r"respon\w*|update\w*|owed|due to|given as|form|amends|recovery|allowance|sum per|visit|is offered|dispatch\w*|deliver\w*|pay(?:s|ment|out))\b",
    _I,
)


def _row(passage: Passage) -> Term:
    """A table row as one term; which of its cells count depends on the facts, so they are kept."""
    text = passage.text
    values = " ".join(cell for _, cell in passage.fields)
    role = next(
        (cell for name, cell in passage.fields if re.search(r"\brole|level|who|position|function\b", name, _I)), None
    )
    kinds = (
        _kinds(values)
        or _kinds(" ".join(name for name, _ in passage.fields))
        or _kinds(passage.section)
        or _kinds(passage.title)
    )
    approver = next((cell for name, cell in passage.fields if re.search(r"authori|approv", name, _I)), None)
    names = " ".join(name for name, _ in passage.fields)
    gives = _GIVES.search(f"{names} {passage.section} {passage.title}") or _GIVES.search(values)
    # A matrix of what is given names who decides it in a late column; a table of levels begins with them.
    leads = role in [cell for _, cell in passage.fields[:2]]
    mode: Mode = "authority" if role and level(role) and (leads or not gives) else ("entitlement" if gives else "rule")
    money, percents = find_money(text), find_percent(text)
    return _make(
        passage,
        0,
        len(text),
        mode,
        next(
            (k for k in kinds if k in {"refund", "credit", "discount", "replacement", "fee_waiver"}),
            kinds[0] if kinds else "other",
        ),
        kinds=tuple(dict.fromkeys(kinds)),
        amount=money[0].money if len(money) == 1 else None,
        percent=percents[0][2] if len(percents) == 1 else None,
        due=_row_due(passage),
        cap="up to" in text.lower(),
        authority=level(role) if role else (level(approver) if approver else None),
        cells=passage.fields,
    )


_BY_WHEN = re.compile(r"\s*(?:within|no later than|not later than|at the latest|up to|in) (?:\d|a |one )", _I)


def _row_due(passage: Passage) -> Span | None:
    """The company's deadline in a row: the cell under a heading of time, updates before first answers."""
    timed = [
        (name, find_spans(cell))
        for name, cell in passage.fields
        if (_TIMED.search(name.replace("_", " ")) or _BY_WHEN.match(cell)) and find_spans(cell)
    ]
    timed.sort(key=lambda pair: not re.search(r"update|interval", pair[0], _I))
    if timed:
        return timed[0][1][0].span
    notes = " ".join(cell for _, cell in passage.fields if len(cell.split()) > 4)
    match = re.search(r"\b(?:within|no later than|not later than|at the latest)\b[^.;]{0,40}", notes, _I)
    spans = find_spans(match.group()) if match else []
    return spans[0].span if spans else None
