"""Maturity models: what comes with the app, a model as a file, its faults, and its small edits."""

import csv
import json
from dataclasses import replace
from shutil import copytree

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from engagement_metrics import framework
from engagement_metrics.framework import FrameworkError, maturity
from engagement_metrics.framework import maturity_edits as edits
from engagement_metrics.models.maturity_models import Dimension, Level, MaturityModel, from_json

DEFAULT, SIX, TEN = maturity.models()

SMALL = """\
row,dimension,level,name,text
model,ours,2,Our own model,Made by our group
level,,1,Not yet,Nothing happens.
level,,2,Some,It happens in places.
level,,3,All,It is the usual way.
dimension,A1,,The network,Does news flow?
group,A1,,Network,
evidence,A1,,,Dates of meetings
statement,A1,1,,No news flows.
statement,A1,2,,Some news flows.
statement,A1,3,,All news flows.
measure,A1,,NET-01,
crosswalk,A1,,Six,Inclusive
dimension,B-2,,Feedback,Do people hear back?
statement,B-2,1,,Nobody hears back.
statement,B-2,2,,Some hear back.
statement,B-2,3,,All hear back.
"""
OURS = MaturityModel(
    "ours", 2, "Our own model", "Made by our group",
    (
        Level(1, "Not yet", "Nothing happens."),
        Level(2, "Some", "It happens in places."),
        Level(3, "All", "It is the usual way."),
    ),
    (
        Dimension(
            "A1", "Network", "The network", "Does news flow?", "Dates of meetings",
            ("No news flows.", "Some news flows.", "All news flows."),
            ("NET-01",), (("Six", "Inclusive"),),
        ),
        Dimension(
            "B-2", "", "Feedback", "Do people hear back?", "",
            ("Nobody hears back.", "Some hear back.", "All hear back."),
        ),
    ),
)  # fmt: skip


