"""A stored return that is to be changed: its sections in words, each a box that opens."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.models import Aim
from engagement_metrics.store import Setup
from pages.parts import fields, forms
from pages.parts.days import day
from pages.parts.entry_state import FORM, KEY, put, state
from pages.parts.entry_words import AIMS, SECTIONS

ABOUT, SAID = SECTIONS
FIELDS = {
    ABOUT: ("ends", "place", "title", "aim", "method"),
    SAID: ("topic", "suggestions", "text", "feedback_promised_on"),
}


def box(name: str, label: str) -> Any:
    """The shut box of what a stored return holds; None where it stands open on the page."""
    if name not in (state("folded") or ()):
        return None
    return st.expander(label, key=f"{KEY}box.{name}", on_change="rerun")


def section(name: str, setup: Setup, draw: Callable[[], None]) -> None:
    """Some fields of a return; those of a stored one in words until their box is opened."""
    around = box(name, SECTIONS[name])
    if around is None:
        draw()
    elif around.open:
        with around:
            draw()
    else:
        there = _about(setup) if name == ABOUT else _said(setup)
        st.html(f'<p class="quiet small">{escape(there)}</p>')
        fields.beside(FORM, *FIELDS[name])


def open_for_faults() -> None:
    """Open each shut box in which something must be put right; part of the callback of a save."""
    wrong: set[str] = {*forms.typed(FORM, "faults", {}), *forms.typed(FORM, "doubts", {})}
    within = {field: name for name, names in FIELDS.items() for field in names}
    for fault in wrong:
        kind, characteristic, *_ = (*fault.split("."), "")
        name = characteristic if kind == "groups" else within.get(kind, "")
        if name in (state("folded") or ()):
            put(f"box.{name}", True)


def _about(setup: Setup) -> str:
    method = framework.load().methods.get(state("method") or "")
    ends = (state("partial") or "").strip() or (day(state("ends")) if state("ends") else "")
    return _joined(
        ends, setup.place_name(state("place")) if state("place") in setup.places else "",
        state("title") or "", AIMS[Aim(state("aim"))] if state("aim") else "",
        method.name if method else "",
    )  # fmt: skip


def _said(setup: Setup) -> str:
    topic, promised = setup.topics.get(state("topic")), state("feedback_promised_on")
    heard = sum(bool(line.strip()) for line in (state("suggestions") or "").splitlines())
    return _joined(
        f"Topic: {topic.name}" if topic else "No topic",
        "1 suggestion typed" if heard == 1 else f"{heard} suggestions typed" if heard else "",
        f"Feedback promised by {day(promised)}" if promised else "No promise",
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
