"""Choosing the activity or service that evaluation answers are about."""

from dataclasses import dataclass

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    FormFormat,
    PartialDate,
    Wave,
    WorkKind,
)
from engagement_metrics.store import Filter, Setup
from pages.parts import days, fields
from pages.parts.hints import hint

ACTIVITY, SERVICE = "An activity", "A service"
EVERYWHERE = 0
HELD = (ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW)


@dataclass(frozen=True)
class About:
    """What was chosen: an activity with its aim and topic, or a service; perhaps nothing yet."""

    service: bool
    number: int | None = None
    title: str = ""
    aim: Aim | None = None
    topic: str = ""
    nothing_to_choose: bool = False


def ask(form: str, actor: Actor, setup: Setup) -> About:
    """The choice between activities and services, and then of one of them."""
    st.header("What people were asked about", anchor=False)
    kind = st.radio("About", [ACTIVITY, SERVICE], key=f"{form}.kind", horizontal=True)
    return _service(form, setup) if kind == SERVICE else _activity(form, actor, setup)


def _activity(form: str, actor: Actor, setup: Setup) -> About:
    places = [EVERYWHERE, *setup.in_order]
    place = st.selectbox(
        "Place", places, key=f"{form}.place",
        format_func=lambda at: setup.places[at].name if at else "All places",
    )  # fmt: skip
    find = st.text_input("Find by title (if it is not in the list below)", key=f"{form}.find")
    wanted = Filter(place or None, setup.within(place or None), None)
    page = store.activities(actor, wanted, statuses=HELD, text=find)
    rows = {row.id: row for row in page.rows}
    asked_for = st.query_params.get("activity", "")
    if asked_for.isdecimal() and not find and not place and int(asked_for) not in rows:
        rows = {**_this_one(actor, int(asked_for)), **rows}
    if not rows:
        _none(find, bool(place))
        return About(service=False, nothing_to_choose=True)
    numbers = list(rows)
    chosen = st.selectbox(
        "Activity (the latest first)", numbers, key=f"{form}.activity", placeholder="Choose one",
        index=numbers.index(int(asked_for)) if asked_for in map(str, numbers) else None,
        format_func=lambda at: _label(rows[at], setup),
    )  # fmt: skip
    fields.beside(form, "activity")
    if page.pages > 1:
        hint(
            f"These are the latest {len(page.rows)} of {page.total:,}. "
            "Type part of a title above to find another."
        )
    if chosen is None:
        return About(service=False)
    row = rows[chosen]
    topic = setup.topics[row.topic_id].name if row.topic_id in setup.topics else ""
    return About(False, chosen, row.title, row.aim, topic)


def _this_one(actor: Actor, number: int) -> dict[int, Activity]:
    try:
        found, _ = store.record(actor, Activity, number)
    except LookupError:
        return {}
    return {number: found} if found.status in HELD and not found.withdrawn else {}


def _label(row: Activity, setup: Setup) -> str:
    when = PartialDate.parse(row.ends).label
    return f"{row.title} ({when}, {setup.place_name(row.place_id)})"


def _none(find: str, placed: bool) -> None:
    if find or placed:
        st.info("No activity here fits. Change the place, or the words of the title.")
        return
    st.info("Answers belong to an activity that took place, and there is none yet.")
    st.page_link("quick_entry.py", label="Record the first activity in Quick entry")


def _service(form: str, setup: Setup) -> About:
    services = {
        row.id: row
        for row in setup.works.values()
        if row.kind is WorkKind.SERVICE and not row.withdrawn
    }
    if not services:
        st.info("There is no service yet. Add one in Set up, under Pieces of work.")
        return About(service=True, nothing_to_choose=True)
    chosen = st.selectbox(
        "Service", list(services), index=None, key=f"{form}.service", placeholder="Choose one",
        format_func=lambda at: f"{services[at].name} ({setup.place_name(services[at].place_id)})",
    )  # fmt: skip
    fields.beside(form, "service", "activity")
    if chosen is None:
        return About(service=True)
    return About(True, chosen, services[chosen].name, Aim.CO_PRODUCE)


def warn_of_a_second(actor: Actor, about: About, wave: Wave, layout: FormFormat) -> None:
    """Say so where such a sheet was typed in before, as forms must not count twice."""
    if about.service or about.number is None:
        return
    found = store.sheets_typed_in(actor, activity_id=about.number).rows
    like = [sheet for sheet, _ in found if sheet.wave == wave and sheet.format == layout]
    if like:
        st.warning(
            f"A sheet like this is there already: {like[0].forms_received:,} forms, typed in on "
            f"{days.moment(like[0].created_at)}. Save only forms that are not in it."
        )
