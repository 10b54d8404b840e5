"""What a plan looks for beyond the matter itself, in words that any company's clause for it would be near to."""

from __future__ import annotations

# What a plan looks for beyond the matter itself, in words that any company's clause for it would be near to.
STANDING_MATTERS: dict[str, str] = {
    "conflict": "Where two current documents disagree, promise neither reading; the desk decides within some days",
    "gap": "Where no document covers a request, say so and pass it on; promise only that the customer hears back within some days",
    "answer": "A complaint is acknowledged and answered in full within some days",
    "update": "While a case is open the customer gets an update every few days",
    "escalation": "A supervisor or team lead answers such a request within some days",
    "legal": "Letters from lawyers go to the legal department, which replies within some days",
}

SIGNAL_MATTERS: dict[str, str] = {
    "legal_threat": "A customer who mentions a lawyer, an authority, the press or a review is treated like anybody else",
    "review_threat": "Nothing is given in exchange for a review, a post, or for dropping a claim",
    "precedent_claim": "An exception made for another customer earlier is not a precedent; other customers are not discussed",
    "internal_source": "Internal targets are not promises and must not be quoted; no resolution time is promised",
    "earlier_promise": "Verbal statements by staff or sales count only if they are in writing",
    "fraud": "Several claims by one customer are passed to a review; do not say that they are suspected",
    "second_failure": "If the replacement or repair fails a second time",
    "vulnerable": "Vulnerable customers, bereavement, illness, disability",
    "harm": "When somebody was hurt, had an accident or fell ill, the safety team contacts them within a day",
}

# What a message that others can read calls for as well.
CHANNEL_SIGNALS: dict[str, tuple[str, ...]] = {"social": ("review_threat", "public")}
CHANNEL_MATTERS: dict[str, str] = {
    "public": "On social media and in public no details of a case are given; ask for a private message",
}

# The words of a clause for a signal: "a claim needs a review" is near to the matter of reviews and about another thing.
SIGNAL_HINTS: dict[str, str] = {
    "legal_threat": r"\b(?:lawyers?|solicitors?|attorneys?|courts?|regulators?|ombudsman|press|authorit(?:y|ies)|legal)\b",
    "review_threat": r"\b(?:exchange|return|reward|given|paid|goodwill|gestures?|concessions?|nothing)\b.*\b(?:for|of|from|or)\b.*"
    r"\b(?:reviews?|posts?|ratings?|praise|silence|withdraw\w*|dropping)\b",
    "precedent_claim": r"\b(?:exceptions?|precedents?|one-off)\b|\b(?:other|another) (?:customers?|guests?|passengers?|members?|people)\b",
    "internal_source": r"\b(?:internal|targets?|goals?)\b",
    "earlier_promise": r"\b(?:verbal\w*|oral\w*|spoken|in writing|written|(?:by|from) (?:staff|sales|agents?|telephone|phone|chat))\b",
    "fraud": r"\b(?:three|third|several|more|repeated) (?:or more )?(?:[\w-]+ ){0,3}claims?\b|\bsuspect\w*|\bfraud\w*",
    "second_failure": r"\b(?:second|again|twice|same fault|repeat\w*)\b",
    "vulnerable": r"\b(?:vulnerab\w*|bereave\w*|died|death|ill(?:ness)?|disab\w*|medical|hardship|money (?:trouble|worries)|priority)\b",
    "harm": r"\b(?:hurt|injur\w*|ill\b|illness|accident\w*|harm\w*|burn\w*|safety|allerg\w*|unwell|symptoms?)\b",
    "public": r"\b(?:public\w*|social (?:media|channels?)|(?:private|direct) message)\b",
}
