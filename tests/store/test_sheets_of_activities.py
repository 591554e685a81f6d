"""Evaluation forms share the fate of their activity: where it counts, and whether."""

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, AnswerSheet


def answers(town) -> list[tuple[str, int]]:
    frame = store.team_frames(LOCAL_USER, town.all(), "place").answers
    return [(row.at, row.n) for row in frame.itertuples(index=False)]


def test_the_forms_of_a_withdrawn_activity_go_with_it_and_come_back_with_it(town):
    number = town.add(town.activity())
    town.add(town.sheet(number), town.answers(c5=12))
    assert answers(town) == [(str(town.north), 12)]
    town.withdraw(Activity, number)
    assert answers(town) == []
    assert store.team_frames(LOCAL_USER, town.all()).sheets.empty
    assert store.sheets(LOCAL_USER).total == 0
    town.restore(Activity, number)
    assert answers(town) == [(str(town.north), 12)]


def test_forms_typed_in_by_mistake_are_withdrawn_without_their_activity(town):
    number = town.add(town.activity())
    town.add(town.sheet(number), town.answers(c5=12))
    sheet = store.sheets(LOCAL_USER).rows[0]
    town.withdraw(AnswerSheet, sheet.id)
    assert answers(town) == []
    assert store.activities(LOCAL_USER).total == 1


def test_the_forms_move_with_their_activity(town):
    number = town.add(town.activity())
    town.add(town.sheet(number), town.answers(c5=12))
    town.change(Activity, number, 1, place_id=town.south)
    assert answers(town) == [(str(town.south), 12)]
