"""Which target and baseline apply, and where a value stands against each form of target."""

from dataclasses import replace
from datetime import date

import pytest

from engagement_metrics import indicators
from engagement_metrics.indicators import Standing
from engagement_metrics.models import Period, ValueState
from engagement_metrics.store.setup import Setup
from tests.indicators.drawn import (
    FRAMEWORK,
    HEALTH,
    HILL,
    INDICATORS,
    MAY,
    NORTH,
    PLACES,
    Q1,
    SOUTH,
    SYSTEM,
    TODAY,
    TOWN,
    TRAVEL,
    YEAR,
    YOUNG,
    Value,
    asked,
    frames,
    measured,
    place,
    standing,
)

SHARE, COUNT, AVERAGE, TIME = (INDICATORS[key] for key in ("ENG-11", "ENG-01", "ENG-03", "REC-02"))
LAST_YEAR = Period.year(2025)


def target(form="at_least", low=None, high=None, **more):
    row = {
        "indicator": "ENG-11", "form": form, "low": low, "high": high, "by": None, "period": "any",
        "set_on": date(2025, 4, 1), "id": 1,
    }  # fmt: skip
    return row | more


def held(number, row, indicator=SHARE, period=LAST_YEAR, baseline=None, **more):
    """Where a number stands against a target."""
    value = number if isinstance(number, Value) else measured(number, **more)
    return indicators.against(value, row, baseline, indicator, asked(period), TODAY)


# ---- which target --------------------------------------------------------------------------------


def chosen(wanted, *rows, indicator=SHARE, group=None, setup=TOWN):
    """The low end of the target that applies, which names it in these tests."""
    given = standing(
        "targets", *({"indicator": indicator.id, "form": "at_least"} | r for r in rows)
    )
    found = indicators.target_for(given, indicator, setup, wanted, group)
    return found and found["low"]


def test_there_may_be_no_target():
    assert chosen(asked()) is None
    assert chosen(asked(), {"indicator": "INF-11", "period": "any", "low": 1}) is None
    assert held(50, None) is None


EVERYWHERE = {"period": "any", "low": 1}
IN_NORTH = {"period": "any", "place_id": NORTH, "low": 2}
IN_HILL = {"period": "any", "place_id": HILL, "low": 3}
IN_QUARTERS = {"period": "quarter", "low": 4}
IN_Q1 = {"period": "2026-27-Q1", "low": 5}
OF_TOPIC = {"period": "any", "topic_id": HEALTH, "low": 6}
OF_YOUNG = {"period": "any", "priority_group_id": YOUNG, "low": 7}
ALL = (EVERYWHERE, IN_NORTH, IN_HILL, IN_QUARTERS, IN_Q1, OF_TOPIC, OF_YOUNG)


@pytest.mark.parametrize(
    ("wanted", "low"),
    [
        (asked(YEAR, SOUTH), 1),
        (asked(YEAR, NORTH), 2),
        (asked(YEAR, HILL), 3),
        (asked(Q1.before(-1), SOUTH), 4),
        (asked(Q1, SOUTH), 5),
        (asked(Q1, HILL), 3),  # the place before the period
        (asked(Q1, SOUTH, HEALTH), 5),  # the period before the topic
        (asked(YEAR, SOUTH, HEALTH), 6),
        (asked(YEAR, SOUTH, TRAVEL), 1),
        (asked(None, SOUTH), 1),
    ],
)
def test_the_most_particular_target_comes_first_by_place_then_period_then_topic(wanted, low):
    assert chosen(wanted, *ALL) == low
    assert chosen(wanted, *reversed(ALL)) == low


def test_a_place_above_serves_a_share_and_the_nearest_comes_first():
    assert chosen(asked(YEAR, HILL), EVERYWHERE, IN_NORTH) == 2
    assert chosen(asked(YEAR, NORTH), IN_HILL) is None


def test_a_count_serves_only_the_place_and_topic_it_was_set_for():
    assert chosen(asked(YEAR, HILL), EVERYWHERE, IN_NORTH, indicator=COUNT) is None
    assert chosen(asked(YEAR, NORTH), EVERYWHERE, IN_NORTH, indicator=COUNT) == 2
    assert chosen(asked(YEAR, NORTH, HEALTH), IN_NORTH, indicator=COUNT) is None


