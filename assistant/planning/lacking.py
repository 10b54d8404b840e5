"""What a fact says is not here that the customer has to bring, and how it is called when it is asked for. Pure."""

from __future__ import annotations

import re

from assistant.facts import Fact, stems
from assistant.planning.material import Material
from knowledge.terms.kinds import kinds_in

_I = re.IGNORECASE
FROM_CUSTOMER = re.compile(
    r"\b(?:photo(?:graph)?s?|pictures?|video|screenshots?|receipts?|invoices?|statements?|copy|copies|proof|certificate|id\b|identity|document\w*|form|bank details|account (?:number|details)|workspace id|order number|booking reference|reference|"
    r"measurements?|names?|addresses|address|number|list|letter|papers?|tests?|times?|examples?|steps|version|agreement|consent|signature|details|report|evidence|finding|purchase|(?:tele)?phone|mobile number|links?|doctor'?s? note|tag|serial|readings?|estimate|description|place left|signed|identity|fotos?|kostenvoranschlag|belege?|quittung|rechnung|kassenbon|nummer|telefon\w*|adresse|seriennummer|foto\w*|recibos?|facturas?|n[uú]mero|tel[eé]fono|direcci[oó]n|justificantes?|t[eé]l[eé]phone|facture|justificatif|num[eé]ro|adresse|devis|attestation|ausweis|nachweis\w*|messung\w*)\b",
    _I,
)

LACKING = re.compile(
    r"\b(?:none (?:received|given|sent|provided|yet)|not (?:yet )?(?:received|given|known|provided|sent|stated|shown|supplied|established|complete|enclosed|attached|done|on file yet)|missing|unknown|incomplete|(?:has|have) not (?:yet )?(?:arrived|come|been (?:sent|received))|not (?:yet )?(?:arrived|here|in yet|entered)|none entered|no copy|none so far|no \w+ (?:received|given|sent)|nicht (?:erhalten|bekannt|angegeben|vorhanden|eingegangen|eingereicht|genannt|beigelegt)|(?:noch )?keine? (?:erhalten|eingegangen|angegeben)|liegt nicht vor|(?:non|pas(?: encore)?) (?:communiqu|re[cç]u|fourni|transmis|indiqu|connu)\w*|(?:no|sin|a[uú]n no) (?:recibid|indicad|facilitad|aportad|enviad|conocid)\w*|falta[n]?)\b",
    _I,
)

# What only the customer has: of these "none on file" means that it has to be asked for; a report or a form of ours may be
# missing for reasons of our own.
_THEIRS_ALONE = re.compile(
    r"\b(?:(?:tele)?phone|mobile number|bank (?:details|account)|iban|proof|receipts?|invoice|serial|certificate|doctor'?s? note|photo(?:graph)?s?|pictures?|delivery address|postal address|e-?mail|t[eé]l[eé]fono|t[eé]l[eé]phone|telefon\w*|foto\w*)\b",
    _I,
)
_NOT_ON_FILE = re.compile(
    r"^(?:none|no \w+|not) (?:on (?:file|the (?:account|order|booking|record))|entered|stated|known|registered|held)\b|^unknown\b",
    _I,
)
# Whatever it is: what was "not given" or "not enclosed" is the customer's to give.
_NOT_HANDED_OVER = re.compile(
    r"(?:none|not|nothing)(?: yet| so far)? (?:given|provided|supplied|stated|received|enclosed|attached|named|mentioned (?:so far|yet))\b",
    _I,
)
# "Pets: none mentioned" tells of none, "none mentioned so far" does not; nor does it of a paper or a number.
_NONE_SAID = re.compile(r"(?:none|nothing|no one|nobody) (?:stated|mentioned|named|told)$", _I)
_NOT_SENT = re.compile(r"not (?:yet )?(?:sent|issued|made|written)\b", _I)
_STATED = re.compile(
    r"^(?:not (?:stated|known|told|clear|confirmed)|unknown) (?P<what>(?:whether|if|when|where|how|which|who)\b.+)$", _I
)
_PART_MISSING = re.compile(
    r"(?:^|[;,] )(?P<what>(?:the |owner |customer |own )?[a-z][\w' ]{3,60}?) (?:is |are )?(?:still )?missing$", _I
)
_NO_PIECE = re.compile(
    r"\bno (?P<piece>link|copy|scan|screenshot|photo|picture) (?:given|received|sent|provided|yet)\b", _I
)
_ASKED_FOR = re.compile(
    r"\b(?:was|were) asked for\b|\basked (?:the )?(?:customer|client|guest|member|passenger)s? for\b", _I
)
_SOME_OF = re.compile(r"^(?P<here>\d{1,2}) of (?:the )?(?P<all>\d{1,2})\b")
_OF_ONE_ONLY = re.compile(
    r"(?P<what>\bnames?\b[\w ]{0,30}?) of (?:the )?(?:writer|caller|customer|first|one|payer) only\b", _I
)
_OF_OURS = re.compile(
    r"\b(?:lawyer|solicitor|legal|claiming|review|panel|desk|team|internal|warehouse|line test|inspection|status|section|our)\b",
    _I,
)
# "Your remains" is said of nobody.
_LEFT_OVER = re.compile(r"(?:remains|remnants|leftovers|pieces|rest|contents|bod(?:y|ies))\b", _I)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_LONGEST_DETAIL = 90
_SPOKEN = re.compile(r"\b(?:call|conversation|telephone|phone|talk|visit|statement by|word)\b", _I)

