"""Words that look like a promise and give nothing: what the customer asks for or does, what papers say, what is refused,
charged or owed to us. Four languages; pure.

Each rule is a pattern that says so and one that speaks against it; what stands before the words counts for two more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.scanning import Scan

_I = re.IGNORECASE


class Idle(NamedTuple):
    """A way in which words give nothing: `says` finds it, unless `gives` finds that they give something beside it."""

    why: str
    says: re.Pattern[str]
    gives: re.Pattern[str] | None = None

    def holds(self, quote: str) -> bool:
        """Whether the words give nothing in this way."""
        return self.says.search(quote) is not None and (self.gives is None or self.gives.search(quote) is None)


# "You ask for the $64 and a date"
_ASKS = re.compile(
    r"^\W*(?:and |but |also )?(?:you (?:also )?(?:(?:don[’']t|do not|didn[’']t) )?(?:ask|asked|want|wanted|wrote|say|said|tell|told|demand|demanded|request|requested|mention|mentioned|expect|expected|hoped|describe)\b|"
    r"usted (?:también )?(?:pide|pidió|solicita|reclama|quiere|dice|escribe)\b|(?:pides|solicitas|reclamas|quieres|dices|escribes)\b|Sie (?:bitten|fordern|verlangen|möchten|wünschen|schreiben|wollen|sagen)\b|"
    r"vous (?:demandez|réclamez|souhaitez|voulez|écrivez|dites)\b)",
    _I,
)
_OFFERS = re.compile(r"\b(?:I|we)(?:[’']ll| will| can| have|[’']ve)\b|\b(?:wir|ich|nous|je) \w+", _I)
# "clause 2 says 24 hours; Z4 says 72"
_SAYS = re.compile(
    r"\b(?:clause|section|page|documents?|polic(?:y|ies)|rules?|article|terms|charter|[A-Z]{1,3}\d+(?:\.\d+)?|Ziffer|Abschnitt|Regel|cláusula|sección|artículo|clause|page)\b[^.;]{0,40}?\b(?:says?|said|states?|reads?|names?|lautet|sagt|nennt|dice|indica|dit|indique)\b",
    _I,
)
# "Bitte schicken Sie uns den Beleg"
_PLEASE = re.compile(
    r"^\W*(?:so |and |to that end |for that )?(?:(?:could|would|can) you |please (?!accept|find|enjoy|take this)|bitte (?:\w+en|\w+n) Sie |(?:por favor,? )?(?:envíe|mande|remita|confirme|díga|indíque)\w*|veuillez |merci de |pourriez-vous |könnten Sie |podría )",
    _I,
)
_ANSWERED = re.compile(
    r"\b(?:I|we)(?:[’']ll| will| can)\b|\b(?:wir|ich) (?:werden|erstatten|zahlen|senden|schicken)\b|\b(?:nous|je) (?:vous )?\w+(?:ons|rai)\b|\b\w+(?:remos|aremos|iremos)\b",
    _I,
)
# "we never pay for a good review", "there's no charge to return"
_DECLINES = re.compile(
    r"^\W*(?:and |but |so |yet |also )?(?:(?:I|we)(?: also| \w+ly)? (?:never|can(?:not|[’']t)|do(?: not|n[’']t)|will not|won[’']t|am not|are not|may not)\b|(?:tampoco|no) (?:puedo|podemos|es posible)\b|(?:je|nous) n(?:e |[’'])(?:(?:l|les|vous|le|la|en|y)[’' ])*\w+(?: \w+)? (?:pas|ni|jamais|aucun\w*)\b|there(?:[’']s| is| are| was| were) (?:no|nothing)(?: [\w-]+){0,4} (?:to|(?:that )?(?:we|I) (?:can|could)) (?:return|refund|credit|pay|repay|give|reimburse|send)\b)|"
    r"\b(?:kann|können|darf|dürfen|werde|werden) (?:ich|wir)\b.*\b(?:nicht|kein\w*)\b",
    _I,
)
# "50 £ dépassent ce que je peux accorder"
_BEYOND_US = re.compile(
    r"\b(?:is|are|lies?|goes|go) (?:more than|above|beyond|over) (?:what|anything) (?:I|we) (?:can|may|could|am|are)\b|"
    r"\bexceeds? (?:what|anything) (?:I|we) (?:can|may|could|am|are)\b|"
    r"\b(?:übersteig\w*|überschreite\w*|mehr(?:, als| als),?|über das hinaus)[, ]+(?:das, )?was (?:ich|wir) \w+|"
    r"\b(?:superan?|exceden?|sobrepasan?|más de lo|supera lo) (?:lo )?que (?:puedo|podemos)\b|\b(?:dépasse(?:nt)?|excède(?:nt)?|au-delà de|plus que) ce que (?:je|nous) (?:peux|pouvons)\b",
    _I,
)
# "and not on where you live": what something does not hang on
_NOT_THAT = re.compile(
    r"^\W*(?:and |but |also )?(?:not|nicht|no|non|pas) (?:on|by|from|with|in|at|to|for|because|where|what|which|who|how|when|the|a|an|von|auf|nach|mit|wegen|wo|was|wer|por|en|con|de|donde|par|pour|avec|sur|où)\b",
    _I,
)
_GIVEN = re.compile(
    r"\b(?:but|instead|rather|only|will|refund\w*|reimburs\w*|credit\w*|return\w*|back|waiv\w*|repa\w+|paid|free|send|replac\w*|add\w*|"
    r"sondern|nur|werden|erstatt\w*|gutschr\w*|sino|reembols\w*|devolv\w*|abon\w*|mais|rembours\w*|vers\w+)\b|[’']ll\b",
    _I,
)
# "none will be sent": of a third parcel that nobody wants
_NONE_COMES = re.compile(
    r"^\W*(?:and |but |so )?(?:none(?: of (?:it|them|these|those))?|nothing(?: more| else)?) (?:will be|is|are|gets|is being) (?:re-?)?(?:sent|shipped|dispatched|delivered|replaced|posted|refunded|credited)\b(?! (?:without|until|unless|except))",
    _I,
)
# "today you are at 45 days", "which I take to be today"
_WHERE_THEY_STAND = re.compile(
    r"^\W*(?:(?:today|now|as of today|at present|so far|and|so|that means|with that) )*(?:you(?:[’']re| are) (?:now |still |already )?(?:at|inside|within|past|over|under|below|outside) |"
    r"(?:which|that|this) (?:I|we) (?:take|understand|read|assume|count|treat|regard)(?: to be| as| is| was)?\b)",
    _I,
)
_YET = re.compile(
    r"\b(?:but|instead|only|until|unless|without|however|pero|sino|sólo|solo|hasta|sondern|aber|nur|bis|mais|seulement)\b",
    _I,
)
# "you pay for the smaller plan"; what they needn't pay is something given.
_THEIRS_TO_DO = re.compile(
    r"^\W*(?:and |but |so |then )?you (?:(?:needn[’']t|need not|(?:don[’']t|do not|won[’']t|will not) (?:need|have) to) (?!(?:\w+ly )?(?:pay|return|repay|bear|cover|give)\b)|pay\b(?! (?:nothing|no |less|only|just|neither)))",
    _I,
)
_BESIDE = re.compile(
    r"\b(?:I|we)(?:[’']ll| will| can| have|[’']ve)\b|[,:;–—].*\b(?:will|is|are|has|have)\b|[’']ll\b|\b(?:will|free|instead)\b",
    _I,
)
# "and then a £4 charge in the app"
_CHARGED_SUM = re.compile(
    r"\ba (?:[$€£]|[A-Z]{3} ?)\d[\d.,]* (?:charge|fee|fine|surcharge|penalty)\b|"
    r"^(?![^,;:]*\b(?:I|we)\b)[^,;:]*(?:[,;:] )?(?:the|a|an|that|this|it|each|every|moving|changing|another)\b[^,;:]{0,40}?\bcosts? (?:you )?(?:[$€£]|[A-Z]{3} ?)?\d",
    _I,
)
_GIVEN_BACK = re.compile(
    r"\b(?:refund\w*|reimburs\w*|credit\w*|return\w*|back|waiv\w*|repa\w+|remov\w*|cancel\w*|deduct\w*|covers?|pay)\b",
    _I,
)
# "three instalments of £30"
_INSTALMENTS = re.compile(
    r"\b(?:comes? off|is deducted|is taken off|are deducted|wird abgezogen|werden abgezogen|se descuentan?|sont déduits?|est déduite?)\b|\b(?:instal+ments?|payment plan|Raten\w*|plazos mensuales|mensualités|échéances)\b",
    _I,
)
# "We will take £500 off your last instalment"
_WE_TAKE_OFF = re.compile(
    r"\b(?:I|we)(?:[’']ll| will| can)?(?: therefore| also| gladly)? (?:take|knock|deduct)\b.*\boff\b|\b(?:I|we)(?:[’']ll| will) deduct\b",
    _I,
)
# "Je suis désolée : deux fois 62 £ pour une seule commande"
_REGRETS = re.compile(
    r"^\W*(?:(?:I[’']m|I am|we[’']re|we are) (?:\w+ ){0,2}?sorry\b|(?:I|we) (?:\w+ )?(?:apologi[sz]e|regret)\b|(?:je suis|nous sommes) (?:\w+ ){0,2}?désolée?s?\b|"
    r"(?:es tut (?:mir|uns)|tut (?:mir|uns)) (?:\w+ ){0,2}?leid\b|(?:lo (?:siento|sentimos|lamento|lamentamos))\b)",
    _I,
)
# "and £26 still left your account on Monday"
_LEFT_THEM = re.compile(
    r"\b(?:left|came (?:off|out of)|went (?:off|out of)|went from|came from) your (?:[\w-]+ )?(?:account|card|balance|wallet)\b",
    _I,
)
_ASIDE_FROM_IT = re.compile(rf"{_GIVEN.pattern}|\b(?:rebook|give|offer|now)\w*", _I)

# "What I can do is ask a team lead about an account credit"
_ASKS_SOMEBODY = re.compile(
    r"^\W*(?:(?:what|all) (?:I|we) (?:can|could|may) do(?: for you)? is (?:to )?|(?:I|we)(?:[’']ll| will| can| could)? )(?:ask|put (?:it|this|your \w+) to|check with) (?:an?|the|my|our) (?:[\w-]+ ){0,3}?(?:about|whether|if|for)\b",
    _I,
)
# "One page allows it up to 7 days before, the other closes it at 21 days"
_TWO_PAGES = re.compile(
    r"\bone (?:of (?:our|the) )?(?:pages?|documents?|texts?|rules?|clauses?|sections?)\b.*\b(?:the other|another)\b|\b(?:pages?|documents?|texts?|rules?|clauses?) (?:do not|don[’']t) agree\b|\b(?:says?|allows?|gives?|names?) [^.;]{3,60}, (?:and )?(?:the other|another)\b",
    _I,
)
IDLE: tuple[Idle, ...] = (
    Idle("It asks somebody who decides, and gives nothing.", _ASKS_SOMEBODY),
    Idle("It tells what two documents say.", _TWO_PAGES, _OFFERS),
    Idle("It repeats what the customer asks for.", _ASKS, _OFFERS),
    Idle("It tells what a document says.", _SAYS, _OFFERS),
    Idle("It asks the customer for something.", _PLEASE, _ANSWERED),
    Idle("It stands under a refusal.", _DECLINES, _YET),
    Idle("It is more than can be given, and gives nothing.", _BEYOND_US, _YET),
    Idle("It says what something does not hang on.", _NOT_THAT, _GIVEN),
    Idle("It says that nothing of the kind comes.", _NONE_COMES),
    Idle("It tells where the customer stands.", _WHERE_THEY_STAND, _GIVEN),
    Idle("It says what the customer does or needn't do.", _THEIRS_TO_DO, _BESIDE),
    Idle("It tells of a charge, and gives nothing.", _CHARGED_SUM, _GIVEN_BACK),
    Idle("It is what the customer pays, not what is given.", _INSTALMENTS, _WE_TAKE_OFF),
    Idle("It regrets what happened, and gives nothing.", _REGRETS, _ASIDE_FROM_IT),
    Idle("It tells what was taken from the customer.", _LEFT_THEM, _ASIDE_FROM_IT),
)


def no_promise(quote: str, text: str, start: int) -> str | None:
    """Why words that look like a promise give nothing; None where they may. `text`, `start`: where they stand."""
    why = next((rule.why for rule in IDLE if rule.holds(quote)), None)
    if why is not None:
        return why
    if under_a_refusal(text, start):
        return "It stands under a refusal."
    if only_told_of(quote, text, start):
        return "It says how something was for the customer."
    if only_put_off(quote, text, start):
        return "It puts off what is due, and gives nothing."
    return None


_OR = re.compile(
    r"(?:n[’']t|\bnot|\bcannot|\bneither|\bunable to|\bnothing|\bnobody|\bno one|\bnone|\bnicht|\bkein\w*|\bweder|\bnichts|\bniemand|\bno|\bni|\btampoco|\bnada|\bnadie|\bpas|\bne|\baucun\w*|\brien)\b[^.!?;:\n]{0,120}?\b(?:or|nor|oder|noch|o|ni|ou)\s*$",
    _I,
)
_ENDS_IN_OR = re.compile(r"\b(?:or|nor|oder|noch|o|ni|ou)\s*$", _I)  # as all that the one above finds, and found sooner
_WHETHER = Scan(
    r"(?:n[’']t|\bnot|\bcannot|\bunable to|\bnicht|\bno|\bne)\b(?: [\w’'-]+){1,5}? (?:whether|ob|si)\b(?: (?:the|your|any|these|those|an?|die|der|das|los|las|les?))?\s*[$€£]?[\d.,]*\s*$",
    _I,
)


def under_a_refusal(text: str, start: int) -> bool:
    """Whether what begins at `start` goes on after a refusal ("I can't refund September or | cover the $4,000", "I can't
    tell you yet whether | the points will be added")."""
    before = text[max(0, start - 160) : start]
    after_or = _OR.search(before) if _ENDS_IN_OR.search(before) is not None else None
    return after_or is not None or _WHETHER.search(before) is not None


# "Opening a new box before a fair and finding the wrong number | is a nasty moment."
_DOING = re.compile(r"^[A-Z][a-z]+ing\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|will|can|may|has|have|had)\b|[’'](?:ll|ve|s|re)\b")
_HOW_IT_WAS = re.compile(
    r"^[^.!?\n]{0,160}?\b(?:is|was|must (?:be|have been)|isn[’']t|wasn[’']t)(?! (?:what|something|how) (?:I|we)\b| our\b| (?:due|ours|possible|free)\b) "
    r"(?:\w+ )?(?:an?|no|not|hard|awful|horrible|dreadful|upsetting|annoying|frustrating|the (?:last|worst)|more than) [^.!?\n]*[.!?]"
)


def only_told_of(quote: str, text: str, start: int) -> bool:
    """Whether words are the subject of a sentence which says how that was ("Opening a fresh box ... is a nasty moment")."""
    if not _DOING.match(quote) or _FINITE.search(quote) or text[:start].rstrip()[-1:] not in {"", ".", "!", "?", ","}:
        return False
    return _HOW_IT_WAS.match(text[start + len(quote) :]) is not None


_PUT_OFF = re.compile(
    r"\b(?:on hold|paused|suspended|in dispute|frozen|until then|as long as|for the time being|while)\b", _I
)
_NEEDNT_PAY = re.compile(r"\byou (?:needn[’']t|need not|don[’']t have to|don[’']t need to) pay\b", _I)


def only_put_off(quote: str, text: str, start: int) -> bool:
    """Whether what the customer needn't pay is only put off ("until then the charge is on hold, so | you needn't pay it")."""
    before = re.split(r"[.!?]\s", text[max(0, start - 120) : start])[-1]
    return _NEEDNT_PAY.search(quote) is not None and _PUT_OFF.search(f"{before}{quote}") is not None


_NO_PROMISE = re.compile(
    r"\b(?:won[’']t|will not|can[’']t|cannot|can not|am not|are not|[’']m not|[’']re not|don[’']t|do not|wouldn[’']t|would not|unable|rather not)(?: \w+){0,3}? (?:give|promise|guarantee|name|commit|say|quote|assure|make|offer|tell|put)\b",
    _I,
)


def refuses_to_promise(quote: str) -> bool:
    """Whether the words decline to say something for certain ("I won't give you a date that we may miss")."""
    return _NO_PROMISE.search(quote) is not None