def faults(text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(FrameworkError) as refused:
        maturity.read(text, "ours.csv", {"NET-01", "NET-02"})
    return refused.value.faults


def refusal(edit, *given_, **named) -> tuple[str, ...]:
    with pytest.raises(FrameworkError) as refused:
        edit(*given_, **named)
    return refused.value.faults


# What comes with the app


def test_the_default_is_thirteen_dimensions_by_five_levels_and_says_whose_wording_it_is():
    ids = " ".join(one.id for one in DEFAULT.dimensions)
    assert ids == "A1 A2 A3 P1 P2 P3 P4 P5 P6 P7 P8 P9 P10"
    assert [(one.level, one.name) for one in DEFAULT.levels] == [
        (1, "Not yet in place"),
        (2, "Getting started"),
        (3, "Working in places"),
        (4, "Working everywhere"),
        (5, "Leading and shared"),
    ]
    assert {len(one.statements) for one in DEFAULT.dimensions} == {5}
    assert DEFAULT.source.startswith("Our wording: the original table is not public.")
    assert (DEFAULT.code, DEFAULT.edition) == ("network_and_principles", 1)


def test_known_cells_of_the_default_read_as_they_should():
    assert DEFAULT.dimension("A1").statements[0] == (
        "Volunteers work alone or only with their own practice or service. "
        "There is no shared list of people or groups."
    )
    assert DEFAULT.dimension("A3").statements[3] == (
        "Volunteers sit on the main forum and its sub-groups, and one chairs or co-chairs. "
        "Advice goes to the Board and is answered in writing."
    )
    assert DEFAULT.dimension("P2").statements[1] == (
        "People are asked once plans are nearly fixed. Feedback is rare or only on a website."
    )
    assert DEFAULT.dimension("P4").measures == ("INC-01", "INC-06", "INC-07", "INF-02", "EIA-01")
    assert DEFAULT.dimension("P9").evidence == (
        "Assessment forms, consultation records, fair-consultation checks, design groups"
    )
    assert DEFAULT.dimension("P6").crosswalk[1] == (
        "Mid and South Essex ten, 2022",
        "10 Clear and accessible information",
    )


def test_the_ten_are_the_principles_of_the_default_word_for_word():
    assert TEN.dimensions == DEFAULT.dimensions[3:]
    assert TEN.levels == DEFAULT.levels
    assert edits.changed(DEFAULT, TEN) == {}


def test_the_six_are_those_of_mid_and_south_essex_in_their_order():
    assert [one.name for one in SIX.dimensions] == [
        "Inclusive",
        "Supportive",
        "Planned",
        "Collaborative",
        "Evaluated",
        "Impactful",
    ]


@pytest.mark.parametrize("model", maturity.models(), ids=lambda one: one.code)
def test_every_question_and_statement_reads_at_grade_seven_and_has_one_to_three_sentences(model):
    texts = {f"level {one.level}": one.summary for one in model.levels}
    for one in model.dimensions:
        texts[f"{one.id} question"] = one.question
        texts |= {f"{one.id} {at}": text for at, text in enumerate(one.statements, start=1)}
    grades = {key: textstat.flesch_kincaid_grade(text) for key, text in texts.items()}
    assert {key: grade for key, grade in grades.items() if grade > 7} == {}
    assert {text[-1] for text in texts.values()} == {".", "?"}
    assert {text.count(". ") for text in texts.values()} <= {0, 1, 2}


@pytest.mark.parametrize("model", maturity.models(), ids=lambda one: one.code)
def test_a_model_of_the_app_names_measures_that_there_are_and_says_what_to_show(model):
    known = framework.load().indicators
    assert {key for one in model.dimensions for key in one.measures} <= set(known)
    assert all(one.measures and one.evidence for one in model.dimensions)
    assert maturity.read(maturity.written(model), "copy.csv", set(known)) == model
    assert from_json(json.loads(json.dumps(model.as_json()))) == model


# As part of the definitions


def test_a_faulty_model_stops_the_app_at_start_with_file_and_line(tmp_path):
    folder = copytree(framework.FOLDER, tmp_path / "framework")
    path = folder / "maturity" / "mse_six.csv"
    path.write_text(path.read_text("utf-8").replace("INF-02", "INF-99"), encoding="utf-8")
    with pytest.raises(FrameworkError) as refused:
        framework.load(folder)
    assert refused.value.faults == ("maturity/mse_six.csv line 15: unknown measure 'INF-99'",)


def test_the_model_to_begin_with_must_be_there_and_each_file_has_its_code_as_name(tmp_path):
    folder = copytree(framework.FOLDER, tmp_path / "framework")
    path = folder / "maturity" / "network_and_principles.csv"
    path.rename(path.with_name("first.csv"))
    with pytest.raises(FrameworkError) as refused:
        framework.load(folder)
    assert refused.value.faults == (
        "maturity/first.csv: the code 'network_and_principles' is not the name of the file",
        "maturity/network_and_principles.csv: the file is missing",
    )


# A model as a file


def test_a_model_is_read_and_written_as_the_same_file():
    assert maturity.read(SMALL, "ours.csv", {"NET-01"}) == OURS
    assert maturity.written(OURS) == SMALL
    assert maturity.read(SMALL.encode("utf-8-sig"), "ours.csv") == OURS
    assert maturity.read("\ufeff" + SMALL.replace("\n", "\r\n"), "ours.csv") == OURS


def test_rows_and_columns_may_stand_in_any_order_but_dimensions_keep_theirs():
    header, *lines = SMALL.splitlines()
    upside_down = "\n".join([header, *reversed(lines)])
    assert maturity.read(upside_down, "x").dimensions == OURS.dimensions[::-1]
    columns = [",".join(reversed(line.split(","))) for line in SMALL.splitlines()]
    assert maturity.read("\n".join(columns), "x") == OURS


@pytest.mark.parametrize(
    "text",
    ["=1+1", "-5 people", "+44", "@all", "\uff1d1", "'=1", "''-x", "'quoted' words", 'a,"b"'],
)  # fmt: skip
def test_a_cell_that_looks_like_a_formula_stays_text_and_no_spreadsheet_runs_it(text):
    model = edits.with_cell(OURS, "A1", 2, text)
    assert model.dimension("A1").statements[1] == text
    file = maturity.written(model)
    assert maturity.read(file, "x") == model
    cells = [cell for row in csv.reader(file.splitlines()) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "-", "+", "@", "\uff1d"))] == []


