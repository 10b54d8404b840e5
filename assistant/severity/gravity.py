"""How grave a complaint is, worked out from its sentences: concepts, meaning, and a line of weights. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.case import Severity
from knowledge.glossary import in_english, is_foreign
from knowledge.scanning import Scan

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Vector = NDArray[np.float64]

# What a sentence may speak of. A concept tells nothing by itself ("hours" stands in every kind of complaint); what
# each is worth, for each severity, is fitted.
CONCEPTS: dict[str, str] = {
    "injury": r"injur\w*|hurts?\b|bleed\w*|\bbled\b|blood|blister\w*|stitch\w*|bruis\w*|swell\w*|swollen|concuss\w*|sprain\w*|fractur\w*|bitten|vomit\w*|throw\w* up|threw up|fever|infect\w*|rash|scald\w*|unconscious|faint\w*|pass(?:ed)? out|dizzy|wound\w*|poison\w*|black and blue|burn(?:ed|t|s)? (?:my|his|her|me|him|our|a)|burns? on|chok\w*|chemical burn|broke[n]? (?:his|her|my|a|the)? ?(?:arm|hip|wrist|bone|leg|finger|rib|collarbone|tooth|ankle|nose|back|foot|toe|jaw)s?|cut (?:my|his|her|to)|herid\w*|quemad\w*|lesion\w*|verletz\w*|gebrochen|bless[ée]\w*|brûl\w*",
    "care": r"hospital\w*|ambulance|emergency (?:room|department)|urgent care|x-?ray|surgery|operat(?:ed|ion)|doctor\w*|clinic|medical|paramedic|dentist|antibiotic\w*|médic\w*|arzt\w*|krankenhaus|médecin|hôpital",
    "danger": r"danger\w*|unsafe|gas\b|smoke|smoking|smould\w*|fire|flames?|burning smell|sparks?|carbon monoxide|explod\w*|exploded|blew|burst|electric shock|\bshock\b|bare wire\w*|exposed|brakes?|glass in|splinter\w*|shards? (?:in|of)|mou?ld|toxic|chemical\w*|fumes|drunk|asleep at|could have (?:killed|died|been)|killed|nearly|not safe|scared to|afraid|threaten\w*|followed|attack\w*|assault\w*|loose (?:wheel|rail)|tipped over|gave way|snapped|collaps\w*|came (?:down|off|loose)|fell (?:on|off|down|again|over)|went down|peligr\w*|gefähr\w*|stromschlag|incendi\w*|dangereu\w*",
    "person": r"\b(?:son|daughter|child|children|kids?|baby|toddler|boy|girl|mother|mum|mom|father|dad|husband|wife|grandmother|nan|aunt|niece|hijo|hija|madre|padre|tochter|sohn|mutter|fille|fils|mère)\b",
    "cannot": r"(?:can(?:'|’)?t|cannot|can not|unable to|couldn(?:'|’)?t|no way to|nobody can|no one can|not able to) (?:\w+ ){0,2}?(?:work|open|trade|travel|fly|board|live|sleep|stay|cook|wash|get (?:in|into|home|to|out|on|up)|use|access|log|reach|leave|do anything|earn|teach|operate|run|drive|walk|shower|assemble|pay|eat|move|go)\b|no pued\w+ (?:trabajar|armar|entrar|usar|viajar|abrir)|kann (?:ich )?nicht|ne p(?:eux|ouvons|eut) (?:plus|pas)",
    "nothing": r"\b(?:no|without|zero|any) (?:\w+ )?(?:heating|heat|hot water|electricity|power|water|internet|broadband|wifi|wi-fi|phones?|line|signal|toilet|sink|cooker|beds?|room|car|van|transport|gas|light|lift|orders|bookings|income|key)\b|sin (?:internet|luz|agua|cama)|ohne (?:strom|heizung|internet|wasser)|ni chauffage|sans (?:eau|chauffage|internet)",
    "dead": r"\b(?:is|are|was|were|went|been|gone|still|stays|'s|’s) (?:\w+ )?(?:down|dead|off|out of order|out of action|standstill|gone|blocked|frozen|locked|disconnected|broken down|stopped)\b|\b(?:froze|locked out|disconnected|blocked|deleted|stopped working|at a standstill|parad[ao]|stillgelegt|tot|bloqu\w+)\b",
    "stranded": r"strand\w*|\bstuck\b|nowhere to|nowhere|sle(?:ep|pt|eping) (?:on|in)|camping mat|air ?mattress|on the (?:floor|sofa|bench|settee)|(?:standing|sitting) (?:here|at|in)|turned (?:us )?away|moved in with|a hotel|last (?:train|ferry|bus|flight)|missed (?:the|our|my) (?:ferry|flight|connection|train)|wheelchair|rollstuhl|durmiendo|suelo|cancel(?:led|ed|ling) (?:the|my|our|all|fourteen|every)|home from",
    "business": r"self[- ]?employed|my (?:business|shop|salon|bakery|staff|clients|customers|patients|drivers|team|employees|caf[eé])|our (?:business|shop|ovens|staff|clients|customers|patients|drivers|team|employees|warehouse|orders)|we(?:'re| are| run) (?:an?|the) |i run |i have an? |payroll|technicians|employees|people (?:cannot|can't|sent)|sent home|shifts?",
    "urgent": r"\burgent\w*|right now|\btonight|immediately|within the (?:next )?hour|in the next|tomorrow|asap|today|as i (?:type|write)|sofort|inmediat\w*|immédiat\w*",
    "charged": r"\b(?:over)?charg(?:e|ed|es|ing)\b|\bbill(?:ed|ing|s)?\b|debit\w*|deduct\w*|\bkept\b|keep(?:ing)? (?:my|our|the)|withheld|invoice\w*|\btook\b|taken|taking|cobr\w+|abgebucht|buch\w*|factur\w*|prélev\w*|rechnung|twice|paid|pago|pagué|bezahlt|payé",
    "refund": r"refund\w*|reimburs\w*|money back|my money|(?:send|pay|put|give) (?:it|that|this|me|us|the \w+) back|credit note|overdrawn|owe[sd]?|still open|reembols\w*|devuelv\w*|erstatt\w*|zurück\w*|rembours\w*",
    "claim": r"\bclaims?\b|claimed|compensation|entitled|insur\w*|declined|turned (?:me |us |it )?down|refus\w*|rejected|denied|warrant\w*|guarantee\w*|cover(?:ed|s)?\b|valu(?:e|ed|ation)|entschädig\w*|garant\w*|indemni\w*",
    "contract": r"contract\w*|clause|article|section|terms|cancel\w*|renew\w*|notice\b|\bending|ended|subscription|agreement|policy|quoted|quote|estimate|promo\w*|discount\w*|deposit\w*|fees?\b|premium\w*|price\w*|rate\b|vertrag\w*|kündig\w*|contrato|contrat|gekündigt",
    "goods": r"broken|cracked|smashed|shatter\w*|in pieces|in (?:two|about|a hundred)|peices|missing|stolen|\blost\b|disappear\w*|vanish\w*|damaged|dent(?:ed)?|wrong|never (?:came|arrived)|empty|\bgone\b|gerissen|riss\b|fehl\w*|falt\w+|cassé\w*|kaputt|rot[oa]\b|delivered",
    "late": r"\blate\b|delay\w*|wait(?:ed|ing|s)?\b|minutes|hours?\b|weeks?\b|still (?:no|not|nothing)|on (?:its|the) way|retras\w*|tarde|verspät\w*|retard|warte\w*|attend\w*|slow\w*",
    "noshow": r"(?:nobody|no one|no-one|didn(?:'|’)?t|did not|never) (?:\w+ )?(?:came|come|turn(?:ed)? up|show(?:ed)?|call(?:ed)?|rang|ring|answer\w*|repl\w+|rings|calls|reads|told|bothered)|no[- ]shows?|missed (?:appointment|visit)|appointment|slot|window|engineer|technician|technik\w*|reschedul\w*|no (?:reply|answer|response|call)|nadie|niemand|personne|keine antwort|aucune réponse",
    "effort": r"\b(?:calls?|called|rang|phoned|emails?|emailed|wrote|chat|ticket\w*|times|again|bot|automatic|hotline|helpline|support|on hold|survey|passed (?:on|around))\b",
    "manner": r"\brude\w*|shrug\w*|laugh\w*|rolled|sigh\w*|hung up|put the phone down|apolog\w*|sorry|joke|attitude|embarrass\w*|humiliat\w*|insult\w*|ignored|smirk\w*|called (?:me|my|her|him)|made fun|in front of (?:every|all|the)|disrespect\w*|dismiss\w*|raccroch\w*|excuses|perdón|entschuldig\w*|unfriendly|staff|waiter|receptionist|agent|teacher|crew|guide|driver|tell people",
    "quality": r"dirty|filthy|clean\w*|nois\w*|loud|music|cold\b|warm|hot\b|bugs?\b|crash\w*|feature|update|app\b|website|hair|drops|speed|leaf blower|organi[sz]ed|sloppy|patchy|unfinished|half|pool|closed|air con\w*|sauna|showers?",
    "small": r"\b(?:tiny|small thing|scratch\w*|scuff\w*|slight\w*|a bit|bit of a|little|not (?:urgent|important|a drama|a big)|no (?:rush|hurry|fuss|harm|biggie)|silly|petty|picky|otherwise|when(?:ever)? (?:you|it|somebody|someone|the)|haha|lol|suggest\w*|just (?:saying|thought|mention)|fine\b|lovely|funny|works|happy|nice\b|honestly|cosmetic|quite|rather|perhaps|maybe|kratzer|rayure|rayón)",
    "taste": r"colou?rs?\b|don(?:'|’)?t (?:\w+ )?like|looks? (?:like|silly|better|more|odd|different)|looked|shade|style|smell of|taste|prefer|i(?:'|’)?d rather|shape|design|font|pattern|yellow|blue|green|red\b|grey|gray|pink|brown|white|beige|farbe|couleur|color",
    "mind": r"chang(?:ed|e|ing) (?:my|our|your|his|her|of)? ?(?:minds?|plans)|unused|unopened|not (?:used|opened|worn)|never (?:used|worn|sat)|tags? on|used once|swap\w*|exchange|plans|instead|another one|return (?:it|them)|send (?:it|them) back|give them back|cambiar|umtausch\w*",
    "points": r"\bpoints?\b|loyalty|member\b|upgrade\w*|club|miles",
    "precedent": r"\b(?:neighbou?r|friend|cousin|sister|colleague|brother|mate|coworker)\b",
    "sum": r"[$€£] ?\d|\d ?(?:€|euros?|eur|dollars?|usd|pounds?|quid|bucks)",
    "lost": r"lost\b|stolen|missing\b|never (?:came|arrived|got)|disappear\w*|vanish\w*|nowhere to be (?:found|seen)|where is|where's|perdid\w+|verloren|perdu\w*|handed (?:to|out)",
    "deposit": r"deposit\w*|hold\b|bond\b|caution|fianza|kaution|anzahlung|dep[oó]sito|acompte",
    "ending": r"cancel\w*|terminat\w*|notice\b|leav(?:e|ing)\b|renew\w*|expir\w*|ended\b|kündig\w*|résili\w*|anul\w*",
    "papers": r"(?:your|the) (?:own )?(?:\w+ )?(?:page|website|site|terms|leaflet|brochure|rules|policy|app) (?:clearly )?(?:says?|states?|tells?|promises?)|which (?:is it|one|of)|in black and white|clause|article|§|point \d",
    "ongoing": r"\bstill\b|as i (?:type|write)|right now|until (?:today|now)|at the moment|days now|weeks now|since (?:mon|tues|wednes|thurs|fri|satur|sun)day|since yesterday|desde (?:ayer|el)|seit (?:gestern|montag)|depuis",
    "past": r"last (?:week|month|summer|year|weekend)|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|from (?:the )?\d|between|on (?:the )?\d+(?:st|nd|rd|th)?\b",
    "soon": r"tomorrow|tonight|this (?:week|weekend|saturday|sunday|thursday|friday)|in (?:\w+) days|by (?:friday|monday|tonight|noon)|before the",
    "household": r"washing machine|oven|fridge|freezer|dryer|dishwasher|cooker|boiler|heating|hot water|internet|broadband|phone line|bed\b|stairlift|wheelchair|electric\w*|laptop|account\b",
    "law": r"lawyer\w*|court|solicitor\w*|ombudsman|anwalt|abogad\w*|avocat\w*|legal|regulator|authorit\w*|liabilit\w*|negligen\w*",
    "doubted": r"suspect\w*|accus\w*|liar|making it up|criminal|fraud\w*|went (?:all |very )?quiet",
    "repeated": r"(?:third|second|fourth) (?:\w+ )?(?:time|this year|parcel|claim)|last time|twice now|again\b|both times",
    "audience": r"follow(?:ers)?|viral|video|reel|post\b|story|review\w*|screenshot|group|members",
    "own": r"my (?:rota|plans?|shift|boss|wife|husband|job) (?:has|have|changed|kept|thinks|says)|don(?:'|’)?t need|no longer need|not into|decided|chang(?:ed|e) (?:my|our) minds?|can(?:'|’)?t (?:make|use|come)|cannot use",
    "taken": r"charged|took|taken|billed|debited|deducted|kept",
    "damage": r"damag\w*|stain\w*|broke\w*|crack\w*|ruin\w*|scratch\w*|dent\w*|burn\w*",
    "large_sum": r"[$€£] ?\d[\d.,]{3,}|\d[\d.,]{3,} ?(?:€|euros?|eur|dollars?|usd|pounds?|gbp|libras|pfund)",
    "small_sum": r"(?<![\d.,])[$€£] ?\d{1,2}(?![\d,])|\b\d{1,2} ?(?:€|euros?|quid|pounds)\b",
}
_CONCEPTS = tuple(Scan(rf"(?<!\w)(?:{pattern})", re.IGNORECASE) for pattern in CONCEPTS.values())
_CONCEPT_SCALE = 0.7
# What a missed injury costs is out of proportion to a false alarm, so safety wins from this chance on.
_SAFETY_FROM = 0.18
_LONGEST = 2000


class Judgement(NamedTuple):
    """Weights (features + 1, 5) for the severities in their order; the last row is the constant."""

    weights: Vector


def parse(text: str) -> Judgement:
    """The weights of a file as `render` writes it."""
    rows = json.loads(text)
    return Judgement(np.array([rows[severity] for severity in SEVERITIES], dtype=np.float64).T)


def render(judgement: Judgement) -> str:
    """The weights as JSON, one line a severity, to four decimals."""
    lines = ",\n".join(
        f"{json.dumps(severity)}: [{', '.join(f'{value:.4g}' for value in column)}]"
        for severity, column in zip(SEVERITIES, judgement.weights.T, strict=True)
    )
    return f"{{\n{lines}\n}}\n"


class Gravity:
    """Judges how grave complaints are. Holds no state; `embed` gives vectors (n, d) of length 1."""

    def __init__(self, judgement: Judgement, embed: Embed) -> None:
        self.judgement = judgement
        self._embed = embed

    def __call__(self, own: str, spoken: Sequence[str]) -> Severity:
        """The severity of a complaint; `own`: the customer's own text, `spoken`: its sentences."""
        return choose(chances(self.judgement, features([(own, spoken)], self._embed))[0])


