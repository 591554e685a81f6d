"""The reason of a write: one line of plain words that may stay for ever."""

import pytest

from engagement_metrics.entry import EntryError, accept_reason


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Typed in twice", "Typed in twice"),
        ("  Typed in\ntwice,\u00a0I  think ", "Typed in twice, I think"),
        ("x" * 200, "x" * 200),
        ("", ""),
        (None, ""),
    ],
)
def test_a_reason_in_plain_words_is_kept_on_one_line(known, typed, kept):
    assert accept_reason(typed, known) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "NHS 943 476 5919, Mrs Smith asked",
            "The reason seems to hold an NHS number. Take it out: no person is kept here.",
        ),
        (
            "Born 3 May 1961",
            "The reason seems to hold a date of birth. Take it out: no person is kept here.",
        ),
        (
            "<b>Twice</b>",
            "The reason holds the sign < as in a web page. Write it in plain words.",
        ),
        (
            "=1+1",
            "The reason begins with '=', which a spreadsheet would run. Begin with a word.",
        ),
        ("x" * 201, "The reason is 201 characters long. Keep it to 200 or fewer."),
    ],
)
def test_what_may_not_stay_for_ever_is_refused_even_when_it_was_looked_at(known, typed, sentence):
    with pytest.raises(EntryError) as refused:
        accept_reason(typed, known, checked=True)

    assert (refused.value.faults, refused.value.doubts) == ({"reason": sentence}, {})


def test_what_may_name_a_person_is_a_doubt_until_somebody_has_looked(known):
    with pytest.raises(EntryError) as doubted:
        accept_reason("Mrs Example asked", known)

    assert doubted.value.faults == {}
    assert doubted.value.doubts == {
        "reason": "The reason may hold a person's name. Take it out, or tick that it is not about "
        "one person."
    }
    assert accept_reason("Mrs Example asked", known, checked=True) == "Mrs Example asked"


def test_where_a_reason_is_needed_an_empty_one_is_told_so(known):
    with pytest.raises(EntryError) as refused:
        accept_reason(" \n ", known, needed="Say why.")

    assert refused.value.faults == {"reason": "Say why."}
