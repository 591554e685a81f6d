"""Spreadsheets and a closed period: brought in, and taken back, only with a reason."""

from datetime import UTC, datetime

import pytest

from engagement_metrics import spreadsheet, store
from engagement_metrics.__main__ import main
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import Known
from engagement_metrics.framework import load
from engagement_metrics.models import Closing, Event, Organisation, Period
from engagement_metrics.store import closings
from tests.store.conftest import TODAY

FIRST = Period.parse("2026-27-Q1")
SHEET = "\n".join(
    (
        "title,aim,method,place,ends,heads,suggestions",
        "Fair,engage,survey,North Wold,2026-05-20,30,Open later",
        "Stall,engage,survey,North Wold,2026-06-02,12,",
        "Talk,engage,survey,North Wold,2026-08-02,9,",
    )
).encode()


def proposed(town):
    with store.session(LOCAL_USER) as write:
        if not store.setup().organisation:
            write.add(Organisation(name="Wold and Mere"))
    proposal = spreadsheet.propose(SHEET, Known(load(), store.setup(), TODAY))
    assert not proposal.refused, proposal.refused
    return proposal


def shut():
    closing = Closing(period=FIRST.code, closed_on=TODAY)
    closings.close(LOCAL_USER, lambda: [(closing, [])], first=FIRST)


def why_told(town):
    found = store.late_changes(LOCAL_USER, town.places, FIRST, datetime(2026, 1, 1, tzinfo=UTC))
    return sorted((line.event, line.reason) for line in found)


def heads(town):
    frames = store.shared_frames(LOCAL_USER, town.all())
    return int(frames.activities["heads"].sum())


def test_a_sheet_that_touches_a_closed_period_goes_in_with_a_reason_or_not_at_all(town):
    proposal = proposed(town)
    shut()

    with pytest.raises(store.NeedsReason, match="Q1 2026/27 is closed"):
        spreadsheet.store_all(LOCAL_USER, proposal)
    assert heads(town) == 0
    outcome = spreadsheet.store_all(LOCAL_USER, proposed(town), why="It came by post")

    assert (outcome.activities, outcome.suggestions) == (3, 1)
    assert heads(town) == 51
    assert why_told(town) == [(Event.ADDED, "Brought in from a spreadsheet: It came by post")] * 3


def test_taking_an_import_back_from_a_closed_period_needs_a_reason_and_is_told(town):
    spreadsheet.store_all(LOCAL_USER, proposed(town))
    shut()

    with pytest.raises(store.NeedsReason):
        spreadsheet.take_back(LOCAL_USER, proposed(town))
    assert heads(town) == 51
    assert spreadsheet.take_back(LOCAL_USER, proposed(town), why="It was last year's") == 4

    assert heads(town) == 0
    assert store.suggestions(LOCAL_USER).total == 0
    said = "A spreadsheet was taken back: It was last year's"
    assert why_told(town) == [(Event.WITHDRAWN, said)] * 3
    assert spreadsheet.take_back(LOCAL_USER, proposed(town), why="Once more") == 0
    assert store.faults() == []


def test_an_import_in_open_periods_is_taken_back_without_a_question(sqlite_town):
    spreadsheet.store_all(LOCAL_USER, proposed(sqlite_town))

    assert spreadsheet.take_back(LOCAL_USER, proposed(sqlite_town)) == 4
    assert sqlite_town.sql("SELECT DISTINCT reason FROM history WHERE event = 'withdrawn'") == [
        ("A spreadsheet was taken back",)
    ]


def test_the_command_line_says_which_period_is_closed_and_takes_a_reason(
    sqlite_town, tmp_path, capsys
):
    proposed(sqlite_town)
    shut()
    (tmp_path / "sheet.csv").write_bytes(SHEET)
    bring = ["import-activities", str(tmp_path / "sheet.csv"), "--database", sqlite_town.url]

    assert main(bring) == 1
    assert "Q1 2026/27 is closed. Say why it is changed now." in capsys.readouterr().err
    assert main([*bring, "--reason", "It came by post"]) == 0
    assert main([*bring, "--undo"]) == 1
    assert main([*bring, "--undo", "--reason", "It was last year's"]) == 0

    assert "Withdrawn: 4 records." in capsys.readouterr().out
    assert heads(sqlite_town) == 0
