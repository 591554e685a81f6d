"""Many small stores: no sequence of questions gives a count of a group or few answers away."""

import time

import numpy as np

from tests.benchmarks.kept import keep, machine
from tests.disclosure.sequences import attack
from tests.disclosure.test_answers import attacked, random_year

STORES, SEQUENCES, YEARS = 10_000, 200, 500
COLUMNS = (
    "on", "stores", "filter sequences", "released tables", "of them unlike", "left out by audit",
    "given away", "seconds",
)  # fmt: skip


def test_no_count_of_ten_thousand_stores_can_be_told():
    begun = time.monotonic()
    made = attack(range(STORES), SEQUENCES)

    assert made.given_away == []
    assert made.stores == STORES
    keep(
        "Small stores that integer optimisation tries to solve (`make soak`)",
        COLUMNS,
        (
            machine(), made.stores, SEQUENCES, made.tables, made.unlike, made.left_out, 0,
            round(time.monotonic() - begun),
        ),
    )  # fmt: skip


def test_no_subtraction_of_five_hundred_years_of_answers_tells_of_fewer_than_ten():
    begun = time.monotonic()
    figures = kept_back = 0
    for seed in range(10_000, 10_000 + YEARS):
        given_away, quarters, years, parts = attacked(random_year(np.random.default_rng(seed)))
        assert given_away == [], seed
        figures += quarters + years
        kept_back += parts
    keep(
        "Years of answers that integer optimisation tries to subtract (`make soak`)",
        ("on", "years", "figures shown", "parts of them under ten", "given away", "seconds"),
        (machine(), YEARS, figures, kept_back, 0, round(time.monotonic() - begun)),
    )
