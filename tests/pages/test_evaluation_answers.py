"""Type in evaluation answers: a sheet is stored once with its counts, or refused with a reason."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    AnswerSheet,
    FormFormat,
    Organisation,
    PieceOfWork,
    Place,
    Topic,
    Wave,
    WorkKind,
)
from tests.boxes import open_box, open_one

FORMS = "answers.forms_received"


def activity(
    title: str, place: int, aim: Aim, topic: int | None = None, **more: object
) -> Activity:
    record = {"title": title, "aim": aim, "method": "meeting", "place_id": place, "heads": 40}
    when = {
        "starts": "2026-05-20",
        "ends": "2026-05-20",
        "month": "2026-05",
        "financial_year": 2026,
    }
    status = {"status": ActivityStatus.COMPLETE, "topic_id": topic}
    return Activity(**{**record, **when, **status, **more})


@pytest.fixture
def numbers(sqlite_url) -> dict[str, int]:
    """A store with two places, a talk (inform), a meeting (engage), a planned one and a clinic."""
    with store.session(LOCAL_USER) as s:
        s.add(Organisation(name="Ours"))
        east, west = s.add(Place(name="East")), s.add(Place(name="West"))
        topic = s.add(Topic(name="asthma"))
        return {
            "east": east,
            "west": west,
            "talk": s.add(activity("Talk", east, Aim.INFORM, topic)),
            "meeting": s.add(activity("Meeting", west, Aim.ENGAGE)),
            "planned": s.add(
                activity("Planned", west, Aim.ENGAGE, heads=None, status=ActivityStatus.PLANNED)
            ),
            "clinic": s.add(PieceOfWork(name="Clinic", kind=WorkKind.SERVICE, place_id=east)),
        }


@pytest.fixture
def answers(numbers, open_page) -> AppTest:
    return open_page("evaluation_answers.py")


def save(app: AppTest) -> AppTest:
    app.button(key="answers.save").click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def opened(app: AppTest, *names: str) -> AppTest:
    """The page with the boxes of those questions open, or of 'more', the other questions."""
    return open_one(app, *(f"answers.box.{name}" for name in names))


def shut(app: AppTest, *names: str) -> AppTest:
    for name in names:
        app.session_state[f"answers.box.{name}"] = False
    return app.run()


def count(app: AppTest, question: str, choices: dict[str, int]) -> None:
    if not any(box.key.startswith(f"answers.counts.{question}.") for box in app.number_input):
        opened(app, question)
    for choice, number in choices.items():
        app.number_input(key=f"answers.counts.{question}.{choice}").set_value(number)


def told(app: AppTest) -> str:
    said = [e.value for e in (*app.success, *app.error, *app.info, *app.warning)]
    return " ".join([*said, *(h.body for h in app.get("html"))]).replace("\\", "")


def sheets() -> list[AnswerSheet]:
    return [sheet for sheet, _ in store.sheets_typed_in(LOCAL_USER).rows]


def counts_of(sheet: AnswerSheet) -> dict[tuple[str, str], int]:
    _, parts = store.record(LOCAL_USER, AnswerSheet, sheet.id)
    return {(part.question, part.choice): part.n for part in parts}


def asked(app: AppTest) -> set[str]:
    keys = [box.key for box in app.number_input if box.key.startswith("answers.counts.")]
    return {key.split(".")[2] for key in keys}


def test_a_sheet_is_stored_with_its_counts_in_the_period_of_its_activity(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["talk"]).run()
    answers.number_input(key=FORMS).set_value(30).run()
    answers.number_input(key="answers.people_invited").set_value(40)
    count(answers, "Q1", {"1": 2, "4": 10, "5": 15, "already_knew": 1})
    save(answers)

    (sheet,) = sheets()
    assert (sheet.activity_id, sheet.place_id) == (numbers["talk"], numbers["east"])
    assert (sheet.month, sheet.financial_year) == ("2026-05", 2026)
    assert (sheet.forms_received, sheet.people_invited) == (30, 40)
    assert (sheet.wave, sheet.format) == (Wave.ON_THE_DAY, FormFormat.STANDARD)
    assert counts_of(sheet) == {
        ("Q1", "1"): 2,
        ("Q1", "4"): 10,
        ("Q1", "5"): 15,
        ("Q1", "already_knew"): 1,
    }
    assert "30 forms for Talk." in told(answers)
    assert [b.key for b in answers.button if b.key == "answers.save"] == []


def test_the_questions_are_those_of_the_aim_and_the_core_and_others_on_demand(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["talk"]).run()
    assert "How much more do you know about asthma now?" in [box.label for box in answers.expander]
    assert asked(answers) == set()
    answers.toggle(key="all_answers_open").set_value(True).run()
    assert asked(answers) == {"QA", "QB", "Q8", "Q1", "Q2"}

    opened(answers, "more").checkbox(key="answers.more.Q3").check().run()
    assert asked(answers) == {"QA", "QB", "Q8", "Q1", "Q2", "Q3"}

    answers.radio(key="answers.wave").set_value(Wave.FOLLOW_UP).run()
    assert asked(answers) == {"Q2"}


def test_only_activities_that_took_place_are_offered_and_the_place_narrows_them(answers, numbers):
    assert len(answers.selectbox(key="answers.activity").options) == 2
    opened(answers, "find").selectbox(key="answers.place").set_value(numbers["east"]).run()
    assert answers.selectbox(key="answers.activity").options == ["Talk (20 May 2026, East)"]


def test_more_answers_than_forms_are_told_as_you_go_and_refused(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(10).run()
    count(answers, "Q3", {"4": 6, "5": 5})
    answers.run()
    assert "Adds up to 11, but only 10 forms came back." in told(answers)
    save(answers)

    assert "Nothing is saved yet." in told(answers)
    assert answers.number_input(key="answers.counts.Q3.4").value == 6
    assert sheets() == []


def test_what_was_typed_stays_and_is_told_when_its_box_is_shut_and_is_saved(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(10).run()
    count(answers, "Q3", {"4": 6, "5": 1})
    opened(answers, "more").checkbox(key="answers.more.Q1").check().run()
    count(answers, "Q1", {"2": 9})
    answers.run()
    shut(answers, "Q3", "more")

    assert asked(answers) == set()
    assert "Adds up to 7 of 10 forms. 3 left it blank." in told(answers)
    assert "How much more do you know about this topic now?" in told(answers)
    assert "Adds up to 9 of 10 forms. 1 left it blank." in told(answers)
    save(answers)
    (sheet,) = sheets()
    assert counts_of(sheet) == {("Q3", "4"): 6, ("Q3", "5"): 1, ("Q1", "2"): 9}

    answers.button(key="answers.again").click().run()
    answers.selectbox(key="answers.activity").set_value(numbers["talk"]).run()
    opened(answers, "Q1", "QA", "more")
    boxes = [box for box in answers.number_input if box.key.startswith("answers.counts.")]
    assert {box.value for box in boxes} == {None}
    assert not answers.checkbox(key="answers.more.Q3").value


def test_the_counts_of_a_question_that_is_asked_no_more_are_not_saved(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["talk"]).run()
    answers.number_input(key=FORMS).set_value(10).run()
    count(answers, "Q1", {"4": 6})
    count(answers, "Q8", {"5": 3})
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    save(answers)

    (sheet,) = sheets()
    assert counts_of(sheet) == {("Q8", "5"): 3}


def test_what_must_be_put_right_opens_its_box(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(10).run()
    count(answers, "Q3", {"4": 10**12})
    opened(answers, "more").checkbox(key="answers.more.Q1").check().run()
    count(answers, "Q1", {"2": 11})
    answers.run()
    shut(answers, "Q3", "more")
    save(answers)

    assert sheets() == []
    assert asked(answers) == {"Q3", "Q1"}
    assert "Nothing is saved yet. 2 things to put right below." in told(answers)
    assert "Answers: 1,000,000,000,000 is more than" in told(answers)
    shut(answers, "Q3", "more")
    assert "Answers: 1,000,000,000,000 is more than" in told(answers)


def test_a_box_that_is_only_opened_begins_no_draft(answers, numbers):
    opened(answers, "QA", "more")
    assert "Kept as a draft." not in told(answers)

    count(answers, "QA", {"1": 0})
    answers.run()
    assert "Kept as a draft." in told(answers)


def test_a_draft_brings_back_what_stands_in_shut_boxes(answers, numbers, open_page):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(10).run()
    count(answers, "Q3", {"4": 6})
    shut(answers.run(), "Q3")
    (draft,) = store.my_drafts(LOCAL_USER)

    again = open_page("evaluation_answers.py", draft=draft.id)
    assert "Adds up to 6 of 10 forms. 4 left it blank." in told(again)
    save(again)
    assert counts_of(sheets()[0]) == {("Q3", "4"): 6}


def test_words_that_no_title_has_lose_nothing_typed(answers, numbers):
    answers.number_input(key=FORMS).set_value(10).run()
    count(answers, "QA", {"1": 6})
    opened(answers, "find").text_input(key="answers.find").set_value("zebra").run()
    assert "No activity here fits." in told(answers)
    answers.text_input(key="answers.find").set_value("").run()

    assert answers.number_input(key=FORMS).value == 10
    assert answers.number_input(key="answers.counts.QA.1").value == 6


def test_nothing_typed_is_refused_with_a_sentence_for_each_field(answers):
    save(answers)

    assert "Choose the activity, or the service, that people were asked about." in told(answers)
    assert "Type how many forms came back." in told(answers)
    assert sheets() == []


def test_answers_at_follow_up_count_in_the_month_they_came_in(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.radio(key="answers.wave").set_value(Wave.FOLLOW_UP).run()
    answers.number_input(key=FORMS).set_value(8)
    count(answers, "Q4F", {"5": 8})
    save(answers)
    assert "Give the day the answers came in." in told(answers)
    assert sheets() == []

    answers.date_input(key="answers.collected_on").set_value(date(2026, 9, 3))
    save(answers)
    (sheet,) = sheets()
    assert (sheet.month, sheet.wave) == ("2026-09", Wave.FOLLOW_UP)


def test_easy_read_answers_are_no_a_bit_and_yes(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"])
    answers.radio(key="answers.format").set_value(FormFormat.EASY_READ).run()
    opened(answers, "more").checkbox(key="answers.more.O3").check().run()
    answers.number_input(key=FORMS).set_value(9)
    count(answers, "Q3", {"no": 1, "a_bit": 2, "yes": 6})
    count(answers, "O3", {"yes": 4})
    save(answers)

    (sheet,) = sheets()
    assert sheet.format is FormFormat.EASY_READ
    assert counts_of(sheet) == {
        ("Q3", "no"): 1,
        ("Q3", "a_bit"): 2,
        ("Q3", "yes"): 6,
        ("O3", "yes"): 4,
    }


def test_answers_about_a_service_are_stored_with_it(answers, numbers):
    answers.radio(key="answers.kind").set_value("A service").run()
    answers.selectbox(key="answers.service").set_value(numbers["clinic"])
    answers.radio(key="answers.wave").set_value(Wave.FOLLOW_UP).run()
    answers.number_input(key=FORMS).set_value(20)
    answers.date_input(key="answers.collected_on").set_value(date(2026, 8, 31))
    count(answers, "Q9", {"4": 12, "5": 3})
    save(answers)

    (sheet,) = sheets()
    assert (sheet.piece_of_work_id, sheet.activity_id) == (numbers["clinic"], None)
    assert (sheet.place_id, sheet.month) == (numbers["east"], "2026-08")


def test_more_forms_than_people_asked_wants_a_tick_before_it_is_stored(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(12)
    answers.number_input(key="answers.people_invited").set_value(10)
    count(answers, "Q3", {"5": 12})
    save(answers)
    assert "12 forms came back from 10 people invited." in told(answers)
    assert sheets() == []

    answers.checkbox(key="answers.checked").check()
    save(answers)
    assert len(sheets()) == 1


def test_a_second_sheet_of_the_same_kind_is_warned_of(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(5)
    count(answers, "Q3", {"5": 5})
    save(answers)
    answers.button(key="answers.again").click().run()
    assert answers.number_input(key=FORMS).value is None
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()

    assert "A sheet like this is there already: 5 forms" in told(answers)


def test_a_sheet_is_withdrawn_with_a_reason_and_brought_back(answers, numbers):
    answers.selectbox(key="answers.activity").set_value(numbers["meeting"]).run()
    answers.number_input(key=FORMS).set_value(5)
    count(answers, "Q3", {"5": 5})
    save(answers)
    (number,) = [sheet.id for sheet in sheets()]
    answers.selectbox(key="sheet.chosen").set_value(number).run()
    answers.text_input(key=f"sheet.out.reason.{number}").set_value("Typed in twice")
    answers.button(key="sheet.out.button").click().run()
    assert sheets() == []

    assert [box.key for box in answers.button if box.key == "sheet.back.button"] == []
    open_box(answers, "sheet.back")
    answers.text_input(key=f"sheet.back.reason.{number}").set_value("It was right")
    answers.button(key="sheet.back.button").click().run()
    assert [sheet.id for sheet in sheets()] == [number]
    reasons = [line.reason for line in store.history(LOCAL_USER, "answer_sheet", number)]
    assert reasons == ["It was right", "Typed in twice", ""]


def test_the_shared_view_lists_no_sheets(numbers, open_page):
    answers = open_page()
    answers.segmented_control(key="view").set_value("Shared").run()
    answers.switch_page("evaluation_answers.py").run()

    assert "The list is for the team." in told(answers)


def test_without_an_activity_the_way_to_record_one_is_offered(open_page, sqlite_url):
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        session.add(Place(name="East"))
    answers = open_page("evaluation_answers.py")

    assert "there is none yet" in told(answers)
    assert [b.key for b in answers.button if b.key == "answers.save"] == []
