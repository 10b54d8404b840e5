"""Features: what can be told of a clause without knowing what it means.

Who its subject is, its tense and voice, its main verb and the kind that verb and nouns suggest, its words and word pairs,
and what stands around it. A feature is a short string; a clause has about a hundred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.case import Language
from assistant.promises.english.senses import GRATIS
from assistant.promises.english.voice import COURTESY, NO_ACT, is_customers, is_imperative
from assistant.promises.kinds import by_noun, by_verb
from assistant.promises.opinion.lexicon import fields_of, noun_fields, phrase_fields, verb_fields
from assistant.promises.opinion.nearness import groups_of
from assistant.promises.patterns import Scan
from assistant.promises.verbs import BASE, ING, PAST, THIRD, lemma, word_set


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in plain words (`words.plain`) and what stands around it.

    `frame` is the frame of the list it is an item of; `condition`, `order`, `acceptance`: whether a condition, an
    imperative or an acceptance stands next to it; `reported`: whether the sentence tells what somebody else said;
    `pointed` is the kind of remedy spoken of before; `before` and `after` are the words of the letter around the clause, up
    to the sentence before and the one after, in its `language`. `grammar` is what the grammar made of it, an act or "none"; empty
    where that says nothing, as for the letters that the grammar was written with. `under` is the condition or the order
    that it hangs on. `latest` is the kind spoken of last, were it but a call, and `here` that of the act before it in its sentence.
    """

    text: str
    role: str = "main"
    frame: str = ""
    shape: str = "sentence"
    condition: bool = False
    order: bool = False
    acceptance: bool = False
    reported: bool = False
    pointed: str = ""
    grammar: str = ""
    before: str = ""
    after: str = ""
    language: Language = "en"
    under: str = ""
    latest: str = ""
    here: str = ""


_MONEY = re.compile(r"(?:[a-z]{0,2}[$€£¥]\S+|\d\S*[€£$¥])$")
_MONTHS = word_set(
    "january february march april maytime june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun")
_OPENERS = word_set("and but so or then also however now plus please just well ok okay yes no right as though")
_BETWEEN = word_set(
    "not never also now just already then soon today tomorrow gladly still even again both all always right of course therefore well too instead hereby"
)
_MODALS = word_set("will shall can could may might should would must ought")
_BE = word_set("am is are was were be been being")
_HELPERS = word_set("have has had do does did")
_BEFORE_NOUN = word_set("the a your our this my")
_ONE = word_set("a an one another two both")
_REMEDY = Scan(
    r"\b(?:refund|credit|voucher|replacement|discount|compensation|money|deposit|free|fee|charge|new|upgrade|repair|engineer|technician)"
)
_TEAM = Scan(
    r"\b(?:team|manager|engineers?|technicians?|department|crew|driver|courier|colleagues?|staff|plumber|office|desk|supervisor|director|specialist|surveyor|adjuster|fitter|electrician|inspector|nurse|doctor|dr)\b"
)
_USUAL = Scan(
    r"\b(?:usually|normally|typically|generally|always|only|every|any|all|each|customers|guests|members|passengers|policy|terms|must|standard|rule|non-refundable|final)\b"
)
_PAST_TIME = Scan(
    r"\b(?:yesterday|ago|last (?:night|week|month|year|\w+day)|earlier|this morning|since|previously|before)\b"
)
_SOON = Scan(
    r"\b(?:today|tomorrow|tonight|within|shortly|soon|asap|next|by (?:the|\d|noon|close|end|\w+day)|as soon as|straight away|right away|immediately|right now|as we speak|in (?:two|three|\d|a) )\b"
)
# "We promise that you will": this "that" points to nothing.
_THAT = r"that(?! (?:you|we|i|it|the|your|our|my|he|she|they|a|an|all|no|any|this|these|there|every|nobody|nothing)\b)"
_SAME_THING = Scan(
    rf"\b(?:confirm|promise|guarantee|do|match|agree to|offer|say|change|grant|allow) (?:you )?(?:this|{_THAT}|it|so|the same|one|them|more)\b|something (?:that )?(?:i|we) (?:can|could|may)|promise of (?:one|it)|"
    r"\bmore than (?:i|we)|\b(?:this|that|it) is (?:not |all )?(?:a promise|something|possible|more|as far|all)"
)
_POINTS = Scan(rf"\b(?:it|this|{_THAT}|them|they|one|these|those|both|so)\b")


