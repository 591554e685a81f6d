"""A count is shown as a multiple of five near it, always the same, and right on average."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement_metrics.disclosure import shown
from engagement_metrics.disclosure.rounding import toss

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "equality" / "cases.json").read_text(encoding="utf-8")
    )["cases"]
}


@pytest.mark.parametrize("name", ["FRR02", "FRR04"])
def test_the_worked_cases_are_shown_as_they_were_worked_out(name):
    about, wanted = CASES[name]["input"], CASES[name]["expected"]
    key = about["key"].encode()

    assert toss(about["cell"], key) == pytest.approx(wanted["u"], abs=1e-6)
    assert [shown(count, about["cell"], key) for count in about["true"]] == wanted["shown"]


def test_over_many_cells_what_is_shown_is_right_on_average():
    about, wanted = CASES["FRR05"]["input"], CASES["FRR05"]["expected"]
    key = about["key"].encode()
    means = [
        sum(shown(count, f"x{number}", key) for number in range(20_000)) / 20_000
        for count in about["true"]
    ]

    assert means == pytest.approx(wanted["mean_shown"])


@given(st.integers(0, 10**6), st.text(max_size=20), st.binary(min_size=1, max_size=64))
def test_a_multiple_of_five_at_most_four_away_and_always_the_same(count, cell, key):
    found = shown(count, cell, key)

    assert found % 5 == 0
    assert abs(found - count) <= 4
    assert found == shown(count, cell, key)


def test_another_process_shows_the_same():
    program = (
        "from engagement_metrics.disclosure import shown;"
        "print([shown(n, f'7|2026-27|engage|sex|{n}', b'k') for n in range(40)])"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip

    here = [shown(n, f"7|2026-27|engage|sex|{n}", b"k") for n in range(40)]
    assert json.loads(other.stdout) == here


def test_another_key_tosses_otherwise():
    cells = [f"cell {number}" for number in range(40)]

    assert [shown(2, cell, b"one") for cell in cells] != [shown(2, cell, b"two") for cell in cells]


def test_a_count_below_nought_is_refused():
    with pytest.raises(ValueError, match="a count is 0 or more, not -1"):
        shown(-1, "cell", b"key")
