"""What cannot be promised, with a reason that a customer can accept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.asks import Ask
from assistant.case import Declined, Reading
from assistant.facts import overlap, stems
from assistant.letter.concern import CONFIRM, tellable
from assistant.letter.promising import NUMBERING, POINTS_ELSEWHERE
from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.planning import TOO_SOON, UNSETTLED, Decision, sooner_than_promised
from assistant.retelling import turning
from assistant.voice import lower_first, to_reader, upper_first
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS
from knowledge.terms.model import Kind

_I = re.IGNORECASE
# An answer or a check is never what we cannot promise.
_REFUSABLE: frozenset[Kind] = frozenset({"refund", "replacement", "repair", "fee_waiver", "change"})

# A reason that points at a sentence nobody sees, or that speaks to the desk.
_DANGLES = re.compile(
    r"(?:after that|before it|(?:before|until|after) (?:it|they|then) (?:is|are|has|have)|in (?:that|this) case|apart from this|otherwise|it|they|this|that|these|those|he|she|such|until then|before that)\b",
    _I,
)

# "You tell us and sends": a subject turned, its second verb not.
_MISMATCHED = re.compile(
    r"\byou (?:who|that)\b|\byou\b[^.;]*?\band (?:sends|returns|shows|pays|gives|reports|tells|keeps|asks|claims|brings|calls|writes)\b",
    _I,
)

# "Until the search has ended, no refund": what is left of "no refund and no new shipment is promised".
_NO_VERB = re.compile(r"(?:until|before|unless|if|while|after) [^,]+, no (?:[a-z-]+ ?){1,4}", _I)

_REFUSES = re.compile(r"\b(?:not|no|never|nothing|cannot|only|final|without|isn't|aren't|don't|doesn't)\b", _I)
_TO_STAFF = re.compile(
    r"\bnobody\b|\b(?:discuss(?:ed)?|spoken of|mentioned)\b|,? (?:and )?(?:say|tell|name|state|promise|offer|call|quote) (?:that|so|the|no|neither|nothing|it)\b",
    _I,
)


# What a customer who speaks of publishing says: "I write for three friends" is heard as a bargain, and no more.
_PUBLISHES = re.compile(
    r"\b(?:review(?:s|ed|ing|er)?|followers|subscribers|subs|viewers|stars?|trustpilot|google|tripadvisor|yelp|reddit|twitter|instagram|facebook|tiktok|youtube|linkedin|viral|post(?:s|ed|ing)?|reels?|story|videos?|clip|film(?:ed|ing)|live ?stream\w*|podcast|blog\w*|forum|group chat|"
    r"social media|public(?:ly)?|press|newspaper|journalist|reporter|radio|column|tell every(?:one|body)|warn every(?:one|body)|"
    r"reseñas?|redes|publi\w+|seguidores|periódico|prensa|bewertung\w*|sterne?|veröffentlich\w*|öffentlich\w*|presse|zeitung|réseaux|journal|abonnés|note sur|avis (?:sur|négatif|public)|étoiles?)\b|@\w",
    _I,
)


def refusal_sentences(
    own: str, reading: Reading, decision: Decision, phrases: Phrases, asks: Sequence[Ask]
) -> tuple[str, ...]:
    """What cannot be promised, each with a reason that a customer can accept. `own`: the customer's own text."""
    lines: list[str] = []
    if decision.hold == "contradiction":
        lines.append(phrases.say("decline", "contradiction"))
    elif decision.hold == "no_policy":
        lines.append(phrases.say("decline", "no_policy"))
    else:
        lines += _declined_lines(decision, phrases, asks)
    signals = reading.signals
    if "injection" in signals:
        lines.append(phrases.say("decline", "aside"))
    if "precedent_claim" in signals and (decision.plan.declined or not asks):
        lines.append(phrases.say("decline", "precedent"))
    if "review_threat" in signals and _PUBLISHES.search(own):
        lines.append(phrases.say("decline", "review"))
    return tuple(dict.fromkeys(lines))


@dataclass
class _Sorted:
    """What is declined, sorted by what can be said of it; `less`: of a kind that is offered, but not all that was asked for."""

    lines: list[str] = field(default_factory=list)
    unprovided: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    less: bool = False


