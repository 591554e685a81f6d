"""The home page as a forum member reads it, on the made-up year and on an empty store."""

import csv
import io
from html import unescape

import pytest

from engagement_metrics import access, documents, framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Audience, Period
from engagement_metrics.store import Filter
from tests.boxes import open_box


@pytest.fixture
def home(made_up_url, open_page):
    """The home page on the made-up year, asked for 2025/26 unless told otherwise."""

    def opened(**query):
        return open_page(None, **({"period": "2025/26"} | query))

    return opened


def labels(app) -> dict[str, str]:
    """What stands on each cell, by measure."""
    return {
        button.key.removeprefix("cell-"): button.label.replace("\\", "")
        for button in app.button
        if button.key.startswith("cell-")
    }


def test_an_empty_store_offers_two_examples_and_your_own(open_page):
    app = open_page()
    assert app.title[0].value == "See whether engagement does any good"
    assert {button.key for button in app.button} >= {
        "start_save", "load_made-up", "load_published",
    }  # fmt: skip


def test_your_own_store_begins_with_the_places_of_a_known_system(open_page):
    app = open_page()
    app.text_input(key="start_name").set_value("NHS Riverside")
    app.selectbox(key="start_where").set_value("Suffolk")
    app.button(key="start_save").click().run()
    setup = store.setup()
    assert setup.organisation.name == "NHS Riverside"
    assert [setup.places[number].name for number in setup.in_order] == [
        "Suffolk", "Ipswich and East Suffolk", "West Suffolk",
    ]  # fmt: skip
    assert app.title[0].value == "Outcomes"


def test_a_start_without_a_name_says_so_and_stores_nothing(open_page):
    app = open_page()
    app.button(key="start_save").click().run()
    assert store.setup().empty
    shown = " ".join(unescape(found.proto.body) for found in app.get("html"))
    assert "Give your organisation's name." in shown


def test_all_24_measures_of_appendix_2_and_four_of_recording_are_cells(home):
    shown = labels(home())
    assert list(shown) == [
        "INF-01", "INF-02", "INF-03", "INF-04", "ENG-01", "ENG-02", "ENG-03", "ENG-04",
        "INV-01", "INV-02", "COP-01", "INF-11", "INF-12", "INF-13", "ENG-11", "ENG-12",
        "ENG-13", "INV-11", "INV-12", "INV-13", "COP-11", "COP-12", "COP-13", "COP-14",
        "REC-01", "REC-02", "REC-03", "REC-04",
    ]  # fmt: skip


def test_a_cell_shows_what_the_calculation_gives(home):
    shown = labels(home())
    setup = store.setup()
    period = Period.year(2025)
    wanted = Filter(None, setup.within(None), period, None, None)
    values = indicators.cells(
        framework.load(), setup, store.team_frames(LOCAL_USER, wanted), wanted
    )
    for indicator in framework.load().in_matrix():
        key = indicator.id
        assert indicators.face(indicator, values[key]) in shown[key], key
    assert "2 figures" in shown["INF-02"]
    assert "Not measured" in shown["REC-04"]


def test_a_cell_opens_in_full_by_its_address(home):
    app = home(cell="ENG-02")
    assert app.title[0].value == "Suggestions looked into or acted on"
    text = " ".join(html.proto.body for html in app.get("html"))
    assert "How this figure is made" in text
    assert "suggestion.day_90" in text
    app.button(key="back").click().run()
    assert app.title[0].value == "Outcomes"


def test_every_cell_opens_without_a_fault_in_either_view(home):
    known = framework.load()
    for key in (*(one.id for one in known.in_matrix()), "FBK-02", "INS-04", "RDR-03", "MAT-01"):
        indicator = known.indicators[key]
        for view in ("Team", "Shared"):
            app = home(cell=key, view=view)
            assert app.title[0].value == indicator.name


def test_the_shared_view_of_a_group_measure_waits_for_a_release(home):
    team, shared = labels(home()), labels(home(view="Shared"))
    assert "groups" in team["ENG-04"]
    assert "Not shown" in shared["ENG-04"]
    app = home(view="Shared", cell="ENG-04")
    text = " ".join(html.proto.body for html in app.get("html"))
    assert "once a period has been closed" in text


def test_a_priority_group_acts_on_group_measures_and_on_no_other(home):
    group = next(iter(store.setup().groups.values())).name
    shown = labels(home(group=group))
    assert "Not measured" in shown["INF-01"]
    assert any(sign.isdigit() for sign in shown["ENG-04"])


def test_a_target_is_set_where_the_measure_is_read(home, made_up_url, tmp_path):
    app = open_box(home(cell="INF-03"), "target.INF-03")
    app.number_input(key="target.INF-03.low").set_value(150_000)
    app.button(key="target.INF-03.save").click().run()
    assert "150,000" in " ".join(markdown.value.replace("\\", "") for markdown in app.markdown)


def test_the_csv_of_the_shared_view_holds_no_group_count(made_up_url):
    setup, definitions = store.setup(), framework.load()
    wanted = Filter(None, setup.within(None), Period.year(2025), None, None)
    frames = store.shared_frames(access.LOCAL_USER, wanted)
    values = indicators.cells(definitions, setup, frames, wanted)
    written = documents.matrix_csv(
        definitions, values, dict.fromkeys(values), setup, wanted, Audience.SHARED
    ).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written.split("\n", 1)[1])))
    assert {row["state"] for row in rows if row["measure"] in ("INF-04", "ENG-04")} == {"Not shown"}
    assert not [row for row in rows if row["measure"] == "ENG-04" and row["value"]]
