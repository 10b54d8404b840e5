"""What a promise is of, where its words say it better than the kind that was read. Pure.

"Vous recevrez le montant dans les 3 jours" is money, "Billing examines it" a check, and "I'll make sure that it says what
changed" gives nothing that a clause could measure.
"""

from __future__ import annotations

import re

from assistant.case import Amount, Commitment
from assistant.judging.dollars import told_sums
from assistant.judging.grounds import Grounds
from assistant.judging.sentences import happened
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.measures import find_spans
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
    r"\b(?:money|amount|sum|payment|(?:bank|money) transfer|means of payment|virement|transferencia|Überweisung|dinero|importe|Geld|Betrag|argent|montant|refund|remboursement|reembolso|Rückerstattung|Erstattung)\b",
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
    if commitment.amount is None and commitment.kind in {"other", "none", "change", "fix"} and _PAYS_OUT.search(said):
        commitment = commitment.model_copy(update={"amount": _only_sum(commitment, "refund", grounds)})
    kind = _kind(commitment, _AFTER_PAYING.sub(" ", said))
    if kind == "contact" and (told := _CONFIRMS_THAT.match(commitment.quote)) is not None:
        kind = next((found for _, found in kinds_in(commitment.quote[told.end() :])), kind)
    due = None if _NOT_BY.search(commitment.quote) or _of_their_day(commitment) or _took(commitment) else commitment.due
    amount = _total(commitment, grounds) or commitment.amount or _only_sum(commitment, kind, grounds)
    amount = None if _TAKEN_OFF.search(said) and not _GIVES.search(said) else amount
    return commitment.model_copy(update={"kind": kind, "due": due, "amount": amount})


# "within 10 business days after you pay the $200": what the customer pays, and when ours begins
_AFTER_PAYING = re.compile(r"\b(?:after|once|when|if|as soon as) you(?:[’']ve| have)? (?:pay|paid)\b[^,.;]*", _I)
# "I can have the order and the $1,480 confirmed in writing"
_CONFIRMED = re.compile(r"\b(?:confirm|have\b[^.;]*\bconfirmed)\b[^.;]*\bin writing\b", _I)
# "I can confirm that we'll despatch your panel on Monday"
_CONFIRMS_THAT = re.compile(
    r"\W*(?:I|we)(?:[’']m happy to| am happy to| can| may)?(?: also| now| gladly)? confirm (?:that |to you that )?(?=(?:we|I)(?:[’']ll| will)\b)",
    _I,
)
_PAYS_OUT = re.compile(
    r"\b(?:(?:I|we)(?:[’']ll| will)? (?:also |then |gladly )?(?:pay|transfer|give)|zahlen|überweisen|pagamos|pagaremos|transferimos|payons|paierons|versons|verserons)\b",
    _I,
)
# A fee that the customer bears is nothing that they are given.
# What comes back to a card is no credit for a later purchase.
_TO_THE_CARD = re.compile(
    r"\b(?:card|bank|means of payment|payment method|IBAN|Karte|Kreditkarte|Konto|Bankkonto|tarjeta|banco|carte|banque)\b",
    _I,
)
# A time that something takes is one of work, not of a right.
_TAKES = re.compile(
    r"\b(?:takes?|needs?|dauert|braucht|tarda|prend|dure) (?:up to|at most|bis zu|hasta|jusqu'à|au plus)?\s*\w+ ", _I
)
_SENDS = re.compile(
    r"\b(?:sen[dt]\w*|bring\w*|giv\w*|provid\w*|swap\w*|suppl\w*|new|post(?:ed|ing)?|mail\w*|collect\w*|pick\w*|install\w*|come|"
    r"env[ií]\w*|mand\w*|trae\w*|schick\w*|zusend\w*|bringen|neue\w*|liefer\w*|envo\w*|enverr\w*|apport\w*|nouve\w*)\b",
    _I,
)
_TAKEN_OFF = re.compile(
    r"\b(?:with|less|minus|for|at|against) (?:the|an?|our|your) (?:[\w-]+ ){0,3}?(?:fee|charge|surcharge|deduction) of\b",
    _I,
)


def _only_sum(commitment: Commitment, kind: Kind, grounds: Grounds) -> Amount | None:
    """The one sum in the words of a promise of money that was read without one ("los 60 dólares que pagó")."""
    found = told_sums(commitment.quote, grounds) if kind in {"refund", "credit"} else []
    if len(found) != 1:
        return None
    theirs = _AFTER_PAYING.search(commitment.quote)
    if theirs is not None and theirs.start() < found[0].start < theirs.end():
        return None
    before = commitment.quote[: found[0].start]
    if _OF.search(before) and not _ALL_OF.search(before):
        return None
    return Amount(value=found[0].money.value, currency=found[0].money.currency)


