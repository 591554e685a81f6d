"""The made-up store in one SQLite file, filled once in a run of the tests and then only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.examples import made_up


def filled(folder: Path) -> str:
    """The URL of the made-up store in a folder; the first to ask fills it."""
    url = f"sqlite:///{folder}/made_up.db"
    if not (folder / "made_up.db").exists():
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABASE_URL", url)
            store.migrate(url)
            made_up.fill(LOCAL_USER)
            store.close(url)
    return url


def in_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The made-up store as DATABASE_URL for one test, its connections let go of afterwards."""
    url = filled(folder)
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    store.close(url)
