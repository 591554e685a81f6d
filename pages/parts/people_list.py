"""The list of people who signed in, with their roles, and the choice of one of them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from engagement_metrics.models import Role
from engagement_metrics.sign_in import Settings
from engagement_metrics.store import PersonRow, Setup
from pages.parts import fields
from pages.parts.days import day
from pages.parts.fields import literal

ROLES = {
    Role.FORUM_MEMBER: ("Forum member", "sees what everybody may see"),
    Role.CONTRIBUTOR: ("Contributor", "types in records of their own places, and sees the team's"),
    Role.FACILITATOR: ("Facilitator", "runs a group that judges its own work"),
    Role.LEAD: ("Lead", "sees and changes all records, sets targets"),
    Role.ADMINISTRATOR: ("Administrator", "sets the tool up, and says who may do what"),
}


def show(setup: Setup, rows: Sequence[PersonRow], by: Settings | None) -> None:
    """Everybody in a table, and how somebody new comes to stand in it."""
    if by is None:
        st.info(
            "No sign-in is set up. Whoever sits at this machine may do everything, and nobody else "
            "can come in."
        )
    else:
        st.write(
            "Ask people to sign in once. Then they stand here, and you can give them a role. Until "
            "you do, they see nothing."
        )
        if by.role_claim:
            st.write("Some people may get a role from where they sign in. Such roles add to these.")
    waiting = sum(not row.grants and not row.withdrawn for row in rows)
    if waiting and by is not None:
        have = "One person has" if waiting == 1 else f"{waiting} people have"
        st.info(f"{have} no role from you.")
    if rows:
        fields.table(
            "People who signed in", ("Name", "Email", "Roles", "Last here"),
            [
                (row.name, row.email, told(setup, row), day(row.seen_on) if row.seen_on else "")
                for row in rows
            ],
        )  # fmt: skip


def told(setup: Setup, row: PersonRow) -> str:
    """The roles that somebody was given, in words."""
    if row.withdrawn:
        return "May not come in"
    places = [setup.place_name(place) for role, place in row.grants if place is not None]
    roles = dict.fromkeys(role for role, _ in row.grants)
    words = [
        f"{ROLES[role][0]} ({', '.join(places)})" if role is Role.CONTRIBUTOR else ROLES[role][0]
        for role in roles
    ]
    return ", ".join(words) or "None from you"


def choose(rows: Mapping[int, PersonRow]) -> PersonRow | None:
    """The person to look at, kept in the page's address."""
    if not rows:
        return None
    labels = {literal(row.name): row for row in rows.values()}
    chosen = st.selectbox(
        "Choose a person", [*labels], index=None, key="person", placeholder="Choose a person"
    )
    return labels.get(chosen or "")
