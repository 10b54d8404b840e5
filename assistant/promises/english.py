"""English frames: what an English clause does, by subject, helping verb, negation and main verb.

`read(clause)` tries the frames in the order liability, guarantee, decline, hedge, offer, deed done, rule, promise.
The clause is plain words (`words.plain`); the deed is what starts with the main verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.case import CommitmentType
from assistant.promises.verbs import BASE, ING, PAST, forms, lemma
from knowledge.terms import Kind


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does. `deed` starts with its main verb; `kind` is set where the frame itself tells it.

    `refers` is true where the act only points to another one ("we cannot confirm this").
    """

    type: CommitmentType
    deed: str = ""
    kind: Kind | None = None
    refers: bool = False


_ADV = (
    r"(?:(?:also|now|already|just|gladly|still|even|then|therefore|again|both|all|always|soon|today|tomorrow|tonight|first|of course|instead|\w+ly|as well|at once|straight away|"
    r"right away|right now|right|in turn|further|indeed|once more|once again|myself|ourselves|himself|herself|in full|at the moment|at present|too|either|hereby|each|on this occasion|this time|in addition|next|since|ever|and truly|out of goodwill|most|very much|so|additionally|exceptionally|as a gesture of goodwill|as an exception|"
    r"for you|of course) )*"
)
_WE = r"(?:i|we|(?:one|some|any|another|both|all|each|two) of us|someone|somebody|my team and i)"
_ME = rf"\b{_WE}(?: (?:at|here at|in|from|on) (?:\w+ ){{1,4}}?)? "
_WILL = r"(?:will|shall|(?:am|are|is) (?:now )?(?:going|about) to)"

# -- not the company's act ------------------------------------------------------------------------------------------
_REPORTED = re.compile(
    r"^(?:and |but |so |as |then |in your \w+ |on \w+ \w+ |as for )*(?:you|the customer|your \w+) (?:also |now |then |have |had |were |are |clearly |rightly |therefore |would |originally |kindly |first |did |only )*"
    r"(?:said|say|told|tell|ask|asked|asking|wrote|write|mention|mentioned|request|requested|demand|demanded|expect|expected|expecting|want|wanted|claim|claimed|promised|assured|understood|report|reported|"
    r"believed?|hoped?|quoted?|stated?|describe|described|quote|insist|insisted|wish|wished|like|explained|explain|argue|argued|suggested|suggest|heard|led to believe|informed|offered|given to understand|complained|thought|feel|felt|added|prefer|preferred|need|needed)\b"
)
_PROMISED_BEFORE = re.compile(
    r"\b(?:you were (?:told|promised|assured|quoted|offered|informed|given|led)|(?:had|have|has|was|were) (?:\w+ )?promised|(?:promised|told|assured) you\b|"
    r"(?:colleague|agent|advisor|adviser|representative|driver|salesman|salesperson|rep|he|she|they|assistant|chatbot|operator|staff) (?:had |has |also )*(?:said|told|promised|assured|offered|quoted|mentioned|suggested))\b"
)
_COURTESY = re.compile(
    r"\b(?:do not hesitate|feel free to (?:call|contact|email|write|reply|reach|get|ring|drop|message|ask)|(?:happy|glad|here|delighted|pleased|ready|available|love|like) to (?:help|assist|answer (?:any|your|further)|discuss|chat|talk you|hear|know|learn|see you|welcome you|thank|apologi[sz]e|"
    r"say|begin by|start by|express|take this opportunity|understand|point|stress|add|clarify|have you back|serve)|let (?:me|us) know|look(?:ing)? forward|thank you|thanks|rest assured we (?:take|value|care)|"
    r"(?:can|could) (?:only )?(?:apologi[sz]e|imagine|understand|see (?!to)|appreciate|hear|feel|relate|sympathi[sz]e|tell (?:that|from|by|how)|well|fully|completely|totally)|i would have|we would have|"
    r"always here|at your (?:service|disposal)|mean(?:s|t)? a lot|the least we)\b"
)
_NO_ACT = re.compile(
    r"^(?:and |but |so |first of all |however |again |once again |firstly )*(?:i|we) (?:do |am |are |can |also |really |fully |truly |very |quite |completely |totally |sincerely |deeply |just |only |so |both |must |would |all |should |will )*"
    r"(?:understand|see|know|hear|appreciate|gather|realise|realize|recognise|recognize|apologise|apologize|sorry|imagine|wish you|hope you|hope that you|hope your|hope this|hope that this|hope the|hope it|hope she|hope he|hope they|trust|sympathise|sympathize|"
    r"thank|value|admire|care|love that|note|noted|noticed|noticing|notice|aware|acknowledge receipt|acknowledge your|writing|write to (?:acknowledge|confirm receipt)|dismayed|saddened|embarrassed|disappointed|concerned|read|reread|wonder|wondered|think|believe|feel|agree that|regret)\b"
)
_STILL_ACT = re.compile(r"\b(?:not|unable|declin|can|will|responsib|liab|fault|mistake|error|owe)\w*\b")

# -- liability ------------------------------------------------------------------------------------------------------
_FAULT_NOUN = r"(?:mistakes?|errors?|fault|oversight|slip(?:-up)?|blunder|failing|failure|mix-up|screw-up|mess-up|negligence|carelessness|doing|lapse|bad|shortcoming|wrongdoing|miscommunication|omission|misunderstanding)"
_OUR = r"(?:our|my|(?:our|my|the|a|one of our) (?:\w+(?:'s)? ){0,4}?\w+(?:s'|'s))"
_ADMITS = re.compile(
    rf"\b(?:(?:is|was|were|are|be|been|being|as|to|entirely|wholly|clearly|simply|purely|plainly|solely|squarely|truly|made|due to) (?:\w+ly )?(?:down to )?{_OUR} (?:own |entire |plain |clear |own plain )?{_FAULT_NOUN}\b"
    rf"|{_OUR} (?:own )?{_FAULT_NOUN} (?:entirely|alone|and (?:ours|not|we|nobody|no one)|not (?:yours|your)|pure|plain|caused|meant|led|that|here|completely|100%)"
    rf"|^(?:sorry |entirely |totally |completely |all |purely |yes )*(?:our|my) (?:own )?{_FAULT_NOUN}$|\b(?:an? |the )?(?:\w+ )?{_FAULT_NOUN} (?:on|by|of|in|from|at|within) (?:our|my) (?:\w+ )?(?:part|side|end|making|team|depot|warehouse|office|staff|own|system|lab|shop|store|crew|department|\w+)\b"
    rf"|\b(?:fault|blame|responsibility|liability|mistake|error)(?: for \w+(?: \w+){{0,5}}?)?(?: here)? (?:is|are|was|lies|rests|sits|falls|lay|must rest)(?: \w+ly)? (?:ours|mine|on us|with us|on me|with our|with me|on our|at our|with the (?:depot|workshop|kitchen|warehouse)|down to us)"
    r"|\b(?:we|i)(?: must| do| have to| fully| freely| gladly| of course| openly| will| also| at \w+)* (?:own|owned) (?:that|this|it|up|the (?:mistake|error|fault|failure|mess))\b"
    r"|\b(?:we|i)(?: \w+ly| must| do| therefore| also| of course| shall| will| have| would| as a company)* (?:accept(?:ed)?|take|took|taken|bear|assume|acknowledge|admit|admitted|concede|shoulder|own)(?: \w+ly)? (?:to )?(?:the |our |all |any |some )?(?:\w+ ){0,2}?(?:responsibility|liability|blame|fault|negligence|error|mistake)\b"
    r"|\b(?:i|we) (?:\w+ly )?(?:am|are|were|was|remain|feel)(?: \w+ly| both| all)* (?:responsible|liable|to blame|at fault|in the wrong|in breach|the ones at fault|culpable|accountable)\b(?! for (?:acts|items|goods))"
    r"|\bfor which (?:we|i) (?:are|am|were) (?:\w+ly )?(?:responsible|liable|to blame)\b"
    r"|\b(?:(?:we|i)(?: have| simply| plainly| clearly| really| just| badly| completely| totally| also| then)*|(?:our|the|a) (?:\w+ ){1,4}?(?:has |had |have )?(?:wrongly |simply )?) ?(?:failed (?:to|you|in)|messed (?:\w+ )?up|screwed (?:\w+ )?up|dropped the ball|botched|bungled|mishandled|slipped up|blundered|neglected to|forgot (?:to|your|the|about)|fouled up|goofed)\b"
    r"|\b(?:we|i)(?: have| simply| plainly| clearly| really| also| then)* (?:got|made) (?:this|that|it|things|a|an|the|your \w+|one) ?(?:\w+ ){0,2}?(?:wrong|mistakes?|errors?|mess|blunder|mix-up)\b|\b(?:was|were|is) wrong of (?:us|me)\b|\b(?:we|i) (?:were|was|are|am) (?:simply |clearly |plainly |entirely |completely )?(?:wrong|careless|negligent|sloppy)\b"
    r"|\b(?:we|i) (?:broke|let you down|caused (?:this|the|it|your)|wrecked|ruined|overcharged|double-charged|misled|misinformed you|misread|mislabel\w*|misplaced|mixed up|overlooked|wrongly|mistakenly)\b"
    r"|\b(?:that|this|it|this one|that one|the (?:\w+ )?(?:delay|mix-up|mistake|error|mess|fault|blame|damage)) (?:is|was) (?:all |entirely |squarely |totally |completely |fully |wholly )?(?:on us|on me|down to us|our doing)\b(?! to)"
    r"|\b(?:we are|i am|holds? (?:us|ourselves)|hold ourselves) (?:fully |solely )?(?:liable|responsible)\b|\bour (?:bad|own making)\b|\bacted on our behalf and that we are liable)"
)
_DENIES = re.compile(
    rf"\b(?:not|no|never|nor|deny|denies|without|neither|reject|dispute|cannot) (?:\w+ ){{0,5}}?(?:{_FAULT_NOUN}|liability|liable|responsib\w+|to blame|blame|negligent|negligence|lie with (?:our|us))\b|\bnot (?:ours|at fault|lie with)\b"
)
_NOT_DENIAL = re.compile(
    r"\bnot (?:your|yours|the customer's) |\bnot (?:\w+ )?(?:excuse|change|undo)|no (?:one|body) (?:else|other)|not yours|no doubt|no question|not (?:deny|dispute)|not (?:just|only)"
)

