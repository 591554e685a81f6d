"""Reporting periods of the financial year, and dates that are only partly known."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from engagement_metrics.models.lists import PeriodKind

FIRST_YEAR, LAST_YEAR = 1990, 2099
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})")


def financial_year_of(day: date) -> int:
    """The calendar year in which the financial year of a day began.

    >>> financial_year_of(date(2026, 3, 31)), financial_year_of(date(2026, 4, 1))
    (2025, 2026)
    """
    return day.year if day.month >= 4 else day.year - 1


def year_label(financial_year: int) -> str:
    """A financial year as people write it.

    >>> year_label(2026)
    '2026/27'
    """
    return f"{financial_year}/{(financial_year + 1) % 100:02d}"


@total_ordering
@dataclass(frozen=True)
class Period:
    """A month, quarter or year of the financial year that figures are reported for."""

    kind: PeriodKind
    start: date
    end: date

    @classmethod
    def year(cls, financial_year: int) -> "Period":
        """The financial year that begins in April of the given year."""
        return cls(PeriodKind.YEAR, date(financial_year, 4, 1), date(financial_year + 1, 3, 31))

    @classmethod
    def quarter(cls, financial_year: int, number: int) -> "Period":
        """One of the four quarters of a financial year; the first begins in April."""
        if number not in (1, 2, 3, 4):
            raise ValueError(f"a year has quarters 1 to 4, not {number}")
        month = 1 + (number * 3) % 12
        year = financial_year + (number == 4)
        return cls(PeriodKind.QUARTER, date(year, month, 1), _last_day(year, month + 2))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """A calendar month."""
        return cls(PeriodKind.MONTH, date(year, month, 1), _last_day(year, month))

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> "Period":
        """The period of a kind that a day falls in."""
        year = financial_year_of(day)
        if kind is PeriodKind.YEAR:
            return cls.year(year)
        if kind is PeriodKind.QUARTER:
            return cls.quarter(year, ((day.month - 4) % 12) // 3 + 1)
        return cls.month(day.year, day.month)

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period a code stands for; ValueError where it stands for none.

        >>> [Period.parse(code).label for code in ("2026-27", "2026-27-Q4", "2026-04")]
        ['2026/27 (April 2026 to March 2027)', 'Q4 2026/27 (January to March 2027)', 'April 2026']
        """
        if found := re.fullmatch(r"(\d{4})-(\d{2})-Q([1-4])", code):
            year, number = int(found[1]), int(found[3])
            period = cls.quarter(year, number) if FIRST_YEAR <= year <= LAST_YEAR else None
        elif found := re.fullmatch(r"(\d{4})-(\d{2})", code):
            year, rest = int(found[1]), int(found[2])
            if not FIRST_YEAR <= year <= LAST_YEAR:
                period = None
            elif 1 <= rest <= 12:  # 2011-12 is December 2011, never the year 2011/12: see code
                period = cls.month(year, rest)
            else:
                period = cls.year(year)
        elif found := re.fullmatch(r"FY(\d{4})", code):
            period = cls.year(int(found[1]))
        else:
            period = None
        if period is None or period.code != code:
            raise ValueError(f"'{code}' is not a month, quarter or year")
        return period

    @property
    def financial_year(self) -> int:
        """The year in which the period's financial year began."""
        return financial_year_of(self.start)

    @property
    def code(self) -> str:
        """A short code for links and storage; `parse` reads it back."""
        year = f"{self.financial_year}-{(self.financial_year + 1) % 100:02d}"
        if self.kind is PeriodKind.YEAR:
            # 2000-01 to 2011-12 would also read as months.
            return year if int(year[-2:]) > 12 else f"FY{self.financial_year}"
        if self.kind is PeriodKind.QUARTER:
            return f"{year}-Q{self.number}"
        return f"{self.start:%Y-%m}"

    @property
    def number(self) -> int:
        """Which quarter of the year, 1 to 4."""
        return ((self.start.month - 4) % 12) // 3 + 1

    @property
    def short(self) -> str:
        """The period in a word or two, for headings and axes."""
        if self.kind is PeriodKind.YEAR:
            return year_label(self.financial_year)
        if self.kind is PeriodKind.QUARTER:
            return f"Q{self.number} {year_label(self.financial_year)}"
        return f"{month_name[self.start.month]} {self.start.year}"

    @property
    def label(self) -> str:
        """The period with its months, as it stands on a page."""
        if self.kind is PeriodKind.MONTH:
            return self.short
        first, last = month_name[self.start.month], month_name[self.end.month]
        begins = f"{first} {self.start.year}" if self.start.year != self.end.year else first
        return f"{self.short} ({begins} to {last} {self.end.year})"

    @property
    def months(self) -> tuple[str, ...]:
        """The months in it, as YYYY-MM."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return tuple(f"{at // 12}-{at % 12 + 1:02d}" for at in range(first, last + 1))

    @property
    def inside(self) -> tuple["Period", ...]:
        """The months and quarters in it and the period itself, the shortest first.

        >>> [period.code for period in Period.parse("2026-27-Q1").inside]
        ['2026-04', '2026-05', '2026-06', '2026-27-Q1']
        """
        months = [Period.parse(month) for month in self.months]
        quarters = [Period.containing(month.start, PeriodKind.QUARTER) for month in months[::3]]
        found = [*months, *(quarter for quarter in quarters if self.holds(quarter)), self]
        return tuple(dict.fromkeys(found))

    def holds(self, other: "Period") -> bool:
        """Whether another period lies in this one, or is the same."""
        return self.start <= other.start and other.end <= self.end

    def before(self, steps: int = 1) -> "Period":
        """The period of the same kind that many steps earlier."""
        length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[self.kind]
        at = self.start.year * 12 + self.start.month - 1 - steps * length
        return Period.containing(date(at // 12, at % 12 + 1, 1), self.kind)

    def __lt__(self, other: "Period") -> bool:
        return (self.start, self.end) < (other.start, other.end)


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known: a day, a month, a year or a financial year."""

    first: date
    last: date
    precision: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read 2024-05-20, 2024-05, 2024 or 2014/15; ValueError says what is wrong.

        >>> PartialDate.parse("2024-02").last.isoformat()
        '2024-02-29'
        """
        text = text.strip()
        if found := _FINANCIAL_YEAR.fullmatch(text):
            year = int(found[1])
            if (year + 1) % 100 != int(found[2]):
                raise ValueError(f"'{text}' is not a financial year such as 2026/27")
            first, last, precision = date(year, 4, 1), date(year + 1, 3, 31), "financial_year"
        elif found := _PARTIAL.fullmatch(text):
            year = int(found[1])
            month, day = int(found[2] or 0), int(found[3] or 0)
            try:
                if day:
                    first = last = date(year, month, day)
                    precision = "day"
                elif found[2]:
                    first, last, precision = date(year, month, 1), _last_day(year, month), "month"
                else:
                    first, last, precision = date(year, 1, 1), date(year, 12, 31), "year"
            except ValueError as fault:
                raise ValueError(f"'{text}' is not a date in the calendar") from fault
        else:
            raise ValueError(f"'{text}' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"'{text}' lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
        return cls(first, last, precision)

    @property
    def month(self) -> str | None:
        """The month it falls in as YYYY-MM; None where only the year is known."""
        return f"{self.last:%Y-%m}" if self.precision in ("day", "month") else None

    @property
    def financial_year(self) -> int:
        """The financial year it counts in; a calendar year counts where most of its months lie."""
        return financial_year_of(self.last) if self.precision != "year" else self.last.year

    @property
    def text(self) -> str:
        """The date as it is stored; `parse` reads it back."""
        if self.precision == "financial_year":
            return year_label(self.first.year)
        return self.last.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    @property
    def label(self) -> str:
        """The date in words."""
        if self.precision == "day":
            return f"{self.last.day} {month_name[self.last.month]} {self.last.year}"
        if self.precision == "month":
            return f"{month_name[self.last.month]} {self.last.year}"
        return self.text


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
