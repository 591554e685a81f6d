"""Typed figures: which stand, which are added up, and what is said of the gaps."""

from dataclasses import replace

import pytest

from engagement_metrics import indicators
from engagement_metrics.models import AddsUp, Period
from engagement_metrics.store import SharedFrames, TeamFrames
from engagement_metrics.store.setup import Setup
from tests.indicators.drawn import (
    CARERS,
    FRAMEWORK,
    GROUPS,
    HEALTH,
    HILL,
    LAKE,
    MAY,
    NORTH,
    PLACES,
    Q1,
    SOUTH,
    SYSTEM,
    TOWN,
    YEAR,
    YOUNG,
    asked,
    frames,
    place,
    standing,
    told,
)


def figure(indicator, where, period, top, bottom=None, basis="counted", group=None):
    return {
        "indicator": indicator, "place_id": where, "period": period, "top": top, "bottom": bottom,
        "basis": basis, "priority_group_id": group,
    }  # fmt: skip


def value(indicator, wanted, *figures, kind=TeamFrames, group=None, setup=TOWN):
    found = frames(kind, figures=standing("figures", *figures))
    return indicators.cells(FRAMEWORK, setup, found, wanted, group)[indicator]


VIEWS, MEETINGS, PANEL, SERVICES, USE, RUNNING = (
    "INF-03", "ENG-03", "INV-01", "COP-01", "COP-13", "COP-12",
)  # fmt: skip


def test_the_figure_of_exactly_that_place_and_period_is_the_value():
    found = value(VIEWS, asked(MAY, SOUTH), figure(VIEWS, SOUTH, "2026-05", 1200))

    assert (told(found), found.because) == (("measured", 1200.0, 1200.0, None), "")


def test_no_figure_is_not_measured_and_not_a_nought_and_a_typed_nought_is_one():
    assert value(VIEWS, asked(MAY, SOUTH)).because == (
        "No figure has been typed in for this period."
    )
    assert told(value(VIEWS, asked(MAY, SOUTH), figure(VIEWS, SOUTH, "2026-05", 0))) == (
        "measured", 0.0, 0.0, None,
    )  # fmt: skip


def test_a_figure_for_a_longer_period_never_serves_a_shorter_one():
    assert not value(VIEWS, asked(MAY, SOUTH), figure(VIEWS, SOUTH, "2026-27", 1200)).measured


def test_a_topic_or_all_time_cannot_be_told_of_typed_figures():
    drawn = figure(VIEWS, SOUTH, "2026-27", 1200)

    assert value(VIEWS, asked(YEAR, SOUTH, HEALTH), drawn).because == (
        "This measure is not recorded by topic."
    )
    assert value(VIEWS, asked(None, SOUTH), drawn).because == (
        "Choose a period to see this measure."
    )


# ---- over time -----------------------------------------------------------------------------------


def test_months_add_up_to_their_quarter_and_missing_months_are_told():
    months = [figure(VIEWS, SOUTH, f"2026-0{month}", 100 * month) for month in (4, 5, 6, 7)]

    assert (value(VIEWS, asked(Q1, SOUTH), *months).number) == 1500
    assert value(VIEWS, asked(Q1, SOUTH), *months).because == ""
    assert value(VIEWS, asked(YEAR, SOUTH), *months).number == 2200
    assert value(VIEWS, asked(YEAR, SOUTH), *months).because == ("From figures for 4 of 12 months.")


def test_a_quarter_s_own_figure_stands_for_its_months_and_not_for_others():
    found = value(
        VIEWS, asked(YEAR, SOUTH),
        figure(VIEWS, SOUTH, "2026-04", 7), figure(VIEWS, SOUTH, "2026-06", 7),
        figure(VIEWS, SOUTH, "2026-27-Q1", 100), figure(VIEWS, SOUTH, "2026-07", 3),
    )  # fmt: skip

    assert (found.number, found.because) == (103, "From figures for 4 of 12 months.")


