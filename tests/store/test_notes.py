"""What is kept about a chart: for everybody to read, for a lead to keep, each line told of."""

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import Event, History, PointNote, ReBase, RecordType, Role
from engagement_metrics.store import ChartNotes
from tests.store.conftest import settle

MEMBER = Actor("Member", frozenset({Role.FORUM_MEMBER}))
LEAD = Actor("Lead", frozenset({Role.LEAD}))
CONTRIBUTOR = Actor("Contributor", frozenset({Role.CONTRIBUTOR}))


@pytest.fixture
def town(sqlite_url):
    return settle(sqlite_url)


def re_base(period="2026-05", **fields):
    return ReBase(indicator="INF-03", period=period, reason="A new site.", **fields)


def note(period="2026-05", **fields):
    return PointNote(indicator="INF-03", period=period, text="Snow.", **fields)


def told(places, actor=MEMBER, indicator="INF-03"):
    found = store.chart_notes(actor, indicator, places)
    return [row.period for row in found.re_bases], [row.period for row in found.notes]


def test_what_stands_at_a_place_is_for_everybody_by_period(town):
    for period in ("2026-05", "2026-04"):
        town.add(re_base(period, place_id=town.north))
        town.add(note(period, place_id=town.north))
    town.add(note("2026-06", place_id=town.south))
    town.add(note("2026-07"))

    assert told([town.north]) == (["2026-04", "2026-05"], ["2026-04", "2026-05"])
    assert told([town.south]) == ([], ["2026-06"])
    assert told([None]) == ([], ["2026-07"])
    assert told([None, town.south]) == ([], ["2026-06", "2026-07"])
    assert told([town.north], indicator="INF-01") == ([], [])
    assert store.chart_notes(MEMBER, "INF-03", [99]) == ChartNotes((), ())


def test_what_was_withdrawn_stands_no_more_and_is_there_for_a_lead_to_bring_back(town):
    there = town.add(note())
    town.withdraw(PointNote, there)

    assert told([None]) == ([], [])
    assert [row.id for row in store.chart_notes_withdrawn(LEAD, PointNote, "INF-03")] == [there]
    assert store.chart_notes_withdrawn(LEAD, ReBase, "INF-03") == ()
    for actor in (MEMBER, CONTRIBUTOR):
        with pytest.raises(Refused):
            store.chart_notes_withdrawn(actor, PointNote, "INF-03")


@pytest.mark.parametrize("actor", [MEMBER, CONTRIBUTOR], ids=lambda actor: actor.name)
def test_only_a_lead_keeps_notes_and_begins_new_limits(town, actor):
    for row in (note(), re_base()):
        with pytest.raises(Refused), store.session(actor) as session:
            session.add(row)

    assert told([None]) == ([], [])


def test_the_history_tells_where_limits_began_anew_and_what_was_noted(town):
    with store.session(LEAD) as session:
        limits, noted = session.add(re_base()), session.add(note())
        session.withdraw(ReBase, limits, 1)

    def lines(kind, number):
        rows: list[History] = list(store.history(LOCAL_USER, kind, number))
        return [(row.event, row.who, row.after) for row in rows]

    about = {"indicator": "INF-03", "place_id": None, "period": "2026-05"}
    assert sorted(lines(RecordType.RE_BASE, limits), key=str) == [
        (Event.ADDED, "Lead", {**about, "reason": "A new site."}),
        (Event.WITHDRAWN, "Lead", {}),
    ]
    assert lines(RecordType.POINT_NOTE, noted) == [
        (Event.ADDED, "Lead", {**about, "text": "Snow."})
    ]
