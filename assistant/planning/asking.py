"""What the customer has to bring: papers that policy requires, and facts that are noted as lacking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts import Fact, overlap, pending_words, stems
from assistant.planning.material import Material, top_passages
from assistant.remedies import Candidate, applies
from knowledge.terms import Term

_I = re.IGNORECASE
_FROM_CUSTOMER = re.compile(
    r"\b(?:photos?|pictures?|video|screenshots?|receipts?|invoices?|statements?|copy|copies|proof|certificate|id\b|identity|document\w*|form|bank details|account (?:number|details)|workspace id|order number|booking reference|reference|"
    r"measurements?|names?|addresses|address|number|list|letter|paper|tests?|times?|examples?|steps|version|agreement|consent|signature|details|report|evidence|finding|medical|purchase|tag|serial|readings?|estimate|description|place left|signed|identity|fotos?|kostenvoranschlag|belege?|quittung|rechnung|kassenbon|nummer|telefon\w*|adresse|seriennummer|foto\w*|recibos?|facturas?|n[uú]mero|tel[eé]fono|direcci[oó]n|justificantes?|t[eé]l[eé]phone|facture|justificatif|num[eé]ro|adresse|devis|attestation|ausweis|nachweis\w*|messung\w*)\b",
    _I,
)

_LACKING = re.compile(
    r"\b(?:none (?:received|given|sent|provided|yet)|not (?:received|given|known|provided|sent|stated|shown|supplied|established|complete|enclosed|attached|done|on file yet)|missing|unknown|incomplete|only the|name and .{0,30} only|no \w+ (?:received|given|sent)|nicht (?:erhalten|bekannt|angegeben|vorhanden|eingegangen|eingereicht|genannt|beigelegt)|(?:noch )?keine? (?:erhalten|eingegangen|angegeben)|liegt nicht vor|(?:non|pas(?: encore)?) (?:communiqu|re[cç]u|fourni|transmis|indiqu|connu)\w*|(?:no|sin|a[uú]n no) (?:recibid|indicad|facilitad|aportad|enviad|conocid)\w*|falta[n]?)\b",
    _I,
)

_RECORD = re.compile(
    r"chat|log|record|note|agreement|promise|statement|call|conversation|transcript|brochure|quote|confirmation", _I
)


def needs_from(material: Material, chosen: Sequence[Candidate]) -> tuple[tuple[str, ...], list[Term]]:
    """What the customer has to bring: papers that policy requires and facts that are noted as lacking."""
    questions: list[str] = []
    used: list[Term] = []
    top = set(top_passages(material, 5)) | {c.term.passage for c in chosen}
    for fact in material.case.facts:
        absent = _LACKING.search(fact.text) or (
            re.fullmatch(r"(?:none|no|nothing)(?: yet| so far)?", fact.text, _I)
            and re.search(r"\b(?:received|provided|sent|given|enclosed|supplied)\b", fact.name, _I)
        )
        if (absent and (_FROM_CUSTOMER.search(fact.name) or _FROM_CUSTOMER.search(fact.text))) or (
            fact.no_record and _RECORD.search(fact.name)
        ):
            questions.append(_need(fact))
    for term in material.terms:
        if (
            term.mode != "requirement"
            or term.passage not in top
            or term.standing.internal
            or not applies(term, material.case)
        ):
            continue
        if re.match(r"(?:say|do not|never|tell|give|quote|explain)\b", term.quote, _I):
            continue
        need = needed(term)
        if need is None or not _FROM_CUSTOMER.search(need):
            continue
        lacking = [f for f in material.case.facts if _LACKING.search(f.text) and overlap(stems(need), f.words)]
        known = [
            f
            for f in material.case.facts
            if overlap(stems(need), stems(f.name)) and not f.denies and not pending_words(f.text)
        ]
        if lacking or (
            not known and material.relevance.get(term.passage, -9) >= max(material.relevance.values()) - 0.8
        ):
            questions = [q for q in questions if overlap(stems(q), stems(need)) < 1]
            questions.append(need)
            used.append(term)
    unique = list(dict.fromkeys(questions))
    return tuple(unique[:3]), used


def _need(fact: Fact) -> str:
    if re.search(r"\b(?:bank|card|account)\b", fact.name, _I) and not re.search(r"statement", fact.name, _I):
        return f"your {fact.name} through our secure form (please do not put them in an email)"
    if fact.no_record:
        return f"a copy of the {re.sub(r' log$', '', fact.name)} you mention, with its date"
    detail = re.sub(
        r"\b(?:not|none|no|yet|received|given|known|so far|sent|provided)\b.*$", "", fact.text, flags=_I
    ).strip(" ,;")
    return f"your {fact.name}" if not detail or len(detail) > 40 else f"{detail} ({fact.name})"


def needed(term: Term) -> str | None:
    """What a requirement asks the customer for, as a noun phrase: "two photos: one of the damage and one of the label"."""
    text = re.sub(r"\s+", " ", term.quote).strip().rstrip(".;")
    patterns = (
        r"^(?:(?:for|if|when|where|in) [^,]{3,60}?(?:, | (?=(?:an?|the|two|three|one) )))?(?P<what>[^.;]{3,110}?) (?:is|are) (?:also )?(?:needed|required|necessary)(?P<more>:[^.;]{3,120})?",
        r"\b(?:needs?|requires?)(?: to have)?:? (?P<what>(?!to\b)[^.;]{5,140})",
        r"\b(?:must|has to|have to|needs to) (?:provide|send|show|enclose|attach|give|produce|bring|supply|state|upload|submit|sign|include)(?: us)? (?P<what>[^.;]{4,110})",
        r"\b(?:sends?|send us|shows?|brings?) (?P<what>(?:the|a|an|two|three|at least|both|their|your)\b[^.;]{4,110})",
        r"\bask (?:the \w+ )?for (?P<what>[^.;]{4,90})",
        r"\b(?:against|on production of|on presentation of|with) (?P<what>(?:the |a )?(?:receipts?|proof|certificate|photo id)[^.;]{0,60})",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match:
            what = match["what"] + (match.groupdict().get("more") or "")
            return re.split(r"\b(?:before|within|until|so that|otherwise|because)\b", what)[0].strip(" ,:")
    return None
