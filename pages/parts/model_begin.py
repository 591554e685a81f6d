"""A model from elsewhere: begun from one that is here, or brought in as the text of a file."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.entry import Known, maturity_models
from engagement_metrics.entry.maturity_models import Wordings
from engagement_metrics.framework import FrameworkError
from engagement_metrics.models import MaturityModel
from pages.parts import fields, forms, guard, model_choosing, model_save, model_words, saving
from pages.parts.fields import literal
from pages.parts.hints import hint

NEW, PASTED = "model_new", "model_in"
FILE = "Pasted text"
MOST_PASTED = 300_000  # signs: four times what forty dimensions of eight levels mostly need
HOW = (
    "Open the file in a text editor or in Excel, select all of it, copy it, and paste it here. "
    "It is read at once. Nothing is stored until you save."
)


def new_model(actor: Actor, known: Known, begun_from: MaturityModel) -> None:
    """A form for a model of one's own that says at first what another says."""
    if saving.panel(NEW, "Start another model"):
        return
    saving.begin(NEW, "name")
    st.write(
        "The new model begins with these words. You can then change each of them. What was "
        "scored with the other model stays with that one."
    )
    st.text_input("Name of the new model", key=f"{NEW}.name", max_chars=120, persist_state="page")
    fields.beside(NEW, "name")
    st.text_area("Whose words they are", f"Ours, begun from: {begun_from.name}",
                 key=f"{NEW}.source", max_chars=600, height=72, persist_state="page")  # fmt: skip
    fields.beside(NEW, "source")
    fields.checked(NEW)
    saving.end(NEW, known.setup)
    st.button("Start the new model", type="primary", key=f"{NEW}.save", on_click=_start,
              args=(actor, begun_from))  # fmt: skip


def _start(actor: Actor, begun_from: MaturityModel) -> None:
    def act() -> str:
        accepted = maturity_models.accept_new_model(
            begun_from, forms.typed(NEW, "name", ""), forms.typed(NEW, "source", ""),
            model_choosing.wordings(actor), guard.known(store.setup()),
            bool(forms.typed(NEW, "checked")),
        )  # fmt: skip
        with store.session(actor, draft=forms.mark(NEW)) as session:
            session.add(accepted.record, key=forms.mark(NEW))
        st.session_state[model_choosing.CHOSEN] = accepted.record.code
        return f"{accepted.record.name} is there, and open now. Choose what to do with it."

    saving.attempt(NEW, act)


def from_file(actor: Actor, known: Known, there: Wordings) -> None:
    """The text of a file: its first faults, or what it would change and the button to save it."""
    if saving.panel(PASTED, "Bring in another"):
        return
    saving.begin(PASTED, "text")
    st.write(HOW)
    text = st.text_area("The text of the file", key=f"{PASTED}.text", height=220,
                        max_chars=MOST_PASTED, persist_state="page")  # fmt: skip
    model = _read(text, there, known) if text.strip() else None
    before = there[model.code][-1] if model and model.code in there else None
    if model:
        st.subheader(literal(f"{model.name}: {model_words.size(model)}"), anchor=False)
        if before:
            hint(f"It would be wording {model.edition} of a model that is here.")
            model_save.tell(maturity_models.what_changes(before, model), before.edition)
        else:
            hint("It would be a new model here.")
        model_save.why(PASTED)
    saving.end(PASTED, known.setup)
    if model:
        st.button("Save as a new wording" if before else "Save as a new model", type="primary",
                  key=f"{PASTED}.save", on_click=_bring_in,
                  args=(actor, model, before.edition if before else 0))  # fmt: skip


def _read(text: str, there: Wordings, known: Known) -> MaturityModel | None:
    try:
        return maturity_models.read_file(text, FILE, there, known)
    except FrameworkError as fault:
        found = maturity_models.first_faults(fault.faults)
        listed = "\n".join(f"- {literal(one)}" for one in found)
        st.error(f"This text cannot be read as a model. Nothing was changed.\n\n{listed}")
    return None


def _bring_in(actor: Actor, model: MaturityModel, seen: int) -> None:
    def act() -> str:
        edition = model_save.keep(actor, PASTED, model, seen)
        st.session_state[model_choosing.CHOSEN] = model.code
        return f"{model.name} is here as wording {edition}, and open now."

    saving.attempt(PASTED, act)
