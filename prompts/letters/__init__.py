"""Phrase files, one a language."""
