"""What everybody may see: no group count, no answers under ten, no words that nobody has passed."""

import pickle

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import Baseline, PriorityGroup, Role, Target, TargetForm

ANYBODY = Actor("Anybody", frozenset({Role.FORUM_MEMBER}))


def shared(town, by=""):
    return store.shared_frames(ANYBODY, town.all(), by)


@pytest.mark.parametrize(("answers", "shown"), [(9, []), (10, [10]), (11, [11])])
def test_answers_under_ten_are_left_out_whole(town, answers, shown):
    activity = town.add(town.activity())
    town.add(town.sheet(activity), town.answers(c5=answers))

    assert shared(town).answers["n"].tolist() == shown
    assert store.team_frames(LOCAL_USER, town.all()).answers["n"].tolist() == [answers]


def test_choices_that_stand_for_no_answer_do_not_make_up_the_ten(town):
    activity = town.add(town.activity())
    town.add(town.sheet(activity), town.answers(c5=9, does_not_apply=1, prefer_not_to_say=5))

    assert shared(town).answers.empty


def test_ten_answers_over_two_months_are_shown_for_the_year_and_not_for_either_month(town):
    activity = town.add(town.activity())
    town.add(town.sheet(activity), town.answers(c5=5))
    town.add(town.sheet(activity, month="2026-06"), town.answers(c5=5))

    assert shared(town).answers["n"].tolist() == [10]
    assert shared(town, "month").answers.empty


@pytest.mark.parametrize("by", ["", "month", "place"])
def test_no_group_count_is_anywhere_in_what_is_shared(town, by):
    """Sentinels: group counts that equal no headcount and no total."""
    group = town.add(PriorityGroup(name="Under 16s", characteristic="age"))
    town.add(
        town.activity(heads=500_000, note="Only Zed came."), town.ages(u16=100_003, **{"75p": 7919})
    )
    town.add(town.figure(indicator="INV-02", priority_group_id=group, top=100_019, note="Q. Zed"))
    town.add(Baseline(indicator="INV-02", period="2024-25", priority_group_id=group, value=100_043))
    town.add(town.figure(top=77_777, note="Q. Zed"))
    town.add(Target(indicator="INV-01", form=TargetForm.AT_LEAST, low=88_888))

    found = shared(town, by)

    assert found.groups.empty
    everything = b"".join(
        value.to_csv().encode() if hasattr(value, "to_csv") else pickle.dumps(value)
        for value in vars(found).values()
    )
    assert [n for n in (b"100003", b"7919", b"100019", b"100043", b"Zed") if n in everything] == []
    assert [n for n in (b"500000", b"77777", b"88888") if n not in everything] == []


def test_who_typed_a_figure_is_not_shared(town):
    town.add(town.figure())

    assert shared(town).figures[["created_by", "updated_by"]].to_numpy().tolist() == [["", ""]]