@dataclass(frozen=True, slots=True)
class _Head:
    subject: str
    tense: str
    negated: bool
    passive: bool
    verb: str
    before: str


def _head(tokens: list[str]) -> _Head:
    start = 0
    while start < len(tokens) and tokens[start] in _OPENERS:
        start += 1
    rest = tokens[start:]
    at = _finite(rest)
    negated = any(word in ("not", "never", "no", "nothing", "unable", "nor", "nobody") for word in rest)
    tense, verb, passive = _tense(rest, at)
    return _Head(
        _subject(rest, at), tense, negated, passive, lemma(verb), " ".join(rest[:at] if at is not None else [])
    )


def _finite(words: list[str]) -> int | None:
    for k, word in enumerate(words[:16]):
        if word in _MODALS or word in _BE or word in _HELPERS:
            return k
        told = word in THIRD or word in PAST or (words[0] in ("i", "we", "you", "they") and word in BASE)
        if k > 0 and told and not (word in BASE and words[k - 1] in _BEFORE_NOUN):
            return k
    return None


_SUBJECTS = {
    "i": "we", "we": "we", "you": "you", "our": "our", "my": "our", "he": "they", "she": "they", "they": "they", "it": "it", "this": "it",
    "that": "it", "these": "it", "those": "it", "your": "your", "nothing": "no", "no": "no", "none": "no", "nobody": "no",
}  # fmt: skip


def _subject(words: list[str], at: int | None) -> str:
    if not words:
        return "nil"
    first = words[0]
    if first in _SUBJECTS:
        return _SUBJECTS[first]
    if at is None:
        return "noverb"
    if first in _ONE or first in ("the", "any", "some", "all"):
        return "the" if first == "the" else "a" if first in _ONE else "any"
    return "imp" if first in BASE and at != 0 else "np"


def _tense(words: list[str], at: int | None) -> tuple[str, str, bool]:
    """Tense, main verb, and whether the voice is passive."""
    if at is None:
        first = words[0] if words else ""
        if first in BASE:
            return "imp", first, False
        return (
            ("inging", first, False)
            if first in ING
            else ("pponly", first, False)
            if first in PAST
            else ("verbless", "", False)
        )
    word = words[at]
    after = [w for w in words[at + 1 : at + 8] if w not in _BETWEEN and not w.endswith("ly")]
    first, second = [*after, "", ""][:2]
    if word in _MODALS:
        name = {"shall": "will", "ought": "should"}.get(word, word)
        return (f"{name}_be", second, second in PAST) if first == "be" else (name, first, False)
    if word in _BE:
        return _with_be(word, first, second, [*after, "", "", ""][2])
    if word in ("have", "has", "had"):
        if first in ("been", "to"):
            return ("perf", second, True) if first == "been" else ("must", second, False)
        told = first in PAST or (first.endswith("ed") and len(first) > 4)
        return (("pluperf" if word == "had" else "perf"), first, False) if told else ("has", word, False)
    if word in ("do", "does", "did"):
        return word, first, False
    if word in PAST and word not in BASE:
        return "past", word, False
    return ("pres3" if word in THIRD else "pres"), word, False


def _with_be(word: str, first: str, second: str, third: str) -> tuple[str, str, bool]:
    past = word in ("was", "were")
    if first == "going" and second == "to":
        return "will", third, False
    if first == "being":
        return "prog", second, True
    if first in ING:
        return ("pastprog" if past else "prog"), first, False
    if first in PAST:
        return ("waspp" if past else "ispp"), first, True
    return ("was" if past else "is"), first, False


