"""What is said of who was heard: five sentences that anybody can read."""

import re
from datetime import date

import pytest
import textstat

from engagement_metrics import equality, framework, population
from engagement_metrics.disclosure import LeftOut, ReleasedCell, ReleasedGroups
from engagement_metrics.equality import wording

FIGURES = framework.load()
LEICESTER = ("E06000016",)
BANNED = ("ratio", "interval", "percentile", "prevalence", "significant", "standard deviation")
DAY = date(2026, 6, 30)


def view(counts, people=240, authorities=LEICESTER, last=None, fewest=10):
    counted = equality.Counted(counts, dict.fromkeys(FIGURES.characteristics, people), fewest)
    return equality.heard(FIGURES, population.load(), counted, authorities, last or {}, DAY)


KNOWN_GAP = {
    "ethnic_group": {"asian": 20, "white_british": 180, "other": 10, "prefer_not_to_say": 6},
    "sex": {"female": 120, "male": 110},
    "inclusion_homelessness": {"yes": 0, "no": 200},
}
SINCE = {("ethnic_group", "asian"): "2026-05", ("ethnic_group", "roma"): "2024-25"}


def test_the_five_sentences_of_a_view_with_a_known_gap():
    found = wording.sentences(
        view(KNOWN_GAP, last=SINCE), 240, "Leicester", "Q1 2026/27 (April to June 2026)"
    )

    assert found == {
        "How many": "We heard from 240 people in Leicester in Q1 2026/27 (April to June 2026). "
        "Someone who came twice counts twice.",
        "Compared with whom": "We compare them with the 368,572 people who live here. "
        "They were counted in March 2021.",
        "How sure": "We can judge 2 of 3 questions. We know least about ethnic group: the answer "
        "of 210 of 240 people. People chose to come. They may differ from others like them, "
        "however many they are.",
        "Since when": "Black, Black British, Black Welsh, Caribbean or African (ethnic group): "
        "never heard from; Mixed or Multiple ethnic groups (ethnic group): never heard from; "
        "Gypsy or Irish Traveller (ethnic group): never heard from.",
        "What to do": "Go next to: Black, Black British, Black Welsh, Caribbean or African (ethnic "
        "group): 18 more; Mixed or Multiple ethnic groups (ethnic group): 9 more; Asian, Asian "
        "British or Asian Welsh (ethnic group): 126 more. With so many more, each would be heard "
        "like others here.",
    }


@pytest.mark.parametrize(
    ("counts", "people", "authorities"),
    [
        (KNOWN_GAP, 240, LEICESTER),
        (KNOWN_GAP, 240, ()),
        ({}, 240, LEICESTER),
        ({}, 0, LEICESTER),
        ({"sex": {"female": 4, "male": 3}}, 240, LEICESTER),
        ({"sex": {"female": 121, "male": 119}}, 240, LEICESTER),
    ],
)
@pytest.mark.parametrize("rounded", [False, True])
def test_the_sentences_are_plain_and_have_no_word_of_statistics(
    counts, people, authorities, rounded
):
    found = wording.sentences(
        view(counts, people, authorities), people, "Leicester", "Q1 2026/27", rounded
    )

    assert tuple(found) == wording.HEADINGS
    for sentence in found.values():
        assert sentence
        for word in BANNED:
            assert not re.search(rf"\b{word}", sentence, re.IGNORECASE), sentence
    # Names of groups are the census's own; what we say around them is ours.
    ours = " ".join(found.values())
    for category in FIGURES.categories.values():
        ours = ours.replace(category.name, "some")
    assert textstat.flesch_kincaid_grade(ours) <= 7, ours


def test_every_other_word_of_ours_is_plain():
    for sentence in (
        *wording.VERDICTS.values(), *wording.REASONS.values(), wording.ROUNDED,
        wording.ATTENDANCES, wording.CHOSE_TO_COME,
    ):  # fmt: skip
        if sentence.endswith("."):  # a label of two or three words has no grade
            assert textstat.flesch_kincaid_grade(sentence) <= 7, sentence
        assert not any(word in sentence for word in BANNED)


