"""Activities: finding one, seeing all there is of it, and taking it out of the figures."""

from datetime import date, timedelta

import pytest

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import (
    Known,
    accept_activity,
    accept_organisation,
    accept_place,
    accept_suggestion,
)
from engagement_metrics.models import (
    Activity,
    ActivityDraft,
    ActivityStatus,
    Aim,
    Organisation,
    Place,
    PlaceDraft,
    RecordType,
    SuggestionDraft,
)

TODAY = date.today()
SYSTEM, NORTH, SOUTH = 1, 2, 3


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def put(accept, *given) -> int:
    known = Known(framework.load(), store.setup(), TODAY)
    accepted = accept(*given, known)
    with store.session(LOCAL_USER) as session:
        return session.add(accepted.record, accepted.parts)


def held(title: str, **more) -> int:
    first = {"aim": "engage", "method": "survey", "place": NORTH, "ends": ago(10)}
    if more.get("status", "complete") == "complete":
        first["heads"] = 20
    return put(accept_activity, ActivityDraft(title=title, **{**first, **more}))


@pytest.fixture
def places(sqlite_url):
    """A county with a north and a south."""
    put(accept_organisation, "Example Partnership", "")
    put(accept_place, PlaceDraft("County"))
    put(accept_place, PlaceDraft("North", SYSTEM))
    put(accept_place, PlaceDraft("South", SYSTEM))


