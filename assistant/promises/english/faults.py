"""Admissions and denials of fault, and words of absolute assurance."""

from __future__ import annotations

from assistant.promises.english.voice import WE
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, search

_FAULT_NOUN = r"(?:mistakes?|miss(?! \w)|errors?|fault|oversight|slip(?:-up)?|blunder|failing|failure|mix-up|screw-up|mess-up|negligence|carelessness|doing|lapse|bad|shortcoming|wrongdoing|miscommunication|omission|misunderstanding)"


_OUR = r"(?:our|my|(?:our|my|the|a|one of our) (?:\w+(?:'s)? ){0,4}?\w+(?:s'|'s))"


_ADMITS = Scan(
    rf"\b(?:(?:is|was|were|are|be|been|being|as|to|entirely|wholly|clearly|simply|purely|plainly|solely|squarely|truly|made|due to) (?:\w+ly )?(?:down to )?{_OUR} (?:own |entire |plain |clear |own plain )?{_FAULT_NOUN}\b"
    rf"|{_OUR} (?:own )?{_FAULT_NOUN} (?:entirely|alone|and (?:ours|not|we|nobody|no one)|not (?:yours|your)|pure|plain|caused|meant|led|that|here|completely|100%)"
    rf"|^(?:sorry |entirely |totally |completely |all |purely |yes )*(?:our|my) (?:own )?{_FAULT_NOUN}$|\b{_FAULT_NOUN} (?:on|by|of|in|from|at|within) (?:our|my) (?:\w+ )?(?:part|side|end|making|team|depot|warehouse|office|staff|own|system|lab|shop|store|crew|department|\w+)\b"
    rf"|\b(?:fault|blame|responsibility|liability|mistake|error)(?: for \w+(?: \w+){{0,5}}?)?(?: here)? (?:is|are|was|lies|rests|sits|falls|lay|must rest)(?: \w+ly)? (?:ours|mine|on us|with us|on me|with our|with me|on our|at our|with the (?:depot|workshop|kitchen|warehouse)|down to us)"
    r"|\b(?:we|i)(?: must| do| have to| fully| freely| gladly| of course| openly| will| also| at \w+)* (?:own|owned) (?:that|this|it|up|the (?:mistake|error|fault|failure|mess))\b"
    r"|\b(?:we|i)(?: \w+ly| must| do| therefore| also| of course| shall| will| have| would| as a company)* (?:accept(?:ed)?|take|took|taken|bear|assume|acknowledge|admit|admitted|concede|shoulder|own)(?: \w+ly)? (?:to )?(?:the |our |all |any |some |every )?(?:\w+ ){0,2}?(?:responsibility|liability|blame|fault|negligence|error|mistake)\b"
    r"|\b(?:i|we) (?:\w+ly )?(?:am|are|were|was|remain|feel)(?: \w+ly| both| all)* (?:responsible|liable|to blame|at fault|in the wrong|in breach|the ones? (?:at fault|to blame|who)|culpable|accountable)\b(?! for (?:acts|items|goods))"
    r"|\b(?:is|was|were|so|and|but|entirely|all|completely|solely|squarely|wholly|which is) (?:entirely |all |completely |solely )?down to (?:us|me|our)\b|\b(?:through|owing to|because of|by) (?:our|my) (?:own )?(?:\w+ )?(?:negligence|carelessness|fault|mistake|error|oversight|failure|doing)\b|\bthe (?:second|first|last|other|extra|double|mistake|error|fault) (?:one |charge )?(?:is|was) (?:all |entirely )?(?:ours|mine|on us)\b|^(?:and |but |so |sorry )*(?:second one|that one|this one|it|that|this) (?:is|was) (?:all |entirely |totally |completely )?(?:ours|mine|on us|on me)$"
    r"|\b(?:our|one of our|a) (?:\w+ ){1,3}?(?:has |had |have )?made (?:an?|the|some) (?:\w+ )?(?:error|mistake|blunder|mess)\b(?! in your favour)"
    r"|\bfor which (?:we|i) (?:are|am|were) (?:\w+ly )?(?:responsible|liable|to blame)\b"
    r"|\b(?:(?:we|i)(?: have| simply| plainly| clearly| really| just| badly| completely| totally| also| then)*|(?:our|the|a) (?:\w+ ){1,4}?(?:has |had |have )?(?:wrongly |simply )?) ?(?:(?<!s have )(?<!s has )failed (?:to|you|in)|messed (?:\w+ )?up|screwed (?:\w+ )?up|dropped the ball|botched|bungled|mishandled|slipped up|blundered|neglected to|forgot (?:to|your|the|about)|fouled up|goofed)\b"
    r"|\b(?:we|i)(?: have| simply| plainly| clearly| really| also| then)* (?:got|made) (?:this|that|it|things|a|an|the|your \w+|one) ?(?:\w+ ){0,2}?(?:wrong|mistakes?|errors?|mess|blunder|mix-up)\b|\b(?:was|were|is) (?:\w+ly )?(?:wrong|careless|sloppy|remiss|negligent|thoughtless|inexcusable|unforgivable) of (?:us|me|our|my|the (?:driver|crew|courier|packer|engineer|technician|waiter|receptionist|adviser|agent))\b|\b(?:we|i) (?:were|was|are|am) (?:simply |clearly |plainly |entirely |completely )?(?:wrong|careless|negligent|sloppy)\b"
    r"|\b(?:we|i|(?:our|one of our) (?:\w+ ){1,3}?)(?:also |then |simply |just |clearly |wrongly |accidentally |mistakenly )*(?:(?:copied|typed|entered|read|measured|filled|addressed|labelled|calculated|printed|sent|took|keyed|wired|fitted|installed|set|counted|translated|recorded) (?:\S+ ){1,4}?(?:wrong|wrongly|incorrectly|badly|twice|to the wrong \w+|in the wrong \w+)\b|double-?booked|mis(?:read|laid|placed|handled|calculated|labelled|informed|led|quoted|spelt|spelled|filed|directed|matched|judged|communicated|took|counted|typed|keyed)|overbooked|lost (?:your|the|it|them)|damaged (?:your|the|it)|scratched (?:your|the|it)|(?:sent|gave|put|quoted|used|fitted|delivered|told|booked|entered|keyed|charged|shipped|packed|picked)(?: (?:you|in|out|your|on))* the wrong)\b|\b(?:lost|damaged|broken|misplaced|mislaid|dropped|overlooked|forgotten|mishandled|scratched|ruined|caused|left open|left unlocked|deleted|miscalculated) by (?:one of )?(?:our|my|us)\b|\b(?:we|i) (?:(?:simply |just |really |clearly )?(?:rushed it|rushed the|fell short|let the side down|got sloppy|messed)|broke|let you down|caused (?:this|the|it|your)|wrecked|ruined|overcharged|double-charged|misled|misinformed you|misread|mislabel\w*|misplaced|mixed up|overlooked|wrongly|mistakenly)\b"
    r"|\b(?:was|were|been|is|are|got) (?:\S+ ){0,4}?(?:wrongly|incorrectly|badly|carelessly|by mistake|in error|twice)\b(?: \S+){0,3}? (?:in|by|at|on) (?:our|my|one of our)\b"
    r"|\b(?:was|were|been|got) (?:sent|given|told|charged|booked|put|directed|taken|moved|handed)(?: \S+){0,3}? (?:the |an? |another )?(?:wrong|other) (?:\S+ ){1,4}?by (?:our|my|one of our)\b"
    r"|\b(?:that|this|it|this one|that one|the (?:\w+ )?(?:delay|mix-up|mistake|error|mess|fault|blame|damage)) (?:is|was) (?:all |entirely |squarely |totally |completely |fully |wholly )?(?:on us|on me|down to us|our doing)\b(?! to)"
    r"|\b(?:we are|i am|holds? (?:us|ourselves)|hold ourselves) (?:fully |solely )?(?:liable|responsible)\b|\b(?:our (?:bad|(?:own )?making)|of our (?:own )?making)\b|\b(?:our|the(?! (?:\w+ )?(?:storm|weather|snow|rain|flood|wind|fog|ice|heat|strike|customer|seller|other|bank|traffic|fire|police)\b)) (?:\w+ ){1,3}(?:is|was|were|are) (?:\w+ly )?(?:at fault|to blame|in the wrong)\b|\b(?:our|one of our|my) (?:\w+ ){1,3}?(?:hit|knocked|dented|ran over|cracked|spilled|spilt|smashed|tore|drove into|backed into)\b|\b(?:we|i|(?:our|one of our) (?:\w+ ){1,2}?) ?(?:shipped|released|pushed|sold|served|gave|sent|delivered|fitted|printed|issued|supplied|installed|dispensed)(?: (?:you|out|your \w+|them))* (?:an? |the )?(?:\w+ )?(?:broken|faulty|bad|wrong|defective|dirty|mouldy|moldy|stale|expired|spoiled|damaged|cracked|incomplete|misleading|incorrect)\b|\b(?:we|i|(?:our|one of our) (?:\w+ ){1,2}?) ?(?:(?:crossed|mixed|muddled|confused) (?:the|your|two|up)|swapped (?:the two|two|up|round))\b|\b(?:am|are|is) answerable for\b|\b(?:bad|poor|wrong) (?:call|decision|choice|judgement|judgment) (?:by|on|of) (?:us|our|my|me)\b|\b(?:we|i|(?:someone|somebody)(?: here| at our end| on our side| in our \w+)) (?:really |simply |clearly |of course )?(?:should|ought to) have (?:told|warned|checked|called|rung|phoned|written|noticed|spotted|caught|known|asked|explained|answered|seen|done|been|let|said|read|looked|made|sent|kept|given|stopped|never|not|informed|replied|tested)\b|\bshould not have (?:been (?:sold|charged|told|sent|left|treated|turned|given|kept|made)|had to (?:wait|chase|ask|write|call))\b|\b(?:we|i) (?:should|ought) (?:to )?(?:not|never) have\b|^mea culpa\b|\b(?:mistake|error|oversight|slip|blunder|failing|failure|lapse) (?:by|of|in|at|within|on the part of) this (?:department|office|branch|team|shop|store|clinic|practice|school|hotel|company|desk|depot|firm)\b|\b(?:we|i) (?:had|have) (?:simply |clearly |also )?(?:failed|forgotten|neglected) (?:to|you|in)\b|\bblame (?:us|me)(?: for|$)|\bacted on our behalf and that we are liable)"
)


