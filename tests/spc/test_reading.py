"""What a judged series says in plain words, and what it says before it can be judged."""

import pytest
import textstat

from engagement_metrics import spc

EASY = 7.0
MONTHS = [
    f"{month} {year}"
    for year in (2025, 2026)
    for month in (
        "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "January", "February", "March",
    )
]  # fmt: skip
STEADY = [50.0, 52, 47, 51, 49, 53, 48, 50, 52, 47, 51, 49]
HIGH, LOW = [56.0, 57, 56, 57, 57, 56, 57], [44.0, 43, 44, 43, 43, 44, 43]
UP, DOWN = [48.0, 49, 50, 51, 52, 53, 54.5], [52.0, 51, 50, 49, 48, 47, 45.5]


def test_what_is_the_same_each_time_does_not_go_up_and_down():
    always = spc.judge([100.0] * 14 + [None, 100.0], target=90)

    assert spc.read(always, MONTHS[:16], "90%") == (
        "No sign of a real change: it is the same each time. "
        "It should meet 90% each time, if nothing changes."
    )


def said(tail, direction="increase", target=None):
    values = STEADY + tail
    judged = spc.judge(values, target=target, improvement_direction=direction)
    return spc.read(judged, MONTHS[: len(values)], "" if target is None else f"{target}%")


@pytest.mark.parametrize(
    ("tail", "direction", "sentence"),
    [
        ([50.0], "increase",
         "No sign of a real change: it goes up and down as chance would have it."),
        ([50.0, 20.0, 51.0], "increase",
         "No sign of a real change: it goes up and down as chance would have it. "
         "It last stood out in May 2026."),
        (HIGH, "increase",
         "Better than usual since April 2026. Chance alone would seldom take it so high."),
        (LOW, "decrease",
         "Better than usual since April 2026. Chance alone would seldom take it so low."),
        (HIGH, "decrease",
         "Worse than usual since April 2026. Chance alone would seldom take it so high."),
        ([50.0, 20.0], "increase",
         "Worse than usual in May 2026. Chance alone would seldom take it so low."),
        (HIGH, "neutral",
         "Higher than usual since April 2026. "
         "We watch this one: no way is better than the other."),
        (LOW, "neutral",
         "Lower than usual since April 2026. We watch this one: no way is better than the other."),
        (UP, "increase",
         "Up step by step since April 2026. That is the right way. "
         "Chance alone would seldom do this."),
        (UP, "decrease",
         "Up step by step since April 2026. That is the wrong way. "
         "Chance alone would seldom do this."),
        (DOWN, "decrease",
         "Down step by step since April 2026. That is the right way. "
         "Chance alone would seldom do this."),
        (DOWN, "neutral",
         "Down step by step since April 2026. We watch this one: no way is better than the other. "
         "Chance alone would seldom do this."),
    ],
)  # fmt: skip
def test_whether_it_has_changed_and_since_when(tail, direction, sentence):
    assert said(tail, direction) == sentence


@pytest.mark.parametrize(
    ("target", "direction", "sentence"),
    [
        (10, "increase", "It should meet 10% each time, if nothing changes."),
        (90, "increase", "It will not meet 90% unless something changes."),
        (51, "increase", "It could hit or miss 51% by chance alone."),
        (90, "decrease", "It should meet 90% each time, if nothing changes."),
        (10, "decrease", "It will not meet 10% unless something changes."),
    ],
)
def test_whether_chance_alone_meets_the_target(target, direction, sentence):
    assert said([50.0], direction, target).endswith(f"would have it. {sentence}")


@pytest.mark.parametrize(
    ("tail", "target", "direction", "ending"),
    [
        (HIGH, 67, "increase", "It will not meet 67% unless something changes."),
        ([90.0], 80, "increase",
         "Its limits say it will miss 80%, but it met that in April 2026."),
        ([100.0] * 7, 97, "increase",
         "Its limits say it will miss 97%, but it met that in October 2026. "
         "If that will last, it is time for new limits."),
        ([5.0], 20, "increase",
         "Its limits say it should meet 20%, but it did not in April 2026."),
        ([5.0], 20, "decrease",
         "Its limits say it will miss 20%, but it met that in April 2026."),
    ],
)  # fmt: skip
def test_a_last_figure_on_the_other_side_of_the_target_is_told_beside_its_limits(
    tail, target, direction, ending
):
    told = said(tail, direction, target)

    assert told.endswith(ending)
    assert textstat.flesch_kincaid_grade(told) <= EASY


def test_a_measure_to_be_watched_is_held_against_no_target():
    assert said([50.0], "neutral", 51) == said([50.0], "neutral")


