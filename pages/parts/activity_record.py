"""One activity in full: what is stored of it, what belongs to it, and what happened to it."""

from collections.abc import Iterable, Iterator
from html import escape

import streamlit as st

from engagement_metrics import framework, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import (
    Activity,
    GroupCount,
    Mode,
    PartialDate,
    RecordType,
    Suggestion,
)
from engagement_metrics.store import Setup
from pages.parts import (
    activity_groups,
    activity_list,
    entry_more,
    entry_words,
    fields,
    measures_links,
    paging,
    record_history,
    records,
    standing,
    suggestion_words,
)
from pages.parts.days import day
from pages.parts.ready import Ready


def show(actor: Actor, setup: Setup, number: int) -> None:
    """All there is of one activity, and what may be done to it."""
    st.button("Back to the list", key="back", on_click=activity_list.close)
    try:
        row, parts = store.record(actor, Activity, number)
    except LookupError:
        st.warning(paging.not_there("activity", number))
        return
    st.header(fields.literal(row.title), anchor=False)
    if row.withdrawn:
        st.warning("This activity is withdrawn. It counts in no figure.")
    if actor.may(Action.RECORD):
        _buttons(row)
        standing.form(actor, "activity", f"activity {number}")
    facts = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in _facts(setup, row)
        if value
    )
    chapters = (
        f"<table class='plain'><caption>What is stored</caption><tbody>{facts}</tbody></table>",
        activity_groups.html(row, [part for part in parts if isinstance(part, GroupCount)]),
        _suggestions(actor, number),
        *_family(actor, setup, row),
        record_history.html(actor, setup, RecordType.ACTIVITY, number),
    )
    html = '<div class="below"></div>'.join(chapters)
    st.html(Ready(html))
    if "data-open" in html:
        measures_links.listen()


def _buttons(row: Activity) -> None:
    with st.container(horizontal=True):
        if not row.withdrawn and st.button("Edit", key="edit", type="primary"):
            st.switch_page("quick_entry.py", query_params={"activity": str(row.id)})
        if st.button("Same again: copy it", key="same_again"):
            st.switch_page("quick_entry.py", query_params={"copy": str(row.id)})
        standing.button(standing.seen(row, "activity"), "activity", f"activity {row.id}")


def _facts(setup: Setup, row: Activity) -> list[tuple[str, str]]:
    method = framework.load().methods.get(row.method)
    ends, starts = PartialDate.parse(row.ends), PartialDate.parse(row.starts)
    modes = [entry_more.MODES[Mode(mode)] for mode in row.modes.split(";") if mode]
    held = "" if row.heads is None or row.heads_added or row.withdrawn else _not_added(row)
    return [
        ("Number", str(row.id)),
        ("Date", ends.label if starts == ends else f"{starts.label} to {ends.label}"),
        ("Place", setup.place_name(row.place_id)),
        ("Aim", entry_words.AIMS[row.aim]),
        ("How it was done", method.name if method else row.method),
        ("People", activity_list.people(row) + held),
        ("Status", entry_more.STATUSES[row.status.value]),
        ("Topic", setup.topics[row.topic_id].name if row.topic_id else "none"),
        ("Piece of work", setup.works[row.piece_of_work_id].name if row.piece_of_work_id else ""),
        ("Ways to take part", ", ".join(modes)),
        ("Sessions", _plain(row.sessions)),
        ("Open to the public", "" if row.open_to_public is None else _yes(row.open_to_public)),
        ("People invited", _plain(row.people_invited)),
        ("Minutes the return took", _plain(row.minutes_taken)),
        ("Return due", day(row.return_due_on) if row.return_due_on else ""),
        ("Return finished", day(row.return_completed_on) if row.return_completed_on else ""),
        ("Feedback promised by", day(row.feedback_promised_on) if row.feedback_promised_on else ""),
        ("People were told", day(row.fed_back_on) if row.fed_back_on else ""),
        ("Note", row.note),
        ("Source", row.source),
        ("Reference", row.reference),
    ]


def _not_added(row: Activity) -> str:
    whole = " (counted in the larger activity)" if row.part_of_id else ""
    return whole if row.status.value == "complete" else " (not counted yet)"


def _plain(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _suggestions(actor: Actor, number: int) -> str:
    along = records.view()
    heard = [_said(row, along) for row in store.suggestions_heard_at(actor, number)]
    none = "<p>No suggestion was noted at this activity.</p>"
    return f"<h2>Suggestions heard</h2>{records.html(heard) if heard else none}"


def _said(row: Suggestion, along: measures_links.Along) -> str:
    gone = ", withdrawn" if row.withdrawn else ""
    to = records.away(f"Open suggestion {row.id}", "you-said", along, suggestion=row.id or 0)
    return (
        f"<p>“{escape(row.text)}” ({suggestion_words.state(row.step)}{gone})</p>"
        f'<p class="way">{to}</p>'
    )


def _family(actor: Actor, setup: Setup, row: Activity) -> Iterator[str]:
    parts = store.parts_of_activity(actor, row.id or 0)
    if row.part_of_id is not None:
        whole, _ = store.record(actor, Activity, row.part_of_id)
        yield f"<h2>Part of a larger activity</h2>{_listed(setup, [whole])}"
    if parts:
        yield f"<h2>Activities that are part of it</h2>{_listed(setup, parts)}"


def _listed(setup: Setup, rows: Iterable[Activity]) -> str:
    """Activities as the list shows them, each a link that opens it."""
    return records.html(
        f"{activity_list.block(setup, row)}{' · withdrawn' if row.withdrawn else ''}"
        for row in rows
    )
