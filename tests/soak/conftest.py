"""The long checks use the same town and the same saver as the short ones."""

from tests.store.conftest import postgres_town, saver, town

__all__ = ["postgres_town", "saver", "town"]
