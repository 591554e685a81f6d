"""The fields of the form that sets up a round, one below the other."""

from datetime import date

import streamlit as st

from engagement_metrics import entry
from engagement_metrics.access import Actor
from engagement_metrics.models import AssessedDimension, AssessmentRound, MaturityModel
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store import Setup
from pages.parts import fields, filters, forms, room_choosing
from pages.parts.hints import hint

FORM = "round"
ALL, SOME = "All dimensions", "Some of them"
RULES = (
    "We score alone first. Nobody sees a score before all are shown.\n"
    "Levels are for learning, not for blame.\n"
    "We agree on whole levels. If we are torn between two, we take the lower one.\n"
    "We agree when nobody objects after the talk. If somebody still does, we write down that we "
    "did not agree, and what each side thinks.\n"
    "The chair and executives speak last."
)


def ask_when(setup: Setup, seen: AssessmentRound | None) -> None:
    """When and where it is, and what it is called."""
    st.text_input("Title", seen.title if seen else "Self-assessment", key=f"{FORM}.title")
    fields.beside(FORM, "title")
    st.date_input("Date (the first day, if there are several)",
                  seen.held_on if seen else date.today(), key=f"{FORM}.held_on",
                  format="DD/MM/YYYY")  # fmt: skip
    fields.beside(FORM, "held_on")
    there = places(setup)
    at = next((label for label, number in there.items() if seen and number == seen.place_id), None)
    labels = list(there)
    st.selectbox("Place", labels, index=labels.index(at) if at else 0, key=f"{FORM}.place")
    fields.beside(FORM, "place")


def places(setup: Setup) -> dict[str, int | None]:
    """The places by label, with the whole system first where no one place is above the rest."""
    labels: dict[str, int | None] = dict(filters.place_labels(setup))
    whole = len(setup.children(None)) > 1 or not labels
    return {filters.ALL_PLACES: None, **labels} if whole else labels


def ask_what(
    actor: Actor, seen: AssessmentRound | None, standing: tuple[AssessedDimension, ...]
) -> MaturityModel:
    """With which words, and which of their dimensions on which day; gives the model."""
    offered = models(actor, seen)
    labels = list(offered)
    at = _label(offered, seen) if seen else labels[0]
    chosen = st.selectbox("Which words to use", labels, index=labels.index(at),
                          key=f"{FORM}.model")  # fmt: skip
    model = offered[chosen]
    hint(model.source)
    fields.beside(FORM, "model")
    there = {one.dimension: one for one in standing}
    part = bool(seen) and len(there) < len(model.dimensions)
    ways = [ALL, SOME]
    some = st.radio("What to assess", ways, index=int(part), key=f"{FORM}.which", horizontal=True)
    days = st.checkbox("It is spread over several days",
                       any(one.meets_on for one in standing), key=f"{FORM}.days")  # fmt: skip
    if some == SOME or days:
        for one in model.dimensions:
            before, name = there.get(one.id), f"{model.code}.{one.id}"
            ticked = some == ALL or st.checkbox(
                fields.literal(one.name), before is not None, key=f"{FORM}.assess.{name}"
            )
            if ticked and days:
                st.date_input(
                    fields.literal(f"Day for: {one.name}"), before.meets_on if before else None,
                    key=f"{FORM}.day.{name}", format="DD/MM/YYYY",
                )  # fmt: skip
                fields.beside(FORM, f"day.{one.id}")
    fields.beside(FORM, "dimensions")
    return model


def models(actor: Actor, seen: AssessmentRound | None) -> dict[str, MaturityModel]:
    """The wordings on offer by label, that of the round among them."""
    return room_choosing.models(actor, from_json(seen.content) if seen else None)


def _label(models: dict[str, MaturityModel], seen: AssessmentRound) -> str:
    there = (seen.model_code, seen.model_edition)
    return next(label for label, one in models.items() if (one.code, one.edition) == there)


def ask_who(seen: AssessmentRound | None) -> None:
    """Who will score, who sees to what is agreed, and by which rules."""
    st.number_input("How many will score", value=seen.scorers_expected if seen else None,
                    step=1, key=f"{FORM}.scorers")  # fmt: skip
    hint("Aim for 8 to 20: volunteers, staff, Healthwatch, the voluntary sector, a non-executive.")
    fields.beside(FORM, "scorers")
    st.number_input("How many of them are volunteers",
                    value=seen.volunteers_expected if seen else None, step=1,
                    key=f"{FORM}.volunteers")  # fmt: skip
    fields.beside(FORM, "volunteers")
    for sentence in entry.few_scorers(*numbers()):
        st.warning(sentence)
    st.text_input("Anchor person (a name, role or team)", seen.anchor if seen else "",
                  key=f"{FORM}.anchor")  # fmt: skip
    hint("They see to it that what is agreed gets done.")
    fields.beside(FORM, "anchor")
    st.text_area("Rules, agreed in advance", seen.rules if seen else RULES, height=220,
                 key=f"{FORM}.rules")  # fmt: skip
    fields.beside(FORM, "rules")


def numbers() -> tuple[int | None, int | None]:
    """How many are to score, and of them volunteers, as it is typed just now."""
    return forms.typed(FORM, "scorers"), forms.typed(FORM, "volunteers")