def test_so_many_of_so_many_is_a_count_even_where_the_measure_is_a_share():
    six_of_ten = {"period": "any", "form": "some_of", "low": 6, "high": 10}
    moved = INDICATORS["INF-13"]

    assert chosen(asked(YEAR, SYSTEM), six_of_ten, indicator=moved) == 6
    assert chosen(asked(YEAR, NORTH), six_of_ten, indicator=moved) is None


def test_the_only_system_is_all_places_for_a_count_and_one_of_two_is_not():
    two = Setup(1, None, PLACES | {6: place(6, "Coast", None)})
    of_system = {"period": "any", "place_id": SYSTEM, "low": 8}

    assert chosen(asked(YEAR, SYSTEM), EVERYWHERE, indicator=COUNT) == 1
    assert chosen(asked(YEAR, None), of_system, indicator=COUNT) == 8
    assert chosen(asked(YEAR, SYSTEM), EVERYWHERE, indicator=COUNT, setup=two) is None
    assert chosen(asked(YEAR, None), EVERYWHERE, indicator=COUNT, setup=two) == 1
    assert chosen(asked(YEAR, None), of_system, indicator=COUNT, setup=two) is None


def test_a_group_s_target_serves_that_group_alone():
    assert chosen(asked(), OF_YOUNG) is None
    assert chosen(asked(), *ALL, group=YOUNG) == 7


def test_of_two_alike_the_later_one_applies():
    assert chosen(asked(), EVERYWHERE, EVERYWHERE | {"low": 9}) == 9


# ---- baselines -----------------------------------------------------------------------------------


def baseline(wanted, *rows, indicator=AVERAGE, setup=TOWN):
    given = standing(
        "baselines", *({"indicator": indicator.id, "period": "2024-25"} | row for row in rows)
    )
    return indicators.baseline_for(given, indicator, setup, wanted)


def test_the_nearest_baseline_is_the_one():
    everywhere, north = {"value": 10}, {"value": 12, "place_id": NORTH}

    assert baseline(asked()) is None
    assert baseline(asked(YEAR, SOUTH), everywhere, north) == 10
    assert baseline(asked(YEAR, HILL), north, everywhere) == 12
    assert baseline(asked(), {"value": 5, "topic_id": HEALTH}) is None
    assert baseline(asked(), {"value": 5, "priority_group_id": YOUNG}) is None
    assert baseline(asked(), {"value": 5}, {"value": 6}) == 6


def test_a_topic_s_own_baseline_comes_before_one_for_all_topics_which_serves_no_count():
    every, of_topic = {"value": 10}, {"value": 12, "topic_id": HEALTH}

    assert baseline(asked(YEAR, SYSTEM, HEALTH), of_topic, every) == 12
    assert baseline(asked(YEAR, SYSTEM, TRAVEL), of_topic, every) == 10
    assert baseline(asked(YEAR, SYSTEM, TRAVEL), of_topic, every, indicator=COUNT) is None


def test_a_count_s_baseline_serves_only_its_place_and_a_period_as_long():
    year = {"value": 400}

    assert baseline(asked(YEAR), year, indicator=COUNT) == 400
    assert baseline(asked(YEAR, SOUTH), year, indicator=COUNT) is None
    assert baseline(asked(Q1), year, indicator=COUNT) is None
    assert baseline(asked(None), year, indicator=COUNT) is None
    assert baseline(asked(Q1), year) == 400  # an average


# ---- each form -----------------------------------------------------------------------------------

BY = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("row", "below", "at", "text"),
    [
        (target("at_least", 60), 59.9, 60, "at least 60%"),
        (target("at_most", high=5), 5.1, 5, "at most 5%"),
        (target("share_of", 60), 59.9, 60, "60%"),
        (target("at_least", 99.6), 99.5, 99.6, "at least 99.6%"),
        (target("at_least", 60, period="year"), 59.9, 60, "at least 60%"),
    ],
)
def test_a_number_meets_its_target_from_the_very_number_on(row, below, at, text):
    assert held(below, row).standing is Standing.NOT_MET
    assert held(at, row).standing is Standing.MET
    assert held(at, row).text == text
    assert held(at, row).progress is None


def test_so_many_of_so_many_are_held_against_the_top_number():
    row = target("some_of", 6, 10)

    assert held(50, row, top=5, bottom=10).standing is Standing.NOT_MET
    assert held(60, row, top=6, bottom=10).standing is Standing.MET
    assert held(60, row).standing is Standing.NO_FIGURE
    assert held(60, row).text == "6 of 10"


