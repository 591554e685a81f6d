"""Whether an after-activity return is valid, and the activity it stands for."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import numpy as np

from engagement_metrics.entry import records
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.who_came import read_groups
from engagement_metrics.models import (
    Accepted,
    Activity,
    ActivityDraft,
    ActivityStatus,
    Aim,
    HeadsBasis,
    Mode,
    PartialDate,
)
from engagement_metrics.store.records import has_parts

WORKING_DAYS = 10


def accept_activity(draft: ActivityDraft, known: Known) -> Accepted:
    """The activity and group counts that a return stands for.

    EntryError with a sentence for each field that must change; its suggestions are read apart, by
    `accept_suggestion`.
    """
    form = Form(known.today, draft.checked)
    title = form.title("title", draft.title, "The title", "Give the activity a title.")
    aim = form.word("aim", draft.aim, Aim, "Choose an aim.")
    if draft.method not in known.framework.methods:
        form.fault("method", "Choose how it was done.")
    if draft.place is None:
        form.fault("place", "Choose a place.")
    was = records.find(Activity, draft.record_id)
    place = form.known(
        "place", draft.place, _or_stored(known.place, was, "place_id"),
        "Choose a place from the list.",
    )  # fmt: skip
    status = form.word(
        "status", draft.status, ActivityStatus, "Choose how far the record has come."
    )
    starts, ends = _dates(form, draft, status)
    heads = _heads(form, draft, status)
    groups = read_groups(form, draft, known, heads)
    part_of = _part_of(form, draft)
    promised, fed_back = _feedback(form, draft, ends)
    record = _rest(form, draft, known, was) | {
        "title": title, "aim": aim, "place_id": place, "status": status, "part_of_id": part_of,
        "heads": heads, "feedback_promised_on": promised, "fed_back_on": fed_back,
    }  # fmt: skip
    form.done()
    assert ends is not None and starts is not None
    return Accepted(
        Activity(
            **record, starts=starts.text, ends=ends.text, month=ends.month,
            financial_year=ends.financial_year, return_due_on=_due(ends),
        ),
        tuple(groups),
    )  # fmt: skip


def _rest(form: Form, draft: ActivityDraft, known: Known, was: Activity | None) -> dict[str, Any]:
    """The fields that stand by themselves."""
    modes = [mode for mode in Mode if mode in draft.modes]
    if len(modes) < len(set(draft.modes)):
        form.fault("modes", "Choose ways to take part from the list.")
    return {
        "method": draft.method,
        "topic_id": form.known(
            "topic", draft.topic, _or_stored(known.topic, was, "topic_id"),
            "Choose a topic from the list.",
        ),
        "piece_of_work_id": form.known(
            "piece_of_work", draft.piece_of_work, _or_stored(known.work, was, "piece_of_work_id"),
            "Choose a piece of work from the list.",
        ),
        "heads_basis": form.word(
            "heads_basis", draft.heads_basis, HeadsBasis, "Say whether you counted or estimated."
        ),
        "modes": ";".join(modes),
        "sessions": form.whole("sessions", draft.sessions, "Sessions", least=1, most=1000),
        "open_to_public": draft.open_to_public,
        "people_invited": form.whole("people_invited", draft.people_invited, "People invited"),
        "minutes_taken": form.whole("minutes_taken", draft.minutes_taken, "Minutes", most=10_000),
        "return_completed_on": form.day(
            "return_completed_on", draft.return_completed_on, "The day the return was finished",
            ahead="The return cannot be finished on a day that lies ahead.",
        ),
        "note": form.text("note", draft.note, "The note"),
        "source": form.source("source", draft.source),
        "reference": form.name("reference", draft.reference, "The reference"),
    }  # fmt: skip


def _or_stored(
    stands: Callable[[int], bool], was: Activity | None, field: str
) -> Callable[[int], bool]:
    """What may be chosen: what stands, and what the activity names already, withdrawn since."""
    return lambda number: stands(number) or (was is not None and getattr(was, field) == number)


def _due(ends: PartialDate) -> date | None:
    """The day the return is due; None where the day of the activity is not known.

    Bank holidays are not left out: no list of them is kept.
    """
    if ends.precision != "day":
        return None
    return cast("date", np.busday_offset(ends.last, WORKING_DAYS, roll="backward").astype(date))


def _dates(
    form: Form, draft: ActivityDraft, status: ActivityStatus | None
) -> tuple[PartialDate | None, PartialDate | None]:
    ends = form.partial(
        "ends", draft.ends, "The date",
        needed="Give the date; the month or year alone will do if that is all that is known.",
    )  # fmt: skip
    starts = form.partial("starts", draft.starts, "The start") or ends
    if starts is None or ends is None:
        return starts, ends
    if starts.first > ends.last:
        form.fault("ends", f"It ends ({ends.label}) before it starts ({starts.label}).")
    held = status in (ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW)
    if held and ends.first > form.today:
        form.fault(
            "ends", "This date lies ahead. Choose a date that has passed, or the status 'planned'."
        )
    return starts, ends


def _heads(form: Form, draft: ActivityDraft, status: ActivityStatus | None) -> int | None:
    needed = (
        "Type how many people there were. If you do not know yet, choose the status "
        "'Held, figures to follow' under More."
        if status is ActivityStatus.COMPLETE
        else ""
    )
    return form.whole("heads", draft.heads, "The number of people", needed=needed)


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


def _feedback(
    form: Form, draft: ActivityDraft, ends: PartialDate | None
) -> tuple[date | None, date | None]:
    promised = form.day("feedback_promised_on", draft.feedback_promised_on, "The promised date")
    fed_back = form.day(
        "fed_back_on", draft.fed_back_on, "The day people were told",
        ahead="The day people were told lies ahead. Leave it empty until it is done.",
    )  # fmt: skip
    if ends is not None:
        if promised is not None and promised < ends.first:
            form.fault("feedback_promised_on", "The promised date comes before the activity.")
        if fed_back is not None and fed_back < ends.first:
            form.fault("fed_back_on", "People cannot be told before the activity.")
    return promised, fed_back
