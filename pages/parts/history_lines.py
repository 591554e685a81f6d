"""Lines of the store's history, each as a few plain sentences, and what a figure said on a day."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import escape
from typing import Any

import streamlit as st

from engagement_metrics import indicators
from engagement_metrics.access import Actor
from engagement_metrics.models import Event, HeadsBasis, Period, RecordType
from engagement_metrics.store import Page, Setup, histories
from engagement_metrics.store.histories import Line
from pages.parts import guard, history_fields, history_words, paging
from pages.parts.days import day, moment

LONGEST = 200  # letters of one value on the page; the file has it whole


def show(setup: Setup, found: Page) -> None:
    """The lines of one page, the latest first."""
    many = "1 line" if found.total == 1 else f"{found.total:,} lines"
    st.header(many, anchor=False)
    if not found.rows:
        st.write("Nothing here. Choose other words or days.")
        return
    items = "".join(f"<li>{_line(setup, line)}</li>" for line in found.rows)
    st.html(f'<ol class="history">{items}</ol>')
    paging.turn(found, "lines")


def _line(setup: Setup, line: Line) -> str:
    what = f"{history_fields.EVENTS[line.event]}: {about(setup, line)}"
    said = [f"<strong>{escape(_short(what))}</strong>"]
    said.append(f'<span class="quiet">{escape(f"{moment(line.at)}, {line.who}")}</span>')
    if line.reason:
        said.append(f"Why: {escape(line.reason)}")
    told = [
        f"<li>{escape(name)}: {escape(sentence)}</li>" for name, sentence in _sentences(setup, line)
    ]
    return "<br>".join(said) + (f"<ul>{''.join(told)}</ul>" if told else "")


def about(setup: Setup, line: Line) -> str:
    """Which record a line is about, by kind, number and what it is called now."""
    if line.kind is RecordType.STORE:
        return "the store"
    name = called(setup, line)
    return f"{history_fields.KINDS[line.kind].lower()} {line.number}" + (
        f", {name}" if name else ""
    )


def called(setup: Setup, line: Line) -> str:
    """What a record is called now, or the measure it is for."""
    known = guard.definitions(setup, retired=True).indicators
    if line.kind is RecordType.CLOSING and line.name:
        return Period.parse(line.name).short
    return known[line.name].name if line.name in known else line.name


def _sentences(setup: Setup, line: Line) -> Iterator[tuple[str, str]]:
    for name, before, after in told(setup, line):
        if line.event is Event.CHANGED:
            yield name, f"was {_short(before)}, now {_short(after)}"
        elif after != "empty":
            yield name, _short(after)


def told(setup: Setup, line: Line) -> Iterator[tuple[str, str, str]]:
    """What a line tells: each field's name, and what it said before and after, in words."""
    if line.kind is RecordType.STORE or line.event is Event.ERASED:
        yield from _of_the_store(line)
        return
    for name, word in history_words.names(line.kind).items():
        if name in line.after:
            before = history_words.value(setup, line.kind, name, line.before)
            after = history_words.value(setup, line.kind, name, line.after)
            if line.event is not Event.CHANGED:
                before = ""
            yield word, before, after


def _of_the_store(line: Line) -> Iterator[tuple[str, str, str]]:
    """What was removed, erased, or put back from a backup."""
    if line.event is Event.REMOVED:
        for kind, went in line.before.items():
            word = history_fields.KINDS[RecordType(kind)]
            years = ", ".join(f"{number:,} of {year}" for year, number in went["years"].items())
            yield word, "", f"{years} (numbers {went['numbers']})"
    elif "made_at" in line.after:
        yield "Backup made", "", moment(datetime.fromisoformat(line.after["made_at"]))
    elif "lines" in line.after:
        yield "Lines whose words were erased", "", str(line.after["lines"])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def figure_on_a_day(actor: Actor, setup: Setup, number: int) -> None:
    """Below the filters: what one typed figure said at the end of a day."""
    on = st.date_input(
        "What did it say on", date.today(), key="history.on", format="DD/MM/YYYY", width=320
    )
    stood = histories.figure_on(actor, number, on)
    if stood is None:
        st.write(f"On {day(on)} there was no figure {number}.")
        return
    said = _figure(setup, stood.values)
    withdrawn = "" if stood.counted else " It had been withdrawn and counted nowhere."
    st.text(f"At the end of {day(on)} figure {number} said: {said}.{withdrawn}")


def _figure(setup: Setup, values: Mapping[str, Any]) -> str:
    kind = RecordType.TYPED_FIGURE
    words = [history_words.value(setup, kind, n, values) for n in ("indicator", "place_id")]
    if values.get("priority_group_id") is not None:
        words.append(history_words.value(setup, kind, "priority_group_id", values))
    words.append(history_words.value(setup, kind, "period", values))
    if isinstance(values["top"], str):
        return f"{', '.join(words)}: a number about a group, which is not kept here"
    about = "about " if values.get("basis") == HeadsBasis.ESTIMATED else ""
    bottom = values.get("bottom")
    out_of = "" if bottom is None else f" out of {indicators.plain(bottom)}"
    return f"{', '.join(words)}: {about}{indicators.plain(values['top'])}{out_of}"
