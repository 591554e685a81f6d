"""Setting up topics: what activities are about."""

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.models import Topic
from engagement_metrics.store import Setup, TopicRow
from pages.parts import choosing, fields, forms, guard, saving, standing


def show(actor: Actor, setup: Setup) -> None:
    """The topics by name, and a form to add or change one."""
    st.header("Topics", anchor=False)
    st.write("A topic is what an activity is about, such as asthma or getting an appointment.")
    standing.tell("topic")
    topics = setup.topics
    names = {number: row.name for number, row in topics.items() if not row.withdrawn}
    if names:
        fields.table("Topics", ("Topic",), [(name,) for name in names.values()])
    else:
        st.info("No topics yet. Add the first one here.")
    chosen = choosing.choose("topic", "Add a new topic", names)
    form = f"topic.{chosen or 'new'}"
    row = topics[chosen] if chosen else None
    if not saving.panel(form, "Change it again" if row else "Add another topic"):
        _form(actor, setup, form, row)
    if row is not None:
        standing.withdraw("topic", actor, Topic, row.id, row.version, row.name)
    standing.restore(
        "topic", actor, Topic,
        {t.id: (t.name, t.version) for t in topics.values() if t.withdrawn},
        lambda number: entry.accept_topic(topics[number].name, guard.known(setup), number),
    )  # fmt: skip


def _form(actor: Actor, setup: Setup, form: str, row: TopicRow | None) -> None:
    st.subheader("Change this topic" if row else "A new topic", anchor=False)
    saving.begin(form, "name")
    st.text_input("Name", row.name if row else "", key=f"{form}.name", max_chars=120)
    fields.beside(form, "name")
    saving.end(form, setup)
    seen = forms.seen(form, row.version) if row else 0
    st.button(
        "Save changes" if row else "Add the topic", type="primary", key=f"{form}.save",
        shortcut="Ctrl+S",
        on_click=_save, args=(actor, setup, form, row.id if row else None, seen),
    )  # fmt: skip


def _save(actor: Actor, setup: Setup, form: str, number: int | None, seen: int) -> None:
    name = forms.typed(form, "name", "")

    def act() -> str:
        accepted = entry.accept_topic(name, guard.known(setup), number)
        with store.session(actor, draft=forms.mark(form)) as session:
            if number is None:
                session.add(accepted.record, key=forms.mark(form))
            else:
                session.change(Topic, number, seen, accepted.record.model_dump())
        return f"{accepted.record.name} is {'changed' if number else 'added'}."

    saving.attempt(form, act)
