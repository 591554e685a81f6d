"""What judging answers where the reference package errs, and what it cannot judge."""

import math
from datetime import date, datetime, timedelta

import pytest

from engagement_metrics import spc

STEADY = [50.0, 52, 47, 51, 49, 53, 48, 50, 52, 47, 51, 49, 50]
DATES = [date(2025, 4, 1) + timedelta(30 * at) for at in range(13)]


def lines(found, at=-1):
    row = found.points.iloc[at]
    return row["mean"], row["lower_limit"], row["upper_limit"]


# ---- where the reference package errs ------------------------------------------------------------


def test_few_steps_in_a_flat_series_are_not_all_screened_out():
    mostly_none = [0.0] * 10 + [5.0] + [0.0] * 9
    found = spc.judge(mostly_none)
    mean, step = 5 / 20, 10 / 19

    assert lines(found) == pytest.approx((mean, mean - 2.66 * step, mean + 2.66 * step))
    assert [
        at for at, label in enumerate(found.points["special_cause"]) if label == "Above UCL"
    ] == [10]
    assert spc.judge(mostly_none, screen_outliers=False).points.equals(found.points)


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize(
    ("target", "direction", "icon"),
    [(95, "increase", "pass"), (95, "decrease", "fail"), (99, "increase", "fail"),
     (99, "decrease", "pass"), (97.2, "increase", "inconsistent")],
)  # fmt: skip
def test_a_constant_series_stands_on_one_side_of_its_target(screen, target, direction, icon):
    found = spc.judge(
        [97.2] * 14, target=target, improvement_direction=direction, screen_outliers=screen
    )

    assert lines(found) == (97.2, 97.2, 97.2)
    assert (found.variation_icon, found.assurance_icon) == ("common_cause", icon)


@pytest.mark.parametrize("count", [7, 12, 13, 19, 36])
@pytest.mark.parametrize("value", [0.1, 1 / 3, 33.3, 1e-9, 123456.789])
def test_a_constant_series_is_its_own_mean_to_the_last_bit(value, count):
    assert set(spc.judge([value] * count).points["mean"]) == {value}


@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_value_breaks_a_run_and_a_trend_and_is_itself_as_usual(missing):
    rise = [1.0, 2, 3, 4, 5, 6]
    found = spc.judge([*rise, missing, 7.0])

    assert "7 Point Trend (Increasing)" not in set(found.points["special_cause"])
    assert found.points["special_cause"][6] == "Common Cause"
    assert "7 Point Trend (Increasing)" in set(spc.judge([*rise, 7.0]).points["special_cause"])


def test_missing_values_alone_have_no_lines_and_no_signal():
    found = spc.judge([None] * 8, target=5)

    assert all(math.isnan(line) for line in lines(found))
    assert set(found.points["point_type"]) == {"common_cause"}
    assert (found.variation_icon, found.assurance_icon) == ("common_cause", "inconsistent")


@pytest.mark.parametrize("target", [None, math.nan])
def test_without_a_target_there_is_no_icon_for_it(target):
    assert spc.judge(STEADY, target=target).assurance_icon is None


def test_nought_is_a_target():
    assert spc.judge(STEADY, target=0).assurance_icon == "pass"


def test_a_series_to_be_watched_has_no_icon_for_a_target():
    assert spc.judge(STEADY, target=0, improvement_direction="neutral").assurance_icon is None


# ---- dates ---------------------------------------------------------------------------------------


def test_dates_may_be_text_dates_or_moments_and_need_no_order():
    texts = [day.isoformat() for day in DATES]
    moments = [datetime(day.year, day.month, day.day) for day in DATES]  # noqa: DTZ001
    rebase = DATES[7]
    expected = spc.judge(STEADY, dates=DATES, rebase_dates=[rebase]).points

    assert list(expected["segment"]) == [0] * 7 + [1] * 6
    for dates in (texts, moments):
        found = spc.judge(STEADY, dates=dates, rebase_dates=[rebase.isoformat()])
        assert found.points.equals(expected)
    backwards = spc.judge(STEADY[::-1], dates=DATES[::-1], rebase_dates=[rebase])
    assert backwards.points.equals(expected)


def test_a_re_base_date_that_no_value_has_is_named_and_changes_nothing():
    found = spc.judge(STEADY, dates=DATES, rebase_dates=["2025-04-02"])

    assert found.unmatched == (date(2025, 4, 2),)
    assert found.points.equals(spc.judge(STEADY).points)
    assert spc.judge(STEADY, dates=DATES, rebase_dates=[DATES[3]]).unmatched == ()


def test_signals_and_limits_begin_afresh_at_a_re_base():
    found = spc.judge(STEADY[:7] + [90.0] * 6, dates=DATES, rebase_dates=[DATES[7]])

    assert set(found.points["special_cause"]) == {"Common Cause"}
    assert lines(found) == (90, 90, 90)


def test_limits_fixed_on_the_first_values_judge_the_later_ones():
    found = spc.judge([*STEADY[:12], 90.0], fix_after_n_points=12)
    whole = spc.judge(STEADY[:12])

    assert lines(found) == lines(whole)
    assert found.points["special_cause"].iloc[-1] == "Above UCL"


def test_limits_can_be_fixed_for_the_stretches_that_begin_on_some_days_alone():
    days = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(30)]
    found = spc.judge(
        [*STEADY[:12], 90.0, *STEADY[:12], 90.0, 90.0, 90.0, 90.0, 90.0], dates=days,
        rebase_dates=[days[13]], fix_after_n_points={days[13]: 12},
    )  # fmt: skip
    first, second = found.points[:13], found.points[13:]

    assert set(first["mean"]) == set(spc.judge([*STEADY[:12], 90.0]).points["mean"])
    assert set(second["mean"]) == set(spc.judge(STEADY[:12]).points["mean"])
    with pytest.raises(ValueError, match=r"^Limits are fixed after 12 values or more\.$"):
        spc.judge([1, 2], dates=days[:2], fix_after_n_points={days[0]: 11})


# ---- what cannot be judged -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([], {}, "There is no value to judge."),
        (["many"], {}, "A value is not a number: 'many'."),
        (["12"], {}, "A value is not a number: '12'."),
        ([True], {}, "A value is not a number: True."),
        ([[]], {}, r"A value is not a number: \[\]."),
        ([math.inf], {}, "A value is not a number: it is endless."),
        ([1], {"target": "60%"}, "A target is not a number: '60%'."),
        ([1], {"improvement_direction": "up"},
         "The direction is increase, decrease or neutral, not 'up'."),
        ([1], {"fix_after_n_points": 11}, "Limits are fixed after 12 values or more."),
        ([1], {"fix_after_n_points": 12.0}, "Limits are fixed after 12 values or more."),
        ([1], {"fix_after_n_points": True}, "Limits are fixed after 12 values or more."),
        ([1, 2], {"dates": ["2026-04-01"]}, "There are 2 values but 1 dates."),
        ([1, 2], {"dates": ["2026-04-01"] * 2}, "Two values have one date: 2026-04-01."),
        ([1], {"dates": ["April"]}, "Not a date: 'April'. Give it as 2026-04-01."),
        ([1], {"dates": [4]}, "Not a date: 4. Give it as 2026-04-01."),
        ([1], {"dates": ["2026-04-01"], "rebase_dates": [None]},
         "Not a date: None. Give it as 2026-04-01."),
        ([1], {"rebase_dates": ["2026-04-01"]}, "A re-base date needs the dates of the values."),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_gets_a_sentence(values, more, sentence):
    with pytest.raises(ValueError, match=rf"^{sentence}$"):
        spc.judge(values, **more)
