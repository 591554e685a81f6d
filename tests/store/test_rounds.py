"""The steps of a round, one after the other, and what becomes of two who take one at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    AssessedDimension,
    AssessmentEvidence,
    ImprovementAction,
    LocalMaturityModel,
    ReviewState,
    ScorerKind,
    ScoringStage,
)
from engagement_metrics.store import round_steps, rounds
from engagement_metrics.store.round_steps import NotNow
from tests.assessments import (
    DAY,
    dimension,
    ended,
    model,
    opened,
    prepared,
    scored,
    seated,
    settled,
    shown,
    step,
    stored,
)

SCORING, REVEALED = ScoringStage.SCORING, ScoringStage.REVEALED
AGAIN, SHOWN_AGAIN = ScoringStage.SCORING_AGAIN, ScoringStage.REVEALED_AGAIN


def refused(act, *arguments):
    with pytest.raises(NotNow) as sentence:
        act(*arguments)
    return str(sentence.value)


def test_a_round_keeps_the_wording_that_it_uses(town):
    number, _ = stored("A1", "P1")

    full = rounds.in_full(LOCAL_USER, number)

    assert full.model == model("A1", "P1")
    assert [one.dimension for one in full.dimensions] == ["A1", "P1"]
    assert full.round.state is ReviewState.BEING_PREPARED
    assert full.round.join_code is None


def test_a_round_without_a_dimension_is_not_opened(town):
    number = town.add(prepared())

    assert refused(round_steps.begin, LOCAL_USER, number, 1) == (
        "This round has no dimension yet. Choose at least one first."
    )


def test_nothing_is_scored_before_the_round_is_open(town):
    _, dimensions = stored("A1")

    told = refused(round_steps.move, LOCAL_USER, dimensions["A1"], 1, SCORING)

    assert told == "Open the round first, so that people can join."


def test_who_scores_is_counted_by_kind(town):
    number, _ = opened()
    for kind in ("volunteer", "volunteer", "staff", "other"):
        seated(number, ScorerKind(kind))

    assert rounds.in_full(LOCAL_USER, number).scorers == {
        ScorerKind.VOLUNTEER: 2,
        ScorerKind.STAFF: 1,
        ScorerKind.OTHER: 1,
    }


def test_scores_are_not_shown_before_anybody_scored(town):
    number, first = opened()
    step(number, "A1", SCORING)

    told = refused(round_steps.move, LOCAL_USER, first, 2, REVEALED)

    assert told == "Nobody has scored this yet, so there is nothing to show."


def test_what_was_opened_by_mistake_is_closed_again_while_nobody_has_scored(town):
    number, _ = opened()
    step(number, "A1", SCORING)
    step(number, "A1", ScoringStage.WAITING)
    assert dimension(number).stage is ScoringStage.WAITING

    step(number, "A1", SCORING)
    scored(number, "A1", 1, [3])
    here = dimension(number)
    told = refused(round_steps.move, LOCAL_USER, here.id, here.version, ScoringStage.WAITING)
    assert told == "Somebody has scored this already. Show the scores instead."


def test_a_second_scoring_that_nobody_wants_is_closed_again(town):
    number, _ = opened()
    step(number, "A1", SCORING)
    scored(number, "A1", 1, [3])
    for stage in (REVEALED, AGAIN, REVEALED):
        step(number, "A1", stage)

    assert dimension(number).stage is REVEALED


@pytest.mark.parametrize("stage", [REVEALED, AGAIN, SHOWN_AGAIN, ScoringStage.SETTLED])
def test_no_step_is_left_out(town, stage):
    _, first = opened()

    told = refused(round_steps.move, LOCAL_USER, first, 1, stage)

    assert told == "That step does not follow from where this one stands."


def test_two_who_show_the_scores_at_once_show_them_once_and_both_see_it(town):
    number, first = opened()
    step(number, "A1", SCORING)
    scored(number, "A1", 1, [3, 4])
    seen, ready = dimension(number).version, Barrier(2)

    def show(_):
        ready.wait(60)
        round_steps.move(LOCAL_USER, first, seen, REVEALED)
        return dimension(number).stage

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(show, range(2))) == [REVEALED, REVEALED]
    assert dimension(number).version == seen + 1


def test_whoever_takes_another_step_from_an_older_screen_is_told_so(town):
    number, first = opened()
    step(number, "A1", SCORING)
    scored(number, "A1", 1, [3])
    seen = dimension(number).version
    step(number, "A1", REVEALED)
    step(number, "A1", AGAIN)

    with pytest.raises(store.Stale):
        round_steps.move(LOCAL_USER, first, seen, REVEALED)


def test_a_level_is_agreed_after_the_scores_are_shown_and_not_before(town):
    number, first = opened()
    step(number, "A1", SCORING)
    scored(number, "A1", 1, [3])
    told = refused(round_steps.settle, LOCAL_USER, first, 2, {"agreed_level": 3})
    assert told == "Show the scores to the group first, then agree on a level."

    step(number, "A1", REVEALED)
    town.add(AssessmentEvidence(round_id=number, dimension="A1", text="Minutes"))
    round_steps.settle(LOCAL_USER, first, 3, {"agreed_level": 3, "minority": "Not in the east."})

    here = dimension(number)
    assert (here.stage, here.agreed_level) == (ScoringStage.SETTLED, 3)
    assert here.minority == "Not in the east."


def test_not_agreed_is_an_outcome(town):
    number, first = opened()
    step(number, "A1", SCORING)
    scored(number, "A1", 1, [1, 5])
    step(number, "A1", REVEALED)
    round_steps.settle(LOCAL_USER, first, 3, {"agreed_level": None, "note": "We differ."})

    assert (dimension(number).stage, dimension(number).agreed_level) == ("settled", None)


def test_what_is_settled_is_put_right_by_a_change_with_a_reason_and_not_settled_again(town):
    number, first = opened()
    shown(number)
    settled(number, agreed_level=3)

    told = refused(round_steps.settle, LOCAL_USER, first, 4, {"agreed_level": 2})
    assert told == "This is settled. Say why it is put right."
    with store.session(LOCAL_USER, "A slip.") as write:
        write.change(AssessedDimension, first, 4, {"agreed_level": 2})
    assert dimension(number).agreed_level == 2


@pytest.mark.parametrize("level", [0, 6, 8])
def test_a_level_outside_the_model_cannot_be_agreed(town, level):
    number, first = opened()
    shown(number)

    told = refused(round_steps.settle, LOCAL_USER, first, 3, {"agreed_level": level})

    assert told == f"This model has no level {level}. Choose one of its levels."


def test_a_level_above_1_needs_evidence_that_shows_something_good(town):
    number, first = opened()
    step(number, "A1", SCORING)
    scored(number, "A1", 1, [2])
    step(number, "A1", REVEALED)
    bad = AssessmentEvidence(round_id=number, dimension="A1", text="We do none of it", good=False)
    town.add(bad)

    told = refused(round_steps.settle, LOCAL_USER, first, 3, {"agreed_level": 2})
    assert told == "A level above 1 needs evidence that shows it. Add some first."
    round_steps.settle(LOCAL_USER, first, 3, {"agreed_level": 1})


def test_a_round_does_not_end_while_something_scored_is_not_settled(town):
    number, dimensions = stored("A1", "P1")
    round_steps.begin(LOCAL_USER, number, 1)
    step(number, "A1", SCORING)

    told = refused(round_steps.finish, LOCAL_USER, number, 2, DAY)

    assert told == "Settle these first, or say that you did not agree: Dimension A1."
    assert dimensions.keys() == {"A1", "P1"}


def test_a_round_in_which_nothing_is_settled_does_not_end(town):
    number, _ = opened()

    told = refused(round_steps.finish, LOCAL_USER, number, 2, DAY)

    assert told == "Nothing is settled yet, so there is nothing to finish."


def test_a_round_opened_twice_keeps_its_first_code(town):
    number, _ = opened()
    code = rounds.in_full(LOCAL_USER, number).round.join_code
    round_steps.begin(LOCAL_USER, number, 1)

    assert rounds.in_full(LOCAL_USER, number).round.join_code == code


def test_a_finished_round_is_not_opened_again_from_an_older_screen(town):
    number, _ = opened()
    ended(number)

    told = refused(round_steps.begin, LOCAL_USER, number, 1)

    assert told == round_steps.IS_FINISHED
    assert rounds.in_full(LOCAL_USER, number).round.state is ReviewState.FINISHED


def test_a_finished_round_is_not_scored_any_more(town):
    number, first = opened()
    ended(number)

    assert rounds.in_full(LOCAL_USER, number).round.finished_on == DAY
    told = refused(round_steps.move, LOCAL_USER, first, 1, SCORING)
    assert told == "This round is finished. Nothing in it can be scored any more."


def test_evidence_and_actions_come_with_the_round_and_withdrawn_ones_do_not(town):
    number, _ = opened()
    for text in ("Minutes", "Papers"):
        town.add(AssessmentEvidence(round_id=number, dimension="A1", text=text))
    gone = town.add(AssessmentEvidence(round_id=number, dimension="A1", text="A slip"))
    town.withdraw(AssessmentEvidence, gone)
    for task, due in (("Later", date(2027, 6, 1)), ("Sooner", date(2027, 1, 1))):
        town.add(
            ImprovementAction(round_id=number, dimension="A1", task=task, owner="Team", due=due)
        )

    full = rounds.in_full(LOCAL_USER, number)
    assert [one.text for one in full.evidence] == ["Minutes", "Papers"]
    assert [one.task for one in full.actions] == ["Sooner", "Later"]


def test_rounds_are_listed_the_latest_first_and_withdrawn_ones_apart(town):
    first = town.add(prepared("Spring", held_on=DAY))
    later = town.add(prepared("Autumn", held_on=date(2026, 10, 1)))
    gone = town.add(prepared("A slip"))
    town.withdraw(type(prepared()), gone)

    assert [one.id for one in rounds.listed(LOCAL_USER)] == [later, first]
    assert [one.id for one in rounds.listed(LOCAL_USER, withdrawn=True)] == [gone]


def test_a_model_of_ones_own_comes_back_as_it_was(town):
    made = model("X1", levels=3)
    town.add(
        LocalMaturityModel(
            code=made.code, edition=made.edition, name=made.name, content=made.as_json()
        )
    )

    assert rounds.models(LOCAL_USER) == (made,)


def test_there_is_no_round_of_a_number_that_was_not_given(town):
    with pytest.raises(LookupError, match="no round number 7"):
        rounds.in_full(LOCAL_USER, 7)
