"""Spreadsheets of activities and suggestions: what goes in, what is refused and why."""

import io
import threading
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from engagement_metrics import entry, framework, spreadsheet, store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.entry import Known
from engagement_metrics.examples import published
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    GroupCount,
    GroupTotal,
    HeadsBasis,
    History,
    PlaceDraft,
    RecordType,
    Role,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
)
from engagement_metrics.spreadsheet import SpreadsheetError, sheets, workbooks
from engagement_metrics.store import bulk
from engagement_metrics.store.engine import reading

TODAY = date(2026, 6, 30)


@pytest.fixture
def known(sqlite_url):
    return set_up()


@pytest.fixture
def known_on_both(database_url):
    return set_up()


def set_up():
    """Four systems with their places, and one topic."""
    published.set_up(LOCAL_USER, "A system", "")
    here = Known(framework.load(), store.setup(), TODAY)
    with store.session(LOCAL_USER) as writer:
        writer.add(entry.accept_topic("Asthma", here).record)
    return Known(framework.load(), store.setup(), TODAY)


def place(known, name):
    found = known.setup.find_place(name)
    assert found is not None
    return found


def csv_of(*rows, columns="title,aim,method,place,ends,heads"):
    return "\n".join([columns, *rows]).encode()


def faults_of(content, layout=spreadsheet.ACTIVITIES):
    with pytest.raises(SpreadsheetError) as raised:
        sheets.read(content, layout)
    return raised.value.faults


def all_of(table):
    with reading() as orm:
        found = list(orm.exec(select(table)))
        orm.expunge_all()
        return found


