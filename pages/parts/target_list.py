"""The targets and baselines of a measure, each to be withdrawn with a reason, and brought back."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Actor
from engagement_metrics.framework import Indicator
from engagement_metrics.models import Baseline, BaselineDraft, Target, TargetDraft
from engagement_metrics.store import Frames, until_changed
from pages.parts import fields, forms, guard, standing, target_words
from pages.parts.view import View


def targets(actor: Actor, view: View, indicator: Indicator) -> None:
    """The targets that stand, for any place and period, and those that were withdrawn."""

    def check(number: int) -> None:
        entry.accept_target(_target(back[number]), guard.known(view.setup))

    back = {
        row.id: row
        for row in store.aims_withdrawn(actor, Target, indicator.id)
        if row.id is not None
    }
    rows = _rows(view.frames, "targets", indicator.id)
    _stand(actor, view, indicator, Target, rows, "target", target_words.target)
    standing.restore(
        f"target.{indicator.id}", actor, Target,
        {at: (target_words.target(view, indicator, row.model_dump()), row.version)
         for at, row in back.items()},
        check,
    )  # fmt: skip


def baselines(actor: Actor, view: View, indicator: Indicator) -> None:
    """The baselines that stand, and those that were withdrawn."""

    def check(number: int) -> None:
        entry.accept_baseline(_baseline(back[number]), guard.known(view.setup))

    back = {
        row.id: row
        for row in store.aims_withdrawn(actor, Baseline, indicator.id)
        if row.id is not None
    }
    rows = _rows(view.frames, "baselines", indicator.id)
    _stand(actor, view, indicator, Baseline, rows, "baseline", target_words.baseline)
    standing.restore(
        f"baseline.{indicator.id}", actor, Baseline,
        {at: (target_words.baseline(view, indicator, row.model_dump()), row.version)
         for at, row in back.items()},
        check,
    )  # fmt: skip


@until_changed(256)
def _rows(frames: Frames, name: str, indicator: str) -> list[dict[Any, Any]]:
    """The rows about a measure as plain records, made once for the same frames."""
    there = getattr(frames, name)
    found: list[dict[Any, Any]] = there[there["indicator"] == indicator].to_dict("records")
    return found


def _stand(
    actor: Actor, view: View, indicator: Indicator, record_class: type[Target] | type[Baseline],
    rows: list[dict[Any, Any]], noun: str,
    words: Callable[[View, Indicator, Mapping[str, Any]], str],
) -> None:  # fmt: skip
    about = f"{noun} {indicator.id}"
    standing.tell(f"{noun}.{indicator.id}")
    if not rows:
        st.write(f"No {noun} is set for this measure.")
    for row in rows:
        text = words(view, indicator, row)
        seen = forms.Seen(record_class, row["id"], row["version"], f"The {noun} ({text})")
        with st.container(border=True):
            st.write(fields.literal(text + (f". {row['note']}" if row["note"] else "")))
            standing.button(seen, noun, about, f"_{noun}_{row['id']}")
    standing.form(actor, noun, about)


def _target(row: Target) -> TargetDraft:
    return TargetDraft(
        row.indicator, row.form, row.place_id, row.period, row.topic_id, row.priority_group_id,
        row.low, row.high, row.by, row.note, checked=True,
    )  # fmt: skip


def _baseline(row: Baseline) -> BaselineDraft:
    return BaselineDraft(
        row.indicator, row.place_id, row.period, row.topic_id, row.priority_group_id, row.value,
        row.note, checked=True,
    )  # fmt: skip
