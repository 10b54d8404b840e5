"""Clauses read as terms: who owes what, how much, until when, under which condition. Deterministic and pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.passage import Passage
from knowledge.scanning import Scan, in_small
from knowledge.terms.clauses import Clause, clauses
from knowledge.terms.deadlines import Role, Stretch, counted_from, tells_how_often
from knowledge.terms.grammar import Reading, parts_of, read
from knowledge.terms.kinds import CHOICES, GOODS_KINDS, MONEY_KINDS, names_kinds
from knowledge.terms.learned import Heard, act_of, kind_of, role_of
from knowledge.terms.levels import level
from knowledge.terms.making import make
from knowledge.terms.measures import find_money, find_percent
from knowledge.terms.model import Kind, Mode, Money, Term
from knowledge.terms.modes import BANNING_HEADING, GATE, bans, takes_off
from knowledge.terms.people import CUSTOMER, CUSTOMER_NOUN
from knowledge.terms.rows import ROW_CODE, read_row
from knowledge.terms.splitting import CHOOSES, pieces

_I = re.IGNORECASE
# "The fee is refunded within 14 days of joining": the customer's time to leave again.
_OF_JOINING = re.compile(
    r"\s*(?:of|after|from) (?:the |its |their |your )?(?:joining|signing(?: up)?|sign-?up|subscribing|enrol(?:ling|ment)|start of the (?:contract|plan|membership|subscription|cover))\b",
    _I,
)
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
_OF = re.compile(
    r"(?:%|per ?cent|refund(?:ed|s)?|reimburs\w+|share|equal to|credit|value|price|cost)\s+(?:of\s+)?((?:the|each|any|that|your|their|full|actual|one|all)\b[^,.;()]{3,60}?)"
    r"(?=,|\.|;|\(|$| within| when| if| for (?:each|every)| on | is | are | up to| no later| at the latest| as a| and (?!(?:its|their|the|any) (?:\w+ )?(?:charge|fee|postage|cost|tax)s?\b))",
    _I,
)
_SUBJECT_OF = re.compile(
    r"^(?:the |any |all |an? )?(?P<what>[^,.;]{3,90}?) (?:is|are|will be|shall be|must be|gets?) (?:then |also |always |automatically )?(?:refunded|reimbursed|paid back|returned|credited|repaid|waived|"
    r"(?<!refund is )(?<!payment is )(?<!money is )(?<!claim is )(?<!\bit is )(?<!credit is )(?<!sum is )(?<!amount is )(?<!settlement is )(?<!compensation is )paid (?:out )?(?:in)?to (?:an?|the|your|their) (?:[a-z]+ )?account)",
    _I,
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
_FRACTION_HINTS = ("half", "quarter", "third", "fifth", "tenth")


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


# "Unopened boxes are taken back within 60 days": whose passive it is, the grammar does not say; nobody else can send them.
_TAKEN_BACK = re.compile(
    r"\b(?:is|are|was|were|be) (?:(?:taken|accepted|sent|brought) back|exchanged|swapped)\b[^,.;:]{0,30}$", _I
)


_WRONG = re.compile(
    r"\b(?:wrong\w*|incorrect\w*|mistaken\w*|faulty|defective|broken|damaged|not the (?:one|same|right)|not what|out of order|fail\w*|breaks? down)\b",
    _I,
)
_EXCHANGED = re.compile(r"\b(?:exchanged|swapped)\b[^,.;:]{0,30}$", _I)


def _put_right(before: str, at: Stretch) -> bool:
    """Whether an exchange is what we do about our fault ("a wrong machine is exchanged within 3 working days"), and its time is ours."""
    ours = at.span.unit in {"business_days", "hours"} or _WRONG.search(before) is not None
    return ours and _EXCHANGED.search(before) is not None


# "With a call within 3 hours of the end we keep the table": who calls us has that time.
_WITH_A_WORD = re.compile(
    r"(?:with|on|upon|after|against) (?:an? |the )?(?:[a-z]+ )?(?:call|notice|message|request|e-?mail|letter|word|report|claim|warning) (?:with)?in ",
    _I,
)


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
    listed = _LISTED.match(parts.main) if parts.condition is None else None
    found_out = _FINDS_OUT.match(parts.main) is not None
    sure_of_it = listed is not None or found_out or _ROW_IS_DUE.search(parts.main) is not None
    mode = "entitlement" if sure_of_it else _mode(clause, heard, reading)
    told = [
        "due"
        if _LEAVES_US.search(text[: at.start])
        else "window"
        if (_TAKEN_BACK.search(text[: at.start]) and not _put_right(text[: at.start], at))
        or _WITH_A_WORD.fullmatch(text[: at.start])
        or _OF_JOINING.match(text[at.end :])
        else role_of(heard, at.start, at.end, role)
        for at, role in zip(reading.times, reading.roles, strict=True)
    ]
    told = [
        "none"
        if tells_how_often(text[: at.start]) or (role == "window" and _of_two_happenings(text, at, parts.condition))
        else role
        for at, role in zip(reading.times, told, strict=True)
    ]
    if _BOTH_TIMES.search(text):
        told = ["due"] * len(told)
    due = _due(reading, told, parts.condition)
    window = next((at.span for at, role in zip(reading.times, told, strict=True) if role == "window"), None)
    kind: Kind = kind_of(heard, reading.kind, next(iter(spoken_of), "")) if mode in _OF_A_KIND else reading.kind
    near = "" if _DECIDES_IT.search(parts.main) else f"{passage.section} {clause.before} "
    if kind in MONEY_KINDS and kind not in reading.kinds and not _OF_MONEY.search(near + text):
        kind = reading.kind  # "if a kiln fails, we collect it": no word of money near it
    if not reading.own and kind in GOODS_KINDS | MONEY_KINDS and _THEIR_OWN_ACT.match(parts.main):
        kind, reading = "other", reading._replace(kinds=())  # "the guest may pass the ticket on": nothing comes from us
    sure = next((told for pattern, told in _PLAIN_KINDS if pattern.search(parts.main)), None)
    if _ANOTHER_ONE.match(parts.main) and _OF_COMING.search(parts.condition or ""):
        sure = "delivery"
    sure = "investigation" if found_out else sure
    if sure is not None and mode in _OF_A_KIND:
        kind, reading = sure, reading._replace(kinds=(sure, *(k for k in reading.kinds if k not in (sure, kind))))
    if kind == "contact" and "contact" not in reading.kinds and not _OF_WORDS.search(text):
        kind = reading.kind  # "the rework starts within 6 days": nobody says a word
    if kind in GOODS_KINDS | MONEY_KINDS and _IS_DECIDED.match(parts.main):
        kind, reading = "escalation", reading._replace(kinds=("escalation",))
    if (
        mode == "entitlement"
        and kind in MONEY_KINDS
        and _PAID_TO_US.search(parts.main)
        and not _COMES_BACK.search(text)
    ):
        mode = "rule"
    kinds = reading.kinds if kind in reading.kinds else (kind, *reading.kinds) if kind != "other" else reading.kinds
    money = find_money(parts.main) or find_money(text)
    percents = [at for at in find_percent(parts.main) if not _is_reached(parts.main, at)] or _fractions(parts.main)
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
        of=_of_what_is_left(parts.main, clause.before) or _of(parts.main),
        cap=_CAP.search(in_small(text)) is not None,
        due=due.span if due else None,
        every=bool(due and due.every),
        window=window,
        condition=parts.condition if listed is None else listed["case"],
        exception=parts.exception,
        authority=authority,
        section=" > ".join(filter(None, (passage.section, clause.under))),
        paragraph=passage.text.count("\n", 0, clause.start),
    )


# "Acknowledged within 1 day and answered within 6 days": of both times the last holds.
_BOTH_TIMES = re.compile(
    r"\backnowledg\w+ (?:it )?(?:with)?in \w[^,;.]{0,30} and [^,;.]{0,30}?\b(?:answer|repl|respon)\w*", _I
)
# "If we miss a visit, a new one is offered": somebody comes, and no thing is replaced.
_ANOTHER_ONE = re.compile(r"(?:an?|the) (?:new|second|further|other|fresh) one\b|another(?: one)? (?:is|will be)\b", _I)
_OF_COMING = re.compile(
    r"\b(?:visit|appointment|slot|call-?out|attendance|inspection|survey|collection|delivery|fitting)s?(?: day| date)?$|"
    r"\b(?:visit|appointment|slot|call-?out|attendance|inspection|survey|collection|fitting)s?\b",
    _I,
)
# "The credit for a late return is the one in the service credit table": what is given, and for which case.
_LISTED = re.compile(
    r"(?:the|an?) (?:[\w-]+ ){0,3}?(?:credit|voucher|allowance|payment|compensation) (?P<case>for (?:an?|the|any|each|every) [^,.;]{3,60}?) "
    r"(?:is|are) (?:the (?:one|sum|amount|share)\b|set out|named|listed)[^.;]*\b(?:table|matrix|grid|schedule|chart)\b",
    _I,
)
# "Payments says within 3 days whether the premium was taken by mistake": a check, and no money yet.
_FINDS_OUT = re.compile(
    r"(?:we|(?:the |our )?(?:[A-Z][\w&-]*|[a-z]+)(?: [A-Z][\w&-]*| (?:desk|team|office|staff|lead))*) (?:says?|tells? (?:you|the [a-z]+)|finds? out|establish(?:es)?|determines?|works? out) "
    r"(?:(?:within|no later than|not later than|in) [^,.;]{3,40}? )?(?:whether|why|who|how)\b(?! much\b)"
)
# "The payment in row 7 is due", "row C2 applies"
_ROW_IS_DUE = re.compile(
    rf"\brow {ROW_CODE} (?:(?:is|are|falls?|becomes?) (?:then )?(?:due|owed|paid|payable|given|credited)|applies)\b(?! to\b)",
    _I,
)
# "Money that is due leaves us within 10 days of our agreeing to it": our time, whatever it runs from.
_LEAVES_US = re.compile(
    r"\b(?:leaves|reaches) (?:us|our (?:account|bank)|you|the customer)(?: (?:on|by) [a-z ]{3,20})? (?:within|no later than|not later than|at the latest|in)? ?$",
    _I,
)
# Clauses whose words leave no doubt of what they give.
_PLAIN_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    # "It is included in Full setup": what a service holds.
    (re.compile(r"^(?:it|this|that|[\w ]{3,40}?) (?:is|are) (?:already |always )?included (?:in|with) ", _I), "other"),
    # "A closing credit is returned within 10 days": the customer's own money, and no gift.
    (
        re.compile(
            r"\b(?:closing|remaining|unused|outstanding|leftover|final) (?:account )?(?:credit|balance)(?: balance)? (?:is|are|will be) (?:then )?(?:returned|refunded|repaid|paid (?:back|out))\b",
            _I,
        ),
        "refund",
    ),
    (
        re.compile(
            r"^(?:an?|the|our) (?:[\w-]+ )?(?:technician|engineer|fitter|mechanic|repairer|plumber|electrician|roofer) (?:visits|comes|attends|calls at)\b",
            _I,
        ),
        "repair",
    ),
    # "The move price is returned in full": whatever the service is called.
    (
        re.compile(
            r"\b(?:price|fee|charge|cost|deposit|fare|premium)s?(?: paid| for [^,;.]{3,30}?)? (?:is|are) (?:then |also )?(?:returned|refunded|repaid|given back|paid back|sent back|handed back|reimbursed)\b|"
            r"\b(?:is|are) (?:then )?(?:sent|handed|given|paid) back in full\b",
            _I,
        ),
        "refund",
    ),
    # "The office brings the fine down to 10 GBP": what is left to pay, and no sum that is given.
    (
        re.compile(
            r"\b(?:brings?|cuts?|lowers?|reduces?|(?:is|are) (?:brought|cut|lowered|reduced))\b[^.;]{0,40}? to (?:[$€£]|[A-Z]{3} ?)?\d",
            _I,
        ),
        "fix",
    ),
    # "A bank charge that it caused is made good"
    (
        re.compile(
            r"\b(?:charges?|fees?|costs?|loss(?:es)?|expenses?|fares?|outlays?|prices?)\b[^,;]* (?:is|are) (?:then )?made good\b",
            _I,
        ),
        "refund",
    ),
    (re.compile(r"\b(?:is|are) (?:then )?made (?:watertight|weatherproof|safe|good|usable|secure)\b", _I), "repair"),
    (re.compile(r"\b(?:is|are) (?:then )?made up for\b", _I), "fix"),
    (re.compile(r"\bconfirms? or (?:declines?|rejects?|refuses?)\b", _I), "investigation"),
    # "Billing gives its finding within 4 days"
    (
        re.compile(
            r"\b(?:gives?|issues?|states?|announces?|sends?) (?:you |the customer )?(?:its|a|the|their|her|his|our) (?:written )?(?:findings?|results?|verdict|assessment)\b",
            _I,
        ),
        "investigation",
    ),
    # "Both sums go to the original payment method": how money is paid, and nobody decides it.
    (
        re.compile(
            r"^(?:both|all|these|the|any) (?:[a-z]+ ){0,2}?(?:sums?|amounts?|money|payments?|refunds?) (?:goes|go) to the (?:original |same )?(?:payment method|means of payment|method|card|account|bank)",
            _I,
        ),
        "refund",
    ),
    # "On arrival the handset gets a welcome text with the price"
    (
        re.compile(
            r"\b(?:gets?|receives?|is sent|are sent) an? (?:[a-z]+ )?(?:text|message|sms|e-?mail|notification|alert|reminder)\b",
            _I,
        ),
        "contact",
    ),
    # "We confirm a cancellation in writing": a letter, and no cancellation.
    (
        re.compile(
            r"^(?:we|the [a-z ]+|[A-Z][\w ]+?) confirms? [^.;]{3,60} (?:in writing|by (?:e-?mail|letter|post))\b"
        ),
        "contact",
    ),
)
_NIGHTS = re.compile(r"\b\d+ nights\b", _I)  # how long a trial lasts
# "Whether it is refunded is settled by the lab": that somebody decides, and no refund.
_IS_DECIDED = re.compile(
    r"whether [^,.;]+? (?:is|are|will be) (?:then )?(?:settled|decided|determined|judged|ruled|answered|left)\b|"
    r"whether [^,.;]+? is (?:a matter )?for [^,.;]+? to (?:say|decide|judge|settle|rule)\b",
    _I,
)


# "If a second bag is lost within 30 days of the first": how soon it happened again, and no time to report it in.
_OF_THE_FIRST = re.compile(
    r"\s*(?:of|after|from) (?:the |that |its |an? )?(?:first|second|last|previous|earlier|one before|other)\b", _I
)


def _of_two_happenings(text: str, at: Stretch, condition: str | None) -> bool:
    """Whether a stretch lies between two things that happened, within the condition that a clause opens with."""
    opening = condition is not None and text.lower().startswith(condition.lower()) and at.end <= len(condition) + 1
    return opening and _OF_THE_FIRST.match(text[at.end :]) is not None


# What these do, they do to a remedy.
_OF_A_KIND = frozenset({"entitlement", "discretion", "prohibition", "gate", "window", "authority"})


# "If a dish is off, it may be replaced by another": what we may do, and nobody is owed.
_OURS_TO_REPLACE = re.compile(r"\b(?:may|can) be (?:replaced|substituted|swapped) (?:by|with) ", _I)
# "A hold of $60 is placed on the card" is money taken; "whether the site pays it back is for that site to say" is another's word.
_GIVES_NOTHING = re.compile(
    r"\b(?:hold|block|pre-?authori[sz]ation|authori[sz]ation) (?:of (?:up to )?(?:[$€£]|[A-Z]{3} ?)?\d[^;]*?|on (?:the|your|their|a) (?:[a-z]+ )?(?:card|account)[^;]*?) (?:is|are|will be) (?:\w+ )?(?:placed|made|taken|put|set|requested)\b|"
    r"\bwe (?:place|put|take|set|request) an? (?:\w+ )?(?:hold|block|pre-?authori[sz]ation|authori[sz]ation)\b|"
    r"\bnever (?:come|comes|add up|adds up|amounts?) to more than\b|"
    r"^whether [^;]+? is (?:a matter )?(?:for|between|up to) (?!us\b|our\b|the [a-z ]*(?:desk|team|office|panel|manager)\b)[^;]+$",
    _I,
)
# "Fitting, 18 EUR, is paid by the customer", "a certificate costs 79 EUR", "the part within it remains payable": money to us.
_PAID_TO_US = re.compile(
    rf"\b(?:is|are) (?:paid|borne|met|carried) by (?:the |each |every )?{CUSTOMER_NOUN}\b(?! (?:is|are)\b)|\b(?:remains?|stays?) (?:payable|chargeable)\b|"
    rf"^(?:[^,;]{{0,40}}, )?(?:[a-z-]+ )?{CUSTOMER_NOUN} (?:pays?|bears?) (?!no\b|nothing|only|less|back)|"
    r"(?<!set )(?<!set off )(?<!offset )\bagainst (?:payment of |the |an? |one |its )[^.;]*?\b(?:charge|price|fee|payment)\b|"
    r"\b(?:renewed|sold|offered|available|possible|bought|had) at (?:the|its) (?:[a-z]+ ){0,2}(?:price|rate|fee)\b|"
    r"\b(?:costs?|we charge) (?:up to )?(?:[$€£]|[A-Z]{3} ?)?\d|\bwe charge (?:the|an?|for)\b|"
    r"\b(?:notice|certificate|survey|licen[cs]e|ticket|pass) is (?:[$€£]|[A-Z]{3} ?)?\d[\d.,]*(?: ?(?:[A-Z]{3}\b|[$€£]))?(?= a\b|,| or|$)",
    _I,
)
_COMES_BACK = re.compile(
    r"\b(?:refund\w*|back|credit\w*|return\w*|releas\w*|reimburs\w*|repa(?:id|y\w*)|waiv\w*|free(?! (?:allowance|limit|quota|period|kilomet\w+|miles?)\b)|comes? off|taken off|less|compensat\w*|discount\w*|share|instead of)\b",
    _I,
)
# "Relief is given once in any 36 months": how often, and not when.
_ONLY_SO_OFTEN = re.compile(
    r"[a-z]+ (?:is|are) (?:given|granted|paid|offered|available) (?:only |at most |no more than )?(?:once|twice) (?:in (?:any|each|every|an?|\d+)|per|every|a (?:year|month|season))\b",
    _I,
)
_NO_LONGER = re.compile(r"\b(?:can|may|could|is|are) no longer (?:be )?[a-z]+(?:ed|en|wn|ble)\b", _I)


def _mode(clause: Clause, heard: Heard, reading: Reading) -> Mode:
    """The likeliest mode; what stands in a list of things never given is forbidden, whatever its words."""
    listed = bool(clause.lead and bans(clause.lead))
    if listed or (
        BANNING_HEADING.search(heard.heading) and len(clause.text.split()) <= 25 and not GATE.search(clause.text)
    ):
        return "prohibition"
    if reading.mode == "prohibition" and _NO_LONGER.search(heard.parts.main):
        return "prohibition"
    if _GIVES_NOTHING.search(heard.parts.main):
        return "rule"
    if _OURS_TO_REPLACE.search(heard.parts.main):
        return "discretion"
    likeliest = act_of(heard, reading.mode)
    if likeliest == "entitlement" and _ONLY_SO_OFTEN.match(heard.parts.main):
        return "rule"
    if likeliest == "deduction" and not takes_off(heard.parts.main):
        return "rule"  # what the customer is charged is taken off nothing
    return likeliest


def _due(reading: Reading, told: Sequence[Role], condition: str | None) -> Stretch | None:
    """The company's deadline: the last that is told, before any that recurs."""
    dues = [at for at, role in zip(reading.times, told, strict=True) if role == "due"]
    once = [at for at in dues if not at.every]
    if not dues:
        return None
    chosen = once[-1] if once else dues[0]
    return chosen._replace(span=counted_from(chosen.span, condition))


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