def features(complaints: Sequence[tuple[str, Sequence[str]]], embed: Embed) -> Vector:
    """What is weighed, one row a complaint (text, its sentences): the mean of what its sentences mean, as a direction and as it
    is (the longer, the more they agree), and for each concept the root of the share of sentences that speak of it."""
    rows = []
    for own, spoken in complaints:
        told = _english if is_foreign(own) else str
        # The same sentences in the same words as in retrieval, where their vectors are needed anyway.
        sentences = [told(sentence) for sentence in spoken if len(told(sentence).split()) > 3] or [
            told(own)[:_LONGEST] or " "
        ]
        mean = embed(sentences).mean(axis=0)
        direction = mean / max(float(np.linalg.norm(mean)), 1e-9)
        rows.append(np.concatenate([direction, mean, _CONCEPT_SCALE * _shares(own, spoken)]))
    return np.array(rows, dtype=np.float64)


def _shares(own: str, spoken: Sequence[str]) -> Vector:
    lines = list(spoken) or [own]
    told = [f"{line} \n {_english(line)}" if is_foreign(line) else line for line in lines]
    return np.sqrt([sum(bool(concept.search(line)) for line in told) / len(told) for concept in _CONCEPTS])


def _english(text: str) -> str:
    return in_english(text) or text


def chances(judgement: Judgement, rows: Vector) -> Vector:
    """How likely each severity is (n, 5)."""
    scores = rows @ judgement.weights[:-1] + judgement.weights[-1]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


def choose(chance: Vector) -> Severity:
    """The likeliest severity, and safety on a mere suspicion."""
    if chance[0] >= _SAFETY_FROM:
        return "safety"
    return SEVERITIES[int(chance.argmax())]
