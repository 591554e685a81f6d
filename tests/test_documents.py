"""The matrix as CSV: every cell in it, marked for its audience, and safe to open."""

import csv
import io
from datetime import date

import pytest

from engagement_metrics import documents, indicators
from engagement_metrics.documents import safe
from engagement_metrics.models import Audience, PeriodKind
from engagement_metrics.store import SharedFrames, TeamFrames
from engagement_metrics.store.setup import GroupRow, Setup, TopicRow
from tests.indicators.drawn import (
    CARERS,
    FRAMEWORK,
    PLACES,
    SYSTEM,
    TOWN,
    YEAR,
    YOUNG,
    asked,
    frames,
    place,
    standing,
)


def written(kind=TeamFrames, audience=Audience.TEAM, group=None, wanted=None, setup=TOWN, **drawn):
    """The bytes of the CSV of a few drawn records."""
    wanted = wanted or asked()
    board = indicators.board(FRAMEWORK, setup, frames(kind, **drawn), wanted, group)
    return documents.matrix_csv(
        FRAMEWORK, board.values, board.aimed, setup, wanted, audience, group
    )


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def rows(content):
    """The rows below the headings, as records; and by measure and part."""
    _, headings, *found = lines(content)
    return {(row[0], row[4]): dict(zip(headings, row, strict=True)) for row in found}


DRAWN = {
    "activities": "aim held complete heads estimated_heads\nengage 3 2 60 10",
    "groups": """
        aim    characteristic category    n
        engage age            16_24       7
        engage age            65_74      13
        engage unpaid_carer   carer  100003
    """,
    "answers": """
        question wave       format   choice n
        Q3       on_the_day standard 5      8
        Q3       on_the_day standard 1      2
        Q5       on_the_day standard 5      3
        Q5       on_the_day standard 1      4
    """,
    "suggestions": "received of_age answered young in_full waiting\n12 10 6 2 6 4",
}


def test_every_measure_of_the_matrix_has_a_row_and_its_parts_rows_of_their_own():
    found = rows(written(**DRAWN))

    assert [key for key, part in found if not part] == [one.id for one in FRAMEWORK.in_matrix()]
    assert [part for key, part in found if key == "ENG-04"] == ["", "Young people", "Carers"]
    assert [part for key, part in found if key == "ENG-02"] == [
        "", "Acted on in full, today", "Acted on in part, today", "Looked into, today",
        "Not possible, today", "Waiting, today", "Still in time",
    ]  # fmt: skip


def test_a_row_says_what_it_is_of_where_when_and_how_sure():
    assert rows(written(**DRAWN))["ENG-01", ""] == {
        "measure": "ENG-01", "name": "People who took part in feedback activities",
        "aim": "engage", "kind": "output", "group or part": "", "place": "Riverside",
        "period": "2026/27 (April 2026 to March 2027)", "topic": "", "state": "Measured",
        "value": "60", "unit": "attendances", "top": "60", "bottom": "",
        "likely range from": "", "likely range to": "", "estimated": "yes",
        "activities with figures": "2", "activities held": "3", "target": "", "standing": "",
        "note": "2026/27 is not over yet: this figure may still change until 31 March 2027.",
    }  # fmt: skip


def test_a_percentage_has_what_is_over_what_and_its_likely_range():
    row = rows(written(**DRAWN))["ENG-11", ""]

    assert [row[name] for name in ("value", "unit", "top", "bottom")] == ["80", "%", "8", "10"]
    assert (row["likely range from"], row["likely range to"]) == ("49.02", "94.33")


def test_a_count_among_the_parts_of_a_percentage_has_no_per_cent_sign():
    row = rows(written(**DRAWN))["ENG-02", "Acted on in full, today"]

    assert [row[name] for name in ("value", "unit", "top", "bottom")] == ["6", "", "6", "10"]


def test_what_is_not_measured_is_empty_and_says_why():
    row = rows(written())["ENG-01", ""]

    assert (row["state"], row["value"], row["unit"]) == ("No activity", "", "")
    assert row["note"] == "No engage activity is recorded here."


