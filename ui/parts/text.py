"""Untrusted text made safe to show, and values in people's words. Pure."""

from __future__ import annotations

import datetime as dt
import html
import re

from assistant import Amount, Due

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|:~$&])")


def escape(text: str) -> str:
    """The text as HTML that shows exactly it."""
    return html.escape(text, quote=True)


def plain(text: str) -> str:
    """The text as Markdown that shows exactly it; for labels and messages, which Streamlit reads as Markdown."""
    return _PUNCTUATION.sub(r"\\\1", text).replace("\n", " ")


def day(date: dt.date | None) -> str:
    """Mon 16 Nov 2026; a dash for no day."""
    return f"{date:%a} {date.day} {date:%b %Y}" if date is not None else "–"


def money(amount: Amount | None) -> str:
    """$129.00, 120.00 CHF, 10 %; empty for no amount."""
    if amount is None:
        return ""
    if amount.percent is not None:
        return f"{amount.percent.normalize():f} %"
    if amount.value is None:
        return ""
    value = f"{amount.value:,.2f}"
    sign = _SIGNS.get(amount.currency or "")
    return f"{sign}{value}" if sign else f"{value} {amount.currency or ''}".strip()


def term(due: Due | None) -> str:
    """within 9 business days (Mon 16 Nov 2026); empty for no time."""
    if due is None:
        return ""
    span = ""
    if due.value is not None and due.unit != "date":
        far = f"–{due.max}" if due.max is not None and due.max != due.value else ""
        unit = due.unit.replace("_", " ")
        span = f"{due.value}{far} {unit.removesuffix('s') if due.value == 1 and not far else unit}"
    if due.date is None:
        return span
    return f"{day(due.date)} ({span})" if span else day(due.date)


def relative(due: dt.date, today: dt.date) -> str:
    """overdue by 3 days, due today, due tomorrow, due in 5 days."""
    days = (due - today).days
    if days < 0:
        return f"overdue by {-days} day{'s' if days != -1 else ''}"
    return {0: "due today", 1: "due tomorrow"}.get(days, f"due in {days} days")


def words(name: str) -> str:
    """A name of the program as words: second_failure -> second failure."""
    return name.replace("_", " ")


def first(text: str, most: int = 110) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
