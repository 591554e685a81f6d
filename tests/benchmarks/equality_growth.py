"""How much longer Who we heard from takes as the store grows: after a write, unseen, and warm.

Run it with `PYTHONPATH=. python tests/benchmarks/equality_growth.py 1000 50000 1000000`; it prints
a table for RESULTS.md. Stores are synthetic (`examples.synthetic`): nothing in them is real. All
sizes take turns in one run, in the team view, so that they meet the same other work. A folder as
`--in FOLDER` keeps the stores for the next run. Times are CPU of the process, SQLite in it.
"""

import argparse
import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from engagement_metrics import equality, framework, population, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.examples import synthetic
from engagement_metrics.models import Period, Topic
from engagement_metrics.store import Filter

ROOT = Path(__file__).parents[2]
ROUNDS = 7
YEAR = Period.year(2025)
Times = dict[tuple[str, int], list[float]]


def milliseconds(act: Callable[[], Any]) -> float:
    """CPU milliseconds of doing something once, with no garbage collected meanwhile."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    act()
    taken = 1000 * (time.process_time() - begun)
    gc.enable()
    return taken


def use(folder: str, size: int) -> None:
    """Let the store of that size be the one in use; it is filled where it is not there yet."""
    file = Path(folder) / f"{size}.db"
    os.environ["DATABASE_URL"] = f"sqlite:///{file}"
    if not file.exists():
        store.migrate()
        print(f"(synthetic: {synthetic.fill(LOCAL_USER, size, seed=1)})", flush=True)


def write(name: str) -> None:
    """A write, after which nothing that was worked out before may be shown."""
    with store.session(LOCAL_USER) as writer:
        writer.add(Topic(name=name))


def calculate(period: Period = YEAR) -> None:
    """All that the page works out: who was heard, since when, and one question place by place."""
    setup, residents, definitions = store.setup(), population.load(), framework.load()
    wanted = Filter(None, setup.within(None), period, None, date.today())
    with store.one_moment():
        groups = store.team_groups(LOCAL_USER, wanted)
        last = store.last_heard(LOCAL_USER, wanted)
        found = equality.view(definitions, residents, setup, groups, wanted, last)
        places = equality.by_place(definitions, residents, setup, groups, wanted, "sex")
        assert found.coverages["sex"].completeness.known and places


def opened() -> AppTest:
    """The page, opened on the store in use."""
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=300)
    app.run()
    app.switch_page("equality.py")
    app.run()
    app.selectbox(key="period").set_value(YEAR.short).run()
    assert not app.exception, app.exception
    return app


def measure(folder: str, sizes: list[int]) -> Times:
    """Milliseconds by what was done and the size of the store."""
    times: Times = {}
    apps: dict[int, AppTest] = {}

    def took(what: str, size: int, act: Callable[[], Any]) -> None:
        times.setdefault((what, size), []).append(milliseconds(act))

    for size in sizes:
        use(folder, size)
        apps[size] = opened()
    stamp = time.time_ns()
    for turn in range(ROUNDS):
        for size in sizes:
            use(folder, size)
            page = apps[size]
            write(f"Calculated {stamp} {turn}")
            took("calculation after a write", size, calculate)
            took("calculation again", size, calculate)
            write(f"Shown {stamp} {turn}")
            took("page after a write", size, page.run)
            took("page, warm", size, page.run)
            page.selectbox(key="period").set_value(page.selectbox(key="period").options[7 + turn])
            took("page, a period not seen before", size, page.run)
            page.selectbox(key="period").set_value(YEAR.short).run()
            assert not page.exception, page.exception
    return times


def main() -> None:
    """Print a row for each thing done, and how much longer it took than in the smallest store."""
    asked = argparse.ArgumentParser()
    asked.add_argument("sizes", nargs="*", type=int, default=[1000, 50000])
    asked.add_argument("--in", dest="folder")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        times = measure(given.folder or scratch, given.sizes)
    first = given.sizes[0]
    heads = [f"{size:,}" for size in given.sizes]
    heads += [f"{size:,} over {first:,}" for size in given.sizes[1:]]
    print(f"| ms, median of {ROUNDS} | {' | '.join(heads)} |")
    print(f"| --- |{' --- |' * len(heads)}")
    for what in dict.fromkeys(what for what, _ in times):
        middles = [statistics.median(times[what, size]) for size in given.sizes]
        cells = [f"{one:.1f}" for one in middles]
        cells += [f"{one / middles[0]:.2f}" for one in middles[1:]]
        print(f"| {what} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
