"""An after-activity return becomes an activity, or is told what to change."""

from datetime import date, datetime

import pytest

from engagement_metrics import entry, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import accept_activity
from engagement_metrics.models import ActivityDraft, ActivityStatus, Aim, HeadsBasis

AHEAD = "This date lies ahead. Choose a date that has passed, or the status 'planned'."


def test_a_return_becomes_an_activity_with_its_counts(known, returned):
    draft = returned(
        title="  Market\tstall ", topic=1, piece_of_work=2, starts="2026-05-18", heads="1,200",
        heads_basis="estimated", modes=["online", "in_person"], sessions="2", open_to_public=True,
        people_invited=2000, minutes_taken="7", return_completed_on="2026-05-21",
        feedback_promised_on=date(2026, 7, 1), fed_back_on="2026-06-30", note="It rained.",
        source="https://example.org/log", reference="A 17",
        groups={"age": {"u16": "3", "prefer_not_to_say": 2, "75p": ""}, "sex": {"female": 0}},
        estimated={("age", "u16")},
    )  # fmt: skip

    accepted = accept_activity(draft, known)

    assert accepted.record.model_dump(exclude_unset=True) == {
        "title": "Market stall", "aim": Aim.ENGAGE, "method": "survey", "place_id": 2,
        "topic_id": 1, "piece_of_work_id": 2, "part_of_id": None, "starts": "2026-05-18",
        "ends": "2026-05-20", "month": "2026-05", "financial_year": 2026,
        "return_due_on": date(2026, 6, 3), "status": ActivityStatus.COMPLETE, "heads": 1200,
        "heads_basis": HeadsBasis.ESTIMATED, "modes": "in_person;online", "sessions": 2,
        "open_to_public": True, "people_invited": 2000, "minutes_taken": 7,
        "return_completed_on": date(2026, 5, 21), "feedback_promised_on": date(2026, 7, 1),
        "fed_back_on": date(2026, 6, 30), "note": "It rained.",
        "source": "https://example.org/log", "reference": "A 17",
    }  # fmt: skip
    assert [(p.characteristic, p.category, p.n, p.estimated) for p in accepted.parts] == [
        ("age", "u16", 3, True),
        ("age", "prefer_not_to_say", 2, False),
        ("sex", "female", 0, False),
    ]


def test_an_empty_return_is_told_all_that_is_missing(told):
    assert told(accept_activity, ActivityDraft()) == {
        "title": "Give the activity a title.",
        "aim": "Choose an aim.",
        "method": "Choose how it was done.",
        "place": "Choose a place.",
        "ends": "Give the date; the month or year alone will do if that is all that is known.",
        "heads": (
            "Type how many people there were. If you do not know yet, choose the status "
            "'Held, figures to follow' under More."
        ),
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("aim", "listen", "Choose an aim."),
        ("method", "telepathy", "Choose how it was done."),
        ("place", 99, "Choose a place from the list."),
        ("place", 3, "Choose a place from the list."),
        ("topic", 2, "Choose a topic from the list."),
        ("piece_of_work", 3, "Choose a piece of work from the list."),
        ("status", "lost", "Choose how far the record has come."),
        ("heads_basis", "guessed", "Say whether you counted or estimated."),
        ("modes", ["online", "by pigeon"], "Choose ways to take part from the list."),
        ("starts", "May", "The start: 'May' is not a date: write 2026-05-20, 2026-05, 2026 "
         "or 2026/27."),
        ("ends", "2026-11-22", AHEAD),
        ("ends", "2026-12", AHEAD),
        ("ends", "2027", AHEAD),
        ("ends", "soon", "The date: 'soon' is not a date: write 2026-05-20, 2026-05, 2026 or "
         "2026/27."),
        ("heads", -1, "The number of people cannot be below 0. Type 0 or more."),
        ("heads", 1_000_001, "The number of people: 1,000,001 is more than 1,000,000. Check "
         "the number."),
        ("heads", 10**400, "The number of people: the number is too large. Check it."),
        ("heads", "nan", "The number of people: the number is too large. Check it."),
        ("heads", "1,5", "The number of people: '1,5' is not a number."),
        ("heads", "a dozen", "The number of people: 'a dozen' is not a number."),
        ("heads", 1.5, "The number of people: type a whole number, not 1.5."),
        ("heads", True, "The number of people: type a number."),
        ("heads", date(2026, 1, 1), "The number of people: type a number."),
        ("sessions", 0, "Sessions cannot be below 1. Type 1 or more."),
        ("minutes_taken", 10_001, "Minutes: 10,001 is more than 10,000. Check the number."),
        ("return_completed_on", "2026-11-22", "The return cannot be finished on a day that "
         "lies ahead."),
        ("return_completed_on", "2026-05", "The day the return was finished: give the day as "
         "well, as in 2026-05-20."),
        ("feedback_promised_on", "2026-05-19", "The promised date comes before the activity."),
        ("fed_back_on", "2026-05-19", "People cannot be told before the activity."),
        ("fed_back_on", "2026-12-01", "The day people were told lies ahead. Leave it empty "
         "until it is done."),
        ("title", "x" * 201, "The title is 201 characters long. Keep it to 200 or fewer."),
        ("note", "x" * 10_000, "The note is 10,000 characters long. Keep it to 2,000 or fewer."),
        ("note", "<b>bold</b>", "The note holds the sign < as in a web page. Write it in "
         "plain words."),
        ("title", "=1+1", "The title begins with '=', which a spreadsheet would run. Begin "
         "with a word."),
        ("part_of", 99, "Choose the larger activity from the list."),
        ("part_of", 2**70, "Choose the larger activity from the list."),
        ("part_of", 4, "Choose the larger activity from the list."),
        ("part_of", 2, "That activity is itself part of another. Choose the larger one."),
    ],
)  # fmt: skip
def test_a_field_that_cannot_stand_is_told_so(told, returned, field, value, sentence):
    assert told(accept_activity, returned(**{field: value})) == {field: sentence}


