"""A number in a workbook as its reader sees it: the stored value under the format of its cell."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import takewhile

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digits>[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]*)?|\.[#0?]+)(?P<scale>,*)|(?P<other>.)',
    re.DOTALL,
)
_DATE_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<part>y+|m+|d+|h+|s+(?:\.0+)?|AM/PM|A/P)|(?P<other>.)',
    re.I | re.DOTALL,
)
_MOST_DECIMALS = 15


def shown(value: object, pattern: str) -> str:
    """The value as it is seen: 0.15 under "0%" is "15%", 1200 under "$#,##0" is "$1,200".

    A date is shown as it is seen where its month has a name, and else as "2026-03-01": which of two figures is the
    month depends on the computer on which the workbook is opened. A format that is not known leaves the plain number.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return _date(value, pattern)
    if isinstance(value, (int, float, Decimal)):
        return _number(value, pattern)
    return str(value)


def _date(value: dt.datetime | dt.date | dt.time, pattern: str) -> str:
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    section = pattern.split(";", maxsplit=1)[0]
    parts = [m["part"].lower() for m in _DATE_TOKEN.finditer(section) if m["part"]]
    timed = isinstance(value, dt.datetime) and any(part[0] == "h" for part in parts)
    if not any(part[:3] == "mmm" for part in parts) or timed:
        day = value.date() if isinstance(value, dt.datetime) else value
        return f"{day.isoformat()} {value:%H:%M}" if timed else day.isoformat()
    said = ""
    for token in _DATE_TOKEN.finditer(section):
        said += _date_part(value, token["part"].lower()) if token["part"] else _literal(token)
    return said.strip(" ,")


def _date_part(day: dt.date, part: str) -> str:
    if part[0] == "y":
        return f"{day.year:04d}" if len(part) > 2 else f"{day.year % 100:02d}"
    if part[0] == "d":
        name = _DAYS[day.weekday()]
        return (str(day.day), f"{day.day:02d}", name[:3], name)[min(len(part), 4) - 1]
    if part[0] == "m":
        name = _MONTHS[day.month - 1]
        return (str(day.month), f"{day.month:02d}", name[:3], name)[min(len(part), 4) - 1]
    return ""


def _literal(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or (token["other"] if token["other"] not in (None, "@") else "") or ""


def _number(value: float | Decimal, pattern: str) -> str:
    try:
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', pattern)
    conditional = any(re.search(r"\[[<>=]", section) for section in sections)
    if (
        pattern.strip().lower() in ("general", "@", "")
        or conditional
        or re.search(r"[#?0]\s*/\s*[#?\d]|E[+-]", pattern)
    ):
        return _plain(exact)
    if exact < 0 and len(sections) > 1:
        return _under(abs(exact), sections[1])
    if exact == 0 and len(sections) > 2:
        return _under(exact, sections[2])
    return ("-" if exact < 0 else "") + _under(abs(exact), sections[0])


def _under(value: Decimal, section: str) -> str:
    tokens = list(_TOKEN.finditer(section))
    percent = sum(token["other"] == "%" for token in tokens)
    said, placed = "", False
    for token in tokens:
        if token["digits"] and not placed:
            scaled = value * 100**percent / 1000 ** len(token["scale"])
            said, placed = said + _digits(scaled, token["digits"]), True
        elif token["bracket"] is not None:
            money = re.match(r"\$([^-\]]*)", token["bracket"])  # "[$€-407]"; the others are colours and conditions
            said += money[1] if money else ""
        elif token["other"] is not None and token["other"].lower() == "g" and section.lower().startswith("general"):
            return _plain(value) + section[7:].strip('"')
        else:
            said += _literal(token)
    return said.strip()


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    most = min(len(fraction), _MOST_DECIMALS)
    least = len(list(takewhile(lambda mark: mark in "0?", fraction[:most])))
    rounded = value.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP) if value < Decimal(10) ** 12 else value
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    integer, _, decimals = text.partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    integer = integer.zfill(whole.count("0"))
    if integer == "0" and "0" not in whole and decimals:
        integer = ""
    return f"{integer}.{decimals}" if decimals else integer


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("1e-9"), rounding=ROUND_HALF_UP) if abs(value) < Decimal(10) ** 12 else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
