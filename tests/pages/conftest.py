"""The made-up year for pages to be opened on: a copy for each test, which may write in it."""

import shutil
from pathlib import Path

import pytest

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
