"""Clauses read as terms: who owes what, how much, until when, under which condition. Deterministic and pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.passage import Passage
from knowledge.scanning import Scan, in_small
from knowledge.terms.clauses import Clause, clauses
from knowledge.terms.grammar import Reading, parts_of, read
from knowledge.terms.kinds import CHOICES, GOODS_KINDS, MONEY_KINDS, names_kinds
from knowledge.terms.learned import Heard, act_of, kind_of
from knowledge.terms.levels import level
from knowledge.terms.making import make
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind, Mode, Money, Term
from knowledge.terms.modes import BANNING_HEADING, GATE, bans, takes_off
from knowledge.terms.people import CUSTOMER
from knowledge.terms.plain import (
    case_listed,
    finds_out,
    gives_nothing,
    gives_what_was_not_had,
    is_decided,
    is_ours_to_replace,
    is_over,
    is_paid_to_us,
    is_row_due,
    plain_kind,
    tells_how_seldom,
)
from knowledge.terms.rows import read_row
from knowledge.terms.shares import each_of, find_shares, left_of, measured_by
from knowledge.terms.splitting import CHOOSES, pieces
from knowledge.terms.whosetime import deadline, whose_times

_I = re.IGNORECASE
_OF_MONEY = re.compile(
    r"[€$£%]|\b(?:refund|reimburs|repa(?:y|id)|pay|paid|credit|waiv|charg|money|price|fee|fare|deposit|amount|sum|cost|discount|ow(?:ed|es?)\b|compensat|back\b|bill|invoice|transfer|voucher|rate|rent|free\b|half|third|quarter|share|supplement|premium|surcharge|toll|tax|penalt|instal|balance|bond|contribution|postage|wage|salary|dues)",
    _I,
)
# "Only the branch manager decides this, within 4 days": what is promised is the decision, whatever it is on.
_OF_WORDS = re.compile(
    r"\b(?:answer|hear|call|rings?\b|phon|telephon|contact|writ|repl(?:y|ie)|respon[ds]|tell|told|inform|updat|e?-?mail|messag|letter|notif|news|acknowledg|confirm|touch|"
    r"gets? back|comes? back|report|explain|sends?\b|sent\b|speak|meet|result|receipt|statement|word\b|deci[ds]|outcome|advis|says?\b|said\b|follow|announc|given\b|asks\b)",
    _I,
)
_DECIDES_IT = re.compile(r"\b(?:decides?|rules?) (?:on |about )?(?:this|that|it|them|these)\b", _I)
_DESK = re.compile(
    r"\b((?:(?:an?|the|our|your) )?(?:[A-Z][\w&-]+ ){0,3}(?:[Dd]esk|[Oo]ffice|[Bb]oard|[Tt]eam|[Cc]ommittee|[Uu]nit|[Dd]epartment|[Oo]perations|[Ss]upervisor|[Mm]anager|[Ll]ead|[Dd]irector|"
    r"[Ee]ngineer|[Rr]eview|[Cc]ouncil|[Pp]anel|[Hh]ead of [A-Z]\w+(?: [A-Z]\w+)?|Finance|[Cc]arrier|[Tt]echnician|[Ii]nspector))\b"
)
_HEADER = re.compile(
    r"^(?:version|\*?archiv|owner|kept by)\b|"
    r"\breplac\w+ (?:the |our )?(?:\w+ )?(?:issue|edition|version|revision|rulebook|policy|document)\b|"
    r"\b(?:effective|valid until|in force since|superseded by|replaces the version|takes the place of|date of effect)\b.{0,60}\d{4}",
    _I,
)
_CAP = Scan(
    r"\b(?:up to|at most|no more than|not more than|in no (?:case|event) (?:more than|above|over)|maximum|limit\w*|capped)\b"
)
# Without one of these words the patterns find nothing: most clauses are spared the search.
_HEADER_HINTS = ("version", "archiv", "owner", "kept by", "replac", "effective", "valid until", "in force since", "superseded", "takes the place", "date of effect")  # fmt: skip
_AUTHORITY_HINTS = ("supervisor", "manager", "lead", "head of", "director", "cfo", "approv", "consent", "agree", "accepted", "granted", "allowed", "authori", "signed off")  # fmt: skip


def read_terms(passages: Sequence[Passage]) -> tuple[Term, ...]:
    """Every limit that the passages set, in order. Past resolutions set none: what was done once permits nothing."""
    return tuple(term for passage in passages if passage.kind == "policy" for term in _read(passage))


def _read(passage: Passage) -> Iterator[Term]:
    if passage.fields:
        yield read_row(passage)
        return
    yield from _told_kinds(list(_sentences(passage)))


_THEIR_OWN_ACT = re.compile(
    rf"{CUSTOMER} (?:may|can|must|should|will) (?!(?:choose|have|get|receive|be|ask|expect|claim|prefer)\b)[a-z]+", _I
)


# "... is owed 25% of the fee. It is refunded within 5 days."
_OWED = re.compile(r"\b(?:is|are) owed\b", _I)
_GOES_ON = re.compile(r"^(?:it|they|this|that|the (?:sum|amount|money))\b", _I)


# "Compensation is 20% of the fare." "It is paid to the original payment method, or as a voucher if the guest prefers."
_COMPENSATES = re.compile(r"^(?!.*\b(?:credit|voucher|points|miles|goodwill)).*\bcompensation is\b", _I)
_IN_MONEY = re.compile(
    r"\bpaid (?:out )?(?:back )?(?:(?:to|by|on|onto|into|through) the (?:original|same) (?:payment )?(?:method|means|card|account)|in (?:money|cash)\b)",
    _I,
)


def _told_kinds(terms: Sequence[Term]) -> Iterator[Term]:
    """The terms, each that says only "is owed" or "compensation is" with the kind that the sentence after it tells."""
    for index, term in enumerate(terms):
        after = terms[index + 1] if index + 1 < len(terms) else None
        if after is not None and term.kinds == ("credit",) and _is_repaid(term, after):
            yield term.model_copy(update={"kind": "refund", "kinds": ("refund",)})
        else:
            yield term


def _is_repaid(term: Term, after: Term) -> bool:
    """Whether the sentence after one that names a sum says that it is paid in money."""
    if after.part != term.part or not _GOES_ON.match(after.quote):
        return False
    if _COMPENSATES.match(term.quote):
        return _IN_MONEY.search(after.quote) is not None
    owed = _OWED.search(term.quote) and not re.search(r"credit|voucher|compensat|goodwill|points|miles", term.quote, _I)
    return bool(owed) and after.paragraph == term.paragraph and after.kind == "refund"


def _sentences(passage: Passage) -> Iterator[Term]:
    spoken_of: list[Kind] = []
    for clause in clauses(passage):
        if _in_row(passage.text, clause.start):  # a table row shown inside its section has a passage of its own
            continue
        for piece in pieces(clause):
            term = _clause(passage, piece, spoken_of)
            if term is not None:
                yield term
        spoken_of = [kind for kind in names_kinds(clause.text) if kind in MONEY_KINDS] or spoken_of


def _in_row(text: str, place: int) -> bool:
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    return " | " in line and ": " in line


def _clause(passage: Passage, clause: Clause, spoken_of: Sequence[Kind]) -> Term | None:
    """The term of one clause; `spoken_of`: the money kinds that the section spoke of last, for "it is paid within"."""
    text = clause.text
    low = text.lower()
    if any(hint in low for hint in _HEADER_HINTS) and _HEADER.search(text):
        return None
    parts = parts_of(clause)
    heading = clause.under or passage.section.rsplit(" > ", 1)[-1]
    heard = Heard(text, parts, clause.lead, clause.before, heading)
    reading = read(clause, parts, spoken_of)
    listed = case_listed(parts.main) if parts.condition is None else None
    sure_of_it = listed is not None or finds_out(parts.main) or is_row_due(parts.main)
    mode = "entitlement" if sure_of_it else _mode(clause, heard, reading)
    told = whose_times(heard, reading)
    due = deadline(reading, told, parts.condition)
    window = next((at.span for at, role in zip(reading.times, told, strict=True) if role == "window"), None)
    kind: Kind = kind_of(heard, reading.kind, next(iter(spoken_of), "")) if mode in _OF_A_KIND else reading.kind
    near = "" if _DECIDES_IT.search(parts.main) else f"{passage.section} {clause.before} "
    if kind in MONEY_KINDS and kind not in reading.kinds and not _OF_MONEY.search(near + text):
        kind = reading.kind  # "if a kiln fails, we collect it": no word of money near it
    if not reading.own and kind in GOODS_KINDS | MONEY_KINDS and _THEIR_OWN_ACT.match(parts.main):
        kind, reading = "other", reading._replace(kinds=())  # "the guest may pass the ticket on": nothing comes from us
    sure = plain_kind(parts.main, parts.condition)
    if sure is not None and mode in _OF_A_KIND:
        kind, reading = sure, reading._replace(kinds=(sure, *(k for k in reading.kinds if k not in (sure, kind))))
    if kind == "contact" and "contact" not in reading.kinds and not _OF_WORDS.search(text):
        kind = reading.kind  # "the rework starts within 6 days": nobody says a word
    if kind in GOODS_KINDS | MONEY_KINDS and is_decided(parts.main):
        kind, reading = "escalation", reading._replace(kinds=("escalation",))
    if mode == "entitlement" and kind in MONEY_KINDS and is_paid_to_us(parts.main, text):
        mode = "rule"
    kinds = reading.kinds if kind in reading.kinds else (kind, *reading.kinds) if kind != "other" else reading.kinds
    money = find_money(parts.main) or find_money(text)
    percents = find_shares(parts.main)
    authority = _authority(text)
    opens = parts.condition is not None and not passage.text[: clause.start].strip(" -*•()abi1.\n")
    if mode == "rule" and not (due or window or money or percents or kinds or opens or _NIGHTS.search(text)):
        return None  # what a page opens with ("If no room is free, ...") is the case of all that follows
    if authority not in {None, "rep"} and mode == "entitlement" and (money or "only after" in text.lower()):
        mode = "discretion"
    choice = bool(CHOOSES.search(text)) and len({k for k in kinds if k in CHOICES}) > 1
    if choice and kind not in CHOICES:
        kind = next(named for named in kinds if named in CHOICES)
    return make(
        passage,
        clause.start,
        clause.end,
        mode,
        kind,
        kinds=tuple(dict.fromkeys(kinds)),
        choice=choice,
        actor=_actor(parts.main),
        amount=_named(money, passage),
        percent=percents[0][2] if percents else None,
        of=left_of(parts.main, clause.before) or each_of(parts.main, clause.before) or measured_by(parts.main),
        cap=_CAP.search(in_small(text)) is not None,
        due=due.span if due else None,
        every=bool(due and due.every),
        window=window,
        condition=parts.condition or listed,
        exception=parts.exception,
        authority=authority,
        section=" > ".join(filter(None, (passage.section, clause.under))),
        paragraph=passage.text.count("\n", 0, clause.start),
    )


_NIGHTS = re.compile(r"\b\d+ nights\b", _I)  # how long a trial lasts


# What these do, they do to a remedy.
_OF_A_KIND = frozenset({"entitlement", "discretion", "prohibition", "gate", "window", "authority"})


def _mode(clause: Clause, heard: Heard, reading: Reading) -> Mode:
    """The likeliest mode; what stands in a list of things never given is forbidden, whatever its words."""
    listed = bool(clause.lead and bans(clause.lead))
    if listed or (
        BANNING_HEADING.search(heard.heading) and len(clause.text.split()) <= 25 and not GATE.search(clause.text)
    ):
        return "prohibition"
    if reading.mode == "prohibition" and is_over(heard.parts.main):
        return "prohibition"
    if gives_nothing(heard.parts.main):
        return "rule"
    if is_ours_to_replace(heard.parts.main):
        return "discretion"
    likeliest = act_of(heard, reading.mode)
    if likeliest == "prohibition" and gives_what_was_not_had(heard.parts.main):
        return "entitlement"
    if likeliest == "entitlement" and tells_how_seldom(heard.parts.main):
        return "rule"
    if likeliest == "deduction" and not takes_off(heard.parts.main):
        return "rule"  # what the customer is charged is taken off nothing
    return likeliest


def _actor(main: str) -> str | None:
    match = _DESK.search(main[:70])
    if match and re.match(
        r"[\s,]*(?:which |who )?(?:\w+ ){0,2}?(?:\w+s|may|will|can|must|has|have)\b", main[match.end() :]
    ):
        return match[1]
    return None


def _authority(text: str) -> str | None:
    low = text.lower()
    if not any(hint in low for hint in _AUTHORITY_HINTS):
        return None
    match = re.search(
        r"\b(supervisor|manager|team lead(?:er)?|support lead|lead|head of [a-z ]+|director|CFO)\b[^.;]{0,40}\b(?:may|can|has agreed|agrees|agreed|approv\w+|decides|consent\w*|sign\w*)\b|"
        r"\b(?:approval|consent|agreement|agreed|approved|accepted|granted|allowed|authori[sz]ed|signed off) (?:of|by|from) (?:a|an|the) ([a-z ]{4,30})",
        text,
        _I,
    )
    return level(match[1] or match[2]) if match else None


def _named(money: list, passage: Passage) -> Money | None:  # type: ignore[type-arg]
    return money[0].money if money else None
