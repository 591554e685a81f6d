"""A period is judged once it is settled: when nobody who is still in time can change its figure."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from engagement_metrics import documents, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.framework import load
from engagement_metrics.indicators import Point, Value, settled
from engagement_metrics.models import (
    Audience,
    ForumReview,
    Organisation,
    Period,
    PeriodKind,
    Place,
    ReviewItem,
    ReviewState,
    Target,
    TargetForm,
    TypedFigure,
    ValueState,
)
from engagement_metrics.store import Filter
from pages.parts import (
    days,
    face,
    judging_words,
    measures_listed,
    measures_signs,
    meeting_minutes,
    view,
)

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


SUMMER, FIGURE = Period.quarter(2026, 2), Value(ValueState.MEASURED, 80.0)


@pytest.mark.parametrize(
    ("measure", "day", "said"),
    [
        ("ENG-02", date(2026, 9, 30),
         "Q2 2026/27 is not over yet: this figure may still change until 29 December 2026."),
        ("ENG-02", date(2026, 10, 1),
         "Q2 2026/27 is not settled yet: this figure may still change until 29 December 2026."),
        ("ENG-02", date(2026, 12, 29),
         "Q2 2026/27 is not settled yet: this figure may still change until 29 December 2026."),
        ("ENG-02", date(2026, 12, 30), ""),
        ("INF-01", date(2026, 9, 30),
         "Q2 2026/27 is not over yet: this figure may still change until 30 September 2026."),
        ("INF-01", date(2026, 10, 1), ""),
    ],
)  # fmt: skip
def test_a_figure_says_until_when_it_may_still_change(measure, day, said):
    assert indicators.may_change(MEASURES[measure], FIGURE, SUMMER, day) == said


def test_no_figure_and_one_of_another_time_say_nothing_of_it():
    none = Value(ValueState.TOO_EARLY, because="Still in time.")
    for value in (none, replace(FIGURE, pooled=True)):
        assert indicators.may_change(MEASURES["ENG-02"], value, SUMMER, SUMMER.end) == ""
    assert indicators.may_change(MEASURES["ENG-02"], FIGURE, None, SUMMER.end) == ""


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


TOPS = [*(50 + back % 3 for back in range(17)), 100]


@pytest.fixture
def answered(sqlite_url):
    """Seventeen months around 50%, and the last whole month at 100%."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        session.add(Place(name="East"))
        for back, top in enumerate(reversed(TOPS)):
            session.add(figure(LAST.before(back), top))


def figure(period, top):
    return TypedFigure(
        indicator=GOV, indicator_version=1, place_id=1, period=period.code, top=top, bottom=100,
        source="Minutes",
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


# ---- the figure, its target and how it moved -----------------------------------------------------

UNTIL = MEASURES[GOV].settled(LAST) - timedelta(days=1)
MAY_CHANGE = (
    f"{LAST.short} is not settled yet: this figure may still change until {days.day(UNTIL)}."
)


@pytest.fixture
def aimed_at(answered):
    """The same, with a target that last month meets so far."""
    with store.session(LOCAL_USER) as session:
        session.add(
            Target(
                indicator=GOV, form=TargetForm.AT_LEAST, low=60, period="any",
                set_on=date(2020, 1, 1),
            )
        )  # fmt: skip


def of_last_month():
    setup = store.setup()
    wanted = Filter(None, setup.within(None), LAST, None, date.today())
    return view.read(LOCAL_USER, setup, Audience.SHARED, wanted, None, frozenset({GOV}))


def test_the_page_says_until_when_the_figure_may_change_and_what_it_is_so_far(aimed_at, open_page):
    app = open_page(None, cell=GOV, period=LAST.short, length="Quarters")

    said = " ".join(unescape(html.proto.body) for html in app.get("html"))
    assert f"<p>{MAY_CHANGE}</p>" in said
    assert "Target: at least 60%. <strong>Met so far</strong>." in said


def test_the_list_says_so_too(aimed_at):
    shown = of_last_month()
    before = {GOV: replace(shown.values[GOV], number=50.0)}

    (said,) = measures_signs.said(shown, before, frozenset({GOV})).values()
    assert said.startswith(f"So far. {LAST.before().short} came to 50%")
    asked = measures_listed.Asked(every=True, aim=None, off_track=False)
    listed = measures_listed.read(LOCAL_USER, shown, asked, ())
    html = unescape(listed.html)
    assert f'<span class="more">{MAY_CHANGE}</span>' in html
    assert "<strong>Met so far</strong>" in html
    assert listed.told == (
        "93 measures. The one measure that can be judged meets its target. That may still change."
    )


def test_the_meeting_and_its_minutes_say_so_too(aimed_at):
    with store.session(LOCAL_USER) as session:
        number = session.add(
            ForumReview(
                title="Forum", held_on=date.today(), period=LAST.code,
                state=ReviewState.UNDER_WAY,
            )
        )  # fmt: skip
        session.add(ReviewItem(review_id=number, position=1, indicator=GOV))

    minutes = meeting_minutes.whole(LOCAL_USER, store.setup(), store.review(LOCAL_USER, number))

    (told,) = [noted.told for noted in minutes.noted]
    assert (told.figure, told.target, told.standing) == ("100%", "at least 60%", "Met so far")
    assert told.sentence.startswith(MAY_CHANGE)
    _, so_far = told.sentence.split(" So far: ")
    assert f"100% in {LAST.short}. No sign of a real change." in so_far


def test_the_cell_and_the_spreadsheet_say_so_too(aimed_at):
    shown = of_last_month()
    one = shown.definitions.indicators[GOV]

    assert face.told(shown, one) == [one.name, "100%", "Target: at least 60% – Met so far"]
    content = documents.matrix_csv(
        shown.definitions, shown.values, shown.aimed, shown.setup, shown.wanted, shown.audience,
        shown=(one,),
    )  # fmt: skip
    _, headings, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    told = dict(zip(headings, row, strict=True))
    assert (told["standing"], told["note"]) == ("Met so far", MAY_CHANGE)


def test_a_judgement_from_after_the_period_that_is_looked_at_says_by_when(answered):
    with store.session(LOCAL_USER) as session:
        for back in range(len(TOPS), 40):
            session.add(figure(LAST.before(back), 50 + back % 3))
    setup, year = store.setup(), LAST.financial_year
    april = Period.month(year - 1, 4)
    wanted = Filter(None, setup.within(None), april, None, date.today())
    only = frozenset({GOV})

    shown = view.read(LOCAL_USER, setup, Audience.SHARED, wanted, None, only)

    # The chart goes on to the end of the financial year.
    said = measures_signs.read(LOCAL_USER, shown, only)[GOV].said
    assert said == f"By March {year}: no sign of a real change."
