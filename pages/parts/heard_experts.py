"""Statistics for experts: a panel that stays shut until somebody asks for it."""

from html import escape

import streamlit as st

from engagement_metrics import equality
from engagement_metrics.equality import Coverage, Line, experts
from pages.parts import fields, heard_table
from pages.parts.heard_table import Table
from pages.parts.heard_view import HeardView

MEANING = {
    "Exact figures": "Worked out with no shortcut. They matter where counts are small. Holm's "
    "chance allows for asking about many groups at once.",
    "Place-adjusted ratio": "Each place is held against those who live there, then all are added "
    "up. It matters where we went to some places more than to others. If it is near 1 and the "
    "plain ratio is not, the gap comes from where we went.",
    "Repeat visits (design effect)": "We count visits. If the same people came again, we know "
    "less than the counts seem to say. If each came twice, the effect is 2, and the range is that "
    "of half as many answers.",
    "Small population (finite population correction)": "Where we heard from more than 1 in 20 of "
    "those who live here, chance has less room, so the range is narrower. It takes visits for "
    "people: trust it only where few came twice.",
}
TIMES = {"once": 1, "twice": 2, "three times": 3}


def offer(view: HeardView) -> None:
    """The switch, and behind it what experts ask for of each question that is judged."""
    if not st.toggle("Statistics for experts", key="experts", bind="query-params"):
        return
    judged = {key: one for key, one in view.found.coverages.items() if one.judged}
    if not judged:
        st.write("Nothing is judged in this view.")
        return
    if view.shared:
        st.caption("All of these are worked out from rounded counts.")
    told = "".join(f"<dt>{escape(name)}</dt><dd>{text}</dd>" for name, text in MEANING.items())
    st.html(f'<dl class="heard">{told}</dl>')
    effects = (*experts.EFFECTS, *_own_effect(view))
    for key, one in judged.items():
        st.html(f"<h3>{escape(one.characteristic.name)}</h3>")
        _exact(one)
        _robust(view, key, one, effects)
        _whole(one)


def _own_effect(view: HeardView) -> tuple[float, ...]:
    """The design effect of what the team knows about repeat visits; none unless they say."""
    if view.shared:
        return ()
    visits = {}
    with st.container(key="visits"):
        st.write("Do you know how often people came? Then see what it does to the ranges below.")
        for column, (words, times) in zip(st.columns(len(TIMES)), TIMES.items(), strict=True):
            label = f"People who came {words}"
            visits[times] = int(column.number_input(label, 0, step=1, key=f"visits.{times}"))
    if not any(visits.values()):
        return ()
    effect = experts.design_effect(visits)
    st.write(f"The design effect is {effect:.2f}.")
    return (effect,)


def _exact(one: Coverage) -> None:
    lines = _compared(one)
    chances = [
        experts.exact(round(c.reached), round(c.known), c.benchmark or 0)
        for c in (line.comparison for line in lines)
    ]
    adjusted = experts.holm([chance.p_two_sided for chance in chances])
    rows = [
        (
            line.category.name, _number(line.comparison.ratio),
            _range((line.comparison.ratio_low or 0, line.comparison.ratio_high or 0)),
            f"{chance.low:.3f} to {chance.high:.3f}", f"{chance.p_two_sided:.3g}", f"{p:.3g}",
        )
        for line, chance, p in zip(lines, chances, adjusted, strict=True)
    ]  # fmt: skip
    headings = (
        "Group", "Participation-to-prevalence ratio", "95% Wilson", "Clopper-Pearson of the share",
        "Exact binomial p", "Holm p",
    )  # fmt: skip
    heard_table.draw(Table(f"{one.characteristic.name}: exact figures", headings, rows))


def _robust(view: HeardView, key: str, one: Coverage, effects: tuple[float, ...]) -> None:
    """What would become of each ratio: place by place, with repeat visits, in a small place."""
    places = equality.by_place(
        view.definitions, view.residents, view.setup, view.groups, view.wanted, key
    )
    adjusted = experts.across(one, places.values())
    residents = one.benchmark.residents if one.benchmark else 0
    heard = one.completeness.known / residents if residents else 0
    small = heard > experts.LARGE_SAMPLE
    headings = ["Group", "Ratio", *["Place-adjusted ratio"][: len(adjusted)]]
    headings += [f"95% with design effect {effect:.4g}" for effect in effects]
    headings += ["95% with finite population correction"][:small]
    rows = []
    for line in _compared(one):
        row = [line.category.name, _number(line.comparison.ratio)]
        row += [_number(adjusted.get(line.category.key))][: len(adjusted)]
        row += [_range(experts.with_repeats(line.comparison, effect)) for effect in effects]
        row += [_range(experts.with_population(line.comparison, residents))][:small]
        rows.append(row)
    caption = f"{one.characteristic.name}: what could change the ratio"
    heard_table.draw(Table(caption, headings, rows))
    words = f"We heard from {100 * heard:.1f}% of those who live here"
    if not small:
        st.caption(f"{words}. That is under 5%: their number makes no difference to the range.")
    if not adjusted:
        st.caption("All were heard in one place, so there is nothing to adjust by place.")


def _compared(one: Coverage) -> list[Line]:
    return [line for line in one.lines if line.comparison.ratio is not None]


def _number(ratio: float | None) -> str:
    return "not known" if ratio is None else f"{ratio:.2f}"


def _range(limits: experts.Range | None) -> str:
    return "not known" if limits is None else f"{limits[0]:.2f} to {limits[1]:.2f}"


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
