"""The XmR chart: what each of its layers shows, what it leaves out, and its sentence."""

import json
from itertools import pairwise

import pytest

from engagement_metrics import charts, spc
from engagement_metrics.charts.judged import MARKS
from engagement_metrics.indicators import Point
from engagement_metrics.models import Period, ValueState
from tests.indicators.drawn import INDICATORS, Value, measured

COUNT, SHARE = INDICATORS["ENG-01"], INDICATORS["ENG-11"]
GAP = Value(ValueState.NONE_RECEIVED, because="No answers were received.")
STEADY = [50.0, 52, 47, 51, 49, 53, 48, 50, 52, 47, 51, 49, 50]
LAYERS = {
    "limits": 0, "path": 1, "dots": 2, "notes": 3, "target": 4, "begins": 5, "breaks": 6,
}  # fmt: skip


def drawn(values, indicator=COUNT, *, rebases=(), direction="increase", **more):
    first = Period.month(2025, 4)
    periods = [first.before(-at) for at in range(len(values))]
    points = tuple(
        Point(period.short, GAP if value is None else measured(value), period=period)
        for period, value in zip(periods, values, strict=True)
    )
    judged = spc.judge(
        values, dates=[period.start for period in periods], improvement_direction=direction,
        rebase_dates=[periods[at].start for at in rebases],
    )  # fmt: skip
    return charts.xmr(indicator, points, judged, **more)


def test_the_axis_of_a_series_that_is_always_the_same_starts_at_nought():
    def from_nought(picture):
        return layer(picture, "dots")["encoding"]["y"]["scale"]["zero"]

    assert from_nought(drawn([100.0] * 14, SHARE))
    assert not from_nought(drawn(STEADY, SHARE))


def layer(picture, name):
    return picture.spec["layer"][LAYERS[name]]


def data(picture, name):
    return picture.spec["datasets"][name]


# ---- what carries meaning ------------------------------------------------------------------------


def test_a_point_is_told_by_its_shape_and_its_colour_and_both_have_one_key():
    picture = drawn([*STEADY, 90.0, 10.0])

    dots = layer(picture, "dots")["encoding"]
    assert dots["shape"]["field"] == dots["color"]["field"] == "kind"
    assert dots["shape"]["scale"] == {
        "domain": ["As usual", "Better than usual", "Worse than usual"],
        "range": ["circle", "diamond", "square"],
    }
    assert dots["color"]["scale"]["domain"] == dots["shape"]["scale"]["domain"]
    assert dots["shape"]["legend"] == dots["color"]["legend"]
    assert [row["kind"] for row in data(picture, "points")][-2:] == [
        "Better than usual", "Worse than usual",
    ]  # fmt: skip


def test_each_kind_of_point_stands_out_from_white_and_from_black_by_three_to_one():
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    picture = drawn(STEADY, target=40)
    lines = {layer(picture, name)["mark"]["color"] for name in LAYERS if name != "dots"}
    colours = {colour for _, colour in MARKS.values()} | lines

    assert {c for c in colours if 1.05 / (light(c) + 0.05) < 3} == set()
    assert {c for c in colours if (light(c) + 0.05) / 0.05 < 3} == set()


def test_the_kinds_that_can_stand_together_have_shapes_of_their_own():
    shapes = {kind: shape for kind, (shape, _) in MARKS.items() if kind != "Not judged yet"}

    assert len(set(shapes.values())) == len(shapes) == 5


def test_mean_and_limits_are_lines_of_their_own_and_begin_anew_at_a_re_base():
    picture = drawn([*STEADY, *[v + 40 for v in STEADY]], rebases=[13])

    lines = data(picture, "lines")
    means = [line["number"] for line in lines if line["line"] == "mean"]
    assert means == pytest.approx([649 / 13] * 13 + [649 / 13 + 40] * 13)
    assert {line["of"] for line in lines} == {
        f"{line} {segment}" for line in ("mean", "lower", "upper") for segment in (0, 1)
    }
    assert layer(picture, "limits")["encoding"]["detail"]["field"] == "of"
    assert [row["at"] for row in data(picture, "begins")] == ["May 2026"]


def test_a_period_without_a_figure_is_a_gap():
    picture = drawn([*STEADY, None, 51.0])

    assert data(picture, "points")[13]["number"] is None
    assert layer(picture, "path")["mark"]["invalid"] == "break-paths-show-path-domains"
    assert [row["at"] for row in picture.rows[-2:]] == ["April 2026", "June 2026"]


