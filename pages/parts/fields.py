"""What stands beside a field: the sentence that says what to change, and plain tables of text."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from engagement_metrics.entry import EntryError

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-.!|~$<>:"})


def literal(text: str) -> str:
    """A text whose signs Streamlit's Markdown leaves as they are, for labels of people's own words.

    >>> literal("*Ours* [x](y) :red[z]")
    '\\\\*Ours\\\\* \\\\[x\\\\]\\\\(y\\\\) \\\\:red\\\\[z\\\\]'
    """
    return text.translate(_MARKS)


def remember(key: str, fault: EntryError | None) -> None:
    """Keep what is wrong with the form of that name, or that nothing is any more."""
    st.session_state[f"{key}.faults"] = {} if fault is None else fault.faults
    st.session_state[f"{key}.doubts"] = {} if fault is None else fault.doubts


def summary(key: str) -> None:
    """Above a form: how many things must change before it can be saved."""
    faults = st.session_state.get(f"{key}.faults", {})
    doubts = st.session_state.get(f"{key}.doubts", {})
    number = len(faults) + len(doubts)
    if number:
        things = "One thing" if number == 1 else f"{number} things"
        st.error(f"Nothing is saved yet. {things} to put right below.")


def beside(key: str, *names: str) -> None:
    """Under a field: the sentence that says what to change in it, if there is one."""
    for kind in ("faults", "doubts"):
        found: Mapping[str, str] = st.session_state.get(f"{key}.{kind}", {})
        for name in names:
            if name in found:
                st.html(f'<p class="{kind[:-1]}">{escape(found[name])}</p>')


def others(key: str, shown: Iterable[str]) -> None:
    """The sentences of fields that stand nowhere on the page, so that none is swallowed."""
    shown = {*shown, "why"}  # stands beside the button, where a closed period is changed
    for kind in ("faults", "doubts"):
        for name, sentence in st.session_state.get(f"{key}.{kind}", {}).items():
            if name not in shown:
                st.html(f'<p class="{kind[:-1]}">{escape(sentence)}</p>')


def checked(key: str) -> bool:
    """A tick that a text which looked like personal detail is not; only when there is one."""
    if not st.session_state.get(f"{key}.doubts"):
        return False
    return st.checkbox(
        "I have looked: this is right, and not about one person.", key=f"{key}.checked"
    )


def table(
    caption: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    numbers: Iterable[int] = (),
) -> None:
    """A real HTML table with a caption; `numbers` are the columns that hold figures."""
    st.html(table_html(caption, headings, rows, numbers))


def table_html(
    caption: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    numbers: Iterable[int] = (),
) -> str:
    """What `table` puts on the page, for one that is kept or stands with more in one block."""
    # A table wider than a phone scrolls by itself, by keyboard too; the page never does.
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"{_table(caption, headings, rows, set(numbers))}</div>"
    )


def headed(heading: str, html: str) -> str:
    """A heading and what stands below it as one block."""
    return f'<h2>{escape(heading)}</h2><div class="below">{html}</div>'


def on_paper(caption: str, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """The table of a shut box for paper alone, where nothing folded opens."""
    st.html(paper_html(caption, headings, rows))


def paper_html(caption: str, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """What `on_paper` puts on the page."""
    return f'<div class="print-only">{_table(caption, headings, rows, set())}</div>'


def _table(
    caption: str, headings: Iterable[str], rows: Iterable[Iterable[object]], right: set[int]
) -> str:
    def cells(tag: str, row: Iterable[object]) -> str:
        return "".join(
            f"<{tag}{' class=n' if at in right else ''}"
            f"{' scope=col' if tag == 'th' else ''}>{_lines(cell)}</{tag}>"
            for at, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return (
        f'<table class="plain"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{cells('th', headings)}</tr></thead><tbody>{body}</tbody></table>"
    )


def _lines(cell: object) -> str:
    """What stands in a cell, in the lines in which it was written."""
    return escape(str(cell)).replace("\n", "<br>")
