"""Who came to an activity: counts by characteristic, and who was not asked."""

from collections.abc import Sequence
from html import escape

from engagement_metrics import framework
from engagement_metrics.models import Activity, AnswerState, GroupCount
from pages.parts import entry_who, fields

NOT_ASKED = AnswerState.NOT_ASKED.value.replace("_", " ").capitalize()


def html(row: Activity, counts: Sequence[GroupCount]) -> str:
    """A table for each characteristic that people were asked about; the rest in a sentence."""
    characteristics = sorted(framework.load().characteristics.values(), key=lambda c: c.order)
    asked = {count.characteristic for count in counts}
    names = {characteristic.key: characteristic.name for characteristic in characteristics}
    # Some an older version of this tool may have asked about.
    old = {key: f"‘{key}’ (not asked about now)" for key in sorted(asked - names.keys())}
    tables = "".join(
        fields.table_html(
            name, ("Answer", "People"),
            table(row, [c for c in counts if c.characteristic == key]), numbers=(1,),
        )
        for key, name in (names | old).items()
        if key in asked
    )  # fmt: skip
    others = "; ".join(name for key, name in names.items() if key not in asked)
    if not asked:
        rest = "Nobody was asked about themselves, or the answers are not typed in yet."
    else:
        rest = f"Not asked about: {others}." if others else ""
    return f"<h2>Who came</h2>{tables}<p>{escape(rest)}</p>"


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