# ---- a workbook by hand ------------------------------------------------------------------------

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-package.relationships+xml"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{TYPE}"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HIDDEN = ' state="hidden"'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def cell(column, row, value):
    at = f'r="{chr(ord("A") + column)}{row}"'
    if isinstance(value, date):
        return f'<c {at} s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, bool):
        return f'<c {at} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c {at}><v>{value}</v></c>"
    if value.startswith("<"):
        return value.replace("<c", f"<c {at}", 1)
    return f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet_of(rows, first=1):
    made = "".join(
        f'<row r="{n}">{"".join(cell(c, n, v) for c, v in enumerate(row) if v != "")}</row>'
        for n, row in enumerate(rows, start=first)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{made}</sheetData></worksheet>'


def workbook(*sheet_texts, hidden=(), more=(), compression=zipfile.ZIP_DEFLATED):
    """An Excel workbook of these sheets as bytes."""
    listed = "".join(
        f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"{HIDDEN if n in hidden else ""}/>'
        for n, _ in enumerate(sheet_texts, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheet_texts, start=1)
    )
    links += f'<Relationship Id="rId90" Type="{OFFICE}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="rId91" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as packed:
        packed.writestr("[Content_Types].xml", CONTENT_TYPES)
        packed.writestr(
            "_rels/.rels",
            f'{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        packed.writestr("xl/_rels/workbook.xml.rels", f"{RELATIONS}{links}</Relationships>")
        packed.writestr("xl/styles.xml", STYLES)
        for n, text in enumerate(sheet_texts, start=1):
            packed.writestr(f"xl/worksheets/sheet{n}.xml", text)
        for name, text in more:
            packed.writestr(name, text)
    return file.getvalue()


HEADER = ["title", "aim", "method", "place", "ends", "heads"]
GOOD = ["Stall at the fair", "engage", "survey", "Thurrock", "2024-05-20", 12]


# ---- one row -----------------------------------------------------------------------------------


def test_a_row_becomes_the_activity_it_tells_of(known):
    content = csv_of(
        "HW1,Stall at the fair,Co-produce,Street interview,Mid and South Essex > Thurrock,asthma,"
        "2024-05-18,2024-05-20,complete,42,estimated,in_person;online,2,yes,2024-06-01,2024-06-10,"
        "Rain all day,A report,"
        "sex:female=~31; sex:male=~11; age:25_34=~1; age:prefer_not_to_say=2,Longer hours | A ramp",
        columns="reference,title,aim,method,place,topic,starts,ends,status,heads,heads_basis,modes,"
        "sessions,open_to_public,feedback_promised_on,fed_back_on,note,source,groups,suggestions",
    )

    proposal = spreadsheet.propose(content, known)

    assert proposal.refused == ()
    (row,) = proposal.accepted
    assert (row.line, row.reference, row.title) == (2, "HW1", "Stall at the fair")
    record = row.accepted.record
    assert record.aim is Aim.CO_PRODUCE
    assert record.method == "interview"
    assert record.place_id == place(known, "Thurrock")
    assert known.setup.topics[record.topic_id].name == "Asthma"
    assert (record.starts, record.ends, record.month) == ("2024-05-18", "2024-05-20", "2024-05")
    assert (record.status, record.heads) == (ActivityStatus.COMPLETE, 42)
    assert (record.heads_basis, record.modes) == (HeadsBasis.ESTIMATED, "in_person;online")
    assert (record.sessions, record.open_to_public) == (2, True)
    assert record.feedback_promised_on == date(2024, 6, 1)
    assert record.fed_back_on == date(2024, 6, 10)
    assert (record.note, record.source) == ("Rain all day", "A report")
    assert [(g.characteristic, g.category, g.n, g.estimated) for g in row.accepted.parts] == [
        ("sex", "female", 31, True),
        ("sex", "male", 11, True),
        ("age", "25_34", 1, True),
        ("age", "prefer_not_to_say", 2, False),
    ]
    assert [
        (said.record.text, said.record.received_on, said.record.place_id) for said in row.said
    ] == [
        ("Longer hours", date(2024, 5, 20), place(known, "Thurrock")),
        ("A ramp", date(2024, 5, 20), place(known, "Thurrock")),
    ]


@pytest.mark.parametrize(
    ("heads", "status"),
    [("12", "complete"), ("0", "complete"), ("", "figures_to_follow")],
)
def test_without_a_status_a_row_is_complete_when_it_has_heads(known, heads, status):
    proposal = spreadsheet.propose(csv_of(f"Stall,engage,,Thurrock,2024,{heads}"), known)

    assert proposal.accepted[0].accepted.record.status == status


def test_a_row_without_a_method_was_done_another_way(known):
    proposal = spreadsheet.propose(csv_of("Stall,engage,,Thurrock,2024,1"), known)

    assert proposal.accepted[0].accepted.record.method == "other"


@pytest.mark.parametrize(
    ("columns", "row", "sentences"),
    [
        ("title,aim,place,ends", ",engage,Thurrock,2024", ("Give the activity a title.",)),
        ("title,aim,place,ends", "Stall,listen,Thurrock,2024", ("Choose an aim.",)),
        (
            "title,aim,place,ends,method",
            "Stall,engage,Thurrock,2024,pigeon post",
            ("'pigeon post' is not a method of the list.",),
        ),
        (
            "title,aim,place,ends",
            "Stall,engage,Atlantis,2024",
            ("'Atlantis' is not one of your places.",),
        ),
        ("title,aim,place,ends", "Stall,engage,,2024", ("Choose a place.",)),
        (
            "title,aim,place,ends",
            "Stall,engage,Thurrock,20/05/2024",
            ("The date: '20/05/2024' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27.",),
        ),
        (
            "title,aim,place,ends,heads",
            "Stall,engage,Thurrock,2024,about ten",
            ("The number of people: 'about ten' is not a number.",),
        ),
        (
            "title,aim,place,ends,heads",
            "Stall,engage,Thurrock,2024,=1+1",
            ("The number of people: '=1+1' is not a number.",),
        ),
        (
            "title,aim,place,ends",
            "=cmd(),engage,Thurrock,2024",
            ("The title begins with '=', which a spreadsheet would run. Begin with a word.",),
        ),
        (
            "title,aim,place,ends,topic",
            "Stall,engage,Thurrock,2024,Kites",
            ("There is no topic called 'Kites'. Set it up first.",),
        ),
        (
            "title,aim,place,ends,piece_of_work",
            "Stall,engage,Thurrock,2024,Moon base",
            ("There is no piece of work called 'Moon base'. Set it up first.",),
        ),
        (
            "title,aim,place,ends,open_to_public",
            "Stall,engage,Thurrock,2024,perhaps",
            ("open_to_public: write yes or no, or leave it blank.",),
        ),
        (
            "title,aim,place,ends,modes",
            "Stall,engage,Thurrock,2024,online;telepathy",
            ("Choose ways to take part from the list.",),
        ),
        (
            "title,aim,place,ends,heads,groups",
            "Stall,engage,Thurrock,2024,9,sex:female 3",
            ("Groups: write 'sex:female 3' as 'characteristic:category=n'.",),
        ),
        (
            "title,aim,place,ends,heads,groups",
            "Stall,engage,Thurrock,2024,9,sex:female=3; sex:female=4",
            ("Groups: sex:female is there twice.",),
        ),
        (
            "title,aim,place,ends,heads,groups",
            "Stall,engage,Thurrock,2024,9,sex:female=",
            ("Groups: sex:female has no number of people.",),
        ),
        (
            "title,aim,place,ends,heads,groups",
            "Stall,engage,Thurrock,2024,9,shoes:red=3",
            ("'shoes' is not something this tool asks about.",),
        ),
        (
            "title,aim,place,ends,heads,groups",
            "Stall,engage,Thurrock,2024,9,sex:female=10",
            (
                "Sex adds up to 10, more than the 9 people who were there. "
                "Lower a count, or raise the number of people.",
            ),
        ),
        (
            "title,aim,place,ends,suggestions",
            "Stall,engage,Thurrock,2024,A ramp | <script>",
            (
                "Suggestion 2: The suggestion holds the sign < as in a web page. "
                "Write it in plain words.",
            ),
        ),
        (
            "title,aim,place,ends",
            "Stall,engage,Atlantis,never",
            (
                "'Atlantis' is not one of your places.",
                "The date: 'never' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27.",
            ),
        ),
        (
            "title,aim,place,ends",
            "Stall, on the green,engage,Thurrock,2024",
            (
                "The row has more cells than there are columns. "
                "A text with a comma in it needs quotation marks around it.",
                "'engage' is not one of your places.",
                "Choose an aim.",
                "The date: 'Thurrock' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27.",
            ),
        ),
    ],
)
def test_every_fault_of_a_row_is_told_with_its_line(known, columns, row, sentences):
    proposal = spreadsheet.propose(csv_of(row, columns=columns), known)

    assert proposal.accepted == ()
    (refused,) = proposal.refused
    assert (refused.line, refused.reasons, refused.doubtful) == (2, sentences, False)


def test_two_places_of_one_name_need_the_larger_place_as_well(known):
    with store.session(LOCAL_USER) as writer:
        for larger in ("Suffolk", "Thurrock"):
            draft = PlaceDraft("High Street", place(known, larger))
            writer.add(entry.accept_place(draft, known).record)
    now = Known(known.framework, store.setup(), TODAY)

    proposal = spreadsheet.propose(
        csv_of("A,engage,,High Street,2024,1", "B,engage,,Suffolk > High Street,2024,1"), now
    )

    assert [row.reasons for row in proposal.refused] == [
        ("More than one place is called 'High Street'. Write 'larger place > name'.",)
    ]
    assert [row.title for row in proposal.accepted] == ["B"]


# ---- personal detail ---------------------------------------------------------------------------


def test_what_may_be_a_person_is_refused_until_somebody_has_looked_at_it(known):
    content = csv_of("Talk with Dr Smith,engage,,Thurrock,2024,1")

    first = spreadsheet.propose(content, known)
    second = spreadsheet.propose(content, known, checked=True)

    assert [(row.reasons, row.doubtful) for row in first.refused] == [
        (
            (
                "The title may hold a person's name. "
                "Take it out, or tick that it is not about one person.",
            ),
            True,
        )
    ]
    assert [row.title for row in second.accepted] == ["Talk with Dr Smith"]


def test_an_nhs_number_is_refused_whoever_has_looked_at_it(known):
    content = csv_of("Met 943 476 5919,engage,,Thurrock,2024,1")

    proposal = spreadsheet.propose(content, known, checked=True)

    assert [(row.reasons, row.doubtful) for row in proposal.refused] == [
        (
            ("The title seems to hold an NHS number. Take it out: no person is kept here.",),
            False,
        )
    ]


# ---- a file as a whole -------------------------------------------------------------------------


def test_columns_may_stand_in_any_order_and_case_after_a_byte_order_mark(known):
    content = "\ufeffPLACE,Ends, Title ,aim\r\nThurrock,2024,Stall,engage\r\n".encode()

    proposal = spreadsheet.propose(content, known)

    assert [row.title for row in proposal.accepted] == ["Stall"]


def test_a_row_is_told_by_the_line_it_starts_on(known):
    content = (
        b"\ntitle,aim,place,ends,note\n"
        b'One,engage,Thurrock,2024,"two\nlines, and a ""quote"""\n'
        b"\n,,,,\n"
        b"Bad,engage,Atlantis,2024,\n"
        b"Two,engage,Thurrock,2024,\n"
    )

    proposal = spreadsheet.propose(content, known)

    assert [(row.line, row.title) for row in proposal.accepted] == [(3, "One"), (8, "Two")]
    assert [(row.line, row.title) for row in proposal.refused] == [(7, "Bad")]
    assert proposal.accepted[0].accepted.record.note == 'two\nlines, and a "quote"'


UTF_8 = (
    "The file is not plain text in UTF-8. In Excel, save it as 'CSV UTF-8' "
    "or as an Excel workbook (.xlsx).",
)
COMMAS = (
    "The columns are not set apart by commas. Save the file as 'CSV UTF-8' with commas, "
    "or as an Excel workbook (.xlsx).",
)
KNOWN = "A sheet of activities may have: " + ", ".join(spreadsheet.ACTIVITIES.columns) + "."


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (b"", ("The file is empty.",)),
        (b" \n\n", ("The file is empty.",)),
        (b",,\n,,\n", ("The file is empty.",)),
        (csv_of(), ("The file has column names but no rows.",)),
        (csv_of("Caf\u00e9,engage,,Thurrock,2024,1").decode().encode("cp1252"), UTF_8),
        (csv_of("Stall,engage,,Thurrock,2024,1").decode().encode("utf-16"), UTF_8),
        (csv_of("St\0ll,engage,,Thurrock,2024,1"), UTF_8),
        (b"title;aim;place;ends\nStall;engage;Thurrock;2024\n", COMMAS),
        (b"title\taim\tplace\tends\n", COMMAS),
        (
            csv_of("a,b", columns="title,aim,place,ends,Colour"),
            (f"This column is not known: 'colour'. {KNOWN}",),
        ),
        (
            csv_of("a,b", columns="title,aim,when,where"),
            (
                f"These columns are not known: 'when', 'where'. {KNOWN}",
                "These columns are missing: place, ends.",
            ),
        ),
        (
            csv_of("a", columns="title,aim,place,ends,title"),
            ("More than one column is called title.",),
        ),
        (
            csv_of("a", columns=",".join(f"c{n}" for n in range(100))),
            (
                "These columns are not known: 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7' "
                f"and 92 more. {KNOWN}",
                "These columns are missing: title, aim, place, ends.",
            ),
        ),
        (
            csv_of("a", columns=",".join(f"c{n}" for n in range(5000))),
            (
                "The file has 5,000 columns. It may have 22: "
                + ", ".join(spreadsheet.ACTIVITIES.columns)
                + ".",
            ),
        ),
        (
            csv_of('"Stall,engage,,Thurrock,2024,1', "Other,engage,,Thurrock,2024,1"),
            (
                "Line 2 cannot be read. Most often a quotation mark is missing there, "
                "or there is one too many.",
            ),
        ),
        (
            csv_of("Stall,engage,,Thurrock,2024," + "9" * 100_001),
            (
                "Line 2 cannot be read. Most often a quotation mark is missing there, "
                "or there is one too many.",
            ),
        ),
        (
            b"x" * 50_000_001,
            (
                "The file is too large: 50 MB. The most is 50 MB. "
                "Split it and bring in one part at a time.",
            ),
        ),
        (
            b"title,aim,place,ends\n" + b"a,b,c,d\n" * 100_001,
            ("The file has more than 100,000 rows. Split it into smaller ones.",),
        ),
    ],
    ids=range(18),
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content, sentences):
    assert faults_of(content) == sentences


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    assert faults_of(tmp_path / "none.csv") == (f"There is no file {tmp_path}/none.csv.",)
    assert faults_of(tmp_path) == (f"The file {tmp_path} cannot be opened: Is a directory.",)


