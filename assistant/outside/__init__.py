"""Texts that come without their complaint: what they are judged by."""

from assistant.outside.texts import Outside, Wait

__all__ = ["Outside", "Wait"]
