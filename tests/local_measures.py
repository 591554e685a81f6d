"""A measure of one's own to add to a store: how many walks were led."""

from typing import Any

from engagement_metrics.models import AddsUp, Direction, IndicatorKind, LocalMeasure


def walks(**other: Any) -> LocalMeasure:
    """The first wording, of quarters and years that add up; `other` says what differs."""
    fields: dict[str, Any] = {
        "name": "Walks", "aims": "engage", "kind": IndicatorKind.OUTPUT, "unit": "walks",
        "unit_kind": "count", "direction": Direction.UP, "definition": "How many walks we led.",
        "top": "Walks we led", "adds_over_time": AddsUp.SUM, "adds_over_place": AddsUp.SUM,
        "periods": "quarter;year", "source": "Added locally by us",
    }  # fmt: skip
    return LocalMeasure(**fields | other)
