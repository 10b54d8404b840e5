"""Senses: the kind of an English act in its context, and what a condition makes of it."""

from __future__ import annotations

import re

from assistant.promises.english.voice import asks_to_accept, perk_later
from assistant.promises.grammar import Act
from assistant.promises.kinds import by_noun, kind_of
from assistant.promises.kinds import by_verb as by_verb_of
from assistant.promises.patterns import Scan, match, search
from knowledge.terms import Kind

_POINTS = Scan(
    r"\b(?:it|this|that|them|they|one|these|those|correction|the change|(?:start|begin) work|the same|so|figure|amount|sum|slot|rest|balance|both|either)\b"
)
_POINTS_HARD = Scan(r"\bto do so\b|\bpromise of (?:one|it)\b")
_ANEW = Scan(
    r"\b(?:(?:brand[- ])?new|replacement|second|another|fresh)\b(?! (?:order|booking|driver|address|date|time))"
)
# Said of another act, these words name no kind: "we will repair it free of charge"; "the visit is free of charge" is one.
GRATIS = re.compile(
    r"(?<! is)(?<! are)(?<! be)(?:(?<=\w) ,)? (?:free of charge|(?:at no|without|for no) (?:\w+ )?(?:cost|charge)(?: to you)?|at our (?:own )?(?:cost|expense))\b"
)
_LIFTED = re.compile(
    r"(?:cleared|removed|cancelled|lifted|dropped|deleted|taken off|struck|written off|reversed|wiped|withdrawn|scrapped|gone|forgotten)\b"
)
_A_FEE = Scan(r"\b(?:fees?|charges?|fines?|penalt(?:y|ies)|surcharges?|supplements?)\b")
_A_SUM = Scan(r"(?:[$€£]\d|\d[€£$])\S*")
_VOW = Scan(
    r"\b(?:will|shall|guarantee|word)\b(?: \S+){0,4}? (?:be |not |never |have |that |is |get |you )*(?P<deed>\S+.*)"
)
_WILL = Scan(r"\b(?:will|shall) (?:you |we |they |i |it |your \w+ |be |not |never |have |get |\w+ly )*(?P<deed>\S+.*)")
_VOW_OTHER = Scan(
    r"\b(?:happen|recur|repeat|occur|nobody|no one)|\bnever (?:\w+ )?(?:wipe|share|sell|give|disclose|lose|pass|forget|enter|contact|call)|no circumstances will your\b"
)
_BINDS = Scan(
    r"\b(?:renew|trials?|deductible|(?:fee|charge|penalty)s? (?:is|are|of|applies|apply)|applies|charged at|must be made|readings?|estimated|bills? are|payable|bound|id required|expire|measured)\b"
)
_PENDING = Scan(
    r"^(?:any|one|another|the (?:slightest|smallest|least)) (?:more |further |other |single )?\S+(?: \S+){0,6} (?:and|or) (?:then )?(?:we|i|it|you|the)\b|\b(?:for (?:every|each) (?:further|extra|additional|other|more)|subject to|pending|depending on|(?:up)?on (?:receipt|receiving|return|approval|proof)|on condition|(?<!be )(?<!been )(?<!is )provided|following (?:her|his|their|the|our) (?:report|inspection|review|visit|findings)|"
    r"after (?:inspection|receipt|the inspection|we receive|we have)|with (?:a|the) (?:doctor's note|receipt|proof)|against (?:a )?receipt|on (?:production|presentation|submission|sight|proof) of)\b"
)
_OWN_TIMING = re.compile(r"^(?:and |but )*(?:as soon as|the (?:moment|minute|second)|when|once|after|until)\b")
_CUSTOMERS_EVENT = Scan(
    r"\b(?:you|your|receiv\w+|reach\w*|arriv\w+ (?:with|back|at)|return\w*|back with us|if|approv\w+|accept\w*|confirm\w* by|agree\w*)\b"
)
_OUR_VISIT = re.compile(
    r"(?:and )?(?:when|while|once|as) (?:we|he|she|they|i|(?:our|the) (?:\w+ ){0,2}?(?:engineer|driver|courier|crew|team|technician|plumber|fitters?)) (?:come|comes|deliver|delivers|collect|collects|visit|visits|arrive|arrives|bring|brings|call|calls|are there|is there|are with you|is with you|fit|fits|install|installs)\b"
)
_NO_CONDITION = re.compile(r"(?:and |but )*(?:until|following our|as you|before|now that|in case (?!of))\b")
_LUCK = Scan(r"\b(?:all goes (?:well|to plan)|luck)\b")
_EMPTY_CONDITION = Scan(r"\bif (?:you have any|you need (?:any|more|further)|there is anything|i can)\b")
_OUR_TIME = Scan(
    r"\b(?:takes?|repl(?:y|ies|ied)|answer\w*|respon\w+|processed|paid|issued|decided|arrives?|delivered|inspected|reviewed|looked at|shipped|dispatched|sent|credited|refunded (?:in|within)|ready)\b"
)


