"""Deeds that are said to be done."""

from __future__ import annotations

import re

from assistant.promises.english.voice import ADV, ME, NOT_OURS, WE, is_imperative
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, match, search
from assistant.promises.verbs import forms, word_set

_DONE_VERBS = (
    "go-back "
    "refund credit waive reverse remove cancel escalate raise flag forward pass send issue process approve authorise authorize release book rebook arrange order ship dispatch despatch post open log "
    "add apply extend update correct fix repair replace restore reset unlock rebuild report ask instruct request reserve put place move transfer switch upgrade pay return adjust amend write clear delete block "
    "freeze enclose attach give grant bump push drop knock top load throw schedule change contact notify brief remind retrain train file register submit launch start initiate chase settle reassign prioritise prioritize activate enrol enroll double reroute "
    "resend reprint reissue remake clean service install fit recalibrate compensate reimburse repay resolve sort discount reduce lower reinstate reopen reconnect deliver exchange swap close renew pause reschedule void lift unblock patch deploy "
    "restart rectify redeliver set take make refer speak halve honour honor tighten alert recall improve introduce redesign rewrite hand deduct tuck pop include top-up wipe purge suspend scrap backdate unfreeze disable enable convert credit-back shift stop "
    "escalated-to copy warn discipline share discuss allocate assign appoint redo create generate email print reactivate recover secure hold engage hire bring merge split deposit wire transfer-back overnight re-book re-send re-issue re-open begin queue withdraw commission collect test "
    "repaint reseal terminate tell inform advise downgrade turn mark accept let talk record repost top-up order confirm prepare"
)


_DONE = frozenset(forms(_DONE_VERBS, kinds="past").replace("\\", "").split("|")) | {
    "let",
    "had",
    "begun",
    "written",
    "set",
    "thrown",
    "reset",
    "put",
    "spoken",
    "made",
    "taken",
    "split",
    "held",
}


_HAVE_DONE = re.compile(
    rf"(?P<subject>^|.*?\b)(?:have|has|{WE} (?:also |just )?(?:had|get|got)) (?P<been>(?:{ADV})(?:been )?(?:{ADV}))(?P<deed>(?P<pp>\S+)(?: .*)?)$"
)


_TAKEN_OK = re.compile(
    r"(?:made (?!you)(?:\S+ ){1,5}aware|had (?:a (?:\w+ )?(?:word|chat|talk)|(?:\w+ )?words) with (?!you))|(?:taken|made|took) (?:\S+ ){0,4}?(?:off|out|down|steps|care|action|over|note of it|the fee|it up|this up|up with|a note|an? exception|arrangements|provision|payment|changes?|appointment|correction|adjustment|entry|request|booking|back|available|you|the (?:change|correction|payment|booking|transfer))|^(?:taken|made)(?: for| available| to| on| free| whole|$)"
)


_WAS_DONE = frozenset(
    forms(
        "swap correct reprogram reconfigure free unblock clear patch tighten seal adjust clean rewire reconnect reset switch-back retest reprogram redo reopen recalibrate unlock refill refund credit waive reverse escalate repair fix replace inspect rebuild correct restore compensate reimburse resolve rectify reinstate reissue repaint reseal service retrain brief remind remake redeliver upgrade settle",
        kinds="past",
    ).split("|")
)


_WAS = re.compile(rf"^(?P<subject>.*?)\b(?:was|were) (?:{ADV})(?P<deed>(?P<pp>\S+)(?: .*)?)$")


_ACTIVE_DONE = re.compile(
    rf"^(?:\S+ ){{0,4}}?(?P<subject>{WE}|(?:our|the|my) (?:\S+ ){{1,4}}?|he |she |they ) ?(?:{ADV})(?P<deed>(?P<pp>"
    + forms(
        "refund credit waive reverse escalate replace repair fix correct restore cancel forward flag report issue upgrade reimburse fit remove reinstate reset unlock apply add extend raise log retrain reorder rebook rectify",
        kinds="past",
    )
    + r"|(?<=team )(?:looked (?:at|into)|checked|inspected|reviewed|visited|examined|tested)|(?<=engineer )(?:looked (?:at|into)|checked|inspected|visited|examined|tested)|(?<=technician )(?:looked (?:at|into)|checked|inspected|visited|examined|tested)|sent|asked|passed|put|opened|took|gave|spoke|ordered|booked|dropped|knocked|threw)\b(?: .*)?)$"
)


