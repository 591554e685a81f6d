"""Set up: what a lead adds is stored and offered, what is wrong is refused, nothing is lost."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import examples, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import PieceOfWork, Place, Stage, Topic, WorkKind
from engagement_metrics.store import Setup
from tests.boxes import open_box


@pytest.fixture
def set_up(open_page) -> AppTest:
    """The page on a store that somebody started for a system that no file knows."""
    app = open_page()
    app.text_input(key="start_name").set_value("Fifth system")
    app.text_input(key="start_place").set_value("Fifth place").run()
    app.button(key="start_save").click().run()
    return opened(app)


def opened(app: AppTest) -> AppTest:
    app.switch_page("set_up.py").run()
    assert [fault.message for fault in app.exception] == []
    return app


def part(app: AppTest, name: str) -> AppTest:
    app.segmented_control(key="part").set_value(name).run()
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def told(app: AppTest) -> str:
    said = [e.value for e in (*app.success, *app.error, *app.info)]
    return " ".join([*said, *(h.body for h in app.get("html"))]).replace("\\", "")


def place_called(name: str) -> store.PlaceRow:
    return next(place for place in store.setup().places.values() if place.name == name)


def now() -> Setup:
    return store.setup()


def test_a_system_of_ones_own_starts_without_touching_a_file(set_up):
    assert now().organisation.name == "Fifth system"
    assert [place.name for place in now().places.values()] == ["Fifth place"]


def test_a_place_is_added_below_another_with_its_councils(set_up):
    above = place_called("Fifth place").id
    set_up.text_input(key="place.new.name").set_value("Harbour")
    set_up.selectbox(key="place.new.parent").set_value(above)
    set_up.multiselect(key="place.new.authorities").set_value(["E07000202", "E07000200"])
    set_up.text_area(key="place.new.caution").set_value("Counts all of Babergh.")
    press(set_up, "place.new.save")

    harbour = place_called("Harbour")
    assert (harbour.parent_id, harbour.authorities) == (above, ("E07000200", "E07000202"))
    assert harbour.caution == "Counts all of Babergh."
    assert "Harbour is added." in told(set_up)
    assert "In Fifth place. Serves Babergh, Ipswich." in told(set_up)


def test_a_place_without_a_name_is_refused_and_what_was_typed_stays(set_up):
    set_up.multiselect(key="place.new.authorities").set_value(["E07000202"])
    press(set_up, "place.new.save")

    assert len(now().places) == 1
    assert "Give the place a name." in told(set_up)
    assert set_up.multiselect(key="place.new.authorities").value == ["E07000202"]


def test_after_a_save_the_form_is_gone_and_a_fresh_one_is_empty(set_up):
    set_up.text_input(key="place.new.name").set_value("Harbour")
    press(set_up, "place.new.save")
    assert [box.key for box in set_up.text_input if box.key == "place.new.name"] == []

    press(set_up, "place.new.again")
    assert set_up.text_input(key="place.new.name").value == ""
    set_up.text_input(key="place.new.name").set_value("Hill")
    press(set_up, "place.new.save")
    assert sorted(place.name for place in now().places.values()) == [
        "Fifth place",
        "Harbour",
        "Hill",
    ]


def test_a_place_is_changed_withdrawn_and_brought_back(set_up):
    set_up.text_input(key="place.new.name").set_value("Harbour")
    press(set_up, "place.new.save")
    number = place_called("Harbour").id
    set_up.selectbox(key="place.chosen").set_value(number).run()
    set_up.text_input(key=f"place.{number}.name").set_value("Old harbour")
    press(set_up, f"place.{number}.save")
    assert place_called("Old harbour").version == 2

    press(set_up, "place.out.button")
    assert "Say why it should not count." in told(set_up)
    assert not place_called("Old harbour").withdrawn
    set_up.text_input(key=f"place.out.reason.{number}").set_value("It moved away")
    press(set_up, "place.out.button")
    assert place_called("Old harbour").withdrawn

    open_box(set_up, "place.back")
    set_up.text_input(key=f"place.back.reason.{number}").set_value("It came back")
    press(set_up, "place.back.button")
    assert not place_called("Old harbour").withdrawn
    told_of = store.history(LOCAL_USER, "place", number)
    assert [line.reason for line in told_of] == ["It came back", "It moved away", "", ""]


def test_the_only_place_and_one_with_places_below_it_cannot_be_withdrawn(set_up):
    number = place_called("Fifth place").id
    set_up.selectbox(key="place.chosen").set_value(number).run()
    assert "This is the only place" in told(set_up)
    set_up.selectbox(key="place.chosen").set_value(0).run()
    set_up.text_input(key="place.new.name").set_value("Harbour")
    set_up.selectbox(key="place.new.parent").set_value(number)
    press(set_up, "place.new.save")

    set_up.selectbox(key="place.chosen").set_value(number).run()
    assert "first withdraw or move Harbour." in told(set_up)
    assert [b.key for b in set_up.button if b.key == "place.out.button"] == []


def test_a_change_to_what_somebody_else_changed_meanwhile_is_refused(set_up):
    number = place_called("Fifth place").id
    set_up.selectbox(key="place.chosen").set_value(number).run()
    with store.session(LOCAL_USER) as session:
        session.change(Place, number, 1, {"name": "Theirs"})
    set_up.text_input(key=f"place.{number}.name").set_value("Mine")
    press(set_up, f"place.{number}.save")

    assert "Nothing of yours is saved yet" in told(set_up)
    assert "<td>Name</td><td>Mine</td><td>Theirs</td>" in told(set_up)
    assert set_up.text_input(key=f"place.{number}.name").value == "Mine"
    assert [place.name for place in now().places.values()] == ["Theirs"]

    press(set_up, f"place.{number}.mine")
    press(set_up, f"place.{number}.save")
    assert [place.name for place in now().places.values()] == ["Mine"]


def test_a_topic_is_added_once_and_a_second_of_its_name_is_refused(set_up):
    part(set_up, "Topics")
    set_up.text_input(key="topic.new.name").set_value("Asthma")
    press(set_up, "topic.new.save")
    press(set_up, "topic.new.again")
    set_up.text_input(key="topic.new.name").set_value("asthma")
    press(set_up, "topic.new.save")

    assert "There is a topic called Asthma already." in told(set_up)
    assert [topic.name for topic in now().topics.values()] == ["Asthma"]


def test_a_topic_does_not_come_back_beside_another_of_its_name(set_up):
    with store.session(LOCAL_USER) as session:
        number = session.add(Topic(name="Asthma"))
        session.withdraw(Topic, number, 1)
        session.add(Topic(name="Asthma"))
    part(set_up, "Topics")
    open_box(set_up, "topic.back")
    set_up.text_input(key=f"topic.back.reason.{number}").set_value("Wanted again")
    press(set_up, "topic.back.button")

    assert "There is a topic called Asthma already." in told(set_up)
    assert now().topics[number].withdrawn


def test_a_priority_group_is_made_of_the_answers_that_were_ticked(set_up):
    part(set_up, "Priority groups")
    set_up.text_input(key="group.new.name").set_value("Young people")
    set_up.selectbox(key="group.new.characteristic").set_value("age").run()
    set_up.checkbox(key="group.new.answer.age.u16").check()
    set_up.checkbox(key="group.new.answer.age.16_24").check()
    press(set_up, "group.new.save")

    (group,) = now().groups.values()
    assert (group.name, group.characteristic) == ("Young people", "age")
    assert group.categories == ("16_24", "u16")


def test_a_group_of_a_broad_answer_and_its_own_part_is_refused(set_up):
    part(set_up, "Priority groups")
    set_up.text_input(key="group.new.name").set_value("Asian people")
    set_up.selectbox(key="group.new.characteristic").set_value("ethnic_group").run()
    set_up.checkbox(key="group.new.answer.ethnic_group.asian").check()
    set_up.checkbox(key="group.new.answer.ethnic_group.indian").check()
    press(set_up, "group.new.save")

    assert "part of a broader answer" in told(set_up)
    assert now().groups == {}


def test_a_service_is_stored_with_its_stage_and_days(set_up):
    part(set_up, "Pieces of work")
    set_up.text_input(key="work.new.name").set_value("Walk-in clinic")
    set_up.radio(key="work.new.kind").set_value(WorkKind.SERVICE)
    set_up.selectbox(key="work.new.stage").set_value("design")
    set_up.date_input(key="work.new.started_on").set_value(date(2026, 1, 5))
    set_up.date_input(key="work.new.decision_on").set_value(date(2027, 3, 1))
    press(set_up, "work.new.save")

    (row,) = now().works.values()
    work, _ = store.record(LOCAL_USER, PieceOfWork, row.id)
    assert (work.name, work.kind, work.stage) == ("Walk-in clinic", WorkKind.SERVICE, Stage.DESIGN)
    assert (work.started_on, work.decision_on, work.closed_on) == (
        date(2026, 1, 5),
        date(2027, 3, 1),
        None,
    )


def test_work_cannot_close_before_it_started_and_keeps_what_was_typed(set_up):
    part(set_up, "Pieces of work")
    set_up.text_input(key="work.new.name").set_value("Project")
    set_up.radio(key="work.new.kind").set_value(WorkKind.PROJECT)
    set_up.date_input(key="work.new.started_on").set_value(date(2026, 1, 5))
    set_up.date_input(key="work.new.closed_on").set_value(date(2026, 1, 4))
    press(set_up, "work.new.save")

    assert "It cannot close before it started." in told(set_up)
    assert set_up.text_input(key="work.new.name").value == "Project"
    assert now().works == {}


def test_the_organisation_gets_another_name_and_vision(set_up):
    part(set_up, "Organisation")
    set_up.text_input(key="organisation.name").set_value("Sixth system")
    set_up.text_area(key="organisation.vision").set_value("People lead.")
    press(set_up, "organisation.save")

    assert (now().organisation.name, now().organisation.vision) == ("Sixth system", "People lead.")


def test_a_store_of_ones_own_cannot_be_cleared(set_up):
    part(set_up, "Organisation")
    assert [button.key for button in set_up.button if button.key == "clear"] == []


def test_examples_are_cleared_only_after_a_second_yes_and_then_one_starts_anew(open_page):
    examples.load("published", LOCAL_USER)
    app = part(opened(open_page()), "Organisation")
    press(app, "clear")
    press(app, "clear_no")
    assert now().organisation is not None

    press(app, "clear")
    press(app, "clear_yes")
    assert now().empty
    assert app.title[0].value == "See whether engagement does any good"
