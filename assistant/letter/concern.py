"""The apology, and the customer's concern told back: what happened, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import retelling
from assistant.asks import Ask
from assistant.case import Reading
from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.triage import happened, sentences
from assistant.voice import to_you, upper_first

_I = re.IGNORECASE
_UNFIT = re.compile(
    r"\b(?:kidding|stupid\w*|idiots?|jokes?|robots?|shame\w*|liars?|thief|thieves|damn|hell|crap|wtf|fool|blind|ridiculous|sarcas|congratulations|do the math|smart|brilliant|lovely)\b|\?|\$\d[\d,]*\s*(?:per|today)|\b(?:your|you) (?:policy|page|website|site|terms|matrix|rules|faq|sla|help page|brochure|billing terms)\b|\b(?:says|article|clause|percent|promise[ds]?|guarantee\w*|friend|neighbou?r|colleague|lawyer|review)\b|\d ?%|[@#]|[\U0001F300-\U0001FAFF]|[<>{}\[\]]|https?:",
    _I,
)

_PROMISING = re.compile(
    r"\b(?:mañana|hoy|morgen|heute|demain|aujourd'hui|exijo|quiero|verlange|fordere|exige|veux|reembols\w*|erstatt\w*|rembours\w*|lösch\w*|gelöscht|compens\w*|pagar\w*|zahl\w*|pay(?:er|ez|é)\w*)\b|\d+ ?(?:€|£|EUR|USD|GBP|\$|dólares|euros?)|[£$€] ?\d",
    _I,
)

_OURS = re.compile(
    r"\b(?:we(?:'ll| will|'re| are)|you(?:'ll| will)|not to|don't|(?:a|the) (?:real|straight) one|someone who|calling)\b|^(?:for|us to) (?:you|it|that|this|do|be)$",
    _I,
)

_HASTE = re.compile(
    r",? (?:by |before |until |from |as of )?(?:(?:today|tomorrow)(?: (?:morning|afternoon|evening|night|noon))?|tonight|now|right now|right away|immediately|at once|asap|straight away|this (?:week|morning|afternoon|evening)|next week|"
    r"(?:on |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^,;]*|"
    r"within (?:[^\s,;]+ ){0,4}?(?:minutes?|hours?|days?|weeks?|months?|time|limits?|period|deadline)(?: (?:of|from|after) (?:(?:the|your|my|our|this|that) )?\w+)?|"
    r"in \d+ (?:hours?|days?)|quick(?:ly)?|fast)\b",
    _I,
)


def opening(own: str, reading: Reading, phrases: Phrases, asks: Sequence[Ask], channel: str) -> str:
    """The first paragraph: the apology, what happened, what is asked."""
    apology = _apology(own, reading, phrases)
    effort = phrases.match("effort", own) or ""
    parts = [f"{apology}{effort}."]
    points = "" if channel == "social" else _points(own, reading, phrases)
    if channel == "social":
        parts.append(phrases.say("social", "point"))
    if points:
        parts.append(phrases.sections["restate"][0][1].format(points=points))
    elif channel not in {"social", "phone_notes"} and phrases.language == "en" and (quote := _quote(own, asks)):
        parts.append(phrases.say("restate", "2", points=quote))
    told = _told(asks, phrases)
    if told:
        parts.append(phrases.sections["restate"][1][1].format(asks=told))
    return " ".join(parts)


def _apology(own: str, reading: Reading, phrases: Phrases) -> str:
    """The apology for what happened: by the sentences that tell it and by what was read ("@safety", "@second_failure"); a word
    somewhere else in the message ("the case I lost") is no reason for another."""
    read = " ".join(f"@{name}" for name in (reading.severity, *reading.signals))
    plain = phrases.match("apology", "")
    for told in (" ".join(reading.points[:2]), " ".join(sentences(own)[:_FIRST_SENTENCES])):
        found = phrases.match("apology", f"{told} {read}")
        if found and found != plain:
            return found
    return plain or ""


def _points(own: str, reading: Reading, phrases: Phrases) -> str:
    """What happened, as told: one or two of the customer's own sentences, turned to "you" in English, else quoted."""
    fit = [p for p in reading.points if not _UNFIT.search(p) and 4 <= len(p.split()) <= 34]
    if phrases.language != "en":
        quotes = sorted((p for p in fit if not _PROMISING.search(p)), key=lambda p: -_grievance(p))
        return quotes[0].strip(' .!?"“”«»„') if quotes and _grievance(quotes[0]) > 0 else ""
    spoken = sentences(own)
    candidates = [*fit, *(s for s in spoken if happened(s) and not _UNFIT.search(s) and s not in fit)]
    told = [
        (_grievance(text) - _LATER * spoken.index(sentence) if sentence in spoken else _grievance(text), text)
        for sentence in candidates
        if (text := retelling.point(sentence))
    ]
    best = sorted({text: weight for weight, text in told if weight > 0}.items(), key=lambda pair: -pair[1])
    if not best:
        return ""
    chosen = [text for text, weight in best[:2] if weight >= _SECOND or text == best[0][0]]
    order = [text for _, text in told]
    return " and that ".join(sorted(chosen, key=order.index))