def test_a_formula_that_a_file_brings_in_is_kept_as_text():
    file = SMALL.replace("No news flows.", "=HYPERLINK(1)")
    assert maturity.read(file, "x").dimension("A1").statements[0] == "=HYPERLINK(1)"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="<"), min_size=1, max_size=50))
def test_whatever_words_an_edit_accepts_come_back_from_the_file(text):
    try:
        model = edits.with_cell(OURS, "B-2", 1, text)
    except FrameworkError:
        return
    assert maturity.read(maturity.written(model), "x") == model


# Faults

BAD = [
    # what stands there, what is put in its place, what is told
    ("measure,A1,,NET-01,", "indicator,A1,,NET-01,", "12: unknown row 'indicator'; it may be "
     "model, level, dimension, group, evidence, statement, measure, crosswalk"),
    ("measure,A1,,NET-01,", ",A1,,NET-01,", "12: row is empty"),
    ("model,ours,", "model,,", "2: the code of the model is missing"),
    ("model,ours,", "model,our own,", "2: 'our own' is not a code: use 1 to 60 letters, digits, "
     "- or _"),
    ("model,ours,2", "model,ours,first", "2: level 'first' is not a whole number from 1 to 9,999"),
    ("model,ours,2", "model,ours,0", "2: level '0' is not a whole number from 1 to 9,999"),
    ("Our own model", "", "2: the name of the model is missing"),
    ("Made by our group", "", "2: the source of the wording is missing"),
    ("level,,3,All,", "level,,4,All,", "5: level 3 is missing before level 4"),
    ("level,,3,All,", "level,,9,All,", "5: level '9' is not a whole number from 1 to 8"),
    ("level,,3,All,", "level,,,All,", "5: level is empty"),
    ("level,,3,All,", "level,,2,All,", "5: level 2 is there twice, first on line 4"),
    ("level,,3,All,", "level,,3,Some,", "5: 'Some' is the name of another level"),
    ("level,,3,All,", "level,,3,,", "5: the name of level 3 is missing"),
    ("It is the usual way.", "", "5: the summary of level 3 is missing"),
    ("A1,,The network,", "A1,,,", "6: the name of A1 is missing"),
    ("Does news flow?", "", "6: the question of A1 is missing"),
    ("A1,,The network,", "A1,,Feedback,", "14: 'Feedback' is the name of another dimension"),
    ("dimension,B-2", "dimension,A1", "14: dimension A1 is there twice, first on line 6"),
    ("dimension,B-2", "dimension,a1", "14: dimension 'a1' is there twice"),
    ("dimension,B-2", "dimension,", "14: dimension is empty"),
    ("group,A1,,Network,", "group,A1,,,", "7: name is empty"),
    ("evidence,A1,,,Dates of meetings", "evidence,A1,,,", "8: text is empty"),
    ("evidence,A1,,,Dates", "group,A1,,Dates,", "8: group A1 is there twice, first on line 7"),
    ("group,A1,", "group,A9,", "7: unknown dimension 'A9'"),
    ("statement,A1,2,,", "statement,A9,2,,", "10: unknown dimension 'A9'"),
    ("statement,A1,2,,", "statement,A9,2,,", "6: the statement of A1 for level 2 is missing"),
    ("Some news flows.", "", "10: the statement of A1 for level 2 is missing"),
    ("statement,A1,2,,", "statement,A1,1,,", "10: statement A1 1 is there twice, first on line 9"),
    ("statement,A1,2,,", "statement,A1,4,,", "10: level 4 is not one of the 3 levels"),
    ("statement,A1,2,,", "statement,A1,0,,", "10: level '0' is not a whole number from 1 to 8"),
    ("statement,A1,2,,", "statement,A1,two,,", "10: level 'two' is not a whole number from 1 to 8"),
    ("statement,A1,2,,", "statement,A1,2,Some,",
     "10: a statement row has no name, but 'Some' stands there"),
    ("measure,A1,,NET-01,", "measure,A1,,NET-99,", "12: unknown measure 'NET-99'"),
    ("measure,A1,,NET-01,", "measure,A1,,,", "12: name is empty"),
    ("crosswalk,A1,,Six,Inclusive", "measure,A1,,NET-01,",
     "13: measure A1 NET-01 is there twice, first on line 12"),
    ("Six,Inclusive", "Six,", "13: the principle that A1 answers to is missing"),
    ("Six,Inclusive", ",Inclusive", "13: the set of principles that A1 answers to is missing"),
    ("No news flows.", "a" * 601,
     "9: the statement of A1 for level 1 is 601 characters long, but 600 is the most"),
    ("The network", "a" * 121, "6: the name of A1 is 121 characters long, but 120 is the most"),
    ("No news flows.", "No\u200b news.",
     "9: the statement of A1 for level 1 holds signs that cannot be seen"),
    ("No news flows.", "<b>No</b>",
     "9: the statement of A1 for level 1 holds the sign < as in a web page"),
    ("No news flows.", "No, none.", "9: 6 cells, but the header has 5"),
    ("group,A1,,Network,", "group,A1,,Network", "7: 4 cells, but the header has 5"),
    ("No news flows.", '"No news', "9: a quotation mark is out of place or not closed"),
    ("group,A1,,Network,", "", "7: the line is empty"),
    ("row,dimension", "row,area", "1: column 'dimension' is missing"),
    ("row,dimension", "row,row", "1: column 'row' is there twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), BAD)
def test_a_damaged_line_is_told_by_file_and_line(old, new, told):
    assert SMALL.count(old) == 1
    assert f"ours.csv line {told}" in faults(SMALL.replace(old, new))


@pytest.mark.parametrize(
    "id_", ["A 1", "Ä1", "A.1", "a" * 21], ids=["a space", "an accent", "a dot", "21 letters"]
)
def test_an_id_that_is_no_word_is_told_once_on_the_line_of_its_dimension(id_):
    assert faults(SMALL.replace("A1", id_)) == (
        f"ours.csv line 6: '{id_}' is not an id: use 1 to 20 letters, digits, - or _",
    )


@pytest.mark.parametrize("levels", [0, 1, 2, 9])
def test_fewer_than_three_or_more_than_eight_levels_are_told(levels):
    lines = ["row,dimension,level,name,text", "model,m,1,M,Ours", "dimension,A1,,A,Is it?"]
    lines += [f"level,,{one},Level {one},So." for one in range(1, levels + 1)]
    lines += [f"statement,A1,{one},,Yes." for one in range(1, max(levels, 3) + 1)]
    told = faults("\n".join(lines))
    if levels == 9:
        assert told == (
            "ours.csv line 12: level '9' is not a whole number from 1 to 8",
            "ours.csv line 21: level '9' is not a whole number from 1 to 8",
        )
    else:
        are = "is 1 level" if levels == 1 else f"are {levels} levels"
        assert f"ours.csv line 2: there {are}, but a model has from 3 to 8" in told


@pytest.mark.parametrize("levels", [3, 8])
def test_a_model_may_have_three_to_eight_levels(levels):
    lines = ["row,dimension,level,name,text", "model,m,1,M,Ours", "dimension,A1,,A,Is it?"]
    lines += [f"level,,{one},Level {one},So." for one in range(1, levels + 1)]
    lines += [f"statement,A1,{one},,Yes." for one in range(1, levels + 1)]
    assert len(maturity.read("\n".join(lines), "m.csv").levels) == levels


def test_a_dimension_without_any_statement_is_told_once():
    kept = [line for line in SMALL.splitlines() if not line.startswith("statement,B-2")]
    assert faults("\n".join(kept)) == ("ours.csv line 14: B-2 has no statements",)


def test_a_file_without_a_model_or_a_dimension_says_so():
    header = SMALL.splitlines()[0]
    assert faults(header) == (
        "ours.csv: there are 0 levels, but a model has from 3 to 8",
        "ours.csv: there is no dimension",
        "ours.csv: there is no row for the model",
    )
    assert faults("\n".join(SMALL.splitlines()[:5])) == ("ours.csv line 2: there is no dimension",)


def test_a_second_row_for_the_model_is_told():
    assert faults(SMALL + "model,other,1,Other,Ours\n") == (
        "ours.csv line 18: model is there twice, first on line 2",
    )


def test_more_than_forty_dimensions_are_told():
    more = "".join(
        f"dimension,D{one},,Name {one},Is it?\n"
        + "".join(f"statement,D{one},{level},,Yes.\n" for level in (1, 2, 3))
        for one in range(39)
    )
    assert faults(SMALL + more) == ("ours.csv line 2: 41 dimensions, but 40 is the most",)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("", "ours.csv: the file is empty"),
        (b"", "ours.csv: the file is empty"),
        (SMALL.replace(",", ";"), "ours.csv line 1: the cells are set apart by semicolons: "
         "save it as CSV with commas"),
        (SMALL.replace(",", "\t"), "ours.csv line 1: the cells are set apart by tabs: "
         "save it as CSV with commas"),
        (SMALL.replace("No news", "Né news").encode("cp1252"), "ours.csv line 9: not UTF-8 text"),
        (SMALL.encode("utf-16"), "ours.csv line 1: not UTF-8 text"),
        (b"PK\x03\x04 and so on", "ours.csv: a workbook, not CSV: save it as 'CSV UTF-8'"),
        ("a" * 1_000_001, "ours.csv: the file is longer than 1,000,000 characters"),
    ],
    ids=["empty", "no bytes", "semicolons", "tabs", "cp1252", "utf-16", "workbook", "long"],
)  # fmt: skip
def test_a_file_that_is_no_csv_in_utf_8_is_told_and_nothing_else(file, told):
    assert faults(file) == (told,)


