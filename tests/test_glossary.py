"""The glossary has every word a record may use, every indicator, and every word of our pages."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
import textstat

from engagement_metrics import framework
from engagement_metrics.models import lists

GLOSSARY = Path(__file__).parents[1] / "GLOSSARY.md"
ENTRY = re.compile(r"^\*\*(?P<word>[^*]+)\*\*(?: \([^)]*\))?: (?P<sentence>.+)$", re.MULTILINE)
CLOSED_LISTS = [
    words
    for words in vars(lists).values()
    if isinstance(words, type) and issubclass(words, StrEnum) and words is not StrEnum
]
WORDS_OF_OUR_PAGES = [
    "indicator", "measure", "period", "piece of work", "priority group", "wave", "roll-up",
    "characteristic", "category", "benchmark", "ratio", "Wilson interval", "release",
    "release cell", "HMAC", "milp", "XmR chart", "special cause", "re-base", "variation icon",
    "assurance icon", "consensus index", "idempotency key", "data version", "draft",
]  # fmt: skip


def same(word: str) -> str:
    """A word however it is cased and joined: 'co_produce' is 'Co-produce'."""
    return word.replace("_", " ").replace("-", " ").casefold()


def entries() -> list[tuple[str, str]]:
    text = GLOSSARY.read_text(encoding="utf-8")
    return [(match["word"], match["sentence"]) for match in ENTRY.finditer(text)]


def bold_words() -> set[str]:
    return {same(word) for word, _ in entries()}


@pytest.mark.parametrize("words", CLOSED_LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_in_the_glossary(words):
    assert {same(word) for word in words} - bold_words() == set()


def test_there_are_closed_lists_to_look_at():
    assert len(CLOSED_LISTS) >= 18


def test_every_word_of_our_pages_is_in_the_glossary():
    assert {same(word) for word in WORDS_OF_OUR_PAGES} - bold_words() == set()


def test_every_indicator_is_in_the_glossary_with_its_own_definition():
    text = GLOSSARY.read_text(encoding="utf-8").splitlines()
    missing = [
        indicator.id
        for indicator in framework.load().indicators.values()
        if f"**{indicator.name}** ({indicator.id}): {indicator.definition}" not in text
    ]
    assert missing == []


def test_every_bold_line_is_an_entry_with_a_whole_sentence():
    bold = [
        line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("**")
    ]
    assert len(bold) == len(entries())
    assert [word for word, sentence in entries() if not sentence.endswith(".")] == []


def test_no_word_is_explained_twice():
    words = [same(word) for word, _ in entries()]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_what_explains_a_word_reads_at_grade_seven_or_lower():
    grades = {word: textstat.flesch_kincaid_grade(sentence) for word, sentence in entries()}
    assert {word: round(grade, 1) for word, grade in grades.items() if grade > 7} == {}
