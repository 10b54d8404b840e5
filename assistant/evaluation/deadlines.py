"""Deadlines as a letter writes them, and whether one comes sooner than a number of days allows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

DayType = Literal["business", "calendar"]

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10,
    "quince": 15, "treinta": 30, "ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3,
    "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "vierzehn": 14, "dreißig": 30,
    "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10, "quinze": 15,
    "trente": 30,
}  # fmt: skip
_MONTHS = (
    "jan(?:uary|uar|vier)?|enero", "feb(?:ruary|ruar|rero)?|février|fevrier", "mar(?:ch|zo|s)?|märz",
    "apr(?:il)?|abril|avril", "may|mayo|mai", "june?|juni|junio|juin", "july?|juli|julio|juillet",
    "aug(?:ust)?|agosto|août|aout", "sept?(?:ember|iembre|embre)?", "o[ck]t(?:ober|ubre|obre)?",
    "nov(?:ember|iembre|embre)?", "de[cz](?:ember)?|diciembre|décembre|decembre",
)  # fmt: skip
_WEEKDAYS = (
    "monday|lunes|montag|lundi", "tuesday|martes|dienstag|mardi", "wednesday|miércoles|mittwoch|mercredi",
    "thursday|jueves|donnerstag|jeudi", "friday|viernes|freitag|vendredi", "saturday|sábado|samstag|samedi",
    "sunday|domingo|sonntag|dimanche",
)  # fmt: skip
_MONTH = "|".join(f"(?:{names})" for names in _MONTHS)
_WEEKDAY = "|".join(f"(?:{names})" for names in _WEEKDAYS)
_COUNT = r"\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNITS = (
    (
        "business",
        (
            r"(?:business|working|work)[ -]days?|d[ií]as?\s+(?:hábiles|habil|hábil|laborables?)|"
            r"(?:werk|arbeits|geschäfts|bank)tage?n?|jours?\s+(?:ouvrés?|ouvrables?)|weekdays?"
        ),
    ),
    ("hours", r"hours?|horas?|stunden?|heures?|hrs?"),
    ("weeks", r"weeks?|semanas?|wochen?|semaines?"),
    ("months", r"months?|mes(?:es)?|monate?n?|mois"),
    (
        "days",
        (
            r"(?:calendar[ -])?days?|d[ií]as?(?:\s+(?:naturales|corridos|calendario))?|(?:kalender)?tage?n?|"
            r"jours?(?:\s+(?:calendaires?|civils?))?"
        ),
    ),
)  # fmt: skip
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
_LEAD = (
    r"within|inside|in|under|up to|takes?|needs?|no(?:t)? later than|at (?:the )?(?:latest|most)|after at most|"
    r"maximum(?: of)?"
    r"|no more than|every|each|innerhalb(?: von)?|innert|binnen|bis zu|spätestens(?: (?:in|nach))?|alle"
    r"|(?:en|dentro de)(?: un)?(?: plazo)?(?: máximo)?(?: de)?(?: hasta)?|en menos de|hasta|plazo de(?: hasta)?|"
    r"a más tardar(?: en)?|cada"
    r"|sous|dans(?: les?)?(?: un délai)?(?: maximum)?(?: de)?|d'ici|au plus tard(?: dans| sous)?|en moins de|"
    r"jusqu'à|tous les|délai de"
)
_SPAN = re.compile(
    rf"(?i)\b(?P<lead>{_LEAD})\s+(?:the (?:next|following)\s+|nächsten\s+|de\s+|los próximos\s+|the\s+)?"
    rf"(?P<low>{_COUNT})(?:\s?(?:-|–|to|or|bis|oder|a|à|o|ou)\s?(?P<high>{_COUNT}))?[ -](?:{_UNIT})\b"
    r"(?![ -](?:window|guarantee|warranty|trial|period|limit|rule|cover|term|old|late)\b)"
)
_BARE_RANGE = re.compile(rf"(?i)\b(?P<low>\d{{1,3}})\s?(?:-|–|to|bis|a|à)\s?(?P<high>\d{{1,3}})[ -](?:{_UNIT})\b")
_BY = (
    r"by|on|until|till|before|no later than|not later than|latest|day (?:for us )?(?:to \w+ it )?is|am|bis(?: zum|"
    r" spätestens)?|"
    r"spätestens(?: am| bis(?: zum)?)?|vor dem|el|antes del?|hasta el|a más tardar el|para el|le|avant le|"
    r"d'ici(?: le| au)|"
    r"au plus tard le|jusqu'au"
)
_DAY = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:of\s+|"
    rf"de\s+)?(?P<m1>{_MONTH})\b\.?,?(?:\s+(?:de\s+)?(?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>\d{{4}}))?"
    r"|(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>\d{4}))"
)
_DATE = re.compile(rf"(?i)\b(?:{_BY})\s+(?:(?:{_WEEKDAY}),?\s+)?(?:the\s+|den\s+|dem\s+|le\s+|el\s+)?{_DAY}")
_ANY_DATE = re.compile(rf"(?i)(?<![\w-]){_DAY}")
_TODAY = re.compile(
    r"(?i)(?<!of )(?<!from )(?<!after )(?<!since )(?<!until )(?<!as of )(?<!ab )(?<!von )(?<!seit )(?<!de )(?<!desde )"
    r"(?<!d')(?<!before )(?<!earlier )"
    r"\b(?:today(?!'s)|tonight|this (?:morning|afternoon|evening)|heute|hoy(?: mismo)?|aujourd'hui|ce soir)\b"
)
_TOMORROW = re.compile(
    r"(?i)\b(?:tomorrow|(?<!guten )morgen|demain)\b|(?<!la )\bmañana\b(?! por medio)|"
    r"\bovernight\b"
)
_ON_WEEKDAY = re.compile(
    rf"(?i)\b(?:by|on|until|before|this|bis(?: zum)?|am|diesen|el|para el|antes del|ce|d'ici|avant|next)\s+"
    rf"(?:(?:this|next|kommenden|próximo)\s+)?(?P<day>{_WEEKDAY})\b"
)
_THIS_WEEK = re.compile(
    r"(?i)\b(?:this week|within the week|end of the week|diese woche|ende der woche|esta semana|cette semaine)\b"
)


@dataclass(frozen=True)
class Deadline:
    """A stretch of time (`days` of `unit`; the far end of a range) or a `date`. `every`: an interval of updates."""

    days: int
    unit: DayType
    date: dt.date | None
    start: int
    every: bool = False


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _stretch(match: re.Match[str], *, every: bool) -> Deadline:
    count = _number(match["high"] or match["low"])
    if match["business"]:
        return Deadline(count, "business", None, match.start(), every)
    if match["hours"]:
        count = max(0, -(-count // 24) if count >= 24 else 0)
    elif match["weeks"]:
        count *= 7
    elif match["months"]:
        count *= 30
    return Deadline(count, "calendar", None, match.start(), every)


def _calendar(match: re.Match[str], today: dt.date) -> dt.date | None:
    """The date meant; a date without a year is the next such day, or the last one if that was within three months."""
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["y3"]:
            return dt.date(int(match["y3"]), int(match["m3"]), int(match["d3"]))
        word, day = match["m1"] or match["m2"], int(match["d1"] or match["d2"])
        year = match["y1"] or match["y2"]
        month = next(i for i, names in enumerate(_MONTHS, 1) if re.fullmatch(names, word, re.IGNORECASE))
        if year:
            return dt.date(int(year), month, day)
        this = dt.date(today.year, month, day)
        return this if this >= today - dt.timedelta(days=92) else dt.date(today.year + 1, month, day)
    except ValueError:  # "31 June" is no day, so it is no deadline either
        return None


def dates(text: str, today: dt.date) -> tuple[dt.date, ...]:
    """Every calendar date in the text, past or to come."""
    found = (_calendar(match, today) for match in _ANY_DATE.finditer(text))
    return tuple(day for day in found if day is not None)


def deadlines(text: str, today: dt.date) -> tuple[Deadline, ...]:
    """Every deadline in the text that lies on or after `today` (the day the letter is written), in text order."""
    found: list[Deadline] = []
    rest = text

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    for match in _DATE.finditer(rest):
        day = _calendar(match, today)
        if day is not None and day >= today:
            found.append(Deadline((day - today).days, "calendar", day, match.start()))
    rest = _DATE.sub(blank, rest)
    for match in _SPAN.finditer(rest):
        every = match["lead"].lower() in {"every", "each", "alle", "cada", "tous les"}
        found.append(_stretch(match, every=every))
    rest = _SPAN.sub(blank, rest)
    # "5-7 business days" without a preposition is a time for doing something; other bare ranges may be anything.
    found += [_stretch(match, every=False) for match in _BARE_RANGE.finditer(rest) if match["business"]]
    for match in _ON_WEEKDAY.finditer(rest):
        wanted = next(i for i, names in enumerate(_WEEKDAYS) if re.fullmatch(names, match["day"], re.IGNORECASE))
        ahead = (wanted - today.weekday()) % 7 or 7
        found.append(Deadline(ahead, "calendar", today + dt.timedelta(days=ahead), match.start()))
    for pattern, ahead in ((_TODAY, 0), (_TOMORROW, 1), (_THIS_WEEK, (4 - today.weekday()) % 7)):
        found += [
            Deadline(ahead, "calendar", today + dt.timedelta(days=ahead), m.start()) for m in pattern.finditer(rest)
        ]
    return tuple(sorted(found, key=lambda deadline: deadline.start))


def after(day: dt.date, days: int, unit: DayType) -> dt.date:
    """`days` days later; business days are Monday to Friday (holidays would only make the day later)."""
    if unit == "calendar":
        return day + dt.timedelta(days=days)
    for _ in range(days):
        day += dt.timedelta(days=1)
        while day.weekday() >= 5:
            day += dt.timedelta(days=1)
    return day


def _longest(days: int, unit: DayType) -> int:
    """The most calendar days that this stretch can take, whatever the weekday it starts on."""
    return days if unit == "calendar" else days + 2 * -(-days // 5)


def _shortest(days: int, unit: DayType) -> int:
    return days if unit == "calendar" else days + 2 * (days // 5)


def too_soon(deadline: Deadline, min_days: int, unit: DayType, starts: tuple[dt.date, ...]) -> bool:
    """Whether the deadline certainly comes before `min_days` of `unit` are over.

    `starts`: the days from which the time may run; a date is too soon only if it is so from the earliest of them.
    Stretches of different units are compared in calendar days, to the writer's advantage.
    """
    if deadline.date is not None:
        return deadline.date < min(after(start, min_days, unit) for start in starts)
    if deadline.unit == unit:
        return deadline.days < min_days
    return _longest(deadline.days, deadline.unit) < _shortest(min_days, unit)
