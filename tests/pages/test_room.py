"""Room: a round is set up, opened, shown, agreed, improved and finished by who facilitates it."""

from datetime import date, timedelta
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    AssessmentEvidence,
    Organisation,
    Place,
    ReviewState,
    ScorerKind,
    ScoringStage,
)
from engagement_metrics.store import round_steps, rounds, scoring
from pages.parts import room_join
from tests.assessments import dimension, scored, seated, step, stored
from tests.conftest import ROOT
from tests.signed_in import SETTINGS, claims, given

TODAY = date.today()


@pytest.fixture(autouse=True)
def place(sqlite_url):
    """A store of one organisation with one place."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        return session.add(Place(name="Riverside"))


def shown(app) -> str:
    """All that stands on the page, as one text."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    texts = [element.value for kind in kinds for element in kind]
    texts += [element.proto.body for element in app.get("html")]
    texts += [e.value for kind in (app.error, app.info, app.success, app.warning) for e in kind]
    return unescape("\n".join(texts).replace("\\", ""))


def press(app, key: str):
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def keys(app) -> set[str]:
    return {button.key for button in app.button}


def turn(app, to: str):
    app.segmented_control(key="step").set_value(to).run()
    assert [fault.message for fault in app.exception] == []
    return app


def under_way(*keys_):
    number, dimensions = stored(*keys_)
    round_steps.begin(LOCAL_USER, number, 1)
    return number, dimensions


def revealed(levels=(1, 3, 3, 3, 4, 3), kind=ScorerKind.VOLUNTEER, key="A1"):
    """A round whose first dimension was scored so, and shown."""
    number, dimensions = under_way("A1", "P1")
    step(number, key, ScoringStage.SCORING)
    scored(number, key, 1, levels, kind)
    step(number, key, ScoringStage.REVEALED)
    return number, dimensions[key]


def evidence(number, key="A1", **more):
    with store.session(LOCAL_USER) as session:
        session.add(AssessmentEvidence(round_id=number, dimension=key, text="Minutes", **more))


# ---- setting up --------------------------------------------------------------------------------


def test_without_a_round_the_page_says_what_to_do(open_page):
    app = open_page("room.py")

    assert "No round is prepared or under way." in shown(app)
    assert "open_round" in keys(app)


def test_a_round_is_set_up_with_some_dimensions_each_on_its_day(open_page, place):
    app = press(open_page("room.py"), "open_round")
    app.text_input(key="round.title").set_value("Autumn round")
    app.number_input(key="round.scorers").set_value(4)
    app.number_input(key="round.volunteers").set_value(1)
    app.radio(key="round.which").set_value("Some of them")
    app.checkbox(key="round.days").set_value(True).run()
    assert "Fewer than five people are to score." in shown(app)
    assert "Fewer than half of them are volunteers." in shown(app)
    for key in ("A1", "P2"):
        app.checkbox(key=f"round.assess.network_and_principles.{key}").set_value(True).run()
    later = TODAY + timedelta(days=30)
    app.date_input(key="round.day.network_and_principles.P2").set_value(later)
    press(app, "round.save")

    (found,) = rounds.listed(LOCAL_USER)
    assert (found.title, found.place_id, found.scorers_expected) == ("Autumn round", place, 4)
    there = rounds.in_full(LOCAL_USER, found.id)
    assert [(one.dimension, one.meets_on) for one in there.dimensions] == [
        ("A1", None), ("P2", later),
    ]  # fmt: skip
    assert "Nobody sees a score before all are shown." in found.rules
    assert "The round is prepared." in shown(app)


def test_a_round_without_a_dimension_is_not_kept(open_page):
    app = press(open_page("room.py"), "open_round")
    app.radio(key="round.which").set_value("Some of them").run()
    press(app, "round.save")

    assert "A round needs something to assess. Choose at least one dimension." in shown(app)
    assert rounds.listed(LOCAL_USER) == ()


def test_a_round_that_is_being_prepared_is_changed(open_page):
    number, _ = stored("A1", "P1")
    app = press(open_page("room.py", round=str(number)), "open_round")
    app.text_input(key="round.title").set_value("Summer round")
    app.radio(key="round.which").set_value("Some of them").run()
    app.checkbox(key="round.assess.ours.A1").set_value(False)
    press(app, "round.save")

    there = rounds.in_full(LOCAL_USER, number)
    assert there.round.title == "Summer round"
    assert [one.dimension for one in there.dimensions] == ["P1"]


def test_a_round_that_is_not_there_has_a_way_back(open_page):
    app = open_page("room.py", round="7")

    assert "There is no round 7." in shown(app)
    press(app, "rounds")
    assert "Prepared or under way" in shown(app)


