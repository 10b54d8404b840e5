"""What the customer has to send or to say."""

from __future__ import annotations

import re

from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.voice import lower_first, to_reader

# What is said rather than sent.
_TOLD = re.compile(
    r"(?:whether|when|where|how|which|who|your (?:tele)?phone number|the (?:day|date|time|hour|place|gate|serial number|number|telephone number)\b)",
    re.IGNORECASE,
)


def need_sentence(decision: Decision, phrases: Phrases) -> str:
    """What the customer has to send or to say, all at once."""
    if not decision.plan.questions:
        return ""
    if phrases.language == "en":
        wants = [want for question in decision.plan.questions if (want := _readable(question))]
        if not wants:
            return ""
        told = all(_TOLD.match(want) for want in wants)
        return phrases.say("ask", "tell" if told else "send", what=joined(wants, "and"))
    names = [phrases.match("need", question) or "" for question in decision.plan.questions]
    word = {"es": "y", "de": "und", "fr": "et"}[phrases.language]
    return phrases.say("ask", "send", what=joined(list(dict.fromkeys(n for n in names if n)), word))


# What a clause goes on to say of the thing it names: why, when it is not needed, that it has to arrive.
_GOES_ON = re.compile(
    r",? (?:since|unless|because|although|so that)\b.*$|,? (?:that|which) (?:has |have )?(?:reach(?:es|ed)?|arrives?|arrived) .*$|"
    r",? or [^,]*\bthat (?:[\w-]+ )*(?:days|weeks|months)$|, its \w+$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"(?P<who>(?:the|your|an?) [\w ]{3,30}?) signs (?P<what>an? .+)$", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"\b(?:has|have|is|are|was|were|does|do|had)\b", re.IGNORECASE)
_SIDE = re.compile(r"\b(?:that|which|where|whether|how|when|who|whom|whose|what|if|while)\b.*$|\(.*$", re.IGNORECASE)


def _readable(question: str) -> str:
    """What is asked for as it follows "Please send us"; "" for what is no thing but a sentence of its own."""
    text = _GOES_ON.sub("", (to_reader(question) or question).strip(" ."))
    if signs := _SIGNS.match(text):
        text = f"{signs['what']}, signed by {lower_first(signs['who'])}"
    return "" if _SAYS_SOMETHING.search(_SIDE.sub("", text)) else lower_first(text)
