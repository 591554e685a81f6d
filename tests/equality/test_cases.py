"""Worked cases: what the app says of them is what was worked out apart from it."""

import json
import math
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from engagement_metrics import equality
from engagement_metrics.equality import experts

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))["cases"]
CLOSE = 1e-6  # the cases are rounded to six places
LEFT_OUT = {
    "differencing": "they show what leaks where filters are free: the releases have none",
    "disclosure": "they show hiding small cells, which was not chosen: every cell is rounded",
    "rounding": "they show rounding each view anew, which was not chosen",
    "nhs_number": "the check of free text has it: tests/entry/test_personal.py",
    "fixed_random_rounding": "they are disclosure's: tests/disclosure",
}


def of_kind(kind):
    found = [case for case in CASES if case["kind"] == kind]
    assert found
    return pytest.mark.parametrize("case", found, ids=[case["id"] for case in found])


def close(wanted):
    return pytest.approx(wanted, abs=CLOSE)


def test_every_kind_of_case_is_calculated_or_left_out_for_a_reason():
    calculated = {
        "ppr", "completeness", "distribution", "multiple", "pooled", "priority", "recency",
        "repeat", "finite",
    }  # fmt: skip
    assert Counter(case["kind"] for case in CASES).keys() == calculated | LEFT_OUT.keys()


@of_kind("ppr")
def test_a_category_beside_its_share_of_residents(case):
    given, wanted = case["input"], case["expected"]
    reached, known = given["reached_in_category"], given["known_total"]
    found = equality.compare(reached, known, given["benchmark_share"])

    assert (found.status, found.ratio) == (wanted["status"], close(wanted["ppr"]))
    if not known:
        return
    assert found.share == close(wanted["share"])
    assert (found.ratio_low, found.ratio_high) == close((wanted["ppr_low"], wanted["ppr_high"]))
    assert found.gap_in_points == close(wanted["diff_pp"])
    assert found.expected_people == close(wanted["expected_people"])
    assert found.people_short_of_parity == wanted["extra_people_to_parity"]
    short = equality.people_short(reached, known, given["benchmark_share"], 0.8)
    assert short == wanted["extra_people_to_0.8"]
    assert equality.wilson(reached, known) == close(tuple(wanted["wilson"]))


@of_kind("ppr")
def test_the_exact_figures_of_a_category(case):
    given, wanted = case["input"], case["expected"]
    if not given["known_total"]:
        with pytest.raises(ValueError, match="n"):
            experts.exact(0, 0, given["benchmark_share"])
        return
    found = experts.exact(
        given["reached_in_category"], given["known_total"], given["benchmark_share"]
    )

    assert (found.low, found.high) == close(tuple(wanted["clopper_pearson"]))
    assert found.p_two_sided == close(wanted["binom_p_two_sided"])
    assert found.chance_of_none == close(wanted["prob_none_by_chance"])


@of_kind("completeness")
def test_of_how_many_people_the_answer_is_known(case):
    given, wanted = case["input"], case["expected"]
    found = equality.Completeness(
        given["headcount"], sum(given["categories"].values()), given["prefer_not_to_say"],
        given["not_known"], given["not_asked"],
    )  # fmt: skip

    assert (found.known, found.unaccounted) == (wanted["known"], wanted["unaccounted"])
    assert found.valid is wanted["valid"]
    assert found.known_share == close(wanted["coverage_known_share"])
    assert found.declined_share == close(wanted["declined_share_of_asked"])
    assert equality.shares(given["categories"]) == {
        key: close(share) for key, share in wanted["shares_of_known"].items()
    }
    if "worst_case_share_first_category" in wanted:
        first = next(iter(given["categories"].values()))
        assert found.range_of_share(first) == close(
            tuple(wanted["worst_case_share_first_category"])
        )
    assert found.asked_share == close(wanted["asked_share"])


@of_kind("distribution")
def test_a_whole_characteristic_beside_residents(case):
    given, wanted = case["input"], case["expected"]
    found = experts.whole(given["reached"], given["benchmark_shares"])

    assert (found.known, found.degrees) == (wanted["n"], wanted["df"])
    assert found.chi_square == close(wanted["chi2"])
    assert found.p == (close(wanted["p"]) if wanted["chi2_valid"] else None)
    assert found.cohens_w == close(wanted["cohens_w"])
    assert found.least_expected == close(wanted["min_expected"])
    assert found.dissimilarity == close(wanted["dissimilarity"])
    assert found.out_of_place == close(wanted["people_out_of_place"])
    assert found.index_of_disparity == close(wanted["index_of_disparity_pct"])
    pairs = zip(given["reached"], given["benchmark_shares"], strict=True)
    known = sum(given["reached"])
    ratios = [equality.compare(reached, known, share).ratio for reached, share in pairs]
    assert ratios == close(wanted["ppr"])


