"""What the company will not or cannot do, and the negations that are a benefit ("you will not be charged")."""

from __future__ import annotations

import re

from assistant.promises.english.pledges import PROGRESS_STOP
from assistant.promises.english.rules import DOMAIN, THIS_CASE, general
from assistant.promises.english.voice import ADV, WE, refers
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, match, search
from assistant.promises.verbs import BASE, ING, PAST, lemma, word_set
from knowledge.terms import Kind

_UNABLE = Scan(
    r"\b(?:(?:have|has) not (?:agreed|decided|offered|promised|approved|authori[sz]ed|undertaken) (?:to|a|any|the)\b|(?:am|are|is) not (?:\w+ly )?(?:liable|responsible) to (?:pay|refund|compensate|replace|repair|reimburse|cover)\b|(?:am|are|is|be|being|find (?:myself|ourselves)|remain|were|was|been|feel) (?:\w+ly |also |still |simply |therefore |afraid )*(?:unable|powerless|not (?:\w+ly |yet |currently )?(?:able|at liberty|in a position|authori[sz]ed|permitted|allowed|prepared|willing|entitled|free|obliged|going|minded|empowered))\b"
    r"|(?:not|nothing|no longer) (?:be |been )?(?:able|in a position|authori[sz]ed|permitted|allowed|prepared|willing|obliged|possible)\b"
    r"|(?:is|are|was) (?:not|n't|no longer) (?:\w+ )?(?:something|anything|one|a thing) (?:that )?(?:i|we) (?:can|could|am|are|will|do|offer|would)|(?:there is|is) (?:nothing|little|no way|not much|not anything) (?:more |else |further |that |for )*(?:i|we|to)|"
    r"(?:have|has|see|find|there is|there are) no (?:\w+ )?(?:way|power|authority|option|room|grounds|basis|discretion|means|possibility|scope|budget)\b|"
    r"(?:must|have to|need to|am going to|will|has to|having to|had to|obliged to|going to|regret to) (?:\w+ly |regretfully |therefore |sadly )*(?:decline|refuse|reject|turn (?:\w+ ){1,3}down|turn down|say no|disappoint|stay as)|"
    r"(?:am|are|is) (?:\w+ly )?(?:declining|refusing|rejecting|turning down|withholding)|(?:we|i) (?:\w+ly |must )*(?:decline|declined|refuse|reject|turned? down)|"
    r"(?:decided|chosen|resolved|agreed|opted) (?:not to|against)|(?:is|are|was|been|be) (?:\w+ly )?(?:refused|rejected|declined|turned down|denied|unsuccessful)|"
    r"(?:out of|outside|beyond|not within|not in) (?:my|our) (?:hands|power|control|remit|gift|authority)|(?:beyond|above|over|more than) what (?:i|we) (?:can|may|am|are)\b|^(?:and |so |but |therefore )*no (?:refund|compensation|credit|voucher|replacement|payment|exchange|discount|payout|goodwill|money|reimbursement)s?\b.*|"
    r"(?:does|do|did) not (?:have the (?:authority|power|means|discretion|right)|qualify|entitle|fall|meet|extend|apply|give (?:me|us) the)|(?:is|are|it is) too late\b|(?:am|are|is) in no position|no (?:\w+ ){1,3}can be (?:promised|offered|given|guaranteed|made|confirmed)|(?:charge|fee|decision|bill|penalty|fine)s? (?:still )?stands?\b|not (?:eligible|due|payable|owed|covered|refundable|negotiable|available|an option|on the table|on offer)\b|"
    r"(?:answer|decision|outcome) (?:is|remains|has to be|must be) (?:a )?(?:no|negative)\b|not (?:\w+ )?(?:a|as a|any) (?:promise|commitment|guarantee|agreement)|(?:do|should|must) not (?:take|read|treat|understand|regard|see|interpret|view) (?:this|it|that|my|the|anything)(?: \w+){0,6}? as|nothing (?:in|i|we|here|above|said|written)(?: \w+){0,9} (?:promise|commitment|agreement|guarantee|offer|admission|binding)|"
    r"(?:decision|answer|outcome|ruling|verdict) (?:will|can) not (?:be )?(?:chang\w+|altered|reversed|revisited|overturned|reopened|move)\b|^(?:and |so |but )*nothing (?:is |more is |further is )?(?:due|owed|payable) (?:to you|on|for|here|under)\b|no (?:promise|guarantee|commitment)s?\b|no (?:further )?exceptions? (?:will|can|shall) be\b|without (?:any )?(?:admission|prejudice|obligation)|(?:is|are) not (?:coming back|returning|reopening|being (?:brought back|reinstated|renewed|reopened|replaced|offered))|has to (?:stay|stand)|have to (?:stay|stand)|must stand|(?:charges?|fees?|decision|bill|penalt(?:y|ies)|fines?|price|answer|amount|ruling|notice|it|that|this)(?: of \S+)? will (?:have to )?stand\b(?! (?:in|at|by|next|on|outside|up|there))|remains? (?:payable|due))"
)


