"""Judging agrees with NHSRplotthedots 0.2.2 on every case that it answers; see README.md."""

import json
import math
from pathlib import Path

import pytest

from engagement_metrics import spc
from engagement_metrics.spc import Judged

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))[
        "cases"
    ]
}
# Where the package is at fault, and what ours says instead is in tests of its own (test_judge.py).
OURS = {
    "p_constant_screen": "screening drops every range of a constant series: no limits are left",
    "p_na_error_trend": "it stops on a missing value within a rising stretch",
    "p_duplicate_date": "two values of one date: it stops too, ours with a sentence",
}
COLUMNS = {"value": "value", "mean": "mean", "lower_limit": "lpl", "upper_limit": "upl"}
EXACT = {"segment": "rebase_group", "special_cause": "special_cause_type",
         "point_type": "point_type"}  # fmt: skip


def judged(case: dict) -> Judged:
    given = dict(case["input"])
    return spc.judge(given.pop("values"), **given)


def near(ours: float, theirs: float | None) -> bool:
    if theirs is None:
        return math.isnan(ours)
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("case", sorted(CASES.keys() - OURS.keys()))
def test_a_case_is_judged_as_the_package_judges_it(case):
    expected = CASES[case]["expected"]
    found = judged(CASES[case])

    for ours, theirs in COLUMNS.items():
        pairs = list(zip(found.points[ours], expected["points"][theirs], strict=True))
        assert [pair for pair in pairs if not near(*pair)] == [], ours
    for ours, theirs in EXACT.items():
        assert list(found.points[ours]) == expected["points"][theirs], ours
    assert found.variation_icon == expected["variation_icon"]
    assert found.assurance_icon == expected["assurance_icon"]


def test_every_case_that_the_package_answers_is_among_them_but_one():
    answered = {key for key, case in CASES.items() if case["expected"]["status"] == "ok"}

    assert len(CASES) == 69
    assert answered & OURS.keys() == {"p_constant_screen"}
    assert CASES.keys() - answered == {"p_na_error_trend", "p_duplicate_date"}


def test_a_constant_series_has_its_limits_on_its_mean_and_meets_a_target_below_it():
    found = judged(CASES["p_constant_screen"])
    [value] = set(found.points["value"])

    for line in ("mean", "lower_limit", "upper_limit"):
        assert set(found.points[line]) == {value}
    assert set(found.points["special_cause"]) == {"Common Cause"}
    assert (found.variation_icon, found.assurance_icon) == ("common_cause", "pass")


def test_a_missing_value_within_a_rising_stretch_breaks_the_trend_and_nothing_else():
    found = judged(CASES["p_na_error_trend"])
    [gap] = [at for at, value in enumerate(found.points["value"]) if math.isnan(value)]

    assert not any("Trend" in label for label in found.points["special_cause"])
    assert found.points["special_cause"][gap] == "Common Cause"
    assert found.points["mean"].notna().all()


def test_two_values_of_one_date_are_refused_with_a_sentence():
    with pytest.raises(ValueError, match=r"^Two values have one date: 2023-01-01\.$"):
        judged(CASES["p_duplicate_date"])
