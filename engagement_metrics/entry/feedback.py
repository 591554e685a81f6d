"""Whether a suggestion, a step in its life, or a change is valid."""

from datetime import date, timedelta
from typing import Any

from engagement_metrics.entry import records
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import (
    Accepted,
    Activity,
    Change,
    ChangeDraft,
    ChangeSuggestion,
    Period,
    PeriodKind,
    StepDraft,
    Suggestion,
    SuggestionDraft,
    SuggestionStatus,
    SuggestionStep,
    financial_year_of,
)

DAYS_TO_ANSWER = 90
ACTED = (SuggestionStep.ACTED_IN_FULL, SuggestionStep.ACTED_IN_PART)
LOOKED_INTO = (SuggestionStep.LOOKED_INTO, SuggestionStep.NOT_POSSIBLE)


def accept_suggestion(draft: SuggestionDraft, known: Known) -> Accepted:
    """The suggestion and its dated statuses, with what rule R8 needs worked out.

    EntryError with a sentence for each field that must change; a step's fields are named
    'steps.0.who' and so on.
    """
    form = Form(known.today, draft.checked)
    text = form.text("text", draft.text, "The suggestion", needed="Write what was suggested.")
    if draft.place is None:
        form.fault("place", "Choose a place.")
    received = form.day(
        "received_on", draft.received_on, "The day it came",
        ahead="The day it came lies ahead. Choose today or earlier.",
    )  # fmt: skip
    promised = form.day("promised_on", draft.promised_on, "The promised date")
    if received and promised and promised < received:
        form.fault("promised_on", "The promised date comes before the day it was received.")
    statuses = _steps(form, draft, received)
    if draft.activity is not None and not records.standing(Activity, [draft.activity]):
        form.fault("activity", "Choose an activity from the list.")
    record = Suggestion(
        text=text,
        place_id=form.known("place", draft.place, known.place, "Choose a place from the list.")
        or 0,
        topic_id=form.known("topic", draft.topic, known.topic, "Choose a topic from the list."),
        activity_id=draft.activity,
        piece_of_work_id=form.known(
            "piece_of_work",
            draft.piece_of_work,
            known.work,
            "Choose a piece of work from the list.",
        ),
        raised_by=form.whole("raised_by", draft.raised_by, "How many people said so", least=1) or 1,
        received_on=received,
        month=Period.containing(received, PeriodKind.MONTH).code if received else None,
        financial_year=financial_year_of(received) if received else None,
        owner=form.staff("owner", draft.owner, "The owner"),
        promised_on=promised,
        source=form.source("source", draft.source),
        note=form.text("note", draft.note, "The note"),
        day_90=received + timedelta(days=DAYS_TO_ANSWER) if received else None,
        step=_reached(statuses),
        answered_on=_answered(statuses),
        told_on=_told(statuses),
    )
    form.done()
    return Accepted(record, tuple(statuses))


def _steps(form: Form, draft: SuggestionDraft, received: date | None) -> list[SuggestionStatus]:
    statuses: list[SuggestionStatus] = []
    for at, step in enumerate(draft.steps):
        found = _step(form, f"steps.{at}", step, received, draft.undated_steps)
        if found is None:
            continue
        if found.step is SuggestionStep.TOLD and not any(
            other.step is not SuggestionStep.TOLD for other in statuses
        ):
            form.fault(f"steps.{at}.step", "Say first what came of it, then that people were told.")
        statuses.append(found)
    return statuses


def _step(
    form: Form, name: str, draft: StepDraft, received: date | None, undated: bool
) -> SuggestionStatus | None:
    step = form.word(f"{name}.step", draft.step, SuggestionStep, "Choose what was done.")
    if step is None:
        return None
    on = form.day(
        f"{name}.on", draft.on, "The day",
        needed="" if undated else "Give the day it was done.",
        ahead="That day lies ahead. Choose today or earlier.",
    )  # fmt: skip
    if on and received and on < received:
        form.fault(f"{name}.on", "That day comes before the suggestion was received.")
    needs_who = step is SuggestionStep.LOOKED_INTO
    needs_result = {
        SuggestionStep.LOOKED_INTO: "Write what was found.",
        SuggestionStep.NOT_POSSIBLE: "Write why it is not possible, in plain words.",
        SuggestionStep.REMOVED: "Write why it is taken off the list.",
        SuggestionStep.ACTED_IN_PART: "Write which part was done.",
    }
    return SuggestionStatus(
        suggestion_id=0,
        step=step,
        on=on,
        who=form.staff(
            f"{name}.who", draft.who, "The name", "Say who looked into it." if needs_who else ""
        ),
        result=form.text(
            f"{name}.result", draft.result, "The result", needed=needs_result.get(step, "")
        ),
    )


def _reached(statuses: list[SuggestionStatus]) -> SuggestionStep | None:
    """The latest step but for telling people; on one day, the one typed in last."""
    steps = [status for status in statuses if status.step is not SuggestionStep.TOLD]
    # Of several that are equally late, max gives the first: so the last one typed comes first.
    steps.reverse()
    return max(steps, key=lambda status: status.on or date.min).step if steps else None


def _answered(statuses: list[SuggestionStatus]) -> date | None:
    days = [
        status.on
        for status in statuses
        if status.on
        and (status.step in ACTED or (status.step in LOOKED_INTO and status.who and status.result))
    ]
    return min(days) if days else None


def _told(statuses: list[SuggestionStatus]) -> date | None:
    days = [s.on for s in statuses if s.step is SuggestionStep.TOLD and s.on]
    return min(days) if days else None


def accept_change(draft: ChangeDraft, known: Known) -> Accepted:
    """The change and its links to suggestions; EntryError says what must be altered."""
    form = Form(known.today, draft.checked)
    on = form.day(
        "on", draft.on, "The day", needed="Give the day it changed.",
        ahead="That day lies ahead. A change counts once it is made.",
    )  # fmt: skip
    reversed_on = form.day("reversed_on", draft.reversed_on, "The day it was undone")
    if on and reversed_on and reversed_on < on:
        form.fault("reversed_on", "It cannot be undone before it was made.")
    if draft.place is None:
        form.fault("place", "Choose a place.")
    answered = set(draft.suggestions)
    if not answered:
        form.fault("suggestions", "Choose at least one suggestion that this change answers.")
    elif answered - records.standing(Suggestion, answered).keys():
        form.fault("suggestions", "Choose suggestions from the list.")
    record: dict[str, Any] = {
        "title": form.title("title", draft.title, "The title", "Give the change a short title."),
        "what": form.text("what", draft.what, "The text", needed="Write what is different now."),
        "place_id": form.known("place", draft.place, known.place, "Choose a place from the list."),
        "topic_id": form.known("topic", draft.topic, known.topic, "Choose a topic from the list."),
        "piece_of_work_id": form.known(
            "piece_of_work",
            draft.piece_of_work,
            known.work,
            "Choose a piece of work from the list.",
        ),
        "size": form.name("size", draft.size, "The size"),
    }
    form.done()
    assert on is not None
    return Accepted(
        Change(
            **record, on=on, reversed_on=reversed_on,
            month=Period.containing(on, PeriodKind.MONTH).code,
            financial_year=financial_year_of(on),
        ),
        tuple(
            ChangeSuggestion(change_id=0, suggestion_id=number)
            for number in sorted(answered)
        ),
    )  # fmt: skip
