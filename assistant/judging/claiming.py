"""Whether words that look like a claimed deed claim one: somebody of ours has given or done something. Four languages; pure.

Told are other things in the same tense as well: what the customer did, what was taken from them, what should have been, and
what the rules give in a case or by a time. None of these says that a deed is done.
"""

from __future__ import annotations

import re

from assistant.case import Language
from assistant.judging.deeds import is_deed_verb, says_what_holds

_I = re.IGNORECASE
_ADVERB = r"(?:(?:already|just|now|also|today|personally|since|therefore|then|too|gladly|gone ahead and|been able to|fully|immediately|\w+ly) )*"
_PEOPLE = r"team|desk|office|warehouse|colleagues?|manager|engineers?|technicians?|workshop|staff|supervisor|accounts|billing|finance|department|house|hotel|store"
_OURS = re.compile(
    rf"\b(?:I|we|(?:our|my)(?: [\w-]+){{1,3}}?|the(?: [\w-]+){{0,2}}? (?:{_PEOPLE}))(?:[’']ve| have| has|[’']d| had) {_ADVERB}(?P<verb>[a-z-]+)\b",
    _I,
)
_PAST = re.compile(rf"\b(?:I|we) {_ADVERB}(?P<verb>[a-z-]+)\b", _I)
_PASSIVE = re.compile(
    rf"(?P<subject>\b[^,;:]{{0,80}}?)\b(?P<be>(?:has|have|had) {_ADVERB}been|was|were|is being|are being|is|are|stands?|been) {_ADVERB}(?P<verb>[a-z-]+)\b",
    _I,
)
_BARE = re.compile(
    r"^(?:(?:already|just|now|all) )?(?P<verb>[a-z]+(?:ed|nt|id|de))\b|\b(?:done|on its way|on their way|on the way|ready for you|all set|taken care of|sorted)\b",
    _I,
)
_UNREAL = re.compile(
    r"\b(?:should|would|could|might|must|ought to|can|may|shall|will|[’']ll|to)(?:n[’']t| not)? (?:also |then |now )?(?:have )?$",
    _I,
)
_TELLS = re.compile(r"\b(?:the one|what|than|as|which|that|way|everything|all) $", _I)
# "the time I have given you": what was said is told again, and no deed.
_SAID_BEFORE = re.compile(r"\b(?:the|this|that|these|those|every|any|each)(?: [\w-]+){1,3} $", _I)
_SAYS_ONLY = frozenset(
    {"given", "told", "named", "quoted", "described", "mentioned", "set", "written", "stated", "explained"}
)
# "you've been sent from one desk to the next": what happened to the customer, not what was sent to them.
_SENT_ROUND = re.compile(
    r"(?:[’']ve|have|had|were|was|are) (?:\w+ly )?(?:been )?(?:sent|passed|moved|referred|handed|bounced|left|kept|told|given) (?:away|round|around|back and forth|between|from|without|waiting|standing)\b",
    _I,
)
_TAKEN = re.compile(
    r"\b(?:charged|debited|collected|billed|invoiced|deducted|taken|withdrawn|missed|failed|lost|broken|delayed)\b|"
    r"\b(?:cobr\w+|cargad\w+|descontad\w+|eingezogen|abgebucht|berechnet|belastet|prélevé\w*|facturé\w*|débité\w*|perçu\w*)\b",
    _I,
)
_HELD = re.compile(r"(?:refund|reimburs|credit|repaid|return|replac|repair|deduct|waiv|add|post)", _I)
_FRESH = re.compile(r"\b(?:now|already|today|just|hereby|this morning|yesterday)\b|[’']ve\b", _I)
_YOURS = re.compile(r"\b(?:your|you)\b", _I)


# "(the time) I've given you is the one in our terms"
_RELATIVE = re.compile(r"^(?:I|we)(?:[’']ve| have)(?: just)? \w+(?: you)? (?:is|are|was|were)\b", _I)


