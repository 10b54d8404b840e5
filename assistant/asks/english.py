"""How English asks: wishes, requests, questions, debts, orders, and bare things. Pure.

Each pattern is a form of words with a place for what is asked; what the letters are about is no part of any.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asks.telling import DONE
from assistant.asks.wish import Form, Wish
from knowledge.scanning import Scan

_I = re.IGNORECASE
_REST = r"(?P<what>(?:[^.!?;]|\.(?=\d)|\b[ap]\.(?=m\.)){3,220})"
VERBS = (
    r"refund|send|ship|fix|cancel|restore|replace|give|pay|return|reimburse|credit|waive|call|confirm|compensate|upgrade|remove|stop|close|unlock|rebook|repair|deliver|honou?r|match|change|transfer|release|reconnect|delete|extend|"
    r"put|take|make|get|let|tell|explain|sort|reverse|apply|move|book|collect|pick|grant|issue|arrange|drop|reopen|find|update|answer|hold|keep|offer|correct|check|look|provide|write|do|"
    r"swap|exchange|ring|phone|email|contact|mend|come|bring|add|set|switch|undo|clear|adjust|settle|cover|deduct|lower|reduce|resend|redo|reinstate|reactivate|activate|resolve|investigate|help|apologi[sz]e|forward|escalate|pass|process|show|inform|cut|end|terminate|lift|unfreeze|unblock|order|review|wire|return|quote|print|put|clean|install|fit|rectify|reschedule|handle|ensure|admit|acknowledge|respond|reply|waive|discount|accept|turn|void|scrap|write|wipe|pop|backdate|reissue|recalculate|rebill|amend|shift|withdraw|erase|expedite|guarantee|leave|have|post|knock|strike"
)
_EVERYDAY = r"(?:accordingly |thus |consequently |strongly |absolutely |fully |also |just |really |still |now |only |simply |therefore |hereby |kindly |respectfully |politely |formally |honestly |at least |definitely |obviously |certainly |please |be |very much |so |then |even )*"
_WE = r"(?:\bI|\bwe|\bmy \w+ and I|\b(?:the )?(?:caller|customer|guest|client|she|he|they))"
_WANT_VERB = (
    r"(?:want(?:s|ing)? (?:for )?|need(?:s)? |expect(?:s|ing)? (?:that )?|demand(?:s|ing)? |require(?:s)? |insist(?:s|ing)? (?:on |that )|would like |(?:'?d|would) love |like |request(?:s|ing)? |ask(?:s|ing)? (?:you |us )?(?:for |that |if |whether |to |only )?(?:have )?|claim(?:s|ing)? |"
    r"look(?:s|ing)? (?:for |forward to (?:receiving |getting )?)|(?:am |'m )?after |hop(?:e|es|ing) (?:for |to (?:get|have|receive|see) |that |you(?=(?:'ll| will| can| could)))|appreciate |(?:be )?grateful (?:for |if )|(?:be )?(?:happy|satisfied|content|fine|ok|okay) with |settle for |take |have |accept |prefer |rather have |seek(?:s|ing)? |"
    r"deserve(?:s)? |(?:am |['’]m |be )?entitled to |wish (?=you)|(?:get|be given|receive) |wish for |trust (?:that )?(?=you)|suggest (?:that )?(?=you)|appeal(?:ing)? for |beg(?:ging)? (?:you )?(?:for |to )|wanna (?=have|get))"
)
_WANT = re.compile(
    rf"{_WE}(?:['’]?d| would| do| must| am| are|['’]?m|['’]re| is|['’]s|['’]ll| will| should| think (?:I|we)| feel (?:I|we)| believe (?:I|we))*,? ?{_EVERYDAY}(?P<verb>{_WANT_VERB}){_REST}",
    _I,
)
# "I have", "I take", "I get", "I like" are no wishes by themselves; "I'll have", "I'd take", "I should get" are.
_BY_ITSELF = re.compile(
    r"^(?:take|have|get|accept|like|be given|receive|prefer|appreciate|(?:be )?(?:happy|satisfied|content|fine|ok|okay) with|(?:be )?grateful (?:for|if)|settle for|rather have|(?:am |'m )?after) ?$",
    _I,
)
_MODAL = re.compile(r"(?:['’]d|['’]ll|\bid|\bill|\b(?:would|will|should|could|must|to))\b ?(?:\w+ )?$", _I)
_SELF_WANT = re.compile(
    rf"{_WE}(?:['’]?d| would)? ?{_EVERYDAY}(?:wanna|want to|wish to|would like to|['’]?d like to|prefer to|need to|ask to|request to) (?P<what>(?:cancel|change|return|exchange|swap|move|keep|leave|terminate|switch|rebook|end|close|upgrade|postpone|get out|be (?!clear|honest|heard|fair|sure|frank)\w+)\b(?:[^.!?;]|\.(?=\d)){{0,180}})",
    _I,
)
_OWED = re.compile(
    r"\b(?:you (?:people |guys |lot )?(?:still |really |clearly |do )?owe (?:me|us)|(?:am|are|['’]m|['’]re|im) (?:still )?(?:owed|due))\b\s*"
    + _REST,
    _I,
)
_YOU_OUGHT = re.compile(
    rf"(?:\b(?:you|u)(?: guys| people| lot)? (?:really |still |also |now |just )?(?:should|have to|has to|need to|must|ought to|['’]d better|had better|could at least|can at least)|\bthe (?:very )?least (?:you|u) (?:can|could) do is(?: to)?|\b(?:it is|it['’]s|its) only (?:fair|right)(?: that)? (?:you|u)|\bsurely (?:you|u)(?: guys)? (?:can|could)|\b(?:want|like|need|expect|wish) (?:you|u) to|\b(?:hoping|hope) (?:that )?(?:you|u) (?:can|could|will|would)|\bit(?: would|['’]d) be (?:good|nice|great|fair|helpful|kind|lovely|appreciated) if (?:you|u) (?:could|would|can)) (?P<what>(?:please |now |just |also |at least )?(?:{VERBS})\b(?:[^.!?;]|\.(?=\d)){{0,180}})",
    _I,
)
_SELF_OUGHT = re.compile(
    r"\b(?:I|we) (?:really |clearly )?(?:should|ought to|have to|must|need to|want to|would like to|['’]d like to|expect to|demand to|deserve to|request to) (?P<what>be (?:refunded|reimbursed|compensated|credited|repaid|paid|moved|rebooked|upgraded|released|given|let out|called|contacted|told|informed)\b(?:[^.!?;]|\.(?=\d)){0,160})",
    _I,
)
_NOT_PAY = re.compile(
    r"\b(?:no way (?:that )?(?:I|we)(?: am| are|['’]m|['’]re|m)|(?:I|we)(?: (?:really |certainly |surely )?(?:should(?:n['’]?t| not)(?: have to)?|refuse to|will not|won['’]?t|wont|do(?:n['’]?t| not) (?:want|see why I should|intend|think I should)(?: to)?(?: have to)?|am not going to|['’]m not going to|im not going to)| (?:am|['’]?m) not|['’]m not|['’]re not| are not)) (?:be )?(?P<pay>pay(?:ing)?|having to pay|charged) ?(?P<what>(?:[^.!?;]|\.(?=\d)){0,160})",
    _I,
)
# "A voucher for a tenner won't do": what is turned down is not asked for.
_TO_THE_END = (
    r"(?:(?!\b(?:wo|would|does|is|do|are|ca|could)n['’]?t\b|\b(?:will|would|does|is|do|are) (?:not|no)\b)[^.!?;])*"
)
_REMEDY = r"(?:refund|replacement|money|compensation|credit|voucher|apology|discount|explanation|repair|exchange|answer|upgrade|call ?back|gesture|reimbursement|reduction|date|rebate|new \w+|confirmation|response|reply)"
_QUESTION_YOU = re.compile(
    rf"\b(?:(?:can|could|will|would|can['’]t|couldn['’]t|won['’]t|why (?:don['’]t|can['’]t)) (?:you|ye|y['’]all)(?: guys| people| lot)?|why not|any chance (?:that )?(?:you|u|someone) (?:could|can|would|will|might)|(?:is there (?:any|a) (?:way|chance|possibility)|any way) (?:that )?(?:you|u) (?:could|can|would)|do you think (?:you|u) (?:could|can)|would it be possible for you to|(?:when|how soon) (?:are you going to|will you|can you|do you (?:plan|intend) to)|i['’]?d be grateful if you (?:could|would)) (?:just |please |pls |plz |kindly |possibly |perhaps |maybe |at least |also |both |finally )*(?P<what>(?:{VERBS})\b(?:[^.!?;]|\.(?=\d)){{0,180}})",
    _I,
)
_SOMEBODY = re.compile(
    rf"\b(?:can|could|will|would) (?P<who>somebody|someone|anyone|anybody|a (?:manager|supervisor|human|person))(?: with \w+)? (?:just |please )?(?P<what>(?:{VERBS})\b(?:[^.!?;]|\.(?=\d)){{2,180}})",
    _I,
)
_QUESTION_HAVE = re.compile(
    r"\b(?:can|could|may|might|do|don['’]t|shall|should|shouldn['’]t) (?:I|we|my \w+) (?:at least |please |just |pls |possibly |maybe )*(?:get|have|receive|expect|ask for|request|claim|be given|see) "
    + _REST,
    _I,
)
_QUESTION_SELF = re.compile(
    r"\b(?:can|could|may|might|any (?:chance|way) (?:of me |that )?|is there (?:any|a) (?:chance|way) (?:that )?)(?: ?(?:I|we|my \w+)(?: (?:can|could|might))?) (?:please |just |pls |maybe |at least )*(?P<what>(?:be (?:moved|refunded|reimbursed|rebooked|upgraded|released|compensated)|cancel|change|return|exchange|swap|move|switch|bring|send (?:it|them|this) back|give (?:it|them|this) back|rebook|postpone|keep|transfer|use|choose|hand)\b(?:[^.!?;]|\.(?=\d)){0,160})",
    _I,
)
_ALLOWED = re.compile(
    r"\bis it (?:ok|okay|all ?right|fine|possible) (?:if|that) (?:I|we) (?P<what>(?:[^.!?;]|\.(?=\d)){4,160})", _I
)
_WOULD_BE_GOOD = re.compile(
    r"\b(?:it(?: would|['’]d) be|would be) (?:good|nice|great|fair|helpful|kind|lovely|right|only fair) to (?:get|have|receive|be given|see) "
    + _REST,
    _I,
)
_NEEDS = re.compile(
    rf"\b(?P<thing>(?:it|this|that|(?:the|my|our)(?: [\w'-]+){{1,4}}?)) (?:needs?(?: to be)?|(?:has|have|ought) to be|(?:must|should) be) (?P<done>{DONE}|(?:replac|fix|repair|sort|refund|chang|clean|mov|collect|mend|correct)ing)\b(?P<rest>(?:[^.!?;]|\.(?=\d)){{0,80}})",
    _I,
)
_WHEN_DONE = re.compile(
    rf"\b(?:when(?: exactly)? (?:is|are|will|am|can)|can|could|will|would|may|might) (?P<thing>(?:it|this|that|these|(?:the|my|our)(?: [\w'-]+){{1,4}}?))(?: (?:going|gonna))?(?: to)?(?: finally)? be (?P<done>{DONE})\b(?P<rest>(?:[^.!?;]|\.(?=\d)){{0,60}})",
    _I,
)
_OFFERED = re.compile(rf"\bwhat (?:kind of |sort of |type of )?(?P<what>{_REMEDY}) (?:are|do|will|can|would) you\b", _I)
_MY_DEMAND = re.compile(
    r"\bmy (?:\w+ )?(?:request|demand|expectation|wish|claim|condition)s? (?:is|are|would be)(?: for| that)?:? "
    + _REST,
    _I,
)
_OR_ELSE = re.compile(rf"\bunless (?:I|we) (?:get|receive|have|see) {_REST}", _I)
_MEANS = re.compile(rf"^so (?:that|this) means (?:that )?{_REST}", _I)
# "I want what she got, the new fridge and the 250": what another had stands behind it.
_AS_OTHERS = re.compile(
    rf"\b(?:want|wants|asking for|expect|would like|deserve) (?:what|the same as|exactly what) [\w' ]{{2,24}}? (?:got|had|has|received|was given|were given)[,:] {_REST}",
    _I,
)
_FAIR_TO = re.compile(
    r"\b(?:I think|I['’]d say|I reckon|I feel|I believe) (?!that['’]?s |it['’]?s |you )(?P<what>(?:[^.!?;]|\.(?=\d)){3,110}?),? (?:is|are|would be|sounds?|seems?) (?:\w+ ){0,2}(?:fair|right|reasonable|in order|appropriate)\b",
    _I,
)
_WANT_THAT = Scan(
    r"(?P<what>[^.!?;]{3,80}?[£$€]? ?\d[\d.,]*[^.!?;]{0,20}?),? (?:and |so )?(?:I|we) (?:want|expect|need|demand) (?:that|it|this|them)\b",
    _I,
)
_I_KEEP = re.compile(
    rf"^(?:so )?I (?:keep|stay|return|send|delete|drop|take)\b[^,.;]{{0,40}}, (?:and )?you (?P<what>(?:{VERBS})\b(?:[^.!?;]|\.(?=\d)){{3,120}})",
    _I,
)
_LEAVING = re.compile(
    r"\b(?:I am|I['’]m|we are|we['’]re|hereby) (?P<ing>leaving|cancelling|canceling|ending|terminating|closing) (?P<what>(?:the|my|our|your|this)\b[^.!?;,(]{3,60})",
    _I,
)
_COMING = re.compile(
    r"\bwhen(?: exactly)? (?:is|are|will|can|does|do) (?P<what>(?:the|my|our) [\w ]{2,30}?) (?:coming|arriv\w+|come|going to (?:arrive|come)|be (?:here|ready|back)|due|open\w*)\b",
    _I,
)
_AWAIT = re.compile(
    r"\b(?:I|we) (?:now )?(?:await|am awaiting|are awaiting|look forward to) (?P<what>your (?:cheque|check|payment|refund|remittance|transfer)\b[^.!?;]{0,60})",
    _I,
)
_POSSIBLE = re.compile(
    r"\b(?:is it (?:at all )?possible|would it be possible|is there (?:any|a) (?:possibility|way|chance)|any (?:chance|way|possibility)) (?:to|for me to|of) (?P<ing>getting |having |receiving |get |have |receive )?"
    + _REST,
    _I,
)
_MIND = re.compile(r"\bwould (?:you|u) mind (?P<ing>[a-z]{3,}ing)\b(?P<what>(?:[^.!?;]|\.(?=\d)){2,160})", _I)
_HOW_ABOUT = re.compile(
    r"\b(?:how about|what about|where is|where['’]s|wheres) (?P<what>(?:an? |the |my |our |some |at least )(?:[^.!?;]|\.(?=\d)){3,80}?)(?=\?|$)",
    _I,
)
_DO_ABOUT = re.compile(
    r"\bwhat(?: exactly|['’]s| is|s)? ?(?:are (?:you|u|ye)|r u|will (?:you|u)|do (?:you|u)|u|being|happens|(?:can|could) (?:you|u)) ?(?:all |guys |going to |gonna |planning to |intend to |plan to |propose to |done )?(?:do(?:ing|ne)? ?)?(?:about|for|with) (?P<what>(?:the |my |our |this |that |these |it|all |\$|€|£|\d)(?:[^.!?;]|\.(?=\d)){0,120})",
    _I,
)
# "... and I'll say nothing": what the customer would do for it.
_OWN_SIDE = r",? and (?:I|we|it|you)(?:['’]| )"
# "So: £60 and a new slot", "Until 6pm: £200 in cash", "I want what she got: my £38 back": what follows the colon is asked for.
_LISTED = re.compile(
    r"^(?P<lead>(?![^:]{0,80}\b(?:says?|said|charged|paid|costs?|reads?|states?)\b)(?=(?:and |right |now )?so\b|[^:]{0,80}\b(?:deal|things?|now|therefore|accordingly|offer|position|choice|until|till|you(?:['’]ve| have) got|fair['’]?s? fair|good for me|simple|easy|options?|terms|demands?|please|want|asking|ask|need|expect|same|require|request)\b)[^:\d£$€]{1,80}(?:\d{1,2} ?(?:am|pm|[ap]\.m\.))?[^:\d£$€]{0,10}):\s+"
    rf"(?P<what>(?:[£$€] ?\d|\d|(?:the|my|our|an?|all|one|two|three|four|five|six|free|full|every|both|half|no)\b|(?:\w+ ){{1,3}}(?:gone|off|back|dropped|waived)\b|(?:refund|compensation|money|confirmation|replacement|payment)\b|(?:{VERBS})\b)(?:(?!{_OWN_SIDE})(?:[^.!?;]|\.(?=\d))){{3,220}})",
    _I,
)
# "Now: my sister did a year here": told, not asked for.
_TELLS = re.compile(
    r"(?:the|my|our|an?|all|both|no)(?: [\w'-]+){1,3} (?:is|are|was|were|has|had|have|did|does|do|says?|said|told|got|gets|came|comes|went|works?|[a-z]{3,}ed)\b(?! (?:back|off|down|away|within|by|to)\b)",
    _I,
)
# "€300 to my account today and the bag by eight": a sum first, and where it should go.
_SUM_FIRST = re.compile(
    r"^(?:so |and |then |now |just |or )*(?P<what>(?:[£$€] ?\d[\d.,]*|\d[\d.,]* ?(?:€|euros?|pounds?|quid|dollars?|bucks)|(?:one|two|three|four|a|an|\d+) free \w+)(?=[^.!?;]{0,60}\b(?:(?:to|into|in|onto|on) (?:my|our) (?:\w+ )?(?:account|bank|card)|back\b|by (?:tonight|tomorrow|noon|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|today|tonight|or (?:I|it|we)\b|and (?:I['’]?ll|it stays|we)))(?:(?!,? and (?:I|we|it|you)(?:['’]| ))(?:[^.!?;]|\.(?=\d))){2,160})",
    _I,
)
_LEAD = r"(?:so |and |or |now |then |just |anyway |ok |okay |hey |look |well |but |also |first |firstly |secondly |finally |second |therefore |either |both |please |pls |plz |kindly |simply |do |at least |instead |to |next |meanwhile )"
_IMPERATIVE = re.compile(
    rf"^(?:{_LEAD}|,\s*)*(?P<what>(?:{VERBS})\b(?![-'’])(?! you\b)(?:[^.!?;]|\.(?=\d)){{2,180}})", _I
)
_INSIDE = re.compile(
    rf"\b(?:just|pls|please|plz|kindly)\b,? (?:to |do )?(?:\(?[a-d1-4]\)\s*)?(?P<what>(?:{VERBS})\b(?! you\b)(?:[^.!?;]|\.(?=\d)){{2,180}})",
    _I,
)
_WOULD_BE = re.compile(
    rf"(?:^|[,;:]\s*|\b(?:think|and|so|but|guess|feel|maybe|perhaps|honestly) )(?P<what>(?:(?:an?|the|my|some|any|at least|even|half|full|partial|proper|sincere|small|decent|little|bit|of|real|straight|written|free|sort|kind|\w+ing|\d+%?) )*{_REMEDY}\b(?: (?:back|of [^.!?;,]{{2,40}}|for [^.!?;,]{{2,40}}|from [^.!?;,]{{2,30}}))?) (?:would (?:be|do|help|suffice|make)|wouldn['’]?t (?:be|go|hurt|kill)|is (?:the (?:very )?least|all|what|only|in order|due|overdue|possible)|seems (?:fair|right|only)|might be|will (?:do|be fine|suffice)|works for me)\b",
    _I,
)
_IS_POSSIBLE = re.compile(
    rf"\bis (?P<what>(?:an?|the|my|some|any) (?:\w+ ){{0,2}}{_REMEDY}\b(?: back)?) (?:possible|an option|on the cards|on offer)\b",
    _I,
)
_ALL_I_ASK = re.compile(
    rf"\b(?:all|what|the only thing) (?:I|we|she|he|they)(?:['’]m| am| would|['’]d|['’]ll| will| can)? ?(?:really |actually |now |ever )?(?:accept|want|wants|ask|asks|asked|need|needs|expect|asking|like|am asking|demand|request)(?: for)? (?:from you )?(?:is|are|was):? {_REST}",
    _I,
)
_THIS_I_WANT = re.compile(
    rf"\b(?:here['’]?s|here is|this is|that['’]?s|these are) what (?:I|we|she|he|they)(?:['’]d| would)? (?:\w+ )?(?:wants?|needs?|expects?|asks?|demands?|likes?)(?: from you)?[:,]? {_REST}",
    _I,
)
_IS_ALL = re.compile(
    r"^(?P<what>(?:an?|the|my|some) [^.!?;,]{3,60}?)(?:,| is| are)? (?:that['’]s |thats |that is )?(?:is )?all (?:I|we)(?:['’]m| am)? (?:want|ask|need|asking)\b",
    _I,
)
_BARE = re.compile(
    rf"^(?:so |and |then |or |either |hi,? |hello,? |just |only |really |simply |still )*(?:(?:want|wants|wanting|need|needs|looking for|hoping for|would love|would appreciate|'d love|asking for|requesting|request for|after|requests?|demanding|seeking|expecting|would like|wld like|claiming|asks for|wishes|wishing for|in need of)(?: just)? (?P<what>(?:[^.!?;]|\.(?=\d)){{3,180}})|(?P<thing>(?:(?:an?|the|my|our|full|complete|immediate|partial|proper|written|at least|\d+%?) )*{_REMEDY}\b(?: back)?(?:[, ]+(?:now|please|pls|plz|immediately|asap|today|or [^.!?;]*|in full|(?:of|for) {_TO_THE_END}))*)\s*[.!?]*$)",
    _I,
)
_VERBLESS = re.compile(
    r"^(?:so |and |then )?(?P<what>(?:[^.!?;]|\.(?=\d)){6,140}?),? (?:(?:please|pls|plz|asap|thank you|thanks)\b[ .!]*|(?:please|pls|plz), (?:and|by|before)\b.*)$",
    _I,
)
_EITHER = re.compile(r"^either (?P<what>(?:an?|the|my|our|some) (?:[^.!?;]|\.(?=\d)){3,140})", _I)
_NOTES = re.compile(
    r"\b(?:wants:?|she asks:?|he asks:?|caller asks:?|would like|is asking for|asks for|demands|requests|expects|insists on)\b (?P<what>(?:[^.!?;]|\.(?=\d)){3,200})",
    _I,
)
LIST_AHEAD = re.compile(
    r"\b(?:my (?:demands?|requests?|conditions|terms|wishes)|(?:I|we) (?:\w+ )?(?:want|need|expect|ask|demand|require|request)|what (?:I|we) (?:want|need|expect|ask)|please|would like|wants|to (?:settle|resolve|fix) this|asks)\b",
    _I,
)

_NOT_AN_ASK = re.compile(
    r"\b(?:do(?:n['’]?t| not)|dont|not) (?:really |even )?(?:want|need|ask|send me (?:the|a) standard|give me|tell me|come back)\b"
    r"|\b(?:want|like|wish|need) (?:to know why|you to (?:know|understand|imagine|see that)|to (?:point out|say|add|think|hear|spend|start|begin|make (?:it|one thing) clear|be (?:clear|honest|fair)|complain|report|share|express|mention|stress|tell you|inform|draw|raise|thank|see you))\b"
    r"|\b(?:I|we) need (?:a|an|my|the) (?:\w+ )?(?:life|break|coffee|holiday|vacation|drink|beer)\b|\bask yourself\b|\b(?:please )?(?:see|find) (?:the )?(?:attached|enclosed)\b|\bwould (?:have )?(?:expect|expected|thought|think|like to think)\b(?! (?:a|you to|my|the|to be))"
    r"|\bexpect (?:better|more|this|that|it)\b|\bwhat do you (?:want|expect)\b|\b(?:want|need|like) to know (?:now|today|this|asap)\b|\bhow (?:can|could|dare|do) you\b|\bhope (?:you(?:['’]re| are)|this|that (?:you(?:['’]re| are)|helps))\b|\bhad to (?:take|get|pay|call)\b",
    _I,
)
_NOT_AN_ORDER = re.compile(
    r"^(?:(?:so|and|now|well|ok|but|please|just) )*(?:let me (?:tell|give|explain|be|start|say|put|remind|add|repeat|see|guess|get this)|let['’]s|look,|look (?:at|how|forward)|take (?:a look|note|care|my word|it or)|make no mistake|tell me about it|tell me (?:this|something|honestly)|do you|do i|do we|does|find (?:attached|enclosed|it (?:hard|funny|strange|ridiculous))|"
    r"get (?:this|real|a grip|a life)|put (?:simply|it|differently|yourself)|keep in mind|help yourself|come on|check this|close to|show me (?:one|a|any)\b|how |show(?:s|ed)|stop (?:it|kidding)|call(?:s|ed|ing) |call it|call me (?:old|crazy|naive|picky)|order (?:number|no|ref|#|\d)|order(?:ed|s)? |book(?:ed|ing)|charge[ds]|return(?:ed|s)|quote|reply to|review |update:|fit |credit where|accept(?:ed|s)|write(?:s|r)|order\b|pass(?:ed|es)|process(?:ed|es)|make sense|offer(?:ed|s)|contact(?:ed|s)|email(?:ed|s)?\b(?! me)|phone(?:d|s)?\b(?! me| us)|answer:|switch(?:ed)|turn(?:s|ed)|end of)",
    _I,
)
# "Return flight was fine", "Call centre was useless": the verb is a noun, and another verb follows.
_NOUN_FIRST = re.compile(
    r"^(?:\w+ )(?!(?:me|us|my|our|the|this|that|it|an?|these|those|them|to|up|out|off|back|him|her|someone)\b)(?:[\w'-]+ ){0,2}(?:was|is|were|are|has|had|came|took|did|didn['’]t|wasn['’]t|isn['’]t|arrived|never|says|said)\b|^\w+ (?:was|is|were|are|has|had)\b",
    _I,
)
_SOMEONE_ELSE = re.compile(r"\b(?:they|he|she|it|people|you|we|I|who|customers|agents|staff|to)\s+$", _I)
_SAID = re.compile(r",? (?:they|he|she|it) (?:said|says)\W*$", _I)
_REPORTED = re.compile(
    r"\b(?:asked|promised|told|said|says|agreed|offered)\b[^,.;]{0,40}\b(?:you|she|he|they|I|we|your \w+)?$", _I
)
_SLANG = (
    (re.compile(r"\b(wants?|asks?|needs?|demands?|expects?|requests?|like|is|are):\s+(?=\S)", _I), r"\1 "),
    (re.compile(r"\bgimme\b", _I), "give me"), (re.compile(r"\blemme\b", _I), "let me"), (re.compile(r"\b(?:cud|culd)\b", _I), "could"),
    (re.compile(r"\bwld\b", _I), "would"), (re.compile(r"\bshud\b", _I), "should"), (re.compile(r"(?<![\w'’])u(?![\w'’])", _I), "you"), (re.compile(r"\br u\b", _I), "are you"),
    (re.compile(r"\bi(?=[dm] (?:like|want|after|hoping|asking|looking|expecting|not|owed|appreciate|prefer|love|be|settle|really|just))", _I), "I'"),
    (re.compile(r"\b(should|would|could|do|wo|ca|did|does|is)nt\b", _I), r"\1n't"), (re.compile(r"\bwana\b", _I), "wanna"), (re.compile(r"\bplease to (?=\w)", _I), "please "),
    (re.compile(r"\bI want my money\b(?! back)", _I), "I want my money"),
)  # fmt: skip
_NOUN_ALONE = re.compile(
    r"^(?:refund|exchange|repair|credit|discount|upgrade|update|answer|call)\W*(?:(?:please|pls|plz|now|asap|immediately|today|thanks|thank you|in full|or [^.!?]*)\W*)*$",
    _I,
)
_ING = re.compile(r"ing$", _I)
_IS_VERB = re.compile(rf"^(?:{VERBS})$", _I)


@lru_cache(maxsize=4096)  # a draft reads the same sentences several times
def wishes(written: str) -> tuple[Wish, ...]:
    """What an English sentence asks for, in order; nothing where it only sounds like asking."""
    sentence = written
    for slang, plain in _SLANG:
        sentence = slang.sub(plain, sentence)
    if (refused := _NOT_AN_ASK.search(sentence)) and (rest := _behind(sentence, refused.end())):
        sentence = rest  # "don't give me the usual line, just put it back": what follows may ask
    if _NOT_AN_ASK.search(sentence) and not re.search(r"\bI want (?:either|my|the|a|every|all)\b", sentence, _I):
        return tuple(_spared(sentence))
    for read in (_listed, _debts, _wanted, _requested, _ordered, _fair, _bare):
        found = read(sentence)
        if found:
            return tuple(found)
    return ()


def _behind(sentence: str, end: int) -> str:
    """What follows the clause that ends after `end`, where it begins a plain order; "" otherwise."""
    following = re.search(
        rf",\s+(?:but |and )?(?:just|please|pls|instead|simply) (?=(?:{VERBS})\b)", sentence[end:], _I
    )
    return sentence[end + following.start() :].lstrip(", ") if following else ""


def _listed(sentence: str) -> list[Wish]:
    match = _LISTED.match(sentence) or _SUM_FIRST.match(sentence)
    if match is None:
        return []
    what = match["what"]
    if _TELLS.match(what):
        return []
    return [Wish(what, "deed" if _IS_VERB.match(what.split()[0]) else "thing")]


def _all(pattern: re.Pattern[str], sentence: str, form: Form) -> list[Wish]:
    return [
        Wish(match["what"], form)
        for match in pattern.finditer(sentence)
        if not _REPORTED.search(sentence[: match.start()])
    ]


def _spared(sentence: str) -> list[Wish]:
    match = _NOT_PAY.search(sentence)
    if not match:
        return []
    verb = (
        "be charged"
        if match["pay"].lower() == "charged"
        else (
            "pay"
            if match["pay"].lower().startswith("pay") and "have to" not in match.group().lower()
            else "have to pay"
        )
    )
    return [Wish(f"{verb} {match['what']}".strip(), "spare")]


def _debts(sentence: str) -> list[Wish]:
    return [
        *_spared(sentence),
        *_all(_OWED, sentence, "owed"),
        *([] if _QUESTION_YOU.search(sentence) else _all(_YOU_OUGHT, sentence, "deed")),
        *_all(_SELF_OUGHT, sentence, "self"),
    ]


def _wanted(sentence: str) -> list[Wish]:
    for pattern in (_AS_OTHERS, _ALL_I_ASK, _THIS_I_WANT, _IS_ALL, _MY_DEMAND, _OR_ELSE, _MEANS, _FAIR_TO, _AWAIT):
        if match := pattern.search(sentence):
            return [_thing(match["what"])]
    if match := _LEAVING.search(sentence):
        verb = (
            "leave"
            if match["ing"].lower() == "leaving"
            else "cancel"
            if match["ing"][0] in "cC" and match["ing"][1] in "aA"
            else _base(match["ing"])
        )
        return [Wish(f"{verb} {match['what']}", "self")]
    if match := _I_KEEP.match(sentence):
        return [Wish(match["what"], "deed")]
    selves = _all(_SELF_WANT, sentence, "self")
    if selves:
        return selves
    found = []
    for match in _WANT.finditer(sentence):
        before = sentence[match.start() : match.start("verb")]
        if _BY_ITSELF.match(match["verb"]) and not _MODAL.search(before) and "'m" not in before and " am" not in before:
            continue
        if re.match(r"(?:look(?:ing)? forward to $|have)", match["verb"], _I) and not re.match(
            r"(?:my|our|the|an?|\$|€|£|\d|you)\b", match["what"], _I
        ):
            continue
        if re.match(r"(?:take|have) ?$", match["verb"], _I) and not re.search(
            r"\bback\b|\brefund|\breplace|\bnew\b|\bvoucher|\bcredit", match["what"], _I
        ):
            continue
        if not re.match(r"(?:can|could|is|are|do|does|will|would|why|what) ", match["what"], _I):
            found.append(_thing(match["what"]))
    if not found and (match := _WANT_THAT.search(sentence)):
        return [Wish(match["what"], "thing")]
    return found


def _thing(what: str) -> Wish:
    """A thing, unless it begins with what the customer or we should do."""
    own = re.match(
        r"(?:to |wanna )(?P<what>(?:get|have|receive|see) (?P<thing>(?:my|our|the|an?|some|\$|€|£|\d).+))", what, _I
    )
    if own:
        return Wish(own["thing"], "thing")
    ordered = re.match(
        rf"(?:for )?(?:you |us )to (?P<what>.+)|(?:to |please )?(?P<deed>(?:{VERBS}) (?:me|us)\b.+)", what, _I
    )
    if ordered:
        return Wish(ordered["what"] or ordered["deed"], "deed")
    return Wish(what, "thing")


def _requested(sentence: str) -> list[Wish]:
    if match := _DO_ABOUT.search(sentence):
        return [Wish(match["what"], "about")]
    if match := _MIND.search(sentence):
        return [Wish(_base(match["ing"]) + match["what"], "deed")]
    if match := _SOMEBODY.search(sentence):
        return [Wish(f"{match['who']} to {match['what']}", "thing")]
    for pattern in (_IS_POSSIBLE, _QUESTION_HAVE):
        if match := pattern.search(sentence):
            return [_thing(match["what"])]
    for pattern, form in _QUESTIONS:
        if found := _all(pattern, sentence, form):
            return found
    return _possible(sentence)


def _possible(sentence: str) -> list[Wish]:
    if match := _POSSIBLE.search(sentence):
        return [
            Wish(match["what"], "thing" if match["ing"] or not _IS_VERB.match(match["what"].split()[0]) else "self")
        ]
    for pattern in (_WOULD_BE_GOOD, _OFFERED):
        if match := pattern.search(sentence):
            return [_thing(match["what"])]
    if match := _COMING.search(sentence):
        return [Wish(match["what"], "about")]
    if match := _WHEN_DONE.search(sentence) or _NEEDS.search(sentence):
        return [Wish(f"{match['thing']} to be {_participle(match['done'])}{match['rest']}", "thing")]
    if match := _HOW_ABOUT.search(sentence):
        return [Wish(match["what"], "about" if match.group().lower().startswith("where") else "thing")]
    return []


_QUESTIONS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_QUESTION_YOU, "deed"),
    (_QUESTION_SELF, "self"),
    (_ALLOWED, "self"),
)


def _base(ing: str) -> str:
    """The base form of an -ing form, as far as it is one of the verbs."""
    stem = _ING.sub("", ing)
    return next((form for form in (stem, stem + "e", stem[:-1]) if _IS_VERB.match(form)), stem)


def _participle(done: str) -> str:
    """ "replacing" to "replaced"; a participle stays."""
    return re.sub(r"ing$", "ed", done)


def _ordered(sentence: str) -> list[Wish]:
    match = None if _NOT_AN_ORDER.match(sentence) or _SAID.search(sentence) else _IMPERATIVE.match(sentence)
    if match and _NOUN_FIRST.match(match["what"]):
        match = None
    match = match or next(
        (m for m in _INSIDE.finditer(sentence) if not _SOMEONE_ELSE.search(sentence[: m.start()])), None
    )
    if match is None:
        return []
    # "Refund please" names a thing; "refund me" and "refund it" are deeds.
    return [Wish(match["what"], "thing" if _NOUN_ALONE.match(match["what"]) else "deed")]


def _fair(sentence: str) -> list[Wish]:
    return [_thing(match["what"]) for match in [_WOULD_BE.search(sentence) or _EITHER.match(sentence)] if match]


def _bare(sentence: str) -> list[Wish]:
    if match := _BARE.match(sentence):
        return [_thing(match["what"] or match["thing"])]
    if (match := _VERBLESS.match(sentence)) and not re.match(r"(?:no|yes|thanks|hi|hello|ok)\b", match["what"], _I):
        return [Wish(match["what"], "thing")]
    return _all(_NOTES, sentence, "thing")
