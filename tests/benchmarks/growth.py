"""How much longer Outcomes takes as the store grows: first view after a write, and warm.

Run it with `PYTHONPATH=. python tests/benchmarks/growth.py 1000 50000`; it prints a table for
RESULTS.md. Stores are synthetic. Times are wall-clock milliseconds of the script alone, median.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.examples import synthetic
from engagement_metrics.models import Topic

ROOT = Path(__file__).parents[2]
TIMES = 7


def timed(app: AppTest) -> float:
    """Milliseconds of one rerun."""
    begun = time.perf_counter()
    app.run(timeout=300)
    assert not app.exception, app.exception
    return 1000 * (time.perf_counter() - begun)


def measure(activities: int, folder: str) -> tuple[float, float, float]:
    """First view after a write, another period not seen before, and a warm rerun."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/{activities}.db"
    store.migrate()
    synthetic.fill(LOCAL_USER, activities, seed=1)
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=300)
    app.run()
    after_write, unseen, warm = [], [], []
    periods = app.selectbox(key="period").options[1 : TIMES + 1]
    for at in range(TIMES):
        with store.session(LOCAL_USER) as session:
            session.add(Topic(name=f"Topic {at}"))
        gc.collect()
        after_write.append(timed(app))
        warm.append(timed(app))
    for period in periods:
        app.selectbox(key="period").set_value(period)
        unseen.append(timed(app))
    return tuple(statistics.median(times) for times in (after_write, unseen, warm))  # type: ignore[return-value]


def main() -> None:
    """Print a row for each size asked for."""
    print("| activities | first view after a write, ms | period not seen before, ms | warm, ms |")
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sys.argv[1:] or ["1000", "50000"]):
            first, unseen, warm = measure(size, folder)
            print(f"| {size:,} | {first:.0f} | {unseen:.0f} | {warm:.0f} |", flush=True)


if __name__ == "__main__":
    main()
