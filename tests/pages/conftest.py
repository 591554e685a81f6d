"""The made-up year for pages to be opened on: a copy for each test, which may write in it."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from tests.made_up_store import filled


@pytest.fixture(scope="session")
def made_up_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up year in one SQLite file, at rest."""
    folder = tmp_path_factory.mktemp("made-up-pages")
    filled(folder)
    return folder / "made_up.db"


@pytest.fixture
def made_up_url(made_up_file: Path, sqlite_url: str) -> str:
    """The test's own store, holding the made-up year."""
    store.close(sqlite_url)
    shutil.copyfile(made_up_file, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture
def links() -> Callable[[AppTest], dict[str, str]]:
    """The links of the lists of a page that open a record in place: words and address."""

    def found(app: AppTest) -> dict[str, str]:
        blocks = "".join(element.proto.body for element in app.get("html"))
        there = re.findall(r'<a class="open" href="([^"]+)" data-open="[^"]+">(.*?)</a>', blocks)
        assert len({words for _, words in there}) == len(there), "two links of one name"
        return {unescape(words): unescape(address) for address, words in there}

    return found


@pytest.fixture
def follow(links: Callable[[AppTest], dict[str, str]]) -> Callable[[AppTest, str], AppTest]:
    """Click the link of those words: the page is told what its address asks for, and runs."""

    def clicked(app: AppTest, words: str) -> AppTest:
        asked = dict(parse_qsl(urlsplit(links(app)[words]).query))
        app.session_state["measure_links.clicked"] = asked
        return app.run()

    return clicked
