"""Maturity model: a lead reads one, words it anew in one draft, and takes it out and in."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import maturity_models
from engagement_metrics.framework import maturity, maturity_edits
from engagement_metrics.models import LocalMaturityModel, Organisation, Place
from engagement_metrics.store import rounds
from tests.boxes import open_box

NAVIGATION = str(Path(__file__).parents[2] / "pages" / "navigation.py")
DEFAULT = maturity.models()[0]
FORM = "model.network_and_principles"
READ, CHANGE, NEW, FILE = "Read it", "Change the words", "Start a new model", "Bring in a file"


@pytest.fixture
def page(open_page, sqlite_url) -> AppTest:
    """The page on a store with one place."""
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Fifth system"))
        write.add(Place(name="Fifth place"))
    return open_page("maturity_model.py")


def clean(app: AppTest) -> AppTest:
    assert [fault.message for fault in app.exception] == []
    return app


def press(app: AppTest, key: str) -> AppTest:
    return clean(app.button(key=key).click().run())


def to(app: AppTest, part: str, change: str = "") -> AppTest:
    clean(app.segmented_control(key="model_part").set_value(part).run())
    if change:
        clean(app.segmented_control(key=f"words.{FORM}.part").set_value(change).run())
    return app


def write(app: AppTest, field: str, text: str) -> AppTest:
    """Type into a field of the draft, and leave it."""
    key = f"words.{FORM}.{field}"
    found = [one for one in (*app.text_area, *app.text_input) if one.key == key]
    return clean(found[0].set_value(text).run())


def save(app: AppTest, why: str = "The forum asked for it") -> AppTest:
    app.text_area(key=f"{FORM}.note").set_value(why)
    return press(app, f"{FORM}.save")


def told(app: AppTest) -> str:
    said = [e.value for e in (*app.success, *app.error, *app.info, *app.warning, *app.markdown)]
    return unescape(" ".join([*said, *(h.body for h in app.get("html"))])).replace("\\", "")


def kept():
    return rounds.models(LOCAL_USER)


def meanwhile(model=None) -> None:
    """Somebody else saves the next wording."""
    model = model or maturity_edits.with_cell(DEFAULT, "A2", 1, "There is none.")
    content = model.as_json() | {"edition": 2}
    with store.session(LOCAL_USER) as session:
        session.add(
            LocalMaturityModel(
                code=model.code, edition=2, name=model.name, content=content, note="Theirs"
            )
        )


def test_the_models_of_the_app_are_listed_and_one_is_read_in_full(page):
    said = told(page)

    assert f"{DEFAULT.name}. Wording 1: 13 dimensions, 5 levels." in said
    assert "Our wording: the original table is not public." in said
    there = page.selectbox(key="model.chosen").options
    assert there == [one.name for one in maturity.models()]
    for one in DEFAULT.dimensions:
        assert one.question in said
        assert all(statement in said for statement in one.statements)
    assert "NET-01 Active patient voice partners" in said


def test_several_edits_go_into_one_draft_and_are_saved_once_as_wording_2(page):
    to(page, CHANGE)
    write(page, "A1.question", "Does news flow?")
    write(page, "A1.3", "Most groups are linked.")
    page.multiselect(key=f"words.{FORM}.A1.measures").set_value(["NET-01"]).run()
    page.selectbox(key=f"words.{FORM}.dimension").set_value("A2").run()
    write(page, "A2.name", "Topics")

    said = told(page)
    assert "The path of these dimensions will show a break" in said
    assert "A1 How well the network works: the question and the statement for level 3." in said
    assert "A2 Topics: the name changed. This breaks no path." in said
    assert kept() == ()
    save(page)

    assert f"{DEFAULT.name} has wording 2." in told(page)
    (model,) = kept()
    assert (model.code, model.edition) == (DEFAULT.code, 2)
    assert model.dimension("A1").question == "Does news flow?"
    assert model.dimension("A1").statements[2] == "Most groups are linked."
    assert model.dimension("A1").measures == ("NET-01",)
    assert model.dimension("A2").name == "Topics"
    assert store.my_drafts(LOCAL_USER) == ()


def test_a_wording_says_when_and_why_and_what_it_changed_and_the_older_one_can_be_read(page):
    to(page, CHANGE)
    write(page, "A1.3", "Most *groups* are linked.")
    save(page)
    to(page, READ)

    open_box(page, f"model_changes.{DEFAULT.code}.2")
    said = told(page)
    assert "Local user: The forum asked for it" in said
    assert "A1 How well the network works: the statement for level 3." in said
    assert "Most *groups* are linked." in said and DEFAULT.dimension("A1").statements[2] not in said
    page.selectbox(key=f"model_wording.{DEFAULT.code}").set_value(1).run()
    assert DEFAULT.dimension("A1").statements[2] in told(clean(page))


def test_a_text_that_cannot_be_taken_in_stays_with_what_is_wrong_and_nothing_is_saved(page):
    to(page, CHANGE)
    write(page, "A1.2", "")
    assert "The statement of A1 for level 2 is missing." in told(page)
    page.selectbox(key=f"words.{FORM}.dimension").set_value("A2").run()
    write(page, "A2.name", DEFAULT.dimension("A3").name)
    assert f"'{DEFAULT.dimension('A3').name}' is the name of another dimension." in told(page)

    save(page)
    assert "Put it right first: A1 (level 2), A2 (name)." in told(page)
    assert kept() == ()
    page.selectbox(key=f"words.{FORM}.dimension").set_value("A1").run()
    assert page.text_area(key=f"words.{FORM}.A1.2").value == ""
    write(page, "A1.2", "A list is there.")
    page.selectbox(key=f"words.{FORM}.dimension").set_value("A2").run()
    assert page.text_input(key=f"words.{FORM}.A2.name").value == DEFAULT.dimension("A3").name
    write(page, "A2.name", "Topics")
    press(page, f"{FORM}.save")
    assert [one.dimension("A1").statements[1] for one in kept()] == ["A list is there."]


def test_a_dimension_is_moved_taken_out_brought_back_and_one_is_added(page):
    to(page, CHANGE)
    press(page, f"words.{FORM}.Move down")
    press(page, f"words.{FORM}.out")
    assert "A1 How well the network works is taken out." in told(page)
    press(page, f"words.{FORM}.back.A1")
    assert "is taken out" not in told(page)

    to(page, CHANGE, "Add a dimension")
    press(page, f"words.{FORM}.add")
    assert "The name of P11 is missing." in told(page)
    page.text_input(key=f"{FORM}.new.name").set_value("Money")
    page.text_area(key=f"{FORM}.new.question").set_value("Is there enough?")
    for level in range(1, 6):
        page.text_area(key=f"{FORM}.new.{level}").set_value(f"There is {level}.")
    press(page, f"words.{FORM}.add")
    assert "P11 Money is new. Its path begins with its first round." in told(page)
    assert page.selectbox(key=f"words.{FORM}.dimension").value == "P11"
    save(page)

    (model,) = kept()
    assert [one.id for one in model.dimensions] == [
        *(one.id for one in DEFAULT.dimensions), "P11",
    ]  # fmt: skip
    assert model.dimension("P11").statements[4] == "There is 5."


def test_a_level_is_taken_away_and_one_is_added_with_what_each_dimension_says_of_it(page):
    to(page, CHANGE, "Levels")
    press(page, f"words.{FORM}.less")
    press(page, f"words.{FORM}.less")
    assert "There are 3 levels. Before, there were 5." in told(page)
    assert f"words.{FORM}.less" not in [one.key for one in page.button]
    write(page, "level.1.name", "Nothing yet")

    page.session_state[f"words.{FORM}.more"] = True
    clean(page.run())
    assert page.text_input(key=f"{FORM}.more.4.name").value == DEFAULT.levels[3].name
    page.text_input(key=f"{FORM}.more.4.name").set_value("")
    press(page, f"words.{FORM}.grow")
    assert "The name of level 4 is missing." in told(page)
    page.text_input(key=f"{FORM}.more.4.name").set_value("All over")
    press(page, f"words.{FORM}.grow")
    save(page)

    (model,) = kept()
    assert [one.name for one in model.levels] == [
        "Nothing yet", "Getting started", "Working in places", "All over",
    ]  # fmt: skip
    assert model.dimension("A1").statements == DEFAULT.dimension("A1").statements[:4]


def test_a_draft_can_be_gone_on_with_by_its_link_and_thrown_away(page, open_page):
    to(page, CHANGE)
    write(page, "A1.question", "Does news flow?")
    (draft,) = store.my_drafts(LOCAL_USER)

    elsewhere = AppTest.from_file(NAVIGATION, default_timeout=120)
    elsewhere.query_params["draft"] = draft.id
    elsewhere.run()
    elsewhere.query_params["draft"] = draft.id
    elsewhere.switch_page("maturity_model.py").run()
    assert clean(elsewhere).text_area(key=f"words.{FORM}.A1.question").value == "Does news flow?"

    press(elsewhere, f"{FORM}.out")
    assert store.my_drafts(LOCAL_USER) == ()
    question = elsewhere.text_area(key=f"words.{FORM}.A1.question")
    assert question.value == DEFAULT.dimension("A1").question


def test_a_save_without_a_reason_asks_for_it_and_the_draft_stays(page):
    to(page, CHANGE)
    write(page, "A1.question", "Does news flow?")
    save(page, "")

    assert "Say why it is worded so. One line is enough." in told(page)
    assert page.text_area(key=f"words.{FORM}.A1.question").value == "Does news flow?"
    assert kept() == ()


def test_whoever_is_second_is_told_sees_what_theirs_would_undo_and_may_still_save(page):
    to(page, CHANGE)
    write(page, "A1.question", "Does news flow?")
    meanwhile()
    save(page)

    said = told(page)
    assert "Somebody else saved wording 2 of this model meanwhile." in said
    assert "Your draft began from wording 1." in said
    assert "A2 Where topics and content come from, and how wide they go: the statement for" in said
    assert [one.edition for one in kept()] == [2]
    press(page, f"{FORM}.save")
    assert [one.edition for one in kept()] == [2, 3]
    assert kept()[1].dimension("A1").question == "Does news flow?"


def test_after_a_save_the_next_draft_begins_with_nothing_in_it(page):
    to(page, CHANGE)
    write(page, "A1.question", "Does news flow?")
    save(page)
    press(page, f"{FORM}.again")

    assert "Nothing is changed yet." in told(page)
    write(page, "A1.question", "Does it?")
    save(page, "Shorter")
    assert [one.edition for one in kept()] == [2, 3]


def test_a_new_model_is_started_from_the_one_that_is_open(page):
    to(page, NEW)
    press(page, "model_new.save")
    assert "Give the new model a name." in told(page)
    page.text_input(key="model_new.name").set_value("Our *own* steps")
    press(page, "model_new.save")

    assert "Our *own* steps is there, and open now." in told(page)
    assert page.selectbox(key="model.chosen").value == "our_own_steps"
    (model,) = kept()
    assert (model.code, model.edition, model.source) == (
        "our_own_steps", 1, f"Ours, begun from: {DEFAULT.name}",
    )  # fmt: skip
    assert model.dimensions == DEFAULT.dimensions


def test_the_file_that_is_taken_out_is_the_wording_and_comes_back_in_as_the_next_one(page):
    changed = maturity_edits.with_cell(DEFAULT, "A1", 3, "Most groups are linked.")
    to(page, FILE)
    page.text_area(key="model_in.text").set_value(maturity.written(changed)).run()

    assert "It would be wording 2 of a model that is here." in told(clean(page))
    assert "A1 How well the network works: the statement for level 3." in told(page)
    assert kept() == ()
    page.text_area(key="model_in.note").set_value("Worded with the forum")
    press(page, "model_in.save")
    assert kept() == (replace(changed, edition=2),)
    there = maturity_models.wordings(kept())[DEFAULT.code][-1]
    assert maturity.read(maturity.written(there), "out.csv") == there


def test_a_faulty_text_tells_its_lines_changes_nothing_and_stays(page):
    text = maturity.written(DEFAULT).replace("statement,A1,3,", "statement,A9,3,")
    to(page, FILE)
    page.text_area(key="model_in.text").set_value(text).run()

    said = told(clean(page))
    assert "This text cannot be read as a model. Nothing was changed." in said
    line = text.splitlines().index(next(t for t in text.splitlines() if "A9" in t)) + 1
    assert f"Pasted text line {line}: unknown dimension 'A9'" in said
    assert "model_in.save" not in [one.key for one in page.button]
    assert page.text_area(key="model_in.text").value == text
    assert kept() == ()
