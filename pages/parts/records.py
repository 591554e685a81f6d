"""Choosing a record to change, taking it out of the figures, and bringing it back."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.entry.faults import Form
from engagement_metrics.models.columns import Kept
from pages.parts import fields, saving

NEW = 0


def choose(kind: str, new: str, names: Mapping[int, str]) -> int | None:
    """The record to change, or None for a new one."""
    chosen = st.selectbox(
        "Add or change",
        [NEW, *names],
        format_func=lambda number: f"Change: {names[number]}" if number else new,
        key=f"{kind}.chosen",
    )
    return chosen or None


def tell(kind: str) -> None:
    """What became of a record that was withdrawn or brought back just now."""
    for form in (f"{kind}.out", f"{kind}.back"):
        if sentence := st.session_state.pop(f"{form}.saved", ""):
            st.success(fields.literal(sentence))
        if trouble := st.session_state.pop(f"{form}.trouble", ""):
            st.error(fields.literal(trouble))


def withdraw(
    kind: str, actor: Actor, record_class: type[Kept], number: int, version: int, name: str
) -> None:
    """A closed box that opens to a reason and the button."""
    form = f"{kind}.out"
    with st.expander("Withdraw it", expanded=bool(saving.typed(form, "faults"))):
        st.write("It will not be offered or counted any more. It is kept, and can come back.")
        _reason(form, str(number))
        st.button(
            "Withdraw", key=f"{form}.button", on_click=_stand,
            args=(form, actor, record_class, number, version, name, True),
        )  # fmt: skip


def restore(
    kind: str,
    actor: Actor,
    record_class: type[Kept],
    there: Mapping[int, tuple[str, int]],
    check: Callable[[int], object] | None = None,
) -> None:
    """The withdrawn ones, if any, each as (name, version); `check` may refuse one."""
    if not there:
        return
    form = f"{kind}.back"
    with st.expander(f"Withdrawn ({len(there)})", expanded=bool(saving.typed(form, "faults"))):
        number = st.selectbox(
            "Bring back", list(there), format_func=lambda at: there[at][0], key=f"{form}.chosen"
        )
        fields.others(form, ("why",))
        _reason(form, str(number))
        name, version = there[number]
        st.button(
            "Bring it back", key=f"{form}.button", on_click=_stand,
            args=(form, actor, record_class, number, version, name, False, check),
        )  # fmt: skip


def _reason(form: str, about: str) -> None:
    if f"{form}.why.{about}" not in st.session_state:
        fields.remember(form, None)  # what was wrong with another one
    st.text_input("Why (kept in the history)", key=f"{form}.why.{about}", max_chars=120)
    fields.beside(form, "why")


def _stand(
    form: str, actor: Actor, record_class: type[Kept], number: int, version: int, name: str,
    out: bool, check: Callable[[int], object] | None = None,
) -> None:  # fmt: skip
    def act() -> str:
        why = Form(date.today())
        text = saving.typed(form, f"why.{number}")
        reason = why.name("why", text, "The reason", "Say why in a few words.")
        why.done()
        if check is not None:
            check(number)
        with store.session(actor, reason) as session:
            if out:
                session.withdraw(record_class, number, version)
            else:
                session.restore(record_class, number, version)
        return f"{name} is {'withdrawn' if out else 'back'}."

    saving.attempt(form, act)
