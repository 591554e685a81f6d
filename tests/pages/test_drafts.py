"""Unfinished entries: kept as they are typed, found again by their link, gone once saved."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import entry, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, HeadsBasis, Organisation, Place, Suggestion
from tests.pages.test_quick_entry import button, fill, stored


@pytest.fixture
def started(sqlite_url) -> int:
    """A store of one organisation with one place."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        return session.add(Place(name="Riverside"))


@pytest.fixture
def form(started, open_page) -> AppTest:
    return open_page("quick_entry.py")


def kept() -> store.DraftRow:
    """The one draft there is."""
    (row,) = store.my_drafts(LOCAL_USER)
    return row


def told(app: AppTest) -> str:
    said = [e.value for e in (*app.success, *app.error, *app.info, *app.warning)]
    return " ".join([*said, *(h.proto.body for h in app.get("html"))]).replace("\\", "")


def test_a_form_that_nobody_touched_leaves_no_draft(form):
    form.run()

    assert store.my_drafts(LOCAL_USER) == ()
    assert "draft" not in form.query_params


def test_what_left_a_field_is_there_on_another_device_by_the_link(form, open_page):
    fill(form, title="Stall at the library", aim="engage", method="survey", who=True)
    form.number_input(key="entry.group.age.u16").set_value(3).run()
    assert "Kept as a draft" in told(form)

    other = open_page("quick_entry.py", draft=kept().id)

    assert other.text_input(key="entry.title").value == "Stall at the library"
    assert other.selectbox(key="entry.method").value == "survey"
    assert other.number_input(key="entry.group.age.u16").value == 3
    assert store.my_drafts(LOCAL_USER) == (kept(),)


def test_the_address_of_the_page_names_the_draft(form):
    fill(form, title="Stall at the library")

    assert form.query_params["draft"] in (kept().id, [kept().id])


def test_a_saved_return_is_an_unfinished_entry_no_more(form):
    fill(form, title="Stall at the library", aim="engage", method="survey", heads=4)
    button(form, "Save").click().run()

    assert [row.title for row in stored()] == ["Stall at the library"]
    assert store.my_drafts(LOCAL_USER) == ()
    assert "draft" not in form.query_params


def test_two_devices_type_into_one_draft_and_neither_loses_the_other_s(form, open_page):
    fill(form, title="Stall at the library")
    other = open_page("quick_entry.py", draft=kept().id)
    fill(other, heads=12)

    fill(form, aim="engage")

    assert form.number_input(key="entry.heads").value == 12
    assert {name: kept().values[name] for name in ("title", "heads", "aim")} == {
        "title": "Stall at the library", "heads": 12, "aim": {"one_of": "Aim", "value": "engage"},
    }  # fmt: skip


def test_what_another_device_typed_is_looked_at_before_it_is_saved(form, open_page):
    fill(form, title="Stall at the library", aim="engage", method="survey", heads=4)
    other = open_page("quick_entry.py", draft=kept().id)
    fill(other, heads=12)

    button(form, "Save").click().run()
    assert "typed into this entry on another device" in told(form)
    assert stored() == []

    button(form, "Save").click().run()
    assert [row.heads for row in stored()] == [12]


def test_a_draft_saved_on_one_device_is_not_saved_again_on_another(form, open_page):
    fill(form, title="Stall at the library", aim="engage", method="survey", heads=4)
    other = open_page("quick_entry.py", draft=kept().id)
    button(form, "Save").click().run()

    fill(other, heads=12)
    assert "saved or thrown away on another device" in told(other)
    button(other, "Save").click().run()

    assert "saved before, as number 1, and does not say the same" in told(other)
    assert [row.heads for row in stored()] == [4]


