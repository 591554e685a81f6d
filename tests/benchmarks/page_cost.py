"""CPU of one warm rerun of each page over that of an empty Streamlit page, in one run.

Run it with `PYTHONPATH=. python tests/benchmarks/page_cost.py`; it prints a table for
RESULTS.md. The made-up
year is the store. Garbage collection between reruns is off, as the app's own settings have it.
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
PAGES = {
    "outcomes": (None, {}),
    "outcomes, one cell": (None, {"cell": "ENG-02", "period": "2025/26"}),
    "you_said": ("you_said.py", {}),
    "quick_entry": ("quick_entry.py", {}),
    "activities": ("activities.py", {}),
    "evaluation_answers": ("evaluation_answers.py", {}),
    "figures": ("figures.py", {}),
    "set_up": ("set_up.py", {}),
    "help_page": ("help_page.py", {}),
}
RERUNS = 15


def cost(app: AppTest) -> float:
    """Median CPU milliseconds of a warm rerun."""
    for _ in range(3):
        app.run(timeout=60)
    gc.collect()
    gc.disable()
    times = []
    for _ in range(RERUNS):
        begun = time.process_time()
        app.run(timeout=60)
        times.append(1000 * (time.process_time() - begun))
    gc.enable()
    assert not app.exception, app.exception
    return statistics.median(times)


def main() -> None:
    """Fill a store with the made-up year and print each page's cost."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/store.db"
        from engagement_metrics import access, examples, store

        store.migrate()
        examples.load("made-up", access.LOCAL_USER)
        empty = cost(AppTest.from_string(EMPTY))
        print(f"| empty Streamlit page | {empty:.1f} | 1.0 |")
        for name, (page, query) in PAGES.items():
            app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
            for key, value in query.items():
                app.query_params[key] = value
            app.run()
            if page:
                app.switch_page(page).run()
            each = cost(app)
            print(f"| {name} | {each:.1f} | {each / empty:.1f} |")


if __name__ == "__main__":
    main()
