"""Links inside a table or a list: they open a page without loading the whole app anew.

Each is a plain link first: it can be opened in a new tab, copied, and works without this. A small
component hears a plain click. A link to another page it follows in place, as the browser's own way
back and forth does, so that the way back leads to the page as it was left; one to the page that is
open it tells the server.
"""

from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import streamlit as st

from engagement_metrics.access import Actor
from pages.parts import filters

HEAR = st.components.v2.component(
    "measure_links",
    html="<span></span>",
    js=(Path(__file__).parent / "measures_links.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
Along = tuple[tuple[str, str], ...]  # what goes along with a link, by name
KEY, CLICKED = "measure_links", "measure_links.clicked"
USUAL = {
    "place": filters.ALL_PLACES, "topic": filters.ALL_TOPICS, "group": filters.EVERYONE,
    "view": "Team", "period": None,
}  # fmt: skip


def kept() -> Along:
    """What this page is asked to show besides the usual, to go along with its links."""
    there = ((name, st.session_state.get(name, usual)) for name, usual in USUAL.items())
    return tuple((name, value) for name, value in there if value != USUAL[name])


def address(page: str, along: Along, **more: str | None) -> str:
    """The address of a page with what goes along and what is asked for besides, ready for HTML.

    `more` is asked for besides, or instead; None leaves it out.
    """
    wanted = {name: value for name, value in (dict(along) | more).items() if value is not None}
    return escape(page + "?" * bool(wanted) + urlencode(wanted))


def asked(**more: str | None) -> str:
    """The address of a measure with what this page is asked to show; `more` as for `address`."""
    return address("measure", kept(), **more)


def listen(to: str = "") -> None:
    """Hear clicks on links with `data-open`, for `clicked` in the run that follows.

    `to` names what the reader is taken to once it is drawn: a class, and what tells this time from
    the last.
    """
    HEAR(key=KEY, data={"to": to}, on_open_change=_hear)


def clicked() -> dict[str, str]:
    """What the link that was clicked just now asks for, told once; empty without one."""
    found: dict[str, str] = st.session_state.pop(CLICKED, {})
    return found


def period(actor: Actor) -> str:
    """Before the filters are drawn: ask for the period whose link was clicked; gives `to`."""
    wanted = clicked().get("period")
    if wanted is None or wanted not in (one.short for one in filters.periods(actor)[0]):
        return ""
    st.session_state["period"] = wanted
    times = st.session_state[f"{KEY}.times"] = st.session_state.get(f"{KEY}.times", 0) + 1
    return f"st-key-behind {times}"


def _hear() -> None:
    search = (st.session_state.get(KEY) or {}).get("open")
    if isinstance(search, str):
        asked = parse_qs(search.removeprefix("?"))
        st.session_state[CLICKED] = {name: values[-1] for name, values in asked.items()}
