"""A wish turned round so that it follows "You asked ": "for your money back", "us to call you". Pure."""

from __future__ import annotations

import re

from assistant.asks.wish import Wish
from assistant.voice import lower_first, to_you

_I = re.IGNORECASE
# Participles that say how a thing should end up ("this fixed"), and not which thing it is ("the fee charged").
DONE = (
    r"fixed|sorted(?: out)?|repaired|mended|replaced|refunded|reimbursed|resolved|removed|returned|cancell?ed|corrected|restored|delivered|collected|picked up|closed|"
    r"credited|reversed|waived|reinstated|unlocked|changed|moved|rebooked|cleaned|redone|deleted|taken (?:off|away|back|out|down)|put (?:right|back)|reconnected|activated|dealt with|looked (?:at|into)|"
    r"investigated|honou?red|extended|upgraded|transferred|confirmed|swapped|exchanged|paid back|written off|dropped|updated|done|gone|exchanged|tested|checked|replastered|repainted|serviced"
)
_THING_DONE = re.compile(
    rf"^(?!that (?:the|my|our|your|you|an?|I|we|it|this|they|nothing|no)\b)(?P<thing>(?:it|this|that|them|these|those|everything|(?:the |my |our |all )?[$€£]? ?\d[\d.,]*(?: ?(?:€|euros?|dollars?|pounds?|quid|bucks|USD|EUR|GBP|%))?|all of (?:it|this|that)|(?:the|my|our|this|that|these|those|all|every|an?|his|her)(?: [\w'&-]+){{1,4}}?))(?: to be)? (?P<done>(?:properly |finally |fully |quickly )?(?:{DONE}))\b(?P<rest>.*)$",
    _I,
)
_OURS_TO_DO = re.compile(r"^(?:for )?(?:you(?: guys| people| lot| all)?|u|us) to (?P<what>.+)$", _I)
_YOU_WOULD = re.compile(
    r"^(?:that |if )?(?:you|u)(?: guys| people)? (?:could |would |can |will |should |might |please )*(?P<what>[a-z].+)$",
    _I,
)
# Things that are counted, left without an article in a hurry: "full refund please".
_COUNTED = re.compile(
    r"^(?:(?:full|partial|complete|proper|new|small|immediate|prompt|written|free|sincere|formal|quick|straight) )*(?:refund|replacement|voucher|apology|discount|reply|response|answer|call(?:back)?|explanation|credit note|gesture|reduction|room|date|exchange|upgrade|repair)\b(?! (?:me|it|the|my|your|her|him|them))",
    _I,
)


def tell(wish: Wish) -> str:
    """The wish as it follows "You asked "."""
    what = wish.what
    if wish.form == "about":
        return f"about {_turned(what)}"
    if wish.form == "spare":
        return f"not to {_turned(what)}"
    if wish.form == "self":
        return f"to {_turned(what)}"
    if wish.form == "deed":
        return f"us to {_turned(re.sub(r'^(?:please|to|also|just) ', '', what, flags=_I))}"
    return _tell_thing(what)


def _tell_thing(what: str) -> str:
    ours = _OURS_TO_DO.match(what) or _YOU_WOULD.match(what)
    if ours:
        return f"us to {_turned(ours['what'])}"
    if re.match(r"out of (?:my|our|the|this|that)\b", what, _I):
        return f"to be let {_turned(what)}"
    done = _THING_DONE.match(what)
    if done:
        return f"for {_turned(done['thing'])} to be {_turned(done['done'] + done['rest'])}"
    what = re.sub(r"^(?=money back\b)", "my ", what, flags=_I)
    # "So that is £54 back on my card, please."
    what = re.sub(r"^(?:that|it|this)(?: is|['’]s) (?=[$€£]|\d)", "", what, flags=_I)
    told = _turned(re.sub(r"^for (?=(?:an?|the|my|our|some|you|full|\$|€|£)\b)", "", what, flags=_I))
    if _COUNTED.match(told):
        told = f"{'an' if told[0] in 'aeiou' else 'a'} {told}"
    if re.match(r"(?:us to|that|to|whether|how|when|why|who|what)\b", told):
        return told
    return f"for {told}"


def _turned(what: str) -> str:
    return lower_first(to_you(what))