def _plain(word: str) -> str:
    if _MONEY.match(word):
        return "<money>"
    if word.endswith("%"):
        return "<pct>"
    if word[:1].isdigit():
        return "<num>"
    return "<month>" if word in _MONTHS else "<day>" if word in _DAYS else word


def _verb_kind(tokens: list[str], verb: str) -> str:
    for k, token in enumerate(tokens):
        if verb and lemma(token) == verb:
            return by_verb(" ".join(tokens[k:])) or ""
    return ""


def deed(text: str) -> str:
    """The clause from its main verb on ("we are refunding it today" -> "refunding it today")."""
    tokens = text.split(" ")
    verb = _head(tokens).verb
    at = next((k for k, token in enumerate(tokens) if verb and lemma(token) == verb), 0)
    return " ".join(tokens[at:])


_RULED_OUT = Scan(
    r"\bhad (?:\w+ )?been\b|\b(?:show|concert|event|flight|train|bus|ferry|service|class|course|match|game|tour|performance|festival|trip|sailing|departure|cruise|exam)s?\b(?: \S+){0,8} (?:has|have|had|was|were) (?:been )?(?:cancelled|canceled|suspended|delayed|postponed|called off|diverted)\b|"
    r"^(?:and |but |so |please )*do not\b|\b(?:back from|on) (?:(?:sick|annual|maternity|parental|her|his|their) )?(?:leave|holidays?|vacation)\b|^(?:and |but |so )*(?:nothing|nobody|no one|none)\b.* (?:has|have|was|were) |^(?:and |but |so )*an? (?:\w+ ){1,3}?(?:do|have)\b|"
    r"^(?:and |but |so )*(?:yours|your (?:parcel|order|package|letter|payment|email|booking)) (?:was|were) (?!.*(?:\bback\b|\bagain\b|\bre\w+ed\b))|\b(?:been|was|were) \w+ by you\b|\bwill do(?: fine| nicely)?$|\b(?:can|could) not (?:see|find|tell) (?:who|what|why|where|how|any|when)\b|^(?:and |but |so )*no \w+ (?:mentions?|shows?|says?|states?)\b|\bcomes? to (?:roughly |about |around |just )?(?:[$€£]|\d)|"
    r"^(?:and |but |so )*for (?:the|all|any|this|that|how|what|your|having|being|not)\b|^(?:and |but |so )*(?:i|we) (?:am|are) (?:so |very |really )?(?:afraid|sorry)$|^(?:(?:i|we) (?:am|are) )?(?:\w+ ){0,2}(?:sorry|afraid it|apologise|apologize|regret)\b|\byou (?:will |would |do |may |might |can |could |should )?(?:also |then |still |first )*(?:need|have|be able|must|ask|apply|switch|register|see)\b|\b(?:be (?:closed|away|out of|disappoint\w+|reversed|charged|withdrawn|suspended)|will (?:end|expire|lapse|stop|rise|increase|cost|need|remain|continue|depend|go up|run out|close)\b|(?:was|were) (?:going|meant|supposed|due) to|by mistake|was charged|was paid|went missing)\b"
)


# Who has seen, heard or thought a thing has done nothing about it.
_PERCEIVED = word_set(
    "receive count notice see read reread hear compare spot learn gather meet know think understand recall remember watch taste smell realise realize recognise recognize "
    "observe discover encounter enjoy counted noticed spotted gathered tasted noted enjoyed realised realized recognised recognized observed discovered encountered compared learned learnt"
)


