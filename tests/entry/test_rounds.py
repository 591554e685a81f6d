"""What a round of self-assessment, and what a group agrees in it, is held against."""

from datetime import date, timedelta

import pytest

from engagement_metrics import entry
from engagement_metrics.entry import Agreeing
from engagement_metrics.entry.scores import ScoreDraft
from engagement_metrics.models import (
    AgreedDraft,
    AimDraft,
    ImprovementDraft,
    RoundDraft,
    Sureness,
)
from engagement_metrics.store.scores import Given
from tests.assessments import model
from tests.entry.conftest import TODAY

OURS = model("A1", "A2", "P1")
OFFERED = {("ours", 1): OURS}
FREE = Agreeing(sentences=(2, 2, 2, 2, 2), evidence=1, dated=1, reasons={})


def faults(accept, *arguments) -> dict[str, str]:
    with pytest.raises(entry.EntryError) as told:
        accept(*arguments)
    return told.value.faults


def planned(**fields) -> RoundDraft:
    whole = {
        "title": "Autumn round", "held_on": TODAY, "place": 1, "model": ("ours", 1),
        "dimensions": {"P1": None, "A1": None},
    }  # fmt: skip
    return RoundDraft(**(whole | fields))


def test_a_round_is_taken_with_its_dimensions_in_the_order_of_the_model(known):
    later = TODAY + timedelta(days=20)
    draft = planned(
        dimensions={"P1": later, "A1": None}, anchor="Kim Lee", scorers_expected=12,
        volunteers_expected=6,
    )  # fmt: skip
    accepted = entry.accept_round(draft, OFFERED, known)

    assert (accepted.record.title, accepted.record.anchor) == ("Autumn round", "Kim Lee")
    assert accepted.record.content == OURS.as_json()
    assert [(one.dimension, one.position, one.meets_on) for one in accepted.parts] == [
        ("A1", 1, None), ("P1", 2, later),
    ]  # fmt: skip


def test_a_round_without_dimensions_is_refused_with_a_sentence(known):
    assert faults(entry.accept_round, planned(dimensions={}), OFFERED, known) == {
        "dimensions": "A round needs something to assess. Choose at least one dimension."
    }


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": " "}, "title"),
        ({"held_on": None}, "held_on"),
        ({"held_on": date(2039, 1, 1)}, "held_on"),
        ({"place": 3}, "place"),
        ({"model": ("theirs", 1)}, "model"),
        ({"dimensions": {"Z9": None}}, "dimensions"),
        ({"dimensions": {"A1": TODAY - timedelta(days=1)}}, "day.A1"),
        ({"scorers_expected": -1}, "scorers"),
        ({"scorers_expected": 5, "volunteers_expected": 6}, "volunteers"),
    ],
)
def test_what_is_wrong_with_a_round_is_told_beside_its_field(known, fields, name):
    assert faults(entry.accept_round, planned(**fields), OFFERED, known).keys() == {name}


def test_too_few_scorers_or_volunteers_are_a_warning_and_no_refusal(known):
    draft = planned(scorers_expected=4, volunteers_expected=1)

    assert entry.accept_round(draft, OFFERED, known).record.scorers_expected == 4
    assert [one.split(" are")[0] for one in entry.few_scorers(4, 1)] == [
        "Fewer than five people", "Fewer than half of them",
    ]  # fmt: skip
    assert entry.few_scorers(5, 3) == ()


# ---- what a group agrees -----------------------------------------------------------------------


def test_a_level_is_agreed_with_the_sentences_that_evidence_backs(known):
    draft = AgreedDraft(level=3, backed=[2, 1, 7], elsewhere="True in the north alone.")
    values, why = entry.accept_agreed(draft, FREE, known)

    assert (values["agreed_level"], values["backed"], why) == (3, "1;2", "")
    assert values["elsewhere"] == "True in the north alone."


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (None, "Choose the level you agreed on, or say that you did not agree."),
        (0, "This model has no such level. Choose one of its levels."),
        (6, "This model has no such level. Choose one of its levels."),
        (2.5, "Choose a whole level. If you are torn between two, take the lower one."),
    ],
)
def test_an_agreed_level_is_a_whole_level_of_the_model(known, level, told):
    assert faults(entry.accept_agreed, AgreedDraft(level=level), FREE, known) == {"level": told}


def test_a_level_above_one_needs_evidence_and_level_one_does_not(known):
    bare = Agreeing((2, 2, 2), evidence=0, dated=0, reasons={})

    assert faults(entry.accept_agreed, AgreedDraft(level=2), bare, known) == {
        "level": "A level above 1 needs evidence. Add at least one piece, or agree on level 1."
    }
    assert entry.accept_agreed(AgreedDraft(level=1), bare, known)[0]["agreed_level"] == 1


