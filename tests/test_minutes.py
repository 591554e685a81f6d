"""The minutes of a meeting: a Word document with real headings and all that was noted."""

import io
from datetime import UTC, date, datetime

import docx
import pytest
from docx.oxml.ns import qn

from engagement_metrics.documents import Minutes, Noted, Told, became_of, minutes_docx
from engagement_metrics.models import ActionStatus, ReviewAction

HELD_ON = date(2026, 11, 18)
SAID = "More people came.\nFew of them were carers."


def action(task: str, **more) -> ReviewAction:
    return ReviewAction(**{"review_id": 1, "task": task, "owner": "Access team"} | more)


OPEN = action("Ask two more surgeries", due=date(2026, 12, 18))
SETTLED = {"done_on": date(2026, 10, 2), "came_of_it": "A speaker came."}
DONE = action("Find a speaker", status=ActionStatus.DONE, **SETTLED)
DRAWN_UP = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
WHOLE = Minutes(
    organisation="Wold Partnership",
    title="Patient forum",
    held_on=HELD_ON,
    place="North",
    period="Q2 2026/27 (July to September 2026)",
    finished=True,
    drawn_up=DRAWN_UP,
    present=12,
    note="The next meeting is in May.",
    before=((DONE, date(2026, 8, 20)),),
    noted=(
        Noted(
            Told("People who took part", "1,260 attendances", "from 42 of 50 activities",
                 "at least 1,200", "Met", "It rose from 1,100 to 1,260."),
            SAID, "Keep the target.", (OPEN,),
        ),
        Noted(Told("Promises with evidence", "Not measured")),
    ),
    other=(action("Thank the surgeries"),),
)  # fmt: skip
BARE = Minutes("", "Forum", HELD_ON, "North", "2026/27", False, DRAWN_UP)


def opened(minutes: Minutes, large: bool = False):
    return docx.Document(io.BytesIO(minutes_docx(minutes, large)))


def lines(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def headings(document) -> list[tuple[str, str]]:
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ]


def rows(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_minutes_have_a_title_and_real_headings_in_order():
    assert headings(opened(WHOLE)) == [
        ("Title", "Patient forum"),
        ("Heading 1", "Actions from earlier meetings"),
        ("Heading 1", "Measures"),
        ("Heading 2", "1. People who took part"),
        ("Heading 2", "2. Promises with evidence"),
        ("Heading 1", "Anything else"),
        ("Heading 1", "What was asked for"),
    ]


def test_the_minutes_say_when_where_about_what_and_how_many_were_there():
    assert lines(opened(WHOLE))[1:6] == [
        "Organisation: Wold Partnership",
        "Date: 18 November 2026",
        "Place: North",
        "Period looked at: Q2 2026/27 (July to September 2026)",
        "Present: 12 people",
    ]


def test_each_measure_has_its_figure_its_target_and_what_was_said_decided_and_asked_for():
    found = lines(opened(WHOLE))
    at = found.index("1. People who took part")

    assert found[at + 1 : at + 9] == [
        "1,260 attendances, from 42 of 50 activities",
        "Target: at least 1,200. Met.",
        "It rose from 1,100 to 1,260.",
        f"The forum said: {SAID}",
        "It decided: Keep the target.",
        "It asked for: Ask two more surgeries (Access team, by 18 December 2026)",
        "2. Promises with evidence",
        "Not measured",
    ]
    assert found[at + 9] == "Nothing was noted."


def test_the_tables_hold_each_action_with_its_owner_its_day_and_what_became_of_it():
    before, asked = opened(WHOLE).tables

    assert rows(before) == [
        ["Action", "Owner", "What became of it"],
        ["Find a speaker (asked for on 20 August 2026)", "Access team",
         "Done on 2 October 2026. A speaker came."],
    ]  # fmt: skip
    assert rows(asked) == [
        ["Action", "Owner", "By"],
        ["Ask two more surgeries (measure: People who took part)", "Access team",
         "18 December 2026"],
        ["Thank the surgeries", "Access team", "No day set"],
    ]  # fmt: skip


def test_the_heading_row_of_each_table_is_marked_and_no_row_breaks_over_a_page():
    for table in opened(WHOLE).tables:
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        whole = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
        assert marked == [True, *([False] * (len(table.rows) - 1))]
        assert all(whole)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_the_document_names_its_title_and_its_language():
    document = opened(WHOLE)
    about = document.core_properties

    assert (about.title, about.author, about.language, about.comments) == (
        "Patient forum", "Wold Partnership", "en-GB", "",
    )  # fmt: skip
    told = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert told == {"en-GB"}


@pytest.mark.parametrize(("large", "points"), [(False, 12), (True, 18)])
def test_the_letters_are_large_enough_to_read(large, points):
    document = opened(WHOLE, large)
    normal = document.styles["Normal"].font

    assert (normal.name, normal.size.pt) == ("Arial", points)
    assert min(document.styles[f"Heading {level}"].font.size.pt for level in (1, 2)) > points
    assert lines(document) == lines(opened(WHOLE))


def test_each_page_of_a4_has_its_number():
    section = opened(WHOLE).sections[0]
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].text.startswith("Patient forum. Page ")


def test_minutes_of_a_meeting_that_is_not_finished_say_so():
    found = lines(opened(BARE))

    assert found[1] == "Draft: this meeting is not finished yet."
    assert "as they stood on 22 November 2026 at 14:32." in found[5]
    assert not any(line.startswith(("Present", "Organisation")) for line in found)
    assert [line for line in found if line in ("There were none.", "Nothing was asked for.")] == [
        "There were none.",
        "Nothing was asked for.",
    ]


def test_one_person_present_is_one_person():
    one = Minutes("", "Forum", HELD_ON, "North", "2026/27", True, DRAWN_UP, 1)

    assert "Present: 1 person" in lines(opened(one))


def test_what_became_of_an_action_is_said_in_words():
    dropped = action("X", status=ActionStatus.DROPPED, done_on=HELD_ON, came_of_it="Too dear.")

    assert [became_of(OPEN), became_of(dropped)] == [
        "Open", "Dropped on 18 November 2026. Too dear.",
    ]  # fmt: skip