def may_add(text: str) -> bool:
    """Whether the clause is of a form that the opinion may take for an act of its own accord.

    Orders and what had been done before are not: the grammar knows them better.
    """
    tokens = text.split(" ")
    head = _head(tokens)
    if head.tense == "verbless" and not (noun_fields(tokens) or phrase_fields(text)):
        return False  # "tomorrow before noon" belongs to what stands before it
    if head.subject == "we" and head.verb in _PERCEIVED and head.tense in ("perf", "past", "prog", "pres"):
        return False
    if head.tense in ("imp", "pluperf", "pastprog", "must") or COURTESY.search(text) or NO_ACT.match(text):
        return False
    return _RULED_OUT.search(text) is None


def act_features(clause: Clause) -> list[str]:
    """The features that tell what a clause does; sorted."""
    text = clause.text
    tokens = text.split(" ")
    words = [_plain(token) for token in tokens]
    head = _head(tokens)
    tense, subject = head.tense, head.subject
    verb_kind, noun_kind = _verb_kind(tokens, head.verb), by_noun(text) or ""
    known = bool(verb_kind)
    you, your = "you" in tokens, "your" in tokens
    found = {
        "bias", f"sc:{subject}", f"te:{tense}", f"neg:{head.negated}", f"pas:{head.passive}", f"v:{head.verb}", f"vk:{verb_kind}", f"nk:{noun_kind}",
        f"st:{subject}|{tense}", f"stn:{subject}|{tense}|{head.negated}", f"tn:{tense}|{head.negated}", f"tv:{tense}|{head.verb}", f"tk:{tense}|{known}",
        f"tvk:{tense}|{verb_kind}", f"tnk:{tense}|{bool(noun_kind)}", f"rem:{bool(_REMEDY.search(head.before))}|{tense}",
        f"team:{bool(_TEAM.search(head.before))}|{tense}", f"stk:{subject}|{tense}|{known}", f"all:{subject}|{tense}|{head.negated}|{known or bool(noun_kind)}",
        f"you:{you}", f"your:{your}", f"you:{you}|{tense}", f"your:{your}|{tense}", f"role:{clause.role}", f"frame:{clause.frame}",
        f"frame:{clause.frame}|{tense}", f"shape:{clause.shape}", f"cond:{clause.condition}", f"cond:{clause.condition}|{tense}",
        f"order:{clause.order}", f"acc:{clause.acceptance}", f"said:{clause.reported}",
    }  # fmt: skip
    verbs, nouns = verb_fields(head.verb) or ("?",), noun_fields(tokens)
    found |= (
        {f"vf:{name}" for name in verbs}
        | {f"vf:{name}|{tense}" for name in verbs}
        | {f"vf:{name}|{subject}|{tense}" for name in verbs}
    )
    found |= {f"nf:{name}|{tense}" for name in nouns}
    for name, pattern in (("usual", _USUAL), ("past", _PAST_TIME), ("soon", _SOON)):
        if pattern.search(text):
            found |= {name, f"{name}|{tense}", f"{name}|{subject}"}
    if clause.grammar:
        found |= {
            f"gr:{clause.grammar}", f"gr:{clause.grammar}|{clause.condition}", f"gr:{clause.grammar}|{clause.acceptance}",
            f"gr:{clause.grammar}|{clause.order}", f"gr:{clause.grammar}|{clause.reported}", f"gr:{clause.grammar}|{tense}",
        }  # fmt: skip
    found |= under_features(clause.under)
    if is_imperative(text):
        found.add("order")
    if is_customers(text):
        found.add("customer")
    found |= {f"w:{word}" for word in words} | {f"l:{lemma(token)}" for token in tokens}
    found |= {f"b:{a}_{b}" for a, b in zip(["^", *words], [*words, "$"], strict=True)}
    found |= {f"p{k}:{word}" for k, word in enumerate(words[:3])}
    return sorted(found)


def under_features(condition: str) -> set[str]:
    """What the words of a condition tell: a wish, an event, something to send in."""
    words = [_plain(word) for word in condition.split()]
    found = {f"cw:{word}" for word in words} | {f"cb:{a}_{b}" for a, b in pairwise(words)}
    return found | {f"cv:{field}" for word in words for field in verb_fields(lemma(word))}


