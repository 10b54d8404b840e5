"""A decision becomes a letter: apology, the concern repeated, what is offered, what is not, what is needed. Pure.

The order is the method's, and every promise sentence is rendered here by code: from the clause itself in English (its
own words, turned to the reader), from phrases in every language otherwise. No sum and no date comes from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant import retelling
from assistant.asks import Ask, find_asks
from assistant.case import Amount, Due, Reading, Remedy, Reply
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.triage import happened, listen, sentences
from assistant.voice import lower_first, to_promise, to_reader, upper_first
from knowledge.terms import Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.measures import find_spans
from knowledge.terms.model import Kind

_I = re.IGNORECASE
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$"}
MOST_WORDS = 180
LEAST_WORDS = 80


def money(amount: Amount, language: str) -> str:
    """A sum as the language writes it: "$9.95", "9,95 $", "12,000 miles", "10%"."""
    if amount.value is None:
        number = f"{amount.percent:f}".rstrip("0").rstrip(".") if amount.percent is not None else ""
        return f"{number}%" if language == "en" else f"{number.replace('.', ',')} %"
    value = Decimal(amount.value)
    whole = value == value.to_integral()
    text = (
        f"{value:,.0f}"
        if whole and (amount.currency in {"miles", "points"} or value >= 1000 or whole)
        else f"{value:,.2f}"
    )
    if language != "en":
        text = text.replace(",", "\u00a0").replace(".", ",")
    if amount.currency in {"miles", "points"}:
        names = {
            "es": {"miles": "millas", "points": "puntos"},
            "de": {"miles": "Meilen", "points": "Punkte"},
            "fr": {"miles": "miles", "points": "points"},
        }
        return f"{text} {names.get(language, {}).get(amount.currency, amount.currency)}"
    sign = _SIGNS.get(amount.currency or "", f"{amount.currency} ")
    return f"{sign}{text}" if language == "en" else f"{text} {sign.strip()}"


_UNIT_NAMES = {
    "business_days": "business day",
    "days": "calendar day",
    "weeks": "week",
    "months": "month",
    "hours": "hour",
}


def due_text(due: Due | None, after: str | None, phrases: Phrases) -> str:
    """A deadline with its event: " within 7 business days of the request"; "" where there is none."""
    if due is None or due.value is None:
        return ""
    if phrases.language == "en":
        name = _UNIT_NAMES[due.unit]
        text = f" within {due.value} {name}{'' if due.value == 1 else 's'}"
        return text + _event(after)
    key = due.unit if due.value != 1 or not phrases.has("due", f"{due.unit}_1") else f"{due.unit}_1"
    text = " " + phrases.say("due", key, n=str(due.value))
    event = phrases.match("after", after) if after else None
    return f"{text} {event}" if event else text


def _event(after: str | None) -> str:
    if not after:
        return ""
    event = to_reader(after)
    if event is None or len(event.split()) > 12:
        return ""
    event = re.sub(r"^(?=(?:end|start|beginning|day|date) of\b)", "the ", event)
    event = re.sub(r"^(?=(?:request|claim|order|report|complaint|choice|decision to)\b)", "your ", lower_first(event))
    if _BARE_EVENT.match(event) or (_DETERMINED.match(event) and not _HAPPENS.search(event)):
        return f" of {event}"
    return f" after {event if _DETERMINED.match(event) else f'the {event}'}"


# "approval", "photo approval": nouns of action that stand without an article.
_BARE_EVENT = re.compile(r"(?:[a-z]+ )?[a-z]+(?:al|ion|ipt|est|ery|ture|ance|ment)(?: of [a-z ]{3,40})?$")
_DETERMINED = re.compile(
    r"(?:the|an?|your|our|this|that|these|those|each|both|all|any|every|one|two|it|they|you|we|he|she|somebody|nobody|everything|having|being|[a-z]+ing)\b|[a-z]+s\b(?! (?:is|has|was)\b)"
)
_HAPPENS = re.compile(
    r"\b(?:is|are|has|have|had|was|were|can|cannot|may|confirms?|arrives?|ends?|closes?|reach(?:es)?|asks?|agrees?|reopens?|opens?|approves?|accepts?|decides?|leaves?|comes?|came|tells?|sends?|returns?|finish(?:es)?)\b"
)


def write(
    text: str, reading: Reading, decision: Decision, phrases: Phrases, *, channel: str, name: str | None = None
) -> Reply:
    """The letter for a decision about a complaint, in the language of `phrases`."""
    own = listen(text).own
    asks = find_asks(sentences(own), phrases.language)
    paragraphs = [
        _opening(own, reading, phrases, asks, channel),
        _offers(decision, phrases),
        " ".join(refusal_sentences(reading, decision, phrases, asks)),
        need_sentence(decision, phrases),
        phrases.say("social", "ask") if channel == "social" else "",
    ]
    if sum(len(part.split()) for part in paragraphs) < LEAST_WORDS and phrases.has("close", "open"):
        paragraphs.append(phrases.say("close", "open"))
    return Reply(subject=_subject(decision, phrases), text=frame(paragraphs, phrases, channel=channel, name=name))


def frame(paragraphs: Sequence[str], phrases: Phrases, *, channel: str, name: str | None = None) -> str:
    """Paragraphs between the greeting and the close that the channel has."""
    greeting = (
        phrases.say("greeting", channel, name=f" {name}" if name else "") if phrases.has("greeting", channel) else ""
    )
    close = phrases.say("close", channel) if phrases.has("close", channel) else ""
    return "\n\n".join(part for part in (greeting, *paragraphs, close) if part)


def _subject(decision: Decision, phrases: Phrases) -> str:
    del decision
    return phrases.sections["subject"][-1][1]


def _opening(own: str, reading: Reading, phrases: Phrases, asks: Sequence[Ask], channel: str) -> str:
    apology = phrases.match("apology", own) or ""
    effort = phrases.match("effort", own) or ""
    parts = [f"{apology}{effort}."]
    points = "" if channel == "social" else _points(own, reading, phrases)
    if channel == "social":
        parts.append(phrases.say("social", "point"))
    if points:
        parts.append(phrases.sections["restate"][0][1].format(points=points))
    told = _told(asks, phrases)
    if told:
        parts.append(phrases.sections["restate"][1][1].format(asks=told))
    return " ".join(parts)


_UNFIT = re.compile(
    r"\b(?:kidding|stupid\w*|idiots?|jokes?|robots?|shame\w*|liars?|thief|thieves|damn|hell|crap|wtf|fool|blind|ridiculous|sarcas|congratulations|do the math|smart|brilliant|lovely)\b|\?|\$\d[\d,]*\s*(?:per|today)|\b(?:your|you) (?:policy|page|website|site|terms|matrix|rules|faq|sla|help page|brochure|billing terms)\b|\b(?:says|article|clause|percent|promise[ds]?|guarantee\w*|friend|neighbou?r|colleague|lawyer|review)\b|\d ?%|[@#]|[\U0001F300-\U0001FAFF]|[<>{}\[\]]|https?:",
    _I,
)


def _points(own: str, reading: Reading, phrases: Phrases) -> str:
    """What happened, as told: one or two of the customer's own sentences, turned to "you" in English, else quoted."""
    fit = [p for p in reading.points if not _UNFIT.search(p) and 4 <= len(p.split()) <= 34]
    if phrases.language != "en":
        quote = next((p for p in fit if not _PROMISING.search(p)), "")
        return quote.strip(' .!?"“”«»„')
    told = [text for sentence in fit if (text := retelling.point(sentence))]
    if len(told) < 2:
        others = (retelling.point(s) for s in sentences(own) if happened(s) and not _UNFIT.search(s))
        told += [text for text in others if text and text not in told]
    return " and that ".join(told[:2])


