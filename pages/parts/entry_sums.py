"""Who came, added up against the heads as it is typed, and what is left out of the save."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from engagement_metrics import entry
from engagement_metrics.entry import AnswersSoFar, Known, WhoCame
from engagement_metrics.store import Tally
from pages.parts import entry_groups, entry_state, forms
from pages.parts.entry_groups import Boxes
from pages.parts.entry_state import FORM, state

HEADS_FIRST = "Fill in how many people there were. Then you see here who was not asked."


def so_far(known: Known, sheets: Sequence[Tally], boxes: Boxes) -> WhoCame:
    """What was typed and tallied about who came, held against the rules it is saved by."""
    typed = entry_state.draft(known.setup, boxes)
    return entry.add_up(entry.with_tallies(typed, sheets), known)


def look_again(known: Known, sheets: Sequence[Tally]) -> None:
    """After a save that was refused: forget what it said of who came, where that is put right."""
    found = forms.typed(FORM, "faults")
    if found:
        others = {name: told for name, told in found.items() if not about_groups(name)}
        now = so_far(known, sheets, entry_groups.boxes()).faults
        entry_state.put(
            "faults", others | {name: told for name, told in now.items() if about_groups(name)}
        )


def about_groups(name: str) -> bool:
    """Whether a field is one of who came: those are told here, as they are typed."""
    return name.split(".")[0] == "groups"


def fault(sentence: str | None) -> None:
    """A sentence on what to change, where there is one."""
    if sentence:
        st.html(f'<p class="fault" role="status">{escape(sentence)}</p>')


def heads(came: WhoCame) -> None:
    """Above the tables: that nothing adds up before the number of people is there."""
    if "heads" in came.faults:
        fault(came.faults["heads"])
    elif came.heads is None:
        _quiet(HEADS_FIRST)


def line(came: WhoCame, characteristic: str, sheets: Sequence[Tally], there: str = "") -> None:
    """Under a table: how many told us, how many did not, and what is wrong with the sum.

    `there` is what the boxes hold, where they are shut.
    """
    answers = came.answers.get(characteristic)
    tallied = sum(sum(sheet.groups.get(characteristic, {}).values()) for sheet in sheets)
    if answers is not None:
        more = f" Of these, {tallied:,} were tallied." if tallied else ""
        _quiet(there + words(answers, came.heads) + more)
    elif came.heads:
        _quiet(f"Nothing typed yet: {_all(came.heads)} as not asked.")
    elif there:
        _quiet(there)
    fault(came.faults.get(f"groups.{characteristic}"))


def words(answers: AnswersSoFar, heads: int | None) -> str:
    """One sum as people read it.

    >>> words(AnswersSoFar(38, 1, 0, 3), 42)
    '38 of 42 people told us; 1 preferred not to say; 3 not asked.'
    >>> words(AnswersSoFar(0, 0, 2, None), None)
    '0 people told us; 2 not known.'
    """
    of = "" if heads is None else f" of {heads:,}"
    people = "person" if (heads or answers.known) == 1 else "people"
    rest = (
        f"; {number:,} {what}"
        for number, what in (
            (answers.prefer_not_to_say, "preferred not to say"),
            (answers.not_known, "not known"),
            (answers.not_asked, "not asked"),
        )
        if number
    )
    return f"{answers.known:,}{of} {people} told us{''.join(rest)}."


def set_aside(characteristic: str, typed: Mapping[str, object], sheets: Sequence[Tally]) -> None:
    """In place of a table that was closed: what was typed in it is kept here, but not saved."""
    if not typed:
        return
    name = entry_groups.names()[characteristic]
    total = sum(n for n in typed.values() if isinstance(n, int))
    saved = (
        "only what was tallied is saved"
        if any(any(sheet.groups.get(characteristic, {}).values()) for sheet in sheets)
        else "saved as not asked"
    )
    _quiet(
        f"{name}: {saved}. The {_people(total)} you typed stay here until you save. "
        f"Tap {name} above to see them again."
    )


def switched_off(boxes: Boxes) -> None:
    """While nobody says who took part: that what was typed about it is not saved."""
    if not entry_groups.counts(boxes).keys().isdisjoint(state("characteristics") or []):
        _quiet(
            "Who took part is not saved while this is off. What you typed stays here until then."
        )


def elsewhere(came: WhoCame, open_now: Sequence[str], boxes: Boxes) -> None:
    """What is wrong with counts that no open table has, and what this version cannot keep."""
    for name, sentence in came.faults.items():
        if about_groups(name) and [*name.split("."), ""][1] not in open_now:
            fault(sentence)
    for key, people in entry_groups.unknown(boxes).items():
        fault(
            f"‘{key}’ is not something this version asks about, so its {_people(people)} cannot be "
            "saved. The rest is kept."
        )


def _quiet(sentence: str) -> None:
    st.html(f'<p class="quiet small" role="status">{escape(sentence)}</p>')


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _all(heads: int) -> str:
    return "the 1 person counts" if heads == 1 else f"all {heads:,} people count"