def _total(commitment: Commitment, grounds: Grounds) -> Amount | None:
    """The last of several sums, where it adds up the others or is what they leave of the first ("£180 and the fee of
    £21.60, together £201.60", "£180 minus £21.60, so £158.40")."""
    found = told_sums(commitment.quote, grounds)
    if len(found) < 3 or len({each.money.currency for each in found}) > 1:
        return None
    *parts, last = (each.money.value for each in found)
    reckoned = last in {sum(parts), parts[0] - sum(parts[1:])}
    return Amount(value=last, currency=found[-1].money.currency) if reckoned else None


_THEIR_DAY = re.compile(
    r"\b(?:your|the|ihr\w*|dein\w*|su|tu|votre|ton) (?:[\w-]+ ){0,2}?(?:calls?|e-?mails?|letters?|messages?|visits?|notes?|complaints?|requests?|orders?|reports?|claims?|appointments?|"
    r"Anrufs?|Brief\w*|Nachricht|Besuchs?|Beschwerde|llamada|carta|correo|mensaje|visita|queja|appel|lettre|courriel|message|visite)"
    r"(?: of (?:your|the) \w+)? (?:on|of|from|vom|am|del|de|du) (?:the )?[\w.]+(?: [\w.]+)?$",
    _I,
)


def _of_their_day(commitment: Commitment) -> bool:
    """Whether the day of a promise is that of something which has happened ("with the note of your call on Saturday")."""
    if commitment.due is None or commitment.due.date is None or commitment.due.value is not None:
        return False
    return _THEIR_DAY.search(commitment.quote.rstrip(" .!")) is not None


def _took(commitment: Commitment) -> bool:
    """Whether the time of a promise is how long something took that has happened ("... that it broke within a day")."""
    spans = find_spans(commitment.quote)
    return bool(spans) and all(happened(commitment.quote[: each.start]) for each in spans)


_OF = re.compile(
    r"\b(?:of|from|von|vom|de|del|des|du|for|für|over|above|about)(?: (?:the|your|our|den|die|der|los|las|les))?\s*$",
    _I,
)
# "the full price of $148"
_ALL_OF = re.compile(
    r"\b(?:full|whole|entire|complete|voll\w*|gesamt\w*|ganz\w*|complet\w*|total|íntegr\w+|entière?|totalité) (?:\w+ ){1,2}(?:of|von|de|du)(?: (?:the|den|der|los|las))?\s*$",
    _I,
)
_HEADING = re.compile(r"what (?:is|we|you)(?: \w+){0,3}$|what(?:[’']s| is) (?:due|owed)(?: to you)?$", _I)
# "and not by Monday either": a day that is refused is no promised one.
_NOT_BY = re.compile(r"\b(?:not|nicht|no|pas) (?:by|before|until|on|within|bis|vor|antes|avant)\b(?! or)", _I)


def _deed_without_money(said: str) -> Kind | None:
    """What words with a time speak of that name no money: "It rules within 4 days" decides, whatever was asked for."""
    deeds = [kind for _, kind in kinds_in(said) if kind not in MONEY_KINDS]
    if deeds:
        return deeds[0]
    return "investigation" if _TAKES.search(said) else None


def _in_words_only(said: str, amount: Amount | None) -> Kind | None:
    """The kind of a promise that speaks of money and gives none: it is confirmed in writing, or looked into."""
    if _GIVES.search(said):
        return None
    if _CONFIRMED.search(said):
        return "contact"
    return "investigation" if amount is None and _LOOKS.search(said) else None


def _kind(commitment: Commitment, said: str) -> Kind:
    kind, amount = commitment.kind, commitment.amount
    has_sum = amount is not None and amount.value is not None
    if kind in MONEY_KINDS:
        bare = amount is None and commitment.due is None
        if bare and _HEADING.match(commitment.quote):
            return "other"
        if not has_sum and _PASSES_ON.search(said) and not _GIVES.search(said):
            return "escalation"
        if kind == "credit" and has_sum and _TO_THE_CARD.search(said) and not _CREDIT.search(said):
            return "refund"
        if bare and not _MONEY.search(said) and not _CREDIT.search(said):
            return "other"
        words = _in_words_only(said, amount)
        if words is not None:
            return words
        if not bare and not has_sum and not any(p.search(said) for p in (_MONEY, _CREDIT, _HANDED)):
            return _deed_without_money(said) or kind
        return kind
    if kind in WORD_KINDS or kind == "none":
        return kind
    if not has_sum and commitment.due is not None and _TAKES.search(said):
        return "investigation"
    if not has_sum and _PASSES_ON.search(said) and not _GIVES.search(said):
        return "escalation"
    if has_sum and (kind in {"other", "change", "fix"} or re.search(r"\bersetz", said, _I)):
        return "credit" if _CREDIT.search(said) else "refund"
    if commitment.due is not None and _HANDED.search(said):
        return "credit" if _CREDIT.search(said) else "refund"
    bare = kind in GOODS_KINDS and not has_sum and commitment.due is None
    return "other" if bare and not kinds_in(said) and not _SENDS.search(said) else kind
