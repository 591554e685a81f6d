"""Who came to an activity: counts by characteristic, and who was not asked."""

from collections.abc import Sequence

import streamlit as st

from engagement_metrics import framework
from engagement_metrics.models import Activity, AnswerState, GroupCount
from pages.parts import entry_who, fields

NOT_ASKED = AnswerState.NOT_ASKED.value.replace("_", " ").capitalize()


def show(row: Activity, counts: Sequence[GroupCount]) -> None:
    """A table for each characteristic that people were asked about; the rest in a sentence."""
    st.header("Who came", anchor=False)
    characteristics = sorted(framework.load().characteristics.values(), key=lambda c: c.order)
    asked = {count.characteristic for count in counts}
    for characteristic in characteristics:
        if characteristic.key in asked:
            rows = table(row, [c for c in counts if c.characteristic == characteristic.key])
            fields.table(characteristic.name, ("Answer", "People"), rows, numbers=(1,))
    names = {characteristic.key for characteristic in characteristics}
    for key in sorted(asked - names):  # an older version of this tool asked about it
        rows = table(row, [c for c in counts if c.characteristic == key])
        fields.table(f"‘{key}’ (not asked about now)", ("Answer", "People"), rows, numbers=(1,))
    if not asked:
        st.write("Nobody was asked about themselves, or the answers are not typed in yet.")
        return
    others = [c.name for c in characteristics if c.key not in asked]
    if others:
        st.write(f"Not asked about: {'; '.join(others)}.")


def table(row: Activity, counts: Sequence[GroupCount]) -> list[tuple[str, str]]:
    """The answers in order, then the answer states; 'not asked' is the heads minus the rest."""
    categories = framework.load().categories
    known = sorted(
        (count for count in counts if (count.characteristic, count.category) in categories),
        key=lambda count: categories[count.characteristic, count.category].order,
    )
    rows = [(categories[c.characteristic, c.category].name, _number(c)) for c in known]
    rows += [
        (f"‘{c.category}’ (not a choice now)", _number(c))
        for c in counts
        if c not in known and c.category not in entry_who.ASIDE
    ]
    for state, label in entry_who.ASIDE.items():
        rows += [(label, _number(count)) for count in counts if count.category == state]
    if row.heads is not None:
        rest = row.heads - sum(count.n for count in counts)
        rows.append((NOT_ASKED, f"{rest:,}"))
    return rows


def _number(count: GroupCount) -> str:
    return f"about {count.n:,}" if count.estimated else f"{count.n:,}"
