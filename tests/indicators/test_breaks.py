"""Where a measure's wording changed: the line over time breaks, and a sentence says so (R11)."""

from dataclasses import replace
from datetime import date

from engagement_metrics import indicators
from engagement_metrics.framework import local
from engagement_metrics.indicators import Point, changed
from engagement_metrics.models import Period, ValueState
from tests.indicators.drawn import (
    FRAMEWORK,
    INDICATORS,
    SOUTH,
    TOWN,
    asked,
    frames,
    measured,
    standing,
)
from tests.local_measures import walks

QUARTERS = [Period.quarter(2026, number) for number in (1, 2, 3, 4)]
VIEWS = INDICATORS["INF-03"]


def wordings(*begins: str) -> tuple[local.Edition, ...]:
    """Walks in as many wordings, each from its period."""
    rows = [
        walks(key="LOC-01", edition=number, from_period=code, id=number)
        for number, code in enumerate(("", *begins), start=1)
    ]
    return local.editions(rows)


def setup(*begins: str):
    return replace(TOWN, measures=wordings(*begins))


def series(*editions: int | None) -> list[Point]:
    """A figure of each quarter made under that wording; None is no figure."""
    return [
        Point(
            period.short,
            measured(5, edition=edition) if edition else replace(
                measured(), state=ValueState.NOT_MEASURED
            ),
            period=period,
        )
        for period, edition in zip(QUARTERS, editions, strict=False)
    ]  # fmt: skip


WALKS = wordings()[0].indicator


def found(points, town=TOWN, indicator=WALKS):
    return [
        (one.at.short, one.since.short, one.edition)
        for one in indicators.breaks(indicator, points, town)
    ]


def test_figures_of_one_wording_have_no_break():
    assert found(series(1, 1, None, 1)) == []
    assert found(series(None, None)) == []


def test_a_break_stands_where_figures_of_another_wording_begin():
    assert found(series(1, 2, 2, 3)) == [
        ("Q2 2026/27", "Q2 2026/27", 2),
        ("Q4 2026/27", "Q4 2026/27", 3),
    ]


def test_in_a_gap_the_break_stands_where_the_wording_was_said_to_begin():
    assert found(series(1, None, None, 2), setup("2026-27-Q3")) == [("Q3 2026/27", "Q3 2026/27", 2)]
    assert found(series(1, None, 2), setup("2026-08")) == [("Q2 2026/27", "August 2026", 2)]


def test_after_the_last_figure_a_wording_that_was_said_to_begin_is_told_too():
    assert found(series(1, 1, None), setup("2026-08")) == []
    assert found(series(1, 1, None), setup("2026-27-Q3")) == [("Q3 2026/27", "Q3 2026/27", 2)]
    assert found(series(None, None, None), setup("2026-27-Q3")) == []


def test_the_sentence_says_from_when_and_that_both_are_not_the_same():
    (one,) = indicators.breaks(WALKS, series(1, 2), setup("2026-27-Q2"))

    assert one.sentence == (
        "The wording changed from Q2 2026/27: figures before and after are not the same measure."
    )


def test_a_measure_of_the_files_breaks_by_the_versions_of_its_figures():
    drawn = standing(
        "figures",
        *(
            {"indicator": "INF-03", "indicator_version": version, "place_id": SOUTH,
             "period": f"2026-0{month}", "top": 100, "basis": "counted"}
            for month, version in ((4, 1), (5, 1), (6, 2))
        ),
    )  # fmt: skip
    months = tuple(Period.month(2026, month) for month in (4, 5, 6))

    points = indicators.over_periods(
        VIEWS, FRAMEWORK, TOWN, frames(by="month", figures=drawn), asked(place_id=SOUTH), months
    )

    assert found(points, indicator=VIEWS) == [("June 2026", "June 2026", 2)]


def test_a_year_in_which_the_wording_changed_has_no_figure_and_stands_at_the_break():
    ours = setup("2026-08")
    framework = local.with_local(FRAMEWORK, ours.measures)
    drawn = standing(
        "figures",
        *(
            {"indicator": "LOC-01", "indicator_version": version, "place_id": SOUTH,
             "period": code, "top": 10, "basis": "counted"}
            for code, version in (
                ("2025-26", 1), ("2026-27-Q1", 1), ("2026-27-Q3", 2), ("2027-28", 2)
            )
        ),
    )  # fmt: skip
    years = tuple(Period.year(year) for year in (2025, 2026, 2027))

    points = indicators.over_periods(
        framework.indicators["LOC-01"], framework, ours, frames(by="month", figures=drawn),
        asked(place_id=SOUTH), years,
    )  # fmt: skip

    assert [point.value.number for point in points] == [10, None, 10]
    assert points[1].value.because == "The wording changed within this period."
    assert found(points, ours) == [("2026/27", "August 2026", 2)]


def test_what_changed_since_is_not_told_across_two_wordings():
    framework = local.with_local(FRAMEWORK, wordings())
    now = {"LOC-01": measured(20, edition=2)}
    before = {"LOC-01": measured(10, edition=1)}
    same = {"LOC-01": measured(10, edition=2)}

    def told(earlier):
        return changed(framework, now, earlier, QUARTERS[1], date(2027, 4, 1)).text

    assert told(before) == "Nothing can be compared with Q1 2026/27 yet."
    assert told(same) == "Since Q1 2026/27: Walks rose from 10 to 20."


def test_a_summary_sets_no_figure_beside_one_of_another_wording():
    now, before = measured(20, edition=2), measured(10, edition=1)

    def told(since):
        return indicators.moved(WALKS, now, since, QUARTERS[1], date(2027, 4, 1))

    assert told(before) == "The wording changed, so it is not set beside Q1 2026/27."
    assert told(replace(before, edition=2)) == "Up from 10 in Q1 2026/27."


def test_a_baseline_serves_no_period_of_another_wording():
    drawn = standing(
        "baselines",
        {"indicator": "LOC-01", "place_id": SOUTH, "period": "2026-27-Q1", "value": 8},
    )
    ours = setup("2026-27-Q3")
    of = local.with_local(FRAMEWORK, ours.measures).indicators["LOC-01"]

    served = [indicators.baseline_for(drawn, of, ours, asked(period, SOUTH)) for period in QUARTERS]

    assert served == [8, 8, None, None]


def test_figures_typed_before_a_wording_was_said_to_have_begun_are_not_added_to_its_own():
    ours = setup("2026-27-Q3")
    framework = local.with_local(FRAMEWORK, ours.measures)
    drawn = standing(
        "figures",
        *(
            {"indicator": "LOC-01", "indicator_version": version, "place_id": SOUTH,
             "period": code, "top": 10, "basis": "counted"}
            for code, version in (("2026-10", 1), ("2026-11", 2))
        ),
    )  # fmt: skip

    cells = indicators.cells(framework, ours, frames(figures=drawn), asked(QUARTERS[2], SOUTH))

    assert (cells["LOC-01"].number, cells["LOC-01"].because) == (
        None,
        "These figures were made under different wordings, so they cannot be added up.",
    )
