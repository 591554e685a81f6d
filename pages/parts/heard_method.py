"""How the figures of this page are made, what they cannot say, and statistics for experts."""

import streamlit as st

from engagement_metrics import equality
from engagement_metrics.equality import Coverage, experts
from pages.parts import fields
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
        with st.expander("Where the population figures come from"):
            fields.table(
                "Population figures",
                ("About", "Table", "Who is counted", "Counted in", "Published by", "Licence"), rows,
            )  # fmt: skip
            st.caption("Contains OS data © Crown copyright and database right.")
    if view.released and st.toggle("Statistics for experts", key="experts", bind="query-params"):
        _experts(view)


def _experts(view: HeardView) -> None:
    judged = [one for one in view.found.coverages.values() if one.judged]
    if not judged:
        st.write("Nothing is judged in this view.")
        return
    if view.shared:
        st.caption("All of these are worked out from rounded counts.")
    for one in judged:
        st.html(f"<h3>{one.characteristic.name}</h3>")
        _lines(one)
        _whole(one)


def _lines(one: Coverage) -> None:
    lines = [line for line in one.lines if line.comparison.ratio is not None]
    chances = [
        experts.exact(round(c.reached), round(c.known), c.benchmark or 0)
        for c in (line.comparison for line in lines)
    ]
    adjusted = experts.holm([chance.p_two_sided for chance in chances])
    rows = [
        (
            line.category.name, f"{c.ratio:.2f}", f"{c.ratio_low:.2f} to {c.ratio_high:.2f}",
            f"{chance.low:.3f} to {chance.high:.3f}", f"{chance.p_two_sided:.3g}", f"{p:.3g}",
        )
        for line, chance, p in zip(lines, chances, adjusted, strict=True)
        if (c := line.comparison) and c.ratio_low is not None and c.ratio_high is not None
    ]  # fmt: skip
    fields.table(
        f"{one.characteristic.name}: exact figures",
        ("Group", "Participation-to-prevalence ratio", "95% Wilson", "Clopper-Pearson of the share",
         "Exact binomial p", "Holm p"), rows,
    )  # fmt: skip


def _whole(one: Coverage) -> None:
    lines = [line for line in one.lines if line.comparison.benchmark]
    if len(lines) < 2 or sum(line.comparison.benchmark or 0 for line in lines) < 0.999:
        return
    found = experts.whole(
        [line.comparison.reached for line in lines],
        [line.comparison.benchmark or 0 for line in lines],
    )
    chance = "not told: a group has fewer than 5 expected" if found.p is None else f"{found.p:.3g}"
    words = [
        f"Dissimilarity {found.dissimilarity:.3f} ({found.out_of_place:.0f} of "
        f"{found.known:.0f} people)",
        f"Cohen's w {found.cohens_w:.3f}",
        f"chi-square {found.chi_square:.1f} on {found.degrees} degrees of freedom, p {chance}",
    ]
    if one.match is not None and one.match.overlap is not None:
        words.append(
            f"overlap {one.match.overlap:.3f}; by luck alone {one.match.expected:.3f} on average, "
            f"and 1 in 20 below {one.match.lower:.3f}"
        )
    st.write(fields.literal("; ".join(words) + "."))