def shown(app) -> str:
    """All that stands on the page, as one text."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.info, app.warning, app.success)
    texts = [element.value for kind in kinds for element in kind]
    return "\n".join([*texts, *(element.proto.body for element in app.get("html"))])


@pytest.fixture
def listed(links):
    """The titles of the list in their order, each a link that opens its activity."""
    return lambda app: list(links(app))


def test_an_empty_list_says_what_would_be_here(places, open_page):
    app = open_page("activities.py")

    assert "No activity is here. Choose other filters, or record the first one." in shown(app)


def test_the_latest_come_first_with_what_matters_of_each(places, open_page, listed):
    held("Stall", ends=ago(30), heads=1)
    held("Known by its year", ends="2020", heads=1300, heads_basis="estimated")
    held("Meeting", ends=ago(2), place=SOUTH)

    app = open_page("activities.py")

    assert listed(app) == ["Meeting", "Stall", "Known by its year"]
    text = shown(app)
    assert "3 activities" in text
    assert "2020 · North · Engage (listen) · about 1,300 people · Complete" in text
    assert "North · Engage (listen) · 1 person · Complete" in text


def test_signs_in_a_title_are_shown_as_they_are(places, open_page, listed):
    held("*Ours* [x](y)")

    app = open_page("activities.py")

    assert listed(app) == ["*Ours* [x](y)"]


def test_the_filters_leave_what_was_asked_for(places, open_page, listed):
    held("North stall")
    held("South stall", place=SOUTH, ends=ago(11))
    held("South walk", place=SOUTH, ends=ago(12), status="cancelled")
    app = open_page("activities.py")

    app.selectbox(key="place").select("South").run()
    assert listed(app) == ["South stall", "South walk"]
    app.text_input(key="find").set_value("STALL").run()
    assert listed(app) == ["South stall"]
    app.text_input(key="find").set_value("").run()
    app.selectbox(key="status").select("Cancelled").run()
    assert listed(app) == ["South walk"]


def test_the_list_comes_a_page_at_a_time_and_a_filter_leads_back_to_the_first(
    places, open_page, listed
):
    for at in range(26):
        held(f"Activity {at}", ends=ago(at + 1))
    app = open_page("activities.py")
    assert len(listed(app)) == 25

    app.button(key="page_next").click().run()
    assert listed(app) == ["Activity 25"]
    app.text_input(key="find").set_value("Activity").run()

    assert len(listed(app)) == 25


def test_what_still_needs_figures_is_said_and_shown(places, open_page, listed):
    held("Complete")
    held("To follow", ends=ago(3), status="figures_to_follow")
    held("Planned and past", ends=ago(1), status="planned")
    held("Planned for today", ends=TODAY, status="planned")
    held("Planned for this month", ends=f"{TODAY:%Y-%m}", status="planned")
    app = open_page("activities.py")
    assert app.info[0].value == (
        "2 activities still need their figures. 1 was planned for a day that has passed."
    )

    app.button(key="show_need").click().run()

    assert listed(app) == ["Planned and past", "To follow"]


def test_one_activity_shows_everything_of_it(places, open_page, links, follow):
    groups = {
        "age": {"16_24": 5, "25_34": 7, "prefer_not_to_say": 2},
        "disability": {"disabled": 3, "not_known": 17},
    }
    stall = held(
        "Stall", heads=20, groups=groups, estimated={("age", "16_24")}, note="It rained",
        modes=["in_person", "online"], open_to_public=True, people_invited=1500,
    )  # fmt: skip
    held("School visit", heads=4, part_of=stall)
    put(accept_suggestion, SuggestionDraft("A quiet room", NORTH, activity=stall))

    app = open_page("activities.py", activity="1")
    text = shown(app)

    for name, value in (
        ("Place", "North"), ("Aim", "Engage (listen)"), ("How it was done", "Survey"),
        ("People", "20 people"), ("Ways to take part", "In person, Online"), ("Topic", "none"),
        ("Open to the public", "Yes"), ("People invited", "1,500"), ("Note", "It rained"),
    ):  # fmt: skip
        assert f"<th scope='row'>{name}</th><td>{value}</td>" in text
    assert (
        "<td>16 to 24</td><td class=n>about 5</td></tr><tr><td>25 to 34</td><td class=n>7</td></tr>"
        "<tr><td>Prefer not to say</td><td class=n>2</td></tr>"
        "<tr><td>Not asked</td><td class=n>6</td></tr>"
    ) in text
    assert (
        "<td>Not known</td><td class=n>17</td></tr><tr><td>Not asked</td><td class=n>0</td></tr>"
    ) in text
    assert "Not asked about: Sex; Gender reassignment;" in text
    assert "“A quiet room” (Waiting)" in text
    assert "<strong>Added</strong> on" in text
    assert links(app)["Open suggestion 1"] == "you-said?suggestion=1"

    follow(app, "School visit")
    text = shown(app)
    assert "4 people (counted in the larger activity)" in text
    follow(app, "Stall")
    assert "<th scope='row'>Number</th><td>1</td>" in shown(app)


def test_the_history_tells_who_what_when_and_why_but_no_count_of_people_in_groups(
    places, open_page
):
    held("Stall", heads=20, groups={"age": {"16_24": 7}})
    draft = ActivityDraft(
        title="Market stall", aim="engage", method="survey", place=SOUTH, ends=ago(10), heads=25,
        groups={"age": {"16_24": 9}}, record_id=1,
    )  # fmt: skip
    accepted = accept_activity(draft, Known(framework.load(), store.setup(), TODAY))
    with store.session(LOCAL_USER, "Wrong place") as session:
        session.change(Activity, 1, 1, accepted.record.model_dump(), accepted.parts)

    text = shown(open_page("activities.py", activity="1"))

    assert "by Local user, because: Wrong place" in text
    assert "<td>Title</td><td>Stall</td><td>Market stall</td>" in text
    assert "<td>Place</td><td>North</td><td>South</td>" in text
    assert "<td>People</td><td>20</td><td>25</td>" in text
    assert "<td>Who came</td><td>numbers are not kept here</td><td>changed</td>" in text


def test_an_activity_is_withdrawn_only_with_a_reason_and_can_be_restored(
    places, open_page, listed, follow
):
    held("Stall")
    app = open_page("activities.py", activity="1")
    app.button(key="open_withdraw").click().run()
    app.button(key="withdraw.save").click().run()
    assert "Say why it should not count." in shown(app)
    assert store.activities(LOCAL_USER).total == 1

    app.text_input(key="withdraw.reason").set_value("Typed in twice")
    app.button(key="withdraw.save").click().run()
    assert store.activities(LOCAL_USER).total == 0
    assert store.history(LOCAL_USER, RecordType.ACTIVITY, 1)[0].reason == "Typed in twice"
    assert "This activity is withdrawn. It counts in no figure." in shown(app)
    assert "The activity is withdrawn." in app.success[0].value.replace("\\", "")

    app.button(key="back").click().run()
    assert listed(app) == []
    app.selectbox(key="status").select("Withdrawn").run()
    follow(app, "Stall")
    app.button(key="open_restore").click().run()
    app.text_input(key="restore.reason").set_value("It was another one")
    app.button(key="restore.save").click().run()
    assert store.activities(LOCAL_USER).total == 1


def test_closing_the_form_withdraws_nothing(places, open_page):
    held("Stall")
    app = open_page("activities.py", activity="1")
    app.button(key="open_withdraw").click().run()
    app.text_input(key="withdraw.reason").set_value("A slip")
    app.button(key="close_form").click().run()

    assert [button.key for button in app.button if button.key == "withdraw.save"] == []
    assert store.activities(LOCAL_USER).total == 1


def test_a_record_changed_meanwhile_is_not_withdrawn(places, open_page):
    held("Stall")
    app = open_page("activities.py", activity="1")
    app.button(key="open_withdraw").click().run()
    with store.session(LOCAL_USER) as session:
        session.change(Activity, 1, 1, {"note": "Changed"})
    app.text_input(key="withdraw.reason").set_value("Typed in twice")
    app.button(key="withdraw.save").click().run()

    assert "changed this while you had it open" in app.error[0].value
    assert app.text_input(key="withdraw.reason").value == "Typed in twice"
    assert store.activities(LOCAL_USER).total == 1


def test_editing_opens_the_activity_in_quick_entry(places, open_page):
    held("Market stall")
    app = open_page("activities.py", activity="1")
    app.button(key="edit").click().run()

    assert [fault.message for fault in app.exception] == []
    assert app.title[0].value == "Change an activity"
    assert " · Market stall · Engage (listen) · " in shown(app)


@pytest.mark.parametrize("number", ["7", "x", "-1", "99999999999999999999"])
def test_a_number_that_is_not_there_is_answered_in_a_plain_sentence(number, places, open_page):
    app = open_page("activities.py", activity=number)

    lost = "There is no activity 7." if number == "7" else "This address leads to no activity."
    assert app.warning[0].value.startswith(lost)


def test_the_shared_view_shows_no_activity(places, open_page, listed):
    held("Stall", groups={"age": {"16_24": 7}})

    for asked in ({}, {"activity": "1"}):
        app = open_page("activities.py", view="Shared", **asked)
        assert "in the team's view only" in app.info[0].value
        assert "Stall" not in shown(app)
        assert listed(app) == []


def test_activities_whose_promise_is_overdue_are_listed_by_themselves(sqlite_url, open_page, links):
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        place = session.add(Place(name="Riverside"))
        for title, promised in (("Late", date(2026, 1, 1)), ("Free", None)):
            session.add(
                Activity(
                    title=title, aim=Aim.INFORM, method="survey", place_id=place, heads=1,
                    starts="2025-12-01", ends="2025-12-01", month="2025-12", financial_year=2025,
                    status=ActivityStatus.COMPLETE, feedback_promised_on=promised,
                )
            )  # fmt: skip
    app = open_page("activities.py", status="Promise overdue")
    assert list(links(app)) == ["Late"]
