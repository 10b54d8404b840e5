"""Who speaks: the company, the customer, or somebody reported; and the words the frames are made of."""

from __future__ import annotations

import re

from assistant.case import CommitmentType
from assistant.promises.patterns import Scan, match, search
from assistant.promises.verbs import BASE, THIRD, lemma, word_set

ADV = (
    r"(?:(?:gone ahead and|taken the liberty of|found and|also|now|nevertheless|nonetheless|already|just|gladly|still|even|then|therefore|again|both|all|always|soon|today|tomorrow|tonight|first|of course|instead|\w+ly|as well|at once|straight away|"
    r"right away|right now|right|in turn|further|indeed|once more|once again|myself|ourselves|himself|herself|in full|at the moment|at present|too|either|hereby|each|on this occasion|this time|in addition|next|since|ever|and truly|out of goodwill|most|very much|so|additionally|exceptionally|as a gesture of goodwill|as an exception|"
    r"for you|of course) )*"
)


WE = r"(?:i|we|(?:one|some|any|another|both|all|each|two) of us|someone|somebody|my team and i)"


ME = rf"\b{WE}(?: (?:at|here at|in|from|on) (?:\w+ ){{1,4}}?)? "


WILL = r"(?:will|shall|(?:am|are|is) (?:(?:now|also|just|still|therefore|then|gladly) )*(?:going|about) to)"


_REPORTED = re.compile(
    r"^(?:and |but |so |as |then |in your \w+ |on \w+ \w+ |as for )*(?:you|the customer|your \w+) (?:also |now |then |have |had |were |are |clearly |rightly |therefore |would |originally |kindly |first |did |only )*"
    r"(?:said|say|told|tell|ask|asked|asking|wrote|write|mention|mentioned|request|requested|demand|demanded|expect|expected|expecting|want|wanted|claim|claimed|promised|assured|understood|report|reported|"
    r"believed?|hoped?|quoted?|stated?|describe|described|quote|insist|insisted|wish|wished|like|explained|explain|argue|argued|suggested|suggest|heard|led to believe|informed|offered|given to understand|complained|thought|feel|felt|rely|relied|cite|cited|invoke|invoked|refer|referred|dispute|disputed|object|objected|added|prefer|preferred|need(?! not)|needed)\b"
)


_PROMISED_BEFORE = Scan(
    r"\b(?:you were (?:told|promised|assured|quoted|offered|informed|given|led)|(?:had|have|has|was|were) (?:\w+ )?promised|(?:promised|told|assured) you\b|"
    r"(?:colleague|agent|advisor|adviser|representative|driver|salesman|salesperson|rep|he|she|they|assistant|chatbot|operator|staff) (?:had |has |also )*(?:said|told|promised|assured|offered|quoted|mentioned|suggested))\b"
)


COURTESY = Scan(
    r"\b(?:do not hesitate|feel free to (?:call|contact|email|write|reply|reach|get|ring|drop|message|ask)|(?:happy|glad|here|delighted|pleased|ready|available|love|like) to (?:help|assist|answer (?:any|your|further)|discuss|chat|talk you|hear|know|learn|see you|welcome you|thank|apologi[sz]e|"
    r"say|begin by|start by|express|take this opportunity|understand|point|stress|add|clarify|have you back|serve)|let (?:me|us) know|look(?:ing)? forward|thank you|thanks|rest assured we (?:take|value|care)|"
    r"(?:can|could) (?:only )?(?:apologi[sz]e|imagine|understand|see (?!to)|appreciate|hear|feel|relate|sympathi[sz]e|tell (?:that|from|by|how)|well|fully|completely|totally)|i would have|we would have|"
    r"always here|at your (?:service|disposal)|mean(?:s|t)? a lot|the least we)\b"
)