_DENIES = Scan(
    rf"\b(?:not|no|never|nor|deny|denies|without|neither|reject|dispute|cannot) (?:\w+ ){{0,5}}?(?:{_FAULT_NOUN}|liability|liable|responsib\w+|to blame|blame|negligent|negligence|lie with (?:our|us))\b|\bnot (?:ours|at fault|lie with)\b"
)


_NOT_DENIAL = Scan(
    r"\bnot (?:your|yours|the customer's) |\bnot (?:\w+ )?(?:excuse|change|undo)|no (?:one|body) (?:else|other)|not yours|no doubt|no question|not (?:deny|dispute)|not (?:just|only)"
)


_ABSOLUTE = Scan(
    rf"\b(?:{WE} (?:\w+ ){{0,2}}?guarantee|(?:is|are|be|being|,|--) (?:\w+ )?guaranteed(?! (?:for|against|under)\b)|guaranteed(?! (?:for|against|under)\b)$|^guaranteed|(?:one |a )?hundred per ?cent|never (?:\w+ ){{0,4}}?again|"
    rf"(?:will|shall) (?:\w+ )?never|(?:you have|have|give you|given you|gives you|is|are|get|have) (?:my|our) (?:\w+ )?(?:word|guarantee|assurance)|on my word|my word (?:on|of)|my (?:solemn|personal) (?:promise|word|guarantee)|under no circumstances|on no account|in no event|no matter what|"
    r"without fail|without exception|(?:absolutely|dead) certain|i swear|(?:we|i) swear|beyond (?:any |all )?doubt|no ifs|cast-iron|stake my|come hell)\b|100 ?%(?! ?(?:of|refund|back|off|discount|cotton|wool|credit|satisf))"
)


