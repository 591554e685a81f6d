"""The tally's page, as far as it can be met without a browser: who gets which sheet of what.

What a tap does is the component's own: tests/browser/test_tally_button.py.
"""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Draft, Organisation, Person, PersonRole, Place, Role
from engagement_metrics.store.engine import engine
from tests.signed_in import LEE, SETTINGS, claims, come_in

DRAFT = "d" * 32


@pytest.fixture
def draft(sqlite_url) -> str:
    """The draft of a return at a place, as Quick entry keeps it."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        session.add(Place(name="Riverside"))
    values = {"title": "Stall at *the* library", "who": True, "characteristics": ["age"]}
    with Session(engine(sqlite_url)) as orm, orm.begin():
        content = {"values": values, "about": {"page": "quick-entry"}}
        orm.add(
            Draft(id=DRAFT, form="entry", owner="Local user", content=content, used_on=date.today())
        )
    return DRAFT


def counted(sheet: store.Tally, people: int, **ages: int) -> store.Tally:
    """A sheet as it is after some tapping."""
    groups = {"age": ages} if ages else {}
    taps = people + sum(ages.values())
    after = store.Tally(sheet.sheet, sheet.of, sheet.name, people, groups, taps)
    assert store.keep_tally(LOCAL_USER, after)
    return after


def said(app: AppTest) -> str:
    """All that the page says in words."""
    return "\n".join([*(m.value for m in app.markdown), *(h.body for h in app.get("html"))])


def press(app: AppTest, label: str) -> AppTest:
    next(found for found in app.button if found.label == label).click()
    return app.run()


def told(app: AppTest) -> dict:
    """What the page tells the component."""
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json or component.proto.mixed.json)


def groups(app: AppTest) -> dict[str, list[str]]:
    """The groups that the page has the component offer."""
    return {
        one["name"]: [category["name"] for category in one["categories"]]
        for one in told(app)["offered"]
    }


def sends(app: AppTest, **state) -> AppTest:
    """What the browser's component sends of the sheet that is open."""
    app.session_state[f"tally_{app.query_params['sheet']}"] = state
    return app.run()


def test_a_phone_that_opens_the_link_gets_a_sheet_of_its_own_and_keeps_it(draft, open_page):
    first = open_page("tally.py", draft=draft)
    (sheet,) = store.tallies(LOCAL_USER, draft)
    assert first.query_params["sheet"] == sheet.sheet
    again = open_page("tally.py", draft=draft, sheet=sheet.sheet)
    other = open_page("tally.py", draft=draft)

    assert [one.name for one in store.tallies(LOCAL_USER, draft)] == ["Sheet 1", "Sheet 2"]
    assert "Stall at *the* library: Sheet 1" in said(first)
    assert "Sheet 1" in said(again)
    assert "Sheet 2" in said(other)
    # Only the visit that opened it may claim it for its browser.
    assert (told(first)["fresh"], told(again)["fresh"]) == (True, False)


def test_a_sheet_alone_leads_to_its_return(draft, open_page):
    sheet = store.open_tally(LOCAL_USER, draft)

    app = open_page("tally.py", sheet=sheet.sheet)

    assert "Stall at *the* library: Sheet 1" in said(app)
    assert f"draft={draft}" in app.code[0].value


def test_without_a_return_the_page_says_so_and_leads_to_quick_entry(draft, open_page):
    nothing = open_page("tally.py")
    wrong = open_page("tally.py")
    wrong.query_params["draft"] = "no-such-draft"
    wrong.run()

    assert "A tally belongs to a return." in said(nothing)
    assert "it was saved, thrown away, or not used for 30 days" in said(wrong)
    for app in (nothing, wrong):
        assert "Go to Quick entry" in [link.label for link in app.main.get("page_link")]
        assert app.get("bidi_component") == []


def test_a_phone_whose_return_was_saved_is_told_and_can_tap_no_more(draft, open_page):
    sheet = store.open_tally(LOCAL_USER, draft).sheet
    app = open_page("tally.py", draft=draft, sheet=sheet)
    assert told(app)["gone"] is False
    store.drop_draft(LOCAL_USER, draft)

    app.run()

    assert told(app)["gone"] is True
    assert "it was saved, thrown away" in said(app)
    assert [button.label for button in app.button] == []


def test_the_total_adds_the_sheets_that_were_tapped(draft, open_page):
    app = open_page("tally.py", draft=draft)
    assert "All sheets:" not in said(app)
    one, two = store.open_tally(LOCAL_USER, draft), store.open_tally(LOCAL_USER, draft)

    counted(one, people=1)
    assert "All sheets: 1 person on 1 phone\n" in said(app.run()) + "\n"
    counted(two, people=1056, u16=3)
    assert "All sheets: 1,057 people on 2 phones" in said(app.run())