NO_ACT = re.compile(
    r"^(?:and |but |so |first of all |however |again |once again |firstly )*(?:i|we) (?:do |am |are |can |also |really |fully |truly |very |quite |completely |totally |sincerely |deeply |just |only |so |both |must |would |all |should |will )*"
    r"(?:understand|see (?!what (?:i|we|else)|to it|to that|about|if|whether)|know|hear|appreciate|gather|realise|realize|recognise|recognize|apologise|apologize|sorry|imagine|wish you|hope you|hope that you|hope your|hope this|hope that this|hope the|hope it|hope she|hope he|hope they|trust|sympathise|sympathize|"
    r"thank|value|admire|care|love that|note|noted|noticed|noticing|notice|aware|acknowledge receipt|acknowledge your|writing|write to (?:acknowledge|confirm receipt)|dismayed|saddened|embarrassed|disappointed|concerned|pretend|well see|well imagine|well understand|fully see|read|reread|wonder|wondered|think|believe|feel|agree that|regret)\b"
    r"|^(?:so |absolutely |really |truly )*(?:gutted|mortified|devastated|horrified|thrilled|delighted|glad|happy|pleased|relieved|chuffed|sad|shocked|embarrassed) (?:that|about|for|to (?:hear|read|see|learn|find))\b|^(?:and |but |so )*(?:this|that|here|which) is (?:how|what|why|where) |^you will (?:also |then )?find (?:\S+ ){1,8}?(?:on|in|at|under|below) (?:our|the|your) (?:website|site|web ?page|page|app|settings|terms|faq|leaflet|brochure|reverse|back)\b"
)


_ACCEPTS = Scan(
    r"\b(?:if (?:(?:you|they|she|he) (?:would |do |also |still |ever |'d )*(?:like|wish|want|prefer|agree|accept|choose|decide|rather|are (?:happy|interested|willing|ok|okay|open|up for|keen)|fancy|say (?:yes|so)|let (?:me|us) know|care|opt|are happy|renew|rebook|re-?subscribe|book again|order again|stay with us|come back|stay on|go for|take (?:us|me) up|come back|reply yes|need (?:it|one|this))|(?:that|this|it|either|one of these|any of (?:these|this|that)) (?:\w+ )?(?:works|suits|helps|sounds|is (?:ok|okay|fine|acceptable|alright|all right|agreeable|convenient|of interest|any use)|would (?:help|suit|work|be)|appeals)|acceptable|so|preferred)|whichever|whatever suits|whenever (?:it |you |that )|should you (?:wish|like|prefer|want|agree|accept|choose|decide|be happy)|just say|on request|would you like|at your request)\b"
)


_ACCEPT_IMPERATIVE = re.compile(
    r"^(?:and |or |but |so |then |just |simply |please |all you (?:have|need) to do is )*(?:reply (?:with )?(?:the )?(?:code|word|yes|ok|okay|y|quoted|\"|back|to accept|to this|here|accept)|say (?:yes|the word|so|ok)|give (?:me|us) (?:the (?:nod|word|go-ahead|green light)|a nod)|let (?:me|us) know|tell (?:me|us) (?:which|if|whether|when|yes|what|that)|accept|click (?:accept|yes)|tick|choose|pick (?:one|a|your|the)|answer yes|confirm (?:by|with|that you|you)|book (?:with us )?again|"
    r"(?:drop|pop|swing|stop|come|call) (?:in|by|round|over|back) (?:any ?time|any day|whenever)\b|(?:come|fly|stay|shop|travel|order|dine|eat|ride|visit|buy|book|stop|pop) (?:with us |from us |at ours |back |by |in )*(?:again|back|another|your next|any)|use (?:the |this |promo |voucher |discount )?code|enter (?:the |this )?code|text yes|nod|drop (?:me|us) a (?:yes|line)|sign up|renew|return to us|come back|order again|type)\b"
)


_PERK_LATER = Scan(
    r"\b(?:next|another) (?:time you|order|stay|booking|purchase|trip|flight|rental|shop)\b|\bbook(?:ing)? again\b|\b(?:order|stay|shop|fly|book|travel|come back|hire|rent|ride|eat|dine|sail|visit|buy|drive|choose|use)(?: (?:with|from|at|by) (?:us|ours)| us| here)? again\b"
)


NOT_OURS = Scan(
    r"\b(?:you|your (?:bank|card issuer|card company|provider|landlord|employer|doctor|neighbou?rs?|insurer|airline|gp|lawyer|solicitor|vet|dentist|husband|wife|son|daughter|mother|father|shop|store|retailer|agent|garage|mechanic|plumber|builder|mum|mom|partner|friend|browser|phone|device)|the (?:seller|police|customer|other (?:driver|party|side)|thief|fraudster|buyer|bank|ombudsman|regulator|court|landlord|weather|storm|government|airport|network operator|customs)|somebody|someone(?: else)?|thieves|bank's)$"
)


