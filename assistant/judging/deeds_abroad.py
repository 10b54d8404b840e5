"""Spanish, German and French sentences turned down: a deed claimed as done becomes an intent, a guarantee is left out. Pure.

Only forms that can be turned with certainty are: a perfect tense with its participle, a passive. What is left stays for
the edits that need no grammar.
"""

from __future__ import annotations

import re

from assistant.case import Language

_I = re.IGNORECASE

# Spanish

_ES_AGO = re.compile(r",? ?\b(?:ya|ayer|anoche|hoy mismo|esta (?:mañana|tarde)|hace un momento|ahora mismo)\b", _I)
_ES_ACTIVE = re.compile(
    r"\b(?P<have>he|hemos|se ha|se han)(?: [a-záéíóú]+mente)? (?P<verb>[a-záéíóúñ]+(?:[aií]d|ech|uest|uelt|iert|crit|ist)o)\b",
    _I,
)
_ES_PASSIVE = re.compile(r"\b(?P<be>ha sido|han sido|fue|fueron) (?P<verb>[a-záéíóúñ]+[oa]s?)\b", _I)
_ES_GOING = {"he": "voy a", "hemos": "vamos a", "se ha": "se va a", "se han": "se van a"}
_ES_WILL_BE = {"ha sido": "será", "han sido": "serán", "fue": "será", "fueron": "serán"}
_ES_IRREGULAR = {
    "hecho": "hacer", "puesto": "poner", "repuesto": "reponer", "dispuesto": "disponer", "devuelto": "devolver", "resuelto": "resolver",
    "vuelto": "volver", "abierto": "abrir", "escrito": "escribir", "visto": "ver", "revisto": "rever", "inscrito": "inscribir",
}  # fmt: skip
_ES_ER = frozenset(  # stems of verbs in -er; of the others in -ido most end in -ir
    ["atend", "respond", "vend", "prometid", "promet", "concend", "conced", "ofrec", "recog", "proced", "suspend", "extend", "resolv", "proteg", "reten", "obten", "manten", "conten", "somet", "acced", "comet", "escog", "establec", "repon", "agradec", "favorec"]
)  # fmt: skip


def _spanish(sentence: str) -> str | None:
    text = _tidy(_ES_AGO.sub("", sentence))
    passive = _ES_PASSIVE.search(text)
    if passive is not None:
        return _put(text, passive, f"{_ES_WILL_BE[passive['be'].lower()]} {passive['verb']}")
    active = _ES_ACTIVE.search(text)
    if active is None:
        return None
    return _put(text, active, f"{_ES_GOING[active['have'].lower()]} {_infinitive_es(active['verb'].lower())}")


def _infinitive_es(participle: str) -> str:
    if participle in _ES_IRREGULAR:
        return _ES_IRREGULAR[participle]
    stem = participle[:-3]
    if participle.endswith("ado"):
        return f"{stem}ar"
    return f"{stem}er" if stem in _ES_ER or participle.endswith("ído") else f"{stem}ir"


# German

_DE_AGO = re.compile(
    r",? ?\b(?:bereits|schon|soeben|gerade eben|gerade|gestern|heute (?:früh|Morgen|Vormittag|Mittag)|eben)\b", _I
)
_DE_HAVE = re.compile(
    r"\b(?P<have>haben wir|wir haben|habe ich|ich habe)\b(?P<rest>[^.!?;:]*?) (?P<verb>[\wäöüß]+(?:t|en))(?=\s*(?:[.!?,;]|$| und\b))",
    _I,
)
_DE_PASSIVE = re.compile(
    r"\b(?P<be>wurden|wurde|ist|sind)\b(?P<rest>[^.!?;:]*?) (?P<verb>[\wäöüß]+(?:t|en))(?P<worden> worden)?(?=\s*(?:[.!?,;]|$| und\b))",
    _I,
)
_DE_WILL = {"haben wir": "werden wir", "wir haben": "wir werden", "habe ich": "werde ich", "ich habe": "ich werde"}
_DE_IS = {"wurden": "werden", "wurde": "wird", "ist": "wird", "sind": "werden"}
_DE_STRONG = {
    "wiesen": "weisen", "schrieben": "schreiben", "geben": "geben", "nommen": "nehmen", "sprochen": "sprechen", "schlossen": "schließen",
    "hoben": "heben", "zogen": "ziehen", "boten": "bieten", "worfen": "werfen", "funden": "finden", "tragen": "tragen", "rufen": "rufen",
    "beten": "bitten", "lassen": "lassen", "halten": "halten", "laden": "laden", "messen": "messen", "than": "tun", "fangen": "fangen",
}  # fmt: skip
_DE_FAST = ("über", "be", "er", "ver", "ent", "zer", "emp", "unter", "wider")


