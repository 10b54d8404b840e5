"""Texts that come without their complaint: what they are judged by."""

from assistant.outside.texts import Outside

__all__ = ["Outside"]
