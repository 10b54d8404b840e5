"""Cutting: at which words of an English sentence a new clause begins."""

from __future__ import annotations

import re

from assistant.promises.patterns import match
from assistant.promises.verbs import BASE, ING, PAST, THIRD, word_set

AUX = word_set("will shall can could would may might must should ought am is are was were have has had do does did")
_SUBJECTS = word_set(
    "i we you he she they it this that there these those nobody everyone everything neither none yours mine ours"
)
PRESENT = THIRD | word_set(
    "ships leaves goes arrives comes includes covers takes starts begins lands falls follows rolls carries applies"
)
COORDINATORS = word_set("and but or so yet plus & + nor then")
CONDITIONS = re.compile(
    r"(?:even )?(?:if|once|when|unless|provided|providing|assuming|whenever|should|as (?:soon|long) as|in case|in the event|the (?:moment|minute|next time|second(?= (?:i|we|you|he|she|it|they|that|this|the|your|our|my)\b))|"
    r"on (?:condition|receipt)|upon|next time|until|after|following|subject|depending|immediately after|the day after|now that|before (?:i|we) can|had|were)\b"
)
REASON = re.compile(
    r"(?:because|since|as(?! (?:of (?:now|today|\d|\w+ \d|next|this)|for|regards|to|soon|long|well|an?|promised|agreed))|so that|in order|due to|owing to|given that|seeing as|which means)\b"
)
_CONCESSION = re.compile(r"(?:although|though|while|whereas|however|even though|whilst|meanwhile)\b")
RELATIVE = re.compile(r"(?:which|who|whom|whose|where)\b")
_SKIPPED = word_set(
    "also then just now please additionally furthermore moreover meanwhile instead unfortunately sadly luckily today tomorrow yes no ok okay sorry "
    "therefore thus hence in addition, of course"
)
PREPOSITIONS = word_set(
    "under according per in on for at by with to as from within despite given regarding concerning upon during because of like unlike through without about beyond besides apart"
)
_HARD = frozenset((";", "--", ":", "•", "|", "*"))
END = frozenset((",", *_HARD, ".", "!", "?", "…"))
_WINDOW = 14
# Between two commas these stand inside their clause ("I will, however, ask").
_INSERTED = word_set(
    "however though therefore too indeed nonetheless nevertheless instead meanwhile moreover unfortunately naturally again"
)
_COMPLEMENT = word_set(
    "ask asked asking asks check checked checking see seeing find know tell confirm establish wonder wondering verify sure decide clarify out whether hear learn"
)


def cuts(tokens: list[str]) -> list[tuple[int, bool]]:
    """The words at which a clause begins, each with whether it shares the subject before it."""
    found: list[tuple[int, bool]] = [(0, False)]
    n = len(tokens)
    begun = 0
    for i in range(1, n):
        if i <= found[-1][0]:
            continue
        token, before = tokens[i], tokens[i - 1]
        if token in _HARD or ord(token[0]) >= 0x2600:
            if i + 1 < n:
                found.append((i + 1, False))
                begun = i + 1
            continue
        shared = False
        if _inserted(tokens, i, begun):
            cut = False
        elif before == "," or (before in (")", "]")):
            cut, shared = _after_comma(tokens, i, begun)
        elif token in COORDINATORS:
            cut, shared = _at_coordinator(tokens, i, begun)
        else:
            cut = _opens_subordinate(tokens, i, begun) or _runs_on(tokens, i, begun)
        if cut:
            found.append((i, shared))
            begun = i
    return found


def _inserted(tokens: list[str], i: int, begun: int) -> bool:
    # True at the word between two commas and at the one after the second, where no clause has ended before.
    at = i if tokens[i - 1] == "," and tokens[i] in _INSERTED else i - 2
    if at <= begun + 1 or at + 1 >= len(tokens) or tokens[at] not in _INSERTED:
        return False
    return tokens[at - 1] == tokens[at + 1] == "," and (
        tokens[at - 2] in AUX or not opens_clause(tokens, min(at + 2, len(tokens) - 1))
    )