def test_a_cell_outside_the_named_columns_is_told(known):
    content = b"title,aim,,place,ends\nStall,engage,left over,Thurrock,2024\n"

    proposal = spreadsheet.propose(content, known)

    assert [row.reasons for row in proposal.refused] == [
        ("The row has a cell in a column without a name.",)
    ]


# ---- Excel workbooks ---------------------------------------------------------------------------


def test_a_workbook_says_what_the_same_sheet_says_as_text(known, tmp_path):
    columns = [*HEADER, "fed_back_on", "open_to_public"]
    typed = ["Stall", "engage", "survey", "Thurrock", date(2024, 5, 20), 12.0, date(2024, 6, 1)]
    (tmp_path / "sheet.xlsx").write_bytes(workbook(sheet_of([columns, [*typed, True]])))
    text = csv_of(
        "Stall,engage,survey,Thurrock,2024-05-20,12,2024-06-01,yes", columns=",".join(columns)
    )

    from_workbook = spreadsheet.propose(tmp_path / "sheet.xlsx", known)
    from_text = spreadsheet.propose(text, known)

    assert from_workbook.refused == from_text.refused == ()
    assert (
        from_workbook.accepted[0].accepted.record.model_dump()
        == from_text.accepted[0].accepted.record.model_dump()
    )


