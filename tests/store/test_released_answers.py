"""Evaluation answers made safe to share: when, with which, once, and nothing else by any filter."""

from datetime import date
from itertools import product

import numpy as np
import pytest
from sqlmodel import Session, select

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.disclosure import ReleasedAnswers
from engagement_metrics.models import AnswerSheet, Closing, Period, ReleaseAnswer, ValueState
from engagement_metrics.store import released_answers
from engagement_metrics.store.engine import engine
from engagement_metrics.store.filters import Filter

YEAR = Period.year(2025)
Q1, Q2, Q3, Q4 = QUARTERS = tuple(Period.quarter(2025, number) for number in (1, 2, 3, 4))
DAYS = {Q1: "2025-05-20", Q2: "2025-08-20", Q3: "2025-11-20", Q4: "2026-02-20", YEAR: "2025/26"}
DEFINITIONS = framework.load()
LATE = "It came in late."


def close(period, *before):
    """A closing and its release, as one write."""
    with store.session(LOCAL_USER) as write:
        number = write.add(Closing(period=period.code, closed_on=date(2026, 5, 1)))
        released_answers.make(write.orm, period, number, [period, *before])


def heard(town, place, period, top, rest=0, invited=None, question="Q3", topic=None):
    """Forms of one activity, with answers at the top and others; gives the sheet's number."""
    ends = DAYS[period]
    month = None if period is YEAR else ends[:7]
    with store.session(LOCAL_USER, LATE) as write:
        activity = write.add(town.activity(ends, place_id=place, topic_id=topic))
    sheet = town.sheet(
        activity, place_id=place, month=month, financial_year=2025, topic_id=topic,
        forms_received=top + rest, people_invited=invited,
    )  # fmt: skip
    with store.session(LOCAL_USER, LATE) as write:
        return write.add(sheet, town.answers(question, c5=top, c2=rest))


def said(town, place, period, key="ENG-11", topic=None):
    """What the shared view says of a place and period: top and base, or the state."""
    setup = store.setup()
    wanted = Filter(place, setup.within(place), period, topic, date(2026, 6, 1))
    frames = store.shared_frames(LOCAL_USER, wanted)
    found = indicators.cells(DEFINITIONS, setup, frames, wanted, only={key})[key]
    return (found.top, found.bottom) if found.measured else found.state.value


def rows(town):
    with Session(engine(town.url)) as orm:
        return list(orm.exec(select(ReleaseAnswer)))


def test_answers_are_shown_once_their_quarter_is_closed(town):
    heard(town, town.north, Q1, 8, 4)
    assert said(town, town.north, Q1) == "withheld"

    close(Q1)

    assert said(town, town.north, Q1) == said(town, town.system, Q1) == (8, 12)
    assert said(town, town.system, None) == (8, 12)
    assert said(town, town.south, Q1) == "withheld"


def test_a_month_that_is_closed_releases_no_answers(town):
    heard(town, town.north, Q1, 8, 4)
    close(Period.month(2025, 5))

    assert rows(town) == []


def test_few_answers_of_a_quarter_wait_for_the_year_of_their_place(town):
    heard(town, town.north, Q1, 5, 3)
    heard(town, town.north, Q3, 2, 4)
    close(Q1)
    close(Q2, Q1)
    close(Q3, Q1, Q2)
    assert said(town, town.north, Q1) == said(town, town.north, YEAR) == "withheld"

    close(Q4, Q1, Q2, Q3)

    assert said(town, town.north, YEAR) == (7, 14)
    assert said(town, town.north, Q1) == (7, 14)  # told of the whole year
    assert said(town, town.south, YEAR) == "withheld"


def test_few_answers_of_a_place_and_year_go_in_with_the_place_above(town):
    heard(town, town.north, Q1, 4, 2)
    heard(town, town.south, Q2, 3, 3)
    heard(town, town.south, Q3, 10, 20)
    close(YEAR)

    assert said(town, town.north, YEAR) == "withheld"
    assert said(town, town.south, YEAR) == (10, 30)
    assert said(town, town.system, YEAR) == (17, 42)


def test_answers_known_by_their_year_alone_are_in_the_year(town):
    heard(town, town.north, YEAR, 9, 4)
    close(YEAR)

    assert said(town, town.north, YEAR) == (9, 13)


def test_forms_that_came_back_are_released_from_ten_on(town):
    heard(town, town.north, Q1, 9, 0, invited=40)
    heard(town, town.south, Q1, 9, 5, invited=40)
    close(Q1)

    assert said(town, town.north, Q1, "REC-03") == "withheld"
    assert said(town, town.system, Q1, "REC-03") == (14, 40)


