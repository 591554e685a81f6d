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
from pages.parts import days, fields, paging
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
    listed = st.container()  # the box that narrows the list stands below it, but is drawn first
    place, find = _narrow(form, setup)
    wanted = Filter(place or None, setup.within(place or None), None)
    page = store.activities(actor, wanted, statuses=HELD, text=find)
    rows = {row.id: row for row in page.rows}
    asked_for = paging.asked_for("activity")
    if asked_for is not None and not find and not place and asked_for not in rows:
        rows = {**_this_one(actor, asked_for), **rows}
    with listed:
        if not rows:
            _none(find, bool(place))
            return About(service=False, nothing_to_choose=not (find or place))
        numbers = list(rows)
        chosen = st.selectbox(
            "Activity (the latest first)", numbers, key=f"{form}.activity",
            placeholder="Choose one", format_func=lambda at: _label(rows[at], setup),
            index=numbers.index(asked_for) if asked_for in numbers else None,
        )  # fmt: skip
        fields.beside(form, "activity")
        of_those = " that fit the place and words below" if find or place else ""
        if page.pages > 1 or of_those:
            hint(f"These are the latest {len(page.rows)} of {page.total:,}{of_those}.")
    if chosen is None:
        return About(service=False)
    row = rows[chosen]
    topic = setup.topics[row.topic_id].name if row.topic_id in setup.topics else ""
    return About(False, chosen, row.title, row.aim, topic)


def _narrow(form: str, setup: Setup) -> tuple[int, str]:
    """Below the list, in a shut box: the place and words that narrow it; once shown they stay."""
    box = st.expander(
        "Not in the list? Find it by place or title", key=f"{form}.box.find", on_change="rerun"
    )
    if not (box.open or f"{form}.find" in st.session_state):
        return EVERYWHERE, ""
    with box:
        place = st.selectbox(
            "Place", [EVERYWHERE, *setup.in_order], key=f"{form}.place",
            format_func=lambda at: setup.places[at].name if at else "All places",
        )  # fmt: skip
        return place, st.text_input("Words of the title", key=f"{form}.find")


def _this_one(actor: Actor, number: int) -> dict[int, Activity]:
    """The activity that the address asks for; none with a word on why."""
    try:
        found, _ = store.record(actor, Activity, number)
    except LookupError:
        st.warning(paging.not_there("activity", number))
        return {}
    if found.status in HELD and not found.withdrawn:
        return {number: found}
    st.warning("The activity of this address did not take place, or is withdrawn.")
    return {}


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
