"""English sentences moved from one voice to another: the customer's to ours, the policy's to a letter's. Pure.

A letter restates the concern in the customer's own terms ("you sat without curtains for two weeks") and gives a clause
in words for a reader ("a supervisor will call you within 2 business days"). Both are small grammars over pronouns and
verb forms; what they cannot turn safely they give back as None, and the caller falls back on a phrase.
"""

from __future__ import annotations

import re
from functools import lru_cache

_I = re.IGNORECASE
_CONTRACTIONS = {
    "im": "I'm", "ive": "I've", "id": "I'd", "ill": "I'll", "dont": "don't", "didnt": "didn't", "cant": "can't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "isnt": "isn't", "wasnt": "wasn't", "doesnt": "doesn't",
    "hasnt": "hasn't", "havent": "haven't", "wont": "won't", "arent": "aren't", "werent": "weren't", "thats": "that's",
    "i": "I", "u": "you", "ur": "your", "pls": "please", "plz": "please", "thx": "thanks", "youre": "you're",
}  # fmt: skip
_OBJECT_LEFT = re.compile(
    r"(?:\b(?:to|with|from|of|by|for|at|on|about|between|against|behind|tell|told|ask|asked|give|gave|giving|pay|paid|paying|owe|see|saw|thank|trust|contact|contacted|call|called|calling|email|emailed|phone|phoned|rang|"
    r"let|help|hold|leave|leaving|recommend|recommended|remind|reminded|wrote|write|send|sent|reach|chase|chased|chasing|believe|choose|chose|expect|expected|want|wanted|need|needed|hear|heard|made|make|makes|than|like|and)\s+)$",
    _I,
)
_FIRST = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
_SECOND = {"your": "our", "yours": "ours", "yourself": "ourselves", "yourselves": "ourselves", "you're": "we're",
           "you've": "we've", "you'd": "we'd", "you'll": "we'll"}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|[^A-Za-z]+")
_ACRONYM = re.compile(r"^[A-Z]{2,5}$")


def to_you(sentence: str) -> str:
    """The customer's sentence told back to them: I becomes you, you becomes we. Shouting is lowered, !!! dropped."""
    words = _WORD.findall(_calm(sentence))
    out: list[str] = []
    for index, written in enumerate(words):
        word, low = written, written.lower().replace("’", "'")
        if low in _CONTRACTIONS and (low not in {"id", "ill", "u"} or index == 0):
            word = _CONTRACTIONS[low]
            low = word.lower()
        if low in _FIRST:
            out.append(_FIRST[low])
        elif low == "you":
            left = "".join(words[max(0, index - 2) : index])
            following = words[index + 2].lower() if index + 2 < len(words) else ""
            objective = bool(_OBJECT_LEFT.search(left)) and following not in {
                "are",
                "were",
                "have",
                "had",
                "do",
                "did",
                "can",
                "could",
                "will",
                "would",
                "should",
                "charge",
                "charged",
                "sent",
                "told",
                "said",
                "promised",
                "gave",
                "took",
            }
            out.append("us" if objective or index + 1 >= len(words) or not following.strip() else "we")
        elif low in _SECOND:
            out.append(_SECOND[low])
        elif (
            low in {"am", "was"}
            and out
            and (_last_word(out) == "you" or (out[0].lower() == "you" and _last_word(out) == "and"))
        ):
            out.append("are" if low == "am" else "were")
        elif low in {"wasn't"} and out and _last_word(out) == "you":
            out.append("weren't")
        else:
            out.append(word)
    return "".join(out).strip()


def _last_word(parts: list[str]) -> str:
    return next((part.lower() for part in reversed(parts) if part.strip() and part[0].isalpha()), "")


