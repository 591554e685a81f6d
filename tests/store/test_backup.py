"""A backup is the store at one instant; put back, it is that store again, on either database."""

import errno
import hashlib
import json
import os
import resource
import sqlite3
import stat
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Barrier, Event

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import (
    Activity,
    AddsUp,
    Aim,
    AssessmentEvidence,
    Baseline,
    Closing,
    Direction,
    ForumReview,
    ImprovementAction,
    IndicatorKind,
    LocalMaturityModel,
    LocalMeasure,
    Organisation,
    Person,
    PersonRole,
    PieceOfWork,
    Place,
    PlaceAuthority,
    PointNote,
    PriorityGroup,
    PriorityGroupCategory,
    ReBase,
    ReleaseAnswer,
    ReleaseCell,
    ReleaseGrain,
    ReleaseLeftOut,
    ReleasePooled,
    ReleaseSecret,
    ReportedFigure,
    ReviewAction,
    ReviewItem,
    Role,
    Target,
    TargetForm,
    ValueState,
    WorkKind,
)
from engagement_metrics.store import backup, closings, migration, round_steps, scoring
from engagement_metrics.store.backup import BackupRefused, parcel, restoring
from engagement_metrics.store.engine import engine, reading
from engagement_metrics.store.owning import as_owner
from tests.assessments import model, opened
from tests.conftest import own_database
from tests.store.conftest import settle

ROOT = Path(__file__).parents[2]
WRITERS = 20
ASIDE = date.today().isoformat()


def rows_of(url, schema=None):
    """Every row of every table, but for what a restore itself writes: the last line, the count."""
    found = {}
    with engine(url).connect() as connection:
        if schema:
            connection.execute(sa.text(f'SET search_path TO "{schema}"'))
        for table in SQLModel.metadata.sorted_tables:
            keys = list(table.primary_key.columns)
            found[table.name] = [tuple(row) for row in connection.execute(
                sa.select(table).order_by(*keys)
            )]  # fmt: skip
        connection.rollback()
    del found["data_version"]
    found["history"] = [row for row in found["history"] if row[4] != "store"]
    return found


def one_of_each(town):
    """A record of every kind, with odd signs, nothing at all, halves, and a draft."""
    with store.session(LOCAL_USER, "a 'quoted' reason \\ with é, ✓ and\na new line") as write:
        write.add(Organisation(name="Wold & Mere\t", vision="Ünïcode “quoted” \\N \\. ✓"))
        write.add(
            Place(name="East", parent_id=town.system), [PlaceAuthority(place_id=0, code="E1")]
        )
        group = PriorityGroup(name="Under 16s", characteristic="age")
        write.add(group, [PriorityGroupCategory(priority_group_id=0, category="u16")])
        write.add(Target(indicator="INF-01", form=TargetForm.FROM_TO, low=0.1, high=1e17,
                         by=date(2027, 3, 31)))  # fmt: skip
        write.add(PieceOfWork(name="Clinic", kind=WorkKind.SERVICE, place_id=town.north))
        alex = Person(issuer="https://provider.example", subject="1", name="Alex", email="a@b.c")
        write.add(alex, [PersonRole(person_id=0, role=Role.CONTRIBUTOR, place_id=town.north)])
        write.add(Baseline(indicator="INF-01", period="2025-26", value=1 / 3))
        write.add(ReBase(indicator="INF-01", period="2026-05", reason="A new way to count"))
        write.add(PointNote(indicator="INF-01", period="2026-05", text="Snow", place_id=town.north))
    whole = town.add(town.activity(heads=100, note="", open_to_public=True), town.ages(u16=30))
    part = town.add(town.activity(ends="2026", heads=None, part_of_id=whole), town.ages(u16=8))
    town.change(Activity, part, 1, title='"Fair", \'\\x00\' {"json": [1, null]}', heads=7)
    town.withdraw(Activity, part, 2)
    said = town.add(town.suggestion(None), [town.looked_into(date(2026, 5, 2))])
    town.add(town.made_change(), town.because_of(said))
    town.add(town.sheet(whole), town.answers(c5=3), key="a key")
    town.add(town.figure(top=2.5, bottom=7.25))
    store.begin_draft(LOCAL_USER, "draft-1", "form", {"note": "é"}, {})
    reviewed(town)
    released(town)
    shut(town)
    assessed(town)


