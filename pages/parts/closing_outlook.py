"""Before a period is closed: which one, what would be reported, what waits and what is missing."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import reporting
from engagement_metrics.indicators.reporting import Plan
from engagement_metrics.models import Audience, Period, PeriodKind
from engagement_metrics.store import Filter, Frames, Setup, closings, until_changed
from pages.parts import boxes, days, fields, filters, guard
from pages.parts.view import frames

CHOSEN = "closing.chosen"


def choose(actor: Actor) -> Period | None:
    """The period that is asked about, of those that have ended; None while none has."""
    today = date.today()
    labels, first = _ended(tuple(filters.periods(actor, today)[0]), store.closed(actor), today)
    if not labels:
        return None
    chosen = st.selectbox(
        "Period", list(labels), index=first, key=CHOSEN, width=420, format_func=labels.__getitem__
    )
    return Period.parse(chosen)


@until_changed(16)
def _ended(
    there: tuple[Period, ...], closed: tuple[Period, ...], today: date
) -> tuple[Mapping[str, str], int]:
    """The periods that have ended by their code, in words; and which is the last quarter of all."""
    ended = {one.code: one for one in there if one.end < today}
    labels = {code: f"{one.short}{_state(one, closed)}" for code, one in ended.items()}
    quarters = [code for code, one in ended.items() if one.kind is PeriodKind.QUARTER]
    last = max(quarters or ended, key=lambda code: ended[code].end, default=None)
    return labels, 0 if last is None else list(ended).index(last)


def _state(period: Period, closed: tuple[Period, ...]) -> str:
    if period in closed:
        return " – closed"
    over = next((one for one in closed if one.holds(period)), None)
    return f" – closed with {over.short}" if over else ""


def planned(actor: Actor, setup: Setup, period: Period) -> Plan:
    """What closing the period would report today; of a closed one, what waited and need not."""
    about = (guard.definitions(setup), period, store.closed(actor), closings.standing(actor))
    return _plan(*about, date.today())


@until_changed(64)
def _plan(
    definitions: Framework,
    period: Period,
    closed: tuple[Period, ...],
    standing: frozenset[tuple[str, str]],
    today: date,
) -> Plan:
    return reporting.plan(definitions, period, closed, standing, today)


def show(actor: Actor, setup: Setup, period: Period, plan: Plan) -> None:
    """What would be reported, what waits, and what is still missing."""
    now = [one for _, ones in plan.now for one in ones]
    places = len(setup.in_order)
    measures = _measures(len(plan.indicators))
    where = f"for each of {places} places and for all together" if places > 1 else "for one place"
    st.write(f"Closing now reports {measures}, {where}.")
    periods: dict[str, list[str]] = {}
    for one in now:
        periods.setdefault(one.indicator.name, []).append(one.period.short)
    boxes.shut(
        "closing_now", f"What will be reported ({len(periods)})",
        lambda: fields.table(
            "What will be reported", ("Measure", "For"),
            [(name, _run(names)) for name, names in periods.items()],
        ),
    )  # fmt: skip
    if plan.waits:
        boxes.shut(
            "closing_later", f"What waits for a later closing ({len(plan.waits)})",
            lambda: _waiting(plan),
        )  # fmt: skip
    _missing(actor, setup, period, plan)
    st.write(
        "Figures of groups are made safe to share when a year is closed, or a quarter in which "
        "enough people told us. They are rounded. Evaluation answers are shared from 10 people "
        "on. Both stay as they are: answers that come in later are not added for others to see."
    )


def _waiting(plan: Plan) -> None:
    st.write("These are not settled yet. They are reported when you close a period next.")
    fields.table(
        "What waits", ("Measure", "For", "Ready from"),
        [
            (one.indicator.name, one.period.short, days.day(one.settled))
            for one in sorted(plan.waits, key=lambda one: (one.settled, one.indicator.order))
        ],
    )  # fmt: skip


def _missing(actor: Actor, setup: Setup, period: Period, plan: Plan) -> None:
    """Activities whose figures are to follow, and typed measures without any figure."""
    everywhere = Filter(None, setup.within(None), period, None, date.today())
    follow = _to_follow(frames(actor, Audience.SHARED, everywhere))
    if follow == 1:
        st.warning("One activity still has its figures to follow.")
    elif follow:
        st.warning(f"{follow} activities still have their figures to follow.")
    ones = [one for _, found in plan.now for one in found if one.period == period]
    definitions = guard.definitions(setup)
    values = reporting.shared(
        definitions, setup, None, period, ones,
        lambda wanted: frames(actor, Audience.SHARED, wanted), date.today(),
    )  # fmt: skip
    empty = reporting.without_figure(values, definitions)
    if empty:
        boxes.shut(
            "closing_empty", f"Measures with no figure for all places ({len(empty)})",
            lambda: _without(empty),
        )  # fmt: skip


@until_changed(64)
def _to_follow(everywhere: Frames) -> int:
    activities = everywhere.activities
    return int(activities["held"].sum() - activities["complete"].sum())


def _without(empty: tuple[Indicator, ...]) -> None:
    st.write("Nothing was typed in for them. They will be reported as not measured.")
    st.write(", ".join(fields.literal(indicator.name) for indicator in empty) + ".")


def _measures(number: int) -> str:
    return "1 measure" if number == 1 else f"{number} measures"


def _run(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 5 else f"{names[0]} to {names[-1]}: {len(names)} in all"
