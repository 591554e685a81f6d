"""What scores, levels and paths say: plain, true, and never the middle score as the answer."""

import random
import re
from datetime import date

import pytest
import textstat

from engagement_metrics.maturity import (
    Band,
    coming,
    mat_01,
    mat_02,
    mat_03,
    mat_04,
    movement,
    profile,
    reminders,
    spread,
    wording,
)
from tests.maturity.drawn import LONG, NAMES, a_round, answers, evidence, model, settled

EASY, MAY = 7, date(2026, 5, 3)
BANNED = ("median", "quartiles?", "consensus", "average", "mean", "dimensions?", "variance")


def path_of(*levels, **more):
    rounds = [
        a_round({"A1": level} if level != "left out" else {"A2": 1}, number=at,
                held_on=date(2023 + at, 5, 3), **more)
        for at, level in enumerate(levels, start=1)
    ]  # fmt: skip
    return next(path for path in movement(rounds) if path.dimension.id == "A1")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("333", "The middle score is 3."),
        ("2233", "The middle of the scores lies between 2 and 3."),
        ("222444", "The middle of the scores lies between 2 and 4."),
        ("111555", "The middle of the scores lies between 1 and 5."),
        ("", "Nobody gave a level."),
    ],
)
def test_the_middle_is_told_in_words_and_never_as_a_level_nobody_chose(levels, said):
    assert wording.middle_of(spread(answers(levels))) == said


def test_a_spread_is_told_in_the_order_to_read_it_aloud():
    assert wording.told(spread(answers("1444", "455", "5", dont_know=1))) == (
        "8 people gave a level. 1 person said 'I do not know'.",
        "Scores go from 1 to 5.",
        "The middle score is 4.",
        "The middle half of the scores goes from 4 to 5.",
        "7 of 8 are within one level of the middle.",
        "The scores are far apart. The index is 0.59, where 1 means all the same.",
        "One score, 1, is two or more levels from all the others. It may see what others do not. "
        "Nobody has to say whose it is.",
        "The middle score of volunteers is 1 level lower than that of staff and others.",
        "A row here is of three or four people. Some may guess who gave which.",
    )


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("3333", "Fewer than five people gave a level, so we do not say how far they agree."),
        ("33333", "The scores are close together. The index is 1.00, where 1 means all the same."),
        ("111555", "The scores are far apart. The index is 0.00, where 1 means all the same."),
        ("", "Nobody gave a level."),
    ],
)
def test_how_far_a_group_agrees_is_told_by_its_band_and_index(levels, said):
    assert wording.agreement(spread(answers(levels))) == said


def test_an_index_is_never_rounded_into_another_band():
    for index in (0.7951, 0.7999, 0.5951, 0.5999):
        assert wording.index(index) == str(index)[:4]
    assert wording.index(0.806) == "0.81"


@pytest.mark.parametrize(
    ("volunteers", "staff", "said"),
    [
        ("333", "333", "The middle score is the same for volunteers as for staff."),
        ("3344", "333",
         "The middle score of volunteers is half a level higher than that of staff."),
        ("222", "4455",
         "The middle score of volunteers is 2.5 levels lower than that of staff."),
        ("22", "4455", ""),
    ],
)  # fmt: skip
def test_the_gap_of_volunteers_and_staff_is_told_only_where_both_are_shown(volunteers, staff, said):
    found = spread(answers(volunteers, staff))

    assert wording.gap(found) == said
    assert (wording.why_not_apart(found) == "") is (said != "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("1", ""), "Only 1 person gave a level. Some may guess who gave which."),
        (("1233", ""), "Only 4 people gave a level. Some may guess who gave which."),
        (("12335", ""), ""),
        (("12335", "233"), "A row here is of three or four people. Some may guess who gave which."),
        (("12335", "23344"), ""),
        (("", ""), ""),
    ],
)
def test_a_small_group_is_told_that_its_scores_may_be_guessed(given, said):
    assert wording.guessable(spread(answers(*given))) == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("", "Nobody gave a level."),
        ("15", wording.TOO_FEW_FOR_RANGE),
        ("155", f"3 people gave a level. Scores go from 1 to 5. {wording.TOO_FEW_FOR_INDEX}"),
        ("15555", "5 people gave a level. Scores go from 1 to 5. The scores are far apart."),
    ],
)
def test_a_report_tells_no_index_under_five_scores_and_nothing_under_three(levels, said):
    assert wording.apart_in_words(spread(answers(levels))) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (a_round({"A1": 3}), "The group agreed on level 3: In places."),
        (a_round({"A1": None}, first={"A1": answers("1244")}),
         "The group did not agree. Scores go from 1 to 4."),
        (a_round({"A1": None}, first={"A1": answers("14")}),
         f"The group did not agree. {wording.TOO_FEW_FOR_RANGE}"),
        (a_round({"A1": settled("A1", stage="revealed")}), "The group has not settled this yet."),
    ],
)  # fmt: skip
def test_what_a_round_came_to_is_told_with_its_name_or_its_range(found, said):
    (row,) = profile(found)

    assert wording.agreed(row) == said


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ((), "No evidence yet."),
        ((None,), "1 piece of evidence, with no date."),
        ((date(2026, 4, 20),), "1 piece of evidence: the newest is less than a month old."),
        ((date(2026, 3, 3), date(2023, 1, 1), None),
         "3 pieces of evidence: the newest is 2 months old, the oldest 3 years old. "
         "1 of them has no date."),
    ],
)  # fmt: skip
def test_evidence_is_told_with_its_age(dated, said):
    (row,) = profile(a_round({"A1": 2}, evidence=tuple(evidence("A1", on) for on in dated)))

    assert wording.evidence_of(row, MAY) == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((2, 3), "Up from level 2 in May 2024 to level 3 in May 2025."),
        ((4, "left out", 3), "Down from level 4 in May 2024 to level 3 in May 2026."),
        ((3, 5, 3), "Level 3 both in May 2024 and in May 2026."),
        ((3,), "Level 3 was agreed in May 2024."),
        ((3, "left out"), "Level 3 was agreed in May 2024."),
        ((2, None), "In May 2025 the group did not agree. Scores go from 2 to 4. "
                    "Level 2 was agreed in May 2024."),
        ((None,), "In May 2024 the group did not agree. Scores go from 2 to 4."),
        ((None, 2), "Level 2 was agreed in May 2025."),
    ],
)  # fmt: skip
def test_a_path_is_told_from_its_first_agreed_level_to_its_last(levels, said):
    assert wording.moved(path_of(*levels, first={"A1": answers("2344")})) == said