def reviewed(town):
    """A measure of our own, and a meeting that looked at it and asked for something."""
    town.add(
        LocalMeasure(
            name="Walks", aims="involve", kind=IndicatorKind.OUTPUT, unit="walks",
            unit_kind="count", direction=Direction.UP, definition="Walks we led.", top="Walks",
            adds_over_time=AddsUp.SUM, adds_over_place=AddsUp.SUM, periods="year",
        )
    )  # fmt: skip
    met = town.add(ForumReview(title="Forum", held_on=date(2026, 6, 1), period="2026-27-Q1"))
    town.add(ReviewItem(review_id=met, position=1, indicator="INF-01", said="“More”"))
    town.add(ReviewAction(review_id=met, task="Ask again", owner="Access team"))


def assessed(town):
    """A model of our own, and a round with a score, evidence, an action, and a wrong code tried."""
    content = model().as_json()
    town.add(LocalMaturityModel(code="ours", edition=2, name="Ours", content=content))
    number, _ = opened(scored=True)
    town.add(AssessmentEvidence(round_id=number, dimension="A1", text="“Minutes”"))
    town.add(
        ImprovementAction(
            round_id=number, dimension="A1", task="Ask", owner="Access team", due=date(2027, 1, 1)
        )
    )
    with pytest.raises(round_steps.NotNow):
        scoring.door("AAAAAA")


def released(town):
    """A closed period of groups made safe to share, with what was left out and what pooled."""
    with store.session(LOCAL_USER) as write:
        closing = write.add(Closing(period="2013-14", closed_on=date(2014, 6, 1)))
        at = {"place_id": town.north, "period": "2013-14", "closing_id": closing}
        about = {"aim": Aim.ENGAGE, "characteristic": "sex"}
        write.orm.add(ReleaseCell(**at, **about, answer="female", shown=25))
        write.orm.add(ReleaseLeftOut(**at, aim=Aim.INFORM, characteristic="sex"))
        write.orm.add(ReleasePooled(**at | {"place_id": town.south}, shown_with_id=town.system))
        write.orm.add(ReleaseGrain(place_id=town.north, financial_year=2013, by_quarter=False))
        write.orm.add(ReleaseSecret(key="ab" * 32))
        answered = {"question": "Q3", "wave": "on_the_day", "format": "standard"}
        write.orm.add(ReleaseAnswer(**at, **answered, top=9, base=12))
        write.orm.add(ReleaseAnswer(**at | {"place_id": town.south}, **answered))


def shut(town):
    """A period that is closed, with a figure that was reported and a change typed in late."""
    closing = Closing(period="2014-05", closed_on=date(2014, 6, 1))
    figure = ReportedFigure(
        closing_id=0, indicator="INF-01", indicator_version=1, period="2014-05",
        state=ValueState.MEASURED, number=1 / 3,
    )  # fmt: skip
    closings.close(LOCAL_USER, lambda: [(closing, [figure])])
    with store.session(LOCAL_USER, "It came by post") as write:
        write.add(town.made_change(date(2014, 5, 9)))


@pytest.fixture
def filled(town):
    """The town with one of everything."""
    one_of_each(town)
    return town


def made(tmp_path, name="store.backup"):
    backup.make(LOCAL_USER, tmp_path / name)
    return tmp_path / name


def refused(file, **how):
    with pytest.raises(BackupRefused) as refusal:
        backup.restore(LOCAL_USER, file, **how)
    return str(refusal.value)


# ---- while others write ------------------------------------------------------------------------


@contextmanager
def many_writing(town):
    """Twenty people who write without a pause, as in one server; what each was told is saved."""
    saved, stop, under_way = [0] * WRITERS, Event(), Barrier(WRITERS + 1)

    def work(which):
        turn = 0
        while not stop.is_set():
            with store.session(LOCAL_USER) as write:
                title = f"writer{which} {turn}"
                write.add(town.activity(title=title, heads=1), town.ages(u16=1), key=title)
                title = f"writer{which} stands"
                if turn == 0:
                    stands = write.add(
                        town.activity(title=title, heads=1), town.ages(u16=1), key=title
                    )
                else:
                    heads = {"heads": turn + 1}
                    write.change(Activity, stands, turn, heads, town.ages(u16=turn + 1))
            turn += 1
            saved[which] = turn
            if turn == 3:
                under_way.wait(120)

    with ThreadPoolExecutor(WRITERS) as pool:
        work_done = [pool.submit(work, which) for which in range(WRITERS)]
        try:
            under_way.wait(120)
            yield saved
        finally:
            stop.set()
        for done in work_done:
            done.result()


