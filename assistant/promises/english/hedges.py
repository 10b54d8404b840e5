"""Weakened promises: may, might, should, hope to, try, do our best, consider."""

from __future__ import annotations

import re

from assistant.promises.english.voice import ADV, ME, WE, deed_after, first_word
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, match, search
from assistant.promises.verbs import word_set

_HEDGE = Scan(
    rf"(?:{ME}|\b(?:our|my|the|a|an|your|this|that|these|it|he|she|they|you|everything|everyone|things|there|another|someone|one|refund|payment|delivery|money|replacement)\b[^|]{{0,80}}?)(?:{ADV})"
    r"(?:(?:may|might)(?: also| well| even| still| possibly| just| then)*(?! (?:have (?!to\b|it\b|the\b|a\b|an\b|your\b)|not have|find|wish|want|notice|know|recall|remember|need|feel|be wondering|prefer|be aware|think|ask|sound|seem|look|not sound|not seem))|"
    r"(?<!how )(?<!what )(?<!why )\b(?:should|ought to)(?! (?:not |also |now |very much |both |really )*(?:like\b|love\b|be (?:glad|happy|delighted|pleased|grateful)\b|have (?:been|told|\w+ed|known|seen|done|never|had|made|gone|come|kept|let|sent|given|said|caught|called)\b|never|you|i|we|not|of course|always))|"
    r"could (?:possibly |perhaps |also |potentially |still |well |then |maybe )*(?!have |not |only |see|you))"
    r"(?: also| well| even| still| now| then| hopefully| be able to| \w+ly)* (?P<deed>\S+.*)"
)


_HEDGE_TRY = Scan(
    rf"(?:{ME}|\b(?:our|my|the) (?:\S+ ){{1,5}}?(?:team|department|crew|engineers?|staff|office|desk|people|colleagues?|depot|workshop|support|kitchen|driver|courier|\w+s)?\b ?|\b(?:he|she|they) )(?:{ADV})(?:(?:will|shall|am|are|is|do|can|would|have|going to|be|like to|want to|need to|keep|also) (?:{ADV}))*"
    r"(?:(?:hope|hoping|hopes|aim|aiming|aims|try|trying|tries|plan|planning|plans|intend|intending|intends|endeavou?r|endeavou?ring|strive|striving|strives|attempt|attempting|seek|seeking|seeks|look|looking|expect|expects|expecting|prepare|mean|anticipate|trying hard|do (?:my|our|their|his|her) (?:very |absolute |level )?(?:best|utmost)|aspire|would hope)(?: to|(?<=try) (?:and|for))\b|"
    r"(?:hope|expect|trust|think|anticipate|believe|reckon|hoping|guess|suspect|imagine|would (?:hope|expect|think|imagine))(?: that)? (?:we|i|it|they|you|he|she|the \w+|your \w+|our \w+|this)(?: \w+){0,3}? (?:will|can|to|should|shall|are|is|be)|"
    r"consider|considering|be considered|thinking (?:about|of)|look at whether|see (?:if|whether)) ?(?P<deed>.*)"
)


_HEDGE_ANY = Scan(
    r"\b(?:(?:do|doing|try|trying) (?:my|our|their|his|her) (?:very |absolute |level )?(?:best|utmost|hardest)|(?:do|doing) (?:everything|all|whatever|what|anything)(?: that)? (?:i|we|they|is|in (?:my|our)|within|possible|it takes)|(?:everything|all) in (?:my|our) power|see what (?:i|we|else|they|can|is)|see (?:if|whether) (?:i|we|there|they|anything|something|it)|see about|best (?:efforts?|endeavours?)|"
    r"with (?:a bit of |any |some |a little )?luck|all being well|fingers crossed|(?:if )?all goes (?:well|to plan)|hopefully|touch wood|chances are|in all (?:likelihood|probability)|(?:is|are|seems?|am|quite|very|most) (?:likely|expected|hoped|supposed|intended|meant) to|likely|probably|perhaps|possibly|maybe|there is (?:a|every|some|a good|a fair) (?:chance|possibility|likelihood)|"
    r"cannot rule out|can not rule out|in theory|ideally|tentatively|provisionally|i would (?:expect|hope)|we would (?:expect|hope)|as (?:best|far as) (?:i|we) can|what (?:i|we) can do|could be looking|we are thinking|under consideration|being considered|"
    r"will consider|give (?:it |this |that |your \w+ )?(?:some |serious |due |careful |full )?(?:thought|consideration)|it is hoped|(?:am|are) (?:\w+ )?(?:hopeful|optimistic)|where(?:ver)? possible|if possible|give it (?:a|my|our) (?:go|best|shot)|God willing)\b",
)


