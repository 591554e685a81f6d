"""Who took part, as counts by characteristic."""

from collections.abc import Mapping

import streamlit as st

from engagement_metrics import framework
from pages.parts import fields
from pages.parts.entry_state import KEY, state
from pages.parts.entry_widgets import keep, number
from pages.parts.entry_words import COUNTS_ONLY, LABELS

ASIDE = {"prefer_not_to_say": "Prefer not to say", "not_known": "Not known"}
BOX = 152  # pixels: half of the narrowest phone but one


def chosen_characteristics() -> list[str]:
    """What people were asked about themselves, as far as it is being typed in."""
    chosen = state("characteristics") or [] if state("who") else []
    return [key for key in framework.load().characteristics if key in chosen]


def categories(characteristic: str, finer: Mapping[str, str] | None = None) -> dict[str, str]:
    """The names people are counted under, by key, in their order; the finer after the quick."""
    quick = framework.load().quick_categories(characteristic)
    return {**{c.key: c.name for c in quick}, **(finer or {}), **ASIDE}


def show() -> None:
    """A switch, and behind it what people may have been asked, each with its counts."""
    keep(st.toggle, LABELS["who"], "who")
    if not state("who"):
        return
    definitions = framework.load()
    st.caption(COUNTS_ONLY)
    names = {key: item.name for key, item in definitions.characteristics.items()}
    keep(st.pills, LABELS["characteristics"], "characteristics", options=list(names),
          format_func=lambda key: names[key], selection_mode="multi")  # fmt: skip
    for characteristic in chosen_characteristics():
        st.html(f"<h3>{names[characteristic]}</h3>")
        typed = {
            str(key).rsplit(".", 1)[1]
            for key, value in st.session_state.items()
            if str(key).startswith(f"{KEY}group.{characteristic}.") and value is not None
        }
        finer = {
            c.key: c.name for c in definitions.detailed_categories(characteristic) if c.key in typed
        }
        # As many beside each other as fit, two on a phone: the look leaves the room to the number.
        with st.container(horizontal=True, key=f"counts-{characteristic}"):
            for key, name in categories(characteristic, finer).items():
                with st.container(width=BOX):
                    number(name, f"group.{characteristic}.{key}")
                    fields.beside("entry", f"groups.{characteristic}.{key}")
        fields.beside("entry", f"groups.{characteristic}")