def _at_coordinator(tokens: list[str], i: int, begun: int) -> tuple[bool, bool]:
    if i + 1 >= len(tokens) or (tokens[i] == "yet" and tokens[i - 1] != ",") or tokens[i - 1] == "if":
        return False, False
    if tokens[i] in ("but", "so", "yet", "nor") and tokens[i + 1] not in (
        "far",
        "much",
        "many",
        "also",
        "long",
        "sorry",
        "frustrating",
        "that",
    ):
        return True, False
    if opens_clause(tokens, i + 1) or CONDITIONS.match(" ".join(tokens[i + 1 : i + 5])):
        return True, False
    if tokens[i] in ("and", "or", "then", "&", "+", "plus") and _shares_subject(tokens, i, begun):
        return True, True
    return tokens[i] == "and" and tokens[i + 1] in ("please", "thank", "thanks"), False


def _after_comma(tokens: list[str], i: int, begun: int) -> tuple[bool, bool]:
    if tokens[i] in COORDINATORS:
        return _at_coordinator(tokens, i, begun)
    ahead = " ".join(tokens[i : i + 5])
    if CONDITIONS.match(ahead) or _CONCESSION.match(ahead) or RELATIVE.match(ahead) or REASON.match(ahead):
        return not ahead.startswith(
            ("as well", "as a", "as you", "as per", "as we", "as i", "as far", "whose", "subject line")
        ), False
    if ahead.startswith(("after which", "not ", "no ")) and opens_clause(tokens, i, strict=True):
        return True, False
    if tokens[i] in ("please", "just", "simply", "thanks", "sorry", "consider", "let", "rest") or (
        tokens[i] in BASE and _in_condition(tokens, begun)
    ):
        return True, False
    if opens_clause(tokens, i):
        return True, False
    if tokens[i] in AUX and not any(word in AUX or word in PRESENT for word in tokens[begun:i]):
        # The subject and its insertion stand before: "your bill, £64.50, has been refunded".
        return False, False
    return _shares_subject(tokens, i - 1, begun), True


def _in_condition(tokens: list[str], begun: int) -> bool:
    while begun < len(tokens) and tokens[begun] in COORDINATORS:
        begun += 1
    return bool(CONDITIONS.match(" ".join(tokens[begun : begun + 5])))


_OPENS_PHRASE = word_set("as the in so next even upon on subject")
_OPENING_PHRASE = re.compile(
    r"(?:as soon as|as long as|the moment|in case|so that|so you|the next time|next time you|even if|even though|in the event|in order to|upon receipt|on receipt|subject to)\b"
)
_BE = word_set("be been being is are was were am have has had also")


def _opens_subordinate(tokens: list[str], i: int, begun: int) -> bool:
    token = tokens[i]
    if token in (
        "if",
        "once",
        "when",
        "unless",
        "because",
        "although",
        "though",
        "whenever",
        "whereas",
        "provided",
        "assuming",
    ):
        if token == "if" and set(tokens[max(begun, i - 4) : i]) & _COMPLEMENT:
            return False
        if token == "when" and set(tokens[max(begun, i - 4) : i]) & (_COMPLEMENT | {"on", "exactly"}):
            return False
        if token == "provided" and tokens[i - 1] in _BE:
            return False
        if token == "once" and not opens_clause(tokens, i + 1):
            return False
        return tokens[i - 1] not in ("as", "even", "only", "except", "than", "just", "at", "and", "but", "or")
    if token == "while":
        return opens_clause(tokens, i + 1)
    if token not in _OPENS_PHRASE or (token == "subject" and tokens[i - 1] in _BE):
        return False
    return _OPENING_PHRASE.match(" ".join(tokens[i : i + 4])) is not None


