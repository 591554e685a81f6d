"""The months of the made-up years: which are filled, and their days."""

from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from engagement_metrics.models import Typed

FIRST_YEAR = 2023


def after(day: Typed, days: int) -> date:
    """The day so many days after another, which a draft holds."""
    if not isinstance(day, date):
        raise TypeError(f"{day!r} is not a day")
    return day + timedelta(days=days)


@dataclass(frozen=True)
class Month:
    """Month `k` (1 is April) of financial year `y` (0 is 2023/24)."""

    y: int
    k: int

    @property
    def calendar(self) -> tuple[int, int]:
        """Its calendar year and month."""
        return FIRST_YEAR + self.y + (self.k > 9), (self.k + 2) % 12 + 1

    def day(self, number: int) -> date:
        """A day of it; one past its end is its last day."""
        year, month = self.calendar
        return date(year, month, min(number, monthrange(year, month)[1]))

    def later(self, months: int) -> "Month":
        """The month so many later."""
        at = self.y * 12 + self.k - 1 + months
        return Month(at // 12, at % 12 + 1)

    @property
    def code(self) -> str:
        """The month as YYYY-MM."""
        return f"{self.day(1):%Y-%m}"

    @property
    def label(self) -> str:
        """The month in words."""
        year, month = self.calendar
        return f"{month_name[month]} {year}"

    @property
    def odd(self) -> bool:
        """Whether k is odd."""
        return self.k % 2 == 1

    @property
    def ends_quarter(self) -> bool:
        """Whether it is the last month of a quarter."""
        return self.k % 3 == 0


FULL = tuple(Month(y, k) for y in range(3) for k in range(1, 13))
THIS_YEAR = tuple(Month(3, k) for k in range(1, 9))
