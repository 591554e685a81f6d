"""Closing a period on the page, what a form asks once it is closed, and what a figure then says."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import documents, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    Audience,
    Closing,
    Organisation,
    Period,
    PeriodKind,
    ReportedFigure,
    TypedFigure,
    ValueState,
)
from engagement_metrics.store import closings
from pages.parts import view
from tests.pages.test_quick_entry import COMPLETE, button, fill
from tests.store.conftest import settle

MAY, FIRST = Period.parse("2026-05"), Period.parse("2026-27-Q1")


@pytest.fixture
def town(sqlite_url):
    """A town with one activity in May 2026."""
    town = settle(sqlite_url)
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Wold and Mere"))
    town.stall = town.add(town.activity(heads=42))
    return town


def shut(period, indicator="ENG-01", place_id=None, number=42.0):
    figure = ReportedFigure(
        closing_id=0, indicator=indicator, indicator_version=1, place_id=place_id,
        period=period.code, state=ValueState.MEASURED, number=number, top=number,
    )  # fmt: skip
    closing = Closing(period=period.code, closed_on=date.today())
    closings.close(LOCAL_USER, lambda: [(closing, [figure])], first=period)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def told(app: AppTest) -> str:
    kinds = (app.markdown, app.success, app.error, app.warning, app.info, app.text)
    said = [element.value for elements in kinds for element in elements]
    return " ".join([*said, *(html.body for html in app.get("html"))]).replace("\\", "")


def test_a_lead_closes_a_month_sees_what_was_reported_and_reopens_it(town, open_page):
    page = open_page("closing.py")
    page.selectbox(key="closing.chosen").set_value("2026-05").run()
    assert "and for all together" in told(page)

    press(page, "closing.shut.2026-05.save")

    assert store.closed(LOCAL_USER) == (MAY,)
    assert "May 2026 is closed" in told(page)
    assert "No figure moved since." in told(page)
    press(page, "closing.back.2026-05.save")
    assert "Say why it should be open again." in told(page)
    page.text_input(key="closing.back.2026-05.reason").set_value("A return was late").run()
    press(page, "closing.back.2026-05.save")

    assert store.closed(LOCAL_USER) == ()
    assert [row.reopened_on for row in closings.listed(LOCAL_USER)] == [date.today()]
    assert "May 2026 is open again." in told(page)


def test_a_lead_who_comes_second_is_told_who_closed_it(town, open_page):
    page = open_page("closing.py")
    page.selectbox(key="closing.chosen").set_value("2026-05").run()
    shut(MAY)

    press(page, "closing.shut.2026-05.save")

    assert len(closings.listed(LOCAL_USER)) == 1
    assert "Local user closed May 2026 at " in told(page)
    assert "Nothing was closed twice." in told(page)


def test_before_closing_the_page_says_what_waits_and_what_is_missing(town, open_page):
    ended = Period.containing(date.today(), PeriodKind.QUARTER).before()
    day = ended.start.isoformat()
    town.add(town.activity(ends=day, status="figures_to_follow", heads=None))

    page = open_page("closing.py")  # the latest quarter that has ended

    labels = [box.label.split(" (")[0] for box in page.expander]
    assert labels[:2] == ["What will be reported", "What waits for a later closing"]
    assert "One activity still has its figures to follow." in told(page)
    assert "Figures of groups are made safe to share when a year is closed" in told(page)


def test_a_late_return_is_asked_why_and_loses_nothing_of_what_was_typed(town, open_page):
    shut(MAY)
    form = open_page("quick_entry.py")
    fill(form, **{**COMPLETE, "place": town.north, "ends": date(2026, 5, 3)})

    button(form, "Save").click().run()

    assert form.text_input(key="entry.why").label == "This period is closed. Why is it changed now?"
    assert form.number_input(key="entry.heads").value == COMPLETE["heads"]
    assert len(store.activities(LOCAL_USER).rows) == 1
    form.text_input(key="entry.why").set_value("The sheet was lost").run()
    button(form, "Save").click().run()

    assert form.title[0].value == "Saved"
    assert len(store.activities(LOCAL_USER).rows) == 2
    (line,) = store.late_changes(LOCAL_USER, town.places, MAY, datetime(2026, 1, 1, tzinfo=UTC))
    assert line.reason == "The sheet was lost"


def test_a_typed_figure_of_a_closed_period_is_asked_why(town, open_page):
    shut(FIRST)
    number = None
    with store.session(LOCAL_USER, "Late") as write:
        number = write.add(town.figure(period=FIRST.code, indicator="ENG-03", top=60.0, bottom=4.0))
    page = open_page("figures.py", figure=str(number))
    page.number_input(key=f"figure.{number}.top").set_value(64.0).run()

    press(page, f"figure.{number}.save")
    assert page.number_input(key=f"figure.{number}.top").value == 64.0
    page.text_input(key=f"figure.{number}.why").set_value("Ask sam@example.org").run()
    press(page, f"figure.{number}.save")
    assert store.record(LOCAL_USER, TypedFigure, number)[0].top == 60.0
    page.text_input(key=f"figure.{number}.why").set_value("A slip of the pen").run()
    press(page, f"figure.{number}.save")

    assert store.record(LOCAL_USER, TypedFigure, number)[0].top == 64.0


def test_the_measure_says_what_was_reported_what_it_is_now_who_changed_it_and_why(town, open_page):
    shut(FIRST, place_id=town.system)
    with store.session(LOCAL_USER, "Counted once more") as write:
        write.change(Activity, town.stall, 1, {"heads": 45})

    team = told(open_page("measure.py", cell="ENG-01", period="Q1 2026/27"))
    everybody = told(open_page("measure.py", cell="ENG-01", period="Q1 2026/27", view="Shared"))

    assert "Reported 42, now 45" in team
    assert f"Activity {town.stall}, changed on" in team
    assert "by Local user. Why: Counted once more" in team
    assert "Reported 42, now 45" in everybody
    assert "Counted once more" not in everybody


def cell(app, key: str) -> str:
    """What stands on a cell of the matrix."""
    html = " ".join(element.proto.body for element in app.get("html"))
    (found,) = re.findall(f'<a class="cell [^>]*data-open="{key}">(.*?)</a>', html)
    return found


def test_a_cell_of_the_matrix_and_its_file_say_what_was_reported(town, open_page):
    shut(FIRST, place_id=town.system)
    same = open_page("outcomes.py", period="Q1 2026/27")
    with store.session(LOCAL_USER, "Counted once more") as write:
        write.change(Activity, town.stall, 1, {"heads": 45})

    moved = open_page("outcomes.py", period="Q1 2026/27")
    year = open_page("outcomes.py", period="2026/27")

    assert "As reported" in cell(same, "ENG-01")
    assert "Reported 42, now 45" in cell(moved, "ENG-01")
    assert "eported" not in cell(year, "ENG-01")
    wanted = town.all(place_id=town.system, period=FIRST)
    shown = view.read(LOCAL_USER, store.setup(), Audience.SHARED, wanted, None)
    rows = documents.matrix_csv(
        shown.definitions, shown.values, shown.aimed, shown.setup, wanted, Audience.SHARED,
        reported=shown.reported,
    ).decode("utf-8-sig").splitlines()  # fmt: skip
    assert rows[1].endswith(",reported when the period was closed")
    assert [row.rsplit(",", 2)[1:] for row in rows if row.startswith("ENG-01,")] == [
        ['"Reported 42', ' now 45"']
    ]


def test_the_history_says_what_a_figure_had_reported_by_a_day(town, open_page):
    shut(FIRST)
    page = open_page("history.py", about="Closing of a period")
    page.selectbox(key="said.indicator").set_value("ENG-01").run()
    page.selectbox(key="said.period").set_value(FIRST.code).run()

    assert "it stood as reported 42, closed on" in told(page)
    page.date_input(key="said.on").set_value(date.today() - timedelta(days=1)).run()

    assert "nothing stood reported" in told(page)