def _runs_on(tokens: list[str], i: int, begun: int) -> bool:
    # "if he finds the fault is on our side we will credit you": the main clause starts without a comma.
    if i + 1 < len(tokens) and tokens[i] in ("i", "we") and tokens[i + 1] in AUX and i - begun > 2:
        opener = tokens[begun + (tokens[begun] in COORDINATORS)]
        if opener in ("since", "as", "because") and tokens[i - 1] not in ("that", "what", "which", "because", "as"):
            # "and since you waited eleven days I am taking the bill down"
            return True
    if not _in_condition(tokens, begun) or i - begun < 2 or i + 1 >= len(tokens):
        return False
    if (
        tokens[i] == "you"
        and tokens[i + 1] in ("get", "receive")
        and tokens[i - 1] not in ("that", "when", "if", "once", "after", "until")
    ):
        return True
    if match(r"(?:and |but |or )?if (?:so|not)$", " ".join(tokens[begun:i])):
        return tokens[i] in _SUBJECTS
    if _noun_runs_on(tokens, i, begun):
        return True
    if tokens[i] in ("i", "we", "you", "they", "he", "she") and tokens[i + 1] in (
        "will",
        "can",
        "shall",
        "would",
        "are",
        "am",
        "may",
        "might",
        "could",
    ):
        return tokens[i - 1] not in (
            "that",
            "which",
            "what",
            "whom",
            "where",
            "if",
            "once",
            "when",
            "because",
            "than",
            "should",
            "as",
        )
    return tokens[i] in ("please", "let", "just") or (tokens[i] == "reply" and tokens[i + 1] in ("yes", "with", "to"))


_OPENS_NOUN = word_set("our the your a an one this that both they it he she")
_NOT_BEFORE_NOUN = (
    AUX | BASE | PAST | ING | PRESENT | word_set("to if once when unless that not and or of about than until whether")
)


def _noun_runs_on(tokens: list[str], i: int, begun: int) -> bool:
    # "once we have it our quality team will trace the batch", "if they do not answer inside 45 days the money is yours"
    before = tokens[i - 1]
    if (
        tokens[i] not in _OPENS_NOUN
        or before in PREPOSITIONS
        or (before in _NOT_BEFORE_NOUN and before not in _LIKE_NOUNS)
    ):
        return False
    if before in _OPENS_NOUN and before != "it":
        return False
    head = tokens[begun + 1 : i]
    if not any(word in AUX or word in BASE or word in PAST or word in PRESENT for word in head[1:]):
        return False
    for k in range(i + 1, min(i + 7, len(tokens))):
        if tokens[k] in ("will", "is", "are", "can", "may", "might", "should", "goes", "comes"):
            return True
        if (
            tokens[k] in END
            or tokens[k] in AUX
            or tokens[k] in COORDINATORS
            or tokens[k] in ("that", "who", "which", "to")
        ):
            break
    return False


_LIKE_NOUNS = word_set("it days weeks hours work repair return order form call email claim code fault visit")


def opens_clause(tokens: list[str], at: int, *, strict: bool = False) -> bool:
    """Whether a clause with its own subject and finite verb starts at word `at`."""
    i, n = at, len(tokens)
    while i < n and tokens[i] in _SKIPPED and i - at < 3:
        i += 1
    if i >= n or tokens[i] == "to":
        return False
    if tokens[i] in ("i", "we", "they", "he", "she", "nobody", "everyone"):
        return i + 1 < n and tokens[i + 1] not in ("and",)
    if tokens[i : i + 2] == ["no", "need"]:
        return i > at or tokens[at - 1] == ","
    if tokens[i] in ("let", "consider", "rest") and i + 1 < n:
        return tokens[i + 1] in ("me", "us", "it", "that", "the", "your", "assured")
    for k in range(i, min(n, i + _WINDOW)):
        word = tokens[k]
        if word == "," and k > i and (end := _apposition(tokens, k)):
            return tokens[end] in AUX
        if word in END and not (word == "," and strict):
            return False
        if word in AUX and k > i:
            return True
        if (
            k > i
            and word in PRESENT
            and tokens[k - 1]
            not in ("the", "your", "our", "my", "a", "of", "and", "both", "all", "two", "any", "these")
            and not _noun_like(tokens, k)
        ):
            return True
        if (
            k > i
            and (word in COORDINATORS or CONDITIONS.match(word) or word in ("that", "to", "who", "which"))
            and word not in ("and", "subject")
            and not (
                tokens[k - 1] in PREPOSITIONS
                or tokens[k - 1] in _AFTERS
                or (word in _AFTERS and k + 1 < n and tokens[k + 1] in _POINTERS)
            )
        ):
            return False
        if k == i + 1 and tokens[i] in _SUBJECTS and (word in BASE or word in PAST or word in PRESENT):
            return True
    return False


