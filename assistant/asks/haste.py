"""How soon something is asked for: "today", "by Friday", "within 5 working days". Pure."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_AT_ONCE = re.compile(
    r"\b(?:today|tonight|now|at once|immediately|asap|straight away|right away|this (?:morning|afternoon|evening|minute|instant)|within (?:the|an|one|two|three|\d+) hours?|in (?:the next )?(?:an|one|two|three|\d+) hours?|by \d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)|by (?:noon|close of business)|"
    r"hoy|ahora mismo|inmediatamente|ya mismo|heute|sofort|umgehend|unverzüglich|aujourd['’]hui|immédiatement|tout de suite|sur-le-champ)\b",
    _I,
)
_TOMORROW = re.compile(r"\b(?:tomorrow|mañana|morgen|demain|by return|overnight|next day)\b", _I)
_THIS_WEEK = re.compile(
    r"\b(?:this week|by (?:the )?(?:end of (?:the|this) week|weekend)|by (?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:on|this) (?:mon|tues|wednes|thurs|fri|satur|sun)day|before the weekend|"
    r"esta semana|antes del? (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|bis (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|ende (?:der|dieser) woche)|diese woche|cette semaine|(?:avant|d['’]ici) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|la fin de (?:la|cette) semaine))\b",
    _I,
)
_WITHIN = re.compile(
    r"\b(?:within|in|en|dentro de|innerhalb von|binnen|in|sous|dans(?: les)?)\s(?P<n>\d{1,2}|two|three|five|seven|ten|dos|tres|cinco|zwei|drei|fünf|deux|trois|cinq|huit)\s(?:working |business |calendar )?(?:days?|días|tagen?|jours)\b",
    _I,
)
_NUMBERS = {
    "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "dos": 2, "tres": 3, "cinco": 5, "zwei": 2, "drei": 3, "fünf": 5,
    "deux": 2, "trois": 3, "cinq": 5, "huit": 8,
}  # fmt: skip
_WEEK = 7


def wanted_within(text: str) -> int | None:
    """The days from today within which something is asked for; None where no time is named."""
    if _AT_ONCE.search(text):
        return 1
    if _TOMORROW.search(text):
        return 2
    if within := _WITHIN.search(text):
        number = within["n"].lower()
        return int(number) if number.isdigit() else _NUMBERS[number]
    return _WEEK if _THIS_WEEK.search(text) else None