# "Once that has been issued", "even where the filing has been accepted": a case, and no deed.
_NOT_YET_SO = re.compile(
    r"\W*(?:and |but |so |then )?(?:even |only )?(?:if|when|where|once|unless|until|as soon as|dès que|une fois que|sauf si|à moins que|sobald|wenn|falls|außer wenn|cuando|en cuanto|una vez que|salvo (?:que|si)|a menos que)\b"
    r"(?![^,;:]*\b(?:was|were|had)\b)[^,;:]*$",
    _I,
)
# "Twelve days after the sensor was replaced you have the same fault": what the customer has, and since when.
_SINCE_THEN = re.compile(
    r"^[^,;:]*\bafter (?:the|your|our) [\w -]{2,40}? (?:was|were) \w+,? you (?:have|are|had|were|see|find|sit|live)\b",
    _I,
)
# "No check has been made", "nothing was ordered"
_NOTHING_DONE = re.compile(r"\b(?:no|none|nothing|neither|nobody)(?: [\w-]+){0,4} $", _I)


def claims_deed(quote: str, language: Language) -> bool:
    """Whether the words claim that somebody of ours did something for the customer."""
    if says_what_holds(quote) or _NOT_YET_SO.match(quote):
        return False
    if language != "en":
        return _claims_abroad(quote, language)
    if _RELATIVE.search(quote):
        return False
    if any(_is_claimed(quote, match) for pattern in (_OURS, _PAST) for match in pattern.finditer(quote)):
        return True
    bare = _BARE.search(quote)
    return any(_is_done(quote, match) for match in _PASSIVE.finditer(quote)) or (
        bare is not None and (bare["verb"] is None or is_deed_verb(bare["verb"]))
    )


def _is_claimed(quote: str, match: re.Match[str]) -> bool:
    verb, before = match["verb"].lower(), quote[: match.start()]
    done = verb.endswith(("ed", "en", "nt", "ought", "aught", "ut", "ade", "id", "one", "ound")) or is_deed_verb(verb)
    same = match.re is _PAST and verb in {"put", "set", "reset", "send", "need", "read", "let", "want", "hope", "can"}
    if match.re is _PAST and not is_deed_verb(verb):
        return False
    if verb in _SAYS_ONLY and _SAID_BEFORE.search(before):
        return False
    return done and not same and not _UNREAL.search(f"{before}{match[0][: match.start('verb') - match.start()]}") and not _TELLS.search(before)  # fmt: skip


def _is_done(quote: str, match: re.Match[str]) -> bool:
    """Whether a passive tells of a deed. "Your refund is issued" does; "30% of the rate is refunded" says what holds."""
    verb = match["verb"].lower()
    if _SENT_ROUND.search(quote) or _SINCE_THEN.search(quote):
        return False
    if _NOTHING_DONE.search(quote[: match.start("be")]):
        return False
    perfect = match["be"].lower().endswith("been") and verb.endswith(("ed", "en", "nt", "id", "de", "ne", "ut"))
    if not (perfect or is_deed_verb(verb)) or _UNREAL.search(quote[: match.start("be")]) or _TAKEN.fullmatch(verb):
        return False
    present = match["be"].lower() in {"is", "are"}
    if present and verb in {"fixed", "set", "capped", "limited"} and _FIGURES.search(match["subject"] or ""):
        return False  # "the sums are fixed": they were not mended
    return not (
        present
        and _HELD.match(verb) is not None
        and not _FRESH.search(quote)
        and not _YOURS.search(match["subject"] or "")
    )


