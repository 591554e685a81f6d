"""The phone of somebody in a round: the way in, private scores, and what is told at each stage.

What keys, thumbs and a lost connection do is tests/browser/test_join.py.
"""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from sqlmodel import Session, select

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    AssessmentEvidence,
    AssessmentRound,
    Organisation,
    Scorer,
    ScorerKind,
    ScoringStage,
    Sureness,
    WrongCode,
)
from engagement_metrics.store import round_steps, rounds, scores, scoring
from engagement_metrics.store.engine import engine
from engagement_metrics.store.round_steps import IS_FINISHED
from engagement_metrics.store.scoring import NO_SEAT, NOT_OPEN, TOO_MANY, WRONG
from pages.parts import join_state
from tests import assessments
from tests.signed_in import SETTINGS

SCORING, REVEALED = ScoringStage.SCORING, ScoringStage.REVEALED
NOBODYS = "sqlite:////dev/null/nobody.db"


@pytest.fixture
def number(sqlite_url):
    """A round of three dimensions under way; the first two are open to score."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Wold"))
    number, _ = assessments.stored("A1", "A2", "P1")
    round_steps.begin(LOCAL_USER, number, 1)
    assessments.step(number, "A1", SCORING)
    assessments.step(number, "A2", SCORING)
    return number


def said(app):
    """All that the page says in words."""
    return "\n".join(
        [
            *(one.value for kind in (app.title, app.header, app.markdown) for one in kind),
            *(
                one.value
                for kind in (app.info, app.success, app.warning, app.error)
                for one in kind
            ),
            *(html.body for html in app.get("html") if "<style>" not in html.body),
        ]
    )


def everything(app):
    """All that the page sent to the browser."""
    return "\n".join(str(one.proto) for one in app.main if one.proto is not None)


def press(app, label):
    next(found for found in app.button if found.label == label).click()
    app.run()
    assert [fault.message for fault in app.exception] == []
    return app


def choose(app, key, value):
    """Choose something for a field of an answer."""
    here = next(one for one in [*app.radio, *app.checkbox, *app.text_area] if one.key == key)
    here.set_value(value)
    app.run()
    assert [fault.message for fault in app.exception] == []
    return app


def field(link, name, wave=1):
    """The key of a field of somebody's answer to the first dimension."""
    return f"join.{scores.hashed(link)[:12]}.A1.{wave}.{name}"


def code(number):
    return rounds.in_full(LOCAL_USER, number).round.join_code


def seats(url):
    with Session(engine(url)) as orm:
        return len(orm.exec(select(Scorer)).all())


def end(number):
    """Settle what was scored, and finish the round."""
    for key in ("A1", "A2"):
        assessments.scored(number, key, 1, [2])
        assessments.step(number, key, REVEALED)
        here = assessments.dimension(number, key)
        round_steps.settle(LOCAL_USER, here.id, here.version, {"agreed_level": 1})
    round_steps.finish(LOCAL_USER, number, 2, date(2026, 6, 2))


# ---- the way in ----------------------------------------------------------------------------------


def test_a_code_typed_with_spaces_and_small_letters_leads_to_a_seat_and_a_link(
    number, open_page, sqlite_url
):
    app = open_page("join.py")
    assert [title.value for title in app.title] == ["Self-assessment"]
    letters = code(number).lower()
    app.text_input[0].set_value(f" {letters[:3]} {letters[3:]}")
    press(app, "Go on")
    assert [header.value for header in app.header] == ["Spring round"]
    assert app.radio[0].value is None

    press(app, "Join")
    assert "Say who you are in this round." in said(app)
    app.radio[0].set_value(ScorerKind.STAFF)
    press(app, "Join")

    link = app.query_params["me"]
    assert app.query_params.keys() == {"me"}
    assert app.code[0].value.endswith(f"/join?me={link}")
    assert scoring.seat(link).kind is ScorerKind.STAFF
    press(app, "Go to the scores")
    assert app.header[0].value == "Dimension A1"
    assert seats(sqlite_url) == 1


