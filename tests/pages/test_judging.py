"""A measure judged on its page: what it says, where new limits begin, and notes on points."""

from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Organisation,
    Period,
    PeriodKind,
    Place,
    PointNote,
    ReBase,
    Target,
    TargetForm,
    TypedFigure,
)
from tests.boxes import open_box
from tests.store.conftest import settle

MEASURE, HERE = "INF-03", 1
LAST = Period.containing(date.today(), PeriodKind.MONTH).before()
STEADY = [50, 52, 47, 51, 49, 53, 48, 50, 52, 47, 51, 49, 50]


def month(back: int) -> Period:
    """The month so many before the last whole one."""
    return LAST.before(back)


@pytest.fixture
def measured(sqlite_url, open_page):
    """The page of a measure, by month, with these figures up to the last whole month."""

    def opened(values, *records, **query) -> AppTest:
        with store.session(LOCAL_USER) as session:
            session.add(Organisation(name="Ours"))
            session.add(Place(name="East"))
            for back, value in enumerate(reversed(values)):
                if value is not None:
                    session.add(figure(month(back), value))
            for record in records:
                session.add(record)
        return open_page(None, cell=MEASURE, length="Months", **query)

    return opened


def figure(period: Period, value: float) -> TypedFigure:
    return TypedFigure(
        indicator=MEASURE, indicator_version=1, place_id=HERE, period=period.code, top=value,
        source="Page",
    )  # fmt: skip


def told(app: AppTest) -> str:
    kinds = (app.success, app.error, app.info, app.markdown)
    said = [element.value for kind in kinds for element in kind]
    said += [unescape(html.proto.body) for html in app.get("html")]
    return " ".join(said).replace("\\", "")


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def form(kind: str) -> str:
    return f"{kind}.{MEASURE}.month"


def fill(app: AppTest, kind: str, back: int, words: str) -> AppTest:
    open_box(app, form(kind)).selectbox(key=f"{form(kind)}.period").set_value(month(back).code)
    app.text_input(key=f"{form(kind)}.{'reason' if kind == 're_base' else 'text'}").set_value(words)
    return press(app, f"{form(kind)}.save")


def kept():
    found = store.chart_notes(LOCAL_USER, MEASURE, [None, HERE])
    return (
        [(row.period, row.reason) for row in found.re_bases],
        [(row.period, row.text) for row in found.notes],
    )


# ---- what it says --------------------------------------------------------------------------------


def test_from_thirteen_months_on_it_says_whether_it_has_changed_and_meets_its_target(measured):
    aim = Target(indicator=MEASURE, form=TargetForm.AT_LEAST, low=55, period="month")
    said = told(measured([*STEADY, 90], aim))

    assert 'alt="Better: high"' in said
    assert 'alt="May hit or miss the target"' in said
    assert (
        f"Better than usual in {month(0).short}. Chance alone would seldom take it so high. "
        "It could hit or miss the target of 55 in a month by chance alone."
    ) in said
    assert "we need 13" not in said


def test_with_twelve_months_it_says_why_not_yet_and_what_can_be_said_already(measured):
    said = told(measured(STEADY[:12]))

    assert "12 months so far; we need 13 to tell a real change from chance." in said
    assert (
        f"So far the highest was 53 in {month(6).short}, the lowest 47 in {month(9).short}."
    ) in said
    assert 'alt="As usual"' not in said


def test_a_month_under_way_is_left_out_and_the_page_says_so(measured):
    now = month(-1)
    said = told(measured([*STEADY, None, 51], figure(now, 900)))

    assert f"{now.short} is not over yet (900 so far), so it is not judged." in said
    assert f"No figure for: {month(1).short}." in said
    assert 'alt="As usual"' in said


def test_where_no_month_is_over_yet_there_is_nothing_to_judge(measured):
    assert "No month with a figure is over yet." in told(measured([], figure(month(-1), 900)))


def test_a_target_that_is_at_most_so_much_says_nothing_of_a_measure_that_should_rise(measured):
    aim = Target(indicator=MEASURE, form=TargetForm.AT_MOST, high=55, period="month")
    said = told(measured(STEADY, aim))

    assert "No sign of a real change" in said
    assert "by chance alone" not in said


def test_the_table_of_judged_figures_is_on_paper_at_once_and_on_screen_one_press_away(measured):
    app = measured([*STEADY, 90])
    table = (
        '<table class="plain"><caption>Times our social media was seen, judged by month</caption>'
    )
    assert told(app).count(table) == 1
    assert f'<div class="print-only">{table}' in told(app)

    shown = told(open_box(app, f"judged.{MEASURE}.month"))
    assert shown.count(table) == 2
    on_screen, on_paper = (part.split("</table>")[0] for part in shown.split(table)[1:])
    assert on_screen == on_paper

    months = "by month</caption><thead><tr><th scope=col>Month</th>"
    assert months not in shown
    assert months in told(open_box(app, f"periods.{MEASURE}.month"))


def test_the_table_holds_the_numbers_that_are_drawn(measured):
    said = told(measured([*STEADY, 90]))
    row = said[said.index("judged by month") :]
    row = row[row.index("<tbody>") :].split("</tr>")[0]

    cells = [cell.split("</td>")[0] for cell in row.split("<td>")[1:]]
    assert cells == [
        month(0).short, "90", "52.8", "44.4", "61.2", "Better than usual: above the upper limit",
        "",
    ]  # fmt: skip


# ---- new limits and notes ------------------------------------------------------------------------


