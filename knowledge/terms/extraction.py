"""Clauses read as terms: who owes what, how much, until when, under which condition. Deterministic and pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.passage import Passage
from knowledge.terms.clauses import Clause, Parts, clauses, take_apart
from knowledge.terms.deadlines import Deadline, deadlines
from knowledge.terms.kinds import CHOICES, MONEY_KINDS, kinds_in, names_kinds
from knowledge.terms.levels import level
from knowledge.terms.making import make
from knowledge.terms.measures import find_money, find_percent
from knowledge.terms.model import Kind, Money, Term
from knowledge.terms.modes import BANNING_HEADING, GATE, bans, mode_of, without_extra
from knowledge.terms.people import CUSTOMER
from knowledge.terms.rows import read_row
from knowledge.terms.splitting import CHOOSES, halves, in_that_case

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
    r"(?=,|\.|;|\(|$| within| when| if| for (?:each|every)| on | is | are | up to| no later| at the latest| as a| and (?!(?:its|their|the|any) (?:\w+ )?(?:charge|fee|postage|cost|tax)s?\b))",
    _I,
)
_SUBJECT_OF = re.compile(
    r"^(?:the |any |all |an? )?(?P<what>[^,.;]{3,90}?) (?:is|are|will be|shall be|must be|gets?) (?:then |also |always |automatically )?(?:refunded|reimbursed|paid back|returned|credited|repaid|waived)",
    _I,
)
_HEADER = re.compile(
    r"^(?:version|\*?archiv|owner|kept by)\b|"
    r"\breplac\w+ (?:the |our )?(?:\w+ )?(?:issue|edition|version|revision|rulebook|policy|document)\b|"
    r"\b(?:effective|valid until|in force since|superseded by|replaces the version|takes the place of|date of effect)\b.{0,60}\d{4}",
    _I,
)
_DEFINITION = re.compile(r"^[A-Z][\w' -]{2,40}(?:: | means )(?!within\b)[a-z].{12,}$")


def read_terms(passages: Sequence[Passage]) -> tuple[Term, ...]:
    """Every limit that the passages set, in order. Past resolutions set none: what was done once permits nothing."""
    return tuple(term for passage in passages if passage.kind == "policy" for term in _read(passage))


def _read(passage: Passage) -> Iterator[Term]:
    if passage.fields:
        yield read_row(passage)
        return
    yield from _told_kinds(list(_sentences(passage)))


# "... is owed 25% of the fee. It is refunded within 5 days."
_OWED = re.compile(r"\b(?:is|are) owed\b", _I)
_GOES_ON = re.compile(r"^(?:it|they|this|that|the (?:sum|amount|money))\b", _I)


def _told_kinds(terms: Sequence[Term]) -> Iterator[Term]:
    """The terms, each that says only "is owed" with the kind that the sentence after it tells."""
    for index, term in enumerate(terms):
        after = terms[index + 1] if index + 1 < len(terms) else None
        if (
            after is not None
            and term.kinds == ("credit",)
            and _OWED.search(term.quote)
            and not re.search(r"credit|voucher|compensat|goodwill|points|miles", term.quote, _I)
            and (after.part, after.paragraph) == (term.part, term.paragraph)
            and _GOES_ON.match(after.quote)
            and after.kind == "refund"
        ):
            yield term.model_copy(update={"kind": "refund", "kinds": ("refund",)})
        else:
            yield term


def _sentences(passage: Passage) -> Iterator[Term]:
    spoken_of: list[Kind] = []
    for clause in clauses(passage):
        if _in_row(passage.text, clause.start):  # a table row shown inside its section has a passage of its own
            continue
        first, second = halves(in_that_case(clause))
        term = _clause(passage, first, spoken_of)
        if term is not None:
            yield term
        if second is not None:
            other = _clause(passage, second, spoken_of)
            if other is not None:
                yield other.model_copy(update={"condition": other.condition or take_apart(clause.text).condition})
        spoken_of = [kind for kind in names_kinds(clause.text) if kind in MONEY_KINDS] or spoken_of


def _in_row(text: str, place: int) -> bool:
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    return " | " in line and ": " in line


def _remedies(clause: Clause, parts: Parts, spoken_of: Sequence[Kind]) -> tuple[list[Kind], list[Kind]]:
    """The kinds that a clause names itself, and those that it is about: its own, else those of the words before it."""
    own = names_kinds(parts.main) or names_kinds(clause.text)
    if _SPEAKS_OF_IT.match(parts.main) and not set(names_kinds(_SPEAKS_OF_IT.sub("", parts.main))) - {"change"}:
        own = [kind for kind in names_kinds(parts.condition or "") if kind in MONEY_KINDS]
    if not set(own) - {"fee_waiver"} and _is_offered(parts.main):
        return ["fix"], ["fix"]  # "another room is offered within 5 days": something is done, whatever it is
    if not own and _PAID.search(parts.main):
        return own, list(spoken_of) or ["refund"]
    return own, own or names_kinds(clause.before)


def _clause(passage: Passage, clause: Clause, spoken_of: Sequence[Kind]) -> Term | None:
    """The term of one clause; `spoken_of`: the money kinds that the section spoke of last, for "it is paid within"."""
    text = clause.text
    parts = take_apart(text)
    if clause.same_case and parts.condition is None:
        parts = parts._replace(condition=take_apart(clause.before).condition)
    parts = parts._replace(main=without_extra(parts.main))
    heading = clause.under or passage.section.rsplit(" > ", 1)[-1]
    listed_ban = bool(clause.lead and bans(clause.lead)) or (
        bool(BANNING_HEADING.search(heading)) and len(text.split()) <= 25 and not GATE.search(text)
    )
    own, kinds = _remedies(clause, parts, spoken_of)
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
    told = bool(due or window or money or percents)
    opens = parts.condition is not None and not passage.text[: clause.start].strip(" -*•()abi1.\n")
    if mode == "rule" and not (told or kinds or opens):
        return None  # what a page opens with ("If no room is free, ...") is the case of all that follows
    if mode == "entitlement" and not kinds and due is not None and _DEED.search(parts.main):
        own = kinds = ["fix"]  # something is done by a time, whatever it is
    if mode == "entitlement" and (not kinds or (not own and due is None)):
        mode = "rule"  # it gives nothing, or speaks of the remedy before it
    if window and not due and mode in {"entitlement", "discretion", "rule"}:
        mode = "window"
    if authority not in {None, "rep"} and mode == "entitlement" and (money or "only after" in text.lower()):
        mode = "discretion"
    choice = bool(CHOOSES.search(text)) and len({k for k in kinds if k in CHOICES}) > 1
    head: Kind = kinds[0] if own == ["fix"] or (kinds and not own) else _head_kind(parts.main, kinds, due)
    if choice and head not in CHOICES:
        head = next(kind for kind in kinds if kind in CHOICES)
    return make(
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
        section=" > ".join(filter(None, (passage.section, clause.under))),
        paragraph=passage.text.count("\n", 0, clause.start),
    )


_DEED = re.compile(
    r"\b(?:is|are|will be) (?:then |also |always )?(?!(?:needed|required|asked|told|counted|based|called|limited|allowed|based|charged|due|kept|held)\b)\w+(?:ed|en|wn|de|nt|ught)\b",
    _I,
)
_OFFERED = re.compile(
    r"\b(?:is|are|will be) (?:\w+ )?(?:offered|arranged|provided|found|set up|made available|completed|carried out|prepared|drawn up|filled in|supplied|made ready|produced|written out)\b[^.;]{0,40}\b(?:within|no later than|not later than|at the latest)\b",
    _I,
)


def _is_offered(main: str) -> bool:
    """Whether a clause promises something to be offered by a time, in words that name no kind of remedy."""
    return _OFFERED.search(main) is not None


def _head_kind(main: str, kinds: list[Kind], due: Deadline | None) -> Kind:
    """The kind of the clause: that of the predicate nearest before its deadline, else of its first remedy."""
    main = _RELATIVE.sub(lambda m: " " * len(m.group()), main)
    head = re.split(r"\b(?:after|once|when|following|until|before|as soon as|unless|from|because)\b", main)[0]
    done = _IS_DONE.search(main[len(head) :])  # "a plan cancelled 14 days after its start is refunded"
    placed = (kinds_in(head) if not done or _IS_DONE.search(head) else ()) or kinds_in(main)
    if not placed:
        return kinds[0] if kinds else "other"
    free = [place for place in placed if place[1] == "fee_waiver" and _FREE_OF_CHARGE.match(main, place[0])]
    deeds = [kind for _, kind in placed if kind in {"change", "delivery", "repair", "replacement", "fix"}]
    if free and len(free) == sum(kind == "fee_waiver" for _, kind in placed) and deeds:
        placed = tuple(
            place for place in placed if place not in free and place[1] != "credit"
        )  # how it is done, not what
    strong = [kind for _, kind in placed if kind not in {"contact", "investigation", "escalation", "change"}]
    verbs = [
        kind for start, kind in placed
        if re.search(r"(?:\bis|\bare|\bbe|\bwe|\bcan|\bwill|\bgets?|\bgives?|\boffers?|\badds?|[a-z]s|\band|\balso)\s+(?:also |then |fully |normally |in full |always )?$", main[:start], _I)
    ]  # fmt: skip
    if verbs and (not strong or verbs[0] in strong or due is not None):
        return verbs[0]
    return strong[0] if strong else placed[0][1]


_IS_DONE = re.compile(
    r"\b(?:is|are|will be) (?:then |also |always |fully )?(?:refunded|reimbursed|repaid|credited|waived|replaced|repaired|returned|paid back)\b",
    _I,
)
_FREE_OF_CHARGE = re.compile(r"free of charge|without charge|at no cost|with no|at no|no charge", _I)
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
        r"\b(?:approval|consent|agreement|agreed|approved|accepted|granted|allowed|authori[sz]ed|signed off) (?:of|by|from) (?:a|an|the) ([a-z ]{4,30})",
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
    if subject and not re.match(CUSTOMER, subject["what"], _I) and not _ANOTHER_VERB.search(subject["what"]):
        return subject["what"].strip()
    match = _OF.search(main)
    return match[1].strip() if match else None


# "It must be asked for within 14 days and is refunded": what stands before "is refunded" is no name of a sum.
_ANOTHER_VERB = re.compile(r"^(?:(?!\b(?:that|which|who|whose)\b).)*\b(?:must|may|can|will|is|are|has|have)\b", _I)
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
