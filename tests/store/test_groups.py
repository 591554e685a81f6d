"""People and groups by place: what counts, what is released, and who may read which."""

from datetime import date

import pytest

from engagement_metrics.access import ANYBODY, LOCAL_USER, Refused
from engagement_metrics.models import Activity, Period
from engagement_metrics.store import frames
from engagement_metrics.store.filters import Filter
from engagement_metrics.store.groups import shared_groups, team_groups


def wanted(town, period=None, topic_id=None):
    return Filter(None, (town.north, town.south), period, topic_id, date(2026, 4, 1))


def test_heads_and_answers_are_added_up_by_place(town):
    town.add(town.activity("2025-05-20", heads=9), town.ages(**{"16_24": 2, "u16": 3}))
    town.add(town.activity("2025-06-20", heads=5), town.ages(**{"16_24": 4}))
    town.add(town.activity("2025-06-20", heads=7, place_id=town.south), town.ages(u16=1))
    gone = town.add(town.activity("2025-06-20", heads=80), town.ages(u16=80))
    town.withdraw(Activity, gone)
    found = team_groups(LOCAL_USER, wanted(town))

    assert found.heads == {town.north: 14, town.south: 7}
    assert found.counts == {
        town.north: {"age": {"16_24": 6, "u16": 3}}, town.south: {"age": {"u16": 1}}
    }  # fmt: skip


def test_another_period_or_topic_is_not_counted(town):
    town.add(town.activity("2025-05-20", heads=9, topic_id=town.health), town.ages(u16=3))

    for asked in (wanted(town, Period.year(2024)), wanted(town, None, town.travel)):
        found = team_groups(LOCAL_USER, asked)
        assert (found.heads, found.counts) == ({}, {})
    assert team_groups(LOCAL_USER, wanted(town, Period.month(2025, 5), town.health)).heads


def test_they_are_the_same_people_as_in_the_frames_of_every_measure(town):
    town.add(town.activity("2025-05-20", heads=9), town.ages(**{"16_24": 2, "u16": 3}))
    town.add(town.activity("2024/25", heads=5, place_id=town.south), town.ages(**{"16_24": 4}))
    found = team_groups(LOCAL_USER, wanted(town))
    others = frames.team_frames(LOCAL_USER, wanted(town), "place")

    assert found.heads
    assert found.heads == {
        int(at): n
        for at, n in others.activities.groupby("at")["heads"].sum().to_dict().items()
    }  # fmt: skip
    rows = others.groups.groupby(["at", "characteristic", "category"])["n"].sum().to_dict()
    assert rows == {
        (str(at), characteristic, category): n
        for at, own in found.counts.items()
        for characteristic, answers in own.items()
        for category, n in answers.items()
    }


def test_everybody_sees_how_many_came_and_no_answer_before_a_release(town):
    town.add(town.activity("2025-05-20", heads=9), town.ages(u16=3))
    found = shared_groups(LOCAL_USER, wanted(town))

    assert found.heads == {town.north: 9}
    assert found.released.empty
    with pytest.raises(Refused):
        team_groups(ANYBODY, wanted(town))
