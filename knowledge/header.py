"""What a document says of its own standing: its code, from when to when it holds, for whom, and who may read it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from knowledge.passage import Block, ReadDocument, Standing
from knowledge.regions import CODES, region_named

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene januar jän jänner janvier janv",
            "february feb febrero februar février fevrier févr fév",
            "march mar marzo märz mrz maerz mars",
            "april apr abril abr avril avr",
            "may mayo mai",
            "june jun junio juni juin",
            "july jul julio juli juillet juil",
            "august aug agosto ago août aout",
            "september sep sept septiembre setiembre septembre",
            "october oct octubre oktober okt octobre",
            "november nov noviembre novembre",
            "december dec diciembre dic dezember dez décembre decembre déc",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")\.?"
_DAY = r"(?:\d{1,2})(?:\s?(?:st|nd|rd|th|er|º|o|\.))?"
_DATE = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}}/\d{{1,2}}/\d{{1,2}}"
    rf"|{_DAY}\s*(?:of\s+|de\s+|del\s+)?{_MONTH},?\s*(?:of\s+|de\s+|del\s+)?\d{{4}}"
    rf"|{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_MONTH}\s+(?:de\s+)?\d{{4}})"
)
_WRITTEN = (
    (re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})"), "number"),
    (re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"), "number"),
    (re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})"), "slashes"),
    (re.compile(rf"(?P<d>\d{{1,2}})\S{{0,2}}\s*(?:of\s+|del?\s+)?(?P<m>{_MONTH}),?\s*(?:of\s+|del?\s+)?(?P<y>\d{{4}})", re.I), "name"),
    (re.compile(rf"(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})\S{{0,2}},?\s+(?P<y>\d{{4}})", re.I), "name"),
    (re.compile(rf"(?P<m>{_MONTH})\s+(?:de\s+)?(?P<y>\d{{4}})", re.I), "month"),
)  # fmt: skip

CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2,6}[-/]){1,3}\d{1,4}(?:[-./]\d{1,4})?[a-z]?(?![\w-])|(?<![\w-])[A-Z]{2,6}\d{2,4}(?![\w-])"
)
# A code without a figure ("AB-ROOM") is one only where a code would stand.
_PLAIN_CODE = re.compile(r"(?:^|\()(?P<code>[A-Z]{2,6}[-/][A-Z]{2,8})(?=[,);:.\s]|$)")
_ANY_CODE = re.compile(rf"{CODE.pattern}|(?<![\w-])[A-Z]{{2,6}}[-/][A-Z]{{2,8}}(?![\w-])")
_LABELLED_CODE = re.compile(
    r"\b(?:document|policy|doc|ref(?:erence)?|code|dokument|richtlinie|documento|referencia|réf(?:érence)?)"
    r"\.?\s*(?:no|nr|id|number|code|nummer|n[º°o])?\.?\s*[:#]?\s*(?P<code>[A-Z][A-Z0-9]*(?:[-./][A-Z0-9]+)+|[A-Z]{2,}\d+)\b",
    re.IGNORECASE,
)

_FROM = re.compile(
    r"(?:in\s+(?:effect|force)|effective(?:\s+date)?|date\s+of\s+effect|valid|applies|applicable|binding|starts?|commenc\w+|takes\s+effect|"
    r"into\s+force|current|gültig|gilt|wirksam|in\s+kraft(?:\s+getreten)?|vigente|válid[oa]|en\s+vigor|entrada\s+en\s+vigor|"
    r"vigencia|en\s+vigueur|valable|applicable|prend\s+effet)"
    r"\s*(?::|–|—|-)?\s*(?:(?:from|since|on|as\s+(?:of|from)|starting|ab|seit|vom|am|zum|desde|a\s+partir\s+del?|el|"
    r"depuis|à\s+(?:partir|compter)\s+du|dès\s+le|le|du|dem|den|the)\s*:?\s*)*"
    rf"(?P<date>{_DATE})"
    rf"(?:\s*(?:to|until|till|through|[-–—]|bis(?:\s+zum)?|hasta(?:\s+el)?|al|jusqu['’]au|au)\s*(?P<until>{_DATE}))?",
    re.IGNORECASE,
)
# Where nothing else is said, a document holds from the day on which it was given out.
_GIVEN_OUT = re.compile(
    rf"\b(?:issued|published|dated|edition\s+of|veröffentlicht|publicad[oa]|publiée?)\b\D{{0,12}}(?P<date>{_DATE})",
    re.IGNORECASE,
)
# "AB-INT-3, from 1 June 2026": no verb, but at the start of a part of the header.
_BARE_FROM = re.compile(
    rf"(?:^|,\s+)(?:from|since|as\s+of|ab|seit|desde(?:\s+el)?|depuis(?:\s+le)?|à\s+(?:partir|compter)\s+du)\s+(?P<date>{_DATE})",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:valid|in\s+(?:effect|force)|effective|applies|applicable|applied|current)?\s*"
    r"(?:(?:up\s+)?(?:until|till|through)(?:\s+and\s+including)?|up\s+to(?:\s+and\s+including)?|to|expir(?:es|ed|y|ing)(?:\s+date)?(?:\s+on)?|"
    r"ended(?:\s+on)?|ends(?:\s+on)?|lapse[sd](?:\s+on)?|withdrawn(?:\s+on)?|retired(?:\s+on)?|"
    r"(?:gültig|gilt)\s+bis(?:\s+zum)?|bis\s+zum|außer\s+kraft(?:\s+seit)?|(?:vigente|válid[oa]|vigencia)\s+hasta(?:\s+el)?|hasta\s+el|"
    r"vence(?:\s+el)?|(?:valable|en\s+vigueur|valide)\s+jusqu['’]au|jusqu['’]au|expire(?:\s+le)?)"
    rf"\s*(?::|–|—|-)?\s*(?:and\s+including\s+|the\s+|einschließlich\s+)?(?P<date>{_DATE})",
    re.IGNORECASE,
)
# "Withdrawn on", "Superseded on 1 March": the document no longer held on that very day.
_ENDED_ON = re.compile(
    r"(?:withdrawn|retired|superseded|replaced|no\s+longer\s+(?:valid|in\s+force|applies|apply)|out\s+of\s+force|außer\s+kraft|aufgehoben|"
    r"ersetzt|derogad[oa]|sustituid[oa]|remplacée?|abrogée?)\b(?:[^.;·|\d]|[-/]\d){0,60}?"
    r"(?:on|from|as\s+(?:of|from)|since|with\s+effect\s+from|ab|am|zum|seit|desde|el|a\s+partir\s+del?|le|du|depuis)\s+(?:el\s+|le\s+)?"
    rf"(?P<date>{_DATE})",
    re.IGNORECASE,
)
_NAME_OF_DOCUMENT = r"(?P<what>[^.;·|\n]{2,90})"
_REPLACED_BY = re.compile(
    r"\b(?:superseded|replaced|ersetzt|abgelöst|sustituid[oa]|reemplazad[oa]|remplacée?)\s+(?:by|durch|von|por|par)\s+(?:the\s+)?"
    + _NAME_OF_DOCUMENT,
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\b(?:replaces|supersedes|replacing|superseding|ersetzt(?!\s+(?:durch|von))|löst|sustituye|reemplaza|remplace)(?:\s*:\s*|\s+)(?:a\s+|ab\s+)?(?:the\s+)?"
    + _NAME_OF_DOCUMENT,
    re.IGNORECASE,
)
_DEALS = (
    r"(?:orders?|bookings?|reservations?|contracts?|agreements?|policies|policy|incidents?|purchases?|sales|subscriptions?|stays?|"
    r"journeys?|trips?|flights?|tickets?|claims?|accounts?|tariffs?|plans?|memberships?|loans?|deliveries|invoices?|rentals?|repairs?|events?|"
    r"members?|customers?|bestellungen|buchungen|verträge|käufe|vorfälle|reisen|pedidos|reservas|contratos|compras|incidentes|"
    r"commandes|réservations|contrats|achats|incidents)"
)
_GAP = r"(?:\s+(?!(?:before|from|after|since|until|up)\b)[\wáéíóúñüäöß'’-]+){0,6}?"
# "Covers garments collected before 1 February": whatever a company deals with.
_ANY_DEALS = rf"(?:{_DEALS}|(?:(?<=only )|(?<=only to )|(?<=only for )|(?<=covers )|(?<=applies to )|(?<=kept for ))[a-z]{{3,}}s)"
_DEALS_BEFORE = re.compile(
    rf"\b(?P<what>{_ANY_DEALS}{_GAP})\s+(?:(?P<open>before|prior\s+to|earlier\s+than|vor(?:\s+dem)?|antes\s+del?|avant(?:\s+le)?)|"
    r"(?P<closed>(?:up\s+)?(?:until|till|through)|up\s+to|on\s+or\s+before|no\s+later\s+than|bis(?:\s+(?:einschließlich|zum))?|hasta(?:\s+el)?|jusqu['’]au))"
    rf"(?:\s+and\s+including)?\s+(?:the\s+)?(?P<date>{_DATE})",
    re.IGNORECASE,
)
_DEALS_FROM = re.compile(
    rf"\b{_DEALS}{_GAP}\s+(?:(?P<after>after|nach(?:\s+dem)?|después\s+del?|après(?:\s+le)?)|"
    r"on\s+or\s+after|from|since|as\s+of|starting|ab(?:\s+dem)?|seit(?:\s+dem)?|desde(?:\s+el)?|a\s+partir\s+del?|à\s+(?:partir|compter)\s+du|depuis(?:\s+le)?)"
    rf"\s+(?:the\s+)?(?P<date>{_DATE})",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:appl(?:y|ies|ied|icable)|valid|covers?|kept|retained|remains?|for|concerns?|only|gilt|gelten|nur|aplica\w*|válid\w*|sólo|solo|"
    r"s['’]applique\w*|valable|uniquement|bookings?|orders?)\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"^\W*(?:strictly\s+|company\s+|for\s+)?(?:internal(?:ly)?|confidential|staff|restricted|intern|vertraulich|interno|confidencial|interne|"
    r"confidentiel|uso\s+interno|usage\s+interne)\b(?:\s+(?:use|only|document|note|guidance|to\s+staff|and\s+confidential|gebrauch|dokument))*\s*"
    r"(?:$|[:.,;·|()–—-])|"
    r"\b(?:internal|staff|employee|agent|team|company)(?:-|\s+)(?:use\s+)?only\b|\bfor\s+internal\s+(?:use|purposes)\b|"
    r"\bnot\s+(?:to\s+be\s+(?:quoted|shared|shown|disclosed|given|sent|passed|published|told)|for\s+(?:customers?|publication|clients?|guests?|"
    r"distribution|external|sharing|members?|passengers?|patients?))|"
    r"\b(?:do|must|may|should)\s+not\s+(?:be\s+)?(?:quoted?|shared?|shown?|disclosed?|sent|send|forward(?:ed)?|publish(?:ed)?|mention(?:ed)?|"
    r"reveal(?:ed)?|pass(?:ed)?)\b[^.]{0,40}\b(?:to|with|outside)\b|\bnever\s+(?:quote|share|show|disclose|mention)\b[^.]{0,30}\b(?:to|with)\b|"
    r"\bnur\s+(?:für\s+den\s+)?(?:intern\w*|dienstgebrauch)|\bnicht\s+(?:an|gegenüber)\s+kunden|\bno\s+(?:citar|compartir|mostrar|divulgar)\b|"
    r"\bsólo\s+(?:para\s+)?uso\s+interno|\bne\s+pas\s+(?:citer|communiquer|divulguer|diffuser|transmettre)\b|\bà\s+usage\s+interne",
    re.IGNORECASE,
)
_NOT_INTERNAL = re.compile(
    r"\b(?:not|non|no longer|nicht|no es)\s+(?:confidential|internal|intern|vertraulich)\b", re.IGNORECASE
)
_FOR_WHOM = re.compile(
    r"(?:^|[.·|;]\s*|\s[-–—]\s|\s(?=(?-i:[A-Z])\w+:))(?P<label>regions?|countr(?:y|ies)|market|territor(?:y|ies)|tiers?|plans?|member(?:ship)?\s+levels?|applies\s+to|"
    r"applicable\s+to|scope|for|gilt\s+für|region(?:en)?|land|länder|tarife?|región|país(?:es)?|plan(?:es)?|se\s+aplica\s+a|aplica\s+a|"
    r"s['’]applique\s+(?:à|aux)|région|pays|formules?)\s*:?\s+(?P<what>[^.;·|\n]{2,80})",
    re.IGNORECASE,
)
_REGIONS = re.compile(
    r"\b(?:EU|EEA|EWR|UE|UK|US|USA|U\.S\.|European Union|Europe|United (?:Kingdom|States)|Great Britain|Northern Ireland|England|Scotland|Wales|"
    r"Ireland|Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|France|Spain|España|Italy|Portugal|Netherlands|Belgium|Canada|Mexico|"
    r"México|Australia|New Zealand|India|Japan|Singapore|Brazil|Nordics?|DACH|Benelux|APAC|EMEA|LATAM|North America|Alaska|Hawaii|Puerto Rico|"
    r"worldwide|global|international|domestic)\b"
)
# "Region: Inner Ring and Outer Ring (with the islands)": the company's own names of its regions.
_PLACES = re.compile(
    r"(?:the )?(?!(?:All|Any|Both|Each|Every|Our|No|None)\b)[A-Z]\w+(?: [A-Z]\w+)*(?:(?:, | and |, and )[A-Z]\w+(?: [A-Z]\w+)*)*(?=\s*(?:\(|$|only\b))"
)
# "Region: mainland sites (Ashby, Long Combe)": the company's own kinds of places, and which they are.
_KINDS_OF_PLACE = re.compile(
    r"(?:the )?(?P<kind>[a-z]+) (?:sites?|stores?|shops?|branches|houses?|hotels?|stations?|clinics?|studios?|centres?|centers?|locations?|"
    r"depots?|ports?|parks?|zones?|schools?|offices?|venues?)\b(?: only)?(?:\s*\((?P<names>[^()]+)\))?(?:(?:, | and |, and )(?P<more>[A-Z]\w+(?: [A-Z]\w+)*))?\s*$"
)
_ANY_PLACE = re.compile(
    r"\b(?:all|any|both|each|every|everywhere|no|our|own|other|except|outside|unless|not)\b", re.IGNORECASE
)
_AND = re.compile(r",? and |, ")
_TIERS = re.compile(
    r"\b(?P<tier>[A-ZÄÖÜ][\w+-]*(?:\s+(?:Plus|Pro|Premium|Elite|[A-ZÄÖÜ][\w+-]*))?)(?=\s*(?:,|and|und|y|et|or|&|$|\s(?:members?|plans?|customers?|"
    r"tier|accounts?|Kunden|Mitglieder|clientes|socios|clients|guests?|subscribers?|holders?)))"
)
_NO_TIER = frozenset(
    word
    for line in (
        "All Any Both Every Everyone The Support Customer Care Sales Success Service Policy Head Owner Staff Agents",
        "Representatives Orders Bookings Customers Members Claims Contracts Operations Desk Only Office Department Teams",
        "Helpdesk Finance",
    )
    for word in line.split()
)
_SPLIT = re.compile(
    r"\s*(?:[·|•]|\n|;|(?<!\d)\.\s+(?=[A-ZÁÉÍÓÚÄÖÜ])|(?<=\d{4})\.\s+|(?<=\d{4}),\s+(?=\D)|\s[-–—]\s)\s*"
)
_CLOSING_NOTE = re.compile(
    r"\b(?:archiv\w+|note|nota|hinweis|version|document|policy|dokument|documento|superseded|withdrawn|this\s+\w+\s+(?:applies|applied|is\s+valid|expires?|expired))\b",
    re.IGNORECASE,
)


def read_standing(doc: ReadDocument, path: str) -> Standing:
    """The standing stated in the first blocks of a document and in a note at its close; what is not stated is None.

    `path` is the file's: a folder or a name that says "internal" or "confidential" counts as the word in the header.
    """
    opening = _opening(doc.blocks)
    closing = [text for text in _closing(doc.blocks) if _CLOSING_NOTE.search(text)]
    # Only the header says what the document is; the close may add until when and for what it is kept.
    effective, until = _from(opening), _until([*opening, *closing])
    span = next((found for text in opening if (found := _FROM.search(text)) and found["until"]), None)
    if until is None and span is not None:
        until = read_date(span["until"], end=True)
    before, since, by = _deals([*opening, *closing])
    code = _code(opening, doc.title)
    superseded_by = _named(_REPLACED_BY, [*opening, *closing])
    supersedes = _named(_REPLACES, opening)
    regions, tiers = _for_whom(opening)
    return Standing(
        code=code,
        effective_from=effective,
        effective_until=until,
        supersedes=supersedes,
        superseded_by=superseded_by,
        orders_before=before,
        orders_from=since,
        orders_by=by,
        internal=_internal(opening, doc.title, path),
        regions=regions,
        tiers=tiers,
    )


def read_date(text: str, *, end: bool = False) -> dt.date | None:
    """The first date in a text: "1 March 2026", "March 1, 2026", "2026-03-01", "01.03.2026", "1. März 2026".

    A month without a day is its first day, or its last with `end`. With slashes the day comes first unless that is
    impossible. None where there is no date, or none that exists.
    """
    for pattern, style in _WRITTEN:
        if found := pattern.search(text):
            return _written(found, style, end=end)
    return None


def _written(found: re.Match[str], style: str, *, end: bool) -> dt.date | None:
    year = int(found["y"])
    if style == "slashes":
        day, month = int(found["a"]), int(found["b"])
        if month > 12:
            day, month = month, day
    else:
        month = int(found["m"]) if style == "number" else _MONTHS[found["m"].lower().rstrip(".")]
        day = int(found["d"]) if style != "month" else 1
    try:
        if style == "month" and end:
            day = calendar.monthrange(year, month)[1]
        return dt.date(year, month, day)
    except ValueError:
        return None


def _opening(blocks: Sequence[Block]) -> list[str]:
    """The lines of the header: what stands before the second heading, if it is short, and no clause."""
    said: list[str] = []
    headings = 0
    for i, block in enumerate(blocks[:12]):
        if block.kind == "heading":
            # A title may stand on two lines; a heading after the first text opens the first section.
            if (headings and len(said) > headings) or headings == 3:
                break
            headings += 1
            said.append(block.text)
        elif block.kind == "row" and (len(block.cells) == 1 or _alone(blocks, i)):
            said += [f"{name}: {cell}" if name else cell for name, cell in block.cells if cell]
        elif (block.kind == "paragraph" and len(block.text) <= 420 and not re.match(r"\d+\.\d", block.text)) or (
            block.kind == "item" and len(block.text) <= 160
        ):
            said.append(block.text)
    return said


def _alone(blocks: Sequence[Block], i: int) -> bool:
    """Whether a row is the only one of its table: a table of one row states facts, a longer one lists cases."""
    return all(not 0 <= near < len(blocks) or blocks[near].kind != "row" for near in (i - 1, i + 1))


def _closing(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks[-3:] if block.kind == "paragraph" and not re.match(r"\d+\.\d", block.text)]


def _lines(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (part for part in _SPLIT.split(text) if part)


def _code(opening: Sequence[str], title: str) -> str | None:
    for line in _lines([*opening, title]):
        if re.match(r"\W*(?:replace|supersede|superseded|see|ersetzt|sustituye|remplace)", line, re.IGNORECASE):
            continue
        if found := _LABELLED_CODE.search(line):
            return found["code"] if any(character.isdigit() for character in found["code"]) else None
        found = CODE.search(line)
        before = line[: found.start()].lower() if found else ""
        if found and not re.search(r"replac|supersed|ersetzt|sustitu|remplac", before):
            return found.group().strip()
    plain = next((found for line in _lines(opening) if (found := _PLAIN_CODE.search(line))), None)
    return plain["code"] if plain else None


def _from(texts: Sequence[str]) -> dt.date | None:
    for text in texts:
        for found in _FROM.finditer(text):
            clause = text[max(0, found.start() - 60) : found.start()].rsplit(".", 1)[-1]
            # "applies to orders from 1 March" is a scope, not a beginning.
            if re.search(rf"\b{_DEALS}\b[^.]*$", clause, re.IGNORECASE) and "effective" not in found.group().lower():
                continue
            return read_date(found["date"])
    for line in _lines(texts):
        bare = _BARE_FROM.search(line)
        if bare and not re.search(rf"\b{_DEALS}\b", line, re.IGNORECASE):
            return read_date(bare["date"])
    for text in texts:
        if given_out := _GIVEN_OUT.search(text):
            return read_date(given_out["date"])
    return None


def _until(texts: Sequence[str]) -> dt.date | None:
    for text in texts:
        for line in _lines([text]):
            ended = _ENDED_ON.search(line)
            if ended and (day := read_date(ended["date"])):
                return day - dt.timedelta(days=1)
            for found in _UNTIL.finditer(line):
                lead = line[: found.start()]
                stated = re.match(r"\s*(?:to|until|till|through|up)", found.group(), re.IGNORECASE)
                if stated and (
                    re.search(rf"\b{_DEALS}\b", lead, re.IGNORECASE) or not (lead.strip() == "" or read_date(lead))
                ):
                    continue
                return read_date(found["date"], end=True)
    return None


def _deals(texts: Sequence[str]) -> tuple[dt.date | None, dt.date | None, str | None]:
    """Before and since which day something has to have happened, and what ("garments collected")."""
    before = since = by = None
    for line in _lines(texts):
        scoped = _SCOPE.search(line)
        if not scoped:
            continue
        if before is None and (found := _DEALS_BEFORE.search(line)) and not _elsewhere(line, found):
            day = read_date(found["date"], end=bool(found["closed"]))
            before = day + dt.timedelta(days=1) if day and found["closed"] else day
            by = " ".join(found["what"].lower().split()) if day else None
        if since is None and (found := _DEALS_FROM.search(line)) and not _elsewhere(line, found):
            day = read_date(found["date"])
            since = day + dt.timedelta(days=1) if day and found["after"] else day
    return before, since, by


def _elsewhere(line: str, found: re.Match[str]) -> bool:
    """Whether the sentence gives these orders to another document ("for later orders the version X applies")."""
    clause = line[max(line.rfind(". ", 0, found.start()) + 1, 0) :]
    return bool(
        re.search(
            r"\b(?:see|another|other|newer|older|version\s+\S*\d\S*\s+(?:applies|apply)|keep the)\b",
            clause,
            re.IGNORECASE,
        )
    ) or bool(re.match(r"\s*(?:replaces|supersedes|ersetzt|sustituye|remplace)", clause, re.IGNORECASE))


def _named(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    for text in texts:
        if found := pattern.search(text):
            what = found["what"].strip(" ,:")
            codes = _ANY_CODE.findall(what)
            if codes:
                return " and ".join(dict.fromkeys(code.strip() for code in codes))
            what = re.split(r"\s+(?:for|Applies|applies|Owner|on|from|as of|with effect)\b|,\s|\s[A-Z]\w+:", what)[
                0
            ].strip()
            return what or None
    return None


def _internal(opening: Sequence[str], title: str, path: str) -> bool:
    for line in [*_lines([title, *opening])]:
        if len(line) <= 160 and _INTERNAL.search(line) and not _NOT_INTERNAL.search(line):
            return True
    parts = re.split(r"[/\\._\-\s]+", path.lower())
    return bool(
        {"internal", "confidential", "intern", "vertraulich", "interno", "confidencial", "interne", "confidentiel"}
        & set(parts)
    )


def _for_whom(opening: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    regions: list[str] = []
    tiers: list[str] = []
    for text in opening:
        for found in _FOR_WHOM.finditer(text):
            what = found["what"]
            label = found["label"].lower()
            known = [*_REGIONS.findall(what), *(CODES.findall(what) if _IS_REGION.match(label) else ())]
            if not known and label.startswith("region"):
                known = _own_places(what)
            regions += map(region_named, known)
            if label in ("for", "scope", "land") and not re.search(
                r"members?|plans?|tiers?|customers", what, re.IGNORECASE
            ):
                continue
            if _IS_REGION.match(label):
                continue
            if re.search(rf"\b{_DEALS}\b\s+(?:placed|made|before|from|after|since)", what, re.IGNORECASE):
                continue
            for tier in _TIERS.finditer(what):
                name = tier["tier"].strip()
                if not _REGIONS.search(name) and not set(name.split()) & _NO_TIER and not CODE.search(name):
                    tiers.append(name)
    return tuple(dict.fromkeys(regions)), tuple(dict.fromkeys(tiers))


_IS_REGION = re.compile(r"(?:region|countr|market|territor|land|länder|país|pays|région|región)")


def _own_places(what: str) -> list[str]:
    """The regions that a company names in its own words: places by their names, or a kind of places with or without them."""
    # "Ropewalk Theatre (Bristol), De Kadezaal (Utrecht)"
    plain = re.sub(r" ?\([^)]*\)(?=,| and\b|$| ·)", "", what)
    if (places := _PLACES.match(plain)) is not None:
        return _AND.split(places.group())
    kind = _KINDS_OF_PLACE.match(what.strip())
    if kind is None or _ANY_PLACE.search(what):
        return []
    listed = ", ".join(part for part in (kind["names"], kind["more"]) if part)
    return [kind["kind"], *(name for name in _AND.split(listed) if re.match(r"[A-Z]", name))]