_PASSIVE = re.compile(
    r"(?:and |but |so )*(?P<subject>(?:\S+ ){1,6}?)(?:has been|have been|will be|is being|are being|was|were|has now been|is to be) (?:\w+ly |now |also |already )*(?P<verb>\S+(?:ed|en|nt|ut|ne|un|pt))\b(?P<rest>.*)$"
)


def _of_passive(body: str) -> Kind | None:
    # "a claim has been opened": the subject is what the verb is done to.
    found = _PASSIVE.match(body)
    return by_verb_of(f"{found['verb']} {found['subject']}{found['rest'].strip()}") if found else None


def kind(act: Act, body: str, topic: str, pointed: Kind | None) -> Kind:
    """The kind of the act; `topic` stands before a colon, `pointed` is what "it" and "that" mean here."""
    if act.kind in ("fee_waiver", "other", "none"):
        return act.kind
    if act.type == "liability_admission":
        return "none"
    if act.type == "policy_statement" and search(r"\bcompensation\b", body):
        return "credit"
    if act.type == "policy_statement":
        return _rule_kind(body, by_noun(body) or kind_of(act.deed, body), pointed)
    if act.type == "guarantee":
        return _vow_kind(body, pointed)
    body = GRATIS.sub("", body)
    named = by_noun(topic) if topic else None
    if named is not None:
        return named
    if pointed is not None and _POINTS_HARD.search(body):
        return pointed
    by_verb = kind_of(GRATIS.sub("", act.deed), "") or _of_passive(body)
    if _LIFTED.match(act.deed) and _A_FEE.search(body):
        return "fee_waiver"
    if by_verb == "delivery" and _ANEW.search(body):
        return "replacement"
    if act.refers and _A_SUM.search(body) and pointed not in ("refund", "credit", "discount"):
        pointed = None
    if act.refers and pointed is not None and by_verb in (None, "contact"):
        return pointed
    named = by_verb or by_noun(body)
    if named is None and _A_SUM.search(body):
        return pointed if pointed in ("refund", "credit", "discount") else "credit"
    return named or (pointed if pointed and _POINTS.search(body) else None) or "other"


def _vow_kind(body: str, pointed: Kind | None) -> Kind:
    if _VOW_OTHER.search(body):
        return "other"
    found = _WILL.search(body) or _VOW.search(body)
    return (kind_of(found["deed"], "") if found else None) or by_noun(body) or pointed or "other"


def _rule_kind(body: str, named: Kind | None, pointed: Kind | None) -> Kind:
    if search(r"\b(?:warrant|guarantee)\w*", body):
        return named if named in ("refund", "replacement") and search(r"refund|replace", body) else "repair"
    if search(r"\brefund|\bdeposits?\b|non-refundable|final sale|returns?\b|money back|reimburs|\bclaimed\b", body):
        return "refund"
    if search(r"\bcover|outside\b", body):
        return "repair" if pointed == "repair" and not search(r"\b(?:policy|insur\w+)\b", body) else "refund"
    if search(r"\bentitled to (?:[$€£]|compensation|a voucher)", body):
        return "credit"
    if _BINDS.search(body):
        return "none"
    return named or "none"


def under(act: Act, condition: str) -> Act:
    """The act under a condition: conditional, an offer where it is acceptance, unchanged where it is only timing."""
    if _LUCK.search(condition):
        return Act("hedged", act.deed, act.kind, act.refers)
    if _EMPTY_CONDITION.search(condition) or (_NO_CONDITION.match(condition) and not asks_to_accept(condition)):
        return act
    if asks_to_accept(condition):
        return Act("offer", act.deed, act.kind, act.refers)
    if _OUR_VISIT.match(condition):
        return act
    at_once = condition.startswith(("as soon as", "the moment", "the minute"))
    if (
        _OWN_TIMING.match(condition)
        and not _CUSTOMERS_EVENT.search(condition)
        and (
            kind_of(act.deed, act.deed) == "contact"
            or (
                at_once
                and search(r"\b(?:i|we|he|she|they|our \w+)\b", condition)
                and not search(
                    r"\b(?:i|we) (?:have|get|receive) (?:it|that|this|them|those|the|your|a|an)\b", condition
                )
            )
        )
    ):
        return act
    if match(r"(?:and )?(?:the )?next time", condition):
        bought = perk_later(f"{condition} {act.deed}") and not search(r"check in|log in|bill", condition)
        return Act("offer", act.deed, act.kind, act.refers) if bought else act
    return Act("conditional_promise", act.deed, act.kind, act.refers)


def pending(body: str) -> bool:
    """Whether a condition stands in the clause itself ("on receipt of the form")."""
    return _PENDING.search(body) is not None


def keeps_due(body: str) -> bool:
    """Whether the time in a rule is the company's own ("refunds take 5 days"), not the customer's."""
    return _OUR_TIME.search(body) is not None
