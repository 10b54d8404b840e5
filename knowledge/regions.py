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
CODES = re.compile(rf"\b(?:{'|'.join(_CODES)})\b")


def region_named(name: str) -> str:
    """The one name under which a region is kept."""
    return _OTHER_NAMES.get(name) or _CODES.get(name) or name


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