_PROMISING = re.compile(
    r"\b(?:mañana|hoy|morgen|heute|demain|aujourd'hui|exijo|quiero|verlange|fordere|exige|veux|reembols\w*|erstatt\w*|rembours\w*|lösch\w*|gelöscht|compens\w*|pagar\w*|zahl\w*|pay(?:er|ez|é)\w*)\b|\d+ ?(?:€|£|EUR|USD|GBP|\$|dólares|euros?)|[£$€] ?\d",
    _I,
)


def _plain(text: str) -> str:
    """A told sentence without what would start a new thought in it: cut at colons, dashes and "but", "so", "however"."""
    return re.split(r"\s*[:;—–]\s|\s+-\s+|,?\s+\b(?:but|however|so)\b", text)[0].strip(" ,")


def _sayable(told: str) -> bool:
    """Whether an ask can be told back: short, civil, and without words that would read as our promise."""
    plain = _plain(told)
    return 2 <= len(plain.split()) <= 22 and not _UNFIT.search(told) and not _OURS.search(plain)


_OURS = re.compile(
    r"\b(?:we(?:'ll| will|'re| are)|you(?:'ll| will)|not to|don't|(?:a|the) (?:real|straight) one|someone who|calling)\b|^(?:for|us to) (?:you|it|that|this|do|be)$",
    _I,
)


