"""One dimension of a round in full: what was agreed and why, the scores, the evidence, its path."""

from dataclasses import replace

import streamlit as st

from engagement_metrics import charts, maturity
from engagement_metrics.access import Actor
from engagement_metrics.charts import Picture
from engagement_metrics.maturity import ProfileRow, wording
from engagement_metrics.store import until_changed
from pages.parts import assessed_facts, drawn, fields, room_evidence
from pages.parts.assessed_view import AssessedView
from pages.parts.hints import hint

TEXTS = {
    "reason": "Why this level",
    "missing": "What is missing",
    "elsewhere": "True in one place, not in another",
    "minority": "What some saw in another way, in their own words",
    "note": "From the talk",
}


def show(actor: Actor, view: AssessedView) -> None:
    """The choice of a dimension, and all that is known of the one that is chosen."""
    names = {row.dimension.name: row for row in view.rows}
    if not names:
        st.write("This round has no dimensions.")
        return
    by_key = {row.dimension.id: row for row in view.rows}
    widest = maturity.talk_order({key: row.spread for key, row in by_key.items()})[0]
    with st.container(key="not-printed-dimension"):
        chosen = st.selectbox(
            "Look at", list(names), index=list(by_key).index(widest), key="look_at",
            bind="query-params",
        )  # fmt: skip
        hint("At first, this is where the scores were widest apart.")
    if chosen not in names:
        return
    row = names[chosen]
    st.header(fields.literal(row.dimension.name), anchor=False)
    st.write(fields.literal(row.dimension.question))
    st.markdown(f"**{fields.literal(wording.agreed(row))}**")
    _statement(row)
    for name, label in TEXTS.items():
        if text := getattr(row.assessed, name):
            lines = fields.literal(text).replace("\n", "  \n")
            st.markdown(f"**{label}:** {lines}")
    _evidence(row)
    assessed_facts.show(actor, view, row.dimension)
    _scores(view, row)
    _path(view, row)


def _statement(row: ProfileRow) -> None:
    if row.level is None:
        return
    backed = maturity.backed(row.assessed)
    rows = [
        (sentence, "Yes" if at in backed else "Not yet")
        for at, sentence in enumerate(maturity.parts(row.statement), start=1)
    ]
    if row.level > 1:
        fields.table("What this level says", ("Sentence", "Dated evidence"), rows)
    else:
        st.write(fields.literal(row.statement))


def _evidence(row: ProfileRow) -> None:
    st.subheader("Evidence", anchor=False)
    if not row.evidence:
        st.write("No evidence yet.")
    for piece in row.evidence:
        room_evidence.line(piece)


def _scores(view: AssessedView, row: ProfileRow) -> None:
    """The first scores as dots, where five or more gave one; words alone under that."""
    st.subheader("First scores", anchor=False)
    found = row.spread
    if not row.revealed:
        st.write("They were not shown.")
        return
    if found.n >= maturity.FEWEST_FOR_INDEX:
        names = [level.name for level in view.assessed.model.levels]
        drawn.show(_picture(view, row.dimension.id), "assessed.scores")
    said = [wording.apart_in_words(found)]
    if found.n >= maturity.FEWEST_FOR_INDEX:
        said += [wording.middle_half_of(found), wording.stands_alone(found), wording.gap(found)]
    if row.again is not None:
        said.append(f"After the talk: {wording.apart_in_words(row.again)}")
    st.write(fields.literal(" ".join(filter(None, said))))
    if found.n >= maturity.FEWEST_FOR_INDEX:
        of = found.rows or {"All scores": found.counts}
        fields.table(
            "How many gave each level", ("Level", *of),
            [(f"{at}, {name}", *(counts[at - 1] for counts in of.values()))
             for at, name in enumerate(names, start=1)],
            range(1, len(of) + 1),
        )  # fmt: skip
    if warned := wording.guessable(found):
        st.caption(f"{warned} Think of that before you share this.")


@until_changed(128)
def _picture(view: AssessedView, dimension: str) -> Picture:
    (found,) = (row.spread for row in view.rows if row.dimension.id == dimension)
    return charts.scores(found, [level.name for level in view.assessed.model.levels])


def _path(view: AssessedView, row: ProfileRow) -> None:
    if len(view.path) < 2:
        return
    key = row.dimension.id
    alone = [
        replace(one, dimensions=tuple(at for at in one.dimensions if at.dimension == key))
        for one in view.path
    ]
    (path,) = maturity.movement(alone)
    st.subheader("From round to round", anchor=False)
    st.write(fields.literal(wording.moved(path)))
