"""When: business days, the date that may be promised, and how a record would have fared. Pure."""

from assistant.schedule.bound import Work, bounds
from assistant.schedule.days import Calendar, calendar, needed
from assistant.schedule.promising import Course, Promised, Track, chance_of_keeping, promise_date, track
from assistant.schedule.replay import Replay, Share, replay

__all__ = [
    "Calendar", "Course", "Promised", "Replay", "Share", "Track", "Work", "bounds", "calendar", "chance_of_keeping",
    "needed", "promise_date", "replay", "track",
]  # fmt: skip