def test_all_faults_are_told_at_once_in_order():
    damaged = (
        SMALL.replace("level,,3,All,", "level,,3,,")
        .replace("statement,A1,2,,", "statement,A1,7,,")
        .replace("NET-01", "NET-99")
        .replace("Do people hear back?", "")
    )
    assert faults(damaged) == (
        "ours.csv line 5: the name of level 3 is missing",
        "ours.csv line 6: the statement of A1 for level 2 is missing",
        "ours.csv line 10: level 7 is not one of the 3 levels",
        "ours.csv line 12: unknown measure 'NET-99'",
        "ours.csv line 14: the question of B-2 is missing",
    )


def test_measures_are_not_looked_at_where_none_are_given():
    model = maturity.read(SMALL.replace("NET-01", "OURS-7"), "x")
    assert model.dimension("A1").measures == ("OURS-7",)


# What changed


def test_a_question_a_statement_or_the_number_of_levels_breaks_a_path_and_says_which():
    asked = edits.with_dimension(OURS, "A1", question="Does news reach all?")
    assert edits.changed(OURS, asked) == {"A1": ["the question"]}
    both = edits.with_cell(asked, "A1", 3, "News reaches all.")
    assert edits.changed(OURS, both) == {"A1": ["the question", "the statement for level 3"]}
    higher = edits.with_level_added(OURS, "More", "Others learn.", {"A1": "Wow.", "B-2": "Yes."})
    count = ["the number of levels"]
    assert edits.changed(OURS, higher) == {"A1": count, "B-2": count}
    assert edits.changed(higher, OURS) == {"A1": count, "B-2": count}


