"""A slow plain recount of every calculated indicator, straight from the rows of the tables.

It shares nothing with the app: plain SQL reads whole tables, plain Python adds up, and whatever
the store works out when it writes (months, years, days due, steps reached, which heads are added)
is worked out here once more, from what was typed.
"""

import csv
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median

FRAMEWORK = Path(__file__).parents[1] / "data" / "framework"
HELD = ("complete", "figures_to_follow")
# Which question at which wave is an indicator's number, and which are lines beside it.
ANSWERS = {
    "INF-11": [("Q1", "on_the_day")],
    "INF-12": [("Q2", "on_the_day"), ("Q2", "follow_up")],
    "ENG-11": [("Q3", "on_the_day")],
    "ENG-12": [("Q4", "on_the_day"), ("Q4F", "follow_up")],
    "INV-11": [("Q5", "on_the_day")],
    "INV-12": [("Q6", "on_the_day")],
    "INV-13": [("Q7", "follow_up")],
    "COP-11": [("Q9", "follow_up")],
    "DEV-05": [("Q12", "on_the_day"), ("Q12", "follow_up")],
    "STF-01": [(of, at) for of in ("S1", "S2", "S3") for at in ("on_the_day", "follow_up")],
    "STK-01": [("Q11", "on_the_day"), ("Q11", "follow_up")],
    "AWR-01": [("Q10", "on_the_day")],
}
# The choices of a standard form that count, and those of them at the top; Q10 is no, not sure, yes.
CHOICES = {"Q10": ("123", "3")}
TOP_TWO_OF_FIVE = ("12345", "45")
# Asked at once for one indicator: each line begins with the words of its question.
WORDS = {
    "S1": "How well informed do you feel about how people have been involved? ",
    "S2": "How far do you feel it is your job too? ",
    "S3": "How able are you to act on what people say? ",
}
WAVES = {"on_the_day": "On the day", "follow_up": "At follow-up"}
CLOSING = ("acted_in_full", "acted_in_part", "not_possible")
STEPS = {
    "acted_in_full": "Acted on in full",
    "acted_in_part": "Acted on in part",
    "looked_into": "Looked into",
    "not_possible": "Not possible",
    None: "Waiting",
}
RECOUNTED = [
    "INF-01", "INF-04", "ENG-01", "ENG-02", "ENG-04", "ENG-13", *ANSWERS,
    "REC-01", "REC-02", "REC-03",
    "PRJ-02", "FBK-01", "FBK-02", "FBK-03", "FBK-04", "INC-03",
]  # fmt: skip


@dataclass
class Recounted:
    """What one indicator comes to: its state, what is over what, and its lines by label."""

    state: str
    number: float | None = None
    top: float | None = None
    bottom: float | None = None
    estimated: bool = False
    parts: dict[str, "Recounted"] = field(default_factory=dict)


@dataclass(frozen=True)
class Window:
    """What is asked for: places, a topic, and a period as a code ('' for all time).

    A code is a month (2025-05), a quarter (2025-26-Q1), a year (2025-26), or 'only 2025-26' for
    the records of a year that are known by the year alone.
    """

    places: frozenset[int]
    topic: int | None
    period: str

    def holds(self, row: dict) -> bool:
        """Whether a row's place, topic and time lie in it."""
        if row["place_id"] not in self.places or row["withdrawn"]:
            return False
        if self.topic is not None and row["topic_id"] != self.topic:
            return False
        return self.holds_time(row["when"])

    def holds_time(self, when: tuple[int, int] | None) -> bool:
        """Whether a (financial year, month number or 0) lies in it."""
        if self.period == "":
            return True
        if when is None:
            return False
        year, month = when
        code = self.period
        if code.startswith("only "):
            return month == 0 and year == int(code[5:9])
        if "-Q" in code:
            first = {"1": 4, "2": 7, "3": 10, "4": 1}[code[-1]]
            return year == int(code[:4]) and month in (first, first + 1, first + 2)
        if int(code[5:7]) > 12:
            return year == int(code[:4])
        calendar_year = int(code[:4])
        wanted = int(code[5:7])
        return month == wanted and year == (calendar_year if wanted > 3 else calendar_year - 1)


def when_of(text: str) -> tuple[int, int]:
    """The financial year and month of a date as far as it is known; month 0 where it is not."""
    if "/" in text or len(text) == 4:
        return int(text[:4]), 0
    year, month = int(text[:4]), int(text[5:7])
    return (year if month > 3 else year - 1), month