_RECORD = re.compile(
    r"chat|log|record|note|agreement|promise|statement|call|conversation|transcript|brochure|quote|confirmation", _I
)


def lacks(fact: Fact) -> bool:
    """Whether the fact tells that something is not here which the customer has to bring."""
    if _SOME_OF.match(fact.text):
        some = _SOME_OF.match(fact.text)
        return bool(some and int(some["here"]) < int(some["all"]) and FROM_CUSTOMER.search(fact.name))
    if _STATED.match(fact.text) or _OF_ONE_ONLY.search(fact.text) or _paper_missing(fact):
        return True
    if _ASKED_FOR.search(fact.text) and LACKING.search(fact.text):
        return True
    if _OF_OURS.search(fact.name) or (_NONE_SAID.match(fact.text) and not FROM_CUSTOMER.search(fact.name)):
        return False
    if _NOT_HANDED_OVER.match(fact.text) and not kinds_in(fact.name):  # a credit that was "not given" is ours to give
        return True
    if _NOT_SENT.match(fact.text) and not _heads(_THEIRS_ALONE, bare(fact.name)):
        return False  # a statement that was "not sent yet" is ours to send
    absent = LACKING.search(fact.text) or (
        re.fullmatch(r"(?:none|no|nothing)(?: yet| so far)?", fact.text, _I)
        and re.search(r"\b(?:received|provided|sent|given|enclosed|supplied)\b", fact.name, _I)
    )
    if absent and (FROM_CUSTOMER.search(fact.name) or FROM_CUSTOMER.search(fact.text)):
        return True
    not_on_file = _NOT_ON_FILE.search(fact.text) or re.fullmatch(r"(?:none|no|nothing)(?: yet| so far)?", fact.text, _I)
    if not_on_file and _heads(_THEIRS_ALONE, bare(fact.name)):
        return not re.search(r"\d{4}", fact.name)
    return fact.no_record and _RECORD.search(fact.name) is not None


def _paper_missing(fact: Fact) -> re.Match[str] | None:
    """The paper that a fact says is missing: of "form here, signature missing" the signature, of "left armrest missing" none."""
    part = _PART_MISSING.search(fact.text)
    return part if part is not None and FROM_CUSTOMER.search(part["what"]) else None


def _heads(things: re.Pattern[str], name: str) -> bool:
    """Whether the thing that a name tells is one of these: a "receipt for the taxi", and not an "invoice advance"."""
    return any(
        re.match(r"$| (?:of|for|from|with|in|on|at|through|by|to|while|number|details)\b", name[found.end() :])
        for found in things.finditer(name)
    )