# -- guarantee ------------------------------------------------------------------------------------------------------
_ABSOLUTE = re.compile(
    rf"\b(?:{_WE} (?:\w+ ){{0,2}}?guarantee|(?:is|are|be|being|,|--) (?:\w+ )?guaranteed|guaranteed$|^guaranteed|100 ?% (?!of|refund|back|off|discount|cotton|wool|credit|satisf)|100 ?%$|(?:one |a )?hundred per ?cent|never (?:\w+ ){{0,4}}?again|"
    rf"(?:will|shall) (?:\w+ )?never|(?:you have|have|give you|given you|gives you|is|are|get) (?:my|our) (?:\w+ )?(?:word|guarantee)|on my word|my word (?:on|of)|my (?:solemn|personal) (?:promise|word|guarantee)|under no circumstances|on no account|in no event|no matter what|"
    r"without fail|without exception|(?:absolutely|dead) certain|i swear|(?:we|i) swear|beyond (?:any |all )?doubt|no ifs|cast-iron|stake my|come hell)\b|100%$"
)
_GUARANTEE_NOUN = re.compile(
    r"\b(?:year|month|day|price|money-back|money back|satisfaction|lifetime|manufacturer's|under|the|our|a|any|this|your|product) guarantee\b(?! (?:that|you))"
)

# -- decline --------------------------------------------------------------------------------------------------------
_UNABLE = re.compile(
    r"\b(?:(?:am|are|is|be|being|find (?:myself|ourselves)|remain|were|was|been|feel) (?:\w+ly |also |still |simply |therefore |afraid )*(?:unable|powerless|not (?:\w+ly |yet |currently )?(?:able|in a position|authori[sz]ed|permitted|allowed|prepared|willing|entitled|free|obliged|going|minded|empowered))\b"
    r"|(?:not|nothing|no longer) (?:be |been )?(?:able|in a position|authori[sz]ed|permitted|allowed|prepared|willing|obliged|possible)\b"
    r"|(?:is|are|was) (?:not|n't|no longer) (?:\w+ )?(?:something|anything|one|a thing) (?:that )?(?:i|we) (?:can|could|am|are|will|do|offer|would)|(?:there is|is) (?:nothing|little|no way|not much|not anything) (?:more |else |further |that |for )*(?:i|we|to)|"
    r"(?:have|has|see|find|there is|there are) no (?:\w+ )?(?:way|power|authority|option|room|grounds|basis|discretion|means|possibility|scope|budget)\b|"
    r"(?:must|have to|need to|am going to|will|has to|having to|had to|obliged to|going to|regret to) (?:\w+ly |regretfully |therefore |sadly )*(?:decline|refuse|reject|turn (?:\w+ ){1,3}down|turn down|say no|disappoint|stand|stay as)|"
    r"(?:am|are|is) (?:\w+ly )?(?:declining|refusing|rejecting|turning down|withholding)|(?:we|i) (?:\w+ly |must )*(?:decline|declined|refuse|reject|turned? down)|"
    r"(?:decided|chosen|resolved|agreed|opted) (?:not to|against)|(?:is|are|was|been|be) (?:\w+ly )?(?:refused|rejected|declined|turned down|denied|unsuccessful)|"
    r"(?:out of|outside|beyond|not within|not in) (?:my|our) (?:hands|power|control|remit|gift|authority)|beyond what (?:i|we) can|^no (?:refund|compensation|credit|voucher|replacement|payment|exchange|discount|payout|goodwill|money|reimbursement)s?\b.*|"
    r"(?:does|do|did) not (?:have the (?:authority|power|means|discretion|right)|qualify|entitle|fall|meet|extend|apply|give (?:me|us) the)|not (?:eligible|due|payable|owed|covered|refundable|negotiable|available|an option|on the table|on offer)\b|"
    r"(?:answer|decision|outcome) (?:is|remains|has to be|must be) (?:a )?(?:no|negative)\b|not (?:\w+ )?(?:a|as a|any) (?:promise|commitment|guarantee|agreement)|nothing (?:in|i|we|here|above|said|written)(?: \w+){0,6} (?:promise|commitment|agreement|guarantee|offer|admission|binding)|"
    r"no (?:promise|guarantee|commitment)s?\b|without (?:any )?(?:admission|prejudice|obligation)|has to (?:stay|stand)|have to (?:stay|stand)|must stand|will (?:have to )?stand|remains? (?:payable|due))"
)
_PERCEIVES = frozenset(
    "imagine thank wait find see tell say express stress begin excuse apologise apologize help know believe understand remember recall speak hear read think fault blame "
    "locate trace spot detect overstate emphasise emphasize complain argue disagree deny forget wish fathom praise recommend explain account rule undo change want like mean be need hesitate mind worry take let expect require ask".split()
)
_HARMS = frozenset(
    "charge bill invoice disconnect chase pursue close share sell cancel forget contact rest stop deduct debit pass disclose spam pester bother penalise penalize collect suspend cut let give affect lose happen "
    "recur repeat take ask send-reminders withdraw touch delete wipe increase raise interrupt count need leave".split()
)
_BENEFIT_NEGATED = (
    re.compile(
        r"\b(?:you|nobody|no one|your (?:\w+ ){1,3}?|it|this|that|the (?:\w+ ){1,4}?|he|she|they|there) ?(?:will|shall|do|does|are|is|would) (?:\w+ly |also |of course |now |even |then )*not (?:\w+ly |even )*"
        r"(?:(?:be |get |being |have been )?(?P<charged>charged|billed|invoiced|penali[sz]ed|fined)|(?:have to|need to|be (?:asked|required|expected|liable) to|owe|be (?:chased|pursued)|need|be)? ?(?P<pay>pay|cover|be paying|owe|be out of pocket|cost you|be (?:a |any )?(?:charge|fee|cost)|be (?:any|a) (?:further )?(?:charge|fee|cost))|(?:lose|have lost) (?:out|your|any|a|anything))\b"
    ),
    re.compile(
        r"\b(?:you (?:will |do |would |shall )(?:not|n't) (?:\w+ )?(?:have to|need to|need)|(?:there is |there will be )?no need(?: for you)? to|you need not|no need (?:for|of)|you are not (?:required|obliged|expected) to) "
        r"(?P<do>return|send|bring|ship|post|do|take|fill|provide|call|chase|book|worry|come|lift|go|apply|contact|repeat|wait|claim|explain|hand|give|buy|prove|arrange|be|print|sign|reapply|re-send|show|pack|visit|pay|reorder|reset|reinstall|\w+)\b"
    ),
    re.compile(
        rf"\b(?:{_WE}|nobody|no one|our \w+(?: \w+)?) (?:will |shall |am |are |is )(?:\w+ly |of course |also )*not (?:be )?(?P<harm>charg\w+|bill\w*|invoic\w+|ask\w* (?:you|for (?:any|the)|anything)|collect\w*|chas\w+|pursu\w+|deduct\w*|debit\w*|tak\w+ (?:any|the|a) (?:payment|fee|money))\b"
    ),
    re.compile(
        r"\b(?:nobody|no one|no-one) (?:will|is going to) (?P<nobody>charge|bill|invoice|ask you|chase|collect|disconnect|cut)\w*"
    ),
    re.compile(
        r"\bno (?:\w+ ){0,3}?(?P<nofee>fees?|charges?|costs?|penalt(?:y|ies)|interest|surcharge|deposit|postage)\b(?: \w+){0,4}? (?:will|shall|applies|apply|is|are|to)\b(?! (?:found|shown|listed|due to))"
    ),
    re.compile(
        r"\b(?P<lose>you will not (?:lose|miss)|will not (?:happen|occur|recur|affect|lapse|expire|be (?:lost|affected|closed|cancelled|disconnected|shared|deleted|cut|repeated|wiped|used)))\b"
    ),
    re.compile(
        r"\byou (?:will )?(?P<nothing>(?:pay|owe)(?: us)? nothing|not pay a (?:penny|cent)|not (?:pay|owe) anything)\b"
    ),
)

# -- hedges ---------------------------------------------------------------------------------------------------------
_HEDGE = re.compile(
    rf"(?:{_ME}|\b(?:our|my|the|a|an|your|this|that|these|it|he|she|they|you|everything|everyone|things|there|another|someone|one|refund|payment|delivery|money|replacement)\b[^|]{{0,80}}?)(?:{_ADV})"
    r"(?:(?:may|might)(?: also| well| even| still| possibly| just| then)*(?! (?:have (?!to\b|it\b|the\b|a\b|an\b|your\b)|not have|find|wish|want|notice|know|recall|remember|need|feel|be wondering|prefer|be aware|think|ask|sound|seem|look|not sound|not seem))|"
    r"(?:should|ought to)(?! (?:not )?(?:have (?:been|told|\w+ed|known|seen|done|never|had|made|gone|come|kept|let|sent|given|said|caught|called)\b|never|you|i|we|not|of course|always))|"
    r"could (?:possibly |perhaps |also |potentially |still |well |then |maybe )*(?!have |not |only |see|you))"
    r"(?: also| well| even| still| now| then| hopefully| be able to| \w+ly)* (?P<deed>\S+.*)"
)
_HEDGE_TRY = re.compile(
    rf"(?:{_ME}|\b(?:our|my|the) (?:\S+ ){{1,5}}?(?:team|department|crew|engineers?|staff|office|desk|people|colleagues?|depot|workshop|support|kitchen|driver|courier|\w+s)?\b ?|\b(?:he|she|they) )(?:{_ADV})(?:(?:will|shall|am|are|is|do|can|would|have|going to|be|like to|want to|need to|keep|also) (?:{_ADV}))*"
    r"(?:(?:hope|hoping|hopes|aim|aiming|aims|try|trying|tries|plan|planning|plans|intend|intending|intends|endeavou?r|endeavou?ring|strive|striving|strives|attempt|attempting|seek|seeking|seeks|look|looking|expect|expects|expecting|prepare|mean|anticipate|trying hard|do (?:my|our|their|his|her) (?:very |absolute |level )?(?:best|utmost)|aspire|work hard|working hard|push|pushing|target|targeting|would hope) (?:to|and|for)|"
    r"(?:hope|expect|trust|think|anticipate|believe|reckon|hoping|guess|suspect|imagine)(?: that)? (?:we|i|it|they|you|he|she|the \w+|your \w+|our \w+|this)(?: \w+){0,3}? (?:will|can|to|should|shall|are|is|be)|"
    r"consider|considering|be considered|thinking about|look at whether|see (?:if|whether)) ?(?P<deed>.*)"
)
_HEDGE_ANY = re.compile(
    r"\b(?:(?:do|doing|try|trying) (?:my|our|their|his|her) (?:very |absolute |level )?(?:best|utmost|hardest)|(?:do|doing) (?:everything|all|whatever|what|anything)(?: that)? (?:i|we|they|is|in (?:my|our)|within|possible|it takes)|(?:everything|all) in (?:my|our) power|see what (?:i|we|else|they|can|is)|see (?:if|whether) (?:i|we|there|they|anything|something|it)|see about|best (?:efforts?|endeavours?)|"
    r"with (?:a bit of |any |some |a little )?luck|all being well|fingers crossed|(?:if )?all goes (?:well|to plan)|hopefully|touch wood|chances are|in all (?:likelihood|probability)|(?:is|are|seems?|am|quite|very|most) (?:likely|expected|hoped|supposed|intended|meant) to|likely|probably|perhaps|possibly|maybe|there is (?:a|every|some|a good|a fair) (?:chance|possibility|likelihood)|"
    r"cannot rule out|can not rule out|in theory|ideally|tentatively|provisionally|i would (?:expect|hope)|we would (?:expect|hope)|as (?:best|far as) (?:i|we) can|what (?:i|we) can do|could be looking|we are thinking|under consideration|being considered|"
    r"will consider|give (?:it |this |that |your \w+ )?(?:some |serious |due |careful |full )?(?:thought|consideration)|it is hoped|where(?:ver)? possible|if possible|if (?:we|i) can|give it (?:a|my|our) (?:go|best|shot)|God willing)\b",
    re.I,
)