def test_averages_add_up_tops_over_bottoms():
    found = value(
        MEETINGS, asked(YEAR, SOUTH),
        figure(MEETINGS, SOUTH, "2026-27-Q1", 10, 1), figure(MEETINGS, SOUTH, "2026-27-Q2", 5, 4),
    )  # fmt: skip

    assert told(found) == ("measured", 3.0, 15.0, 5.0)


def test_the_latest_figure_stands_where_figures_are_a_state_and_not_a_flow():
    drawn = [
        figure(PANEL, SYSTEM, "2026-27-Q2", 60), figure(PANEL, SYSTEM, "2026-27-Q1", 40),
        figure(PANEL, SYSTEM, "2026-05", 50), figure(PANEL, SYSTEM, "2025-26", 99),
    ]  # fmt: skip

    assert value(PANEL, asked(YEAR), *drawn).number == 60
    assert value(PANEL, asked(YEAR), *drawn).because == "The latest figure is for Q2 2026/27."
    assert value(PANEL, asked(Q1), *drawn).because == ""
    assert value(PANEL, asked(MAY), *drawn).number == 50


def test_a_measure_that_never_adds_up_over_time_has_only_exact_figures():
    never = replace(FRAMEWORK.indicators[VIEWS], adds_over_time=AddsUp.NEVER)
    framework = replace(FRAMEWORK, indicators={VIEWS: never})
    found = frames(figures=standing("figures", figure(VIEWS, SOUTH, "2026-05", 5)))

    assert indicators.cells(framework, TOWN, found, asked(MAY, SOUTH))[VIEWS].number == 5
    quarter = indicators.cells(framework, TOWN, found, asked(Q1, SOUTH))[VIEWS]
    assert quarter.because == (
        "Figures of shorter times are not joined into one. Choose a shorter period."
    )
    elsewhere = indicators.cells(framework, TOWN, found, asked(Q1, NORTH))[VIEWS]
    assert elsewhere.because == "No figure has been typed in for this period."


# ---- over places ---------------------------------------------------------------------------------


def test_a_place_s_own_figure_stands_before_the_sum_of_those_below_it():
    found = value(
        VIEWS, asked(MAY),
        figure(VIEWS, SYSTEM, "2026-05", 1000), figure(VIEWS, NORTH, "2026-05", 3),
        figure(VIEWS, SOUTH, "2026-05", 4),
    )  # fmt: skip

    assert (found.number, found.because) == (1000, "")


def test_places_add_up_and_those_without_a_figure_are_told():
    hill, south = figure(VIEWS, HILL, "2026-05", 3), figure(VIEWS, SOUTH, "2026-05", 4)
    lake = figure(VIEWS, LAKE, "2026-05", 5)

    assert value(VIEWS, asked(MAY), hill, lake, south).number == 12
    assert value(VIEWS, asked(MAY), hill, lake, south).because == ""
    # North is made of Hill and Lake
    assert value(VIEWS, asked(MAY), hill, south).because == "From 2 of 3 places."
    assert value(VIEWS, asked(MAY), hill, lake).because == "From 2 of 3 places."
    assert value(VIEWS, asked(MAY, None), south).because == "From 1 of 3 places."


def test_three_of_four_places():
    places = {SYSTEM: PLACES[SYSTEM]} | {n: place(n, f"Place {n}", SYSTEM) for n in (2, 3, 4, 5)}
    drawn = [figure(VIEWS, number, "2026-05", 1) for number in (2, 3, 4)]
    found = value(VIEWS, asked(MAY), *drawn, setup=Setup(1, None, places))

    assert (found.number, found.because) == (3, "From 3 of 4 places.")


def test_a_withdrawn_place_counts_where_it_reported_and_is_not_missed_where_it_did_not():
    places = PLACES | {6: place(6, "Old town", SYSTEM, withdrawn=True)}
    setup = Setup(1, None, places)
    drawn = [figure(VIEWS, NORTH, "2026-05", 1), figure(VIEWS, SOUTH, "2026-05", 2)]
    old = figure(VIEWS, 6, "2026-05", 4)

    assert value(VIEWS, asked(MAY), *drawn, setup=setup).because == ""
    assert value(VIEWS, asked(MAY), *drawn, old, setup=setup).number == 7