def test_the_line_is_broken_where_the_wording_changed_and_the_sentence_says_so():
    picture = drawn(STEADY, breaks=["August 2025"])

    parts = [(row["at"], row["part"]) for row in data(picture, "points")]
    changed = [after for (_, was), (after, part) in pairwise(parts) if part != was]
    assert changed == ["August 2025"]
    assert layer(picture, "path")["encoding"]["detail"]["field"] == "part"
    assert [row["at"] for row in data(picture, "breaks")] == ["August 2025"]
    assert "new words since August 2025, so the line is broken there." in picture.sentence


def test_notes_are_numbered_on_their_points_and_two_on_one_stand_together():
    notes = [("May 2025", "Snow."), ("June 2025", "A fair."), ("June 2025", "A bus strike.")]
    picture = drawn(STEADY, notes=notes)

    assert [(row["at"], row["notes"]) for row in data(picture, "notes")] == [
        ("May 2025", "1"), ("June 2025", "2, 3"),
    ]  # fmt: skip
    assert layer(picture, "notes")["encoding"]["text"]["field"] == "notes"
    assert "Snow" not in json.dumps(picture.spec)  # listed below the chart, not in it


def test_the_target_is_a_dashed_line_unlike_those_of_the_limits():
    picture = drawn(STEADY, target=40)

    dashes = layer(picture, "limits")["encoding"]["strokeDash"]["scale"]
    assert data(picture, "target") == [{"number": 40}]
    assert layer(picture, "target")["mark"]["strokeDash"] not in dashes["range"]
    assert data(drawn(STEADY), "target") == []


# ---- limits that cannot be -----------------------------------------------------------------------


def test_a_limit_below_nought_or_over_a_hundred_per_cent_is_not_drawn():
    few = drawn([1.0, 9, 0, 8, 1, 9, 0, 8, 1, 9, 0, 8, 1])
    assert {row["lower"] for row in few.rows} == {None}
    assert layer(few, "dots")["encoding"]["y"]["scale"]["zero"] is True

    share = [96.0, 99, 95, 100, 96, 99, 95, 100, 96, 99, 95, 100, 96]
    assert {row["upper"] for row in drawn(share, SHARE).rows} == {None}
    over = drawn([*share[:-1], 120.0], SHARE)
    assert all(row["upper"] > 100 for row in over.rows)


def test_a_stretch_of_fewer_than_thirteen_figures_has_points_and_nothing_else():
    picture = drawn([*STEADY, 90.0, 90.0], rebases=[13])

    assert [row["kind"] for row in picture.rows[-2:]] == ["Not judged yet"] * 2
    assert {line["of"].split()[1] for line in data(picture, "lines")} == {"0"}
    assert data(drawn(STEADY[:12]), "lines") == []


# ---- sentence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (drawn(STEADY),
         ", April 2025 to April 2026: 50 in April 2026. "
         "The mean is 49.9; chance would keep it between 41.5 and 58.3. No point stands out."),
        (drawn([*STEADY, 90.0], SHARE, target=60),
         ", April 2025 to May 2026: 90% in May 2026. "
         "The mean is 53%; chance would keep it between 44% and 61%. "
         "8 of 14 points stand out, the last in May 2026. The target is 60%."),
        (drawn([5.0, None, 8.0]), ", April 2025 to June 2025: 8 in June 2025."),
        (drawn([*STEADY, *STEADY], rebases=[13], reasons={"May 2026": "A new clinic."}),
         ", April 2025 to May 2027: 50 in May 2027. "
         "The mean is 49.9; chance would keep it between 41.5 and 58.3. No point stands out. "
         "New limits begin in May 2026: A new clinic."),
        (drawn([None, None]), ": no figure in any of these periods."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_chart_shows(picture, sentence):
    assert picture.sentence.endswith(sentence)
    assert picture.sentence.startswith((COUNT.name, SHARE.name))


def test_one_chart_s_rows_are_not_another_s():
    first, second = drawn(STEADY, target=40), drawn([*STEADY[:-1], 51.0])

    assert first.spec["layer"] is second.spec["layer"]  # built once
    assert data(first, "target") == [{"number": 40}]
    assert data(second, "target") == []
    assert data(second, "points")[-1]["number"] == 51.0