# -- offers ---------------------------------------------------------------------------------------------------------
_OFFER = re.compile(
    rf"(?:{_ME}|\bour (?:\S+ ){{1,3}})(?:{_ADV})(?:(?:can|could)(?! not)|would (?:{_ADV})(?:like|love|be (?:more than |very |only too |quite |always )?(?:happy|glad|delighted|pleased|willing|prepared|able|honou?red))(?: to)?|"
    rf"(?:am|are|is) (?:{_ADV})(?:more than |very |only too |quite )?(?:happy|glad|delighted|pleased|willing|prepared|able|in a position|ready|authori[sz]ed|thrilled|allowed|free) to|(?:do )?want to|wish to|will (?:{_ADV})(?:be )?(?:gladly|happily|glad to|happy to|pleased to|delighted to|more than happy to))"
    rf" (?:{_ADV})(?:(?:be )?able to )?(?P<deed>\S+.*)"
)
_OFFER_STOP = frozenset(
    "confirm say see tell assure apologise apologize thank know hear understand explain point stress learn begin add note clarify remind acknowledge express imagine appreciate help assist "
    "only fully totally completely inform report advise hear emphasise reassure invite-you-to-read believe be know discuss answer welcome stress do sympathise sympathize relate serve take-this read draw feel set-out make have ask find repeat reiterate start talk speak highlight underline comment let mention serve learn advise avoid put warn reject recommend correct-the gladly never not".split()
)
_OFFERS = re.compile(
    rf"(?:\b(?:what (?:{_WE} )?(?:can|could|am able to|would like to)(?: do| offer| propose| give)?(?: \w+){{0,3}}? (?:is|:)|the best (?:i|we) can (?:do|offer)|(?:i|we)(?: \w+ly| also| therefore| do| hereby)* (?:offer(?!ed)|are offering|am offering|propose|suggest we|invite you (?:to|back|for))|(?:i|we) (?:would|am|are) (?:\w+ )?(?:offer|propos)\w*|(?:our|my) offer|as an offer)\b ?(?P<deed>.*))"
)
_OFFER_YOU = re.compile(
    r"\b(?:you (?:are|would be|will be|are also|are very|are most|are more than) (?:most |very |more than |also )?welcome to|you (?:can|could|may)(?: also| either| simply| instead| now)* (?:choose|have|pick|opt|swap|select|take your pick|decide|exchange|upgrade|switch|get (?:a|an|your)|claim (?:a|an|your|one|two)|redeem|pick up a)|(?:the )?choice is (?:entirely )?yours|yours if|take your pick|please accept (?!our|my (?:\w+ )?apolog)|help yourself to|treat yourself|enjoy \S+ (?:off|on us))\b ?(?P<deed>.*)"
)
_WELCOME_STOP = re.compile(
    r"^(?:call|contact|write|email|reach|visit us at|phone|ring|message|send us|ask|reply|get in touch|complain|appeal|refer|escalate|keep)\b"
)
_ACCEPTS = re.compile(
    r"\b(?:if (?:you (?:would |do |also |still |ever |'d )*(?:like|wish|want|prefer|agree|accept|choose|decide|rather|are (?:happy|interested|willing|ok|okay|open|up for|keen)|fancy|say (?:yes|so)|let (?:me|us) know|care|opt|are happy|go for|take (?:us|me) up|come back|reply yes|need (?:it|one|this))|(?:that|this|it|either|one of these|any of (?:these|this|that)) (?:\w+ )?(?:works|suits|helps|sounds|is (?:ok|okay|fine|acceptable|alright|all right|agreeable|convenient|of interest|any use)|would (?:help|suit|work|be)|appeals)|acceptable|so|preferred)|whichever|whatever suits|whenever (?:it |you |that )|should you (?:wish|like|prefer|want|agree|accept|choose|decide|be happy)|just say|on request|would you like|at your request)\b"
)
_ACCEPT_IMPERATIVE = re.compile(
    r"^(?:and |or |but |so |then |just |simply |please |all you (?:have|need) to do is )*(?:reply (?:with )?(?:yes|ok|okay|y|quoted|\"|back|to accept|to this|here|accept)|say (?:yes|the word|so|ok)|give (?:me|us) (?:the (?:nod|word|go-ahead|green light)|a nod)|let (?:me|us) know|tell (?:me|us) (?:which|if|whether|when|yes|what|that)|accept|click (?:accept|yes)|tick|choose|pick (?:one|a|your|the)|answer yes|confirm (?:by|with|that you|you)|book (?:with us )?again|"
    r"(?:come|fly|stay|shop|travel|order|dine|eat|ride|visit|buy|book|stop|pop) (?:with us |from us |at ours |back |by |in )*(?:again|back|another|your next|any)|use (?:the |this |promo |voucher |discount )?code|enter (?:the |this )?code|text yes|nod|drop (?:me|us) a (?:yes|line)|sign up|renew|return to us|come back|order again|type)\b"
)
_CODE = re.compile(
    r"\b(?:code|coupon)\b.*(?:\S%|[$€£]|free|off)|(?:\S%|[$€£]\S+|free)(?: \S+){0,8} (?:with|using|use)(?: \S+){0,3} code\b|^(?:\w+ ){0,4}\S+% off (?:your|the|any) next|\S+% off (?:your|any) next"
)
_PERK_LATER = re.compile(
    r"\b(?:next|another) (?:time you|order|stay|booking|visit|purchase|trip|flight|rental|shop)\b|\bbook(?:ing)? again\b|\b(?:order|stay|shop|fly|book|travel|come back)(?: with us)? again\b"
)

# -- deeds done -----------------------------------------------------------------------------------------------------
_DONE_VERBS = (
    "refund credit waive reverse remove cancel escalate raise flag forward pass send issue process approve authorise authorize release book rebook arrange order ship dispatch despatch post open log "
    "add apply extend update correct fix repair replace restore reset unlock rebuild report ask instruct request reserve put place move transfer switch upgrade pay return adjust amend write clear delete block "
    "freeze enclose attach give grant bump push drop knock top load throw schedule change contact notify brief remind retrain train file register submit launch start initiate chase settle reassign prioritise prioritize activate enrol enroll double reroute "
    "resend reprint reissue remake clean service install fit recalibrate compensate reimburse repay resolve sort discount reduce lower reinstate reopen reconnect deliver exchange swap close renew pause reschedule void lift unblock patch deploy "
    "restart rectify redeliver set take make refer speak halve honour honor tighten alert recall improve introduce redesign rewrite hand deduct tuck pop include top-up wipe purge suspend scrap backdate unfreeze disable enable convert credit-back shift stop "
    "escalated-to copy warn discipline share discuss allocate assign appoint redo create generate email print reactivate recover secure hold engage hire bring merge split deposit wire transfer-back overnight re-book re-send re-issue re-open begin queue withdraw commission collect test "
    "repaint reseal terminate tell inform advise downgrade repost top-up order confirm prepare"
)
_DONE = frozenset(forms(_DONE_VERBS, kinds="past").replace("\\", "").split("|")) | {
    "begun",
    "written",
    "set",
    "thrown",
    "reset",
    "put",
    "spoken",
    "made",
    "taken",
    "split",
    "held",
}
_SELF_STOP = {
    "checked",
    "tested",
    "told",
    "informed",
    "advised",
    "received",
    "confirmed",
    "discussed",
    "prepared",
    "taken",
    "made",
    "ordered",
    "paid",
    "collected",
    "changed",
}
_HAVE_DONE = re.compile(
    rf"(?P<subject>^|.*?\b)(?:have|has|{_WE} (?:also |just )?(?:had|get|got)) (?P<been>(?:{_ADV})(?:been )?(?:{_ADV}))(?P<deed>(?P<pp>\S+)(?: .*)?)$"
)
_TAKEN_OK = re.compile(
    r"(?:taken|made|took) (?:\S+ ){0,4}?(?:off|out|down|steps|care|action|over|note of it|the fee|it up|this up|up with|a note|an? exception|arrangements|provision|payment|changes?|appointment|correction|adjustment|entry|request|booking|back|available|you|the (?:change|correction|payment|booking|transfer))|^(?:taken|made)(?: for| available| to| on| free| whole|$)"
)
_WAS_DONE = frozenset(
    forms(
        "refund credit waive reverse escalate repair fix replace inspect rebuild correct restore compensate reimburse resolve rectify reinstate reissue repaint reseal service retrain brief remind remake redeliver upgrade settle",
        kinds="past",
    ).split("|")
)
_WAS = re.compile(rf"^(?P<subject>.*?)\b(?:was|were) (?:{_ADV})(?P<deed>(?P<pp>\S+)(?: .*)?)$")
_ACTIVE_DONE = re.compile(
    rf"^(?:\S+ ){{0,4}}?(?P<subject>{_WE}|(?:our|the|my) (?:\S+ ){{1,4}}?|he |she |they ) ?(?:{_ADV})(?P<deed>(?P<pp>"
    + forms(
        "refund credit waive reverse escalate replace repair fix correct restore cancel forward flag report issue upgrade reimburse fit remove reinstate reset unlock apply add extend raise log retrain reorder rebook rectify",
        kinds="past",
    )
    + r"|sent|asked|passed|put|opened|took|gave|spoke|ordered|booked|dropped|knocked|threw)\b(?: .*)?)$"
)
_SENT_WHAT = re.compile(
    r"^(?:sent|ordered|booked|opened|took|gave|put|asked|spoke|passed|dropped|knocked|threw) (?:\S+ ){0,6}?(?:replacement|new|refund|voucher|label|credit|note|ticket|case|trace|investigation|off|out|on|to|with|team|manager|second|another|engineer|for)\b"
)
_STATE_DONE = re.compile(
    rf"\b(?:is|are) (?P<now>(?:{_ADV}))(?P<deed>(?:cancelled|canceled|unlocked|restored|fixed|repaired|switched on|live again|back online|active again|sorted|resolved|reactivated|updated|corrected|approved|authorised|authorized|confirmed|reset|logged|registered|reinstated|refunded|credited|paid out|"
    r"unblocked|recorded|in place|enclosed|attached|closed|in your (?:account|inbox|wallet|locker|balance|app)|on your (?:account|card|balance)|set up|complete|completed|done|raised|reserved|removed|reversed)\b.*)$"
)
_VERBLESS_DONE = re.compile(
    r"^(?:(?:ok |okay |good news |all |now |just |already |great news |right |update |and |full |partial |your |the |a |goodwill |compensation |booking )*)(?P<deed>(?:refund|credit|replacement|claim|cancellation|case|ticket|complaint|voucher|fee|charge|payment|compensation|order|upgrade|change|transfer|request|engineer visit|visit) (?:has been |now |fully )?(?:approved|issued|processed|sent|waived|escalated|logged|reversed|removed|completed|cancelled|authorised|authorized|confirmed|raised|credited|"
    r"opened|booked|dispatched|shipped|paid|released|refunded|applied|granted|arranged|made)\b.*|(?:sorted|done|fixed|refunded|cancelled|escalated|credited|switched on|reset|resolved|waived|removed|replaced|completed|reversed|(?:all )?set up|processed|approved|dispatched|booked|logged|raised|issued|restored|added|unlocked|corrected|forwarded|enclosed|attached)\b(?! (?:by you|out of))(?: .*)?)$"
)
_ENCLOSE = re.compile(
    rf"(?:{_ME}(?:{_ADV})(?P<deed>(?:enclose|attach|am enclosing|am attaching|are enclosing|are attaching)\b.*)|\bplease find (?:enclosed|attached) (?P<deed2>.*)|^(?:enclosed|attached) (?:is|are|you will find|please find) (?P<deed3>.*)|\b(?:is|are) (?:enclosed|attached)\b)"
)
_EVENT = re.compile(
    r"\b(?:shows?|concerts?|events?|flights?|trains?|buses|services?|class|classes|courses?|matches|match|games?|tours?|performance|festival|trips?|sailings?|scan|operation|surgery|appointment|delivery|deliveries|departure|order|match|orders|lesson|screening|meeting|cruise|exam)\b(?: \S+){0,8}$"
)
_HARM_SUBJECT = re.compile(
    r"\b(?:fees?|charges?|debit|penalty|fine|interest|surcharge|payment|your (?:card|account))\b"
)
_NOT_OURS = re.compile(
    r"\b(?:you|your (?:bank|card issuer|card company|provider|landlord|employer|doctor|neighbou?rs?|insurer|airline|gp|lawyer|solicitor|vet|dentist|husband|wife|son|daughter|mother|father|shop|store|retailer|agent|garage|mechanic|plumber|builder|mum|mom|partner|friend|browser|phone|device)|the (?:seller|police|customer|other (?:driver|party|side)|thief|fraudster|buyer|bank|ombudsman|regulator|court|landlord|weather|storm|government|airport|network operator|customs)|somebody|someone(?: else)?|thieves|bank's)$"
)