def _declined_lines(decision: Decision, phrases: Phrases, asks: Sequence[Ask]) -> list[str]:
    """A sentence for each ask that a clause refuses, one for those that none provides for, one where less or later is offered."""
    by_text = {ask.text: ask for ask in asks}
    declined = [(d, by_text[d.ask]) for d in decision.plan.declined if d.ask in by_text]
    later = any(d.why == TOO_SOON for d, _ in declined)
    told = _sorted([(d, ask) for d, ask in declined if d.why != TOO_SOON], decision, phrases)
    lines, unprovided = told.lines, told.unprovided
    if phrases.language != "en":  # beside "a refund" neither the sum nor "what you ask for" says more
        vague = {phrases.say("kinds", "sum"), phrases.say("kinds", "other")}
        unprovided = [each for each in unprovided if each not in vague] or unprovided[:1]
    answered = {named for named in (*unprovided, *told.unsettled) if any(named in line for line in lines)}
    key = "undecided" if _is_open(decision) else "plain" if _gives_something(decision) else "unclear"
    for said in _together([each for each in dict.fromkeys(unprovided) if each not in answered][:2], phrases):
        lines.append(upper_first(phrases.say("decline", key, ask=said)))
        key = "nor"
    unsettled = [each for each in told.unsettled if each not in answered]
    if unsettled and not unprovided:
        lines.append(upper_first(phrases.say("decline", "undecided", ask=unsettled[0])))
    if told.less and not unprovided and not told.unsettled and not _is_open(decision):
        lines.append(phrases.say("decline", "more"))
    if not lines and not later and any(not _ANSWERED.match(ask.told) for _, ask in declined):
        lines.append(_in_general(decision, phrases))
    if later or (
        decision.plan.declined and sooner_than_promised(" ".join(a.sentence for a in asks), decision.plan.remedies)
    ):
        dated = any(remedy.due is not None for remedy in decision.plan.remedies)
        lines.append(phrases.say("decline", "sooner" if dated else "no_day"))
    return lines


def _sorted(declined: Sequence[tuple[Declined, Ask]], decision: Decision, phrases: Phrases) -> _Sorted:
    found, reasons = _Sorted(), set[str]()
    offered = {remedy.kind for remedy in decision.plan.remedies}
    for d, ask in declined:
        term = decision.terms.get(d.term or "")
        if term is not None and term.id in reasons:
            continue
        reason = _reason(term) if phrases.language == "en" and term is not None and _speaks_of(term, ask) else None
        if reason and term is not None and len(reasons) < _MOST_REASONS:
            reasons.add(term.id)
            named = _named(ask, phrases, after_reason=True)
            found.lines.append(phrases.say("decline", "reason" if named else "all", ask=named, reason=reason))
        elif _is_offered(ask, offered):
            # "I can't promise a refund" beside a refund would be misread
            found.less = found.less or not set(ask.kinds) <= WORD_KINDS
        elif named := _named(ask, phrases):
            if phrases.language != "en" and term is not None and set(ask.kinds) & set(term.kinds):
                found.lines.append(upper_first(phrases.say("decline", "reason", ask=named)))  # its clause is in English
            else:
                (found.unsettled if d.why == UNSETTLED else found.unprovided).append(named)
    return found


def _in_general(decision: Decision, phrases: Phrases) -> str:
    """That not all is granted, where nothing of what is asked can be named in our words."""
    outcome = phrases.say("kinds", "outcome")
    if _is_open(decision):
        return upper_first(phrases.say("decline", "undecided", ask=outcome))
    if not _gives_something(decision):
        return upper_first(phrases.say("decline", "unclear", ask=outcome))
    return phrases.say("decline", "all", reason=phrases.say("words", "terms"))


def _together(named: list[str], phrases: Phrases) -> list[str]:
    """What none of the terms provides for, in one phrase where that reads as one: "you a refund or the sum that you name"."""
    alike = phrases.language != "en" or all(each.startswith("you ") for each in named)
    if len(named) < 2 or not alike:
        return named
    rest = [each.removeprefix("you ") for each in named[1:]]
    return [joined([named[0], *rest], phrases.say("words", "or"))]


_MOST_REASONS = 2
# "Confirm it" is answered by the letter, whatever it says.
_ANSWERED = re.compile(
    r"^(?:us to (?:confirm|tell|answer|reply|respond|explain|let|inform|write|call|ring|phone|email|contact)|for (?:an?|your|the|some) (?:[\w-]+ )?(?:answer|reply|response|explanation))\b",
    _I,
)


