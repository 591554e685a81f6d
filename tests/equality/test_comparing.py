"""What is said of a group beside its share of residents, at the edges."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement_metrics import equality
from engagement_metrics.equality import Band, Verdict, matching


@pytest.mark.parametrize(
    ("reached", "known", "benchmark", "status"),
    [
        (0, 0, 0.1, Verdict.NO_DATA),
        (0, 0, None, Verdict.NO_DATA),
        (5, 50, None, Verdict.NO_BENCHMARK),
        (0, 50, 0.0, Verdict.NOT_APPLICABLE),
        (1, 50, 0.0, Verdict.CHECK_BENCHMARK),
        (0, 9, 0.5, Verdict.TOO_FEW),
        (0, 10, 0.5, Verdict.UNDER),
        # 0.08 / 0.1 is a hair below 0.8 in a computer, and is 0.8.
        (80, 1000, 0.1, Verdict.IN_LINE),
        (120, 1000, 0.1, Verdict.IN_LINE),
    ],
)
def test_the_verdict_at_its_edges(reached, known, benchmark, status):
    assert equality.compare(reached, known, benchmark).status == status


def test_fewer_known_answers_than_asked_for_are_not_judged():
    assert equality.compare(0, 29, 0.5).status == Verdict.UNDER
    assert equality.compare(0, 29, 0.5, minimum_known=30).status == Verdict.TOO_FEW


@pytest.mark.parametrize(
    ("reached", "known", "benchmark", "told"),
    [
        (5, 4, 0.1, "5 of 4: more were reached than gave an answer"),
        (-1, 4, 0.1, "counts are numbers from 0 on, not -1 of 4"),
        (1, math.nan, 0.1, "counts are numbers from 0 on, not 1 of nan"),
        (1, 4, 1.1, "a share of residents goes from 0 to 1, not 1.1"),
        (1, 4, -0.1, "a share of residents goes from 0 to 1, not -0.1"),
    ],
)
def test_what_cannot_be_is_refused(reached, known, benchmark, told):
    with pytest.raises(ValueError, match=told):
        equality.compare(reached, known, benchmark)


@given(st.integers(0, 400), st.integers(1, 400), st.floats(0.001, 0.999))
def test_adding_the_people_short_makes_the_shares_equal_and_one_fewer_does_not(
    reached, known, benchmark
):
    known = max(reached, known)
    short = equality.people_short(reached, known, benchmark)
    exactly = Fraction(round(benchmark, 12)).limit_denominator(10**12)

    def enough(more):
        share = Fraction(reached + more, known + more)
        return share >= exactly - Fraction(1, 10**8)

    assert enough(short)
    assert short == 0 or Fraction(reached + short - 1, known + short - 1) < exactly + Fraction(
        1, 10**8
    )


def test_where_all_residents_are_of_the_group_everybody_else_is_short():
    assert equality.people_short(3, 10, 1.0) == 7
    assert equality.people_short(10, 10, 1.0) == 0


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_lies_within_0_and_1(reached, known):
    known = max(reached, known)
    low, high = equality.wilson(reached, known)

    assert 0 <= low <= reached / known <= high <= 1


def test_several_places_are_each_held_against_their_own_residents():
    # We went mostly where few of the group live: 0.81 of what the whole would lead one to expect.
    places = [(4, 200, 0.02), (16, 100, 0.15)]

    assert equality.place_adjusted(places) == pytest.approx(20 / 19)
    assert equality.place_adjusted([]) is None
    assert equality.place_adjusted([(0, 50, 0.0)]) is None


# ---- completeness --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "band"),
    [(0, Band.UNDER_30), (29, Band.UNDER_30), (30, Band.FROM_30), (59, Band.FROM_30),
     (60, Band.FROM_60), (79, Band.FROM_60), (80, Band.OVER_80), (100, Band.OVER_80)],
)  # fmt: skip
def test_how_complete_the_answers_are_in_words(known, band):
    assert equality.complete(100, {"female": known}).band is band


def test_whoever_is_in_no_answer_was_not_asked():
    found = equality.complete(40, {"female": 12, "male": 8}, prefer_not_to_say=3, not_known=2)

    assert (found.known, found.not_asked, found.unaccounted) == (20, 15, 0)
    assert found.valid


def test_more_answers_than_people_are_not_valid():
    found = equality.complete(10, {"female": 8, "male": 4})

    assert (found.valid, found.unaccounted, found.not_asked) == (False, -2, 0)


def test_an_activity_that_nobody_came_to_is_complete_in_no_way():
    found = equality.complete(0, {})

    assert (found.known_share, found.asked_share, found.band) == (None, None, None)
    assert found.range_of_share(0) is None
    assert found.declined_share is None


# ---- how closely ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "expected", "lower"),
    [(10, 0.75, 0.6), (30, 0.85, 0.77), (50, 0.89, 0.82), (100, 0.92, 0.87)],
)
def test_luck_alone_keeps_five_equal_groups_from_a_full_match(known, expected, lower):
    found = matching.by_luck(known, (0.2,) * 5)

    assert (round(found[0], 2), round(found[1], 2)) == (expected, lower)


def test_under_fifty_known_answers_there_is_no_single_number():
    assert equality.match([10, 39], [0.5, 0.5]) == equality.Match(49, None, None, None)


def test_a_full_match_is_one_and_never_below_chance():
    found = equality.match([50, 50], [0.5, 0.5])

    assert found.overlap == 1
    assert found.below_chance is False


def test_half_of_residents_not_heard_is_below_chance():
    found = equality.match([100, 0], [0.5, 0.5])

    assert found.overlap == 0.5
    assert found.below_chance is True
    assert equality.match([1, 0], [0.5, 0.5]).below_chance is None


def test_shares_that_do_not_make_a_whole_are_refused():
    with pytest.raises(ValueError, match=r"make 0\.9, not 1"):
        equality.match([50, 50], [0.5, 0.4])
