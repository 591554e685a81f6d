"""Whether new limits may begin at a point of a chart, and whether a note on one may stand."""

from collections.abc import Collection, Sequence

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import (
    Accepted,
    Period,
    PointNote,
    PointNoteDraft,
    ReBase,
    ReBaseDraft,
)
from engagement_metrics.models.columns import TITLE

MOST_OF_A_NOTE = TITLE


def accept_re_base(
    draft: ReBaseDraft, known: Known, figures: Sequence[str], begun: Collection[str] = ()
) -> Accepted:
    """The re-base a draft stands for; EntryError says what must change.

    `figures` are the codes of the chart's periods that have a figure; `begun` those at which new
    limits begin already. At the first of all, it keeps later figures out of the limits.
    """
    form = Form(known.today, draft.checked)
    _indicator(form, known, draft.indicator)
    period = _point(form, draft.period, figures, "so new limits cannot begin there")
    if period is not None and period.code in begun:
        form.fault("period", f"New limits begin in {period.short} already. Choose another.")
    reason = form.title("reason", draft.reason, "The reason", "Say why new limits begin here.")
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    form.done()
    assert draft.indicator is not None and period is not None
    return Accepted(
        ReBase(indicator=draft.indicator, place_id=place, period=period.code, reason=reason)
    )


def accept_point_note(draft: PointNoteDraft, known: Known, figures: Sequence[str]) -> Accepted:
    """The note a draft stands for; EntryError says what must change. `figures` as above."""
    form = Form(known.today, draft.checked)
    _indicator(form, known, draft.indicator)
    period = _point(form, draft.period, figures, "so there is no point to note")
    text = form.title("text", draft.text, "The note", "Write the note.")
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    form.done()
    assert draft.indicator is not None and period is not None
    return Accepted(
        PointNote(indicator=draft.indicator, place_id=place, period=period.code, text=text)
    )


def _indicator(form: Form, known: Known, indicator: str | None) -> None:
    if indicator not in known.framework.indicators:
        form.fault("indicator", "Choose a measure from the list.")


def _point(form: Form, code: str | None, figures: Sequence[str], ending: str) -> Period | None:
    """The period of a point of the chart."""
    if not code:
        form.fault("period", "Choose a period.")
        return None
    try:
        period = Period.parse(code)
    except ValueError as fault:
        form.fault("period", f"{fault}. Choose a period from the list.")
        return None
    if code not in figures:
        form.fault("period", f"{period.short} has no figure, {ending}. Choose one that has.")
        return None
    return period