def test_a_backup_taken_while_twenty_write_restores_to_the_store_at_one_instant(town, tmp_path):
    file = tmp_path / "busy.backup"
    with many_writing(town) as saved:
        for _ in range(50):  # it is soon done: until they went on writing meanwhile
            file.unlink(missing_ok=True)
            before = list(saved)
            backup.make(LOCAL_USER, file)
            after = list(saved)
            if sum(after) > sum(before):
                break
    assert sum(after) > sum(before), "they went on writing meanwhile"

    told = backup.restore(LOCAL_USER, file, replace=True).told

    assert store.faults() == []
    assert {name: len(rows) for name, rows in rows_of(town.url).items()} == {
        name: n for name, n in told.rows.items() if name not in ("data_version", "alembic_version")
    }
    # Each write raises the count by its lines of history, so that many lines there must be.
    assert told.data_version == told.rows["history"]
    turns = at_one_instant(town)
    assert len(turns) == WRITERS
    for which, there in turns.items():  # one more may be stored than its writer was told yet
        assert before[which] <= there <= after[which] + 1


def at_one_instant(town):
    """How many writes of each writer are there: all up to one, each whole, and none after it."""
    turns = {}
    titles = {row[0] for row in town.sql("SELECT title FROM activity")}
    keys = {row[0] for row in town.sql("SELECT key FROM write_key")}
    assert titles == keys
    standing = town.sql(
        "SELECT title, heads, version, n, (SELECT count(*) FROM history "
        "WHERE record_type = 'activity' AND record_id = activity.id) "
        "FROM activity JOIN group_count ON activity_id = id WHERE title LIKE '% stands'"
    )
    for title, *figures in standing:
        writer = title.removesuffix(" stands")
        own = {int(t.split()[1]) for t in titles - {title} if t.startswith(f"{writer} ")}
        # In its turn n a writer adds 'writer n' and changes what stands for the nth time.
        assert own == set(range(len(own)))
        assert set(figures) == {len(own)}
        turns[int(writer.removeprefix("writer"))] = len(own)
    return turns


# ---- every row ---------------------------------------------------------------------------------


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_every_row_comes_back_as_it_was_on_either_kind_of_database(
    into, filled, tmp_path, postgres_server, monkeypatch
):
    before = rows_of(filled.url)
    assert [name for name, rows in before.items() if not rows and name not in NOBODY] == []
    file = made(tmp_path)

    with empty_store(into, tmp_path, postgres_server) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        restored = backup.restore(LOCAL_USER, file)

        assert restored.aside is None
        assert rows_of(url) == before
        assert store.faults() == []
        store.close(url)


NOBODY = {"sign_in"}


