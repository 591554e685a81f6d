"""Meeting: prepared, walked through, noted in, finished; its minutes and its actions."""

import io
from datetime import date, timedelta

import docx
import pytest

from engagement_metrics import documents, store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import (
    ActionStatus,
    ForumReview,
    Organisation,
    Place,
    ReviewAction,
    ReviewItem,
    ReviewState,
    Role,
)
from pages.parts import meeting_minutes

TODAY = date.today()
MEMBER = Actor("Robin", frozenset({Role.FORUM_MEMBER}))
ONLOOKER = Actor("Chris", frozenset({Role.ADMINISTRATOR}))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def put(record) -> int:
    with store.session(LOCAL_USER) as session:
        return session.add(record)


def prepared(*indicators: str, state=ReviewState.UNDER_WAY, held_on=TODAY, period=None) -> int:
    period = period or f"{TODAY:%Y-%m}"
    number = put(ForumReview(title="Forum", held_on=held_on, period=period, state=state))
    for position, indicator in enumerate(indicators, start=1):
        put(ReviewItem(review_id=number, position=position, indicator=indicator))
    return number


def asked(review: int, task: str, **more) -> int:
    return put(ReviewAction(review_id=review, task=task, owner="Access team", **more))


@pytest.fixture
def place(sqlite_url):
    """A store of one organisation with one place."""
    put(Organisation(name="Our system"))
    return put(Place(name="Riverside"))


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
    return "\n".join(texts).replace("\\", "")


def keys(app) -> set[str]:
    return {button.key for button in app.button}


def agenda(number: int) -> list[str]:
    return [item.indicator for item in store.review(LOCAL_USER, number).items]


def press(app, key: str):
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


# ---- before the meeting ------------------------------------------------------------------------


def test_without_a_meeting_the_page_says_what_to_do(place, open_page):
    app = open_page("meeting.py")

    assert "No meeting is here yet." in shown(app)
    assert "No action is open." in shown(app)
    assert "open_review" in keys(app)


def test_a_meeting_is_prepared_with_the_twelve_proposed_measures(place, open_page):
    app = press(open_page("meeting.py"), "open_review")
    app.text_input(key="review.title").set_value("Patient forum")
    press(app, "review.save")

    (review,) = store.reviews(LOCAL_USER)
    assert (review.title, review.held_on, review.place_id) == ("Patient forum", TODAY, place)
    assert agenda(review.id)[:4] == ["ENG-01", "ENG-02", "ENG-13", "INV-01"]
    assert len(agenda(review.id)) == 12
    assert "The meeting is prepared. Look at its agenda, then begin." in shown(app)
    assert store.my_drafts(LOCAL_USER) == ()


def test_a_meeting_may_begin_with_the_measures_of_the_last_one(place, open_page):
    prepared("FBK-01", "INF-01", held_on=ago(90))
    app = press(open_page("meeting.py"), "open_review")
    app.radio(key="review.agenda").set_value("The same as last time")
    press(app, "review.save")

    assert agenda(store.reviews(LOCAL_USER)[0].id) == ["FBK-01", "INF-01"]


def test_what_is_wrong_with_a_meeting_is_said_and_nothing_is_stored(place, open_page):
    app = press(open_page("meeting.py"), "open_review")
    app.text_input(key="review.title").set_value("")
    app.date_input(key="review.held_on").set_value(TODAY.replace(year=TODAY.year + 5, day=1))
    press(app, "review.save")

    assert "Nothing is saved yet. 2 things to put right below." in app.error[0].value
    assert "Give the meeting a title." in shown(app)
    assert "That day is more than two years ahead. Check the year." in shown(app)
    assert store.reviews(LOCAL_USER) == ()