def called(fact: Fact, material: Material, top: set[str]) -> str:
    """What is asked for, named as a clause names it where one does, else by the fact."""
    if stated := _STATED.match(fact.text):
        what = re.sub(r"\s*[;(].*$", "", stated["what"])
        word, rest = what.split(" ", 1)
        # "whether unopened" of the fact "food bag": the thing is the subject.
        if re.match(r"[a-z]+(?:ed|en|t)$", rest):
            return f"{word} {named(fact.name)} is {rest}"
        return what
    if others := _OF_ONE_ONLY.search(fact.text):
        return f"the {_plural(others['what'].strip())} of everybody else concerned"
    if part := _paper_missing(fact):
        return f"your {re.sub(r'^(?:the )?(?:owner|customer|own)(?: |$)', '', re.sub('^the ', '', part['what'], flags=_I), flags=_I)}"
    if some := _SOME_OF.match(fact.text):
        thing, lacking = bare(fact.name), int(some["all"]) - int(some["here"])
        return f"the other {re.sub(r'(?<!s)s$', '', thing)}" if lacking == 1 else f"the other {lacking} {thing}"
    if re.search(r"\b(?:bank|card|account) (?:details|number|account)|\biban\b", fact.name, _I):
        return f"your {re.sub(r' (?:in|through|on) .*$', '', fact.name)} through our secure form (please do not put them in an email)"
    if fact.no_record:
        if _SPOKEN.search(fact.name):
            return f"the day of the {re.sub(r' (?:notes?|logs?|records?)$', '', fact.name)} you mention, and whom you spoke to"
        return f"a copy of the {re.sub(r' log$', '', fact.name)} you mention, with its date"
    if kind := _NO_PIECE.search(fact.text):
        return f"a {kind['piece']} {'to' if kind['piece'] == 'link' else 'of'} the {bare(fact.name)}"
    detail = re.sub(
        r"\b(?:not|none|no|yet|received|given|known|unknown|so far|sent|provided|(?:was|were) asked for|(?:has|have) not)\b.*$",
        "",
        fact.text,
        flags=_I,
    ).strip(" ,;(")
    detail = (
        next((part for part in re.split(r"\s*;\s*|,\s+(?!\d)", detail) if FROM_CUSTOMER.search(part)), detail)
        if re.search(r"\baccording to\b|\d[.,]\d\d\b", detail)
        else detail
    )
    if detail and len(detail) <= _LONGEST_DETAIL and (FROM_CUSTOMER.search(detail) or _ASKED_FOR.search(fact.text)):
        return (
            f"the {_days_in_words(detail)}" if not re.match(r"(?:the|your|an?)\b", detail) else _days_in_words(detail)
        )
    return in_the_clause(fact, material, top) or named(fact.name)


def bare(name: str) -> str:
    """The name of a fact without what says whether it is here: "wired tests received" to "wired tests"."""
    text = re.sub(r"^our ", "", name, flags=_I)
    text = re.sub(r"\b(?:received|given|provided|sent|entered|checked|done|so far|on file|yet)\b", "", text, flags=_I)
    text = re.sub(rf"\b(?:{'|'.join(_MONTHS)})\b", lambda m: m.group().capitalize(), text, flags=_I)
    text = re.sub(r"\bnon receipt\b", "non-receipt", re.sub(r"\s+", " ", text).strip())
    return re.sub(r"\b(?:id|sim|iban|imei|vin|bic|pdf)\b", lambda m: m.group().upper(), text, flags=_I)


def named(name: str) -> str:
    """The name of a fact as something to ask for: "consent form signed by owner" to "the consent form, signed by the owner"."""
    text = re.sub(r"\b(?:tele)?phone\b(?! number| call)", "telephone number", bare(name), flags=_I)
    if moment := re.match(
        r"(?P<when>time|date|day|hour) (?P<thing>[a-z ]+?) (?P<done>lost|began|stopped|started|ended|\w+ed)$", text
    ):
        was = "" if moment["done"] in {"began", "stopped", "started", "ended"} else "was "
        return f"the {moment['when']} at which the {moment['thing']} {was}{moment['done']}"
    if signed := re.match(
        r"(?P<thing>[\w -]+?) (?P<how>signed|filled in|completed)(?: by (?:the )?(?P<who>\w+))?$", text
    ):
        return f"the {signed['thing']}, {signed['how']}" + (f" by the {signed['who']}" if signed["who"] else "")
    if re.search(r" (?:of|with|for|at|from|while|in|by|to)\b", text):
        return "the " + re.sub(
            r"\b(of|with|for|at|from|in|while|to) (?!the\b|an?\b|your\b|other\b|purchase\b|payment\b|delivery\b|posting\b|identity\b|non-receipt\b|address\b|\w+s\b)",
            r"\1 the ",
            text,
        )
    return f"the {text}" if _LEFT_OVER.match(text) else f"your {text}"


