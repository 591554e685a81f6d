"""Which models there are, and the one that is open."""

import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.entry import maturity_models
from engagement_metrics.entry.maturity_models import Wordings
from engagement_metrics.store import rounds
from pages.parts import fields, model_words

CHOSEN = "model.chosen"


def wordings(actor: Actor) -> Wordings:
    """Every wording of every model, as it stands now."""
    return maturity_models.wordings(rounds.models(actor))


def show(there: Wordings) -> str:
    """The latest wording of each model in a table; gives the code of the one that is opened."""
    latest = {code: editions[-1] for code, editions in there.items()}
    rows = [
        (f"{one.name}. Wording {one.edition}: {model_words.size(one)}.", one.source)
        for one in latest.values()
    ]
    fields.table("Models, each in its latest wording", ("Model", "Whose words"), rows)
    if st.session_state.get(CHOSEN) not in latest:
        st.session_state[CHOSEN] = next(iter(latest))
    return st.selectbox(
        "Model", list(latest), format_func=lambda code: latest[code].name, key=CHOSEN
    )
