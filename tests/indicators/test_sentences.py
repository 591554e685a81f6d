"""The sentences of the home page, for one and for many, and for nothing to say."""

from dataclasses import replace
from datetime import date

import pytest

from engagement_metrics import indicators
from engagement_metrics.indicators import Aimed, Part, Sentence, Standing
from engagement_metrics.models import Direction, Period, ValueState
from tests.indicators.drawn import FRAMEWORK, INDICATORS, Value, measured

Q2, LATER = Period.quarter(2026, 2), date(2027, 4, 1)
UNDER_WAY = Q2.end  # its last day
NOTHING = {key: Value(ValueState.NOT_MEASURED) for key in INDICATORS}


def changed(now, before, day=LATER):
    return indicators.changed(FRAMEWORK, NOTHING | now, NOTHING | before, Q2, day)


def test_nothing_can_be_compared_where_either_period_has_no_figure():
    for now, before in (({}, {}), ({"ENG-01": measured(5)}, {}), ({}, {"ENG-01": measured(5)})):
        assert changed(now, before) == Sentence("Nothing can be compared with Q1 2026/27 yet.")


def test_the_two_that_moved_most_for_their_size_are_named_the_most_first():
    found = changed(
        {"ENG-01": measured(110), "INF-01": measured(500), "ENG-13": measured(9)},
        {"ENG-01": measured(100), "INF-01": measured(1000), "ENG-13": measured(3)},
    )

    assert found == Sentence(
        "Since Q1 2026/27: Changes made because of feedback rose from 3 to 9; "
        "People reached with information fell from 1,000 to 500. 1 other measure moved too.",
        "ENG-13",
    )


def test_one_move_is_named_and_many_others_are_counted():
    one = changed({"ENG-11": measured(60.0)}, {"ENG-11": measured(50.0)})
    many = changed(
        {key: measured(4) for key in ("INF-01", "ENG-01", "ENG-13", "INV-01")},
        {key: measured(2) for key in ("INF-01", "ENG-01", "ENG-13", "INV-01")},
    )

    assert one.text == (
        "Since Q1 2026/27: People who felt able to say what they think rose from 50% to 60%."
    )
    assert many.text.endswith(" 2 other measures moved too.")


def test_from_a_nought_is_a_move_and_from_nought_to_nought_is_none():
    assert changed({"ENG-13": measured(2)}, {"ENG-13": measured(0)}).indicator == "ENG-13"
    assert changed({"ENG-13": measured(0)}, {"ENG-13": measured(0)}) == Sentence(
        "No measure has moved since Q1 2026/27."
    )


def test_what_reads_the_same_has_not_moved():
    found = changed({"ENG-11": measured(60.4)}, {"ENG-11": measured(59.8)})

    assert found == Sentence("No measure has moved since Q1 2026/27.")


def test_while_a_period_is_under_way_its_counts_are_not_compared_and_its_shares_stand_so_far():
    now = {"ENG-01": measured(10), "ENG-11": measured(60)}
    before = {"ENG-01": measured(100), "ENG-11": measured(50)}

    assert changed(now, before, UNDER_WAY) == Sentence(
        "Since Q1 2026/27: People who felt able to say what they think stands at 60% so far, "
        "after 50%.",
        "ENG-11",
    )
    assert changed(now, before).indicator == "ENG-01"
    assert "compared" in changed({"ENG-01": now["ENG-01"]}, before, UNDER_WAY).text


def test_what_is_not_settled_stands_so_far_and_comes_after_what_is():
    now = {"ENG-02": measured(90), "ENG-11": measured(60)}
    before = {"ENG-02": measured(30), "ENG-11": measured(50)}
    on_the_last_day, settled = date(2026, 12, 29), date(2026, 12, 30)

    assert changed(now, before, on_the_last_day).text == (
        "Since Q1 2026/27: People who felt able to say what they think rose from 50% to 60%; "
        "Suggestions looked into or acted on stands at 90% so far, after 30%."
    )
    assert changed(now, before, settled).text.startswith(
        "Since Q1 2026/27: Suggestions looked into or acted on rose from 30% to 90%; "
    )


def test_one_that_is_not_settled_is_not_set_beside_another_as_if_that_were():
    the_day_before = date(2026, 9, 27)  # of Q1's 90 days the last is 28 September

    assert changed(
        {"ENG-02": measured(90)}, {"ENG-02": measured(30)}, the_day_before
    ).text.endswith("stands at 90% so far, after 30% so far.")


def test_a_figure_that_stands_in_for_a_period_is_not_compared():
    own, year = measured(60), measured(70, pooled=True)

    for now, before in ((own, year), (year, own), (year, year)):
        assert "Nothing can be compared" in changed({"ENG-11": now}, {"ENG-11": before}).text


def test_a_measure_to_watch_has_no_good_direction_and_is_not_named():
    watched = replace(INDICATORS["ENG-01"], direction=Direction.WATCH)
    framework = replace(FRAMEWORK, indicators={"ENG-01": watched})
    found = indicators.changed(
        framework, {"ENG-01": measured(9)}, {"ENG-01": measured(3)}, Q2, LATER
    )

    assert found.text == "Nothing can be compared with Q1 2026/27 yet."


# ---- off track -----------------------------------------------------------------------------------


def off_track(**standings):
    aims = {key.replace("_", "-"): Aimed({}, "", standing) for key, standing in standings.items()}
    return indicators.off_track(FRAMEWORK, dict.fromkeys(INDICATORS) | aims)


