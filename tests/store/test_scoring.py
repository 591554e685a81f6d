"""Scoring in a round: who gets in, what is kept of their answers, and what nobody ever sees."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    AssessmentEvidence,
    AssessmentRound,
    History,
    Score,
    Scorer,
    ScorerKind,
    ScoringStage,
    Sureness,
    WrongCode,
)
from engagement_metrics.store import round_steps, rounds, scores, scoring
from engagement_metrics.store.engine import quiet_write, reading
from engagement_metrics.store.round_steps import NotNow
from engagement_metrics.store.scores import Given
from tests.assessments import DAY, ended, opened, scored, seated, settled, step, stored

VOLUNTEER, STAFF = ScorerKind.VOLUNTEER, ScorerKind.STAFF
MEMBERS = 100


def rows(table):
    with reading() as orm:
        return orm.exec(select(table)).all()


def code_of(number):
    return rounds.in_full(LOCAL_USER, number).round.join_code


def scoring_now():
    """The number of a round whose first dimension is open for scoring."""
    number, _ = opened()
    step(number, "A1", ScoringStage.SCORING)
    return number


def refused(act, *arguments, **named):
    with pytest.raises(NotNow) as sentence:
        act(*arguments, **named)
    return str(sentence.value)


# ---- coming in -----------------------------------------------------------------------------------


def test_a_code_lets_people_in_however_it_is_typed(town):
    number, _ = opened()
    code = code_of(number)

    typed = f" {code[:3].lower()}-{code[3:]} "

    assert scoring.door(typed) == scoring.Door(number, "Spring round", DAY)


def test_a_code_is_six_letters_without_a_vowel(town):
    number, _ = opened()
    codes = set()
    for _ in range(20):
        round_steps.new_code(LOCAL_USER, number)
        codes.add(code_of(number))

    assert len(codes) == 20
    assert all(len(code) == 6 and set(code) <= set("BCDFGHJKLMNPQRSTVWXZ") for code in codes)


def test_the_key_of_the_square_code_lets_people_in_too(town):
    number, _ = opened()
    key = rounds.in_full(LOCAL_USER, number).round.join_key

    assert scoring.door(key=key).number == number
    assert refused(scoring.door, key="another") == scoring.WRONG


def test_a_new_code_shuts_out_who_holds_the_old_one(town):
    number, _ = opened()
    old = code_of(number)
    round_steps.new_code(LOCAL_USER, number)

    assert refused(scoring.door, old) == scoring.WRONG


def test_a_code_of_a_finished_round_says_that_it_is_finished(town):
    number, _ = opened()
    code = code_of(number)
    ended(number)

    assert refused(scoring.door, code) == round_steps.IS_FINISHED


def test_a_code_of_a_withdrawn_round_lets_nobody_in(town):
    number, _ = opened()
    code = code_of(number)
    town.withdraw(AssessmentRound, number, 2)

    assert refused(scoring.door, code) == scoring.WRONG


def test_a_new_code_shuts_a_door_that_the_old_one_opened(town):
    number, _ = opened()
    old = code_of(number)
    assert scoring.door(old).number == number
    round_steps.new_code(LOCAL_USER, number)

    told = refused(scoring.join, number, VOLUNTEER, scoring.new_link(), code=old)

    assert told == scoring.WRONG
    assert rows(Scorer) == []


@pytest.mark.parametrize("key", ["\x00", "a b", "é", "x" * 41, "'; --"])
def test_a_key_that_nobody_was_given_is_wrong_whatever_signs_are_in_it(town, key):
    opened()

    assert refused(scoring.door, key=key) == scoring.WRONG


def test_codes_tried_by_many_at_once_are_counted_too(town):
    opened()
    ready = Barrier(20)

    def guess(at):
        if at < 20:
            ready.wait(60)
        return refused(scoring.door, "AAAAAA")

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(guess, range(60)))

    assert told.count(scoring.WRONG) == scoring.MOST_WRONG
    assert told.count(scoring.TOO_MANY) == 60 - scoring.MOST_WRONG


def test_codes_cannot_be_tried_in_bulk(town):
    number, _ = opened()
    for _ in range(scoring.MOST_WRONG):
        assert refused(scoring.door, "AAAAAA") == scoring.WRONG

    assert refused(scoring.door, "AAAAAA") == scoring.TOO_MANY
    assert refused(scoring.door, code_of(number)) == scoring.TOO_MANY
    assert len(rows(WrongCode)) == scoring.MOST_WRONG, "a try that is not looked up is not kept"
    key = rounds.in_full(LOCAL_USER, number).round.join_key
    assert scoring.door(key=key).number == number, "the square code goes on"


def test_after_a_minute_codes_are_looked_up_again(town):
    number, _ = opened()
    with quiet_write() as orm:
        orm.add_all(
            WrongCode(at=datetime.now(UTC) - timedelta(seconds=61))
            for _ in range(scoring.MOST_WRONG)
        )

    assert scoring.door(code_of(number)).number == number


def test_wrong_codes_are_forgotten_after_an_hour(town):
    with quiet_write() as orm:
        orm.add(WrongCode(at=datetime.now(UTC) - timedelta(hours=2)))

    refused(scoring.door, "AAAAAA")

    assert len(rows(WrongCode)) == 1


def test_a_double_tap_on_join_is_one_seat(town):
    number, _ = opened()
    link = scoring.new_link()
    code = code_of(number)
    for _ in range(2):
        scoring.join(number, VOLUNTEER, link, code=code)
        code = "once in, they are in"

    assert rounds.in_full(LOCAL_USER, number).scorers == {VOLUNTEER: 1}


# ---- scoring -------------------------------------------------------------------------------------


def test_a_link_gives_its_own_answers_back_and_nobody_elses(town):
    number = scoring_now()
    mine, other = seated(number), seated(number)
    scoring.score(mine, "A1", 1, Given(2, Sureness.LOW, "Papers come late.", True))
    scoring.score(other, "A1", 1, Given(5, Sureness.HIGH, "All is well."))

    assert scoring.seat(mine).own == {("A1", 1): Given(2, Sureness.LOW, "Papers come late.", True)}
    assert scoring.seat(other).own == {("A1", 1): Given(5, Sureness.HIGH, "All is well.")}


def test_an_answer_sent_again_is_stored_once_and_may_change_until_scores_are_shown(town):
    number = scoring_now()
    link = seated(number)
    for level in (2, 2, 4, None):
        scoring.score(link, "A1", 1, Given(level))

    assert [row.level for row in rows(Score)] == [None]
    step(number, "A1", ScoringStage.REVEALED)
    assert refused(scoring.score, link, "A1", 1, Given(5)) == scores.SHOWN_ALREADY
    assert [row.level for row in rows(Score)] == [None]


def test_whoever_comes_late_cannot_score_what_is_shown_already(town):
    number = scoring_now()
    scored(number, "A1", 1, [3])
    step(number, "A1", ScoringStage.REVEALED)

    assert refused(scoring.score, seated(number), "A1", 1, Given(3)) == scores.SHOWN_ALREADY


def test_what_is_not_open_cannot_be_scored(town):
    number, _ = stored("A1", "P1")
    round_steps.begin(LOCAL_USER, number, 1)
    link = seated(number)

    for key in ("A1", "P1", "nothing"):
        assert refused(scoring.score, link, key, 1, Given(3)) == scores.NOT_YET


@pytest.mark.parametrize("level", [0, -1, 6, 9])
def test_a_level_outside_the_model_is_refused(town, level):
    number = scoring_now()

    told = refused(scoring.score, seated(number), "A1", 1, Given(level))

    assert told == f"This model has no level {level}. Choose one of its levels."
    assert rows(Score) == []


def test_a_second_score_stands_beside_the_first(town):
    number = scoring_now()
    (link,) = scored(number, "A1", 1, [2])
    step(number, "A1", ScoringStage.REVEALED)
    step(number, "A1", ScoringStage.SCORING_AGAIN)
    scoring.score(link, "A1", 2, Given(3))

    assert {wave: one.level for (_, wave), one in scoring.seat(link).own.items()} == {1: 2, 2: 3}
    assert refused(scoring.score, link, "A1", 1, Given(5)) == scores.SHOWN_ALREADY


def test_whoever_leaves_keeps_their_answers_in_and_is_not_waited_for(town):
    number = scoring_now()
    link, _ = scored(number, "A1", 1, [2, 4])
    scoring.leave(link)

    full = rounds.in_full(LOCAL_USER, number)
    assert (full.scorers, full.left) == ({VOLUNTEER: 1}, 1)
    assert rounds.room(LOCAL_USER, number).answered == {("A1", 1): 2}


def test_whoever_comes_back_and_scores_is_waited_for_again(town):
    number = scoring_now()
    (link,) = scored(number, "A1", 1, [2])
    scoring.leave(link)
    scoring.score(link, "A1", 1, Given(3))

    assert rounds.in_full(LOCAL_USER, number).left == 0


def test_evidence_of_a_scorer_is_kept_once_and_names_nobody(town):
    number, _ = opened()
    link = seated(number)
    for _ in range(2):
        evidence = AssessmentEvidence(round_id=0, dimension="A1", text="The minutes of May")
        scoring.add_evidence(link, evidence, "one key")

    (kept,) = rounds.in_full(LOCAL_USER, number).evidence
    assert (kept.text, kept.created_by) == ("The minutes of May", "Somebody in the round")


def test_a_round_that_is_not_under_way_takes_no_score_no_seat_and_no_evidence(town):
    number = scoring_now()
    link, code = seated(number), code_of(number)
    town.withdraw(AssessmentRound, number, 2)
    evidence = AssessmentEvidence(round_id=0, dimension="A1", text="Minutes")

    assert refused(scoring.score, link, "A1", 1, Given(3)) == round_steps.IS_FINISHED
    assert refused(scoring.join, number, STAFF, "x" * 22, code=code) == round_steps.IS_FINISHED
    assert refused(scoring.add_evidence, link, evidence, "k") == round_steps.IS_FINISHED
    assert refused(scoring.seat, link) == scoring.NO_SEAT


# ---- paper ---------------------------------------------------------------------------------------


def test_paper_sheets_are_numbered_and_a_sheet_sent_again_is_stored_once(town):
    number = scoring_now()
    first = {("A1", 1): Given(3)}
    for _ in range(2):
        assert scores.put_sheet(LOCAL_USER, number, STAFF, first, None, "a" * 32) == 1
    assert scores.put_sheet(LOCAL_USER, number, VOLUNTEER, first, None, "b" * 32) == 2

    assert rounds.in_full(LOCAL_USER, number).sheets == ((1, STAFF), (2, VOLUNTEER))
    assert rounds.room(LOCAL_USER, number).answered == {("A1", 1): 2}


def test_a_sheet_gets_its_second_scores(town):
    number = scoring_now()
    scores.put_sheet(LOCAL_USER, number, STAFF, {("A1", 1): Given(3)}, None, "a" * 32)
    step(number, "A1", ScoringStage.REVEALED)
    step(number, "A1", ScoringStage.SCORING_AGAIN)

    scores.put_sheet(LOCAL_USER, number, STAFF, {("A1", 2): Given(4)}, 1, "c" * 32)

    assert len(rows(Scorer)) == 1
    assert sorted((row.wave, row.level) for row in rows(Score)) == [(1, 3), (2, 4)]


def test_a_sheet_that_was_stored_is_told_so_again_after_the_scores_are_shown(town):
    number = scoring_now()
    answers = {("A1", 1): Given(3)}
    scores.put_sheet(LOCAL_USER, number, STAFF, answers, None, "a" * 32)
    step(number, "A1", ScoringStage.REVEALED)

    assert scores.put_sheet(LOCAL_USER, number, STAFF, answers, None, "a" * 32) == 1


def test_one_key_is_another_sheet_in_another_round(town):
    answers = {("A1", 1): Given(3)}
    for _ in range(2):
        assert scores.put_sheet(LOCAL_USER, scoring_now(), STAFF, answers, None, "a" * 32) == 1

    assert sorted(row.round_id for row in rows(Score)) == [1, 2]


def test_there_is_no_second_score_of_a_sheet_that_was_not_typed_in(town):
    told = refused(scores.put_sheet, LOCAL_USER, scoring_now(), STAFF, {}, 99, "a" * 32)

    assert told == "There is no sheet of that number. Choose one from the list."


def test_a_sheet_is_stored_whole_or_not_at_all(town):
    number = scoring_now()
    answers = {("A1", 1): Given(3), ("nothing", 1): Given(2)}

    assert (
        refused(scores.put_sheet, LOCAL_USER, number, STAFF, answers, None, "a") == scores.NOT_YET
    )
    assert rows(Scorer) == rows(Score) == []


# ---- what nobody sees ----------------------------------------------------------------------------


def test_before_scores_are_shown_the_room_knows_how_many_and_nothing_else(town):
    number = scoring_now()
    scored(number, "A1", 1, [2, 4, None])

    seen = rounds.room(LOCAL_USER, number)

    assert seen == rounds.Room({("A1", 1): 3}, ())


def test_while_second_scores_are_given_only_the_first_are_shown(town):
    number = scoring_now()
    (link,) = scored(number, "A1", 1, [2])
    step(number, "A1", ScoringStage.REVEALED)
    step(number, "A1", ScoringStage.SCORING_AGAIN)
    scoring.score(link, "A1", 2, Given(5))

    (shown,) = rounds.room(LOCAL_USER, number).shown
    assert (shown.wave, shown.answers) == (1, ((VOLUNTEER, 2),))


def test_words_are_shown_where_somebody_chose_so_and_never_before_the_scores(town):
    number = scoring_now()
    for reason, shared in (("Kept to myself", False), ("For all", True), ("", True)):
        scoring.score(seated(number), "A1", 1, Given(3, None, reason, shared))

    assert rounds.room(LOCAL_USER, number).shown == ()
    step(number, "A1", ScoringStage.REVEALED)
    (shown,) = rounds.room(LOCAL_USER, number).shown
    assert shown.reasons == ((3, "For all"),)


def test_words_come_in_no_order_that_tells_who_said_them(town):
    found = set()
    for _ in range(6):
        number = scoring_now()
        for kind in (*[VOLUNTEER] * 5, STAFF, ScorerKind.OTHER):
            link = seated(number, kind)
            scoring.score(link, "A1", 1, Given(3, None, kind.value, True))
        step(number, "A1", ScoringStage.REVEALED)
        (there,) = rounds.room(LOCAL_USER, number).shown
        found.add(tuple(words for _, words in there.reasons))

    assert len(found) > 1, "of 42 orders, six times the same comes once in 10,000,000,000 runs"


def test_words_that_nobody_chose_to_share_are_deleted_when_the_round_ends(town):
    number = scoring_now()
    for words, shared in (("Kept to myself", False), ("For all", True)):
        scoring.score(seated(number), "A1", 1, Given(3, None, words, shared))
    step(number, "A1", ScoringStage.REVEALED)
    settled(number)
    ended(number)

    assert sorted(row.reason for row in rows(Score)) == ["", "For all"]


def test_the_tie_is_gone_from_the_files_of_the_store_too(sqlite_town):
    number = scoring_now()
    (link,) = scored(number, "A1", 1, [3])
    step(number, "A1", ScoringStage.REVEALED)
    held = scoring.hashed(link).encode()
    file = Path(sqlite_town.url.removeprefix("sqlite:///"))
    files = [file, file.with_name(f"{file.name}-wal")]
    assert any(held in one.read_bytes() for one in files)
    settled(number)
    ended(number)

    assert [one.name for one in files if held in one.read_bytes()] == []


def test_evidence_is_about_a_dimension_of_the_round(town):
    number, _ = opened()
    evidence = AssessmentEvidence(round_id=0, dimension="Z9", text="Minutes")

    assert refused(scoring.add_evidence, seated(number), evidence, "k") == scores.NOT_YET


def test_scores_come_by_level_and_not_by_who_came_when(town):
    number = scoring_now()
    scored(number, "A1", 1, [5, 1, 4, 2, 3, 1])
    step(number, "A1", ScoringStage.REVEALED)

    (shown,) = rounds.room(LOCAL_USER, number).shown
    assert [level for _, level in shown.answers] == [1, 1, 2, 3, 4, 5]


def test_the_numbers_of_scores_do_not_tell_the_order_in_which_they_came(town):
    number = scoring_now()
    links = scored(number, "A1", 1, [3] * 12)
    by_hash = {row.link_hash: row.id for row in rows(Score)}

    in_order = [by_hash[scoring.hashed(link)] for link in links]

    assert in_order != sorted(in_order)


def test_at_agreement_the_link_between_a_scorer_and_a_score_is_deleted(town):
    number, dimensions = stored("A1", "P1")
    round_steps.begin(LOCAL_USER, number, 1)
    for key in dimensions:
        step(number, key, ScoringStage.SCORING)
    (link,) = scored(number, "A1", 1, [2])
    scoring.score(link, "P1", 1, Given(4))
    assert {row.link_hash for row in rows(Score)} == {scoring.hashed(link)}
    step(number, "A1", ScoringStage.REVEALED)

    settled(number)

    assert {row.dimension: row.link_hash for row in rows(Score)} == {
        "A1": None,
        "P1": scoring.hashed(link),
    }
    assert scoring.seat(link).own == {("P1", 1): Given(4)}


def test_when_a_round_ends_no_link_leads_anywhere(town):
    number, _ = opened()
    step(number, "A1", ScoringStage.SCORING)
    (link,) = scored(number, "A1", 1, [2])
    step(number, "A1", ScoringStage.REVEALED)
    settled(number)
    ended(number)

    assert refused(scoring.seat, link) == scoring.NO_SEAT
    assert {row.link_hash for row in (*rows(Score), *rows(Scorer))} == {None}


def test_the_store_keeps_no_link_no_name_and_no_time_beside_a_score(town):
    number = scoring_now()
    (link,) = scored(number, "A1", 1, [2])

    with reading() as orm:
        kept = [
            json.dumps([str(value) for value in row])
            for table in (Score, Scorer, WrongCode, History)
            for row in orm.connection().execute(sa.select(table.__table__))
        ]
    assert [row for row in kept if link in row] == []
    assert {"at", "created_at", "created_by", "name"} & {
        *Score.model_fields, *Scorer.model_fields
    } == set()  # fmt: skip


def test_the_history_holds_no_score_no_code_and_no_word_of_a_scorer(town):
    number, first = opened()
    code, key = code_of(number), rounds.in_full(LOCAL_USER, number).round.join_key
    step(number, "A1", ScoringStage.SCORING)
    scoring.score(seated(number), "A1", 1, Given(4, Sureness.LOW, "Sentinel words", True))
    step(number, "A1", ScoringStage.REVEALED)
    round_steps.settle(LOCAL_USER, first, 3, {"agreed_level": 1})

    with reading() as orm:
        lines = orm.exec(select(History).order_by(col(History.id))).all()
    told = json.dumps([[line.before, line.after, line.reason] for line in lines])
    assert "Sentinel" not in told and code not in told and key not in told
    assert {line.record_type for line in lines} >= {"assessment_round", "assessed_dimension"}
    assert '"low"' not in told
    assert '"agreed_level": 1' in told, "what the group agreed is told"


# ---- many at once --------------------------------------------------------------------------------


def test_a_hundred_members_who_score_at_once_are_all_stored_once(town):
    number = scoring_now()
    links, code = [scoring.new_link() for _ in range(MEMBERS)], code_of(number)
    ready = Barrier(20)

    def come_and_score(at):
        if at < 20:
            ready.wait(60)
        scoring.join(number, VOLUNTEER if at % 2 else STAFF, links[at], code=code)
        for _ in range(2):  # a reconnecting phone sends it again
            scoring.score(links[at], "A1", 1, Given(1 + at % 5, None, f"Because of {at}"))

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(come_and_score, range(MEMBERS)))

    assert rounds.room(LOCAL_USER, number).answered == {("A1", 1): MEMBERS}
    assert sorted(row.reason for row in rows(Score)) == sorted(
        f"Because of {at}" for at in range(MEMBERS)
    )
    assert store.faults() == []
