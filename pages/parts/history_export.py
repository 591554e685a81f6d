"""The history as CSV, a row for each field that a line tells of, for an auditor to take away."""

import csv
import io

from engagement_metrics.access import Actor
from engagement_metrics.documents import MARK, safe
from engagement_metrics.models import Audience
from engagement_metrics.store import Setup, histories
from engagement_metrics.store.histories import Asked
from pages.parts import history_fields, history_lines

HEADINGS = (
    "when", "who", "what happened", "record", "number", "called now", "field", "before", "after",
    "reason",
)  # fmt: skip


def as_csv(actor: Actor, setup: Setup, asked: Asked) -> bytes:
    """Every line that is asked for (UTF-8 with a mark, so that Excel reads it)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((MARK[Audience.TEAM],))
    writer.writerow(HEADINGS)
    for line in histories.everything(actor, asked):
        head = (
            line.at.astimezone().isoformat(timespec="seconds"), line.who,
            history_fields.EVENTS[line.event], history_fields.KINDS[line.kind], line.number,
            history_lines.called(setup, line),
        )  # fmt: skip
        for told in list(history_lines.told(setup, line)) or [("", "", "")]:
            writer.writerow([safe(cell) for cell in (*head, *told, line.reason)])
    return out.getvalue().encode("utf-8-sig")