_PERCEIVES = word_set(
    "imagine thank wait find see tell say express stress begin excuse apologise apologize help know believe understand remember recall speak hear read think fault blame "
    "locate trace spot detect overstate emphasise emphasize complain argue disagree deny forget wish fathom praise recommend explain account rule undo change want like mean be need hesitate mind worry take let expect require ask"
)


_HARMS = word_set(
    "charge bill invoice disconnect chase pursue hold enforce insist hound close share sell cancel contact rest stop deduct debit pass disclose spam pester bother penalise penalize collect suspend cut let give affect lose happen "
    "recur repeat take ask send-reminders withdraw touch delete wipe increase raise interrupt count need leave"
)


_BENEFIT_NEGATED = (
    re.compile(
        r"\b(?:you|nobody|no one|your (?:\S+ ){1,3}?|it|this|that|the (?:\S+ ){1,8}?|he|she|they|there|none of (?:\S+ ){1,3}?) ?(?:will|shall|do|does|are|is|would) (?:\w+ly |also |of course |now |even |then )*not (?:\w+ly |even )*"
        r"(?:(?:be |get |being |have been )?(?P<charged>charged|billed|invoiced|penali[sz]ed|fined)|(?:have to|need to|be (?:asked|required|expected|liable) to|owe|be (?:chased|pursued)|need|be)? ?(?P<pay>pay|be paying|owe|be out of pocket|cost you|be (?:a |any )?(?:charge|fee|cost)|be (?:any|a) (?:further )?(?:charge|fee|cost))|(?:lose|have lost) (?:out|your|any|a|anything))\b"
    ),
    re.compile(
        r"\b(?:you (?:will |do |would |shall )?(?:not|n't) (?:\w+ )?(?:have to|need to|need)|(?:there is |there will be )?no need(?: for you)? to|you (?:need not|needn't)|no need (?:for|of)|you are not (?:required|obliged|expected) to) "
        r"(?P<do>return|send|bring|ship|post|do|take|fill|provide|call|chase|book|worry|come|lift|go|apply|contact|repeat|wait|claim|explain|hand|give|buy|prove|arrange|be|print|sign|reapply|re-send|show|pack|visit|pay|reorder|reset|reinstall|\w+)\b"
    ),
    re.compile(
        rf"\b(?:{WE}|nobody|no one|our \w+(?: \w+)?) (?:will |shall |am |are |is )(?:\w+ly |of course |also )*not (?:be )?(?P<harm>charg\w+|bill\w*|invoic\w+|ask\w* (?:you|for (?:any|the)|anything)|collect\w*|chas\w+|pursu\w+|deduct\w*|debit\w*|tak\w+ (?:any|the|a) (?:payment|fee|money))\b"
    ),
    re.compile(
        r"\b(?:nothing|none of (?:this|that|it|these|the \w+)) (?:more |further |else )?will be (?P<untaken>taken|charged|debited|deducted|collected|billed)\b"
    ),
    re.compile(
        r"\b(?:nobody|no one|no-one) (?:will|is going to) (?P<nobody>charge|bill|invoice|ask you|chase|collect|disconnect|cut)\w*"
    ),
    re.compile(
        r"(?<!at )\bno (?:\w+ ){0,3}?(?P<nofee>fees?|charges?|costs?|penalt(?:y|ies)|interest|surcharge|deposit|postage|(?:more |further )?payments?|instal?ments?|deductions?|money)\b(?: \w+){0,4}? (?:will|shall|applies|apply|is|are|to)\b(?! (?:found|shown|listed|due to))"
    ),
    re.compile(
        r"\b(?:fees?|charges?|costs?|penalt(?:y|ies)|surcharges?|interest|supplements?) (?:will|shall|does|do)(?<!can) (?P<nofee2>not) (?:apply|be (?:charged|applied|due|taken|added|payable))\b"
    ),
    re.compile(
        r"\b(?P<lose>you will not (?:lose|miss)|you will not be \w+(?: \S+){0,5} again|will not (?:happen|occur|recur|affect|lapse|expire|be (?:turned (?:away|down)|let down|kept waiting|left (?:waiting|behind|without|out)|disturbed|bothered|put through|lost|affected|closed|cancelled|disconnected|shared(?! with you)|deleted|cut|repeated|wiped|used)))\b"
    ),
    re.compile(
        r"\byou (?:will )?(?P<nothing>(?:pay|owe)(?: us)? nothing(?! but\b)|not pay a (?:penny|cent)|not (?:pay|owe) anything)\b"
    ),
)


