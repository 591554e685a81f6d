"""People: an administrator says who may do what; and each page for who is not let in."""

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.models import Person, Role
from tests.conftest import ROOT
from tests.pages.test_outcomes import labels
from tests.signed_in import LEE, SETTINGS, claims, come_in, given

NAVIGATION = str(ROOT / "pages" / "navigation.py")


@pytest.fixture
def signed_in(made_up_url, monkeypatch):
    """Open a page as somebody signed in, or as nobody; it has run without a fault."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)

    def opened(person: dict | None, page: str | None = None) -> AppTest:
        app = AppTest.from_file(NAVIGATION, default_timeout=120)
        app.user = {} if person is None else claims(person)
        app.run()
        if page:
            app.switch_page(page).run()
        assert [fault.message for fault in app.exception] == []
        return app

    return opened


def grants():
    lee = come_in(LEE).actor
    return {row.name: row.grants for row in store.people(lee)}


def choose(app, name):
    return app.selectbox(key="person").set_value(name).run()


def form_of(name):
    row = next(row for row in store.people(come_in(LEE).actor) if row.name == name)
    return f"person.{row.id}.{row.version}"


def test_an_administrator_gives_a_role_at_a_place_and_it_holds_at_the_next_click(signed_in):
    sam = {"sub": "sam", "name": "Sam North"}
    theirs = signed_in(sam)
    assert theirs.title[0].value == "You have no role yet"
    app = choose(signed_in(LEE, "people.py"), "Sam North")
    form = form_of("Sam North")

    app.checkbox(key=f"{form}.role.contributor").set_value(True)
    app.multiselect(key=f"{form}.places").set_value(["North place"])
    app.button(key=f"{form}.save").click().run()

    assert [note.value for note in app.success] == ["Saved\\. It holds from their next click on\\."]
    north = store.setup().find_place("North place")
    assert grants()["Sam North"] == ((Role.CONTRIBUTOR, north),)
    theirs.button(key="try_again").click().run()
    assert "Signed in as Sam North." in [text.value for text in theirs.sidebar.caption]


def test_a_contributor_without_a_place_is_sent_back_and_nothing_is_stored(signed_in):
    signed_in({"sub": "sam", "name": "Sam North"})
    app = choose(signed_in(LEE, "people.py"), "Sam North")
    form = form_of("Sam North")

    app.checkbox(key=f"{form}.role.contributor").set_value(True)
    app.button(key=f"{form}.save").click().run()

    said = " ".join(html.proto.body for html in app.get("html"))
    assert "Choose the places that this contributor works for." in said
    assert grants()["Sam North"] == ()


def test_access_ends_with_a_reason_and_can_come_back(signed_in):
    kim = {"sub": "Kim", "name": "Kim"}
    given("Kim", [("lead", None)])
    theirs = signed_in(kim)
    app = choose(signed_in(LEE, "people.py"), "Kim")
    form = form_of("Kim")

    app.button(key=f"{form}.access").click().run()
    assert "Say why it should end." in " ".join(html.proto.body for html in app.get("html"))
    app.text_input(key=f"{form}.reason").set_value("Left the team.")
    app.button(key=f"{form}.access").click().run()
    theirs.run()

    assert theirs.title[0].value == "You cannot come in"
    app.text_input(key=f"{form_of('Kim')}.reason").set_value("Came back.")
    app.button(key=f"{form_of('Kim')}.access").click().run()
    theirs.button(key="try_again").click().run()
    assert theirs.title[0].value != "You cannot come in"


def test_an_administrator_is_told_they_cannot_shut_themselves_out(signed_in):
    app = choose(signed_in(LEE, "people.py"), "Lee Ad")
    form = form_of("Lee Ad")

    app.checkbox(key=f"{form}.role.administrator").set_value(False)
    app.button(key=f"{form}.save").click().run()

    assert "Ask another administrator" in app.error[0].value
    assert grants()["Lee Ad"] == ((Role.ADMINISTRATOR, None),)


def test_a_change_that_came_second_is_not_made(signed_in):
    signed_in({"sub": "sam", "name": "Sam North"})
    app = choose(signed_in(LEE, "people.py"), "Sam North")
    form = form_of("Sam North")
    number, version = (int(part) for part in form.split(".")[1:])
    with store.session(come_in(LEE).actor) as write:
        write.change(Person, number, version, {"name": "Sam N"})

    app.checkbox(key=f"{form}.role.lead").set_value(True)
    app.button(key=f"{form}.save").click().run()

    assert grants()["Sam N"] == ()


def test_two_people_cannot_be_shown_by_one_name(signed_in):
    signed_in({"sub": "sam", "name": "Sam North"})
    app = choose(signed_in(LEE, "people.py"), "Sam North")
    form = form_of("Sam North")

    app.text_input(key=f"{form}.name").set_value("lee ad")
    app.button(key=f"{form}.save").click().run()

    said = " ".join(html.proto.body for html in app.get("html"))
    assert "Somebody else is called Lee Ad here." in said


def test_without_sign_in_the_page_says_what_that_means(open_page, made_up_url):
    app = open_page("people.py")

    assert "No sign-in is set up." in app.info[-1].value


def test_an_administrator_who_has_begun_nothing_is_offered_no_page_that_is_not_theirs(signed_in):
    app = signed_in(LEE, "unfinished.py")

    assert "There are none." in app.markdown[-1].value
    assert not app.get("page_link")


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        (None, "Shared view."),
        ("history.py", "Internal: small numbers. Do not share."),
        ("people.py", "Internal: names and email addresses. Do not share."),
    ],
)
def test_what_an_administrator_prints_says_for_whom_it_is(signed_in, page, mark):
    app = signed_in(LEE, page)

    assert f"<strong>{mark}</strong>" in " ".join(html.proto.body for html in app.get("html"))


def test_who_has_not_signed_in_gets_the_one_page_that_offers_it(signed_in):
    app = signed_in(None)

    assert [title.value for title in app.title] == ["Sign in"]
    assert [button.label for button in app.button] == ["Sign in"]
    assert len(app.sidebar) == 0
    with pytest.raises(ValueError, match="not"):
        app.switch_page("activities.py").run()


def test_a_contributor_sees_their_own_place_as_the_team_and_the_rest_as_everybody(signed_in):
    north = store.setup().find_place("North place")
    given("Sam", [("contributor", north)])
    app = signed_in({"sub": "Sam", "name": "Sam"})

    def from_priority_groups():
        label = "People from priority groups who gave views"
        return next(text for text in labels(app).values() if label in text)

    assert from_priority_groups().endswith("Not shown")
    app.selectbox(key="place").set_value("North place").run()
    assert "1 group Young people aged 16 to 24: 56" in from_priority_groups()
    app.selectbox(key="place").set_value("South place").run()
    assert from_priority_groups().endswith("Not shown")


@pytest.mark.parametrize(
    ("page", "place"), [("quick_entry.py", "entry.place"), ("figures.py", "figure.new.place")]
)
def test_a_contributor_is_offered_only_the_places_they_may_record_at(signed_in, page, place):
    north = store.setup().find_place("North place")
    given("Sam", [("contributor", north)])
    app = signed_in({"sub": "Sam", "name": "Sam"}, page)
    if page == "figures.py":
        app.selectbox(key="figure.new.indicator").set_value("ENG-03").run()

    offered = app.selectbox(key=place).options
    assert offered
    assert all("North" in label for label in offered)
