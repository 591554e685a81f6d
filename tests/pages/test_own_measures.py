"""Set up, Measures: a lead adds one, words it anew with a break, retires it and brings it back."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    AddsUp,
    Aim,
    Direction,
    IndicatorKind,
    Organisation,
    Period,
    PeriodKind,
    Place,
    TypedFigure,
)
from pages.parts import guard
from tests.local_measures import walks
from tests.signed_in import SETTINGS, claims, given

NAVIGATION = str(Path(__file__).parents[2] / "pages" / "navigation.py")
NOW = Period.containing(date.today(), PeriodKind.QUARTER)


@pytest.fixture
def page(open_page, sqlite_url) -> AppTest:
    """The part of the page on a store with one place."""
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Fifth system"))
        write.add(Place(name="Fifth place"))
    app = open_page("set_up.py")
    app.segmented_control(key="part").set_value("Measures").run()
    return clean(app)


def clean(app: AppTest) -> AppTest:
    assert [fault.message for fault in app.exception] == []
    return app


def press(app: AppTest, key: str) -> AppTest:
    return clean(app.button(key=key).click().run())


def told(app: AppTest) -> str:
    said = [e.value for e in (*app.success, *app.error, *app.info)]
    return " ".join([*said, *(h.body for h in app.get("html"))]).replace("\\", "")


def filled(app: AppTest, kind: str = "count") -> AppTest:
    form = "local.new"
    app.text_input(key=f"{form}.name").set_value("Walks with residents")
    app.button_group(key=f"{form}.aims").set_value([Aim.ENGAGE])
    app.radio(key=f"{form}.kind").set_value(IndicatorKind.OUTPUT)
    app.text_area(key=f"{form}.definition").set_value("How many walks we led.")
    app.radio(key=f"{form}.direction").set_value(Direction.UP)
    app.radio(key=f"{form}.unit_kind").set_value(kind).run()
    app.text_input(key=f"{form}.unit").set_value("walks")
    app.text_input(key=f"{form}.top").set_value("Walks we led")
    app.button_group(key=f"{form}.periods").set_value([PeriodKind.QUARTER, PeriodKind.YEAR])
    return app


def there(**other) -> int:
    """A measure as it stands in the store."""
    with store.session(LOCAL_USER) as write:
        return write.add(walks(**other))


def measures():
    return {one.indicator.version: one for one in store.setup().measures}


def test_a_measure_is_added_and_can_have_figures(page):
    press(filled(page), "local.new.save")

    assert "Walks with residents is added." in told(page)
    assert "LOC-01. An output: something we did. Unit: walks." in told(page)
    of = guard.definitions(store.setup()).indicators["LOC-01"]
    assert (of.version, of.aims, of.unit_kind, of.source) == (
        1, (Aim.ENGAGE,), "count", "Added locally by Fifth system",
    )  # fmt: skip
    assert (of.adds_over_time, of.adds_over_place) == (AddsUp.SUM, AddsUp.SUM)

    page.switch_page("figures.py").run()
    assert "LOC-01" in list(guard.definitions(store.setup()).indicators)
    clean(page.selectbox(key="figure.new.indicator").set_value("LOC-01").run())
    page.number_input(key="figure.new.top").set_value(12.0)
    page.text_input(key="figure.new.source").set_value("Our diary")
    press(page, "figure.new.save")
    (figure,) = store.figures(LOCAL_USER).rows
    assert (figure.indicator, figure.indicator_version, figure.top) == ("LOC-01", 1, 12)


def test_an_empty_form_says_what_is_missing_and_stores_nothing(page):
    press(page, "local.new.save")

    assert "Give the measure a name." in told(page)
    assert "Say what kind of figure it has." in told(page)
    assert "Choose at least one aim." in told(page)
    assert store.setup().measures == ()


def test_a_percentage_asks_for_what_it_is_out_of(page):
    press(filled(page, "percent"), "local.new.save")

    assert "Say what the top number is out of. This kind of figure needs both." in told(page)
    page.text_input(key="local.new.bottom").set_value("Walks we planned")
    press(page, "local.new.save")
    assert guard.definitions(store.setup()).indicators["LOC-01"].bottom == "Walks we planned"


def test_a_slip_is_put_right_and_stays_the_same_wording(page):
    there(name="Waks")
    page.run()
    page.selectbox(key="local.chosen").set_value(1).run()
    page.text_input(key="local.1.name").set_value("Walks")
    press(page, "local.1.save")
    assert "Say whether it is still the same measure." in told(page)

    page.radio(key="local.1.change").set_value("slip")
    press(page, "local.1.save")
    assert "Walks is changed. It is the same measure." in told(page)
    assert {edition: one.indicator.name for edition, one in measures().items()} == {1: "Walks"}


def test_a_new_meaning_is_a_second_wording_from_the_period_that_was_chosen(page):
    there()
    page.run()
    page.selectbox(key="local.chosen").set_value(1).run()
    page.text_area(key="local.1.definition").set_value("How many people came on our walks.")
    page.radio(key="local.1.change").set_value("meaning").run()
    page.selectbox(key="local.1.from_period").set_value(NOW.before().code)
    press(page, "local.1.save")

    assert "Walks has a new wording." in told(page)
    assert {edition: one.begins for edition, one in measures().items()} == {
        1: None, 2: NOW.before(),
    }  # fmt: skip
    press(page, "local.1.again")
    page.radio(key="local.1.change").set_value("meaning").run()
    assert page.selectbox(key="local.1.from_period").options == [NOW.label]


def test_who_words_anew_what_somebody_else_worded_anew_meanwhile_is_told(page):
    there()
    page.run()
    page.selectbox(key="local.chosen").set_value(1).run()
    page.radio(key="local.1.change").set_value("meaning").run()
    there(key="LOC-01", edition=2, version=2, from_period=NOW.before(2).code)
    press(page, "local.1.save")

    assert "Somebody else gave this measure a new wording meanwhile." in told(page)

    press(page, "local.1.save")
    assert "Somebody else changed this measure while you had it open." in told(page)
    assert list(measures()) == [1, 2]
    press(page, "local.1.save")
    assert list(measures()) == [1, 2, 3]


def test_a_retired_measure_is_asked_for_no_more_its_figures_can_be_read_and_it_comes_back(page):
    number = there()
    with store.session(LOCAL_USER) as write:
        write.add(
            TypedFigure(
                indicator="LOC-01", indicator_version=1, place_id=1, top=12, source="Diary",
                period=NOW.before().code,
            )
        )  # fmt: skip
    page.run()
    page.selectbox(key="local.chosen").set_value(1).run()
    press(page, "local.out.button")
    assert "Say why it should be asked for no more." in told(page)
    page.text_input(key=f"local.out.reason.{number}").set_value("We stopped the walks")
    press(page, "local.out.button")
    assert "Walks is retired." in told(page)
    assert "LOC-01" not in guard.definitions(store.setup()).indicators

    page.switch_page("figures.py").run()
    assert "Walks" not in clean(page).selectbox(key="figure.new.indicator").options
    assert "Walks (retired)" in page.selectbox(key="figures.of").options
    assert "Fifth place" in told(page) and "12. Source: Diary." in told(page)
    page.session_state["measure_open"] = "LOC-01"
    page.switch_page("measure.py").run()
    assert clean(page).title[0].value == "Walks"

    page.switch_page("set_up.py").run()
    page.segmented_control(key="part").set_value("Measures").run()
    page.text_input(key=f"local.back.reason.{number}").set_value("We walk again")
    press(page, "local.back.button")
    assert "LOC-01" in guard.definitions(store.setup()).indicators
    lines = store.history(LOCAL_USER, "local_measure", number)
    assert [line.reason for line in lines] == ["We walk again", "We stopped the walks", ""]
    assert lines[1].after == {"retired_on": date.today().isoformat()}


def test_help_lists_our_own_measures_and_the_history_tells_them_in_words(page):
    there()
    page.switch_page("help_page.py").run()
    assert "<h3>Our own measures</h3>" in told(clean(page))

    page.switch_page("history.py").run()
    said = told(clean(page))
    assert "Added: local measure 1, Walks" in said
    assert "Over time: sum" in said and "Aims: engage" in said


def test_a_figure_of_an_earlier_period_asks_in_the_words_of_that_time(page):
    there(top="Walks we led")
    there(key="LOC-01", edition=2, top="People who walked", from_period=NOW.before().code)
    page.query_params["measure"] = "LOC-01"
    page.switch_page("figures.py").run()
    page.radio(key="figure.new.length").set_value(PeriodKind.QUARTER).run()
    assert page.number_input(key="figure.new.top").label == "People who walked"

    page.selectbox(key="figure.new.period.quarter").set_value(NOW.before(2).code).run()
    assert clean(page).number_input(key="figure.new.top").label == "Walks we led"
    assert "An earlier wording holds for this period" in told(page)


@pytest.mark.parametrize(("role", "offered"), [("lead", True), ("administrator", False)])
def test_only_a_lead_is_offered_to_add_measures(page, monkeypatch, role, offered):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    given("Kim", [(role, None)])
    app = AppTest.from_file(NAVIGATION, default_timeout=120)
    app.user = claims({"sub": "Kim", "name": "Kim"})
    clean(app.run()).switch_page("set_up.py").run()

    assert ("Measures" in clean(app).segmented_control(key="part").options) is offered


@pytest.mark.parametrize("length", ["Quarters", "Years"])
def test_a_page_of_a_measure_says_once_where_its_wording_changed(page, length):
    there()
    there(key="LOC-01", edition=2, from_period=NOW.before().code)
    with store.session(LOCAL_USER) as write:
        for back, edition in ((10, 1), (9, 1), (1, 2)):
            write.add(
                TypedFigure(
                    indicator="LOC-01", indicator_version=edition, place_id=1, top=back,
                    period=NOW.before(back).code, source="Diary",
                )
            )  # fmt: skip
    page.session_state["measure_open"] = "LOC-01"
    page.session_state["length"] = length
    page.switch_page("measure.py").run()

    said = " ".join(line.value for line in clean(page).markdown).replace("\\", "")
    assert said.count(f"The wording changed from {NOW.before().short}: figures before") == 1
