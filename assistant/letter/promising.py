"""The sentences that promise: the clause itself turned to the reader where that is safe, a phrase otherwise."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.case import Remedy
from assistant.letter.wording import due_text, money
from assistant.limits import only_where
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.remedies import alternative, brings
from assistant.voice import base_form, lower_first, to_promise, to_reader, upper_first
from knowledge.terms import Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.measures import find_spans
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
POINTS_ELSEWHERE = re.compile(
    r"\b[A-Z]{1,2}\d+\b|\b[A-Z]{2,4}[-/][A-Z]|\bsee\b|\bsection\b|\d\.\d|\babove\b|\bbelow\b|\bas (?:in|under)\b|\|", _I
)

# The number under which a clause stands: "(2b) ", "1 In", "m/5 ", "§ 3 ", a dash.
NUMBERING = re.compile(
    r"^(?:(?:[-–*•]|\(?\d{1,2}[a-z]?[.)]|\(?[a-z]\)|\(\d{1,2}[a-z]?\)|§ ?\d+\w*|\d{1,2}(?= [A-Z])|[A-Za-z]{1,4}[/-]\d{1,3})\s*)+(?=\w)"
)

_ENGLISH = Phrases("en", {})
_POINTS_BACK = re.compile(
    r"(?:that|this|such|the same|these|those) (?:part|sum|amount|share|money|charge|fee|payment)s?$", _I
)


def offers(decision: Decision, phrases: Phrases) -> str:
    """What is offered, behind the words that lead to it; "" where nothing is."""
    if not decision.plan.remedies:
        return ""
    lead = phrases.say("grant", "lead_hold" if decision.hold else "lead")
    return " ".join([lead, *offer_sentences(decision, phrases)])


def sayable(decision: Decision, phrases: Phrases) -> Decision:
    """The decision without remedies that no sentence can be made of (nothing is said of what, how much or when); with the next contact
    where none is left."""
    told = tuple(r for r in decision.plan.remedies if r.group or promise_sentence(r, decision, phrases))
    told = told or decision.otherwise  # nobody is left without a word of what comes next
    return replace(decision, plan=decision.plan.model_copy(update={"remedies": told}))


def offer_sentences(decision: Decision, phrases: Phrases) -> tuple[str, ...]:
    """What is offered: the choice between alternatives first, then a sentence for each other remedy."""
    remedies = decision.plan.remedies
    choice = [r for r in remedies if r.group]
    lines = []
    if choice:
        either = phrases.say("grant", "choice_or")
        options = [_option(remedy, decision.term_of(remedy), phrases) for remedy in choice]
        first = _conditional(options[0], choice[0], phrases)
        told = [first, *(f"{either} {lower_first(option)}" for option in options[1:])]
        lines.append(" ".join([phrases.say("grant", "choice"), *told]))
    for remedy in remedies:
        if remedy.group:
            continue
        line = promise_sentence(remedy, decision, phrases)
        if line and line not in lines:
            lines.append(line)
    return tuple(lines)


_DISCOUNT_OF = {"en": "a discount of", "es": "un descuento de", "fr": "une réduction de", "de": "einen Nachlass von"}
_CREDIT_OF = {"en": " of", "es": " de", "fr": " de", "de": ""}


def _option(remedy: Remedy, term: Term | None, phrases: Phrases) -> str:
    """One alternative of a choice, a sentence of its own: a sum beside another's deadline would be misread."""
    if phrases.language == "en" and term is not None and remedy.kind not in MONEY_KINDS and (way := _way(remedy, term)):
        return f"We can offer you {way}{due_text(remedy.due, remedy.after, phrases)}."
    key = f"choice_{remedy.kind}" if phrases.has("grant", f"choice_{remedy.kind}") else "choice_change"
    what = f" {money(remedy.amount, phrases.language)}" if remedy.amount is not None else ""
    if remedy.kind == "credit" and what:
        what = f"{_CREDIT_OF[phrases.language]}{what}"
    sentence = phrases.say("grant", key, what=what, due=due_text(remedy.due, remedy.after, phrases))
    return _still_open(sentence, remedy, phrases)


_PLAINLY_NAMED = re.compile(
    r"\b(?:replacements?|repairs?|deliver(?:y|ies))\b", _I
)  # the phrase for it says that already


def _way(remedy: Remedy, term: Term) -> str | None:
    """One of the things to choose between in the clause's own words ("the next tour with free places, at no extra cost")."""
    words = alternative(term, remedy.kind)
    told = to_reader(re.sub(r"^ *(?:between|from|of) ", "", words).strip(" .,")) if words else None
    if (
        told is None
        or _PLAINLY_NAMED.search(told)
        or len(told.split()) > 14
        or find_spans(told)
        or not re.match(r"(?:an?|the|another) ", told, _I)
    ):
        return None
    return lower_first(told)


