"""The glossary, read from GLOSSARY.md, whole or as far as it fits what was searched."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

STYLE = (Path(__file__).parent / "help.css").read_text(encoding="utf-8")
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


@cache
def whole() -> str:
    """The chapter with every word that is for all, as HTML."""
    return f"<h2>What the words mean</h2>{boxes(found(''))}"


def boxes(entries: Mapping[str, Mapping[str, str]], expanded: bool = False) -> str:
    """The words, a box for each chapter, as HTML."""
    return "".join(
        box(chapter, listed(words.items()), expanded) for chapter, words in entries.items() if words
    )


def box(heading: str, inside: str, expanded: bool = False, name: str = "") -> str:
    """A box that opens on a click, as HTML: so many boxes of Streamlit's own would be slow."""
    about = f' id="{escape(name)}"' * bool(name) + " open" * expanded
    return f"<details{about}><summary>{escape(heading)}</summary><div>{inside}</div></details>"


def listed(words: Iterable[tuple[str, str]]) -> str:
    """Words and what they mean, as an HTML list of its own kind."""
    rows = (f"<dt>{escape(word)}</dt><dd>{escape(said)}</dd>" for word, said in words)
    return f"<dl>{''.join(rows)}</dl>"


def in_block(html: str) -> str:
    """What is shown of the help with its look, as one block."""
    return f'<style>{STYLE}</style><div class="help">{html}</div>'
