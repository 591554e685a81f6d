"""What was read lately, kept by the data version it was read at, and bounded."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from sqlmodel import Session, select

from engagement_metrics.models import DataVersion
from engagement_metrics.store.engine import reading

T = TypeVar("T")
KEPT = 512
_kept: LRUCache[Hashable, Any] = LRUCache(maxsize=KEPT)
_lock = Lock()


def data_version() -> int:
    """How often the store has been changed; readers look again when it moves."""
    with reading() as orm:
        return orm.exec(select(DataVersion.number)).one()


def remembered(what: Hashable, read: Callable[[Session], T]) -> T:
    """What `read` gives for the present data version, read once and then remembered.

    The same object is handed to every reader, who must not change it.
    """
    with reading() as orm:
        # The moment too: a store set back to an older copy comes by the same numbers again.
        version = orm.exec(select(DataVersion.number, DataVersion.at)).one()
        key = (str(orm.get_bind().engine.url), *version, what)
        with _lock:
            if key in _kept:
                return _kept[key]
        found = read(orm)
    with _lock:
        _kept[key] = found
    return found