_TRIED = Scan(
    r"\b(?:have|has|had|been) (?:\w+ )?(?:tried|trying|hoped|considered|planned)|\blook(?:ing)? forward|please (?:try|consider)|looking (?:at|into|for)\b|you (?:could|can|should|might) (?:try|consider)"
)
_NOT_OURS_TO_HEDGE = re.compile(
    r"(?:and |but )*(?:please|here is what|this is|what (?:i|we) can do|(?:it|this|that|which) (?:is|was) (?:probably|possibly|likely|perhaps))|.*\b(?:was|were|had) (?:\w+ )?(?:probably|possibly|likely|perhaps)\b|"
    r".*\b(?:probably|possibly|perhaps) (?:was|were|caused|because|due|noticed|know|seen|not what)"
)
_SOMETHING_TO_COME = Scan(
    r"\b(?:will|can|should|shall|be|have|get|to|do|give|arrives?|see|reach(?:es)?|comes?|lands?)\b"
)
_YOU_GET = re.compile(
    r"(?:be able to )?(?:receive|get|see|hear|have|notice|be (?:refunded|credited|contacted|able|back|reconnected|notified|compensated|reimbursed|entitled|eligible|offered|moved|covered)|find (?:it|the|your))\b"
)
_DONE_TO = Scan(r"\bbe (?:refunded|credited|replaced|arranged|offered|moved|sent|fixed|repaired|waived|made|delivered)")
_OUTCOME = re.compile(
    r"(?:be|have) (?:\w+ly )?(?:able|possible|available|ready|back|live|with you|refunded|credited|sent|given|made|fixed|resolved|returned|put\b|taken\b|looked\b|told\b|rebuilt\b|found\b|\w+ed\b|in|on|there|done|up|arriving|paid|your|the|it|a|here|out|eligible|delivered|"
    r"complete|sorted|at|coming|getting|receiving|returning)"
)
_HOW_THINGS_ARE = re.compile(r"(?:be|have been|have|sound|seem|explain|cause|mean|feel|weaken|look|not|never)\b")
_NORM = Scan(
    r"\b(?:how|what|why|than|way)\b(?: \w+){0,5} (?:should|ought to)\b|\b(?:this|that|it|nobody|no one|things?|there) (?:should|ought to) (?:not|never)\b"
)
_TALK = word_set("mention add point explain say stress note also clarify")
_WE_MODAL = Scan(rf"(?:^|\b){WE}(?: \S+){{0,3}}? (?:may|might|should|could|ought)\b")


# The hedge is not ours: it is somebody else's act, or stands in a relative clause.
_ELSEWHERE = Scan(
    r"(?:\b(?:your (?:bank|card issuer|card company|provider|insurer|\w+ bank)|everyone|everybody|nobody|customers|people|(?:something|anything|what|those|things|one|\w+s) (?:that|which|who)|the seller) )(?:\w+ly |also |still )*(?:may|might|should|could|ought)\b"
)


_POSSIBLY_COMES = Scan(r"\b(?:could|might|may) (?:possibly|perhaps|maybe|potentially) ")


# Of any thing given: "dinner might be on us".
_GIFT_MAY = re.compile(
    r"(?:\S+ ){1,5}?(?:may|might)(?: well| still| even| yet)? (?P<deed>be (?:on us|on the house|free|waived|dropped|refunded|replaced|yours|covered|paid|credited|lifted|fixed|mended|possible)\b.*)"
)


# "I'll write again on the 18th to see whether they came": what it is done for.
_PURPOSE = re.compile(
    r"(?<!going)(?<!like)(?<!love)(?<!want)(?<!try)(?<!trying)(?<!wish)(?<!hope)(?<!need)(?<!able)(?<!happy)(?<!glad) to see (?:if|whether) "
)


def hedge(text: str) -> Act | None:
    """A weakened promise; None where nothing is weakened, or only a fact or an advice."""
    text = _PURPOSE.sub(" to learn that ", text) if " to see " in text else text
    found = _HEDGE_TRY.search(text)
    if found is not None and not _TRIED.search(text):
        return Act("hedged", deed=deed_after(found["deed"]))
    if _HEDGE_ANY.search(text) and not _NOT_OURS_TO_HEDGE.match(text) and _SOMETHING_TO_COME.search(text):
        after = search(r"\b(?:will|shall|can|to|be)\b (?:hopefully |probably |likely |be |to )*(?P<deed>.*)$", text)
        return Act("hedged", deed=after["deed"] if after else text)
    found = _HEDGE.search(text) or _GIFT_MAY.match(text)
    if found is None or _NORM.search(text):
        return None
    before = text[: found.start("deed")]
    if _ELSEWHERE.search(before):
        return None
    deed = deed_after(found["deed"])
    return Act("hedged", deed=deed) if _weakens(text, text[: found.start("deed")], deed) else None


def _weakens(text: str, before: str, deed: str) -> bool:
    should = search(r"\b(?:should|ought to)\b", before) is not None
    if search(r"\byou (?:\w+ly |also |still |now )*(?:may|might|should|could|ought to)\b", before):
        good = _YOU_GET.match(deed) is not None
        return good and (
            should
            or not match(r"(?:see|have|notice|hear)\b", deed)
            or not search(r"\b(?:may|might|could) (?:see|have|notice|hear)\b", text)
        )
    if (
        search(r"\bcould\b", before)
        and not search(rf"(?:^|\b){WE}(?: \w+)? could\b", before)
        and not _DONE_TO.search(text)
        and not _POSSIBLY_COMES.search(text)
    ):
        return False
    if _WE_MODAL.search(before):
        past = match(r"(?:have (?:been|had|\w+ed)|be (?:wrong|mistaken|closed))\b", deed)
        return not past and not (should and first_word(deed) in _TALK)
    return not _HOW_THINGS_ARE.match(deed) or _OUTCOME.match(deed) is not None
