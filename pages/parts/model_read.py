"""One model in full: a table of dimension by level, its wordings, and what changed between them."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from itertools import groupby
from pathlib import Path

import streamlit as st

from engagement_metrics.access import Action, Actor
from engagement_metrics.entry import maturity_models
from engagement_metrics.framework import maturity
from engagement_metrics.models import Dimension, MaturityModel, RecordType
from engagement_metrics.store import histories
from pages.parts import boxes, model_save, model_words
from pages.parts.days import day
from pages.parts.fields import literal
from pages.parts.ready import Ready

STYLE = (Path(__file__).parent / "model.css").read_text(encoding="utf-8")


def show(actor: Actor, editions: tuple[MaturityModel, ...], measures: Mapping[str, str]) -> None:
    """The latest wording, or an older one that is chosen, and the file of it."""
    by_edition = {one.edition: one for one in reversed(editions)}
    last = editions[-1].edition
    model = editions[-1]
    if len(editions) > 1:
        model = by_edition[
            st.selectbox(
                "Wording", list(by_edition), key=f"model_wording.{model.code}",
                format_func=lambda at: f"Wording {at}{' (latest)' if at == last else ''}",
            )
        ]  # fmt: skip
    if model.source != editions[-1].source:
        st.write(literal(model.source))
    _told(actor, model, editions)
    whole, file = _drawn(model, tuple(measures.items()))
    st.html(whole)
    st.download_button(
        "Download this wording as a file", file,
        file_name=f"{model.code}-{model.edition}.csv", mime="text/csv", key="model_csv",
        on_click="ignore",
    )  # fmt: skip


@lru_cache(maxsize=16)
def _drawn(model: MaturityModel, measures: tuple[tuple[str, str], ...]) -> tuple[Ready, bytes]:
    """A wording as the page shows it and as a file, worked out once while it is the same."""
    named = dict(measures)
    whole = Ready(f"<style>{STYLE}</style>{wide(model, named)}{narrow(model, named)}")
    return whole, maturity.written(model).encode("utf-8-sig")


def _told(actor: Actor, model: MaturityModel, editions: tuple[MaturityModel, ...]) -> None:
    """Who worded it so, when and why, and what it changed in the one before."""
    if actor.may(Action.SEE_HISTORY):
        asked = histories.Asked(kind=RecordType.MATURITY_MODEL)
        for line in histories.everything(actor, asked):
            made = line.after
            if (made.get("code"), made.get("edition")) == (model.code, model.edition):
                when = f"Wording {model.edition}, {day(line.at.astimezone().date())}, {line.who}"
                st.write(literal(f"{when}: {made.get('note', '')}"))
    at = editions.index(model)
    if at:
        before = editions[at - 1]
        boxes.shut(
            f"model_changes.{model.code}.{model.edition}",
            f"What changed from wording {before.edition}",
            lambda: model_save.tell(maturity_models.what_changes(before, model), before.edition),
        )


def wide(model: MaturityModel, measures: Mapping[str, str]) -> str:
    """The table for a wide screen and for paper: a row for each dimension, a column a level."""
    caption = f"{model.name}, wording {model.edition}: {model_words.size(model)}"
    heads = "".join(
        f"<th scope=col>{one.level} {escape(one.name)}<span>{escape(one.summary)}</span></th>"
        for one in model.levels
    )
    across = len(model.levels) + 1
    body = ""
    for group, those in groupby(model.dimensions, key=lambda one: one.group):
        rows = "".join(_row(one, measures, across) for one in those)
        head = f"<tr><th scope=rowgroup colspan={across}>{escape(group)}</th></tr>" if group else ""
        body += f"<tbody>{head}{rows}</tbody>"
    return (
        f'<div class="wide model-wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="plain model" style="min-width: {9 + 7 * len(model.levels)}rem">'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr><th scope=col>Dimension</th>{heads}</tr></thead>{body}</table></div>"
    )


def _row(one: Dimension, measures: Mapping[str, str], across: int) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in one.statements)
    more = _more(one, measures)
    below = f"<tr class=more><td colspan={across}>{more}</td></tr>" if more else ""
    name = escape(model_words.dimension(one))
    question = f"<span>{escape(one.question)}</span>"
    return f"<tr><th scope=row>{name}{question}</th>{cells}</tr>{below}"


def narrow(model: MaturityModel, measures: Mapping[str, str]) -> str:
    """For a phone: the dimensions one below the other, of which one at a time is open."""
    ones = "".join(_one(model, one, measures) for one in model.dimensions)
    return f'<div class="model-narrow">{ones}</div>'


def _one(model: MaturityModel, one: Dimension, measures: Mapping[str, str]) -> str:
    levels = "".join(
        f"<dt>{level.level} {escape(level.name)}</dt><dd>{escape(text)}</dd>"
        for level, text in zip(model.levels, one.statements, strict=True)
    )
    return (
        f'<details name="model-dimension"><summary>{escape(model_words.dimension(one))}</summary>'
        f"<p>{escape(one.question)}</p><dl>{levels}</dl><p>{_more(one, measures)}</p></details>"
    )


def _more(one: Dimension, measures: Mapping[str, str]) -> str:
    """The evidence, the linked measures and the principles it answers to."""
    linked = "; ".join(f"{id_} {measures.get(id_, '')}".strip() for id_ in one.measures)
    answers = "; ".join(f"{principle} ({book})" for book, principle in one.crosswalk)
    said = (("Evidence to look for", one.evidence), ("Measures", linked), ("Answers to", answers))
    return " ".join(
        f"<span><strong>{what}:</strong> {escape(text)}</span>" for what, text in said if text
    )
