"""What a return need not be told anew, what it takes from a tally, and how long it took."""

from time import monotonic

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, GroupCount, Organisation, Place
from engagement_metrics.store import Tally
from pages.parts import entry_saving
from tests.boxes import open_box
from tests.pages.test_quick_entry import COMPLETE, button, fill, shown, stored


@pytest.fixture
def form(sqlite_url, open_page) -> AppTest:
    """Quick entry on a store of one organisation with two places."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        session.add(Place(name="Riverside"))
        session.add(Place(name="Hillside"))
    return open_page("quick_entry.py")


def saved(app: AppTest, **values) -> AppTest:
    """Fill a whole return, save it, and go on to a fresh one."""
    fill(app, **{"place": 2, **COMPLETE, **values})
    button(app, "Save").click().run()
    assert app.title[0].value == "Saved"
    return button(app, "Record another").click().run()


def now(app: AppTest) -> dict[str, object]:
    return {
        "place": app.selectbox(key="entry.place").value,
        "aim": app.button_group(key="entry.aim").value,
        "method": app.selectbox(key="entry.method").value,
        "title": app.text_input(key="entry.title").value,
        "heads": app.number_input(key="entry.heads").value,
    }


def test_place_aim_and_method_begin_as_they_were_last_time_and_the_page_says_so(form, open_page):
    saved(form)

    assert now(form) == {
        "place": 2, "aim": ["engage"], "method": "survey", "title": "", "heads": None,
    } or now(form) == {
        "place": 2, "aim": "engage", "method": "survey", "title": "", "heads": None,
    }  # fmt: skip
    assert "Place, aim and method are as you left them last time." in shown(form)
    assert store.my_drafts(LOCAL_USER) == ()


def test_same_again_copies_an_activity_but_not_who_came_to_it(form):
    fill(form, **{"place": 2, **COMPLETE, "note": "Wet day", "who": True})
    form.number_input(key="entry.group.age.u16").set_value(3).run()
    button(form, "Save").click().run()

    button(form, "Same again: copy this one").click().run()

    assert (now(form)["title"], now(form)["heads"]) == ("Stall at the library", None)
    assert open_box(form, "entry").text_area(key="entry.note").value == ""
    assert form.toggle(key="entry.who").value is False
    assert "Copied from ‘Stall at the library’." in shown(form)


@pytest.mark.parametrize("title", ["Stall at the library", "Stall at  the Library!"])
def test_a_second_activity_like_one_that_stands_is_asked_about_before_it_is_stored(form, title):
    saved(form)
    fill(form, **{**COMPLETE, "title": title})
    button(form, "Save").click().run()
    assert "There is ‘Stall at the library’ at this place on this day already" in shown(form)
    assert len(stored()) == 1

    form.checkbox(key="entry.another").check().run()
    button(form, "Save").click().run()
    assert len(stored()) == 2


def test_what_was_tallied_is_added_to_what_was_typed_as_the_return_is_saved(form):
    fill(form, **{"place": 2, **COMPLETE, "heads": 2, "who": True})
    form.number_input(key="entry.group.age.u16").set_value(1).run()
    (draft,) = store.my_drafts(LOCAL_USER)
    for people, young in ((30, 4), (12, 0)):
        sheet = store.open_tally(LOCAL_USER, draft.id)
        groups = {"age": {"u16": young}, "sex": {"female": 5}}
        store.keep_tally(
            LOCAL_USER, Tally(sheet.sheet, draft.id, sheet.name, people, groups, people)
        )
    form.run()
    store.open_tally(LOCAL_USER, draft.id)  # opened on a third phone and never tapped
    form.run()
    assert "42 people tallied on 2 sheets." in shown(form)
    assert "With the 2 below that makes <strong>44</strong>" in shown(form)
    assert form.number_input(key="entry.heads").label == "People who were not tallied (if any)"

    button(form, "Save").click().run()

    (activity,) = stored()
    assert activity.heads == 44
    _, parts = store.record(LOCAL_USER, Activity, activity.id)
    counts = {(p.characteristic, p.category): p.n for p in parts if isinstance(p, GroupCount)}
    assert counts == {("age", "u16"): 5, ("sex", "female"): 10}
    assert store.tallies(LOCAL_USER, draft.id) == ()


def test_a_tally_alone_says_how_many_came(form):
    fill(form, place=2, title="Stall", aim="engage", method="survey")
    (draft,) = store.my_drafts(LOCAL_USER)
    sheet = store.open_tally(LOCAL_USER, draft.id)
    store.keep_tally(LOCAL_USER, Tally(sheet.sheet, draft.id, sheet.name, 7, {}, 7))

    button(form, "Save").click().run()

    assert [row.heads for row in stored()] == [7]


def test_groups_tallied_beyond_the_people_are_told_and_the_sheets_stay(form):
    fill(form, place=2, title="Stall", aim="engage", method="survey")
    (draft,) = store.my_drafts(LOCAL_USER)
    sheet = store.open_tally(LOCAL_USER, draft.id)
    store.keep_tally(
        LOCAL_USER, Tally(sheet.sheet, draft.id, sheet.name, 2, {"age": {"u16": 3}}, 5)
    )

    button(form, "Save").click().run()

    assert "3" in shown(form)
    assert "Nothing is saved yet" in form.error[0].value
    assert stored() == []
    assert [sheet.people for sheet in store.tallies(LOCAL_USER, draft.id)] == [2]


def test_the_minutes_are_those_the_form_was_in_use_but_not_a_long_pause(form, monkeypatch):
    clock = [monotonic()]
    monkeypatch.setattr(entry_saving, "monotonic", lambda: clock[0])
    for passed, (name, value) in zip(
        (50, 50, entry_saving.AWAY, 3600, 30), {"place": 2, **COMPLETE}.items(), strict=True
    ):
        clock[0] += passed
        fill(form, **{name: value})
    button(form, "Save").click().run()

    (activity,) = stored()
    assert (
        activity.minutes_taken == 3
    )  # 50 + 50 + 30 s; the pauses of 120 s and more are none of it
    assert "This return took about 3 minutes." in shown(form)


def test_minutes_that_were_typed_stand(form):
    fill(form, **{"place": 2, **COMPLETE, "minutes_taken": 25})
    button(form, "Save").click().run()

    assert [row.minutes_taken for row in stored()] == [25]


def test_a_finished_return_keeps_its_minutes_when_it_is_put_right(form, open_page):
    saved(form, minutes_taken=25)
    app = open_page("quick_entry.py", activity="1")
    fill(app, heads=43)
    button(app, "Save").click().run()

    assert [(row.heads, row.minutes_taken) for row in stored()] == [(43, 25)]


def test_half_of_the_teams_returns_is_told_once_there_are_five(form):
    for at, minutes in enumerate((1, 2, 3, 9)):
        saved(form, title=f"Walk {at * 11}{at}", minutes_taken=minutes)
    fill(form, **{"place": 2, **COMPLETE, "minutes_taken": 4})
    button(form, "Save").click().run()

    assert "Half of the team's last 5 returns took 3 minutes or less." in shown(form)
