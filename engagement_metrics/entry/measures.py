"""Whether a measure of one's own is valid, and under which of its wordings a figure is made."""

from typing import Any

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.framework import Indicator, local
from engagement_metrics.framework.local import Edition
from engagement_metrics.models import (
    Accepted,
    AddsUp,
    Aim,
    Direction,
    IndicatorKind,
    LocalMeasure,
    MeasureDraft,
    Period,
    PeriodKind,
)
from engagement_metrics.models.columns import TEXT

# How figures of each kind may make one, over time and over places; the first is the usual way.
OVER_TIME: dict[str, tuple[AddsUp, ...]] = {
    "count": (AddsUp.SUM, AddsUp.LATEST, AddsUp.NEVER),
    "percent": (AddsUp.RATIO_OF_SUMS, AddsUp.LATEST, AddsUp.NEVER),
    "average": (AddsUp.RATIO_OF_SUMS, AddsUp.LATEST, AddsUp.NEVER),
    "index": (AddsUp.LATEST, AddsUp.NEVER),
}
OVER_PLACE: dict[str, tuple[AddsUp, ...]] = {
    "count": (AddsUp.SUM, AddsUp.NEVER),
    "percent": (AddsUp.RATIO_OF_SUMS, AddsUp.NEVER),
    "average": (AddsUp.RATIO_OF_SUMS, AddsUp.NEVER),
    "index": (AddsUp.NEVER,),
}
RATIOS = ("percent", "average")
KINDS = (IndicatorKind.OUTPUT, IndicatorKind.OUTCOME)
SLIP, MEANING = "slip", "meaning"
UNIT, LONGEST_UNIT = "%", 60
RETIRED = "This measure is retired. To use it again, a lead brings it back in Set up."


def accept_measure(draft: MeasureDraft, known: Known) -> Accepted:
    """The wording a draft stands for: a new measure's first, the same one put right, or the next.

    The same one has the edition of what it changes; the next has one more, and its first period.
    """
    form = Form(known.today, draft.checked)
    before = _before(form, draft, known)
    name = form.name("name", draft.name, "The name", "Give the measure a name.")
    _free(form, name, before.indicator.id if before else "", known)
    kind = form.word("kind", draft.kind, IndicatorKind, "Say what kind of measure it is.")
    if kind is not None and kind not in KINDS:
        form.fault("kind", "Say whether it is something we did, or something that changed.")
    direction = form.word("direction", draft.direction, Direction, "Say which way it should move.")
    record: dict[str, Any] = {
        "name": name,
        "aims": _several(form, "aims", draft.aims, Aim, "Choose at least one aim."),
        "kind": kind,
        "direction": direction,
        "definition": form.text(
            "definition", draft.definition, "The definition",
            needed="Say in plain words what it counts, and what it leaves out.",
        ),
        "periods": _several(
            form, "periods", draft.periods, PeriodKind, "Choose at least one length of time."
        ),
        "source": form.source("source", draft.source) or _ours(known),
        **_made_of(form, draft, before),
    }  # fmt: skip
    edition = _edition(form, draft, before, known)
    form.done()
    return Accepted(LocalMeasure(**record, **edition))


def accept_measure_back(number: int, known: Known) -> None:
    """Raise EntryError where a retired measure cannot come back: its name is another's by now."""
    form = Form(known.today)
    for one in known.setup.measures:
        if one.number == number:
            _free(form, one.indicator.name, one.indicator.id, known)
    form.done()


def worded(form: Form, known: Known, indicator: Indicator, period: Period | None) -> Indicator:
    """The measure as it is worded for a period; a fault where that changes within it."""
    if period is None:
        return indicator
    found = local.in_force(known.setup.measures, indicator, period)
    if found is None:
        form.fault("period", "The wording changed within this period. Choose a shorter one.")
    return found or indicator


def retired(known: Known, indicator: str | None) -> bool:
    """Whether a measure was one of the organisation's own, and is asked for no more."""
    return any(one.retired for one in local.wordings(known.setup.measures, indicator or ""))


def _before(form: Form, draft: MeasureDraft, known: Known) -> Edition | None:
    """The wording that is being changed, None for a new measure."""
    if draft.record_id is None:
        return None
    for one in known.setup.measures:
        if one.number == draft.record_id:
            if one.retired:
                form.fault("name", RETIRED)
            if one != local.wordings(known.setup.measures, one.indicator.id)[-1]:
                form.fault("name", "There is a later wording of this measure. Change that one.")
            return one
    form.fault("name", "This measure is not here any more. Load this page again.")
    return None


