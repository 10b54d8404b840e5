"""From a complaint to a Proposal: read, retrieve, weigh, plan, write, check.

One value comes out, with the evidence copied in. Without a model every step is code. With one, it reads the complaint
and writes the prose around slots; terms, remedies, dates and the check stay code (`assistant.llm`, `assistant.prompting`).
"""

from assistant.chain.proposing import Chain
from assistant.chain.wording import load_phrases

__all__ = ["Chain", "load_phrases"]
