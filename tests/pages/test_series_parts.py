"""A measure that is told in parts over time and by place: it comes to no dead end."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from engagement_metrics import charts
from engagement_metrics.framework import load
from engagement_metrics.indicators import Part, Point, Value
from engagement_metrics.models import Period, ValueState
from pages.parts import series_parts

LEVELS, CONTACTS = (load().indicators[key] for key in ("MAT-01", "INF-04"))
NONE = Value(ValueState.NOT_MEASURED, because="No round was held.")


def round_of(label, **levels):
    """A point with a part for each of these levels; None is a part that was not agreed."""
    parts = tuple(
        Part(name, NONE if level is None else Value(ValueState.MEASURED, level))
        for name, level in levels.items()
    )
    return Point(label, Value(ValueState.MEASURED, parts=parts))


def table(html, caption):
    """The cells of a table line by line, with its headings first."""
    inside = html[html.index(f"<caption>{caption}</caption>") :].split("</table>")[0]
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)
        for line in re.findall(r"<tr>(.*?)</tr>", inside)
    ]


def test_the_sentence_counts_the_parts_that_rose_fell_and_stayed():
    points = (
        round_of("2023/24", Trust=1, Voice=4, Time=2, Place=2),
        round_of("2024/25", Trust=2, Voice=3, Time=None, Place=3),
        round_of("2025/26", Trust=3, Voice=3, Time=2, Place=3, New=5),
    )

    assert charts.parts_moved(LEVELS, points) == (
        "Agreed level of each dimension: each part moves by itself. "
        "From first to last figure 2 rose, 1 fell and 1 stayed the same."
    )
    assert charts.parts_moved(LEVELS, points[:1]) == (
        "Agreed level of each dimension: no part has figures for two periods yet."
    )


def of_years(year, *figures):
    """A point for each year from one on, with one part."""
    found = []
    for at, number in enumerate(figures):
        period = Period.year(year + at)
        found.append(replace(round_of(period.short, Trust=number), period=period))
    return tuple(found)


def test_the_last_figures_are_so_far_while_their_period_is_under_way():
    points, today = of_years(2024, 1, 2, 3), date(2026, 11, 22)

    assert charts.parts_moved(LEVELS, points, today).endswith(
        "From first to last figure 1 rose. The last figures are so far, and may still change."
    )
    assert charts.parts_moved(LEVELS, points[:2], today).endswith("figure 1 rose.")
    head = table(series_parts.table(LEVELS, "Levels", points, today), "Levels")[0]
    assert head == ["Part", "2024/25", "2025/26", "2026/27 so far"]


def test_parts_that_are_counts_are_not_compared_while_they_still_grow():
    points, today = of_years(2024, 40, 60, 10), date(2026, 11, 22)

    assert charts.parts_moved(CONTACTS, points, today).endswith("From first to last figure 1 rose.")
    assert charts.parts_moved(CONTACTS, points[1:], today).endswith(
        "no part has figures for two periods yet."
    )


def test_the_table_has_a_line_for_each_part_and_a_period_without_it_says_why():
    nothing = Point("2024/25", NONE)
    points = (round_of("2023/24", Trust=1, Voice=None), nothing, round_of("2025/26", Voice=4))

    html = series_parts.table(LEVELS, "Levels", points)

    assert table(html, "Levels") == [
        ["Part", "2023/24", "2024/25", "2025/26"],
        ["Trust", "1", "Not measured", "Not measured"],
        ["Voice", "Not measured", "Not measured", "4"],
    ]


def test_parts_without_any_figure_stand_below_the_table_by_name():
    points = (round_of("2024/25", Trust=1, Voice=None, Time=None), round_of("2025/26", Trust=2))

    html = series_parts.table(LEVELS, "Levels", points)

    assert table(html, "Levels") == [["Part", "2024/25", "2025/26"], ["Trust", "1", "2"]]
    assert html.endswith('<p class="quiet small">No figure in any of these: Voice, Time.</p>')
    nowhere = series_parts.table(LEVELS, "Levels", (round_of("2025/26", Trust=None),))
    assert table(nowhere, "Levels") == [["Part", "2025/26"], ["Trust", "Not measured"]]


@pytest.fixture
def page(made_up_url, open_page):
    def opened(cell, **query):
        app = open_page(None, cell=cell, period="2025/26", **query)
        said = [unescape(element.proto.body) for element in app.get("html")]
        return " ".join([*said, *(element.value for element in app.markdown)])

    return opened


@pytest.mark.parametrize("cell", ["INF-02", "MAT-01", "MAT-02", "INS-04"])
def test_each_measure_in_parts_shows_how_they_moved_and_asks_for_nothing(page, cell):
    name = load().indicators[cell].name
    said = page(cell, length="Years")

    assert "each part moves by itself" in said.replace("\\", "")
    heads, *lines = table(said, f"{name}, each part by year")
    assert heads[0] == "Part"
    assert heads[-2:] == ["2024/25", "2025/26"]
    assert lines
    assert '<ul class="places">' in said
    assert "to see how its figure moved" not in said


def test_a_group_is_offered_only_where_the_measure_is_recorded_by_group(page):
    assert "Choose a priority group above" not in page("INF-02")
    assert "Choose a priority group above" in page("INF-04")


def test_by_place_the_parts_stand_in_a_table_and_no_place_is_said_to_have_no_figure(page):
    said = page("INF-02")

    assert "no place has a figure" not in said
    name = load().indicators["INF-02"].name
    heads, *lines = table(said, f"{name}, each part by place")
    assert heads == ["Part", "East place", "North place", "South place", "West place"]
    assert [line[0] for line in lines[:2]] == ["Age", "Sex"]
