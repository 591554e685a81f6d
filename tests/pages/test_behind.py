"""What is behind a cell, as it stands on the page of the measure."""

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity


@pytest.fixture
def measure(made_up_url, open_page):
    """The page of one measure on the made-up year, for 2025/26."""

    def opened(key, **query):
        return open_page("measure.py", **({"period": "2025/26", "cell": key} | query))

    return opened


def html(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def behind(app) -> str:
    """What stands below the heading of the list."""
    return html(app).split("<h2>What is behind it</h2>")[1]


def test_the_list_turns_its_pages_in_the_address(measure):
    app = measure("ENG-02")
    assert "Suggestions: 91, page 1 of 4" in html(app)
    assert "Answered by day 90" in html(app)
    app.button(key="page_next").click().run()
    assert app.query_params["page"] == "2"
    assert "Suggestions: 91, page 2 of 4" in html(app)


def test_another_place_begins_at_the_first_page(measure):
    app = measure("ENG-02")
    app.button(key="page_next").click().run()
    app.selectbox(key="place").set_value("North place").run()
    assert "page" not in app.query_params
    assert "Suggestions: " in html(app)
    assert "page 2 of" not in html(app)


def test_a_place_where_nothing_counts_lists_nothing(measure):
    app = measure("ENG-11", place="North place")
    assert "None received" in html(app)
    assert "No record counts towards it here." in [text.value for text in app.markdown]


def test_the_sheets_of_few_people_are_listed_without_what_each_of_them_says(measure):
    app = measure("DEV-05")
    assert "60%" in html(app)
    assert "Sheets: 2" in behind(app)
    assert "Answers that count</th>" not in behind(app)
    assert "Answers that count</th>" in behind(measure("STK-01"))


def test_the_team_opens_each_activity_and_reads_its_note(measure):
    app = measure("ENG-04")
    assert "In the group, of those known" in html(app)
    assert "Note</th>" in html(app)
    assert app_links(app) == []  # in a box that is shut
    app.session_state["behind.open"] = True
    ways = [link.proto for link in app.run().get("page_link")]
    assert len(ways) == store.PAGE
    number = int(ways[0].query_string.removeprefix("activity="))
    activity, _ = store.record(LOCAL_USER, Activity, number)
    assert activity.title in ways[0].label.replace("\\", "")


def test_everybody_reads_neither_notes_nor_counts_and_opens_no_activity(measure):
    for key, leaves_out in (
        ("INF-01", "Note</th>"), ("ENG-02", "Suggestion</th>"), ("ENG-13", "Change</th>"),
        ("INF-03", "Source</th>"),
    ):  # fmt: skip
        team, shared = measure(key), measure(key, view="Shared")
        assert leaves_out in behind(team), key
        assert leaves_out not in behind(shared), key
        assert app_links(shared) == [], key


def app_links(app) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def test_what_is_released_lists_its_records_for_the_team_alone(measure):
    released = (("INF-04", "Note</th>"), ("COP-11", "Top answers"), ("REC-03", "Forms back"))
    for key, listed in released:
        assert listed in behind(measure(key)), key
        assert "What is behind it" not in html(measure(key, view="Shared")), key


def test_the_figure_says_when_a_record_behind_it_was_changed_last(measure):
    wanted = "Last updated on "
    assert wanted in html(measure("INF-01"))
    assert wanted in html(measure("INF-03"))
    assert wanted not in html(measure("REC-04"))
    assert wanted not in html(measure("ENG-11", place="North place"))
