"""Which groups can be tapped besides people; the address names them, for the other phones too."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.store import Tally

KEY = "tally_groups"
PREFER_NOT_TO_SAY = {"key": "prefer_not_to_say", "name": "Prefer not to say"}


def chosen(values: Mapping[str, Any]) -> list[str]:
    """The characteristics to tap: those in the address, or at first those of the return."""
    if KEY not in st.session_state:
        asked = st.query_params.get("groups")
        if asked is None:
            first = list(values.get("characteristics") or []) if values.get("who") else []
        else:
            first = asked.split(",")
        known = framework.load().characteristics
        st.session_state[KEY] = [key for key in first if key in known]
    return list(st.session_state[KEY])


def ask() -> None:
    """The choice of characteristics."""
    names = {key: item.name for key, item in framework.load().characteristics.items()}
    with st.expander("Tap groups as well"):
        st.pills("What people were asked", list(names), format_func=lambda key: names[key],
                 selection_mode="multi", key=KEY, on_change=_remember, wrap=True)  # fmt: skip
        st.caption("A tap of a group adds no person. Ask people; never guess by how they look.")


def offered(wanted: list[str], stored: Tally | None) -> list[dict[str, Any]]:
    """The groups to tap: what is wanted, and what the sheet has counts of already."""
    known = framework.load()
    counted = {} if stored is None else stored.groups
    return [
        {
            "key": key,
            "name": item.name,
            "categories": [
                *({"key": one.key, "name": one.name} for one in known.quick_categories(key)),
                PREFER_NOT_TO_SAY,
            ],
        }
        for key, item in known.characteristics.items()
        if key in wanted or any(counted.get(key, {}).values())
    ]


def _remember() -> None:
    st.query_params["groups"] = ",".join(st.session_state[KEY] or [])