MET, MISSED = Standing.MET, Standing.NOT_MET


@pytest.mark.parametrize(
    ("standings", "text"),
    [
        ({}, "No target can be judged here yet. Open a measure to set one."),
        ({"ENG_01": Standing.ON_THE_WAY}, "No target can be judged here yet."),
        ({"ENG_01": MET}, "The one measure that can be judged meets its target."),
        ({"ENG_01": MET, "ENG_02": MET, "INF_01": Standing.ON_THE_WAY},
         "All 2 measures that can be judged meet their target."),
        ({"ENG_13": MISSED},
         "The one measure that can be judged is off track: Changes made because of feedback."),
        ({"ENG_13": MISSED, "ENG_01": MET, "INF_01": Standing.NO_FIGURE, "REC_01": Standing.WATCH},
         "1 of 2 measures that can be judged is off track: Changes made because of feedback."),
        ({"INF_01": MISSED, "ENG_13": MISSED},
         "2 of 2 measures that can be judged are off track: People reached with information; "
         "Changes made because of feedback."),
        ({"INF_01": MISSED, "ENG_13": MISSED, "REC_01": MISSED, "REC_02": MISSED, "ENG_01": MET},
         "4 of 5 measures that can be judged are off track: People reached with information; "
         "Changes made because of feedback; and 2 more."),
    ],
)  # fmt: skip
def test_how_many_miss_their_target_and_which(standings, text):
    found = off_track(**standings)

    assert found.text == text
    missed = [key.replace("_", "-") for key, standing in standings.items() if standing is MISSED]
    assert found.indicator == (missed[0] if missed else None)


SO_FAR = {"MET": Standing.MET_SO_FAR, "MISSED": Standing.NOT_MET_SO_FAR}


@pytest.mark.parametrize(
    ("standings", "text"),
    [
        ({"ENG_01": SO_FAR["MET"]},
         "The one measure that can be judged meets its target. That may still change."),
        ({"ENG_01": SO_FAR["MET"], "ENG_02": MET, "ENG_11": SO_FAR["MET"]},
         "All 3 measures that can be judged meet their target. "
         "For 2 of them that may still change."),
        ({"ENG_13": SO_FAR["MISSED"], "ENG_01": SO_FAR["MET"]},
         "1 of 2 measures that can be judged is off track: Changes made because of feedback. "
         "That may still change."),
        ({"INF_01": MISSED, "ENG_13": SO_FAR["MISSED"], "ENG_01": MET},
         "2 of 3 measures that can be judged are off track: People reached with information; "
         "Changes made because of feedback. For 1 of them that may still change."),
    ],
)  # fmt: skip
def test_it_says_for_how_many_of_them_that_may_still_change(standings, text):
    assert off_track(**standings).text == text


# ---- not heard from ------------------------------------------------------------------------------

NOBODY, SOME, UNASKED = measured(0), measured(5), Value(ValueState.NOT_MEASURED)


def not_heard(value, shared=False):
    return indicators.not_heard({"ENG-04": value}, shared).text


def of_groups(**lines):
    return measured(None, parts=tuple(Part(name, line, 1) for name, line in lines.items()))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (of_groups(Carers=NOBODY, Travellers=UNASKED, Young=SOME, Old=NOBODY),
         "We have not heard from: Carers, Old. We have not asked about: Travellers."),
        (of_groups(Carers=NOBODY, Young=SOME), "We have not heard from: Carers."),
        (of_groups(Carers=UNASKED, Young=SOME), "We have not asked about: Carers."),
        (of_groups(Carers=SOME), "We heard from people in every priority group."),
        (of_groups(Carers=NOBODY), "We have not heard from: Carers."),
        (NOBODY, "We have not heard from people in this group."),
        (SOME, "We heard from people in this group."),
        (Value(ValueState.NO_ACTIVITY, because="No engage activity is recorded here."),
         "Who we have not heard from: No engage activity is recorded here."),
    ],
)  # fmt: skip
def test_silent_groups_are_told_apart_from_those_nobody_asked_about(value, text):
    assert not_heard(value) == text


def test_the_shared_view_names_no_group():
    assert not_heard(of_groups(Carers=NOBODY), shared=True) == (
        "Who we have not heard from is shown here once a period has been closed."
    )


@pytest.mark.parametrize(
    ("overdue", "soon", "text"),
    [
        (0, 0, "No promise to people is overdue or due in the next 30 days."),
        (1, 0, "1 promise is overdue."),
        (2, 0, "2 promises are overdue."),
        (0, 1, "1 promise falls due in the next 30 days."),
        (0, 3, "3 promises fall due in the next 30 days."),
        (1, 1, "1 promise is overdue and 1 falls due in the next 30 days."),
        (1200, 2, "1,200 promises are overdue and 2 fall due in the next 30 days."),
    ],
)
def test_promises_that_wait_are_counted_in_words(overdue, soon, text):
    assert indicators.waiting(overdue, soon) == Sentence(text)


@pytest.mark.parametrize(
    ("activities", "text"),
    [
        (1, "3 promises are overdue (1 of them about an activity)."),
        (2, "3 promises are overdue (2 of them about activities)."),
    ],
)
def test_promises_about_activities_are_told_apart(activities, text):
    assert indicators.waiting(3, 0, activities) == Sentence(text)
