"""Who took part: chips for what people were asked about, each with a small table of counts."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.entry import Known, WhoCame
from engagement_metrics.store import Tally
from pages.parts import entry_groups, entry_sums, fields
from pages.parts.entry_state import put, state
from pages.parts.entry_widgets import keep, number
from pages.parts.entry_words import ASKED_OF, COUNTS_ONLY, LABELS, LIKE_LAST_TIME

ASIDE = {"prefer_not_to_say": "Prefer not to say", "not_known": "Not known"}
BOX = 152  # pixels: half of the narrowest phone but one


def categories(characteristic: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The names people are counted under, by key, in their order; any more after the quick."""
    quick = framework.load().quick_categories(characteristic)
    return {**{c.key: c.name for c in quick}, **(more or {}), **ASIDE}


def show(known: Known, sheets: Sequence[Tally]) -> None:
    """A switch, and behind it what people may have been asked, each with its counts."""
    keep(st.toggle, LABELS["who"], "who")
    came = entry_sums.so_far(known, sheets)
    if not state("who"):
        entry_sums.switched_off()
        entry_sums.elsewhere(came, ())
        return
    st.caption(f"{COUNTS_ONLY} {LIKE_LAST_TIME}" if state("proposed") else COUNTS_ONLY)
    # Each in a container of its own: a sentence that comes or goes moves no box being typed in.
    with st.container():
        _chips()
    with st.container():
        entry_sums.heads(came)
    asked, typed = entry_groups.asked(), entry_groups.counts()
    for characteristic, name in entry_groups.names().items():
        with st.container():
            if characteristic in asked:
                _table(characteristic, name, typed.get(characteristic, {}), came)
                entry_sums.line(entry_sums.so_far(known, sheets), characteristic, sheets)
            else:
                entry_sums.set_aside(characteristic, typed.get(characteristic, {}), sheets)
    entry_sums.elsewhere(came, asked)


def _chips() -> None:
    names = entry_groups.names()
    there = entry_groups.offered()
    put("offered", there)  # a chip that was shown stays, whatever is tapped
    chosen = state("characteristics") or []
    if (known := [key for key in chosen if key in names]) != chosen:
        put("characteristics", known)  # an older draft may have more
    keep(st.pills, LABELS["characteristics"], "characteristics", options=there,
          format_func=lambda key: names[key], selection_mode="multi", wrap=True)  # fmt: skip
    if left := len(names) - len(there):
        st.button(f"Show {left} more", key="ask_more", on_click=put,
                  args=("offered", list(names)))  # fmt: skip


def _table(characteristic: str, name: str, typed: Iterable[str], came: WhoCame) -> None:
    """The boxes of one characteristic, with the way to say that it was not asked."""
    definitions = framework.load()
    with st.container(horizontal=True, vertical_alignment="center", key=f"head-{characteristic}"):
        st.html(f"<h3>{name}</h3>")
        st.button("Not asked", key=f"not_asked_{characteristic}", on_click=_not_asked,
                  args=(characteristic,))  # fmt: skip
    if about := ASKED_OF.get(definitions.characteristics[characteristic].base):
        st.caption(about)
    # Finer ones that were loaded, and those of a draft or record of another version of the list.
    more, unknown = {}, []
    for key in typed:
        if found := definitions.categories.get((characteristic, key)):
            more[key] = found.name
        elif key not in ASIDE:
            more[key] = f"‘{fields.literal(key)}’"
            unknown.append(key)
    # As many beside each other as fit, two on a phone: the look leaves the room to the number.
    with st.container(horizontal=True, key=f"counts-{characteristic}"):
        for key, label in categories(characteristic, more).items():
            with st.container(width=BOX):
                number(label, f"group.{characteristic}.{key}")
                if key not in unknown:
                    entry_sums.fault(came.faults.get(f"groups.{characteristic}.{key}"))
    for key in unknown:  # a box is too narrow for what is said of it
        entry_sums.fault(came.faults.get(f"groups.{characteristic}.{key}"))


def _not_asked(characteristic: str) -> None:
    put("characteristics", [key for key in state("characteristics") if key != characteristic])