TIME = Scan(
    r"\b(?:today|tomorrow|tonight|now|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this (?:week|afternoon|evening|morning)|next|by (?:\d|noon|midday|midnight|then|the (?:end|\d)|end|close|next|christmas|today|tonight|monday|tuesday|wednesday|thursday|friday)|within|on \d|on (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
)


_IMPERATIVE_DETAILS = re.compile(
    r"^(?:and |or |so |but |then |just |simply |please |either |first |now |kindly |ok |all you (?:have|need) to do is )*(?:please )?(?:send|dm|email|e-mail|message|reply|post|bring|return|forward|upload|give|share|call|ring|text|show|hand|drop|tell|provide|fill|complete|sign|attach|let|quote|confirm|pop|pay|rate|ship|scan|mail|come|take|submit|visit|whatsapp|pm|present|get|leave|update|install|restart|keep|hang|point|enter|register|return|write|contact|answer|say|choose|use|book|order|accept|pick|click|type|"
    r"fly|stay|shop|travel|renew|return|log|open|apply|make|close|ensure|check|remember|note|switch|turn|avoid|stop|wait|try)\b"
)


OPENS_LIST = re.compile(
    r"(?:and |but |so |ok |here is |here are )*(?:here is|here are|this is|that is) (?:exactly |precisely |just )?(?:what|how|why|where|when|the (?:deal|plan|situation|position|summary|story|background|good news|bad news))\b"
)


BY_ITSELF = Scan(r"\b(?:by itself|by themselves|on its own accord|drops? off (?:by|on)|wish (?:i|we) could)\b")


def first_word(text: str) -> str:
    return text.split(" ", 1)[0] if text else ""


_SHOULD_HAVE = Scan(
    rf"(?:^|\b){WE}(?: here| at \w+ \w+)? (?:really |simply |of course )?(?:should|ought to) have (?:told|warned|informed|let)\b"
)


def is_customers(text: str) -> bool:
    """Whether the clause tells what the customer or somebody else said, wished or was told."""
    return bool(_REPORTED.match(text) or (_PROMISED_BEFORE.search(text) and not _SHOULD_HAVE.search(text)))


_TELLS = r"(?:say|says|said|write|writes|wrote|tell (?:me|us)|told (?:me|us)|feel|felt|think|thought|believe|claim|claimed|recall|recalled|remember|mention|mentioned|joke|joked|put it|see it|reckon|argue|argued|insist|complain|remind (?:me|us)|point out|suspect)"
_CREDITED = re.compile(
    rf"(?:^| , )(?:or |and )?(?:so |as |that is what |at least )*(?:you|he|she|they|your (?:\w+ ){{1,2}}?) ?(?:also |now |rightly |kindly |just )*{_TELLS}(?: it| so| to (?:me|us)| in your \w+| on the phone| yourself)*$|(?:^| , )(?:or so )?you (?:were|had been|have been|are) (?:told|promised|assured|informed|given to understand)$|(?:^| , )(?:as|so) (?:i|we) (?:see|saw|read|hear|notice)$"
)
_DOUBTED = re.compile(
    r"(?:^| , )(?:(?:or so |at least |and )?(?:i|we) (?:(?:do )?(?:trust|guess|think|suspect|believe|reckon|imagine|expect|hope)|(?:would|should|can only) (?:say|think|guess|hope|imagine))(?: so)?$|"
    r"(?:all being well|fingers crossed|with (?:any |some |a bit of |a little )?luck|hopefully|god willing|touch wood|(?:weather|traffic|stock|time|space|staff|tides?) permitting|subject to (?:stock|availability|weather|demand|space|traffic)|"
    r"(?:if|provided|as long as) (?:all|everything|things) (?:goes?|runs?|works?)(?: out)?(?: well| to plan| smoothly| as planned)?|if (?:we are|i am) lucky|if nothing (?:goes wrong|else comes up|gets in the way)|no promises(?: though| there)?|"
    r"(?:that|this|it) is (?:very |quite |most )?(?:likely|probable|possible|the (?:plan|hope|idea|aim|goal|intention))(?: at least| for now| anyway)?))$"
)