# -- rules ----------------------------------------------------------------------------------------------------------
_RULE_SOURCE = re.compile(
    r"\b(?:(?:our|the|your|this|company|store|standard|returns|refund|cancellation|house) (?:\S+ ){0,4}?(?:polic(?:y|ies)|terms|rules|conditions|tariff|warranty|guarantee|cover|insurance|contract|plan|agreement|scheme|charter|regulations?|fare rules|conditions of carriage|small print|price list|schedule)(?: \S+){0,4}? (?:\w+ly )?"
    r"(?:allows?|covers?|requires?|permits?|excludes?|says?|states?|provides?|gives?|means?|entitles?|runs?|does not|do not|only|limits?|sets?|includes?|offers?|is|are|lasts?|applies|apply|can|can not|must|carries|ends?)|"
    r"\b(?:under|according to|per|in line with|as per|by|within|in accordance with) (?:our|the|your|uk|eu|us|federal|state|consumer|company|these|montreal)(?: \S+){0,5}? (?:polic(?:y|ies)|terms|rules?|conditions|tariff|warranty|law|contract|plan|agreement|commitment|charter|regulations?|convention|act|scheme|guarantee|code|price list)\b)"
)
_USUAL = re.compile(
    r"\b(?:usually|normally|typically|generally|as a rule|in general|by default|as standard|always|ordinarily|on average|only|whenever|per|automatically|each|every|any|all|up to|as a matter of (?:policy|course)|in most cases|routinely|standard|non-refundable|final sale|minimum|at least|once|within|after|before|until|between|for|at|subject to)\b"
)
_DOMAIN = re.compile(
    r"(?:refund|return|charg|fee|cover|claim|warrant|guarante|ticket|credit|voucher|compensat|deliver|cancel|exchang|plan|subscription|bill|price|tariff|trial|deposit|booking|fare|bag|luggage|insur|member|contract|deductible|excess|item|goods|order|reading|medicine|parcel|costs?\b|payment|account|points|miles|"
    r"pass(?:es)?\b|sale|replacement|repair|inspect|test|collect|check-?in|check-?out|reservation|stay|rate|discount|gift|coupon|appointment|visit|prescription|van|weekend|dispute|complaint|request|playlist|restor|product|part|labour|wear|weather|penalt|limit|eligib|entitle|expire|renew|upgrade|service|licen|invoice|interest|loan|meter|bin|waste|permit|fuel|driver|seat|pet|food|perishable|garden|course|application|exam|use\b|damage|loss|fault|data|post|postage|courier|passenger|guest|customer|student|patient|resident|tenant)"
)
_GENERAL_SUBJECT = re.compile(
    r"^(?:and |but |so |please note |note |please be aware |as |since |also |on \w+ |normally |usually |generally |under .{3,50}? , |however |that |sadly |unfortunately |for (?:reference|info|information) |because |as a rule |in general |by law |typically )*(?:that )?"
    r"(?P<subject>(?:all|any|each|every|no|most|many|such|some|a|an|our|the (?:warranty|policy|guarantee|insurance|fare|tariff|contract|plan|scheme|standard|usual|maximum|minimum|normal|cooling-off|excess|deductible|fee|ticket|charge|manufacturer's|\w+ (?:fee|charge|period|policy|warranty|plan|fare|excess|limit|rate|scheme|window))|customers?|guests?|passengers?|members?|holders?|residents?|students?|patients?|we|i|\S+s|\S+ing|\w+(?: \w+)?)\b(?:(?! (?:will|has|have|was|were|had|you|your) ).){0,110}?)"
    r" (?P<verb>is|are|can|must|may|takes?|apply|applies|expires?|needs?|requires?|earns?|carry|carries|costs?|renews?|rolls?|runs?|falls?|covers?|allows?|lasts?|goes?|go|do|does|get|gets|count|counts|include|includes|come|comes|depends?|start|starts|end|ends|receive|receives|qualif(?:y|ies)|lapses?|remains?|refunds?|restores?|looks?|collects?|delivers?|returns?|replaces?|reviews?|inspects?|opens?|charges?|bills?|accepts?|offers?|gives?|pays?|sends?|ships?|excludes?|entitles?|handles?|answers?|respon\w+|repl(?:y|ies)|aims?|only|normally|usually|typically|generally|always|automatically|must|ask|asks|work|works|hold|holds|keeps?|requires?|waives?|credits?|measured?|investigates?|processes|process|dispatch(?:es)?|check|checks|issue|issues|grant|grants|book|books|change|changes|post|posts|close|closes|protects?|appear|appears|show|leave|leaves|arrive|arrives|stay|stays)\b(?P<rest>.*)$"
)
_THIS_CASE = re.compile(
    r"\b(?:your (?!(?:policy|warranty|contract|plan|ticket|fare|cover|insurance|tariff|agreement|guarantee)\b)|yours\b|you (?:have|bought|paid|claimed|asked|chose|were)|this (?:time|occasion|case|one|order|fee|charge|matter|claim|instance|refund)|in this|these (?:two|charges|fees)|that (?:one|fee)|right now|at the moment|today|currently|as we speak|yet|here\b|\bi\b|i am|tomorrow|tonight)"
)

