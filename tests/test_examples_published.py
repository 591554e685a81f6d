"""The published log as an example: what comes in, what its README says, and setting it aside."""

import re
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from engagement_metrics import equality, examples, framework, population, store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.equality import Why
from engagement_metrics.examples import NotEmpty, published
from engagement_metrics.models import (
    Activity,
    Organisation,
    Period,
    PieceOfWork,
    Role,
    Suggestion,
)
from engagement_metrics.store import Filter
from engagement_metrics.store.engine import engine, reading

README = Path(__file__).parents[1] / "data" / "examples" / "README.md"
NAME = f"store-example-{date.today().isoformat()}"


def rows_of(table):
    with reading() as orm:
        found = list(orm.exec(select(table).order_by(table.id)))
        orm.expunge_all()
        return found


@pytest.fixture
def filled(database_url):
    """The published log in an empty store; what was told of it."""
    return published.fill(LOCAL_USER)


def test_the_readme_says_what_the_import_says(filled):
    printed = re.findall(r"```\n(Activities:.*?)\n```", README.read_text("utf-8"), re.DOTALL)

    assert printed == ["\n".join(filled.lines())]


def test_every_row_of_the_log_is_brought_in_or_refused_with_a_reason(filled):
    assert len(filled.activities.accepted) == len(rows_of(Activity)) == 72
    assert len(filled.activities.refused) == 43
    assert len(filled.suggestions.accepted) == len(rows_of(Suggestion)) == 23
    assert len(filled.suggestions.refused) == 9
    refused = [*filled.activities.refused, *filled.suggestions.refused]
    assert [row.reference for row in refused if not row.reasons or row.doubtful] == []
    assert {row.reference: row.line for row in refused}["SUF12"] == 28


def test_the_store_is_set_up_for_the_four_systems_and_their_places(filled):
    setup = store.setup()
    names = {place.id: place.name for place in setup.places.values()}
    definitions = framework.load().places

    assert {
        (place.name, names.get(place.parent_id), place.authorities, place.caution)
        for place in setup.places.values()
    } == {
        (
            place.name,
            definitions[place.parent].name if place.parent else None,
            tuple(sorted(place.authorities)),
            place.caution,
        )
        for place in definitions.values()
    }
    assert {work.name for work in rows_of(PieceOfWork)} >= {"Your Care, Your Future"}
    assert examples.loaded() == "published log"


def test_what_is_part_of_another_is_not_added_twice(filled):
    by_reference = {row.reference: row for row in rows_of(Activity)}

    assert by_reference["HWE02"].part_of_id == by_reference["HWE04"].id
    assert (by_reference["HWE04"].heads, by_reference["HWE04"].heads_added) == (900, True)
    assert (by_reference["HWE02"].heads, by_reference["HWE02"].heads_added) == (350, False)
    assert store.faults() == []


def test_a_suggestion_of_the_log_leads_to_the_activity_it_came_from(filled):
    numbers = {row.reference: row.id for row in rows_of(Activity)}
    compassion = next(row for row in rows_of(Suggestion) if "compassion" in row.text)

    assert compassion.activity_id == numbers["SYB33"]


def heard(place, year):
    """Each characteristic's reason in a place and year, and the verdicts of those with answers."""
    setup, definitions = store.setup(), framework.load()
    at = setup.find_place(place)
    wanted = Filter(at, setup.within(at), Period.year(year), None, date(2026, 11, 22))
    groups = store.team_groups(LOCAL_USER, wanted)
    found = equality.view(definitions, population.load(), setup, groups, wanted).coverages
    told = {
        key: {line.category.key: line.comparison.status.value for line in one.lines}
        for key, one in found.items()
        if one.completeness.known
    }
    return {key: one.why for key, one in found.items()}, told


def test_groups_with_enough_known_answers_get_a_verdict_and_the_rest_say_why(filled):
    why, told = heard("Hertfordshire and West Essex", 2014)

    # Of 2,269 people the sex of 1,368 is known, and the age of 42.
    assert told["sex"] == {"female": "in_line", "male": "in_line"}
    assert why["sex"] is Why.JUDGED
    assert set(told["age"].values()) == {"too_few"}
    assert why["age"] is Why.INCOMPLETE
    assert {why[key] for key in why.keys() - {"sex", "age"}} == {Why.NOT_ASKED}


