"""Small drawn inputs for the calculations: a town's set-up, and frames from a few rows."""

from dataclasses import replace
from datetime import date

import pandas as pd

from engagement_metrics import framework
from engagement_metrics.disclosure import ReleasedAnswers, ReleasedGroups
from engagement_metrics.indicators import Value
from engagement_metrics.indicators.totals import LAYOUT
from engagement_metrics.models import Period, ValueState
from engagement_metrics.store import Filter, Frames, Setup, SharedFrames, TeamFrames
from engagement_metrics.store.setup import GroupRow, PlaceRow, TopicRow

FRAMEWORK = framework.load()
INDICATORS = FRAMEWORK.indicators
TODAY = date(2026, 11, 21)
YEAR, Q1, MAY = Period.year(2026), Period.quarter(2026, 1), Period.month(2026, 5)

# One system; North is made of Hill and Lake, South of nothing smaller.
SYSTEM, NORTH, SOUTH, HILL, LAKE = 1, 2, 3, 4, 5
HEALTH, TRAVEL = 1, 2
YOUNG, CARERS = 1, 2


def place(number: int, name: str, parent: int | None, withdrawn: bool = False) -> PlaceRow:
    return PlaceRow(number, name, parent, (), withdrawn, 1)


PLACES = {
    SYSTEM: place(SYSTEM, "Riverside", None),
    NORTH: place(NORTH, "North", SYSTEM),
    SOUTH: place(SOUTH, "South", SYSTEM),
    HILL: place(HILL, "Hill", NORTH),
    LAKE: place(LAKE, "Lake", NORTH),
}
GROUPS = {
    YOUNG: GroupRow(YOUNG, "Young people", "age", ("16_24",), False, 1),
    CARERS: GroupRow(CARERS, "Carers", "unpaid_carer", ("carer",), False, 1),
}
TOPICS = {
    HEALTH: TopicRow(HEALTH, "Health checks", False, 1),
    TRAVEL: TopicRow(TRAVEL, "Travel", False, 1),
}
TOWN = Setup(1, None, PLACES, TOPICS, GROUPS)


def asked(
    period: Period | None = YEAR, place_id: int | None = SYSTEM, topic_id: int | None = None
) -> Filter:
    """What a view asks for, on the day of the drawings."""
    return Filter(place_id, TOWN.within(place_id), period, topic_id, TODAY)


def table(drawn: str) -> pd.DataFrame:
    """A drawn table as a frame: a line of headings, then a line for each row; '-' is nothing."""
    headings, *lines = [line.split() for line in drawn.strip().splitlines()]
    rows = [[_cell(word) for word in line] for line in lines]
    return pd.DataFrame(rows, columns=headings, dtype=object)


def _cell(word: str) -> object:
    return None if word == "-" else int(word) if word.isdigit() else word


def frame(name: str, drawn: str) -> pd.DataFrame:
    """A frame of the store out of a drawn table: what is not drawn is 0, and at is the whole."""
    apart, line, numbers = LAYOUT[name]
    found = table(drawn)
    for column in ("at", *apart, *([line] if line else []), *numbers):
        if column not in found:
            found[column] = "" if column == "at" else 0
    for column in ("at", *apart, *(["choice"] if name == "answers" else [])):
        found[column] = found[column].astype(str)
    return found


STANDING = ("id", "indicator", "place_id", "period", "topic_id", "priority_group_id")
COLUMNS = {
    "figures": (*STANDING, "top", "bottom", "basis", "indicator_version"),
    "targets": (*STANDING, "form", "low", "high", "by", "set_on"),
    "baselines": (*STANDING, "value"),
}


def standing(name: str, *rows: dict) -> pd.DataFrame:
    """Figures, targets or baselines out of what is said of each; the rest is empty."""
    empty = dict.fromkeys(COLUMNS[name])
    numbered = [
        empty | {"id": number, "indicator_version": 1} | row
        for number, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(numbered, columns=list(COLUMNS[name]), dtype=object)


def frames(kind: type = TeamFrames, by: str = "", undated: int = 0, **drawn: object) -> Frames:
    """Frames with the drawn tables in them, and every other one empty."""
    given = {name: table for name, table in drawn.items() if not isinstance(table, str)}
    tables = {name: frame(name, str(drawn.get(name, "at"))) for name in LAYOUT if name not in given}
    rows = {name: standing(name) for name in COLUMNS if name not in given}
    if kind is SharedFrames:
        tables |= {"groups": ReleasedGroups(()), "answers": ReleasedAnswers(())}
        del tables["sheets"]
    return kind(by, **tables | rows | given, undated=undated)


def measured(number: float | None = None, **more: object) -> Value:
    """A value with a number."""
    return replace(Value(ValueState.MEASURED, number), **more)


def told(value: Value) -> tuple:
    """The state, number, top and bottom of a value."""
    return value.state.value, value.number, value.top, value.bottom
