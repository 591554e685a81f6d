"""Whatever a fresh server is asked for first, it runs navigation, and so the guard, before a page.

Streamlit runs a file of a pages/ folder for the first visitor who asks for it by name, past the
main script, unless the main script lies inside that folder. So each page is asked for first, on a
server of its own, from a copy of the app in which each file of pages/ notes that it ran.
"""

import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, OPEN_TO_ALL
from engagement_metrics.models import Organisation
from tests.browser.rest import at_rest

ROOT = Path(__file__).parents[2]
FILES = {p.stem for p in (ROOT / "pages").glob("*.py")} - {"navigation"}
# By its file's name, which is what Streamlit would find by itself.
ADDRESSES = sorted(FILES - OPEN_TO_ALL)
NOTE = "import pathlib as _p; _p.Path({trace!r}).open('a').write({name!r} + '\\n')\n"
COLOUR = re.compile("\x1b\\[[0-9;]*m")
STRAY = "import streamlit as st\nst.title('A file that no menu names')\n"


@pytest.fixture
def traced(tmp_path):
    """A copy of the app whose pages note, in order, that they ran; with a page no menu names."""
    root = tmp_path / "app"
    root.mkdir()
    for name in ("app.py", "pages", "engagement_metrics", "data", ".streamlit"):
        if (ROOT / name).is_dir():
            # What another process is compiling just now has a name that goes away: *.pyc.1234.
            leave = shutil.ignore_patterns("*.db*", "secrets.toml", "*.pyc.*")
            shutil.copytree(ROOT / name, root / name, ignore=leave)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, root / name)
    (root / "pages" / "stray.py").write_text(STRAY, encoding="utf-8")
    for file in (root / "pages").glob("*.py"):
        note = NOTE.format(trace=str(tmp_path / "trace"), name=file.stem)
        file.write_text(note + file.read_text(encoding="utf-8"), encoding="utf-8")
    return root


def ran(root: Path) -> list[str]:
    """Which files of pages/ ran, in the order in which they did."""
    trace = root.parent / "trace"
    return trace.read_text().split() if trace.exists() else []


@pytest.mark.parametrize("first", ["activities", "stray"])
def test_a_fresh_server_asked_for_an_inner_page_first_runs_navigation_first(
    first, traced, serve, page
):
    server = serve(root=traced)
    with urllib.request.urlopen(f"{server.url}/{first}", timeout=90) as answer:
        assert answer.status == 200
    assert ran(traced) == []  # the shell is sent; nothing of ours runs before there is a session

    page.goto(f"{server.url}/{first}")
    expect(page.get_by_role("navigation").first).to_be_visible()
    at_rest(page)

    assert ran(traced)[0] == "navigation"
    assert "stray" not in ran(traced)
    expect(page.get_by_text("A file that no menu names")).to_have_count(0)


@pytest.mark.parametrize("first", [*ADDRESSES, "stray"])
def test_a_fresh_server_with_sign_in_gives_nothing_of_a_page_to_who_has_not_signed_in(
    first, traced, serve_with_sign_in, page
):
    server = serve_with_sign_in(root=traced)
    told = over_a_websocket(server.url, first)
    assert b"Sign in with your work account." in told
    server.stop()

    server = serve_with_sign_in(root=traced)
    page.goto(f"{server.url}/{first}")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("navigation")).to_have_count(0)

    assert set(ran(traced)) == {"navigation"}
    assert page.locator("h1").all_inner_texts() == ["Sign in"]


@pytest.mark.parametrize("first", sorted(OPEN_TO_ALL))
def test_a_fresh_server_with_sign_in_gives_a_page_for_anybody_and_nothing_besides(
    first, traced, serve_with_sign_in, sqlite_url, page
):
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="A name for those inside"))
    server = serve_with_sign_in(database=sqlite_url, root=traced)
    told = over_a_websocket(server.url, first)
    assert b"The six letters" in told
    assert b"A name for those inside" not in told
    assert set(ran(traced)) == {"navigation", first}

    page.goto(f"{server.url}/{first}")
    expect(page.get_by_label("The six letters")).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.locator("h1").all_inner_texts() == ["Self-assessment"]

    page.goto(f"{server.url}/measures")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    at_rest(page)

    assert set(ran(traced)) == {"navigation", first}


