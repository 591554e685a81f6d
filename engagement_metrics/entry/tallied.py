"""A return together with what was tallied for it on phones."""

from collections.abc import Iterable
from dataclasses import replace

from engagement_metrics.models import ActivityDraft, Typed
from engagement_metrics.store import Tally


def with_tallies(draft: ActivityDraft, sheets: Iterable[Tally]) -> ActivityDraft:
    """The return as it is to be checked: every sheet is added to what was typed.

    What was typed comes on top: people who passed nobody with a phone. A box that holds no whole
    number stays as it is, to be told as a fault; so does one that nobody filled or tapped.
    """
    sheets = tuple(sheets)
    heads = sum(sheet.people for sheet in sheets)
    groups = {name: dict(counts) for name, counts in draft.groups.items()}
    for sheet in sheets:
        for characteristic, counts in sheet.groups.items():
            there = groups.setdefault(characteristic, {})
            for category, n in counts.items():
                there[category] = _more(there.get(category), n)
    return replace(draft, heads=_more(draft.heads, heads), groups=groups)


def _more(typed: Typed, tapped: int) -> Typed:
    if typed is None or typed == "":
        return tapped or None
    return typed + tapped if isinstance(typed, int) else typed
