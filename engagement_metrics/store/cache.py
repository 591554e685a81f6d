"""What was read lately, kept by the data version it was read at, and bounded."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from sqlmodel import Session, select

from engagement_metrics.models import DataVersion
from engagement_metrics.store.engine import database_url, reading

T = TypeVar("T")
KEPT = 512
_kept: LRUCache[Hashable, Any] = LRUCache(maxsize=KEPT)
_lock = Lock()
# Of a page that is being drawn: the data version that each store was last seen at.
_drawn_at: ContextVar[dict[str, tuple[Any, ...]] | None] = ContextVar("drawn_at", default=None)


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
    with reading() as orm:
        return orm.exec(select(DataVersion.number)).one()


def remembered(what: Hashable, read: Callable[[Session], T]) -> T:
    """What `read` gives for the present data version, read once and then remembered.

    The same object is handed to every reader, who must not change it.
    """
    seen, store = _drawn_at.get(), database_url()
    if seen is not None and store in seen:
        with _lock:
            if (*seen[store], what) in _kept:
                return _kept[*seen[store], what]
    with reading() as orm:
        # The moment too: a store set back to an older copy comes by the same numbers again.
        version = orm.exec(select(DataVersion.number, DataVersion.at)).one()
        at = (str(orm.get_bind().engine.url), *version)
        key = (*at, what)
        if seen is not None:
            seen[store] = at
        with _lock:
            if key in _kept:
                return _kept[key]
        found = read(orm)
    with _lock:
        _kept[key] = found
    return found
