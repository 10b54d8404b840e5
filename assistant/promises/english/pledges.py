"""Promises: acts to come, outcomes, things under way, charges not made."""

from __future__ import annotations

import re

from assistant.promises.english.voice import ADV, ME, NOT_OURS, TIME, WE, WILL, first_word, is_imperative
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, match, search
from assistant.promises.verbs import BASE, ING, PAST, lemma, word_set

_WE_WILL = Scan(
    rf"(?:{ME}|^|\bnot only )(?:{ADV})(?:{WILL}|promise(?: you)? to|(?:have |has )?agreed? to(?! disagree)|undertake to|commit to|pledge to|agree to|(?:have|has) (?:now |also )?(?:agreed|decided|arranged|undertaken|committed|chosen|resolved) (?:for .{{1,40}} )?to|(?:am|are) (?:due|set|scheduled) to|(?:am|are) (?:fully )?committed to(?! \w+ing)) (?:{ADV})(?:be able to |be )?(?:{ADV})(?:back )?(?P<deed>\S+.*)$"
)


_WE_WILL_STOP = word_set(
    "help understand know remember miss appreciate expect want hope like need require closed out away unable sorry happy glad admit confess say explain honest start begin spare assume see find hear think believe regret always charge bill debit disappoint "
    "agree argue wonder enjoy never not reverse-charge open on be in grateful sure only pleased delighted bear-in-mind learn aware disappointed have-to upset"
)


_YOU_WILL = Scan(
    rf"\byou (?:{ADV})(?:will|shall|(?:are|is) going to|are about to)(?! not) (?:{ADV})(?P<deed>(?:also |both |each )?(?:get|receive|have|see|spot|hear|be (?:{ADV})(?:refunded|credited|contacted|paid|notified|informed|compensated|reimbursed|moved|given|sent|offered|called|emailed|upgraded|rebooked|told|kept|able to|covered|back|getting|receiving|hearing|on|provided|transferred|looked after|entitled|seen|reconnected|seated|assigned|met|put|switched|issued|texted|rung|phoned|free)|"
    r"find (?:a|an|your|the|it|\S+ (?:credit|voucher|refund)|\$|£|€)|start (?:getting|receiving|seeing)|keep|only pay|pay (?:only|nothing|just|half|the (?:old|lower|reduced|original|sale))|earn|continue to (?:get|receive|have|pay)|not(?:ice)? (?:the|a)|stay|travel|fly|enjoy (?:free|a|\S+ (?:months?|weeks?|days?))|remain|never)\b.*)$"
)


_YOU_WILL_STOP = re.compile(
    r"^(?:have (?:to|noticed|seen|received|had|heard|read|been|about|until|only|the (?:right|option|opportunity))|see (?:that|from|how|why|in|below|above|what|on the)|find (?:that|(?:the|your|a|an) (?:\S+ ){0,3}?under\b|it (?:easier|helpful|useful|hard)|the (?:answer|link|details|terms|form|policy|number|instructions))|hear (?:a|the) (?:click|beep|tone)|notice|need|keep (?:getting|receiving)|be (?:able to (?:see|find|read|tell|understand|check|track|follow|appreciate|imagine))|get (?:the hang|used)|remain responsible|stay (?:safe|well))\b"
)


EXPECT_BAD = re.compile(
    r"(?:some|noise|delays?|to (?:pay|wait|be charged)|that you|disruption|a (?:bit|little)|longer|queues|heavy)"
)
YOU_CAN_EXPECT = Scan(
    r"\b(?:you (?:can|may|should|will be able to|could)(?: now| safely| also| certainly)* (?:expect|look forward to|count on|rely on|bank on|be sure (?:of|that)|rest assured that (?:we|i|your)|consider)|^(?:and |so |please )*(?:expect|look out for|watch out for|(?:look|watch) for(?= (?:it|our|my|an? (?:call|letter|email|text|message|parcel)|[$€£]\S+)\b)|keep an eye out for|look forward to)) (?P<deed>.*)"
)


CONSIDER = Scan(
    r"^(?:and |so |but |please |just |then |the \S+ \S+ )*(?:consider|call|count|treat|think of) (?P<what>it|this|that|them|the .+?|your .+?|yourself|both .+?) (?:as )?(?P<deed>done|gone|sorted|cancelled|canceled|waived|refunded|covered|settled|paid|closed|fixed|resolved|forgotten|yours|history|taken care of|handled|dealt with|a gift|on the house|free|approved|booked|moved|changed|rebooked|upgraded|wiped|dropped|credited|removed|\w+ed)\b"
)