def test_a_year_typed_as_a_number_is_a_year(known):
    row = ["Stall", "engage", "survey", "Thurrock", 2024, 12]

    proposal = spreadsheet.propose(workbook(sheet_of([HEADER, row])), known)

    assert proposal.accepted[0].accepted.record.ends == "2024"


def test_a_workbook_that_begins_with_blank_rows_keeps_its_row_numbers(known):
    bad = ["Bad", "engage", "survey", "Atlantis", "2024", 1]
    rows = [HEADER, GOOD, [""] * 6, bad]

    proposal = spreadsheet.propose(workbook(sheet_of(rows, first=4)), known)

    assert [row.line for row in proposal.accepted] == [5]
    assert [row.line for row in proposal.refused] == [7]


def test_a_formula_is_read_by_its_result(known):
    row = [*GOOD[:5], "<c><f>10+2</f><v>12</v></c>"]

    proposal = spreadsheet.propose(workbook(sheet_of([HEADER, row])), known)

    assert proposal.accepted[0].accepted.record.heads == 12


@pytest.mark.parametrize("cell", ["<c><f>10+2</f></c>", "<c><f>10+2</f><v></v></c>"])
def test_a_formula_without_a_result_does_not_pass_for_a_blank_cell(known, cell):
    proposal = spreadsheet.propose(workbook(sheet_of([HEADER, [*GOOD[:5], cell]])), known)

    assert [row.reasons for row in proposal.refused] == [
        (
            "Heads: the cell holds a formula and the file lacks its result. "
            "Open the file in a spreadsheet program, save it, and try again.",
        )
    ]


