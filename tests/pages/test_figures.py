"""Record a figure: stored once with its source, and changed without losing another's work."""

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    HeadsBasis,
    Organisation,
    PeriodKind,
    Place,
    PriorityGroup,
    PriorityGroupCategory,
    TypedFigure,
)
from tests.boxes import open_box


@pytest.fixture
def form(open_page) -> AppTest:
    """The page on a store with two places and one priority group."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        session.add(Place(name="East"))
        session.add(Place(name="West"))
        young = PriorityGroupCategory(priority_group_id=0, category="16_24")
        session.add(PriorityGroup(name="Young", characteristic="age"), [young])
    return open_page("figures.py")


@pytest.fixture(autouse=True)
def _store(sqlite_url) -> None:
    """Each test has a store before the page is opened."""


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def choose(app: AppTest, measure: str, length: PeriodKind, period: str) -> None:
    app.selectbox(key="figure.new.indicator").set_value(measure).run()
    app.radio(key="figure.new.length").set_value(length).run()
    app.selectbox(key=f"figure.new.period.{length.value}").set_value(period)


def told(app: AppTest) -> str:
    said = [e.value for e in (*app.success, *app.error, *app.info, *app.warning)]
    return " ".join([*said, *(h.body for h in app.get("html"))]).replace("\\", "")


def figures() -> list[TypedFigure]:
    return list(store.figures(LOCAL_USER).rows)


def typed_in(app: AppTest) -> int:
    choose(app, "ENG-03", PeriodKind.QUARTER, "2026-27-Q1")
    app.number_input(key="figure.new.top").set_value(60.0)
    app.number_input(key="figure.new.bottom").set_value(4.0)
    app.text_input(key="figure.new.source").set_value("Minutes of our meetings")
    press(app, "figure.new.save")
    (row,) = figures()
    return row.id


def test_a_figure_is_stored_with_what_it_is_out_of_and_its_source(form):
    number = typed_in(form)

    (row,) = figures()
    assert (row.id, row.indicator, row.period) == (number, "ENG-03", "2026-27-Q1")
    assert (row.top, row.bottom, row.source) == (60.0, 4.0, "Minutes of our meetings")
    assert (row.basis, row.priority_group_id) == (HeadsBasis.COUNTED, None)
    assert "Members of the public at our meetings: East, Q1 2026/27" in told(form)
    assert [b.key for b in form.button if b.key == "figure.new.save"] == []


def test_the_boxes_have_the_measures_own_words(form):
    form.selectbox(key="figure.new.indicator").set_value("ENG-03").run()
    assert form.number_input(key="figure.new.top").label == "Members of the public who came"
    assert form.number_input(key="figure.new.bottom").label == "Out of: Meetings held"

    form.selectbox(key="figure.new.indicator").set_value("INF-03").run()
    assert form.number_input(key="figure.new.top").label == "Views of posts about our work"
    assert [box.key for box in form.number_input if box.key == "figure.new.bottom"] == []


def test_only_measures_that_are_typed_are_offered(form):
    offered = form.selectbox(key="figure.new.indicator").options
    assert offered == [
        one.name for _, under in framework.load().sections() for one in under if one.typed
    ]
    assert len(offered) == 60
    assert offered[0] == "Times our social media was seen"
    assert offered[-1] == "Staff groups involved"
    assert "People reached with information" not in offered


def test_a_share_out_of_nought_says_that_there_is_no_figure(form):
    choose(form, "GOV-06", PeriodKind.YEAR, "2025-26")
    form.number_input(key="figure.new.top").set_value(0)
    form.number_input(key="figure.new.bottom").set_value(0)
    form.text_input(key="figure.new.source").set_value("Minutes")
    press(form, "figure.new.save")

    assert "If there was none, there is no figure to record." in told(form)
    assert figures() == []


def test_a_figure_without_source_or_number_is_refused_and_the_rest_stays(form):
    choose(form, "ENG-03", PeriodKind.YEAR, "2025-26")
    form.number_input(key="figure.new.bottom").set_value(4.0)
    press(form, "figure.new.save")

    assert "Nothing is saved yet. 2 things to put right below." in told(form)
    assert "Type the figure." in told(form)
    assert "Say where the figure comes from." in told(form)
    assert form.number_input(key="figure.new.bottom").value == 4.0
    assert form.selectbox(key="figure.new.period.year").value == "2025-26"
    assert figures() == []


def test_a_share_over_a_hundred_per_cent_is_refused(form):
    choose(form, "COP-12", PeriodKind.YEAR, "2025-26")
    form.number_input(key="figure.new.top").set_value(5.0)
    form.number_input(key="figure.new.bottom").set_value(4.0)
    form.text_input(key="figure.new.source").set_value("Yearly return")
    press(form, "figure.new.save")

    assert "5 out of 4 is over 100%." in told(form)
    assert figures() == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (12.5, "The figure: type a whole number, not 12.5."),
        (-3.0, "The figure cannot be below 0. Type 0 or more."),
        (2_000_000.0, "The figure: 2,000,000 is more than 1,000,000. Check the number."),
    ],
)
def test_a_number_that_no_count_can_be_is_refused_with_a_sentence(form, number, sentence):
    choose(form, "INV-01", PeriodKind.YEAR, "2025-26")
    form.number_input(key="figure.new.top").set_value(number)
    form.text_input(key="figure.new.source").set_value("Panel list")
    press(form, "figure.new.save")

    assert sentence in told(form)
    assert form.number_input(key="figure.new.top").value == number
    assert figures() == []


def test_a_measure_by_group_asks_for_the_group(form):
    choose(form, "INV-02", PeriodKind.YEAR, "2025-26")
    form.number_input(key="figure.new.top").set_value(7.0)
    form.text_input(key="figure.new.source").set_value("Panel list")
    press(form, "figure.new.save")
    assert "Choose which group the figure is about." in told(form)
    assert figures() == []

    (group,) = store.setup().groups
    form.selectbox(key="figure.new.priority_group").set_value(group)
    press(form, "figure.new.save")
    assert [row.priority_group_id for row in figures()] == [group]


def test_a_second_figure_for_the_same_place_and_period_is_refused(form):
    typed_in(form)
    press(form, "figure.new.again")
    choose(form, "ENG-03", PeriodKind.QUARTER, "2026-27-Q1")
    form.number_input(key="figure.new.top").set_value(70.0)
    form.number_input(key="figure.new.bottom").set_value(5.0)
    form.text_input(key="figure.new.source").set_value("Another paper")
    press(form, "figure.new.save")

    assert "There is a figure for this measure, place and period already." in told(form)
    assert form.number_input(key="figure.new.top").value == 70.0
    assert [row.top for row in figures()] == [60.0]


def opened(app: AppTest, number: int) -> AppTest:
    app.selectbox(key="figures.chosen").set_value(number).run()
    return press(app, "figures.open")


def test_a_figure_is_changed_in_a_form_of_its_own(form):
    number = typed_in(form)
    opened(form, number)
    assert form.number_input(key=f"figure.{number}.top").value == 60.0
    form.number_input(key=f"figure.{number}.top").set_value(64.0)
    form.radio(key=f"figure.{number}.basis").set_value(HeadsBasis.ESTIMATED)
    press(form, f"figure.{number}.save")

    (row,) = figures()
    assert (row.id, row.top, row.basis, row.version) == (number, 64.0, HeadsBasis.ESTIMATED, 2)


def test_a_change_to_what_somebody_else_changed_is_refused_and_what_was_typed_stays(form):
    number = typed_in(form)
    opened(form, number)
    with store.session(LOCAL_USER) as session:
        session.change(TypedFigure, number, 1, {"top": 61.0})
    form.number_input(key=f"figure.{number}.top").set_value(64.0)
    press(form, f"figure.{number}.save")

    assert "<td>Figure</td><td>64</td><td>61</td>" in told(form)
    assert form.number_input(key=f"figure.{number}.top").value == 64.0
    assert [row.top for row in figures()] == [61.0]

    press(form, f"figure.{number}.theirs")
    assert form.number_input(key=f"figure.{number}.top").value == 61.0
    assert store.my_drafts(LOCAL_USER) == ()


def test_a_figure_is_withdrawn_with_a_reason_and_brought_back(form):
    number = typed_in(form)
    opened(form, number)
    form.text_input(key=f"figure.out.reason.{number}").set_value("Wrong quarter")
    press(form, "figure.out.button")
    assert figures() == []

    open_box(form, "figure.back")
    form.text_input(key=f"figure.back.reason.{number}").set_value("It was right")
    press(form, "figure.back.button")
    assert [row.id for row in figures()] == [number]
    reasons = [line.reason for line in store.history(LOCAL_USER, "typed_figure", number)]
    assert reasons == ["It was right", "Wrong quarter", ""]


def test_an_address_with_no_such_figure_says_so(form):
    form.query_params["figure"] = "999"
    form.run()

    assert [fault.message for fault in form.exception] == []
    assert "There is no figure of that number." in told(form)


def test_the_shared_view_opens_no_stored_figure_and_lists_none(form):
    number = typed_in(form)
    form.segmented_control(key="view").set_value("Shared").run()
    form.query_params["figure"] = str(number)
    form.run()

    assert [box.key for box in form.text_area if box.key == f"figure.{number}.note"] == []
    assert "The list is for the team." in told(form)
    assert "Minutes of our meetings" not in told(form)