@contextmanager
def empty_store(kind, tmp_path, server):
    """The address of a store that is not there yet."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path}/not/yet/there.db"
        return
    with own_database(server) as url:
        yield url


def test_what_comes_after_a_restore_has_numbers_of_its_own_and_a_history_for_good(filled, tmp_path):
    highest = filled.sql("SELECT max(id) FROM activity")[0][0]
    lines = filled.sql("SELECT max(id) FROM history")[0][0]
    backup.restore(LOCAL_USER, made(tmp_path), replace=True)

    assert filled.add(filled.activity()) == highest + 1
    assert filled.add(filled.figure(place_id=filled.south)) == 2
    assert filled.sql("SELECT max(id) FROM history") == [(lines + 3,)]
    for attempt in ("DELETE FROM history", "UPDATE history SET who = 'me'"):
        with pytest.raises(sa.exc.DatabaseError, match="only ever added to"):
            filled.sql(attempt)


def test_the_history_tells_who_put_which_backup_back(filled, tmp_path):
    alex = Actor("Alex", frozenset({Role.ADMINISTRATOR}))
    told = backup.restore(alex, made(tmp_path), replace=True).told

    [(who, event, after)] = filled.sql(
        "SELECT who, event, after FROM history WHERE record_type = 'store'"
    )
    after = json.loads(after) if isinstance(after, str) else after
    assert (who, event, after) == ("Alex", "restored", {"made_at": told.made_at})


def test_nobody_is_signed_in_after_a_restore(filled, tmp_path):
    filled.sql(
        "INSERT INTO sign_in (id, person_id, began_at, seen_at) VALUES "
        "('secret-of-a-browser', 1, '2026-11-22 10:00:00', '2026-11-22 10:00:00')"
    )
    file = made(tmp_path)
    backup.restore(LOCAL_USER, file, replace=True)

    assert filled.sql("SELECT name FROM person") == [("Alex",)]
    assert filled.sql("SELECT count(*) FROM sign_in") == [(0,)]
    with zipfile.ZipFile(file) as whole:
        assert b"secret-of-a-browser" not in whole.read("store.db")


# ---- the store that was there ------------------------------------------------------------------


def test_a_store_that_holds_anything_stays_unless_it_is_to_be_replaced(filled, tmp_path):
    file = made(tmp_path)
    filled.add(filled.activity(title="Since then"))
    before = rows_of(filled.url)

    assert refused(file) == (
        "The store is not empty. Nothing was changed: add --replace to set it aside first."
    )
    assert rows_of(filled.url) == before


def test_the_store_that_is_replaced_is_set_aside_whole(filled, tmp_path):
    file = made(tmp_path)
    back = rows_of(filled.url)
    filled.add(filled.activity(title="Since then"), filled.ages(u16=9))
    before = rows_of(filled.url)

    first = backup.restore(LOCAL_USER, file, replace=True).aside
    second = backup.restore(LOCAL_USER, file, replace=True).aside

    assert rows_of(filled.url) == back
    assert aside_rows(filled.url, first) == before
    assert aside_rows(filled.url, second) == back
    under = "_" if filled.url.startswith("postgresql") else "-"
    dated = f"replaced{under}{ASIDE.replace('-', under)}"
    assert [name.removesuffix(".db").removeprefix("store-") for name in (first, second)] == [
        dated,
        f"{dated}{under}2",
    ]


def aside_rows(url, name):
    if url.startswith("postgresql"):
        return rows_of(url, schema=name)
    file = Path(sa.make_url(url).database)
    aside = file.with_name(name)
    assert stat.S_IMODE(aside.stat().st_mode) == stat.S_IMODE(file.stat().st_mode)
    try:
        return rows_of(f"sqlite:///{aside}")
    finally:
        store.close(f"sqlite:///{aside}")


def test_a_server_that_runs_goes_on_with_what_another_process_put_back(filled, tmp_path):
    file = made(tmp_path)
    filled.add(Place(name="Since then"))
    version = store.data_version()
    assert "Since then" in {place.name for place in store.setup().places.values()}
    with reading() as looking:  # somebody looks at it just then
        looking.connection()
        by_another_process("restore", file, "--replace")

    assert store.data_version() > version
    assert "Since then" not in {place.name for place in store.setup().places.values()}
    filled.add(Place(name="After"))
    assert "After" in {place.name for place in store.setup().places.values()}
    assert store.faults() == []


def by_another_process(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "engagement_metrics", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_a_backup_of_an_older_shape_is_brought_forward(bare_database_url, tmp_path):
    if bare_database_url.startswith("sqlite"):
        Path(bare_database_url.removeprefix("sqlite:///")).touch()
    with engine(bare_database_url).begin() as connection:
        migration._upgrade(connection, "0001")
        connection.execute(sa.text(
            "INSERT INTO place (id, version, withdrawn, created_by, updated_by, name, caution) "
            "VALUES (7, 1, false, '', '', 'North', '')"
        ))  # fmt: skip

    file = made(tmp_path)
    assert migration.revision() == "0001", "a backup changes nothing"
    backup.restore(LOCAL_USER, file, replace=True)

    assert store.faults() == []
    assert [place.name for place in store.setup().places.values()] == ["North"]


@pytest.mark.parametrize(
    "damage", ["in the middle", "at its head", "gone", "gone, but for its log"]
)
def test_a_file_that_is_damaged_or_gone_gives_way_and_is_kept(damage, sqlite_town, tmp_path):
    sqlite_town.add(sqlite_town.activity(), sqlite_town.ages(u16=3))
    before = rows_of(sqlite_town.url)
    file = made(tmp_path)
    where = Path(sa.make_url(sqlite_town.url).database)
    if damage == "gone, but for its log":
        sqlite_town.add(Place(name="In the log"))
        log = Path(f"{where}-wal").read_bytes()
        store.close(sqlite_town.url)
        Path(f"{where}-wal").write_bytes(log)
    store.close(sqlite_town.url)
    spoil(where, damage)
    left = where.read_bytes() if where.exists() else None
    if left:
        assert "add --replace" in refused(file)
        with pytest.raises(BackupRefused, match="is damaged, so no backup can be made of it"):
            made(tmp_path, "damaged.backup")

    aside = backup.restore(LOCAL_USER, file, replace=True).aside

    assert store.faults() == []
    assert rows_of(sqlite_town.url) == before
    if left:
        assert where.with_name(aside).read_bytes() == left
    else:
        assert (aside is None) is (damage == "gone")


def spoil(file, damage):
    if damage.startswith("gone"):
        file.unlink()
        return
    content = bytearray(file.read_bytes())
    at = 4096 * 4 if damage == "in the middle" else 0
    content[at : at + 20_000] = b"x" * 20_000
    file.write_bytes(content)


# ---- the file ----------------------------------------------------------------------------------


def test_a_backup_is_for_its_owners_eyes_and_says_what_it_is(filled, tmp_path):
    file = made(tmp_path)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []
    with zipfile.ZipFile(file) as whole:
        assert whole.namelist() == ["backup.json", "store.db"]
        told = json.loads(whole.read("backup.json"))
    assert told["revision"] == migration.newest()
    assert told["database"] == filled.url.split("+")[0].split(":")[0]
    assert (told["rows"]["activity"], told["rows"]["place"]) == (2, 4)
    assert "Keep it as safe as the store itself." in told["keep_safe"]
    assert datetime.fromisoformat(told["made_at"]).tzinfo is not None


def test_a_backup_takes_the_place_of_no_other_file(town, tmp_path):
    file = tmp_path / "there.backup"
    file.write_text("mine")

    with pytest.raises(BackupRefused) as refusal:
        backup.make(LOCAL_USER, file)

    assert str(refusal.value) == f"There is a file {file} already. Choose another name."
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("/not/there", "There is no folder /not/there. Nothing was done."),
        ("/sys", "This user may not write in the folder /sys. Nothing was done."),
    ],
)
def test_a_folder_that_cannot_be_written_in_is_told(folder, sentence, sqlite_town):
    with pytest.raises(BackupRefused) as refusal:
        backup.make(LOCAL_USER, Path(folder) / "store.backup")

    assert str(refusal.value) == sentence


def test_what_is_no_backup_is_told_and_changes_nothing(sqlite_town, tmp_path):
    before = rows_of(sqlite_town.url)
    text, other_zip, store_file = (tmp_path / name for name in ("text", "other.zip", "raw.db"))
    text.write_text("hello")
    with zipfile.ZipFile(other_zip, "w") as other:
        other.writestr("hello.txt", "hello")
    sqlite3.connect(store_file).executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1)")

    for file in (text, store_file):
        assert refused(file, replace=True) == f"The file {file} is not a backup."
    assert "is damaged or was changed" in refused(other_zip, replace=True)
    assert refused(tmp_path / "none") == f"There is no file {tmp_path}/none."
    # A file that not even root may read.
    barred = Path("/proc/sys/vm/compact_memory")
    assert refused(barred) == f"The file {barred} may not be read by this user."
    assert rows_of(sqlite_town.url) == before


def test_a_damaged_backup_is_refused_wherever_what_it_holds_is_damaged(sqlite_town, tmp_path):
    sqlite_town.add(sqlite_town.activity())
    before = rows_of(sqlite_town.url)
    whole = made(tmp_path).read_bytes()
    file = tmp_path / "damaged.backup"
    taken = 0

    for at in range(0, len(whole), len(whole) // 60):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            backup.restore(LOCAL_USER, file, replace=True)
        except BackupRefused:
            continue
        taken += 1  # a byte of the zip that says nothing of what it holds, such as its date
        assert rows_of(sqlite_town.url) == before
    assert taken <= 6
    for end in (4, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:end])
        assert "is damaged or was changed after it was made" in refused(file, replace=True)
    assert rows_of(sqlite_town.url) == before


def test_a_backup_that_does_not_hold_what_it_says_is_refused(sqlite_town, tmp_path):
    sqlite_town.add(sqlite_town.activity())
    file = made(tmp_path)
    telling = {
        "format": (2, "was made by a newer version of this tool. Install that version first."),
        "revision": ("9999", "The backup was made by a newer version of this tool."),
        "rows": ({"activity": 2}, "The store inside this backup is damaged."),
        "sha256": ("0", "is damaged or was changed after it was made."),
        "size": (10, "is damaged or was changed after it was made."),
        "made_at": ("yesterday", "is damaged or was changed after it was made."),
    }
    for name, (value, sentence) in telling.items():
        altered = tmp_path / f"{name}.backup"
        with zipfile.ZipFile(file) as whole, zipfile.ZipFile(altered, "w") as other:
            said = json.loads(whole.read("backup.json")) | {name: value}
            other.writestr("backup.json", json.dumps(said))
            other.writestr("store.db", whole.read("store.db"))
        assert sentence in refused(altered, replace=True)


def altered_store(file, altered, *statements):
    """A backup like another, whose store was altered and that says so as if it were made so."""
    inside = altered.with_suffix(".db")
    with zipfile.ZipFile(file) as whole:
        said = json.loads(whole.read("backup.json"))
        inside.write_bytes(whole.read("store.db"))
    with sqlite3.connect(inside) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    there = inside.read_bytes()
    said |= {"sha256": hashlib.sha256(there).hexdigest(), "size": len(there)}
    with zipfile.ZipFile(altered, "w") as other:
        other.writestr("backup.json", json.dumps(said))
        other.writestr("store.db", there)
    return altered


@pytest.mark.parametrize(
    ("hidden", "named"),
    [
        ("VIEW extra AS SELECT * FROM person", "a view called extra"),
        ("VIEW history_no_update AS SELECT 1", "a view called history_no_update"),
        (
            "TRIGGER quiet AFTER INSERT ON person BEGIN DELETE FROM person_role; END",
            "a trigger called quiet",
        ),
    ],
)
def test_a_backup_in_which_something_hides_that_would_act_later_is_refused(
    hidden, named, sqlite_town, tmp_path
):
    making = ["DROP TRIGGER history_no_update", f"CREATE {hidden}"]
    file = altered_store(made(tmp_path), tmp_path / "altered.backup", *making)
    (tmp_path / "store.db").unlink()

    assert refused(file) == (
        f"The store inside this backup holds {named}, which this tool never makes. "
        "Nothing was changed: use another backup."
    )
    assert not (tmp_path / "store.db").exists()


def test_a_guard_of_the_history_that_does_something_else_is_made_anew(sqlite_town, tmp_path):
    file = altered_store(
        made(tmp_path),
        tmp_path / "altered.backup",
        "DROP TRIGGER history_no_update",
        "CREATE TRIGGER history_no_update AFTER INSERT ON person BEGIN DELETE FROM place; END",
    )
    (tmp_path / "store.db").unlink()

    backup.restore(LOCAL_USER, file)

    with sqlite3.connect(tmp_path / "store.db") as connection:
        [[text]] = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'history_no_update'"
        )
    connection.close()
    assert "BEFORE UPDATE ON history" in text


def test_a_backup_that_says_it_is_larger_than_the_room_there_is_is_not_unpacked(
    sqlite_town, tmp_path
):
    file, altered = made(tmp_path), tmp_path / "altered.backup"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(altered, "w") as other:
        said = json.loads(whole.read("backup.json")) | {"size": 1 << 60}
        other.writestr("backup.json", json.dumps(said))
        other.writestr("store.db", whole.read("store.db"))

    assert refused(altered, replace=True) == (
        f"There is no room left in the folder {tmp_path}. Nothing was done."
    )


def test_a_store_inside_that_is_none_is_refused_whatever_its_sum_says(sqlite_town, tmp_path):
    file, altered = made(tmp_path), tmp_path / "altered.backup"
    nonsense = b"x" * 5000
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(altered, "w") as other:
        said = json.loads(whole.read("backup.json"))
        said |= {"sha256": hashlib.sha256(nonsense).hexdigest(), "size": len(nonsense)}
        other.writestr("backup.json", json.dumps(said))
        other.writestr("store.db", nonsense)

    assert refused(altered, replace=True) == "The store inside this backup is damaged."


# ---- room --------------------------------------------------------------------------------------


@contextmanager
def no_file_above(size):
    """Let the system refuse to write a file on beyond this size, as a full disk does."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_where_there_is_no_room_nothing_is_written(town, tmp_path):
    no_room = f"There is no room left in the folder {tmp_path}. Nothing was done."
    for size in (5000, 100_000):
        with pytest.raises(BackupRefused) as refusal, no_file_above(size):
            made(tmp_path)
        assert str(refusal.value) == no_room
    assert [entry.name for entry in tmp_path.iterdir() if "backup" in entry.name] == []
    assert store.faults() == []


