"""When somebody else changed the same record meanwhile: both versions, and which one to keep."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from engagement_metrics.models.columns import Kept
from engagement_metrics.store import Setup, Stale
from pages.parts import clash_words, drafting, fields, forms, guard, reopening


@dataclass(frozen=True)
class Clash:
    """Two versions of one record; `rows` is (field, ours, theirs) where they differ."""

    who: str
    record_class: type[Kept]
    number: int
    version: int
    withdrawn: bool
    rows: tuple[tuple[str, Any, Any], ...]


def keep(form: str, reason: Stale) -> None:
    """Remember both versions, to be shown until one is chosen; a change of standing has but one."""
    theirs, mine = reason.current, reason.proposed
    if mine is None or theirs.id is None:
        _go_on_from(form, theirs)
        st.session_state[f"{form}.trouble"] = (
            f"{reason} It stands above as it is now. If you still want to, press the button again."
        )
        return
    rows = [
        (name, mine[name], getattr(theirs, name))
        for name in clash_words.LABELS
        if name in mine and mine[name] != getattr(theirs, name)
    ]
    if reason.proposed_parts is not None:
        ours, others = _parts(reason.proposed_parts), _parts(reason.current_parts)
        if ours != others:
            rows.append((clash_words.PARTS, ours - others, others - ours))
    st.session_state[f"{form}.clash"] = Clash(
        theirs.updated_by or "Somebody", type(theirs), theirs.id, theirs.version,
        theirs.withdrawn, tuple(rows),
    )  # fmt: skip


def _go_on_from(form: str, theirs: Kept) -> None:
    """A change of standing that was begun on an older version goes on from the present one."""
    there: forms.OpenForm | None = st.session_state.get(forms.OPEN)
    if there is not None and there.name == form:
        seen = replace(there.seen, version=theirs.version)
        st.session_state[forms.OPEN] = replace(there, seen=seen)


def _parts(parts: Sequence[Any]) -> set[str]:
    return {clash_words.part(part) for part in parts}


def show(form: str, setup: Setup) -> bool:
    """Above the button: what they stored and what you typed, side by side, and two ways on."""
    clash: Clash | None = forms.typed(form, "clash")
    if clash is None:
        return False
    st.error(
        fields.literal(
            f"{clash.who} changed this while you had it open. Nothing of yours is saved yet."
        )
    )
    if clash.withdrawn:
        st.warning("It is withdrawn by now and counts in no figure, whichever version you keep.")
    words = [
        (clash_words.LABELS.get(name, name), *(clash_words.of(setup, name, v) for v in both))
        for name, *both in clash.rows
    ]
    if words:
        fields.table("What differs", ("Field", "Yours", "Theirs"), words)
    else:
        st.write("What both of you wrote is the same.")
    st.button("Keep mine", key=f"{form}.mine", on_click=_mine, args=(form, clash))
    st.caption("To keep yours, press this, look once more, and save.")
    st.button("Take theirs and drop mine", key=f"{form}.theirs", on_click=_theirs,
              args=(form, clash))  # fmt: skip
    return True


def _mine(form: str, clash: Clash) -> None:
    """Go on from their version, with what was typed here; saving stores it."""
    st.session_state[f"{form}.seen"] = clash.version
    st.session_state.pop(f"{form}.clash", None)
    _renew_opened(form, clash)


def _theirs(form: str, clash: Clash) -> None:
    """Begin again from their version; what was typed here is dropped, and its draft with it."""
    drafting.throw_away(form)
    forms.clear(form)
    _renew_opened(form, clash)


def _renew_opened(form: str, clash: Clash) -> None:
    there: forms.OpenForm | None = st.session_state.get(forms.OPEN)
    if there is not None and there.name == form:
        seen, parts = reopening.as_seen(guard.present(), clash.record_class, clash.number)
        st.session_state[forms.OPEN] = replace(there, seen=seen, parts=parts)
