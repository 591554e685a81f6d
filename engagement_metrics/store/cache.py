"""What was read lately, kept by the data version it was read at, and bounded."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from cachetools import LRUCache
from sqlmodel import Session, select

from engagement_metrics.models import DataVersion
from engagement_metrics.store.engine import database_url, one_row, reading

T = TypeVar("T")
P = ParamSpec("P")
_At = tuple[int, datetime | None]
KEPT = 512
_VERSION = select(DataVersion.number, DataVersion.at)
_kept: LRUCache[tuple[str, _At, Hashable], Any] = LRUCache(maxsize=KEPT)
_latest: dict[str, _At] = {}  # the data version that what is kept of each store was read at
_forgetting: list[Callable[[], None]] = []  # of what is kept elsewhere
_lock = Lock()
_NOTHING = object()
_READ_AT = "the data version it is read at"  # what a session that `remembered` opened carries


@dataclass
class _Moment:
    """What a page that is being drawn has seen: each store's data version, and what it read."""

    at: dict[str, _At] = field(default_factory=dict)
    found: dict[tuple[str, Hashable], Any] = field(default_factory=dict)

    def see(self, store: str, at: _At) -> None:
        """Note the version that a store is seen at; at another one, what was read is forgotten."""
        if self.at.get(store) != at:
            self.found.clear()
            self.at[store] = at


_moment: ContextVar[_Moment | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it the data version is looked up once, so that a page is drawn of one moment.

    A write of its own ends the moment: what follows is read anew.
    """
    token = _moment.set(_Moment())
    try:
        yield
    finally:
        _moment.reset(token)


def look_again() -> None:
    """Have the rest of what is being drawn read at the data version that is now."""
    if _moment.get() is not None:
        _moment.set(_Moment())


def data_version() -> int:
    """How often the store has been changed; readers look again when it moves."""
    return int(one_row(_VERSION).number)


def drawn_at() -> _At:
    """The data version and when it was reached; of a page that is being drawn, the one it shows."""
    moment, store = _moment.get(), database_url()
    if moment is not None and store in moment.at:
        return moment.at[store]
    now = one_row(_VERSION)
    at = int(now.number), now.at
    if moment is not None:
        moment.see(store, at)
    return at


def remembered(what: Hashable, read: Callable[[Session], T]) -> T:
    """What `read` gives for the present data version, read once and then remembered.

    The same object is handed to every reader, who must not change it.
    """
    moment, store = _moment.get(), database_url()
    if moment is not None and (store, what) in moment.found:
        return cast(T, moment.found[store, what])
    at = drawn_at()
    with _lock:
        held = _kept.get((store, at, what), _NOTHING)
    if held is _NOTHING:
        with reading() as orm:
            # Others may have written since: what is read is kept by the version it is read at.
            now = orm.connection().execute(_VERSION).one()
            at = int(now.number), now.at
            orm.info[_READ_AT] = at
            held = read(orm)
        _keep(store, at, what, held)
    if moment is not None:
        moment.see(store, at)
        moment.found[store, what] = held
    return cast(T, held)


def part_of(orm: Session, what: Hashable, read: Callable[[], T]) -> T:
    """A part of what `remembered` reads that other reads have in common: read once for all of them.

    `what` must name all that the part follows from. In a read of another kind it is read anew.
    """
    at = orm.info.get(_READ_AT)
    if at is None:
        return read()
    store = database_url()
    with _lock:
        held = _kept.get((store, at, what), _NOTHING)
    if held is _NOTHING:
        held = read()
        _keep(store, at, what, held)
    return cast(T, held)


def until_changed(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what is worked out of a store, by what it was worked out from, until the store moves on.

    A page's `functools.lru_cache`, which forgets as `remembered` does.
    """

    def made(work: Callable[P, T]) -> Callable[P, T]:
        keeping = lru_cache(maxsize)(work)
        _forgetting.append(keeping.cache_clear)
        return cast(Callable[P, T], keeping)

    return made


def _keep(store: str, at: _At, what: Hashable, found: object) -> None:
    with _lock:
        moved_on = _latest.get(store) != at
        if moved_on:
            # What was withdrawn or erased since is not to lie about in memory either.
            for key in [key for key in _kept if key[0] == store]:
                del _kept[key]
            _latest[store] = at
        _kept[store, at, what] = found
    if moved_on:
        for forget in _forgetting:
            forget()