_NO_CHARGE = re.compile(
    r"(?:and |but |so |obviously |of course |naturally |there is |there will be |needless to say )*no (?:further |extra |additional )?(?:charge|fee|cost)s? (?:for (?:this|that|the|it|you|any|either)|to you|on this|this time|whatsoever|at all|involved|of course|obviously)\b"
)
# "There is no charge for your visit", "there will not be a fee": of this one case.
_NONE_HERE = re.compile(
    r"(?:and |but |so )*there (?:(?:is|are|will be) (?:also |of course )?no (?:\w+ ){0,2}?|(?:is|are|will) not (?:be )?(?:an? |any )(?:\S+ ){0,2}?)(?:charges?|fees?|costs?|penalty|surcharge|interest)(?:$| for (?:your|this|that|these|it|any of|the (?!first|second)|\w+'s) ?(?!\w+ing\b)| (?:on|in) (?:your|this|that))"
)
_FORGET_IT = re.compile(
    r"(?:and |so |please |just |you (?:can|may) (?:safely )?)*(?:forget(?: about)?|disregard|tear up) (?:the|that|your|this|any) (?:\S+ ){0,3}?(?:fees?|fines?|charges?|penalty|invoice|bill|notice|reminder|demand|surcharge)\b"
)
_NO_LONGER_DUE = Scan(
    r"(?:\b(?:fees?|charges?|fines?|penalty|penalties|bill|balance|amount|sum|surcharge|notice|interest)|[$€£]\S+)(?: \S+){0,3}? (?:is|are) (?:therefore |now )*no longer (?:due|owed|owing|payable|outstanding)\b"
)
_NO_RETURN = Scan(
    r"\b(?:nothing|none of (?:it|this|them)) (?:needs?|has|have) to (?:come|go|be (?:sent|returned|posted|brought|shipped|handed)) back\b"
)
_NO_ONE_NEEDS = re.compile(
    r"(?:and |so |but )*(?:nobody|no one|neither of you|none of you) (?:needs?|has|have) to (?:be (?:at home|there|in|on|present)|do|come|sign|send|pay|wait|attend|bring)\b"
)
_NO_STEP = Scan(
    r"\b(?:no (?:further |other )?(?:action|steps?|paperwork|forms?) (?:is|are|will be) (?:needed|required|necessary)(?! (?:by|from) (?:us|our))|nothing (?:else |more |further )?(?:is (?:needed|required)|you (?:need|have) to do|for you to do|to do on your (?:side|part|end)))\b"
)


