"""What a draft may hold of a form: every kind of value a box has, but no person's details."""

import json
from datetime import date

import pytest

from engagement_metrics.entry import decoded, keepable
from engagement_metrics.entry.unfinished import encoded
from engagement_metrics.models import Aim, HeadsBasis


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, 12, 3.5, "", "Winter stall", date(2026, 5, 1), Aim.CO_PRODUCE, [],
        ["age", "sex"], (3, None), {("age", "u16"), ("sex", "female")}, [HeadsBasis.ESTIMATED],
    ],
    ids=lambda value: f"set of {sorted(value)}" if isinstance(value, set) else repr(value),
)  # fmt: skip
def test_whatever_stands_in_a_box_comes_back_as_it_was(value):
    back = decoded(json.loads(json.dumps(encoded(value))))

    assert back == value
    assert type(back) is type(value)


def test_what_no_box_holds_is_no_draft():
    with pytest.raises(TypeError, match="a draft cannot hold a object"):
        encoded(object())


@pytest.mark.parametrize(
    "kept", [{"one_of": "NoSuchList", "value": "x"}, {"one_of": "Aim", "value": "x"}, {"else": 1}]
)
def test_a_draft_of_another_version_is_told_apart_by_a_fault(kept):
    with pytest.raises(ValueError, match=r"no list|not a valid Aim|cannot hold"):
        decoded(kept)


def test_a_text_with_a_persons_detail_stays_out_of_the_draft():
    values = {"title": "Winter stall", "note": "Ring 07700 900123", "text": "born 1.2.1950"}

    assert keepable(values, checked=False) == (
        {"title": "Winter stall"},
        ["a phone number", "a date of birth"],
    )


def test_what_was_looked_at_may_stay_but_never_what_is_certain():
    values = {"note": "Ring 07700 900123", "text": "born 1.2.1950"}

    assert keepable(values, checked=True) == ({"note": "Ring 07700 900123"}, ["a date of birth"])


def test_the_name_of_staff_may_stand_where_it_is_asked_for():
    values = {"owner": "Dr Grey", "steps.who": "Sister Blue", "note": "Dr Grey"}

    assert keepable(values, checked=False) == (
        {"owner": "Dr Grey", "steps.who": "Sister Blue"},
        ["a person's name"],
    )


def test_a_number_as_long_as_a_persons_is_no_count_to_be_kept():
    assert keepable({"heads": 9434765919, "top": 12.5}, checked=True) == (
        {"top": 12.5},
        ["a number too long to be a count"],
    )
