"""The glossary, read from GLOSSARY.md, whole or as far as it fits what was searched."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from html import escape
from pathlib import Path

import streamlit as st

from pages.parts import boxes

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
ENTRY = re.compile(r"\*\*(?P<word>[^*]+)\*\*(?: \([^)]*\))?: (?P<sentence>.+)")
SHOWN_APART = ("The measures",)  # each has its own place in the help
FOR_OTHERS = ("Words for those who run the app",)


@cache
def chapters() -> dict[str, dict[str, str]]:
    """Each chapter of the glossary with its words and what they mean."""
    found: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            words = found.setdefault(line.removeprefix("## "), {})
        elif entry := ENTRY.fullmatch(line):
            words[entry["word"]] = entry["sentence"]
    return {chapter: words for chapter, words in found.items() if chapter not in SHOWN_APART}


def found(search: str) -> dict[str, dict[str, str]]:
    """The words that hold all that was searched, by chapter; all of them for ''."""
    return {
        chapter: {
            word: sentence
            for word, sentence in words.items()
            if not search or fits(search, f"{word} {sentence} {chapter}")
        }
        for chapter, words in chapters().items()
        if search or chapter not in FOR_OTHERS
    }


def fits(search: str, text: str) -> bool:
    """Whether each word that was searched begins a word of the text, however cased.

    >>> fits("prior GROUP", "A priority group"), fits("eve", "It is never added")
    (True, False)
    """
    text = text.casefold()
    wanted = re.findall(r"[\w']+", search.casefold())
    return all(re.search(rf"\b{re.escape(part)}", text) for part in wanted)


def show(entries: Mapping[str, Mapping[str, str]], expanded: bool = False) -> None:
    """The words, a box for each chapter; what a shut one holds is made as it is opened."""
    for chapter, words in entries.items():
        if not words:
            continue
        if expanded:
            with st.expander(chapter, expanded=True, key=f"chapter.{chapter}"):
                st.html(listed(words.items()))
        else:
            boxes.shut(f"chapter.{chapter}", chapter, partial(_listed, tuple(words.items())))


def _listed(words: Iterable[tuple[str, str]]) -> None:
    st.html(listed(words))


def listed(words: Iterable[tuple[str, str]]) -> str:
    """Words and what they mean, as an HTML list of its own kind."""
    rows = (
        f'<dt><b>{escape(word)}</b></dt><dd style="margin: 0 0 0.5rem">{escape(said)}</dd>'
        for word, said in words
    )
    return f'<dl style="margin: 0; padding: 0">{"".join(rows)}</dl>'