def _of(main: str) -> str | None:
    """What the sum is measured by: what stands behind "40 percent of", else the subject of "is refunded", never a person."""
    small = in_small(main)
    share = _SHARE_OF.search(main) if _MEASURED.search(small) else None
    if share:
        return share["what"].strip()
    subject = _SUBJECT_OF.match(_LESS_ASIDE.sub(" ", main))
    if subject and not re.match(CUSTOMER, subject["what"], _I) and not _ANOTHER_VERB.search(subject["what"]):
        return subject["what"].strip()
    match = _OF.search(main) if _MEASURES.search(small) else None
    # "A full refund that includes the delivery fee" is measured by the price, and the fee is added to it.
    return (
        match[1].strip()
        if match and not re.match(r"(?:that|which) (?:also )?(?:includes?|covers?)\b", match[1], _I)
        else None
    )


_LEFT = re.compile(
    r"(?:and )?the (?:(?P<half>other half)|(?:rest|remainder|balance)(?: of (?P<whole>(?:the|your|its|their|that) [a-z][a-z -]{2,40}?)(?P<more>(?:, | and )[^.;]{3,60}?)?)?) (?:is|are) (?:then )?(?:refunded|returned|repaid|paid back|given back|credited)\b",
    _I,
)
_KEPT = re.compile(
    r"(?:^|[:,;] |\band )(?:we keep )?(?P<what>(?:(?P<half>half) of )?(?:the|your|an?) [a-z][a-z -]{2,40}?)(?: (?:is|are) (?:then )?(?:kept|retained|withheld|forfeited|not (?:refunded|returned|paid back))\b|$)",
    _I,
)


