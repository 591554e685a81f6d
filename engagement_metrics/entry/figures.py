"""Whether a typed figure, a target or a baseline is valid."""

from typing import Any

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.framework import Indicator
from engagement_metrics.models import (
    Accepted,
    Baseline,
    BaselineDraft,
    FigureDraft,
    HeadsBasis,
    Period,
    PeriodKind,
    Target,
    TargetDraft,
    TargetForm,
    TypedFigure,
)

ANY_PERIOD = ("any", *(kind.value for kind in PeriodKind))


def accept_figure(draft: FigureDraft, known: Known) -> Accepted:
    """The typed figure a draft stands for; EntryError says what must change."""
    form = Form(known.today, draft.checked)
    indicator = known.framework.indicators.get(draft.indicator or "")
    if indicator is None or not indicator.typed:
        form.fault("indicator", "Choose a measure from the list.")
    if draft.place is None:
        form.fault("place", "Choose a place.")
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    period = _begun(form, draft.period)
    group = form.known(
        "priority_group", draft.priority_group, known.group, "Choose a group from the list."
    )
    top = form.number("top", draft.top, "The figure", needed="Type the figure.")
    if top is not None and top < 0:
        form.fault("top", "The figure cannot be below 0.")
    bottom = form.number("bottom", draft.bottom, "The number it is out of")
    if bottom is not None and bottom <= 0:
        form.fault("bottom", "The number it is out of must be above 0. Leave it empty if none.")
    if indicator is not None:
        _suits(form, indicator, top, bottom, group)
    source = form.source("source", draft.source)
    if not source:
        form.fault("source", "Say where the figure comes from.")
    basis = form.word("basis", draft.basis, HeadsBasis, "Say whether it was counted or estimated.")
    note = form.text("note", draft.note, "The note")
    form.done()
    assert indicator is not None and period is not None
    record: dict[str, Any] = {
        "indicator": indicator.id,
        "indicator_version": indicator.version,
        "place_id": place,
        "period": period.code,
        "priority_group_id": group,
        "top": top,
        "bottom": bottom,
        "basis": basis,
        "source": source,
        "note": note,
    }
    return Accepted(TypedFigure(**record))


def _begun(form: Form, code: str | None) -> Period | None:
    if not code:
        form.fault("period", "Choose a period.")
        return None
    try:
        period = Period.parse(code)
    except ValueError as fault:
        form.fault("period", f"{fault}. Choose a period from the list.")
        return None
    if period.start > form.today:
        form.fault("period", f"{period.label} has not begun. Choose an earlier one.")
    return period


def _suits(
    form: Form, indicator: Indicator, top: float | None, bottom: float | None, group: int | None
) -> None:
    """What is over what, as the measure's definition has it."""
    if indicator.by_group and group is None:
        form.fault("priority_group", "Choose which group the figure is about.")
    if not indicator.by_group and group is not None:
        form.fault("priority_group", "This measure is not recorded by group. Leave this empty.")
    needs_bottom = bool(indicator.bottom) and indicator.unit_kind != "count"
    if needs_bottom and bottom is None:
        form.fault("bottom", f"Type what it is out of: {indicator.bottom}.")
    if not indicator.bottom and bottom is not None:
        form.fault("bottom", "This measure is a plain count. Leave this empty.")
    shares = indicator.unit_kind in ("percent", "count") and indicator.id != "COP-13"
    said = "bottom" in form.faults
    if shares and not said and top is not None and bottom is not None and top > bottom:
        form.fault(
            "top",
            f"{top:,.0f} out of {bottom:,.0f} is over 100%. Check both numbers.",
        )


def accept_target(draft: TargetDraft, known: Known) -> Accepted:
    """The target a draft stands for; EntryError says what must change."""
    form = Form(known.today, draft.checked)
    indicator = known.framework.indicators.get(draft.indicator or "")
    if indicator is None:
        form.fault("indicator", "Choose a measure from the list.")
    target = form.word("form", draft.form, TargetForm, "Choose what kind of target it is.")
    if draft.period not in ANY_PERIOD:
        try:
            Period.parse(draft.period)
        except ValueError as fault:
            form.fault("period", f"{fault}. Choose a period from the list.")
    low = form.number("low", draft.low, "The number")
    high = form.number("high", draft.high, "The number")
    by = form.day("by", draft.by, "The date")
    if target is not None:
        _complete(form, target, low, high, by is not None)
    if indicator is not None and indicator.unit_kind == "percent":
        for name, value in (("low", low), ("high", high)):
            if target is TargetForm.UP_BY_PERCENT or indicator.id == "COP-13" or value is None:
                continue
            if not 0 <= value <= 100:
                form.fault(name, "A percentage lies between 0 and 100.")
    record: dict[str, Any] = {
        "indicator": draft.indicator,
        "form": target,
        "place_id": form.known("place", draft.place, known.place, "Choose a place from the list."),
        "topic_id": form.known("topic", draft.topic, known.topic, "Choose a topic from the list."),
        "priority_group_id": form.known(
            "priority_group", draft.priority_group, known.group, "Choose a group from the list."
        ),
        "note": form.text("note", draft.note, "The note"),
    }
    form.done()
    return Accepted(
        Target(
            **record,
            set_on=known.today,
            period=draft.period,
            low=low,
            high=high,
            by=by,
        )
    )


# What each form needs: the names of the fields that must be filled.
NEEDS: dict[TargetForm, tuple[str, ...]] = {
    TargetForm.AT_LEAST: ("low",),
    TargetForm.AT_MOST: ("high",),
    TargetForm.SHARE_OF: ("low",),
    TargetForm.SOME_OF: ("low", "high"),
    TargetForm.FROM_TO: ("low", "high", "by"),
    TargetForm.UP_BY_PERCENT: ("low",),
    TargetForm.DONE_BY: ("by",),
    TargetForm.NOT_BELOW_CHANCE: (),
    TargetForm.WATCH: (),
}


def _complete(
    form: Form, target: TargetForm, low: float | None, high: float | None, by: bool
) -> None:
    there = {"low": low is not None, "high": high is not None, "by": by}
    for name in NEEDS[target]:
        if not there[name]:
            form.fault(name, "Give the date." if name == "by" else "Type a number.")
    if target is TargetForm.FROM_TO and low is not None and low == high:
        form.fault("high", "From and to are the same number, so there is no way to go.")
    if target is TargetForm.SOME_OF and low is not None and high is not None and low > high:
        form.fault("low", f"{low:,.0f} of {high:,.0f} cannot be reached. Check both numbers.")


def accept_baseline(draft: BaselineDraft, known: Known) -> Accepted:
    """The baseline a draft stands for; EntryError says what must change."""
    form = Form(known.today, draft.checked)
    if draft.indicator not in known.framework.indicators:
        form.fault("indicator", "Choose a measure from the list.")
    period = _begun(form, draft.period)
    value = form.number("value", draft.value, "The figure", needed="Type where it stood.")
    record: dict[str, Any] = {
        "indicator": draft.indicator,
        "value": value,
        "place_id": form.known("place", draft.place, known.place, "Choose a place from the list."),
        "topic_id": form.known("topic", draft.topic, known.topic, "Choose a topic from the list."),
        "priority_group_id": form.known(
            "priority_group", draft.priority_group, known.group, "Choose a group from the list."
        ),
        "note": form.text("note", draft.note, "The note"),
    }
    form.done()
    assert period is not None
    return Accepted(Baseline(**record, period=period.code))