@pytest.mark.parametrize(
    ("note", "detail"),
    [("Ring 07700 900123", "a phone number"), ("born 1.2.1950", "a date of birth")],
)
def test_a_persons_detail_is_not_kept_in_a_draft_and_the_page_says_so(form, note, detail):
    fill(form, title="Stall at the library", note=note)

    assert f"not kept in the draft, because it seems to hold {detail}" in told(form)
    assert kept().values["note"] == ""
    assert kept().values["title"] == "Stall at the library"
    assert form.text_area(key="entry.note").value == note


def test_a_change_of_a_stored_activity_is_kept_with_the_version_it_was_begun_on(form, open_page):
    fill(form, title="Stall at the library", aim="engage", method="survey", heads=4)
    button(form, "Save").click().run()
    first = open_page("quick_entry.py", activity="1")
    fill(first, heads=12)
    with store.session(LOCAL_USER) as session:
        session.change(Activity, 1, 1, {"heads": 50})

    again = open_page("quick_entry.py", **kept().about["query"], draft=kept().id)
    assert again.number_input(key="entry.heads").value == 12
    button(again, "Save").click().run()

    assert "<td>People</td><td>12</td><td>50</td>" in told(again)
    assert [row.heads for row in stored()] == [50]


def test_the_draft_of_a_change_leads_to_its_activity_by_its_own_link_alone(form, open_page):
    fill(form, title="Stall at the library", aim="engage", method="survey", heads=4)
    button(form, "Save").click().run()
    fill(open_page("quick_entry.py", activity="1"), heads=12)

    again = open_page("quick_entry.py", draft=kept().id)

    assert again.title[0].value == "Change an activity"
    assert again.number_input(key="entry.heads").value == 12
    fill(again, status="complete")
    button(again, "Save").click().run()
    assert [(row.id, row.heads) for row in stored()] == [(1, 12)]


def test_an_opened_form_comes_back_with_the_record_it_is_about(form, open_page):
    with store.session(LOCAL_USER) as session:
        number = session.add(
            Suggestion(text="Later buses", place_id=1, received_on=date.today(), raised_by=2)
        )
    first = open_page("you_said.py", suggestion=str(number))
    first.button(key="open_step").click().run()
    first.text_input(key="step.who").set_value("Transport team").run()
    first.text_area(key="step.result").set_value("Rang them").run()

    again = open_page("you_said.py", **kept().about["query"], draft=kept().id)

    assert again.text_input(key="step.who").value == "Transport team"
    assert again.text_area(key="step.result").value == "Rang them"
    again.radio(key="step.step").set_value("Looked into").run()
    again.text_area(key="step.result").set_value("Asked the company").run()
    again.button(key="step.save").click().run()
    assert "The step is noted." in told(again)
    assert store.my_drafts(LOCAL_USER) == ()


def test_a_form_closed_without_saving_leaves_no_draft(form, open_page):
    page = open_page("you_said.py")
    page.button(key="open_suggestion").click().run()
    page.text_area(key="suggestion.text").set_value("Later buses").run()
    assert kept().form == "suggestion"

    page.button(key="close_form").click().run()

    assert store.my_drafts(LOCAL_USER) == ()
    assert "draft" not in page.query_params


def test_a_figure_comes_back_with_its_lists_and_period(started, open_page):
    page = open_page("figures.py")
    page.selectbox(key="figure.new.indicator").set_value("ENG-03").run()
    page.number_input(key="figure.new.top").set_value(60.0).run()
    page.radio(key="figure.new.basis").set_value(HeadsBasis.ESTIMATED).run()

    again = open_page("figures.py", draft=kept().id)

    assert again.selectbox(key="figure.new.indicator").value == "ENG-03"
    assert again.number_input(key="figure.new.top").value == 60.0
    assert again.radio(key="figure.new.basis").value == HeadsBasis.ESTIMATED


def test_a_place_that_was_being_changed_is_the_one_that_opens_again(started, open_page):
    page = open_page("set_up.py")
    page.selectbox(key="place.chosen").set_value(started).run()
    page.text_input(key=f"place.{started}.name").set_value("Riverside and Hill").run()

    again = open_page("set_up.py", draft=kept().id)

    assert again.selectbox(key="place.chosen").value == started
    assert again.text_input(key=f"place.{started}.name").value == "Riverside and Hill"