_LET_ME = Scan(rf"(?:^|\b)(?:let (?:me|us)|allow (?:me|us) to) (?:{ADV})(?!be |have a think)(?P<deed>(?P<verb>\S+).*)$")


_LET_STOP = word_set(
    "know explain say start begin assure tell apologise apologize express reiterate clarify stress first thank introduce summarise summarize point be down stay hope put-it share recap answer outline address walk reassure show repeat set just make-it close end finish take-you hear"
)


_NP_WILL = re.compile(
    rf"^(?P<subject>.*?\S)(?: ,)? (?:{ADV})(?:will|shall|(?:is|are) (?:going|about|due|set|scheduled|planned|booked|lined up|to be|expected-to) (?:to )?)(?! not\b| never\b) ?(?:{ADV})(?P<deed>(?P<be>(?:be |have |get |also be |being )*(?:{ADV}))(?P<verb>\S+).*)$"
)


_AVAILABLE = word_set(
    "ready back live there available with in done fixed free yours waived up on out under round over by sorted coming at your online returned double active over restored extra complimentary due spoken put set undertaken reached backdated unaffected safe included effective lower cheaper half"
)


_NP_HARM = re.compile(
    r"^(?:be )?(?:\w+ly )?(?:expire|lapse|end|apply|charged|debited|deducted|increase|rise|go up|billed|stop|continue as|disappointing|need|have to|remain|stay|close|closed|terminate|reversed|withdrawn|suspended|forfeited|taken (?:from|back)|clawed back|reclaimed|collected from your|payable|owed|lost|disappear|vary|depend|require|mean|take place without|cost|reset after)\b"
)


_PROGRESSIVE = re.compile(
    rf"(?:{ME}|^(?:.*?\b)?(?:our|my|the|a|an|two|three|\w+)(?: \S+){{0,7}}? |\b(?:he|she|they) )(?:{ADV})(?:am|are|is)(?: both| all)? (?:{ADV})(?P<deed>(?P<verb>\w+(?:-\w+)?ing)\b(?: .*)?)$"
)


PROGRESS_STOP = word_set(
    "writing seeing counting quoting teaching watching meeting staying finding losing winning selling celebrating serving staring typing tasting smelling studying practising retiring wearing touching admiring blaming apologising apologizing sympathising joking laughing boarding repeating quoting getting hoping wondering experiencing thinking feeling asking trying replying responding reaching being having wishing saying learning assuming counting noticing listening enjoying reading going owing outstanding missing lacking existing willing "
    "interesting disappointing frustrating annoying upsetting worrying confusing showing waiting hearing sounding missing understanding using telling charging billing-you needing running closing following facing suffering amazing looking-forward according regarding concerning pending contacting-you aiming planning striving considering "
    "dealing-with sitting standing living working-as happening expecting talking ageing contesting refusing calling-about pointing exceeding depending"
)


ON_ITS_WAY = Scan(
    r"\bon (?:its|their|his|her) way (?:to you|now|today|over)\b|\b(?:is|are) going (?:straight |right |directly )?to (?:our|the|my)\b|\b(?:comes?|goes|go) (?:straight |right )?back to (?:you\b|your\b)|\b(?:is|are|will be)(?: \w+ly| now| already| right now| also)* (?:on (?:its|their|the|his|her) way|en route|in the post|in transit|underway|under way|in (?:the works|hand|progress|preparation|production)|(?:under (?:investigation|review)|being looked (?:into|at)|heading (?:your|to)|(?:on|with) (?:it|this|the case) (?:now|already|as we speak)?$)|being (?!argued|shown|boarded|blamed|seen|told|asked|discussed|said|sold|displayed|listed|talked|honest|fair|able|open|rude|kind|un|the\b|an?\b|too|very|in\b|on\b|held|experienced|worked on by the seller|delayed|charged|contested|used|difficult|patient|so)\w+|(?:coming|heading|going|getting) (?:\w+ )?(?:back|your way|to you|out|home|over|today|tomorrow|on|off|by)|on the (?:case|job|truck|van)|on (?:site|it)\b|at work on|out for delivery|with (?:our|the) (?:\S+ ){1,4}?(?:team|engineers?|developers?|lab|workshop|department|office)(?: now)?$|due (?:to|on|in|back|by|for|out|with)\b|(?:all )?set (?:to|for)\b|(?:now |all )?(?:booked|scheduled|planned|arranged|lined up|pencilled in) (?:for|on|to|in))(?P<deed>.*)"
)