def _plural(names: str) -> str:
    """ "name and ticket number" to "names and ticket numbers"."""
    return re.sub(r"\b(name|number|address|date|reference)\b", r"\1s", names)


def _days_in_words(text: str) -> str:
    """ "2026-10-27" to "27 October 2026"."""
    return re.sub(
        r"\b(\d{4})-(\d{2})-(\d{2})\b",
        lambda m: f"{int(m[3])} {_MONTHS[int(m[2]) - 1]} {m[1]}" if 1 <= int(m[2]) <= 12 else m[0],
        text,
    )


def in_the_clause(fact: Fact, material: Material, top: set[str]) -> str | None:
    """What a near clause calls the thing that a fact lacks: "three speed tests by cable, taken on three different days" where
    the fact says "cable tests received". Needs two words of the fact, and begins with a number or an article."""
    wanted = stems(bare(fact.name)) - NAMELESS
    if wanted and wanted <= _ANY_PAPER:
        return _the_paper_to_come(material, top)
    if len(wanted) < 2:
        return None
    found: list[tuple[int, str]] = []
    for term in material.terms:
        if term.passage not in top or term.standing.internal:
            continue
        for match in _THING.finditer(term.quote):
            thing = _OPEN_END.sub("", re.sub(r"\s+", " ", match.group()).strip(" ,"))
            thing = _ITS_DAY.sub("", thing)
            first = re.split(r", (?=(?:an?|the) )", thing)[0]  # "with a certificate, a Basic ticket may be moved"
            thing = first if wanted <= stems(first) else thing
            if wanted <= stems(thing) and not _NO_THING.search(thing):
                found.append((len(thing), thing))
    if not found:
        return None
    thing = min(found)[1]
    return re.sub(r"^An? ", lambda m: m.group().lower(), thing[0].lower() + thing[1:])


_ANY_PAPER = stems("papers documents evidence proof paperwork")
_TO_COME = re.compile(
    r"\b(?:once|when|if|until|as soon as|on (?:sight|receipt|presentation) of|against) (?P<what>(?:an?|the|your) (?:(?!we\b|was\b|were\b)[\w'’-]+ ){0,6}?"
    r"(?:letter|certificate|report|note|notice|proof|receipt|statement|form|document|paper|photo|bill|invoice)s?)(?= (?:has|have|is|are|reach(?:es)?|arrives?|comes?)\b|[,.;:]|$)",
    _I,
)


def _the_paper_to_come(material: Material, top: set[str]) -> str | None:
    """What the nearest clause that waits for a paper calls it: "once a vet's letter has reached us" where the fact only says
    "papers: none"."""
    for term in sorted(material.terms, key=lambda t: -material.relevance.get(t.passage, -9.0)):
        told = _TO_COME.search(term.quote) if term.passage in top and not term.standing.internal else None
        if told is not None:
            return told["what"]
    return None


NAMELESS = frozenset(stems("received given known new yet"))
_OPEN_END = re.compile(
    r"(?:,? \b(?:of|the|an?|and|or|that|where|which|any|other|showing|for|with|by|to|from|on|in|at|as|place where|from the (?:customer|guest|client|member|passenger)|up|however)\b)+$",
    _I,
)
# "The day a doctor's note reaches us": the note.
_ITS_DAY = re.compile(r"^the (?:day|date|time|moment) (?=(?:an?|the|your)\b)", _I)
_NO_THING = re.compile(r"\bagainst\b|\b[A-Z]+-?\d", re.NOFLAG)
# A noun phrase of a clause with what stands behind it: from an article or a number to the next verb or the end of the clause.
_THING = re.compile(
    r"\b(?:the|an?|one|two|three|four|five|both|all|signed|full)\s(?:(?!(?:is|are|was|were|has|have|must|may|can|cannot|could|would|will|shall|without|does|do|begins?|starts?|ends?|takes?|runs?|counts?|needs?|reach(?:es)?|arrives?|come|comes|before|within|until|if|when|once|from|so|and then|to us|we|it|they|and the customer)\b)[\w'/-]+,?\s?){1,13}",
    _I,
)
