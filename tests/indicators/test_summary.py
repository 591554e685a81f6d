"""A measure's line in the summary: where it stands and how it moved, in a few plain words."""

from dataclasses import replace
from datetime import date

import pytest

from engagement_metrics import framework, indicators
from engagement_metrics.indicators import Aimed, Part, Standing, Value
from engagement_metrics.indicators.values import no, percentage
from engagement_metrics.models import Period, ValueState

THIS, AFTER = Period.year(2025), date(2026, 11, 22)
KNOWN = framework.load().indicators
SHARE, COUNT, WATCHED = KNOWN["ENG-02"], KNOWN["ENG-01"], KNOWN["INS-04"]


def measured(number: float | None, **more) -> Value:
    return Value(ValueState.MEASURED, number, **more)


def moved(indicator, now, before, day=AFTER) -> str:
    return indicators.moved(indicator, now, before, THIS, day)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (61.4, 40, "Up from 40% in 2024/25."),
        (40, 61.4, "Down from 61% in 2024/25."),
        (61.4, 61.1, "The same as in 2024/25."),
        (61.4, None, "There is no figure for 2024/25 to set beside it."),
        (None, 40, "Too few answers to say how it moved."),
    ],
)
def test_a_figure_is_set_beside_that_of_the_period_before(now, before, said):
    assert moved(SHARE, measured(now), measured(before)) == said


def test_what_is_not_measured_says_what_it_was_before_if_that_is_known():
    none = no(ValueState.NONE_RECEIVED, "")
    assert moved(SHARE, none, measured(40)) == "It was 40% in 2024/25."
    assert moved(SHARE, none, none) == "Nothing to compare yet."


def test_a_count_whose_period_still_runs_is_not_called_less():
    assert moved(COUNT, measured(10), measured(90), THIS.end) == (
        "So far. All of 2024/25 came to 90."
    )
    assert moved(COUNT, measured(10), measured(90)) == "Down from 90 in 2024/25."


def test_a_share_that_may_still_change_is_not_called_more_or_less():
    for day in (THIS.end, date(2026, 6, 29)):  # of the 90 days the last
        assert moved(SHARE, measured(10), measured(90), day) == "So far. 2024/25 came to 90%."
    assert moved(SHARE, measured(10), measured(90), date(2026, 6, 30)) == (
        "Down from 90% in 2024/25."
    )


def test_neither_is_one_beside_a_period_that_may_still_change():
    early = date(2025, 6, 29)

    assert moved(SHARE, measured(90), measured(90), early) == (
        "So far. 2024/25 came to 90% so far."
    )


def test_the_whole_year_in_place_of_too_few_answers_is_not_compared():
    pooled = measured(61, pooled=True)
    assert moved(SHARE, pooled, measured(40)) == (
        "Answers are not shared for this time alone, so this is the whole year."
    )
    assert moved(SHARE, measured(40), pooled) == (
        "There is no figure for 2024/25 to set beside it."
    )


def test_figures_of_two_wordings_are_not_set_side_by_side():
    assert moved(COUNT, measured(10, edition=2), measured(90, edition=1)) == (
        "The wording changed, so it is not set beside 2024/25."
    )


def test_lines_of_groups_are_to_be_opened():
    parts = (Part("Young", measured(3)),)
    assert moved(COUNT, measured(None, parts=parts), measured(None)) == (
        "Open it to see each of them."
    )


def test_a_watched_measure_moves_without_a_judgement_and_is_never_judged():
    assert moved(WATCHED, measured(9), measured(2)) == "Up from 2 in 2024/25."
    for standing in Standing:
        aimed = Aimed({}, "at most 2", standing)
        assert indicators.stands(WATCHED, aimed) == "Watched"
    assert indicators.stands(WATCHED, None) == "Watched"


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing.MET, "Met"),
        (Standing.MET_SO_FAR, "Met so far"),
        (Standing.NOT_MET, "Not met: off track"),
        (Standing.NOT_MET_SO_FAR, "Not met so far: off track"),
        (Standing.ON_THE_WAY, "Not yet"),
        (Standing.WATCH, "Watched"),
        (Standing.NO_FIGURE, "Cannot be judged"),
        (None, "No target set"),
    ],
)
def test_where_a_measure_stands_is_told_in_words(standing, said):
    aimed = None if standing is None else Aimed({}, "60%", standing)
    assert indicators.stands(SHARE, aimed) == said


def test_a_target_that_was_set_late_or_cannot_be_judged_says_so():
    late = Aimed({}, "60%", Standing.NO_FIGURE, late=True, because="There is no one figure.")

    assert indicators.of_target(late) == (
        "This target was set after the period had ended. There is no one figure."
    )
    assert indicators.of_target(Aimed({}, "60%", Standing.MET)) == ""
    assert indicators.of_target(None) == ""


def test_how_sure_a_share_of_answers_is_uses_its_wilson_limits():
    told = "If we asked others like them, it would most likely be between 49% and 94%."
    assert indicators.likely(percentage(8, 10, sampled=True)) == told
    assert indicators.likely(percentage(8, 10)) == ""
    assert indicators.likely(replace(percentage(0, 10, sampled=True), high=0.4)).endswith(
        "between 0% and under 1%."
    )