GRANT = Scan(
    r"\b(?:(?:is|are|will be|be|comes?|come|goes|go|was)(?: \w+ly| all| also| now| both)* (?:on us|on the house|at our (?:own )?(?:cost|expense)|free(?! to\b)(?: of charge)?|complimentary|waived|gone|yours(?: to keep)?$|yours to keep|ours|covered by us|included at no|written off|off your bill)\b|^(?:\w+ ){0,2}(?:gone|waived|forgotten|covered|on us|on the house|all gone)$|all (?:costs|expenses) are ours|we owe you)"
)


_SCHEDULED = re.compile(
    rf"^(?:.*?\S )(?:{ADV})(?P<deed>(?:ships|ship|leaves|leave|goes (?:out|live|back|into|off|on|to|up)|go (?:out|live|back|into|off)|departs|arrives|arrive|starts|start|lands|begins|begin|resumes?|reopens|comes (?=today|tomorrow|tonight|(?:this|next) |monday|tuesday|wednesday|thursday|friday|saturday|sunday|by |before |first)|comes (?:out|back|with|off|to you|on|today|tomorrow)|rolls out|rolls|returns|reaches|follows|gets|visits|calls|picks|ends|drops|falls|goes down|goes up|collects|delivers|drops|moves|kicks in|runs on|takes effect|restarts|reopens|opens|expires never|lasts)\b.*)$"
)


_KEEP = Scan(
    r"\b(?:you (?:can|may|are welcome to|get to) (?:also |simply |of course |just |happily |certainly |absolutely )*(?:keep|hang on to|hold on to|hang onto|hold onto) (?!(?:an eye|in mind|us|your (?:receipt|eyes)|the (?:receipt|box|packaging|invoice|carpet|line)|all|any|checking|trying|me|a|track|sending|calling|records|using|in touch|up)\b)"
    r"|(?:(?:feel free to|please|do|just) |^(?:and |so |but |either way )*)(?:also |simply |just )*keep (?:it|them|both|this one|that one|the (?:faulty|broken|damaged|original|old|first|wrong|extra|cracked|torn|duplicate|scratched|spare|chipped|item|items|goods|product|\w+ one)|your (?:faulty|broken|damaged|original|old))\b(?! (?:in (?:its|their|the|your) |handy|safe|dry|plugged|on|with you|unopened|until|ready|for the (?:courier|driver|engineer|inspector|technician|adjuster|surveyor|visit|record|file|post|claim)|in the))"
    r"|^(?:and |so |please |do |just )*keep (?:the|it|them|this|that|your) (?:\w+ ){0,3}?(?:for )?as long as you (?:like|need|want|wish|please)\b|(?:is|are) yours(?: to keep)?$)"
)


_PRESENT_DEED = re.compile(
    rf"^(?:and |so |as .{{2,40}} , |therefore |in view of .{{2,60}} , )*{WE} (?:{ADV})(?P<deed>(?:waive|grant|refund|credit|withdraw|extend|cancel|authori[sz]e|reverse|undertake|release|reinstate|award|confirm the|honou?r|reimburse|restore|lift)\b (?:the|your|this|that|both|you|a|an|it|[$€£]\S+|all)\b.*)$"
)


_INCLUDES = Scan(
    r"^(?:and )?(?:this|that|it|which)(?: also)? (?:includes|covers|also covers|goes for|applies to|is in addition to|comes on top of)\b(?P<deed>.*)"
)


_MAKE_SURE = Scan(
    rf"{ME}(?:{ADV})(?:make sure|am making sure|are making sure|see to it|ensure|(?:will|shall) see that (?=(?:your|the|it|this|they|these|those|he|she|our|no)\b.* (?:is|are|be|gets?|goes|finds?|reach\w*)\b))(?P<deed>.*)"
)


def promise(text: str) -> Act | None:
    """An act or outcome to come, one under way, or a charge not made; None where there is none."""
    for frame in (_kept, _by_us, _granted, _of_things, _under_way, _presently):
        act = frame(text)
        if act is not None:
            return act
    return None


_LEFT_WITH_US = re.compile(
    r"(?:and |so |but |please |just )*(?:(?:it|that|this) is (?:as good as|all but) (?:done|sorted|fixed|dealt with)|leave (?:it|this|that|everything|the rest) (?:with|to) (?:me|us)|consider it handled|(?:i|we) (?:do not|will not|no longer) (?:need|want|require) (?:it|them|this|that|those|the (?:\w+ ){1,3}?)(?:back|returned)$|forget (?:about )?(?:it|that|them|those)$)"
)


