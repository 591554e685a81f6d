"""Charts: what carries meaning in them, their sentence, and that they hold their rows alone."""

import json
from datetime import date

import pytest

from engagement_metrics import charts
from engagement_metrics.indicators import Break, Point
from engagement_metrics.models import Period, ValueState
from tests.indicators.drawn import INDICATORS, Value, measured

COUNT, SHARE, PLAN = (INDICATORS[key] for key in ("ENG-01", "ENG-11", "COP-13"))
GAP = Value(ValueState.NONE_RECEIVED, because="No answers were received.")
FEW = measured(None, top=3, bottom=7)


def points(**values):
    return tuple(
        Point(label, measured(value) if isinstance(value, int | float) else value)
        for label, value in values.items()
    )


def layers(picture):
    """The layers of a chart: its mark, its data and what each channel shows."""
    return [
        (layer["mark"]["type"], layer["data"]["name"],
         {channel: of.get("field") for channel, of in layer["encoding"].items()
          if channel != "tooltip"})
        for layer in picture.spec["layer"]
    ]  # fmt: skip


def scales(picture, channel):
    return [layer["encoding"][channel].get("scale") for layer in picture.spec["layer"][:2]]


# ---- over time -----------------------------------------------------------------------------------


def test_a_trend_is_a_line_with_its_points_over_periods_and_a_dashed_target():
    picture = charts.trend(SHARE, points(Q1=40, Q2=60), 50)

    assert layers(picture) == [
        ("line", "points", {"x": "at", "y": "number"}),
        ("point", "points", {"x": "at", "y": "number"}),
        ("rule", "target", {"y": "number"}),
    ]
    assert picture.spec["layer"][2]["mark"]["strokeDash"] == [6, 4]
    assert picture.spec["layer"][0]["encoding"]["x"]["sort"] == {"field": "order"}
    tips = picture.spec["layer"][1]["encoding"]["tooltip"]
    assert [tip["field"] for tip in tips] == ["at", "words"]


def test_a_period_without_a_number_is_a_gap_and_not_a_nought():
    picture = charts.trend(SHARE, points(Q1=40, Q2=GAP, Q3=FEW, Q4=60))

    assert [row["number"] for row in picture.spec["datasets"]["points"]] == [40, None, None, 60]
    assert picture.spec["layer"][0]["mark"]["invalid"] == "break-paths-show-path-domains"
    assert picture.rows == [
        {"at": "Q1", "order": 0, "number": 40, "words": "40%"},
        {"at": "Q4", "order": 3, "number": 60, "words": "60%"},
    ]


def test_a_nought_that_was_measured_is_drawn():
    assert charts.trend(COUNT, points(Q1=0, Q2=5)).rows[0]["number"] == 0


@pytest.mark.parametrize(
    ("indicator", "values", "target", "scale"),
    [
        (SHARE, {"Q1": 40.0}, None, {"domain": [0, 100]}),
        (SHARE, {"Q1": 100.0}, 60, {"domain": [0, 100]}),
        (SHARE, {}, None, {"domain": [0, 100]}),
        (PLAN, {"Q1": 140.0}, None, {"zero": True}),
        (PLAN, {"Q1": 90.0}, 120, {"zero": True}),
        (COUNT, {"Q1": 140.0}, None, {"zero": True}),
    ],
)
def test_scales_begin_at_nought_and_nothing_lies_outside_them(indicator, values, target, scale):
    picture = charts.trend(indicator, points(**values), target)

    assert scales(picture, "y") == [scale, scale]
    title = picture.spec["layer"][0]["encoding"]["y"]["axis"]["title"]
    assert title == (None if indicator is COUNT else "%")