def credits_customer(text: str) -> bool:
    """Whether a clause behind another says whose words that was: the customer's (", you write")."""
    return _CREDITED.search(text) is not None


def doubts(text: str) -> bool:
    """Whether a clause beside another weakens it (", we trust", "all being well")."""
    return _DOUBTED.search(text) is not None


def asks_to_accept(text: str) -> bool:
    """Whether a condition is nothing but the customer's acceptance."""
    return bool(_ACCEPTS.search(text))


def is_imperative(text: str) -> bool:
    """Whether the clause tells the customer to do something."""
    return bool(_IMPERATIVE_DETAILS.match(text) or _ACCEPT_IMPERATIVE.match(text))


def accepts_by_doing(text: str) -> bool:
    """Whether what the customer is told to do is to accept, choose or buy again."""
    return bool(_ACCEPT_IMPERATIVE.match(text))


def refers(deed: str, text: str) -> bool:
    return bool(
        search(
            r"\b(?:promise|guarantee|confirm|commit|offer|do|say|agree|assure|honou?r|authori[sz]e|approve)(?: to| you)? (?:to )?(?:it|this|that|them|so|the same|one|either|anything)\b|\b(?:it|this|that|one) (?:is|was) (?:not|n't)|^(?:that|this|it) ",
            text,
        )
        or match(r"(?:do )?(?:it|this|that|the same|so|one)\b", deed)
        or search(r"\bpromise of (?:one|it|that)\b|\bto do so\b", text)
    )


def deed_after(deed: str) -> str:
    return re.sub(
        r"^(?:to |be able to |be in a position to |also |not |be (?=\w+ing\b)|have to |able to |then |well |and |get you )*",
        "",
        deed,
    )


def confirms_before(text: str) -> CommitmentType | None:
    """Whether the clause does no more than vouch for the one before ("I guarantee it"), and what that makes of it."""
    if match(
        r"(?:and |that |this )*(?:i|we) (?:can |do |personally |absolutely |fully |hereby )*guarantee (?:it|that|this|you(?: that)?)?$|^(?:(?:and )?you have|(?:and )?(?:i|we) give you) (?:my|our) word(?: on (?:it|that|this))?$|^(?:that is |this is )?(?:100% )?guaranteed$|^(?:that is |this is )?(?:my|a) (?:guarantee|word)$|^(?:and |that )*(?:i|we) (?:can )?(?:promise|assure|swear)(?: you)?(?: it| that)? (?:100%|hand on heart|faithfully|with all my heart)$",
        text,
    ):
        return "guarantee"
    if match(
        r"(?:and |that is )*(?:i|we|a) (?:do |can |hereby )*(?:promise|assure you|commit to (?:it|that))(?: you)?(?: that| it| this)?$",
        text,
    ):
        return "promise"
    if match(
        r"(?:and |that )*(?:i|we) (?:can )?(?:promise|assure|swear)(?: you)?(?: it| that)? (?:100%|hand on heart|faithfully)$",
        text,
    ):
        return "guarantee"
    return None


def perk_later(text: str) -> bool:
    """Whether what is given is tied to a further purchase ("book again and we will add ...")."""
    return bool(_PERK_LATER.search(text)) and bool(
        search(
            r"\b(?:add|free|off|upgrade|give|comes off|on us|less|throw|discount|knock|voucher|treat|get|include)\b",
            text,
        )
    )


_SUBJECT_WORDS = frozenset(("i", "we", "you", "he", "she", "they"))


def has_verb(tokens: list[str]) -> bool:
    """Whether a sentence has a finite verb of its own (a fragment has none)."""
    helping = {
        "will",
        "shall",
        "can",
        "could",
        "would",
        "may",
        "might",
        "must",
        "should",
        "is",
        "are",
        "was",
        "were",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "am",
        "please",
        "let",
        "need",
        "needs",
        "take",
        "takes",
        "show",
        "shows",
        "went",
        "came",
        "got",
        "left",
        "ran",
        "took",
        "gave",
        "said",
        "told",
    }
    if any(token in _SUBJECT_WORDS for token in tokens):
        return True
    while tokens and tokens[0] in ("just", "simply", "then", "also", "so", "and"):
        tokens = tokens[1:]
    return any(token in helping for token in tokens) or bool(
        tokens and tokens[0] in BASE and tokens[0] not in ("within", "by")
    )


