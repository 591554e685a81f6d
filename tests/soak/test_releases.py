"""Ten thousand released tables: none gives a count away, by integer optimisation."""

import time

import numpy as np

from engagement_metrics.disclosure import pool, release
from tests.benchmarks.kept import keep, machine
from tests.disclosure.test_releasing import KEY, no_count_can_be_told, random_store

TABLES = 10_000
COLUMNS = ("on", "tables", "of stores", "left out by the audit", "given away", "seconds")


def test_no_count_of_ten_thousand_released_tables_can_be_told():
    begun = time.monotonic()
    tables, left_out, seed = 0, 0, 0
    while tables < TABLES:
        about, parents, categories = random_store(np.random.default_rng(10_000 + seed))
        pooled, _ = pool(about, parents)
        cells, without = release(pooled, categories, KEY)
        people_of = {(one.place, one.period, one.aim): one.people for one in pooled}
        assert no_count_can_be_told(cells, people_of), seed
        tables += len({(c.place, c.period, c.aim, c.characteristic) for c in cells})
        left_out += len(without)
        seed += 1
    keep(
        "Released tables that integer optimisation tries to solve (`make soak`)",
        COLUMNS,
        (machine(), tables, seed, left_out, 0, round(time.monotonic() - begun)),
    )
