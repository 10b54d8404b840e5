"""Everything that can go wrong in the retrieval layer, as sentences for people.

KnowledgeError
├── Unreadable        a file cannot be taken in; the sentence names the file and the reason
├── UnknownDocument   no such document, version or term
└── IndexUnavailable  the records or the search index cannot be used
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """One sentence that says what is wrong and what to do."""


class Unreadable(KnowledgeError):
    """A file that cannot be taken in; the sentence names the file and says why."""


class UnknownDocument(KnowledgeError):
    """There is no such document, version or term."""


class IndexUnavailable(KnowledgeError):
    """The records or the search index cannot be used."""
