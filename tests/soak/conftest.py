"""The long checks use the same town, saver, server and screen as the short ones."""

from tests.browser.conftest import (
    browser,
    browser_context_args,
    browser_type_launch_args,
    fronted,
    made_up_file,
    made_up_store,
    nursery,
    patience,
    serve,
    serve_alone,
)
from tests.store.conftest import postgres_town, saver, town

__all__ = [
    "browser",
    "browser_context_args",
    "browser_type_launch_args",
    "fronted",
    "made_up_file",
    "made_up_store",
    "nursery",
    "patience",
    "postgres_town",
    "saver",
    "serve",
    "serve_alone",
    "town",
]