_CHARGE_STAYS = Scan(
    r"\b(?:fee|charge|fine|penalty|surcharge|invoice|bill|debt|notice)s?\b(?: of \S+)? (?:will|shall|can) not be (?:cancelled|canceled|waived|removed|dropped|lifted|reduced|withdrawn|reversed|written off)\b"
)


# "We hope that this will not happen again" is a hope.
_HOPED = re.compile(
    rf"(?:and |but |so )*{WE} (?:\w+ly |do |can only |would |very much )*(?:hope|trust|aim|expect|intend|wish|like to think)\b"
)


def benefit(text: str) -> Act | None:
    """A negation that is good for the customer: a charge not made, a thing that need not be done."""
    if _NO_CHARGE.match(text) or _NONE_HERE.match(text) or _FORGET_IT.match(text):
        return Act("promise", deed=text, kind="fee_waiver")
    if _NO_LONGER_DUE.search(text):
        return Act("promise", deed=text, kind="fee_waiver")
    if _NO_RETURN.search(text):
        return Act("promise", deed=text, kind="other")
    if _NO_STEP.search(text) or _NO_ONE_NEEDS.match(text):
        return Act("promise", deed=text, kind="other")
    if search(
        r"\b(?:not an?|nothing|not one|no) ?(?:single |carriage |postage |excess |deposit |delivery |shipping |call-out )?(?:cent|penny|thing)? (?:more |extra |else |further )?(?:to pay|for you to pay|owing|to be paid)\b",
        text,
    ) and not search(r"\bthere (?:is|was) nothing owing\b|nothing is owing", text):
        return Act("promise", deed=text, kind="fee_waiver")
    words = text.split(" ")
    if (
        "not" not in text
        and "no" not in words
        and "none" not in words
        and "nobody" not in text
        and "nothing" not in text
    ):
        return None
    if search(r"\b(?:(?:can|could|was|were) (?:\w+ )?(?:not|no)|unable|was no|were no)\b", text) and not search(
        r"\byou (?:will|do) not\b|\bno (?:need|charge)\b", text
    ):
        return None
    if _CHARGE_STAYS.search(text) or _HOPED.match(text):
        return None
    if search(
        r"\bwill not (?:be|appear|show|go) (?:charged |put |added )?(?:on|to|up on) (?:your|the) (?:\w+ )?(?:bill|invoice|account|statement|card)\b",
        text,
    ):
        return Act("promise", deed=text, kind="fee_waiver")
    for pattern in _BENEFIT_NEGATED:
        found = pattern.search(text)
        if found is None:
            continue
        groups = {name for name, value in found.groupdict().items() if value}
        free = (
            groups & {"charged", "pay", "harm", "nobody", "untaken", "nofee", "nofee2", "nothing"}
            or found.groupdict().get("do") == "pay"
        )
        kind: Kind = "fee_waiver" if free else "other"
        if search(r"\bnever\b.*\bagain\b|under no circumstances|guarantee|(?:my|our) word", text):
            return None
        return Act("promise", deed=text[found.start() :], kind=kind)
    return None


