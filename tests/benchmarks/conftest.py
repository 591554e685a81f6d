"""The timings use the same stores, server and Chromium as the tests."""

from tests.browser.conftest import (
    browser_context_args,
    browser_type_launch_args,
    made_up_file,
    made_up_store,
    serve,
    settled,
)
from tests.store.conftest import saver, town

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "made_up_file",
    "made_up_store",
    "saver",
    "serve",
    "settled",
    "town",
]