_FIGURES = re.compile(
    r"\b(?:sums?|amounts?|prices?|rates?|figures?|terms|times?|limits?|fees?|charges?|shares?)\W*$", _I
)
_BY_A_TIME: dict[str, re.Pattern[str]] = {
    "es": re.compile(r"\b(?:en un plazo|a más tardar|en el plazo|dentro de|en (?:los|las) próxim\w+|hasta el|antes del|en cuanto|una vez|cuando)\b", _I),
    "de": re.compile(r"\b(?:innerhalb|binnen|spätestens|bis zu[mr]?|bis|sobald|nach Eingang|in den nächsten|wenn|falls)\b", _I),
    "fr": re.compile(r"\b(?:au plus tard|dans un délai|dans les|sous|d'ici|dès que|dès|lorsque|une fois|avant le|si)\b", _I),
}  # fmt: skip
_PERFECT: dict[str, re.Pattern[str]] = {
    "es": re.compile(r"\b(?:he|hemos|ha|han|había\w*|hube|ya está\w*|está\w*|fue|fueron|queda\w*|ha sido|han sido)\b|\b\w{3,}(?:é|í)\b|\bya\b", _I),
    "de": re.compile(r"\b(?:habe|haben|hat|hatten?|wurden?|worden|ist|sind|bereits|schon)\b", _I),
    "fr": re.compile(r"\b(?:ai|avons|a|ont|avait|est|sont|été|déjà)\b|\bj'ai\b", _I),
}  # fmt: skip
_PARTICIPLE: dict[str, re.Pattern[str]] = {
    "es": re.compile(r"\b\w{2,}(?:ad|id)[oa]s?\b|\b(?:hech|puest|dich|vist|escrit|devuelt|abiert|resuelt)[oa]s?\b|\b\w{3,}(?:é|í)\b", _I),
    "de": re.compile(r"\b(?:\w*ge\w{2,}(?:t|en)|\w+iert|(?:be|er|ver|ent|zer|über|wieder|gut)\w{3,}(?:t|en))\b"),
    "fr": re.compile(r"\b\w{2,}(?:é|ée|és|ées)\b|\b(?:mis|fait|remis|transmis|ouvert|vu|reçu|pris|écrit|rendu)e?s?\b", _I),
}  # fmt: skip
_CUSTOMERS: dict[str, re.Pattern[str]] = {
    "es": re.compile(r"^\W*(?:\w+ ){0,2}?(?:usted(?:es)? |sus? (?:\w+ ){1,3}?)(?:no )?(?:ha|han)\b", _I),
    "de": re.compile(r"\b(?:haben Sie|Sie haben|hatten Sie|hat (?:sie|er)|Ihre? \w+ hat)\b"),
    "fr": re.compile(r"\b(?:vous avez|avez-vous|v(?:os|otre) \w+ (?:a|ont)(?! été))\b", _I),
}  # fmt: skip


# "Comme la clinique a annulé à moins de 24 heures": why something is due.
_BECAUSE_OF = re.compile(
    r"\W*(?:comme|puisque|étant donné que|como|puesto que|ya que|dado que|weil|da|nachdem)\b.*\b(?:annulé|manqué|oublié|reporté|cancel(?:ó|ado)|anul(?:ó|ado)|aplazado|abgesagt|storniert|verschoben|verpasst|vergessen|ausgefallen)\b",
    _I,
)


def _claims_abroad(quote: str, language: Language) -> bool:
    """In Spanish, German and French a deed needs an auxiliary and a participle, and neither a time to come nor the customer."""
    if _PERFECT[language].search(quote) is None or _PARTICIPLE[language].search(quote) is None:
        return False
    if _CUSTOMERS[language].search(quote) or _TAKEN.search(quote) or _BECAUSE_OF.match(quote):
        return False
    if language == "fr" and _CAME_OR_WENT.search(quote) and not _HAS_DONE_FR.search(quote):
        return False
    present = re.search(r"\b(?:est|sont|ist|sind|werden?|wird|se (?:les? )?\w+)\b", quote, _I)
    return not (present and _BY_A_TIME[language].search(quote))


# "Votre commande est revenue après le créneau réservé": it came, and nobody of ours did anything.
_CAME_OR_WENT = re.compile(
    r"\b(?:est|sont|était|étaient) (?:\w+ )?(?:(?:re|par|de|inter)?venue?s?|arrivée?s?|restée?s?|tombée?s?|partie?s?|passée?s?|rentrée?s?)\b",
    _I,
)
_HAS_DONE_FR = re.compile(
    r"\b(?:ai|avons|ont|a) (?:été )?(?:\w+ )?\w+(?:é|ée|és|ées|is|ise|it|ite|u|ue)\b|\bj[’']ai\b", _I
)


_SIDE_BY_SIDE = re.compile(
    r"\b(?:put|laid|set|read|held) (?:the two|both|them|these|those)(?: \w+)? side by side\b", _I
)
_LOOKED = re.compile(
    r"\b(?:read|checked|went through|gone through|looked (?:at|in|into|through|up)|compared|reviewed|searched|put)\b",
    _I,
)
_OUR_PAPERS = re.compile(
    r"\b(?:our|the(?: two| both)?|both|these|those) (?:[\w-]+ ){0,2}?(?:polic(?:y|ies)|rules?|terms|conditions|documents?|texts|pages?|guidelines?|tariffs?|rulebook|clauses?|sections?|matrix|handbook)\b",
    _I,
)


def reads_our_rules(quote: str) -> bool:
    """Whether the deed is no more than to have read our own rules; the letter that tells what they say shows it."""
    if _SIDE_BY_SIDE.search(quote):
        return True
    return _LOOKED.search(quote) is not None and _OUR_PAPERS.search(quote) is not None