_LEADS_TO_DEED = word_set(
    "able unable hope try like love happy glad pleased delighted welcome want wish aim plan intend need expect willing prepared agree decide promise offer "
    "refuse regret afraid manage seek look arrange position going free ready keen set due sorry mean hesitate think guarantee commit"
)
# "I'll be back to retune it", "she is coming to see the crack": who comes to do a thing does it.
_COMES_TO_DEED = word_set("be back round over come return call visit pop drop go head swing")
_ON_THE_WAY = word_set("be also then now gladly still even again both all not have")


def _deed_at(tokens: list[str], verb: str) -> int:
    # "we hope to restore it", "I am unable to refund it": the deed stands behind "to"; -1: there is no verb.
    at = next((k for k, token in enumerate(tokens) if verb and lemma(token) == verb), -1)
    while at >= 0 and lemma(tokens[at]) in _LEADS_TO_DEED and "to" in tokens[at + 1 : at + 5]:
        after = tokens.index("to", at + 1) + 1
        while after < len(tokens) and tokens[after] in _ON_THE_WAY:
            after += 1
        if after >= len(tokens):
            break
        at = after
    if at >= 0 and lemma(tokens[at]) in _COMES_TO_DEED and "to" in tokens[at + 1 : at + 9]:
        after = tokens.index("to", at + 1) + 1
        if after < len(tokens) and tokens[after] in BASE and tokens[after] not in _BEFORE_NOUN:
            return after
    return at


def kind_features(clause: Clause, act: str, meant: str) -> list[str]:
    """The features that tell which remedy a clause is about; sorted.

    Verb, object and subject by their word fields, and in pairs; the words themselves; the kind spoken of before. `act`
    is what the clause does, `meant` the kind that the grammar names (empty where that says nothing).
    """
    text = GRATIS.sub("", _GESTURE.sub("", clause.text)).strip() or clause.text
    tokens = text.split(" ")
    words = [_plain(token) for token in tokens]
    head = _head(tokens)
    at = _deed_at(tokens, head.verb)
    verb = lemma(tokens[at]) if at >= 0 else ""
    verb_kind, noun_kind = (by_verb(" ".join(tokens[at:])) or "") if verb else "", by_noun(text) or ""
    verbs = verb_fields(verb) or ("?",)
    things = noun_fields(tokens[at + 1 :]) | ({"sum"} if "<money>" in words else frozenset())
    doers, turns = noun_fields(tokens[: max(at, 0)]), phrase_fields(text)
    first = _object(tokens[at + 1 :])
    found = {
        "bias", f"v:{verb}", f"vk:{verb_kind}", f"nk:{noun_kind}", f"vn:{verb_kind}|{noun_kind}", f"pk:{clause.pointed}",
        f"sc:{head.subject}", f"pas:{head.passive}", f"it:{bool(_POINTS.search(text))}|{clause.pointed}", f"act:{act}",
    }  # fmt: skip
    for name in verbs:
        found |= {f"vf:{name}", f"vkf:{verb_kind}|{name}"}
        found |= {f"vo:{name}|{thing}" for thing in things or {"-"}} | {f"vh:{name}|{thing}" for thing in first or "-"}
        found |= {f"sv:{name}|{doer}" for doer in doers or {"-"}}
    found |= {f"sf:{name}" for name in doers} | {f"of:{name}" for name in things} | {f"hf:{name}" for name in first}
    found |= {f"nf:{name}" for name in things | doers} | {f"ph:{name}" for name in turns}
    found |= {f"po:{name}|{thing}" for name in turns for thing in things or doers or {"-"}}
    found |= {f"w:{word}" for word in words} | {f"l:{lemma(token)}" for token in tokens}
    found |= {f"b:{a}_{b}" for a, b in pairwise(words)}
    found |= {f"sk:{a}_{b}" for a, b in pairwise([token for token in tokens if token not in SAYS_LITTLE])}
    if _SAME_THING.search(text):
        found |= {
            "same",
            f"same:{clause.pointed}",
            f"same:{clause.pointed}|{act}",
            f"same:{clause.latest}|{clause.here}",
        }
    if not (things or turns or verb_kind or noun_kind):
        # "We cannot do that a second time": only what was spoken of before tells.
        found |= {"bare", f"bare:{clause.pointed}", f"bare:{clause.pointed}|{act}"}
    found |= _kin_features(tokens, at) | _around(clause)
    points = _POINTS.search(text) is not None
    if "bare" in found or "same" in found or (points and not noun_kind):
        found |= _led_up_to(clause, act, points=points)
    if meant:
        found |= {
            f"g:{meant}",
            f"gv:{meant}|{verb_kind}",
            f"gn:{meant}|{bool(verb_kind)}|{bool(noun_kind)}",
            f"gt:{meant}|{act}",
        }
    return sorted(found)


