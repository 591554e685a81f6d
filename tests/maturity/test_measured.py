"""MAT-01 to MAT-04: levels never averaged, no index under five, evidence, and actions in time."""

from datetime import date

import pytest

from engagement_metrics.maturity import consensus, mat_01, mat_02, mat_03, mat_04
from engagement_metrics.models import ActionStatus, ScoringStage, ValueState
from tests.maturity.drawn import a_round, action, answers, evidence, settled

MAY = date(2026, 5, 3)
START, END, TODAY = date(2026, 7, 1), date(2026, 9, 30), date(2026, 11, 1)


def lines(value):
    return [(part.dimension, part.value.state.value, part.value.number) for part in value.parts]


def test_mat_01_has_a_line_for_each_dimension_and_no_number_for_them_all():
    value = mat_01(a_round({"A1": 2, "A2": 5, "P3": None}, first={"P3": answers("1344")}))

    assert (value.state, value.number) == (ValueState.MEASURED, None)
    assert lines(value) == [
        ("A1", "measured", 2), ("A2", "measured", 5), ("P3", "not_measured", None),
    ]  # fmt: skip
    assert value.parts[2].value.because == "The group did not agree. Scores go from 1 to 4."


def test_mat_01_leaves_out_what_is_not_settled():
    waiting = settled("A2", stage=ScoringStage.WAITING)

    assert lines(mat_01(a_round({"A1": 2, "A2": waiting}))) == [("A1", "measured", 2)]


def test_mat_01_without_an_agreed_level_is_not_measured():
    value = mat_01(a_round({"A1": None}))

    assert (value.state, value.because) == (
        ValueState.NOT_MEASURED, "The group has agreed on no level yet.",
    )  # fmt: skip


@pytest.mark.parametrize("measure", [mat_01, mat_02, lambda _: mat_03([])])
def test_without_a_round_there_is_nothing_to_measure(measure):
    assert measure(None).state is ValueState.NOT_MEASURED
    assert measure(None).because == "No round is finished yet."


def test_mat_02_is_the_index_of_the_first_scores_and_not_of_those_after_the_talk():
    found = a_round(
        {"A1": 3}, first={"A1": answers("12345", dont_know=2)}, second={"A1": answers("33333")}
    )

    (line,) = mat_02(found).parts
    assert line.value.number == consensus([1, 2, 3, 4, 5])
    assert line.value.bottom == 5
    assert line.value.because == "Scores go from 1 to 5."


def test_mat_02_has_no_index_under_five_scorers_and_no_number_across_dimensions():
    found = a_round({"A1": 3, "A2": 3}, first={"A1": answers("3333"), "A2": answers("33333")})

    value = mat_02(found)

    assert (value.state, value.number) == (ValueState.MEASURED, None)
    assert lines(value) == [("A1", "withheld", None), ("A2", "measured", 1.0)]
    assert (value.parts[0].value.top, value.parts[0].value.bottom) == (None, None)
    assert value.parts[0].value.because.startswith("Fewer than five people gave a level")


def test_mat_02_is_withheld_where_no_dimension_has_five_scorers():
    assert mat_02(a_round({"A1": 3}, first={"A1": answers("12")})).state is ValueState.WITHHELD
    assert mat_02(a_round({"A1": 3})).state is ValueState.NONE_RECEIVED


def test_mat_02_tells_nothing_before_the_scores_are_revealed():
    scoring = settled("A1", stage=ScoringStage.SCORING)

    assert mat_02(a_round({"A1": scoring}, first={"A1": answers("12345")})).parts == ()


def test_mat_03_is_the_share_of_levels_above_1_with_evidence_for_each_sentence():
    kept = (evidence("A1", MAY), evidence("A2", MAY))
    found = a_round(
        {"A1": settled("A1", 3, backed="1;2"), "A2": settled("A2", 4, backed="2"), "P3": 1},
        evidence=kept,
    )

    value = mat_03([found])

    assert (value.state, value.number, value.top, value.bottom) == (ValueState.MEASURED, 50, 1, 2)


def test_mat_03_adds_up_over_places():
    good = a_round({"A1": settled("A1", 2, backed="1;2")}, evidence=(evidence("A1", MAY),))
    bare = a_round({"A1": 2, "A2": 3, "P3": 2}, place="South")

    value = mat_03([good, bare])

    assert (value.number, value.top, value.bottom) == (25, 1, 4)


def test_mat_03_without_a_level_above_1_is_not_measured():
    value = mat_03([a_round({"A1": 1, "A2": None})])

    assert (value.state, value.because) == (ValueState.NOT_MEASURED, "No level above 1 is agreed.")


def done(on, due=date(2026, 8, 1)):
    return action(due=due, status=ActionStatus.DONE, done_on=on, came_of_it="Sent.")


def dropped(why):
    return action(due=date(2026, 8, 1), status=ActionStatus.DROPPED, done_on=START, came_of_it=why)


@pytest.mark.parametrize(
    ("actions", "top", "bottom"),
    [
        ([done(date(2026, 8, 1)), action()], 1, 2),
        ([done(date(2026, 8, 2))], 0, 1),
        ([done(date(2026, 5, 1))], 1, 1),
        ([action(), dropped("Another group does it.")], 0, 1),
        ([action(), dropped("  ")], 0, 2),
        ([action(due=START), action(due=END)], 0, 2),
        ([action(), action(due=date(2026, 6, 30)), action(due=date(2026, 10, 1))], 0, 1),
    ],
    ids=["in time", "a day late", "early", "dropped with a reason", "dropped without", "ends",
         "outside the period"],
)  # fmt: skip
def test_mat_04_is_the_share_of_actions_due_that_were_done_by_their_day(actions, top, bottom):
    value = mat_04(actions, START, END, TODAY)

    assert (value.state, value.top, value.bottom) == (ValueState.MEASURED, top, bottom)
    assert value.number == 100 * top / bottom


@pytest.mark.parametrize(("today", "due"), [(date(2026, 9, 1), False), (date(2026, 9, 2), True)])
def test_an_action_falls_due_when_its_day_is_over(today, due):
    value = mat_04([action(due=date(2026, 9, 1))], START, END, today)

    assert (value.state is ValueState.MEASURED) is due
    assert value.because == ("" if due else "No action fell due in this time.")