_SENT_WHAT = re.compile(
    r"^(?:sent|ordered|booked|opened|took|gave|put|asked|spoke|passed|dropped|knocked|threw) (?:\S+ ){0,6}?(?:replacement|new|refund|voucher|label|credit|note|ticket|case|trace|investigation|off|out|to|with|team|manager|second|another|engineer|for)\b"
)


_STATE_DONE = Scan(
    rf"\b(?:is|are|stands?) (?P<now>(?:{ADV}))(?P<deed>(?:cancelled|canceled|unlocked|restored|fixed|repaired|switched on|live again|up again|up and running|back online|active again|sorted|resolved|reactivated|updated|corrected|approved|authorised|authorized|confirmed|reset|logged|registered|reinstated|refunded|credited|paid out|"
    r"unblocked|recorded|in place|enclosed|attached|closed|in your (?:account|inbox|wallet|locker|balance|app)|on your (?:account|card|balance)|set up|complete|completed|done|raised|reserved|removed|reversed)\b.*)$"
)


_VERBLESS_DONE = re.compile(
    r"^(?:(?:ok |okay |good news |all |now |just |already |great news |right |update |and |[$€£]\S+ |full |partial |your |the |a |goodwill |compensation |booking )*)(?P<deed>(?:refund|credit|replacement|claim|cancellation|case|ticket|complaint|voucher|fee|charge|payment|compensation|order|upgrade|change|transfer|request|engineer visit|visit) (?:has been |now |fully )?(?:approved|issued|processed|sent|waived|escalated|logged|reversed|removed|completed|cancelled|authorised|authorized|confirmed|raised|credited|"
    r"opened|booked|dispatched|shipped|paid|released|refunded|applied|granted|arranged|made)\b.*|(?:sorted|done|fixed|refunded|cancelled|escalated|credited|switched on|reset|resolved|waived|removed|replaced|completed|reversed|(?:all )?set up|processed|approved|dispatched|booked|logged|raised|issued|restored|added|unlocked|corrected|forwarded|enclosed|attached)\b(?! (?:by you|out of))(?: .*)?)$"
)


_ENCLOSE = Scan(
    rf"(?:{ME}(?:{ADV})(?P<deed>(?:enclose|attach|am enclosing|am attaching|are enclosing|are attaching)\b.*)|\bplease find (?:enclosed|attached) (?P<deed2>.*)|^(?:enclosed|attached) (?:is|are|you will find|please find) (?P<deed3>.*)|\b(?:is|are) (?:enclosed|attached)\b)"
)


_EVENT = Scan(
    r"\b(?:shows?|concerts?|events?|flights?|trains?|buses|services?|class|classes|courses?|matches|match|games?|tours?|performance|festival|trips?|sailings?|scan|operation|surgery|appointment|delivery|deliveries|departure|order|match|orders|lesson|screening|meeting|cruise|exam)\b(?: \S+){0,8}$"
)


_HARM_SUBJECT = Scan(r"\b(?:fees?|charges?|debit|penalty|fine|interest|surcharge|payment|your (?:card|account))\b")