def test_measures_are_added_moved_and_taken_off_by_buttons(place, open_page):
    number = prepared("ENG-01", "INV-01", state=ReviewState.BEING_PREPARED)
    app = open_page("meeting.py", review=str(number))

    app.selectbox(key="agenda.more_2").select("FBK-01")
    press(app, "agenda.add.button")
    assert agenda(number) == ["ENG-01", "INV-01", "FBK-01"]

    app.selectbox(key="agenda.chosen_item").select("FBK-01")
    press(app, "agenda.move_up.button")
    assert agenda(number) == ["ENG-01", "FBK-01", "INV-01"]
    assert "is now 2 of 3 measures." in shown(app)
    press(app, "agenda.move_up.button")
    press(app, "agenda.move_up.button")
    assert agenda(number) == ["FBK-01", "ENG-01", "INV-01"]
    assert "is now 1 of 3 measures." in shown(app)

    press(app, "agenda.take_off.button")
    assert agenda(number) == ["ENG-01", "INV-01"]


def test_a_measure_with_notes_stays_on_the_agenda(place, open_page):
    number = prepared("ENG-01")
    with store.session(LOCAL_USER) as session:
        session.change(ReviewItem, 1, 1, {"said": "Good"})
    app = press(open_page("meeting.py", review=str(number)), "agenda.take_off.button")

    assert "Notes were taken on this measure, so it stays on the agenda." in shown(app)
    assert agenda(number) == ["ENG-01"]


def test_a_meeting_does_not_begin_without_a_measure(place, open_page):
    number = prepared(state=ReviewState.BEING_PREPARED)
    app = press(open_page("meeting.py", review=str(number)), "walk")

    assert "There is no measure on the agenda. Add at least one first." in shown(app)
    assert store.review(LOCAL_USER, number).review.state is ReviewState.BEING_PREPARED

    press(app, "agenda.add.button")
    assert "Choose the measure to add." in shown(app)


def test_the_title_is_changed_and_a_meeting_withdrawn_and_brought_back(place, open_page):
    number = prepared("ENG-01")
    app = press(open_page("meeting.py", review=str(number)), "open_review")
    app.text_input(key="review.title").set_value("Youth forum")
    press(app, "review.save")
    assert store.review(LOCAL_USER, number).review.title == "Youth forum"

    press(app, "open_withdraw")
    app.text_input(key="withdraw.reason").set_value("It was called off")
    press(app, "withdraw.save")
    assert store.reviews(LOCAL_USER) == ()
    assert "walk" not in keys(app)

    press(app, "open_restore")
    app.text_input(key="restore.reason").set_value("It was not")
    press(app, "restore.save")
    assert len(store.reviews(LOCAL_USER)) == 1


def test_a_meeting_that_is_not_there_is_told(place, open_page):
    for number in ("7", "no", "99999999999"):
        said = shown(open_page("meeting.py", review=number))
        word = "There is no meeting 7." if number == "7" else "This address leads to no meeting."
        assert word in said


# ---- the walk ----------------------------------------------------------------------------------


def test_the_walk_goes_from_open_actions_over_each_measure_to_the_end(place, open_page):
    asked(prepared("ENG-01", held_on=ago(90)), "Ask again", due=ago(5), indicator="ENG-01")
    number = prepared("ENG-01", "INV-01", state=ReviewState.BEING_PREPARED)
    app = press(open_page("meeting.py", review=str(number)), "walk")
    assert app.title[0].value == "Actions from earlier meetings"
    assert "Ask again" in shown(app)
    assert ": overdue by 5 days." in shown(app)

    titles = []
    for _ in range(3):
        press(app, "walk_next")
        titles.append(app.title[0].value)
    assert titles[0].startswith("People who took part")
    assert titles[2] == "The end of the meeting"
    heads = ("Measure", "Figure", "Where it stands", "The forum said", "It decided")
    assert [head for head in heads if f">{head}</th>" not in shown(app)] == []
    assert "walk_next" not in keys(app)
    press(app, "walk_back")
    assert "Measure 2 of 2" in shown(app)
    assert app.button(key="walk_leave").label == "Leave the meeting screen"
    press(app, "walk_leave")
    assert app.title[0].value == "Forum"