# -- promises -------------------------------------------------------------------------------------------------------
_WE_WILL = re.compile(
    rf"(?:{_ME}|^|\bnot only )(?:{_ADV})(?:{_WILL}|promise(?: you)? to|undertake to|commit to|pledge to|agree to|(?:have|has) (?:now |also )?(?:agreed|decided|arranged|undertaken|committed|chosen|resolved) (?:for .{{1,40}} )?to|(?:am|are) (?:fully )?(?:committed|determined|due|set|scheduled) to) (?:{_ADV})(?:be able to |be )?(?:{_ADV})(?:back )?(?P<deed>\S+.*)$"
)
_WE_WILL_STOP = frozenset(
    "understand know remember miss appreciate expect want hope like need require closed out away unable sorry happy glad admit confess say explain honest start begin spare assume see find hear think believe regret always charge bill debit disappoint "
    "agree argue wonder enjoy never not reverse-charge open on be in grateful sure only pleased delighted bear-in-mind learn aware disappointed have-to upset".split()
)
_YOU_WILL = re.compile(
    rf"\byou (?:{_ADV})(?:will|shall|(?:are|is) going to|are about to)(?! not) (?:{_ADV})(?P<deed>(?:also |both |each )?(?:get|receive|have|see|hear|be (?:{_ADV})(?:refunded|credited|contacted|paid|notified|informed|compensated|reimbursed|moved|given|sent|offered|called|emailed|upgraded|rebooked|told|kept|able to|covered|back|getting|receiving|hearing|on|provided|transferred|looked after|entitled|seen|reconnected|seated|assigned|met|put|switched|issued|texted|rung|phoned|free)|"
    r"find (?:a|an|your|the|it|\S+ (?:credit|voucher|refund)|\$|£|€)|start (?:getting|receiving|seeing)|keep|only pay|pay (?:only|nothing|just|half|the (?:old|lower|reduced|original|sale))|earn|continue to (?:get|receive|have|pay)|not(?:ice)? (?:the|a)|stay|travel|fly|enjoy (?:free|a|\S+ (?:months?|weeks?|days?))|remain|never)\b.*)$"
)
_YOU_WILL_STOP = re.compile(
    r"^(?:have (?:to|noticed|seen|received|had|heard|read|been|about|until|only|the (?:right|option|opportunity))|see (?:that|from|how|why|in|below|above|what|on the)|find (?:that|it (?:easier|helpful|useful|hard)|the (?:answer|link|details|terms|form|policy|number|instructions))|hear (?:a|the) (?:click|beep|tone)|notice|need|keep (?:getting|receiving)|be (?:able to (?:see|find|read|tell|understand|check|track|follow|appreciate|imagine))|get (?:the hang|used)|remain responsible|stay (?:safe|well))\b"
)
_YOU_CAN_EXPECT = re.compile(
    r"\b(?:you (?:can|may|should|will be able to|could)(?: now| safely| also| certainly)* (?:expect|look forward to|count on|rely on|bank on|be sure (?:of|that)|rest assured that (?:we|i|your)|consider)|^(?:and |so |please )*(?:expect|look out for|watch out for|keep an eye out for|look forward to)) (?P<deed>.*)"
)
_CONSIDER = re.compile(
    r"^(?:and |so |but |please |just |then |the \S+ \S+ )*(?:consider|call|count|treat|think of) (?P<what>it|this|that|them|the .+?|your .+?|yourself|both .+?) (?:as )?(?P<deed>done|gone|sorted|cancelled|canceled|waived|refunded|covered|settled|paid|closed|fixed|resolved|forgotten|yours|history|taken care of|handled|dealt with|a gift|on the house|free|approved|booked|moved|changed|rebooked|upgraded|wiped|dropped|credited|removed|\w+ed)\b"
)
_LET_ME = re.compile(
    rf"(?:^|\b)(?:let (?:me|us)|allow (?:me|us) to) (?:{_ADV})(?!be |have a think)(?P<deed>(?P<verb>\S+).*)$"
)
_LET_STOP = frozenset(
    "know explain say start begin assure tell apologise apologize express reiterate clarify stress first thank introduce summarise summarize point be down stay hope put-it share recap answer outline address walk reassure show repeat set just make-it close end finish take-you hear".split()
)
_NP_WILL = re.compile(
    rf"^(?P<subject>.*?\S)(?: ,)? (?:{_ADV})(?:will|shall|(?:is|are) (?:going|about|due|set|scheduled|planned|booked|lined up|to be|expected-to) (?:to )?)(?! not\b| never\b) ?(?:{_ADV})(?P<deed>(?P<be>(?:be |have |get |also be |being )*(?:{_ADV}))(?P<verb>\S+).*)$"
)
_AVAILABLE = frozenset(
    "ready back live there available with in done fixed free yours waived up on out under sorted coming at your online returned double active over restored extra complimentary due spoken put set undertaken reached backdated unaffected safe included effective lower cheaper half".split()
)
_NP_STOP = re.compile(
    r"^(?:and |but |so |because )*(?:this|that|it|which|what|there|it all|the (?:offer|price|contract|policy|cover|trial|account|code|voucher|fee|charge|rate|plan|promotion|subscription|bill|balance|amount) ?(?:\S+ ){0,4}?|your (?:contract|policy|cover|trial|bill|access|direct debit|next bill|subscription|membership|plan|password|bank|card issuer) ?(?:\S+ ){0,3}?)$"
)
_NP_HARM = re.compile(
    r"^(?:be )?(?:\w+ly )?(?:expire|lapse|end|apply|charged|debited|deducted|increase|rise|go up|billed|stop|continue as|disappointing|need|have to|remain|stay|close|closed|terminate|reversed|withdrawn|suspended|forfeited|taken from|collected from your|payable|owed|lost|disappear|vary|depend|require|mean|take place without|cost|reset after)\b"
)
_PROGRESSIVE = re.compile(
    rf"(?:{_ME}|^(?:.*?\b)?(?:our|my|the|a|an|two|three|\w+)(?: \S+){{0,7}}? |\b(?:he|she|they) )(?:{_ADV})(?:am|are|is)(?: both| all)? (?:{_ADV})(?P<deed>(?P<verb>\w+(?:-\w+)?ing)\b(?: .*)?)$"
)
_PROGRESS_STOP = frozenset(
    "writing seeing getting hoping wondering experiencing thinking feeling asking trying replying responding reaching being having wishing saying learning assuming counting noticing listening enjoying reading going owing outstanding missing lacking existing willing "
    "interesting disappointing frustrating annoying upsetting worrying confusing showing waiting hearing sounding missing understanding using telling charging billing-you needing running closing following facing suffering amazing looking-forward according regarding concerning pending contacting-you aiming planning striving considering "
    "dealing-with sitting standing living working-as happening expecting talking ageing contesting refusing calling-about pointing exceeding depending".split()
)
_ON_ITS_WAY = re.compile(
    r"\b(?:is|are|will be)(?: \w+ly| now| already| right now| also)* (?:on (?:its|their|the|his|her) way|en route|in the post|in transit|underway|under way|in (?:the works|hand|progress|preparation|production)|being (?!held|experienced|worked on by the seller|delayed|charged|contested|used|difficult|patient|so)\w+|coming (?:\w+ )?(?:back|your way|to you|out|home|over|today|tomorrow|on|off|by)|on the (?:case|job|truck|van)|on (?:site|it)\b|at work on|out for delivery|with (?:our|the) (?:\S+ ){1,4}?(?:team|engineers?|developers?|lab|workshop|department|office)(?: now)?$|due (?:to|on|in|back|by|for|out|with)\b|(?:all )?set (?:to|for)\b|(?:now |all )?(?:booked|scheduled|planned|arranged|lined up|pencilled in) (?:for|on|to|in))(?P<deed>.*)"
)
_GRANT = re.compile(
    r"\b(?:(?:is|are|will be|be|comes?|come|goes|go|was)(?: \w+ly| all| also| now| both)* (?:on us|on the house|at our (?:own )?(?:cost|expense)|free(?: of charge)?|complimentary|waived|gone|yours(?: to keep)?|ours|covered by us|included at no|written off|off your bill)\b|^(?:\w+ ){0,2}(?:gone|waived|forgotten|covered|on us|on the house|all gone)$|all (?:costs|expenses) are ours|we owe you|we have got (?:you covered|this)|you are covered)"
)
_SCHEDULED = re.compile(
    rf"^(?:.*?\S )(?:{_ADV})(?P<deed>(?:ships|ship|leaves|leave|goes (?:out|live|back|into|off|on|to|up)|go (?:out|live|back|into|off)|departs|arrives|arrive|starts|start|lands|begins|comes (?:out|back|with|off|to you|on|today|tomorrow)|rolls out|rolls|returns|reaches|follows|gets|visits|calls|picks|collects|delivers|drops|moves|kicks in|takes effect|restarts|reopens|opens|expires never|lasts)\b.*)$"
)
_TIME = re.compile(
    r"\b(?:today|tomorrow|tonight|now|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this (?:week|afternoon|evening|morning)|next|by|within|on \d|on (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
)
_KEEP = re.compile(
    r"\b(?:(?:you (?:can|may|are welcome to|should|get to)|feel free to|please|do|just|and|,) (?:also |simply |of course |just |happily |certainly |absolutely )*keep (?!(?:an eye|in mind|us|your (?:receipt|eyes)|the (?:receipt|box|packaging|invoice|carpet|line)|all|it (?:handy|safe|dry|with you|plugged|on)|receipts|pets|any|checking|trying|me|this (?:email|letter|chat|number)|a|track|sending|calling|records)\b)(?P<deed>.*)|(?:is|are) yours(?: to keep)?$)"
)
_PRESENT_DEED = re.compile(
    rf"^(?:and |so |as .{{2,40}} , |therefore |in view of .{{2,60}} , )*{_WE} (?:{_ADV})(?P<deed>(?:waive|grant|refund|credit|withdraw|extend|cancel|authori[sz]e|reverse|undertake|release|reinstate|award|confirm the|honou?r|reimburse|restore|lift)\b (?:the|your|this|that|both|you|a|an|it|[$€£]\S+|all)\b.*)$"
)
_PROMISE_THAT = re.compile(
    r"\b(?:i|we) (?:do |can |hereby |solemnly )*(?:promise|assure|commit|pledge|undertake|confirm)(?: you)?(?: that)? (?:it|that|this)?$"
)
_INCLUDES = re.compile(
    r"^(?:and )?(?:this|that|it|which)(?: also)? (?:includes|covers|also covers|goes for|applies to|is in addition to|comes on top of)\b(?P<deed>.*)"
)
_MAKE_SURE = re.compile(rf"{_ME}(?:{_ADV})(?:make sure|am making sure|are making sure|see to it|ensure)\b(?P<deed>.*)")
_IMPERATIVE_DETAILS = re.compile(
    r"^(?:and |or |so |but |then |just |simply |please |either |first |now |kindly |ok |all you (?:have|need) to do is )*(?:please )?(?:send|dm|email|e-mail|message|reply|post|bring|return|forward|upload|give|share|call|ring|text|show|hand|drop|tell|provide|fill|complete|sign|attach|let|quote|confirm|pop|ship|scan|mail|come|take|submit|visit|whatsapp|pm|present|get|leave|update|install|restart|keep|hang|point|enter|register|return|write|contact|answer|say|choose|use|book|order|accept|pick|click|type|"
    r"fly|stay|shop|travel|renew|return|log|open|apply|make)\b"
)


def _first(text: str) -> str:
    return text.split(" ", 1)[0] if text else ""


def is_customers(text: str) -> bool:
    """Whether the clause tells what the customer or somebody else said, wished or was told."""
    return bool(_REPORTED.match(text) or _PROMISED_BEFORE.search(text))


def asks_to_accept(text: str) -> bool:
    """Whether a condition is nothing but the customer's acceptance."""
    return bool(_ACCEPTS.search(text))


def is_imperative(text: str) -> bool:
    """Whether the clause tells the customer to do something."""
    return bool(_IMPERATIVE_DETAILS.match(text) or _ACCEPT_IMPERATIVE.match(text))


def accepts_by_doing(text: str) -> bool:
    """Whether what the customer is told to do is to accept, choose or buy again."""
    return bool(_ACCEPT_IMPERATIVE.match(text))


def read(text: str, *, general_ok: bool = True) -> Act | None:
    """What the clause does, or None where it does nothing of the nine. `general_ok`: it may be a rule."""
    if is_customers(text):
        return None
    act = _liability(text) or _benefit(text) or _guarantee(text) or _decline(text)
    if act is not None:
        return act
    if _NO_ACT.match(text) and not re.search(r"\bhope (?:that )?(?:we|i) (?:can|will)\b", text):
        return None
    act = _hedge(text)
    if act is not None:
        return act
    if _COURTESY.search(text) and not re.search(r"\b(?:will|have)\b.{3,}", text):
        return None
    return _offer(text) or _done(text) or (_rule(text) if general_ok else None) or _promise(text)


def _liability(text: str) -> Act | None:
    if _DENIES.search(text) and not _NOT_DENIAL.search(text):
        if re.search(
            r"\b(?:not|no|deny|reject|dispute)\b(?: \w+){0,4} (?:responsib\w+|liab\w+|fault|blame|negligen\w+|error|mistake)|not lie with|without (?:any )?admission",
            text,
        ) and not re.search(r"\bnot (?:find|see|found) (?:\w+ ){0,3}(?:error|mistake|fault)", text):
            return Act("decline", kind="none")
        return None
    if _ADMITS.search(text) and not re.search(
        r"\b(?:if|whether|may|might|could) (?:\w+ ){0,3}(?:our|we)|\bwill be our\b", text
    ):
        return Act("liability_admission", kind="none")
    return None


