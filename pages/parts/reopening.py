"""What a draft must know besides its fields: its page and address, and the record it changes."""

from typing import Any

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import (
    Activity,
    AnswerSheet,
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    Baseline,
    Change,
    ChangeSuggestion,
    ForumReview,
    ImprovementAction,
    PointNote,
    ReBase,
    ReviewAction,
    Suggestion,
    Target,
)
from engagement_metrics.models.columns import Kept
from engagement_metrics.store import DraftRow
from pages.parts import forms

RECORDS: dict[str, type[Kept]] = {
    kind.__name__: kind
    for kind in (
        Activity,
        AnswerSheet,
        AssessedDimension,
        AssessmentEvidence,
        AssessmentRound,
        Baseline,
        Change,
        ForumReview,
        ImprovementAction,
        PointNote,
        ReBase,
        ReviewAction,
        Suggestion,
        Target,
    )
}
NOT_OF_THE_FORM = ("draft", "view")


def about(form: str) -> dict[str, Any]:
    """Where the form stands: the page, its address, which record is chosen, what is open."""
    query = {name: st.query_params[name] for name in st.query_params if name not in NOT_OF_THE_FORM}
    chosen = f"{form.split('.')[0]}.chosen"
    there: forms.OpenForm | None = st.session_state.get(forms.OPEN)
    return {
        "page": st.session_state.get("page_open", ""),
        "query": query,
        "chosen": {chosen: st.session_state[chosen]} if chosen in st.session_state else {},
        "opened": _words(there) if there is not None and there.name == form else None,
    }


def _words(there: forms.OpenForm) -> dict[str, Any]:
    seen = there.seen
    if isinstance(seen, forms.Seen):
        seen = [seen.record_class.__name__, seen.number, seen.version, seen.name, seen.withdrawn]
    elif seen is not None:
        seen = [type(seen).__name__, seen.id, seen.version]
    return {"about": there.about, "seen": seen}


def reopen(actor: Actor, row: DraftRow) -> None:
    """Let the page open the form as the draft left it; LookupError where its record is gone.

    The record comes as it stands now, with the version it had then: a save of what was begun on an
    older one is told so.
    """
    for key, number in row.about["chosen"].items():
        st.session_state[key] = number
    opened = row.about["opened"]
    if opened is None:
        return
    seen: Any = opened["seen"]
    parts: tuple[Any, ...] = ()
    if seen is not None:
        if seen[0] not in RECORDS:
            raise LookupError(f"there is no kind of record called {seen[0]}")
        kind, number, version = RECORDS[seen[0]], seen[1], seen[2]
        if len(seen) > 3:
            seen = forms.Seen(kind, number, version, seen[3], seen[4])
        else:
            seen, parts = as_seen(actor, kind, number)
            seen.version = version
    st.session_state[forms.OPEN] = forms.OpenForm(row.form, opened["about"], seen, parts)


def as_seen(actor: Actor, kind: type[Kept], number: int) -> tuple[Kept, tuple[Any, ...]]:
    """A record with what belongs to it, as the form that changes it takes them."""
    record, parts = store.record(actor, kind, number)
    if kind is Change:
        return record, tuple(p.suggestion_id for p in parts if isinstance(p, ChangeSuggestion))
    return record, tuple(parts)
