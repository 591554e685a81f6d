"""What was reported of a period, on the page and as CSV, and every closing there was."""

import csv
import io
from datetime import date

import streamlit as st

from engagement_metrics import indicators, store
from engagement_metrics.access import Actor
from engagement_metrics.documents import safe
from engagement_metrics.framework import Framework
from engagement_metrics.indicators import reporting
from engagement_metrics.models import Audience, Period
from engagement_metrics.store import Reported, Setup, closings
from pages.parts import days, fields, guard
from pages.parts.view import frames

HEADINGS = (
    "measure", "version", "name", "place", "period", "state", "value", "unit", "top", "bottom",
    "likely range from", "likely range to", "estimated", "activities with figures",
    "activities held", "note", "closed at", "reopened on",
)  # fmt: skip


def reported(actor: Actor, setup: Setup, period: Period) -> None:
    """What stands reported of the period for all places, beside what it is by now."""
    found = store.reported_in(actor, period)
    if not found:
        return
    st.header(f"What was reported of {period.short}", anchor=False)
    definitions = guard.definitions(setup, retired=True)
    whole = [one for one in found if one.period == period.code and one.place_id is None]
    standing = [one for one in whole if one.stands and one.indicator in definitions.indicators]
    if standing:
        _table(actor, setup, definitions, period, standing)
    else:
        st.write("Nothing stands reported for it as a whole just now. The file has it all.")
    st.download_button(
        "Download all of it as CSV", lambda: as_csv(setup, definitions, found),
        file_name=f"reported-{period.code}.csv", mime="text/csv", key="csv", on_click="ignore",
    )  # fmt: skip


def _table(
    actor: Actor, setup: Setup, definitions: Framework, period: Period, standing: list[Reported]
) -> None:
    ones = [reporting.One(definitions.indicators[r.indicator], period, period.end)
            for r in standing]  # fmt: skip
    live = reporting.shared(
        definitions, setup, None, period, ones,
        lambda wanted: frames(actor, Audience.SHARED, wanted), date.today(),
    )  # fmt: skip
    rows, moved = [], 0
    for row in standing:
        indicator = definitions.indicators[row.indicator]
        now = live[row.indicator]
        differs = reporting.differs(row, now)
        moved += differs
        rows.append(
            (
                indicator.name, indicators.face(indicator, reporting.as_value(row)),
                indicators.face(indicator, now) if differs else "same",
            )
        )  # fmt: skip
    st.write(f"{moved} of {len(rows)} figures moved since." if moved else "No figure moved since.")
    fields.table("Reported, all places", ("Measure", "Reported", "Now"), rows)


def as_csv(setup: Setup, definitions: Framework, found: tuple[Reported, ...]) -> bytes:
    """Every figure ever reported of a period, the latest first (UTF-8 with a mark for Excel)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in found:
        known = definitions.indicators.get(one.indicator)
        writer.writerow(
            [
                safe(cell)
                for cell in (
                    one.indicator, one.indicator_version, known.name if known else "",
                    setup.place_name(one.place_id), Period.parse(one.period).label,
                    indicators.STATE_WORDS[one.state], one.number, known.unit if known else "",
                    one.top, one.bottom, one.low, one.high, "yes" if one.estimated else "",
                    one.complete, one.held, one.because,
                    one.closed_at.astimezone().isoformat(timespec="seconds"), one.reopened_on,
                )
            ]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def history(actor: Actor) -> None:
    """Every closing, the latest first."""
    rows = closings.listed(actor)
    if not rows:
        return
    st.header("All closings", anchor=False)
    fields.table(
        "Closings, the latest first", ("Period", "Closed", "Figures", "What became of it"),
        [
            (
                row.period.short, f"{days.moment(row.closed_at)} by {row.closed_by}",
                f"{row.figures:,}", _became(row),
            )
            for row in rows
        ],
        numbers=(2,),
    )  # fmt: skip
    st.page_link("history.py", label="Why one was reopened stands in the history",
                 query_params={"about": "Closing of a period"})  # fmt: skip


def _became(row: closings.ClosingRow) -> str:
    said = (
        f"Reopened on {days.day(row.reopened_on)} by {row.reopened_by}."
        if row.reopened_on
        else "It stands."
    )
    return f"{said} {row.note}".strip()
