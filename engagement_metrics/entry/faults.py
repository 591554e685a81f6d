"""Collecting what is wrong with a draft, a sentence for each field, and reading what was typed."""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from engagement_metrics.entry import personal
from engagement_metrics.models import PartialDate, Typed
from engagement_metrics.models.columns import NAME, TEXT, TITLE

W = TypeVar("W", bound=StrEnum)
MOST_PEOPLE = 1_000_000
MOST_FIGURE = 1_000_000_000
_SPACES = re.compile(r"[ \t\u00a0]+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")


class EntryError(Exception):
    """What was typed cannot be stored as it is; nothing was.

    `faults` has a sentence for each field that must change, `doubts` for each that must be looked
    at again and may then be kept. Fields are named as in the draft; a group count's is
    'groups.characteristic.category'.
    """

    def __init__(self, faults: dict[str, str], doubts: dict[str, str]) -> None:
        self.faults, self.doubts = faults, doubts
        super().__init__(" ".join([*faults.values(), *doubts.values()]))


class Form:
    """Reads the fields of one draft; every fault is kept, and told together at the end."""

    def __init__(self, today: date, checked: bool = False) -> None:
        self.today = today
        self.checked = checked
        self.faults: dict[str, str] = {}
        self.doubts: dict[str, str] = {}

    def fault(self, name: str, sentence: str) -> None:
        """Note what is wrong with a field; the first sentence for a field stands."""
        self.faults.setdefault(name, sentence)

    def done(self) -> None:
        """Raise EntryError with all that was found, or nothing where all is well."""
        doubts = {} if self.checked else self.doubts
        if self.faults or doubts:
            raise EntryError(self.faults, doubts)

    def text(
        self,
        name: str,
        value: object,
        what: str,
        *,
        most: int = TEXT,
        needed: str = "",
        names: bool = False,
    ) -> str:
        """A text in plain words: not too long, no markup, no formula, no person's details.

        With `names`, what only may be about a person may stand in it.
        """
        text = str(value or "")
        if "  " in text or "\t" in text or "\u00a0" in text:
            text = _SPACES.sub(" ", text)
        text = text.strip()
        if not text:
            if needed:
                self.fault(name, needed)
            return ""
        if len(text) > most:
            self.fault(
                name, f"{what} is {len(text):,} characters long. Keep it to {most:,} or fewer."
            )
            return text[:most]
        digits = personal.digits_of(text)
        if ending := personal.unsafe(text):
            self.fault(name, f"{what} {ending}")
        elif found := personal.certain(text, digits):
            self.fault(name, f"{what} seems to hold {found}. Take it out: no person is kept here.")
        elif not names and (found := personal.likely(text, digits)):
            self.doubts.setdefault(
                name,
                f"{what} may hold {found}. Take it out, or tick that it is not about one person.",
            )
        return text

    def title(self, name: str, value: object, what: str, needed: str = "") -> str:
        """A text of one line."""
        return self.text(name, str(value or "").replace("\n", " "), what, most=TITLE, needed=needed)

    def name(self, name: str, value: object, what: str, needed: str = "") -> str:
        """A short text of one line, in which a name may stand (of staff, a team, a place)."""
        line = str(value or "").replace("\n", " ")
        return self.text(name, line, what, most=NAME, needed=needed, names=True)

    def staff(self, name: str, value: object, what: str, needed: str = "") -> str:
        """The name of a team or of a member of staff; their phone or address is looked at again."""
        found = self.name(name, value, what, needed)
        if doubt := personal.likely(found, names=True):
            self.doubts.setdefault(
                name, f"{what} may hold {doubt}. Take it out, or tick that it may stand."
            )
        return found

    def source(self, name: str, value: object) -> str:
        """Where a figure was read: a text that may hold a web address."""
        return self.name_of_length(name, value, "The source", TEXT)

    def name_of_length(self, name: str, value: object, what: str, most: int) -> str:
        """A text in which a name or an address may stand, up to a length."""
        return self.text(name, value, what, most=most, names=True)

    def whole(
        self,
        name: str,
        value: Typed,
        what: str,
        *,
        least: int = 0,
        most: int = MOST_PEOPLE,
        needed: str = "",
    ) -> int | None:
        """A whole number between bounds; None where nothing was typed."""
        number = self.number(name, value, what, needed=needed)
        if number is None:
            return None
        if number != int(number):
            self.fault(name, f"{what}: type a whole number, not {value}.")
            return None
        return self._between(name, int(number), what, least, most)

    def _between(self, name: str, number: int, what: str, least: int, most: int) -> int | None:
        if number < least:
            self.fault(name, f"{what} cannot be below {least:,}. Type {least:,} or more.")
            return None
        if number > most:
            self.fault(name, f"{what}: {number:,} is more than {most:,}. Check the number.")
            return None
        return number

    def number(self, name: str, value: Typed, what: str, *, needed: str = "") -> float | None:
        """A number of any kind; None where nothing was typed."""
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.fault(name, needed)
            return None
        if isinstance(value, bool | date):
            self.fault(name, f"{what}: type a number.")
            return None
        try:
            number = float(_without_commas(value) if isinstance(value, str) else value)
        except ValueError:
            self.fault(name, f"{what}: '{str(value)[:40]}' is not a number.")
            return None
        except OverflowError:
            number = float("inf")
        if number != number or abs(number) > MOST_FIGURE * 1000:
            self.fault(name, f"{what}: the number is too large. Check it.")
            return None
        return number

    def day(
        self, name: str, value: Typed, what: str, *, needed: str = "", ahead: str = ""
    ) -> date | None:
        """A day; `ahead` is what to say when it lies in the future and may not."""
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.fault(name, needed)
            return None
        partial = self.partial(name, value, what)
        if partial is None:
            return None
        if partial.precision != "day":
            self.fault(name, f"{what}: give the day as well, as in 2026-05-20.")
            return None
        found = partial.last
        if ahead and found > self.today:
            self.fault(name, ahead)
            return None
        return found

    def partial(
        self, name: str, value: Typed, what: str, *, needed: str = ""
    ) -> PartialDate | None:
        """A date as far as it is known."""
        if isinstance(value, datetime):  # as a spreadsheet keeps a day
            value = value.date()
        if isinstance(value, date):
            value = value.isoformat()
        text = str(value if value is not None else "").strip()
        if not text:
            if needed:
                self.fault(name, needed)
            return None
        try:
            return _parsed(text)
        except ValueError as fault:
            self.fault(name, f"{what}: {fault}.")
            return None

    def word(self, name: str, value: object, words: type[W], needed: str) -> W | None:
        """A word of a closed list."""
        try:
            return words(str(value))
        except ValueError:
            self.fault(name, needed)
            return None

    def known(
        self, name: str, value: int | None, stands: Callable[[int], bool], sentence: str
    ) -> int | None:
        """The number of a record that stands, or None where none was chosen."""
        if value is not None and not stands(value):
            self.fault(name, sentence)
            return None
        return value


_parsed = lru_cache(maxsize=4096)(PartialDate.parse)


def _without_commas(text: str) -> str:
    """A number without the commas between its thousands; 1,5 is left as it is, and is no number."""
    text = text.strip()
    return text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
