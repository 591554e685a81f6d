"""Taking a record out of the figures with a reason, and bringing it back; none is deleted."""

from collections.abc import Callable, Mapping

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.models.columns import Kept
from pages.parts import fields, forms, guard, saving
from pages.parts.hints import hint

WITHDRAW, RESTORE = "withdraw", "restore"


def seen(record: Kept, noun: str) -> forms.Seen:
    """A stored record, called 'The activity' or the like."""
    assert record.id is not None, "only a stored record stands"
    return forms.Seen(type(record), record.id, record.version, f"The {noun}", record.withdrawn)


def button(row: forms.Seen, noun: str, about: str, more: str = "") -> None:
    """The button that opens the form to withdraw a record, or to restore it.

    `about` is where `form` shows it; `more` sets it apart from other such buttons of a page.
    """
    form = RESTORE if row.withdrawn else WITHDRAW
    st.button(
        f"{form.capitalize()} this {noun}", key=f"open_{form}{more}", on_click=forms.open,
        args=(form, about, row),
    )  # fmt: skip


def form(actor: Actor, noun: str, about: str) -> None:
    """Ask why, and withdraw or restore; shown while that form is open, then what it did."""
    saving.told(about)
    there = forms.opened(about, WITHDRAW, RESTORE)
    if there is None:
        return
    word = there.name.capitalize()
    with st.container(border=True):
        st.subheader(f"{word} this {noun}", anchor=False)
        after = (
            "will count again."
            if there.name == RESTORE
            else "will count no more. It stays in the store, and you can bring it back."
        )
        st.write(fields.literal(f"{there.seen.name} {after}"))
        saving.begin(there.name, "reason")
        _reason(there.name, "reason")
        saving.end(there.name, store.setup())
        st.button(
            word, type="primary", key=f"{there.name}.save", on_click=_stand,
            args=(there.name, actor, there.seen, "reason"),
        )  # fmt: skip
        saving.cancel(there.name)


def tell(kind: str) -> None:
    """What became of a record that was withdrawn or brought back just now in a list."""
    for form in (f"{kind}.out", f"{kind}.back"):
        if sentence := st.session_state.pop(f"{form}.saved", ""):
            st.success(fields.literal(sentence))
        if trouble := st.session_state.pop(f"{form}.trouble", ""):
            st.error(fields.literal(trouble))


def withdraw(
    kind: str, actor: Actor, record_class: type[Kept], number: int, version: int, name: str
) -> None:
    """Below a list: a closed box that opens to a reason and the button."""
    form, field = f"{kind}.out", f"reason.{number}"
    with st.expander("Withdraw it", expanded=_to_put_right(form)):
        st.write("It will not be offered or counted any more. It is kept, and can come back.")
        _reason(form, field)
        st.button(
            "Withdraw", key=f"{form}.button", on_click=_stand,
            args=(form, actor, forms.Seen(record_class, number, version, name), field),
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
    box = st.expander(f"Withdrawn ({len(there)})", key=f"{form}.box", on_change="rerun")
    if not (box.open or f"{form}.chosen" in st.session_state):
        return  # what lies in it is made once it is opened, and then stays
    with box:
        number = st.selectbox(
            "Bring back", list(there), format_func=lambda at: there[at][0], key=f"{form}.chosen"
        )
        fields.others(form, ("reason",))
        _reason(form, f"reason.{number}")
        name, version = there[number]
        st.button(
            "Bring it back", key=f"{form}.button", on_click=_stand,
            args=(form, actor, forms.Seen(record_class, number, version, name, True),
                  f"reason.{number}", check),
        )  # fmt: skip


def _to_put_right(form: str) -> bool:
    return bool(forms.typed(form, "faults") or forms.typed(form, "doubts"))


def _reason(form: str, field: str) -> None:
    if f"{form}.{field}" not in st.session_state:
        fields.remember(form, None)  # what was wrong with another one
    st.text_input("Why?", key=f"{form}.{field}", max_chars=entry.MOST_OF_A_REASON)
    hint("This stays in the history for good, so name no person.")
    fields.beside(form, "reason")
    fields.checked(form)


def _stand(
    form: str,
    actor: Actor,
    row: forms.Seen,
    field: str,
    check: Callable[[int], object] | None = None,
) -> None:
    def act() -> str:
        needed = "come back" if row.withdrawn else "not count"
        reason = entry.accept_reason(
            forms.typed(form, field, ""), guard.known(store.setup()),
            bool(forms.typed(form, "checked")), needed=f"Say why it should {needed}.",
        )  # fmt: skip
        if check is not None:
            check(row.number)
        with store.session(actor, reason, draft=forms.mark(form)) as session:
            stand = session.restore if row.withdrawn else session.withdraw
            stand(row.record_class, row.number, row.version)
        return f"{row.name} is {'back' if row.withdrawn else 'withdrawn'}."

    saving.attempt(form, act)
