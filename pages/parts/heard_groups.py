"""One characteristic in full: each group beside residents, as a picture, a sentence and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from engagement_metrics import charts
from engagement_metrics.charts import Picture
from engagement_metrics.equality import Coverage, Line, Why, wording
from engagement_metrics.store import until_changed
from pages.parts import boxes, drawn, fields, heard_table
from pages.parts.heard_table import Table
from pages.parts.heard_view import HeardView


@dataclass(frozen=True, eq=False)
class Shown:
    """The pictures of one characteristic and its tables as HTML; None and '' where there is none.

    The first table has the finer groups on paper.
    """

    picture: Picture | None
    table: str
    finer_picture: Picture | None
    finer: str


def ask(view: HeardView) -> str | None:
    """Which characteristic to look at: the one with the widest gap unless another is chosen."""
    if not view.released:
        return None
    st.html("<h2>Group by group</h2>")
    coverages = view.found.coverages
    names = {coverages[key].characteristic.name: key for key in coverages}
    first = view.found.missing[0].characteristic.name if view.found.missing else next(iter(names))
    labels = list(names)
    chosen = st.selectbox(
        "Look at", labels, index=labels.index(first), key="about", bind="query-params"
    )
    return names[chosen or first]


def show(view: HeardView, key: str) -> None:
    """How sure, the picture and its sentence, and the table; finer groups where they are known."""
    coverage = view.found.coverages[key]
    st.write(fields.literal(_how_complete(coverage, view.shared)))
    if coverage.completeness.known and coverage.why is Why.JUDGED:
        share = coverage.completeness.known_share or 0
        if share < 0.6:
            st.warning(
                "We know the answer of fewer than 6 in 10 people. Read this with care: the others "
                "may differ."
            )
    if not coverage.judged:
        st.info(wording.REASONS[coverage.why])
    if coverage.benchmark is not None and coverage.benchmark.table.caution:
        st.caption(fields.literal(coverage.benchmark.table.caution))
    found = _shown(view, key)
    _picture(found.picture, "heard.groups")
    st.html(found.table)
    if found.finer:
        boxes.shut("heard.finer", "Finer groups", lambda: _finer(found))


@until_changed(64)
def _shown(view: HeardView, key: str) -> Shown:
    """What is drawn of one characteristic, made once."""
    coverage, shared = view.found.coverages[key], view.shared
    finer = [line for line in coverage.finer if line.comparison.known]
    parts = _table(coverage, finer, shared, "finer groups") if finer else None
    pictures = [
        charts.heard(coverage, each, shared) if coverage.judged else None for each in (False, True)
    ]
    return Shown(
        pictures[0], heard_table.as_html(_table(coverage, coverage.lines, shared), parts),
        pictures[1], heard_table.as_html(parts) if parts else "",
    )  # fmt: skip


def _finer(found: Shown) -> None:
    _picture(found.finer_picture, "heard.finer")
    st.html(found.finer)


def _how_complete(coverage: Coverage, shared: bool) -> str:
    found = coverage.completeness
    told = wording.completeness(coverage, shared)
    if shared or not found.headcount:
        return told
    return (
        f"{told} {found.prefer_not_to_say:,} would rather not say, of {found.not_known:,} the "
        f"answer is not known, and {found.not_asked:,} were not asked."
    )


def _picture(picture: Picture | None, key: str) -> None:
    if picture is None:
        return
    st.write(fields.literal(picture.sentence))
    if picture.rows:
        drawn.show(picture, key)
        st.caption(
            "10 is what we would expect. In the grey band a group is heard about as expected. "
            "The line through a mark says how sure we are: a short line is surer."
        )


def _table(
    coverage: Coverage, lines: Sequence[Line], shared: bool, what: str = "each group"
) -> Table:
    caption = f"{coverage.characteristic.name}, {what} beside those who live here"
    headings = ("Group", "Heard", "Of those heard", "Of residents", "What we can say", "Last heard")
    rows = [
        (
            line.category.name, wording.shown_count(line.comparison.reached, shared),
            _percent(line.comparison.share), _percent(_residents(coverage, line)),
            wording.VERDICTS[line.comparison.status],
            wording.when(line.last),
        )
        for line in lines
    ]  # fmt: skip
    return Table(caption, headings, rows, numbers=(1, 2, 3))


def _residents(coverage: Coverage, line: Line) -> float | None:
    return coverage.benchmark.share(line.category.key) if coverage.benchmark else None


def _percent(share: float | None) -> str:
    if share is None:
        return "not known"
    return f"{100 * share:.1f}%" if 0 < share < 0.1 else f"{100 * share:.0f}%"
