"""The summary of measures, and one of them in full, as a forum member reads them."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest

from engagement_metrics import documents, framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Aim,
    Audience,
    Organisation,
    Period,
    Place,
    Target,
    TargetForm,
    TypedFigure,
)
from engagement_metrics.store import Filter
from tests.boxes import open_box

TWELVE = [
    "ENG-01", "ENG-02", "ENG-13", "INV-01", "INF-02", "INC-06", "FBK-01", "PRJ-01", "FRM-01",
    "ENG-12", "INV-13", "PLN-01",
]  # fmt: skip


@pytest.fixture
def measures(made_up_url, open_page):
    """The summary on the made-up year, for 2025/26."""
    app = open_page("measures.py")
    app.selectbox(key="period").set_value("2025/26").run()
    return app


@pytest.fixture
def small(sqlite_url):
    """A store with one place, and what is added to it."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        place = session.add(Place(name="Hillside"))

    def add(*records) -> None:
        with store.session(LOCAL_USER) as session:
            for record in records:
                record.place_id = place
                session.add(record)

    return add


def html(app) -> str:
    return " ".join(unescape(element.proto.body) for element in app.get("html"))


def rows(app) -> dict[str, list[str]]:
    """The cells of each line without their marks, by the measure's id."""
    found = {}
    for key, inside in re.findall(r'data-open="([^"]+)">(.*?)</tr>', html(app)):
        cells = re.findall(r'<td role="cell"><span[^>]*>[^<]*</span>(.*?)</td>', inside)
        found[key] = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    return found


def figure(month: str, top: float, bottom: float | None = None, indicator: str = "INF-03"):
    return TypedFigure(
        indicator=indicator, indicator_version=1, place_id=0, period=month, top=top, bottom=bottom,
        source="Count",
    )  # fmt: skip


def target(indicator: str, form: TargetForm = TargetForm.AT_LEAST, **numbers):
    return Target(
        indicator=indicator, place_id=None, period="any", form=form, set_on=date(2025, 1, 1),
        **numbers,
    )  # fmt: skip


def test_the_twelve_of_the_smallest_set_stand_first_and_no_cell_is_blank(measures):
    shown = rows(measures)
    assert list(shown) == TWELVE
    assert [cell for cells in shown.values() for cell in cells if not cell] == []


def test_a_line_holds_the_figure_what_it_is_made_of_the_target_and_where_it_stands(measures):
    figure, target, stands, moves = rows(measures)["ENG-02"]
    said = "3 suggestions have no date of receipt and cannot be counted here."
    assert figure == f"66% 60 of 91 {said}"
    assert target == "60%"
    assert stands == "Met"
    assert moves == "No sign of a real change. It could hit or miss 60% by chance alone."
    assert 'alt="May hit or miss the target"' in html(measures)
    assert rows(measures)["INV-01"][3] == "Up from 55 in 2024/25."  # too few points to judge


def test_all_measures_stand_under_their_headings(measures):
    measures.segmented_control(key="measures").set_value("All measures").run()
    assert set(rows(measures)) == set(framework.load().indicators)
    headings = re.findall(r"<h2>([^<]+)</h2><table class=\"measures\"", html(measures))
    assert headings == [name for name, _ in framework.load().sections()]


def test_an_aim_shows_its_own_measures_alone(measures):
    measures.selectbox(key="of_aim").set_value("Involve").run()
    known = framework.load().indicators
    shown = rows(measures)
    assert shown
    assert all(Aim.INVOLVE in known[key].aims for key in shown)
    assert "ENG-02" not in shown


def test_only_those_off_track_are_those_whose_target_is_not_met(measures):
    everything = rows(measures)
    measures.toggle(key="off_track").set_value(True).run()
    shown = rows(measures)
    assert "ENG-01" in shown
    assert "ENG-02" not in shown
    assert shown == {key: c for key, c in everything.items() if c[2] == "Not met: off track"}


def test_nothing_off_track_says_so_and_what_to_choose(small, open_page):
    app = open_page("measures.py")
    app.toggle(key="off_track").set_value(True).run()
    assert rows(app) == {}
    assert "No measure here is off track." in app.info[0].value


def test_a_watched_measure_is_not_judged_though_it_has_a_target(small, open_page):
    today = f"{date.today():%Y-%m}"
    small(
        figure(today, 9, indicator="INS-04"), target("INS-04", TargetForm.AT_MOST, high=2),
        figure(today, 9, indicator="INF-03"), target("INF-03", TargetForm.AT_MOST, high=2),
    )  # fmt: skip
    app = open_page("measures.py")
    app.segmented_control(key="measures").set_value("All measures").run()
    shown = rows(app)
    assert shown["INS-04"][1:3] == ["at most 2", "Watched"]
    app.toggle(key="off_track").set_value(True).run()
    assert "INS-04" not in rows(app)


def test_an_empty_place_names_a_state_in_every_line_and_no_per_cent(small, open_page):
    app = open_page("measures.py")
    app.segmented_control(key="measures").set_value("All measures").run()
    shown = rows(app)
    assert len(shown) == 93
    states = ("No activity", "None received", "Not measured", "Too early", "Not shown")
    assert [cells[0] for cells in shown.values() if not cells[0].startswith(states)] == []


def test_a_measure_without_a_figure_is_not_judged_by_earlier_ones(made_up_url, open_page):
    app = open_page("measures.py")
    app.selectbox(key="period").set_value("2026/27")
    app.segmented_control(key="measures").set_value("All measures").run()
    shown = rows(app)
    assert shown["INV-11"][0].startswith("None received")
    silent = [cells for cells in shown.values() if cells[0].startswith(("None", "No ", "Not "))]
    assert len(silent) > 5
    assert [cells for cells in silent if "usual" in cells[-1]] == []
    assert any("usual" in cells[-1] for cells in shown.values())


