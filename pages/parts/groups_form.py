"""Setting up priority groups: whom the work wants to reach, and the answers each is made of."""

import streamlit as st

from engagement_metrics import entry, framework, store
from engagement_metrics.access import Actor
from engagement_metrics.models import GroupDraft, PriorityGroup
from engagement_metrics.store import GroupRow, Setup
from pages.parts import choosing, fields, forms, guard, saving, standing


def show(actor: Actor, setup: Setup) -> None:
    """The groups by name with what they are made of, and a form to add or change one."""
    st.header("Priority groups", anchor=False)
    st.write(
        "A priority group is one you chose to reach. It is made of answers to one question, "
        "such as the ages 16 to 24. Its count is the sum of theirs."
    )
    standing.tell("group")
    groups = setup.groups
    there = {number: row for number, row in groups.items() if not row.withdrawn}
    if there:
        _table(there)
    else:
        st.info("No priority groups yet. Add the first one here.")
    names = {number: row.name for number, row in there.items()}
    chosen = choosing.choose("group", "Add a new group", names)
    form = f"group.{chosen or 'new'}"
    row = groups[chosen] if chosen else None
    if not saving.panel(form, "Change it again" if row else "Add another group"):
        _form(actor, setup, form, row)
    if row is not None:
        standing.withdraw("group", actor, PriorityGroup, row.id, row.version, row.name)
    standing.restore(
        "group", actor, PriorityGroup,
        {g.id: (g.name, g.version) for g in groups.values() if g.withdrawn},
        lambda number: entry.accept_group(_as_draft(groups[number]), guard.known(setup)),
    )  # fmt: skip


def _table(there: dict[int, GroupRow]) -> None:
    known = framework.load()
    rows = [
        (
            row.name,
            f"{known.characteristics[row.characteristic].name}: "
            + "; ".join(known.categories[row.characteristic, key].name for key in row.categories),
        )
        for row in there.values()
    ]
    fields.table("Priority groups", ("Group", "Made of"), rows)


def _form(actor: Actor, setup: Setup, form: str, row: GroupRow | None) -> None:
    st.subheader("Change this group" if row else "A new group", anchor=False)
    saving.begin(form, "name")
    st.text_input("Name", row.name if row else "", key=f"{form}.name", max_chars=120)
    fields.beside(form, "name")
    known = framework.load()
    keys = list(known.characteristics)
    about = st.selectbox(
        "What it is about", keys, index=keys.index(row.characteristic) if row else None,
        format_func=lambda key: known.characteristics[key].name,
        key=f"{form}.characteristic", placeholder="Choose",
    )  # fmt: skip
    fields.beside(form, "characteristic")
    if about:
        _answers(form, about, row)
    fields.beside(form, "categories")
    saving.end(form, setup)
    seen = forms.seen(form, row.version) if row else 0
    st.button(
        "Save changes" if row else "Add the group", type="primary", key=f"{form}.save",
        shortcut="Ctrl+S",
        on_click=_save, args=(actor, setup, form, row.id if row else None, seen),
    )  # fmt: skip


def _answers(form: str, about: str, row: GroupRow | None) -> None:
    known = framework.load()
    st.markdown(
        f"**Which answers belong to the group?** "
        f"{fields.literal(known.characteristics[about].question)}"
    )
    ticked = row.categories if row and row.characteristic == about else ()
    for category in known.categories_of(about):
        part_of = ""
        if category.roll_up:
            part_of = f" (part of: {known.categories[about, category.roll_up].name})"
        st.checkbox(
            fields.literal(category.name + part_of), category.key in ticked,
            key=f"{form}.answer.{about}.{category.key}",
        )  # fmt: skip


def _save(actor: Actor, setup: Setup, form: str, number: int | None, seen: int) -> None:
    about = forms.typed(form, "characteristic")
    chosen = [
        category.key
        for category in framework.load().categories_of(about or "")
        if forms.typed(form, f"answer.{about}.{category.key}")
    ]
    draft = GroupDraft(forms.typed(form, "name", ""), about, chosen, number)

    def act() -> str:
        accepted = entry.accept_group(draft, guard.known(setup))
        with store.session(actor, draft=forms.mark(form)) as session:
            if number is None:
                session.add(accepted.record, accepted.parts, key=forms.mark(form))
            else:
                values = accepted.record.model_dump()
                session.change(PriorityGroup, number, seen, values, accepted.parts)
        return f"{accepted.record.name} is {'changed' if number else 'added'}."

    saving.attempt(form, act)


def _as_draft(row: GroupRow) -> GroupDraft:
    return GroupDraft(row.name, row.characteristic, list(row.categories), row.id)
