"""Setting up places: the tree of them, and a form for one."""

import streamlit as st

from engagement_metrics import entry
from engagement_metrics.access import Actor
from engagement_metrics.models import Place, PlaceDraft
from engagement_metrics.store import PlaceRow, Setup
from pages.parts import choosing, fields, forms, guard, saving, standing
from pages.parts.hints import hint

NOWHERE = 0
STEP = "\u2003"  # a wide space for each place above


def show(actor: Actor, setup: Setup) -> None:
    """The places in order, and a form to add or change one."""
    st.header("Places", anchor=False)
    standing.tell("place")
    _table(setup)
    names = {number: setup.places[number].name for number in setup.in_order}
    chosen = choosing.choose("place", "Add a new place", names)
    form = f"place.{chosen or 'new'}"
    row = setup.places[chosen] if chosen else None
    if not saving.panel(form, "Change it again" if row else "Add another place"):
        _form(actor, setup, form, row)
    if row is not None:
        _withdraw(actor, setup, row)
    standing.restore(
        "place", actor, Place,
        {p.id: (p.name, p.version) for p in setup.places.values() if p.withdrawn},
        lambda number: entry.accept_place(_as_draft(setup.places[number]), guard.known(setup)),
    )  # fmt: skip


def _table(setup: Setup) -> None:
    known = guard.known(setup).framework.authorities
    rows = []
    for number in setup.in_order:
        place = setup.places[number]
        above = f"In {setup.place_name(place.parent_id)}. " if place.parent_id else ""
        served = ", ".join(known[code] for code in place.authorities)
        councils = f"Serves {served}." if served else "No councils of its own."
        rows.append((STEP * setup.depth(number) + place.name, above + councils))
    fields.table("Places, each with those below it", ("Place", "Where it lies"), rows)
    cautions = [setup.places[at] for at in setup.in_order if setup.places[at].caution]
    if cautions:
        with st.expander(f"Take care with the figures of {len(cautions)} of these places"):
            for place in cautions:
                st.markdown(f"**{fields.literal(place.name)}:** {fields.literal(place.caution)}")


def _form(actor: Actor, setup: Setup, form: str, row: PlaceRow | None) -> None:
    st.subheader("Change this place" if row else "A new place", anchor=False)
    saving.begin(form, "name")
    councils = guard.known(setup).framework.authorities
    below = setup.within(row.id) if row else ()
    parents = [NOWHERE, *(at for at in setup.in_order if at not in below)]
    parent = row.parent_id if row and row.parent_id in parents else NOWHERE
    st.text_input("Name", row.name if row else "", key=f"{form}.name", max_chars=120)
    fields.beside(form, "name")
    st.selectbox(
        "Part of", parents, index=parents.index(parent), key=f"{form}.parent",
        format_func=lambda at: setup.places[at].name if at else "No other place",
    )  # fmt: skip
    fields.beside(form, "parent")
    st.multiselect(
        "Councils whose residents it serves", sorted(councils, key=councils.__getitem__),
        list(row.authorities) if row else [], format_func=councils.__getitem__,
        key=f"{form}.authorities", placeholder="Type a name, then choose",
    )  # fmt: skip
    hint("These are the local authorities of Census 2021. Figures for residents use them.")
    fields.beside(form, "authorities")
    st.text_area(
        "What to take care with in its figures (if anything)", row.caution if row else "",
        key=f"{form}.caution", max_chars=2000, height=96,
    )  # fmt: skip
    fields.beside(form, "caution")
    saving.end(form, setup)
    seen = forms.seen(form, row.version) if row else 0
    st.button(
        "Save changes" if row else "Add the place", type="primary", key=f"{form}.save",
        shortcut="Ctrl+S",
        on_click=_save, args=(actor, setup, form, row.id if row else None, seen),
    )  # fmt: skip


def _save(actor: Actor, setup: Setup, form: str, number: int | None, seen: int) -> None:
    draft = PlaceDraft(
        forms.typed(form, "name", ""), forms.typed(form, "parent") or None,
        forms.typed(form, "authorities", []), forms.typed(form, "caution", ""), number,
    )  # fmt: skip

    def act() -> str:
        accepted = entry.accept_place(draft, guard.known(setup))
        with saving.write(actor, form) as session:
            if number is None:
                session.add(accepted.record, accepted.parts, key=forms.mark(form))
            else:
                values = accepted.record.model_dump()
                session.change(Place, number, seen, values, accepted.parts)
        return f"{accepted.record.name} is {'changed' if number else 'added'}."

    saving.attempt(form, act)


def _withdraw(actor: Actor, setup: Setup, row: PlaceRow) -> None:
    below = [setup.place_name(number) for number in setup.children(row.id)]
    if below:
        hint(f"To withdraw it, first withdraw or move {', '.join(below)}.")
    elif len(setup.in_order) == 1:
        hint("This is the only place, so it cannot be withdrawn.")
    else:
        standing.withdraw("place", actor, Place, row.id, row.version, row.name)


def _as_draft(row: PlaceRow) -> PlaceDraft:
    return PlaceDraft(row.name, row.parent_id, list(row.authorities), row.caution, row.id)
