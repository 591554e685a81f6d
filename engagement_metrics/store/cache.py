"""What was read lately, kept by the data version it was read at, and bounded."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from sqlmodel import Session, select

from engagement_metrics.models import DataVersion
from engagement_metrics.store.engine import database_url, one_row, reading

T = TypeVar("T")
_At = tuple[int, datetime | None]
KEPT = 512
_VERSION = select(DataVersion.number, DataVersion.at)
_kept: LRUCache[Hashable, Any] = LRUCache(maxsize=KEPT)
_lock = Lock()
# Of a page that is being drawn: the data version that each store was last seen at.
_drawn_at: ContextVar[dict[str, _At] | None] = ContextVar("drawn_at", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it the data version is looked up once, so that a page is drawn of one moment.

    A write of its own ends the moment: what follows is read anew.
    """
    token = _drawn_at.set({})
    try:
        yield
    finally:
        _drawn_at.reset(token)


def look_again() -> None:
    """Have the rest of what is being drawn read at the data version that is now."""
    seen = _drawn_at.get()
    if seen is not None:
        seen.clear()


def data_version() -> int:
    """How often the store has been changed; readers look again when it moves."""
    return int(one_row(_VERSION).number)


def drawn_at() -> _At:
    """The data version and when it was reached; of a page that is being drawn, the one it shows."""
    seen, store = _drawn_at.get(), database_url()
    if seen is not None and store in seen:
        return seen[store]
    now = one_row(_VERSION)
    at = int(now.number), now.at
    if seen is not None:
        seen[store] = at
    return at


def remembered(what: Hashable, read: Callable[[Session], T]) -> T:
    """What `read` gives for the present data version, read once and then remembered.

    The same object is handed to every reader, who must not change it.
    """
    # The moment too: a store set back to an older copy comes by the same numbers again.
    store, at = database_url(), drawn_at()
    with _lock:
        if (store, at, what) in _kept:
            return _kept[store, at, what]
    with reading() as orm:
        # Others may have written since: what is read is kept by the version it is read at.
        number, moment = orm.connection().execute(_VERSION).one()
        at = (number, moment)
        found = read(orm)
    seen = _drawn_at.get()
    if seen is not None:
        seen[store] = at
    with _lock:
        _kept[store, at, what] = found
    return found
