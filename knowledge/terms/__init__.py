"""Typed limits read out of policy passages: what may be given, how much, to whom, until when. Pure."""

from knowledge.terms.extraction import read_terms
from knowledge.terms.model import Kind, Mode, Money, Span, Term, Unit

__all__ = ["Kind", "Mode", "Money", "Span", "Term", "Unit", "read_terms"]