def test_where_there_is_no_room_for_what_is_put_back_the_store_stays(sqlite_town, tmp_path):
    small = rows_of(sqlite_town.url)
    keep = made(tmp_path, "small.backup")
    sqlite_town.sql(
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) "
        "INSERT INTO place (id, version, withdrawn, created_by, updated_by, name, caution) "
        "SELECT i, 1, 0, '', '', 'Place ' || i, :caution FROM n",
        caution="x" * 2000,
    )
    file = made(tmp_path, "large.backup")
    size = json.loads(zipfile.ZipFile(file).read("backup.json"))["size"]
    backup.restore(LOCAL_USER, keep, replace=True)
    store.close(sqlite_town.url)
    there = {entry.name for entry in tmp_path.iterdir()}

    # Room to unpack it, and for the copy that is set aside, but not for the log of the write.
    for enough in (50_000, size + 4000):
        with pytest.raises((BackupRefused, store.StoreUnavailable)), no_file_above(enough):
            backup.restore(LOCAL_USER, file, replace=True)
        assert rows_of(sqlite_town.url) == small
    left = {entry.name for entry in tmp_path.iterdir()} ^ there
    assert {name for name in left if not name.endswith(("-wal", "-shm"))} == set()
    assert store.faults() == []


def test_where_there_is_no_room_an_empty_store_stays_empty(database_url, tmp_path):
    file = made(tmp_path)

    with pytest.raises((BackupRefused, store.StoreUnavailable)), no_file_above(50_000):
        backup.restore(LOCAL_USER, file)

    assert backup.restore(LOCAL_USER, file).aside is None
    assert store.faults() == []


