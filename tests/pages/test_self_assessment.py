"""Self-assessment: what groups agreed, how it moved, what is to be done, and the report."""

import io
import json
from datetime import date, timedelta
from html import unescape

import docx
import pytest
import textstat

from engagement_metrics import documents, store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.framework import maturity_edits
from engagement_metrics.models import (
    ActionStatus,
    AssessmentEvidence,
    ImprovementAction,
    MaturityModel,
    Organisation,
    Place,
    Role,
    ScorerKind,
    ScoringStage,
    financial_year_of,
    year_label,
)
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store import assessed, round_steps, rounds
from pages.parts import (
    assessed_dimension,
    assessed_home,
    assessed_paths,
    assessed_report,
    assessed_view,
)
from tests.assessments import dimension, model, scored, step, stored

TODAY = date.today()
MEMBER = Actor("Robin", frozenset({Role.FORUM_MEMBER}))
HELD_ON, BEFORE = TODAY - timedelta(days=100), TODAY - timedelta(days=465)
STAFF = ScorerKind.STAFF


@pytest.fixture(autouse=True)
def place(sqlite_url):
    """A store of one organisation with one place."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        return session.add(Place(name="Riverside"))


@pytest.fixture
def seen_by(monkeypatch):
    """Let somebody else sit at this machine."""

    def sit(actor: Actor) -> None:
        monkeypatch.setattr("pages.parts.guard.LOCAL_USER", actor)

    return sit


def shown(app) -> str:
    """All that stands on the page, as one text."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    texts = [element.value for kind in kinds for element in kind]
    texts += [element.proto.body for element in app.get("html")]
    texts += [e.value for kind in (app.error, app.info, app.success, app.warning) for e in kind]
    return unescape("\n".join(texts).replace("\\", ""))


def keys(app) -> set[str]:
    return {button.key for button in app.button}


def links(app) -> set[str]:
    return {link.proto.label.replace("\\", "") for link in app.get("page_link")}


def turn(app, part: str):
    app.segmented_control(key="part").set_value(part).run()
    assert [fault.message for fault in app.exception] == []
    return app


def press(app, key: str):
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def finished(
    levels=(3, 3, 3, 3, 4), agreed=3, title="Spring round", held_on=HELD_ON, kind=None,
    wording: MaturityModel | None = None, place: int | None = None, **settled,
):  # fmt: skip
    """The number of a finished round of one dimension, scored and settled so."""
    number, at = stored(title=title, of=wording or model("A1"), held_on=held_on, place_id=place)
    with store.session(LOCAL_USER) as session:
        dated = held_on - timedelta(days=60)
        session.add(
            AssessmentEvidence(round_id=number, dimension="A1", text="Minutes", dated_on=dated)
        )
    round_steps.begin(LOCAL_USER, number, 1)
    step(number, "A1", ScoringStage.SCORING)
    scored(number, "A1", 1, levels, kind or ScorerKind.VOLUNTEER)
    step(number, "A1", ScoringStage.REVEALED)
    values = {"agreed_level": agreed, "backed": "1;2", **settled}
    round_steps.settle(LOCAL_USER, at["A1"], dimension(number).version, values)
    round_steps.finish(
        LOCAL_USER, number, rounds.in_full(LOCAL_USER, number).round.version, held_on
    )
    return number


def to_do(number: int, task: str, due: date, **more) -> int:
    with store.session(LOCAL_USER) as session:
        return session.add(
            ImprovementAction(
                round_id=number, dimension="A1", task=task, first_step="Ask", owner="Access team",
                due=due, **more,
            )
        )  # fmt: skip


# ---- before a round is finished ----------------------------------------------------------------


def test_an_empty_page_says_what_would_be_here_and_the_next_step(open_page):
    app = open_page("self_assessment.py")

    assert "No round is finished yet." in shown(app)
    assert {"Prepare a round", "Read or change the words of the levels"} <= links(app)
    assert assessed_home.ASK not in shown(app)


def test_a_forum_member_without_a_round_is_told_whom_to_ask(open_page, seen_by):
    seen_by(MEMBER)
    app = open_page("self_assessment.py")

    assert assessed_home.ASK in shown(app)
    assert links(app) == set()


def test_a_round_under_way_is_named_and_none_of_its_scores(open_page, seen_by):
    number, _ = stored("A1")
    round_steps.begin(LOCAL_USER, number, 1)
    step(number, "A1", ScoringStage.SCORING)
    scored(number, "A1", 1, (1, 4, 4))
    step(number, "A1", ScoringStage.REVEALED)

    app = open_page("self_assessment.py")
    assert "Spring round: 1 June 2026 · All places. Under way." in shown(app)
    assert "Go on with Spring round" in links(app)
    assert "from 1 to 4" not in shown(app)

    seen_by(MEMBER)
    assert links(open_page("self_assessment.py")) == {"Join with a code"}


