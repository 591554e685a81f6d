"""Who took part: chips for what people were asked about, each with a small table of counts."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.entry import Known, WhoCame
from engagement_metrics.store import Tally
from pages.parts import entry_groups, entry_sections, entry_sums, fields
from pages.parts.entry_state import put, state
from pages.parts.entry_widgets import keep, number
from pages.parts.entry_words import ASKED_OF, COUNTS_ONLY, LABELS, LIKE_LAST_TIME

ASIDE = {"prefer_not_to_say": "Prefer not to say", "not_known": "Not known"}
BOX = 152  # pixels: half of the narrowest phone but one
INSIDE = 136  # and of what a box around them leaves


def categories(characteristic: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The names people are counted under, by key, in their order; any more after the quick."""
    quick = framework.load().quick_categories(characteristic)
    return {**{c.key: c.name for c in quick}, **(more or {}), **ASIDE}


def show(known: Known, sheets: Sequence[Tally]) -> None:
    """A switch, and behind it what people may have been asked, each with its counts."""
    keep(st.toggle, LABELS["who"], "who")
    boxes = entry_groups.boxes()
    came = entry_sums.so_far(known, sheets, boxes)
    if not state("who"):
        entry_sums.switched_off(boxes)
        entry_sums.elsewhere(came, (), boxes)
        return
    st.caption(f"{COUNTS_ONLY} {LIKE_LAST_TIME}" if state("proposed") else COUNTS_ONLY)
    # Each in a container of its own: a sentence that comes or goes moves no box being typed in.
    with st.container():
        _chips(boxes)
    with st.container():
        entry_sums.heads(came)
    asked, typed = entry_groups.asked(), entry_groups.counts(boxes)
    names = entry_groups.names()
    for characteristic in state("offered"):  # what has no chip is neither asked nor typed
        with st.container():
            own = typed.get(characteristic, {})
            if characteristic in asked:
                there, now = "", came
                box = entry_sections.box(characteristic, names[characteristic])
                if box is None or box.open:
                    with box or nullcontext():
                        heading = "" if box else names[characteristic]
                        held = _table(characteristic, heading, own, came)
                    if held != own:  # a browser had more than the server knew
                        now = entry_sums.so_far(known, sheets, entry_groups.boxes())
                else:
                    there = _shut(characteristic, own, came)
                entry_sums.line(now, characteristic, sheets, there)
            else:
                entry_sums.set_aside(characteristic, own, sheets)
    entry_sums.elsewhere(came, asked, boxes)


def _shut(characteristic: str, typed: Mapping[str, object], came: WhoCame) -> str:
    """In place of the boxes: what stands in them, in words, and what is wrong with one."""
    labels, _ = _labels(characteristic, typed)
    for key in typed:
        entry_sums.fault(came.faults.get(f"groups.{characteristic}.{key}"))
    told = "; ".join(f"{label}: {typed[key]}" for key, label in labels.items() if key in typed)
    # Without the strokes that keep a label's signs out of Markdown.
    return told.replace("\\", "") + ". " * bool(told)


def _labels(characteristic: str, typed: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Each category by key, with finer ones that were loaded; and those no longer known."""
    more, unknown = {}, []
    for key in typed:
        if found := framework.load().categories.get((characteristic, key)):
            more[key] = found.name
        elif key not in ASIDE:
            more[key] = f"‘{fields.literal(key)}’"
            unknown.append(key)
    return categories(characteristic, more), unknown


def _chips(boxes: entry_groups.Boxes) -> None:
    names = entry_groups.names()
    there = entry_groups.offered(boxes)
    put("offered", there)  # a chip that was shown stays, whatever is tapped
    chosen = state("characteristics") or []
    if (known := [key for key in chosen if key in names]) != chosen:
        put("characteristics", known)  # an older draft may have more
    keep(st.pills, LABELS["characteristics"], "characteristics", options=there,
          format_func=lambda key: names[key], selection_mode="multi", wrap=True)  # fmt: skip
    if left := len(names) - len(there):
        st.button(f"Show {left} more", key="ask_more", on_click=put,
                  args=("offered", list(names)))  # fmt: skip


def _table(characteristic: str, name: str, typed: Iterable[str], came: WhoCame) -> dict[str, int]:
    """The boxes of one characteristic and the way to say it was not asked; what the boxes hold.

    `name` is its heading, '' where it stands in a box that says it.
    """
    definitions = framework.load()
    with st.container(horizontal=True, vertical_alignment="center", key=f"head-{characteristic}"):
        if name:
            st.html(f"<h3>{name}</h3>")
        st.button("Not asked", key=f"not_asked_{characteristic}", on_click=_not_asked,
                  args=(characteristic,))  # fmt: skip
    if about := ASKED_OF.get(definitions.characteristics[characteristic].base):
        st.caption(about)
    labels, unknown = _labels(characteristic, typed)
    # As many beside each other as fit, two on a phone: the look leaves the room to the number.
    held: dict[str, int | None] = {}
    with st.container(horizontal=True, key=f"counts-{characteristic}"):
        for key, label in labels.items():
            # Always in a container: a box that moved into one would lose the keyboard.
            with st.container(width=BOX if name else INSIDE):
                held[key] = number(label, f"group.{characteristic}.{key}")
                if key not in unknown:
                    entry_sums.fault(came.faults.get(f"groups.{characteristic}.{key}"))
    for key in unknown:  # a box is too narrow for what is said of it
        entry_sums.fault(came.faults.get(f"groups.{characteristic}.{key}"))
    return {key: there for key, there in held.items() if there is not None}


def _not_asked(characteristic: str) -> None:
    put("characteristics", [key for key in state("characteristics") if key != characteristic])
