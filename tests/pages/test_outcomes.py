"""The home page as a forum member reads it, on the made-up year and on an empty store."""

import csv
import io
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest

from engagement_metrics import access, documents, framework, indicators, store
from engagement_metrics.access import LOCAL_USER, Actor, Role
from engagement_metrics.models import (
    Audience,
    Organisation,
    Period,
    PeriodKind,
    Place,
    TypedFigure,
)
from engagement_metrics.store import Filter
from pages.parts import guard
from tests.boxes import open_box

THIS_YEAR = Period.containing(date.today(), PeriodKind.YEAR)


@pytest.fixture
def home(made_up_url, open_page):
    """The home page on the made-up year, asked for 2025/26 unless told otherwise."""

    def opened(**query):
        return open_page(None, **({"period": "2025/26"} | query))

    return opened


def html(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def cells(app) -> dict[str, tuple[str, str, str]]:
    """Each cell's edge, address and text, by measure, in the order in which they are read."""
    found = re.findall(
        r'<li><a class="cell ([a-z]*)" href="([^"]*)" data-open="([^"]+)">(.*?)</a></li>', html(app)
    )
    return {
        key: (edge, unescape(address), " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split()))
        for edge, address, key, text in found
    }


def labels(app) -> dict[str, str]:
    """What stands on each cell, by measure."""
    return {key: text for key, (_, _, text) in cells(app).items()}


def sentences(app) -> list[tuple[str, str]]:
    """The address and the text of each sentence at the head; no address for a plain one."""
    (listed,) = re.findall(r'<ul class="sentences" role="list">(.*?)</ul>', html(app))
    return [
        (
            unescape("".join(re.findall(r'href="([^"]*)"', line))),
            unescape(re.sub("<.*?>", "", line)),
        )
        for line in re.findall(r"<li>(.*?)</li>", listed)
    ]


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


def test_a_cell_is_read_as_the_measure_the_figure_and_the_target_in_this_order(home):
    text = labels(home())["ENG-01"]
    assert text == (
        "People who took part in feedback activities 3,751 attendances "
        "from 56 of 61 activities Target: at least 4,000 – Not met"
    )


def test_the_edge_of_a_cell_says_in_colour_what_its_last_word_says(home):
    shown = cells(home())
    for key, (edge, _, text) in shown.items():
        assert (edge == "met") == text.endswith(" – Met"), key
        assert (edge == "missed") == text.endswith(" – Not met"), key
    assert {edge for edge, _, _ in shown.values()} == {"met", "missed", ""}


def test_the_matrix_has_its_headings_and_a_list_of_cells_under_each(home):
    shown = html(home())
    matrix = shown[shown.index('<div class="matrix') :]
    aims = ["Inform", "Engage (listen)", "Involve", "Co-produce"]
    rows = ["Outputs: what we did", "Outcomes: what changed"]
    headings = re.findall(r"<(h\d)[^>]*>([^<]+)</h\d>", matrix)
    under = [("h3", aim) for aim in aims]
    assert headings == [
        *(("h2", aim) for aim in aims), ("h2", rows[0]), *under, ("h2", rows[1]), *under,
        ("h2", "How we record it"),
    ]  # fmt: skip
    lists = re.findall(r'<ul class="cells [a-z]*" role="list">(.*?)</ul>', matrix)
    assert [found.count("<li>") for found in lists] == [4, 4, 2, 1, 3, 3, 3, 4, 4]


def test_the_way_to_a_cell_keeps_what_the_matrix_is_asked_for(home):
    group = next(iter(store.setup().groups.values())).name
    app = home(place="North place", group=group, view="Shared")
    _, address, _ = cells(app)["ENG-01"]
    page, _, query = address.partition("?")
    assert page == "measure"
    assert dict(parse_qsl(query)) == {
        "place": "North place", "group": group, "view": "Shared", "period": "2025/26",
        "cell": "ENG-01",
    }  # fmt: skip


def test_four_sentences_lead_to_what_they_are_about(home):
    not_heard, promises = sentences(home(place="North place", view="Shared"))[-2:]
    assert not_heard == (
        "measure?place=North+place&view=Shared&period=2025%2F26&cell=ENG-04",
        "Who we have not heard from is shown here once a period has been closed.",
    )
    assert promises[0] == "you-said?place=North+place&view=Shared"
    # How many there are depends on the day; tests/indicators/test_sentences.py has each sentence.
    assert re.match(r"(No|\d+) promises? (to people )?(is|are|falls?) (overdue|due)\b", promises[1])
    changed, off_track = sentences(home())[:2]
    assert changed[0].endswith("&cell=ENG-13")
    assert changed[1].startswith("Since 2024/25: Changes made because of feedback rose from 10 to")
    assert off_track[0].endswith("&cell=INF-02")
    assert off_track[1].startswith("8 of 23 measures that can be judged are off track: How closely")


@pytest.fixture
def small(sqlite_url):
    """A store with one place, by its number."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        return session.add(Place(name="Hillside"))


def test_a_sentence_that_no_measure_is_behind_is_no_link(small, open_page):
    shown = sentences(open_page(None, period=THIS_YEAR.short))
    assert shown[0] == ("", f"Nothing can be compared with {THIS_YEAR.before().short} yet.")
    assert shown[1] == ("", "No target can be judged here yet. Open a measure to set one.")


def test_a_cell_shows_a_new_record_in_the_run_that_follows_it(small, open_page):
    app = open_page(None, period=THIS_YEAR.short)
    assert "Not measured" in labels(app)["INF-03"]
    with store.session(LOCAL_USER) as session:
        session.add(
            TypedFigure(
                indicator="INF-03", indicator_version=1, place_id=small,
                period=THIS_YEAR.months[0], top=4_711, source="Count",
            )
        )  # fmt: skip
    assert "4,711 views" in labels(app.run())["INF-03"]


def test_each_view_has_its_own_cells_one_after_the_other_in_one_visit(home):
    app = home()
    team = labels(app)
    app.segmented_control(key="view").set_value("Shared").run()
    shared = labels(app)
    app.segmented_control(key="view").set_value("Team").run()
    assert "5 groups" in team["ENG-04"]
    assert shared["ENG-04"] == "People from priority groups who gave views Not shown"
    assert labels(app) == team


def test_a_way_to_record_is_offered_to_those_alone_who_may(home, monkeypatch):
    link = 'href="quick-entry" data-open="entry"'
    assert link in html(home())
    member = Actor("A member", frozenset({Role.FORUM_MEMBER}))
    monkeypatch.setattr(guard, "LOCAL_USER", member)
    assert link not in html(home())


def test_an_address_of_earlier_days_is_left_at_once_by_the_browsers_way_back(home):
    app = home(cell="ENG-02")
    assert app.title[0].value == "Suggestions looked into or acted on"
    app.query_params["cell"] = "ENG-02"
    app.switch_page("outcomes.py").run()
    assert app.title[0].value == "Outcomes"


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