# ---- one round ---------------------------------------------------------------------------------


def test_one_round_is_told_in_sentences_then_as_picture_and_table(open_page):
    finished(improve=True, target_level=4, target_by=HELD_ON + timedelta(days=365))
    app = open_page("self_assessment.py")
    told = shown(app)

    assert "1 of 1 dimension has a level: 1 at level 3." in told
    assert "Dimension A1: from level 3 to level 4 by" in told
    assert "Go through the actions by" in told
    assert "<strong>3, In places</strong><br>A1 is at 3. People say so." in told
    assert "Close. Scores go from 3 to 4." in told
    assert "1 piece of evidence: the newest is 5 months old." in told
    assert len(app.get("vega_lite_chart")) == 1
    assert "average" not in told.casefold()
    assert "Places" not in app.segmented_control(key="part").options


def test_a_level_without_dated_evidence_for_all_of_it_is_told(open_page):
    finished(backed="1")
    told = shown(open_page("self_assessment.py"))

    assert "Some or all of what the level says, for: Dimension A1." in told


def test_not_agreed_is_told_with_its_range_and_other_views(open_page):
    finished(
        (1, 1, 4, 4, 4), None, minority="Not in the <b>town</b>", elsewhere="North yes, South no"
    )
    app = open_page("self_assessment.py")
    told = shown(app)

    assert "Dimension A1: Scores go from 1 to 4." in told
    assert "<strong>Not agreed</strong><br>Scores go from 1 to 4." in told
    assert "No level is agreed." in told
    assert "Not in the <b>town</b>" in told
    assert "<b>town" not in "".join(
        e.proto.body for e in open_page("self_assessment.py").get("html")
    )
    assert "North yes, South no" in told


@pytest.mark.parametrize(
    ("levels", "agreed", "said", "drawn"),
    [
        ((1, 4), None, "Too few people scored for us to show how their scores lie.", 0),
        ((3, 3, 4), 3, "Fewer than five people gave a level", 0),
        ((3, 3, 3, 4, 4), 3, "5 people gave a level. Scores go from 3 to 4.", 1),
    ],
)
def test_a_small_round_shows_no_dots_and_of_two_scores_nothing(
    open_page, levels, agreed, said, drawn
):
    finished(levels, agreed)
    app = open_page("self_assessment.py")
    assert "from 1 to 4" not in shown(app)
    assert "1 to 4" not in json.dumps([chart.proto.spec for chart in app.get("vega_lite_chart")])
    turn(app, "One dimension")

    assert said in shown(app)
    assert "from 1 to 4" not in shown(app)
    assert len(app.get("vega_lite_chart")) == drawn


def test_one_dimension_in_full_has_its_sentences_evidence_and_measures_as_facts(open_page):
    with_measure = model("A1").as_json()
    with_measure["dimensions"][0]["measures"] = ["ENG-01", "GONE-1"]
    finished(wording=from_json(with_measure), missing="A list", place=1)
    app = turn(open_page("self_assessment.py"), "One dimension")

    assert "The group agreed on level 3: In places." in shown(app)
    assert "**What is missing:** A list" in shown(app)
    assert "Minutes" in shown(app)
    first = store.setup().places[1].name
    assert not any("feedback activities" in link for link in links(app))

    app.session_state["facts_A1"] = True
    app.run()
    (fact,) = (link for link in links(app) if "feedback activities" in link)
    assert fact == "People who took part in feedback activities: No activity."
    assert f"{first}, {year_label(financial_year_of(TODAY))}" in shown(app)


# ---- rounds and places -------------------------------------------------------------------------


def test_two_rounds_show_what_moved_and_a_break_where_words_changed(open_page, place):
    finished((1, 2, 2, 2, 2), 2, title="First round", held_on=BEFORE)
    two = model("A1", "P1")
    finished(title="Second round", wording=two, place=place)
    app = open_page("self_assessment.py")
    assert app.selectbox(key="of_round").value.startswith("Second round")
    assert "Of the dimensions, 1 went up. That round was First round" in shown(app)
    turn(app, "Round to round")
    assert f"Up from level 2 in {BEFORE:%B %Y} to level 3 in {HELD_ON:%B %Y}." in shown(app)
    assert "New words" not in shown(app)
    app.selectbox(key="path_of").set_value("Dimension A1").run()
    assert len(app.get("vega_lite_chart")) == 1

    anew = maturity_edits.with_cell(two, "A1", 3, "A1 is at 3 now.")
    finished(title="Third round", wording=anew, held_on=TODAY)
    app = open_page("self_assessment.py")
    assert "1 cannot be compared, as the words changed" in shown(app)
    turn(app, "Round to round")
    assert "<strong>New words</strong><br>3, In places" in shown(app)
    assert assessed_paths.BREAK in shown(app)