def _told(asks: Sequence[Ask], phrases: Phrases) -> str:
    if phrases.language == "en":
        told = [text for ask in asks if (text := _tellable(ask))]
        if told or not asks:
            return _joined(list(dict.fromkeys(told))[:3], "and")
    # A credit asked for is often "compensation", a word that reads as an admission wherever it stands.
    kinds = [
        k for k in dict.fromkeys(kind for ask in asks for kind in ask.kinds[:2]) if k not in {"credit", "discount"}
    ]
    names = [phrases.say("kinds", kind) for kind in kinds if phrases.has("kinds", kind)][:3]
    told_kinds = _joined(names, {"en": "and", "es": "y", "de": "und", "fr": "et"}[phrases.language])
    return f"for {told_kinds}" if phrases.language == "en" and told_kinds else told_kinds


def _tellable(ask: Ask) -> str | None:
    """An English ask in words that can stand in our letter, without the day that it names."""
    if not _sayable(ask.told):
        return None
    calm = _unhurried(_plain(ask.told))
    return retelling.ask(calm) if calm else None


_HASTE = re.compile(
    r",? (?:by |before |until |from |as of )?(?:(?:today|tomorrow)(?: (?:morning|afternoon|evening|night|noon))?|tonight|now|right now|right away|immediately|at once|asap|straight away|this (?:week|morning|afternoon|evening)|next week|"
    r"(?:on |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^,;]*|within [^,;]{3,24}|in \d+ (?:hours?|days?)|quick(?:ly)?|fast)\b",
    _I,
)


def _unhurried(told: str) -> str:
    """An ask without the date it names: repeated in our letter, a date would read as one that we set."""
    text = re.sub(r"\s+", " ", _HASTE.sub("", told)).strip(" ,")
    return text if len(text.split()) > 2 else ""


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else ""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _offers(decision: Decision, phrases: Phrases) -> str:
    if not decision.plan.remedies:
        return ""
    lead = phrases.say("grant", "lead_hold" if decision.hold else "lead")
    return " ".join([lead, *offer_sentences(decision, phrases)])


def sayable(decision: Decision, phrases: Phrases) -> Decision:
    """The decision without remedies that no sentence can be made of (nothing is said of what, how much or when)."""
    told = tuple(r for r in decision.plan.remedies if r.group or promise_sentence(r, decision, phrases))
    return replace(decision, plan=decision.plan.model_copy(update={"remedies": told}))


