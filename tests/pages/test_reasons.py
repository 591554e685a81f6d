"""No reason goes into the history, which nobody can change, before it was looked at."""

from datetime import date

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    AnswerSheet,
    FormFormat,
    Organisation,
    Place,
    Suggestion,
    Topic,
    TypedFigure,
    Wave,
)

PERSONAL = "NHS 943 476 5919, Mrs Smith asked"
REFUSED = "The reason seems to hold an NHS number."


@pytest.fixture
def one_of_each(sqlite_url) -> None:
    """A place with a topic, an activity, a suggestion, a sheet and a figure."""
    when = {"month": "2026-05", "financial_year": 2026}
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        place = session.add(Place(name="East"))
        session.add(Place(name="West"))
        session.add(Topic(name="Asthma"))
        session.add(
            Activity(
                title="Stall", aim=Aim.ENGAGE, method="survey", place_id=place, heads=4,
                starts="2026-05-20", ends="2026-05-20", status=ActivityStatus.COMPLETE, **when,
            )
        )  # fmt: skip
        session.add(Suggestion(text="A quiet room", place_id=place, received_on=date(2026, 5, 20)))
        session.add(
            AnswerSheet(
                activity_id=1, place_id=place, wave=Wave.ON_THE_DAY, format=FormFormat.STANDARD,
                forms_received=3, **when,
            )
        )  # fmt: skip
        session.add(
            TypedFigure(
                indicator="INF-03", indicator_version=1, place_id=place, period="2026-05", top=9,
                source="Page",
            )
        )  # fmt: skip


def reasons(kind: str) -> list[str]:
    return [line.reason for line in store.history(LOCAL_USER, kind, 1)]


def told(app) -> str:
    return " ".join(html.proto.body for html in app.get("html"))


@pytest.mark.parametrize(
    ("kind", "page", "query", "first", "box", "button"),
    [
        ("activity", "activities.py", {"activity": "1"}, "open_withdraw", "withdraw.reason",
         "withdraw.save"),
        ("suggestion", "you_said.py", {"suggestion": "1"}, "open_withdraw", "withdraw.reason",
         "withdraw.save"),
        ("typed_figure", "figures.py", {"figure": "1"}, "", "figure.out.reason.1",
         "figure.out.button"),
        ("answer_sheet", "evaluation_answers.py", {}, "sheet.chosen", "sheet.out.reason.1",
         "sheet.out.button"),
        ("place", "set_up.py", {}, "place.chosen", "place.out.reason.1", "place.out.button"),
        ("topic", "set_up.py", {"part": "Topics"}, "topic.chosen", "topic.out.reason.1",
         "topic.out.button"),
    ],
)  # fmt: skip
def test_withdrawing_keeps_no_person_in_the_history(
    kind, page, query, first, box, button, one_of_each, open_page
):
    app = open_page(page, **query)
    if first.startswith("open_"):
        app.button(key=first).click().run()
    elif first:
        app.selectbox(key=first).set_value(1).run()
    app.text_input(key=box).set_value(PERSONAL)
    app.button(key=button).click().run()
    assert REFUSED in told(app)
    assert app.text_input(key=box).value == PERSONAL
    assert reasons(kind) == [""]

    app.text_input(key=box).set_value("Typed in twice")
    app.button(key=button).click().run()
    assert [fault.message for fault in app.exception] == []
    assert reasons(kind) == ["Typed in twice", ""]


def test_changing_an_activity_keeps_no_person_in_the_history(one_of_each, open_page):
    app = open_page("quick_entry.py", activity="1")
    app.number_input(key="entry.heads").set_value(5)
    app.text_input(key="entry.reason").set_value(PERSONAL)
    app.button(key="entry.save").click().run()
    assert REFUSED in told(app)
    assert reasons("activity") == [""]

    app.text_input(key="entry.reason").set_value("Counted again")
    app.button(key="entry.save").click().run()
    assert reasons("activity") == ["Counted again", ""]
