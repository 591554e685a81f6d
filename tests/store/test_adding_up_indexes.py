"""Adding up reads indexes, by statements that serve many filters: quicker, and not otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Aim,
    Baseline,
    Period,
    PriorityGroup,
    SuggestionStatus,
    SuggestionStep,
    Target,
    TargetForm,
)
from engagement_metrics.store import migration
from engagement_metrics.store.engine import engine, reading, reading_engine
from engagement_metrics.store.filters import Unpromised
from tests.store.conftest import settle

YEAR, MAY = Period.year(2026), Period.parse("2026-05")
PROMISED = date(2026, 6, 1)


def filled(town):
    """Two of most things: with and without a promise, a day, an answer."""
    town.add(town.activity(topic_id=town.health, minutes_taken=5), town.ages(u16=3, not_known=1))
    town.add(town.activity("2026-06-02", place_id=town.south), town.ages(estimated=True, u16=4))
    town.add(town.activity("2026", aim=Aim.INFORM), town.ages(u16=5))
    town.add(town.activity("2026-05-04", feedback_promised_on=PROMISED, fed_back_on=PROMISED))
    sheet = town.sheet(1, topic_id=town.health, people_invited=20)
    town.add(sheet, town.answers(c5=7, c1=5))
    town.add(town.suggestion(topic_id=town.travel))
    town.add(town.suggestion(date(2026, 4, 1)), [settled(town, date(2026, 5, 5))])
    town.add(town.suggestion(None))
    town.add(town.made_change(), town.because_of(1))
    return town


def settled(town, on):
    status = town.looked_into(on)
    return SuggestionStatus(**status.model_dump() | {"step": SuggestionStep.NOT_POSSIBLE})


def told(frames):
    """Every frame as plain rows in order."""
    return {
        name: sorted(map(repr, value.itertuples(index=False)))
        for name, value in vars(frames).items()
        if isinstance(value, pd.DataFrame)
    }


def figures(town):
    asked = [{}, {"period": YEAR}, {"period": MAY}, {"topic_id": town.health}]
    return [
        told(store.team_frames(LOCAL_USER, town.all(**other), by))
        for other in asked
        for by in ("", "month", "place")
    ]


def test_a_store_of_before_keeps_its_totals_and_its_figures(bare_database_url):
    if bare_database_url.startswith("sqlite"):
        Path(bare_database_url.removeprefix("sqlite:///")).touch()
    with engine(bare_database_url).begin() as connection:
        migration._upgrade(connection, "0013")
        migration.append_only(connection)
    town = filled(settle(bare_database_url))
    total = "SELECT place_id, month, aim, topic_id, category, n, estimated FROM group_total"
    totals, found = sorted(town.sql(total)), figures(town)
    assert [row[-2:] for row in totals] == [(5, 0), (1, 0), (3, 0), (4, 4)]
    store.close(bare_database_url)

    store.migrate()

    assert migration.revision() == migration.newest()
    assert store.faults() == []
    assert sorted(town.sql(total)) == totals
    town.add(town.activity("2026-06-03", place_id=town.south), town.ages(u16=2))
    assert sorted(row[-2:] for row in town.sql(total)) == [(1, 0), (3, 0), (5, 0), (6, 4)]
    town.withdraw(type(town.activity()), 5)
    assert figures(town) == found


@contextmanager
def asked_of(url: str) -> Iterator[list[tuple[str, object]]]:
    """The statements that readers run meanwhile."""
    made: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        made.append((statement, values))

    sa.event.listen(reading_engine(url), "before_cursor_execute", note)
    yield made
    sa.event.remove(reading_engine(url), "before_cursor_execute", note)


def test_no_row_of_activities_or_suggestions_is_looked_at_to_add_up_a_year(sqlite_town):
    """But those of a promise, and of a telling, in the year: they are found by their day."""
    town = filled(sqlite_town)
    with asked_of(town.url) as asked:
        store.team_frames(LOCAL_USER, town.all(period=YEAR))
    with reading() as orm:
        plans = [
            row[-1]
            for statement, values in asked
            if statement.startswith("SELECT")
            for row in orm.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    looked_at = {
        plan.partition(" USING ")[2].partition(" (")[0]
        for plan in plans
        if plan.partition(" ")[2].split(" ")[0] in ("activity", "suggestion")
    }
    assert looked_at == {
        "COVERING INDEX ix_activity_adding_up",
        "COVERING INDEX ix_suggestion_adding_up",
        "INDEX ix_activity_feedback_promised_on",
        "INDEX ix_activity_fed_back_on",
        "INDEX ix_activity_piece_of_work_id",  # of a project's activities
        "INTEGER PRIMARY KEY",  # of a sheet's activity, and of a change's suggestion
    }


def test_one_statement_serves_filters_of_one_form_and_each_has_its_own_figures(town):
    filled(town)

    def heads(place, period, topic=None):
        asked = town.all(place_ids=(place,), period=Period.parse(period), topic_id=topic)
        return int(store.team_frames(LOCAL_USER, asked).activities["heads"].sum())

    assert [heads(town.north, "2026-05"), heads(town.south, "2026-05")] == [20, 0]
    assert [heads(town.north, "2026-06"), heads(town.south, "2026-06")] == [0, 10]
    assert [heads(town.north, "2026-05", number) for number in (town.health, town.travel)] == [
        10,
        0,
    ]
    assert [heads(town.north, "2026-27-Q1"), heads(town.north, "2026-27")] == [20, 30]


def test_a_part_that_all_periods_share_is_read_anew_after_a_write(town):
    def standing(period):
        found = store.team_frames(LOCAL_USER, town.all(period=period))
        return len(found.figures), len(found.targets), len(found.baselines), found.undated

    assert [standing(YEAR), standing(MAY)] == [(0, 0, 0, 0)] * 2
    town.add(town.figure())
    town.add(Target(indicator="INV-01", form=TargetForm.AT_LEAST, low=8))
    town.add(Baseline(indicator="INV-01", period="2024-25", value=4))
    town.add(town.suggestion(None))
    assert [standing(MAY), standing(YEAR)] == [(1, 1, 1, 1)] * 2


def test_what_the_team_read_is_not_handed_to_everybody(town):
    """Parts that views have in common are kept apart by who may see them."""
    group = town.add(PriorityGroup(name="Under 16s", characteristic="age"))
    town.add(town.figure(indicator="INV-02", priority_group_id=group, top=100_019, note="Zed"))
    town.add(Baseline(indicator="INV-02", period="2024-25", priority_group_id=group, value=100_043))
    team = store.team_frames(LOCAL_USER, town.all(period=YEAR))
    assert (len(team.figures), len(team.baselines)) == (1, 1)

    for period in (YEAR, MAY, None):
        shared = store.shared_frames(LOCAL_USER, town.all(period=period))
        assert (len(shared.figures), len(shared.baselines)) == (0, 0)


@pytest.mark.parametrize(
    ("period", "bounds"),
    [
        ("2026-05", ("2026-03-02", "2026-04-01", "2026-03", "2026-04", (2025, 2026))),
        ("2026-27-Q3", ("2026-08-02", "2026-11-01", "2026-08", "2026-11", (2026,))),
    ],
)
def test_sixty_days_before_a_period_lie_in_these_months(period, bounds):
    found = Unpromised.of(date(2026, 11, 21), Period.parse(period))

    assert found == Unpromised("2026-09-22", *bounds)