@pytest.mark.parametrize(
    ("indicator", "values", "sentence"),
    [
        (COUNT, {"Q1": 5, "Q2": 20, "Q3": 10}, " rose from 5 in Q1 to 10 in Q3."),
        (COUNT, {"Q1": 5, "Q2": 0}, " fell from 5 in Q1 to 0 in Q2."),
        (SHARE, {"Q1": GAP, "Q2": 20, "Q3": 30, "Q4": GAP}, " rose from 20% in Q2 to 30% in Q3."),
        (COUNT, {"Q1": 5, "Q2": 9, "Q3": 5}, ": 5 both in Q1 and in Q3."),
        (SHARE, {"Q1": 60.4, "Q2": 59.8}, ": 60% both in Q1 and in Q2."),
        (COUNT, {"Q1": GAP, "Q2": 5}, ": 5 in Q2, the one period with a figure."),
        (SHARE, {"Q1": GAP, "Q2": FEW}, ": no figure in any of these periods."),
        (COUNT, {}, ": no figure in any of these periods."),
        (COUNT, {"Q1": 5, "Q2": measured(9, estimated=True)},
         " rose from 5 in Q1 to about 9 in Q2."),
    ],
)  # fmt: skip
def test_the_sentence_of_a_trend_tells_what_its_rows_show(indicator, values, sentence):
    picture = charts.trend(indicator, points(**values))

    assert picture.sentence == f"{indicator.name}{sentence}"
    assert all(row["words"] in sentence for row in (*picture.rows[:1], *picture.rows[-1:]))


@pytest.mark.parametrize(("indicator", "said"), [(SHARE, "60%"), (COUNT, "60")])
def test_the_target_is_told_in_the_measure_s_own_unit(indicator, said):
    assert charts.trend(indicator, points(Q1=4), 60).sentence.endswith(
        f" The dashed line is the target, {said}."
    )


# ---- by place ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"North": 5, "South": 9, "Hill": 7}, "highest in South (9), lowest in North (5)."),
        ({"North": 5, "South": GAP}, "5 in North."),
        ({"North": 5, "South": 5}, "5 in each of 2 places."),
        (
            {"North": 9, "South": 5, "Hill": 9, "West": 7},
            "highest in North and Hill (9), lowest in South (5).",
        ),
        (
            {"North": 0, "South": 5, "Hill": 0, "West": 0},
            "highest in South (5), lowest in 3 places (0).",
        ),
        (
            {"North": 4, "South": 9, "Hill": 9, "West": 4, "Mere": GAP},
            "highest in South and Hill (9), lowest in North and West (4).",
        ),
        (
            {"North": 1, "South": measured(9, estimated=True), "Hill": 9},
            "highest in South and Hill (about 9), lowest in North (1).",
        ),
        ({"North": GAP, "South": FEW}, "no place has a figure in this period."),
        ({}, "no place has a figure in this period."),
    ],
)
def test_places_are_told_by_their_highest_and_their_lowest_figure(values, sentence):
    assert charts.places(COUNT, points(**values)) == f"{COUNT.name}: {sentence}"


# ---- every chart ---------------------------------------------------------------------------------


def test_a_chart_holds_its_rows_and_nothing_else_and_leaves_its_sentence_to_the_page():
    secret = measured(5, top=5, bottom=100_003, because="100_019", held=100_043)
    picture = charts.trend(COUNT, (Point("North", secret, place_id=1),))
    text = json.dumps(picture.spec)

    assert [number for number in ("100003", "100_019", "100043") if number in text] == []
    assert picture.spec["datasets"]["points"] == picture.rows
    assert picture.sentence != ""
    assert "description" not in picture.spec  # the page gives the sentence as the text instead


def test_one_chart_s_rows_are_not_another_s():
    first = charts.trend(COUNT, points(Q1=1), 50)
    second = charts.trend(COUNT, points(Q1=2))

    assert first.spec["datasets"]["points"][0]["number"] == 1
    assert second.spec["datasets"]["target"] == []