def _calm(sentence: str) -> str:
    """Lower shouted words, drop repeated marks, quotes of emphasis and chatty openers."""
    text = re.sub(r"\s+", " ", sentence).strip().rstrip(" .!?…;:,-–")
    shouting = sum(1 for w in re.findall(r"\b[A-Za-z]{4,}\b", text) if w.isupper()) >= 4
    text = re.sub(
        r"\b[A-Z]{3,}\b",
        lambda m: (
            m.group() if _ACRONYM.match(m.group()) and not shouting and m.group() not in _SHOUTED else m.group().lower()
        ),
        text,
    )
    text = re.sub(r"[!?]{1,}(?=\s|$)", ",", text)
    text = re.sub(r"\(\s*\)", "", text)
    return re.sub(
        r"^(?:(?:so|well|ok|okay|and|but|anyway|basically|look|listen|sorry|hi|hello|hey|aloha|fine|yes|no|now|also|honestly|seriously|oh)\b[\s,.!-]*)+",
        "",
        text,
        flags=_I,
    )


_SHOUTED = {
    "NOT",
    "NEVER",
    "VERY",
    "AGAIN",
    "STILL",
    "THIRD",
    "TWICE",
    "ALL",
    "NOW",
    "TODAY",
    "DAYS",
    "THE",
    "AND",
    "YOU",
    "YOUR",
    "HAVE",
    "WHOLE",
    "HOME",
    "SAME",
    "FIVE",
    "TWO",
    "ONE",
    "HOUR",
    "WANT",
    "BACK",
    "NO",
    "ADD",
    "OUR",
    "OLD",
    "ANY",
    "WAS",
    "IS",
    "ARE",
    "GOT",
    "FREE",
    "FULL",
    "EVERY",
}


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is a name, "I" or an acronym."""
    first = re.match(r"[^\W\d_]+", text)
    if not first or first.group() == "I" or (len(first.group()) > 1 and first.group().isupper()):
        return text
    return text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


_CUSTOMER_NOUN = r"(?:the|an?|each|every|any) (?:customers?|members?|guests?|passengers?|travell?ers?|subscribers?|users?|account (?:holder|owner)s?|policy ?holders?|tenants?|clients?|buyers?|cardholders?|patients?|households?|owners?|students?|parents?|pupils?|residents?|riders?|visitors?|drivers?|borrowers?|claimants?|renters?|hirers?|shoppers?|learners?|applicants?|senders?)(?!(?-i: [A-Z]))"  # "the Guest Desk" is a name
_STAFF_NOUN = re.compile(r"\b(?:the |a |our )?(?:representatives?|agents?|advis[eo]rs?|support|staff)\b", _I)


@lru_cache(maxsize=4096)
def to_reader(clause: str) -> str | None:
    """A policy clause in words for the customer: "the customer" becomes "you". None where it speaks to staff."""
    text = re.sub(r"\s+", " ", clause).strip().rstrip(".;")
    text = re.sub(
        r"^(?:the )?only promise is that ", "", text, flags=_I
    )  # said to staff; what follows is for the customer
    if re.match(
        r"^(?:do not|don't|never|say|give|ask|tell|use|quote|offer|apologi[sz]e|describe|name|pass|log|record|promise|invite|send the)\b",
        text,
        _I,
    ):
        return None
    text = re.sub(rf"\b{_CUSTOMER_NOUN}'s?(?=\s)", "your", text, flags=_I)
    text = re.sub(
        rf"\b{_CUSTOMER_NOUN} (is|was|has|does|chooses|wants|gets|receives|pays|asks|needs|hears|keeps|takes|gives|reports|claims|confirms|sends|returns|agrees|signs|orders|cancels|collects|provides|tells|makes|holds|rents|lives|books|buys|shows|brings|hands|leaves|moves|calls|writes|names|accepts|declines|complains|uses|uploads|answers|chose|sent|told|may|must|can|cannot|paid|had|who)\b",
        _you_verb,
        text,
        flags=_I,
    )
    # "We do not name a driver": one of ours, where it is not said of somebody known
    text = re.sub(rf"\b(?!an? drivers?\b){_CUSTOMER_NOUN}\b", "you", text, flags=_I)
    text = re.sub(r"\bcustomers(?:'|’)(?=\s)", "your", text, flags=_I)
    text = re.sub(
        r"\b(?:customers|members|guests|passengers|subscribers|users)\b(?= (?:may|must|can|are|have|who|get|receive|pay))",
        "you",
        text,
        flags=_I,
    )
    text = _YOU_AND.sub(lambda match: match[1] + _PLAIN[match[2].lower()], text)
    if _STAFF_NOUN.search(text):
        return None
    return upper_first(text)


_PLAIN = {"is": "are", "was": "were", "has": "have", "does": "do"}
# "If the member asks within 14 days and has used nothing": the second verb is the member's as well.
_YOU_AND = re.compile(r"\b(you [^,.;]{3,60}? and )(is|was|has|does)\b", _I)


def _you_verb(match: re.Match[str]) -> str:
    verb = match.group(1).lower()
    plain = _PLAIN.get(verb)
    if plain is None:
        plain = base_form(verb) if verb.endswith("s") and verb not in {"was", "has"} else verb
    return f"you {plain}"


_IRREGULAR = {"is": "be", "has": "have", "was": "be"}


def base_form(verb: str) -> str:
    """The base form of a third-person verb: "calls" to "call", "replies" to "reply", "reaches" to "reach"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|o)es$", verb):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