def offer_sentences(decision: Decision, phrases: Phrases) -> tuple[str, ...]:
    """What is offered: the choice between alternatives first, then a sentence for each other remedy."""
    remedies = decision.plan.remedies
    choice = [r for r in remedies if r.group]
    lines = []
    if choice:
        either = phrases.say("grant", "choice_or")
        options = [_option(remedy, phrases) for remedy in choice]
        told = [options[0], *(f"{either} {lower_first(option)}" for option in options[1:])]
        lines.append(" ".join([phrases.say("grant", "choice"), *told]))
    for remedy in remedies:
        if remedy.group:
            continue
        line = promise_sentence(remedy, decision, phrases)
        if line and line not in lines:
            lines.append(line)
    return tuple(lines)


def _option(remedy: Remedy, phrases: Phrases) -> str:
    """One alternative of a choice, a sentence of its own: a sum beside another's deadline would be misread."""
    key = f"choice_{remedy.kind}" if phrases.has("grant", f"choice_{remedy.kind}") else "choice_change"
    what = f" {money(remedy.amount, phrases.language)}" if remedy.amount is not None else ""
    if phrases.language == "en" and remedy.kind == "credit" and what:
        what = f" of{what}"
    sentence = phrases.say("grant", key, what=what, due=due_text(remedy.due, remedy.after, phrases))
    if phrases.language != "en" and remedy.condition and remedy.condition != remedy.after:
        return f"{sentence.rstrip('.')}{phrases.say('due', 'open')}."
    return sentence


def promise_sentence(remedy: Remedy, decision: Decision, phrases: Phrases) -> str:
    """The one sentence that makes a promise."""
    term = decision.terms.get(remedy.term)
    if phrases.language == "en" and term is not None:
        own_words = _in_own_words(remedy, term)
        if own_words:
            return own_words
    due = due_text(remedy.due, remedy.after, phrases)
    if term is not None and term.every and phrases.language != "en" and remedy.due is not None:
        due = " " + phrases.say("due", "every", n=str(remedy.due.value))
    if remedy.kind == "escalation" or (decision.hold and remedy.kind == "contact" and decision.desk):
        desk = decision.desk or remedy.actor
        if decision.hold:
            return phrases.say("hold", "desk" if desk else "plain", desk=_the(desk, phrases), due=due)
        return (
            phrases.say("grant", "escalation", desk=_the(desk, phrases), due=due)
            if desk
            else phrases.say("hold", "plain", due=due)
        )
    what = _what(remedy, term, phrases)
    if remedy.kind in MONEY_KINDS and not what:
        return phrases.say("grant", "refund_plain", due=due) if remedy.kind == "refund" else ""
    sentence = phrases.say("grant", remedy.kind, what=what, due=due)
    if phrases.language != "en" and remedy.condition and remedy.condition != remedy.after:
        return f"{sentence.rstrip('.')}{phrases.say('due', 'open')}."
    return _conditional(sentence, remedy, phrases)


def _the(desk: str | None, phrases: Phrases) -> str:
    if not desk:
        return {
            "en": "the colleague who decides",
            "es": "quien decide",
            "de": "die zuständige Stelle",
            "fr": "la personne qui décide",
        }[phrases.language]
    if phrases.language == "en":
        return (
            desk if re.match(r"(?:the|a|an|our)\b", desk, _I) else (f"our {desk}" if desk[0].isupper() else f"a {desk}")
        )
    return f"{ {'es': 'nuestro equipo', 'de': 'unser Team', 'fr': 'notre service'}[phrases.language] } {re.sub(r'^(?:the|a|an|our) ', '', desk, flags=_I)}"