_ORDERING = re.compile(r"taking (?:orders|bookings|calls|part|place|over|effect|longer|care)\b")


# "Your estimate plus 15% is £598": what is reckoned for the customer is told as the sum that will be.
_RECKONED = re.compile(
    r"(?:and |so )*(?:your|the) (?:\S+ ){1,4}?(?:plus|less|minus|with) \S*% (?:\S+ ){0,3}?(?:is|makes|make|comes? to) (?:a |an )?(?:total of )?[^\s\d]{0,2}[$€£]\S+$"
)


def _kept(text: str) -> Act | None:
    if _RECKONED.match(text):
        return Act("promise", deed=text)
    if _LEFT_WITH_US.match(text):
        return Act("promise", kind="other")
    if (
        _KEEP.search(text)
        and not search(r"\bin (?:its|their|the|your) (?:\w+ )?(?:box|packaging|packing|bag|wrapper)\b", text)
        and not search(
            r"\b(?:points|miles|voucher|credit|bonus|refund|tickets?|[$€£]\S+) (?:\S+ )?(?:is|are) yours\b", text
        )
    ):
        return Act("promise", kind="other")
    found = _INCLUDES.search(text)
    if found is not None:
        return Act("promise", deed=found["deed"], refers=True)
    found = _LET_ME.search(text)
    if (
        found is not None
        and found["verb"] not in _LET_STOP
        and (found["verb"] in BASE or found["verb"] in ("see", "try"))
    ):
        return Act("promise", deed=found["deed"])
    return None


def _by_us(text: str) -> Act | None:
    found = _YOU_WILL.search(text)
    if found is not None and not _YOU_WILL_STOP.match(found["deed"]):
        return Act("promise", deed=found["deed"], refers=_POINTS.match(found["deed"]) is not None)
    found = _YOU_GET_NOW.match(text)
    if found is not None:
        return Act("promise", deed=found["deed"])
    found = _AGREED.match(text)
    if found is not None and search(r"\b(?:you|your|back|cost|refund|costs|bill|fee|expenses)\b", found["deed"]):
        return Act("promise", deed=found["deed"])
    found = _WE_WILL.search(text)
    if found is not None and _we_will(found["deed"]):
        return Act("promise", deed=found["deed"])
    return None


_POINTS = Scan(r"(?:also )?(?:see|get|receive|have|find|notice) (?:it|them|this|that|the (?:change|correction))\b")
_YOU_GET_NOW = re.compile(
    r"(?:and |so |then |in return |instead |\S+ way |on top |yes |plus |also )*you (?:are |will be )?(?:then |also |now |both |still )*(?P<deed>(?:pay (?:nothing|half|only|just|\S+% less|less)\b|to have the use|(?:get|receive|getting|receiving|to (?:get|have|receive)) )(?!the (?:idea|point|feeling|impression)|it right|what).+)"
)
_PLACES = Scan(
    r"dinner|drink|meal|lunch|breakfast|coffee|dessert|month|night|pass\b|bags?\b|cake|snacks?|treats?|round\b|tickets?|ticket|on the house"
)
_NO_FEE = Scan(r"\bon us\b|waived|gone|free|\bours\b|our (?:own )?(?:cost|expense)")


_THEIR_DUE = Scan(r"\b(?:bill|payment|invoice|instal?lment|premium|rent|fee|balance|renewal|deposit)s? ?$")


def _granted(text: str) -> Act | None:
    found = ON_ITS_WAY.search(text)
    if found is not None and " due " in found.group() and _THEIR_DUE.search(text[: found.start()]):
        return None
    if found is not None and not search(r"\b(?:was|were)\b", text[: found.start()]) and "being held" not in text:
        held = found.group()
        if " being " in held:
            return Act("promise", deed=text[text.index(" being ") + 7 :])
        return Act(
            "promise",
            deed="" if "way" in held or "for" in held or "coming" in held else text[found.start() :].split(" ", 1)[-1],
        )
    if GRANT.search(text) and not search(
        r"\b(?:was|were|if|not|usually|normally|only|on (?:orders|purchases|bookings|all|any|every)\b|(?:for|to) (?:\w+ )?(?:members|customers|guests|subscribers|students|children))\b",
        text,
    ):
        if _WILL_DO.search(text):
            return None
        return Act("promise", kind="fee_waiver" if _NO_FEE.search(text) and not _PLACES.search(text) else None)
    return None


_WILL_DO = Scan(r"\bwill (?!be (?:free|on us|on the house|waived|gone|yours|at our|covered|complimentary))")


