"""What a round says at once: what was agreed, where not, what gets better, when to look again."""

from collections import Counter
from datetime import date
from html import escape

import streamlit as st

from engagement_metrics import maturity
from engagement_metrics.maturity import ProfileRow, Standing, wording
from engagement_metrics.models import ActionStatus
from engagement_metrics.store import until_changed
from pages.parts import assessed_words
from pages.parts.assessed_view import AssessedView
from pages.parts.days import day


def show(view: AssessedView) -> None:
    """The answers one below the other; none of them is a figure for all dimensions."""
    st.html(_told(view, date.today()))


@until_changed(64)
def _told(view: AssessedView, today: date) -> str:
    told = {
        "What was agreed": [_agreed(view)],
        "Where the group did not agree": _not_agreed(view),
        "What lacks dated evidence": [_unbacked(view)],
        "What is to get better": _better(view),
        "What is to be done": [_done(view, today)],
        "Since the round before": [_since(view)],
        "When to look again": [_again(view, today)],
    }
    return (
        "<h2>In short</h2>"
        '<dl class="heard">'
        + "".join(
            f"<dt>{escape(name)}</dt>" + "".join(f"<dd>{escape(said)}</dd>" for said in texts)
            for name, texts in told.items()
            if any(texts)
        )
        + "</dl>"
    )


def _agreed(view: AssessedView) -> str:
    levels = [row.level for row in view.rows if row.level is not None]
    whole = len(view.rows)
    if not levels:
        return "No level is agreed."
    counts = [levels.count(at) for at in range(1, len(view.assessed.model.levels) + 1)]
    dimensions = "dimension" if whole == 1 else "dimensions"
    has = "has" if len(levels) == 1 else "have"
    return f"{len(levels)} of {whole} {dimensions} {has} a level: {wording.by_level(counts)}"


def _not_agreed(view: AssessedView) -> list[str]:
    return [
        f"{row.dimension.name}: {wording.range_of_few(row.latest)}"
        for row in view.rows
        if row.standing is Standing.NOT_AGREED
    ]


def _unbacked(view: AssessedView) -> str:
    found = [row.dimension.name for row in view.rows if maturity.unbacked(row)]
    if not found:
        return ""
    return f"Some or all of what the level says, for: {'; '.join(found)}."


def _better(view: AssessedView) -> list[str]:
    chosen = [row for row in view.rows if row.assessed.improve]
    return [_aim(row) for row in chosen] or ["The group has not chosen yet."]


def _aim(row: ProfileRow) -> str:
    if row.target is None:
        return f"{row.dimension.name}."
    start = f"from level {row.level} " if row.level is not None and row.level != row.target else ""
    by = f" by {day(row.target_by)}" if row.target_by else ""
    return f"{row.dimension.name}: {start}to level {row.target}{by}."


def _done(view: AssessedView, today: date) -> str:
    if not view.found.actions:
        return ""
    return assessed_words.counted(view.found.actions, today)


def _since(view: AssessedView) -> str:
    """How many dimensions went up, down or stayed, of those with two levels and the same words."""
    if view.before is None:
        return ""
    moves: Counter[str] = Counter()
    for path in maturity.movement((view.before, view.assessed)):
        was, now = path.steps
        if now.broken:
            moves["new"] += 1
        elif was.level is not None and now.level is not None:
            moves[
                "up" if now.level > was.level else "down" if now.level < was.level else "same"
            ] += 1
    words = {
        "up": "went up", "down": "went down", "same": "stayed the same",
        "new": "cannot be compared, as the words changed",
    }  # fmt: skip
    said = [f"{moves[key]} {text}" for key, text in words.items() if moves[key]]
    if not said:
        return f"No dimension has a level in both rounds. That one was {_named(view.before)}."
    return f"Of the dimensions, {'; '.join(said)}. That round was {_named(view.before)}."


def _named(found: maturity.AssessedRound) -> str:
    return f"{found.title} ({day(found.held_on)})"


def _again(view: AssessedView, today: date) -> str:
    if view.found is not view.last:
        return f"A later round was held on {day(view.last.held_on)}. Choose it above."
    finished_on = view.found.finished_on or view.found.held_on
    settled = all(one.status is not ActionStatus.OPEN for one in view.found.actions)
    due = maturity.reminders(finished_on, today, today if settled else None)
    said = " ".join(one.sentence for one in due) or maturity.coming(finished_on)
    anchor = f" {view.found.anchor} sees to it." if view.found.anchor else ""
    return said + anchor