_OWN_HELPER = re.compile(
    r"(?:then |also )*(?:will|(?:have|has)(?! (?:it|the|your|a|an|them|this|that|you|someone|our)\b)|can|shall)\b"
)
_TO_HELPER = re.compile(r"^(.*?\b)(?:will|have|has|can|shall)\b")
_WITH_HELPER = re.compile(
    r"^(.*?\b(?:will|shall|can|have|has|am|are|is|was|were|may|might|could|would|let me|going to|able to|like to|happy to|pleased to|glad to)"
    r"(?: (?:be|been|also|now|already|\w+ly|happy to|glad to|like to|love to|able to|going to|pleased to|try to|hope to))*)\b"
)
# "it was found in Lille and is on the road again": the subject is shared, the verb is not.
_OWN_VERB = re.compile(r"(?:is|are)\b")
_TO_INFINITIVE = re.compile(r"^(.*?\w )to \w")
_TO_FINITE = re.compile(r"^(.*?\b)(?:will|shall|have|has|am|is|are|was|were|can|may)\b")
_INTENT = re.compile(r"(?:hope|aim|expect|plan|intend|trust)s? to\b")


def with_subject(before: str, clause: str) -> str:
    """The clause with the subject and helping verb of the clause `before` it, which it shares."""
    own = re.sub(r"^(?:and|or|then|plus|&|\+) ", "", clause)
    if _INTENT.match(own):
        return f"{before.split(' ', 1)[0]} {own}"
    infinitive = _TO_INFINITIVE.match(before) if own.startswith("to ") else None
    if infinitive is not None:
        return f"{infinitive.group(1)}{own}"
    if _OWN_VERB.match(own) or own.split(" ", 1)[0] in THIRD - BASE:
        subject = _TO_FINITE.match(before)
        return f"{subject.group(1)}{own}" if subject else own
    head = (_TO_HELPER if _OWN_HELPER.match(own) else _WITH_HELPER).match(before)
    if head is not None and head.re is _WITH_HELPER and before[head.end() :].lstrip().startswith("not "):
        # "I can't backdate it, extend it or waive it": what is refused is shared as well.
        return f"{head.group(1).strip()} not {own}"
    return f"{head.group(1).strip()} {own}" if head else own


_PRESENT = re.compile(
    r"(?P<subject>(?:and |but |so |then )*(?:i|we|they|he|she|you|an? (?:\w+ ){0,2}?\w+|(?:our|my) (?:\w+ ){0,2}?\w+|the (?:\w+ ){0,2}?(?:team|office|desk|department|engineer|technician|driver|courier|manager))) (?P<adverb>(?:then |also |now |\w+ly )*)(?P<verb>\w+)(?P<rest> .+)$"
)
_OF_THINGS = re.compile(
    r"(?P<subject>(?:and |but |so |then )*(?:the|your|that|every|his|her) (?:\w+ ){1,3}?)(?P<adverb>(?:then |also |now )*)(?P<verb>returns?|falls?|drops?|costs?|goes|comes?|gets?|disappears?|moves?|switches|begins?|ends?|rises?|arrives?|leaves?|repairs?|replaces?|fits?|pays?|visits?|rings?|calls?|looks?|takes?)(?P<rest>(?: .+|$))"
)
_STATES = word_set(
    "be have need know understand see hear hope think believe feel want like love wish work find say tell get expect accept offer agree appreciate ask"
)


def in_future(text: str) -> str:
    """A clause in the present tense ("I send it today") with "will"; any other clause as it is."""
    found = _PRESENT.match(text) or _OF_THINGS.match(text)
    if found is None or found["verb"] not in BASE | THIRD:
        return text
    verb = lemma(found["verb"])
    if verb in _STATES:
        return text
    return f"{found['subject']} {found['adverb']}will {verb}{found['rest']}"


def and_then(clause: str) -> bool:
    """Whether the clause can be the result of an imperative ("send it and we will ...")."""
    return (
        match(
            r"(?:and|then|or|so)? ?(?:then )?(?:(?:i|we|you|our|your|the|it|that|one of|\d+)\b|(?:\w+ ){1,5}?(?:will|shall|goes|comes)\b)",
            clause,
        )
        is not None
    )