def _german(sentence: str) -> str | None:
    text = _tidy(_DE_AGO.sub("", sentence))
    active = _DE_HAVE.search(text)
    if active is not None:
        verb = _infinitive_de(active["verb"])
        if verb is not None:
            return _put(
                text, active, f"{_cased(_DE_WILL[active['have'].lower()], active['have'])}{active['rest']} {verb}"
            )
    passive = _DE_PASSIVE.search(text)
    if passive is None or _infinitive_de(passive["verb"]) is None:
        return None
    return _put(text, passive, f"{_DE_IS[passive['be'].lower()]}{passive['rest']} {passive['verb']}")


def _infinitive_de(participle: str) -> str | None:
    """The infinitive of a participle ("zurückgezahlt": "zurückzahlen"); None where it is none."""
    prefixed = re.fullmatch(r"(?P<first>\w*?)ge(?P<stem>[\wäöüß]{2,})", participle)
    for stem, infinitive in _DE_STRONG.items():
        if prefixed is not None and prefixed["stem"] == stem:
            return f"{prefixed['first']}{infinitive}"
        if participle.endswith(stem) and participle.removesuffix(stem) in {*_DE_FAST, "gut"}:
            return f"{participle.removesuffix(stem)}{infinitive}"
    if not participle.endswith("t"):
        return None
    if prefixed is not None and prefixed["first"] not in _DE_FAST:
        stem = prefixed["stem"][:-1]
        return f"{prefixed['first']}{stem}n" if stem.endswith("e") else f"{prefixed['first']}{stem}en"
    if participle.endswith("iert") or participle.startswith(_DE_FAST):
        stem = participle[:-1]
        return f"{stem}n" if stem.endswith("e") else f"{stem}en"
    return None


# French

_FR_AGO = re.compile(r",? ?\b(?:déjà|hier(?: soir)?|ce matin|cet après-midi|à l'instant|tout à l'heure)\b", _I)
_FR_ACTIVE = re.compile(
    r"\b(?P<who>nous|je|j['’]ai|j['’])(?P<to>(?: (?:vous|les|le|la|lui|y|en)| l['’])*) ?(?P<have>avons|ai|(?<=ai))(?: [a-zéè]+ment)? (?P<verb>[a-zàâçéèêëîïôûùü]+(?:é|is|ert|ait|it|u))(?:e?s?)\b",
    _I,
)
_FR_PASSIVE = re.compile(r"\b(?P<be>a été|ont été) (?P<verb>[a-zàâçéèêëîïôûùü]+)\b", _I)
_FR_IRREGULAR = {
    "mis": "mettre", "remis": "remettre", "transmis": "transmettre", "émis": "émettre", "permis": "permettre", "promis": "promettre",
    "pris": "prendre", "repris": "reprendre", "ouvert": "ouvrir", "offert": "offrir", "fait": "faire", "écrit": "écrire", "inscrit": "inscrire",
    "rendu": "rendre", "reçu": "recevoir", "vendu": "vendre", "répondu": "répondre", "résolu": "résoudre", "suspendu": "suspendre",
    "établi": "établir", "fourni": "fournir",
}  # fmt: skip


def _french(sentence: str) -> str | None:
    text = _tidy(_FR_AGO.sub("", sentence))
    passive = _FR_PASSIVE.search(text)
    if passive is not None:
        return _put(text, passive, f"{'sera' if passive['be'].lower() == 'a été' else 'seront'} {passive['verb']}")
    active = _FR_ACTIVE.search(text)
    if active is None:
        return None
    verb = active["verb"].lower()
    infinitive = f"{verb[:-1]}er" if verb.endswith("é") else _FR_IRREGULAR.get(verb)
    if infinitive is None:
        return None
    mine = active["who"].lower() != "nous"
    who = _cased("je vais" if mine else "nous allons", active["who"])
    to = active["to"].strip().replace("’", "'")
    if to.endswith("'") and infinitive[0] not in "aeéèêhiou":
        return None  # "l'" may stand for either of two words
    return _put(text, active, f"{who} {to}{'' if not to or to.endswith(chr(39)) else ' '}{infinitive}")


