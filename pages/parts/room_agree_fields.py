"""The fields of what a group agrees: the level, its sentences, reasons, and other views."""

import streamlit as st

from engagement_metrics import maturity
from engagement_metrics.maturity import Spread, wording
from engagement_metrics.models import AgreedDraft, AssessedDimension, ScoringStage
from engagement_metrics.store.rounds import Round
from pages.parts import fields, forms
from pages.parts.hints import hint

NOT_AGREED = 0  # among the choices, where a level is a number from 1
TEXTS = {
    "missing": ("What is missing for the next level?", ""),
    "elsewhere": ("Where is it true, and where is it not?",
                  "For example: true in the north, not yet in the south."),
    "minority": ("Other views, in their own words", "Write what they say. Name no person."),
    "note": ("Notes on the talk", ""),
}  # fmt: skip
BACKED = "We have dated evidence for this:"


def ask(form: str, found: Round, here: AssessedDimension, spread: Spread | None) -> tuple[str, ...]:
    """The fields, with what stood before where something settled is put right; gives their names.

    No level is chosen beforehand: none is the answer until the group has agreed.
    """
    settled = here.stage is ScoringStage.SETTLED
    levels = {one.level: f"Level {one.level}: {one.name}" for one in found.model.levels}
    choices = {**levels, NOT_AGREED: "We did not agree"}
    at = list(choices).index(here.agreed_level or NOT_AGREED) if settled else None
    statements = found.model.dimension(here.dimension).statements
    level = st.radio(
        "Level", list(choices), index=at, format_func=lambda one: fields.literal(choices[one]),
        captions=[*map(fields.literal, statements), ""], key=f"{form}.level",
    )  # fmt: skip
    hint(wording.NOT_AGREED_IS_FINE if level == NOT_AGREED else wording.WHOLE_LEVELS)
    fields.beside(form, "level")
    if level:
        _sentences(form, found, here, level)
    if level and spread is not None and maturity.outside_middle_half(level, spread):
        st.warning(wording.reason_needed(level, spread))
    st.text_area("Why this level?", here.reason, key=f"{form}.reason", height=90)
    fields.beside(form, "reason")
    for name, (label, more) in TEXTS.items():
        st.text_area(label, getattr(here, name), key=f"{form}.{name}", height=90)
        if more:
            hint(more)
        fields.beside(form, name)
    if settled:
        st.text_input("Why is this put right?", key=f"{form}.because", max_chars=200)
        hint("This stays in the history for good, so name no person.")
        fields.beside(form, "because")
    return ("level", "reason", "backed", "because", *TEXTS)


def _sentences(form: str, found: Round, here: AssessedDimension, level: int) -> None:
    """The statement of a level sentence by sentence, each with a tick for dated evidence."""
    before = maturity.backed(here) if here.agreed_level == level else frozenset()
    statement = found.model.dimension(here.dimension).statements[level - 1]
    st.markdown(f"**{BACKED}**")
    for at, sentence in enumerate(maturity.parts(statement), start=1):
        st.checkbox(fields.literal(sentence), at in before, key=f"{form}.backed.{level}.{at}")
    fields.beside(form, "backed")
    if level > 1:
        hint(wording.NEEDS_EVIDENCE)


def typed(form: str) -> AgreedDraft:
    """What stands in the fields just now."""
    level = forms.typed(form, "level")
    sentences = range(1, 21) if level else ()
    return AgreedDraft(
        level=level or None,
        not_agreed=level == NOT_AGREED,
        backed=[at for at in sentences if forms.typed(form, f"backed.{level}.{at}")],
        why=forms.typed(form, "because") or "",
        checked=bool(forms.typed(form, "checked")),
        **{name: forms.typed(form, name) or "" for name in ("reason", *TEXTS)},
    )
