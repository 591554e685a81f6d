"""The report of a self-assessment: a Word document, plain, without names and without an average."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest
import textstat
from docx.oxml.ns import qn

from engagement_metrics.documents import Assessment, assessment_docx
from engagement_metrics.maturity import wording
from engagement_metrics.models import ActionStatus, ScoringStage
from tests.maturity.drawn import NAMES, a_round, action, answers, evidence, model, settled

MINORITY = "I never got a letter.\nNor did my group."
MADE = a_round(
    {
        "A1": settled(
            "A1", 2, 0, backed="1", missing="News does not come back.", note="We saw the list.",
            elsewhere="True in North, not in South.", minority=MINORITY, improve=True,
            target_level=3, target_by=date(2027, 5, 1), reason="Two heard of it today.",
        ),
        "A2": settled("A2", None, 1),
        "P3": settled("P3", None, 2, ScoringStage.SCORING),
    },
    first={"A1": answers("12233", "2223", "4", dont_know=1), "A2": answers("1144", "245"),
           "P3": answers("55555", "5555")},
    second={"A1": answers("22233", "222")},
    evidence=(
        evidence("A1", date(2026, 4, 1), text="Membership list."),
        evidence("A1", None, good=False, text="Two groups had no reply", link="https://x.test/log"),
    ),
    actions=(
        action(first_step="Ask who wants it", owner="Network lead"),
        action(task="Visit South", status=ActionStatus.DONE, done_on=date(2026, 8, 20),
               came_of_it="Three groups joined."),
    ),
)  # fmt: skip
WHOLE = Assessment(
    "Wold Partnership", MADE, date(2026, 5, 20), 7, 4, 1, "Network lead", "Three in four agree."
)


def small(first, level=None):
    found = a_round({"A1": level}, first={"A1": first})
    return Assessment("", found, date(2026, 5, 20), 2, 0)


def opened(report: Assessment, large: bool = False):
    return docx.Document(io.BytesIO(assessment_docx(report, large)))


def lines(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def text(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*lines(document), *cells])


def headings(document) -> list[tuple[str, str]]:
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ]


def rows(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_report_has_a_title_and_real_headings_in_order():
    assert headings(opened(WHOLE)) == [
        ("Title", "Round 1"),
        ("Heading 1", "At a glance"),
        ("Heading 1", "How to read the levels"),
        ("Heading 1", "Dimension by dimension"),
        ("Heading 2", "1. How well the network works"),
        ("Heading 2", "2. Where topics come from"),
        ("Heading 2", "3. Understand needs, experience, ideas and hopes, and check change is "
                      "working"),
        ("Heading 1", "What to improve"),
        ("Heading 2", "How well the network works"),
        ("Heading 1", "What was not agreed"),
        ("Heading 1", "What happens next"),
    ]  # fmt: skip


def test_it_opens_with_when_where_and_who_took_part_as_numbers():
    assert lines(opened(WHOLE))[1:7] == [
        "Organisation: Wold Partnership",
        "Date: 3 May 2026",
        "Place: North",
        "Who took part: 12 people took part: 7 volunteers, and 5 staff and others.",
        "Who sees to what was agreed: Network lead",
        "What counts as agreed: Three in four agree.",
    ]


def test_it_shows_at_a_glance_what_was_agreed_and_has_no_figure_for_all_dimensions():
    document = opened(WHOLE)

    assert rows(document.tables[0]) == [
        ["Dimension", "Level", "First scores"],
        ["How well the network works", "2, Starting. Target: 3", "Some spread"],
        ["Where topics come from", "Not agreed", "Far apart"],
        ["Understand needs, experience, ideas and hopes, and check change is working",
         "Not settled yet", "Not shown yet"],
    ]  # fmt: skip
    assert wording.NO_HEADLINE in lines(document)
    assert re.findall(r"\b(average|overall|total|mean)\b", text(document), re.I) == []


def test_it_says_how_to_read_the_levels_and_whose_words_they_are():
    document = opened(WHOLE)

    assert rows(document.tables[1]) == [
        ["Level", "Name", "In short"],
        *[[str(at), name, f"Step {at}."] for at, name in enumerate(NAMES, start=1)],
    ]
    assert wording.OWN_WORDING in lines(document)
    assert "Version of the words: Our levels, version 1" in lines(document)
    assert wording.OWN_WORDING not in text(opened(replace(WHOLE, own_words=False)))


def test_it_tells_all_of_a_dimension_that_was_agreed():
    told = lines(opened(WHOLE))
    start, end = (told.index(f"{at}") for at in (
        "1. How well the network works", "2. Where topics come from",
    ))  # fmt: skip

    assert told[start + 1 : end] == [
        "How is A1?",
        "The group agreed on level 2: Starting.",
        "What this level says: A1 is at 2. It is checked.",
        "First scores: 10 people gave a level. 1 person said 'I do not know'. Scores go from 1 to "
        "4. The scores are spread a little.",
        "Volunteers: 1 at level 1, 2 at level 2, 2 at level 3.",
        "Staff and others: 3 at level 2, 1 at level 3, 1 at level 4.",
        "The middle score is the same for volunteers as for staff and others.",
        "After the talk: 8 people gave a level. Scores go from 2 to 3. The scores are close "
        "together.",
        "Why this level: Two heard of it today.",
        "What is missing: News does not come back.",
        "No dated evidence yet for: It is checked.",
        "True in one place, not in another: True in North, not in South.",
        f"What some saw in another way, in their own words: {MINORITY}",
        "From the talk: We saw the list.",
        "Evidence: what the group looked at, good and bad.",
        "Membership list (1 April 2026).",
        "Shows a gap: Two groups had no reply (no date). See https://x.test/log",
    ]


def test_evidence_and_what_was_not_agreed_are_real_lists():
    bullets = [one.text for one in opened(WHOLE).paragraphs if one.style.name == "List Bullet"]

    assert bullets == [
        "Membership list (1 April 2026).",
        "Shows a gap: Two groups had no reply (no date). See https://x.test/log",
        "Where topics come from. Scores go from 1 to 5.",
    ]


def test_it_says_what_to_improve_with_target_owner_day_and_first_step():
    document = opened(WHOLE)

    assert "Target: level 3 by 1 May 2027." in lines(document)
    assert rows(document.tables[2]) == [
        ["Action, and its first step", "Owner", "By"],
        ["Send a note\nFirst step: Ask who wants it", "Network lead", "1 September 2026"],
        ["Visit South\nDone on 20 August 2026. Three groups joined.", "Lead", "1 September 2026"],
    ]


def test_not_agreed_is_told_with_its_range_as_a_finding():
    told = lines(opened(WHOLE))

    assert "The group did not agree. Scores go from 1 to 5." in told
    assert wording.NOT_AGREED_IS_FINE in told


def test_no_score_is_told_before_it_was_revealed():
    assert re.findall(r"Every score is 5|9 people|5 at level 5", text(opened(WHOLE))) == []
    told = lines(opened(WHOLE))
    last = told.index("The group has not settled this yet.")
    assert told[last + 1] == "Evidence: none yet."


@pytest.mark.parametrize(
    ("first", "hidden", "shown"),
    [
        (answers("15"), ("1 to 5", "at level", "2 people gave"), wording.TOO_FEW_FOR_RANGE),
        (answers("155"), ("index", "at level", "far apart"), "Scores go from 1 to 5."),
        (answers("1555"), ("index", "at level", "far apart"), wording.TOO_FEW_FOR_INDEX),
        (answers("15555"), ("index", "at level"), "The scores are far apart."),
        (answers("1555", "44"), ("index", "at level", "of staff"), "6 people gave a level."),
    ],
)
def test_small_numbers_are_safe_in_it(first, hidden, shown):
    told = text(opened(small(first)))

    assert shown in told
    assert [words for words in hidden if words in told] == []


@pytest.mark.parametrize(
    ("first", "warned"),
    [(answers("1555"), True), (answers("15555"), False), (answers("15555", "233"), True),
     (answers(), False)],
)  # fmt: skip
def test_a_small_group_is_warned_that_its_scores_may_be_guessed(first, warned):
    assert ("may guess who gave which score" in text(opened(small(first)))) is warned


def test_a_round_under_way_is_a_draft_and_says_so():
    document = opened(replace(WHOLE, finished_on=None))

    assert lines(document)[1] == "Draft: this round is not finished yet."
    assert lines(document)[-1] == "The round is still under way."
    assert lines(opened(WHOLE))[-1].startswith("Go through the actions by 20 November 2026.")


def test_a_bare_round_says_what_is_not_there():
    found = replace(MADE, dimensions=(), actions=(), evidence=(), place="")
    document = opened(Assessment("", found, None, 0, 0))
    told = lines(document)

    assert "Place: All places" in told
    assert "This round has no dimensions yet." in told
    assert "The group has not chosen yet." in told
    assert "There is no dimension on which the group could not agree." in told


def test_every_table_marks_its_heading_row_and_says_what_it_holds():
    tables = opened(WHOLE).tables

    assert len(tables) == 3
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) != ""


@pytest.mark.parametrize(("large", "points"), [(False, 12), (True, 18)])
def test_it_comes_in_usual_and_in_large_print(large, points):
    document = opened(WHOLE, large)

    assert document.styles["Normal"].font.size.pt == points
    assert document.styles["List Bullet"].font.size in (None, document.styles["Normal"].font.size)
    assert document.core_properties.title == "Round 1"
    assert document.core_properties.language == "en-GB"
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert lines(document) == lines(opened(WHOLE))


def test_our_words_in_it_read_at_grade_seven_or_lower():
    typed = {MINORITY, model().dimension("P3").name, *NAMES}
    said = [one for one in lines(opened(WHOLE)) if one.endswith(".") and "http" not in one]
    for words in typed:
        said = [one.replace(words, "some") for one in said]
    sentences = [one for line in said for one in re.split(r"(?<=[.?!]) ", line)]

    assert len(sentences) > 25
    hard = {one for one in sentences if textstat.flesch_kincaid_grade(one) > 7}
    assert hard == set()
