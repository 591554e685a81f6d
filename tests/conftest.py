"""Stores to test on, each empty, whole and a test's own; and pages opened as people open them."""

import gc
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.store.engine import engine, reading_engine

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds that a page may take on a busy machine
NO_POSTGRESQL = "PostgreSQL tests need its server programs: apt-get install postgresql"


def pytest_configure() -> None:
    """A run that is told to stop takes its servers away with it, as one stopped by Ctrl+C does.

    It is one day from its beginning to its end: towards midnight it has a time zone of its own, in
    which it is nine in the morning, and so have the servers that it starts.
    """
    if datetime.now().astimezone().hour >= 21:
        os.environ["TZ"] = f"TESTS{datetime.now(UTC).hour - 9:+}"
        time.tzset()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The long checks and the timings run when they are named (`make soak`), and only then."""
    named = any(collection_path.name in argument for argument in config.args)
    return True if collection_path.name in {"soak", "benchmarks"} and not named else None


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector looks at it no more, as in the app.

    It also looks at all that lives far less often: that was a fifth of the whole run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs in Chromium comes last: Playwright leaves an event loop running in this thread,
    in which `asyncio.run` refuses to start and Python 3.11 can lose count of how deep it parses.
    The twelve phones come last of all: they keep two cores busy by themselves.
    """
    items.sort(
        key=lambda item: ("browser" in item.path.parts, item.path.name == "test_twelve_phones.py")
    )


@pytest.fixture(autouse=True)
def no_test_touches_the_real_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that asks for no store has none: not the embedded file, nor one named outside."""
    monkeypatch.setenv("DATABASE_URL", "sqlite:////dev/null/this-test-asked-for-no-store.db")


@pytest.fixture(autouse=True)
def no_test_leaves_its_engines() -> Iterator[None]:
    """Each test has a store of its own, and an engine keeps every statement that it compiled: kept
    to the end they came to gigabytes, which the collector went through again and again.
    """
    yield
    reading_engine.cache_clear()
    engine.cache_clear()


# ---- SQLite ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite store in one file, to be copied."""
    folder = tmp_path_factory.mktemp("sqlite")
    made, template = folder / "made.db", folder / "template.db"
    store.migrate(f"sqlite:///{made}")
    with sqlite3.connect(made) as source, sqlite3.connect(template) as target:
        source.backup(target)
    source.close()
    target.close()
    store.close(f"sqlite:///{made}")
    return template


@pytest.fixture
def sqlite_url(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """An empty SQLite store of the present shape, named by DATABASE_URL."""
    shutil.copyfile(sqlite_template, tmp_path / "store.db")
    yield from in_use(f"sqlite:///{tmp_path}/store.db", monkeypatch)


# ---- PostgreSQL --------------------------------------------------------------------------------


def _roomy_memory() -> str:
    """Where a database of the tests is made soonest: in memory, if there is room.

    Each test has a database of its own, and making one writes some seven megabytes.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK)
    return str(memory) if roomy and shutil.disk_usage(memory).free > 2_000_000_000 else "/tmp"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a real PostgreSQL server on which databases may be made.

    TEST_DATABASE_URL names one that is there already; else one is started from Debian's programs,
    reached by a socket in its own folder under /tmp, and taken away at the end.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[4])
    )
    if not found:
        pytest.fail(NO_POSTGRESQL)
    programs = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="engagement-pg-", dir=_roomy_memory()))
    # PostgreSQL refuses to run as root: there it runs as the user that Debian made for it.
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_postgres:
        shutil.chown(folder, "postgres")

    def run(program: str, *options: str) -> None:
        command = [*as_postgres, str(programs / program), "-D", str(folder / "data"), *options]
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            log = folder / "log"
            said = log.read_text() if log.exists() else ""
            pytest.fail(f"{program} failed: {done.stdout}{done.stderr}{said}")

    quick = f"-c listen_addresses='' -k {folder} -c fsync=off -c full_page_writes=off"
    try:
        run("initdb", "-A", "trust", "-U", "postgres", "--no-sync", "--no-locale", "-E", "UTF8")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", quick, "start")
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated PostgreSQL database that the tests' own are copied from."""
    with own_database(postgres_server) as url:
        store.migrate(url)
        store.close(url)
        yield str(sa.make_url(url).database)


@pytest.fixture
def postgres_url(
    postgres_server: str, postgres_template: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """An empty PostgreSQL store of the present shape, named by DATABASE_URL."""
    with own_database(postgres_server, postgres_template) as url:
        yield from in_use(url, monkeypatch)


class own_database:  # noqa: N801  (a context manager that reads as a phrase)
    """A PostgreSQL database that lives as long as the block does."""

    def __init__(self, server: str, template: str = "template1") -> None:
        self.server, self.template = sa.make_url(server), template
        self.name = f"engagement_{uuid.uuid4().hex}"

    def __enter__(self) -> str:
        self.say(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        return self.server.set(database=self.name).render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        self.say(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def say(self, sentence: str) -> None:
        plain = self.server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(sentence)  # type: ignore[call-overload]


# ---- either ------------------------------------------------------------------------------------


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty store of the present shape, named by DATABASE_URL: the test runs on each kind."""
    kind = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return request.getfixturevalue(kind)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A database that no migration has touched, named by DATABASE_URL; each kind in turn."""
    if request.param == "sqlite":
        yield from in_use(f"sqlite:///{tmp_path}/bare.db", monkeypatch)
        return
    with own_database(request.getfixturevalue("postgres_server")) as url:
        yield from in_use(url, monkeypatch)


def in_use(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The store as DATABASE_URL for one test, its connections let go of afterwards."""

    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    store.close(url)


# ---- pages -------------------------------------------------------------------------------------


@pytest.fixture
def open_page(request: pytest.FixtureRequest) -> Callable[..., AppTest]:
    """Open a page by its file's name, through navigation, on the test's store (SQLite if unnamed).

    `open_page("quick_entry.py")` has run without a fault; `open_page()` is the home page.
    """
    if not {"database_url", "postgres_url"} & set(request.fixturenames):
        request.getfixturevalue("sqlite_url")

    def opened(page: str | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=PATIENCE)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page:
            app.switch_page(page).run()
        assert [fault.message for fault in app.exception] == []
        return app

    return opened