def _benefit(text: str) -> Act | None:
    if "not" not in text and "no" not in text.split(" ") and "nobody" not in text and "nothing" not in text:
        return None
    if re.search(r"\b(?:can|able|sorry)\b", text) and not re.search(
        r"\byou (?:will|do) not\b|\bno (?:need|charge)\b", text
    ):
        return None
    for pattern in _BENEFIT_NEGATED:
        found = pattern.search(text)
        if found is None:
            continue
        groups = {name for name, value in found.groupdict().items() if value}
        if groups & {"charged", "pay", "harm", "nobody", "nofee", "nothing"}:
            kind: Kind | None = "fee_waiver"
        elif "do" in groups and found["do"] == "pay":
            kind = "fee_waiver"
        else:
            kind = "other"
        if re.search(r"\bnever\b.*\bagain\b|under no circumstances|guarantee", text):
            return None
        return Act("promise", deed=text[found.start() :], kind=kind)
    return None


def _guarantee(text: str) -> Act | None:
    found = _ABSOLUTE.search(text)
    if found is None or _GUARANTEE_NOUN.search(text):
        return None
    if re.search(
        r"\b(?:not|unable to|nor|no one can|nobody can|hard to) (?:\w+ )?(?:guarantee|promise|swear|be (?:absolutely )?certain)|(?:have|had|has|would) never|never been able|will never be able|never (?:have|had)|not (?:be )?guaranteed|no guarantee|can (?:\w+ )?(?:refund|pay|accept|offer|give)\b.*no circumstances|no circumstances (?:can|are we able|should you|may)",
        text,
    ):
        return None
    if (
        re.search(r"\b(?:happened|been|was|were|seen)\b", text)
        and "will" not in text
        and "guarantee" not in text
        and "word" not in text
    ):
        return None
    return Act("guarantee", deed=text)


def _decline(text: str) -> Act | None:
    unable = _UNABLE.search(text)
    if unable is not None:
        deed = re.sub(r"^.*?\b(?:to|for|against)\b ", "", text[unable.start() :], count=1)
        rule = _general(text)
        return Act("policy_statement" if rule else "decline", deed=deed, refers=_refers(deed, text))
    for found in re.finditer(
        rf"\b(?P<aux>can|could|will|shall|would|am|are|is|do|does|may) (?:{_ADV})(?:not|never)(?: (?!be\b)\w+ly| also| even| either| yet| now| simply| always| just)* (?P<deed>(?:be |have |get )?(?P<verb>\S+).*)$",
        text,
    ):
        before = text[: found.start()].strip()
        verb = lemma(found["verb"])
        aux = found["aux"]
        ours = (
            re.search(rf"(?:^|\b){_WE}(?: \w+ly| also| both| simply| therefore| still| at \w+)*$", before) is not None
        )
        if aux in ("am", "are", "is"):
            if (
                ours
                and found["verb"] in ING
                and found["verb"] not in _PROGRESS_STOP
                and lemma(found["verb"]) not in _PERCEIVES
            ):
                return Act("decline", deed=found["deed"], refers=_refers(found["deed"], text))
            continue
        if aux in ("do", "does"):
            if (ours or _general(text)) and verb not in _PERCEIVES and verb in BASE:
                return Act("decline" if ours and _THIS_CASE.search(text) else "policy_statement", deed=found["deed"])
            continue
        if verb in (
            "find",
            "locate",
            "trace",
            "see",
            "wait",
            "imagine",
            "thank",
            "help",
            "say",
            "tell",
            "express",
            "stress",
            "excuse",
            "apologise",
            "apologize",
            "know",
            "understand",
            "believe",
            "undo",
            "blame",
            "overstate",
            "fault",
            "recall",
            "remember",
            "argue",
            "log",
            "reach",
            "read",
            "open",
            "hear",
            "agree",
        ) and (ours or before.endswith(("you", "he", "she", "they"))):
            if not (
                verb in ("tell", "say", "reach")
                and re.search(r"\b(?:tell you|say) (?:\w+ )?(?:a |an |the )?(?:date|delivery date)", text)
            ):
                return None
            return None
        if before.endswith((" you", "you")) or before == "you":
            if aux in ("can", "could") and re.search(
                r"\b(?:refund|return|exchange|cancel|claim|transfer|use)\b", found["deed"]
            ):
                return Act("decline" if _THIS_CASE.search(text) else "policy_statement", deed=found["deed"])
            return None
        if ours:
            if aux in ("will", "shall") and verb in _HARMS:
                return Act("promise", deed=found["deed"], kind=None if verb != "charge" else "fee_waiver")
            if aux in ("would", "could"):
                return None
            if verb == "be":
                return (
                    Act("decline", deed=found["deed"], refers=_refers(found["deed"], text))
                    if found["deed"].split(" ")[1:2] and found["deed"].split(" ")[1] in ING
                    else None
                )
            return Act("decline", deed=found["deed"], refers=_refers(found["deed"], text))
        rest = found["deed"].split(" ")
        passive = rest[0] == "be" and len(rest) > 1 and (rest[1] in PAST or rest[1] in ("possible", "available"))
        if aux in ("can", "will", "may") and (passive or verb in BASE) and _DOMAIN.search(text):
            if (
                verb
                in (
                    "work",
                    "load",
                    "connect",
                    "open",
                    "start",
                    "charge",
                    "turn",
                    "reach",
                    "come",
                    "change",
                    "arrive",
                    "affect",
                    "show",
                    "appear",
                )
                and not passive
            ):
                return None
            rule = not _THIS_CASE.search(text) and not re.match(
                r"(?:and |but |so )*(?:the|this|that|it|these|those|your|[$€£])\b", text
            )
            return Act("policy_statement" if rule else "decline", deed=found["deed"])
    found = re.search(
        rf"(?:^|, |\bsorry |\bbut )(?P<deed>(?:can|could|will) not (?:do|offer|refund|give|replace|change|promise|help with|make|take)\b.*)$",
        text,
    )
    if found is not None and text.startswith(found["deed"]):
        return Act("decline", deed=found["deed"].split(" ", 2)[2])
    if re.search(r"\bno circumstances (?:can|are we able)\b", text):
        return Act("decline", deed=text.split("can", 1)[-1].strip())
    return None


def _refers(deed: str, text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:promise|guarantee|confirm|commit|offer|do|say|agree|assure|honou?r|authori[sz]e|approve)(?: to| you)? (?:to )?(?:it|this|that|them|so|the same|one|either|anything)\b|\b(?:it|this|that|one) (?:is|was) (?:not|n't)|^(?:that|this|it) ",
            text,
        )
        or re.match(r"(?:do )?(?:it|this|that|the same|so|one)\b", deed)
        or re.search(r"\bpromise of (?:one|it|that)\b", text)
    )


def _hedge(text: str) -> Act | None:
    found = _HEDGE_TRY.search(text)
    if found is not None and not re.search(
        r"\b(?:have|has|had|been) (?:\w+ )?(?:tried|trying|hoped|considered|planned)|\blook(?:ing)? forward|please (?:try|consider)|looking (?:at|into|for)\b|you (?:could|can|should|might) (?:try|consider)",
        text,
    ):
        return Act("hedged", deed=_deed_after(found["deed"]), refers=False)
    found = _HEDGE_ANY.search(text)
    if (
        found is not None
        and not re.match(r"(?:and |but )*(?:thick|please|here is what|this is|what (?:i|we) can do)", text)
        and not re.search(
            r"\b(?:was|were|had) (?:\w+ )?(?:probably|possibly|likely|perhaps)|(?:probably|possibly|perhaps) (?:was|were|caused|because|due|noticed|know|seen|not what)",
            text,
        )
    ):
        company = re.search(rf"(?:^|\b){_WE}\b|\b(?:you|your|our|the|it|they)\b", text)
        if (
            company
            and re.search(r"\b(?:will|can|should|shall|be|have|get|to|is|are|do|give|arrive|see)\b", text)
            and not re.search(
                r"^(?:and |but )*(?:it|this|that|which) (?:is|was) (?:probably|possibly|likely|perhaps)", text
            )
        ):
            after = re.search(
                r"\b(?:will|shall|can|to|be)\b (?:hopefully |probably |likely |be |to )*(?P<deed>.*)$", text
            )
            return Act("hedged", deed=after["deed"] if after else text)
    found = _HEDGE.search(text)
    if found is None:
        return None
    before = text[: found.start("deed")]
    deed = _deed_after(found["deed"])
    should = re.search(r"\b(?:should|ought to)\b", before)
    you = re.search(r"\byou (?:\w+ly |also |still |now )*(?:may|might|should|could|ought to)\b", before)
    if you is not None:
        good = re.match(
            r"(?:be able to )?(?:receive|get|see|hear|have|notice|be (?:refunded|credited|contacted|able|back|reconnected|notified|compensated|reimbursed|entitled|eligible|offered|moved|covered)|find (?:it|the|your))\b",
            deed,
        )
        if not good or (
            not should
            and re.match(r"(?:see|have|notice|hear)\b", deed)
            and re.search(r"\b(?:may|might|could) (?:see|have|notice|hear)\b", text)
        ):
            return None
        return Act("hedged", deed=deed)
    if re.search(r"\bcould\b", before):
        if not re.search(rf"(?:^|\b){_WE}(?: \w+)? could\b", before) and not re.search(
            r"\bbe (?:refunded|credited|replaced|arranged|offered|moved|sent|fixed|repaired|waived|made|delivered)",
            text,
        ):
            return None
    first = _first(deed)
    if re.search(rf"(?:^|\b){_WE}(?: \S+){{0,3}}? (?:may|might|should|could|ought)\b", before):
        if first in ("have", "be") and re.match(r"(?:have (?:been|had|\w+ed)|be (?:wrong|mistaken|closed))\b", deed):
            return None
        if should and first in ("mention", "add", "point", "explain", "say", "stress", "note", "also", "clarify"):
            return None
        return Act("hedged", deed=deed, refers=False)
    if re.match(r"(?:be|have been|have|sound|seem|explain|cause|mean|feel|weaken|look|not)\b", deed) and not re.match(
        r"(?:be|have) (?:\w+ly )?(?:able|possible|available|ready|back|live|with you|refunded|credited|sent|given|made|fixed|resolved|returned|\w+ed\b|in|on|there|done|up|arriving|paid|your|the|it|a|here|out|eligible|delivered|complete|sorted|at|coming|getting|receiving|returning)",
        deed,
    ):
        return None
    return Act("hedged", deed=deed)


def _deed_after(deed: str) -> str:
    return re.sub(
        r"^(?:to |be able to |also |not |be (?=\w+ing\b)|have to |able to |then |well |and |get you )*", "", deed
    )


