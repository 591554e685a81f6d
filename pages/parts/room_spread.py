"""The scores of one dimension as dots and in words: never who gave which, and no answer."""

from html import escape
from pathlib import Path

import streamlit as st

from engagement_metrics import maturity
from engagement_metrics.maturity import Answer, Spread, wording
from engagement_metrics.models import MaturityModel
from engagement_metrics.store.rounds import Room, Shown
from pages.parts import fields, room_words

STYLE = (Path(__file__).parent / "room_spread.css").read_text(encoding="utf-8")
EVERYONE = "Everyone"
SHADED = '<span class="quiet">Shaded: the middle half.</span>'
BEFORE, AFTER = "Scores before the talk", "Scores after the talk"


def look() -> None:
    """Lay the look of the dots over the page."""
    st.html(f"<style>{STYLE}</style>")


def of(shown: Shown | None, model: MaturityModel) -> Spread | None:
    """How the scores that are shown lie; None before they are."""
    if shown is None:
        return None
    answers = [Answer(kind, level) for kind, level in shown.answers]
    return maturity.spread(answers, len(model.levels))


def last(room: Room, dimension: str, model: MaturityModel) -> Spread | None:
    """How the scores lie that a level is held against; None where none are shown.

    Those after the talk, unless fewer gave a level then: a few would speak for all.
    """
    first, again = (of(room.of(dimension, wave), model) for wave in (1, 2))
    return again if again and (first is None or again.n >= first.n) else first


def draw(model: MaturityModel, found: Spread, caption: str) -> None:
    """The dots as a table that is read cell by cell; shaded is the middle half."""
    levels = "".join(
        f'<th scope="col"><strong>{one.level}</strong><span>{escape(one.name)}</span></th>'
        for one in model.levels
    )
    rows = found.rows or {EVERYONE: found.counts}
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f"{''.join(_cell(found, at, count) for at, count in enumerate(counts, start=1))}</tr>"
        for name, counts in rows.items()
    )
    st.html(
        f'<table class="dots"><caption>{escape(caption)} {SHADED}</caption>'
        f"<thead><tr><td></td>{levels}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(found: Spread, level: int, count: int) -> str:
    half = not maturity.outside_middle_half(level, found) and found.n
    lone = count and level in found.lone_voices
    marks = " ".join(filter(None, ("half" if half else "", "lone" if lone else "")))
    dots = '<span class="dot"></span>' * count
    return (
        f'<td class="{marks}"><span aria-hidden="true">{dots}</span>'
        f'<span class="count">{count or ""}</span></td>'
    )


def say(found: Spread) -> None:
    """What the scores say, a sentence to each thing, and that the middle is no answer."""
    said = [*wording.told(found)]
    if found.n:
        said += filter(None, (wording.why_not_apart(found), wording.NO_ANSWER))
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in said)
    st.html(f'<ul class="said">{lines}</ul>')


def words(shown: Shown) -> None:
    """How sure people are, and what they chose to share, without names."""
    if shown.sure:
        kinds = ", ".join(
            f"{word.lower()} {shown.sure[key]}"
            for key, word in room_words.SURE.items()
            if key in shown.sure
        )
        st.write(f"How sure people are: {kinds}.")
    if not shown.reasons:
        return
    st.subheader("What people want to share", anchor=False)
    lines = []
    for level, text in shown.reasons:
        lead = f"Level {level}" if level is not None else "I do not know"
        lines.append(f"- **{lead}:** {fields.literal(' '.join(text.split()))}")
    st.markdown("\n".join(lines))