def test_a_formula_that_failed_does_not_pass_for_a_blank_cell(known):
    failed = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'

    proposal = spreadsheet.propose(workbook(sheet_of([HEADER, [*GOOD[:5], failed]])), known)

    assert [row.reasons for row in proposal.refused] == [
        ("Heads: the cell holds a formula that failed. Put the value itself there.",)
    ]


def test_the_first_sheet_that_can_be_seen_is_read_and_the_others_are_named(known):
    notes, good = sheet_of([["Notes to self"]]), sheet_of([HEADER, GOOD])

    proposal = spreadsheet.propose(workbook(notes, good, notes, hidden={1}), known)

    assert [row.title for row in proposal.accepted] == ["Stall at the fair"]
    assert proposal.remark == "Only the first sheet, 'Sheet2', was read."


BROKEN = (
    "The workbook cannot be read. Open it in a spreadsheet program, save it as an Excel "
    "workbook (.xlsx), and try again.",
)
WHOLE = workbook(sheet_of([HEADER, GOOD]))


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (WHOLE[: len(WHOLE) // 2], BROKEN),
        (WHOLE.replace(b"PK\x01\x02", b"PK\x01\x03"), BROKEN),
        (WHOLE[:-6] + b"\0\0\1\0\0\0", BROKEN),
        (workbook(sheet_of([HEADER, GOOD]), compression=zipfile.ZIP_LZMA), BROKEN),
        (workbook("<worksheet><sheetData><row><c></row>"), BROKEN),
        (workbook("not xml at all"), BROKEN),
        (workbook(f'<!DOCTYPE x [<!ENTITY a "b">]>{sheet_of([HEADER, GOOD])}'), BROKEN),
        (
            workbook(sheet_of([HEADER, GOOD]), hidden={1}),
            ("The workbook has no sheet that can be seen.",),
        ),
        (
            b"PK\x03\x04 and then nothing of use",
            BROKEN,
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            (
                "The file is an old Excel file or has a password. "
                "Save it without a password as an Excel workbook (.xlsx) or as 'CSV UTF-8'.",
            ),
        ),
    ],
    ids=range(10),
)
def test_a_workbook_that_cannot_be_read_is_refused_as_a_whole(content, sentences):
    assert faults_of(content) == sentences


def test_a_zip_of_something_else_is_not_taken_for_a_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("content.xml", "<office/>")

    assert faults_of(file.getvalue()) == (
        "The file is not an Excel workbook. Save it as one (.xlsx) or as 'CSV UTF-8'.",
    )


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused():
    bomb = workbook(" " * (workbooks.MOST_UNPACKED + 1))

    assert len(bomb) < 1_000_000
    assert faults_of(bomb) == (
        "The workbook is too large once it is unpacked. Split it and bring in one part at a time.",
    )


def test_a_file_that_lies_about_its_unpacked_size_is_refused():
    whole = workbook(sheet_of([HEADER, GOOD]) + " " * 500_000)
    true, told = (500_000 + len(sheet_of([HEADER, GOOD]))).to_bytes(4, "little"), b"\x10\0\0\0"

    assert whole.count(true) == 2
    assert faults_of(whole.replace(true, told)) == BROKEN


def test_one_cell_far_out_does_not_make_a_huge_sheet():
    far = sheet_of([HEADER, GOOD]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )

    assert faults_of(workbook(far)) == (
        "The sheet goes on to row 1,048,576 and column 16,384. "
        "Delete what is outside the table, also cells that only look empty, or split the file.",
    )


def test_cells_that_do_not_say_where_they_are_are_refused():
    assert faults_of(workbook(sheet_of([HEADER, GOOD]).replace('r="A2" ', ""))) == BROKEN


def test_a_long_text_that_many_cells_share_does_not_fill_the_memory():
    texts = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    shared = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'

    assert faults_of(workbook(shared, more=[("xl/sharedStrings.xml", texts)])) == (
        "The sheet holds too much text. Split the file.",
    )