# ---- joining and scoring -----------------------------------------------------------------------


def test_an_opened_round_shows_its_code_and_says_that_phones_cannot_come_without_sign_in(open_page):
    number, _ = stored("A1")
    app = turn(open_page("room.py", round=str(number)), "Join")
    press(app, "begin_round")

    there = rounds.in_full(LOCAL_USER, number).round
    assert there.state is ReviewState.UNDER_WAY
    assert f">{there.join_code}</p>" in shown(app)
    assert "phones cannot reach it" in shown(app)
    press(app, "new_code")
    assert f">{there.join_code}</p>" not in shown(app)


def test_with_sign_in_the_join_step_has_a_square_code_and_the_address_as_text(
    sqlite_url, monkeypatch
):
    number, _ = under_way("A1")
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    given("kim", [("facilitator", None)])
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=120)
    app.user = claims({"sub": "kim", "name": "kim"})
    app.query_params.update({"round": str(number)})
    app.run()
    turn(app.switch_page("room.py").run(), "Join")

    here = rounds.in_full(LOCAL_USER, number).round
    assert ">https://engagement.example/join</p>" in shown(app)
    assert "phones cannot reach it" not in shown(app)
    (picture,) = app.get("image")
    assert picture.proto.imgs[0].alt == "A square code that opens https://engagement.example/join"
    drawn = room_join.square(f"https://engagement.example/join?round={here.join_key}")
    assert drawn.startswith("<svg ")
    assert drawn != room_join.square("https://engagement.example/join")


def test_the_join_step_counts_who_is_here_by_kind_and_who_left(open_page):
    number, _ = under_way("A1")
    links = [seated(number, kind) for kind in (*[ScorerKind.VOLUNTEER] * 3, ScorerKind.STAFF)]
    scoring.leave(links[0])
    app = turn(open_page("room.py", round=str(number)), "Join")

    assert "3 people joined: 2 volunteers, 1 staff. 1 person left." in shown(app)


def test_dimensions_are_opened_and_nothing_but_a_count_shows_before_the_reveal(open_page):
    number, _ = under_way("A1", "P1")
    app = press(open_page("room.py", round=str(number)), "open_all")
    assert {one.stage for one in rounds.in_full(LOCAL_USER, number).dimensions} == {
        ScoringStage.SCORING
    }
    scored(number, "A1", 1, (1, 5))
    app.run()

    assert "answered 2 of 2" in shown(app)
    assert "answered 0 of 2" in shown(app)
    assert "Scores go from" not in shown(app)


def test_scores_are_shown_with_dots_range_middle_half_and_a_lone_voice_and_no_answer(open_page):
    number, dimensions = under_way("A1")
    step(number, "A1", ScoringStage.SCORING)
    scored(number, "A1", 1, (1, 4, 4, 4, 4, None))
    app = open_page("room.py", round=str(number))
    press(app, f"show_{dimensions['A1']}")

    text = shown(app)
    assert dimension(number).stage is ScoringStage.REVEALED
    assert "The scores are shown." in text
    assert "Scores go from 1 to 4." in text
    assert "The middle half of the scores is at 4." in text
    assert "One score, 1, is two or more levels from all the others." in text
    assert "1 person said 'I do not know'." in text
    assert "The middle score is not the answer." in text
    assert text.count('<span class="dot"></span>') == 5


def test_the_second_of_two_facilitators_who_show_the_scores_sees_them_and_no_error(open_page):
    number, dimensions = under_way("A1")
    step(number, "A1", ScoringStage.SCORING)
    scored(number, "A1", 1, (2, 3))
    app = open_page("room.py", round=str(number))
    step(number, "A1", ScoringStage.REVEALED)
    press(app, f"show_{dimensions['A1']}")

    assert [error.value for error in app.error] == []
    assert "Scores go from 2 to 3." in shown(app)


def test_nobody_shows_the_scores_of_what_nobody_scored(open_page):
    number, dimensions = under_way("A1")
    step(number, "A1", ScoringStage.SCORING)
    app = open_page("room.py", round=str(number))
    press(app, f"show_{dimensions['A1']}")

    assert "Nobody has scored this yet" in shown(app)
    assert dimension(number).stage is ScoringStage.SCORING


def test_the_widest_disagreement_comes_first_and_under_five_there_is_no_index(open_page):
    number, _ = under_way("A1", "P1")
    for key, levels in (("A1", (3, 3)), ("P1", (1, 5))):
        step(number, key, ScoringStage.SCORING)
        scored(number, key, 1, levels)
        step(number, key, ScoringStage.REVEALED)
    app = open_page("room.py", round=str(number))

    text = shown(app)
    assert text.index("Dimension P1") < text.index("Dimension A1")
    assert "Fewer than five people gave a level" in text


