"""Whether a customer holds two of our own texts against each other: "your page says 28 days, the leaflet 14, so which is it?". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.scanning import Scan

_I = re.IGNORECASE
_TEXTS = r"(?:pages?|pdfs?|leaflets?|handbook|website|site|terms|conditions|documents?|papers?|policy|policies|booklet|brochure|faqs?|rules?|table|charter|guide|sheet|notice|e-?mail|mail|link|contract|agreement)"
# A text of ours, as a customer names it: "your order page", "the PDF that came with it", "some other leaflet".
_NAMED = re.compile(
    rf"\b(?:your|the|another|other|some|an?|different|this|that|one|second|first|own) (?:[\w'’“”\"&-]+,? ){{0,4}}?{_TEXTS}\b",
    _I,
)
# That they disagree, in so many words.
_DISAGREE = Scan(
    r"\b(?:two different (?:rules|policies|answers|documents|pages|papers)|contradict(?:s|ed|ing)? (?:each other|yourselves|one another|yourself|itself|themselves)|"
    r"disagree with yourselves|(?:terms|documents|rules|pages|policies|papers) (?:conflict|disagree|contradict|differ)|both (?:are )?(?:still )?(?:in force|current|live)|"
    r"(?:can['’]?t|cannot|can not) (?:both be|be both|have (?:it )?both(?: ways)?)|(?:can['’]?t|cannot) have (?:two|\d+ (?:in|on))|"
    r"both (?:of (?:them|those|these) )?(?:are )?(?:yours|on your (?:web)?site)|(?:you|ye) (?:wrote|write|printed|published|issued|made) (?:them )?both|(?:wrote|printed|published) both|"
    r"(?:say|says|saying|said|tells?|states?) (?:the )?(?:exact |very |complete )?opposite(?: things?)?|hold both (?:opinions|views)|"
    r"(?:got )?both (?:(?:pages|documents|papers|texts|of them) )?(?:open|up|side|next|in front|on my screen)|(?:you['’]?ve| you have|with|are) (?:got )?two (?:rules|pages|papers|versions|sets|policies|answers|truths|documents)|"
    r"two (?:rules|truths|versions)|how many (?:more )?versions|which (?:page|document|paper|rule|version|text|of (?:the|your|these|those) (?:two|pages|documents|papers|rules)|of (?:them|the two|these two)) "
    r"(?:is|am|do|should|counts?|applies|did|are)|on one page [^.!?]{3,60} on the other|in one (?:paper|place|document) and [^.!?]{2,40} in (?:the other|another)|"
    r"dos (?:normas|reglas|páginas|documentos) (?:distint|diferent|contrari)\w*|(?:dicen|dice) (?:justo )?lo contrario|se contradic\w+|zwei (?:verschiedene |unterschiedliche |widersprüchliche )?(?:regeln|fassungen|seiten|dokumente)|"
    r"widersprechen sich|genau das gegenteil|deux (?:règles|pages|documents|versions) (?:différent|contradictoire|oppos)\w*|se contredisent|(?:dit|disent) (?:exactement )?le contraire)\b",
    _I,
)
# Which of them holds, or that another one is there too; it says so only beside two texts.
_WHICH_HOLDS = re.compile(
    r"\bwhich (?:one )?(?:is it(?! going)|is (?:true|right|real|correct|valid)|counts|applies|holds|am I|do I (?:go|believe|follow|trust)|should I|did I|now)\b|"
    r"(?:^|[.!?,] ?|\b(?:so|well|er|and|then),? )which(?: one)?\s*[?!.]|\bwhat is it\s*\?|\b[a-z\d]+ or [a-z\d]+(?:-\w+)?\? |"
    r"\b(?:pick|picked|choose|chose|go(?:es)? (?:with|for|by)) (?:the|whichever) (?:one |page |rule )?(?:that |which |where )?(?:suits|costs|pays|makes|puts|I pay|you like|dear)|"
    r"\bthe one (?:that|where|which) (?:costs|pays|suits|makes|I pay)|\b(?:some (?:other )?|another |a different |the other )(?:[a-z]+ )?(?:leaflet|pdf|page|paper|document|sheet)\b",
    _I,
)


@lru_cache(maxsize=256)
def holds_two_against_each_other(own: str) -> bool:
    """Whether the customer's own text says that two of our texts disagree, or asks which of two that it names holds."""
    if _DISAGREE.search(own):
        return True
    return _WHICH_HOLDS.search(own) is not None and len({found.lower() for found in _NAMED.findall(own)}) >= 2
