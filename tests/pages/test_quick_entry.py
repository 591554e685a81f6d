"""Quick entry as a person meets it: what is typed is stored once and whole, or not at all."""

import re
import sqlite3
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    GroupCount,
    Organisation,
    Place,
    Topic,
)
from engagement_metrics.store.engine import engine
from pages.parts import entry_more
from tests.boxes import open_box, open_one, shut_box


@pytest.fixture
def started(sqlite_url):
    """A store of one organisation with one place."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        return session.add(Place(name="Riverside"))


@pytest.fixture
def form(started, open_page) -> AppTest:
    return open_page("quick_entry.py")


def button(app: AppTest, label: str):
    return next(found for found in app.button if found.label == label)


def fill(app: AppTest, **values) -> AppTest:
    """Type into the fields of these names and leave each, with the box they lie in open."""
    if not values.keys().isdisjoint(entry_more.FIELDS):
        open_box(app, "entry")
    for name, value in values.items():
        key = f"entry.{name}"
        if name in ("aim", "characteristics"):
            app.button_group(key=key).set_value(value)
        elif name in ("method", "place", "topic", "status"):
            app.selectbox(key=key).set_value(value)
        elif name in ("title", "partial"):
            app.text_input(key=key).set_value(value)
        elif name in ("suggestions", "note"):
            app.text_area(key=key).set_value(value)
        elif name == "who":
            app.toggle(key=key).set_value(value)
        elif name in ("ends", "starts", "feedback_promised_on"):
            app.date_input(key=key).set_value(value)
        else:
            app.number_input(key=key).set_value(value)
        app.run()
    return app


def test_the_box_with_the_rest_holds_no_field_until_it_is_opened_and_then_keeps_them(form):
    assert [area.key for area in form.text_area] == ["entry.suggestions"]

    open_box(form, "entry").text_area(key="entry.note").set_value("Wet day").run()
    shut_box(form, "entry")

    assert form.text_area(key="entry.note").value == "Wet day"
    fill_and_save(form)
    assert stored()[0].note == "Wet day"


def test_the_rest_of_a_stored_activity_is_saved_as_it_was_though_its_box_stays_shut(
    form, open_page
):
    fill_and_save(form, note="Wet day", sessions=3, people_invited=60)
    number = stored()[0].id

    change = open_page("quick_entry.py", activity=str(number))
    change.text_input(key="entry.reason").set_value("One more came").run()
    change.number_input(key="entry.heads").set_value(43).run()
    button(change, "Save").click().run()

    row = stored()[0]
    assert (row.heads, row.note, row.sessions, row.people_invited) == (43, "Wet day", 3, 60)


def test_what_must_be_put_right_in_the_box_with_the_rest_opens_it(form):
    fill(form, **COMPLETE, sessions=-1)
    shut_box(form, "entry")

    button(form, "Save").click().run()

    assert form.session_state["entry.box"] is True
    assert re.findall('class="fault">(.*?)</p>', shown(form)) == [
        "Sessions cannot be below 1. Type 1 or more.",
        "Nothing is saved yet. What to put right is marked above.",
    ]
    assert stored() == []


def test_an_untouched_return_leaves_no_draft_though_it_begins_as_the_last_one_did(form, open_page):
    fill_and_save(form)

    fresh = open_page("quick_entry.py").run()
    change = open_page("quick_entry.py", activity=str(stored()[0].id)).run()
    open_one(change, "entry.box.about", "entry.box.said", "entry.box")

    assert fresh.button_group(key="entry.aim").value == "engage"
    assert change.button_group(key="entry.aim").value == "engage"
    assert store.my_drafts(LOCAL_USER) == ()


def fill_and_save(app: AppTest, **more) -> None:
    fill(app, **COMPLETE, **more)
    button(app, "Save").click().run()
    assert app.title[0].value == "Saved"


COMPLETE = {"title": "Stall at the library", "aim": "engage", "method": "survey", "heads": 42}


def stored() -> list[Activity]:
    return list(store.activities(LOCAL_USER).rows)


def shown(app: AppTest) -> str:
    return " ".join(html.proto.body for html in app.get("html"))


def test_six_fields_are_enough_and_one_activity_is_stored(form):
    fill(form, **COMPLETE)
    button(form, "Save").click().run()
    (activity,) = stored()
    assert (activity.title, activity.aim, activity.heads) == ("Stall at the library", "engage", 42)
    assert activity.ends == date.today().isoformat()
    assert activity.return_completed_on == date.today()
    assert form.title[0].value == "Saved"
    assert "Stall at the library, 42 people." in shown(form)


def test_the_only_place_is_chosen_already(form, started):
    assert form.selectbox(key="entry.place").value == started


def test_who_took_part_is_stored_as_counts(form):
    fill(form, **COMPLETE, who=True, **{"group.age.16_24": 12, "group.sex.female": 20,
                                         "group.sex.male": 0})  # fmt: skip
    button(form, "Save").click().run()
    (activity,) = stored()
    _, parts = store.record(LOCAL_USER, Activity, activity.id)
    counts = {(p.characteristic, p.category): p.n for p in parts if isinstance(p, GroupCount)}
    assert counts == {("age", "16_24"): 12, ("sex", "female"): 20, ("sex", "male"): 0}


def test_each_line_of_suggestions_heard_becomes_one_of_its_own(form):
    fill(form, **COMPLETE, suggestions="Open on Saturdays\n\nBigger print\n")
    button(form, "Save").click().run()
    texts = {suggestion.text for suggestion in store.suggestions(LOCAL_USER).rows}
    assert texts == {"Open on Saturdays", "Bigger print"}
    assert {s.received_on for s in store.suggestions(LOCAL_USER).rows} == {date.today()}


def test_a_double_click_stores_one_activity(form):
    fill(form, **COMPLETE)
    save = button(form, "Save")
    save.click().run()
    save.click().run()
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Give the activity a title."),
        ({"title": "=HYPERLINK(1)"}, "which a spreadsheet would run"),
        ({"title": "<b>Stall</b>"}, "Write it in plain words."),
        ({"note": "Spoke to 943 476 5919 about it"}, "an NHS number"),
        ({"heads": -1}, "cannot be below 0"),
        ({"heads": 100_000_000}, "is more than 1,000,000"),
        ({"ends": date.today() + timedelta(days=1)}, "lies ahead"),
        ({"starts": date.today() + timedelta(days=9)}, "before it starts"),
        ({"who": True, "group.sex.female": 43}, "Sex adds up to 43, more than the 42 people"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_stored(form, values, sentence):
    fill(form, **(COMPLETE | values))
    button(form, "Save").click().run()
    assert stored() == []
    assert sentence in shown(form)
    assert form.error[0].value == "Nothing is saved yet. One thing to put right below."
    assert form.text_input(key="entry.title").value == (COMPLETE | values)["title"]


def test_what_may_be_about_a_person_is_stored_only_once_looked_at(form):
    fill(form, **COMPLETE, note="Ring Dr Patel about the room")
    button(form, "Save").click().run()
    assert stored() == []
    assert "may hold a person" in shown(form)
    form.checkbox(key="entry.checked").check().run()
    button(form, "Save").click().run()
    assert [activity.note for activity in stored()] == ["Ring Dr Patel about the room"]


def test_figures_may_follow_later(form):
    fill(form, **(COMPLETE | {"heads": None}), status="figures_to_follow")
    button(form, "Save").click().run()
    assert [a.status for a in stored()] == [ActivityStatus.FIGURES_TO_FOLLOW]


def test_a_stored_activity_is_changed_and_its_history_says_why(form, open_page):
    fill(form, **COMPLETE, who=True, **{"group.sex.female": 20})
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    assert "Stall at the library" in shown(app)
    assert "Female: 20. 20 of 42 people told us; 22 not asked." in shown(app)
    assert [box.key for box in app.number_input if "group" in box.key] == []
    open_one(app, "entry.box.sex")
    assert app.number_input(key="entry.group.sex.female").value == 20
    assert store.my_drafts(LOCAL_USER) == ()  # it was opened, and nothing typed
    app.text_input(key="entry.reason").set_value("Counted again")
    fill(app, heads=45, **{"group.sex.female": 22})
    button(app, "Save").click().run()
    (after,) = stored()
    assert (after.heads, after.version) == (45, 2)
    line = store.history(LOCAL_USER, "activity", activity.id)[0]
    assert (line.reason, line.before, line.after) == (
        "Counted again", {"heads": 42}, {"heads": 45, "parts": "changed"},
    )  # fmt: skip


def test_a_stored_activity_stands_in_words_and_each_section_opens_to_its_fields(form, open_page):
    fill(form, **COMPLETE, who=True, **{"group.sex.female": 20})
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    assert " · Riverside · Stall at the library · Engage (listen) · " in shown(app)
    assert "No topic · No promise" in shown(app)
    assert [box.key for box in (*app.text_input, *app.text_area)] == ["entry.reason"]

    open_one(app, "entry.box.about", "entry.box.said")
    app.text_input(key="entry.title").set_value("").run()
    app.text_area(key="entry.suggestions").set_value("A bench\nA bin").run()
    for name in ("about", "said", "sex"):
        app.session_state[f"entry.box.{name}"] = False
    app.run()
    assert [box.key for box in (*app.text_input, *app.text_area)] == ["entry.reason"]
    assert "2 suggestions typed" in shown(app)
    app.number_input(key="entry.heads").set_value(10).run()
    assert "Sex adds up to 20, more than the 10 people who were there." in shown(app)
    button(app, "Save").click().run()
    assert app.number_input(key="entry.group.sex.female").value == 20
    assert "Give the activity a title." in shown(app)
    assert stored()[0].title == "Stall at the library"

    app.text_input(key="entry.reason").set_value("A slip")
    fill(app, title="Market stall", heads=42)
    button(app, "Save").click().run()
    assert [(row.title, row.heads) for row in stored()] == [("Market stall", 42)]
    heard = store.suggestions_heard_at(LOCAL_USER, activity.id)
    assert sorted(row.text for row in heard) == ["A bench", "A bin"]


def test_an_activity_that_somebody_else_changed_is_not_overwritten(form, open_page):
    fill(form, **COMPLETE)
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    with store.session(LOCAL_USER) as session:
        session.change(Activity, activity.id, 1, {"heads": 50})
    fill(app, heads=45)
    button(app, "Save").click().run()
    assert [a.heads for a in stored()] == [50]
    assert "changed this while you had it open" in app.error[0].value
    assert "<td>People</td><td>45</td><td>50</td>" in shown(app)


def test_who_keeps_their_own_version_saves_it_over_the_other(form, open_page):
    fill(form, **COMPLETE)
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    with store.session(LOCAL_USER) as session:
        session.change(Activity, activity.id, 1, {"heads": 50, "title": "Theirs"})
    fill(app, heads=45)
    button(app, "Save").click().run()
    button(app, "Keep mine").click().run()
    button(app, "Save").click().run()
    (after,) = stored()
    assert (after.heads, after.title, after.version) == (45, "Stall at the library", 3)


def test_who_takes_the_other_version_has_it_in_the_form(form, open_page):
    fill(form, **COMPLETE)
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    with store.session(LOCAL_USER) as session:
        session.change(Activity, activity.id, 1, {"heads": 50})
    fill(app, heads=45)
    button(app, "Save").click().run()
    button(app, "Take theirs and drop mine").click().run()
    assert app.number_input(key="entry.heads").value == 50
    assert [a.heads for a in stored()] == [50]
    fill(app, heads=51)
    button(app, "Save").click().run()
    assert [(a.id, a.heads) for a in stored()] == [(activity.id, 51)]


def test_counts_of_who_took_part_stand_side_by_side_where_they_differ(form, open_page):
    fill(form, **COMPLETE, who=True)
    form.number_input(key="entry.group.age.u16").set_value(3).run()
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    with store.session(LOCAL_USER) as session:
        session.change(
            Activity, activity.id, 1, {}, [GroupCount(characteristic="age", category="u16", n=5)]
        )
    open_one(app, "entry.box.age").number_input(key="entry.group.age.u16").set_value(4).run()
    button(app, "Save").click().run()
    assert "<td>The list below it</td><td>Age, Under 16: 4</td><td>Age, Under 16: 5</td>" in shown(
        app
    )


def test_who_edits_what_was_withdrawn_meanwhile_is_told(form, open_page):
    fill(form, **COMPLETE)
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id))
    with store.session(LOCAL_USER) as session:
        session.withdraw(Activity, activity.id, 1)
    fill(app, heads=45)
    button(app, "Save").click().run()
    assert "withdrawn by now and counts in no figure" in app.warning[0].value


def test_an_unknown_activity_is_told_plainly(started, open_page):
    app = open_page("quick_entry.py", activity="999")
    assert app.error[0].value.startswith("There is no activity of that number.")


def test_a_change_of_one_field_leaves_every_other_as_it_was(started, open_page):
    with store.session(LOCAL_USER) as session:
        topic = session.add(Topic(name="Diabetes"))
        number = session.add(
            Activity(
                title="Long survey", aim=Aim.ENGAGE, method="survey", place_id=started,
                topic_id=topic, starts="2025-05", ends="2025-07-31", month="2025-07",
                financial_year=2025, status=ActivityStatus.COMPLETE, heads=9,
                modes="online;on_paper", return_due_on=date(2025, 8, 14), source="A page",
            ),
            [GroupCount(activity_id=0, characteristic="age", category="16_24", n=4,
                        estimated=True)],
        )  # fmt: skip
        session.withdraw(Topic, topic, 1)
    app = open_page("quick_entry.py", activity=str(number))
    fill(app, heads=10)
    button(app, "Save").click().run()
    line = store.history(LOCAL_USER, "activity", number)[0]
    assert (line.before, line.after) == ({"heads": 9}, {"heads": 10})
    _, parts = store.record(LOCAL_USER, Activity, number)
    assert [(part.n, part.estimated) for part in parts] == [(4, True)]


def test_a_larger_activity_is_found_by_words_of_its_title(started, open_page):
    def activity(title: str) -> Activity:
        return Activity(
            title=title, aim=Aim.INFORM, method="survey", place_id=started, starts="2026-05-01",
            ends="2026-05-01", month="2026-05", financial_year=2026, heads=1,
            status=ActivityStatus.COMPLETE,
        )  # fmt: skip

    with store.session(LOCAL_USER) as session:
        campaign = session.add(activity("Winter campaign"))
        for at in range(30):
            session.add(activity(f"Stall {at}"))
    app = open_box(open_page("quick_entry.py"), "entry")
    assert campaign not in app.selectbox(key="entry.part_of").options
    app.text_input(key="entry.part_find").set_value("winter").run()
    app.selectbox(key="entry.part_of").set_value(campaign).run()
    fill(app, **COMPLETE)
    button(app, "Save").click().run()
    assert stored()[0].part_of_id == campaign


def test_a_store_that_is_gone_says_so_and_nothing_typed_is_lost(form, monkeypatch, sqlite_url):
    fill(form, **COMPLETE)
    monkeypatch.setenv("DATABASE_URL", "sqlite:////dev/null/gone.db")
    button(form, "Save").click().run()
    told = " ".join(error.value for error in form.error)
    assert "cannot be reached" in told
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    form.run()
    assert form.text_input(key="entry.title").value == "Stall at the library"
    button(form, "Save").click().run()
    assert [activity.title for activity in stored()] == ["Stall at the library"]


def test_a_store_that_another_program_has_locked_says_so_and_takes_it_later(
    form, sqlite_url, monkeypatch
):
    monkeypatch.setattr("engagement_metrics.store.engine.BUSY_MILLISECONDS", 200)
    store.close(sqlite_url)
    engine.cache_clear()
    fill(form, **COMPLETE)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        button(form, "Save").click().run()
        told = " ".join(error.value for error in form.error)
        other.execute("ROLLBACK")
    other.close()
    assert "busy just now" in told
    button(form, "Save").click().run()
    assert [activity.title for activity in stored()] == ["Stall at the library"]


def test_a_stored_activity_does_not_open_in_the_shared_view(form, open_page):
    fill(form, **COMPLETE, who=True, **{"group.sex.female": 33}, note="Sentinel words")
    button(form, "Save").click().run()
    (activity,) = stored()
    app = open_page("quick_entry.py", activity=str(activity.id), view="Shared")
    assert "team view" in app.error[0].value
    assert not app.number_input
    assert "Sentinel words" not in " ".join(area.value for area in app.text_area)


def test_what_was_begun_on_one_store_is_not_saved_in_another(form, sqlite_url):
    fill(form, **COMPLETE)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
        other.execute("UPDATE organisation SET created_at = '2030-01-01 00:00:00'")
        other.execute("UPDATE data_version SET number = number + 1")
    other.close()
    button(form, "Save").click().run()
    assert stored() == []
    assert any("cleared or replaced" in error.value for error in form.error)
    assert form.text_input(key="entry.title").value == "Stall at the library"
