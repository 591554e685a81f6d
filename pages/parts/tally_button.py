"""The tally's buttons on a phone, and how many people all phones have counted.

Streamlit's own buttons lose quick taps, and are dead while the connection is down. Ours are a small
component: it counts on the phone, and sends the whole sheet until the server has kept it.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor, Refused
from engagement_metrics.store import Tally
from pages.parts import guard, tally_groups, tally_sheet
from pages.parts.tally_sheet import Found

HERE = Path(__file__).parent
BUTTONS = st.components.v2.component(
    "tally",
    html=(HERE / "tally.html").read_text(encoding="utf-8"),
    css=(HERE / "tally.css").read_text(encoding="utf-8"),
    js="".join(
        (HERE / f"{name}.js").read_text(encoding="utf-8")
        for name in ("tally_memory", "tally_screen", "tally")
    ),
)


@guard.part(run_every="4s")
def show(actor: Actor, found: Found, chosen: Sequence[str]) -> None:
    """The buttons of a sheet, those of the chosen characteristics with it, and the running total.

    It runs by itself after each tap, and every few seconds for the taps of the other phones.
    """
    key = f"tally_{found.sheet}"
    sent = st.session_state.get(key) or {}
    stored: Tally | None = None
    sheets: tuple[Tally, ...] = ()
    trouble = ""
    try:
        if "sheet" in sent:
            tally_sheet.take_up(actor, found, sent["sheet"])
        stored = keep(actor, found.sheet, sent.get("tally"))
        sheets = store.tallies(actor, found.of)
    except store.StoreUnavailable as reason:
        trouble = str(reason)  # the buttons stay: what is tapped meanwhile is kept on the phone
    gone = stored is None and not trouble
    if gone and found.tally is not None:
        st.rerun()  # just now: the whole page becomes another
    BUTTONS(
        key=key,
        data={
            "sheet": found.sheet,
            "of": found.of,
            "fresh": tally_sheet.opened_here(found.sheet),
            "gone": gone,
            "kept": stored
            and {"people": stored.people, "groups": stored.groups, "taps": stored.taps},
            "offered": tally_groups.offered(list(chosen), stored),
            "trouble": trouble,
        },
        on_tally_change=lambda: _heard(actor, found.sheet),
        on_sheet_change=lambda: None,
    )
    tapped = [one for one in sheets if one.taps]
    if tapped:
        people, phones = sum(one.people for one in tapped), len(tapped)
        st.write(
            f"All sheets: {people:,} {'person' if people == 1 else 'people'} "
            f"on {phones} {'phone' if phones == 1 else 'phones'}"
        )


def keep(actor: Actor, sheet: str, sent: dict[str, Any] | None) -> Tally | None:
    """Store what a phone sent, if it is news; the sheet as it then stands, None if it is gone."""
    stored = store.tally(actor, sheet)
    if stored is None or sent is None or sent["taps"] <= stored.taps:
        return stored
    now = Tally(sheet, stored.of, stored.name, sent["people"], sent["groups"], sent["taps"])
    return now if store.keep_tally(actor, now) else None


def _heard(actor: Actor, sheet: str) -> None:
    """Keep a tap before anything else, also when its page is left in the same breath.

    The drawing keeps it as well: a server that was started anew knows of no change to call for.
    A new tap is use of the tool, which nobody is signed out in the midst of.
    """
    with suppress(store.StoreUnavailable, Refused):  # the drawing tells of either
        before = store.tally(actor, sheet)
        after = keep(actor, sheet, st.session_state[f"tally_{sheet}"].get("tally"))
        if before is not None and after is not None and after.taps > before.taps:
            guard.visit()
