"""Whether a typed figure, a target or a baseline is valid."""

import re
from typing import Any, TypeVar

from engagement_metrics.entry.faults import MOST_FIGURE, MOST_PEOPLE, Form
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.measures import RETIRED, retired, worded
from engagement_metrics.framework import Indicator
from engagement_metrics.models import (
    Accepted,
    Baseline,
    BaselineDraft,
    Direction,
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
MOST_PER_CENT = 1_000  # where more than all of it can be meant: use against plan, and a rise
AGAINST_PLAN = "COP-13"
A = TypeVar("A", Target, Baseline)


def most_of(indicator: Indicator | None) -> int:
    """The most of what a measure counts that can be meant: views are many, all else is fewer."""
    views = indicator is not None and indicator.unit == "views"
    return MOST_FIGURE if views else MOST_PEOPLE


def accept_figure(draft: FigureDraft, known: Known) -> Accepted:
    """The typed figure a draft stands for; EntryError says what must change."""
    form = Form(known.today, draft.checked)
    indicator = known.framework.indicators.get(draft.indicator or "")
    if retired(known, draft.indicator):
        form.fault("indicator", RETIRED)
    if indicator is None or not indicator.typed:
        form.fault("indicator", "Choose a measure from the list.")
    if draft.place is None:
        form.fault("place", "Choose a place.")
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    period = _begun(form, draft.period)
    group = form.known(
        "priority_group", draft.priority_group, known.group, "Choose a group from the list."
    )
    most = most_of(indicator)
    if indicator is not None:
        indicator = worded(form, known, indicator, period)
    top = _top(form, draft, indicator, most)
    bottom = form.whole("bottom", draft.bottom, "The number it is out of", most=most)
    if bottom == 0:
        form.fault("bottom", _out_of_nought(indicator))
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


def _top(form: Form, draft: FigureDraft, indicator: Indicator | None, most: int) -> float | None:
    """The figure, a whole number; an index or a middle value may lie between two."""
    if indicator is None or not (indicator.unit_kind == "index" or indicator.middle):
        return form.whole("top", draft.top, "The figure", most=most, needed="Type the figure.")
    score = form.number("top", draft.top, "The figure", needed="Type the figure.")
    if score is not None and not 0 <= score <= most:
        form.fault("top", f"The figure must lie between 0 and {most:,}. Check the number.")
    return score


def _out_of_nought(indicator: Indicator | None) -> str:
    needed = indicator is not None and bool(indicator.bottom) and indicator.unit_kind != "count"
    why = (
        "If there was none, there is no figure to record." if needed else "Leave it empty if none."
    )
    return f"The number it is out of must be above 0. {why}"


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
    shares = indicator.unit_kind in ("percent", "count") and indicator.id != AGAINST_PLAN
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
    _of_a_group(form, indicator, draft.priority_group)
    for name, value in (("low", low), ("high", high)):
        _reachable(form, name, value, indicator, target)
    _fits_the_measure(form, indicator, target)
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


def _fits_the_measure(
    form: Form, indicator: Indicator | None, target: TargetForm | None
) -> None:  # fmt: skip
    """A kind of target that the measure can be held against."""
    if indicator is None or target is None or target in indicator.target_forms:
        return
    if indicator.direction is Direction.WATCH and target is not TargetForm.WATCH:
        form.fault("form", "This measure is only watched, as neither more nor less is better.")
    elif target is TargetForm.DONE_BY and not _is_done(indicator):
        form.fault("form", "This measure is never all done. Choose another kind of target.")
    elif target is TargetForm.NOT_BELOW_CHANCE:
        form.fault("form", "This measure is not held against chance. Choose another kind.")


def _is_done(indicator: Indicator) -> bool:
    """Whether its top can be all of its bottom, as of the reviews that were due."""
    return bool(indicator.bottom) and indicator.unit_kind in ("count", "percent")


def _reachable(
    form: Form, name: str, value: float | None, indicator: Indicator | None,
    target: TargetForm | None,
) -> None:  # fmt: skip
    """A number that a target of that form can name."""
    if target is TargetForm.SOME_OF:
        form.whole(name, value, "The number", most=most_of(indicator))
    elif target is TargetForm.SHARE_OF:
        _percentage(form, name, value, 100)
    elif target is TargetForm.UP_BY_PERCENT:
        _percentage(form, name, value, MOST_PER_CENT)
    else:
        _within(form, name, value, indicator)


def _within(form: Form, name: str, value: float | None, indicator: Indicator | None) -> None:
    """A number that the measure itself can come to."""
    if indicator is not None and indicator.unit_kind == "percent":
        _percentage(form, name, value, MOST_PER_CENT if indicator.id == AGAINST_PLAN else 100)
    elif indicator is not None and indicator.unit_kind == "count":
        form.whole(name, value, "The number", most=most_of(indicator))
    elif indicator is not None and (most := _highest(indicator)) is not None:
        if value is not None and not 0 <= value <= most:
            form.fault(name, f"This measure lies between 0 and {most}. Check the number.")
    elif value is not None and value < 0:
        form.fault(name, "The number cannot be below 0. Type 0 or more.")
    elif value is not None and value > most_of(indicator):
        most = most_of(indicator)
        form.fault(name, f"The number: {value:,.0f} is more than {most:,}. Check the number.")


def _highest(indicator: Indicator) -> int | None:
    """The top of a scale such as 'out of 5'; None for what has no end."""
    scale = re.fullmatch(r"out of (\d+)", indicator.unit)
    return int(scale[1]) if scale else None


def _of_a_group(form: Form, indicator: Indicator | None, group: int | None) -> None:
    if indicator is not None and indicator.by_group and group is None:
        form.fault("priority_group", "Choose which group it is about.")


def _percentage(form: Form, name: str, value: float | None, most: int) -> None:
    if value is not None and not 0 <= value <= most:
        form.fault(name, f"A percentage lies between 0 and {most:,}.")


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
    indicator = known.framework.indicators.get(draft.indicator or "")
    if indicator is None:
        form.fault("indicator", "Choose a measure from the list.")
    period = _begun(form, draft.period)
    value = form.number("value", draft.value, "The figure", needed="Type where it stood.")
    _within(form, "value", value, indicator)
    _of_a_group(form, indicator, draft.priority_group)
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