def test_a_step_that_is_not_there_begins_the_walk_anew(place, open_page):
    number = prepared("ENG-01")

    assert "Measure 1 of 1" in shown(open_page("meeting.py", review=str(number), step="7"))


def test_a_watched_measure_is_called_watched(place, open_page):
    number = prepared("RDR-02", "ENG-01")
    said = shown(open_page("meeting.py", review=str(number), step="1"))

    assert "<p>Watched.</p>" in said
    assert "Target:" not in said
    assert "<p>No target is set.</p>" in shown(
        open_page("meeting.py", review=str(number), step="2")
    )
    minutes = documents.minutes_docx(
        meeting_minutes.whole(LOCAL_USER, store.setup(), store.review(LOCAL_USER, number))
    )
    lines = [one.text for one in docx.Document(io.BytesIO(minutes)).paragraphs]
    assert lines.count("Watched.") == 1


def test_a_measure_without_a_figure_still_says_what_it_means(place, open_page):
    number = prepared("ENG-01")
    app = open_page("meeting.py", review=str(number), step="1")

    assert "What this measure means" in [box.label for box in app.expander]


def test_notes_are_kept_once_and_can_be_changed(place, open_page):
    number = prepared("ENG-01")
    app = open_page("meeting.py", review=str(number), step="1")
    app.text_area(key="note.1.said").set_value("More people\ncame")
    app.text_area(key="note.1.decided").set_value("Go on")
    press(app, "note.1.save")

    item = store.review(LOCAL_USER, number).items[0]
    assert (item.said, item.decided, item.version) == ("More people\ncame", "Go on", 2)
    assert "More people<br>came" in shown(app)
    assert store.my_drafts(LOCAL_USER) == ()

    press(app, "open_notes_1")
    assert app.text_area(key="note.1.said").value == "More people\ncame"
    app.text_area(key="note.1.decided").set_value("Stop")
    press(app, "note.1.save")
    assert store.review(LOCAL_USER, number).items[0].decided == "Stop"


def test_notes_that_seem_to_name_a_person_wait_until_somebody_has_looked(place, open_page):
    number = prepared("ENG-01")
    app = open_page("meeting.py", review=str(number), step="1")
    app.text_area(key="note.1.said").set_value("Praise for Mrs Example")
    press(app, "note.1.save")
    assert "may hold a person's name" in shown(app).replace("&#x27;", "'")
    assert store.review(LOCAL_USER, number).items[0].said == ""

    app.checkbox(key="note.1.checked").check()
    press(app, "note.1.save")
    assert store.review(LOCAL_USER, number).items[0].said == "Praise for Mrs Example"


def test_a_note_being_typed_survives_a_reload_and_a_turn_of_the_walk(place, open_page):
    number = prepared("ENG-01", "INV-01")
    app = open_page("meeting.py", review=str(number), step="1")
    app.text_area(key="note.1.said").set_value("Half a thou").run()
    (draft,) = store.my_drafts(LOCAL_USER)

    again = open_page("meeting.py", review=str(number), step="1", draft=draft.id)
    assert again.text_area(key="note.1.said").value == "Half a thou"

    again.text_area(key="note.1.said").set_value("Half a thought")
    press(again, "walk_next")
    assert "Your notes on measure 1 are not saved yet." in shown(again)
    press(again, "walk_to_1")
    assert again.text_area(key="note.1.said").value == "Half a thought"
    press(again, "note.1.save")
    assert store.review(LOCAL_USER, number).items[0].said == "Half a thought"
    assert store.my_drafts(LOCAL_USER) == ()


