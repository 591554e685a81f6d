"""A round by dimension, its path over rounds, and when to look again."""

from dataclasses import fields
from datetime import date

import pytest

from engagement_metrics.maturity import (
    Measured,
    ProfileRow,
    Standing,
    backed,
    coming,
    movement,
    parts,
    profile,
    reminders,
    unbacked,
)
from engagement_metrics.maturity.spreads import spread
from engagement_metrics.models import ScoringStage
from tests.maturity.drawn import a_round, answers, evidence, model, settled

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 3)


def only(found):
    (row,) = profile(found)
    return row


# ---- profile -------------------------------------------------------------------------------------


def test_a_profile_has_each_dimension_in_the_order_it_was_assessed():
    found = a_round({"P3": settled("P3", 2, 1), "A1": settled("A1", 3, 0)})

    assert [(row.dimension.id, row.level) for row in profile(found)] == [("A1", 3), ("P3", 2)]


def test_a_profile_is_rows_alone_and_has_no_figure_across_dimensions():
    found = profile(a_round({"A1": 2, "A2": 4, "P3": None}))

    assert type(found) is tuple and {type(row) for row in found} == {ProfileRow}
    assert [row.level for row in found] == [2, 4, None]
    names = {field.name for kind in (ProfileRow, Measured) for field in fields(kind)}
    assert {name for name in names if "average" in name or "mean" in name} == set()


def test_an_agreed_level_comes_with_its_name_its_statement_and_its_target():
    row = only(a_round({"A1": settled("A1", 3, target_level=4, target_by=MAY)}))

    assert (row.standing, row.level, row.level_name) == (Standing.AGREED, 3, "In places")
    assert row.statement == "A1 is at 3. It is checked."
    assert (row.target, row.target_by) == (4, MAY)


def test_not_agreed_is_a_standing_with_its_range_and_no_level():
    row = only(a_round({"A1": None}, first={"A1": answers("244", "4")}))

    assert (row.standing, row.level, row.level_name) == (Standing.NOT_AGREED, None, "")
    assert (row.latest.low, row.latest.high) == (2, 4)


@pytest.mark.parametrize("stage", [stage for stage in ScoringStage if stage != "settled"])
def test_what_is_not_settled_has_no_level(stage):
    assert only(a_round({"A1": settled("A1", stage=stage)})).standing is Standing.NOT_SETTLED


@pytest.mark.parametrize(
    ("stage", "first", "second"),
    [
        (ScoringStage.WAITING, 0, None),
        (ScoringStage.SCORING, 0, None),
        (ScoringStage.REVEALED, 5, None),
        (ScoringStage.SCORING_AGAIN, 5, None),
        (ScoringStage.REVEALED_AGAIN, 5, 3),
        (ScoringStage.SETTLED, 5, 3),
    ],
)
def test_no_score_is_in_a_profile_before_it_was_revealed(stage, first, second):
    given = {"first": {"A1": answers("12345")}, "second": {"A1": answers("333")}}
    row = only(a_round({"A1": settled("A1", stage=stage)}, **given))

    assert row.spread.n == first
    assert row.revealed is (first > 0)
    assert (row.again and row.again.n) == second
    assert row.latest == row.spread, "three after the talk do not speak for five before it"


def test_a_level_is_held_against_the_scores_after_the_talk_unless_fewer_gave_one():
    for after, latest in (("44444", "44444"), ("444", "12345")):
        given = {"first": {"A1": answers("12345")}, "second": {"A1": answers(after)}}
        row = only(a_round({"A1": settled("A1", stage=ScoringStage.SETTLED)}, **given))

        assert row.latest.counts == spread(answers(latest), 5).counts


def test_evidence_is_counted_with_its_newest_and_oldest_day_and_what_has_no_day():
    kept = (evidence("A1", MAY), evidence("A1", APRIL, good=False), evidence("A1"),
            evidence("A2", date(2020, 1, 1)))  # fmt: skip
    row = only(a_round({"A1": 2}, evidence=kept))

    assert (len(row.evidence), row.newest, row.oldest, row.undated) == (3, MAY, APRIL, 1)


def test_a_statement_falls_into_its_sentences():
    assert parts("One is so. Is two? Three!  Four e.g. this") == (
        "One is so.", "Is two?", "Three!", "Four e.g. this",
    )  # fmt: skip
    assert parts("") == ()
    assert backed(settled("A1", 2, backed="")) == frozenset()


@pytest.mark.parametrize(
    ("ticked", "kept", "left"),
    [
        ("1;2", (evidence("A1", MAY),), ()),
        ("1", (evidence("A1", MAY),), ("It is checked.",)),
        ("", (evidence("A1", MAY),), ("A1 is at 3.", "It is checked.")),
        ("1;2", (evidence("A1"),), ("A1 is at 3.", "It is checked.")),
        ("1;2", (evidence("A1", MAY, good=False),), ("A1 is at 3.", "It is checked.")),
        ("1;2", (evidence("A2", MAY),), ("A1 is at 3.", "It is checked.")),
    ],
)
def test_each_sentence_of_a_level_above_1_needs_dated_evidence_for_it(ticked, kept, left):
    row = only(a_round({"A1": settled("A1", 3, backed=ticked)}, evidence=kept))

    assert unbacked(row) == left


@pytest.mark.parametrize("level", [1, None])
def test_level_1_and_what_is_not_agreed_need_no_evidence(level):
    assert unbacked(only(a_round({"A1": level}))) == ()