def over_a_websocket(url: str, page: str) -> bytes:
    """All that a server sends to a program, without a browser, that asks for a page."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    told = b""
    with connect(
        f"{url.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"]
    ) as connection:
        connection.send(asked.SerializeToString())
        while True:
            part = connection.recv(timeout=90)
            told += part
            if ForwardMsg.FromString(part).WhichOneof("type") == "script_finished":
                return told


def test_this_check_sees_a_page_that_runs_past_the_menu(traced, serve, page):
    (traced / "beside.py").write_text(
        "import streamlit as st\n"
        "st.navigation([st.Page(lambda: st.title('Home'), title='Home')]).run()\n",
        encoding="utf-8",
    )
    server = serve(root=traced, script="beside.py")
    server.wait_to_say("You can now view")

    page.goto(f"{server.url}/stray")

    expect(page.get_by_text("A file that no menu names").first).to_be_visible()
    assert ran(traced) == ["stray"]


def test_every_answer_carries_the_security_headers(serve):
    with urllib.request.urlopen(serve().url, timeout=90) as answer:
        policy = dict(
            part.strip().split(" ", 1)
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["object-src"] == "'none'"
        assert "unsafe-eval" not in policy["script-src"].replace("wasm-unsafe-eval", "")
        assert "unsafe-inline" not in policy["script-src"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_browser_asks_nobody_else_and_finds_nothing_against_the_policy(serve, page):
    server = serve()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(server.url)
    expect(page.locator("h1").first).to_be_visible()

    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    assert [text for text in said if "Content Security Policy" in text] == []


def refused(root: Path, *settings: str) -> str:
    """What the server says as it declines to start."""
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", *settings],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    return said


def test_with_half_of_sign_in_set_up_the_server_names_what_is_missing(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://engagement.example")

    said = refused(ROOT)

    assert "Sign-in is half set up: set SIGN_IN_METADATA_URL (" in said
    assert "SIGN_IN_COOKIE_SECRET (32 or more random characters of your own)." in said


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_without_sign_in_the_server_refuses_to_open_to_the_network(address):
    said = refused(ROOT, f"--server.address={address}")

    assert "No sign-in is set up, so Engagement metrics serves this machine only" in said
    assert address in said


def test_with_a_wrong_definition_the_server_does_not_start_and_names_the_line(traced):
    indicators = traced / "data" / "framework" / "indicators.csv"
    lines = indicators.read_text(encoding="utf-8").splitlines()
    indicators.write_text("\n".join([*lines, "nonsense"]) + "\n", encoding="utf-8")

    said = refused(traced, "--server.port=8699")

    assert "The definitions in data are not whole" in said
    assert f"indicators.csv line {len(lines) + 1}" in said


def test_the_server_starts_without_its_database_and_says_so_in_its_log(serve):
    with socket.socket() as closed:  # held, and nothing listens there
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

        server = serve(database=f"postgresql+psycopg://nobody@127.0.0.1:{port}/gone")

        assert server.answers()
        assert "The store cannot be reached" in server.log()


def test_a_store_whose_database_comes_late_is_readied_without_a_restart(serve, postgres_server):
    url = sa.make_url(postgres_server).set(database="engagement_late")
    server = serve(database=url.render_as_string(hide_password=False))
    assert "The store cannot be reached" in server.log()

    plain = sa.make_url(postgres_server).set(drivername="postgresql")
    with psycopg.connect(
        plain.render_as_string(hide_password=False), autocommit=True
    ) as connection:
        connection.execute("CREATE DATABASE engagement_late")
        server.wait_to_say("The store is there again.")
        with psycopg.connect(plain.set(database="engagement_late").render_as_string()) as late:
            tables = late.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            assert ("alembic_version",) in tables.fetchall()
        server.stop()
        connection.execute("DROP DATABASE engagement_late WITH (FORCE)")


def test_a_fault_of_ours_shows_a_plain_sentence_and_its_detail_only_in_the_log(traced, serve, page):
    (traced / "pages" / "navigation.py").write_text("raise RuntimeError('detail-for-the-log')\n")
    server = serve(root=traced)

    page.goto(server.url)

    expect(page.get_by_text("Something went wrong, and it is not your doing.")).to_be_visible()
    assert "detail-for-the-log" not in page.content()
    assert "RuntimeError" not in page.content()
    # Streamlit's log is in colour where rich is installed, as it is for the tests.
    assert "RuntimeError: detail-for-the-log" in COLOUR.sub("", server.log())
