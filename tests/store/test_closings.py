"""Closing a period: what was reported stands still, and a later change says why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.framework import load
from engagement_metrics.indicators import reporting
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Closing,
    Event,
    Period,
    PieceOfWork,
    Place,
    RecordType,
    ReportedFigure,
    Suggestion,
    Topic,
    TypedFigure,
    ValueState,
    Wave,
    WorkKind,
)
from engagement_metrics.store import backup, closings, retention
from tests.store.conftest import TODAY
from tests.store.test_concurrency import all_at_once

MAY, FIRST, SECOND = (Period.parse(code) for code in ("2026-05", "2026-27-Q1", "2026-27-Q2"))
YEAR_BEFORE = Period.parse("2025-26")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def shut(period, figures=(), **other):
    """Close a period with nothing worked out but these figures."""
    closing = Closing(period=period.code, closed_on=TODAY)
    return closings.close(LOCAL_USER, lambda: [(closing, figures)], first=period, **other)


def figure_of(number):
    """A figure of one indicator for all places in the first quarter."""
    return ReportedFigure(
        closing_id=0, indicator="ENG-01", indicator_version=1, period=FIRST.code,
        state=ValueState.MEASURED, number=number,
    )  # fmt: skip


def close_as_the_page_does(period, *only, today=TODAY):
    """Close a period with the figures of some indicators, as the shared view has them."""
    definitions = load()
    chosen = replace(definitions, indicators={key: definitions.indicators[key] for key in only})
    already = period in store.closed(LOCAL_USER)

    def work_out():
        plan = reporting.plan(
            chosen, period, store.closed(LOCAL_USER), closings.standing(LOCAL_USER), today
        )
        return reporting.acts(
            chosen, store.setup(), plan, "",
            lambda of: store.shared_frames(LOCAL_USER, of, "month"), today,
        )  # fmt: skip

    return closings.close(LOCAL_USER, work_out, first=None if already else period)


def said(indicator, period, place_id=None):
    """What was reported, the latest first."""
    return [one.number for one in store.reported(LOCAL_USER, place_id, period).get(indicator, ())]


def why_told(town, period=FIRST):
    """Each late change of a period, as (event, number, reason)."""
    found = store.late_changes(LOCAL_USER, town.places, period, LONG_AGO)
    return [(line.event, line.number, line.reason) for line in found]


def refused(act, *arguments, **named):
    """Whether the store asks why, and leaves everything as it was."""
    before = store.data_version()
    with pytest.raises(store.NeedsReason):
        act(*arguments, **named)
    assert store.data_version() == before
    return True


def because(act, *arguments):
    """One write with a reason."""
    with store.session(LOCAL_USER, "Found on a sheet of paper") as write:
        return getattr(write, act)(*arguments)


# ---- what is reported ----------------------------------------------------------------------------


def test_closing_a_quarter_reports_its_figures_for_each_place_and_for_all_together(town):
    town.add(town.activity(heads=30))
    town.add(town.activity(heads=12, place_id=town.south))
    town.add(town.activity(heads=99, ends="2026-07-01"))  # in the quarter after it

    close_as_the_page_does(FIRST, "ENG-01")

    assert [said("ENG-01", FIRST, at) for at in (None, town.system, town.north, town.south)] == [
        [42.0], [42.0], [30.0], [12.0],
    ]  # fmt: skip
    assert store.closed(LOCAL_USER) == (FIRST,)
    assert store.faults() == []


def test_closing_a_quarter_reports_its_months_for_what_is_told_by_month(sqlite_town):
    town = sqlite_town
    town.add(town.activity(aim="inform", heads=7, ends="2026-04-03"))

    close_as_the_page_does(FIRST, "INF-01")

    assert said("INF-01", Period.parse("2026-04")) == [7.0]
    assert store.reported(LOCAL_USER, None, Period.parse("2026-05"))["INF-01"][0].state is (
        ValueState.NO_ACTIVITY
    )
    assert said("INF-01", FIRST) == []  # it is told by month and by year alone


def test_what_is_released_is_not_reported_beside_it(sqlite_town):
    town = sqlite_town
    heard = town.add(town.activity())
    town.add(town.sheet(heard, forms_received=80, people_invited=90), town.answers("Q7", c5=80))

    close_as_the_page_does(FIRST, *load().indicators)

    there = store.reported(LOCAL_USER, None, FIRST)
    released = {key for key, one in load().indicators.items() if one.by_group or one.of_answers}
    assert {"ENG-04", "INV-13", "REC-03"} <= released
    assert there and not released & there.keys()


def test_what_was_reported_of_answers_before_they_were_released_is_told_to_nobody(sqlite_town):
    figure = ReportedFigure(
        closing_id=0, indicator="ENG-11", indicator_version=1, period=FIRST.code,
        state=ValueState.MEASURED, number=75.0, top=9, bottom=12,
    )  # fmt: skip
    sqlite_town.add(Closing(period=FIRST.code, closed_on=TODAY, figures=1), [figure])

    assert store.reported(LOCAL_USER, None, FIRST) == {}
    assert store.reported_in(LOCAL_USER, FIRST) == ()


def test_a_reported_figure_is_never_recomputed(sqlite_town):
    town = sqlite_town
    number = town.add(town.activity(heads=42))
    close_as_the_page_does(FIRST, "ENG-01")

    because("change", Activity, number, 1, {"heads": 45})
    close_as_the_page_does(FIRST, "ENG-01")
    close_as_the_page_does(SECOND, "ENG-01")

    assert said("ENG-01", FIRST) == [42.0]
    assert store.shared_frames(LOCAL_USER, town.all(period=FIRST)).activities["heads"].tolist() == [
        45
    ]


def test_the_database_itself_lets_nobody_change_or_delete_what_was_reported(town):
    shut(FIRST, [figure_of(42)])

    for statement in ("UPDATE reported_figure SET number = 45", "DELETE FROM reported_figure"):
        with pytest.raises(sa.exc.DBAPIError, match="only ever added to"):
            town.sql(statement)
    assert said("ENG-01", FIRST) == [42.0]


def test_check_counts_the_reported_figures(sqlite_town):
    shut(FIRST, [figure_of(42)])
    sqlite_town.sql("UPDATE closing SET figures = 2")

    assert store.faults() == ["Closing 1 reported 2 figures, of which 1 are there."]


def test_an_indicator_that_waits_is_reported_by_any_later_closing(sqlite_town):
    town = sqlite_town
    town.add(town.activity(heads=5, ends="2026-08-01"))
    town.add(town.suggestion(received=date(2026, 8, 1)))

    close_as_the_page_does(SECOND, "ENG-01", "ENG-02", today=date(2026, 11, 21))
    assert store.reported(LOCAL_USER, None, SECOND).keys() == {"ENG-01"}

    close_as_the_page_does(FIRST, "ENG-01", "ENG-02", today=date(2026, 12, 30))
    assert store.reported(LOCAL_USER, None, SECOND).keys() == {"ENG-01", "ENG-02"}
    assert [(one.period.code, one.figures) for one in reversed(closings.listed(LOCAL_USER))] == [
        ("2026-27-Q2", 4),
        ("2026-27-Q1", 8),
        ("2026-27-Q2", 4),
    ]


def test_a_period_that_has_not_ended_cannot_be_closed(town):
    with pytest.raises(ValueError, match="has not ended"):
        shut(Period.parse("2098-99"))

    assert store.closed(LOCAL_USER) == ()


def test_of_two_leads_who_close_at_once_one_wins_and_the_other_is_told(town):
    def close(_):
        try:
            shut(FIRST)
        except store.Taken as told:
            return str(told)
        return "closed"

    told = sorted(all_at_once(close, 2), key=len)

    assert told[0] == "closed"
    assert told[1].startswith("Local user closed Q1 2026/27 at ")
    assert len(closings.listed(LOCAL_USER)) == 1


def test_a_closing_while_others_save_reports_what_stood_when_it_closed(town):
    saved = []

    def work_out():
        heads = store.shared_frames(LOCAL_USER, town.all(period=FIRST)).activities["heads"].sum()
        if len(saved) < 2:  # somebody is quicker, twice
            saved.append(town.add(town.activity(heads=10)))
        return [(Closing(period=FIRST.code, closed_on=TODAY), [figure_of(float(heads))])]

    closings.close(LOCAL_USER, work_out, first=FIRST)

    assert said("ENG-01", FIRST) == [20.0]


# ---- reopening -----------------------------------------------------------------------------------


def test_a_reopened_period_is_live_until_it_is_closed_anew_and_keeps_what_it_said(town):
    number = town.add(town.activity(heads=42))
    close_as_the_page_does(FIRST, "ENG-01")

    closings.reopen(LOCAL_USER, FIRST, "The south had not reported")
    town.change(Activity, number, 1, heads=45)  # nobody asks why
    close_as_the_page_does(FIRST, "ENG-01")

    found = store.reported(LOCAL_USER, None, FIRST)["ENG-01"]
    assert [(one.number, one.stands) for one in found] == [(45.0, True), (42.0, False)]
    lines = store.history(LOCAL_USER, RecordType.CLOSING, 1)
    assert [(line.event, line.reason) for line in lines] == [
        (Event.CHANGED, "The south had not reported"), (Event.ADDED, ""),
    ]  # fmt: skip
    assert why_told(town) == []


def test_a_quarter_is_reopened_only_after_the_year_that_holds_it(town):
    first = Period.parse("2025-26-Q1")
    shut(first)
    shut(YEAR_BEFORE)

    with pytest.raises(store.Taken, match="Reopen 2025/26 first"):
        closings.reopen(LOCAL_USER, first, "Why not")
    closings.reopen(LOCAL_USER, YEAR_BEFORE, "Late returns")
    assert store.closed(LOCAL_USER) == (first,)
    closings.reopen(LOCAL_USER, first, "Late returns")
    with pytest.raises(store.Taken, match="not closed any more"):
        closings.reopen(LOCAL_USER, first, "Once more")

    assert store.closed(LOCAL_USER) == ()


# ---- changes after closing -----------------------------------------------------------------------


def test_a_late_entry_in_a_closed_period_is_stored_only_with_a_reason(town):
    shut(FIRST)

    assert refused(town.add, town.activity())
    assert town.add(town.activity(ends="2026-07-01"))  # in an open period
    number = because("add", town.activity())

    assert why_told(town) == [(Event.ADDED, number, "Found on a sheet of paper")]
    assert why_told(town, MAY) == why_told(town)
    assert why_told(town, SECOND) == []


def test_an_entry_that_does_not_count_yet_needs_no_reason_until_it_does(town):
    shut(FIRST)
    planned = town.add(town.activity(status=ActivityStatus.PLANNED, heads=None))

    assert refused(town.change, Activity, planned, 1, status=ActivityStatus.COMPLETE, heads=9)


def test_a_reason_of_spaces_is_none(town):
    shut(FIRST)

    with pytest.raises(store.NeedsReason), store.session(LOCAL_USER, "  ") as write:
        write.add(town.activity())


def test_an_edit_of_what_counts_in_a_closed_period_is_stored_only_with_a_reason(town):
    number = town.add(town.activity(heads=10))
    shut(MAY)

    assert refused(town.change, Activity, number, 1, heads=12)
    because("change", Activity, number, 1, {"heads": 12})

    assert why_told(town, MAY) == [(Event.CHANGED, number, "Found on a sheet of paper")]


def test_moving_an_activity_into_or_out_of_a_closed_period_needs_a_reason(town):
    inside = town.add(town.activity())
    outside = town.add(town.activity(ends="2026-07-01"))
    shut(FIRST)
    to_july = {"ends": "2026-07-02", "month": "2026-07"}
    to_may = {"ends": "2026-05-02", "month": "2026-05"}

    assert refused(town.change, Activity, inside, 1, **to_july)
    assert refused(town.change, Activity, outside, 1, **to_may)
    because("change", Activity, inside, 1, to_july)
    town.change(Activity, inside, 2, heads=11)  # it counts elsewhere by now

    assert len(why_told(town)) == 1


def test_a_withdrawal_and_a_restoring_in_a_closed_period_need_a_reason(town):
    number = town.add(town.activity())
    shut(FIRST)

    assert refused(town.withdraw, Activity, number)
    because("withdraw", Activity, number, 1)
    assert refused(town.restore, Activity, number)
    because("restore", Activity, number, 2)

    assert [event for event, _, _ in why_told(town)] == [Event.RESTORED, Event.WITHDRAWN]


def test_withdrawing_what_takes_others_along_into_a_closed_period_needs_a_reason(town):
    activity = town.add(town.activity(ends="2026-07-01"))
    sheet = town.sheet(activity, wave=Wave.FOLLOW_UP, month="2026-05")
    town.add(sheet, town.answers(c5=12))
    heard = town.add(town.suggestion(received=date(2026, 7, 1)))
    town.add(town.made_change(), town.because_of(heard))
    shut(FIRST)

    assert refused(town.withdraw, Activity, activity)
    assert refused(town.withdraw, Suggestion, heard)


def test_a_part_whose_heads_come_to_count_in_a_closed_period_needs_a_reason(town):
    whole = town.add(town.activity(ends="2026-07-01", heads=50))
    town.add(town.activity(part_of_id=whole, heads=20))
    shut(FIRST)

    assert refused(town.withdraw, Activity, whole)
    assert refused(town.change, Activity, whole, 1, heads=None)
    town.change(Activity, whole, 1, title="Two markets")  # the part counts as it did


def test_every_kind_of_record_in_a_closed_period_needs_a_reason(town):
    activity = town.add(town.activity(ends="2026-07-01"))
    shut(FIRST)

    for record in (
        town.activity(),
        town.suggestion(),
        town.made_change(),
        town.sheet(activity),
        town.figure(period="2026-04", indicator="INF-03"),
        town.figure(period=FIRST.code, indicator="ENG-11"),
    ):
        assert refused(town.add, record)
    assert town.add(town.figure(period="2026-27"))  # of the year, which is open
    assert town.add(town.suggestion(received=None))  # of no period


def test_a_record_known_by_its_year_alone_needs_a_reason_once_the_year_is_closed(town):
    shut(Period.parse("2025-26-Q1"))
    town.add(town.activity("2025/26"))

    shut(YEAR_BEFORE)

    assert refused(town.add, town.activity("2025/26"))
    assert refused(town.add, town.activity("2025-11-05"))


def test_what_follows_a_suggestion_belongs_to_the_day_it_was_done(town):
    number = town.add(town.suggestion())
    shut(FIRST)
    in_time = [town.looked_into(date(2026, 7, 9))]
    dated_back = [*in_time, town.looked_into(date(2026, 6, 9))]

    town.change(Suggestion, number, 1, parts=in_time, step="looked_into")
    town.change(Suggestion, number, 2, owner="Access team")

    assert refused(town.change, Suggestion, number, 3, parts=dated_back)
    assert refused(town.change, Suggestion, number, 3, text="Open earlier.")
    assert refused(town.change, Suggestion, number, 3, step="removed")


def test_telling_people_later_needs_no_reason_and_dating_it_back_does(town):
    number = town.add(town.activity())
    shut(FIRST)

    town.change(Activity, number, 1, fed_back_on=date(2026, 7, 9))

    assert refused(town.change, Activity, number, 2, fed_back_on=date(2026, 6, 9))


def test_moving_a_place_under_another_needs_a_reason_while_any_period_is_closed(town):
    town.change(Place, town.south, 1, parent_id=town.north)
    shut(FIRST)

    assert refused(town.change, Place, town.south, 2, parent_id=town.system)
    town.change(Place, town.south, 2, name="The south")
    town.change(Topic, town.health, 1, name="Health")
    because("change", Place, town.south, 3, {"parent_id": town.system})

    assert why_told(town) == [(Event.CHANGED, town.south, "Found on a sheet of paper")]


def test_a_project_is_changed_with_a_reason_once_its_first_involvement_is_closed(town):
    work = town.add(PieceOfWork(name="Ramp", kind=WorkKind.PROJECT, place_id=town.north))
    town.add(town.activity(piece_of_work_id=work))
    town.add(town.activity(ends="2026-07-01", piece_of_work_id=work))
    shut(FIRST)

    assert refused(town.change, PieceOfWork, work, 1, stage="ideas")
    assert refused(town.withdraw, PieceOfWork, work)
    town.change(PieceOfWork, work, 1, name="A ramp")


def test_a_backup_keeps_what_was_reported_and_puts_it_back_guarded(town, tmp_path):
    shut(FIRST, [figure_of(42)])
    backup.make(LOCAL_USER, tmp_path / "kept.zip")
    closings.reopen(LOCAL_USER, FIRST, "A return was late")

    backup.restore(LOCAL_USER, tmp_path / "kept.zip", replace=True)

    assert said("ENG-01", FIRST) == [42.0]
    assert store.closed(LOCAL_USER) == (FIRST,)
    assert store.faults() == []
    with pytest.raises(sa.exc.DBAPIError, match="only ever added to"):
        town.sql("DELETE FROM reported_figure")


def test_a_store_without_a_closing_asks_nobody_why(town):
    number = town.add(town.activity())
    town.change(Activity, number, 1, heads=11)
    town.withdraw(Activity, number, 2)

    assert town.sql("SELECT count(*) FROM late_change") == [(0,)]


def test_a_typed_figure_says_for_which_measure_it_was_changed(town):
    number = town.add(town.figure(period=FIRST.code, indicator="ENG-03", bottom=10))
    shut(FIRST)
    because("change", TypedFigure, number, 1, {"top": 9})

    lines = store.late_changes(LOCAL_USER, town.places, FIRST, LONG_AGO)
    moved = [reporting.moved_by(load().indicators[key], lines) for key in ("ENG-03", "INF-03")]
    assert [len(found) for found in moved] == [1, 0]


def test_retention_leaves_what_was_reported(town):
    town.add(town.activity("2014-05-20"))
    town.add(town.activity("2014-05-21"))  # the highest number stays in any case
    first = Period.parse("2014-15-Q1")
    close_as_the_page_does(first, "ENG-01")
    town.sql("UPDATE activity SET updated_at = '2014-06-01 00:00:00'")

    gone = retention.remove(LOCAL_USER, "Kept for its time", load().retention, TODAY)

    assert gone.total == 1
    assert said("ENG-01", first) == [20.0]
    assert store.faults() == []


def test_what_was_reported_is_asked_for_once_and_then_remembered(sqlite_town):
    shut(FIRST)
    first = store.reported(LOCAL_USER, None, FIRST)

    assert store.reported(LOCAL_USER, None, FIRST) is first