def _what(remedy: Remedy, term: Term | None, phrases: Phrases) -> str:
    """What is given: "the delivery fee you paid, $9.95,"; the sum alone where the clause has no short name for it."""
    sum_ = money(remedy.amount, phrases.language) if remedy.amount is not None else ""
    if sum_ and remedy.per and phrases.language == "en":
        sum_ = f"{sum_} {remedy.per}"
    if sum_ and remedy.up_to:
        sum_ = f"{ {'en': 'up to', 'es': 'hasta', 'de': 'bis zu', 'fr': 'jusqu’à'}[phrases.language] } {sum_}"
    of = term.of if term is not None else None
    if phrases.language != "en":
        named = phrases.match("things", f"{of or ''} {remedy.what}") if not sum_ else None
        return sum_ or named or ""
    if remedy.kind == "credit" and sum_:
        form = re.search(
            r"\b(store credit|account credit|service credit|travel voucher|voucher|recovery credit|goodwill credit|bill credit)\b",
            term.quote if term else "",
            _I,
        )
        return (
            f"{sum_} to your account"
            if remedy.amount and remedy.amount.currency in {"miles", "points"}
            else f"a {form[1].lower() if form else 'credit'} of {sum_}"
        )
    if of and 1 < len(of.split()) <= 8:
        thing = to_reader(of) or ""
        thing = lower_first(re.sub(r"^\d[\d.]*\s*", "", thing))
        thing = (
            thing if re.match(r"(?:the|your|all|any|that|this|each|one|a|an|their|its)\b", thing) else f"the {thing}"
        )
        if sum_ and term is not None and term.percent is not None:
            return f"{sum_} ({term.percent.normalize():f}% of {thing})"
        return f"{thing} ({sum_})" if sum_ else thing
    return sum_


def _conditional(sentence: str, remedy: Remedy, phrases: Phrases) -> str:
    """The sentence behind its condition where that is not part of the deadline already."""
    condition = remedy.condition
    if not condition or (remedy.after and condition == remedy.after) or phrases.language != "en":
        return sentence
    lead = to_reader(condition)
    if lead is None or len(lead.split()) > 18:
        return sentence
    lead = upper_first(lead)
    if not re.match(r"(?:if|once|when|where|after|as soon as|provided|for|while|on|in)\b", lead, _I):
        lead = f"Once {lower_first(lead)}"
    lead = re.sub(r"^(?:Only|But only) ", "", lead)
    return f"{upper_first(lead)}, {lower_first(sentence)}"


_MULTIPLE = re.compile(
    r"\b[A-Z]{1,2}\d+\b|\b[A-Z]{2,4}[-/][A-Z]|\bsee\b|\bsection\b|\d\.\d|\babove\b|\bbelow\b|\bas (?:in|under)\b|\|", _I
)


def _in_own_words(remedy: Remedy, term: Term) -> str | None:
    """The clause as a promise, where it is short, whole and safe to turn; money is always told by phrase."""
    if term.cells or (remedy.kind in MONEY_KINDS) or _MULTIPLE.search(term.quote):
        return None
    parts = take_apart(term.quote)
    text = to_promise(_deed_alone(parts.main) if remedy.kind in WORD_KINDS else parts.main)
    if text is None or not 4 <= len(text.split()) <= 32:
        return None
    if len(find_spans(text)) > 1 or re.search(r"\b(?:we|support|they) (?:may|can)\b|\bnot\b.*\bnot\b", text, _I):
        return None
    if remedy.due is not None and remedy.due.value is not None and not re.search(rf"\b{remedy.due.value}\b", text):
        return None
    return _conditional(f"{upper_first(text)}.", remedy, _ENGLISH)


def _deed_alone(main: str) -> str:
    """What is done first, without what may come of it: "we assess the claim within 10 days" of "... and send a part"."""
    for match in re.finditer(r",? and (?=\w+)", main):
        if {kind for _, kind in kinds_in(main[match.end() :])} & (MONEY_KINDS | GOODS_KINDS):
            return main[: match.start()]
    return main


_ENGLISH = Phrases("en", {})


def refusal_sentences(reading: Reading, decision: Decision, phrases: Phrases, asks: Sequence[Ask]) -> tuple[str, ...]:
    """What cannot be promised, each with a reason that a customer can accept."""
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
    if "precedent_claim" in signals and decision.plan.declined:
        lines.append(phrases.say("decline", "precedent"))
    if "review_threat" in signals:
        lines.append(phrases.say("decline", "review"))
    return tuple(dict.fromkeys(lines))