SAYS_LITTLE = word_set(
    "the a an to of and or in on at by for with your you we i our is are was be will have has it this that not can my me us them they she he "
    "his her their been being am do does did as if so but from"
)


def _kin_features(tokens: list[str], at: int) -> set[str]:
    """The groups of kin words by their place: anywhere, the verb (word `at`), before it, behind it, and in pairs with it."""
    groups = [groups_of(token) or groups_of(lemma(token)) if token not in SAYS_LITTLE else () for token in tokens]
    found: set[str] = set()
    verb = groups_of(tokens[at]) or groups_of(lemma(tokens[at])) if at >= 0 else ()
    behind = [group for group in groups[at + 1 : at + 9] if group]
    for size, name in enumerate(("k", "m")):
        found |= {f"{name}w:{group[size]}" for group in groups if group}
        found |= {f"{name}s:{group[size]}" for group in groups[: max(at, 0)] if group}
        found |= {f"{name}o:{group[size]}" for group in behind}
        mine = verb[size] if verb else -1
        found |= {f"{name}v:{mine}"} | {f"{name}vo:{mine}|{group[size]}" for group in behind[:3]}
    return found


_NEAR = 30  # words before the clause that are listened to
_NEXT = 20  # and behind it


def _around(clause: Clause) -> set[str]:
    """What is spoken of around the clause, by whether the clause points to something else and by whether it is short."""
    leans = f"{_POINTS.search(clause.text) is not None}{clause.text.count(' ') < 5}"
    found: set[str] = set()
    for name, tokens in (("b", clause.before.split()[-_NEAR:]), ("a", clause.after.split()[:_NEXT])):
        if tokens:
            told = {f"{name}f:{field}" for field in noun_fields(tokens)}
            told |= {f"{name}v:{field}" for token in tokens for field in verb_fields(lemma(token))}
            found |= {f"{each}|{leans}" for each in told}
    return found


def _led_up_to(clause: Clause, act: str, *, points: bool) -> set[str]:
    """The kinds of what was spoken of just before, on which the clause leans ("it takes five days")."""
    leans = (points, f"{points}{clause.text.count(' ') < 5}{act}")
    return {f"{name}:{kind}|{how}" for name, kind in (("lk", clause.latest), ("hk", clause.here)) for how in leans}


# What a deed is done for says nothing of its kind, no more than what it costs (`GRATIS`): "I have removed both charges, as a gesture of goodwill".
_GESTURE = re.compile(
    r" (?:,|--) (?:as|by way of|in) (?:an? |our |my |further )*(?:\w+ )?(?:gesture|apology|apologies|exception|token|goodwill|thank-you)\b.*$"
)
_LINKS = word_set("to for on at in from with by of into onto until till within before after off about as")


def _object(tokens: list[str]) -> tuple[str, ...]:
    # The last noun before a preposition, as in "the $40 gift card for the delay".
    fields: tuple[str, ...] = ()
    for token in tokens:
        if token in _LINKS and fields:
            break
        fields = (fields_of(token) or fields) if token not in _LINKS else fields
    return fields
