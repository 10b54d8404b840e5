"""Whether money is promised outright that a clause gives only after something has happened. Four languages; pure."""

from __future__ import annotations

import re

from assistant.case import Commitment
from assistant.facts import stems
from assistant.judging.grounds import Grounds, Permit
from assistant.judging.nearness import told
from assistant.judging.times import from_a_known_day
from knowledge.terms.kinds import MONEY_KINDS

_I = re.IGNORECASE
_SHORT = 4  # content words under which a promise is read with what stands before it
_IN_CASE = re.compile(
    r"\b(?:once|if|after|when|as soon as|provided|of (?:the |your |our |its )?\w+|approv\w*|confirm\w*|"
    r"(?:against|on (?:presentation|production) of|gegen|bei vorlage|contra|contre|sur présentation) (?:[\w-]+ ){0,2}?"
    r"(?:receipts?|invoices?|bills?|proofs?|papers|quittung\w*|beleg\w*|rechnung\w*|nachweis\w*|recibos?|facturas?|justificantes?|reçus?|factures?|justificatifs?)|"
    r"una vez|cuando|tras|si|después|desde|en cuanto|sobald|nach|nachdem|wenn|falls|ab|seit|dès|après|une fois|lorsque|à compter|suivant)\b",
    _I,
)


def waits(commitment: Commitment, permit: Permit, grounds: Grounds) -> bool:
    """Whether money is promised outright that is due only after something. A day that runs from one of the facts shows that
    it has happened."""
    if permit.firm or commitment.type != "promise" or commitment.kind not in MONEY_KINDS:
        return False
    if permit.due is not None and from_a_known_day(commitment, permit.due, grounds):
        return False
    said = told(commitment, grounds) if len(stems(commitment.quote)) < _SHORT else commitment.quote
    return _IN_CASE.search(said) is None and _IN_CASE.search(_goes_on(commitment, grounds)) is None


# "The fees are refunded. That is done within 10 days, once we have the copy."
_IT = re.compile(
    r"\W*(?:(?:it|this|that|they|these|the (?:money|sum|amount|refund|payment|credit))\b|(?:es|das|dies|sie|der betrag|die (?:zahlung|erstattung))\b|"
    r"(?:esto|eso|se|el (?:importe|pago|reembolso))\b|(?:cela|ça|il|elle|ce|le (?:montant|remboursement|paiement))\b)[^.!?\n]*",
    _I,
)


def _goes_on(commitment: Commitment, grounds: Grounds) -> str:
    """The sentence behind that of a promise, where it speaks of the same thing; else nothing."""
    end = re.compile(r"[^.!?\n]*[.!?] ?").match(grounds.text, commitment.end)
    goes_on = _IT.match(grounds.text, end.end()) if end is not None else None
    return goes_on[0] if goes_on is not None else ""