def _still_open(sentence: str, remedy: Remedy, phrases: Phrases) -> str:
    """A sentence in another language than English behind what is still open, unless its time runs from that very decision."""
    if phrases.language == "en" or not remedy.condition or remedy.condition == remedy.after:
        return sentence
    return f"{sentence.rstrip('.')}{phrases.say('due', 'open')}."


def promise_sentence(remedy: Remedy, decision: Decision, phrases: Phrases) -> str:
    """The one sentence that makes a promise."""
    term = decision.term_of(remedy)
    if phrases.language == "en" and term is not None:
        own_words = _in_own_words(remedy, term)
        if own_words:
            return own_words
    bare = remedy.kind == "other" or (
        phrases.language == "en" and remedy.kind in {"delivery", "fix"} and not remedy.condition
    )
    if bare and remedy.due is None:
        return ""  # "we will take care of this" says neither what is done nor when
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
        if remedy.kind != "refund":
            return ""
        sentence = phrases.say("grant", "refund_plain", due=due)
    elif remedy.kind == "delivery" and term is not None and brings(term) == "visit":
        sentence = phrases.say("grant", "visit", due=due)
    else:
        sentence = phrases.say("grant", remedy.kind, what=what, due=due)
    return _conditional(_still_open(sentence, remedy, phrases), remedy, phrases)


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
            lower_first(desk)
            if re.match(r"(?:the|a|an|our)\b", desk, _I)
            else (f"our {desk}" if desk[0].isupper() else f"a {desk}")
        )
    return f"{ {'es': 'nuestro equipo', 'de': 'unser Team', 'fr': 'notre service'}[phrases.language] } {re.sub(r'^(?:the|a|an|our) ', '', desk, flags=_I)}"


def _what(remedy: Remedy, term: Term | None, phrases: Phrases) -> str:
    """What is given: "the delivery fee you paid, $9.95,"; the sum alone where the clause has no short name for it."""
    sum_ = money(remedy.amount, phrases.language) if remedy.amount is not None else ""
    if sum_ and remedy.per and phrases.language == "en":
        sum_ = f"{sum_} {remedy.per}"
    if sum_ and remedy.up_to:
        sum_ = f"{ {'en': 'up to', 'es': 'hasta', 'de': 'bis zu', 'fr': 'jusqu’à'}[phrases.language] } {sum_}"
    if remedy.kind == "discount" and sum_:
        sum_ = f"{_DISCOUNT_OF[phrases.language]} {sum_}"  # "we give you £129" would be money
    of = term.of if term is not None else None
    if phrases.language == "en" and remedy.kind == "delivery" and not sum_:
        return (_sent(term.quote) if term is not None else None) or "it to you"
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
            else f"{'an' if form and form[1][0] in 'Aa' else 'a'} {form[1].lower() if form else 'credit'} of {sum_}"
        )
    if of and 1 < len(of.split()) <= 8 and not _POINTS_BACK.match(of):
        thing = to_reader(of) or ""
        thing = lower_first(NUMBERING.sub("", re.sub(r"^[\d.\s–*•-]+", "", thing)))
        thing = (
            thing
            if re.match(r"(?:the|your|all|any|that|this|each|one|a|an|their|its|what|whatever|half)\b", thing)
            else f"the {thing}"
        )
        if sum_ and term is not None and term.percent is not None:
            # With what comes off or is added to it, the share alone says too little: the sum says it all.
            return sum_ if "; " in remedy.what else f"{sum_} ({term.percent.normalize():f}% of {thing})"
        return f"{thing} ({sum_})" if sum_ else thing
    return sum_


_ENDS = r"(?= (?:for|to|with|from|within|by|on|in|of|if|when|free|at|without|as|while|until)\b|[.,;]|$)"
_SENT = re.compile(
    r"\b(?P<what>(?:the|an?)(?: (?!the\b|an?\b)[a-z'’-]+){1,3}?) (?:is|are) (?:then |always |also )?(?:sent|delivered|dispatched|posted|shipped|brought|e-?mailed|lent|issued)\b|"
    rf"\b(?:we|the \w+(?: \w+)?) (?:then |also )?(?:lends?|issues?|sends?|posts?|dispatch(?:es)?|ships?|brings?|hands? out|provides?) (?P<ours>(?:the|an?)(?: [a-z'’-]+){{1,4}}?){_ENDS}|"
    rf"\b{CUSTOMER}(?: [^,.;]{{0,40}})? (?:have|has|gets?|receives?|borrows?) (?P<theirs>an? (?:loan|spare|second|new|free)(?: [a-z'’-]+){{1,2}}?){_ENDS}",
    _I,
)


