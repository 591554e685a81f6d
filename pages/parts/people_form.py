"""What an administrator changes of one person: their name, roles and places, and their access."""

from collections.abc import Callable, Mapping

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor, Refused
from engagement_metrics.entry import EntryError
from engagement_metrics.models import Person, PersonDraft, Role
from engagement_metrics.store import PersonRow, Setup
from pages.parts import fields, filters, guard
from pages.parts.fields import literal
from pages.parts.hints import hint
from pages.parts.people_list import ROLES

CHANGED = "Somebody else changed this person just now. Look at what stands here, then try again."


def show(actor: Actor, setup: Setup, row: PersonRow, names: Mapping[int, str]) -> None:
    """A form for name, roles and places; saved, the person's next click goes by them."""
    form = _form_of(row)
    st.header(row.name, anchor=False)
    _told(row)
    fields.summary(form)
    st.text_input("Name to show", row.name, key=f"{form}.name", max_chars=120)
    hint("The history calls them by this name.")
    fields.beside(form, "name")
    held = {role for role, _ in row.grants}
    st.html("<h3>Roles</h3>")
    for role, (title, may) in ROLES.items():
        st.checkbox(f"{title}: {may}", role in held, key=f"{form}.role.{role}")
    fields.beside(form, "roles")
    labels = filters.place_labels(setup)
    own = [place for _, place in row.grants]
    st.multiselect(
        "Places of a contributor", [*labels], [at for at, place in labels.items() if place in own],
        key=f"{form}.places", placeholder="Choose places",
    )  # fmt: skip
    hint("Each place has all places below it with it.")
    fields.beside(form, "places")
    st.button(
        "Save", type="primary", key=f"{form}.save", on_click=_save,
        args=(actor, setup, row, labels, names),
    )  # fmt: skip


def access(actor: Actor, row: PersonRow) -> None:
    """End somebody's access, or let them in again."""
    form = _form_of(row)
    if row.withdrawn:
        st.header(row.name, anchor=False)
        _told(row)
        st.write("This person may not come in. Their roles are kept, and hold again with access.")
    word = "Let them in again" if row.withdrawn else "End their access"
    wrong = "reason" in st.session_state.get(f"{form}.faults", {})
    with st.expander(word, expanded=row.withdrawn or wrong):
        if not row.withdrawn:
            st.write("They are out at their next click, wherever they are signed in.")
        st.text_input("Why?", key=f"{form}.reason", max_chars=entry.MOST_OF_A_REASON)
        hint("This stays in the history for good.")
        fields.beside(form, "reason")
        st.button(word, key=f"{form}.access", on_click=_stand, args=(actor, row))


def _form_of(row: PersonRow) -> str:
    return f"person.{row.id}.{row.version}"  # a form begins afresh with what was saved


def _told(row: PersonRow) -> None:
    if sentence := st.session_state.pop(f"person.{row.id}.saved", ""):
        st.success(literal(sentence))
    if trouble := st.session_state.pop(f"person.{row.id}.trouble", ""):
        st.error(literal(trouble))


def _save(
    actor: Actor, setup: Setup, row: PersonRow, labels: Mapping[str, int], names: Mapping[int, str]
) -> None:
    form = _form_of(row)
    draft = PersonDraft(
        st.session_state[f"{form}.name"],
        [role for role in ROLES if st.session_state[f"{form}.role.{role}"]],
        [labels[place] for place in st.session_state[f"{form}.places"]],
        row.id,
    )
    if Role.CONTRIBUTOR not in draft.roles and set(draft.places) <= {at for _, at in row.grants}:
        draft.places = []  # they go with the role

    def act() -> str:
        accepted = entry.accept_person(draft, guard.known(setup), names)
        with store.session(actor) as write:
            write.change(
                Person, row.id, row.version, {"name": accepted.record.name}, accepted.parts
            )
        return "Saved. It holds from their next click on."

    _attempt(row, act)


def _stand(actor: Actor, row: PersonRow) -> None:
    def act() -> str:
        needed = "Say why they may come in again." if row.withdrawn else "Say why it should end."
        reason = entry.accept_reason(
            st.session_state[f"{_form_of(row)}.reason"], guard.known(store.setup()), True,
            needed=needed,
        )  # fmt: skip
        with store.session(actor, reason) as write:
            stand = write.restore if row.withdrawn else write.withdraw
            stand(Person, row.id, row.version)
        return "They may come in again." if row.withdrawn else "Their access has ended."

    _attempt(row, act)


def _attempt(row: PersonRow, act: Callable[[], str]) -> None:
    form = _form_of(row)
    try:
        sentence = act()
    except EntryError as fault:
        fields.remember(form, fault)
    except store.Stale:
        st.session_state[f"person.{row.id}.trouble"] = CHANGED
    except (store.StoreUnavailable, store.Taken, Refused) as reason:
        st.session_state[f"person.{row.id}.trouble"] = str(reason)
    else:
        st.session_state[f"person.{row.id}.saved"] = sentence