def test_levels_under_other_words_are_not_compared():
    rounds = [
        a_round({"A1": 2}, number=1, held_on=date(2024, 5, 3)),
        a_round({"A1": 4}, number=2, held_on=date(2025, 5, 3), of=model(reworded=("A1",))),
    ]
    (path,) = movement(rounds)

    assert wording.moved(path) == (
        "Level 4 was agreed in May 2025. The words changed in May 2025: levels before and after "
        "are not the same."
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ((7, 5, 0), "12 people took part: 7 volunteers and 5 staff."),
        ((7, 4, 1), "12 people took part: 7 volunteers, and 5 staff and others."),
        ((7, 4, 3), "14 people took part: 7 volunteers, 4 staff and 3 others."),
        ((7, 2, 0), "9 people took part."),
        ((2, 7, 4), "13 people took part."),
        ((1, 0, 0), "1 person took part."),
    ],
)
def test_who_took_part_is_told_as_numbers_and_no_kind_of_one_or_two(people, said):
    assert wording.took_part(*people) == said


# ---- every sentence ------------------------------------------------------------------------------


def sentences():
    """All that is said of many spreads, rounds, paths and measures, one sentence at a time."""
    chance, said = random.Random(11), []
    for _ in range(80):
        of = ["".join(chance.choice("12345") for _ in range(chance.randint(0, 6))) for _ in "vso"]
        found = spread(answers(*of, dont_know=chance.randint(0, 2)))
        said += [*wording.told(found), wording.apart_in_words(found), wording.why_not_apart(found),
                 wording.reason_needed(3, found), wording.stands_alone(found)]  # fmt: skip
        level = chance.choice((None, 2, 4))
        rows = profile(a_round({"A1": level}, first={"A1": answers(*of)},
                               evidence=(evidence("A1", MAY), evidence("A1"))))  # fmt: skip
        said += [wording.agreed(rows[0]), wording.evidence_of(rows[0], date(2027, 1, 1))]
        said.append(wording.moved(path_of(2, level, "left out", 5, first={"A1": answers(*of)})))
    said += [value for name, value in vars(wording).items() if name.isupper() and name[0] != "_"
             and isinstance(value, str)]  # fmt: skip
    said += [*wording.BANDS.values(), wording.took_part(7, 4, 1), coming(MAY)]
    said += [one.sentence for today in (date(2026, 11, 4), date(2027, 5, 4))
             for one in reminders(MAY, today)]  # fmt: skip
    said += [value.because for value in (
        mat_01(None), mat_01(a_round({"A1": None})), mat_02(a_round({"A1": 1})),
        mat_03([a_round({"A1": 1})]), mat_04([], MAY, MAY, MAY),
    )]  # fmt: skip
    return sorted({one for text in said for one in re.split(r"(?<=[.?!])\s+", text) if one})


def test_every_sentence_reads_at_grade_seven_or_lower_and_has_no_word_of_statistics():
    said = sentences()
    ours = {one: one for one in said}
    for name in (*NAMES, LONG):
        ours = {one: words.replace(name, "some") for one, words in ours.items()}

    assert len(said) > 100
    grades = {one: textstat.flesch_kincaid_grade(words) for one, words in ours.items()}
    assert {one: grade for one, grade in grades.items() if grade > EASY} == {}
    assert [one for one in said for word in BANNED if re.search(rf"\b{word}\b", one, re.I)] == []


def test_no_sentence_offers_the_middle_score_as_the_answer():
    of_the_middle = [one for one in sentences() if "middle" in one.casefold()]

    assert of_the_middle != []
    offered = re.compile(r"\b(so|agree on|choose|take|suggest|should|answer is)\b", re.I)
    assert [one for one in of_the_middle if offered.search(one)] == []


def test_each_band_has_its_words():
    assert wording.BANDS.keys() == wording.BAND_WORDS.keys() == set(Band)