def _of_things(text: str) -> Act | None:
    found = _NP_WILL.match(text)
    if found is None or not _np_will(text, found):
        return None
    pointing = (
        match(
            r"(?:and |but |so )*(?:it|this|that|they|these|the (?:correction|change|amount|money))$", found["subject"]
        )
        is not None
    )
    return Act("promise", deed=found["deed"].removeprefix("be "), refers=pointing)


def _under_way(text: str) -> Act | None:
    found = _HAVE_COMING.search(text) or _THERE_COMES.match(text)
    if found is not None:
        return Act("promise", deed=found["deed"])
    found = _PROGRESSIVE.match(text)
    if found is not None and _progress(found["verb"], found["deed"], text[: found.start("deed")]):
        return Act("promise", deed=found["deed"])
    found = _SUBJECTLESS.match(text)
    if (
        found is not None
        and found["verb"] in ING
        and (
            found["verb"] not in PROGRESS_STOP
            or (found["deed"].startswith("running ") and _GETTING.match(found["deed"]))
        )
    ):
        return Act("promise", deed=found["deed"])
    return None


# Chat leaves the subject out: "sending you a new one now".
_SUBJECTLESS = re.compile(
    r"(?:and |also |now |just |already |currently |so |ok |okay |plus |right now )*(?P<deed>(?P<verb>(?!checking|looking|being|having|going|doing|making|taking|getting)\w+ing) (?:in |out |on |up )?(?:you|your|it|that|this|the|a|an|one|[$€£]\d\S*|another|two|both)\b(?!.*\b(?:is|are|was|were|would|will|can|could|may|might|should|means|takes|has|have)\b).*)$"
)
_HAVE_COMING = Scan(
    rf"{ME}(?:{ADV})have (?:already )?(?:a|an|our|the|one|someone|two) (?P<deed>(?:\S+ ){{1,4}}?(?:coming|booked|lined up|scheduled|on the way|ready|on standby|working|going)\b.*)"
)
_THERE_COMES = re.compile(
    r"(?:and |but |so |also )*there (?:is|are) (?:also )?(?P<deed>(?:an?|your|two|some|another|[$€£]\S+) (?:\S+ ){1,5}?(?:coming (?:your way|to you)|(?:headed|heading) your way|on (?:its|the|their) way(?: to you)?)\b.*)"
)
_NOT_SCHEDULED = Scan(
    r"\b(?:was|were|had|did|you|usually|normally|always|if|customers|guests|has|have|went|came|please|just)\b|\b(?:from|on|annual|sick) $"
)


BY_THEN = Scan(
    r"\b(?:within|by|in|no later than) (?:\d|one|two|three|five|seven|ten|the (?:hour|week|end)|a (?:week|month)|tomorrow|noon|monday|tuesday|wednesday|thursday|friday)|\b(?:today|tomorrow)$"
)
USUALLY = Scan(
    r"\b(?:usually|normally|typically|generally|always|every|any|all|each|customers|on average|only|was|were|if|can|not|we|i|you)\b"
)
_WILL_BE_DONE = re.compile(
    r"(?:and |so |but |then )*(?!(?:a|an|any|all|some|most|these|those) )(?:\S+ ){0,6}?(?:is|are) (?:then |now |also |fully )*(?P<deed>(?:issued|refunded|repaid|paid|credited|returned|sent|delivered|collected|shipped|processed|verified|reviewed|checked|decided|inspected|answered|replaced|repaired|fixed|transferred|reimbursed|posted|dispatched|completed|confirmed|released|removed|waived|installed|fitted)\b.*)$"
)
_COUNTS_FROM = re.compile(r" (?:after|from|of|to) (?:the |your |you\b|we\b|it\b)")
_OFFICE_THIRD = r"decides|answers|replies|responds|rules|reviews|checks|confirms|calls|contacts|writes|sends|pays|refunds|inspects|visits|gets back|investigates|looks into"
_OFFICE_BASE = r"decide|answer|reply|respond|rule|review|check|confirm|call|contact|write|send|pay|refund|inspect|visit|get back|investigate|look into"
_OFFICE = re.compile(
    rf"(?:and |so |but |then )*(?:(?:they|(?:the|our|my) (?:\S+ ){{1,4}}?) ?(?P<deed>(?:{_OFFICE_BASE}|{_OFFICE_THIRD})\b.*)|(?:it|he|she|a (?:\S+ ){{1,3}}?|[a-z]+(?: [a-z]+)?) (?P<third>(?:{_OFFICE_THIRD})\b.*))$"
)