def test_what_was_released_stays_as_it_is(town):
    heard(town, town.north, Q1, 8, 4)
    number = heard(town, town.south, Q1, 6, 6)
    close(Q1)

    heard(town, town.north, Q1, 3, 0)
    with store.session(LOCAL_USER, LATE) as write:
        write.withdraw(AnswerSheet, number, 1)
    close(Q1)

    assert said(town, town.north, Q1) == (8, 12)
    assert said(town, town.south, Q1) == (6, 12)


def test_late_answers_to_a_quarter_that_was_kept_back_are_in_its_year_once(town):
    heard(town, town.north, Q1, 5, 2)
    close(Q1)
    heard(town, town.north, Q1, 3, 5)
    close(Q1)
    assert said(town, town.north, Q1) == "withheld"

    close(YEAR, Q1)
    close(YEAR, Q1)

    assert said(town, town.north, YEAR) == said(town, town.north, None) == (8, 15)


def test_a_closing_before_there_were_answers_does_not_keep_them_back_for_good(town):
    close(Q1)
    heard(town, town.north, Q1, 8, 4)
    close(Q2, Q1)

    assert said(town, town.north, Q1) == (8, 12)


def test_no_choice_that_stands_for_no_answer_makes_up_the_ten(town):
    activity = town.add(town.activity("2025-05-20"))
    sheet = town.sheet(activity, month="2025-05", financial_year=2025)
    town.add(sheet, town.answers(c5=9, does_not_apply=4, prefer_not_to_say=5))
    close(Q1)

    assert said(town, town.north, Q1) == "withheld"
    assert [row.base for row in rows(town)] == [None]


# ---- everything that anybody may ask for ---------------------------------------------------------


def filled(town, draw):
    """A year of random sheets, a few answers each, with or without a topic."""
    for place, period in product((town.system, town.north, town.south), (*QUARTERS, YEAR)):
        for _ in range(int(draw.integers(0, 3))):
            top, rest = (int(draw.integers(0, 8)) for _ in range(2))
            if top + rest:
                topic = [None, town.health, town.travel][draw.integers(3)]
                heard(town, place, period, top, rest, top + rest + 5, topic=topic)


def filters(town):
    """Places and periods to ask for, and some of them by topic."""
    places = (None, town.system, town.north, town.south)
    months = Period.month(2025, 5), Period.month(2026, 2)
    for place, period in product(places, (None, YEAR, *QUARTERS, *months)):
        yield place, period, None
        if period in (None, YEAR, Q1):
            yield place, period, town.health


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_under_every_filter_is_a_sum_of_what_was_released(sqlite_town, seed):
    """So what integer optimisation finds of these sums (tests/disclosure) is all there is."""
    town, draw = sqlite_town, np.random.default_rng(seed)
    filled(town, draw)
    for at, quarter in enumerate(QUARTERS[: int(draw.integers(0, 5))]):
        close(quarter, *QUARTERS[:at])
    close(YEAR, *QUARTERS)
    cells = [row for row in rows(town) if row.base is not None]
    setup, told = store.setup(), 0

    for place, period, topic in filters(town):
        wanted = Filter(place, setup.within(place), period, topic, date(2026, 6, 1))
        frames = store.shared_frames(LOCAL_USER, wanted)
        values = indicators.cells(DEFINITIONS, setup, frames, wanted, only={"ENG-11", "REC-03"})
        for key, question in (("ENG-11", "Q3"), ("REC-03", "forms")):
            value = values[key]
            assert all(not part.value.measured for part in value.parts)
            if not value.measured:
                assert (value.state, value.top, value.bottom) == (ValueState.WITHHELD, None, None)
                continue
            codes = None if period is None else {YEAR.code, *(one.code for one in QUARTERS)}
            if period in QUARTERS and not value.pooled:
                codes = {period.code}
            mine = [
                cell for cell in cells
                if cell.question == question and cell.place_id in wanted.place_ids
                and (codes is None or cell.period in codes)
            ]  # fmt: skip
            assert topic is None
            assert (value.top, value.bottom) == (
                sum(cell.top for cell in mine), sum(cell.base for cell in mine)
            )  # fmt: skip
            told += 1
        assert isinstance(frames.answers, ReleasedAnswers)
    assert told > 20
    assert all((one.top if one.question == "forms" else one.base) >= 10 for one in cells)