@of_kind("multiple")
def test_many_groups_at_once(case):
    given, wanted = case["input"], case["expected"]
    pairs = zip(given["reached"], given["benchmark_shares"], strict=True)
    chances = [experts.exact(n, given["known_total"], share).p_two_sided for n, share in pairs]

    assert chances == close(wanted["p"])
    assert experts.holm(chances) == close(wanted["holm_p"])
    assert [p < 0.05 for p in experts.holm(chances)] == wanted["reject"]


@of_kind("finite")
def test_much_of_a_small_population(case):
    given, wanted = case["input"], case["expected"]
    about = given["reached"], given["known_total"]

    assert experts.effective(given["known_total"], given["pop"]) == close(wanted["effective_n"])
    assert experts.of_small_population(*about, given["pop"]) == close(tuple(wanted["wilson_fpc"]))
    assert equality.wilson(*about) == close(tuple(wanted["wilson_plain"]))


@of_kind("pooled")
def test_places_together_each_held_against_its_own_residents(case):
    given, wanted = case["input"], case["expected"]
    places = [
        (place["reached"], place["known"], place["group_pop"] / place["pop"])
        for place in given["places"]
    ]

    assert equality.place_adjusted(places) == close(wanted["place_adjusted_ppr"])


@of_kind("repeat")
def test_people_who_came_more_than_once(case):
    given, wanted = case["input"], case["expected"]
    visits = {int(times): people for times, people in given["attendances"].items()}
    effect = experts.design_effect(visits)
    came = sum(times * people for times, people in visits.items())
    worth = given["attendances_in_category"] / effect, came / effect

    assert (effect, worth[1]) == close((wanted["design_effect"], wanted["effective_n"]))
    assert equality.wilson(*worth) == close(tuple(wanted["adjusted_wilson"]))
    found = equality.compare(*worth, given["benchmark_share"])
    assert (found.ratio_low, found.ratio_high) == close(tuple(wanted["ppr_adjusted"]))


@of_kind("recency")
def test_how_long_ago_a_group_was_heard_from(case):
    given, wanted = case["input"], case["expected"]
    as_at = date.fromisoformat(given["as_at"])
    words = {
        "never": equality.Recency.NEVER, "0-182": equality.Recency.HALF_A_YEAR,
        "183-365": equality.Recency.A_YEAR, "over 730": equality.Recency.LONGER,
    }  # fmt: skip
    for key, text in given["last"].items():
        last = date.fromisoformat(text) if text else None
        if wanted["band"][key] == "future: reject":
            with pytest.raises(ValueError, match="2026-04-02 lies after 2026-03-31"):
                equality.days_since(last, as_at)
            continue
        days = equality.days_since(last, as_at)
        assert days == wanted["days"][key]
        assert equality.recency(days) is words[wanted["band"][key]]


@of_kind("priority")
def test_which_gap_comes_first(case):
    given, wanted = case["input"], case["expected"]
    gaps = [
        equality.Gap(
            row["group"],
            equality.compare(row["reached"], row["known_total"], row["benchmark_share"]),
            row["days_since"],
        )
        for row in given["rows"]
    ]

    assert [gap.key for gap in equality.gap_order(gaps)] == wanted["order"]
    assert {gap.key: gap.evidence for gap in gaps} == wanted["evidence_class"]
    assert {gap.key: gap.comparison.status for gap in gaps} == wanted["status"]
    assert {gap.key: gap.comparison.ratio for gap in gaps} == {
        key: close(ratio) for key, ratio in wanted["ppr"].items()
    }
    short = {gap.key: gap.comparison.people_short_of_parity for gap in gaps}
    assert short == wanted["extra_to_parity"]


def test_no_answer_of_a_case_is_not_a_number():
    for case in CASES:
        for value in case["expected"].values():
            assert not (isinstance(value, float) and math.isnan(value)), case["id"]