_DAY_FIRST = re.compile(
    r"(?:and |so )*(?P<day>(?:on |by )?(?:today|tomorrow|tonight|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week)|(?:with)?in (?:a|one|two|three|four|five|six|seven|ten|\d+) (?:\w+ )?(?:hours?|days?|weeks?|months?))) (?:, )?(?P<rest>(?:we|i|you|your|our|the|a|an)\b.+)$"
)
_DAY_LED = re.compile(
    r"(?:we |i |you (?=get|have|hear|receive)|(?:our|your|the|an?) (?:\w+ ){1,3}?)(?:will )?(?P<deed>(?:open|opens|arrives?|comes?|get|gets|have|hear|receive|leaves?|goes|starts?|begins?|send|sends|ring|rings|call|calls|visits?|repair|repairs|fit|fits|replace|replaces|pay|pays|ship|ships|deliver|delivers|collect|collects|check|checks|test|tests)\b.*)$"
)


# "Your rent goes down to £640", "your first month costs nothing": a price of this customer's.
_CHEAPER = re.compile(
    r"(?:and |so |then )*(?:your|the) (?:\S+ ){0,4}?(?:price|rent|bill|rate|premium|fee|fare|tariff|invoice|cost|subscription|payment)s? (?:\S+ ){0,4}?(?P<deed>(?:falls|drops|goes down|comes down|shrinks) (?:to|by|from) \S*\d.*)"
)
_COSTS_NOTHING = re.compile(
    r"(?:and |so |then )*(?:your|the) (?:first|next|second|other|replacement|new) (?:\S+ ){1,4}?(?P<deed>(?:costs (?:you )?nothing|(?:is|comes) (?:for )?free)\b.*)"
)


def _presently(text: str) -> Act | None:
    found = _CHEAPER.match(text) or _COSTS_NOTHING.match(text)
    if found is not None and not USUALLY.search(text):
        return Act("promise", deed=found["deed"])
    led = _DAY_FIRST.match(text)
    if led is not None and not USUALLY.search(re.sub(r"\b(?:we|i|you)\b", "", led["rest"])):
        found = _DAY_LED.match(led["rest"])
        if found is not None and not search(r"\b(?:was|were|had|did|closed|holiday)\b", led["rest"]):
            return Act("promise", deed=found["deed"])
    found = _PRESENT_DEED.match(text) or _MAKE_SURE.search(text)
    if found is not None:
        return Act("promise", deed=found["deed"].strip())
    if is_imperative(text):
        return None
    # "... is repaid within 10 days after you told us": what the time counts from is the customer's.
    if BY_THEN.search(text) and not USUALLY.search(_COUNTS_FROM.split(text, maxsplit=1)[0]):
        found = _WILL_BE_DONE.match(text) or _OFFICE.match(text)
        if found is not None:
            return Act("promise", deed=found["deed"] or found["third"])
    found = _MOVES_TO.match(text)
    if found is not None and not USUALLY.search(text.split(" ", 2)[-1]):
        return Act("promise", deed=found["deed"])
    found = _SCHEDULED.match(text)
    if found is None or not TIME.search(text) or search(r"\b(?:every|each|usually|normally|always) ", text):
        return None
    if _OUR_PERSON.match(text) and match(
        r"(?:starts?|begins?|returns?) (?:a|her|his|their|my|on|next|today|tomorrow)\b", found["deed"]
    ):
        return None
    if _NOT_SCHEDULED.search(text[: found.start("deed")]):
        return None
    return Act("promise", deed=found["deed"])


_KEEPS_CHARGE = re.compile(
    r"(?:keeping|holding|retaining|charging|leaving) (?:to |on to )?(?:the|your|this|that|our) (?:\S+ ){0,3}?(?:fee|charge|deposit|fine|penalty|decision|price|balance)s?\b"
)


