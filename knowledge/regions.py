"""Countries and unions under the names and codes that documents and facts give them: "DE", "Deutschland" and "Germany" are one. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

# The two letters of ISO 3166 that are no words of a header when they are written in capitals.
_CODES = {
    "AT": "Austria", "AU": "Australia", "BE": "Belgium", "CA": "Canada", "CH": "Switzerland", "CZ": "Czechia", "DE": "Germany",
    "DK": "Denmark", "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "UK", "IE": "Ireland", "IT": "Italy",
    "LU": "Luxembourg", "MX": "Mexico", "NL": "Netherlands", "NZ": "New Zealand", "PL": "Poland", "PT": "Portugal", "SE": "Sweden",
}  # fmt: skip
_OTHER_NAMES = {
    "Deutschland": "Germany", "Österreich": "Austria", "España": "Spain", "Schweiz": "Switzerland", "México": "Mexico",
    "United Kingdom": "UK", "United States": "US", "USA": "US", "U.S.": "US", "European Union": "EU", "UE": "EU",
}  # fmt: skip
# In which money a customer of a country pays.
_MONEY = {
    "AUD": ("Australia",), "CAD": ("Canada",), "CHF": ("Switzerland", "Liechtenstein"), "CZK": ("Czechia",), "DKK": ("Denmark",),
    "GBP": ("UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"), "MXN": ("Mexico",), "NZD": ("New Zealand",),
    "PLN": ("Poland",), "SEK": ("Sweden",), "USD": ("US", "Alaska", "Hawaii", "Puerto Rico"),
    "EUR": ("Austria", "Belgium", "Croatia", "Cyprus", "EU", "Estonia", "Finland", "France", "Germany", "Greece", "Ireland",
            "Italy", "Latvia", "Lithuania", "Luxembourg", "Malta", "Netherlands", "Portugal", "Slovakia", "Slovenia", "Spain"),
}  # fmt: skip
CODES = re.compile(rf"\b(?:{'|'.join(_CODES)})\b")


def region_named(name: str) -> str:
    """The one name under which a region is kept."""
    return _OTHER_NAMES.get(name) or _CODES.get(name) or name


@lru_cache(maxsize=4096)
def names_of(region: str) -> frozenset[str]:
    """Every name and code, in small letters, of the region that a name or code stands for; the name alone where it is not known."""
    known = [(name.casefold(), kept.casefold()) for name, kept in (_OTHER_NAMES | _CODES).items()]
    kept = dict(known).get(region.casefold(), region.casefold())
    return frozenset({kept, *(name for name, of in known if of == kept)})


@lru_cache(maxsize=4096)
def finds_region(region: str) -> re.Pattern[str]:
    """What finds a region in a text by any of its names; its code only where that is written in capitals."""
    kept = region.casefold()
    names = {
        region.upper() if kept == "us" else region,
        *(other for other, name in _OTHER_NAMES.items() if name.casefold() == kept),
    }
    codes = [code for code, name in _CODES.items() if name.casefold() == kept]
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # "us" in small letters is no country.
    plain = rf"(?<!\w)(?:{words})(?!\w)" if kept == "us" else rf"(?i:(?<!\w)(?:{words})(?!\w))"
    return re.compile("|".join([plain, *(rf"(?<!\w){code}(?!\w)" for code in codes)]))


def currencies_in(text: str) -> frozenset[str]:
    """The money (ISO 4217) of the countries that a text names."""
    return frozenset(
        money for money, countries in _MONEY.items() if any(_names(country, text) for country in countries)
    )


@lru_cache(maxsize=65_536)
def _names(country: str, text: str) -> bool:
    text = text.replace("Northern Ireland", " ") if country == "Ireland" else text
    return finds_region(country).search(text) is not None