def test_both_sets_say_what_they_are_in_one_sentence():
    assert list(examples.SETS) == ["published", "made-up"]
    for example in examples.SETS.values():
        assert re.fullmatch(r"[^.]+\.", example.description)


# ---- loading and setting aside -----------------------------------------------------------------


def test_examples_go_into_an_empty_store_only(database_url):
    examples.load("published", LOCAL_USER)

    with pytest.raises(NotEmpty, match="in use already"):
        examples.load("made-up", LOCAL_USER)
    with pytest.raises(NotEmpty):
        published.fill(LOCAL_USER)

    assert len(rows_of(Activity)) == 72


def test_examples_loaded_by_two_people_at_once_are_loaded_once(database_url):
    ended = []

    def load():
        try:
            examples.load("published", LOCAL_USER)
            ended.append("loaded")
        except NotEmpty:
            ended.append("not empty")

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ended) == ["loaded", "not empty"]
    assert (len(rows_of(Organisation)), len(rows_of(Activity))) == (1, 72)


def test_an_administrator_who_may_not_record_loads_examples_all_the_same(sqlite_url):
    administrator = Actor("Lee", frozenset({Role.ADMINISTRATOR}))

    examples.load("published", administrator)

    assert examples.loaded() == "published log"
    assert {row.updated_by for row in rows_of(Activity)} == {"Lee"}


def test_who_may_not_set_up_neither_loads_nor_clears_examples(sqlite_url):
    contributor = Actor("A contributor", frozenset({Role.CONTRIBUTOR}), frozenset({1}))

    with pytest.raises(Refused):
        examples.load("published", contributor)
    examples.load("published", LOCAL_USER)
    with pytest.raises(Refused):
        examples.set_aside(contributor)

    assert examples.loaded() == "published log"


def test_people_s_own_work_is_never_set_aside(database_url):
    published.set_up(LOCAL_USER, "Our own system", "")

    with pytest.raises(Refused, match="These are not examples"):
        examples.set_aside(LOCAL_USER)

    assert store.setup().organisation.name == "Our own system"


def test_setting_aside_keeps_the_old_file_whole_and_starts_an_empty_store(sqlite_url):
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    examples.load("published", LOCAL_USER)
    version = store.data_version()

    name = examples.set_aside(LOCAL_USER)

    assert name == f"{NAME}.db"
    with sqlite3.connect(folder / name) as old:
        assert old.execute("SELECT count(*) FROM activity").fetchone() == (72,)
        assert old.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    old.close()
    assert not (folder / f"{name}-wal").exists()
    assert (store.setup().empty, examples.loaded(), rows_of(Activity)) == (True, "", [])
    assert store.data_version() > version
    assert store.faults() == []


def test_a_second_clearing_on_one_day_takes_another_name(sqlite_url):
    names = []
    for _ in range(2):
        examples.load("published", LOCAL_USER)
        names.append(examples.set_aside(LOCAL_USER))

    assert names == [f"{NAME}.db", f"{NAME}-2.db"]


def test_a_store_that_another_program_is_reading_is_not_pulled_away(sqlite_url, monkeypatch):
    monkeypatch.setattr("engagement_metrics.store.setting_aside.TRIES", 2)
    examples.load("published", LOCAL_USER)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM activity").fetchone()

    with pytest.raises(store.StoreUnavailable, match="in use just now"):
        examples.set_aside(LOCAL_USER)

    other.close()
    assert (examples.loaded(), len(rows_of(Activity))) == ("published log", 72)
    assert examples.set_aside(LOCAL_USER) == f"{NAME}.db"


def test_setting_aside_on_postgresql_renames_the_schema(postgres_url):
    examples.load("published", LOCAL_USER)
    for _ in range(10):  # the server keeps the plan of what it is asked often
        before = rows_of(Organisation), store.data_version()

    name = examples.set_aside(LOCAL_USER)

    assert name == f"example_{date.today():%Y_%m_%d}"
    with engine(postgres_url).connect() as connection:
        old = connection.execute(sa.text(f"SELECT count(*) FROM {name}.activity")).scalar_one()
    assert (old, len(before[0])) == (72, 1)
    assert (store.setup().empty, examples.loaded(), rows_of(Organisation)) == (True, "", [])
    assert store.data_version() > before[1]
    assert store.faults() == []
    examples.load("published", LOCAL_USER)
    assert examples.set_aside(LOCAL_USER) == f"{name}_2"