def _we_will(deed: str) -> bool:
    first = first_word(deed)
    if first in ("not", "never"):
        return False
    if first in _WE_WILL_STOP or match(
        r"(?:have to|need to|see (?:you|that|why|how)\b|start by|find (?!you|a|the|out|it)|hear from you|take (?:this|it|your) (?:very )?serious|in (?:a|the) (?:position|office|meeting)|let you (?:go|decide|get)|leave you|take (?:the|your) (?:deposit|money|payment)|take \S+ from your)",
        deed,
    ):
        return bool(
            match(
                r"(?:see (?:to|about)|see it|(?:on (?:it|the case|site))|in touch|back in touch|start (?:the|a|your|work|by refund)|open (?:a|an|the|your)|out (?:to|at|with)|have (?!to)|only charge|charge you (?:only|just|nothing)|bill you (?:only|nothing|just)|in (?:touch|contact))",
                deed,
            )
        )
    if match(
        r"(?:be )?mov(?:e|ing) (?:house|offices?|premises|(?:in)?to (?:a |our )?(?:new|larger|bigger|smaller|different|other) (?!plan|tariff|room|seat|slot|date))|(?:be )?(?:celebrat|expand|merg|refurbish)\w*\b|(?:back-?bill|recover the|deduct|take back|withdraw (?:the (?:offer|credit))|terminate your|close your account|suspend your|keep the (?:deposit|fee|charge)|remain|continue to charge)",
        deed,
    ):
        return False
    return not (first in ING and first in PROGRESS_STOP)


_HAPPENS = word_set("appear arrive land show reach clear resume kick drop begin materialise materialize proceed fall")


_OUR_PERSON = re.compile(
    r"(?:(?:our|my) (?!policy|terms|offer|price|fee|charge|shop|store|office|lines|phones|rates?|contract|website)|(?:an?|the|one of our|two|three) (?:\S+ )?(?:engineer|technician|plumber|electrician|mechanic|fitter|courier|driver|colleague|manager|supervisor|adviser|advisor|specialist|nurse|adjuster|surveyor|inspector|crew|team|fitters|engineers)\b)"
)
_STANCE = word_set(
    "be have need know understand agree want like love see believe think feel expect hope remain appreciate notice"
)


def _ready(deed: str) -> bool:
    return any(word in _AVAILABLE for word in deed.removeprefix("be ").split(" ")[:3])


# "My supervisor will be back on Monday" tells where she is.
_BACK_AT_WORK = re.compile(
    r"(?:be |come |return(?: |$))(?:back )?(?:(?:in|at|to) (?:the |her |his |their )?(?:office|work|desk)|from|on|at|in|next|this|tomorrow|today|by|after|until|$)(?!.* (?:to|and) (?!work\b)\w+ (?:it|them|the|your|you)\b)(?!.*\bwith you\b)"
)
_DEPARTS = Scan(
    r"\b(?:train|flight|bus|plane|ferry|show|coach|concert|game|match|shop|store|branch)\b.*\b(?:will|is going to) (?:leave|depart|start|begin|run|open|close)\b"
)


_MOVES_TO = re.compile(
    r"(?:and |but |so )*(?:your|his|her|their|the) (?:\S+ ){0,2}?(?:lessons?|appointment|booking|session|class|slot|payment date|subscription|account|case|file|complaint|claim|delivery) (?P<deed>(?:moves?|goes|go|passes|switches|changes|transfers?) (?:\w+ )?(?:to|over to|onto|back to|up to) .*)"
)
_AGREED = re.compile(
    r"^(?:and |but |so )*(?:the|our|my) (?!seller|buyer|customer|bank|police)(?:\S+ ){1,4}?(?:has |have )?(?:now |kindly )?(?:agreed|offered|undertaken|promised) to (?P<deed>(?!pay the|disagree).+)$"
)


def _np_will(text: str, found: re.Match[str]) -> bool:
    subject, verb = found["subject"], found["verb"]
    bare = re.sub(r"^(?:and|but|so|then|plus|that|because|also|or) ", "", subject)
    if NOT_OURS.search(subject) or search(r"\b(?:you|customers|guests)$", bare) or match(r"(?:i|we)$", bare):
        return False
    deed = found["deed"]
    if _OUR_PERSON.match(bare) and match(
        r"(?:start|begin|leave|join|take up) (?:a|her|his|their|my|the|our|work|back)\b(?: new)?", deed
    ):
        return False
    if _OUR_PERSON.match(bare) and _BACK_AT_WORK.match(deed):
        return False
    if verb == "help" or match(r"do(?: fine| nicely)?$", deed) or (_DEPARTS.search(text) and not TIME.search(text)):
        return False
    if search(r"\bno (?:\w+ ){0,3}(?:fee|charge|penalty|cost|interest)\b", subject):
        return True
    if lemma(verb) in ("reverse", "withdraw") and search(
        r"\b(?:fees?|charges?|penalt(?:y|ies)|fines?|surcharges?|interest|notice|invoice|excess)\b", subject
    ):
        return True
    if _NP_HARM.match(deed) and not match(
        r"(?:be )?(?:closed as resolved|stay (?:with|at|the same|as|frozen|locked)|remain (?:at|the same|open|active|free|frozen|valid))",
        deed,
    ):
        return False
    if lemma(verb) in ("reverse", "withdraw", "cancel", "remove") and search(
        r"\b(?:credit|offer|discount|voucher|refund)\b", subject
    ):
        return False
    if " to be " in f" {text[len(subject) : found.start('verb')]} " and verb not in BASE:
        return verb.endswith(("ed", "en", "nt", "ut", "ne", "lt"))
    if "be" in found["be"].split(" "):
        return verb in PAST or verb in ING or _ready(deed) or GRANT.search(text) is not None
    if found["be"].strip() == "have":
        return True
    if _OUR_PERSON.match(bare) and verb not in _STANCE and not _NP_HARM.match(deed):
        return True
    return (lemma(verb) in BASE or verb in _HAPPENS) and not (
        match(r"(?:this|that|it|which)$", bare)
        and verb
        in ("take", "show", "make", "give", "see", "change", "help", "include", "bring", "allow", "be", "explain")
        and not TIME.search(text)
    )