def test_under_ten_answers_only_the_team_has_the_counts():
    team = rows(written(**DRAWN))["INV-11", ""]
    shared = rows(written(SharedFrames, Audience.SHARED, **DRAWN))["INV-11", ""]

    assert [team[name] for name in ("state", "value", "top", "bottom")] == [
        "Measured", "", "3", "7",
    ]  # fmt: skip
    assert [shared[name] for name in ("state", "value", "top", "bottom")] == [
        "Not shown", "", "", "",
    ]  # fmt: skip


def test_the_shared_csv_holds_no_count_of_a_group():
    shared = written(SharedFrames, Audience.SHARED, **DRAWN)

    assert b"100003" in written(**DRAWN)
    assert b"100003" not in shared
    assert {part for _, part in rows(shared)} & {"Young people", "Carers"} == set()
    for key in ("INF-04", "ENG-04", "INV-02"):
        row = rows(shared)[key, ""]
        assert (row["state"], row["value"], row["top"], row["bottom"]) == ("Not shown", "", "", "")


@pytest.mark.parametrize(
    ("audience", "mark"),
    [
        (Audience.TEAM, "Internal: small numbers. Do not share."),
        (Audience.SHARED, "Shared view."),
    ],
)
def test_the_first_row_says_for_whom_it_is(audience, mark):
    found = lines(written(audience=audience))

    assert found[0] == [mark]
    assert found[1] == list(documents.HEADINGS)
    assert {len(row) for row in found[1:]} == {len(documents.HEADINGS)}


def test_it_begins_with_the_mark_by_which_a_spreadsheet_knows_its_letters():
    content = written()

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_a_chosen_group_is_named_in_the_rows_it_acts_on():
    found = rows(written(group=CARERS, **DRAWN))

    assert found["ENG-04", "Carers"]["value"] == "100003"
    assert {part for key, part in found if key in ("INF-04", "INV-02")} == {"Carers"}
    assert found["ENG-01", ""]["state"] == "Not measured"


def test_a_target_stands_in_the_row_of_the_measure_and_not_in_those_of_its_parts():
    target = {
        "indicator": "ENG-02", "form": "share_of", "low": 60, "period": "any",
        "set_on": date(2026, 4, 1),
    }  # fmt: skip
    found = rows(written(targets=standing("targets", target), **DRAWN))

    assert (found["ENG-02", ""]["target"], found["ENG-02", ""]["standing"]) == (
        "60%", "Met so far",
    )  # fmt: skip
    told = [row["target"] for (key, part), row in found.items() if key == "ENG-02" and part]
    assert told == [""] * 6


def test_a_chosen_group_s_target_stands_in_its_row():
    target = {
        "indicator": "ENG-04", "form": "at_least", "low": 5, "period": PeriodKind.YEAR,
        "priority_group_id": YOUNG,
    }  # fmt: skip
    found = rows(written(group=YOUNG, targets=standing("targets", target), **DRAWN))

    row = found["ENG-04", "Young people"]
    assert (row["value"], row["target"], row["standing"]) == ("7", "at least 5", "Met")


# ---- safe to open --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "  ="]
)
def test_no_cell_runs_as_a_formula(start):
    assert safe(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["5 people", "", " a", "a=1", "'=1", -5, 2.5, 0])
def test_every_other_cell_stays_as_it_is(cell):
    assert safe(cell) == cell
    assert safe(None) == ""


def test_words_that_people_typed_are_safe_wherever_they_stand():
    evil = '=HYPERLINK("http://evil","x"),\n"two"'
    setup = Setup(
        1, None, PLACES | {SYSTEM: place(SYSTEM, evil, None)}, {1: TopicRow(1, evil, False, 1)},
        {YOUNG: GroupRow(YOUNG, evil, "age", ("16_24",), False, 1),
         CARERS: GroupRow(CARERS, "Carers", "unpaid_carer", ("carer",), False, 1)},
    )  # fmt: skip
    found = lines(written(setup=setup, wanted=asked(topic_id=1), **DRAWN))
    cells = {cell for row in found for cell in row}

    assert f"'{evil}" in cells
    assert {cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")} == set()
    assert {row[5] for row in found[2:]} == {row[7] for row in found[2:]} == {f"'{evil}"}


def test_all_time_has_no_period():
    assert {row["period"] for row in rows(written(wanted=asked(None))).values()} == {""}
    assert {row["period"] for row in rows(written(wanted=asked(YEAR))).values()} == {YEAR.label}
