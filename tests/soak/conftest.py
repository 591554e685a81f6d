"""The long checks use the same town, saver, server and screen as the short ones."""

from tests.browser.conftest import (
    browser_context_args,
    browser_type_launch_args,
    made_up_file,
    made_up_store,
    patience,
    serve,
)
from tests.store.conftest import postgres_town, saver, town

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "made_up_file",
    "made_up_store",
    "patience",
    "postgres_town",
    "saver",
    "serve",
    "town",
]