_AUX_NOT = re.compile(
    rf"\b(?P<aux>can|could|will|shall|would|am|are|is|do|does|may) (?:{ADV})(?:not|never)(?: (?!be\b)\w+ly| also| even| either| yet| now| simply| always| just)* "
    r"(?P<deed>(?:be |have |get )?(?P<verb>\S+).*)$"
)
# "You will not get a penny", "you are not getting it back": what the customer is not to have, unless nobody would want it.
_NOT_GIVEN = re.compile(
    r"(?:be )?(?:(?:get|getting|receive|receiving|given|offered|awarded|sent|have)(?! (?:to|any (?:more|further)|another|a second|more|further|extra)\b)(?! (?:\S+ ){0,3}?(?:bill|charge|invoice|fee|fine|reminder|call|letter|email|penalty|trouble|problem|hassle)s?\b)(?! (?:it|them|this) (?:wrong|again))|"
    r"(?:refunded|credited|reimbursed|compensated|paid)\b|pay(?:ing)? (?:\S+ ){0,3}?less\b)"
)
_OURS_BEFORE = Scan(rf"(?:^|\b){WE}(?: \w+ly| also| both| simply| therefore| still| at \w+)*$")
_OURS_ANYWHERE = re.compile(rf"(?:and |but |so )*(?:\w+ly )?{WE}\b|.*\bha(?:s|ve) to (?:stay|stand)\b")
_BARE = re.compile(
    r"(?:and |but |sorry )*(?:can|could|will) not (?P<deed>(?:do|offer|refund|give|replace|change|promise|help with|make|take)\b.*)$"
)
_OF_A_THING = word_set("work load connect open start charge turn reach come change arrive affect show appear")
_NAMES_ONE = re.compile(r"(?:and |but |so )*(?:the|this|that|it|these|those|your|[$€£])\b")
_YOUR_USE = Scan(r"\b(?:refund|return|exchange|cancel|claim|transfer|use)\b")


def decline(text: str) -> Act | None:
    """A refusal, or the rule behind one; None where nothing is refused."""
    nothing = _NOTHING.search(text)
    if nothing is not None:
        return Act("decline", deed=nothing["deed"])
    bare = _BARE.match(text)
    if bare is not None:
        return Act("decline", deed=bare["deed"])
    unable = _UNABLE.search(text)
    if unable is not None:
        deed = re.sub(r"^.*?\b(?:to|for|against)\b ", "", text[unable.start() :], count=1)
        if _STANDS.search(text):
            deed = ""
        one = (
            _ONE_CASE.search(text) or _OURS_BEFORE.search(text[: unable.start()].strip()) or _OURS_ANYWHERE.match(text)
        )
        return Act("policy_statement" if not one and general(text) else "decline", deed=deed, refers=refers(deed, text))
    for found in _AUX_NOT.finditer(text):
        decided, act = _negated(text, found)
        if decided:
            return act
    if search(r"\bno circumstances (?:can|are we able)\b", text):
        return Act("decline", deed=text.split("can", 1)[-1].strip())
    return None


_NOTHING = Scan(
    r"\b(?:nothing|no \w+|(?:none|nothing|no part|neither) of (?:\S+ ){1,3}?|(?:none|no part|neither) of (?:it|this|that|them)) ?(?:will|can|shall) (?:\w+ly )?be (?P<deed>(?:credited|refunded|paid|returned|reimbursed|offered|replaced|compensated|given|issued)\b.*)"
)
_STANDS = Scan(r"\b(?:ha(?:s|ve) to|must|still)? ?(?:stay|stand)s?\b")
_ONE_CASE = Scan(
    r"^(?:and |but |so |\w+ing )*(?:the|your|this|that|it)\b(?! (?:warranty|policy|guarantee|insurance|contract|terms|tariff)\b)|\bat this stage\b"
)


def _negated(text: str, found: re.Match[str]) -> tuple[bool, Act | None]:
    """What "will not", "cannot", "are not ...ing" say here, and whether that decides the clause."""
    before, deed, aux = text[: found.start()].strip(), found["deed"], found["aux"]
    verb = lemma(found["verb"])
    ours = _OURS_BEFORE.search(before) is not None
    refusal = Act("decline", deed=deed, refers=refers(deed, text))
    if aux == "are" and before.endswith("you") and _NOT_GIVEN.match(deed):
        return True, Act("decline", deed=deed)
    if aux in ("am", "are", "is"):
        acts = ours and found["verb"] in ING and found["verb"] not in PROGRESS_STOP and verb not in _PERCEIVES
        return acts, refusal if acts else None
    if aux in ("do", "does") and ours and verb in ("have", "see") and match(r"have (?:a|an|any)\b", deed):
        return True, refusal
    if aux in ("do", "does"):
        rules = (ours or general(text)) and verb not in _PERCEIVES and verb in BASE
        return rules, Act(
            "decline" if ours and (THIS_CASE.search(text) or " you " in text) else "policy_statement", deed=deed
        ) if rules else None
    if verb in _SENSES and not _ACTS.match(deed) and (ours or before.endswith(("you", "he", "she", "they"))):
        return True, None
    if before.endswith("you") and aux in ("will", "shall") and _NOT_GIVEN.match(deed):
        return True, Act("decline", deed=deed)
    if before.endswith("you"):
        barred = aux in ("can", "could") and _YOUR_USE.search(deed)
        return True, Act("decline" if THIS_CASE.search(text) else "policy_statement", deed=deed) if barred else None
    if ours:
        return True, _we_refuse(aux, verb, deed, refusal)
    return _it_cannot(text, aux, verb, deed)