def _offer(text: str) -> Act | None:
    found = _OFFERS.search(text)
    if found is not None and not re.search(r"\b(?:not|unable|no longer|only what)\b", text[: found.start() + 14]):
        return Act("offer", deed=_deed_after(found["deed"] or text))
    if _CODE.search(text) and not re.search(r"\b(?:used|expired|was|had|tried|did|not)\b", text):
        return Act("offer", deed=text)
    found = _OFFER_YOU.search(text)
    if (
        found is not None
        and not _WELCOME_STOP.match(found["deed"])
        and not re.search(r"\bnot\b", text[: found.end()])
        and not re.search(r"you (?:can|could|may) (?:have|claim) (?:noticed|seen|a look|this|it looked)", text)
    ):
        return Act("offer", deed=text if re.search(r"please accept", text) else found["deed"])
    found = _OFFER.search(text)
    if found is None or re.search(r"\b(?:can|could) (?:\w+ )?not\b", text):
        return None
    deed = found["deed"]
    first = _first(deed)
    if first in _OFFER_STOP or first in ("see", "tell", "hear"):
        if first in (
            "make",
            "have",
            "do",
            "let",
            "put",
            "ask",
            "speak",
            "talk",
            "take",
            "find",
            "start",
            "warn",
            "correct",
        ) and re.match(
            r"(?:make (?:you|it|up|a)|have (?:it|the|your|a|an|one|this|that|someone|\w+ \w+ \w+ed)|do (?:a|it|this|that|is)|let you|put (?:you|a|it|the|in|on)|ask (?:my|our|the|a|whether|if)|speak to (?:the|our|my)|talk to|take (?:\S+ ){1,4}?(?:off|back)|take care|find (?:you|a|out)|start|correct)\b",
            deed,
        ):
            return Act("offer", deed=deed)
        return None
    if first not in BASE and first not in ("be",) and lemma(first) not in BASE:
        return None
    if re.search(r"\b(?:i|we) can only\b", text):
        return None
    return Act("offer", deed=deed)


def _done(text: str) -> Act | None:
    found = _ENCLOSE.search(text)
    if found is not None and not re.search(
        r"\byou (?:enclosed|attached)|(?:photos?|receipt) (?:is|are) attached", text
    ):
        return Act("done_claim", deed=found["deed"] or found["deed2"] or found["deed3"] or text)
    found = _VERBLESS_DONE.match(text)
    if found is not None and not re.search(r"\b(?:will|should|by you|requested by)\b", text):
        return Act("done_claim", deed=_passive(found["deed"]))
    if re.search(r"\b(?:not|never|nobody|no one|none|yet to)\b", text.split(" because ")[0]) and not re.search(
        r"so (?:that|it)", text
    ):
        return None
    found = _HAVE_DONE.match(text)
    if found is not None and found["pp"] in _DONE:
        act = _have_done(text, found)
        if act is not None:
            return act
    found = _STATE_DONE.search(text)
    if (
        found is not None
        and not _NOT_OURS.search(text[: found.start()].strip())
        and not re.search(r"\b(?:if|when|once|will|until|only|usually|normally|always|automatically)\b", text)
    ):
        subject = text[: found.start()]
        if re.match(r"(?:cancelled|closed|confirmed|attached|in place|on your|paid)", found["deed"]) and (
            _EVENT.search(subject.strip()) or _HARM_SUBJECT.search(subject)
        ):
            return None
        return Act("done_claim", deed=found["deed"] if not found["deed"].startswith(("in your", "on your")) else text)
    found = _WAS.match(text)
    if (
        found is not None
        and found["pp"] in _WAS_DONE
        and not re.search(
            r"\b(?:by (?:you|somebody|someone|your)|before|when|until|originally|previously)\b|^(?:and )?(?:you|that you)\b",
            text,
        )
        and not _NOT_OURS.search(found["subject"].strip())
    ):
        return Act("done_claim", deed=found["deed"])
    found = _WAS.match(text)
    if (
        found is not None
        and re.match(r"(?:returned|removed|taken off|put back|sent|paid|issued)\b", found["deed"])
        and re.search(r"\b(?:refund|credit|compensation|replacement|[$€£]\S+) (?:\S+ ){0,3}?(?:was|were)\b", text)
        and re.search(r"\b(?:to|on|onto|into) your\b|replacement", text)
    ):
        return Act("done_claim", deed=found["deed"])
    found = _ACTIVE_DONE.match(text)
    if (
        found is not None
        and not re.search(r"\b(?:you|seller|they|customer) (?:\w+ )?$", found["subject"] + " ")
        and not re.search(r"\b(?:is|are|was|were|will|would|can|if)\b", text[: found.start("deed")])
    ):
        if re.match(
            r"(?:sent|ordered|booked|opened|took|gave|put|asked|spoke|passed|dropped|knocked|threw)\b", found["deed"]
        ) and (not _SENT_WHAT.match(found["deed"]) or not re.match(rf"(?:\S+ ){{0,4}}?{_WE}\b", text)):
            return None
        return Act("done_claim", deed=found["deed"])
    return None


def _have_done(text: str, found: re.Match[str]) -> Act | None:
    subject, passive = found["subject"].strip(), "been" in found["been"].split(" ")
    subject = re.sub(r"(?:^|\s)(?:and|but|so|also|now|just|already|since|however)$", "", subject)
    if _NOT_OURS.search(subject) and not (passive and re.search(r"\byou$", subject)):
        return None
    pp, deed = found["pp"], found["deed"]
    if not passive:
        if pp in ("taken", "made", "got", "had"):
            if not _TAKEN_OK.match(deed) or re.match(
                r"made (?:a |an |the |every |this |that |your )?(?:mistake|error|effort|mess|decision|purchase)", deed
            ):
                return None
        elif pp in ("paid", "received", "checked", "collected", "told", "ordered", "tested") and re.match(
            r"(?:paid for|paid by|told (?:you|me|us)|ordered from|received|checked|tested)\b", deed
        ):
            if not re.search(rf"^(?:\S+ ){{0,3}}?(?:he|she|the engineer|our (?:engineer|technician|team))\b", text):
                return None
        elif pp == "asked" and re.match(r"asked (?:you|for (?:your|more))\b", deed):
            return None
        elif pp in ("spoken", "discussed") and re.match(
            r"spoken (?:with|to) you|discussed (?:this |it )?with you", deed
        ):
            return None
        elif pp in ("changed", "confirmed", "begun", "started", "told", "reported", "written") and not re.search(
            rf"\b{_WE}\b|\b(?:our|team|manager|crew|office|desk)\b", subject
        ):
            return None
        return Act("done_claim", deed=deed)
    if re.search(r"\byou$", subject) and pp not in (
        "refunded",
        "credited",
        "moved",
        "upgraded",
        "rebooked",
        "enrolled",
        "given",
        "added",
        "reimbursed",
        "booked",
        "sent",
        "granted",
        "compensated",
        "put",
        "removed",
        "switched",
        "awarded",
        "transferred",
        "allocated",
        "assigned",
        "reinstated",
        "issued",
    ):
        return None
    if (
        pp
        in (
            "cancelled",
            "canceled",
            "changed",
            "moved",
            "rescheduled",
            "suspended",
            "stopped",
            "closed",
            "blocked",
            "withdrawn",
            "reported",
            "recalled",
        )
        and _EVENT.search(subject)
        and not re.search(r"\bfor you\b|as you (?:asked|requested)", text)
    ):
        return None
    if (
        pp
        in (
            "paid",
            "made",
            "applied",
            "added",
            "sent",
            "opened",
            "ordered",
            "placed",
            "collected",
            "received",
            "taken",
            "charged",
            "changed",
            "told",
            "delivered",
            "returned",
        )
        and _HARM_SUBJECT.search(subject)
        and not re.search(r"refund|credit|back|to your|off\b|temporary", text)
    ):
        return None
    if pp == "delivered" or (pp == "told" and not re.search(r"driver|crew|team|staff", subject)):
        return None
    return Act("done_claim", deed=_passive(deed))


def _passive(deed: str) -> str:
    return deed


def _general(text: str) -> bool:
    # A rule speaks of no one case: no "your order", no "this time", no day.
    if (
        _RULE_SOURCE.search(text)
        and not re.search(r"\b(?:i|we) (?:am|are|can|have|will|do)\b", text)
        and not re.search(r"\b(?:will|have been|has been|was|were)\b", text)
    ):
        return True
    if _THIS_CASE.search(text):
        return False
    found = _GENERAL_SUBJECT.match(text)
    if found is None or re.match(
        r"(?:this|that|it|there|he|she|they|you|here|what|which|who|one|nothing|everything|the (?!warranty|policy|guarantee|insurance|fare|tariff|contract|plan|scheme|standard|usual|maximum|minimum|normal|cooling|excess|deductible|manufacturer)\w+|these|those|your|i|sorry|please|thanks|hi|dear|yes|no refund|my|both|two|\$|£|€)\b",
        found["subject"],
    ):
        return False
    return bool(_DOMAIN.search(text))


