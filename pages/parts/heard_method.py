"""How the figures of this page are made, what they cannot say, and statistics for experts."""

import streamlit as st

from engagement_metrics import equality
from engagement_metrics.store import until_changed
from pages.parts import boxes, heard_experts, heard_table
from pages.parts.heard_table import Table
from pages.parts.heard_view import HeardView

CANNOT = (
    "We keep counts, not people. So we cannot say how many young Asian people came, only how many "
    "young people and how many Asian people. We can say it by place and by time."
)
METHOD = (
    "Each group's share of the people who told us is set beside its share of residents. A group "
    "counts as heard about as expected from 8 to 12 for every 10 we would expect. We say 'less' or "
    "'more' only where chance alone would hardly do it, and 'perhaps' where it might. "
    "People who did not say, or were not asked, are in no share. Under {fewest} answers we say "
    "nothing."
)


def show(view: HeardView) -> None:
    """The method in plain words, the sources, and a panel that stays shut until it is asked for."""
    st.html("<h2>How this is made</h2>")
    method = METHOD.format(fewest=view.counted.fewest)
    st.write("\n\n".join((method, equality.wording.CHOSE_TO_COME, CANNOT)))
    on_paper, sources = _sources(view)
    if sources:
        st.html(on_paper)
        boxes.shut(
            "heard.sources", "Where the population figures come from", lambda: _show(sources)
        )
    if view.released:
        heard_experts.offer(view)


def _show(sources: str) -> None:
    st.html(sources)
    st.caption("Contains OS data © Crown copyright and database right.")


@until_changed(64)
def _sources(view: HeardView) -> tuple[str, str]:
    """The table of the population figures for paper, and for the page; '' where there is none."""
    rows = [
        (one.characteristic.name, from_.table, from_.base, f"{from_.counted_on:%B %Y}",
         from_.publisher, from_.licence)
        for one in view.found.coverages.values()
        if one.benchmark is not None and (from_ := one.benchmark.table)
    ]  # fmt: skip
    if not rows:
        return "", ""
    table = heard_table.as_html(
        Table(
            "Population figures",
            ("About", "Table", "Who is counted", "Counted in", "Published by", "Licence"), rows,
        )
    )  # fmt: skip
    return f'<div class="print-only">{table}</div>', table
