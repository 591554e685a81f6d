"""What drafts are held against: the definitions, a small store, and a day in November 2026."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engagement_metrics import entry, framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityDraft,
    ActivityStatus,
    Aim,
    PieceOfWork,
    Place,
    PriorityGroup,
    Suggestion,
    Topic,
    WorkKind,
)

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def small_store(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the store that `known` describes, to be copied."""
    file = tmp_path_factory.mktemp("entry") / "small.db"
    shutil.copyfile(sqlite_template, file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{file}")
        with store.session(LOCAL_USER) as write:
            fill(write)
    store.close(f"sqlite:///{file}")
    return file


@pytest.fixture
def known(
    small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[entry.Known]:
    """Place 1 with place 2 in it and 3 withdrawn; topic 1, group 1, project 1 and service 2.

    Activity 1 has activity 2 as its part; 3 is planned, 4 withdrawn. Suggestion 1 stands, 2 does
    not. Of topics, groups and pieces of work the last is withdrawn.
    """
    url = f"sqlite:///{shutil.copyfile(small_store, tmp_path / 'store.db')}"
    monkeypatch.setenv("DATABASE_URL", url)
    yield entry.Known(framework.load(), store.setup(), TODAY)
    store.close(url)


def fill(write: store.Writer) -> None:
    """Write what `known` describes."""
    for name, parent in (("Wold", None), ("North", 1), ("Old", 1)):
        write.add(Place(name=name, parent_id=parent))
    write.withdraw(Place, 3, 1)
    for name in ("Sleep", "Gone"):
        write.add(Topic(name=name))
    write.withdraw(Topic, 2, 1)
    for name in ("Under 16s", "Gone"):
        write.add(PriorityGroup(name=name, characteristic="age"))
    write.withdraw(PriorityGroup, 2, 1)
    for name, kind in (("Plan", "project"), ("Clinic", "service"), ("Gone", "service")):
        write.add(PieceOfWork(name=name, kind=WorkKind(kind), place_id=2))
    write.withdraw(PieceOfWork, 3, 1)
    for other in ({}, {"part_of_id": 1}, {"status": ActivityStatus.PLANNED}, {}):
        write.add(activity(**other))
    write.withdraw(Activity, 4, 1)
    for text in ("Open later.", "Gone"):
        write.add(Suggestion(text=text, place_id=2))
    write.withdraw(Suggestion, 2, 1)


def activity(**other: Any) -> Activity:
    """A complete activity in the north in May."""
    fields = {
        "title": "Stall", "aim": Aim.ENGAGE, "method": "survey", "place_id": 2, "topic_id": 1,
        "starts": "2026-05-20", "ends": "2026-05-20", "month": "2026-05", "financial_year": 2026,
        "status": ActivityStatus.COMPLETE, "heads": 10,
    }  # fmt: skip
    return Activity(**fields | other)


@pytest.fixture
def told(known: entry.Known) -> Callable[..., dict[str, str]]:
    """What is said of a draft: the faults, or the doubts; nothing where all is well.

    However bad the draft, nothing is stored.
    """

    def say(accept: Callable[..., Any], draft: Any, *more: Any) -> dict[str, str]:
        version = store.data_version()
        try:
            accept(draft, *more, known)
        except entry.EntryError as error:
            assert store.data_version() == version
            return error.faults | error.doubts
        return {}

    return say


@pytest.fixture
def returned() -> Callable[..., ActivityDraft]:
    """An after-activity return in which all is well, but for what is given."""

    def fill(**other: Any) -> ActivityDraft:
        fields = {
            "title": "Market stall", "aim": "engage", "method": "survey", "place": 2,
            "ends": "2026-05-20", "heads": 12,
        }  # fmt: skip
        return ActivityDraft(**fields | other)

    return fill