def test_a_share_of_a_count_is_out_of_what_is_known():
    row = target("share_of", 20)
    group = INDICATORS["ENG-04"]

    assert held(19, row, group, top=19, bottom=100).standing is Standing.NOT_MET
    assert held(20, row, group, top=20, bottom=100).standing is Standing.MET
    assert held(20, row, group, top=20).standing is Standing.NO_FIGURE
    assert held(20, row, group).text == "20%"


@pytest.mark.parametrize(
    ("low", "high", "number", "progress", "met"),
    [
        (40, 80, 60, 0.5, False),
        (40, 80, 80, 1.0, True),
        (40, 80, 90, 1.25, True),
        (40, 80, 30, -0.25, False),
        (80, 40, 60, 0.5, False),
        (80, 40, 40, 1.0, True),
    ],
)
def test_progress_from_x_to_y_is_how_far_it_has_come_either_way(low, high, number, progress, met):
    found = held(number, target("from_to", low, high, by=date(2025, 6, 30)))

    assert found.progress == pytest.approx(progress)
    assert found.standing is (Standing.MET if met else Standing.NOT_MET)


def test_from_x_to_x_has_no_progress_and_no_standing():
    found = held(40, target("from_to", 40, 40, by=BY))

    assert (found.standing, found.progress) == (Standing.NO_FIGURE, None)
    assert found.text == "from 40% to 40% by 31 March 2027"


@pytest.mark.parametrize(
    ("by", "period", "standing"),
    [
        (TODAY, YEAR, Standing.ON_THE_WAY),
        (date(2026, 11, 20), YEAR, Standing.NOT_MET_SO_FAR),
        (date(2026, 3, 31), LAST_YEAR, Standing.NOT_MET),
        (date(2026, 4, 1), LAST_YEAR, Standing.ON_THE_WAY),  # that year ended before the day
        (date(2026, 4, 1), None, Standing.NOT_MET),
        (BY, None, Standing.ON_THE_WAY),
    ],
)
def test_a_target_with_a_day_is_on_the_way_until_that_day_and_met_before_it(by, period, standing):
    for row in (target("from_to", 40, 80, by=by), target("at_least", 80, by=by)):
        assert held(60, row, period=period).standing is standing
        met = Standing.MET_SO_FAR if period is YEAR else Standing.MET
        assert held(80, row, period=period).standing is met


def test_up_by_so_many_per_cent_on_the_baseline():
    row = target("up_by_percent", 50)

    assert held(14.9, row, AVERAGE, baseline=10).standing is Standing.NOT_MET
    assert held(15, row, AVERAGE, baseline=10).standing is Standing.MET
    assert held(15, row, AVERAGE, baseline=10).text == "up by 50% on 10"
    assert held(15, row, SHARE, baseline=10).text == "up by 50% on 10%"


@pytest.mark.parametrize("base", [None, 0.0])
def test_nothing_is_up_on_a_baseline_of_nought_or_none(base):
    assert held(15, target("up_by_percent", 50), AVERAGE, baseline=base).standing is (
        Standing.NO_FIGURE
    )


def test_a_missing_baseline_is_said():
    assert held(15, target("up_by_percent", 50, by=BY), AVERAGE).text == (
        "up by 50% on a baseline not yet set by 31 March 2027"
    )


@pytest.mark.parametrize(
    ("row", "text", "standing"),
    [
        (target("done_by", by=BY), "done by 31 March 2027", Standing.NO_FIGURE),
        (target("not_below_chance"), "no lower than chance alone would give", Standing.NO_FIGURE),
        (target("watch"), "watched, no target", Standing.WATCH),
    ],
)
def test_forms_that_no_number_is_held_against(row, text, standing):
    assert (held(50, row).text, held(50, row).standing) == (text, standing)


@pytest.mark.parametrize(
    ("top", "by", "standing"),
    [
        (1, date(2026, 3, 31), Standing.MET),
        (0, date(2026, 3, 31), Standing.NOT_MET),
        (0, BY, Standing.ON_THE_WAY),
    ],
)
def test_what_is_to_be_done_by_a_day_is_met_once_all_that_was_due_is_done(top, by, standing):
    reviews = INDICATORS["PLN-02"]
    found = held(measured(top, top=top, bottom=1), target("done_by", by=by), reviews, LAST_YEAR)

    assert found.standing is standing


