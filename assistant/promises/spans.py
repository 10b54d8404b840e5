"""Spans: the smallest stretch of text that holds a whole act."""

from __future__ import annotations

import re

from assistant.promises import opinion
from assistant.promises.grammar import Act, Grammar
from assistant.promises.patterns import Scan
from assistant.promises.walk import Found, Sentence, Walk

_NEEDLESS = re.compile(
    r"(?:[,;:.\s]+|(?:and|but|so|or|then|yet|plus|also|however|although|though|while|nevertheless|furthermore|therefore|ok|okay|please note that|"
    r"y|pero|así que|aunque|und|aber|also|jedoch|sowie|et|mais|donc|cependant|toutefois)\b[\s,]*)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s?\((?=[^()\n]*(?:[$€£]|\bref|\d))[^()\n]{1,40}\)")
_TOPIC = re.compile(
    r"(?:as for|regarding|as regards|on|about|concerning|as to|the|your|that|this|en cuanto|respecto|was|zu|quant|pour)\b"
)
_NO_TOPIC = Scan(
    r"\b(?:is|are|was|were|have|has|will|can|here|news|deal|plan|do|what|how)\b|^(?:and |but |so |ok |yes |no |also )*(?:good|great|update|sorted|sorry|thanks|hi|hello|dear|to |in |i |we |you )"
)


# "I'll ask whether a refund is possible" is about the asking, which the verb tells.
_ASKING = Scan(
    r"\b(?:ask|check|enquire|inquire|find out|put the question|raise the question)\b(?: \S+){0,4}? (?:whether|if|of an?)\b"
)


def draw(walk: Walk, sentence: Sentence, act: Act, k: int, whole: tuple[int, int]) -> Found:
    """The act of clause k, which takes up the clauses `whole`, with its exact span and its kind."""
    first, last = whole
    start, end = sentence.span(first, last)
    topic = _topic(walk.grammar, sentence, k) if first == k else ""
    if topic:
        start = sentence.span(k - 1, k - 1)[0]
    start += needless(walk.text[start:end])
    bracket = _BRACKET.match(walk.text, end, sentence.unit.end)
    end = bracket.end() if bracket else end
    own_start, own_end = sentence.span(k, k)
    pointed = sentence.spoken_of(walk.pointed)
    kind = walk.grammar.kind(act, f"{topic} {sentence.texts[k]}".strip(), topic, pointed)
    clause = sentence.asked.get(k)
    open_question = clause is not None and _ASKING.search(clause.text) is not None
    if clause is not None and walk.heard is None and act.type != "liability_admission" and not open_question:
        kind = opinion.kind_of(clause, act.type, kind)
    kind = walk.told(own_start, own_end) or kind
    own = (max(own_start, start), end if last == k else own_end)
    return Found(start, end, act.type, kind, sentence.unit.paragraph, own, sentence.texts[k])


def _topic(grammar: Grammar, sentence: Sentence, k: int) -> str:
    # "As for the delivery fee: consider it gone" is one act with its topic.
    if k == 0 or not sentence.pieces[k].after_colon:
        return ""
    head = sentence.texts[k - 1]
    if len(head) > 60 or _NO_TOPIC.search(head) or grammar.is_imperative(head):
        return ""
    return head if _TOPIC.match(head) or len(head) < 40 else ""


def needless(quote: str) -> int:
    """How many characters at the start of the quote are no part of the act ("and", "however")."""
    cut = 0
    while True:
        head = _NEEDLESS.match(quote, cut)
        if head is None or head.end() >= len(quote):
            return cut
        cut = head.end()