def test_each_icon_pair_is_told_in_words_that_a_child_of_twelve_can_read():
    told = {
        (judged.variation_icon, judged.assurance_icon): spc.read(judged, MONTHS[:19], "60%")
        for tail in (HIGH, LOW, UP, DOWN, [50.0, 52, 47, 51, 49, 53, 48])
        for direction in ("increase", "decrease", "neutral")
        for target in (None, 10, 51, 90)
        for judged in [
            spc.judge(STEADY + tail, target=target, improvement_direction=direction)
        ]
    }  # fmt: skip

    assert len({variation for variation, _ in told}) == 7
    assert {assurance for _, assurance in told} == {None, "pass", "fail", "inconsistent"}
    assert {
        pair: sentence
        for pair, sentence in told.items()
        if textstat.flesch_kincaid_grade(sentence) > EASY
    } == {}


# ---- since when ----------------------------------------------------------------------------------


def test_a_run_ends_at_a_point_that_does_not_stand_out():
    values = [*STEADY, 90.0, 50.0, 91.0, 92.0]
    judged = spc.judge(values, fix_after_n_points=12)

    assert spc.read(judged, MONTHS[:16]).startswith("Better than usual since June 2026.")


def test_a_run_does_not_reach_across_new_limits():
    dates = [f"{2000 + at}-04-01" for at in range(24)]
    values = [*STEADY[:5], *[90.0] * 5, *STEADY, 90.0, 90.0]
    judged = spc.judge(values, dates=dates, rebase_dates=[dates[10]], fix_after_n_points=12)

    assert spc.read(judged, dates) == (
        "Better than usual since 2022-04-01. Chance alone would seldom take it so high."
    )


def test_a_rise_began_with_its_first_step_though_earlier_points_stood_out():
    values = [*STEADY, 70.0, *[40 + 2.0 * at for at in range(8)]]
    judged = spc.judge(values, fix_after_n_points=12)

    assert spc.read(judged, MONTHS[:21]).startswith("Up step by step since May 2026.")


# ---- too few to judge ----------------------------------------------------------------------------


def not_yet(values, kind="month", **more):
    judged = spc.judge(values, **more)
    words = ["-" if value is None else f"{value:g}%" for value in values]
    assert not spc.ready(judged)
    return spc.not_yet(judged, [*MONTHS, "April 2027"][: len(values)], words, kind)


WE_NEED = "; we need 13 to tell a real change from chance."


@pytest.mark.parametrize(
    ("values", "kind", "sentence"),
    [
        ([5.0, 7, None, 3], "month",
         f"3 months so far{WE_NEED} "
         "So far the highest was 7% in May 2025, the lowest 3% in July 2025."),
        ([5.0], "quarter", f"1 quarter so far{WE_NEED} It was 5% in April 2025."),
        ([5.0, 5.0], "year", f"2 years so far{WE_NEED} So far it was 5% each time."),
        ([None], "month", f"0 months so far{WE_NEED}"),
        ([5.0, None] * 12 + [6.0], "month",
         "Too many gaps lie between the figures to tell a real change from chance. "
         "So far the highest was 6% in April 2027, the lowest 5% in April 2025."),
    ],
)  # fmt: skip
def test_why_it_cannot_be_judged_yet_and_what_can_be_said_already(values, kind, sentence):
    told = not_yet(values, kind)

    assert told == sentence
    assert textstat.flesch_kincaid_grade(told) <= EASY


def test_after_new_limits_it_is_counted_anew():
    dates = [f"{2000 + at}-04-01" for at in range(14)]
    told = not_yet([*STEADY, 60.0, 70.0], dates=dates, rebase_dates=[dates[12]])

    assert told == (
        "2 months so far since new limits began in April 2026; we need 13 to tell a real change "
        "from chance. So far the highest was 70% in May 2026, the lowest 60% in April 2026."
    )


@pytest.mark.parametrize(("figures", "ready"), [(12, False), (13, True)])
def test_thirteen_figures_are_needed_and_gaps_are_none(figures, ready):
    judged = spc.judge([*(STEADY * 2)[:figures], None, None])

    assert spc.figures_in(judged) == figures
    assert spc.ready(judged) is ready


def test_a_point_is_told_in_words_with_the_rule_it_meets():
    judged = spc.judge([*STEADY, 90.0])
    pairs = zip(judged.points["point_type"], judged.points["special_cause"], strict=True)

    told = [spc.of_point(*pair) for pair in pairs]

    assert told == ["As usual"] * 12 + ["Better than usual: above the upper limit"]