def test_a_day_that_came_before_the_period_is_not_judged_by_the_period_s_figure():
    reviews, done = INDICATORS["PLN-02"], measured(1, top=1, bottom=1)
    for by, where in (
        (YEAR.start, Standing.MET_SO_FAR),  # more may yet be due
        (LAST_YEAR.end, Standing.NO_FIGURE),
        (BY, Standing.MET_SO_FAR),
    ):
        found = held(done, target("done_by", by=by), reviews, YEAR)
        assert (found.standing, bool(found.because)) == (where, where is Standing.NO_FIGURE)


@pytest.mark.parametrize(
    ("row", "value", "because"),
    [
        (target("not_below_chance"), measured(0.7),
         "It waits for more answers: chance cannot be told apart yet."),
        (target("up_by_percent", 50), measured(15), "Set a baseline to judge it."),
        (target("from_to", 40, 40, by=BY), measured(40),
         "From and to are the same number, so there is no way to go."),
        (target("share_of", 20), measured(15), "It is not recorded out of how many."),
        (target("at_least", 20), measured(15, pooled=True),
         "Answers are not shared for this period alone, so it is not judged."),
        (target("at_least", 20), measured(None, top=3, bottom=7),
         "There is no one figure to judge here."),
        (target("at_least", 20), Value(ValueState.NO_ACTIVITY, because="None was held."), ""),
        (target("at_least", 20), measured(15), ""),
        (target("watch"), measured(15), ""),
    ],
)  # fmt: skip
def test_what_is_not_judged_says_why(row, value, because):
    assert held(value, row, COUNT).because == because


def test_a_baseline_of_nought_says_that_nothing_can_be_up_on_it():
    found = held(15, target("up_by_percent", 50), AVERAGE, baseline=0.0)

    assert found.because == "A baseline of 0 cannot be gone up on."


@pytest.mark.parametrize("key", [k for k, i in INDICATORS.items() if i.direction == "watch"])
@pytest.mark.parametrize(
    "row",
    [
        target("at_least", 1), target("at_least", 99), target("at_most", high=1),
        target("at_most", high=99), target("share_of", 1), target("some_of", 1, 2),
        target("from_to", 1, 99, by=BY), target("up_by_percent", 5), target("done_by", by=BY),
        target("not_below_chance"), target("watch"),
    ],
    ids=lambda row: row["form"],
)  # fmt: skip
def test_a_measure_to_watch_is_never_met_nor_missed(key, row):
    for number in (0, 1, 50, 99, 100):
        value = measured(number, top=number, bottom=100)
        found = held(value, row, INDICATORS[key], baseline=10)
        assert found.standing is Standing.WATCH
        assert found.progress is None


def test_numbers_of_things_are_told_without_a_sign():
    assert held(5, target("at_least", 1200), COUNT).text == "at least 1,200"


@pytest.mark.parametrize(
    "value",
    [
        *(Value(state) for state in ValueState if state is not ValueState.MEASURED),
        measured(None, top=3, bottom=7),
        replace(measured(80), pooled=True),
    ],
)
def test_what_is_not_measured_or_too_few_or_the_whole_year_s_is_not_judged(value):
    assert held(value, target("at_least", 60)).standing is Standing.NO_FIGURE
    assert held(value, target("watch")).standing is Standing.WATCH


# ---- while a period is under way, and targets set late -------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "row", "number", "period", "standing"),
    [
        (COUNT, target("at_least", 100), 60, YEAR, Standing.ON_THE_WAY),
        (COUNT, target("at_least", 100), 100, YEAR, Standing.MET),
        (COUNT, target("at_least", 100), 60, LAST_YEAR, Standing.NOT_MET),
        (COUNT, target("at_least", 100), 60, None, Standing.NOT_MET),
        (COUNT, target("at_most", high=100), 60, YEAR, Standing.MET_SO_FAR),
        (COUNT, target("at_most", high=100), 160, YEAR, Standing.NOT_MET),  # it cannot come down
        (COUNT, target("from_to", 90, 40, by=YEAR.start), 30, YEAR, Standing.MET_SO_FAR),
        (COUNT, target("from_to", 90, 40, by=YEAR.start), 50, YEAR, Standing.NOT_MET),
        (COUNT, target("from_to", 40, 90, by=YEAR.start), 90, YEAR, Standing.MET),
        (COUNT, target("at_most", high=100), 60, LAST_YEAR, Standing.MET),
        (COUNT, target("at_most", high=100), 160, LAST_YEAR, Standing.NOT_MET),
        (SHARE, target("at_least", 60), 59, YEAR, Standing.NOT_MET_SO_FAR),
        (SHARE, target("at_least", 60), 61, YEAR, Standing.MET_SO_FAR),
        (TIME, target("at_most", high=5), 6, YEAR, Standing.NOT_MET_SO_FAR),
    ],
)
def test_a_count_in_a_period_under_way_is_on_the_way_and_a_share_stands_so_far(
    indicator, row, number, period, standing
):
    assert held(number, row, indicator, period).standing is standing


