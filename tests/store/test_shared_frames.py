"""What everybody may see: no group count, no answers under ten, no words that nobody has passed."""

import pickle

import pytest

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.disclosure import ReleasedAnswers
from engagement_metrics.models import Baseline, PriorityGroup, Role, Target, TargetForm

ANYBODY = Actor("Anybody", frozenset({Role.FORUM_MEMBER}))


def shared(town, by=""):
    return store.shared_frames(ANYBODY, town.all(), by)


@pytest.mark.parametrize("by", ["", "month", "place"])
def test_no_answer_is_in_what_is_shared_until_it_is_released(town, by):
    """Sentinels: answers and forms that equal no headcount."""
    activity = town.add(town.activity())
    sheet = town.sheet(activity, forms_received=7919, people_invited=100_003)
    town.add(sheet, town.answers(c5=7901, c1=17))

    found = shared(town, by)

    assert found.answers == ReleasedAnswers(())
    assert not hasattr(found, "sheets")
    everything = b"".join(
        value.to_csv().encode() if hasattr(value, "to_csv") else pickle.dumps(value)
        for value in vars(found).values()
    )
    assert [n for n in (b"7919", b"100003", b"7901") if n in everything] == []


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