_DID_VERBS = word_set(
    "ask raise refund credit replace report flag escalate pass forward waive cancel repair fix correct chase request refer"
)
_UNDONE = Scan(r"\b(?:not|never|nothing|nobody|no one|none|yet to)\b")
_STATE_OPEN = Scan(r"\b(?:if|when|once|will|until|only|usually|normally|always|automatically)\b")
_BY_OTHERS = Scan(
    r"\b(?:by (?:you|somebody|someone|your)|before|when|until|originally|previously)\b|^(?:and )?(?:you|that you)\b"
)
_GIVEN_BACK = re.compile(
    r"(?:returned|removed|taken (?:off|down|out|away)|put (?:back|right)|sent|paid|issued|posted|shipped|dispatched|despatched|mailed|couriered)\b"
)
_OF_MONEY = Scan(
    r"(?:[$€£]\S+|\b(?:refund|credit|compensation|replacement|new \S+|second \S+|fresh \S+|another \S+)) (?:\S+ ){0,3}?(?:was|were)\b|taken (?:off|down|out|away)|put right"
)
_LIGHT = re.compile(r"(?:sent|ordered|booked|opened|took|gave|put|asked|spoke|passed|dropped|knocked|threw)\b")


def done(text: str) -> Act | None:
    """A remedy or follow-up that is said to be carried out, by whomever; None where none is."""
    found = _ENCLOSE.search(text)
    if found is not None and not search(
        r"\byou (?:enclosed|attached)|(?:photos?|receipt) (?:is|are) attached|\b(?:form|leaflet|copy|copies|statement|photographs?|report|terms|list) (?:is|are) (?:enclosed|attached)|(?:enclos|attach)\w* (?:is |are )?(?:a |an |the |our )?(?:\w+ )?(?:form|leaflet|copy|copies|statement|report)\b",
        text,
    ):
        return Act("done_claim", deed=found["deed"] or found["deed2"] or found["deed3"] or text)
    found = _VERBLESS_DONE.match(text)
    if found is not None and not search(r"\b(?:will|should|by you|requested by)\b", text):
        return Act("done_claim", deed=found["deed"])
    if _UNDONE.search(text.split(" because ", maxsplit=1)[0].split(" so that ", maxsplit=1)[0]):
        return None
    if is_imperative(text) or _HAD_BEEN.search(text):
        return None
    found = _HAVE_DONE.match(text)
    if found is not None and (found["pp"] in _DONE or _unheard_of(found)) and _carried_out(text, found):
        return Act("done_claim", deed=found["deed"])
    if found is not None and match(
        r"gone (?:back|out|onto|into|(?:straight |on |up )*to (?:our|the|my) (?:\S+ ){1,4}?(?:team|people|office|desk|department|manager|director|board|lab|workshop|insurers?|lawyers|engineers|buyers|chef|owner))\b|been (?:torn up|written off|struck (?:off|out)|scrapped|bumped up)\b",
        found["been"] + found["deed"] if "been" in found["been"] else found["deed"],
    ):
        return Act("done_claim", deed=found["deed"])
    found = _NOW_YOURS.search(text)
    if found is not None:
        return Act("done_claim", deed=found["deed"])
    return _in_place(text) or _was_done(text) or _did(text)


# What had been done is told of the past.
_HAD_BEEN = Scan(r"(?<!we )(?<!i )\bhad (?:\w+ )?been\b")
_NOW_YOURS = Scan(r"\b(?:you (?:now|already) have (?P<deed>(?:(?:a|an|your|\d\S*|\S+ (?:extra|free|bonus)) .*)))")
_NO_REMEDY = word_set(
    "located read reviewed seen looked searched noticed found received looked checked considered listened heard understood noted tried decided known thought counted compared studied verified enjoyed missed lost failed experienced gathered realised realized "
    "concluded learned learnt apologised apologized explained mentioned said attempted appreciated valued served worked waited come become felt agreed promised offered kept wanted needed used spent called phoned had been got gone "
    "hoped wished expected examined analysed analyzed reread dealt known grown happened arrived ended started shown proved proven caused let disappointed welcomed observed recognised recognized identified reached responded replied answered "
    "spotted unpacked argued regretted spoken caught met discovered charged broken stated enquired inquired asked researched assessed evaluated investigated consulted traced written confirmed"
)


