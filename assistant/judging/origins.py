"""Where the sums of a letter come from: a fact, a clause, or what is worked out of the two. Pure.

A letter tells sums outside its promises too ("that makes £46"), and a customer holds the company to these as well. A sum that
neither the facts nor the clauses give, alone or by plain reckoning, is somebody's slip or invention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.case import Commitment, Finding
from assistant.judging.deriving import is_extra
from assistant.judging.dollars import told_sums
from assistant.judging.grounds import Grounds
from assistant.judging.reckoning import adds_up, from_nowhere, is_known
from assistant.judging.sentences import is_wished, sentences
from knowledge.scanning import Scan

_I = re.IGNORECASE
_REFUSES = Scan(
    r"n[’']t\b|\b(?:not|no|never|neither|nor|none|cannot|unable|without|nothing|instead|rather than|decline\w*|asked|asking|ask for|claim of|quote\w*|demand\w*|"
    r"nicht|kein\w*|weder|noch|nichts|statt|ohne|no|ni|nunca|tampoco|sin|ne|n'|pas|ni|aucun\w*|sans)\b",
    _I,
)
# Words of a sentence that gives or reckons; a sum in any other is one that the customer told of.
_GIVES = Scan(
    r"\b(?:refund\w*|reimburs\w*|credit\w*|owed?|due|makes?|comes? to|in all|altogether|total\w*|back|return\w*|leaves?|sum|receives?|gives?|yours|less|add\w*|cover\w*|pay|pays|amount|voucher|"
    r"reembols\w*|devol\w*|devuelv\w*|abon\w*|corresponde\w*|suman?|importe|total|es decir|recib\w*|erstatt\w*|gutschreib\w*|gutgeschrieben|zusammen|ergibt|also|Betrag|Summe|zurück\w*|ersetz\w*|übernehm\w*|erhalten|rembours\w*|crédit\w*|somme|montant|donc|soit|dû|due|versé\w*|recevez)\b",
    _I,
)


def strays(grounds: Grounds, judged: Iterable[Commitment]) -> list[Finding]:
    """The sums told outside refusals that come from nowhere; each stands at its sentence."""
    found: list[Finding] = []
    # What was judged already, and what anybody may add up to a limit, are told elsewhere.
    settled = [
        (c.start, c.end)
        for c in judged
        if c.verdict not in {None, "supported", "vague"} or c.type == "decline" or is_extra(c)
    ]
    weighed = [(c.start, c.end, c.amount.value) for c in judged if c.verdict == "supported" and c.amount is not None]
    for place, sentence in sentences(grounds.text):
        if _GIVES.search(sentence) is None or _REFUSES.search(sentence) or is_wished(sentence):
            continue
        for each in told_sums(sentence, grounds):
            start, end = place + each.start, place + each.end
            if any(a < end and start < b for a, b in settled):
                continue
            money = each.money
            if any(a < end and start < b and value == money.value for a, b, value in weighed):
                continue
            if not is_known(money, grounds) and not adds_up(money, sentence, grounds):
                found.append(
                    Finding(verdict="unsupported", blocking=True, start=start, end=end, why=from_nowhere(money))
                )
    return found
