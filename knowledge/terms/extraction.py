"""Clauses read as terms: who owes what, how much, until when, under which condition. Deterministic and pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.passage import Passage
from knowledge.terms.clauses import Clause, Parts, clauses, take_apart
from knowledge.terms.kinds import kinds_in
from knowledge.terms.measures import find_money, find_percent, find_spans
from knowledge.terms.model import Kind, Mode, Money, Span, Term

_I = re.IGNORECASE
_CUSTOMER = (
    r"(?:the |a |an |any |each |every )?(?:customers?|members?|guests?|passengers?|travell?ers?|subscribers?|users?|account (?:holder|owner)s?|"
    r"policy ?holders?|tenants?|clients?|buyers?|cardholders?|patients?|households?|owners?|students?|readers?|you)"
)
_CUSTOMER_ACTS = (
    r"report\w*|claim\w*|request\w*|return\w*|cancel\w*|ask(?:s|ed)?\b|notif\w*|appl(?:y|ies|ied)\b|submit\w*|appeal\w*|complain\w*|tell us|"
    r"redeem\w*|exchang\w*|reach us|giv\w* notice|notice\b|provid\w*|upload\w*|send us|sent to us|end the contract|disput\w*|rais\w*|made\b|collect\w*|lodg\w*|withdraw\w*|"
    r"terminat\w*|fil(?:e|ed)\b|leave\b|switch\w*|hand(?:ed)? in|produc\w*|be used"
)
_COMPANY_ACTS = (
    r"refund\w*|issu\w*|paid|pay(?:s|ment|out)?\b|credit\w*|dispatch\w*|ship\w*|sent\b|sends?\b|deliver\w*|answer\w*|repl(?:y|ies|ied)|respon\w*|review\w*|verif\w*|assess\w*|check\w*|"
    r"examin\w*|decid\w*|decision|rul(?:es?|ed|ing)\b|calls?\b|called|contact\w*|updat\w*|inform\w*|confirm\w*|repair\w*|replac\w*|restor\w*|fix\w*|correct\w*|process\w*|reimburs\w*|"
    r"waiv\w*|investigat\w*|trac(?:e|es|ed)\b|offer\w*|acknowledg\w*|settl\w*|complet\w*|reopen\w*|arrang\w*|install\w*|visit\w*|book\w*|appears?|takes?\b|releas\w*|look\w* into|"
    r"reconnect\w*|reactivat\w*|add(?:s|ed)\b|post(?:s|ed)\b|transfer\w*|return\w*|give[ns]?\b|clos\w*|inspect\w*|search\w*|writes?\b|hears?\b|told\b|report(?:s|ed)? back|opened again|remov\w*|"
    r"collect\w*|apply|applied|appl(?:y|ies)\b|forward\w*|found|made\b|move[sd]?\b|rebook\w*|back\b"
)
_DESK = re.compile(
    r"\b((?:(?:an?|the|our|your) )?(?:[A-Z][\w&-]+ ){0,3}(?:[Dd]esk|[Oo]ffice|[Bb]oard|[Tt]eam|[Cc]ommittee|[Uu]nit|[Dd]epartment|[Oo]perations|[Ss]upervisor|[Mm]anager|[Ll]ead|[Dd]irector|"
    r"[Ee]ngineer|[Rr]eview|[Cc]ouncil|[Pp]anel|[Hh]ead of [A-Z]\w+(?: [A-Z]\w+)?|Finance|[Cc]arrier|[Tt]echnician|[Ii]nspector))\b"
)
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|can't|don't|doesn't|isn't|aren't|won't|nor|neither|nothing|none|no)\b(?! (?:later than|more than|need to|only))",
    _I,
)
_HARMLESS = re.compile(
    r"\b(?:need not|no need|not later than|no later than|without|not only|free of charge|no charge|at no cost|not be charged|no fee is|no longer than|not more than|no more than|"
    r"whether or not|no action)\b",
    _I,
)
_STAFF = re.compile(
    r"^(?:please )?(?:do not|don't|never|give no|promise (?:nothing|neither|only)|say |name no|ask the|offer |apologi[sz]e|quote|describe|repeat|pass |use |tell |state |explain|record |log |"
    r"refer |send the customer|invite|advise|point )|\b(?:representatives?|agents?|advis[eo]rs?|staff|support|reps?|colleagues|crew|front desk|reception|nobody) (?:must|may|should|can)(?: not|not)\b",
    _I,
)
_MAY = re.compile(r"\b(?:may|can|could|might|at (?:our|the \w+'s) discretion|discretion\w*|up to|considered?)\b", _I)
_OWED = re.compile(
    r"\b(?:must be|is due|are due|is owed|are owed|entitled to|has the right|have the right|shall|chooses?|may choose|can choose|gets?|receives?|always|in full|automatically|will be)\b",
    _I,
)
_REQUIRE = re.compile(
    r"\b(?:is|are) (?:needed|required|necessary)\b|\bneeds?:|\bwe need\b|\bneeds? (?:a|an|the|two|proof|written)\b|\bmust (?:provide|send|show|include|enclose|attach|give|produce|answer|sign|bring|supply|state|upload|be accompanied)\b|"
    r"\brequires?\b|\bask (?:the \w+ )?(?:for|to (?:send|provide|confirm))\b|\bsend us\b|\bbring (?:the|a)\b|\bproof of\b|\bdepends on (?:a|an|the)\b|\bonly (?:with|against|on production of)\b|\bto be (?:enclosed|supplied|submitted)\b|\bon presentation of\b",
    _I,
)
_GATE = re.compile(
    r"\b(?:until|before|while|as long as|so long as|pending)\b.{0,120}\b(?:promis|offer|paid|pay|refund|credit|issu|sent|replac|nothing|no |not |neither)|"
    r"\b(?:promise|say|offer|confirm|nothing|no|not|neither)\b.{0,120}\b(?:until|before|while|as long as|pending|has (?:ended|decided|confirmed))\b",
    _I,
)
_DEDUCT = re.compile(
    r"\bdeduct\w*|\btaken off\b|\bless (?:the|a|any)\b|\bwithheld from\b|\bsubtract\w*|\bkept\b|\bretain\w*\b|\bminus\b",
    _I,
)
_LASTING = re.compile(
    r"\b(?:valid|expires?|expiry|lasts?|runs? for|guarantee[ds]?|warranty|cover(?:s|ed)?|once (?:in|per|every)|in any|within any|out of|per|in the last|notice of price|announced|at most once)\b",
    _I,
)
_CHARGED = re.compile(
    r"\b(?:fee|charge|surcharge|penalty|excess|deductible|supplement)s?\b(?: \w+){0,3} (?:is|are|of|costs?) (?:[A-Z]{3} |[$€£])?\d|"
    r"\bcosts? (?:[A-Z]{3} |[$€£])?\d",
    _I,
)
_EVERY = re.compile(r"\b(?:at least )?every\b", _I)
_OF = re.compile(
    r"(?:%|per ?cent|refund(?:ed|s)?|reimburs\w+|share|equal to|credit|value|price|cost)\s+(?:of\s+)?((?:the|each|any|that|your|their|full|actual|one|all)\b[^,.;()]{3,60}?)"
    r"(?=,|\.|;|\(|$| within| when| if| for (?:each|every)| on | is | are | up to| no later| at the latest| as a| and )",
    _I,
)
_SUBJECT_OF = re.compile(
    r"^(?:the |any |all |an? )?(?P<what>[^,.;]{3,90}?) (?:is|are|will be|shall be|must be|gets?) (?:then |also |always |automatically )?(?:refunded|reimbursed|paid back|returned|credited|repaid|waived)",
    _I,
)
_AFTER = re.compile(
    r"^\s*,?\s*(?:counted |calculated |starting |running )?(?:of|after|from|once|following|since|upon|before|prior to|beyond|as soon as|when)\s+(?:the )?(.{3,80}?)(?=[,.;]|$| and | but | or (?!the )|"
    r" by | in (?:writing|full)| to the | without )",
    _I,
)
_BEFORE_AFTER = re.compile(r"(?:after|once|upon|following) (?:the )?([^,.;]{3,60}?)(?:,| is | are )", _I)
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
_COUNTED = re.compile(
    r"\b(?:claims?|times|once|twice|cases|failures|contacts|years?|complaints|visits|stays|months?|given|least) (?:in|within|of|out of|over|per)\s*$",
    _I,
)
_TIMED = re.compile(r"within|deadline|when|due|respon|update|interval|days|answer|speed", _I)


_BANNING_HEADING = re.compile(
    r"\b(?:never|exclu\w+|refused|not (?:offered|covered|included|taken back|paid|given|refunded|promised)|no (?:refund|credit)s?|"
    r"(?:what )?we (?:do not|don't|never) (?:do|offer|pay|promise|cover|give))\b",
    _I,
)


class _Deadline(NamedTuple):
    start: int
    span: Span
    every: bool


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
    for clause in clauses(passage):
        if (
            "|" in clause.text and ": " in clause.text
        ):  # a table row shown inside its section: it has a passage of its own
            continue
        term = _clause(passage, clause)
        if term is not None:
            yield term


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


def _clause(passage: Passage, clause: Clause) -> Term | None:
    text = clause.text
    parts = take_apart(text)
    heading = passage.section.rsplit(" > ", 1)[-1]
    listed_ban = bool(clause.lead and _bans(clause.lead)) or (
        bool(_BANNING_HEADING.search(heading)) and len(text.split()) <= 25 and not _GATE.search(text)
    )
    own = _kinds(parts.main) or _kinds(text)
    kinds = own or _kinds(clause.before)
    mode = "prohibition" if listed_ban else _mode(parts, text)
    due, window = _deadlines(text, parts, mode)
    money = find_money(parts.main) or find_money(text)
    percents = find_percent(parts.main)
    authority = _authority(text)
    if _HEADER.search(text):
        return None
    if _DEFINITION.match(text) or (mode == "entitlement" and _CHARGED.search(parts.main)):
        mode = "rule"
    if mode == "rule" and not (due or window or money or percents):
        if not kinds:
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
    )


_CHOICES: frozenset[Kind] = frozenset({"refund", "replacement", "repair", "credit", "delivery", "change", "discount"})


def _kinds(text: str) -> list[Kind]:
    return [kind for _, kind in kinds_in(text)]


def _bans(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:never|do not|not offered|no[t]? (?:offer|promise|say|cover)|excluded|exclusions?|not covered|not refundable|must not|we don't)\b",
            text,
            _I,
        )
    )


def _mode(parts: Parts, text: str) -> Mode:
    main = _HARMLESS.sub(lambda m: " " * len(m.group()), parts.main)
    negated = _NEGATION.search(main)
    if _GATE.search(_HARMLESS.sub(" ", text)) and (
        negated or _NEGATION.search(_HARMLESS.sub(" ", text)) or re.search(r"\bpromise only|nothing\b", text, _I)
    ):
        return "gate"
    if _DEDUCT.search(main) and not negated:
        return "deduction"
    if negated or re.search(r"\bfinal sale\b|\bnon-refundable\b|\bexcluded\b|\bonly remedy\b", main, _I):
        return "prohibition"
    if _REQUIRE.search(main):
        return "requirement"
    if re.search(r"\b(?:must|have to|has to|needs? to)\b", main, _I) and re.match(_CUSTOMER, main, _I):
        return "requirement" if not find_spans(main) else "window"
    if _STAFF.search(main):
        return "rule"
    if _OWED.search(main) and not re.search(r"\b(?:supervisor|manager|lead|head)\b.{0,20}\bmay\b", main, _I):
        return "entitlement"
    if _MAY.search(main):
        customer_right = re.match(rf"{_CUSTOMER}\b.{{0,40}}\b(?:may|can)\b", main, _I) or re.search(
            r"\b(?:may|can) be (?:returned|cancelled|canceled|exchanged|claimed|requested|changed|rebooked|added|removed|transferred)",
            main,
            _I,
        )
        ranged = re.search(r"\btakes? up to|has up to|have up to|within up to\b|\bin up to\b", main, _I)
        return "entitlement" if customer_right or ranged else "discretion"
    return "entitlement" if re.search(rf"\b(?:{_COMPANY_ACTS})", main, _I) else "rule"


def _deadlines(text: str, parts: Parts, mode: Mode) -> tuple[_Deadline | None, _Deadline | None]:
    """The company's deadline and the customer's window in this clause; durations ("valid for 90 days") are neither."""
    due: _Deadline | None = None
    window: _Deadline | None = None
    for found in find_spans(text):
        before, after = text[: found.start], text[found.end :]
        near = before[-45:]
        if found.span.unit == "hours" and re.match(r"\s*(?:x|a day|per day)", after, _I):
            continue
        event = _AFTER.match(after)
        span = found.span
        if event:
            span = span.model_copy(update={"after": event[1].strip()})
        if found.span.unit in {"months", "weeks"} and _COUNTED.search(near):
            continue
        if re.search(
            r"\b(?:valid|expires?|lasts?|guaranteed?|warranty|covered|ahead|notice of|once in|per|in the last|out of|longer than|more than|over|less than|under|exceeds?|at least once|delay(?:ed)? (?:of|by))\b[^.;]{0,14}$",
            near,
            _I,
        ) and not re.search(r"(?:no|not) more than\s*$", near, _I):
            continue
        lead = re.split(r"[;:]", before)[-1]
        clause_words = lead if len(lead.split()) > 2 else before + after
        customers = re.search(
            rf"\b(?:may|can|must|to) (?:only )?(?:be )?(?:{_CUSTOMER_ACTS})|\b(?:if|unless|only if|when) (?:asked|claimed|requested|reported|{_CUSTOMER}\b[^,]{{0,30}}\b(?:{_CUSTOMER_ACTS}))|^{_CUSTOMER}\b (?:has|have|must|may|can|gives?|reports?|claims?|asks?)\b|"
            rf"\b(?:window|time limit|limit|deadline|cooling[- ]off|period) (?:is|of|for|runs)|\bdays' notice\b|\bmust (?:reach|arrive|be (?:made|sent|received|claimed|reported|requested|lodged))|\b(?:refundable|returnable|returned|cancellable|exchangeable|cancelled free)\b[^,]{{0,30}}$",
            clause_words,
            _I,
        )
        company = re.search(rf"\b(?:{_COMPANY_ACTS})", before, _I)
        last_company = max((m.start() for m in re.finditer(rf"\b(?:{_COMPANY_ACTS})", before, _I)), default=-1)
        if customers and not (
            company
            and last_company > customers.end()
            and not re.search(r"^(?:return|cancel|request|claim|report|use)", before[last_company:], _I)
        ):
            window = window or _Deadline(found.start, span, every=False)
        elif company or re.match(r"\s*(?:for|to) ", after) or mode == "entitlement":
            every = bool(_EVERY.search(near))
            if due is None or not every:
                due = _Deadline(found.start, span, every=every)
    if due and due.span.after is None and parts.condition:
        event = re.match(r"(?:once|after|when|as soon as|upon|following)\s+(?:the )?(.+)$", parts.condition, _I)
        if event:
            due = due._replace(span=due.span.model_copy(update={"after": event[1]}))
    return due, window


def _head_kind(main: str, kinds: list[Kind], due: _Deadline | None) -> Kind:
    """The kind of the clause: that of the predicate nearest before its deadline, else of its first remedy."""
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
    subject = _SUBJECT_OF.match(main)
    if subject:
        return subject["what"].strip()
    match = _OF.search(main)
    return match[1].strip() if match else None


def _named(money: list, passage: Passage) -> Money | None:  # type: ignore[type-arg]
    return money[0].money if money else None


_GIVES = re.compile(
    r"\b(?:credits?|compensat\w*|refund\w*|voucher|entitle\w*|waiv\w*|reimburs\w*|remed\w*|goodwill|share of|"
    r"respon\w*|update\w*|owed|due to|given as|form|amends|recovery|allowance|sum per|pay(?:s|ment|out))\b",
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
    mode: Mode = "authority" if role and level(role) else ("entitlement" if gives else "rule")
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


def _row_due(passage: Passage) -> Span | None:
    """The company's deadline in a row: the cell under a heading of time, updates before first answers."""
    timed = [
        (name, find_spans(cell))
        for name, cell in passage.fields
        if _TIMED.search(name.replace("_", " ")) and find_spans(cell)
    ]
    timed.sort(key=lambda pair: not re.search(r"update|interval", pair[0], _I))
    if timed:
        return timed[0][1][0].span
    notes = " ".join(cell for _, cell in passage.fields if len(cell.split()) > 4)
    match = re.search(r"\b(?:within|no later than|not later than|at the latest)\b[^.;]{0,40}", notes, _I)
    spans = find_spans(match.group()) if match else []
    return spans[0].span if spans else None
