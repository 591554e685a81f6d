"""Which sheet a phone taps: its own, named in the address so that a reload finds it again."""

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.store import DraftRow, Tally

OPENED, ASKED = "tally.opened", "tally.throw_away"


@dataclass(frozen=True)
class Found:
    """What the address leads to: a return's draft and a sheet; None for what is gone."""

    of: str
    draft: DraftRow | None
    sheet: str
    tally: Tally | None


def find(actor: Actor) -> Found:
    """The return and the sheet in the address; a phone without a sheet gets one at once."""
    sheet = st.query_params.get("sheet", "")
    tally = store.tally(actor, sheet) if sheet else None
    of = st.query_params.get("draft") or (tally.of if tally else "")
    draft = store.draft(actor, of) if of else None
    if draft is not None and not sheet:
        tally = _open(actor, of)
        sheet = tally.sheet
    return Found(of, draft, sheet, tally if tally and tally.of == of else None)


def opened_here(sheet: str) -> bool:
    """Whether this visit opened the sheet; if not, only a browser that remembers it owns it."""
    return sheet in st.session_state.get(OPENED, ())


def take_up(actor: Actor, found: Found, wanted: str) -> NoReturn:
    """Go on with another sheet, as the phone asks for.

    It asks for the one it had for this return before; or for a new one (''), because the sheet in
    its address is another phone's, and two phones that tap one sheet would lose taps.
    """
    if opened_here(found.sheet):
        left = store.tally(actor, found.sheet)
        if left is not None and not left.taps:
            store.drop_tally(actor, found.sheet)
    if wanted:
        st.query_params["sheet"] = wanted
    else:
        leave()
    st.rerun()


def leave() -> None:
    """Go on with a new sheet; the callback of a button."""
    del st.query_params["sheet"]


def offer_to_throw_away(actor: Actor, tally: Tally) -> None:
    """A button that asks once more before the sheet is gone."""
    if not st.session_state.get(ASKED):
        st.button("Throw this sheet away", key="tally_throw", on_click=_ask, args=(True,))
        return
    st.warning(f"What this phone counted on {tally.name} will be lost. Other sheets stay.")
    st.button("Yes, throw it away", key="tally_thrown", on_click=_throw, args=(actor, tally.sheet))
    st.button("Keep it", key="tally_keep", on_click=_ask, args=(False,))


def _ask(asked: bool) -> None:
    st.session_state[ASKED] = asked


def _throw(actor: Actor, sheet: str) -> None:
    _ask(False)
    store.drop_tally(actor, sheet)


def _open(actor: Actor, of: str) -> Tally:
    tally = store.open_tally(actor, of)
    st.session_state[OPENED] = {*st.session_state.get(OPENED, ()), tally.sheet}
    st.query_params["sheet"] = tally.sheet
    return tally