def test_groups_are_those_of_the_return_until_others_are_chosen(draft, open_page):
    app = open_page("tally.py", draft=draft)
    ages = ["Under 16", "16 to 24", "25 to 64", "65 to 74", "75 and over", "Prefer not to say"]
    assert groups(app) == {"Age": ages}

    app.button_group(key="tally_groups").set_value(["sex"]).run()

    assert groups(app) == {"Sex": ["Female", "Male", "Prefer not to say"]}
    assert app.query_params["groups"] == "sex"
    other = open_page("tally.py", draft=draft, groups="sex,never heard of")
    assert list(groups(other)) == ["Sex"]
    assert list(groups(open_page("tally.py", draft=draft, groups=""))) == []


def test_a_group_that_was_tapped_stays_to_be_seen_though_it_is_not_chosen(draft, open_page):
    sheet = counted(store.open_tally(LOCAL_USER, draft), people=0, u16=2)

    app = open_page("tally.py", draft=draft, sheet=sheet.sheet, groups="sex")

    assert list(groups(app)) == ["Age", "Sex"]
    assert told(app)["kept"] == {"people": 0, "groups": {"age": {"u16": 2}}, "taps": 2}


def test_what_a_phone_sends_is_kept_and_an_older_state_is_not(draft, open_page):
    app = open_page("tally.py", draft=draft)
    sheet = app.query_params["sheet"]

    sends(app, tally={"people": 3, "groups": {"sex": {"male": 1}}, "taps": 4})
    assert told(app)["kept"] == {"people": 3, "groups": {"sex": {"male": 1}}, "taps": 4}
    sends(app, tally={"people": 1, "groups": {}, "taps": 1})

    assert told(app)["kept"]["people"] == 3
    assert store.tally(LOCAL_USER, sheet).people == 3


def test_a_browser_that_has_a_sheet_for_the_return_goes_back_to_it(draft, open_page):
    before = counted(store.open_tally(LOCAL_USER, draft), people=5)
    app = open_page("tally.py", draft=draft)
    sends(app, sheet=before.sheet)

    assert app.query_params["sheet"] == before.sheet
    assert store.tallies(LOCAL_USER, draft) == (before,)
    assert told(app)["kept"]["people"] == 5


def test_a_sheet_of_another_phone_is_left_to_it(draft, open_page):
    theirs = store.open_tally(LOCAL_USER, draft)
    app = open_page("tally.py", draft=draft, sheet=theirs.sheet)

    sends(app, sheet="")

    assert app.query_params["sheet"] != theirs.sheet
    assert [one.name for one in store.tallies(LOCAL_USER, draft)] == ["Sheet 1", "Sheet 2"]
    assert told(app)["fresh"] is True


def test_throwing_a_sheet_away_is_asked_once_more_and_leaves_the_others(draft, open_page):
    other = counted(store.open_tally(LOCAL_USER, draft), people=4)
    app = open_page("tally.py", draft=draft)
    sheet = app.query_params["sheet"]
    press(press(app, "Throw this sheet away"), "Keep it")
    assert store.tally(LOCAL_USER, sheet) is not None

    press(app, "Throw this sheet away")
    assert "Sheet 2 will be lost" in app.warning[0].value
    press(app, "Yes, throw it away")

    assert store.tallies(LOCAL_USER, draft) == (other,)
    assert told(app)["gone"] is True
    press(app, "Open a new sheet")
    assert told(app)["gone"] is False
    assert len(store.tallies(LOCAL_USER, draft)) == 2


def test_the_link_for_other_phones_names_the_return_and_no_sheet(draft, open_page):
    app = open_page("tally.py", draft=draft, groups="age,sex")

    link = app.code[0].value

    assert parse_qs(urlsplit(link).query) == {"draft": [draft], "groups": ["age,sex"]}
    (picture,) = app.get("image")
    assert picture.proto.imgs[0].alt.startswith("The address above")


def test_a_tally_on_one_machine_says_why_none_can_join_and_never_of_sign_in_that_is_set_up(
    draft, open_page, monkeypatch
):
    told = "Just now only this machine can open it"
    app = open_page("tally.py", draft=draft)
    app.context = {"url": "http://127.0.0.1:8501/tally"}
    assert [one.value for one in app.run().caption if told in one.value] == [
        f"{told}: no sign-in is set up."
    ]

    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    app.user = claims(LEE)
    lee = come_in(LEE).actor
    with store.session(lee) as write:
        parts = [PersonRole(person_id=0, role=role) for role in (Role.ADMINISTRATOR, Role.LEAD)]
        write.change(Person, lee.signed_in.person, lee.signed_in.version, {}, parts)
    with Session(engine(store.database_url())) as orm, orm.begin():
        orm.get(Draft, draft).owner = lee.key
    assert [one.value for one in app.run().caption if told in one.value] == [f"{told}."]


def test_a_return_can_be_tallied_from_its_first_line_and_gone_on_with(draft, open_page):
    app = open_page("quick_entry.py")
    app.text_input(key="entry.title").set_value("Winter health stall").run()
    press(app, "Tally people by tapping")
    assert "Winter health stall: Sheet 1" in said(app)

    press(app, "Go on to the return")

    assert app.title[0].value == "Record an activity"
    assert app.text_input(key="entry.title").value == "Winter health stall"