def test_percentages_of_places_add_up_tops_over_bottoms_and_never_average():
    found = value(
        USE, asked(Q1),
        figure(USE, NORTH, "2026-27-Q1", 10, 10), figure(USE, SOUTH, "2026-27-Q1", 30, 90),
    )  # fmt: skip

    assert told(found) == ("measured", 40.0, 40.0, 100.0)


def test_people_of_several_places_are_not_added_up_and_it_is_said_how_many_reported():
    one = figure(PANEL, SOUTH, "2026-27", 9)

    assert value(PANEL, asked(YEAR), one).because == (
        "No figure for Riverside as a whole: 1 place below it reported, "
        "and what they reported cannot be added up."
    )
    assert (
        "2 places below it reported"
        in value(PANEL, asked(YEAR), one, figure(PANEL, HILL, "2026-27", 3)).because
    )
    assert value(PANEL, asked(YEAR, SOUTH), one).number == 9


def test_the_only_system_is_all_places_and_of_two_systems_neither_is():
    two = PLACES | {6: place(6, "Coast", None)}
    drawn = figure(PANEL, SYSTEM, "2026-27", 70)

    assert value(PANEL, asked(YEAR, None), drawn).number == 70
    assert value(PANEL, asked(YEAR, None), drawn, setup=Setup(1, None, two)).because == (
        "No figure for All places as a whole: 1 place below it reported, "
        "and what they reported cannot be added up."
    )


def test_systems_add_up_to_all_places_where_places_do():
    two = Setup(1, None, PLACES | {6: place(6, "Coast", None)})
    drawn = figure(VIEWS, SYSTEM, "2026-05", 70), figure(VIEWS, 6, "2026-05", 5)

    assert value(VIEWS, asked(MAY, None), *drawn, setup=two).number == 75
    assert value(VIEWS, asked(MAY, None), drawn[0], setup=two).because == "From 1 of 2 places."


def test_places_that_reported_for_different_times_are_told():
    april, may = figure(VIEWS, NORTH, "2026-04", 1), figure(VIEWS, SOUTH, "2026-05", 2)
    found = value(VIEWS, asked(Q1), april, may)

    assert (found.number, found.because) == (3, "Some places have no figure for some months.")

    north = figure(RUNNING, NORTH, "2026-27-Q1", 1, 2)
    south = figure(RUNNING, SOUTH, "2026-27-Q2", 2, 2)
    latest = value(RUNNING, asked(YEAR), north, south)

    assert (latest.number, latest.because) == (
        75.0, "The latest figures are for different periods, up to Q2 2026/27.",
    )  # fmt: skip


@pytest.mark.parametrize(("basis", "estimated"), [("counted", False), ("estimated", True)])
def test_a_sum_with_any_estimate_is_an_estimate(basis, estimated):
    found = value(
        VIEWS, asked(Q1),
        figure(VIEWS, HILL, "2026-04", 1), figure(VIEWS, SOUTH, "2026-05", 2, basis=basis),
    )  # fmt: skip

    assert found.estimated is estimated


def test_a_count_is_out_of_nothing_where_one_place_does_not_say_what_it_is_out_of():
    found = value(
        SERVICES, asked(YEAR),
        figure(SERVICES, NORTH, "2026-27", 2, 3), figure(SERVICES, SOUTH, "2026-27", 1),
    )  # fmt: skip

    assert told(found) == ("measured", 3.0, 3.0, None)


def test_a_percentage_that_is_out_of_nothing_is_not_measured():
    found = value(USE, asked(Q1, SOUTH), figure(USE, SOUTH, "2026-27-Q1", 80))

    assert told(found) == ("not_measured", None, None, None)
    assert found.because == "The figure was typed in without what it is out of."


def test_use_above_the_plan_is_not_capped():
    assert value(USE, asked(Q1, SOUTH), figure(USE, SOUTH, "2026-27-Q1", 120, 80)).number == 150


# ---- priority groups -----------------------------------------------------------------------------