def test_texts_that_cells_share_are_read(known):
    texts = "".join(f"<si><t>{text}</t></si>" for text in (*HEADER, *GOOD[:5]))
    rows = "".join(
        f'<row r="{n + 1}">'
        + "".join(f'<c r="{chr(65 + c)}{n + 1}" t="s"><v>{n * 6 + c}</v></c>' for c in range(6 - n))
        + "</row>"
        for n in (0, 1)
    )
    book = workbook(
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        more=[("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')],
    )

    assert [row.title for row in spreadsheet.propose(book, known).accepted] == ["Stall at the fair"]


# ---- part of another ---------------------------------------------------------------------------

WITH_PARTS = "reference,title,aim,place,ends,heads,part_of"


def test_a_row_can_be_part_of_one_that_stands_below_it(known_on_both):
    content = csv_of(
        "P,Survey,engage,Thurrock,2024-05,30,W",
        "W,Campaign,engage,Thurrock,2024-05,100,",
        "Q,Stall,inform,Thurrock,2024-05,7,W",
        columns=WITH_PARTS,
    )

    proposal = spreadsheet.propose(content, known_on_both)
    spreadsheet.store_all(LOCAL_USER, proposal)

    stored = {row.reference: row for row in all_of(Activity)}
    assert stored["P"].part_of_id == stored["Q"].part_of_id == stored["W"].id
    # The survey's people are in the campaign's figure; the stall's are not: another aim.
    assert {name: row.heads_added for name, row in stored.items()} == {
        "W": True,
        "P": False,
        "Q": True,
    }
    assert store.faults() == []


@pytest.mark.parametrize(
    ("part_of", "sentence"),
    [
        ("P", "An activity cannot be part of itself."),
        ("X", "No activity has the reference 'X', here or in the store."),
        ("B", "The activity it is part of, 'B' on line 3, cannot go in."),
        ("C", "The activity 'C' is itself part of another. Choose the larger one."),
    ],
)
def test_a_row_that_cannot_be_part_of_what_it_names_is_refused(known, part_of, sentence):
    content = csv_of(
        f"P,Survey,engage,Thurrock,2024,3,{part_of}",
        "B,Broken,engage,Atlantis,2024,3,",
        "C,Part,engage,Thurrock,2024,3,D",
        "D,Whole,engage,Thurrock,2024,3,",
        columns=WITH_PARTS,
    )

    proposal = spreadsheet.propose(content, known)

    assert [(row.reference, row.reasons) for row in proposal.refused if row.reference == "P"] == [
        ("P", (sentence,))
    ]
    assert [row.reference for row in proposal.accepted] == ["C", "D"]


def test_a_row_can_be_part_of_an_activity_of_the_store(known):
    whole = csv_of("W,Campaign,engage,Thurrock,2024,9,", columns=WITH_PARTS)
    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(whole, known))
    part = csv_of("P,Survey,engage,Thurrock,2024,3,W", columns=WITH_PARTS)

    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(part, known))

    assert [(row.reference, row.part_of_id, row.heads_added) for row in all_of(Activity)] == [
        ("W", None, True),
        ("P", 1, False),
    ]


# ---- twice -------------------------------------------------------------------------------------


def test_the_same_reference_twice_in_a_file_lets_the_first_in(known):
    content = csv_of(
        "A,One,engage,Thurrock,2024,1,", "A,Two,engage,Thurrock,2024,1,", columns=WITH_PARTS
    )

    proposal = spreadsheet.propose(content, known)

    assert [row.title for row in proposal.accepted] == ["One"]
    assert [row.reasons for row in proposal.refused] == [
        ("Line 2 has the reference 'A' as well. Give each row its own.",)
    ]


def test_the_same_file_twice_stores_nothing_twice_and_says_so(known_on_both):
    content = csv_of(
        "A,One,engage,Thurrock,2024-05-20,1,a ramp | a bench",
        "B,Two,engage,Atlantis,2024-05-20,1,",
        columns="reference,title,aim,place,ends,heads,suggestions",
    )
    first = spreadsheet.propose(content, known_on_both)
    assert spreadsheet.store_all(LOCAL_USER, first) == spreadsheet.Outcome(1, 2, 0)

    again = spreadsheet.propose(content, known_on_both)

    assert (len(again.accepted), len(again.refused), len(again.stored)) == (0, 1, 1)
    assert again.stored[0] == spreadsheet.StoredRow(2, "A", 1)
    assert spreadsheet.store_all(LOCAL_USER, again) == spreadsheet.Outcome(0, 0, 1)
    assert spreadsheet.store_all(LOCAL_USER, first) == spreadsheet.Outcome(0, 0, 1)
    assert (len(all_of(Activity)), len(all_of(Suggestion))) == (1, 2)


def test_a_corrected_file_lets_in_only_what_was_refused(known):
    wrong = csv_of(
        "A,One,engage,Thurrock,2024,1,", "B,Two,engage,Here,2024,1,A", columns=WITH_PARTS
    )
    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(wrong, known))

    right = spreadsheet.propose(wrong.replace(b"Here", b"Suffolk"), known)

    assert [(row.reference, row.reasons) for row in right.refused] == [
        ("A", ("The store holds an activity with the reference 'A'. Change it there.",))
    ]
    assert spreadsheet.store_all(LOCAL_USER, right) == spreadsheet.Outcome(1, 0, 0)
    assert [(row.reference, row.part_of_id) for row in all_of(Activity)] == [("A", None), ("B", 1)]