def ten_working_days_after(day: date) -> date:
    """Ten working days on; bank holidays are not known here either."""
    left = 10
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5:
            left -= 1
    return day


class Recount:
    """The rows of a store, and what they come to for a window."""

    def __init__(self, file: str, today: date) -> None:
        self.today = today
        with sqlite3.connect(file) as connection:
            connection.row_factory = sqlite3.Row
            self.tables = {
                table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
                for table in (
                    "activity", "group_count", "priority_group", "priority_group_category",
                    "suggestion", "suggestion_status", "change", "change_suggestion",
                    "answer_sheet", "answer_count", "piece_of_work",
                )
            }  # fmt: skip
        connection.close()
        with (FRAMEWORK / "categories.csv").open(encoding="utf-8") as file_:
            self.broader = {
                (row["characteristic"], row["key"]): row["roll_up"] for row in csv.DictReader(file_)
            }
        self.activities = {row["id"]: row for row in self.tables["activity"]}
        for row in self.activities.values():
            row["when"] = when_of(row["ends"])
        self._read_parts()
        self._read_sheets()

    def _read_parts(self) -> None:
        self.counts: dict[int, list[dict]] = defaultdict(list)
        for row in self.tables["group_count"]:
            self.counts[row["activity_id"]].append(row)
        self.steps: dict[int, list[dict]] = defaultdict(list)
        for row in self.tables["suggestion_status"]:
            self.steps[row["suggestion_id"]].append(row)
        for row in self.tables["suggestion"]:
            row["when"] = when_of(row["received_on"]) if row["received_on"] else None
        for row in self.tables["change"]:
            row["when"] = when_of(row["on"])

    def _read_sheets(self) -> None:
        works = {row["id"]: row for row in self.tables["piece_of_work"]}
        self.answers: dict[int, list[dict]] = defaultdict(list)
        for row in self.tables["answer_count"]:
            self.answers[row["sheet_id"]].append(row)
        for row in self.tables["answer_sheet"]:
            about = self.activities.get(row["activity_id"]) or works[row["piece_of_work_id"]]
            row["place_id"], row["topic_id"] = about["place_id"], about.get("topic_id")
            on_the_day = row["activity_id"] is not None and row["wave"] == "on_the_day"
            row["when"] = about["when"] if on_the_day else when_of(row["collected_on"])

    def all(self, window: Window) -> dict[str, Recounted]:
        """Every calculated indicator for a window."""
        held = [row for row in self.activities.values() if window.holds(row)]
        held = [row for row in held if row["status"] in HELD]
        sheets = [row for row in self.tables["answer_sheet"] if window.holds(row)]
        return {
            "INF-01": self.heads(held, "inform"),
            "INF-04": self.groups(held, "inform"),
            "ENG-01": self.heads(held, "engage"),
            "ENG-02": self.answered(window),
            "ENG-04": self.groups(held, "engage"),
            "ENG-13": self.changed(window),
            **{key: self.chosen(sheets, lines) for key, lines in ANSWERS.items()},
            "REC-01": self.returned(held),
            "REC-02": self.minutes(held),
            "REC-03": self.came_back(sheets),
            "PRJ-02": self.came_in(window),
            "FBK-01": self.told_in_time(window),
            "FBK-02": self.days_to_tell(window),
            "FBK-03": self.refused(window),
            "FBK-04": self.waiting(window),
            "INC-03": self.second_way(held),
        }

    # ---- activities ----------------------------------------------------------------------------

    def whole_that_counts(self, row: dict) -> dict | None:
        """The activity it is part of, where that counts and has the same aim."""
        whole = self.activities.get(row["part_of_id"])
        if whole is None or whole["withdrawn"] or whole["status"] != "complete":
            return None
        return whole if whole["aim"] == row["aim"] else None

    def heads(self, held: list[dict], aim: str) -> Recounted:
        rows = [row for row in held if row["aim"] == aim]
        complete = [row for row in rows if row["status"] == "complete"]
        if not complete:
            return Recounted("not_measured" if rows else "no_activity")
        total, estimated = 0, False
        for row in complete:
            whole = self.whole_that_counts(row)
            if row["heads"] is None or (whole is not None and whole["heads"] is not None):
                continue
            total += row["heads"]
            estimated = estimated or (row["heads"] > 0 and row["heads_basis"] == "estimated")
        return Recounted("measured", total, total, estimated=estimated)

    def groups(self, held: list[dict], aim: str) -> Recounted:
        rows = [row for row in held if row["aim"] == aim]
        if not rows:
            return Recounted("no_activity")
        complete = [row for row in rows if row["status"] == "complete"]
        parts = {
            group["name"]: self.group(complete, group)
            for group in self.tables["priority_group"]
            if not group["withdrawn"]
        }
        measured = [part for part in parts.values() if part.state == "measured"]
        if not measured:
            return Recounted("not_measured")
        estimated = any(part.estimated for part in measured)
        return Recounted("measured", estimated=estimated, parts=parts)

    def group(self, complete: list[dict], group: dict) -> Recounted:
        about = group["characteristic"]
        belongs = {
            row["category"]
            for row in self.tables["priority_group_category"]
            if row["priority_group_id"] == group["id"]
        }
        top = known = 0
        estimated = False
        for activity in complete:
            whole = self.whole_that_counts(activity)
            if whole and any(row["characteristic"] == about for row in self.counts[whole["id"]]):
                continue
            for row in self.counts[activity["id"]]:
                if row["characteristic"] != about or (about, row["category"]) not in self.broader:
                    continue
                known += row["n"]
                estimated = estimated or (row["estimated"] and row["n"] > 0)
                if {row["category"], self.broader[about, row["category"]]} & belongs:
                    top += row["n"]
        if not known:
            return Recounted("not_measured")
        return Recounted("measured", top, top, known, bool(estimated))

    # ---- suggestions and changes ---------------------------------------------------------------

    def answered(self, window: Window) -> Recounted:
        removed = {
            row["suggestion_id"]
            for row in self.tables["suggestion_status"]
            if row["step"] == "removed"
        }
        any_time = Window(window.places, window.topic, "")
        mine = [row for row in self.tables["suggestion"] if any_time.holds(row)]
        dated = [
            row
            for row in mine
            if row["received_on"] and window.holds(row) and row["id"] not in removed
        ]
        if not dated:
            undated = [row for row in mine if not row["received_on"]]
            return Recounted("not_measured" if undated else "none_received")
        top = bottom = young = 0
        today = dict.fromkeys(STEPS.values(), 0)
        for row in dated:
            day_90 = date.fromisoformat(row["received_on"]) + timedelta(days=90)
            if day_90 > self.today:
                young += 1
                continue
            bottom += 1
            today[STEPS[self.reached(row["id"])]] += 1
            top += any(
                date.fromisoformat(step["on"]) <= day_90
                for step in self.steps[row["id"]]
                if step["on"] and answers(step)
            )
        if not bottom:
            return Recounted("too_early")
        parts = {
            f"{label}, today": Recounted("measured", number, number, bottom)
            for label, number in today.items()
        }
        if young:
            parts["Still in time"] = Recounted("measured", young, young)
        return Recounted("measured", 100 * top / bottom, top, bottom, parts=parts)

    def reached(self, suggestion: int) -> str | None:
        """The latest step but for telling people; of two on one day the one typed in last."""
        steps = [row for row in self.steps[suggestion] if row["step"] != "told"]
        steps.sort(key=lambda row: (row["on"] or "", row["id"]))
        return steps[-1]["step"] if steps else None

    def changed(self, window: Window) -> Recounted:
        standing = {row["id"] for row in self.tables["suggestion"] if not row["withdrawn"]}
        behind = {
            row["change_id"]
            for row in self.tables["change_suggestion"]
            if row["suggestion_id"] in standing
        }
        number = sum(
            row["id"] in behind and row["on"] <= self.today.isoformat() and window.holds(row)
            for row in self.tables["change"]
        )
        return Recounted("measured", number, number) if number else Recounted("none_received")

    # ---- answers -------------------------------------------------------------------------------

    def chosen(self, sheets: list[dict], lines: list[tuple[str, str]]) -> Recounted:
        found: dict[str, Recounted] = {}
        for question, wave in lines:
            choices, top_choices = CHOICES.get(question, TOP_TWO_OF_FIVE)
            standard = self.line(sheets, question, wave, "standard", choices, top_choices)
            easy = self.line(sheets, question, wave, "easy_read", ("no", "a_bit", "yes"), ["yes"])
            label = WORDS.get(question, "") + WAVES[wave]
            found[label] = standard
            found[f"{label}, easy read: 'yes'"] = easy
        first = next(iter(found))
        parts = {
            label: line
            for label, line in found.items()
            if label == first or line.state == "measured"
        }
        value = found[first]
        return Recounted(
            value.state, value.number, value.top, value.bottom,
            parts=parts if len(parts) > 1 else {},
        )  # fmt: skip

    def line(self, sheets, question, wave, layout, choices, top_choices) -> Recounted:
        top = bottom = 0
        for sheet in sheets:
            if sheet["wave"] != wave or sheet["format"] != layout:
                continue
            for row in self.answers[sheet["id"]]:
                if row["question"] == question and row["choice"] in choices:
                    bottom += row["n"]
                    top += row["n"] if row["choice"] in top_choices else 0
        if not bottom:
            return Recounted("none_received")
        return Recounted("measured", 100 * top / bottom if bottom >= 10 else None, top, bottom)

    # ---- how it is recorded --------------------------------------------------------------------

    def returned(self, held: list[dict]) -> Recounted:
        top = bottom = finished = 0
        for row in held:
            if len(row["ends"]) < 10:
                continue
            due = ten_working_days_after(date.fromisoformat(row["ends"]))
            if due <= self.today:
                bottom += 1
                done = row["return_completed_on"]
                finished += bool(done)
                top += bool(done) and date.fromisoformat(done) <= due
        if not bottom:
            return Recounted("no_activity")
        if not finished:
            return Recounted("not_measured")
        return Recounted("measured", 100 * top / bottom, top, bottom)

    def minutes(self, held: list[dict]) -> Recounted:
        timed = [
            row["minutes_taken"]
            for row in held
            if row["status"] == "complete" and row["minutes_taken"] is not None
        ]
        if not timed:
            return Recounted("not_measured")
        return Recounted("measured", median(timed), median(timed), len(timed))

    def came_back(self, sheets: list[dict]) -> Recounted:
        asked = [row for row in sheets if row["people_invited"] is not None]
        invited = sum(row["people_invited"] for row in asked)
        if not invited:
            return Recounted("not_measured")
        forms = sum(row["forms_received"] for row in asked)
        return Recounted("measured", 100 * forms / invited, forms, invited)

    # ---- what people were told, and when they came in ------------------------------------------

    def held_any_time(self, window: Window) -> list[dict]:
        any_time = Window(window.places, window.topic, "")
        rows = [row for row in self.activities.values() if any_time.holds(row)]
        return [row for row in rows if row["status"] in HELD]

    def told_in_time(self, window: Window) -> Recounted:
        found = {"Told by the day": 0, "Told later": 0, "Not told yet, today": 0}
        ahead = 0
        for row in self.held_any_time(window):
            owed = row["feedback_promised_on"]
            if owed is None and row["aim"] != "inform" and len(row["ends"]) == 10:
                owed = (date.fromisoformat(row["ends"]) + timedelta(days=60)).isoformat()
            if owed is None or not window.holds_time(when_of(owed)):
                continue
            if owed > self.today.isoformat():
                ahead += 1
            elif not row["fed_back_on"]:
                found["Not told yet, today"] += 1
            else:
                found["Told later" if row["fed_back_on"] > owed else "Told by the day"] += 1
        bottom, top = sum(found.values()), found["Told by the day"]
        if not bottom:
            return Recounted("too_early" if ahead else "no_activity")
        parts = {label: Recounted("measured", n, n, bottom) for label, n in found.items()}
        if ahead:
            parts["Still in time"] = Recounted("measured", ahead, ahead)
        return Recounted("measured", 100 * top / bottom, top, bottom, parts=parts)

    def days_to_tell(self, window: Window) -> Recounted:
        took, waiting = [], 0
        for row in self.held_any_time(window):
            if len(row["ends"]) < 10:
                continue
            ended, told = date.fromisoformat(row["ends"]), row["fed_back_on"]
            if told and window.holds_time(when_of(told)):
                took.append((date.fromisoformat(told) - ended).days)
            owed = row["aim"] != "inform" or row["feedback_promised_on"]
            if owed and not told and ended <= self.today and window.holds_time(row["when"]):
                waiting += 1
        if not took:
            return Recounted("not_measured")
        still = Recounted("measured", waiting, waiting)
        return Recounted(
            "measured", median(took), median(took), len(took),
            parts={"Still waiting to be told, today": still} if waiting else {},
        )  # fmt: skip

    def refused(self, window: Window) -> Recounted:
        top = bottom = 0
        for row in self.tables["suggestion"]:
            if not window.holds(row) or row["when"] is None:
                continue
            if self.reached(row["id"]) != "not_possible":
                continue
            bottom += 1
            steps = self.steps[row["id"]]
            top += any(
                no["step"] == "not_possible" and no["result"] and told["step"] == "told"
                and (not no["on"] or not told["on"] or told["on"] >= no["on"])
                for no in steps
                for told in steps
            )  # fmt: skip
        if not bottom:
            return Recounted("none_received")
        return Recounted("measured", 100 * top / bottom, top, bottom)

    def waiting(self, window: Window) -> Recounted:
        first, last = days_of(window.period, self.today)
        if first > self.today:
            return Recounted("none_received")
        last = min(last, self.today)
        any_time = Window(window.places, window.topic, "")
        still_open = late = 0
        for row in self.tables["suggestion"]:
            received = row["received_on"]
            if not any_time.holds(row) or not received or date.fromisoformat(received) > last:
                continue
            if self.reached(row["id"]) == "removed":
                continue
            steps = self.steps[row["id"]]
            ends = [s for s in steps if s["step"] in CLOSING]
            dated = [date.fromisoformat(s["on"]) for s in ends if s["on"]]
            if (ends and not dated) or any(day <= last for day in dated):
                continue
            still_open += 1
            results = [date.fromisoformat(s["on"]) for s in steps if s["on"] and answers(s)]
            old = (last - date.fromisoformat(received)).days > 90
            late += old and not any(day <= last for day in results)
        if not still_open:
            return Recounted("none_received")
        return Recounted("measured", late, late, still_open)

    def came_in(self, window: Window) -> Recounted:
        if window.topic is not None:
            return Recounted("not_measured")
        known = early = too_late = unknown = 0
        for work in self.tables["piece_of_work"]:
            if work["kind"] != "project" or work["withdrawn"]:
                continue
            asked = [
                row
                for row in self.activities.values()
                if row["piece_of_work_id"] == work["id"] and row["aim"] != "inform"
                and row["status"] in HELD and not row["withdrawn"]
            ]  # fmt: skip
            if work["place_id"] not in window.places or not asked:
                continue
            # April is the first month of a year, and a year alone comes after its months.
            order = {month: (month + 8) % 12 for month in range(1, 13)} | {0: 12}
            if not window.holds_time(min((row["when"] for row in asked),
                                         key=lambda when: (when[0], order[when[1]]))):  # fmt: skip
                continue
            if work["stage"] is None:
                unknown += 1
                continue
            known += 1
            decided = work["decision_on"]
            before = any(
                not decided or row["when"][1] == 0 or row["ends"] <= decided[: len(row["ends"])]
                for row in asked
            )
            if work["stage"] in ("ideas", "options"):
                early, too_late = early + before, too_late + (not before)
        if not known:
            return Recounted("not_measured" if unknown else "no_activity")
        parts = {}
        if too_late:
            label = "Said to be early, but people came in after the decision"
            parts[label] = Recounted("measured", too_late, too_late, known)
        if unknown:
            parts["Stage not known"] = Recounted("measured", unknown, unknown)
        return Recounted("measured", 100 * early / known, early, known, parts=parts)

    def second_way(self, held: list[dict]) -> Recounted:
        top = bottom = silent = 0
        for row in held:
            ways = [way for way in row["modes"].split(";") if way]
            times = row["sessions"]
            if row["open_to_public"] is None or (
                row["open_to_public"] and not ways and times is None
            ):
                silent += 1
            elif row["open_to_public"] and (row["method"] != "outreach_stall" or (times or 1) > 1):
                bottom += 1
                top += len(ways) > 1 or (times or 1) > 1
        if not bottom:
            return Recounted("not_measured" if silent else "no_activity")
        return Recounted("measured", 100 * top / bottom, top, bottom)


def days_of(code: str, today: date) -> tuple[date, date]:
    """The first and last day of a window's period; of all time up to today."""
    if code == "":
        return date.min, today
    if code.startswith("only "):
        return date.max, date.max  # no day belongs to a year that is known as such
    year, month, months = int(code[:4]), 4, 12
    if "-Q" in code:
        month, months = {"1": 4, "2": 7, "3": 10, "4": 1}[code[-1]], 3
        year += month == 1
    elif int(code[5:7]) <= 12:
        month, months = int(code[5:7]), 1
    after = year * 12 + month - 1 + months
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def answers(step: dict) -> bool:
    """Whether a step answers a suggestion: acted on, or looked into with a name and a result."""
    if step["step"] in ("acted_in_full", "acted_in_part"):
        return True
    looked = step["step"] in ("looked_into", "not_possible")
    return bool(looked and step["who"] and step["result"])
