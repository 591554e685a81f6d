"""Whether an after-activity return is valid, and the activity it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

import numpy as np

from engagement_metrics.entry import records
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.who_came import group_count, read_groups
from engagement_metrics.models import (
    Accepted,
    Activity,
    ActivityDraft,
    ActivityStatus,
    Aim,
    HeadsBasis,
    Mode,
)
from engagement_metrics.store.records import has_parts

WORKING_DAYS = 10


class Against(NamedTuple):
    """What a return is held against: `was` is the activity that is being changed, if one is.

    The form keeps what is wrong.
    """

    form: Form
    known: Known
    was: Activity | None

    def or_stored(self, stands: Callable[[int], bool], field: str) -> Callable[[int], bool]:
        """What may be chosen: what stands, and what the activity names already, withdrawn since."""
        was = self.was
        return lambda number: stands(number) or (was is not None and getattr(was, field) == number)


@dataclass(frozen=True)
class Together:
    """Fields of a return that are judged together, by a rule that looks at nothing else of it.

    The rule gives fields of the activity, the same ones each time.
    """

    fields: tuple[str, ...]
    rule: Callable[..., dict[str, Any]]

    def judge(self, against: Against, draft: ActivityDraft) -> dict[str, Any]:
        """What these fields of a return say of the activity."""
        return self.rule(against, *[getattr(draft, name) for name in self.fields])


def accept_activity(draft: ActivityDraft, known: Known) -> Accepted:
    """The activity and group counts that a return stands for.

    EntryError with a sentence for each field that must change; its suggestions are read apart, by
    `accept_suggestion`.
    """
    form = Form(known.today, draft.checked)
    against = Against(form, known, records.find(Activity, draft.record_id))
    fields: dict[str, Any] = {}
    for some in BEFORE_WHO_CAME:
        fields |= some.judge(against, draft)
    groups = read_groups(form, draft, known, fields["heads"])
    fields["part_of_id"] = _part_of(form, draft)
    for some in AFTER_WHO_CAME:
        fields |= some.judge(against, draft)
    form.done()
    return Accepted(Activity(**fields), tuple(group_count(*row) for row in groups))


def _title(by: Against, title: Any) -> dict[str, Any]:
    return {"title": by.form.title("title", title, "The title", "Give the activity a title.")}


def _what(by: Against, aim: Any, method: Any, place: Any) -> dict[str, Any]:
    found = by.form.word("aim", aim, Aim, "Choose an aim.")
    if method not in by.known.framework.methods:
        by.form.fault("method", "Choose how it was done.")
    if place is None:
        by.form.fault("place", "Choose a place.")
    place = by.form.known(
        "place", place, by.or_stored(by.known.place, "place_id"), "Choose a place from the list."
    )
    return {"aim": found, "method": method, "place_id": place}


def _about(
    by: Against, modes: Any, topic: Any, work: Any, basis: Any, sessions: Any, in_public: Any
) -> dict[str, Any]:
    found = [mode for mode in Mode if mode in modes]
    if len(found) < len(set(modes)):
        by.form.fault("modes", "Choose ways to take part from the list.")
    return {
        "topic_id": by.form.known(
            "topic", topic, by.or_stored(by.known.topic, "topic_id"),
            "Choose a topic from the list.",
        ),
        "piece_of_work_id": by.form.known(
            "piece_of_work", work, by.or_stored(by.known.work, "piece_of_work_id"),
            "Choose a piece of work from the list.",
        ),
        "heads_basis": by.form.word(
            "heads_basis", basis, HeadsBasis, "Say whether you counted or estimated."
        ),
        "modes": ";".join(found),
        "sessions": by.form.whole("sessions", sessions, "Sessions", least=1, most=1000),
        "open_to_public": in_public,
    }  # fmt: skip


def _work_done(by: Against, invited: Any, minutes: Any, completed: Any) -> dict[str, Any]:
    return {
        "people_invited": by.form.whole("people_invited", invited, "People invited"),
        "minutes_taken": by.form.whole("minutes_taken", minutes, "Minutes", most=10_000),
        "return_completed_on": by.form.day(
            "return_completed_on", completed, "The day the return was finished",
            ahead="The return cannot be finished on a day that lies ahead.",
        ),
    }  # fmt: skip


def _note(by: Against, note: Any) -> dict[str, Any]:
    return {"note": by.form.text("note", note, "The note")}


def _source(by: Against, source: Any) -> dict[str, Any]:
    return {"source": by.form.source("source", source)}


def _reference(by: Against, reference: Any) -> dict[str, Any]:
    return {"reference": by.form.name("reference", reference, "The reference")}


@lru_cache(maxsize=4096)
def _due(last: date) -> date:
    """The day the return on an activity of a day is due.

    Bank holidays are not left out: no list of them is kept.
    """
    return cast("date", np.busday_offset(last, WORKING_DAYS, roll="backward").astype(date))


def _dates(by: Against, status: Any, starts: Any, ends: Any) -> dict[str, Any]:
    stands = by.form.word("status", status, ActivityStatus, "Choose how far the record has come.")
    last = by.form.partial(
        "ends", ends, "The date",
        needed="Give the date; the month or year alone will do if that is all that is known.",
    )  # fmt: skip
    first = by.form.partial("starts", starts, "The start") or last
    if first is None or last is None:
        return dict.fromkeys(
            ("status", "starts", "ends", "month", "financial_year", "return_due_on")
        )
    if first.first > last.last:
        by.form.fault("ends", f"It ends ({last.label}) before it starts ({first.label}).")
    held = stands in (ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW)
    if held and last.first > by.form.today:
        by.form.fault(
            "ends", "This date lies ahead. Choose a date that has passed, or the status 'planned'."
        )
    return {
        "status": stands, "starts": first.text, "ends": last.text, "month": last.month,
        "financial_year": last.financial_year,
        "return_due_on": _due(last.last) if last.precision == "day" else None,
    }  # fmt: skip


def _heads(by: Against, heads: Any, status: Any) -> dict[str, Any]:
    needed = (
        "Type how many people there were. If you do not know yet, choose the status "
        "'Held, figures to follow' under More."
        if status == ActivityStatus.COMPLETE
        else ""
    )
    return {"heads": by.form.whole("heads", heads, "The number of people", needed=needed)}


def _part_of(form: Form, draft: ActivityDraft) -> int | None:
    if draft.part_of is None:
        return None
    if draft.part_of == draft.record_id:
        form.fault("part_of", "An activity cannot be part of itself.")
        return None
    whole = records.standing(Activity, [draft.part_of]).get(draft.part_of)
    if whole is None:
        form.fault("part_of", "Choose the larger activity from the list.")
        return None
    if whole.part_of_id is not None:
        form.fault("part_of", "That activity is itself part of another. Choose the larger one.")
    elif draft.record_id is not None and has_parts(draft.record_id):
        form.fault("part_of", "Other activities are part of this one, so it stands by itself.")
    return draft.part_of


def _feedback(by: Against, promised_on: Any, fed_back_on: Any, ends: Any) -> dict[str, Any]:
    promised = by.form.day("feedback_promised_on", promised_on, "The promised date")
    fed_back = by.form.day(
        "fed_back_on", fed_back_on, "The day people were told",
        ahead="The day people were told lies ahead. Leave it empty until it is done.",
    )  # fmt: skip
    if promised or fed_back:
        day = Form(by.known.today).partial(
            "ends", ends, "The date"
        )  # what is wrong with it was told
        if day is not None and promised is not None and promised < day.first:
            by.form.fault("feedback_promised_on", "The promised date comes before the activity.")
        if day is not None and fed_back is not None and fed_back < day.first:
            by.form.fault("fed_back_on", "People cannot be told before the activity.")
    return {"feedback_promised_on": promised, "fed_back_on": fed_back}


# Every rule there is, but for who came and for what it is part of, in the order they are told.
BEFORE_WHO_CAME = (
    Together(("title",), _title),
    Together(("aim", "method", "place"), _what),
    Together(("status", "starts", "ends"), _dates),
    Together(("heads", "status"), _heads),
)
AFTER_WHO_CAME = (
    Together(("feedback_promised_on", "fed_back_on", "ends"), _feedback),
    Together(
        ("modes", "topic", "piece_of_work", "heads_basis", "sessions", "open_to_public"), _about
    ),
    Together(("people_invited", "minutes_taken", "return_completed_on"), _work_done),
    Together(("note",), _note),
    Together(("source",), _source),
    Together(("reference",), _reference),
)
