"""Frames for the calculations: what is in them, how they are narrowed, and that they add up."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    AnswerSheet,
    Baseline,
    Change,
    FormFormat,
    HeadsBasis,
    Period,
    Place,
    Suggestion,
    SuggestionStep,
    Target,
    TargetForm,
    TypedFigure,
    Wave,
)

TABLES = ("activities", "returns", "answers", "sheets", "suggestions", "changes", "groups")


def rows(frame, *names):
    return [tuple(row) for row in frame[list(names)].itertuples(index=False)]


def frames(town, by="", **other):
    return store.team_frames(LOCAL_USER, town.all(**other), by)


@pytest.fixture
def year(town):
    """Two places, two topics, two years, and a record known only by its year."""
    first = town.add(
        town.activity("2026-05-20", heads=10, topic_id=town.health, minutes_taken=5),
        town.ages(u16=3, not_known=1),
    )
    town.add(
        town.activity("2026-06-02", heads=20, place_id=town.south, minutes_taken=5),
        town.ages(u16=4),
    )
    town.add(
        town.activity("2026", heads=40, heads_basis=HeadsBasis.ESTIMATED),
        town.ages(estimated=True, u16=5),
    )
    town.add(town.activity("2025-12", heads=80, aim=Aim.INFORM), town.ages(u16=6))
    town.add(town.activity("2026-05-21", heads=None, status=ActivityStatus.FIGURES_TO_FOLLOW))
    town.add(town.activity("2026-12-24", heads=None, status=ActivityStatus.PLANNED))
    town.add(town.sheet(first, topic_id=town.health, people_invited=20), town.answers(c5=7, c1=5))
    town.add(town.sheet(first, format=FormFormat.EASY_READ, forms_received=3), town.answers(yes=3))
    town.add(town.sheet(first, wave=Wave.FOLLOW_UP, month="2026-09"), town.answers("Q4F", c4=12))
    town.add(town.suggestion(topic_id=town.travel))
    town.add(town.suggestion(date(2025, 4, 1), place_id=town.south))
    town.add(town.made_change(), town.because_of(1))
    town.add(town.made_change(date(2026, 7, 1), place_id=town.south), town.because_of(2))
    return town


def test_activities_are_added_up_by_aim(year):
    found = frames(year).activities

    assert rows(found, "at", "aim", "held", "complete", "heads", "estimated_heads") == [
        ("", Aim.ENGAGE, 4, 3, 70, 40),
        ("", Aim.INFORM, 1, 1, 80, 0),
    ]


def test_months_and_places_add_up_to_the_whole(year):
    whole = {name: added_up(getattr(frames(year), name)) for name in TABLES}

    assert [name for name, numbers in whole.items() if sum(numbers.values()) == 0] == []
    for by in ("month", "place"):
        parts = frames(year, by)
        assert {name: added_up(getattr(parts, name)) for name in TABLES} == whole


def added_up(frame):
    return frame.drop(columns="minutes", errors="ignore").select_dtypes("number").sum().to_dict()


def test_months_stand_beside_a_year_that_is_known_only_as_such(year):
    found = frames(year, "month")

    assert dict(rows(found.activities[found.activities.aim == Aim.ENGAGE], "at", "heads")) == {
        "2026-05": 10, "2026-06": 20, "2026-12": 0, "FY2026": 40,
    }  # fmt: skip
    young = found.groups[found.groups.category == "u16"]
    assert dict(rows(young, "at", "n")) == {
        "2025-12": 6, "2026-05": 3, "2026-06": 4, "FY2026": 5,
    }  # fmt: skip


def test_places_are_named_by_their_number(year):
    found = frames(year, "place", period=Period.year(2026)).activities

    assert dict(rows(found, "at", "heads")) == {str(year.north): 50, str(year.south): 20}


def test_a_period_holds_what_ended_in_it_and_year_only_records_count_in_years(year):
    expected = [("2026-27", 70, 12), ("2026-27-Q1", 30, 7), ("2026-05", 10, 3), ("2025-26", 80, 6)]

    for period, heads, young in expected:
        found = frames(year, period=Period.parse(period))
        assert found.activities["heads"].sum() == heads
        assert found.groups[found.groups.category == "u16"]["n"].sum() == young


def test_by_month_the_period_is_left_open_for_a_trend(year):
    found = frames(year, "month", period=Period.parse("2026-05"))

    assert found.activities["heads"].sum() == 150
    assert found.groups["n"].sum() == 19


def test_a_topic_leaves_out_what_is_about_another_or_none(year):
    found = frames(year, topic_id=year.health)

    assert found.activities["heads"].sum() == 10
    assert rows(found.groups, "category", "n") == [("not_known", 1), ("u16", 3)]
    assert rows(found.answers, "choice", "n") == [("1", 5), ("5", 7)]
    assert (len(found.suggestions), len(found.changes)) == (0, 0)
    assert frames(year, topic_id=year.travel).suggestions["received"].tolist() == [1]


def test_places_leave_out_the_others(year):
    found = frames(year, place_id=year.south, place_ids=(year.south,))

    assert found.activities["heads"].sum() == 20
    assert found.suggestions["received"].tolist() == [1]
    assert found.changes["changes"].tolist() == [1]
    assert found.sheets.empty


def test_answers_are_told_apart_by_question_wave_and_form(year):
    found = frames(year).answers.sort_values(["question", "format", "choice"])

    assert rows(found, "question", "wave", "format", "choice", "n", "sheets") == [
        ("Q3", Wave.ON_THE_DAY, FormFormat.EASY_READ, "yes", 3, 1),
        ("Q3", Wave.ON_THE_DAY, FormFormat.STANDARD, "1", 5, 1),
        ("Q3", Wave.ON_THE_DAY, FormFormat.STANDARD, "5", 7, 1),
        ("Q4F", Wave.FOLLOW_UP, FormFormat.STANDARD, "4", 12, 1),
    ]


def test_forms_are_set_against_the_people_invited_only_where_that_is_known(year):
    found = frames(year).sheets

    names = ("sheets", "forms", "sheets_with_invited", "forms_of_invited", "invited")
    assert rows(found, *names) == [(3, 27, 1, 12, 20)]


def test_returns_are_added_up_by_the_minutes_they_took(town):
    for minutes in (5, 5, 20, None):
        town.add(town.activity(minutes_taken=minutes))
    town.add(town.activity(minutes_taken=90, status=ActivityStatus.FIGURES_TO_FOLLOW))

    found = frames(town).returns

    assert sorted(rows(found, "at", "minutes", "n")) == [("", 5, 2), ("", 20, 1)]


def test_a_return_is_in_time_up_to_the_day_it_is_due(town):
    due = date(2026, 6, 3)
    for done in (date(2026, 6, 3), date(2026, 6, 4), None):
        town.add(town.activity(return_due_on=due, return_completed_on=done))
    town.add(town.activity(return_due_on=date(2026, 11, 22)))  # tomorrow
    town.add(town.activity("2026", return_due_on=None))

    assert rows(frames(town).activities, "held", "due", "in_time") == [(5, 3, 1)]


@pytest.mark.parametrize(
    ("answered", "counted"),
    [
        (date(2026, 5, 1), 1),
        (date(2026, 7, 30), 1),  # day 90
        (date(2026, 7, 31), 0),
        (None, 0),
    ],
)
def test_a_suggestion_is_answered_when_that_was_done_by_day_90(town, answered, counted):
    town.add(town.suggestion(answered_on=answered))

    assert rows(frames(town).suggestions, "of_age", "answered") == [(1, counted)]


@pytest.mark.parametrize(
    ("received", "of_age", "young"),
    [(date(2026, 8, 23), 1, 0), (date(2026, 8, 24), 0, 1)],
    ids=["90 days old today", "tomorrow"],
)
def test_a_suggestion_is_of_age_on_its_ninetieth_day(town, received, of_age, young):
    town.add(town.suggestion(received, answered_on=received))

    assert rows(frames(town).suggestions, "received", "of_age", "young", "answered") == [
        (1, of_age, young, of_age)
    ]


def test_suggestions_of_age_are_told_apart_by_how_far_they_have_come(town):
    for step in SuggestionStep:
        if step is not SuggestionStep.TOLD:
            town.add(town.suggestion(step=step))
    town.add(town.suggestion())
    town.add(town.suggestion(date(2026, 11, 1), step=SuggestionStep.LOOKED_INTO))

    names = (
        "received", "in_full", "in_part", "looked_into", "not_possible", "waiting", "young",
    )  # fmt: skip
    assert rows(frames(town).suggestions, *names) == [(6, 1, 1, 1, 1, 1, 1)]


def test_suggestions_without_a_day_belong_to_no_period_and_are_counted_apart(town):
    town.add(town.suggestion(None))
    town.add(town.suggestion(None, place_id=town.south))
    town.add(town.suggestion(None, step=SuggestionStep.REMOVED))
    town.withdraw(Suggestion, town.add(town.suggestion(None)))

    found = frames(town, period=Period.year(2026))

    assert found.undated == 2
    assert found.suggestions.empty
    assert frames(town, place_ids=(town.south,)).undated == 1
    assert found.undated_at == {}
    assert frames(town, "place").undated_at == {str(town.north): 1, str(town.south): 1}


def test_a_change_counts_with_a_standing_suggestion_and_when_it_is_made(town):
    standing, gone = town.add(town.suggestion()), town.add(town.suggestion())
    town.withdraw(Suggestion, gone)
    town.add(town.made_change(), town.because_of(standing, gone))
    town.add(town.made_change(), town.because_of(gone))
    town.add(town.made_change())
    town.add(town.made_change(date(2026, 11, 22)), town.because_of(standing))
    town.withdraw(Change, town.add(town.made_change(), town.because_of(standing)))

    assert frames(town).changes["changes"].tolist() == [1]


def test_withdrawn_records_are_in_no_frame(year):
    for kind in (Activity, AnswerSheet, Suggestion, Change):
        for number, version in year.sql(f"SELECT id, version FROM {kind.__tablename__}"):
            year.withdraw(kind, number, version)

    found = frames(year)

    assert [name for name in TABLES if not getattr(found, name).empty] == []


def test_the_forms_of_a_withdrawn_activity_go_with_it_and_come_back_with_it(town):
    activity = town.add(town.activity())
    town.add(town.sheet(activity), town.answers(c5=12))

    town.withdraw(Activity, activity)
    assert (frames(town).answers.empty, frames(town).sheets.empty) == (True, True)

    town.restore(Activity, activity)
    assert frames(town).answers["n"].tolist() == [12]


def test_figures_targets_and_baselines_come_as_they_stand(town):
    town.add(town.figure())
    town.add(town.figure(place_id=town.south, top=9))
    town.withdraw(TypedFigure, town.add(town.figure(period="2024-25")))
    town.add(Target(indicator="INF-01", form=TargetForm.AT_LEAST, low=5))
    town.add(Baseline(indicator="INF-01", period="2025-26", value=4, place_id=town.south))

    found = frames(town, place_ids=(town.north,))

    assert rows(found.figures, "indicator", "place_id", "top") == [("INV-01", town.north, 7)]
    assert rows(found.targets, "form", "low") == [(TargetForm.AT_LEAST, 5)]
    assert rows(found.baselines, "value") == [(4,)]


def test_an_empty_store_has_frames_with_their_columns_and_no_rows(town):
    found = frames(town, "month")

    for name in TABLES:
        table = getattr(found, name)
        assert table.empty
        assert "at" in table
    assert found.activities["heads"].dtype == "int64"
    assert isinstance(found.figures, pd.DataFrame)
    assert found.undated == 0


def test_without_a_day_given_it_is_today(town):
    today = datetime.now(UTC).astimezone().date()
    town.add(town.suggestion(today - timedelta(days=90)))
    town.add(town.suggestion(today - timedelta(days=89)))

    assert rows(frames(town, today=None).suggestions, "of_age", "young") == [(1, 1)]


# ---- the cache ---------------------------------------------------------------------------------


def test_after_a_write_the_figures_are_new(town):
    assert frames(town).activities.empty

    town.add(town.activity())
    assert frames(town).activities["heads"].tolist() == [10]

    town.add(town.activity())
    assert frames(town).activities["heads"].tolist() == [20]


def test_without_a_write_the_same_frames_are_handed_out(town):
    town.add(town.activity())

    assert frames(town) is frames(town)
    assert store.setup() is store.setup()


def test_frames_of_one_filter_grouping_or_audience_are_not_those_of_another(town):
    town.add(town.activity(), town.ages(u16=3))
    everything = frames(town)

    assert frames(town, "month") is not everything
    assert frames(town, topic_id=town.health) is not everything
    assert frames(town, today=date(2026, 11, 22)) is not everything
    assert type(store.shared_frames(LOCAL_USER, town.all())) is store.SharedFrames


def test_a_waiting_time_that_has_passed_shows_without_a_write(town):
    town.add(town.suggestion(date(2026, 8, 24)))

    assert frames(town).suggestions["of_age"].tolist() == [0]
    assert frames(town, today=date(2026, 11, 22)).suggestions["of_age"].tolist() == [1]


def test_the_cache_never_crosses_databases(town, monkeypatch, tmp_path):
    town.add(town.activity())
    assert frames(town).activities["heads"].tolist() == [10]
    version, other = store.data_version(), f"sqlite:///{tmp_path}/other.db"

    monkeypatch.setenv("DATABASE_URL", other)
    store.migrate()
    for _ in range(version):
        town.add(Place(name="Elsewhere"))

    assert frames(town).activities.empty
    assert store.setup().places[1].name == "Elsewhere"
    store.close(other)


def test_a_store_set_back_to_an_older_copy_shows_what_is_in_it_now(town):
    """The data version comes by the same number twice; what it stood for is another thing."""
    town.add(town.activity(heads=1))
    [(number,)] = town.sql("SELECT number FROM data_version")
    assert frames(town).activities["heads"].tolist() == [1]
    town.withdraw(Activity, 1)
    town.sql("UPDATE data_version SET number = :n", n=number - 1)  # as a restored copy has it

    town.add(town.activity(heads=5))

    assert town.sql("SELECT number FROM data_version") == [(number,)]
    assert frames(town).activities["heads"].tolist() == [5]
