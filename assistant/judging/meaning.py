"""What a promise is of, where its words say it better than the kind that was read. Pure.

"Vous recevrez le montant dans les 3 jours" is money, "Billing examines it" a check, and "I'll make sure that it says what
changed" gives nothing that a clause could measure.
"""

from __future__ import annotations

import re

from assistant.case import Commitment
from assistant.judging.grounds import Grounds
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS
from knowledge.terms.model import Kind

_I = re.IGNORECASE
_MONEY = re.compile(
    r"\b(?:money|refund\w*|reimburs\w*|repa(?:y|id|yment)\w*|amount|sum|payments?|paid|pays?|means of payment|bank account|deposit|price|charges?|fees?|cost\w*|owed?|due|free|"
    r"dinero|importe|reembols\w*|devol\w*|devuelv\w*|abon\w*|pag\w+|Geld|Betrag|erstatt\w*|zurück(?:zahl|überweis|buch|erstatt)\w*|überweis\w*|kosten\w*|"
    r"argent|montant|rembours\w*|vers\w+|gratuit\w*)\b",
    _I,
)
_CREDIT = re.compile(
    r"\b(?:credit\w*|vouchers?|points|miles(?! away)|discount|% off|crédito|bono|vale|puntos|millas|Gutschein\w*|Gutschrift\w*|gutschreib\w*|gutgeschrieben|Punkte|Meilen|crédit\w*|bon|avoir|chèque)\b",
    _I,
)
_HANDED = re.compile(
    r"\b(?:money|amount|sum|payment|means of payment|dinero|importe|Geld|Betrag|argent|montant|refund|remboursement|reembolso|Rückerstattung|Erstattung)\b",
    _I,
)
_LOOKS = re.compile(
    r"\b(?:examin\w*|check\w*|review\w*|investigat\w*|assess\w*|verif\w*|look(?:s|ing)? into|prüf\w*|überprüf\w*|revis\w+|comprueb\w*|examine\w*|vérifi\w*)\b",
    _I,
)
_GIVES = re.compile(
    r"\b(?:refund\w*|reimburs\w*|credit\w*|repay\w*|paid|pay|return\w*|waiv\w*|gratis|free)\b", _I
)  # fmt: skip


_PASSES_ON = re.compile(
    r"\b(?:I|we)(?:[’']m| am|[’']re| are|[’']ll| will|[’']ve| have| can do is| can)?(?: also| then| now)? (?:ask(?:ing)?|put(?:ting)?|pass(?:ing)?|hand(?:ing)?|forward(?:ing)?|send(?:ing)?|tak(?:e|ing)) (?:[\w’'-]+ ){0,8}?(?:to|with|before) (?:our|the|my)\b|"
    r"\b(?:ask(?:ing)?) (?:our|the|my) (?:[\w-]+ ){0,3}?(?:for|to|whether|if)\b",
    _I,
)


def as_meant(commitment: Commitment, grounds: Grounds) -> Commitment:
    """The commitment with the kind that its words speak of, and without a time that they refuse."""
    said = f"{commitment.quote}\n{grounds.english(commitment.quote)}"
    kind = _kind(commitment, said)
    due = None if _NOT_BY.search(commitment.quote) else commitment.due
    return commitment.model_copy(update={"kind": kind, "due": due})


# "and not by Monday either": a day that is refused is no promised one.
_NOT_BY = re.compile(r"\b(?:not|nicht|no|pas) (?:by|before|until|on|within|bis|vor|antes|avant)\b(?! or)", _I)


def _kind(commitment: Commitment, said: str) -> Kind:
    kind, amount = commitment.kind, commitment.amount
    has_sum = amount is not None and amount.value is not None
    if kind in MONEY_KINDS:
        bare = amount is None and commitment.due is None
        if not has_sum and _PASSES_ON.search(said) and not _GIVES.search(said):
            return "escalation"
        if bare and not _MONEY.search(said) and not _CREDIT.search(said):
            return "other"
        if amount is None and _LOOKS.search(said) and not _GIVES.search(said):
            return "investigation"
        return kind
    if kind in WORD_KINDS or kind == "none":
        return kind
    if not has_sum and _PASSES_ON.search(said) and not _GIVES.search(said):
        return "escalation"
    if has_sum and (kind in {"other", "change", "fix"} or re.search(r"\bersetz", said, _I)):
        return "credit" if _CREDIT.search(said) else "refund"
    if commitment.due is not None and _HANDED.search(said):
        return "credit" if _CREDIT.search(said) else "refund"
    return kind