def test_looking_at_what_was_doubtful_lets_in_only_that(known):
    content = csv_of("One,engage,,Thurrock,2024,1", "With Dr Jones,engage,,Thurrock,2024,1")
    first = spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known))

    looked_at = spreadsheet.propose(content, known, checked=True)

    assert first == spreadsheet.Outcome(1, 0, 0)
    assert spreadsheet.store_all(LOCAL_USER, looked_at) == spreadsheet.Outcome(1, 0, 1)


def test_a_row_without_a_reference_that_looks_typed_in_twice_is_doubted(known):
    one = "Stall,engage,,Thurrock,2024-05-20,1"
    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(csv_of(one), known))

    proposal = spreadsheet.propose(csv_of(one, one.replace("20,1", "21,1"), one[:-1] + "2"), known)

    assert [(row.line, row.doubtful, row.reasons) for row in proposal.refused] == [
        (
            line,
            True,
            (
                "There is an activity with this title, place and date already. "
                "Take the row out, or tick that it is another one.",
            ),
        )
        for line in (2, 4)
    ]
    assert [row.line for row in proposal.accepted] == [3]


def test_two_people_bringing_in_the_same_file_at_once_store_it_once(known_on_both):
    content = csv_of(*(f"Stall {n},engage,,Thurrock,2024,{n}" for n in range(1, 51)))
    proposals = [spreadsheet.propose(content, known_on_both) for _ in range(3)]
    outcomes = []

    def bring(proposal):
        outcomes.append(spreadsheet.store_all(LOCAL_USER, proposal))

    threads = [threading.Thread(target=bring, args=(proposal,)) for proposal in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted((outcome.activities, outcome.before) for outcome in outcomes) == [
        (0, 50),
        (0, 50),
        (50, 0),
    ]
    assert len(all_of(Activity)) == 50


# ---- suggestions -------------------------------------------------------------------------------

SAID = "reference,activity,text,place,topic,raised_by,received_on,step,step_on,who,result"
ACTIVITY = csv_of(
    "A,Stall,engage,Suffolk,Asthma,2024-05-20,9",
    "B,Broken,engage,Atlantis,,2024,9",
    columns="reference,title,aim,place,topic,ends,heads",
)


def test_suggestions_follow_their_activity_in_the_same_write(known_on_both):
    said = csv_of(
        "1,A,A ramp,,,3,2024-05-21,acted_in_full,2024-06-30,Estates,A ramp was built",
        "2,A,A bench,Thurrock,,,,,,,",
        "3,,More light,Thurrock,,,,not_possible,,Estates,The wall is listed",
        columns=SAID,
    )
    activities = spreadsheet.propose(ACTIVITY, known_on_both)
    suggestions = spreadsheet.propose_suggestions(said, known_on_both, activities)

    outcome = spreadsheet.store_all(LOCAL_USER, activities, suggestions)

    assert outcome == spreadsheet.Outcome(1, 3, 0)
    topic = next(iter(known_on_both.setup.topics))
    suffolk, thurrock = place(known_on_both, "Suffolk"), place(known_on_both, "Thurrock")
    assert [
        (s.text, s.activity_id, s.place_id, s.topic_id, s.raised_by, s.received_on, s.answered_on)
        for s in all_of(Suggestion)
    ] == [
        ("A ramp", 1, suffolk, topic, 3, date(2024, 5, 21), date(2024, 6, 30)),
        ("A bench", 1, thurrock, topic, 1, None, None),
        ("More light", None, thurrock, None, 1, None, None),
    ]
    assert [(s.suggestion_id, s.step, s.on, s.who, s.result) for s in all_of(SuggestionStatus)] == [
        (1, SuggestionStep.ACTED_IN_FULL, date(2024, 6, 30), "Estates", "A ramp was built"),
        (3, SuggestionStep.NOT_POSSIBLE, None, "Estates", "The wall is listed"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "1,B,A ramp,Suffolk",
            "The activity it came from, 'B' on line 3 of its sheet, cannot go in.",
        ),
        ("1,Z,A ramp,Suffolk", "No activity has the reference 'Z', here or in the store."),
        ("1,,A ramp,", "Choose a place."),
        ("1,A,,", "Write what was suggested."),
        ("1,A,A ramp,,,0", "How many people said so cannot be below 1. Type 1 or more."),
        ("1,A,A ramp,,,,2030-01-01", "The day it came lies ahead. Choose today or earlier."),
        ("1,A,A ramp,,,,,done", "Choose what was done."),
        (
            "1,A,A ramp,,,,,,2024-06-01,Us",
            "Say in 'step' what was done: step_on and who belong to a step.",
        ),
        ("1,A,A ramp,,,,,looked_into,,,Seen", "Say who looked into it."),
    ],
)
def test_a_suggestion_that_cannot_go_in_is_told_with_its_line(known, row, sentence):
    activities = spreadsheet.propose(ACTIVITY, known)

    proposal = spreadsheet.propose_suggestions(csv_of(row, columns=SAID), known, activities)

    assert [(r.line, r.reference, r.reasons) for r in proposal.refused] == [(2, "1", (sentence,))]


