"""Where new limits may begin on a chart, and what a note on a point may say."""

from datetime import date

import pytest

from engagement_metrics import entry
from engagement_metrics.entry import EntryError, Known
from engagement_metrics.models import PointNoteDraft, ReBaseDraft
from tests.indicators.drawn import FRAMEWORK, NORTH, TOWN

KNOWN = Known(FRAMEWORK, TOWN, date(2026, 11, 22))
MONTHS = ["2026-04", "2026-05", "2026-07"]


def re_base(begun=(), **fields):
    draft = {"indicator": "INF-03", "place": NORTH, "period": "2026-05", "reason": "A new site."}
    return entry.accept_re_base(ReBaseDraft(**(draft | fields)), KNOWN, MONTHS, begun).record


def note(**fields):
    draft = {"indicator": "INF-03", "place": None, "period": "2026-05", "text": "Snow."}
    return entry.accept_point_note(PointNoteDraft(**(draft | fields)), KNOWN, MONTHS).record


def refused(accept, **fields):
    with pytest.raises(EntryError) as told:
        accept(**fields)
    return told.value.faults | told.value.doubts


def test_new_limits_begin_at_a_point_for_a_reason():
    row = re_base(reason="  A new\nsite. ")

    assert (row.indicator, row.place_id, row.period, row.reason) == (
        "INF-03", NORTH, "2026-05", "A new site.",
    )  # fmt: skip


def test_limits_may_be_held_still_from_the_first_point_of_all():
    assert re_base(period="2026-04").period == "2026-04"


def test_a_note_stands_on_a_point():
    row = note()

    assert (row.indicator, row.place_id, row.period, row.text) == (
        "INF-03", None, "2026-05", "Snow.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"period": None}, {"period": "Choose a period."}),
        ({"period": "soon"},
         {"period": "'soon' is not a month, quarter or year. Choose a period from the list."}),
        ({"period": "2026-06"},
         {"period": "June 2026 has no figure, so new limits cannot begin there. "
                    "Choose one that has."}),
        ({"period": "2026-27-Q1"},
         {"period": "Q1 2026/27 has no figure, so new limits cannot begin there. "
                    "Choose one that has."}),
        ({"begun": ["2026-05"]},
         {"period": "New limits begin in May 2026 already. Choose another."}),
        ({"reason": "  "}, {"reason": "Say why new limits begin here."}),
        ({"reason": "x" * 201},
         {"reason": "The reason is 201 characters long. Keep it to 200 or fewer."}),
        ({"indicator": "ABC-99"}, {"indicator": "Choose a measure from the list."}),
        ({"place": 99}, {"place": "Choose a place from the list."}),
        ({"period": "", "reason": ""},
         {"period": "Choose a period.", "reason": "Say why new limits begin here."}),
    ],
)  # fmt: skip
def test_limits_that_cannot_begin_there_are_refused_with_a_sentence(fields, told):
    assert refused(re_base, **fields) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"period": "2026-06"},
         {"period": "June 2026 has no figure, so there is no point to note. "
                    "Choose one that has."}),
        ({"text": ""}, {"text": "Write the note."}),
        ({"text": "y" * 201},
         {"text": "The note is 201 characters long. Keep it to 200 or fewer."}),
        ({"text": "Born on 1 May 1950"},
         {"text": "The note seems to hold a date of birth. "
                  "Take it out: no person is kept here."}),
        ({"text": "Ask Mrs Smith"},
         {"text": "The note may hold a person's name. "
                  "Take it out, or tick that it is not about one person."}),
        ({"text": "=1+1"},
         {"text": "The note begins with '=', which a spreadsheet would run. "
                  "Begin with a word."}),
    ],
)  # fmt: skip
def test_a_note_that_cannot_stand_is_refused_with_a_sentence(fields, told):
    assert refused(note, **fields) == told


def test_what_only_seemed_to_be_about_a_person_stands_once_it_was_looked_at():
    assert note(text="Ask Mrs Smith", checked=True).text == "Ask Mrs Smith"
    assert re_base(reason="Dr Foster left", checked=True).reason == "Dr Foster left"