def test_the_square_code_leads_past_the_letters_and_leaves_the_address(number, open_page):
    key = rounds.in_full(LOCAL_USER, number).round.join_key
    app = open_page("join.py", round=key)
    assert app.header[0].value == "Spring round"

    app.radio[0].set_value(ScorerKind.OTHER)
    press(app, "Join")

    assert app.query_params.keys() == {"me"}


def test_a_second_tap_on_join_while_the_door_stands_takes_no_second_seat(
    number, open_page, sqlite_url
):
    key = rounds.in_full(LOCAL_USER, number).round.join_key
    app = open_page("join.py", round=key)
    app.radio[0].set_value(ScorerKind.OTHER)
    tap = next(found for found in app.button if found.label == "Join").click()
    app.run()
    link = app.query_params["me"]

    # The second tap was under way before the phone had the new address: a browser sends the
    # fields and the one button.
    del app.query_params["me"]
    app.query_params["round"] = key
    sent = tap.click().root.get_widget_states()
    del sent.widgets[2:]
    assert [one.id.rpartition("-")[2] for one in sent.widgets] == ["join.door.kind", "join_join"]
    app._run(sent)

    assert app.query_params == {"me": link}
    assert app.code[0].value.endswith(link)
    assert seats(sqlite_url) == 1


def test_two_people_who_take_turns_in_one_tab_have_two_seats_and_see_nothing_of_each_other(
    number, open_page, sqlite_url
):
    key = rounds.in_full(LOCAL_USER, number).round.join_key
    app = open_page("join.py", round=key)
    app.radio[0].set_value(ScorerKind.OTHER)
    press(app, "Join")
    first = app.query_params["me"]
    press(app, "Go to the scores")
    choose(app, field(first, "level"), 3)
    choose(app, field(first, "reason"), "What the first one wrote.")
    press(app, "Add evidence")
    app.text_area[0].set_value("What the first one knows.")
    app.run()

    app.query_params.clear()
    app.query_params["round"] = key
    app.run()
    assert app.radio[0].value is None
    app.radio[0].set_value(ScorerKind.STAFF)
    press(app, "Join")
    second = app.query_params["me"]
    press(app, "Go to the scores")

    assert second != first
    assert seats(sqlite_url) == 2
    assert [radio.value for radio in app.radio] == [None]
    choose(app, field(second, "level"), 1)
    assert app.text_area[0].value == ""
    press(app, "Add evidence")
    assert app.text_area[0].value == ""
    assert "the first one" not in everything(app)
    given = scores.Given(3, None, "What the first one wrote.")
    assert scoring.seat(first).own == {("A1", 1): given}
    assert scoring.seat(second).own == {("A1", 1): scores.Given(1)}


def test_from_one_link_to_another_in_one_tab_nothing_goes_along(number, open_page):
    first, second = assessments.seated(number), assessments.seated(number)
    app = open_page("join.py", me=first)
    choose(app, field(first, "level"), 3)

    app.query_params["me"] = second
    app.run()

    assert [radio.value for radio in app.radio] == [None]
    assert scoring.seat(second).own == {}


def test_a_new_code_shuts_the_door_that_the_old_one_opened(number, open_page, sqlite_url):
    app = open_page("join.py")
    app.text_input[0].set_value(code(number))
    press(app, "Go on")
    round_steps.new_code(LOCAL_USER, number)

    app.radio[0].set_value(ScorerKind.STAFF)
    press(app, "Join")

    assert WRONG in said(app)
    assert seats(sqlite_url) == 0
    press(app, "Type another code")
    app.text_input[0].set_value(code(number))
    press(app, "Go on")
    app.radio[0].set_value(ScorerKind.STAFF)
    press(app, "Join")
    assert seats(sqlite_url) == 1