def test_typed_figures_of_priority_groups_are_lines_and_never_added():
    drawn = [
        figure("INV-02", SYSTEM, "2026-27", 5, group=YOUNG, basis="estimated"),
        figure("INV-02", SOUTH, "2026-27", 3, group=CARERS),
    ]
    found = value("INV-02", asked(YEAR), *drawn)

    assert told(found) == ("measured", None, None, None)
    assert found.estimated
    assert [(part.label, part.group_id, told(part.value)) for part in found.parts] == [
        ("Young people", YOUNG, ("measured", 5.0, 5.0, None)),
        ("Carers", CARERS, ("not_measured", None, None, None)),
    ]
    assert value("INV-02", asked(YEAR), *drawn, group=YOUNG).number == 5
    assert value("INV-02", asked(YEAR)).because == "No figure has been typed in for this period."


def test_typed_figures_of_priority_groups_are_withheld_from_the_shared_view():
    drawn = figure("INV-02", SYSTEM, "2026-27", 5, group=YOUNG)

    for group in (None, YOUNG):
        found = value("INV-02", asked(YEAR), drawn, kind=SharedFrames, group=group)
        assert told(found) == ("withheld", None, None, None)


def test_a_withdrawn_priority_group_has_no_line():
    groups = GROUPS | {YOUNG: replace(GROUPS[YOUNG], withdrawn=True)}
    drawn = figure("INV-02", SYSTEM, "2026-27", 5, group=CARERS)
    found = value("INV-02", asked(YEAR), drawn, setup=Setup(1, None, PLACES, {}, groups))

    assert [part.label for part in found.parts] == ["Carers"]


def test_a_year_whose_code_reads_like_a_month_is_still_a_year():
    year = Period.year(2010)

    assert value(PANEL, asked(year), figure(PANEL, SYSTEM, "FY2010", 5)).number == 5
    assert value(PANEL, asked(year), figure(PANEL, SYSTEM, "2010-11", 5)).because == (
        "The latest figure is for November 2010."
    )


# ---- wordings ------------------------------------------------------------------------------------


def worded(edition, *about, **more):
    return figure(*about, **more) | {"indicator_version": edition}


def test_a_figure_tells_the_wording_it_was_made_under():
    found = value(VIEWS, asked(MAY, SOUTH), worded(2, VIEWS, SOUTH, "2026-05", 1200))

    assert (found.number, found.edition) == (1200, 2)


def test_figures_of_two_wordings_are_never_added_up_over_time():
    months = [
        worded(1, VIEWS, SOUTH, "2026-04", 400),
        worded(1, VIEWS, SOUTH, "2026-05", 500),
        worded(2, VIEWS, SOUTH, "2026-06", 600),
    ]
    found = value(VIEWS, asked(Q1, SOUTH), *months)

    assert (told(found), found.because, found.edition) == (
        ("not_measured", None, None, None), "The wording changed within this period.", None,
    )  # fmt: skip
    assert value(VIEWS, asked(Q1, SOUTH), *months[:2]).number == 900
    assert value(VIEWS, asked(MAY, SOUTH), *months).number == 500


def test_figures_of_two_wordings_are_never_added_up_over_places():
    places = [worded(1, VIEWS, NORTH, "2026-05", 500), worded(2, VIEWS, SOUTH, "2026-05", 600)]

    found = value(VIEWS, asked(MAY), *places)

    assert (found.number, found.because) == (None, "The wording changed within this period.")
    assert value(VIEWS, asked(MAY, NORTH), *places).number == 500


def test_nothing_is_behind_what_was_not_added_up():
    months = [worded(1, VIEWS, SOUTH, "2026-04", 400), worded(2, VIEWS, SOUTH, "2026-05", 500)]
    drawn = frames(TeamFrames, figures=standing("figures", *months))
    of = FRAMEWORK.indicators[VIEWS]

    def behind(wanted):
        found = indicators.cells(FRAMEWORK, TOWN, drawn, wanted)[VIEWS]
        return indicators.behind(of, found, FRAMEWORK, TOWN, drawn, wanted)

    assert behind(asked(Q1, SOUTH)) is None
    assert behind(asked(MAY, SOUTH)).figures == (2,)
