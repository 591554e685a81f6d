"""What is behind a figure, on either database: one small town with a record of each kind."""

from datetime import date

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import ActivityStatus, Aim, Audience, FormFormat, Wave
from engagement_metrics.store import Adds, AnswerLine, GroupLine, MadeOf, Mark, Source

YOUNG = GroupLine(7, "age", ("16_24",), ("16_24", "u16"))
Q4 = AnswerLine("Q4", Wave.ON_THE_DAY, FormFormat.STANDARD, ("1", "2", "3", "4", "5"), ("4", "5"))
DUE = date(2026, 6, 3)
EVERY = [
    MadeOf(Source.HEADS, Aim.ENGAGE),
    MadeOf(Source.GROUPS, Aim.ENGAGE, groups=(YOUNG,)),
    MadeOf(Source.RETURNS),
    MadeOf(Source.MINUTES),
    MadeOf(Source.SUGGESTIONS),
    MadeOf(Source.CHANGES),
    MadeOf(Source.ANSWERS, answers=(Q4,)),
    MadeOf(Source.FORMS),
    MadeOf(Source.FIGURES, figures=(1,)),
]


@pytest.fixture
def filled(town):
    """A large activity with a part, one to follow, and one of each other record."""
    large = town.add(
        town.activity(heads=50, minutes_taken=6, return_due_on=DUE, return_completed_on=DUE),
        town.ages(**{"16_24": 9, "u16": 1, "not_known": 5}),
    )
    town.add(town.activity("2026-05-21", part_of_id=large), town.ages(**{"16_24": 3}))
    town.add(town.activity("2026-05-22", heads=None, status=ActivityStatus.FIGURES_TO_FOLLOW))
    said = town.add(town.suggestion(answered_on=date(2026, 5, 9)))
    town.add(town.made_change(), town.because_of(said))
    town.add(town.sheet(large, forms_received=7, people_invited=9), town.answers("Q4", c5=3, c1=4))
    town.add(town.figure())
    return town


def listed(town, made, audience=Audience.TEAM):
    return store.behind(LOCAL_USER, audience, town.all(), made)


def test_each_record_adds_what_it_counts_for(filled):
    adds = [[row.adds for row in listed(filled, made).rows] for made in EVERY]
    assert adds == [
        [(Adds(0),), (Adds(0),), (Adds(50),)],
        [(Adds(9, 10, False, 7),)],
        [(Adds(1, 1),)],
        [(Adds(6, 1),)],
        [(Adds(1, 1),)],
        [(Adds(1),)],
        [(Adds(3, 7),)],
        [(Adds(7, 9),)],
        [(Adds(7),)],
    ]
    assert [row.mark for row in listed(filled, EVERY[0]).rows] == [
        Mark.TO_FOLLOW, Mark.IN_LARGER, None,
    ]  # fmt: skip


def test_a_sheet_of_few_people_is_listed_without_what_it_adds(filled):
    [row] = listed(filled, MadeOf(Source.ANSWERS, answers=(Q4,), each_told=False)).rows
    assert (row.adds, row.activity_id is not None) == ((), True)


@pytest.mark.parametrize("made", EVERY, ids=lambda made: made.source.value)
def test_a_list_says_when_any_of_its_records_changed_last(filled, made):
    found = listed(filled, made)
    assert found.updated == max(row.updated_at for row in records(made, found))


def records(made, found):
    kinds = {
        Source.SUGGESTIONS: store.suggestions, Source.CHANGES: store.changes,
        Source.ANSWERS: store.sheets, Source.FORMS: store.sheets, Source.FIGURES: store.figures,
    }  # fmt: skip
    rows = kinds.get(made.source, store.activities)(LOCAL_USER).rows
    rows = [row[0] if isinstance(row, tuple) else row for row in rows]
    return [row for row in rows if row.id in {of.number for of in found.rows}]


@pytest.mark.parametrize("made", EVERY, ids=lambda made: made.source.value)
def test_everybodys_list_is_as_long_but_for_what_is_released(filled, made):
    shared = listed(filled, made, Audience.SHARED).total
    released = made.source in (Source.GROUPS, Source.ANSWERS, Source.FORMS)
    assert shared == (0 if released else listed(filled, made).total)