def _sent(clause: str) -> str | None:
    """The thing that a clause sends or lends, as a letter names it ("the heaters", "a loan aid"); None where it names none plainly."""
    found = _SENT.search(clause)
    thing = next(filter(None, found.groups()), None) if found is not None else None
    told = to_reader(thing.strip()) if thing is not None else None
    return lower_first(told) if told is not None and not find_spans(told) else None


def _conditional(sentence: str, remedy: Remedy, phrases: Phrases) -> str:
    """The sentence behind its condition where that is not part of the deadline already."""
    condition = remedy.condition
    if not condition or (remedy.after and condition == remedy.after) or phrases.language != "en":
        return sentence
    if sentence.lower().startswith(condition.lower()):
        return sentence  # "A bag lost by us will be replaced" names its case itself
    lead = to_reader(condition)
    if lead is None or len(lead.split()) > 18:
        return sentence
    lead = _FOR_YOU_WHO.sub(lambda m: f"if you {_said_of_you(m['verb'])}", only_where(lead).removeprefix("only "))
    return f"{upper_first(lead)}, {lower_first(sentence)}"


def _in_own_words(remedy: Remedy, term: Term) -> str | None:
    """The clause as a promise, where it is short, whole and safe to turn; money is always told by phrase."""
    if term.cells or (remedy.kind in MONEY_KINDS) or POINTS_ELSEWHERE.search(term.quote):
        return None
    parts = take_apart(NUMBERING.sub("", term.quote))
    if _PRONOUN.match(parts.main) or _DECIDES_IT.search(parts.main):
        return None  # who or what "it" is stands in the sentence before the clause
    text = to_promise(_deed_alone(parts.main) if remedy.kind in WORD_KINDS else parts.main)
    text = _smooth(text) if text else None
    if text is None or not 4 <= len(text.split()) <= 32:
        return None
    if len(find_spans(text)) > 1 or re.search(r"\b(?:we|support|they) (?:may|can)\b|\bnot\b.*\bnot\b", text, _I):
        return None
    if remedy.due is not None and remedy.due.value is not None and not re.search(rf"\b{remedy.due.value}\b", text):
        return None
    return _conditional(f"{upper_first(text)}.", remedy, _ENGLISH)


_DECIDES_IT = re.compile(r"\b(?:decides?|rules? on) (?:it|this|that|these|them)\b", _I)
_PRONOUN = re.compile(r"(?:it|they|he|she|this|these|that) (?!is (?:a|an|the|our|your)\b)", _I)


# "For you who is without power", of "for a customer who is ..."
_FOR_YOU_WHO = re.compile(r"^for you who (?P<verb>[a-z]+s)\b", _I)
_OF_YOU = {"is": "are", "was": "were"}


def _said_of_you(verb: str) -> str:
    """A verb of a third person, as it is said of "you"."""
    return _OF_YOU.get(verb) or base_form(verb)


def _smooth(text: str) -> str | None:
    """A turned clause without what turning leaves: "you who asks for a copy will be sent it", "while a case will be open".
    None where a verb stands in the wrong person."""
    text = re.sub(
        r"^you who (?P<verb>\w+s)\b(?P<rest>[^,]*?),? (?=will\b|are\b|get\b|receive\b|may\b)",
        lambda m: f"if you {_said_of_you(m['verb'])}{m['rest']}, you ",
        text,
        flags=_I,
    )
    text = re.sub(
        r"\b(as long as|while|until|if|when|once|after|before)( (?:\w+ ){1,4}?)will be\b", r"\1\2is", text, flags=_I
    )
    text = re.sub(r"\b(after|once|until|before|when|if)( (?:we|you|they)) will (?=\w+)", r"\1\2 ", text, flags=_I)
    text = re.sub(r"(?<=\bis open)(?=,? you hear\b),?", ",", text)
    if re.search(
        r"\byou who\b|\byou of an? \w+|\byou\b[^.;]*?\band (?:sends|returns|shows|pays|gives|reports|tells|keeps|asks|brings|writes)\b",
        text,
        _I,
    ):
        return None
    return text


def _deed_alone(main: str) -> str:
    """What is done first, without what may come of it: "we assess the claim within 10 days" of "... and send a part"."""
    for match in re.finditer(r",? and (?=\w+)", main):
        if {kind for _, kind in kinds_in(main[match.end() :])} & (MONEY_KINDS | GOODS_KINDS):
            return main[: match.start()]
    return main