def _of_what_is_left(main: str, before: str) -> str | None:
    """What "the rest" or "the other half" is of, by what the words before say is kept ("the deposit is kept and the rest of the
    price is refunded": "the price less the deposit"); None where they say of no such thing."""
    left = _LEFT.match(main)
    kept = _KEPT.search(before) if left is not None else None
    if left is None or kept is None:
        return None
    if left["half"]:
        return re.sub(r"^half of ", "", kept["what"], flags=_I) if kept["half"] else None
    if kept["half"] or not left["whole"]:
        return None
    return f"{left['whole']}{left['more'] or ''} less {kept['what']}"


# "It must be asked for within 14 days and is refunded": what stands before "is refunded" is no name of a sum.
_ANOTHER_VERB = re.compile(
    r"^(?:(?!\b(?:that|which|who|whose)\b).)*\b(?:must|may|can|will|is|are|has|have|(?:it|that|they)['’](?:s|re))\b", _I
)
# "The balance, less any fee still open, is paid out": what comes off stands between the thing and its verb.
_LESS_ASIDE = re.compile(r", (?:less|minus|net of|after deducting) [^,]{3,60}, (?=(?:is|are|will)\b)", _I)
_SHARE_OF = re.compile(
    r"(?:\d\s?%|\d per ?cent|\b(?:half|(?:a|one) (?:quarter|third|fifth|tenth)|three quarters|two thirds)) (?:of )?(?P<what>(?:the|each|any|that|your|their|its|a|an|one)\b[^,.;()%]{3,60}?)"
    r"(?= (?:is|are|will|back|within|when|if|for (?:each|every)|up to|no later|at the latest|and \d|as a|plus|in place)\b|[,.;]|$)",
    _I,
)
# One of these stands in whatever _SHARE_OF and _OF find; they are looked for in much less time.
_MEASURED = Scan(r"\d\s?%|\d per ?cent|half|quarter|third|fifth|tenth")
_MEASURES = Scan(r"%|per ?cent|refund|reimburs|share|equal to|credit|value|price|cost")
_FRACTION = re.compile(
    r"\b(?:at )?(?P<word>half|(?:a|one) quarter|three quarters|(?:(?:a|one) (?:third|fifth|tenth)|two thirds)(?= of (?:the|that|its|their|your|what|each|any|all)\b))\b(?! (?:an|a|the)? ?(?:hour|day|year|month|board|past))",
    _I,
)


