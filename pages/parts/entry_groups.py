"""Who came, as it stands in a return: what people were asked about, and the counts typed so far."""

from collections.abc import Mapping, Sequence
from typing import Any

from engagement_metrics import framework
from engagement_metrics.models import GroupCount
from pages.parts import forms

FORM = "entry"
Boxes = Mapping[str, Mapping[str, Any]]
FIRST = ["age", "sex"]  # proposed to whoever has asked about nothing yet
# What most returns ask about; whoever asks about more finds it behind a button.
USUAL = ("age", "sex", "disability", "ethnic_group", "religion", "unpaid_carer")


def names() -> dict[str, str]:
    """Everything that people may be asked about, in the order of the framework."""
    return {key: item.name for key, item in framework.load().characteristics.items()}


def asked() -> list[str]:
    """What people were asked about; nothing while nobody says who took part."""
    chosen = forms.typed(FORM, "characteristics") or [] if forms.typed(FORM, "who") else []
    return [key for key in names() if key in chosen]


def boxes() -> Boxes:
    """Every box of who came as it stands, empty ones too: characteristic, category, what is in it.

    All that was typed is gone through for it, so a page that draws many things asks once.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, value in forms.fields_of(FORM):
        kind, characteristic, category = (*name.split(".", 2), "", "")[:3]
        if kind == "group":
            there = found.setdefault(characteristic, {})
            if category:
                there[category] = value
    return found


def counts(there: Boxes) -> dict[str, dict[str, Any]]:
    """What was typed about each characteristic; a box left empty is not among it, a zero is."""
    typed = {
        characteristic: {category: n for category, n in own.items() if n is not None}
        for characteristic, own in there.items()
    }
    return {characteristic: own for characteristic, own in typed.items() if own}


def groups(there: Boxes) -> dict[str, dict[str, Any]]:
    """The counts that are to be saved: those of what people were asked about."""
    typed = counts(there)
    return {key: typed.get(key, {}) for key in asked()}


def unknown(there: Boxes) -> dict[str, int]:
    """People typed, in an older draft, under what this version does not ask about."""
    found: dict[str, int] = {}
    for characteristic, typed in counts(there).items():
        people = [n for n in typed.values() if isinstance(n, int)]
        if characteristic not in names() and people:
            found[characteristic] = sum(people)
    return found


def of(parts: Sequence[Any]) -> list[str]:
    """What a stored return says people were asked about."""
    found = {part.characteristic for part in parts if isinstance(part, GroupCount)}
    return [key for key in names() if key in found]


def offered(there: Boxes) -> list[str]:
    """The chips to show: the usual ones, and every other that was shown since the form began."""
    before = forms.typed(FORM, "offered") or []
    chosen = forms.typed(FORM, "characteristics") or []
    shown = {*USUAL, *before, *chosen, *there}
    return [key for key in names() if key in shown]