def test_a_lead_begins_new_limits_with_a_reason_and_the_chart_says_so(measured):
    app = fill(measured([*STEADY, *STEADY, 70]), "re_base", 13, "A second clinic opened.")

    assert kept() == ([(month(13).code, "A second clinic opened.")], [])
    said = told(app)
    assert f"New limits from {month(13).short}: A second clinic opened." in said
    assert f"Better than usual in {month(0).short}." in said


def test_limits_that_are_new_are_counted_anew(measured):
    begun = ReBase(indicator=MEASURE, place_id=HERE, period=month(1).code, reason="A new site")
    said = told(measured([*STEADY, 80, 90], begun))

    assert f"2 months so far since new limits began in {month(1).short}; we need 13" in said


def test_new_limits_need_a_point_and_a_reason(measured):
    app = press(open_box(measured(STEADY), form("re_base")), f"{form('re_base')}.save")

    said = told(app)
    assert "Nothing is saved yet. 2 things to put right below." in said
    assert "Choose a period." in said
    assert "Say why new limits begin here." in said
    assert month(-1).code not in app.selectbox(key=f"{form('re_base')}.period").options

    assert kept() == ([], [])


def test_a_lead_notes_a_point_and_it_is_numbered_for_all_who_see_the_chart(measured):
    app = fill(measured(STEADY), "point_note", 3, "Snow <b>shut</b> the hall")
    assert "holds the sign <" in told(app)

    fill(app, "point_note", 3, "Snow shut the hall")

    assert kept() == ([], [(month(3).code, "Snow shut the hall")])
    note = f"Note 1, {month(3).short}: Snow shut the hall"
    assert note in told(app)
    app.button_group(key="view").set_value(["Shared"]).run()
    assert note in told(app)
    assert f"{form('point_note')}.save" not in [button.key for button in app.button]


def test_a_name_in_a_note_is_asked_about_and_stands_once_it_was_looked_at(measured):
    app = fill(measured(STEADY), "point_note", 3, "Mrs Smith left")
    assert "may hold a person's name" in told(app)
    assert kept() == ([], [])

    app.checkbox(key=f"{form('point_note')}.checked").check()
    press(app, f"{form('point_note')}.save")

    assert kept() == ([], [(month(3).code, "Mrs Smith left")])


@pytest.mark.parametrize(("kind", "words"), [("re_base", "reason"), ("point_note", "text")])
def test_a_shut_box_holds_no_form_and_one_with_a_draft_is_open(measured, open_page, kind, words):
    app = measured(STEADY)
    assert [button.key for button in app.button if button.key.endswith(".save")] == []
    open_box(app, form(kind)).text_input(key=f"{form(kind)}.{words}").set_value("Snow").run()
    (draft,) = store.my_drafts(LOCAL_USER)

    again = open_page(None, cell=MEASURE, length="Months", draft=draft.id)

    assert again.text_input(key=f"{form(kind)}.{words}").value == "Snow"
    assert again.session_state[f"{form(kind)}.box"] is True
    assert [b.key for b in again.button if b.key.endswith(".save")] == [f"{form(kind)}.save"]


def test_a_reason_being_typed_to_withdraw_a_note_opens_the_box_of_the_notes(measured, open_page):
    there = PointNote(indicator=MEASURE, place_id=HERE, period=month(3).code, text="Snow")
    app = press(open_box(measured(STEADY, there), form("point_note")), "open_withdraw_point_note_1")
    app.text_input(key="withdraw.reason").set_value("It was rain").run()
    (draft,) = store.my_drafts(LOCAL_USER)

    again = open_page(None, cell=MEASURE, length="Months", draft=draft.id)

    assert again.text_input(key="withdraw.reason").value == "It was rain"
    assert again.session_state[f"{form('point_note')}.box"] is True


def test_a_note_is_withdrawn_with_a_reason_and_brought_back(measured):
    there = PointNote(indicator=MEASURE, place_id=HERE, period=month(3).code, text="Snow")
    app = open_box(measured(STEADY, there), form("point_note"))

    press(app, "open_withdraw_point_note_1")
    app.text_input(key="withdraw.reason").set_value("It was rain")
    press(app, "withdraw.save")
    assert kept() == ([], [])
    assert "Note 1" not in told(app)

    open_box(app, f"point_note.{MEASURE}.back")
    app.text_input(key=f"point_note.{MEASURE}.back.reason.1").set_value("It was snow")
    press(app, f"point_note.{MEASURE}.back.button")
    assert kept() == ([], [(month(3).code, "Snow")])


def test_limits_and_notes_of_other_lengths_of_period_do_not_show(measured):
    quarter = Period.containing(month(3).start, PeriodKind.QUARTER)
    other = PointNote(indicator=MEASURE, place_id=HERE, period=quarter.code, text="Snow")

    assert "Note 1" not in told(measured(STEADY, other))


def test_with_one_topic_chosen_no_limits_or_notes_are_asked_for(sqlite_url, open_page):
    town = settle(sqlite_url)
    town.add(Organisation(name="Ours"))
    for back in range(13):
        town.add(town.activity(month(back).start.isoformat(), topic_id=town.health))
    town.add(PointNote(indicator="ENG-01", period=month(3).code, text="Snow"))

    def shown(**query):
        app = open_page(None, cell="ENG-01", length="Months", **query)
        open_box(app, "point_note.ENG-01.month")
        return "Note 1" in told(app), "point_note.ENG-01.month.save" in [b.key for b in app.button]

    assert shown() == (True, True)
    assert shown(topic="Heart health") == (False, False)
    assert shown(place="North Wold") == (False, True)
