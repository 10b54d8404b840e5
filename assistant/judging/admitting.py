"""Whether an admission is one of legal fault, or owns up to a mistake in the service. Four languages; pure.

An apology that names whose mistake it was is good manners; who says that the company is at fault, liable or negligent, or
says so of an injury or a loss, gives away more than an answer to a complaint may.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE
_LEGAL = re.compile(
    r"\b(?:liab\w+|legal\w*|responsib\w+|negligen\w*|fault|blame|culpab\w+|guilt\w*|damages|breach\w*|at fault|duty of care|unsafe|defective|compensat\w+)\b|"
    r"\b(?:responsab\w+|culpa\w*|negligencia|daños|indemniz\w+|haft\w+|Haftung|schuld\w*|fahrlässig\w*|Schadens?ersatz|verantwortlich\w*|Verantwortung|coupable|faute|négligence|dommages|tort|Verschulden|verschuldet)\b",
    _I,
)
_CAUSED = re.compile(r"\b(?:we|our \w+) (?:\w+ )?(?:caused|damaged|broke|injured|hurt|scratched|lost|endangered)\b", _I)
_HARM = re.compile(
    r"\b(?:injur\w+|hurt|burn(?:s|ed|t)?|hospital\w*|wound\w*|bleed\w*|accident|fire|shock|allerg\w+|poison\w*|doctor|ambulance|fell|fall|died|death|stolen|theft|"
    r"herid\w+|lesi[oó]n\w*|quemad\w+|accidente|hospital|verletz\w*|Verbrennung\w*|Unfall|Krankenhaus|blessé\w*|blessure\w*|brûl\w+|hôpital)\b",
    _I,
)


# "Because the fault lasted for a week": where the facts call what broke a fault, it is the thing and no guilt.
_FAULT = re.compile(
    r"\b(?:the|this|that|a|each|same|first|second) faults?\b(?! (?:lies|lay|is (?:ours|mine)|was (?:ours|mine)))",
    _I,
)


_HURT = re.compile(
    r"\b(?:injur\w+|hurt|burn(?:s|ed|t)?|hospital\w*|wound\w*|bleed\w*|shock|allerg\w+|poison\w*|ambulance|died|death|"
    r"a (?:bad |heavy |nasty )?fall|(?:you|he|she|I|who|they|mother|father|wife|husband|son|daughter|child|guest|customer) (?:slipped|tripped|fell)|"
    r"herid\w+|lesi[oó]n\w*|quemad\w+|verletz\w*|Verbrennung\w*|Krankenhaus|blessé\w*|blessure\w*|brûl\w+|hôpital)\b",
    _I,
)


# "As the fault was ours", beside a gesture: that the service failed, as long as nobody was harmed.
_OURS_ONCE = re.compile(
    r"\b(?:as|because|since|comme|car|puisque|da|weil|ya que|porque) (?:the |this |that |la |le |l[’']|der |die |das |el )?(?:fault|mistake|error|slip|faute|erreur|fehler|culpa|error|\w+) "
    r"(?:is|was|lies?|lay|vient|est|était|war|liegt|fue|es) (?:ours|on our side|with us|our (?:mistake|error|fault|slip)|de nous|de notre côté|(?:bei )?uns(?:erer)?|nuestr[oa])\b",
    _I,
)


def admits_legal_fault(quote: str, told: str, *, broken: bool = False) -> bool:
    """Whether an admission goes beyond a mistake in the service. `told`: the text and the facts, in which harm may be named;
    `broken`: whether the facts call something that broke a fault."""
    if broken:
        quote = _FAULT.sub(" ", quote)
    if _OURS_ONCE.search(quote):
        return _HURT.search(told) is not None
    if _LEGAL.search(quote) or _CAUSED.search(quote):
        return True
    return _HARM.search(told) is not None
