"""One write: stored once, whole or not at all, with its history, refused when it is stale."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import (
    Activity,
    Aim,
    AnswerSheet,
    Change,
    Event,
    Place,
    PlaceAuthority,
    RecordType,
    Role,
    Suggestion,
    SuggestionStep,
    Target,
    TargetForm,
    Topic,
    TypedFigure,
)

LEAD = Actor("Sam", frozenset({Role.LEAD}))


def what_happened(kind: RecordType, number: int) -> list[tuple[str, dict, dict]]:
    return [(h.event, h.before, h.after) for h in store.history(LOCAL_USER, kind, number)]


class Broken(Exception):
    """Something goes wrong in the middle of a write."""


# ---- once, and whole ---------------------------------------------------------------------------


def test_a_key_that_was_used_before_stores_nothing_and_gives_the_first_number(town):
    first = town.add(town.activity(), town.ages(u16=3), key="a-save")
    version = store.data_version()

    again = town.add(town.activity(), town.ages(u16=3), key="a-save")

    assert again == first
    assert town.sql("SELECT id, title FROM activity") == [(first, "Market stall")]
    assert town.sql("SELECT n FROM group_total") == [(3,)]
    assert store.data_version() == version


@pytest.mark.parametrize(
    ("title", "under_16"), [("Typed anew", 3), ("Market stall", 9)], ids=["a field", "a count"]
)
def test_what_was_typed_after_a_save_is_never_told_to_be_saved_by_it(town, title, under_16):
    town.add(town.activity(), town.ages(u16=3), key="a-save")

    with pytest.raises(store.Taken, match="saved before, as number 1, and does not say the same"):
        town.add(town.activity(title=title), town.ages(u16=under_16), key="a-save")

    assert town.sql("SELECT id, title FROM activity") == [(1, "Market stall")]
    assert town.sql("SELECT n FROM group_total") == [(3,)]


def test_a_key_used_twice_in_one_write_stores_once(town):
    with store.session(LOCAL_USER) as write:
        first = write.add(town.activity(), key="a-save")
        again = write.add(town.activity(), key="a-save")

    assert first == again
    assert town.sql("SELECT count(*) FROM activity") == [(1,)]


def save_and_break(town):
    with store.session(LOCAL_USER) as write:
        activity = write.add(town.activity(), town.ages(u16=3), key="a-save")
        write.add(town.suggestion(activity_id=activity))
        write.change(Place, town.north, 1, {"name": "Elsewhere"})
        raise Broken


def test_a_key_whose_write_failed_can_be_used_again(town):
    with pytest.raises(Broken):
        save_and_break(town)

    number = town.add(town.activity(), key="a-save")

    assert town.sql("SELECT id FROM activity") == [(number,)]


def test_an_error_inside_the_block_leaves_nothing(town):
    before = everything(town)

    with pytest.raises(Broken):
        save_and_break(town)

    assert everything(town) == before
    assert store.faults() == []


def test_parts_that_the_database_refuses_take_their_record_with_them(town):
    before = everything(town)

    with pytest.raises(IntegrityError):
        town.add(town.activity(), town.ages(u16=-1))

    assert everything(town) == before


def everything(town):
    tables = (
        "place", "activity", "suggestion", "group_count", "group_total", "history", "write_key",
        "data_version",
    )  # fmt: skip
    return {name: town.sql(f"SELECT * FROM {name} ORDER BY 1") for name in tables}


def test_several_records_in_one_write_are_stored_together(town):
    with store.session(LOCAL_USER, "From the spring log") as write:
        activity = write.add(town.activity())
        suggestion = write.add(town.suggestion(activity_id=activity))

    assert town.sql("SELECT activity_id FROM suggestion") == [(activity,)]
    told = store.history(LOCAL_USER, RecordType.SUGGESTION, suggestion)
    assert [(line.who, line.reason) for line in told] == [("Local user", "From the spring log")]


def test_a_record_says_who_wrote_it_and_who_changed_it(town):
    number = town.add(town.activity())
    with store.session(LEAD) as write:
        write.change(Activity, number, 1, {"heads": 12})

    found, _ = store.record(LOCAL_USER, Activity, number)

    assert (found.created_by, found.updated_by, found.version) == ("Local user", "Sam", 2)
    assert found.created_at < found.updated_at


# ---- stale edits -------------------------------------------------------------------------------


def test_a_change_to_what_somebody_else_changed_is_refused_with_how_it_stands(town):
    number = town.add(town.activity())
    with store.session(LEAD) as write:
        write.change(Activity, number, 1, {"heads": 12})

    with pytest.raises(store.Stale) as stale:
        town.change(Activity, number, 1, heads=15)

    assert (stale.value.current.heads, stale.value.current.version) == (12, 2)
    assert str(stale.value) == (
        "Sam changed this while you had it open. Nothing of yours was saved."
    )
    assert town.sql("SELECT heads FROM activity") == [(12,)]


def test_a_stale_withdrawal_is_refused_too(town):
    number = town.add(town.activity())
    town.change(Activity, number, 1, heads=12)

    with pytest.raises(store.Stale):
        town.withdraw(Activity, number, version=1)

    assert town.sql("SELECT withdrawn FROM activity") in ([(0,)], [(False,)])


def test_a_change_sent_twice_is_made_once_and_is_not_stale(town):
    number = town.add(town.activity())
    town.change(Activity, number, 1, heads=12, parts=town.ages(u16=4))
    version = store.data_version()

    town.change(Activity, number, 1, heads=12, parts=town.ages(u16=4))

    assert store.data_version() == version
    assert town.sql("SELECT heads, version FROM activity") == [(12, 2)]


def test_a_change_of_nothing_writes_nothing(town):
    number = town.add(town.activity(), town.ages(u16=3, **{"16_24": 2}))
    version = store.data_version()

    in_another_order = town.ages(**{"16_24": 2}, u16=3)
    town.change(Activity, number, 1, parts=in_another_order, aim=Aim.ENGAGE, heads=10)

    assert store.data_version() == version
    assert len(what_happened(RecordType.ACTIVITY, number)) == 1


def test_a_change_does_not_set_what_the_store_keeps_by_itself(town):
    number = town.add(town.activity())
    proposed = town.activity(heads=11).model_dump()

    town.change(Activity, number, 1, **proposed)

    rows = town.sql("SELECT id, version, heads, created_by FROM activity")
    assert rows == [(number, 2, 11, "Local user")]


def test_a_record_that_is_not_there_cannot_be_changed(town):
    with pytest.raises(LookupError, match="there is no activity of number 99"):
        town.change(Activity, 99, 1, heads=1)


# ---- withdraw and restore ----------------------------------------------------------------------


def test_a_withdrawn_record_stays_in_the_store_and_can_be_restored(town):
    number = town.add(town.activity(), town.ages(u16=3))

    town.withdraw(Activity, number)
    assert store.activities(LOCAL_USER).total == 0
    assert store.activities(LOCAL_USER, withdrawn=True).total == 1
    assert town.sql("SELECT n FROM group_total") == [(0,)]

    town.restore(Activity, number)
    assert store.activities(LOCAL_USER).total == 1
    assert town.sql("SELECT n FROM group_total") == [(3,)]


def test_withdrawing_what_is_withdrawn_does_nothing(town):
    number = town.add(town.activity())
    town.withdraw(Activity, number)
    version = store.data_version()

    town.withdraw(Activity, number, version=1)

    assert store.data_version() == version


def test_two_figures_for_one_measure_place_and_period_cannot_both_stand(town):
    town.add(town.figure())

    with pytest.raises(store.Taken) as taken:
        town.add(town.figure(top=8))

    assert str(taken.value) == (
        "There is a figure for this measure, place and period already. Change that one instead."
    )
    assert town.sql("SELECT top FROM typed_figure") == [(7,)]


@pytest.mark.parametrize(
    "other",
    [{"indicator": "INV-02"}, {"period": "2024-25"}, {"place_id": 3}],
    ids=["measure", "period", "place"],
)
def test_a_figure_of_another_measure_period_or_place_stands_beside_it(town, other):
    town.add(town.figure())
    town.add(town.figure(**other))

    assert town.sql("SELECT count(*) FROM typed_figure") == [(2,)]


def test_a_withdrawn_figure_leaves_its_place_to_another_and_then_cannot_come_back(town):
    first = town.add(town.figure())
    town.withdraw(TypedFigure, first)
    town.add(town.figure(top=8))

    with pytest.raises(store.Taken):
        town.restore(TypedFigure, first)

    assert town.sql("SELECT top FROM typed_figure WHERE stands IS NOT NULL") == [(8,)]


def test_a_figure_moved_to_a_period_that_has_one_is_refused(town):
    town.add(town.figure())
    second = town.add(town.figure(period="2024-25"))

    with pytest.raises(store.Taken):
        town.change(TypedFigure, second, 1, period="2025-26")


# ---- parts -------------------------------------------------------------------------------------


def test_a_change_of_parts_replaces_them(town):
    number = town.add(Place(name="East"), [PlaceAuthority(place_id=0, code="E06000001")])

    town.change(Place, number, 1, parts=[PlaceAuthority(place_id=0, code="E06000002")])

    assert town.sql("SELECT place_id, code FROM place_authority") == [(number, "E06000002")]
    assert what_happened(RecordType.PLACE, number)[0] == (
        Event.CHANGED,
        {"parts": [["E06000001"]]},
        {"parts": [["E06000002"]]},
    )


def test_a_change_to_no_parts_takes_them_all_away(town):
    number = town.add(town.activity(), town.ages(u16=3))

    town.change(Activity, number, 1, parts=[])

    assert town.sql("SELECT count(*) FROM group_count") == [(0,)]
    assert town.sql("SELECT n FROM group_total") == [(0,)]


def test_a_record_without_parts_has_none(town):
    number = town.add(Target(indicator="INF-01", form=TargetForm.AT_LEAST, low=5))

    town.change(Target, number, 1, low=6.5)

    assert store.record(LOCAL_USER, Target, number)[1] == []


def test_a_step_of_a_suggestion_is_told_with_who_and_result(town):
    number = town.add(town.suggestion())
    step = town.looked_into(date(2026, 5, 9))

    town.change(Suggestion, number, 1, parts=[step], step=SuggestionStep.LOOKED_INTO)

    assert what_happened(RecordType.SUGGESTION, number)[0] == (
        Event.CHANGED,
        {"step": None, "parts": []},
        {"step": "looked_into", "parts": [["2026-05-09", "Yes", "looked_into", "Access team"]]},
    )


def test_the_suggestions_of_a_change_are_told(town):
    suggestion = town.add(town.suggestion())

    number = town.add(town.made_change(), town.because_of(suggestion))

    told = what_happened(RecordType.CHANGE, number)[0][2]
    assert (told["parts"], told["on"]) == ([[suggestion]], "2026-06-01")
    assert town.sql("SELECT * FROM change_suggestion") == [(number, suggestion)]
    assert store.record(LOCAL_USER, Change, number)[0].title == "Ramp"


def test_evaluation_sheets_move_with_their_activity(town):
    activity = town.add(town.activity())
    town.add(town.sheet(activity), town.answers(c5=12))
    town.add(town.sheet(activity, wave="follow_up", month="2026-09"), town.answers(c5=12))

    moved = town.activity("2027-04-02", place_id=town.south, topic_id=town.travel)
    town.change(Activity, activity, 1, **moved.model_dump())

    rows = town.sql(
        "SELECT place_id, topic_id, month, financial_year FROM answer_sheet ORDER BY id"
    )
    assert rows == [
        (town.south, town.travel, "2027-04", 2027),
        (town.south, town.travel, "2026-09", 2026),
    ]


# ---- history -----------------------------------------------------------------------------------


def test_history_tells_each_event_with_what_changed_and_nothing_else(town):
    number = town.add(town.activity())
    town.change(Activity, number, 1, heads=12, note="Rain.")
    town.withdraw(Activity, number, 2)
    town.restore(Activity, number, 3)

    told = what_happened(RecordType.ACTIVITY, number)

    assert told[:3] == [
        (Event.RESTORED, {}, {}),
        (Event.WITHDRAWN, {}, {}),
        (Event.CHANGED, {"heads": 10, "note": ""}, {"heads": 12, "note": "Rain."}),
    ]
    added = told[3]
    assert added[:2] == (Event.ADDED, {})
    assert added[2]["title"] == "Market stall"
    assert {"id", "version", "heads_added", "updated_by"} & added[2].keys() == set()


def test_history_never_holds_group_counts_nor_answers(town):
    number = town.add(town.activity(heads=500), town.ages(u16=103))
    town.change(Activity, number, 1, parts=town.ages(u16=107))
    sheet = town.add(town.sheet(number, forms_received=400), town.answers(c5=203))
    town.change(AnswerSheet, sheet, 1, parts=town.answers(c5=207))

    assert what_happened(RecordType.ACTIVITY, number)[0] == (
        Event.CHANGED, {}, {"parts": "changed"},
    )  # fmt: skip
    assert what_happened(RecordType.ANSWER_SHEET, sheet)[0] == (
        Event.CHANGED, {}, {"parts": "changed"},
    )  # fmt: skip
    lines = " ".join(str(row) for row in town.sql("SELECT before, after FROM history"))
    assert [n for n in ("103", "107", "203", "207", "u16") if n in lines] == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history SET who = 'Nobody'", "DELETE FROM history"],
    ids=["edit", "delete"],
)
def test_history_is_only_ever_added_to(town, statement):
    with pytest.raises(DBAPIError, match="history is only ever added to"):
        town.sql(statement)

    assert town.sql("SELECT count(*) FROM history WHERE who = 'Local user'") == [(5,)]


def test_history_cannot_be_emptied_at_one_stroke(postgres_town):
    with pytest.raises(DBAPIError, match="history is only ever added to"):
        postgres_town.sql("TRUNCATE history")

    assert postgres_town.sql("SELECT count(*) FROM history") == [(5,)]


# ---- data version ------------------------------------------------------------------------------


def test_the_data_version_rises_by_one_for_each_thing_that_happened(town):
    before = store.data_version()

    number = town.add(Topic(name="Sleep"))
    town.change(Topic, number, 1, name="Sleep well")
    town.withdraw(Topic, number, 2)
    with store.session(LOCAL_USER) as write:
        write.add(Topic(name="Food"))
        write.add(Topic(name="Water"))

    assert store.data_version() == before + 5


def test_a_write_in_which_nothing_happens_leaves_the_data_version(town):
    before = store.data_version()

    with store.session(LOCAL_USER):
        pass

    assert store.data_version() == before
