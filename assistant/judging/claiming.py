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


def claims_deed(quote: str, language: Language) -> bool:
    """Whether the words claim that somebody of ours did something for the customer."""
    if says_what_holds(quote):
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
    if _SENT_ROUND.search(quote):
        return False
    perfect = match["be"].lower().endswith("been") and verb.endswith(("ed", "en", "nt", "id", "de", "ne", "ut"))
    if not (perfect or is_deed_verb(verb)) or _UNREAL.search(quote[: match.start("be")]) or _TAKEN.fullmatch(verb):
        return False
    present = match["be"].lower() in {"is", "are"}
    return not (
        present
        and _HELD.match(verb) is not None
        and not _FRESH.search(quote)
        and not _YOURS.search(match["subject"] or "")
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
    "fr": re.compile(r"\b(?:vous avez|avez-vous|v(?:os|otre) \w+ (?:a|ont))\b", _I),
}  # fmt: skip


def _claims_abroad(quote: str, language: Language) -> bool:
    """In Spanish, German and French a deed needs an auxiliary and a participle, and neither a time to come nor the customer."""
    if _PERFECT[language].search(quote) is None or _PARTICIPLE[language].search(quote) is None:
        return False
    if _CUSTOMERS[language].search(quote) or _TAKEN.search(quote):
        return False
    present = re.search(r"\b(?:est|sont|ist|sind|werden?|wird|se (?:les? )?\w+)\b", quote, _I)
    return not (present and _BY_A_TIME[language].search(quote))


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
    return _LOOKED.search(quote) is not None and _OUR_PAPERS.search(quote) is not None


_ASKS = re.compile(
    r"^\W*(?:and |but |also )?(?:you (?:also )?(?:(?:don[’']t|do not|didn[’']t) )?(?:ask|asked|want|wanted|wrote|say|said|tell|told|demand|demanded|request|requested|mention|mentioned|expect|expected|hoped|describe)\b|"
    r"usted (?:también )?(?:pide|pidió|solicita|reclama|quiere|dice|escribe)\b|(?:pides|solicitas|reclamas|quieres|dices|escribes)\b|Sie (?:bitten|fordern|verlangen|möchten|wünschen|schreiben|wollen|sagen)\b|"
    r"vous (?:demandez|réclamez|souhaitez|voulez|écrivez|dites)\b)",
    _I,
)
_OFFERS = re.compile(r"\b(?:I|we)(?:[’']ll| will| can| have|[’']ve)\b|\b(?:wir|ich|nous|je) \w+", _I)


def tells_what_is_asked(quote: str) -> bool:
    """Whether the words only say what the customer asks for ("You ask for the $64 and a date")."""
    return _ASKS.search(quote) is not None and _OFFERS.search(quote) is None


_NO_PROMISE = re.compile(
    r"\b(?:won[’']t|will not|can[’']t|cannot|can not|am not|are not|[’']m not|[’']re not|don[’']t|do not|wouldn[’']t|would not|unable|rather not)(?: \w+){0,3}? (?:give|promise|guarantee|name|commit|say|quote|assure|make|offer|tell|put)\b",
    _I,
)


def refuses_to_promise(quote: str) -> bool:
    """Whether the words decline to say something for certain ("I won't give you a date that we may miss")."""
    return _NO_PROMISE.search(quote) is not None


_OR = re.compile(
    r"(?:n[’']t|\bnot|\bcannot|\bneither|\bunable to|\bnicht|\bkein\w*|\bweder|\bno|\bni|\btampoco|\bpas|\bne|\baucun\w*)\b[^.!?;:\n]{0,120}?\b(?:or|nor|oder|noch|o|ni|ou)\s*$",
    _I,
)


_WHETHER = re.compile(
    r"(?:n[’']t|\bnot|\bcannot|\bunable to|\bnicht|\bno|\bne)\b(?: [\w’'-]+){1,6}? (?:whether|if|that|when|ob|dass|si|que)\b[^.!?;:,\n]{0,40}$",
    _I,
)


def under_a_refusal(text: str, start: int) -> bool:
    """Whether what begins at `start` goes on after a refusal ("I can't refund September or | cover the $4,000", "I can't
    tell you yet whether | the points will be added")."""
    before = text[max(0, start - 160) : start]
    # A sum may be cut at its point.
    return _OR.search(before) is not None or _WHETHER.search(re.sub(r"(?<=\d)[.,]$", "", before)) is not None


_SAYS = re.compile(
    r"\b(?:clause|section|page|documents?|polic(?:y|ies)|rules?|article|terms|charter|[A-Z]{1,3}\d+(?:\.\d+)?|Ziffer|Abschnitt|Regel|cláusula|sección|artículo|clause|page)\b[^.;]{0,40}?\b(?:says?|said|states?|reads?|names?|lautet|sagt|nennt|dice|indica|dit|indique)\b",
    _I,
)


def tells_what_papers_say(quote: str) -> bool:
    """Whether the words tell what a document says ("clause 2 says 24 hours; Z4 says 72")."""
    return _SAYS.search(quote) is not None and _OFFERS.search(quote) is None