def _quote(own: str, asks: Sequence[Ask]) -> str:
    """The sentence that tells most of what went wrong, in the customer's own words, where none can be turned to "you"; "" where
    none is fit to stand in a letter."""
    asked = {ask.sentence for ask in asks}
    fit = [
        (_grievance(to_you(sentence)) - _LATER * index, sentence)
        for index, sentence in enumerate(sentences(own))
        if sentence not in asked
        and happened(sentence)
        and _LEAST_QUOTED <= len(sentence.split()) <= _MOST_QUOTED
        and not _NOT_ALONE.match(sentence)
        and not (_UNFIT.search(sentence) or _PROMISING.search(sentence) or _HASTE.search(sentence))
        and not re.search(
            r"[\"“”„«»()]|!\?|\bwe(?:['’]| (?:will|can|are))|\b(?:must|should|have to|ought|faults?|blam\w*|liab\w*|neglig\w*|guilt\w*|admit\w*|accus\w*|stole\w*|theft|lie[ds]?|drunk|whoever|hoping|hope)\b",
            sentence,
            _I,
        )
    ]
    weight, best = max(fit, default=(0.0, ""))
    if weight < _QUOTED_FROM:
        return ""
    loud = sum(word.isupper() for word in re.findall(r"[^\W\d_]{3,}", best)) > _LOUD
    calm = re.sub(r"[!?.\s]+$", "", best.lower() if loud else best)
    return upper_first(re.sub(r"^(?:so|well|and|but|right|ok|now)\b[ ,]+", "", calm, flags=_I))


# What points back to a sentence that is not quoted, and what stands under a number of its own.
_NOT_ALONE = re.compile(
    r"(?:he|she|they|it|that|this|these|those|which|who|her|his|their|for|with|of|to|and|but|or|because|so|as|than|\d+[.)])\b|\W*\d+[.)]\s",
    _I,
)
_LEAST_QUOTED, _MOST_QUOTED = 4, 26
_QUOTED_FROM = 1.0
_LOUD = 3
# What went wrong, against what only surrounds it: a letter that tells back the weather reads as if nobody had listened.
_FAILED = re.compile(
    r"\b(?:never|not|no|nobody|none|nothing|without|still|again|late|wrong|broke\w*|crack\w*|splitting|dead|died|stopped|fail\w*|closed|shut|lost|missing|damag\w*|refus\w*|cancell?ed|charged|billed|taken|took|kept|deducted|wait\w*|smashed|shattered|pieces|leak\w*|torn|dirty|cold|ripped|empty|twice|overcharged|declined|rejected|delay\w*|down|froze\w*|locked|blocked|stuck|faulty|out of order|scratch\w*|unusable|noise|noisy|stolen|bent|hurt|burn\w*|fell|"
    r"nunca|nadie|cobr\w+|rot[oa]|falt\w+|tarde|cancel\w+|cerrad\w+|retras\w+|perd\w+|robad\w+|funciona\w*|"
    r"nicht|kein\w*|nie|niemand|kaputt|defekt|abgebucht|berechnet|ausgefallen|gestrichen|fehl\w+|verspät\w*|storniert|gerissen|verloren|falsch\w*|"
    r"pas|jamais|personne|aucun\w*|retard|annul\w+|cass\w+|ferm\w+|manqu\w+|perdu\w*|prélev\w+|factur\w+)\b|n['’]t\b",
    _I,
)
_DEALT = re.compile(
    r"\b(?:arrived|came|come|delivered|ordered|booked|bought|paid|signed|sent|returned|reported|rang|called|wrote|emailed|told|promised|said|confirmed|due|handed|llegó|compré|pagué|reserv\w+|bestellt|gekauft|bezahlt|gebucht|kam|angekommen|gemeldet|arrivé\w*|commandé\w*|acheté\w*|payé\w*|réserv\w+|signalé\w*)\b",
    _I,
)
_BESIDE = re.compile(
    r"^you(?:['’]d| would) |^you(?:['’]re| are) (?:an? |not |so |only |very )|^you(?:['’]ve| have) (?:got|been an?|had enough|seen|sat|read)|^you (?:also |only |just |really |now )*(?:reckon|should|would|could|might|guess|suppose|assume|found out|know|wish|thought|think|do|like|love|run|work|live|admin|got|counted|rely|refer|take it)\b|"
    r"^your (?:brother|sister|mother|father|friend|neighbou?r|cousin|colleague|mate|boss|lawyer|flatmate|uncle|aunt|family|kids|children)\b|^it (?:was|is) \d|^there (?:was|were) two|^(?:everyone|people|two|half) |^(?:the )?(?:man|woman|lady|girl|lad|guy)\b|\b(?:goes? up|is cut|reading along|in the rain)\b|"
    r"\b(?:si hace falta|wenn nötig|s['’]il le faut|pour ça)\b|^(?:das|dies|es ist|so|eso|esto|me parece|c['’](?:est|était)|ça|cela)\b|"
    r"\b(?:drohung|anwält\w*|anwalt\w*|schwager|schwägerin|nachbar\w*|freund\w*|kolleg\w*|bewertung\w*|avocat\w*|beau-frère|belle-sœur|voisine?s?|amie?s?|collègue\w*|cuñad[oa]|vecin[oa]s?|amig[oa]s?|compañer[oa]s?|abogad[oa]s?|respeto|vergüenza|honte|scandale|frechheit|unverschämt\w*)\b",
    _I,
)
_LATER = 0.2
_SECOND = 1.8
_FIRST_SENTENCES = 4


