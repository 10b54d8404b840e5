"""Amends: reply drafts for customer complaints, every promise of which is checked against policy."""
