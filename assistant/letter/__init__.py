"""A decision becomes a letter: apology, the concern repeated, what is offered, what is not, what is needed. Pure.

The order is the method's, and every promise sentence is rendered here by code: from the clause itself in English (its
own words, turned to the reader), from phrases in every language otherwise. No sum and no date comes from elsewhere.
"""

from assistant.letter.asking import need_sentence
from assistant.letter.composing import frame, write
from assistant.letter.promising import offer_sentences, promise_sentence, sayable
from assistant.letter.refusing import refusal_sentences
from assistant.letter.wording import due_text, money

__all__ = [
    "due_text",
    "frame",
    "money",
    "need_sentence",
    "offer_sentences",
    "promise_sentence",
    "refusal_sentences",
    "sayable",
    "write",
]
