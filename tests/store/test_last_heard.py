"""When each group was last heard from: by month, over all time until the end of the period."""

import pytest

from engagement_metrics.access import ANYBODY, LOCAL_USER, Refused
from engagement_metrics.models import Activity, Period
from engagement_metrics.store.filters import Filter
from engagement_metrics.store.last_heard import HeardAt, heard_at, last_heard

AGE_16 = ("age", "16_24")


def told(town, period=None, place=None, topic_id=None):
    place = place or town.north
    return dict(last_heard(LOCAL_USER, Filter(place, (place,), period, topic_id)).codes)


def test_the_latest_month_with_somebody_of_the_group(town):
    town.add(town.activity("2024-05-20"), town.ages(**{"16_24": 2}))
    town.add(town.activity("2026-02-03"), town.ages(**{"16_24": 1, "u16": 0}))
    town.add(town.activity("2026-04-09"), town.ages(u16=0))

    assert told(town) == {AGE_16: "2026-02"}


def test_until_the_end_of_the_period(town):
    town.add(town.activity("2024-05-20"), town.ages(**{"16_24": 2}))
    town.add(town.activity("2026-02-03"), town.ages(**{"16_24": 1}))

    assert told(town, Period.month(2026, 1)) == {AGE_16: "2024-05"}
    assert told(town, Period.year(2025)) == {AGE_16: "2026-02"}


def test_a_record_known_by_its_year_alone_counts_as_that_year(town):
    town.add(town.activity("2024/25"), town.ages(**{"16_24": 2}))

    assert told(town) == {AGE_16: "2024-25"}
    assert told(town, Period.month(2024, 6)) == {AGE_16: "2024-25"}
    assert told(town, Period.year(2023)) == {}


def test_a_broad_group_was_heard_when_a_part_of_it_was(town):
    town.add(town.activity("2024-05-20"), town.ages(**{"25_64": 2}))
    town.add(town.activity("2026-02-03"), town.ages(**{"35_44": 2}))

    assert told(town) == {("age", "25_64"): "2026-02", ("age", "35_44"): "2026-02"}


def test_other_places_and_topics_are_not_counted(town):
    town.add(town.activity("2026-02-03", topic_id=town.health), town.ages(**{"16_24": 1}))

    assert told(town, place=town.south) == {}
    assert told(town, topic_id=town.travel) == {}
    assert told(town, topic_id=town.health) == {AGE_16: "2026-02"}


def test_a_withdrawn_activity_is_not_counted(town):
    number = town.add(town.activity("2026-02-03"), town.ages(**{"16_24": 1}))
    town.withdraw(Activity, number)

    assert told(town) == {}
    assert at(town) is None


def at(town, period=None, categories=("16_24",), topic_id=None):
    wanted = Filter(town.north, (town.north,), period, topic_id)
    return heard_at(LOCAL_USER, wanted, "age", categories)


def test_at_which_activity_it_was(town):
    town.add(town.activity("2024-05-20", title="Long ago"), town.ages(**{"16_24": 2}))
    town.add(
        town.activity("2026-02-03", title="Youth club", topic_id=town.health),
        town.ages(**{"16_24": 1}),
    )
    town.add(town.activity("2026-03-03", title="Nobody so young"), town.ages(**{"16_24": 0}))

    assert at(town) == HeardAt("Youth club", "survey", "2026-02-03", town.north)
    assert at(town, Period.year(2024)).title == "Long ago"
    assert at(town, Period.month(2026, 1)).title == "Long ago"
    assert at(town, categories=("u16",)) is None
    assert at(town, topic_id=town.travel) is None


def test_at_which_activity_where_its_day_or_month_is_not_known(town):
    town.add(town.activity("2024/25", title="Some time"), town.ages(**{"16_24": 2}))
    town.add(town.activity("2024-05-20", title="Before"), town.ages(**{"16_24": 2}))

    assert at(town) == HeardAt("Some time", "survey", "2024/25", town.north)
    town.add(town.activity("2025-08-09", title="Not so young"), town.ages(**{"75p": 2}))
    town.add(town.activity("2025-08", title="In August"), town.ages(**{"16_24": 2}))
    assert at(town) == HeardAt("In August", "survey", "2025-08", town.north)
    assert at(town, categories=("16_24", "75p")).title == "Not so young"


def test_an_activity_of_another_place_is_not_taken_for_the_latest(town):
    town.add(town.activity("2026-02-20", title="South", place_id=town.south),
             town.ages(**{"16_24": 2}))  # fmt: skip
    town.add(town.activity("2026-02-03", title="North"), town.ages(**{"16_24": 2}))

    assert at(town).title == "North"


def test_nobody_outside_the_team_is_told(town):
    wanted = Filter(town.north, (town.north,), None)
    with pytest.raises(Refused):
        last_heard(ANYBODY, wanted)
    with pytest.raises(Refused):
        heard_at(ANYBODY, wanted, "age", ["16_24"])
