"""Dues: when the company's act or its effect comes, read out of a stretch of text."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.case import Due, DueUnit, Language
from assistant.promises.patterns import Scan, match

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_SHORT_DAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_NUMBERS = {
    "en": {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
           "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "twenty-one": 21, "twenty-four": 24,
           "twenty-eight": 28, "thirty": 30, "forty-eight": 48, "sixty": 60, "seventy-two": 72, "ninety": 90},
    "es": {"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
           "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30},
    "de": {"ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
           "neun": 9, "zehn": 10, "zwölf": 12, "vierzehn": 14, "zwanzig": 20, "dreißig": 30},
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "quinze": 15,
           "vingt": 20, "trente": 30},
}  # fmt: skip
_UNITS: dict[str, str] = {
    "en": r"(?:(?P<bd>(?:working|business|banking|bank|week)[\s-]?days?)|(?P<h>hours?|hrs?|h)|(?P<d>(?:calendar )?days?)|(?P<w>weeks?|wks?)|(?P<f>fortnight)|(?P<m>months?))\b",
    "es": r"(?:(?P<bd>días (?:hábiles|laborables|laborales))|(?P<h>horas?|h)|(?P<d>días?(?: naturales)?)|(?P<w>semanas?)|(?P<f>quincena)|(?P<m>mes(?:es)?))\b",
    "de": r"(?:(?P<bd>(?:arbeits|werk|bank|geschäfts)tag(?:en?|e?s)?)|(?P<h>stunden?)|(?P<d>(?:kalender)?tag(?:en?|e?s)?)|(?P<w>wochen?)|(?P<f>\0)|(?P<m>monat(?:en?|e?s)?))\b",
    "fr": r"(?:(?P<bd>jours? ouvr(?:és?|ables?))|(?P<h>heures?|h)|(?P<d>jours?(?: calendaires?)?)|(?P<w>semaines?)|(?P<f>quinzaine)|(?P<m>mois))\b",
}
_LEADS: dict[str, str] = {
    "en": r"within(?: the next| about| roughly| approximately| around| a maximum of| at most)?|inside(?: of)?|in(?: about| around| roughly| approximately| under| the next| as little as| less than| at most)?"
    r"|over the next|during the next|(?:will |would |may |can |should |usually |normally |typically |generally |could |might )?takes?(?: about| around| up to| between| roughly| approximately| you)?"
    r"|taking(?: about| up to)?|allow(?: us)?(?: up to| about| at least)?|no later than|not later than|at most|at the latest|needs?|after",
    "es": r"en(?: un plazo (?:máximo )?de| el plazo de| menos de| unos| unas| los próximos| las próximas)?|dentro de(?: los próximos| las próximas)?|a más tardar en|tardan?(?: entre)?"
    r"|en un máximo de|en el transcurso de",
    "de": r"innerhalb(?: von| der nächsten)?|binnen|in(?: etwa| rund| den nächsten| spätestens)?|spätestens (?:in|nach)|dauert(?: etwa| bis zu| rund)?|dauern(?: etwa| bis zu)?|nach",
    "fr": r"sous|dans(?: un délai (?:maximum )?de| les| le délai de)?|d'ici(?: à)?|en(?: moins de)?|au plus tard dans|prend(?:re)?(?: environ| jusqu'à)?|prennent(?: environ)?|dans un délai maximal de",
}
_UNIT_OF: dict[str, tuple[DueUnit, int]] = {
    "bd": ("business_days", 1), "h": ("hours", 1), "d": ("days", 1), "w": ("weeks", 1), "f": ("weeks", 2), "m": ("months", 1),
}  # fmt: skip
_JOIN = r"\s?(?:-|–|—|to|or|and|a|o|y|e|bis|oder|und|à|ou|et)\s?"


@dataclass(frozen=True, slots=True)
class _Calendar:
    months: dict[str, int]
    days: dict[str, int]
    numbers: dict[str, int]
    span: Scan
    bare: Scan
    patterns: tuple[tuple[Scan, Callable[[re.Match[str], dt.date, _Calendar], dt.date | None]], ...]


@lru_cache(maxsize=4096)
def find(
    text: str,
    *,
    sent_on: dt.date,
    language: Language,
    visit: dt.date | None = None,
    loose: bool = False,
    past: bool = False,
) -> Due | None:
    """The due date or span in the text; None where there is none.

    `visit` is the day of the visit named before, for "the day before". `loose` accepts a date or span without a word such as "by"
    (a table cell, a fragment). `past`: the deed is done, so only a day that is still to come ("for 7 May") counts.
    """
    words = _CALENDARS[language]
    low = text.lower().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    best: tuple[int, Due] | None = None
    for pattern, reader in words.patterns:
        for found in pattern.finditer(low):
            if best is not None and found.start() >= best[0]:
                break
            if _not_a_due(low, found.start(), found.end(), language) or not _led(found, low, words, loose, past):
                continue
            if "before_visit" in found.groupdict():
                day = visit - dt.timedelta(days=1) if visit else None
            else:
                day = reader(found, sent_on, words)
            if day is not None and day >= sent_on:
                best = (found.start(), Due(unit="date", date=day))
                break
    for found in (words.bare if loose else words.span).finditer(low):
        if best is not None and found.start() >= best[0]:
            break
        due = None if _not_a_due(low, found.start(), found.end(), language) else _span(found, words)
        if due is not None:
            return due
    return best[1] if best else None


_BEFORE = {
    "en": re.compile(
        r"\b(?:throw\w*|thrown|tack\w*|any|every|each|for(?: up to| the next| another)?|last(?:s|ing)?|of|dated|since|until|till|(?<!goes )(?<!go )(?<!going )(?<!gone )through|from|to|after|between|past|the first|invoice|bill|backdated to|statement|"
        r"starting|effective|ordered|placed|bought|(?<!be )(?<!been )(?<!being )paid|purchased|\d|up to|another|(?:one|a|two|\d+) day|covering|valid|during)\s*$"
    ),
    "es": re.compile(r"\b(?:cada|durante|hasta|desde|del?|a partir del?|factura del?|por|últim[oa]s?)\s*$"),
    "de": re.compile(
        r"\b(?:jede[nrs]?|alle|seit|vom|von|ab|bis zu|rechnung vom|für(?: de[nm]| das| die)?|letzte[nrs]?|länger als)\s*$"
    ),
    "fr": re.compile(
        r"\b(?:chaque|tous les|pendant|depuis|du|jusqu'(?:au|à)|facture du|pour|derniers?|dernières?)\s*$"
    ),
}
_AFTER = {
    "en": re.compile(r"^\s*(?:ago|late|later|earlier|old|long|notice|(?:in )?advance|free|straight|each|'s? (?:bill|notice|invoice|incident|flight|delivery|visit|outage|delay|email|call|message)|or more|guarantee|warranty|trial|plan|period|off)\b"),
    "es": re.compile(r"^\s*(?:de retraso|antes|de antelación|gratis|de garantía)\b"),
    "de": re.compile(r"^\s*(?:lang|zu spät|verspätung|später|früher|alt|garantie|kostenlos|gratis)\b"),
    "fr": re.compile(r"^\s*(?:de retard|plus tôt|à l'avance|gratuits?|offerts?|de garantie)\b"),
}  # fmt: skip


_BAD_LEADS = re.compile(
    r"(?:until|since|of|from|to|desde|hasta|del?|al|a partir|ab|vom|seit|zum|depuis|du|jusqu|à partir|dès)\b"
)
_BOOKED = re.compile(
    r"(?:booked|scheduled|planned|set|arranged|moved|appointment|slot|visit|in|engineer|technician|roofer|plumber|electrician|fitter|builder|courier|van|crew|made|reserved|down|due|you in|collection|delivery|ready|in time)\s*$"
)
_COMING = re.compile(r"(?:by|for|before|no later|not later|bis|vor|para|antes|a más tardar|avant|d'ici|pour|au plus)\b")


_DATED = re.compile(
    r"\b(?:bill|invoice|charge|order|email|letter|message|note|statement|stay|visit|call|complaint|incident|payment|fee|photo|booking|delivery|parcel|contract|night|day|week|time|refund|purchase|transaction|report|debit)s?\s*$"
)


def _starts(low: str, start: int, end: int) -> bool:
    # "from Monday" is when it begins, unless it dates a thing ("the bill from 3 May") or opens a stretch ("from 3 to 5 May").
    return not _DATED.search(low, max(0, start - 20), start) and not match(
        r"\s*(?:to|until|till|and|through|-|–)\b", low[end : end + 10]
    )


def _led(found: re.Match[str], low: str, words: _Calendar, loose: bool, past: bool) -> bool:
    # Whether the word before a date lets it be the day of the company's act.
    groups = found.groupdict()
    lead = (groups.get("lead") or "").strip()
    if past and not (_COMING.match(lead) if "lead" in groups else low.startswith(("by ", "before "), found.start())):
        return False
    if lead:
        if lead.startswith("for"):
            return bool(_BOOKED.search(low, max(0, found.start() - 24), found.start()))
        if lead.startswith("from"):
            return _starts(low, found.start(), found.end())
        return not _BAD_LEADS.match(lead)
    return "soft" not in groups or loose or any(day in found.group() for day in words.days if len(day) > 4)


# "the price you saw on Sunday": the customer's own past act.
_CUSTOMERS_PAST = re.compile(
    r"\byou (?:have |had |first )?(?:\w+ed|saw|paid|bought|sent|wrote|made|spoke|rang|told|got|had|gave|were)(?: (?!and\b|but\b|will\b)\S+){0,5}? ?$"
)


def _not_a_due(low: str, start: int, end: int, language: Language) -> bool:
    past = language == "en" and not low.startswith("within", start)
    if past and _CUSTOMERS_PAST.search(low, max(0, start - 60), start):
        return True
    if _AFTER[language].match(low[end : end + 20]):
        return True
    return bool(_BEFORE[language].search(low, max(0, start - 24), start))


def _span(found: re.Match[str], words: _Calendar) -> Due | None:
    groups = found.groupdict()
    unit, times = next(_UNIT_OF[name] for name in _UNIT_OF if groups.get(name))
    first = _number(groups["n"], words)
    last = _number(groups["to"], words) if groups.get("to") else None
    if first is None:
        return None
    return Due(value=first * times, max=last * times if last is not None and last > first else None, unit=unit)


def _number(text: str | None, words: _Calendar) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text) if len(text) < 4 else None
    return 1 if text in ("the", "der", "la", "l'") else words.numbers.get(text)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _next(sent_on: dt.date, month: int, day: int, year: int | None) -> dt.date | None:
    # A date without a year is its next occurrence; a day the month does not have is no date.
    for candidate in (
        (year,) if year else (sent_on.year, sent_on.year + 1, sent_on.year + 2, sent_on.year + 3, sent_on.year + 4)
    ):
        try:
            made = dt.date(candidate, month, day)
        except (ValueError, OverflowError):
            continue
        if year or made >= sent_on:
            return made
    return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if year > 99 else 2000 + year


def _day_month(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    month = words.months.get(found["month"].rstrip("."))
    return _next(sent_on, month, int(found["day"]), _year(found["year"])) if month else None


def _numeric(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    day, month = int(found["day"]), int(found["month"])
    if month > 12:
        day, month = month, day
    return _next(sent_on, month, day, _year(found["year"])) if 1 <= month <= 12 else None


def _iso(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    return (
        _next(sent_on, int(found["month"]), int(found["day"]), int(found["year"]))
        if 1 <= int(found["month"]) <= 12
        else None
    )


def _the_nth(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    day = int(found["day"])
    for ahead in range(13):
        index = sent_on.month - 1 + ahead
        made = _next(sent_on, index % 12 + 1, day, sent_on.year + index // 12)
        if made is not None and made >= sent_on:
            return made
    return None


def _weekday(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    ahead = (words.days[found["weekday"].rstrip(".")] - sent_on.weekday() - 1) % 7 + 1
    return sent_on + dt.timedelta(days=ahead)


def _after_days(days: int) -> Callable[[re.Match[str], dt.date, _Calendar], dt.date | None]:
    return lambda found, sent_on, words: sent_on + dt.timedelta(days=days)


def _friday(weeks: int) -> Callable[[re.Match[str], dt.date, _Calendar], dt.date | None]:
    return lambda found, sent_on, words: sent_on + dt.timedelta(days=(4 - sent_on.weekday()) % 7 + 7 * weeks)


def _weekend(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    return sent_on + dt.timedelta(days=(5 - sent_on.weekday()) % 7)


def _end_of_month(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    name = found.groupdict().get("month")
    month = words.months.get(name) if name else sent_on.month
    if month is None:
        return None
    return _month_end(sent_on.year + (1 if month < sent_on.month else 0), month)


def _end_of_next_month(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    return _month_end(sent_on.year + sent_on.month // 12, sent_on.month % 12 + 1)


def _end_of_year(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    return dt.date(sent_on.year, 12, 31)


def _christmas(found: re.Match[str], sent_on: dt.date, words: _Calendar) -> dt.date | None:
    return _next(sent_on, 12, 25, None)


def _names(language: str) -> tuple[dict[str, int], dict[str, int]]:
    months = {name: k for k, name in enumerate(_MONTHS[language].split(), 1)}
    days = {name: k for k, name in enumerate(_DAYS[language].split())}
    if language == "en":
        months |= _SHORT
        days |= _SHORT_DAYS
    if language == "de":
        days["sonnabend"] = 5
    return months, days


_DATE_LEADS = {
    "en": r"(?P<lead>(?:(?:by|on|before|no later than|not later than|latest by|at the latest by|in time for|for|of|ahead of|prior to|from|as of|with effect from|until|since|to|this|coming|next|only on|from)\s+(?:or before\s+|about\s+|the\s+|this\s+|this coming\s+|next\s+|coming\s+|end of\s+|close of business on\s+|close of business\s+|around\s+|at the latest on\s+|noon on\s+|midday on\s+|\d{1,2}\s?[ap]m on\s+|\d{1,2}\s?[ap]m\s+)?)?)",
    "es": r"(?P<lead>(?:(?:antes del?|para el|el|a más tardar el|este|el próximo|hasta el|desde el|del|al|a partir del|próximo)\s+(?:próximo\s+|día\s+|viernes\s+|este\s+)?)?)",
    "de": r"(?P<lead>(?:(?:bis(?: spätestens)?(?: zum)?|am|vor dem|spätestens am|ab|vom|zum|bis einschließlich|diesen|kommenden|nächsten|kommende|nächste|seit)\s+(?:kommenden\s+|nächsten\s+)?)?)",
    "fr": r"(?P<lead>(?:(?:avant le|d'ici(?: au?| le)?|le|au plus tard le|pour le|ce|jusqu'au|depuis le|du|au|dès|à partir du|avant)\s+(?:prochain\s+)?)?)",
}


def _calendar(language: str) -> _Calendar:
    months, days = _names(language)
    numbers = _NUMBERS[language]
    month = "|".join(sorted((re.escape(m) for m in months), key=len, reverse=True))
    weekday = "|".join(sorted((re.escape(d) for d in days), key=len, reverse=True))
    number_word = r"\d{1,3}|" + "|".join(sorted((re.escape(w) for w in numbers), key=len, reverse=True)) + "|the|la|der"
    head = _DATE_LEADS[language]
    wd = rf"(?:(?:{weekday})\.?,?\s+(?:the\s+|den\s+|le\s+|dem\s+)?)?"
    ordinal = {"en": r"(?:st|nd|rd|th)?", "es": r"", "de": r"\.?", "fr": r"(?:er)?"}[language]
    of = {"en": r"\s+(?:of\s+)?", "es": r"\s+de\s+", "de": r"\s*", "fr": r"\s+"}[language]
    year_of = {"es": r"(?:\s+del?\s+(?P<year>20\d\d))?"}.get(language, r"(?:,?\s+(?P<year>20\d\d))?")
    table: list[tuple[str, Callable[[re.Match[str], dt.date, _Calendar], dt.date | None]]] = [
        (rf"{head}{wd}\b(?P<day>\d{{1,2}}){ordinal}{of}(?P<month>{month})\b\.?{year_of}(?P<soft>)", _day_month),
        (rf"{head}{wd}\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b(?P<soft>)", _iso),
    ]
    if language == "en":
        table += [
            (
                rf"{head}{wd}\b(?P<month>{month})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}}){ordinal}\b(?![:.]\d){year_of}(?P<soft>)",
                _day_month,
            ),
            (rf"{head}{wd}\b(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?:/(?P<year>\d{{2,4}}))?\b(?P<soft>)", _numeric),
            (
                rf"{head}(?:{weekday},?\s+)?(?:the\s+)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?:{month}|time|floor|birthday|anniversary|visit|order|attempt))(?P<soft>)",
                _the_nth,
            ),
            (rf"{head}\b(?P<weekday>{weekday})\b(?!\s+\d|'s|,\s*(?:the\s+)?\d|,?\s+(?:{month})\b)", _weekday),
            (r"\bday after tomorrow\b", _after_days(2)),
            (r"(?P<lead>)(?<!after )\b(?:from\s+)?(?:tomorrow|tmrw|tmr|tmw|2morrow|tomoz)\b(?!'s)", _after_days(1)),
            (r"\bbefore (?:tonight|today)'s \w+", _after_days(0)),
            (
                r"\b(?:in|on|with) (?P<weekday>"
                + weekday
                + r")'s (?:release|update|batch|run|delivery|collection|post|van|shipment|payment)\b",
                _weekday,
            ),
            (
                rf"\b(?:today|tonight|this (?:evening|afternoon|morning)|end of (?:the )?(?:day|play|business)|by (?:close of business|cob|eod)|before (?:the (?:day|night) is out|close of (?:business|play)|cob|midnight)|(?:by|before) (?:the )?end of (?:my|our|the) shift|before (?:i|we) (?:close|finish|go home))\b(?!'s)(?!,? (?:tomorrow|on|{weekday}))",
                _after_days(0),
            ),
            (
                r"\bby (?:noon|midday|midnight|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?)(?!\s*(?:\w+ )?(?:today|tomorrow|on|"
                + weekday
                + "))",
                _after_days(0),
            ),
            (r"\b(?:end of next week|(?<!early )(?<!beginning of )(?<!start of )next week)\b", _friday(1)),
            (
                r"\b(?:end of (?:the|this) week|(?:by|before|later) the end of the week|(?<!early )this week|by the end of the working week)\b(?!end)",
                _friday(0),
            ),
            (r"\b(?:by|before|this|over|at) (?:the |this )?(?:coming )?weekend\b", _weekend),
            (rf"\bend of (?P<month>{month})\b(?!\s+\d)", _end_of_month),
            (r"\bend of (?:the|this) month\b|\b(?:later )?this month\b|\bmonth-?end\b", _end_of_month),
            (r"\bend of next month\b", _end_of_next_month),
            (r"\bend of (?:the|this) year\b|\bbefore new year\b", _end_of_year),
            (r"\b(?:by|before|in time for) christmas\b(?! eve)", _christmas),
            (r"\bthe (?:evening|night|day|afternoon|morning) before(?P<before_visit>)\b(?! yesterday)", _after_days(0)),
        ]
    if language == "es":
        table += [
            (rf"{head}\b(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>\d{{2,4}}))?\b(?P<soft>)", _numeric),
            (rf"{head}\b(?P<weekday>{weekday})\b(?!,?\s+(?:día\s+)?\d)", _weekday),
            (r"\bpasado mañana\b", _after_days(2)),
            (r"(?<!por la )(?<!de la )(?<!esta )(?<!la )(?<!pasado )\bmañana\b", _after_days(1)),
            (r"\b(?:hoy|esta (?:tarde|noche|mañana))\b", _after_days(0)),
            (r"\b(?:esta (?:misma )?semana|(?:final|finales|fin) de (?:esta |la )?semana)\b", _friday(0)),
            (r"\b(?:la semana que viene|la próxima semana)\b", _friday(1)),
            (rf"\b(?:finales|fin) de (?P<month>{month})\b", _end_of_month),
            (r"\b(?:finales|final|fin) de(?:l| este)? mes\b", _end_of_month),
            (r"\bel día (?:antes|anterior)(?P<before_visit>)\b", _after_days(0)),
        ]
    if language == "de":
        table += [
            (
                rf"{head}{wd}\b(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?:\s?(?P<year>20\d\d|\d\d)\b)?(?P<soft>)",
                _numeric,
            ),
            (
                rf"{head}\b(?P<weekday>{weekday})(?:abend|vormittag|nachmittag|morgen|mittag)?\b(?!,?\s+(?:den\s+|dem\s+)?\d)",
                _weekday,
            ),
            (r"\bübermorgen\b", _after_days(2)),
            (r"(?<!guten )(?<!heute )(?<!am )\bmorgen\b", _after_days(1)),
            (r"\bheute\b", _after_days(0)),
            (r"\b(?:diese woche|ende (?:der|dieser) woche|noch in dieser woche)\b", _friday(0)),
            (r"\b(?:nächste|kommende|nächster|kommender)n? woche\b", _friday(1)),
            (rf"\bende (?P<month>{month})\b", _end_of_month),
            (r"\b(?:monatsende|ende des monats|ende dieses monats)\b", _end_of_month),
            (r"\b(?:am (?:tag|abend) (?:vorher|davor|zuvor)|am vor(?:tag|abend))(?P<before_visit>)\b", _after_days(0)),
        ]
    if language == "fr":
        table += [
            (rf"{head}\b(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>\d{{2,4}}))?\b(?P<soft>)", _numeric),
            (rf"{head}\b(?P<weekday>{weekday})\b(?!,?\s+\d)", _weekday),
            (r"\baprès-demain\b", _after_days(2)),
            (r"\bdemain\b", _after_days(1)),
            (r"\b(?:aujourd'hui|ce soir|cet après-midi|ce matin)\b", _after_days(0)),
            (r"\b(?:cette semaine|fin de (?:la )?semaine|la fin de la semaine)\b", _friday(0)),
            (r"\bla semaine prochaine\b", _friday(1)),
            (rf"\bfin (?P<month>{month})\b", _end_of_month),
            (r"\b(?:la fin du mois|fin du mois)\b", _end_of_month),
            (r"\b(?:la veille)(?P<before_visit>)\b", _after_days(0)),
        ]  # fmt: skip
    core = rf"(?P<n>{number_word})(?:{_JOIN}(?P<to>{number_word}))?[\s-]{_UNITS[language]}"
    span = rf"\b(?:{_LEADS[language]})\s(?:entre |zwischen |between )?{core}"
    return _Calendar(
        months,
        days,
        numbers,
        Scan(span),
        Scan(rf"(?<![\w.,]){core}"),
        tuple((Scan(p), r) for p, r in table),
    )


_CALENDARS = {language: _calendar(language) for language in ("en", "es", "de", "fr")}