_GUARANTEE_NOUN = Scan(
    r"\b(?:year|month|day|price|money-back|money back|satisfaction|lifetime|manufacturer's|under|the|our|a|any|this|your|product) guarantee\b(?! (?:that|you))"
)


def admits(text: str) -> bool:
    """Whether a clause (a reason, a relative clause) admits fault."""
    act = liability(text)
    return act is not None and act.type == "liability_admission"


_FREE = Scan(
    r"\b(?:fees?|charges?|cost|bill|postage|delivery|drinks?|meal|dinner|month|repair|visit)\b(?: \S+){0,4} on (?:us|me)\b"
)


_NO_DUTY = Scan(
    r"\bnot (?:\w+ly )?(?:liable|responsible|obliged) to (?:pay|refund|compensate|replace|repair|offer|give|provide|reimburse|cover)\b"
)


def liability(text: str) -> Act | None:
    if _NO_DUTY.search(text):
        return None
    if _DENIES.search(text) and not _NOT_DENIAL.search(text):
        if search(
            r"\b(?:not|none|no|deny|reject|dispute)\b(?: \w+){0,4} (?:responsib\w+|liab\w+|blame|negligen\w+)|\bnot (?:\w+ )?(?:our|my|the \w+\'s|at) (?:\w+ )?(?:fault|error|mistake|doing)|\bno fault (?:of|on) (?:our|ours)|\bnot (?:an?|any) (?:\w+ )?(?:error|mistake|fault|oversight|failing|negligence)(?: \S+){0,2}? (?:on|of|by|in) (?:our|my|us)\b|\bnot ours\b|not lie with|without (?:any )?admission",
            text,
        ) and not search(
            r"\b(?:not|no) (?:find|see|found) (?:\w+ ){0,3}(?:error|mistake|fault)|\b(?:found|find|see|saw|detected|shows?) no\b",
            text,
        ):
            return Act("decline", kind="none")
        return None
    if search(
        r"\b(?:do|can|will) not (?:accept|agree|admit|concede|think|believe) (?:that )?", text
    ) and _ADMITS.search(text):
        return Act("decline", kind="none")
    if _FREE.search(text):
        return None
    if _ADMITS.search(text) and not search(
        r"\b(?:if|whether|may|might|could) (?:\w+ ){0,3}(?:our|we)|\bwill be our\b", text
    ):
        return Act("liability_admission", kind="none")
    return None


def guarantee(text: str) -> Act | None:
    found = _ABSOLUTE.search(text)
    if found is None or _GUARANTEE_NOUN.search(text):
        return None
    if search(
        r"\b(?:not|unable to|nor|no one can|nobody can|hard to) (?:\w+ )?(?:guarantee|promise|swear|be (?:absolutely )?certain)|(?:have|had|has|would) never|never (?:know|find out|forget|be able|been|be sure|be certain)|never been able|will never be able|never (?:have|had)|not (?:be )?guaranteed|no guarantee|can (?:\w+ )?(?:refund|pay|accept|offer|give)\b.*no circumstances|no circumstances (?:can|are we able|should you|may)",
        text,
    ):
        return None
    if (
        search(r"\b(?:happened|been|was|were|seen)\b", text)
        and "will" not in text
        and "guarantee" not in text
        and "word" not in text
    ):
        return None
    return Act("guarantee", deed=text)