def test_names_groups_evidence_measures_order_and_spaces_break_nothing():
    after = edits.with_dimension(
        OURS, "A1", name="News", group="Other", evidence="", measures=(), crosswalk=()
    )
    after = edits.with_level(after, 3, name="Everywhere", summary="In all places.")
    after = edits.with_heading(edits.moved(after, "B-2", 1), name="A new name")
    after = edits.with_cell(after, "A1", 1, "  No news\nflows. ")
    assert after != OURS
    assert edits.changed(OURS, after) == {}


def test_a_dimension_that_only_one_wording_has_is_no_break():
    assert edits.changed(OURS, edits.without(OURS, "A1")) == {}
    assert edits.changed(edits.without(OURS, "A1"), OURS) == {}


# Small edits


def test_a_cell_is_reworded_and_the_model_before_stays_as_it_was():
    after = edits.with_cell(OURS, "B-2", 2, " Most  hear back.\n")
    assert after.dimension("B-2").statements == (
        "Nobody hears back.",
        "Most hear back.",
        "All hear back.",
    )
    assert OURS.dimension("B-2").statements[1] == "Some hear back."
    assert after.edition == OURS.edition


def test_each_part_of_a_dimension_may_be_changed_alone():
    parts = {
        "name": "News",
        "question": "How fast?",
        "group": "Other",
        "evidence": "Minutes",
        "measures": ("NET-02", "NET-01"),
        "crosswalk": (("Ten", "1 Voices"),),
    }
    for part, said in parts.items():
        after = edits.with_dimension(
            OURS, "A1", **{part: said}, known_measures={"NET-01", "NET-02"}
        )
        assert after.dimension("A1") == replace(OURS.dimension("A1"), **{part: said})
        assert after.dimension("B-2") == OURS.dimension("B-2")