# "We will not cancel the order" is a benefit, "we will not cancel the fee" is none.
_TAKES_OFF = word_set("cancel withdraw delete wipe cut let stop")
_A_CHARGE = Scan(r"\b(?:fees?|charges?|fines?|penalt(?:y|ies)|surcharges?|invoices?|debts?|premiums?)\b(?! you)")
_KEEPS_IN_MIND = word_set("forget regret tire pretend lie")


def _we_refuse(aux: str, verb: str, deed: str, refusal: Act) -> Act | None:
    if aux in ("will", "shall") and verb in _TAKES_OFF and _A_CHARGE.search(deed):
        return Act("decline", deed=deed, kind="fee_waiver")
    if aux in ("will", "shall") and verb in _HARMS:
        return Act("promise", deed=deed, kind="fee_waiver" if verb == "charge" else "other")
    if aux in ("will", "shall") and verb in _KEEPS_IN_MIND:
        return None
    if aux in ("would", "could"):
        return None
    if verb == "be" or deed.startswith("be "):
        if aux in ("will", "shall") and lemma(deed.split(" ")[1] if " " in deed else "") in (
            "hold",
            "charge",
            "bill",
            "chase",
            "pursue",
            "enforce",
            "penalise",
            "penalize",
        ):
            return Act("promise", deed=deed.removeprefix("be "), kind="fee_waiver")
        return refusal if deed.split(" ")[1:2] and deed.split(" ")[1] in ING else None
    return refusal


def _it_cannot(text: str, aux: str, verb: str, deed: str) -> tuple[bool, Act | None]:
    if _CHARGE_STAYS.search(text):
        return True, Act("decline", deed=deed, kind="fee_waiver")
    if (aux == "can" and _FOR_YOU.match(deed)) or (aux == "will" and _KEPT_FROM.match(deed)):
        return True, Act("decline", deed=deed)
    words = deed.split(" ")
    passive = words[0] == "be" and len(words) > 1 and (words[1] in PAST or words[1] in ("possible", "available"))
    if aux not in ("can", "will", "may") or not (passive or verb in BASE) or not DOMAIN.search(text):
        return False, None
    if verb in _OF_A_THING and not passive:
        return True, None
    one = THIS_CASE.search(text) or _NAMES_ONE.match(text)
    return True, Act("decline" if one else "policy_statement", deed=deed)


_FOR_YOU = re.compile(
    r"be (?:brought back|undone|restored|recovered|bent)\b|be \w+(?:ed|en|ut|nt|de|ne|ld|pt)\b(?: \S+){0,3} for you\b"
)
_KEPT_FROM = re.compile(
    r"be (?:(?:shared|discussed) with you|(?:given|sent|told|shown|disclosed|paid|returned|refunded) to you|on (?:its|their) way)\b"
)
_ACTS = re.compile(
    r"(?:tell you (?:any(?:thing)?|much) (?:more|else)|open (?:a|an|another|up|your)|say yes|help (?:you )?with|agree to|tell you (?:a|the) (?:delivery )?date)\b"
)
_SENSES = word_set(
    "find locate trace see wait imagine thank help say tell express stress excuse apologise apologize know understand believe undo blame overstate fault recall remember argue log reach read open hear agree"
)
