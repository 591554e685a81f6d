"""What a closing reports and what waits, and how a figure that moved since is told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engagement_metrics.framework import load
from engagement_metrics.indicators import Value, reporting
from engagement_metrics.models import Event, Period, RecordType, ValueState
from engagement_metrics.store import LateLine, Reported

SECOND, THIRD, YEAR = (Period.parse(code) for code in ("2026-27-Q2", "2026-27-Q3", "2026-27"))
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


def definitions(*only):
    there = load()
    return replace(there, indicators={key: there.indicators[key] for key in only})


def planned(plan):
    return [
        (home.code, [(one.indicator.id, one.period.code) for one in ones])
        for home, ones in plan.now
    ]


def figure(number=42.0, state=ValueState.MEASURED, **other):
    fields = dict.fromkeys(Reported.__dataclass_fields__) | {
        "indicator": "ENG-01", "indicator_version": 1, "period": SECOND.code, "state": state,
        "number": number, "top": number, "estimated": False, "counted": False, "pooled": False,
        "because": "", "closed_at": NOON,
    }  # fmt: skip
    return Reported(**fields | other)


def test_what_has_not_settled_waits_and_says_from_which_day_it_can_be_reported():
    # ENG-02 is told 90 days after the end of September, which is 29 December.
    there = definitions("ENG-01", "ENG-02")

    early = reporting.plan(there, SECOND, [], set(), date(2026, 12, 29))
    late = reporting.plan(there, SECOND, [], set(), date(2026, 12, 30))

    assert planned(early) == [("2026-27-Q2", [("ENG-01", "2026-27-Q2")])]
    assert [(one.indicator.id, one.settled) for one in early.waits] == [
        ("ENG-02", date(2026, 12, 30))
    ]
    assert planned(late) == [("2026-27-Q2", [("ENG-01", "2026-27-Q2"), ("ENG-02", "2026-27-Q2")])]
    assert late.waits == ()


def test_a_later_closing_reports_what_waited_under_the_period_it_belongs_to():
    there = definitions("ENG-01", "ENG-02")
    standing = {("ENG-01", "2026-27-Q2")}

    plan = reporting.plan(there, THIRD, [SECOND], standing, date(2027, 1, 5))

    assert planned(plan) == [
        ("2026-27-Q2", [("ENG-02", "2026-27-Q2")]),
        ("2026-27-Q3", [("ENG-01", "2026-27-Q3")]),
    ]


def test_closing_a_year_reports_the_year_and_what_is_not_reported_of_its_parts():
    there = definitions("INF-01", "ENG-01")
    standing = {("ENG-01", "2026-27-Q2"), ("INF-01", "2026-07"), ("INF-01", "2026-08"),
                ("INF-01", "2026-09")}  # fmt: skip

    plan = reporting.plan(there, YEAR, [SECOND], standing, date(2027, 6, 1))

    ((home, ones),) = planned(plan)
    assert home == "2026-27"
    assert [code for key, code in ones if key == "ENG-01"] == [
        "2026-27-Q1", "2026-27-Q3", "2026-27-Q4", "2026-27",
    ]  # fmt: skip
    assert len([code for key, code in ones if key == "INF-01"]) == 9 + 1


def test_a_period_of_which_all_must_wait_is_closed_all_the_same():
    plan = reporting.plan(definitions("ENG-02"), SECOND, [], set(), date(2026, 10, 1))

    assert planned(plan) == [("2026-27-Q2", [])]


def test_no_figure_of_groups_is_ever_planned():
    plan = reporting.plan(load(), YEAR, [], set(), date(2028, 1, 1))

    assert plan.indicators
    assert [indicator.id for indicator in plan.indicators if indicator.by_group] == []


@pytest.mark.parametrize(
    ("reported", "now", "told"),
    [
        (figure(42.0), Value(ValueState.MEASURED, 42, 42), "Reported 42"),
        (figure(42.0), Value(ValueState.MEASURED, 45, 45), "Reported 42, now 45"),
        (
            figure(42.0), Value(ValueState.MEASURED, 42, 42, estimated=True),
            "Reported 42, now about 42",
        ),
        (figure(42.0), Value(ValueState.NO_ACTIVITY), "Reported 42, now ‘no activity’"),
        (
            figure(None, ValueState.NO_ACTIVITY), Value(ValueState.MEASURED, 3, 3),
            "Reported ‘no activity’, now 3",
        ),
        (
            figure(1000.01), Value(ValueState.MEASURED, 1000.02, 1000.02),
            "Reported 1,000, now nearly the same",
        ),
    ],
)  # fmt: skip
def test_a_figure_that_moved_is_told_beside_what_was_reported(reported, now, told):
    assert reporting.told(load().indicators["ENG-01"], reported, now) == told


def test_a_percentage_that_moved_is_told_with_its_counts():
    reported = figure(50.0, indicator="REC-01", top=5.0, bottom=10.0)
    now = Value(ValueState.MEASURED, 50.0, 6, 12)

    said = reporting.told(load().indicators["REC-01"], reported, now)

    assert said == "Reported 50% (5 of 10), now 50% (6 of 12)"


def test_what_stood_reported_on_a_day_is_the_latest_closing_that_held_then():
    first = figure(42.0, reopened_on=date(2026, 11, 2))
    second = figure(45.0, closed_at=datetime(2026, 11, 9, 12, tzinfo=UTC))
    days = [date(2026, 10, 4), date(2026, 10, 5), date(2026, 11, 1), date(2026, 11, 2),
            date(2026, 11, 9)]  # fmt: skip

    stood = [reporting.on_day((second, first), day) for day in days]

    assert [one and one.number for one in stood] == [None, 42.0, 42.0, None, 45.0]


@pytest.mark.parametrize("key", ["ENG-11", "REC-03", "ENG-04"])
def test_what_is_released_is_not_reported_beside_it(key):
    plan = reporting.plan(load(), YEAR, [], [], NOON.date())
    found = {key: (figure(42.0, indicator=key),)}

    assert key not in {indicator.id for indicator in plan.indicators}
    assert reporting.in_short(load(), found, {key: Value(ValueState.MEASURED, 75.0, 6, 8)}) == {}


def test_an_indicator_is_moved_by_the_records_it_is_made_of():
    def line(kind, indicator=""):
        return LateLine(NOON, "Lead", Event.CHANGED, kind, 1, "Why", 1, indicator)

    lines = [line(kind) for kind in (RecordType.ACTIVITY, RecordType.SUGGESTION)]
    lines.append(line(RecordType.TYPED_FIGURE, "ENG-03"))

    def moved(key):
        found = reporting.moved_by(load().indicators[key], lines)
        return [one.kind.value for one in found]

    assert moved("ENG-01") == ["activity"]
    assert moved("ENG-02") == ["suggestion"]
    assert moved("ENG-03") == ["typed_figure"]
    assert moved("INF-03") == []