def test_suggestions_can_come_after_their_activities_went_in(known):
    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(ACTIVITY, known))
    said = csv_of("1,A,A ramp,,,,,,,,", columns=SAID)

    with_activities = spreadsheet.propose_suggestions(
        said, known, spreadsheet.propose(ACTIVITY, known)
    )
    alone = spreadsheet.propose_suggestions(said, known)

    for proposal in (with_activities, alone):
        assert [row.accepted.record.activity_id for row in proposal.accepted] == [1]
    spreadsheet.store_all(LOCAL_USER, alone)
    other = spreadsheet.propose_suggestions(said + b"\n", known)
    assert [(row.reasons, row.doubtful) for row in other.refused] == [
        (
            (
                "There is a suggestion with these words, from the same place and day, already. "
                "Take the row out, or tick that it is another one.",
            ),
            True,
        )
    ]


# ---- storing -----------------------------------------------------------------------------------


def test_when_one_row_cannot_be_stored_none_is(known_on_both):
    content = csv_of("One,engage,,Thurrock,2024,1", "Two,engage,,Thurrock,2024,2")
    proposal = spreadsheet.propose(content, known_on_both)
    proposal.accepted[1].accepted.record.heads = -1  # the database refuses it

    with pytest.raises(IntegrityError):
        spreadsheet.store_all(LOCAL_USER, proposal)

    assert all_of(Activity) == []
    proposal.accepted[1].accepted.record.heads = 2
    assert spreadsheet.store_all(LOCAL_USER, proposal) == spreadsheet.Outcome(2, 0, 0)


def test_who_may_not_record_brings_nothing_in(known):
    member = Actor("A member", frozenset({Role.FORUM_MEMBER}))
    proposal = spreadsheet.propose(csv_of("One,engage,,Thurrock,2024,1"), known)

    with pytest.raises(Refused):
        spreadsheet.store_all(member, proposal)

    assert all_of(Activity) == []


def test_what_a_file_brings_in_is_added_up_as_what_is_typed_in(known_on_both):
    content = csv_of(
        "P,Survey,engage,Suffolk,2024-05,30,W,sex:female=20; age:75p=3",
        "W,Campaign,engage,Suffolk,2024-05,100,,sex:female=~60; sex:male=30",
        "Q,Stall,inform,Thurrock,2024-06-01,7,W,age:75p=2",
        "R,Talk,inform,Thurrock,2024-06-02,,,",
        "S,Stall,inform,Thurrock,2024-06-03,9,,age:75p=~4",
        columns="reference,title,aim,place,ends,heads,part_of,groups",
    )

    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known_on_both))

    # The women of the survey are among the campaign's; its ages are not, nor is the stall's aim.
    suffolk, thurrock = place(known_on_both, "Suffolk"), place(known_on_both, "Thurrock")
    assert sorted(
        (t.place_id, t.month, t.aim, t.category, t.n, t.estimated)
        for t in all_of(GroupTotal)
        if t.n
    ) == sorted(
        [
            (suffolk, "2024-05", Aim.ENGAGE, "female", 60, 60),
            (suffolk, "2024-05", Aim.ENGAGE, "male", 30, 0),
            (suffolk, "2024-05", Aim.ENGAGE, "75p", 3, 0),
            (thurrock, "2024-06", Aim.INFORM, "75p", 6, 4),
        ]
    )
    assert sorted((row.reference, row.heads_added, row.version) for row in all_of(Activity)) == [
        ("P", False, 1),
        ("Q", True, 1),
        ("R", False, 1),
        ("S", True, 1),
        ("W", True, 1),
    ]
    assert len(all_of(GroupCount)) == 6
    assert store.faults() == []


def test_each_row_brought_in_has_its_line_of_history_and_no_group_count_in_it(known):
    content = csv_of(
        "One,engage,Thurrock,2024,9,sex:female=5", columns="title,aim,place,ends,heads,groups"
    )

    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known))

    (line,) = [row for row in all_of(History) if row.record_type is RecordType.ACTIVITY]
    assert (line.who, line.record_id, line.reason) == (
        "Local user",
        1,
        "Brought in from a spreadsheet",
    )
    assert line.after["title"] == "One"
    assert "sex" not in str(line.after)
    assert "parts" not in line.after


def test_a_large_file_goes_in_as_one_write(known_on_both):
    content = csv_of(
        *(f"Stall {n},engage,Thurrock,2024-05-20,9,sex:female=5" for n in range(2500)),
        columns="title,aim,place,ends,heads,groups",
    )
    before = store.data_version()

    outcome = spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known_on_both))

    assert outcome == spreadsheet.Outcome(2500, 0, 0)
    assert store.data_version() > before
    assert [row.id for row in all_of(Activity)] == list(range(1, 2501))
    assert len(bulk.stored_under("")) >= 2500
    assert store.faults() == []