def test_a_sentence_is_not_backed_by_evidence_without_a_date(known):
    undated = Agreeing((2, 2, 2), evidence=1, dated=0, reasons={})

    assert faults(entry.accept_agreed, AgreedDraft(level=2, backed=[1]), undated, known) == {
        "backed": "No evidence here has a date. Give one its date first, or take the tick away."
    }


def test_a_level_outside_the_middle_half_needs_a_reason(known):
    held = Agreeing((2, 2, 2), 1, 1, reasons={3: "Level 3 lies outside. Say why."})

    assert faults(entry.accept_agreed, AgreedDraft(level=3), held, known) == {
        "reason": "Level 3 lies outside. Say why."
    }
    values, _ = entry.accept_agreed(AgreedDraft(level=3, reason="New proof."), held, known)
    assert values["reason"] == "New proof."
    assert entry.accept_agreed(AgreedDraft(level=2), held, known)[0]["reason"] == ""


def test_not_to_agree_is_kept_without_a_level_and_with_other_views(known):
    draft = AgreedDraft(level=4, not_agreed=True, backed=[1], minority="We see no change.")
    values, _ = entry.accept_agreed(draft, FREE, known)

    assert (values["agreed_level"], values["backed"]) == (None, "")
    assert values["minority"] == "We see no change."


def test_what_was_settled_is_put_right_only_with_a_reason(known):
    again = Agreeing((2, 2, 2), 1, 1, {}, settled=True)

    assert faults(entry.accept_agreed, AgreedDraft(level=2), again, known).keys() == {"because"}
    _, why = entry.accept_agreed(AgreedDraft(level=2, why="We  read it\nagain."), again, known)
    assert why == "We read it again."


def test_what_looks_like_details_of_one_person_is_looked_at_again(known):
    draft = AgreedDraft(level=1, minority="Ring 07700 900123 about it.")

    with pytest.raises(entry.EntryError) as told:
        entry.accept_agreed(draft, FREE, known)

    assert told.value.doubts.keys() == {"minority"}
    draft.checked = True
    assert entry.accept_agreed(draft, FREE, known)[0]["minority"] == draft.minority


# ---- what to improve ---------------------------------------------------------------------------


def test_an_aim_has_a_level_at_or_above_the_agreed_one_and_a_day_to_come(known):
    by = TODAY + timedelta(days=365)
    aimed = entry.accept_aim(AimDraft(True, 3, by), 5, 2, known)

    assert aimed == {"improve": True, "target_level": 3, "target_by": by}
    past = AimDraft(True, 1, TODAY - timedelta(days=1))
    assert faults(entry.accept_aim, past, 5, 2, known).keys() == {"target_level", "target_by"}
    missing = faults(entry.accept_aim, AimDraft(True), 5, None, known)
    assert missing.keys() == {"target_level", "target_by"}
    nothing = {"improve": False, "target_level": None, "target_by": None}
    assert entry.accept_aim(AimDraft(False, 3, by), 5, 2, known) == nothing


def test_an_action_has_a_task_a_first_step_an_owner_and_a_day_to_come(known):
    assert faults(entry.accept_improvement, ImprovementDraft(), known).keys() == {
        "task", "first_step", "owner", "due",
    }  # fmt: skip
    whole = ImprovementDraft("Make a list", "Ask the places", "Kim Lee", TODAY)
    assert entry.accept_improvement(whole, known).record.owner == "Kim Lee"
    yesterday = TODAY - timedelta(days=1)
    late = ImprovementDraft("Make a list", "Ask the places", "Kim Lee", yesterday)
    assert faults(entry.accept_improvement, late, known).keys() == {"due"}
    assert entry.accept_improvement(late, known, yesterday).record.due == yesterday


@pytest.mark.parametrize(("count", "begins"), [(2, "Choose three"), (4, ""), (6, "6 are many")])
def test_three_to_five_dimensions_are_improved_or_there_is_a_warning(count, begins):
    told = entry.how_many_to_improve(count)

    assert told.startswith(begins)
    assert bool(told) == bool(begins)


# ---- paper -------------------------------------------------------------------------------------


def test_a_sheet_gives_its_answers_and_leaves_out_what_is_blank(known):
    answers = {
        ("A1", 1): ScoreDraft(3, "high", "We meet.", True),
        ("A2", 1): ScoreDraft(0),
        ("P1", 2): ScoreDraft(),
    }

    assert entry.accept_sheet(answers, 5, False, known) == {
        ("A1", 1): Given(3, Sureness.HIGH, "We meet.", True),
        ("A2", 1): Given(None),
    }


def test_what_is_wrong_on_a_sheet_is_told_beside_its_dimension(known):
    outside = {("A1", 1): ScoreDraft(7), ("A2", 1): ScoreDraft(None, reason="We meet.")}

    assert faults(entry.accept_sheet, outside, 5, False, known).keys() == {"level.A1", "level.A2"}
    blank = faults(entry.accept_sheet, {("A1", 1): ScoreDraft()}, 5, False, known)
    assert blank == {"sheet": "Every answer is blank. Type in at least one."}