def test_a_fault_of_the_disk_is_told_as_the_system_tells_it(sqlite_town, tmp_path):
    with pytest.raises(BackupRefused) as refusal:
        made(tmp_path, "x" * 300)

    assert str(refusal.value) == (
        f"The disk of {tmp_path} gives a fault: File name too long. Nothing was done."
    )


def test_a_disk_that_knows_no_second_names_keeps_a_backup_too(sqlite_town, tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    file = made(tmp_path)

    assert backup.restore(LOCAL_USER, file, replace=True).told.rows["place"] == 3
    with pytest.raises(BackupRefused, match="There is a file"):
        parcel.put_in_place(file, file)


def test_a_name_that_is_taken_in_the_last_moment_is_left_alone(tmp_path):
    for name in ("made", "taken"):
        (tmp_path / name).write_text(name)

    with pytest.raises(BackupRefused, match="There is a file"):
        parcel.put_in_place(tmp_path / "made", tmp_path / "taken")

    assert (tmp_path / "taken").read_text() == "taken"


# ---- refusals ----------------------------------------------------------------------------------


def test_only_an_administrator_makes_backups_and_puts_them_back(town, tmp_path):
    file = made(tmp_path)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        who = Actor("Alex", frozenset({role}))
        with pytest.raises(Refused):
            backup.make(who, tmp_path / "another.backup")
        with pytest.raises(Refused):
            backup.restore(who, file, replace=True)

    assert not (tmp_path / "another.backup").exists()
    backup.make(Actor("Alex", frozenset({Role.ADMINISTRATOR})), tmp_path / "another.backup")


def test_where_there_is_no_store_there_is_nothing_to_back_up(bare_database_url, tmp_path):
    if bare_database_url.startswith("sqlite"):
        with pytest.raises(store.StoreUnavailable, match="There is no store at"):
            made(tmp_path)
        Path(bare_database_url.removeprefix("sqlite:///")).touch()

    with pytest.raises(BackupRefused, match="There is no store there yet"):
        made(tmp_path)
    assert list(tmp_path.glob("*.backup")) == []


def test_a_store_of_a_newer_version_is_neither_backed_up_nor_replaced(town, tmp_path):
    file = made(tmp_path)
    town.sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(BackupRefused, match="Make the backup with that version"):
        made(tmp_path, "newer.backup")
    if town.url.startswith("sqlite"):
        with pytest.raises(store.StoreUnavailable, match="made by a newer version"):
            backup.restore(LOCAL_USER, file, replace=True)
        return
    for doing in ("DROP TABLE reported_figure", "TRUNCATE place CASCADE",
                  "TRUNCATE topic CASCADE", "DROP TABLE history"):  # fmt: skip
        town.sql(doing)
    with pytest.raises(store.StoreUnavailable, match="made by a newer version"):
        backup.restore(LOCAL_USER, file)


def test_a_file_of_another_program_is_left_alone(sqlite_town, tmp_path, monkeypatch):
    file = made(tmp_path)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    content = other.read_bytes()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{other}")

    assert refused(file, replace=True) == (
        f"The file {other} is no store of this tool. Nothing was changed."
    )
    assert other.read_bytes() == content


def test_a_store_that_somebody_has_to_themselves_is_told_and_left_alone(
    sqlite_town, tmp_path, monkeypatch
):
    file = made(tmp_path)
    where = sqlite_town.url.removeprefix("sqlite:///")
    store.close(sqlite_town.url)
    monkeypatch.setattr(parcel, "PATIENCE", 0.1)
    with sqlite3.connect(where, isolation_level=None) as alone:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")
        with pytest.raises(store.StoreUnavailable, match="cannot be read just now"):
            made(tmp_path, "none.backup")
        with pytest.raises(store.StoreUnavailable, match="cannot be read just now"):
            backup.restore(LOCAL_USER, file, replace=True)
    alone.close()


def test_a_store_that_somebody_is_writing_to_is_told_and_left_alone(
    sqlite_url, tmp_path, monkeypatch
):
    file = made(tmp_path)
    monkeypatch.setattr(restoring, "PATIENCE", 100)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(store.StoreUnavailable, match="The store is busy just now"):
            backup.restore(LOCAL_USER, file)
    writer.close()

    assert backup.restore(LOCAL_USER, file).aside is None


def test_a_server_that_dies_while_a_backup_is_put_back_leaves_nothing_of_it(
    postgres_town, tmp_path
):
    file = made(tmp_path)
    for table in ("place", "topic", "history"):
        postgres_town.sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        postgres_town.sql(f"DELETE FROM {table}")
        postgres_town.sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    postgres_town.sql(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
    )
    postgres_town.sql("CREATE TRIGGER die BEFORE INSERT ON place EXECUTE FUNCTION die()")

    with pytest.raises(store.StoreUnavailable, match="cannot be reached"):
        backup.restore(LOCAL_USER, file)

    postgres_town.sql("DROP FUNCTION die CASCADE")
    assert postgres_town.sql("SELECT count(*) FROM history") == [(0,)]
    assert backup.restore(LOCAL_USER, file).aside is None
    assert store.faults() == []


def test_a_fault_of_ours_is_not_passed_off_as_missing_rights(postgres_town, tmp_path):
    postgres_town.sql("ALTER TABLE place RENAME TO places")

    with pytest.raises(KeyError):
        made(tmp_path)
    postgres_town.sql("ALTER TABLE places RENAME TO place")
    postgres_town.add(postgres_town.figure())
    postgres_town.sql("ALTER TABLE typed_figure DROP CONSTRAINT ck_typed_figure_bottom_above_zero")
    postgres_town.sql("UPDATE typed_figure SET bottom = -1")
    with pytest.raises(sqlite3.IntegrityError):
        made(tmp_path)
    with pytest.raises(sa.exc.ProgrammingError), as_owner():
        postgres_town.sql("SELECT 1 FROM nowhere")


def test_a_database_that_cannot_be_reached_is_told(sqlite_town, tmp_path, monkeypatch):
    file = made(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"postgresql+psycopg://postgres@/postgres?host={tmp_path}")

    with pytest.raises(store.StoreUnavailable, match="cannot be reached"):
        made(tmp_path, "none.backup")
    with pytest.raises(store.StoreUnavailable, match="cannot be reached"):
        backup.restore(LOCAL_USER, file)
    assert not (tmp_path / "none.backup").exists()


def test_a_value_that_the_other_database_does_not_take_is_told_and_changes_nothing(
    sqlite_town, tmp_path, postgres_url, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", sqlite_town.url)
    sqlite_town.add(Place(name="x" * 300))
    file = made(tmp_path)
    monkeypatch.setenv("DATABASE_URL", postgres_url)

    assert refused(file) == (
        "The backup holds something that this database does not take: value too long for type "
        "character varying(120). Nothing was changed."
    )
    assert settle(postgres_url).north == 2, "the store is as empty as it was"


def test_a_user_who_does_not_own_the_store_is_told(postgres_town, tmp_path):
    file = made(tmp_path)
    postgres_town.sql("CREATE ROLE keeper LOGIN")
    url = sa.make_url(postgres_town.url)
    with pytest.MonkeyPatch.context() as patch:
        keepers = url.set(username="keeper").render_as_string(hide_password=False)
        patch.setenv("DATABASE_URL", keepers)
        try:
            for attempt in (
                lambda: made(tmp_path, "keepers.backup"),
                lambda: backup.restore(LOCAL_USER, file, replace=True),
            ):
                with pytest.raises(store.StoreUnavailable, match="Only the database user that own"):
                    attempt()
        finally:
            store.close(keepers)
            postgres_town.sql("DROP ROLE keeper")