def test_a_period_that_is_over_stands_so_far_until_it_is_settled():
    answered, row, summer = INDICATORS["ENG-02"], target("share_of", 60), Period.quarter(2026, 2)
    wanted, last = asked(summer), date(2026, 12, 29)  # the 90th day after it

    def stands(number, day):
        return indicators.against(measured(number), row, None, answered, wanted, day)

    early = [stands(number, last) for number in (61, 59)]
    assert [one.standing for one in early] == [Standing.MET_SO_FAR, Standing.NOT_MET_SO_FAR]
    assert [(one.met, one.missed) for one in early] == [(True, False), (False, True)]
    late = [stands(number, date(2026, 12, 30)).standing for number in (61, 59)]
    assert late == [Standing.MET, Standing.NOT_MET]


def test_a_period_is_under_way_to_its_last_day():
    row, wanted = target("at_least", 100), asked(MAY)
    standings = [
        indicators.against(measured(5), row, None, COUNT, wanted, today).standing
        for today in (date(2026, 5, 31), date(2026, 6, 1))
    ]

    assert standings == [Standing.ON_THE_WAY, Standing.NOT_MET]


@pytest.mark.parametrize("code", ["2025-26", "year", "any"])
def test_a_target_set_after_the_period_has_ended_is_marked(code):
    on_the_last_day = target("at_least", 60, period=code, set_on=LAST_YEAR.end)
    on_the_next = target("watch", period=code, set_on=date(2026, 4, 1))
    no_day = target("at_least", 60, period=code, set_on=None)

    assert not held(50, on_the_last_day).late
    assert held(50, on_the_next).late
    assert not held(50, on_the_next, period=None).late
    assert not held(50, no_day).late


@pytest.mark.parametrize(
    ("row", "wanted", "group"),
    [
        ({"place_id": NORTH}, asked(LAST_YEAR, NORTH), None),
        ({"place_id": NORTH}, asked(LAST_YEAR, HILL), None),
        ({"period": "2025-26"}, asked(LAST_YEAR), None),
        ({"period": "quarter"}, asked(Period.quarter(2025, 4)), None),
        ({"topic_id": HEALTH}, asked(LAST_YEAR, SYSTEM, HEALTH), None),
        ({"priority_group_id": YOUNG}, asked(LAST_YEAR), YOUNG),
        ({"place_id": SOUTH, "period": "year", "topic_id": TRAVEL, "priority_group_id": YOUNG},
         asked(LAST_YEAR, SOUTH, TRAVEL), YOUNG),
    ],
)  # fmt: skip
def test_a_late_target_is_marked_for_a_place_a_period_a_topic_and_a_group(row, wanted, group):
    for set_on, late in ((wanted.period.end, False), (TODAY, True)):
        given = {"indicator": "ENG-11", "form": "at_least", "low": 1, "period": "any"} | row
        targets = standing("targets", given | {"set_on": set_on})
        chosen_row = indicators.target_for(targets, SHARE, TOWN, wanted, group)
        found = indicators.against(measured(50), chosen_row, None, SHARE, wanted, TODAY)
        assert (found.standing, found.late) == (Standing.MET, late)


# ---- the board -----------------------------------------------------------------------------------


def test_the_board_holds_every_value_against_its_target_and_baseline():
    found = frames(
        activities="aim held complete heads\nengage 1 1 120",
        targets=standing(
            "targets",
            {"indicator": "ENG-01", "form": "up_by_percent", "low": 10, "period": "any"},
        ),
        baselines=standing("baselines", {"indicator": "ENG-01", "period": "2024-25", "value": 100}),
    )
    board = indicators.board(FRAMEWORK, TOWN, found, asked(LAST_YEAR))

    assert board.values["ENG-01"].number == 120
    assert board.aimed["ENG-01"].standing is Standing.MET
    assert {key for key, aimed in board.aimed.items() if aimed} == {"ENG-01"}


def test_a_board_depends_on_the_day():
    with pytest.raises(ValueError, match="depends on the day"):
        indicators.board(FRAMEWORK, TOWN, frames(), replace(asked(), today=None))
