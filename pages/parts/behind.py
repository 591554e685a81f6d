"""What is behind a cell: the records it is made of, a page at a time."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from engagement_metrics import indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    AnswerSheet,
    Audience,
    Change,
    PartialDate,
    Period,
    Suggestion,
    TypedFigure,
)
from pages.parts import fields
from pages.parts.view import View

HELD = (ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW)
STEPS = {
    None: "Waiting",
    "looked_into": "Looked into",
    "acted_in_full": "Acted on in full",
    "acted_in_part": "Acted on in part",
    "not_possible": "Not possible",
    "removed": "Taken off the list",
}


def show(actor: Actor, view: View, indicator: Indicator) -> None:
    """List the records; in the shared view never a group's count, nor people's own words."""
    source = indicators.behind(indicator)
    if source.records == "nothing":
        return
    st.html("<h2>What is behind it</h2>")
    number = int(st.session_state.get("behind_page", 1))
    team = view.audience is Audience.TEAM
    if source.records == "activities":
        page = store.activities(
            actor, view.wanted, aim=source.aim, statuses=HELD, page=number, audience=view.audience
        )
        _table(page, "Activities", _activity_headings(team), lambda a: _activity(view, a, team))
    elif source.records == "suggestions":
        page = store.suggestions(
            actor, view.wanted, dated_only=True, page=number, audience=view.audience
        )
        headings = ("Received", "Place", "Status", *(("Suggestion",) if team else ()))
        _table(page, "Suggestions", headings, lambda s: _suggestion(view, s, team))
    elif source.records == "changes":
        page = store.changes(actor, view.wanted, page=number, audience=view.audience)
        headings = ("Made on", "Place", "Suggestions", *(("Change",) if team else ()))
        _table(page, "Changes", headings, lambda pair: _change(view, pair, team))
    elif source.records == "sheets":
        page = store.sheets(actor, view.wanted, page=number, audience=view.audience)
        headings = ("When", "Place", "Asked", *(("Forms back",) if team else ()))
        _table(page, "Evaluation forms", headings, lambda s: _sheet(view, s, team))
    elif team:
        page = store.figures(actor, indicator.id, page=number)
        headings = ("Period", "Place", "Figure", "Out of", "Source")
        _table(page, "Figures typed in", headings, lambda f: _figure(view, f))
    else:
        st.write("The figures typed in, with their source, are kept in the team view.")


def _table(
    page: store.Page, what: str, headings: tuple[str, ...], row: Callable[[Any], tuple[str, ...]]
) -> None:
    if not page.rows:
        st.write("No record is behind it.")
        return
    caption = (
        f"{what}: {page.total:,}"
        if page.pages == 1
        else (f"{what}: {page.total:,}, page {page.number} of {page.pages}")
    )
    fields.table(caption, headings, [row(record) for record in page.rows])
    if page.pages > 1:
        st.number_input(
            f"Page (1 to {page.pages})", min_value=1, max_value=page.pages, key="behind_page"
        )


def _activity_headings(team: bool) -> tuple[str, ...]:
    return ("Title", "Place", "When", "Method", "People", *(("Note",) if team else ()))


def _activity(view: View, activity: Activity, team: bool) -> tuple[str, ...]:
    method = view.definitions.methods.get(activity.method)
    if activity.status is ActivityStatus.FIGURES_TO_FOLLOW:
        people = "to follow"
    else:
        about = "about " if activity.heads_basis == "estimated" else ""
        people = f"{about}{activity.heads:,}" if activity.heads is not None else ""
        if activity.heads is not None and not activity.heads_added:
            people += " (counted in a larger activity)"
    when = PartialDate.parse(activity.ends)
    shown = when.label if team or when.month is None else Period.parse(when.month).label
    row = (
        activity.title, view.setup.place_name(activity.place_id), shown,
        method.name if method else activity.method, people,
    )  # fmt: skip
    return (*row, activity.note) if team else row


def _suggestion(view: View, suggestion: Suggestion, team: bool) -> tuple[str, ...]:
    received = suggestion.received_on
    row = (
        PartialDate.parse(received.isoformat()).label if received else "no date",
        view.setup.place_name(suggestion.place_id),
        STEPS[suggestion.step] + (", people told" if suggestion.told_on else ""),
    )
    return (*row, suggestion.text) if team else row


def _change(view: View, pair: tuple[Change, int], team: bool) -> tuple[str, ...]:
    change, linked = pair
    made = PartialDate.parse(change.on.isoformat()).label
    if change.reversed_on:
        made += " (undone since)"
    row = (made, view.setup.place_name(change.place_id), str(linked))
    return (*row, f"{change.title}. {change.what}") if team else row


def _sheet(view: View, sheet: AnswerSheet, team: bool) -> tuple[str, ...]:
    when = (
        Period.parse(sheet.month).label if sheet.month else Period.year(sheet.financial_year).short
    )
    asked = "On the day" if sheet.wave == "on_the_day" else "At follow-up"
    easy = ", easy read form" if sheet.format == "easy_read" else ""
    row = (when, view.setup.place_name(sheet.place_id), asked + easy)
    return (*row, f"{sheet.forms_received:,}") if team else row


def _figure(view: View, figure: TypedFigure) -> tuple[str, ...]:
    group = view.setup.groups.get(figure.priority_group_id or 0)
    top = indicators.plain(figure.top)
    return (
        Period.parse(figure.period).short, view.setup.place_name(figure.place_id),
        f"{top} ({group.name})" if group else top,
        "" if figure.bottom is None else indicators.plain(figure.bottom), figure.source,
    )  # fmt: skip
