"""What holds for every one of the 93 measures, on the made-up store and on figures drawn for it.

Nothing is not zero (R1), what is over what stands beside a share (R2), estimates are carried
(R10), missing returns are shown (R12), and what is watched has no good direction (R13).
"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from engagement_metrics import framework, indicators, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.indicators import Aimed, Standing, Value
from engagement_metrics.models import AddsUp, Direction, Period, TargetForm, ValueState
from engagement_metrics.store import Filter
from tests import made_up_store
from tests.indicators.drawn import HILL, LAKE, NORTH, TOWN, YOUNG, asked, frames, standing

TODAY = date(2026, 10, 31)
KNOWN = framework.load()
EVERY = KNOWN.indicators
YEAR = Period.year(2025)
PERIODS = (None, YEAR, Period.quarter(2025, 3), Period.month(2025, 5), Period.year(2019),
           Period.month(2026, 12))  # fmt: skip
PLACES = ("", "East place")
WATCHED = [key for key, one in EVERY.items() if one.direction is Direction.WATCH]
HEADS = (
    "INF-01",
    "INF-02",
    "INF-04",
    "ENG-01",
    "ENG-04",
)  # totals out of returns that may be missing


@pytest.fixture
def made_up_year(tmp_path_factory, monkeypatch):
    """The made-up store as DATABASE_URL: filled once in a run of the tests, and only read."""
    yield from made_up_store.in_use(tmp_path_factory.getbasetemp(), monkeypatch)


def board(period, place="", read=store.team_frames, topic=False):
    setup = store.setup()
    place_id = setup.find_place(place) if place else None
    topic_id = next(iter(setup.topics)) if topic else None
    wanted = Filter(place_id, setup.within(place_id), period, topic_id, TODAY)
    return indicators.board(KNOWN, setup, read(LOCAL_USER, wanted), wanted)


def boards():
    """Every measure for a few filters and both audiences, on the made-up store."""
    reads = (store.team_frames, store.shared_frames)
    return [
        board(period, place, read, topic)
        for period, place, read, topic in product(PERIODS, PLACES, reads, (False, True))
    ]


def every_line(values: dict[str, Value]) -> list[tuple[str, Value]]:
    """Each value and each of its parts."""
    return [(key, line) for key, value in values.items()
            for line in (value, *(part.value for part in value.parts))]  # fmt: skip


def test_there_are_93_and_each_has_a_value_or_a_named_state_with_its_reason(made_up_year):
    found = boards()
    lines = [line for one in found for line in every_line(one.values)]

    assert len(EVERY) == 93
    assert [list(one.values) for one in found] == [list(EVERY)] * len(found)
    for key, line in lines:
        face = indicators.face(EVERY[key], line)
        if line.measured:
            assert (line.number, line.top, line.parts) != (None, None, ()), key
        else:
            assert (line.number, line.top, line.bottom, line.parts) == (None, None, None, ()), key
            assert line.because.endswith((".", "!")), key
            assert face in indicators.STATE_WORDS.values(), key
        assert face.strip(), key


def test_no_share_has_nothing_below_it_and_no_0_or_100_per_cent_comes_from_nothing(made_up_year):
    shares = [
        (key, line)
        for one in boards()
        for key, line in every_line(one.values)
        if line.measured and EVERY[key].unit_kind in ("percent", "average") and not line.counted
    ]

    assert len(shares) > 300
    for key, line in shares:
        assert line.bottom, key
        assert line.top is not None, key
        assert line.number is None or indicators.made_of(EVERY[key], line), key


def test_a_year_without_any_record_has_no_number_anywhere(made_up_year):
    empty = board(Period.year(2019))

    assert {value.state for value in empty.values.values()} == {
        ValueState.NO_ACTIVITY, ValueState.NONE_RECEIVED, ValueState.NOT_MEASURED,
    }  # fmt: skip
    assert {value.number for value in empty.values.values()} == {None}


def test_a_state_is_never_met_nor_off_track_whatever_target_is_set(made_up_year):
    for one in boards():
        for key, aimed in one.aimed.items():
            # INF-02 has a number for each question asked, and is judged by the lowest of them.
            if aimed is not None and one.values[key].number is None and key != "INF-02":
                assert aimed.standing in (Standing.NO_FIGURE, Standing.WATCH), key
    rows = [target(form) for form in TargetForm]
    for key, row, state in product(EVERY, rows, ValueState):
        if state is not ValueState.MEASURED:
            found = judged(key, Value(state, because="Nothing."), row)
            assert found.standing in (Standing.NO_FIGURE, Standing.WATCH), (key, row["form"], state)


def target(form: TargetForm) -> dict:
    low, high = (None, 40) if form is TargetForm.AT_MOST else (40, 80)
    return {"id": 1, "form": form, "low": low, "high": high, "by": YEAR.end, "set_on": None}


def judged(key: str, value: Value, row: dict) -> Aimed:
    found = indicators.against(value, row, 10.0, EVERY[key], asked(YEAR), TODAY)
    assert found is not None
    return found


# ---- estimates (R10) -----------------------------------------------------------------------------


def typed_value(key: str, place: int, period: Period, *bases: tuple[int, str, str]) -> Value:
    """A typed measure from figures of a place, a period and a basis each."""
    one = EVERY[key]
    group = YOUNG if one.by_group else None
    figures = standing(
        "figures",
        *(
            {"indicator": key, "place_id": at, "period": code, "priority_group_id": group,
             "top": 4, "bottom": 8 if one.bottom else None, "basis": basis}
            for at, code, basis in bases
        ),
    )  # fmt: skip
    found = indicators.cells(
        KNOWN, TOWN, frames(figures=figures), asked(period, place), group, only={key}
    )
    return found[key]


@pytest.mark.parametrize("key", [key for key, one in EVERY.items() if one.typed])
def test_a_best_guess_marks_every_sum_it_goes_into_over_time_and_over_places(key):
    one, quarter = EVERY[key], Period.quarter(2025, 1)
    sums = (AddsUp.SUM, AddsUp.RATIO_OF_SUMS)
    for first, second in product(("counted", "estimated"), repeat=2):
        guessed = "estimated" in (first, second)
        months = typed_value(
            key, HILL, quarter, (HILL, "2025-04", first), (HILL, "2025-05", second)
        )
        places = typed_value(
            key, NORTH, quarter, (HILL, quarter.code, first), (LAKE, quarter.code, second)
        )
        if one.adds_over_time in sums:
            assert months.estimated == guessed, (key, first, second)
        elif one.adds_over_time is AddsUp.LATEST:
            assert months.estimated == (second == "estimated"), (key, first, second)
        else:
            assert not months.measured
        assert places.measured == (one.adds_over_place in sums), key
        if places.measured:
            assert places.estimated == guessed, (key, first, second)
            assert indicators.face(one, places).startswith("about ") == guessed


@pytest.mark.parametrize("key", ["INF-01", "ENG-01", "INF-04", "ENG-04"])
def test_a_best_guess_marks_every_sum_of_people(key):
    aim = "inform" if key.startswith("INF") else "engage"
    for guessed in (0, 5):
        found = indicators.cells(
            KNOWN, TOWN,
            frames(
                activities=f"""
                    at      aim   held complete heads estimated_heads
                    2026-05 {aim}    1        1    20               0
                    2026-06 {aim}    1        1     5               {guessed}
                """,
                groups=f"""
                    at      aim   characteristic category  n estimated
                    2026-05 {aim} age            16_24    20         0
                    2026-06 {aim} age            16_24     5         {guessed}
                """,
            ),
            asked(), only={key},
        )[key]  # fmt: skip

        assert found.estimated == bool(guessed)
        assert [part.value.estimated for part in found.parts if part.value.measured] == (
            [bool(guessed)] if found.parts else []
        )


# ---- missing returns (R12) -----------------------------------------------------------------------


def test_every_total_of_people_says_from_how_many_of_the_activities(made_up_year):
    told = 0
    for one in boards():
        for key in HEADS:
            value = one.values[key]
            if value.measured:
                told += 1
                assert value.held is not None and value.complete is not None, key
                assert 0 < value.complete <= value.held, key
                many = "activity" if value.held == 1 else "activities"
                assert indicators.base(value).endswith(f"of {value.held:,} {many}"), key
                assert indicators.base(value) in indicators.sentence(EVERY[key], value)
    assert told > 50
    # every calculated output that counts people out of returns is one of these
    assert set(HEADS) == {
        key
        for key, one in EVERY.items()
        if {"activity.heads", "group_count.n"} & {*one.calculated_from}
    }


# ---- measures to watch (R13) ---------------------------------------------------------------------


def test_the_measures_to_watch_are_those_three():
    assert WATCHED == ["RDR-02", "INS-04", "MAT-02"]


@pytest.mark.parametrize("key", WATCHED)
def test_a_watched_measure_is_neither_met_nor_off_track_nor_better_nor_worse(key):
    one = EVERY[key]
    for form, number in product(TargetForm, (0, 40, 80, 100)):
        aimed = judged(key, Value(ValueState.MEASURED, number, number, 100), target(form))
        assert aimed.standing is Standing.WATCH
        assert indicators.stands(one, aimed).startswith("Watched")
        sentence = indicators.off_track(KNOWN, {key: replace(aimed, standing=Standing.NOT_MET)})
        assert one.name not in sentence.text
    nothing = {other: Value(ValueState.NOT_MEASURED) for other in EVERY}
    for before, now in ((10, 90), (90, 10)):
        values = [nothing | {key: Value(ValueState.MEASURED, number)} for number in (now, before)]
        sentence = indicators.changed(KNOWN, *values, Period.year(2025), TODAY)
        assert sentence.text == "Nothing can be compared with 2024/25 yet."
