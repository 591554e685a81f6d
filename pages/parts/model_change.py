"""Wording a model anew, cell by cell: several edits in one draft, saved once."""

from collections.abc import Mapping

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.entry import Known
from engagement_metrics.framework import maturity_edits
from engagement_metrics.models import MaturityModel
from pages.parts import model_dimension, model_draft, model_more, model_save, saving
from pages.parts.model_fields import Draft, area, line

DIMENSION, MORE, LEVELS, HEADING = "A dimension", "Add a dimension", "Levels", "Name and source"


def show(actor: Actor, known: Known, latest: MaturityModel, measures: Mapping[str, str]) -> None:
    """The fields of what is chosen to be changed, and below them what the draft changes so far."""
    form = model_draft.form_of(latest.code)
    if saving.panel(form, "Change it again"):
        return
    saving.begin(form, model_draft.MODEL)
    model_draft.begin(form)
    draft = Draft(form, latest, model_draft.current(form, latest))
    st.caption("What leaves a field goes into your draft. Rounds see it once you save it.")
    key = draft.key("part")
    part = st.segmented_control(
        "What to change", (DIMENSION, MORE, LEVELS, HEADING), required=True, key=key,
        default=None if key in st.session_state else DIMENSION, persist_state="page",
    )  # fmt: skip
    if part == MORE:
        model_more.dimension(draft)
    elif part == LEVELS:
        model_more.levels(draft)
    elif part == HEADING:
        _heading(draft)
    else:
        model_dimension.show(draft, measures)
    model_save.show(actor, known, draft)


def _heading(draft: Draft) -> None:
    now = draft.now
    line(draft, "heading.name", "Name of the model", now.name,
         lambda model, text: maturity_edits.with_heading(model, name=text))  # fmt: skip
    area(draft, "heading.source", "Whose words they are", now.source,
         lambda model, text: maturity_edits.with_heading(model, source=text))  # fmt: skip