def test_after_a_square_code_that_leads_nowhere_the_letters_still_do(number, open_page):
    app = open_page("join.py", round="b" * 20)
    assert WRONG in said(app)

    app.text_input[0].set_value(code(number))
    press(app, "Go on")

    assert app.header[0].value == "Spring round"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abc", "A code has six letters. You typed 3. Look again at the big screen."),
        ("", "A code has six letters. You typed 0. Look again at the big screen."),
        ("AEIOUY", WRONG),
    ],
)
def test_a_wrong_code_gets_a_sentence_and_stays(typed, sentence, number, open_page):
    app = open_page("join.py")
    app.text_input[0].set_value(typed)
    press(app, "Go on")

    assert f'<p class="fault">{sentence}</p>' in said(app)
    assert app.text_input[0].value == typed


def test_the_code_of_a_finished_round_and_too_many_tries_get_a_sentence(
    number, open_page, sqlite_url
):
    end(number)
    app = open_page("join.py")
    app.text_input[0].set_value(code(number))
    press(app, "Go on")
    assert IS_FINISHED in said(app)

    with Session(engine(sqlite_url)) as orm, orm.begin():
        orm.add_all([WrongCode(at=datetime.now(UTC)) for _ in range(scoring.MOST_WRONG)])
    press(app, "Go on")
    assert TOO_MANY in said(app)


def test_a_round_that_is_not_open_says_so_to_who_scans_its_square_code(number, open_page):
    with store.session(LOCAL_USER) as session:
        early = session.add(assessments.prepared("Early", join_key="a" * 20))
    assert early != number

    app = open_page("join.py", round="a" * 20)

    assert NOT_OPEN in said(app)
    assert [one.label for one in app.text_input] == ["The six letters"]


def test_an_empty_store_and_one_that_is_away_say_so(open_page, sqlite_url, monkeypatch):
    app = open_page("join.py")
    assert "There is nothing to join here yet." in said(app)

    monkeypatch.setenv("DATABASE_URL", NOBODYS)
    app.run()

    assert len(app.error) == 1
    assert "cannot be" in app.error[0].value


# ---- scoring -------------------------------------------------------------------------------------


