"""What is shown of a round below its sentences: dimensions, actions, how it moved, or places."""

import streamlit as st

from engagement_metrics.access import Actor
from pages.parts import (
    assessed_actions,
    assessed_dimension,
    assessed_paths,
    assessed_profile,
    assessed_views,
)
from pages.parts.assessed_view import AssessedView

DIMENSIONS, ONE, ACTIONS = "Dimensions", "One dimension", "Actions"
ROUNDS, PLACES = "Round to round", "Places"


def show(actor: Actor, view: AssessedView) -> None:
    """The choice of a part, and the part; nothing of the others is made."""
    parts = [DIMENSIONS, ONE, ACTIONS, ROUNDS, *[PLACES][: len(view.latest) > 1]]
    with st.container(key="not-printed-parts"):
        chosen = st.segmented_control(
            "Show", parts, default=DIMENSIONS, required=True, key="part", bind="query-params"
        )
    if chosen == ONE:
        assessed_dimension.show(actor, view)
    elif chosen == ACTIONS:
        assessed_actions.show(actor, view)
    elif chosen == ROUNDS:
        assessed_paths.over_rounds(view)
    elif chosen == PLACES:
        assessed_paths.by_place(view)
    else:
        assessed_profile.show(view)
        assessed_views.show(view)