def _speaks_of(term: Term, ask: Ask) -> bool:
    """Whether a clause refuses what is asked: the same kind of remedy, or a word of it."""
    wanted = set(ask.kinds) or (set(MONEY_KINDS) if ask.money else set())
    shared = overlap(stems(f"{ask.text} {ask.sentence}"), stems(term.quote))
    return shared >= _LEAST_SHARED or (shared > 0 and bool(wanted & set(term.kinds)))


_LEAST_SHARED = 2


def _is_offered(ask: Ask, offered: set[Kind]) -> bool:
    """Whether something of what is asked for is offered, or other money where a sum is asked for."""
    return bool(offered & set(ask.kinds)) or (bool(ask.money) and bool(offered & MONEY_KINDS))


def _is_open(decision: Decision) -> bool:
    """Whether the matter is still to be looked at or decided, so that nobody can say yet what the terms give."""
    kinds = {remedy.kind for remedy in decision.plan.remedies}
    return (bool(kinds & {"investigation", "escalation"}) and not kinds - WORD_KINDS) or decision.hold == "gate"


def _gives_something(decision: Decision) -> bool:
    """Whether a clause was found that gives this customer more than words. Where none was and none refuses either, that our
    terms give nothing would be a guess, and more often wrong than right."""
    return any(remedy.kind not in WORD_KINDS for remedy in decision.plan.remedies)


def _named(ask: Ask, phrases: Phrases, *, after_reason: bool = False) -> str:
    """What is declined, as it stands in its sentence: told back where it can be, else by its kind or as a sum; "" if neither."""
    if phrases.language != "en":
        kinds = [
            phrases.say("kinds", kind)
            for kind in ask.kinds[:1]
            if phrases.has("kinds", kind) and kind not in WORD_KINDS
        ]
        return joined(kinds, "") or (
            phrases.say("kinds", "sum") if ask.money else "" if ask.kinds else phrases.say("kinds", "other")
        )
    if _ANSWERED.match(ask.told) and set(ask.kinds) <= {"contact"}:
        return ""
    told = None if CONFIRM.match(ask.told) else tellable(ask)
    if told is None:
        names = [phrases.say("kinds", kind) for kind in ask.kinds[:1] if kind in _REFUSABLE]
        told = f"for {names[0]}" if names and not after_reason else None
        if turning.names_sum(ask.told) or ask.money:
            told = f"for {phrases.say('kinds', 'sum')}"
    return _promised(told) if told else ""


def _promised(told: str) -> str:
    """An ask as it follows "I can't promise ": "you the $64", "to restore it", "that it can be fixed"."""
    if told.startswith("about "):
        return f"anything {told}"
    done = re.match(r"(?:for (?P<thing>.+?) )?to (?P<deed>be .+)", told)
    if done:
        return f"that {done['thing'] or 'you'} can {done['deed']}"
    if told.startswith("for "):
        thing = told[4:]
        return thing if re.match(r"(?:that|to)\b", thing) else f"you {thing}"
    # After "or" a second verb would stand alone and read as an offer.
    return re.sub(r"^us to ", "to ", re.split(r"\s+or\s+(?=\w+ (?:you|your|us)\b)", told)[0])


def _reason(term: Term | None) -> str | None:
    """The clause that refuses, in words for the reader."""
    if term is None or term.cells or POINTS_ELSEWHERE.search(term.quote):
        return None
    if term.window is not None:
        text = to_reader(NUMBERING.sub("", term.quote))
        if text and _MISMATCHED.search(text):
            return None
        return f"{lower_first(text)}, and your request came after that" if text and len(text.split()) <= 24 else None
    text = to_reader(NUMBERING.sub("", term.quote))
    if text is None or _DANGLES.match(text) or _TO_STAFF.search(text) or _MISMATCHED.search(text) or text.endswith(":"):
        return None
    if not 3 <= len(text.split()) <= 30 or _NO_VERB.fullmatch(text):
        return None
    # What is refused stands before the case in which it is: "a visit is missed when nobody came" refuses nothing.
    said = re.split(r"\s(?:when|if|unless|because|where)\b", text)[0]
    if text[:1].islower() or not _REFUSES.search(said):
        plain = len(text.split()) <= 14 and not re.search(
            r"\b(?:no|not|nothing|never|is|are|may|must|will)\b", text, _I
        )
        return f"we do not offer {lower_first(text)}" if plain else None
    return lower_first(text)