def _declined_lines(decision: Decision, phrases: Phrases, asks: Sequence[Ask]) -> list[str]:
    lines: list[str] = []
    told_reasons: set[str] = set()
    by_text = {ask.text: ask for ask in asks}
    offered = {remedy.kind for remedy in decision.plan.remedies}
    for declined in decision.plan.declined[:2]:
        ask = by_text.get(declined.ask)
        if ask is None:
            continue
        if phrases.language != "en":
            kinds = [phrases.say("kinds", kind) for kind in ask.kinds[:1] if phrases.has("kinds", kind)]
            lines.append(
                upper_first(phrases.say("decline", "plain", ask=_joined(kinds, "") or phrases.say("kinds", "other")))
            )
            break
        term = decision.terms.get(declined.term or "")
        if term is not None and term.id in told_reasons:
            continue
        reason = _reason(term)
        if reason is None and offered & set(ask.kinds):
            continue  # some of it is offered: "I can't promise a refund" beside a refund would be misread
        if term is not None:
            told_reasons.add(term.id)
        told = _tellable(ask)
        if told is None:
            names = [phrases.say("kinds", kind) for kind in ask.kinds[:1] if kind in _REFUSABLE]
            told = f"for {names[0]}" if names and not reason else None
            if retelling.names_sum(ask.told):
                told = "for the sum that you name"
        if told is None and reason is None:
            continue
        if told is None:
            lines.append(f"{upper_first(reason or '')}.")
            continue
        key = "reason" if reason else "plain"
        lines.append(phrases.say("decline", key, ask=_promised(told), reason=reason or ""))
    return lines


# An answer or a check is never what we cannot promise.
_REFUSABLE: frozenset[Kind] = frozenset({"refund", "replacement", "repair", "fee_waiver", "change"})


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
    if term is None or term.cells or _MULTIPLE.search(term.quote):
        return None
    if term.window is not None:
        text = to_reader(term.quote)
        return f"{lower_first(text)}, and your request came after that" if text and len(text.split()) <= 24 else None
    text = to_reader(re.sub(r"^[-–*•]\s*", "", term.quote))
    if text is None or _DANGLES.match(text) or _TO_STAFF.search(text) or text.endswith(":"):
        return None
    if not 3 <= len(text.split()) <= 30:
        return None
    if text[:1].islower() or not re.search(
        r"\b(?:not|no|never|cannot|only|final|without|isn't|aren't|don't|doesn't)\b", text, _I
    ):
        plain = len(text.split()) <= 14 and not re.search(
            r"\b(?:no|not|nothing|never|is|are|may|must|will)\b", text, _I
        )
        return f"we do not offer {lower_first(text)}" if plain else None
    return lower_first(text)


# A reason that points at a sentence nobody sees, or that speaks to the desk.
_DANGLES = re.compile(r"(?:it|they|this|that|these|those|he|she|such|until then|before that)\b", _I)
_TO_STAFF = re.compile(
    r"\bnobody\b|,? (?:and )?(?:say|tell|name|state|promise|offer|call|quote) (?:that|so|the|no|neither|nothing|it)\b",
    _I,
)


def need_sentence(decision: Decision, phrases: Phrases) -> str:
    """What the customer has to send or to say, all at once."""
    if not decision.plan.questions:
        return ""
    if phrases.language == "en":
        wants = [_readable(question) for question in decision.plan.questions]
        return phrases.say("ask", "send", what=_joined([w for w in wants if w], "and"))
    names = [phrases.match("need", question) or "" for question in decision.plan.questions]
    word = {"es": "y", "de": "und", "fr": "et"}[phrases.language]
    return phrases.say("ask", "send", what=_joined(list(dict.fromkeys(n for n in names if n)), word))


def _readable(question: str) -> str:
    text = to_reader(question) or question
    return lower_first(text.strip(" ."))