def test_a_second_score_stands_beside_the_first(open_page):
    number, at = revealed((1, 5, 5))
    app = open_page("room.py", round=str(number))
    press(app, "talk_A1")
    press(app, "score_again")
    assert dimension(number).stage is ScoringStage.SCORING_AGAIN
    scored(number, "A1", 2, (3, 4))
    app.run()
    press(app, f"show_{at}")

    text = shown(app)
    assert text.index("Scores before the talk") < text.index("Scores after the talk")
    assert "Scores go from 1 to 5." in text
    assert "Scores go from 3 to 4." in text


# ---- agreeing ----------------------------------------------------------------------------------


def agree(open_page, number, level):
    app = turn(open_page("room.py", round=str(number)), "Agree")
    form = f"agree.{dimension(number).id}"
    app.radio(key=f"{form}.level").set_value(level).run()
    return app, form


def test_no_level_is_chosen_before_the_group_agreed_on_one(open_page):
    number, at = revealed()
    app = turn(open_page("room.py", round=str(number)), "Agree")

    assert app.radio(key=f"agree.{at}.level").value is None
    press(app, f"agree.{at}.save")
    assert "Choose the level you agreed on, or say that you did not agree." in shown(app)
    assert dimension(number).stage is ScoringStage.REVEALED


def test_a_level_above_one_without_evidence_is_not_kept(open_page):
    number, _ = revealed()
    app, form = agree(open_page, number, 3)
    press(app, f"{form}.save")

    assert "A level above 1 needs evidence." in shown(app)
    assert dimension(number).stage is ScoringStage.REVEALED


def test_a_level_is_agreed_with_its_sentences_and_other_views(open_page):
    number, _ = revealed()
    evidence(number, dated_on=TODAY)
    app, form = agree(open_page, number, 3)
    app.checkbox(key=f"{form}.backed.3.2").check()
    app.text_area(key=f"{form}.minority").set_value("The south is not there yet.")
    press(app, f"{form}.save")

    found = dimension(number)
    assert (found.stage, found.agreed_level, found.backed) == (ScoringStage.SETTLED, 3, "2")
    assert found.minority == "The south is not there yet."
    assert "Agreed: level 3, In places" in shown(app)
    assert store.my_drafts(LOCAL_USER) == ()


def test_a_level_outside_the_middle_half_needs_a_reason(open_page):
    number, _ = revealed()
    evidence(number)
    app, form = agree(open_page, number, 5)
    press(app, f"{form}.save")
    told = "Level 5 is not in the middle half of the scores."
    assert told in shown(app)
    assert dimension(number).agreed_level is None

    app.text_area(key=f"{form}.reason").set_value("New evidence came up in the talk.")
    press(app, f"{form}.save")
    assert dimension(number).agreed_level == 5


def test_not_to_agree_is_an_outcome(open_page):
    number, _ = revealed()
    app, form = agree(open_page, number, 0)
    press(app, f"{form}.save")

    found = dimension(number)
    assert (found.stage, found.agreed_level) == (ScoringStage.SETTLED, None)
    assert "Settled: we did not agree" in shown(app)


def test_what_was_agreed_is_put_right_later_only_with_a_reason(open_page):
    number, at = revealed()
    round_steps.settle(LOCAL_USER, at, dimension(number).version, {"agreed_level": 1})
    evidence(number)
    app = press(turn(open_page("room.py", round=str(number)), "Agree"), "correct")
    form = f"agree.{at}"
    app.radio(key=f"{form}.level").set_value(3).run()
    press(app, f"{form}.save")
    assert "Say why it is put right." in shown(app)

    app.text_input(key=f"{form}.because").set_value("We read the minutes again.")
    press(app, f"{form}.save")
    assert dimension(number).agreed_level == 3


def test_who_agrees_second_sees_both_versions(open_page):
    number, at = revealed()
    app, form = agree(open_page, number, 0)
    round_steps.settle(LOCAL_USER, at, dimension(number).version, {"agreed_level": 1})
    press(app, f"{form}.save")

    assert "changed this while you had it open" in shown(app)
    assert dimension(number).agreed_level == 1


def test_what_was_typed_before_a_reload_stands_in_the_form_again(open_page):
    number, at = revealed()
    app = turn(open_page("room.py", round=str(number)), "Agree")
    app.text_area(key=f"agree.{at}.note").set_value("We talked about the south.").run()
    (draft,) = store.my_drafts(LOCAL_USER)

    again = open_page("room.py", **draft.about["query"], draft=draft.id)
    assert again.text_area(key=f"agree.{at}.note").value == "We talked about the south."
    app.run()
    app.button(key="rounds").click().run()
    assert [fault.message for fault in app.exception] == []
    assert "Prepared or under way" in shown(app)