def test_two_devices_that_note_at_once_see_both_versions(place, open_page):
    number = prepared("ENG-01")
    one = open_page("meeting.py", review=str(number), step="1")
    other = open_page("meeting.py", review=str(number), step="1")
    one.text_area(key="note.1.said").set_value("One")
    press(one, "note.1.save")
    other.text_area(key="note.1.said").set_value("Other; tea & cake\nin two lines")
    press(other, "note.1.save")

    assert "changed this while you had it open" in shown(other)
    assert (
        "<td>What the forum said</td><td>Other; tea &amp; cake<br>in two lines</td><td>One</td>"
    ) in "".join(element.proto.body for element in other.get("html"))
    assert store.review(LOCAL_USER, number).items[0].said == "One"
    press(other, "note.1.mine")
    press(other, "note.1.save")
    assert store.review(LOCAL_USER, number).items[0].said == "Other; tea & cake\nin two lines"


def test_a_form_in_which_nothing_was_typed_shows_what_another_device_saved(place, open_page):
    number = prepared("ENG-01")
    app = open_page("meeting.py", review=str(number), step="1")
    with store.session(LOCAL_USER) as session:
        session.change(ReviewItem, 1, 1, {"said": "From the other phone"})
    app.run()

    assert "From the other phone" in shown(app)
    assert "open_notes_1" in keys(app)


def test_an_action_needs_a_task_and_an_owner(place, open_page):
    number = prepared("ENG-01")
    app = press(open_page("meeting.py", review=str(number), step="1"), "open_action")
    press(app, "action.save")
    assert "Write what is to be done." in shown(app)
    assert "Say who will see to it." in shown(app)
    assert store.actions(LOCAL_USER) == ()

    app.text_area(key="action.task").set_value("Ask two more surgeries")
    app.text_input(key="action.owner").set_value("Engagement lead")
    app.date_input(key="action.due").set_value(TODAY + timedelta(days=9))
    press(app, "action.save")

    ((action, review),) = store.actions(LOCAL_USER)
    assert (action.task, action.owner, action.indicator, review.id) == (
        "Ask two more surgeries", "Engagement lead", "ENG-01", number,
    )  # fmt: skip
    assert ": in 9 days." in shown(app)


def figure(app) -> str:
    """The figure that stands large on the page."""
    bodies = (element.proto.body for element in app.get("html"))
    found = next(body for body in bodies if 'class="figure"' in body)
    return found.partition('class="figure">')[2].partition("</p>")[0]


def test_only_the_shared_view_is_shown_whoever_is_in_the_room(made_up_url, open_page):
    number = prepared("ENG-04", period="2025-26")
    app = open_page("meeting.py", review=str(number), step="1")
    team = open_page("measure.py", cell="ENG-04", period="2025/26")
    shared = open_page("measure.py", cell="ENG-04", period="2025/26", view="Shared")

    assert app.session_state["view"] == "Team"
    assert figure(app) == figure(shared) == "Not shown"
    assert figure(team) == "5 groups"


def test_the_chart_says_in_words_what_it_shows(made_up_url, open_page):
    number = prepared("ENG-01", period="2025-26")
    app = open_page("meeting.py", review=str(number), step="1")

    (chart,) = app.get("vega_lite_chart")
    assert "People who took part in feedback activities" in chart.proto.alt
    assert chart.proto.alt in shown(app)


# ---- the end, and afterwards -------------------------------------------------------------------


def test_a_finished_meeting_keeps_what_was_shown_and_how_many_were_there(place, open_page):
    number = prepared("ENG-01")
    app = open_page("meeting.py", review=str(number), step="end")
    press(app, "finish.1.save")
    assert "Say how many people were present." in shown(app)
    app.number_input(key="finish.1.present").set_value(12)
    app.text_area(key="finish.1.note").set_value("Thanks to all")
    press(app, "finish.1.save")

    found = store.review(LOCAL_USER, number)
    assert (found.review.state, found.review.present, found.review.note) == (
        ReviewState.FINISHED, 12, "Thanks to all",
    )  # fmt: skip
    assert found.items[0].shown["figure"] == "No activity"
    assert "The meeting is finished." in shown(app)
    assert "Finished. 12 people present." in shown(app)

    press(app, "walk")
    assert store.review(LOCAL_USER, number).review.state is ReviewState.UNDER_WAY


