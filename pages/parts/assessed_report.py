"""The report of a finished round, to take away as Word; it is made once somebody asks for it."""

import streamlit as st

from engagement_metrics import documents
from engagement_metrics.access import Actor
from engagement_metrics.documents import Assessment
from engagement_metrics.models import ScorerKind
from engagement_metrics.store import rounds
from pages.parts.assessed_view import AssessedView
from pages.parts.meeting_minutes import WORD

SAYS = (
    "It has the levels, the evidence, where the group did not agree, and the actions. No name "
    "stands beside a score. Send it to all who scored, and to your forum and Board."
)


def offer(actor: Actor, view: AssessedView) -> None:
    """The switch for large print, and the button that hands out the report."""
    with st.container(key="not-printed-report"):
        st.header("The report", anchor=False)
        st.write(SAYS)
        large = st.toggle("Large print (18 point)", key="large")
        size = "-large-print" if large else ""
        st.download_button(
            "Download the report (Word)",
            lambda: documents.assessment_docx(whole(actor, view), large),
            file_name=f"self-assessment-{view.found.held_on.isoformat()}{size}.docx",
            mime=WORD, key="report", on_click="ignore", type="primary",
        )  # fmt: skip
        if actor.opens("room"):
            st.page_link(
                "room.py", label="Put something right in this round",
                query_params={"round": str(view.found.number)},
            )  # fmt: skip


def whole(actor: Actor, view: AssessedView) -> Assessment:
    """All that the report holds."""
    found = rounds.in_full(actor, view.found.number)
    source = found.model.source.casefold()
    return Assessment(
        organisation=view.setup.organisation.name if view.setup.organisation else "",
        found=view.assessed,
        finished_on=view.found.finished_on,
        volunteers=found.joined.get(ScorerKind.VOLUNTEER, 0),
        staff=found.joined.get(ScorerKind.STAFF, 0),
        others=found.joined.get(ScorerKind.OTHER, 0),
        anchor=found.round.anchor,
        rules=found.round.rules,
        own_words=not source or "our wording" in source,
    )
