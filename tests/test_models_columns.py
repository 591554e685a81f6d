"""How moments are kept: with their zone, as UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from engagement_metrics.models.columns import Moment

SQLITE = sa.create_engine("sqlite://").dialect
NOON_IN_PARIS = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))


def test_a_moment_is_kept_as_utc():
    kept = Moment().process_bind_param(NOON_IN_PARIS, SQLITE)

    assert kept.isoformat() == "2026-07-01T10:00:00+00:00"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="a moment needs its time zone"):
        Moment().process_bind_param(NOON_IN_PARIS.replace(tzinfo=None), SQLITE)


def test_a_moment_comes_back_as_utc_whatever_the_database_makes_of_it():
    without_zone = datetime(2026, 7, 1, 10, tzinfo=UTC).replace(tzinfo=None)

    assert Moment().process_result_value(without_zone, SQLITE) == NOON_IN_PARIS
    assert Moment().process_result_value(NOON_IN_PARIS, SQLITE).tzinfo is UTC


def test_no_moment_stays_none():
    assert Moment().process_bind_param(None, SQLITE) is None
    assert Moment().process_result_value(None, SQLITE) is None
