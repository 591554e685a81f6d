"""How the figures of this page are made, what they cannot say, and statistics for experts."""

import streamlit as st

from engagement_metrics import equality
from pages.parts import heard_experts, heard_table
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
    st.write(METHOD.format(fewest=view.counted.fewest))
    st.write(equality.wording.CHOSE_TO_COME)
    st.write(CANNOT)
    rows = [
        (one.characteristic.name, table.table, table.base, f"{table.counted_on:%B %Y}",
         table.publisher, table.licence)
        for one in view.found.coverages.values()
        if one.benchmark is not None and (table := one.benchmark.table)
    ]  # fmt: skip
    if rows:
        sources = Table(
            "Population figures",
            ("About", "Table", "Who is counted", "Counted in", "Published by", "Licence"), rows,
        )  # fmt: skip
        heard_table.on_paper(sources)
        with st.expander("Where the population figures come from"):
            heard_table.draw(sources)
            st.caption("Contains OS data © Crown copyright and database right.")
    if view.released:
        heard_experts.offer(view)
