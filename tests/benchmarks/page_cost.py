"""CPU of one warm rerun of each page over that of an empty Streamlit page, in one run.

Run it with `PYTHONPATH=. python tests/benchmarks/page_cost.py`; it prints a table for
RESULTS.md. The made-up year is the store. Garbage collection between reruns is off, as the app's
own settings have it. Pages take turns, so that all of them meet the same other work.
"""

import gc
import os
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
EMPTY = "import streamlit as st\nst.title('Empty')\n"
# Every page as it opens, and some of them with a record or a measure open.
OPEN = {
    "measure": {"cell": "ENG-02", "period": "2025/26"},
    "measures": {"measures": "All measures"},
    "activities": {"activity": "1"},
    "quick_entry": {"activity": "1"},
}
ROUNDS, RERUNS = 5, 6


def states() -> dict[str, tuple[str | None, dict[str, str]]]:
    """The file and the query of each state of each page, by the name it has in the table."""
    names = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
    found: dict[str, tuple[str | None, dict[str, str]]] = {
        name: (None if name == "outcomes" else f"{name}.py", {})
        for name in names
        if name != "navigation"
    }
    for name, query in OPEN.items():
        found[f"{name}, {'; '.join(query.values())}"] = (f"{name}.py", query)
    return found


def opened(page: str | None, query: dict[str, str]) -> AppTest:
    """The page, opened and warm."""
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if page:
        app.switch_page(page)
        for key, value in query.items():  # what is asked of this page alone
            app.query_params[key] = value
        app.run()
    for _ in range(3):
        app.run()
    assert not app.exception, app.exception
    return app


def cost(app: AppTest) -> list[float]:
    """CPU milliseconds of some warm reruns."""
    gc.collect()
    gc.disable()
    times = []
    for _ in range(RERUNS):
        begun = time.process_time()
        app.run(timeout=60)
        times.append(1000 * (time.process_time() - begun))
    gc.enable()
    assert not app.exception, app.exception
    return times


def main() -> None:
    """Fill a store with the made-up year and print each page's cost."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/store.db"
        from engagement_metrics import access, examples, store

        store.migrate()
        examples.load("made-up", access.LOCAL_USER)
        plain = AppTest.from_string(EMPTY)
        plain.run()
        pages = {"empty Streamlit page": plain}
        pages |= {name: opened(*how) for name, how in states().items()}
        times: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, app in pages.items():
                times[name] += cost(app)
        floor = statistics.median(times["empty Streamlit page"])
        for name, each in times.items():
            middle = statistics.median(each)
            print(f"| {name} | {middle:.1f} | {middle / floor:.1f} |")


if __name__ == "__main__":
    main()