def test_a_dimension_is_added_moved_and_taken_away():
    new = Dimension("C", "", "Trust", "Are we trusted?", "", ("No.", "Partly.", "Yes."))
    assert [one.id for one in edits.with_added(OURS, new).dimensions] == ["A1", "B-2", "C"]
    first = edits.with_added(OURS, new, 1)
    assert [one.id for one in first.dimensions] == ["C", "A1", "B-2"]
    assert [one.id for one in edits.moved(first, "C", 2).dimensions] == ["A1", "C", "B-2"]
    assert [one.id for one in edits.moved(first, "C", 99).dimensions] == ["A1", "B-2", "C"]
    assert edits.without(first, "C") == OURS


def test_a_level_is_added_above_and_taken_away_again():
    higher = edits.with_level_added(OURS, "More", "Others learn.", {"A1": "Wow.", "B-2": "Yes."})
    assert higher.levels[3] == Level(4, "More", "Others learn.")
    assert higher.dimension("A1").statements[3] == "Wow."
    assert edits.without_last_level(higher) == OURS


def test_what_an_edit_would_break_is_told_in_sentences():
    alone = edits.without(OURS, "B-2")
    twin = replace(OURS.dimensions[1], id="a1", name="Twin")
    extra = edits.with_level_added
    assert refusal(edits.with_cell, OURS, "A1", 2, " ") == (
        "The statement of A1 for level 2 is missing.",
    )
    assert refusal(edits.with_cell, OURS, "A1", 4, "x") == ("Level 4 is not one of the 3 levels.",)
    assert refusal(edits.with_cell, OURS, "A1", 0, "x") == ("Level 0 is not one of the 3 levels.",)
    assert refusal(edits.with_level, OURS, 4, name="x") == ("Level 4 is not one of the 3 levels.",)
    assert refusal(edits.with_level, OURS, 3, name="some") == (
        "'some' is the name of another level.",
    )
    assert refusal(edits.with_dimension, OURS, "A1", name="", question="") == (
        "The name of A1 is missing.",
        "The question of A1 is missing.",
    )
    assert refusal(
        edits.with_dimension, OURS, "A1", measures=["X-1", "X-1"], known_measures={"NET-01"}
    ) == ("Unknown measure 'X-1'.", "A1 has the measure X-1 twice.")
    assert refusal(edits.with_dimension, OURS, "A1", crosswalk=[("a", "b"), ("a", "b")]) == (
        "A1 answers to 'b' twice.",
    )
    assert refusal(edits.with_added, OURS, twin) == ("Dimension 'a1' is there twice.",)
    assert refusal(edits.with_added, OURS, replace(twin, id="C", statements=("No.",))) == (
        "C has 1 statements, but there are 3 levels.",
    )
    assert refusal(edits.without, alone, "A1") == ("There is no dimension.",)
    assert refusal(edits.without_last_level, OURS) == ("There are 3 levels, which is the fewest.",)
    assert refusal(extra, OURS, "More", "Yes.", {"A1": "Wow."}) == (
        "The statement of B-2 for level 4 is missing.",
    )
    full = OURS
    for level in range(4, 9):
        full = extra(full, f"Level {level}", "So.", {"A1": "Yes.", "B-2": "Yes."})
    assert refusal(extra, full, "Nine", "So.", {}) == ("There are 8 levels, which is the most.",)


def test_an_edit_of_a_dimension_that_is_not_there_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError, match="Z9"):
        edits.with_cell(OURS, "Z9", 1, "x")