_POINTERS = word_set("that this the your our a an")
_AFTERS = word_set("after following until")


def _apposition(tokens: list[str], comma: int) -> int:
    # "your whole bill, £64.50, has been reimbursed": where the sentence goes on after the insertion; 0: there is none.
    for k in range(comma + 2, min(comma + 6, len(tokens) - 1)):
        if tokens[k] == ",":
            return k + 1
        if tokens[k] in AUX or tokens[k] in END:
            break
    return 0


def _noun_like(tokens: list[str], k: int) -> bool:
    # "the returns team", "late charges": an -s form is a verb only where an object, a particle or a time word follows.
    following = tokens[k + 1] if k + 1 < len(tokens) else ""
    return following not in (
        "the", "a", "an", "your", "our", "this", "that", "it", "you", "us", "them", "out", "off", "on", "in", "by", "today", "tomorrow", "live", "back", "to", "from",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "only", "at", "up", "all", "any", "both", "with", "into", "when", "once", "where",
    )  # fmt: skip


_DETERMINERS = word_set("a an the any no your this further")
_DEED_OR_THING = word_set(
    "refund credit return exchange repair replacement upgrade discount transfer call visit voucher extension"
)
_INTENDS = word_set("hope aim expect plan intend trust aims hopes expects plans intends")


def _shares_subject(tokens: list[str], i: int, begun: int) -> bool:
    # "we have moved your box and dropped a credit in": the same form of verb again, and both verbs have objects.
    k = i + 1
    if tokens[i] in ("and", "but") and k + 1 < len(tokens) and _changes_tense(tokens[begun:i], tokens, k):
        return True
    while k + 1 < len(tokens) and (tokens[k] in _SKIPPED or _helps(tokens, k) or tokens[k].endswith("ly")):
        k += 1
    if k + 1 >= len(tokens) or tokens[k + 1] in ("and", "or", ",", "/"):
        return False
    if tokens[i] == "or" and tokens[i - 2] in _DETERMINERS and tokens[k] in _DEED_OR_THING:
        # "approve a return or refund this time"
        return False
    if tokens[k] in _INTENDS and tokens[k + 1] == "to":
        return True
    if k - i > 1 and any(word in ("will", "have", "has", "can") for word in tokens[i + 1 : k]):
        return True
    return _same_form(tokens[begun:i], tokens[k], tokens[k + 1])


def _changes_tense(head: list[str], tokens: list[str], k: int) -> bool:
    # "it was found in Lille and is on the road again", "it has been printed and leaves the studio on Tuesday".
    if not any(word in AUX for word in head):
        return False
    if tokens[k] in ("is", "are") and tokens[k + 1] not in ("the", "a", "an"):
        return head[-1] not in ("that", "which", "who") and not {"is", "are", "if", "that", "which"} & set(head)
    return tokens[k] in PRESENT and not _noun_like(tokens, k) and not {"that", "which", "who", "if"} & set(head)


def _helps(tokens: list[str], k: int) -> bool:
    if tokens[k] in ("will", "not", "be", "been", "to", "can"):
        return True
    return tokens[k] in ("have", "has") and (
        tokens[k + 1] in PAST or tokens[k + 1] in _SKIPPED or tokens[k + 1].endswith("ly")
    )


def _same_form(head: list[str], verb: str, following: str) -> bool:
    for m, word in enumerate(head):
        if word in _BEFORE_BASE and _next_verb(head, m + 1, BASE) and verb in BASE:
            return _has_object(head, m + 1) and following not in ("of", "for", "is", "are", "will", "has")
        if word in ("have", "has", "been", "was", "were") and _next_verb(head, m + 1, PAST) and verb in PAST:
            return _has_object(head, m + 1) or word in ("been", "was")
        if word in ("am", "are", "is", "be") and _next_verb(head, m + 1, ING) and verb in ING:
            return _has_object(head, m + 1)
    return False


_BEFORE_BASE = word_set("will shall can to let may might could would me")


def _next_verb(head: list[str], at: int, group: frozenset[str]) -> bool:
    return any(word in group for word in head[at : at + 4])


def _has_object(head: list[str], at: int) -> bool:
    return len(head) - at >= 3