def _rule(text: str) -> Act | None:
    if re.search(r"\b(?:will|shall|have been|has been|was|were|am)\b", text) and not re.search(
        r"\b(?:our|the|your) (?:\S+ ){0,2}(?:policy|terms|rules|tariff|warranty|guarantee)\b", text
    ):
        return None
    if re.search(r"\b(?:will|shall|was|were)\b", text):
        return None
    if re.match(
        r"(?:and |but |so )*(?:customers|guests|passengers|members|travellers|residents|patients|students|policyholders|subscribers|anyone|everyone|you|all (?:customers|guests|members)|buyers|tenants)\b.*\b(?:entitled to|can claim|qualify for|are eligible|have the right|can (?:return|cancel|exchange)|must|have \d+ days)\b",
        text,
    ) and not re.match(
        r"(?:and |but |so )*you (?!have \d|are entitled|can claim|qualify|can (?:return|cancel|exchange))", text
    ):
        if text.startswith("you") and _THIS_CASE.search(text):
            return None
        return Act("policy_statement", deed=text)
    if not _general(text):
        if re.search(
            r"\b(?:falls?|is|are) (?:outside|excluded|exempt|not covered|not included|non-refundable|final sale)\b",
            text,
        ) and not _THIS_CASE.search(text):
            return Act("policy_statement", deed=text)
        if re.match(
            r"(?:please )?(?:allow|note that it takes|it (?:usually|normally|typically|generally|can) takes?)\b", text
        ) and re.search(r"\b(?:days?|weeks?|hours)\b", text):
            return Act("policy_statement", deed=text)
        return None
    subject = _GENERAL_SUBJECT.match(text)
    if re.match(rf"(?:and |but |so )*(?:{_WE})\b", text):
        if not re.search(
            r"\b(?:only|normally|usually|generally|typically|always|do not|never|as a rule|routinely|automatically)\b",
            text,
        ) and not re.match(
            r"(?:and |but |so )*we (?:offer|accept|charge|require|need|allow|refund|replace|deliver|inspect|review|dispatch|ship|process|bill|reply|answer|aim)\b(?! (?:your|the|this|that|you|it|full|complete|both|liab|respons))",
            text,
        ):
            return None
        if re.search(r"\b(?:are|am) \w+ing\b", text):
            return None
        return Act("policy_statement", deed=text)
    if _RULE_SOURCE.search(text):
        return Act("policy_statement", deed=text)
    if subject is None:
        return None
    if re.search(r"\b(?:is|are) (?:\w+ )?\w+ing\b", text) or _ON_ITS_WAY.search(text) or _GRANT.search(text):
        return None
    named = re.match(
        r"(?:and |but |so |please note |that |also )*(?:all|any|each|every|no|most|such|our|a|an|\S+s|\S+ing|customers?|guests?)\b",
        text,
    )
    strong = _USUAL.search(text) or subject["verb"] in (
        "is",
        "are",
        "can",
        "must",
        "apply",
        "applies",
        "expire",
        "expires",
        "takes",
        "take",
        "covers",
        "cover",
        "needs",
        "need",
        "requires",
        "require",
        "costs",
        "cost",
        "do",
        "does",
        "may",
        "depends",
        "carry",
        "carries",
        "renew",
        "renews",
    )
    if not strong:
        return None
    if named is None and not (_USUAL.search(text) and _DOMAIN.search(subject["subject"])):
        return None
    if re.match(
        r"(?:and |but |so )*(?:our|a|an) \S+(?: \S+){0,4}? (?:is|are) (?!(?:\w+ly )?(?:covered|allowed|refund|non|valid|subject|required|limited|charged|based|available|payable|due|free|given|inspected|tested|paid|issued|processed|excluded|calculated|entitled|made|sent|reviewed|checked|credited|returned|waived|final|granted)\w*)",
        text,
    ):
        return None
    if _TIME.search(text) and re.search(
        r"\b(?:today|tomorrow|tonight|now|this (?:week|afternoon|evening|morning))\b", text
    ):
        return None
    return Act("policy_statement", deed=text)


def _promise(text: str) -> Act | None:
    for pattern in (_CONSIDER, _YOU_CAN_EXPECT, _KEEP, _INCLUDES):
        found = pattern.search(text)
        if found is None:
            continue
        if pattern is _YOU_CAN_EXPECT and re.match(
            r"(?:some|noise|delays?|to (?:pay|wait|be charged)|that you|disruption|a (?:bit|little)|longer|queues|heavy)",
            found["deed"],
        ):
            continue
        if pattern is _KEEP:
            return Act("promise", deed="", kind="other")
        if pattern is _CONSIDER and re.match(r"(?:and |so |but )*please consider \w+ing", text):
            continue
        if pattern is _CONSIDER:
            return Act("promise", deed=found["deed"], refers=found["what"] in ("it", "this", "that"))
        return Act("promise", deed=found["deed"], refers=pattern is _INCLUDES)
    found = _LET_ME.search(text)
    if (
        found is not None
        and found["verb"] not in _LET_STOP
        and (found["verb"] in BASE or found["verb"] in ("see", "try"))
    ):
        return Act("promise", deed=found["deed"])
    found = _YOU_WILL.search(text)
    if found is not None and not _YOU_WILL_STOP.match(found["deed"]):
        return Act("promise", deed=found["deed"])
    found = _WE_WILL.search(text)
    if found is not None and _we_will(text, found["deed"]):
        return Act("promise", deed=found["deed"])
    found = _ON_ITS_WAY.search(text)
    if (
        found is not None
        and not re.search(r"\b(?:was|were|which is being held)\b", text[: found.start()])
        and not re.match(r".*\bbeing held\b", text)
    ):
        return Act(
            "promise",
            deed=found.group().split(" being ", 1)[-1]
            if " being " in found.group()
            else text[found.start() :].split(" ", 1)[-1],
        )
    if _GRANT.search(text) and not re.search(r"\b(?:was|were|if|not|usually|normally)\b", text):
        return Act(
            "promise",
            deed="",
            kind="fee_waiver"
            if re.search(r"\bon us\b|waived|gone|free|\bours\b|our (?:own )?(?:cost|expense)", text)
            and not re.search(
                r"dinner|drink|meal|lunch|breakfast|coffee|dessert|month|night|pass\b|ticket|on the house", text
            )
            else None,
        )
    found = _NP_WILL.match(text)
    if found is not None and _np_will(text, found):
        return Act("promise", deed=found["deed"].removeprefix("be "))
    found = _PROGRESSIVE.match(text)
    if found is not None and _progress(text, found):
        return Act("promise", deed=found["deed"])
    found = _PRESENT_DEED.match(text)
    if found is not None:
        return Act("promise", deed=found["deed"])
    found = _MAKE_SURE.search(text)
    if found is not None:
        return Act("promise", deed=found["deed"].strip())
    found = _SCHEDULED.match(text)
    if (
        found is not None
        and _TIME.search(text)
        and not re.search(
            r"\b(?:was|were|had|did|you|every|each|usually|normally|always|if|customers|guests|has|have)\b",
            text[: found.start("deed")],
        )
    ):
        return Act("promise", deed=found["deed"])
    return None


def _we_will(text: str, deed: str) -> bool:
    first = _first(deed)
    if first in ("not", "never"):
        return False
    if first in _WE_WILL_STOP or re.match(
        r"(?:have to|need to|see (?:you|that|why|how)\b|start by|find (?!you|a|the|out|it)|hear from you|take (?:this|it|your) (?:very )?serious|in (?:a|the) (?:position|office|meeting)|let you (?:go|decide|get)|leave you|take (?:the|your) (?:deposit|money|payment)|take \S+ from your)",
        deed,
    ):
        return bool(
            re.match(
                r"(?:see (?:to|that|about)|(?:on (?:it|the case|site))|in touch|back in touch|start (?:the|a|your|work|by refund)|open (?:a|an|the|your)|out (?:to|at|with)|have (?!to)|only charge|charge you (?:only|just|nothing)|bill you (?:only|nothing|just)|in (?:touch|contact))",
                deed,
            )
        )
    if re.match(
        r"(?:back-?bill|recover the|deduct|take back|withdraw (?:the (?:offer|credit))|terminate your|close your account|suspend your|keep the (?:deposit|fee|charge)|remain|continue to charge)",
        deed,
    ):
        return False
    return not (first in ING and first in _PROGRESS_STOP)


def _np_will(text: str, found: re.Match[str]) -> bool:
    subject, verb = found["subject"], found["verb"]
    bare = re.sub(r"^(?:and|but|so|then|plus|that|because|also|or) ", "", subject)
    if _NOT_OURS.search(subject) or re.search(r"\b(?:you|customers|guests)$", bare) or re.match(r"(?:i|we)$", bare):
        return False
    deed = found["deed"]
    if re.search(r"\bno (?:\w+ ){0,3}(?:fee|charge|penalty|cost|interest)\b", subject):
        return True
    if _NP_HARM.match(deed) and not re.match(
        r"(?:be )?(?:closed as resolved|stay (?:with|at|the same|as|frozen|locked)|remain (?:at|the same|open|active|free|frozen|valid))",
        deed,
    ):
        return False
    if lemma(verb) in ("reverse", "withdraw", "cancel", "remove") and re.search(
        r"\b(?:credit|offer|discount|voucher|refund)\b", subject
    ):
        return False
    if "be" in found["be"].split(" "):
        return verb in PAST or verb in ING or verb in _AVAILABLE or _GRANT.search(text) is not None
    if found["be"].strip() == "have":
        return True
    return lemma(verb) in BASE and not (
        re.match(r"(?:this|that|it|which)$", bare)
        and verb
        in ("take", "show", "make", "give", "see", "change", "help", "include", "bring", "allow", "be", "explain")
        and not _TIME.search(text)
    )


def _progress(text: str, found: re.Match[str]) -> bool:
    verb = found["verb"]
    head = text[: found.start("deed")]
    if (
        verb in _PROGRESS_STOP
        or re.search(
            r"\b(?:you|your (?:bank|\w+ bank)|weather|customers|not|was|were|who|that|why|what|how)\b(?: \S+){0,2} (?:are|is) $",
            head,
        )
        or re.search(r"\bnot\b", head)
    ):
        return False
    if re.match(
        r"(?:taking this|taking your|taking it|making (?:it|things|you)|looking forward|working (?:as|fine|normally|hard to)|looking at the|following up|reaching out|calling (?:about|you about)|getting back to you (?:about|regarding|on)|dealing|contacting you (?:about|regarding))",
        found["deed"],
    ):
        return False
    if verb in ING:
        ours = re.match(rf"(?:\S+ ){{0,4}}?(?:{_WE}|our|my|he|she|they|the|engineers|a|an|someone|[a-z]+)\b", head)
        if lemma(verb) in (
            "work",
            "run",
            "start",
            "show",
            "stop",
            "go",
            "leave",
            "come",
            "stand",
            "stay",
            "carry",
            "drop",
            "have",
            "be",
            "see",
            "use",
            "open",
            "close",
        ):
            return bool(
                re.search(
                    rf"\b(?:{_WE}|our|team|engineers?|developers?|technicians?|crew|department|it|he|she|they|replacement|refund|parcel|order|money|voucher|new)\b",
                    head,
                )
            ) and verb not in ("having", "being", "seeing")
        return ours is not None
    return False


def confirms_before(text: str) -> CommitmentType | None:
    """Whether the clause does no more than vouch for the one before ("I guarantee it"), and what that makes of it."""
    if re.match(
        r"(?:and |that |this )*(?:i|we) (?:can |do |personally |absolutely |fully |hereby )*guarantee (?:it|that|this|you(?: that)?)?$|^(?:you have|and you have) (?:my|our) word(?: on (?:it|that|this))?$|^(?:that is |this is )?(?:100% )?guaranteed$|^(?:that is |this is )?(?:my|a) (?:guarantee|word)$",
        text,
    ):
        return "guarantee"
    if re.match(
        r"(?:and |that is )*(?:i|we|a) (?:do |can |hereby )*(?:promise|assure you|commit to (?:it|that))(?: you)?(?: that| it| this)?$",
        text,
    ):
        return "promise"
    return None


def perk_later(text: str) -> bool:
    """Whether what is given is tied to a further purchase ("book again and we will add ...")."""
    return bool(_PERK_LATER.search(text)) and bool(
        re.search(r"\b(?:add|free|off|upgrade|give|throw|discount|knock|voucher|treat|get|include)\b", text)
    )


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
    }
    return any(token in helping for token in tokens) or bool(
        tokens and tokens[0] in BASE and tokens[0] not in ("within", "by")
    )