_BE = re.compile(
    # "a part that is damaged" says which
    r"(?<!\w that )(?<!\w who )(?<!\w which )\b(is|are) (?!not\b)(?=(?:then |also |always |normally |automatically |only )?(?:re)?(?:\w+(?:ed|en|t|d|wn|de|id)|done)\b)",
    _I,
)
_WE_VERB = re.compile(
    r"(?<!that )(?<!which )(?<!whom )\b(we) (?!will|cannot|can|may|do not|don't|are|have|must|shall)(\w+)\b", _I
)
_THEY_VERB = re.compile(
    r"^((?:[Aa]n? |[Tt]he |[Oo]ur |[Yy]our )?[\w'& -]{3,60}?|[Ii]t|[Yy]ou) "
    r"(calls|contacts|answers|decides|replies|rules|writes|confirms|verifies|reviews|assesses|checks|takes|sends|visits|telephones|phones|rings|responds|offers|pays|appears|finds|"
    r"gives|gets|get|needs|examines|inspects|looks|processes|releases|informs|updates|closes|goes|comes|chooses|choose|receives|receive|hears|hear|credits|refunds|repairs|replaces|collects|delivers|arranges|rebooks|"
    r"investigates|settles|telephone|makes) "
)


# "To an address we serve": says which, and promises nothing.
_ONE_WE = re.compile(r"\b(?:an?|any|every) (?!(?:day|week|month|hour|year)\b)[a-z]+ we [a-z]+$", _I)


def _says_which(text: str, verb: re.Match[str]) -> bool:
    return (
        _ONE_WE.search(text, 0, verb.end()) is not None
        and re.match(r" ?(?:[,.;]|or\b|$)", text[verb.end() :]) is not None
    )


def to_promise(clause: str) -> str | None:
    """A policy clause as a promise in a letter: "A supervisor calls the customer within 2 business days" becomes
    "A supervisor will call you within 2 business days". None where the clause cannot be turned safely."""
    text = to_reader(clause)
    if text is None:
        return None
    turned, changed = _WHICH_IS.sub(r"\1 \2 ", text), False
    we = next((found for found in _WE_VERB.finditer(turned) if not _says_which(turned, found)), None)
    be = _BE.search(turned)
    they = _THEY_VERB.match(turned)
    if we:
        turned = turned[: we.start(2)] + "will " + base_form(we[2]) + turned[we.end(2) :]
        changed = True
    elif be:
        turned = _BE.sub("will be ", turned, count=2)
        changed = True
    elif they:
        subject, verb = they[1], they[2]
        if subject.lower() == "you" and verb.lower() in {"choose", "chooses"}:
            return turned
        rest = re.sub(r"^((?:or|and) )([a-z]+s)\b", lambda m: m[1] + base_form(m[2]), turned[they.end() :])
        turned = f"{subject} will {base_form(verb)} {rest}"
        changed = True
    if not changed and _POSSIBLE.search(turned):
        return f"{turned}, and we will arrange that if you wish"
    return turned if changed else None


# "The reading, which is done within 3 days" of a longer sentence
_WHICH_IS = re.compile(r"^((?:the|an?|our) [^,]{3,60}), which (is|are|takes|follows) ", _I)
_POSSIBLE = re.compile(r"\b(?:can|may) (?:always |also |still |then )?be (?!refunded|credited|paid)\w+ed\b", _I)