def test_an_earlier_round_is_chosen_and_says_that_a_later_one_followed(open_page):
    finished(title="First round", held_on=BEFORE)
    finished(title="Second round")
    app = open_page("self_assessment.py")
    earlier = app.selectbox(key="of_round").options[1]
    app.selectbox(key="of_round").set_value(earlier).run()

    assert earlier.startswith("First round")
    assert "A later round was held on" in shown(app)


def test_places_stand_side_by_side_and_other_words_are_told(open_page, place):
    with store.session(LOCAL_USER) as session:
        north = session.add(Place(name="North", parent_id=place))
    finished()
    finished(agreed=4, title="North round", place=north,
             wording=maturity_edits.with_cell(model("A1", "P1"), "A1", 3, "Other."))  # fmt: skip
    app = open_page("self_assessment.py", of_place="North")
    assert app.selectbox(key="of_place").options == ["Riverside", "North"]
    app.selectbox(key="of_place").set_value("North").run()
    assert app.selectbox(key="of_round").value.startswith("North round")
    turn(app, "Places")

    assert "4 of 5, Everywhere" in shown(app)
    assert "3 of 5, In places<br><em>in other words</em>" in shown(app)
    assert "1 dimension was looked at in one place alone." in shown(app)


# ---- actions -----------------------------------------------------------------------------------


def test_actions_stand_with_overdue_ones_first_and_are_settled(open_page):
    number = finished()
    later = to_do(number, "Make a list", TODAY + timedelta(days=30))
    late = to_do(number, "Ask two surgeries", TODAY - timedelta(days=3))
    app = turn(open_page("self_assessment.py"), "Actions")
    assert "2 actions: 1 overdue, 1 open." in shown(app)
    assert shown(app).index("Ask two surgeries") < shown(app).index("Make a list")
    assert "overdue by 3 days" in shown(app)

    press(app, f"settle_{late}")
    app.radio(key="settled.status").set_value("Done")
    press(app, "settled.save")
    assert "Write in a few words what came of it." in shown(app)
    app.text_area(key="settled.came_of_it").set_value("Both came.")
    press(app, "settled.save")

    assert "The action is done." in shown(app)
    assert "2 actions: 1 open, 1 done." in shown(app)
    (kept,) = (one.actions for one in assessed.finished(LOCAL_USER))
    of = {action.id: action for action in kept}
    assert (of[late].status, of[late].done_on, of[late].came_of_it) == (
        ActionStatus.DONE, TODAY, "Both came.",
    )  # fmt: skip
    assert (of[late].task, of[later].status) == ("Ask two surgeries", ActionStatus.OPEN)


def test_what_is_still_open_from_an_earlier_round_is_told_too(open_page):
    before = finished(title="First round", held_on=BEFORE)
    to_do(before, "Make a list", TODAY - timedelta(days=30))
    to_do(before, "Ask", BEFORE, status=ActionStatus.DONE, done_on=BEFORE, came_of_it="Yes")
    finished(title="Second round")
    app = turn(open_page("self_assessment.py"), "Actions")

    assert "1 action: 1 overdue." in shown(app)
    assert "From First round" in shown(app)


def test_a_forum_member_reads_all_and_changes_nothing(open_page, seen_by):
    number = finished()
    to_do(number, "Make a list", TODAY + timedelta(days=30))
    seen_by(MEMBER)
    app = turn(open_page("self_assessment.py"), "Actions")

    assert "Make a list" in shown(app)
    assert keys(app) == set()
    assert links(app) == set()
    assert len(app.get("download_button")) == 1


# ---- the report, and the words -----------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True])
def test_the_report_opens_as_word(large):
    finished(kind=STAFF)
    view = assessed_view.of(
        store.setup(), assessed.finished(LOCAL_USER), "Riverside", "not there any more"
    )
    report = assessed_report.whole(LOCAL_USER, view)
    document = docx.Document(io.BytesIO(documents.assessment_docx(report, large)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert (report.volunteers, report.staff, report.own_words) == (0, 5, True)
    assert "Spring round" in text
    assert "The group agreed on level 3: In places." in text


def test_a_store_that_cannot_be_reached_says_so(open_page, monkeypatch):
    app = open_page("self_assessment.py")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////dev/null/nowhere.db")
    app.run()

    assert len(app.error) == 1
    assert [fault.message for fault in app.exception] == []


def test_the_words_of_the_page_read_at_grade_seven_or_lower():
    texts = (
        assessed_home.SAYS, assessed_home.NOTHING, assessed_home.ASK, assessed_home.NO_SCORES,
        assessed_report.SAYS, assessed_paths.BREAK, assessed_paths.FIRST,
        *assessed_dimension.TEXTS.values(),
    )  # fmt: skip
    assert {one for one in texts if textstat.flesch_kincaid_grade(one) > 7} == set()