def test_each_verdict_and_reason_has_its_words():
    assert wording.VERDICTS.keys() == set(equality.Verdict)
    assert wording.REASONS.keys() == set(equality.Why)


def test_whom_we_have_not_heard_from_is_not_what_we_have_not_asked_about():
    found = view({"sex": {"female": 200, "male": 10}, "inclusion_homelessness": {"no": 30}})

    assert wording.not_heard(found) == (
        "We have not heard enough from: Male (sex); People experiencing homelessness."
    )
    asked = wording.not_asked(found)
    assert asked.startswith("We have not asked about: Age; Gender reassignment; Disability;")
    assert "homelessness" not in asked


def test_where_all_is_well_nothing_is_missing():
    asked = {
        key: {row.key: 100 for row in FIGURES.quick_categories(key)}
        for key in FIGURES.characteristics
        if FIGURES.characteristics[key].base == "none"
    }
    found = view({**asked, "sex": {"female": 121, "male": 119}})

    assert wording.not_heard(found) == ""
    assert wording.sentences(found, 240, "X", "Y")["Since when"] == (
        "No group is missing that we asked about."
    )


def test_a_line_says_how_many_and_how_many_we_would_expect():
    lines = {line.category.key: line for line in view(KNOWN_GAP).coverages["ethnic_group"].lines}

    assert wording.told(lines["asian"]) == "20 of 210; about 91 expected."
    assert wording.told(lines["roma"]) == "0 of 210; fewer than 1 expected."
    assert wording.told(lines["roma"], rounded=True) == (
        "none or very few of 210; fewer than 1 expected."
    )
    assert wording.for_every_ten(lines["asian"].comparison) == (
        "For every 10 we would expect, we heard from 2."
    )
    assert wording.for_every_ten(lines["roma"].comparison) == ""


def test_of_rounded_counts_only_roughly_how_complete_they_are():
    found = view(KNOWN_GAP).coverages["ethnic_group"]

    assert wording.completeness(found) == "We know the answer for 210 of 240 people."
    assert wording.completeness(found, rounded=True) == (
        "We know the answer for more than 8 in 10 people."
    )


# ---- what a release shows ------------------------------------------------------------------------


def released(*cells, left_out=()):
    made = [ReleasedCell(1, period, "engage", "sex", answer, n) for period, answer, n in cells]
    return ReleasedGroups(tuple(made), tuple(left_out))


def test_a_release_is_added_up_and_its_people_are_all_who_came():
    counted = equality.of_release(
        released(
            ("2025-26", "female", 40), ("2025-26", "male", 35), ("2025-26", "known", 70),
            ("2025-26", "prefer_not_to_say", 5), ("2025-26", "not_asked", 20),
            ("2026-27-Q1", "female", 10),
        ),
        people=500, framework=FIGURES,
    )  # fmt: skip

    assert counted.counts == {"sex": {"female": 50, "male": 35, "prefer_not_to_say": 5}}
    assert counted.people["sex"] == counted.people["age"] == 500
    assert counted.fewest == 30


def test_what_was_left_out_of_a_release_is_named():
    out = LeftOut(1, "2025-26", "engage", "religion")

    assert equality.of_release(released(left_out=[out]), 0, FIGURES).left_out == {"religion"}


def test_a_group_was_last_heard_in_the_latest_period_that_shows_ten():
    found = equality.last_of_release(
        released(
            ("2024-25", "female", 40), ("2026-27-Q1", "female", 10), ("2026-27-Q2", "female", 5),
            ("2024-25", "male", 5),
        ),
        FIGURES,
    )  # fmt: skip

    assert found == {("sex", "female"): "2026-27-Q1"}
