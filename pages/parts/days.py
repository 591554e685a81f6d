"""Days and moments in words."""

from datetime import date, datetime


def day(on: date) -> str:
    """A day in words.

    >>> day(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{on.day} {on:%B %Y}"


def moment(at: datetime) -> str:
    """A moment in words, by this machine's clock."""
    here = at.astimezone()
    return f"{day(here.date())} at {here:%H:%M}"


def days(number: int) -> str:
    """A number of days in words.

    >>> days(1), days(1200)
    ('1 day', '1,200 days')
    """
    return "1 day" if number == 1 else f"{number:,} days"
