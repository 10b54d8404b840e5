"""Amounts: the sum or the percentage that a stretch of text gives, returns, waives or refuses."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.case import Amount
from assistant.promises.patterns import match, search

_SYMBOLS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "aud": "AUD", "cad": "CAD", "nzd": "NZD", "chf": "CHF", "sfr": "CHF", "fr.": "CHF",
    "dollar": "USD", "dollars": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "dólares": "USD", "libras": "GBP", "pfund": "GBP", "livres": "GBP", "franken": "CHF",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[ '’\u00a0\u202f,.]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_MONEY = re.compile(
    rf"(?<![\w$€£])(?P<pre>(?:US|AU|CA|NZ|A|C)?\$|[€£¥]|(?:USD|EUR|GBP|AUD|CAD|NZD|CHF)\s?)\s?(?P<n1>{_NUMBER})"
    rf"|(?<![\w.,])(?P<n2>{_NUMBER})(?:[,.]-)?[\s\u00a0\u202f-]?(?P<post>[€£$]|(?:USD|EUR|GBP|AUD|CAD|NZD|CHF|dollars?|bucks|euros?|pounds?|quid|"
    r"dólares|libras|Pfund|Franken|livres)\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,2})?)[\s\u00a0\u202f]?(?:%|percent\b|per cent\b|pct\b|prozent\b|por ciento\b|pour ?cent\b)",
    re.I,
)
_THRESHOLD = re.compile(
    r"(?:\bover|(?<!valued )\bat|\babove|\bmore than|\bexceed\w*|\bbelow|\bless than|\bminimum(?: spend)?(?: of)?|\bdeductible(?: of)?|\b(?:less|minus|after) (?:the|your|an?)|\bexcess(?: of)?|"
    r"\b(?<!whole )(?<!entire )(?<!full )(?:order|basket|invoice|bill) (?:total )?(?:of|for)|\bprice(?: of| was| is)?|\bcost price of|\bat least|\bfrom|\binstead of|"
    r"\b(?:after|once|when|if|as soon as) you(?:['’]ve| have)? (?:pay|paid)(?: (?:the|your|a))?|\b(?:days?|hours?|weeks?) (?:of|after|from) (?:the |your )?(?:full )?payment(?:,| of)?|"
    r"\bspend(?:ing)?|\bfor an (?:extra|additional)|\bordertotal|\bab|\bmehr als|\bpreis von|\bselbstbeteiligung von|\bmás de|\bprecio de|\bplus de|\bprix de|\bfranchise de|\bfranquicia de|\bà partir de)"
    r"\s*$",
    re.I,
)
_TOTAL = re.compile(
    r"^[\s,]*(?:in total|in all|altogether|total|all told|together|combined|en total|insgesamt|zusammen|au total)\b",
    re.I,
)


def number(text: str) -> Decimal:
    """Reads "1,240.50", "1.240,50" or "1 240": a mark before one or two last digits is the decimal mark."""
    digits = re.sub(r"[ '’\u00a0\u202f]", "", text)
    decimals = search(r"[.,](\d{1,2})$", digits)
    whole = digits[: decimals.start()] if decimals else digits
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{decimals.group(1)}" if decimals else ""))


@lru_cache(maxsize=4096)
def find(text: str) -> Amount | None:
    """The sum in the text, or else the percentage; thresholds ("over $50"), prices and "100%" are none.

    Of several sums the one called a total counts, else the first.
    """
    sums: list[Amount] = []
    for found in _MONEY.finditer(text):
        if _THRESHOLD.search(text, max(0, found.start() - 30), found.start()):
            continue
        mark = (found.group("pre") or found.group("post")).strip().lower()
        digits = found.group("n1") or found.group("n2")
        amount = Amount(value=number(digits), currency=_SYMBOLS.get(mark, "USD"))
        if _TOTAL.search(text[found.end() : found.end() + 20]):
            return amount
        sums.append(amount)
    if sums:
        return sums[0]
    for found in _PERCENT.finditer(text):
        percent = number(found.group(1))
        if percent < 100:
            return Amount(percent=percent)
        if (
            match(r"(?i)\s*(?:of|refund|credit|back|discount|des|du|de la|del)\b", text[found.end() :])
            and percent == 100
        ):
            return Amount(percent=percent)
    return None
