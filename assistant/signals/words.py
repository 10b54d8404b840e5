"""What else a complaint says: threats, a second failure, someone who needs care, fraud, promises made before. Pure.

A missed sign that somebody is vulnerable costs more than a false one; of the others a false one costs a look.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.signals.sources import holds_two_against_each_other
from knowledge.scanning import Scan

_OLD = r"(?:7|8|9)\d"
_PERSON = r"(?:mother|father|mum|mom|dad|husband|wife|partner|son|daughter|brother|sister|grand\w+|nan|gran|aunt|uncle|friend|he|she|who|parents?|madre|padre|abuel[oa]|marido|mujer|mutter|vater|mann|frau|oma|opa|mère|père|mari|femme)"
_MANY = r"(?:street|building|office|flight|floor|village|town|team|company|road|estate|block|hotel|department|neighbou?rhood|area|class|group|house|school|island|district|bus|train)"

SIGNALS: tuple[tuple[str, str], ...] = (
    ("legal_threat", r"\b(?:lawyers?|solicitors?|attorneys?|legal (?:action|steps|advice|team|proceedings)|sue\b|suing|(?<!tennis )(?<!food )(?<!squash )(?<!padel )(?<!basketball )courts?\b(?! shoes)|small claims|tribunal\w*|ombudsman|regulators?|chargeback|"
                     r"(?:dispute|reverse|reversing|disputing)\b.{0,30}\b(?:bank|card)|trading standards|authorit(?:y|ies)|aviation authority|data protection|(?:the|local|national) press\b|newspaper|consumer (?:protection|affairs|rights|cent(?:re|er)|council)|citizens advice|better business bureau|attorney general|"
                     r"abogad\w+|demandar\w*|demanda judicial|denuncia\w*|hojas? de reclamaci\w+|juzgado|oficina de consumo|en consumo|anw[aä]lt\w*|rechtsanw\w+|gericht\w*|klage\w*|verklag\w*|anzeige erstatten|verbraucher(?:zentrale|schutz)|schlichtungsstelle|rechtliche schritte|aufsichtsbehörde|presse|"
                     r"avocat\w*|tribunaux|mise en demeure|porter plainte|plainte|médiateur|justice|huissier|répression des fraudes)\b"),
    ("review_threat", r"\b(?:(?<!read )(?<!good )(?<!great )(?<!your )reviews?|followers|subscribers|one star|1 star|one-star|trustpilot|google reviews?|tripadvisor|g2|twitter|instagram|facebook|tiktok|viral|post (?:this|it|about)|(?:tell|warn) every(?:one|body)|social media|going public|reseñas?|redes sociales|bewertung\w*|sozialen? (?:medien|netzwerk\w*)|avis|réseaux sociaux)\b"),
    ("second_failure", r"\b(?:again\b.{0,30}(?:broke\w*|cracked|wrong|late|failed|down|happened|missing|dead|leak\w*)|(?:broke\w*|cracked|fail(?:ed|s)|leak\w*|stopp?ed|missed|missing|late|down|happened|wrong|faulty|died|dead|overcharged|charged|cancelled)\b[^.!?]{0,25}\bagain|(?-i:AGAIN)|"
                       r"(?:second|third|fourth|fifth|2nd|3rd|4th|5th) (?:time|repair|visit|failure|attempt|replacement)|(?:the )?replacement (?:is|was|came|arrived|lamp|one)|(?:replacement|new one|second one|repaired one)\b[^.!?]{0,50}\b(?:too|as well|also|leaks|broke\w*|crack\w*|wrong|faulty|doesn['’]?t|stopped|dead)|twice (?:now|already|broken)|once more|"
                       r"same (?:corner|fault|problem|thing|issue|error|defect|spot|mistake)\b[^.!?]{0,40}\b(?:again|after|before|later|since|still|back)|(?:after|since) (?:your|the|being|its|it was) (?:\w+ )?repair\w*|weeks? after the (?:engineer|repair|technician)|"
                       r"otra vez|(?:segunda|tercera|cuarta) vez|de nuevo|por segunda|schon wieder|wieder (?:kaputt|defekt|falsch|nicht)|(?:zweiten|dritten|vierten|fünften)[ -]?mal|erneut|encore une fois|(?:deuxième|troisième|quatrième|seconde|2e|3e) fois|à nouveau|de nouveau)\b"),
    ("vulnerable", rf"\b(?:disab(?:led|ility)|wheelchair|mobility (?:scooter|aid)|walking frame|(?:uses?|on|with) (?:a )?(?:walker|crutches|stick)|power ?chair|pregnan\w*|elderly|pensioners?|(?:my|his|her|state|old age) pension|cancer|chemo\w*|dialysis|on oxygen|oxygen (?:machine|concentrator|tank|at)|breathing machine|ventilator|nebuli[sz]er|stairlift|"
                   rf"widow\w*|bereave\w*|funeral|my late (?:husband|wife|mother|father|mum|mom|dad|son|daughter|partner)|{_PERSON} (?:\w+ ){{0,2}}(?:died|passed away)|passed away|death of|(?:his|her) death|hospital\w*|hospice|autis\w*|special needs|learning (?:disability|difficult\w+)|(?:am|i['’]m|is|are|was|registered|legally|partially|nearly|almost|half) (?:\w+ )?(?:blind|deaf|sighted)|visually impaired|sight loss|screen reader|hard of hearing|hearing aids?|guide dog|"
                   rf"dementia|alzheimer\w*|parkinson\w*|multiple sclerosis|(?-i:MS)\b(?= and|,|\.| so)|(?:had|has|after|a) (?:a )?(?:stroke|heart attack)|epilep\w*|diabet\w*|insulin|pacemaker|asthma\w*|transplant|seriously ill|terminal(?:ly)? ill|carers?|care home|"
                   rf"(?:my|our|the|a) (?:baby|newborn|infant)|newborns?|(?:he|she|baby|son|daughter|one|twins?|boy|girl|child)\b[^.!?,]{{0,20}} (?:days?|weeks?|months?)[- ]old|(?:days?|weeks?)[- ]old (?:baby|son|daughter|twins?|boy|girl)|suicid\w*|self[- ]harm|depression|(?:am|i['’]m|is|been|severely|feeling|so) depressed|anxiety|panic attacks?|mental health|(?:can['’]?t|cannot|can not) (?:cope|go on|take (?:it|this) any ?more)|don['’]?t want to (?:be here|live|go on)|end it all|(?:nervous|mental) breakdown|"
                   rf"insolven\w*|bankrupt\w*|homeless|evict(?:ed|ion)|food bank|lost my job|(?:can['’]?t|cannot) (?:afford|feed|buy) (?:\w+ ){{0,2}}(?:food|rent|kids|children|family|groceries|nappies|medicine)|domestic (?:violence|abuse)|refugee|"
                   rf"(?:i['’]m|i am|im|aged?|is|she['’]s|he['’]s|turned) {_OLD}\b(?! ?(?:%|percent|per cent|[$€£]|euros?|eur|usd|dollars?|pounds?|quid|days?|minutes?|min|hours?|km|miles|cm|mm|m\b|kg|degrees|people|seats|users|years? (?:ago|warranty)|[.,:]\d))|{_PERSON},? (?:\(?(?:aged? )?){_OLD}\b\)?|{_OLD}[- ]years?[- ]old|{_OLD} (?:años|jahre\b(?! garantie)|ans\b)|(?:ist|war|bin|tiene|tengo|a|ai) {_OLD}\b(?= (?:und|jahre|años|ans|y|et))|"
                   r"embarazad\w*|discapac\w*|minusvál\w*|silla de ruedas|falleci\w*|viud[oa]|jubilad[oa]s?|recién nacid[oa]|bebé\w*|cáncer|(?:soy|es) (?:ciego|ciega|sord[oa])|schwanger\w*|(?:schwer|geh|seh)?behinder\w*|rollstuhl|pflege(?:bedürftig\w*|grad|heim)|rentner\w*|witwe\w*|verstorben\w*|gestorben|demen[tz]\w*|krebs\b|blind\b(?=,|\.| und| bin| ist)|gehörlos\w*|neugeboren\w*|säugling|"
                   r"enceinte|handicap\w*|décès|décédé\w*|veuve|veuf|fauteuil roulant|âgée?s?\b|retraitée?s?|malvoyant\w*|aveugle|nourrisson|nouveau-né)"),
    ("precedent_claim", r"\b(?:neighbou?rs?|friends?|mates?|colleagues?|sister|brother|cousin|(?:brother|sister|mother|father|son|daughter)-in-law|flatmate|boss|another (?:customer|guest|passenger|member)|other (?:customers|guests|passengers|people|members)|someone else|coworker|vecin\w+|amig\w+|cuñad\w+|nachbar\w*|freund\w*|kolleg\w*|bekannte\w*|voisin\w*|ami[es]?|collègue\w*|beau-frère|belle-sœur)\b"
                        r".{0,120}\b(?:got|get|gets|received|refund\w*|gave|given|paid|credit\w*|compensat\w*|same|recibi\w+|dieron|devolvi\w+|bekam\w*|bekommen|erhielt\w*|erstattet|reçu|obtenu|rembours\w*)\b"),
    ("internal_source", r"\b(?:used to work|works? (?:for|at|there|in your)|internal(?:ly)? (?:target|goal|rule|document|standard)|your own (?:standard|target|goal|internal)|an insider|one of your (?:engineers|agents|staff|people|crew)|the goal is|told me (?:off the record|straight))\b"),
    ("earlier_promise", r"\b(?:(?:your|the) (?:agent|rep|colleague|chat person|staff|advisor|adviser|sales|guy|driver|engineer|technician|manager|shop|operator)[^.!?]{0,40}(?:promised|told|said|agreed|approved|confirmed|assured)|(?:lady|gentleman|man|woman|girl|lad|guy|person|somebody|someone|salesman|they|you|he|she|who)\b[^.!?]{0,40}\b(?:promised|assured|guaranteed) (?:me|us|my|that)|I was (?:promised|told|assured|guaranteed)|we were (?:promised|told|assured|guaranteed)|"
                        r"promised (?:me|us)|me prometi\w+|me dijeron|me asegur\w+|nos (?:dijeron|prometi\w+|asegur\w+)|versprochen|zugesagt|zugesichert|(?:hieß es|wurde (?:mir|uns) gesagt)|promis par|(?:on m'a|vous m'avez|on nous a) (?:promis|dit|assuré))\b"),
    ("fraud", r"\b(?:calling me a (?:thief|liar)|accus\w+ (?:me|us|my)|(?:do you |you )?think I(?:['’]m| am) (?:lying|making|a liar|a thief)|making (?:it|this) up|(?:third|3rd|fourth|4th) (?:claim|time)[^.!?]{0,60}(?:refunded|claim|parcel|deliver)|suspect\w* (?:of|fraud|theft|me|us)|fraud\w*|hacked|hackers?|phish\w*|scammers?|not my (?:signature|purchase|order|payment|handwriting)|(?:it |that )?was(?:n['’]?t| not) (?:me|us)\b|"
              r"(?:never|didn['’]?t|did not) (?:made?|authori[sz]ed?|placed?|signed?|ordered?|approved?) (?:this|that|these|those|any)|unauthori[sz]ed|(?:don['’]?t|do not) recogni[sz]e (?:this|the|these|that|any)|(?:someone|somebody)(?: else)? (?:has |had |must have )?(?:used|opened|ordered|logged|accessed|stole|took out|got into)|identity theft|stolen (?:card|identity|phone)|cloned|forged|fake (?:site|invoice|call)|"
              r"betrug\w*|betrüger\w*|gefälscht\w*|gehackt|nicht von mir|no (?:fui|he sido) yo|suplanta\w+|hackead\w+|fraude\w*|usurp\w+|piraté\w*|ce n'est pas moi)\b"),
    ("contradiction_claim", r"\b(?:two (?:different |contradict\w+ )?(?:rules|pages|documents|policies|papers|answers)|contradict\w*|disagree with yourselves|can(?:'t|not) both be|which is it|page (?:one|two)\b|not what your (?:other|page)|says? [^.!?]{0,50}\d[^.!?]{0,30}\b(?:and|but|while|whereas)\b[^.!?]{0,40}\bsays? [^.!?]{0,40}\d|"
                             r"your own (?:page|terms|billing terms|paperwork|policy)|point \d\.\d|clause [A-Z]?\d|dos (?:normas|reglas|documentos|plazos) (?:distint|diferent)\w*|zwei (?:verschiedene |unterschiedliche |widersprüchliche )?(?:regeln|regelungen|dokumente|papiere|bedingungen|fristen|klauseln)\b|deux (?:règles|documents|règlements|délais|clauses) (?:différent|contradictoire|oppos)\w*|widersprech\w*|widerspruch|contredi\w*)\b"),
    ("widespread", rf"\b(?:(?:everyone|everybody|all of us|most people|half the people|nobody else) (?:on|in|at|has|have|is|are having|across|from) (?:the|our|my|this|your forum)(?: \w+)? {_MANY}|everyone (?:on|in|has|is having)|(?:the|our|a) (?:whole|entire) {_MANY}|half (?:the|our) {_MANY}|all (?:of )?(?:the|our|my|your) (?:neighbou?rs|users|colleagues|passengers|guests|staff|customers|tenants|patients|classmates|members|students|employees|coworkers|clients)|"
                   r"(?:dozens|hundreds|thousands|scores|lots|loads) of (?:people|customers|users|others|us|guests|passengers|families)|not the only one|(?:many|several) (?:of us|others|other (?:people|customers|guests|users)|people|customers)|"
                   r"im ganzen \w+|(?:die|in der) ganzen? (?:straße|stadt|siedlung|nachbarschaft|firma|abteilung|anlage)|alle (?:nachbarn|kollegen|mieter|kunden|gäste|mitarbeiter|bewohner)|viele andere|tout(?:e)? (?:la |le |l['’])(?:résidence|immeuble|rue|quartier|village|équipe|hôtel|bureau|ville)|tous (?:les|mes|nos) (?:voisins|collègues|clients|passagers|locataires)|"
                   r"tod[oa] (?:el|la) (?:edificio|barrio|pueblo|vuelo|calle|oficina|hotel|urbanización|comunidad)|todos (?:los|mis|nuestros) (?:vecinos|compañeros|clientes|pasajeros|huéspedes)|much[oa]s (?:clientes|otros|personas|vecinos))\b"),
    ("cancel_threat", r"\b(?:competitor\w*|switch(?:ing)? (?:to|provider|banks?|supplier)|leav(?:e|ing) you|(?:cancel|close|closing|cancelling|end) (?:my|our|the) (?:contract|subscription|account|plan|membership|policy)|take my (?:business|custom|money)|(?:go|going|moving|taking \w+ \w+) elsewhere|lost (?:me|us|a customer)|never (?:book|buy|order|fly|stay|shop|come)[^.!?]{0,20} again|"
                      r"konkurrenz|wechs(?:le|eln?) (?:ich|wir|den|zu)|kündige (?:ich|sonst)|me (?:voy|cambio) (?:a|de)|(?:darme|doy|daré) de baja|la competencia|(?:chez|à) la? ?concurren\w+|changer d['’](?:opérateur|assureur|banque|hôtel)|je résilie)\b"),
)  # fmt: skip
TWO_DOCUMENTS = "two_documents"
NAMES = (*(name for name, _ in SIGNALS), TWO_DOCUMENTS)
_SIGNALS = tuple((name, Scan(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in SIGNALS)


@lru_cache(maxsize=256)
def signals_in(own: str) -> tuple[str, ...]:
    """The names of the signals that a customer's own text gives, in a fixed order."""
    found = tuple(name for name, pattern in _SIGNALS if pattern.search(own))
    return (*found, TWO_DOCUMENTS) if holds_two_against_each_other(own) else found