def _grievance(sentence: str) -> float:
    """How much a sentence tells of what went wrong, from about -3 to 4; above 0 it may be told back."""
    return (
        1.5 * min(2, len(_FAILED.findall(sentence)))
        + 0.8 * bool(_DEALT.search(sentence))
        + 0.4 * bool(re.search(r"\d", sentence))
        - 3.0 * bool(_BESIDE.search(sentence))
    )


def _plain(text: str) -> str:
    """A told sentence without what would start a new thought in it: cut at colons, dashes and "but", "so", "however"."""
    return re.split(r"\s*[:;—–]\s|\s+-\s+|,?\s+\b(?:but|however|so)\b", text)[0].strip(" ,")


def _sayable(told: str) -> bool:
    """Whether an ask can be told back: short, civil, and without words that would read as our promise."""
    plain = _plain(told)
    return 2 <= len(plain.split()) <= 22 and not _UNFIT.search(told) and not _OURS.search(plain)


def _told(asks: Sequence[Ask], phrases: Phrases) -> str:
    if phrases.language == "en":
        told = [text for ask in asks if (text := tellable(ask))]
        if told or not asks:
            once = list(dict.fromkeys(told))[:3]
            return joined([*once[:1], *(_after(once[0], each) for each in once[1:])], "and")
    # A credit asked for is often "compensation", a word that reads as an admission wherever it stands.
    kinds = [
        k for k in dict.fromkeys(kind for ask in asks for kind in ask.kinds[:2]) if k not in {"credit", "discount"}
    ]
    names = [phrases.say("kinds", kind) for kind in kinds if phrases.has("kinds", kind)][:3]
    if not names and any(ask.money for ask in asks):
        names = [phrases.say("kinds", "payment")]
    told_kinds = joined(names, {"en": "and", "es": "y", "de": "und", "fr": "et"}[phrases.language])
    return f"for {told_kinds}" if phrases.language == "en" and told_kinds else told_kinds


def _after(first: str, told: str) -> str:
    """A later ask as it stands behind the first: "us to call you and to send it", "for a refund and that we call you"."""
    if not told.startswith("us to "):
        return told
    deed = told.removeprefix("us to ")
    return f"to {deed}" if first.startswith("us to ") else f"that we {deed}"


# No thing and no deed, but a sentence cut in half: "the large one would be nice", "the money and what time".
_SAYS = re.compile(r"\b(?:must|would|should|shall)\b", _I)
_HALF = re.compile(r" (?:and (?:what|when|which|how)(?: \w+)?|to tell|incl|inc|etc)$", _I)
_CLAUSE = re.compile(r"\b(?:that|whether|if|who|what|which|how|when|why|where)\b .*$", _I)


def tellable(ask: Ask) -> str | None:
    """An English ask in words that can stand in our letter, without the day that it names."""
    if not _sayable(ask.told) or re.match(r"us to (?:do not|don['’]t|not|never)\b", ask.told, _I):
        return None
    if _HALF.search(_plain(ask.told)) or _SAYS.search(_CLAUSE.sub("", ask.told)):
        return None
    calm = _unhurried(_plain(ask.told))
    return retelling.ask(calm) if calm else None


def _unhurried(told: str) -> str:
    """An ask without the date it names: repeated in our letter, a date would read as one that we set."""
    text = re.sub(r"\s+", " ", _HASTE.sub("", told)).strip(" ,")
    return text if len(text.split()) > 2 else ""