def test_the_list_of_unfinished_entries_goes_on_with_one_or_drops_it(form, open_page):
    fill(form, title="Stall at the library", ends=date(2026, 5, 20))

    page = open_page("unfinished.py")
    assert page.markdown[1].value == "**Activity\\: Stall at the library**"
    assert "Date of the activity: 20 May 2026." in page.markdown[2].value

    page.button(key=f"drop_{kept().id}").click().run()
    page.button(key=f"dropped_{kept().id}").click().run()
    assert store.my_drafts(LOCAL_USER) == ()
    assert "There are none." in page.markdown[1].value


@pytest.mark.parametrize(("unused", "warned"), [(22, False), (23, True), (29, True)])
def test_an_entry_that_will_be_removed_soon_says_when(form, open_page, unused, warned):
    fill(form, title="Stall at the library")
    on = date.today() - timedelta(days=unused)
    with store.engine.engine(store.database_url()).begin() as connection:
        connection.exec_driver_sql(f"UPDATE draft SET used_on = '{on}'")

    page = open_page("unfinished.py")

    left = "1 day" if unused == 29 else f"{30 - unused} days"
    assert (f"It is removed in {left}" in page.markdown[2].value) is warned


def test_a_link_to_an_entry_that_is_gone_says_so(started, open_page):
    page = open_page("quick_entry.py")
    page.query_params["draft"] = "no-such-draft"
    page.run()

    assert "not here any more" in told(page)
    assert page.text_input(key="entry.title").value == ""


def test_a_draft_is_not_opened_on_a_page_it_does_not_belong_to(form, open_page):
    fill(form, title="Stall at the library")

    page = open_page("figures.py", draft=kept().id)

    assert "Stall at the library" not in str(page.session_state)
    assert store.my_drafts(LOCAL_USER) == (kept(),)


def test_only_what_the_person_may_do_again_is_kept_of_a_form(form):
    fill(form, title="Stall at the library", heads=3)

    assert not {"save", "mark", "faults", "saved", "draft"} & set(kept().values)
    assert entry.decoded(kept().values["ends"]) == date.today()


def test_looking_at_a_place_that_could_be_changed_leaves_no_draft(started, open_page):
    page = open_page("set_up.py")
    page.selectbox(key="place.chosen").set_value(started).run()
    page.run()

    assert store.my_drafts(LOCAL_USER) == ()


def test_a_store_that_was_away_for_a_moment_empties_no_form_and_no_draft(form, open_page):
    page = open_page("you_said.py")
    page.button(key="open_suggestion").click().run()
    page.text_area(key="suggestion.text").set_value("Later buses").run()
    file = Path(store.database_url().removeprefix("sqlite:///"))
    file.rename(file.with_name("away.db"))
    page.text_area(key="suggestion.note").set_value("lost with the page").run()
    assert page.text_area == []
    file.with_name("away.db").rename(file)

    page.run()
    assert page.text_area(key="suggestion.text").value == "Later buses"
    page.text_input(key="suggestion.owner").set_value("Transport").run()
    assert (kept().values["text"], kept().values["owner"]) == ("Later buses", "Transport")


def test_a_draft_at_a_place_withdrawn_since_keeps_it_until_another_is_chosen(form, open_page):
    with store.session(LOCAL_USER) as session:
        hill = session.add(Place(name="Hill"))
    page = open_page("quick_entry.py")
    fill(page, title="Stall", place=hill)
    with store.session(LOCAL_USER) as session:
        session.withdraw(Place, hill, 1)

    again = open_page("quick_entry.py", draft=kept().id)

    assert again.selectbox(key="entry.place").value == hill
    assert "Hill (withdrawn)" in again.selectbox(key="entry.place").options
    assert kept().values["place"] == hill