# All three


def intent_abroad(sentence: str, language: Language) -> str | None:
    """ "Ya hemos reembolsado el importe." as "Vamos a reembolsar el importe."; None where it cannot be turned."""
    turned = {"es": _spanish, "de": _german, "fr": _french}.get(language)
    if turned is None or _SECOND.search(sentence):
        return None
    return turned(sentence)


# Two deeds that share their auxiliary are not turned half.
_SECOND = re.compile(
    r"(?:ad|id)[oa]s?\b[^.!?]* (?:y|e) (?:\w+ )?\w+(?:ad|id)[oa]s?\b|(?:t|en) und (?:[\wäöüß]+ ){0,4}?(?:\w*ge\w{3,}(?:t|en)|\w+iert)\b|é[es]*\b[^.!?]* et (?:\w+ )?\w+é[es]*\b",
    _I,
)


_CERTAIN: dict[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "es": (
        (re.compile(r"\b(?:le |les |te )?(?:garantizo|garantizamos|aseguro|aseguramos|prometo|prometemos)(?: personalmente)? que (?!no|nunca|jamás)", _I), ""),
        (re.compile(r",? (?:garantizado|sin falta|con toda seguridad|pase lo que pase|sin ninguna duda|en cualquier caso)\b", _I), ""),
    ),
    "de": (
        (re.compile(r",? ?\b(?:garantiert|hundertprozentig|auf jeden Fall|ganz sicher|mit Sicherheit|definitiv|ohne Wenn und Aber)\b", _I), ""),
    ),
    "fr": (
        (re.compile(r"\b(?:je|nous)(?: vous)? (?:garantis|garantissons|assure|assurons|promets|promettons) que (?!plus|jamais)", _I), ""),
        (re.compile(r",? (?:garanti|c'est garanti|sans faute|à coup sûr|quoi qu'il arrive|sans aucun doute|en tout cas)\b", _I), ""),
    ),
}  # fmt: skip
_LAST: dict[Language, re.Pattern[str]] = {
    "es": re.compile(r",? y (?:le |les |te )?(?:garantizo|garantizamos|aseguro|aseguramos|prometo|prometemos)\b[^.!?]*(?=[.!?]|$)", _I),
    "de": re.compile(r",? und (?:ich|wir) (?:garantieren?|versichern?|verspreche[n]?)\b[^.!?]*(?=[.!?]|$)", _I),
    "fr": re.compile(r",? et (?:je|nous)(?: vous)? (?:garantis|garantissons|assure|assurons|promets|promettons)\b[^.!?]*(?=[.!?]|$)", _I),
}  # fmt: skip
_AGAIN = re.compile(
    r"\b(?:nunca|jamás|no (?:volverá|se repetirá|pasará)|nie(?:mals)? wieder|nicht (?:wieder|mehr)|plus jamais|ne \w+ plus)\b",
    _I,
)


def sober_abroad(sentence: str, language: Language) -> str | None:
    """ "Le garantizamos que le reembolsaremos." as "Le reembolsaremos."; None where it cannot be turned."""
    text = sentence
    for pattern, put in _CERTAIN.get(language, ()):
        text = pattern.sub(put, text)
    text = _tidy(text)
    if text == sentence or len(text.split()) < 2 or _AGAIN.search(text):
        return None  # that something never happens again is nobody's to promise in any words
    return text


def without_last_abroad(sentence: str, language: Language) -> str | None:
    """ "Wir erstatten es, und wir garantieren, dass ..." as "Wir erstatten es."; None where no guarantee ends it."""
    pattern = _LAST.get(language)
    text = pattern.sub("", sentence) if pattern is not None else sentence
    return text if text != sentence and len(text.split()) >= 2 else None


def _put(text: str, match: re.Match[str], put: str) -> str:
    first = match[0][:1].isupper() or not text[: match.start()].strip(" ¡¿")
    return f"{text[: match.start()]}{put[:1].upper() + put[1:] if first else put}{text[match.end() :]}"


def _cased(put: str, like: str) -> str:
    return put[:1].upper() + put[1:] if like[:1].isupper() else put


def _tidy(text: str) -> str:
    text = re.sub(r" {2,}", " ", text).strip()
    return text[:1].upper() + text[1:]