def _free(form: Form, name: str, own: str, known: Known) -> None:
    """No other measure has the name, one of the files or one's own, retired or not."""
    every = local.with_local(known.framework, known.setup.measures, retired=True)
    for other in every.indicators.values():
        if other.id == own or other.name.casefold() != name.casefold():
            continue
        if retired(known, other.id):
            form.fault("name", f"A retired measure is called {other.name}. Use another name.")
        form.fault("name", f"There is a measure called {other.name} already. Use another name.")


def _several(form: Form, name: str, chosen: list[str], words: Any, needed: str) -> str:
    """Words of a closed list in its own order, joined by ';'."""
    if not chosen or any(word not in tuple(words) for word in chosen):
        form.fault(name, needed)
    return ";".join(word.value for word in words if word in chosen)


def _ours(known: Known) -> str:
    ours = known.setup.organisation
    return f"Added locally by {ours.name}" if ours else "Added locally"


def _made_of(form: Form, draft: MeasureDraft, before: Edition | None) -> dict[str, Any]:
    """What its figures are: their kind and unit, what is over what, and how they make one."""
    kind = draft.unit_kind or ""
    if kind not in OVER_TIME:
        form.fault("unit_kind", "Say what kind of figure it has.")
        return {}
    if before is not None and before.indicator.unit_kind != kind:
        form.fault(
            "unit_kind",
            "The kind of figure cannot change. Retire this measure and add a new one.",
        )
    ratio = kind in RATIOS
    unit = form.text("unit", draft.unit, "The unit", most=LONGEST_UNIT)
    if not unit and kind == "percent":
        unit = UNIT
    if not unit:
        form.fault("unit", "Say what the number counts, such as people or visits.")
    top = form.text(
        "top", draft.top, "What is counted", needed="Say what is counted, in a few words.",
        most=TEXT,
    )  # fmt: skip
    bottom = form.text("bottom", draft.bottom, "What it is out of")
    if ratio and not bottom:
        form.fault("bottom", "Say what the top number is out of. This kind of figure needs both.")
    if ratio and top and top.casefold() == bottom.casefold():
        form.fault("bottom", "The top and the bottom are the same, so it would always be 1.")
    if bottom and not ratio:
        form.fault("bottom", "Only a percentage or an average is out of something. Leave it empty.")
    joined = {}
    for name, allowed in (("adds_over_time", OVER_TIME), ("adds_over_place", OVER_PLACE)):
        chosen = form.word(name, getattr(draft, name), AddsUp, "Say how figures make one.")
        if chosen is not None and chosen not in allowed[kind]:
            form.fault(name, "Figures of this kind cannot be joined like that. Choose another way.")
        joined[name] = chosen
    return {"unit_kind": kind, "unit": unit, "top": top, "bottom": bottom, **joined}


def _edition(
    form: Form, draft: MeasureDraft, before: Edition | None, known: Known
) -> dict[str, Any]:
    """Which wording it is, and from when it holds."""
    if before is None:
        return {"edition": 1, "from_period": ""}
    kept = {"key": before.indicator.id, "edition": before.indicator.version}
    if draft.change == SLIP:
        return {**kept, "from_period": before.begins.code if before.begins else ""}
    if draft.change != MEANING:
        form.fault("change", "Say whether it is still the same measure.")
        return kept
    begins = _begins(form, draft.from_period, before, known)
    return {
        **kept,
        "edition": before.indicator.version + 1,
        "version": before.seen + 1,
        "from_period": begins.code if begins else "",
    }


def _begins(form: Form, code: str | None, before: Edition, known: Known) -> Period | None:
    try:
        begins = Period.parse(code or "")
    except ValueError:
        form.fault("from_period", "Choose the first period of the new wording.")
        return None
    if begins.start > known.today:
        form.fault("from_period", f"{begins.label} has not begun. Choose an earlier one.")
    if before.begins is not None and begins.start <= before.begins.start:
        form.fault(
            "from_period",
            f"The wording before it holds from {before.begins.short}. Choose a later period.",
        )
    return begins