def _unheard_of(found: re.Match[str]) -> bool:
    # A deed of ours that the list does not know ("we have slipped two passes in"), if it is neither talk nor thought.
    ours = search(rf"\b{WE}$", found["subject"].strip()) is not None and "been" not in found["been"]
    return ours and found["pp"].endswith(("ed", "pt", "nt", "lt")) and found["pp"] not in _NO_REMEDY


def _in_place(text: str) -> Act | None:
    found = _STATE_DONE.search(text)
    if found is None or NOT_OURS.search(text[: found.start()].strip()) or _STATE_OPEN.search(text):
        return None
    subject = text[: found.start()]
    if search(
        r"\b(?:within|in) (?:\d|one|two|three|five|ten)|\bby (?:\d|monday|tuesday|wednesday|thursday|friday|the)",
        found["deed"],
    ):
        return None
    if found["deed"].startswith(("approved", "authori")) and not search(
        r"refund|claim|request|credit|replacement|exchange|return|application|repair|compensation|upgrade|change",
        subject,
    ):
        return None
    if match(r"(?:cancelled|closed|confirmed|attached|in place|on your|paid)", found["deed"]) and (
        _EVENT.search(subject.strip()) or _HARM_SUBJECT.search(subject)
    ):
        return None
    return Act("done_claim", deed=text if found["deed"].startswith(("in your", "on your")) else found["deed"])


def _was_done(text: str) -> Act | None:
    found = _WAS.match(text)
    if found is None:
        return None
    if search(r"\bas (?:you|per your|he|she) (?:wished|asked|requested|wanted|request|instructed|agreed)\b", text):
        return Act("done_claim", deed=found["deed"])
    remedy = found["pp"] in _WAS_DONE and not _BY_OTHERS.search(text) and not NOT_OURS.search(found["subject"].strip())
    returned = (
        _GIVEN_BACK.match(found["deed"])
        and _OF_MONEY.search(text)
        and search(r"\b(?:to|on|onto|into) your?\b|replacement|taken (?:off|down|out|away)|put right", text)
    )
    return Act("done_claim", deed=found["deed"]) if remedy or returned else None


_DID = re.compile(rf"^(?:and |but |so )*{WE} did (?:also |indeed )?(?P<verb>\w+)(?P<rest> .*)$")


_WE_CHANGED = re.compile(
    rf"(?:and |but |so |ok |okay |right )*{WE} (?:{ADV})(?P<deed>(?:cleared|switched|moved|changed|swapped|rebooked|mended|patched|deleted|updated|amended|transferred|unblocked|topped up|re-sent|resent|emailed|texted|notified|enrolled|extended|paused|unfroze|tightened|sealed) (?:your|you|it|them|that|those|both|the (?:old|wrong|stuck|broken|missing|faulty|duplicate|second|late|wrong|extra) \S+)\b.*)$"
)


def _did(text: str) -> Act | None:
    changed = _WE_CHANGED.match(text)
    if changed is not None and not search(r"\b(?:before|until|when|because|years?|in \d{4}|last)\b", text):
        return Act("done_claim", deed=changed["deed"])
    did = _DID.match(text)
    if did is not None and (did["verb"] in _DID_VERBS or f"{did['verb']}{did['rest']}".startswith("find you ")):
        return Act("done_claim", deed=did["verb"] + did["rest"])
    found = _ACTIVE_DONE.match(text)
    if found is None or match(r"reported (?:back|on|to you)\b", found["deed"]) or is_imperative(text):
        return None
    if search(r"\b(?:you|seller|they|customer) (?:\w+ )?$", found["subject"] + " ") or search(
        r"\b(?:is|are|was|were|will|would|can|if|be|been|has|have|had|to|must)\b", text[: found.start("deed")]
    ):
        return None
    if _LIGHT.match(found["deed"]) and (
        not _SENT_WHAT.match(found["deed"]) or not match(rf"(?:\S+ ){{0,4}}?{WE}\b", text)
    ):
        return None
    return Act("done_claim", deed=found["deed"])


