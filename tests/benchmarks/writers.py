"""How long a save takes and how many go in, for one writer alone and for fifty at once.

`python -m pytest tests/benchmarks/writers.py`; the rows go to RESULTS.md. The writers are
threads of one process, as the people on one server are. A save is one activity with six group
counts, its history line, totals and data version.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from engagement_metrics import store
from tests.benchmarks.kept import database, keep, machine, nth

AGES = {"u16": 1, "16_24": 2, "25_34": 3, "35_44": 4, "45_54": 5, "75p": 6}
COLUMNS = (
    "on", "database", "writers", "saves each", "lost", "twice", "errors", "median ms", "95% ms",
    "99% ms", "saves a second", "over one writer",
)  # fmt: skip


def measure(town, name: str, writers: int, saves: int) -> tuple[list[float], float, list[str]]:
    """Milliseconds of each save from asking to answer, seconds in all, and the faults told."""
    gate = Barrier(writers)
    faults: list[str] = []

    def write(who: int) -> list[float]:
        gate.wait()
        took = []
        for turn in range(saves):
            title = f"{name} {who} {turn}"
            begun = time.perf_counter()
            try:
                town.add(town.activity(title=title), town.ages(**AGES), key=title)
            except store.StoreUnavailable as fault:
                faults.append(str(fault))
            took.append(1000 * (time.perf_counter() - begun))
        return took

    begun = time.perf_counter()
    with ThreadPoolExecutor(writers) as pool:
        took = [one for each in pool.map(write, range(writers)) for one in each]
    return took, time.perf_counter() - begun, faults


def test_fifty_writers_against_one(town):
    measure(town, "warm", 1, 20)
    alone = 0.0
    for writers, saves in ((1, 200), (50, 20)):
        took, seconds, faults = measure(town, f"of{writers}", writers, saves)
        rate = len(took) / seconds
        alone = alone or rate
        titles = [
            title
            for (title,) in town.sql("SELECT title FROM activity")
            if title.startswith(f"of{writers} ")
        ]
        lost, twice = writers * saves - len(set(titles)), len(titles) - len(set(titles))
        keep(
            "Writers (tests/benchmarks/writers.py)",
            COLUMNS,
            (
                machine(), database(town), writers, saves, lost, twice, len(faults),
                *(f"{nth(took, part):.1f}" for part in (50, 95, 99)), round(rate),
                f"{rate / alone:.2f}",
            ),
        )  # fmt: skip
        assert (lost, twice, faults) == (0, 0, [])
    assert store.faults() == []