def test_the_shared_view_shows_no_figure_of_a_group(made_up_url, open_page):
    app = open_page("measures.py", view="Shared")
    app.selectbox(key="period").set_value("2025/26")
    app.segmented_control(key="measures").set_value("All measures").run()
    assert rows(app)["ENG-04"][0].startswith("Not shown")


def test_the_way_to_a_measure_keeps_place_and_period(measures):
    measures.selectbox(key="place").set_value("North place").run()
    assert 'href="measure?place=North+place&period=2025%2F26&cell=ENG-02&from=measures"' in html(
        measures
    )


def test_the_way_back_leads_to_where_one_came_from(made_up_url, open_page):
    app = open_page("measures.py")
    app.segmented_control(key="measures").set_value("All measures").run()
    app.query_params["cell"], app.query_params["from"] = "ENG-02", "measures"
    app.switch_page("measure.py").run()
    assert app.title[0].value == "Suggestions looked into or acted on"
    app.button(key="back").click().run()
    assert app.title[0].value == "Measures"
    assert len(rows(app)) == 93


# ---- in full -------------------------------------------------------------------------------------


@pytest.fixture
def in_full(made_up_url, open_page):
    def opened(key: str, **query: str):
        return open_page("measure.py", **({"period": "2025/26", "cell": key} | query))

    return opened


def test_a_share_of_answers_says_how_sure_it_is_in_plain_words(in_full):
    assert (
        "164 of 298 answers. If we asked others like them, it would most likely be between "
        "49% and 61%." in html(in_full("ENG-11"))
    )


def test_a_watched_measure_is_called_watched_once(in_full):
    app = in_full("RDR-02")
    said = "".join(element.proto.body for element in app.get("html"))

    assert "<p><strong>Watched</strong>.</p>" in said
    assert "watched, no target" not in said


def test_a_count_says_from_how_many_activities_it_comes(in_full):
    shown = html(in_full("ENG-01"))
    assert "From 56 of 61 activities." in shown
    assert "Last updated on" in shown
    assert "Asked for in: Suffolk" in shown


def test_each_place_has_a_small_trend_with_its_sentence_and_the_same_in_a_table(in_full):
    app = in_full("ENG-01")
    assert "<th scope=col>Month</th>" not in html(app)  # made once its box is opened
    shown = html(open_box(app, "places.ENG-01.month"))
    places = ["East place", "North place", "South place", "West place"]
    said = re.findall(r'<li><strong>([^<]+)</strong><img [^>]*alt="([^"]+)"', shown)
    assert [place for place, _ in said] == places
    for place, sentence in said:
        assert re.fullmatch(
            rf"{place}: (about )?[\d,]+ in March 2026, from (about )?[\d,]+ in April 2023, "
            r"36 figures in all\.",
            sentence,
        )
    assert "<th scope=col>Month</th>" + "".join(f"<th scope=col>{p}</th>" for p in places) in shown


def test_places_are_drawn_by_the_length_that_was_chosen(in_full):
    app = in_full("ENG-01", length="Years")
    assert "in 2025/26, from" in html(app)
    open_box(app, "places.ENG-01.year")
    assert "<th scope=col>Year</th><th scope=col>East place</th>" in html(app)


def test_a_place_with_none_below_it_has_no_small_trends(in_full):
    assert "By place" not in html(in_full("ENG-01", place="North place"))


def test_a_period_in_the_table_leads_to_its_records_and_one_not_offered_nowhere(in_full):
    app = in_full("ENG-02", length="Quarters")
    link = "cell=ENG-02&period=Q1%202025/26"
    assert link in html(open_box(app, "periods.ENG-02.quarter"))
    assert "Suggestions: 91" in html(app)
    app.session_state["measure_links.clicked"] = {"period": "Q1 2025/26"}
    app.run()
    assert "Suggestions: 23" in html(app)
    assert app.selectbox(key="period").value == "Q1 2025/26"
    assert "Q4 2025/26" in html(app)
    assert "Q1 2025/26 (shown on this page)" in html(app)
    app.session_state["measure_links.clicked"] = {"period": "the day after"}
    app.run()
    assert app.selectbox(key="period").value == "Q1 2025/26"


def test_the_csv_holds_what_is_shown_and_how_it_moves(made_up_url):
    definitions = framework.load()
    shown = definitions.first_twelve()
    setup = store.setup()
    wanted = Filter(None, setup.within(None), Period.year(2025), None, date(2026, 6, 1))
    frames = store.team_frames(LOCAL_USER, wanted)
    board = indicators.board(definitions, setup, frames, wanted)
    written = documents.matrix_csv(
        definitions, board.values, board.aimed, setup, wanted, Audience.TEAM, shown=shown,
        said={one.id: f"=moves {one.id}" for one in shown},
    ).decode("utf-8-sig")  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(written.split("\n", 1)[1])))
    whole = [line for line in lines if not line["group or part"]]
    assert [line["measure"] for line in whole] == TWELVE
    assert [line["how it moves"] for line in whole] == [f"'=moves {key}" for key in TWELVE]


@pytest.mark.parametrize("asked", [{}, {"cell": "NOPE"}])
def test_a_measure_that_nobody_knows_leads_to_outcomes_in_either_view(
    made_up_url, open_page, asked
):
    for view in ("Team", "Shared"):
        app = open_page("measure.py", view=view, **asked)
        assert [title.value for title in app.title] == ["Outcomes"]
        assert app.segmented_control(key="view").value == view