_OWN_USE = re.compile(r"(?:paid for|paid by|told (?:you|me|us)|ordered from|received|checked|tested)\b")
_INSPECTOR = re.compile(r"^(?:\S+ ){0,3}?(?:he|she|the engineer|our (?:engineer|technician|team))\b")
_NO_DEED = re.compile(
    r"(?:asked (?:you|for (?:your|more|it\b|them\b|this\b|that\b))|spoken (?:with|to) you|discussed (?:this |it )?with you|made (?:a |an |the |every |this |that |your )?(?:mistake|error|effort|mess|decision|purchase))\b"
)
_LOOKED_UP = re.compile(
    r"(?:looked (?:at|again at|through)|been in touch with (?:the|your) (?:seller|bank|driver|customer)|completed|finished|concluded|done|made|carried out) (?:my|our|the|a|this) (?:\S+ ){0,2}?(?:review|investigation|enquir\w+|inquir\w+|search|check)\b"
)
_NEEDS_US = word_set("changed confirmed begun started told reported written")
_TO_YOU = word_set(
    "bumped refunded credited moved upgraded rebooked enrolled given added reimbursed booked sent granted compensated put removed switched awarded transferred allocated assigned reinstated issued"
)
_OF_EVENTS = word_set(
    "cancelled canceled changed moved rescheduled suspended stopped closed blocked withdrawn reported recalled"
)
_OF_CHARGES = word_set(
    "paid made applied added sent opened ordered placed collected received taken charged changed told delivered returned"
)


def _carried_out(text: str, found: re.Match[str]) -> bool:
    subject, passive = found["subject"].strip(), "been" in found["been"].split(" ")
    subject = re.sub(r"(?:^|\s)(?:and|but|so|also|now|just|already|since|however)$", "", subject)
    to_you = subject.endswith("you")
    if passive and search(r"\bby you\b", text):
        return False
    if NOT_OURS.search(subject) and not (passive and to_you):
        return False
    if passive:
        return _came_about(text, subject, found["pp"], to_you=to_you)
    return _we_did(text, subject, found["pp"], found["deed"])


def _we_did(text: str, subject: str, participle: str, deed: str) -> bool:
    if _NO_DEED.match(deed) or _LOOKED_UP.match(deed):
        return False
    if participle == "let":
        return match(r"let (?!you\b|me\b)(?:\S+ ){1,5}?know\b", deed) is not None
    if participle in ("turned", "talked", "accepted", "marked", "recorded"):
        return (
            match(
                r"(?:turned (?:it |them |\S+ )?(?:off|on)|talked to(?! you)|accepted your|marked|recorded your)\b", deed
            )
            is not None
        )
    if participle == "got" and search(r"\b(?:open|here|up|in front of me|on screen)\b", deed):
        return False
    if participle in ("taken", "made", "got", "had"):
        return _TAKEN_OK.match(deed) is not None
    if _OWN_USE.match(deed):
        return _INSPECTOR.match(text) is not None
    return (
        participle not in _NEEDS_US
        or search(rf"\b{WE}\b|\b(?:our|team|manager|crew|office|desk)\b", f"{subject} {text[:12]}") is not None
    )


def _came_about(text: str, subject: str, participle: str, *, to_you: bool) -> bool:
    if to_you:
        return participle in _TO_YOU
    if (
        participle in _OF_EVENTS
        and _EVENT.search(subject)
        and not search(r"\bfor you\b|as you (?:asked|requested)", text)
    ):
        return False
    if (
        participle in _OF_CHARGES
        and _HARM_SUBJECT.search(subject)
        and not search(r"refund|credit|back|to your|off\b|temporary", text)
    ):
        return False
    if participle == "closed" and not search(
        r"case|ticket|account|complaint|claim|file|request|card|policy|contract", subject
    ):
        return False
    return participle != "delivered" and not (participle == "told" and not search(r"driver|crew|team|staff", subject))
