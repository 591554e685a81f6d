"""Help: every measure and word is there, what is searched is found, and a volunteer can read it."""

import re
from html import unescape

import pytest
import textstat

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.indicators import STATE_WORDS
from engagement_metrics.models import AddsUp, Organisation, Place, Role, ValueState
from pages.parts import help_measures, help_text, help_words

HEADING = re.compile(r"<h3>(.*?)</h3>")
BOX = re.compile(r"<summary[^>]*>(.*?)</summary>(.*?)</details>")


@pytest.fixture
def help_page(sqlite_url, open_page):
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        session.add(Place(name="East"))
    return open_page("help_page.py")


def shown(help_page) -> str:
    return "".join(html.proto.body for html in help_page.get("html"))


def boxes(help_page) -> list[str]:
    """The name of each box, of a measure or of a chapter of words."""
    return [unescape(name) for name, _ in BOX.findall(shown(help_page))]


def measures_shown(help_page) -> list[tuple[str, str]]:
    """The name of each measure, and what its box holds."""
    _, _, measures = shown(help_page).partition("<h2>How each measure is made</h2>")
    return BOX.findall(measures.partition("<h2>")[0])


def test_every_measure_has_a_box_that_says_how_it_is_made(help_page):
    names = [indicator.name for indicator in framework.load().indicators.values()]
    assert [unescape(name) for name, _ in measures_shown(help_page)] == names

    inside = dict(measures_shown(help_page))["Changes made because of feedback"]
    assert "Changes made that answer at least one suggestion" in inside
    assert "Worked out from: change (on, place id, withdrawn)" in inside
    assert "Months are added to make a longer time." in inside
    assert "Suffolk Working Together" in inside


def test_the_measures_stand_under_the_headings_of_the_frameworks(help_page):
    headings = [heading for heading, _ in framework.load().sections()]
    assert [unescape(found) for found in HEADING.findall(shown(help_page))] == headings


def test_a_measure_says_its_aim_and_when_its_figure_is_settled(help_page):
    inside = dict(measures_shown(help_page))
    told = inside["Suggestions looked into or acted on"]
    assert "<dt>Aim</dt>" in told
    assert ">Engage (listen)</dd>" in told
    assert "90 days after the time it is about has ended." in told
    assert ">All four aims</dd>" in inside["Access needs met"]
    assert "Settled" not in inside["Access needs met"]


def test_every_state_of_a_cell_is_explained_in_the_words_of_the_cell():
    assert set(help_text.STATES) == {STATE_WORDS[state] for state in ValueState}


def test_every_way_of_adding_up_is_explained():
    assert set(help_measures.OVER_TIME) == set(AddsUp) == set(help_measures.OVER_PLACE)


def test_a_search_shows_only_what_has_the_words(help_page):
    help_page.text_input(key="search").set_value("social media").run()
    assert boxes(help_page) == ["Times our social media was seen"]

    help_page.text_input(key="search").set_value("day 90").run()
    assert "Suggestions looked into or acted on" in boxes(help_page)
    assert "What people told us" in boxes(help_page)
    assert "People reached with information" not in boxes(help_page)


def test_every_word_for_all_stands_in_the_box_of_its_chapter(help_page):
    _, _, words = shown(help_page).partition("<h2>What the words mean</h2>")
    inside = dict(BOX.findall(words))
    assert (
        "<dt>Wave</dt><dd>When a question was asked: on the day, or at follow-up.</dd>"
        in (inside["Evaluation forms"])
    )
    assert not {unescape(chapter) for chapter in inside} & set(help_words.FOR_OTHERS)


def test_the_ways_lead_to_the_pages_with_the_view_that_is_open(help_page, links):
    assert links(help_page)["Outcomes"] == "./"
    assert links(help_page)["Quick entry"] == "quick-entry"

    help_page.segmented_control(key="view").set_value("Shared").run()
    assert links(help_page)["Outcomes"] == "./?view=Shared"
    assert links(help_page)["Quick entry"] == "quick-entry?view=Shared"


def test_a_search_for_nothing_that_is_there_says_so(help_page):
    help_page.text_input(key="search").set_value("zebra").run()
    assert [info.value[:12] for info in help_page.info] == ["Nothing here"]
    assert boxes(help_page) == []


def test_signs_in_a_search_are_taken_as_they_are(help_page):
    help_page.text_input(key="search").set_value("(.*[ <b>").run()
    assert [fault.message for fault in help_page.exception] == []


def test_the_words_come_from_the_glossary():
    words = help_words.chapters()
    assert words["Evaluation forms"]["Wave"] == (
        "When a question was asked: on the day, or at follow-up."
    )
    assert "The measures" not in words


def test_a_forum_member_is_told_only_of_pages_they_may_open():
    member = Actor("A member", frozenset({Role.FORUM_MEMBER}))
    assert {page for page in help_text.WHERE if member.opens(page)} == {
        "outcomes", "measures", "you_said", "meeting",
    }  # fmt: skip
    assert set(help_text.WHERE) == {
        page
        for page in ("outcomes", "measures", "you_said", "meeting", "quick_entry", "paper",
                     "activities", "evaluation_answers", "figures", "set_up")
        if LOCAL_USER.opens(page)
    }  # fmt: skip


def test_the_help_reads_at_grade_seven_or_lower():
    joined = (*help_measures.OVER_TIME.values(), *help_measures.OVER_PLACE.values())
    sentences = [*help_text.MATRIX, *help_text.STATES.values(), *joined]
    grades = {said[:40]: textstat.flesch_kincaid_grade(said) for said in sentences}
    assert {said: round(grade, 1) for said, grade in grades.items() if grade > 7} == {}
