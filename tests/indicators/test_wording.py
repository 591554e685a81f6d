"""Values in words: never a false nought or 100%, one thing or many, and every state by its name."""

import pytest

from engagement_metrics import indicators
from engagement_metrics.indicators import Part
from engagement_metrics.indicators.wording import share
from engagement_metrics.models import ValueState
from tests.indicators.drawn import INDICATORS, Value, measured

CONTACTS, ATTENDANCES, GROUPS, SHARE, AVERAGE, TIME, TOPICS, SUGGESTIONS = (
    INDICATORS[key]
    for key in ("INF-01", "ENG-01", "ENG-04", "ENG-11", "ENG-03", "REC-02", "INF-13", "ENG-02")
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0%"), (0.0001, "under 1%"), (0.5, "under 1%"), (0.51, "1%"), (1, "1%"),
        (62.5, "63%"), (99.4, "99%"), (99.5, "over 99%"), (99.9999, "over 99%"), (100, "100%"),
        (100.01, "over 100%"), (100.5, "over 100%"), (100.6, "101%"), (1250, "1,250%"),
    ],
)  # fmt: skip
def test_a_percentage_is_never_a_false_0_or_100(number, words):
    assert share(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"), (0.001, "under 0.1"), (0.05, "0.1"), (1, "1"), (2.96, "3"), (19.1667, "19.2"),
        (1234567, "1,234,567"),
    ],
)  # fmt: skip
def test_a_number_has_at_most_one_decimal_place_and_is_never_a_false_nought(number, words):
    assert indicators.plain(number) == words


@pytest.mark.parametrize(
    ("indicator", "number", "words"),
    [
        (CONTACTS, 1, "1 contact"), (CONTACTS, 0, "0 contacts"), (CONTACTS, 2, "2 contacts"),
        (ATTENDANCES, 1, "1 attendance"), (TIME, 1, "1 minute"), (TIME, 1.5, "1.5 minutes"),
        (AVERAGE, 1, "1 person a meeting"), (AVERAGE, 1.02, "1 person a meeting"),
        (AVERAGE, 3, "3 people a meeting"), (INDICATORS["INV-01"], 1, "1 person"),
        (INDICATORS["COP-01"], 1, "1 service"), (INDICATORS["ENG-13"], 1, "1 change"),
        (INDICATORS["INF-03"], 1, "1 view"), (INDICATORS["INF-02"], 1, "1 out of 1"),
        (TOPICS, 60, "60% of topics"), (SHARE, 60, "60%"),
    ],
)  # fmt: skip
def test_one_thing_is_told_in_the_singular(indicator, number, words):
    value = measured(number)
    told = f"{indicators.face(indicator, value)} {indicators.unit(indicator, value)}"

    assert told.strip() == words


def test_every_unit_of_a_count_has_a_singular():
    counted = {i.unit for i in INDICATORS.values() if i.unit_kind == "count" or i.middle}

    assert {unit for unit in counted if indicators.unit(CONTACTS, measured(1)) == unit} == set()
    assert counted == {
        "activities", "attendances", "changes", "contacts", "days", "documents", "groups of staff",
        "items", "minutes", "opportunities", "people", "reviews", "services", "suggestions",
        "views", "ways",
    }  # fmt: skip


def test_an_estimate_says_about():
    assert indicators.face(CONTACTS, measured(300, estimated=True)) == "about 300"
    assert indicators.face(SHARE, measured(60, estimated=True)) == "about 60%"


@pytest.mark.parametrize("state", [state for state in ValueState if state != "measured"])
def test_every_state_has_words_and_neither_number_nor_unit(state):
    value = Value(state, because="So it is.")
    words = indicators.STATE_WORDS[state]

    assert indicators.face(SHARE, value) == words
    assert not any(character.isdigit() for character in words)
    assert indicators.unit(SHARE, value) == indicators.made_of(SHARE, value) == ""
    assert indicators.sentence(CONTACTS, value) == (
        f"People reached with information: {words.lower()}. So it is."
    )


def test_under_ten_answers_are_counts_on_the_face_even_beside_another_wave():
    few = measured(None, top=3, bottom=7)
    both = measured(None, top=3, bottom=7, parts=(Part("On the day", few), Part("Later", few)))

    for value in (few, both):
        assert indicators.face(SHARE, value) == "3 of 7"
        assert indicators.unit(SHARE, value) == "answers"
        assert indicators.made_of(SHARE, value) == ""


def test_lines_of_groups_are_counted_on_the_face():
    line = Part("Young people", measured(5), 1)
    unasked = Part("Carers", Value(ValueState.NOT_MEASURED), 2)

    one, two = measured(None, parts=(line, unasked)), measured(None, parts=(line, line))

    assert [indicators.face(GROUPS, value) for value in (one, two)] == ["1 group", "2 groups"]
    assert indicators.unit(GROUPS, two) == ""
    assert indicators.made_of(GROUPS, two) == ""


def test_a_count_among_the_parts_of_a_percentage_is_no_percentage():
    part = measured(37, top=37, bottom=91, counted=True)

    assert indicators.face(SUGGESTIONS, part) == "37"
    assert indicators.unit(SUGGESTIONS, part) == ""
    assert indicators.made_of(SUGGESTIONS, part) == "37 of 91"


@pytest.mark.parametrize(
    ("indicator", "value", "words"),
    [
        (SHARE, measured(80, top=8, bottom=10, low=49.02, high=94.3),
         "8 of 10 (likely range 49% to 94%)"),
        (SHARE, measured(0.5, top=1, bottom=200, low=0.09, high=2.8),
         "1 of 200 (likely range under 1% to 3%)"),
        (SUGGESTIONS, measured(60, top=6, bottom=10), "6 of 10"),
        (GROUPS, measured(548, top=548, bottom=2048), "548 of 2,048 whose answer is known"),
        (AVERAGE, measured(19.2, top=920, bottom=48), "920 over 48"),
        (TIME, measured(5, top=5, bottom=108), "the middle of 108 times"),
        (TIME, measured(5, top=5, bottom=1), "the middle of 1 time"),
        (CONTACTS, measured(5, top=5), ""),
        (CONTACTS, measured(5), ""),
    ],
)  # fmt: skip
def test_what_a_figure_is_made_of(indicator, value, words):
    assert indicators.made_of(indicator, value) == words


@pytest.mark.parametrize(
    ("complete", "held", "words"),
    [
        (42, 50, "from 42 of 50 activities"), (1, 1, "from 1 of 1 activity"),
        (0, 1, "from 0 of 1 activity"), (1000, 1200, "from 1,000 of 1,200 activities"),
        (None, None, ""), (None, 3, ""),
    ],
)  # fmt: skip
def test_missing_returns_are_told_beside_the_total(complete, held, words):
    assert indicators.base(measured(5, complete=complete, held=held)) == words


def test_a_value_is_one_plain_sentence_with_its_lines():
    value = measured(
        None, complete=2, held=3, because="The groups are not added up.",
        parts=(
            Part("Young people", measured(8, top=8, bottom=30), 1),
            Part("Carers", Value(ValueState.NOT_MEASURED), 2),
        ),
    )  # fmt: skip

    assert indicators.sentence(GROUPS, value) == (
        "People from priority groups who gave views: 1 group (from 2 of 3 activities). "
        "Young people: 8. Carers: Not measured. The groups are not added up."
    )
    assert indicators.sentence(CONTACTS, measured(1, complete=1, held=1)) == (
        "People reached with information: 1 contact (from 1 of 1 activity)."
    )