def test_each_choice_is_saved_at_once_and_a_refresh_brings_it_back(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    assert [radio.value for radio in app.radio] == [None]
    assert "You have answered 0 of 2." in said(app)

    choose(app, field(link, "level"), 3)
    assert "Saved: level 3. You have answered 1 of 2." in said(app)
    choose(app, field(link, "sure"), Sureness.HIGH)
    choose(app, field(link, "reason"), "In most places.")
    choose(app, field(link, "shared"), True)
    given = scores.Given(3, Sureness.HIGH, "In most places.", shared=True)
    assert scoring.seat(link).own == {("A1", 1): given}

    again = open_page("join.py", me=link)
    assert again.header[0].value == "Dimension A2"  # the first that is open and not answered
    press(again, "Back")
    assert [radio.value for radio in again.radio] == [3, Sureness.HIGH]
    assert again.text_area[0].value == "In most places."
    assert again.checkbox[0].value is True


def test_i_do_not_know_is_saved_and_asks_not_how_sure(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)

    choose(app, field(link, "level"), 0)

    assert scoring.seat(link).own == {("A1", 1): scores.Given(None)}
    assert "Saved: I do not know." in said(app)
    assert [radio.label for radio in app.radio] == ["Which level is nearest?"]
    assert app.checkbox[0].value is False


def test_moving_on_and_back_loses_nothing_and_nothing_is_chosen_for_anybody(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    choose(app, field(link, "level"), 4)
    press(app, "Next")
    assert app.header[0].value == "Dimension A2"
    assert [radio.value for radio in app.radio] == [None]
    assert [button.disabled for button in app.button if button.label == "Next"] == [True]

    choose(app, field(link, "level").replace("A1", "A2"), 1)
    assert "You have answered all 2." in said(app)
    press(app, "Back")

    assert app.radio[0].value == 4


def test_words_that_name_somebody_are_not_saved_though_the_level_is(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    choose(app, field(link, "level"), 2)
    choose(app, field(link, "reason"), "Quite new.")

    choose(app, field(link, "reason"), "NHS 943 476 5919")
    assert "seems to hold an NHS number" in said(app)
    assert "Your words are not saved yet" in said(app)
    choose(app, field(link, "level"), 3)
    assert scoring.seat(link).own == {("A1", 1): scores.Given(3, None, "Quite new.")}

    choose(app, field(link, "reason"), "Dr Green said so.")
    assert "may hold a person&#x27;s name" in said(app)
    choose(app, field(link, "checked"), True)
    assert scoring.seat(link).own == {("A1", 1): scores.Given(3, None, "Dr Green said so.")}
    assert "Your words are not saved yet" not in said(app)


def test_consent_taken_back_is_saved_while_the_words_beside_it_are_doubtful(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    choose(app, field(link, "level"), 2)
    choose(app, field(link, "reason"), "Quite new.")
    choose(app, field(link, "shared"), True)
    choose(app, field(link, "reason"), "Dr Green said so.")
    assert scoring.seat(link).own["A1", 1] == scores.Given(2, None, "Quite new.", shared=True)

    choose(app, field(link, "shared"), False)
    assert scoring.seat(link).own["A1", 1] == scores.Given(2, None, "Quite new.")
    assert app.text_area[0].value == "Dr Green said so."

    # A tick is for the words that stand on the screen, and counts once they do.
    choose(app, field(link, "shared"), True)
    assert scoring.seat(link).own["A1", 1] == scores.Given(2, None, "Quite new.")
    choose(app, field(link, "checked"), True)
    given = scores.Given(2, None, "Dr Green said so.", shared=True)
    assert scoring.seat(link).own["A1", 1] == given


def test_a_tick_made_before_the_words_counts_for_them(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    choose(app, field(link, "level"), 2)
    choose(app, field(link, "shared"), True)

    choose(app, field(link, "reason"), "Quite new.")

    given = scores.Given(2, None, "Quite new.", shared=True)
    assert scoring.seat(link).own["A1", 1] == given
    assert app.checkbox[0].value is True


def test_a_tab_that_lies_behind_saves_what_was_touched_in_it_and_nothing_else(number, open_page):
    link = assessments.seated(number)
    old = open_page("join.py", me=link)
    choose(old, field(link, "level"), 2)
    choose(old, field(link, "reason"), "First thought.")
    choose(old, field(link, "shared"), True)
    new = open_page("join.py", me=link, at="A1")
    choose(new, field(link, "level"), 4)
    choose(new, field(link, "reason"), "Second thought.")
    choose(new, field(link, "shared"), False)

    choose(old, field(link, "sure"), Sureness.LOW)
    given = scores.Given(4, Sureness.LOW, "Second thought.")
    assert scoring.seat(link).own["A1", 1] == given
    assert [radio.value for radio in old.radio] == [4, Sureness.LOW]
    assert old.checkbox[0].value is False
    assert old.text_area[0].value == "First thought."  # it may be being changed just now
    press(old, "Next")
    press(old, "Back")
    assert old.text_area[0].value == "Second thought."
    assert scoring.seat(link).own["A1", 1] == given


def test_new_words_in_a_tab_that_lies_behind_bring_no_consent_back(number, open_page):
    link = assessments.seated(number)
    old = open_page("join.py", me=link)
    choose(old, field(link, "level"), 2)
    choose(old, field(link, "reason"), "First thought.")
    choose(old, field(link, "shared"), True)
    choose(open_page("join.py", me=link, at="A1"), field(link, "shared"), False)

    choose(old, field(link, "reason"), "Third thought.")

    assert scoring.seat(link).own["A1", 1] == scores.Given(2, None, "Third thought.")
    assert old.checkbox[0].value is False


def test_what_changes_of_ones_own_answer_elsewhere_is_followed_but_for_words(number):
    link = assessments.seated(number)
    stands = [join_state.as_it_stands(scoring.seat(link))]
    for given in (
        scores.Given(3),
        scores.Given(3, None, "In most places."),
        scores.Given(3, Sureness.LOW, "In most places."),
        scores.Given(3, Sureness.LOW, "In most places.", shared=True),
    ):
        scoring.score(link, "A1", 1, given)
        stands.append(join_state.as_it_stands(scoring.seat(link)))

    assert [now == before for before, now in pairwise(stands)] == [False, True, False, False]


def test_an_answer_waits_while_the_store_is_away_and_is_saved_by_itself(
    number, open_page, sqlite_url, monkeypatch
):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    monkeypatch.setenv("DATABASE_URL", NOBODYS)
    choose(app, field(link, "level"), 3)
    assert "Not saved: " in said(app)
    assert app.radio[0].value == 3
    press(app, "Next")
    press(app, "Back")
    assert app.radio[0].value == 3
    assert "Not saved: " in said(app)

    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    app.run()

    assert "Saved: level 3." in said(app)
    assert scoring.seat(link).own == {("A1", 1): scores.Given(3)}


def test_an_answer_that_came_too_late_says_that_it_is_not_saved(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    assessments.scored(number, "A1", 1, [2])
    assessments.step(number, "A1", REVEALED)

    choose(app, field(link, "level"), 3)

    assert "Your last answer to 'Dimension A1' is not saved." in said(app).replace("\\", "")
    assert "so it cannot be scored now" in said(app)
    assert scoring.seat(link).own == {}


# ---- the stages of a dimension -------------------------------------------------------------------


def test_a_dimension_goes_from_score_to_screen_to_second_score_to_what_was_agreed(
    number, open_page
):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    choose(app, field(link, "level"), 2)
    choose(app, field(link, "reason"), "A few *places*.")

    assessments.step(number, "A1", REVEALED)
    app.run()
    assert "The scores are on the big screen." in said(app)
    assert "Your first score: level 2, Begun." in said(app)
    assert [one.label for one in app.radio] == []
    assert "Open to score: Dimension A2" in [button.label for button in app.button]

    assessments.step(number, "A1", ScoringStage.SCORING_AGAIN)
    app.run()
    assert "Your first score: level 2, Begun. You wrote: A few \\*places\\*\\." in said(app)
    assert app.radio[0].value is None
    choose(app, field(link, "level", 2), 3)
    assert scoring.seat(link).own["A1", 2] == scores.Given(3)

    assessments.step(number, "A1", ScoringStage.REVEALED_AGAIN)
    minutes = AssessmentEvidence(round_id=0, dimension="A1", text="The minutes")
    scoring.add_evidence(link, minutes, "minutes")
    here = assessments.dimension(number, "A1")
    round_steps.settle(LOCAL_USER, here.id, here.version, {"agreed_level": 3, "note": "Secret."})
    app.run()
    assert "The group agreed on level 3, In places." in said(app)
    assert "A1 is at 3\\. People say so\\." in said(app)
    assert "Secret." not in said(app)


def test_who_comes_after_the_scores_are_shown_cannot_score_them(number, open_page):
    for key in ("A1", "A2"):
        assessments.scored(number, key, 1, [2])
        assessments.step(number, key, REVEALED)
    app = open_page("join.py", me=assessments.seated(number))

    assert "They were shown before you scored this one" in said(app)
    assert "Nothing is open to score just now." in said(app)
    assert [*app.radio] == []


def test_a_second_score_elsewhere_is_offered_with_one_tap(number, open_page):
    app = open_page("join.py", me=assessments.seated(number))
    press(app, "Next")
    assessments.scored(number, "A1", 1, [2])
    assessments.step(number, "A1", REVEALED)
    assessments.step(number, "A1", ScoringStage.SCORING_AGAIN)
    app.run()
    assert app.header[0].value == "Dimension A2"

    press(app, "Score again: Dimension A1")

    assert app.header[0].value == "Dimension A1"
    assert "You did not score this the first time." in said(app)


def test_before_anything_is_open_and_where_the_group_did_not_agree_the_page_says_so(
    number, open_page
):
    with store.session(LOCAL_USER) as session:
        session.change(AssessmentRound, number, 2, {"rules": "Most of us."})
    later, dimensions = assessments.stored("A1", title="Later")
    round_steps.begin(LOCAL_USER, later, 1)
    app = open_page("join.py", me=assessments.seated(later))
    assert "Nothing is open to score just now." in said(app)

    assessments.step(later, "A1", SCORING)
    assessments.scored(later, "A1", 1, [1, 5])
    assessments.step(later, "A1", REVEALED)
    round_steps.settle(LOCAL_USER, dimensions["A1"], 3, {"agreed_level": None})
    app.run()

    assert "did not agree on a level" in said(app)


def test_the_link_of_a_finished_round_and_a_wrong_link_say_so_and_lead_to_the_letters(
    number, open_page
):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    end(number)
    app.run()
    assert [error.value for error in app.error] == [NO_SEAT]
    assert [error.value for error in open_page("join.py", me="no-such").error] == [NO_SEAT]

    press(app, "Type a code")

    assert [one.label for one in app.text_input] == ["The six letters"]
    assert "me" not in app.query_params


# ---- evidence, going and coming ------------------------------------------------------------------


def test_somebody_adds_evidence_once_and_no_name_stands_beside_it(number, open_page):
    app = open_page("join.py", me=assessments.seated(number))
    press(app, "Add evidence")
    press(app, "Save evidence")
    assert "Nothing is saved yet. 2 things to put right below." in said(app)

    app.text_area[0].set_value("Twelve groups have joined.")
    app.radio[0].set_value(True)
    app.text_input[0].set_value("https://example.org/list")
    app.selectbox[0].set_value("P1")
    press(app, "Save evidence")

    assert "Saved." in said(app)
    (kept,) = rounds.in_full(LOCAL_USER, number).evidence
    assert (kept.dimension, kept.text, kept.link, kept.good) == (
        "P1", "Twelve groups have joined.", "https://example.org/list", True,
    )  # fmt: skip
    press(app, "Add more")
    assert app.text_area[0].value == ""
    press(app, "Back to the scores")
    assert app.header[0].value == "Dimension A1"


def test_evidence_that_was_saved_before_and_says_something_else_gets_a_sentence(number, open_page):
    app = open_page("join.py", me=assessments.seated(number))
    press(app, "Add evidence")
    app.text_area[0].set_value("Twelve groups have joined.")
    app.radio[0].set_value(True)
    press(app, "Save evidence")
    app.session_state["join.evidence.saved"] = False  # as where word of it never came back
    app.run()
    app.text_area[0].set_value("Thirteen groups have joined.")
    app.radio[0].set_value(True)
    press(app, "Save evidence")

    assert "This was saved before, as number" in said(app)
    assert len(rounds.in_full(LOCAL_USER, number).evidence) == 1


def test_somebody_leaves_and_comes_back_and_their_answer_stays(number, open_page):
    link = assessments.seated(number)
    app = open_page("join.py", me=link)
    choose(app, field(link, "level"), 2)
    press(app, "I have to go")
    assert "Your scores stay and count." in said(app)
    assert scoring.seat(link).left
    assert "Your scores stay and count." in said(open_page("join.py", me=link))

    press(app, "I am back")
    assert app.radio[0].value == 2
    choose(app, field(link, "level"), 3)

    assert not scoring.seat(link).left
    assert scoring.seat(link).own == {("A1", 1): scores.Given(3)}


# ---- who else is there ---------------------------------------------------------------------------


def test_a_phone_gets_nothing_of_anybody_elses_and_no_menu_with_sign_in_on(
    number, open_page, monkeypatch
):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    other = assessments.seated(number)
    given = scores.Given(5, Sureness.LOW, "sentinel-words", shared=True)
    scoring.score(other, "A1", 1, given)
    mine = assessments.seated(number)
    app = open_page("join.py", me=mine)
    choose(app, field(mine, "level"), 2)
    assessments.step(number, "A1", REVEALED)
    app.run()

    assert not app.sidebar.children
    received = everything(app)
    assert "Dimension A1" in received
    assert "sentinel-words" not in received
    assert other not in received
    assert given.reason not in received
