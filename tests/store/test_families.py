"""An activity that is part of another is not added twice, whatever becomes of either."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, ActivityStatus, Aim, GroupCount
from engagement_metrics.store import adding_up


def heads(town):
    found = store.team_frames(LOCAL_USER, town.all()).activities
    return dict(zip(found["aim"], found["heads"], strict=True))


def ages(town):
    found = store.team_frames(LOCAL_USER, town.all()).groups
    return {
        (row.aim, row.category): (row.n, row.estimated)
        for row in found.itertuples()
        if row.characteristic == "age"
    }


@pytest.fixture
def campaign(town):
    """A campaign of 100 heads with ages, and a survey within it of 40 heads with ages."""
    whole = town.add(town.activity(title="Campaign", heads=100), town.ages(u16=30, **{"75p": 20}))
    part = town.add(
        town.activity(title="Survey", heads=40, part_of_id=whole), town.ages(u16=8, **{"16_24": 5})
    )
    return whole, part


def test_a_part_adds_nothing_to_a_whole_that_counts(town, campaign):
    assert heads(town) == {Aim.ENGAGE: 100}
    assert ages(town) == {(Aim.ENGAGE, "u16"): (30, 0), (Aim.ENGAGE, "75p"): (20, 0)}
    assert store.faults() == []


def test_two_activities_that_stand_by_themselves_are_both_added(town):
    town.add(town.activity(heads=100), town.ages(u16=30))
    town.add(town.activity(heads=40), town.ages(estimated=True, u16=8))

    assert heads(town) == {Aim.ENGAGE: 140}
    assert ages(town) == {(Aim.ENGAGE, "u16"): (38, 8)}


def test_a_part_stands_in_when_its_whole_is_withdrawn_and_steps_back_when_it_is_restored(
    town, campaign
):
    whole, _ = campaign

    town.withdraw(Activity, whole)
    assert heads(town) == {Aim.ENGAGE: 40}
    assert ages(town) == {(Aim.ENGAGE, "u16"): (8, 0), (Aim.ENGAGE, "16_24"): (5, 0)}
    assert store.faults() == []

    town.restore(Activity, whole)
    assert heads(town) == {Aim.ENGAGE: 100}
    assert ages(town) == {(Aim.ENGAGE, "u16"): (30, 0), (Aim.ENGAGE, "75p"): (20, 0)}
    assert store.faults() == []


@pytest.mark.parametrize(
    "status", [ActivityStatus.FIGURES_TO_FOLLOW, ActivityStatus.CANCELLED, ActivityStatus.PLANNED]
)
def test_a_part_stands_in_for_a_whole_that_is_not_complete(town, campaign, status):
    town.change(Activity, campaign[0], 1, status=status)

    assert heads(town) == {Aim.ENGAGE: 40}
    assert ages(town) == {(Aim.ENGAGE, "u16"): (8, 0), (Aim.ENGAGE, "16_24"): (5, 0)}
    assert store.faults() == []


def test_a_part_of_another_aim_is_added_under_its_own(town, campaign):
    town.change(Activity, campaign[1], 1, aim=Aim.INVOLVE)

    assert heads(town) == {Aim.ENGAGE: 100, Aim.INVOLVE: 40}
    assert ages(town)[Aim.INVOLVE, "u16"] == (8, 0)
    assert store.faults() == []


def test_a_whole_that_changes_its_aim_lets_go_of_its_parts(town, campaign):
    town.change(Activity, campaign[0], 1, aim=Aim.INFORM)

    assert heads(town) == {Aim.INFORM: 100, Aim.ENGAGE: 40}
    assert ages(town)[Aim.ENGAGE, "u16"] == (8, 0)
    assert store.faults() == []


def test_heads_of_a_part_are_added_when_the_whole_has_none(town, campaign):
    town.change(Activity, campaign[0], 1, heads=None)

    assert heads(town) == {Aim.ENGAGE: 40}
    assert store.faults() == []


def test_a_part_counts_for_a_characteristic_that_the_whole_did_not_ask_about(town, campaign):
    sexes = [GroupCount(activity_id=0, characteristic="sex", category="female", n=6)]
    town.change(Activity, campaign[1], 1, parts=[*town.ages(u16=8), *sexes])

    found = store.team_frames(LOCAL_USER, town.all()).groups
    rows = {(row.characteristic, row.category): row.n for row in found.itertuples()}
    assert rows == {("age", "u16"): 30, ("age", "75p"): 20, ("sex", "female"): 6}
    assert store.faults() == []


def test_a_part_counts_again_when_the_whole_loses_its_counts(town, campaign):
    town.change(Activity, campaign[0], 1, parts=[])

    assert ages(town) == {(Aim.ENGAGE, "u16"): (8, 0), (Aim.ENGAGE, "16_24"): (5, 0)}
    assert store.faults() == []


def test_an_activity_that_becomes_part_of_another_is_no_longer_added(town, campaign):
    whole, _ = campaign
    late = town.add(town.activity(heads=7), town.ages(u16=2))
    assert heads(town) == {Aim.ENGAGE: 107}

    town.change(Activity, late, 1, part_of_id=whole)

    assert heads(town) == {Aim.ENGAGE: 100}
    assert ages(town)[Aim.ENGAGE, "u16"] == (30, 0)
    assert store.faults() == []


def test_a_part_that_is_moved_to_another_whole_counts_with_that_one(town, campaign):
    part = campaign[1]
    other = town.add(town.activity(heads=None, title="Another campaign"))

    town.change(Activity, part, 1, part_of_id=other)

    assert heads(town) == {Aim.ENGAGE: 140}
    assert ages(town)[Aim.ENGAGE, "u16"] == (38, 0)
    assert store.faults() == []


def test_a_part_that_is_taken_out_is_added_by_itself(town, campaign):
    town.change(Activity, campaign[1], 1, part_of_id=None)

    assert heads(town) == {Aim.ENGAGE: 140}
    assert store.faults() == []


def test_counts_move_with_their_activity_to_another_place_month_and_topic(town):
    number = town.add(town.activity(), town.ages(u16=3))

    moved = town.activity("2027-02", place_id=town.south, topic_id=town.travel)
    town.change(Activity, number, 1, **moved.model_dump())

    rows = town.sql(
        "SELECT place_id, financial_year, month, topic_id, n FROM group_total ORDER BY n"
    )
    assert rows == [
        (town.north, 2026, "2026-05", 0, 0),
        (town.south, 2026, "2027-02", town.travel, 3),
    ]
    assert store.faults() == []


def test_a_part_of_a_part_leaves_what_stands_above_them_alone(town, campaign):
    part = campaign[1]

    town.add(town.activity(heads=3, part_of_id=part), town.ages(u16=1))

    assert heads(town) == {Aim.ENGAGE: 100}
    assert store.faults() == []


def test_a_rebuild_makes_the_same_totals_anew_and_tells_readers(town, campaign):
    kept = town.sql("SELECT * FROM group_total ORDER BY 1, 2, 3, 4, 5, 6, 7")
    assert heads(town) == {Aim.ENGAGE: 100}
    town.sql("UPDATE group_total SET n = n + 5")
    town.sql("UPDATE activity SET heads_added = NOT heads_added")
    assert heads(town) == {Aim.ENGAGE: 100}, "readers remember what nobody said had changed"
    assert len(store.faults()) == 4

    with store.session(LOCAL_USER) as write:
        adding_up.rebuild(write.orm)

    assert store.faults() == []
    assert heads(town) == {Aim.ENGAGE: 100}
    assert [row for row in kept if row[7]] == town.sql(
        "SELECT * FROM group_total ORDER BY 1, 2, 3, 4, 5, 6, 7"
    )


# ---- any sequence ------------------------------------------------------------------------------

AIMS = [Aim.ENGAGE, Aim.INFORM]
COUNTS = st.dictionaries(
    st.sampled_from([("age", "u16"), ("age", "75p"), ("sex", "male"), ("sex", "not_known")]),
    st.tuples(st.integers(0, 9), st.booleans()),
)
FIELDS = st.fixed_dictionaries(
    {
        "aim": st.sampled_from(AIMS),
        "status": st.sampled_from([ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW]),
        "heads": st.none() | st.integers(0, 99),
        "ends": st.sampled_from(["2026-05-20", "2026-06", "2026", "2025/26"]),
        "place": st.sampled_from(["north", "south"]),
        "topic": st.booleans(),
        "whole": st.none() | st.integers(0, 5),
    }
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "change", "withdraw", "restore"]),
        st.integers(0, 5),
        FIELDS,
        COUNTS,
    ),
    min_size=3,
    max_size=10,
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_after_any_changes_the_totals_equal_a_recount(town, steps):
    ours = []
    for what, which, fields, counts in steps:
        step(town, ours, what, which, fields, counts)

    assert kept(town) == recounted(town)
    assert store.faults() == []


def step(town, ours, what, which, fields, counts):
    whole = ours[fields["whole"] % len(ours)] if fields["whole"] is not None and ours else None
    topic = town.health if fields["topic"] else None
    place = town.north if fields["place"] == "north" else town.south
    names = ("aim", "status", "heads", "ends")
    activity = town.activity(
        **{name: fields[name] for name in names}, place_id=place, topic_id=topic, part_of_id=whole
    )
    parts = [
        GroupCount(activity_id=0, characteristic=c, category=k, n=n, estimated=e)
        for (c, k), (n, e) in counts.items()
    ]
    if what == "add" or not ours:
        ours.append(town.add(activity, parts))
        return
    number = ours[which % len(ours)]
    [(version,)] = town.sql("SELECT version FROM activity WHERE id = :n", n=number)
    if what == "change":
        activity.part_of_id = None if whole == number else whole
        town.change(Activity, number, version, parts=parts, **activity.model_dump())
    else:
        getattr(town, what)(Activity, number, version)


def kept(town):
    """People and estimated people by key, and heads by aim, as the store keeps them."""
    totals = town.sql("SELECT * FROM group_total WHERE n > 0 OR estimated > 0")
    added = town.sql("SELECT aim, sum(heads) FROM activity WHERE heads_added GROUP BY aim")
    return {row[:7]: row[7:] for row in totals}, {aim: int(n) for aim, n in added if n}


def recounted(town):
    """The same, counted slowly from the rows: an oracle that shares nothing with the store."""
    names = [
        "id", "place_id", "financial_year", "month", "aim", "topic_id", "part_of_id", "status",
        "heads", "withdrawn",
    ]  # fmt: skip
    rows = town.sql(f"SELECT {', '.join(names)} FROM activity")
    activities = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    counts = {}
    for number, *rest in town.sql(
        "SELECT activity_id, characteristic, category, n, estimated FROM group_count"
    ):
        counts.setdefault(number, []).append(rest)

    def stands(one):
        return not one["withdrawn"] and one["status"] == "complete"

    people, estimated, added = Counter(), Counter(), Counter()
    for one in filter(stands, activities.values()):
        whole = activities.get(one["part_of_id"])
        if whole is not None and (not stands(whole) or whole["aim"] != one["aim"]):
            whole = None
        if one["heads"] and (whole is None or whole["heads"] is None):
            added[one["aim"]] += one["heads"]
        asked_above = {row[0] for row in counts.get(whole["id"], [])} if whole else set()
        for characteristic, category, n, guess in counts.get(one["id"], []):
            if characteristic not in asked_above:
                key = (
                    one["place_id"], one["financial_year"], one["month"] or "", one["aim"],
                    one["topic_id"] or 0, characteristic, category,
                )  # fmt: skip
                people[key] += n
                estimated[key] += n if guess else 0
    totals = {key: (n, estimated[key]) for key, n in people.items() if n}
    return totals, dict(added)
