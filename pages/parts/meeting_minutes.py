"""The minutes of a meeting, put together from what was shown and noted, to take away as Word."""

from dataclasses import asdict
from datetime import datetime

import streamlit as st

from engagement_metrics import documents
from engagement_metrics.access import Actor
from engagement_metrics.documents import Minutes, Noted, Told
from engagement_metrics.models import Period, ReviewItem, ReviewState
from engagement_metrics.store import Review, Setup
from pages.parts import meeting_measure
from pages.parts.view import View

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def frozen(actor: Actor, setup: Setup, found: Review) -> dict[int, dict[str, str]]:
    """What the shared view says now of each measure on the agenda, by the number of its item."""
    shown = meeting_measure.read(actor, setup, found)
    return {i.id: asdict(meeting_measure.told(actor, shown, i)) for i in found.items if i.id}


def told(actor: Actor, setup: Setup, found: Review) -> tuple[Told, ...]:
    """Each measure in words: as it stood when the meeting was finished, else as it stands now."""
    finished = found.review.state is ReviewState.FINISHED
    shown: View | None = None
    words = []
    for item in found.items:
        if finished and item.shown:
            words.append(_thawed(item))
            continue
        shown = shown or meeting_measure.read(actor, setup, found)
        words.append(meeting_measure.told(actor, shown, item))
    return tuple(words)


def _thawed(item: ReviewItem) -> Told:
    kept = item.shown or {}
    return Told(**{name: str(kept.get(name, "")) for name in Told.__dataclass_fields__})


def whole(actor: Actor, setup: Setup, found: Review) -> Minutes:
    """All that the minutes hold."""
    review, on_agenda = found.review, {item.indicator for item in found.items}
    return Minutes(
        organisation=setup.organisation.name if setup.organisation else "",
        title=review.title,
        held_on=review.held_on,
        place=setup.place_name(review.place_id),
        period=Period.parse(review.period).label,
        finished=review.state is ReviewState.FINISHED,
        drawn_up=datetime.now().astimezone(),
        present=review.present,
        note=review.note,
        before=tuple((a, found.asked_at[a.id]) for a in found.before if a.id is not None),
        noted=tuple(
            Noted(words, item.said, item.decided, found.asked_of(item.indicator))
            for words, item in zip(told(actor, setup, found), found.items, strict=True)
        ),
        other=tuple(a for a in found.actions if a.indicator not in on_agenda),
    )


def offer(actor: Actor, setup: Setup, found: Review) -> None:
    """The switch for large print, and the button that hands out the minutes."""
    st.header("Minutes", anchor=False)
    large = st.toggle("Large print (18 point)", key="minutes_large")
    size = "-large-print" if large else ""
    st.download_button(
        "Download the minutes (Word)",
        lambda: documents.minutes_docx(whole(actor, setup, found), large),
        file_name=f"minutes-{found.review.held_on.isoformat()}{size}.docx",
        mime=WORD, key="minutes", on_click="ignore", type="primary",
    )  # fmt: skip
