"""The matrix as a spreadsheet that is safe to open."""

import csv
import io
from collections.abc import Iterable, Mapping

from engagement_metrics import indicators
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import Aimed, Value
from engagement_metrics.models import Audience
from engagement_metrics.store import Filter, Setup

HEADINGS = (
    "measure", "name", "aim", "kind", "group or part", "place", "period", "topic", "state",
    "value", "unit", "top", "bottom", "likely range from", "likely range to", "estimated",
    "activities with figures", "activities held", "target", "standing", "note",
)  # fmt: skip
MOVES, REPORTED = "how it moves", "reported when the period was closed"
MARK = {
    Audience.TEAM: "Internal: small numbers. Do not share.",
    Audience.SHARED: "Shared view.",
}

FORMULA = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(cell: object) -> object:
    """A cell that no spreadsheet runs as a formula, whatever width its signs are written in.

    >>> safe("=1+1"), safe("-5 people"), safe(-5), safe("5")
    ("'=1+1", "'-5 people", -5, '5')
    """
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def matrix_csv(
    framework: Framework,
    values: dict[str, Value],
    aimed: dict[str, Aimed | None],
    setup: Setup,
    wanted: Filter,
    audience: Audience,
    group_id: int | None = None,
    *,
    shown: Iterable[Indicator] | None = None,
    said: Mapping[str, str] | None = None,
    reported: Mapping[str, str] | None = None,
) -> bytes:
    """The cells as CSV (UTF-8 with a mark, so that Excel reads it); a row for each part below.

    `values` and `aimed` are those of `wanted` and, where one was chosen, of the priority group.
    The rows are those of the matrix, or of the indicators `shown`; `said` is a sentence on how each
    of them moves, by id, as a last column. `reported` is what was reported of each, where there is
    any.
    """
    out = io.StringIO()
    chosen = setup.groups[group_id].name if group_id is not None else ""
    writer = csv.writer(out)
    writer.writerow((MARK[audience],))
    more = (MOVES,) * (said is not None) + (REPORTED,) * bool(reported)
    writer.writerow((*HEADINGS, *more))
    for indicator in framework.in_matrix() if shown is None else shown:
        key = indicator.id
        aim = aimed[key]
        one = chosen if indicator.by_group else ""
        for part, value in ((one, values[key]), *((p.label, p.value) for p in values[key].parts)):
            told = aim if value is values[key] else None
            row = (
                key, indicator.name, "; ".join(indicator.aims), indicator.kind.value, part,
                setup.place_name(wanted.place_id), wanted.period.label if wanted.period else "",
                setup.topics[wanted.topic_id].name if wanted.topic_id else "",
                indicators.STATE_WORDS[value.state], _rounded(value.number),
                "" if value.number is None or value.counted else indicator.unit,
                _rounded(value.top), _rounded(value.bottom),
                _rounded(value.low), _rounded(value.high),
                "yes" if value.estimated else "", value.complete, value.held,
                told.text if told else "", told.standing.value if told else "",
                _note(indicator, value, wanted),
            )  # fmt: skip
            moves = () if said is None else (said[key] if value is values[key] else "",)
            if reported:
                moves = (*moves, reported.get(key, "") if value is values[key] else "")
            writer.writerow([safe(cell) for cell in (*row, *moves)])
    return out.getvalue().encode("utf-8-sig")


def _note(indicator: Indicator, value: Value, wanted: Filter) -> str:
    """What to bear in mind of a value, and until when it may still change."""
    may_change = indicators.may_change(indicator, value, wanted.period, wanted.day)
    return " ".join(filter(None, (value.because, may_change)))


def _rounded(number: float | None) -> float | None:
    """A whole number as such, any other to two decimal places."""
    if number is None:
        return None
    return int(number) if number == int(number) else round(number, 2)