_INSTALMENTS = re.compile(
    r"\b(?:comes? off|is deducted|is taken off|are deducted|wird abgezogen|werden abgezogen|se descuentan?|sont déduits?|est déduite?)\b|\b(?:instal+ments?|payment plan|Raten\w*|plazos mensuales|mensualités|échéances)\b",
    _I,
)


def is_owed_to_us(quote: str) -> bool:
    """Whether a sum is one that the customer pays, in parts."""
    return _INSTALMENTS.search(quote) is not None


_DECLINES = re.compile(
    r"^\W*(?:and |but |so |yet |also )?(?:(?:I|we)(?: also| \w+ly)? (?:never|can(?:not|[’']t)|do(?: not|n[’']t)|will not|won[’']t|am not|are not|may not)\b|(?:tampoco|no) (?:puedo|podemos|es posible)\b|(?:je|nous) n(?:e |[’'])(?:(?:l|les|vous|le|la|en|y)[’' ])*\w+(?: \w+)? (?:pas|ni|jamais|aucun\w*)\b|there(?:[’']s| is| are| was| were) (?:no|nothing)\b)|"
    r"\b(?:kann|können|darf|dürfen|werde|werden) (?:ich|wir)\b.*\b(?:nicht|kein\w*)\b",
    _I,
)
_YET = re.compile(
    r"\b(?:but|instead|only|until|unless|without|however|pero|sino|sólo|solo|hasta|sondern|aber|nur|bis|mais|seulement)\b",
    _I,
)


def declines(quote: str) -> bool:
    """Whether the words refuse something and give nothing beside it ("we never pay for a good review")."""
    return _DECLINES.search(quote) is not None and _YET.search(quote) is None


_PLEASE = re.compile(
    r"^\W*(?:so |and |to that end |for that )?(?:(?:could|would|can) you |please (?!accept|find|enjoy|take this)|bitte (?:\w+en|\w+n) Sie |(?:por favor,? )?(?:envíe|mande|remita|confirme|díga|indíque)\w*|veuillez |merci de |pourriez-vous |könnten Sie |podría )",
    _I,
)


def asks_customer(quote: str) -> bool:
    """Whether the words ask the customer for something and promise nothing beside it ("Bitte schicken Sie uns den Beleg")."""
    return _PLEASE.search(quote) is not None and not re.search(
        r"\b(?:I|we)(?:[’']ll| will| can)\b|\b(?:wir|ich) (?:werden|erstatten|zahlen|senden|schicken)\b|\b(?:nous|je) (?:vous )?\w+(?:ons|rai)\b|\b\w+(?:remos|aremos|iremos)\b",
        quote,
        _I,
    )


_THEIRS_TO_DO = re.compile(
    r"^\W*(?:and |but |so |then )?you (?:(?:needn[’']t|need not|(?:don[’']t|do not|won[’']t|will not) (?:need|have) to)(?: \w+)? (?!pay|return|repay|bear|cover|give)|pay\b(?! (?:nothing|no |less|only|just|neither)))",
    _I,
)
_PUT_OFF = re.compile(
    r"\b(?:on hold|paused|suspended|in dispute|frozen|until then|as long as|for the time being|while)\b", _I
)
_NEEDNT_PAY = re.compile(r"\byou (?:needn[’']t|need not|don[’']t have to|don[’']t need to) pay\b", _I)


def is_theirs_to_do(quote: str, text: str, start: int) -> bool:
    """Whether the words say what the customer does, or needn't do ("you pay for the smaller plan"); what they needn't pay
    is something given, unless it is only put off."""
    if _THEIRS_TO_DO.search(quote) and _OFFERS.search(quote) is None:
        return True
    before = re.split(r"[.!?]\s", text[max(0, start - 120) : start])[-1]
    return _NEEDNT_PAY.search(quote) is not None and _PUT_OFF.search(f"{before}{quote}") is not None


_CHARGED_SUM = re.compile(r"\ba (?:[$€£]|[A-Z]{3} ?)\d[\d.,]* (?:charge|fee|fine|surcharge|penalty)\b", _I)
_GIVEN_BACK = re.compile(
    r"\b(?:refund\w*|reimburs\w*|credit\w*|return\w*|back|waiv\w*|repa\w+|remov\w*|cancel\w*|deduct\w*|covers?|pay)\b",
    _I,
)


def is_charged(quote: str) -> bool:
    """Whether a sum is told as a charge, and nothing is said of giving it back ("and then a £4 charge in the app")."""
    return _CHARGED_SUM.search(quote) is not None and _GIVEN_BACK.search(quote) is None


def no_promise(quote: str, text: str, start: int) -> str | None:
    """Why words that look like a promise give nothing; None where they may. `text`, `start`: where they stand."""
    if tells_what_is_asked(quote):
        return "It repeats what the customer asks for."
    if tells_what_papers_say(quote):
        return "It tells what a document says."
    if asks_customer(quote):
        return "It asks the customer for something."
    if declines(quote) or under_a_refusal(text, start):
        return "It stands under a refusal."
    if is_theirs_to_do(quote, text, start):
        return "It says what the customer does or needn't do."
    if is_charged(quote):
        return "It tells of a charge, and gives nothing."
    if is_owed_to_us(quote):
        return "It is what the customer pays, not what is given."
    return None