def test_who_writes_while_another_finishes_is_told_what_became_of_it(place, open_page):
    number = prepared("ENG-01")
    there = open_page("meeting.py", review=str(number), step="1")
    there.text_area(key="note.1.said").set_value("Still writing").run()
    review = store.review(LOCAL_USER, number).review
    with store.session(LOCAL_USER) as session:
        session.change(ForumReview, number, review.version, {"state": ReviewState.FINISHED})

    there.run()
    assert "Your notes on measure 1 are not in the minutes" in shown(there)
    (draft,) = store.my_drafts(LOCAL_USER)
    assert draft.form == "note.1"
    assert store.review(LOCAL_USER, number).items[0].said == ""


def test_notes_saved_as_another_finishes_are_told_of_outside_the_walk(place, open_page):
    number = prepared("ENG-01")
    there = open_page("meeting.py", review=str(number), step="1")
    there.text_area(key="note.1.said").set_value("Just in time").run()
    review = store.review(LOCAL_USER, number).review
    with store.session(LOCAL_USER) as session:
        session.change(ForumReview, number, review.version, {"state": ReviewState.FINISHED})

    press(there, "note.1.save")
    assert "Measure 1. Saved at" in shown(there)
    assert store.review(LOCAL_USER, number).items[0].said == "Just in time"


def test_the_minutes_of_a_finished_meeting_say_what_was_shown_then(place):
    number = prepared("ENG-01", state=ReviewState.FINISHED)
    with store.session(LOCAL_USER) as session:
        told = {"name": "People", "figure": "42 people", "sentence": "As then."}
        session.change(ReviewItem, 1, 1, {"shown": told, "said": "Good"})

    found = store.review(LOCAL_USER, number)
    minutes = meeting_minutes.whole(LOCAL_USER, store.setup(), found)
    document = docx.Document(io.BytesIO(documents.minutes_docx(minutes)))

    lines = [paragraph.text for paragraph in document.paragraphs]
    at = lines.index("1. People")
    assert lines[at + 1 : at + 4] == ["42 people", "As then.", "The forum said: Good"]


def test_an_open_action_is_done_with_a_word_on_what_came_of_it(place, open_page):
    asked(prepared("ENG-01", held_on=ago(90)), "Ask again", due=ago(5))
    app = press(open_page("meeting.py"), "open_action_1")
    app.radio(key="action.status").set_value("Done")
    press(app, "action.save")
    assert "Write in a few words what came of it." in shown(app)

    app.text_area(key="action.came_of_it").set_value("Both said yes")
    press(app, "action.save")
    ((action, _),) = store.actions(LOCAL_USER, settled=True)
    assert (action.status, action.done_on) == (ActionStatus.DONE, TODAY)
    assert "Both said yes" in shown(app)
    assert "No action is open." in shown(app)


def test_who_takes_no_notes_may_look_but_finds_no_form(place, open_page, seen_by):
    number = prepared("ENG-01")
    asked(number, "Ask again", indicator="ENG-01")
    seen_by(ONLOOKER)

    there = {
        step: keys(open_page("meeting.py", review=str(number), **step_of))
        for step, step_of in (("page", {}), ("1", {"step": "1"}), ("end", {"step": "end"}))
    }
    writing = {"note.1.save", "open_action", "open_action_1", "finish.1.save", "open_review"}
    assert all(not found & writing for found in there.values())
    assert {"walk"} <= there["page"]
    assert "open_review" not in keys(open_page("meeting.py"))


def test_a_forum_member_prepares_notes_and_finishes(place, open_page, seen_by):
    seen_by(MEMBER)
    app = press(open_page("meeting.py"), "open_review")
    press(app, "review.save")
    press(app, "walk")
    app.text_area(key="note.1.said").set_value("More came").run()
    (draft,) = store.my_drafts(MEMBER)
    assert draft.form == "note.1"
    press(app, "note.1.save")

    assert store.review(MEMBER, 1).items[0].said == "More came"
    assert store.review(MEMBER, 1).items[0].updated_by == "Robin"
