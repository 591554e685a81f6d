"""A stored suggestion as a draft again, so that the rules of entry decide on every change of it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from engagement_metrics.entry import EntryError, Known, accept_suggestion
from engagement_metrics.models import (
    Accepted,
    ChangeDraft,
    StepDraft,
    Suggestion,
    SuggestionDraft,
    SuggestionStatus,
)

D = TypeVar("D", SuggestionDraft, ChangeDraft)


def of_suggestion(seen: Suggestion, steps: Sequence[SuggestionStatus]) -> SuggestionDraft:
    """The draft that would store this suggestion as it stands."""
    in_order = sorted(steps, key=lambda step: step.id or 0)
    return SuggestionDraft(
        text=seen.text,
        place=seen.place_id,
        topic=seen.topic_id,
        activity=seen.activity_id,
        piece_of_work=seen.piece_of_work_id,
        raised_by=seen.raised_by,
        received_on=seen.received_on,
        owner=seen.owner,
        promised_on=seen.promised_on,
        source=seen.source,
        note=seen.note,
        steps=[StepDraft(step.step.value, step.on, step.who, step.result) for step in in_order],
        undated_steps=any(step.on is None for step in steps),
    )


def accept_fresh(
    accept: Callable[[D, Known], Accepted], draft: D, known: Known, fresh: Sequence[str]
) -> Accepted:
    """Accept a draft of which only the `fresh` fields were typed now.

    A doubt about any other field was looked at when that was saved, and is not raised again.
    """
    try:
        return accept(draft, known)
    except EntryError as fault:
        doubts = {name: text for name, text in fault.doubts.items() if name in fresh}
        if fault.faults or doubts:
            raise EntryError(fault.faults, doubts) from fault
    draft.checked = True
    return accept(draft, known)


def with_step(
    seen: Suggestion, steps: Sequence[SuggestionStatus], step: StepDraft, checked: bool,
    known: Known,
) -> Accepted:  # fmt: skip
    """The suggestion with one more step, which must have a day."""
    draft = of_suggestion(seen, steps)
    draft.steps.append(step)
    draft.checked = checked
    name = f"steps.{len(draft.steps) - 1}"
    missing = {} if step.on else {f"{name}.on": "Give the day it was done."}
    try:
        accepted = accept_fresh(accept_suggestion, draft, known, (f"{name}.result",))
    except EntryError as fault:
        raise EntryError({**fault.faults, **missing}, fault.doubts) from fault
    if missing:
        raise EntryError(missing, {})
    return accepted