def test_a_count_under_way_is_not_compared_with_whole_periods():
    points = tuple(
        Point(period.short, Value(ValueState.MEASURED, number, number), period=period)
        for period, number in (
            (Period.quarter(2026, 1), 900), (Period.quarter(2026, 2), 916),
            (Period.quarter(2026, 3), 240),
        )
    )  # fmt: skip
    contacts = INDICATORS["ENG-01"]
    told = charts.trend(contacts, points, today=date(2026, 11, 21)).sentence
    assert told.endswith(
        "rose from 900 in Q1 2026/27 to 916 in Q2 2026/27. So far: 240 in Q3 2026/27."
    )
    assert charts.trend(contacts, points, today=date(2027, 1, 1)).sentence.endswith(
        "fell from 900 in Q1 2026/27 to 240 in Q3 2026/27."
    )


ANSWERED = INDICATORS["ENG-02"]  # settled 90 days after a period has ended


def so_far(*numbers, today=date(2026, 11, 21)):
    """The sentence of quarters that end with Q3 2026/27, and what stands in its table."""
    last = Period.quarter(2026, 3)
    periods = [last.before(back) for back in reversed(range(len(numbers)))]
    points = tuple(
        Point(period.short, GAP if number is None else measured(number), period=period)
        for period, number in zip(periods, numbers, strict=True)
    )
    picture = charts.trend(ANSWERED, points, today=today)
    said = picture.sentence.removeprefix(ANSWERED.name).removeprefix(": ").strip()
    return said, [row["words"] for row in picture.rows]


def test_what_is_not_settled_is_so_far_and_compared_with_nothing():
    assert so_far(40, 60, 80, 100) == (
        "rose from 40% in Q4 2025/26 to 60% in Q1 2026/27. "
        "So far: 80% in Q2 2026/27 and 100% in Q3 2026/27.",
        ["40%", "60%", "80% so far", "100% so far"],
    )
    assert so_far(40, 60, 80, 100, today=date(2027, 4, 1))[0] == (
        "rose from 40% in Q4 2025/26 to 100% in Q3 2026/27."
    )


def test_where_all_is_so_far_there_is_no_word_of_a_missing_figure():
    assert so_far(None, 80, 100)[0] == "so far 80% in Q2 2026/27 and 100% in Q3 2026/27."
    assert so_far(60, None, 100)[0] == "60% in Q1 2026/27. So far: 100% in Q3 2026/27."
    assert so_far(60, None, None)[0] == "60% in Q1 2026/27, the one period with a figure."


def test_where_the_wording_changed_the_line_breaks_and_nothing_is_compared_across():
    quarters = [Period.quarter(2026, number) for number in (1, 2, 3)]
    drawn = tuple(
        Point(period.short, measured(number), period=period)
        for period, number in zip(quarters, (40, 60, 70), strict=True)
    )
    since_q2 = Break(at=quarters[1], since=quarters[1], edition=2)

    picture = charts.trend(SHARE, drawn, breaks=(since_q2,))

    assert picture.sentence == (
        f"{SHARE.name} rose from 60% in Q2 2026/27 to 70% in Q3 2026/27. The wording changed from "
        "Q2 2026/27: figures before and after are not the same measure."
    )
    assert [row["part"] for row in picture.rows] == [0, 1, 1]
    assert layers(picture)[0] == ("line", "points", {"x": "at", "y": "number", "detail": "part"})
    assert charts.trend(SHARE, drawn).sentence.endswith("40% in Q1 2026/27 to 70% in Q3 2026/27.")
    to_come = Break(at=quarters[2], since=quarters[2], edition=2)
    none_yet = (*drawn[:2], Point("Q3 2026/27", GAP, period=quarters[2]))
    assert charts.trend(SHARE, none_yet, breaks=(to_come,)).sentence == (
        f"{SHARE.name} rose from 40% in Q1 2026/27 to 60% in Q2 2026/27. The wording changed from "
        "Q3 2026/27: figures before and after are not the same measure."
    )