_REACHED = re.compile(
    r"\b(?:at least|more than|less than|fewer than|below|under|over|above|exceed\w*|with|reache[sd]|falls? to|drops? to) $",
    _I,
)
_SHARED_OUT = re.compile(
    r"(?: of\b| off\b| back\b| credit\b| discount\b| voucher\b| refund\b| more\b| less\b|[.,;]?$)", _I
)


def _is_reached(main: str, at: tuple[int, int, Decimal]) -> bool:
    """Whether a percentage is a mark that something reaches ("with at least 70% charge"), and no share of a sum."""
    return _REACHED.search(main, 0, at[0]) is not None and _SHARED_OUT.match(main, at[1]) is None


def _fractions(main: str) -> list[tuple[int, int, Decimal]]:
    """A half or a quarter of something, as a percentage with its place."""
    if not any(hint in main.lower() for hint in _FRACTION_HINTS):
        return []
    shares = {"half": Decimal(50), "quarter": Decimal(25), "three quarters": Decimal(75), "fifth": Decimal(20), "tenth": Decimal(10),
              "third": Decimal("33.33"), "two thirds": Decimal("66.66")}  # fmt: skip
    return [
        (m.start(), m.end(), shares[re.sub(r"^(?:a|one) ", "", m["word"].lower())]) for m in _FRACTION.finditer(main)
    ]


def _named(money: list, passage: Passage) -> Money | None:  # type: ignore[type-arg]
    return money[0].money if money else None