# ---- evidence, paper, improving, the end -------------------------------------------------------


def test_evidence_is_added_with_its_age_and_only_a_web_address_is_a_link(open_page):
    number, _ = under_way("A1")
    app = turn(open_page("room.py", round=str(number)), "Evidence")
    assert "No evidence yet." in shown(app)
    press(app, "open_evidence")
    app.text_area(key="evidence.text").set_value("Board papers")
    app.text_input(key="evidence.link").set_value("javascript:alert(1)")
    app.radio(key="evidence.good").set_value(True)
    app.date_input(key="evidence.dated_on").set_value(TODAY - timedelta(days=430))
    press(app, "evidence.save")
    assert "A link begins with https://" in shown(app)
    app.text_input(key="evidence.link").set_value("https://example.org/papers")
    press(app, "evidence.save")

    (piece,) = rounds.in_full(LOCAL_USER, number).evidence
    assert (piece.dimension, piece.link, piece.good) == ("A1", "https://example.org/papers", True)
    assert "from 14 months ago" in shown(app)


def test_a_paper_sheet_is_typed_in_and_its_second_score_under_its_number(open_page):
    number, _ = under_way("A1")
    step(number, "A1", ScoringStage.SCORING)
    app = turn(open_page("room.py", round=str(number)), "Paper")
    app.radio(key="sheet.kind").set_value(ScorerKind.VOLUNTEER)
    app.selectbox(key="sheet.level.A1.1").set_value(2).run()
    press(app, "sheet.save")
    assert "This is sheet 1." in shown(app)
    assert store.my_drafts(LOCAL_USER) == ()

    step(number, "A1", ScoringStage.REVEALED)
    step(number, "A1", ScoringStage.SCORING_AGAIN)
    press(app, "sheet.again")
    app.selectbox(key="sheet.sheet").set_value(1)
    app.selectbox(key="sheet.level.A1.2").set_value(0).run()
    press(app, "sheet.save")
    step(number, "A1", ScoringStage.REVEALED_AGAIN)

    room = rounds.room(LOCAL_USER, number)
    assert room.of("A1", 1).answers == ((ScorerKind.VOLUNTEER, 2),)
    assert room.of("A1", 2).answers == ((ScorerKind.VOLUNTEER, None),)


def test_the_sheet_to_print_has_each_question_with_its_levels(open_page):
    number, _ = stored("A1", "P1")
    app = turn(open_page("room.py", round=str(number)), "Paper")
    app.toggle(key="room_paper").set_value(True).run()

    assert "<h3>Dimension P1</h3>" in shown(app)
    assert "1 Not yet: A1 is at 1. People say so." in shown(app)


def test_a_settled_dimension_gets_a_target_and_an_action(open_page):
    number, at = revealed()
    round_steps.settle(LOCAL_USER, at, dimension(number).version, {"agreed_level": 1})
    app = turn(open_page("room.py", round=str(number)), "Improve")
    assert "Choose three to five dimensions." in shown(app)
    by = TODAY + timedelta(days=365)
    app.checkbox(key=f"aim.{at}.improve").check().run()
    app.selectbox(key=f"aim.{at}.target_level").set_value(2)
    app.date_input(key=f"aim.{at}.target_by").set_value(by)
    press(app, f"aim.{at}.save")
    found = dimension(number)
    assert (found.improve, found.target_level, found.target_by) == (True, 2, by)

    press(app, "open_action")
    app.text_area(key="improvement.task").set_value("Make one list of groups")
    app.text_input(key="improvement.first_step").set_value("Ask the four places")
    app.text_input(key="improvement.owner").set_value("Engagement lead")
    app.date_input(key="improvement.due").set_value(by)
    press(app, "improvement.save")
    (action,) = rounds.in_full(LOCAL_USER, number).actions
    assert (action.dimension, action.task, action.due) == ("A1", "Make one list of groups", by)


def test_a_round_is_finished_once_all_that_was_scored_is_settled(open_page):
    number, at = revealed()
    app = turn(open_page("room.py", round=str(number)), "Finish")
    press(app, "finish_round")
    assert "Settle these first" in shown(app)

    round_steps.settle(LOCAL_USER, at, dimension(number).version, {"agreed_level": None})
    app.run()
    press(app, "finish_round")
    assert rounds.in_full(LOCAL_USER, number).round.state is ReviewState.FINISHED
    assert "This round was finished on" in shown(app)
