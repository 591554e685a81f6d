"""Who was heard, characteristic by characteristic: what is judged, and why the rest is not."""

import pytest

from engagement_metrics import equality, framework, population
from engagement_metrics.equality import Verdict, Why

FIGURES = framework.load()
LEICESTER = ("E06000016",)  # 43.4% Asian, 51% female


def covered(characteristic, counts, people, authorities=LEICESTER, **more):
    return equality.coverage(
        FIGURES, population.load(), characteristic, {characteristic: counts}, people, authorities,
        **more,
    )  # fmt: skip


def statuses(found):
    return {line.category.key: line.comparison.status for line in found.lines}


def test_each_broad_category_has_its_line_with_people_of_its_parts():
    found = covered(
        "ethnic_group",
        {"asian": 20, "indian": 30, "white_british": 150, "prefer_not_to_say": 5},
        240,
    )

    assert {line.category.key: line.comparison.reached for line in found.lines} == {
        "asian": 50, "black": 0, "mixed": 0, "white": 150, "gypsy_irish_traveller": 0, "roma": 0,
        "other": 0,
    }  # fmt: skip
    assert found.why is Why.JUDGED
    assert statuses(found)["asian"] == Verdict.UNDER
    assert statuses(found)["white"] == Verdict.OVER
    states = found.completeness
    assert (states.known, states.prefer_not_to_say, states.not_asked) == (200, 5, 35)


def test_parts_are_told_apart_only_where_everybody_of_the_whole_is():
    some = covered("ethnic_group", {"asian": 20, "indian": 30, "arab": 5}, 100)
    all_of_them = covered("ethnic_group", {"indian": 30, "arab": 5}, 100)

    assert {line.category.key for line in some.finer} & {"indian", "arab"} == {"arab"}
    assert {"indian", "arab"} <= {line.category.key for line in all_of_them.finer}


@pytest.mark.parametrize(
    ("characteristic", "counts", "people", "authorities", "why"),
    [
        ("sex", {}, 0, LEICESTER, Why.NOBODY),
        ("sex", {}, 50, LEICESTER, Why.NOT_ASKED),
        ("sex", {"prefer_not_to_say": 50}, 50, LEICESTER, Why.NOT_ASKED),
        ("sex", {"female": 30, "male": 20}, 50, (), Why.NO_FIGURE),
        ("inclusion_homelessness", {"yes": 30, "no": 20}, 50, LEICESTER, Why.NO_FIGURE),
        ("gender_reassignment", {"same_as_birth": 50}, 50, LEICESTER, Why.CONTEXT),
        ("deprivation", {"yes": 30, "no": 20}, 50, LEICESTER, Why.CONTEXT),
        ("sex", {"female": 29}, 100, LEICESTER, Why.INCOMPLETE),
        ("sex", {"female": 30}, 100, LEICESTER, Why.JUDGED),
        ("sex", {"female": 9}, 9, LEICESTER, Why.TOO_FEW),
        ("sex", {"female": 10}, 10, LEICESTER, Why.JUDGED),
    ],
)
def test_whether_anything_is_judged_and_why_not(characteristic, counts, people, authorities, why):
    found = covered(characteristic, counts, people, authorities)

    assert found.why is why
    judged = {Verdict.UNDER, Verdict.POSSIBLY_UNDER, Verdict.IN_LINE, Verdict.POSSIBLY_OVER,
              Verdict.OVER}  # fmt: skip
    assert bool({*statuses(found).values()} & judged) is (why is Why.JUDGED)


def test_released_counts_need_thirty_answers():
    assert covered("sex", {"female": 20, "male": 5}, 25, fewest=30).why is Why.TOO_FEW
    assert covered("sex", {"female": 20, "male": 10}, 30, fewest=30).why is Why.JUDGED


def test_of_groups_that_overlap_there_is_one_line():
    found = covered("inclusion_gypsy_roma_traveller", {"yes": 1, "no": 99}, 100)

    assert list(statuses(found)) == ["yes"]
    assert found.match is None


def test_how_closely_those_heard_match_is_told_from_fifty_answers_on():
    assert covered("sex", {"female": 25, "male": 24}, 49).match.overlap is None
    assert covered("sex", {"female": 25, "male": 25}, 50).match.overlap == pytest.approx(
        0.99, abs=0.01
    )


def test_when_somebody_was_last_heard_stands_beside_the_category():
    found = covered("sex", {"female": 30}, 50, last={("sex", "male"): "2025-02"})

    assert {line.category.key: line.last for line in found.lines} == {
        "female": None, "male": "2025-02",
    }  # fmt: skip
