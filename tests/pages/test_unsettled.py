"""A period is judged once it is settled: when nobody who is still in time can change its figure."""

from datetime import date
from html import unescape

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.framework import load
from engagement_metrics.indicators import Point, Value, settled
from engagement_metrics.models import (
    Audience,
    Organisation,
    Period,
    PeriodKind,
    Place,
    TypedFigure,
    ValueState,
)
from engagement_metrics.store import Filter
from pages.parts import judging_words, measures_signs, view

MEASURES = load().indicators
DAY = date(2026, 11, 22)
LAST = Period.containing(date.today(), PeriodKind.MONTH).before()


def points(*numbers, last=(2026, 11)):
    """Months up to the last one, each with its figure or None."""
    end = Period.month(*last)
    found = []
    for back, number in enumerate(reversed(numbers)):
        period = end.before(back)
        state = ValueState.TOO_EARLY if number is None else ValueState.MEASURED
        found.append(Point(period.short, Value(state, number), period))
    return tuple(reversed(found))


@pytest.mark.parametrize(
    ("measure", "month", "first_day"),
    [
        ("INF-01", (2026, 8), date(2026, 9, 1)),
        ("REC-01", (2026, 8), date(2026, 9, 22)),
        ("DEV-03", (2026, 8), date(2026, 9, 22)),
        ("INV-13", (2026, 8), date(2026, 10, 1)),
        ("FRM-02", (2026, 8), date(2026, 10, 6)),
        ("FBK-01", (2026, 8), date(2026, 10, 31)),
        ("ENG-02", (2026, 8), date(2026, 11, 30)),
    ],
)
def test_a_month_is_judged_from_the_day_on_which_it_can_be_reported(measure, month, first_day):
    (point,) = points(100.0, last=month)

    assert MEASURES[measure].settled(point.period) == first_day
    before = date.fromordinal(first_day.toordinal() - 1)
    assert not settled.to_judge(MEASURES[measure], before, point)
    assert settled.to_judge(MEASURES[measure], first_day, point)


def test_a_month_that_is_not_settled_is_left_out_of_what_is_judged():
    # By 22 November July has had its 90 days, and August has not.
    series = points(None, 40.0, None, 60.0, 100.0, None, None, None)  # April to November

    whole = settled.whole(MEASURES["ENG-02"], DAY, series)

    assert [point.label for point in whole] == ["May 2026", "June 2026", "July 2026"]
    other = settled.whole(MEASURES["INF-01"], DAY, series)
    assert [point.label for point in other][-1] == "August 2026"


def test_figures_that_are_not_settled_do_not_make_up_the_thirteen():
    series = points(*[50.0] * 13, last=(2026, 8))

    assert settled.enough(MEASURES["INF-01"], DAY, series)
    assert not settled.enough(MEASURES["ENG-02"], DAY, series)
    assert settled.enough(MEASURES["ENG-02"], date(2026, 11, 30), series)


def test_it_says_until_when_a_month_may_still_change():
    series = points(40.0, 60.0, 100.0, last=(2026, 8))
    whole = settled.whole(MEASURES["ENG-02"], DAY, series)

    assert judging_words.left_out(MEASURES["ENG-02"], whole, series, DAY) == (
        "August 2026 (100% so far) is not settled yet: its figure may still change until "
        "29 November 2026, so it is not judged."
    )


def test_it_says_so_of_several_months_in_one_sentence_and_of_the_one_under_way_in_another():
    series = points(40.0, 60.0, 100.0, None, None, None)  # June to November
    whole = settled.whole(MEASURES["ENG-02"], DAY, series)

    assert judging_words.left_out(MEASURES["ENG-02"], whole, series, DAY) == (
        "August 2026 (100% so far), September 2026 and October 2026 are not settled yet: "
        "their figures may still change, the last until 29 January 2027, so they are not judged. "
        "November 2026 is not over yet, so it is not judged."
    )


def test_a_measure_without_a_waiting_time_says_nothing_of_one():
    series = points(40.0, 60.0, last=(2026, 10))
    whole = settled.whole(MEASURES["INF-01"], DAY, series)

    assert judging_words.left_out(MEASURES["INF-01"], whole, series, DAY) == ""


# ---- the page, the list and the meeting ----------------------------------------------------------

GOV = "GOV-03"  # advice answered by the Board, settled after 60 days: last month never is


@pytest.fixture
def answered(sqlite_url):
    """Seventeen months around 50%, and the last whole month at 100%."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        session.add(Place(name="East"))
        tops = [*(50 + back % 3 for back in range(17)), 100]
        for back, top in enumerate(reversed(tops)):
            session.add(
                TypedFigure(
                    indicator=GOV, indicator_version=1, place_id=1,
                    period=LAST.before(back).code, top=top, bottom=100, source="Minutes",
                )
            )  # fmt: skip


def test_the_page_judges_no_month_that_is_not_settled(answered, open_page):
    app = open_page(None, cell=GOV, length="Months")

    said = " ".join(unescape(html.proto.body) for html in app.get("html"))
    assert f"{LAST.short} (100% so far)" in said
    assert "not settled yet: " in said
    assert "No sign of a real change" in said
    assert "Better than usual" not in said


def test_the_list_and_the_meeting_judge_no_month_that_is_not_settled(answered):
    setup = store.setup()
    wanted = Filter(None, setup.within(None), Period.year(LAST.financial_year), None, date.today())
    only = frozenset({GOV})

    shown = view.read(LOCAL_USER, setup, Audience.SHARED, wanted, None, only)

    said = measures_signs.read(LOCAL_USER, shown, only)[GOV].said
    assert said.startswith("No sign of a real change")
