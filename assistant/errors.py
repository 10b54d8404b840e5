"""Everything that can go wrong, as sentences for people.

AmendsError
├── InputError      what was given cannot be used; the sentence says what to change
├── NotFound        no such case, promise, document or user
├── Refused         a rule forbids it now (a blocking finding, a missing right, a wrong state)
├── Conflict        somebody else changed it meanwhile
├── StorageError    the home, the database or the index cannot be used
├── ModelError      the model could not be asked or did not answer as needed
└── SettingsError   a setting is wrong
"""

from __future__ import annotations


class AmendsError(Exception):
    """One sentence that says what is wrong and what to do."""


class InputError(AmendsError):
    """What was given cannot be used."""


class NotFound(AmendsError):
    """There is no such thing."""


class Refused(AmendsError):
    """A rule of the house forbids it now."""


class Conflict(AmendsError):
    """Somebody else changed it meanwhile."""


class StorageError(AmendsError):
    """The home, the database or the index cannot be used."""


class ModelError(AmendsError):
    """The model could not be asked, or did not answer as needed."""


class SettingsError(AmendsError):
    """A setting is wrong; the sentence names it."""