_NOT_ITS = Scan(
    r"\b(?:you(?! are (?:getting|receiving|being))|your (?:bank|\w+ bank)|weather|customers|not|was|were|who|that|why|what|how)\b(?: \S+){0,2} (?:are|is) $"
)
_IDLE = re.compile(
    r"(?:sending (?:its|our|my|their|her|his|you (?:my|our)) (?:apologies|regards|thanks|love|best|condolences|sympathy|warmest)|taking (?:this|your|it)(?: \w+)? (?:very |extremely )?(?:serious|to heart|as a)|making (?:it|things|you)|looking forward|working (?:as|fine|normally|hard to)|following up|reaching out|calling (?:about|you about)|"
    r"looking (?:at (?:the|my|your|a|our) (?!footage|recordings?|cctv|logs|account|case|claim|complaint|file|matter|fault|problem|issue|bug|order|booking)|to|for (?:a (?:moment|second)|more)|after)|covering (?:for|up)|going (?:over to|to (?:a|the|bed|school|work)|by what|on (?:about|holiday))|running (?:low|late|short|out|behind)|taking (?:\w+ for granted|aback|your (?:word|point)|it that|from your)|speaking (?:as|for|from)|standing (?:up|by|in|next)|"
    r"holding (?!(?:your|the|a|that|this|it|them|on to|onto)(?: \S+){0,2} ?(?:room|place|seats?|table|spot|slot|price|rate|booking|order|parcel|open|back|for you)\b)|getting back to you (?:about|regarding|on)|dealing|contacting you (?:about|regarding))"
)
_OF_ANYTHING = word_set("work run start show stop go leave come stand stay carry drop have be see use open close")
_OUR_PEOPLE = Scan(
    rf"\b(?:{WE}|our|team|engineers?|developers?|technicians?|crew|department|it|he|she|they|replacement|refund|parcel|order|money|voucher|new)\b"
)


_GETTING = re.compile(
    r"(?:running (?:a|the|some|another|further|more) (?:\S+ )?(?:tests?|checks?|scans?|diagnostics?|report|reports|trace)\b|getting (?:the|your|it|a|an|this|that|our|someone|another) |going (?:through|over) (?:the|your|every|all|it)|having (?:the|your|it|a|this|our) \S+(?: \S+){0,3}? \w+(?:ed|en|t|ung|wn|ade)\b)"
)


# "I'm asking the surgeon to see you": not the customer is asked.
_ASKING_OTHERS = re.compile(
    r"asking (?:our|my|the|him|her|them|head|someone|one of|a|an)\b(?! (?:question|customer|few))"
)


def _progress(verb: str, deed: str, head: str) -> bool:
    if _KEEPS_CHARGE.match(deed) or _ORDERING.match(deed):
        return False
    if _ASKING_OTHERS.match(deed):
        return search(rf"\b{WE} (?:am|are) (?:\w+ )?$", head) is not None
    if _GETTING.match(deed):
        return not _NOT_ITS.search(head)
    if search(r"\b(?:always|constantly|continually|continuously)\b", head):
        return False
    if (
        verb not in ING
        or verb in PROGRESS_STOP
        or _NOT_ITS.search(head)
        or search(r"\bnot\b", head)
        or _IDLE.match(deed)
    ):
        return False
    if lemma(verb) in _OF_ANYTHING:
        return _OUR_PEOPLE.search(head) is not None and verb not in ("having", "being", "seeing")
    return True