# ---- movement ------------------------------------------------------------------------------------


def path_of(key, *rounds):
    return {path.dimension.id: path for path in movement(rounds)}[key]


def told(path):
    return [(step.standing.value, step.level, step.broken, step.part) for step in path.steps]


def test_two_rounds_a_year_apart_show_a_path():
    earlier = a_round({"A1": 2}, number=1, held_on=date(2025, 5, 3))
    later = a_round({"A1": 3}, number=2, held_on=date(2026, 5, 3))

    path = path_of("A1", later, earlier)

    assert [step.held_on.year for step in path.steps] == [2025, 2026]
    assert told(path) == [("agreed", 2, False, 0), ("agreed", 3, False, 0)]
    assert (path.place, path.number_of_levels) == ("North", 5)


@pytest.mark.parametrize(
    "after",
    [model(edition=2, reworded=("A1",)), model(edition=2, levels=4)],
    ids=["statements", "number of levels"],
)
def test_a_path_is_broken_where_the_wording_changed(after):
    path = path_of("A1", a_round({"A1": 2}, number=1), a_round({"A1": 3}, number=2, of=after))

    assert told(path) == [("agreed", 2, False, 0), ("agreed", 3, True, 1)]


def test_a_path_is_broken_where_the_question_changed():
    before, after = model(), model(edition=2)
    asked = after.dimensions[0].__class__
    first = after.dimensions[0]
    worded = asked(first.id, first.group, first.name, "Why?", first.evidence, first.statements)
    after = after.__class__(
        after.code, 2, after.name, after.source, after.levels, (worded, *after.dimensions[1:])
    )
    rounds = [a_round({"A1": 2, "A2": 2}, number=at, of=of) for at, of in ((1, before), (2, after))]

    assert [step.broken for step in path_of("A1", *rounds).steps] == [False, True]
    assert [step.broken for step in path_of("A2", *rounds).steps] == [False, False]


def test_another_edition_or_model_with_the_same_words_breaks_nothing():
    rounds = [
        a_round({"A2": 2}, number=1),
        a_round({"A2": 3}, number=2, of=model(edition=2, reworded=("A1",))),
        a_round({"A2": 3}, number=3, of=model(code="short", keys=("A2",))),
    ]

    assert [step.broken for step in path_of("A2", *rounds).steps] == [False, False, False]


def test_a_dimension_that_a_round_left_out_is_a_gap_and_not_a_nought():
    path = path_of(
        "A1", a_round({"A1": 2}, number=1), a_round({"A2": 5}, number=2),
        a_round({"A1": 2}, number=3),
    )  # fmt: skip

    assert told(path) == [
        ("agreed", 2, False, 0), ("not_assessed", None, False, 0), ("agreed", 2, False, 0),
    ]  # fmt: skip


def test_a_wording_that_changed_during_a_gap_breaks_the_path_after_it():
    reworded = model(edition=2, reworded=("A1",))
    path = path_of(
        "A1", a_round({"A1": 2}, number=1), a_round({"A2": 5}, number=2, of=reworded),
        a_round({"A1": 2}, number=3, of=reworded),
    )  # fmt: skip

    assert [step.broken for step in path.steps] == [False, False, True]


def test_not_agreed_has_its_range_on_the_path_and_no_level():
    path = path_of("A1", a_round({"A1": None}, first={"A1": answers("1224")}))

    (step,) = path.steps
    assert (step.standing, step.level, step.low, step.high) == (Standing.NOT_AGREED, None, 1, 4)


def test_a_dimension_that_only_an_earlier_round_had_keeps_its_path():
    paths = movement([a_round({"P3": 4}, number=1), a_round({"A1": 2, "A2": 2}, number=2)])

    assert [path.dimension.id for path in paths] == ["A1", "A2", "P3"]
    assert [step.standing for step in paths[2].steps] == [Standing.AGREED, Standing.NOT_ASSESSED]


def test_rounds_of_several_places_are_no_path():
    with pytest.raises(ValueError, match="the rounds of one place"):
        movement([a_round({"A1": 2}), a_round({"A1": 2}, place="South")])
    assert movement([]) == ()


# ---- looking again -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "checked_on", "opening"),
    [
        (date(2026, 2, 27), None, None),
        (date(2026, 2, 28), None, "Six months have passed, as of 28 February 2026."),
        (date(2026, 8, 30), None, "Six months have passed, as of 28 February 2026."),
        (date(2026, 8, 30), date(2026, 3, 1), None),
        (date(2026, 8, 30), date(2026, 1, 1), "Six months have passed, as of 28 February 2026."),
        (date(2026, 8, 31), date(2026, 3, 1), "It is a year since this round, as of 31 August"),
        (date(2029, 1, 1), None, "It is a year since this round, as of 31 August 2026."),
    ],
)
def test_actions_are_looked_at_after_six_months_and_a_round_is_due_after_twelve(
    today, checked_on, opening
):
    due = reminders(date(2025, 8, 31), today, checked_on)

    assert len(due) == (opening is not None)
    assert all(one.sentence.startswith(opening) and one.due <= today for one in due)


def test_when_to_look_again_is_told_from_the_start():
    assert coming(date(2026, 5, 20)) == (
        "Go through the actions by 20 November 2026. Hold the next whole round by 20 May 2027, or "
        "sooner if much changes."
    )