def test_it_cannot_end_before_it_starts(told, returned):
    assert told(accept_activity, returned(starts="2026-05-21")) == {
        "ends": "It ends (20 May 2026) before it starts (21 May 2026)."
    }
    assert told(accept_activity, returned(starts="2026-06", ends="2026-05")) == {
        "ends": "It ends (May 2026) before it starts (June 2026)."
    }
    assert told(accept_activity, returned(starts="2026", ends="2026-05")) == {}


def test_an_activity_cannot_be_part_of_itself_nor_of_its_own_parts(told, returned):
    assert told(accept_activity, returned(part_of=1, record_id=1)) == {
        "part_of": "An activity cannot be part of itself."
    }
    assert told(accept_activity, returned(part_of=5, record_id=1)) == {
        "part_of": "Choose the larger activity from the list."
    }


def test_an_activity_that_has_parts_stands_by_itself(told, returned, known):
    other = entry.accept_activity(returned(), known).record
    with store.session(LOCAL_USER) as write:
        number = write.add(other)

    assert told(accept_activity, returned(part_of=number, record_id=1)) == {
        "part_of": "Other activities are part of this one, so it stands by itself."
    }
    assert told(accept_activity, returned(part_of=number, record_id=3)) == {}
    assert told(accept_activity, returned(part_of=number)) == {}


@pytest.mark.parametrize(
    ("ends", "month", "year", "due"),
    [
        ("2026-05-20", "2026-05", 2026, date(2026, 6, 3)),
        (date(2026, 5, 23), "2026-05", 2026, date(2026, 6, 5)),  # a Saturday: from the Friday
        (datetime(2026, 3, 31, 14, 30), "2026-03", 2025, date(2026, 4, 14)),  # noqa: DTZ001
        ("2026-03", "2026-03", 2025, None),
        ("2026", None, 2026, None),
        ("2025/26", None, 2025, None),
        ("2026-11-21", "2026-11", 2026, date(2026, 12, 4)),
    ],
)
def test_a_date_may_be_known_to_the_day_the_month_or_the_year(
    known, returned, ends, month, year, due
):
    record = accept_activity(returned(ends=ends), known).record

    assert (record.month, record.financial_year, record.return_due_on) == (month, year, due)
    assert record.starts == record.ends


@pytest.mark.parametrize(("status", "heads"), [("planned", None), ("cancelled", None)])
def test_what_is_planned_or_called_off_may_lie_ahead_and_needs_no_heads(
    told, returned, status, heads
):
    assert told(accept_activity, returned(ends="2027-01-01", status=status, heads=heads)) == {}


def test_figures_may_follow(told, returned):
    assert told(accept_activity, returned(status="figures_to_follow", heads=None)) == {}
    assert told(accept_activity, returned(status="figures_to_follow", ends="2027-01")) == {
        "ends": AHEAD
    }


@pytest.mark.parametrize(
    ("groups", "faults"),
    [
        ({"age": {"u16": 12}}, {}),
        ({"age": {"u16": 5, "75p": 5, "prefer_not_to_say": 2}}, {}),
        (
            {"age": {"u16": 10, "not_known": 3}},
            {
                "groups.age": "Age adds up to 13, more than the 12 people who were there. "
                "Lower a count, or raise the number of people."
            },
        ),
        (
            {"inclusion_homelessness": {"yes": 12}, "inclusion_autism": {"yes": 12}},
            {},  # one person may be in several inclusion groups
        ),
        (
            {"age": {"25_64": 3, "25_34": 2}},
            {"groups.age": "Age: '25 to 34' is part of '25 to 64'. Give one or the other."},
        ),
        ({"shoe": {"42": 1}}, {"groups": "'shoe' is not something this tool asks about."}),
        (
            {"age": {"old": 1, "u16": 2}},
            {
                "groups.age.old": "'old' is not a choice of Age in version 1 of its list. "
                "Count these people under another choice, or leave them out."
            },
        ),
        (
            {"age": {"u16": -1}},
            {"groups.age.u16": "Age cannot be below 0. Type 0 or more."},
        ),
        (
            {"age": {"u16": 2_000_000}},
            {"groups.age.u16": "Age: 2,000,000 is more than 1,000,000. Check the number."},
        ),
    ],
    ids=range(9),
)  # fmt: skip
def test_who_came_fits_how_many_came(told, known, returned, groups, faults):
    groups = {
        name: {
            known.framework.categories_of(name)[0].key if key == "yes" else key: n
            for key, n in counts.items()
        }
        for name, counts in groups.items()
    }

    assert told(accept_activity, returned(groups=groups)) == faults


def test_who_came_cannot_be_said_without_how_many_came(told, returned):
    draft = returned(heads=None, status="figures_to_follow", groups={"age": {"u16": 1}})

    assert told(accept_activity, draft) == {
        "heads": "Type how many people there were before saying who they were."
    }


def test_what_may_be_about_a_person_is_asked_about_and_may_then_be_kept(told, returned):
    note = "Ring 01473 123456."

    assert told(accept_activity, returned(note=note)) == {
        "note": (
            "The note may hold a phone number. "
            "Take it out, or tick that it is not about one person."
        )
    }
    assert told(accept_activity, returned(note=note, checked=True)) == {}
