"""How Spanish, German and French ask: wishes, requests, questions, debts and orders. Pure."""

from __future__ import annotations

import re

from assistant.asks.wish import Wish
from assistant.case import Language

_I = re.IGNORECASE
_REST = r"(?P<what>(?:[^.!?;]|\.(?=\d)|(?<=\d)\.(?= \w)|(?<=\b[zdusao])\.|(?<= [BhHaRÄäuO])\.){2,220})"
_ES_DEEDS = r"(?:de?vuelv|devolv|reembols|reintegr|abon|pag|indemni[cz]|compens|env[ií]|mand|cambi|c[aá]mbi|repar|arregl|cancel|anul|confirm|conf[ií]rm|llam|ll[aá]m|descuent|quit|entreg|expli[cq]|respond|contest|h[aá]g|d[eé]n|d[eé]|soluc|resuelv|resolv|d[ií]g|pong|sustitu|retir|recoj|recog|rembols|p[aá]gu|dej)"
_DE_DEEDS = r"(?:erstatt|überweis|zahl|send|schick|bestätig|buch|ersetz|reparier|tausch|liefer|ruf|melde|storn|kündig|lösch|änder|korrigier|entschädig|geb|gib|mach|nehm|nimm|hol|klär|prüf|sorg|veranlass|behe[bi]|stell|beantwort|antwort|erklär|teil|lass|schreib|erlass|verlänger|gewähr|brin|komm)"
_FR_DEEDS = r"(?:rembours|envoy|rend|chang|échang|remplac|répar|annul|confirm|rappel|appel|livr|corrig|crédit|indemnis|dédommag|faites|faire|donn|expliqu|répond|supprim|résili|pay|rétabl|arrêt|vers|recrédit|régl|trouv|proposi|contact|prolong|modifi|prenez|dites)"
_ASKS: dict[Language, tuple[str, ...]] = {
    "es": (
        r"\b(?:quiero|quisiera|querría|exijo|exigimos|pido|pedimos|solicito|solicitamos|necesito|necesitamos|espero|esperamos|queremos|reclamo|reclamamos|demando|(?:me|nos) gustaría|(?:les?|os|te) (?:pido|ruego|agradecería)|ruego|agradecería|deseo|preferiría)\b\s*" + _REST,
        rf"\b(?P<what>que (?:me|nos|se|le|les|lo|la) (?:lo |la |los |las )?{_ES_DEEDS}\w*(?:[^.!?;]|\.(?=\d)){{0,180}})",
        rf"(?:^|[¿¡,:]\s*|\b(?:por favor|y|o|así que|pues|entonces),? )(?P<what>{_ES_DEEDS}\w*(?:me|nos|lo|la|melo|mela|noslo)\b(?:[^.!?;]|\.(?=\d)){{0,180}})",
        rf"\b(?:por favor|favor de),? (?P<what>{_ES_DEEDS}\w*(?:[^.!?;]|\.(?=\d)){{2,180}})",
        rf"\b(?:(?:me|nos|lo|la)? ?(?:pueden|puede|podrían|podría|podéis|puedes)|sería posible|es posible|hay (?:alguna )?(?:posibilidad|manera|forma) de(?: que)?|(?:tienen|tiene|deben|debe|deberían|debería|van a|va a|vais a|piensan|piensa)(?: que)?) (?P<what>(?:me |nos )?{_ES_DEEDS}\w*(?:[^.!?;]|\.(?=\d)){{2,180}}|(?:mandar|enviar)(?:[^.!?;]){{2,180}})",
        r"\b(?:me|nos) deben? " + _REST,
        r"\b(?P<what>no (?:pienso|voy a|tengo por qué|quiero|deberíamos?|debería)(?: tener que)? pagar\b(?:[^.!?;]){0,120})",
    ),
    "de": (
        r"\b(?:ich|wir) (?:\w+ )?(?:will|wollen|möchten?|verlangen?|fordere?n?|erwarten?|bitten? (?:Sie |euch )?(?:um|darum)|bestehen? auf|brauchen?|hätten? gerne?|würden? gerne?|wünschen?(?: mir| uns)?|beantragen?)\b,?\s*" + _REST,
        r"\b(?:will|wollen|möchten?|verlangen?|fordere|fordern|erwarten?|hätten?|bitten?|bestehe|brauchen?|würden?) (?:ich|wir)(?: (?:gerne?|Sie|daher|also|um|darum|auf|hiermit|jetzt|nun|nur|einfach))*,?\s+" + _REST,
        r"\bbitte (?:ich )?um " + _REST,
        rf"\b(?P<what>bitte (?:\w+ ){{0,3}}?{_DE_DEEDS}\w*(?:[^.!?;]|(?<=\d)\.(?= ?\w)){{2,200}})",
        r"(?P<what>(?:^|\b)(?:der|die|das|den|diese[nsr]?|eine?n?) [^.!?;,]{2,60} (?:be)?zahlen? (?:ich|wir) (?:\w+ )?nicht)\b",
        rf"^(?:(?:und|also|dann|so|daher|bitte|oder),? )*(?P<what>{_DE_DEEDS}\w* (?:Sie|mir|uns|mich|das|den|die|doch|bitte|endlich)\b(?:[^.!?;]|(?<=\d)\.(?= ?\w)){{2,200}})",
        r"\b(?:können|könnten|würden|wollen|könnt|kannst|könntet) (?:Sie|ihr|du) (?P<what>(?:[^.!?;]|(?<=\d)\.(?= ?\w)){4,200})",
        r"\b(?:ist|wäre) es (?:vielleicht |irgendwie )?möglich,? (?P<what>(?:[^.!?;]|(?<=\d)\.(?= ?\w)){4,200})",
        r"\b(?:krieg|kriege|bekomm|bekomme|bekommen|kriegen) (?:ich|wir) (?P<what>(?:[^.!?;]){3,160})",
        r"\b(?:kann|können|könnte|könnten) (?:ich|wir) (?P<what>(?:[^.!?;]){3,140}(?:zurück|wieder|erstattet|umtauschen|tauschen|haben|bekommen|kriegen|stornieren|ändern|kündigen|umbuchen))",
        r"\bSie (?:schulden (?:mir|uns)|sollten (?:mir|uns)|müssen (?:mir|uns)) " + _REST,
        r"\b(?P<what>(?:ich|wir) (?:zahle|zahlen|bezahle|bezahlen|werde|werden) (?:[^.!?;]{0,60})\bnicht(?: (?:zahlen|bezahlen))?)\b",
        r"^(?P<what>(?:(?:mein|unser|das|volles?) )?(?:Geld|Erstattung|Rückerstattung|Ersatz|Gutschrift|Entschädigung)(?: \w+)? ?(?:zurück|bitte|sofort)?)[ !.,]*$",
    ),
    "fr": (
        r"\b(?:je (?:ne )?(?:vous |te )?(?:veux|voudrais|souhaite|souhaiterais|aimerais|demande|exige|réclame|désire|tiens à|compte sur|prie de|espère)|(?:nous|on) (?:vous )?(?:voulons|voudrions|demandons|exigeons|souhaitons|réclamons|attendons|veut|aimerait|voudrait|demande|souhaite)|j['’](?:exige|attends|aimerais|espère)|merci de(?: bien vouloir)?|veuillez|prière de)\b\s*" + _REST,
        rf"(?:^|[,:]\s*|\b(?:et|alors|donc|ou) )(?P<what>{_FR_DEEDS}\w*ez(?:-(?:moi|nous|le|la|les|en))?\b(?:[^.!?;]|\.(?=\d)){{0,180}})",
        r"^(?:(?:alors|et|donc|s'il vous plaît),? )?(?P<what>(?:faites|dites)(?:-\w+)* (?:[^.!?;]){3,160})",
        rf"\b(?P<what>{_FR_DEEDS}\w*-(?:moi|nous|le|la|les)\b(?:[^.!?;]|\.(?=\d)){{0,180}})",
        r"\b(?:(?:pouvez|pourriez|pourrait|peut)-(?:vous|on)|(?:est-ce que )?vous (?:pouvez|pourriez|devez|devriez)|(?:est|serait)-il possible (?:de|d['’])|(?:c['’]est|ce serait|il est) possible (?:de|d['’])) ?(?P<what>(?:[^.!?;]|\.(?=\d)){3,180})",
        r"\bvous (?:me|nous) devez " + _REST,
        r"\b(?:puis-je|pourrais-je|est-ce que je (?:peux|pourrais)|je peux) (?:avoir |obtenir |être )?(?P<what>(?:[^.!?;]){3,140})",
        r"\b(?P<what>(?:je|nous) (?:ne |n['’])?(?:paie|paye|paierai|payons|paierons|refuse de payer|refusons de payer)\w* ?(?:pas )?(?:[^.!?;]){0,100})",
        r"^(?P<what>(?:(?:un|mon|le) )?(?:remboursement|dédommagement|échange|avoir)(?: \w+){0,4})[ !.]*$",
    ),
}  # fmt: skip
# Spanish is written without its accents as often as with them; a pattern reads both.
_PLAIN = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
_PATTERNS = {
    language: tuple(re.compile(pattern.translate(_PLAIN) if language == "es" else pattern, _I) for pattern in patterns)
    for language, patterns in _ASKS.items()
}
_NOT_AN_ASK = re.compile(
    r"\b(?:quiero|quisiera) (?:decir|que sepan|contar|dejar claro)|\b(?:ich )?(?:möchte|will) (?:nur |noch |hier |Ihnen )*(?:sagen|mitteilen|betonen|anmerken|wissen lassen)|\b(?:je (?:veux|voudrais|tiens à|souhaite)) (?:seulement |juste |vous )*(?:dire|préciser|signaler|rappeler que|souligner)|\bsich (?:\w+ )?(?:sparen|denken|vorstellen)\b|\bwill ich (?:nicht|gar nicht)\b|\bno (?:quiero|necesito)\b(?! pagar)|\bje ne (?:veux|demande) pas\b",
    _I,
)
LIST_AHEAD = re.compile(
    r"\b(?:quiero|exijo|pido|solicito|verlange|fordere|erwarte|möchte|demande|exige|veux|souhaite|forderungen|demandes)\b",
    _I,
)


def wishes(sentence: str, language: Language) -> tuple[Wish, ...]:
    """What a sentence in `language` (es, de or fr) asks for; where two forms of words overlap, the earlier counts."""
    if _NOT_AN_ASK.search(sentence):
        return ()
    found: list[tuple[int, int, str]] = []
    for pattern in _PATTERNS[language]:
        for match in pattern.finditer(sentence.translate(_PLAIN) if language == "es" else sentence):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), sentence[match.start("what") : match.end("what")]))
    return tuple(Wish(what, "thing") for _, _, what in sorted(found))
