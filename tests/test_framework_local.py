"""Measures of one's own among the definitions: a section of their own, and always one object."""

from datetime import date

import pytest

from engagement_metrics import framework
from engagement_metrics.framework import local
from engagement_metrics.models import AddsUp, Aim, Direction, Period, PeriodKind
from tests.local_measures import walks

OURS = framework.load()
TALKS = walks(id=3, key="LOC-02", name="Talks", retired_on=date(2026, 11, 21))


def rows():
    return (
        walks(id=1, key="LOC-01"),
        walks(id=2, key="LOC-01", edition=2, name="Long walks", from_period="2026-27-Q2"),
        TALKS,
    )


def test_without_measures_of_ones_own_the_definitions_are_those_of_the_files():
    assert local.with_local(OURS, ()) is OURS


def test_measures_of_ones_own_come_last_in_a_section_of_their_own():
    found = local.with_local(OURS, local.editions(rows()))

    assert list(found.indicators)[-1] == "LOC-01"
    heading, under = found.sections()[-1]
    assert (heading, [one.name for one in under]) == ("Our own measures", ["Long walks"])
    assert found.in_matrix() == OURS.in_matrix()
    assert len(OURS.indicators) + 1 == len(found.indicators)


def test_a_measure_is_worded_as_last_and_typed():
    (_, of, _) = (one.indicator for one in local.editions(rows()))

    assert (of.id, of.version, of.typed, of.aims) == ("LOC-01", 2, True, (Aim.ENGAGE,))
    assert (of.direction, of.adds_over_time, of.adds_over_place) == (
        Direction.UP, AddsUp.SUM, AddsUp.SUM,
    )  # fmt: skip
    assert of.periods == (PeriodKind.QUARTER, PeriodKind.YEAR)


def test_retired_ones_are_there_where_they_are_asked_for():
    measures = local.editions(rows())

    assert "LOC-02" not in local.with_local(OURS, measures).indicators
    assert "LOC-02" in local.with_local(OURS, measures, retired=True).indicators


def test_the_same_measures_give_the_same_object_and_others_another():
    first = local.with_local(OURS, local.editions(rows()))

    assert local.with_local(OURS, local.editions(rows())) is first
    assert local.with_local(OURS, local.editions(rows()[:1])) is not first


@pytest.mark.parametrize(
    ("code", "edition"),
    [("2026-06", 1), ("2025-26", 1), ("2026-27", None), ("2026-27-Q2", 2), ("2026-09", 2)],
)
def test_a_period_has_the_wording_that_holds_in_all_of_it(code, edition):
    measures = local.editions(rows())
    found = local.in_force(measures, measures[1].indicator, Period.parse(code))

    assert (found.version if found else None) == edition


def test_a_measure_of_the_files_has_one_wording():
    views = OURS.indicators["INF-03"]

    assert local.in_force(local.editions(rows()), views, Period.year(2026)) is views
