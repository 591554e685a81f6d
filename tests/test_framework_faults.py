"""A damaged definition file is refused, with the file and the line of every fault."""

from pathlib import Path
from shutil import copytree

import pytest

from engagement_metrics import framework


@pytest.fixture
def folder(tmp_path):
    """A copy of the app's definitions, to be damaged."""
    return copytree(framework.FOLDER, tmp_path / "framework")


def damage(folder: Path, file: str, old: str, new: str) -> int:
    """Change the first `old` of a file; the number of its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(framework.FrameworkError) as refused:
        framework.load(folder)
    assert str(refused.value) == "\n".join(refused.value.faults)
    return refused.value.faults


BAD_LINES = [
    # file, what stands there, what is put in its place, what is told
    ("indicators.csv", "INF-02,1,inform,", "INF-02,1,listn,", "unknown aim 'listn'"),
    ("indicators.csv", "INF-02,1,inform,output", "INF-02,1,inform,input", "unknown kind 'input'"),
    ("indicators.csv", ",index,up,", ",index,sideways,", "unknown direction 'sideways'"),
    ("indicators.csv", "out of 1,index", "out of 1,score", "unknown unit_kind 'score'"),
    ("indicators.csv", ",sum,sum,", ",add,sum,", "unknown adds_over_time 'add'"),
    ("indicators.csv", ",sum,sum,", ",sum,add,", "unknown adds_over_place 'add'"),
    ("indicators.csv", ",latest,never,no", ",latest,never,perhaps", "unknown by_group 'perhaps'"),
    ("indicators.csv", "month;year", "month;week", "unknown periods 'week'"),
    ("indicators.csv", "at_least;share_of", "at_least;soon", "unknown target_forms 'soon'"),
    ("indicators.csv", "at_least;share_of", "at_least;at_least",
     "target_forms says something twice"),
    ("indicators.csv", ",Q1,on_the_day,", ",Q1,later,", "unknown wave 'later'"),
    ("indicators.csv", ",Q1,on_the_day,", ",Q1,follow_up,",
     "wave is not when its questions are asked: on_the_day"),
    ("indicators.csv", ",Q1,on_the_day,", ",,on_the_day,",
     "wave is not when its questions are asked: never"),
    ("indicators.csv", ",Q1,on_the_day,", ",Q99,on_the_day,", "unknown question 'Q99'"),
    ("indicators.csv", ",Q1,on_the_day,", ",Q3,on_the_day,",
     "question Q3 does not name it in return"),
    ("indicators.csv", "INF-02,1,", "INF-02,first,", "version 'first' is not a whole number"),
    ("indicators.csv", "INF-02,1,", "INF-02,0,", "version 0 is below 1"),
    ("indicators.csv", "INF-02,1,", "INF-2,1,", "id 'INF-2' is not of the form INF-01"),
    ("indicators.csv", "INF-02,1,", ",1,", "id is empty"),
    ("indicators.csv", "inform,output,2,", "inform,output,1,", "order 1 is there twice"),
    ("indicators.csv", "INF-02,1,", "INF-01,1,", "INF-01 is there twice, first on line 2"),
    ("indicators.csv", "activity.heads;", "people;",
     "calculated_from 'people' is not a table.field, typed or waits"),
    ("indicators.csv", "activity.heads;", "typed;", "calculated_from has more than 'typed'"),
    ("indicators.csv", "This measure waits for case studies.", "",
     "waits_for is empty, but the indicator waits"),
    ("indicators.csv", ",Meetings held,typed,", ",Meetings held,waits,",
     "waits_for is empty, but the indicator waits"),
    ("indicators.csv", ",waits,ratio_of_sums", ",typed,ratio_of_sums",
     "waits_for is filled in, but the indicator does not wait"),
    ("indicators.csv", ",Meetings held,", ",,", "bottom is empty, but unit_kind is average"),
    ("indicators.csv", ",Meetings held,", ",,",
     "bottom is empty, but it adds up as a ratio_of_sums"),
    ("indicators.csv", ",appendix_2,4,0", ",appendix_3,4,0", "unknown section 'appendix_3'"),
    ("indicators.csv", ",appendix_2,4,0", ",,4,0", "section is empty"),
    ("indicators.csv", ",appendix_2,4,0", ",appendix_2,1,0", "first 1 belongs to ENG-01 already"),
    ("indicators.csv", ",appendix_2,4,0", ",appendix_2,13,0",
     "first '13' is not a place from 1 to 12"),
    ("indicators.csv", ",appendix_2,4,0", ",appendix_2,fourth,0",
     "first 'fourth' is not a whole number"),
    ("indicators.csv", ",appendix_2,4,0", ",appendix_2,4,-1",
     "settles_after_days '-1' is not a whole number"),
    ("indicators.csv", ",appendix_2,4,0", ",appendix_2,4,", "settles_after_days is empty"),
    ("sections.csv", "insight,", "in sight,", "key 'in sight' may only have a to z, 0 to 9 and _"),
    ("sections.csv", "insight,", "insights,", "'insights' has no indicators"),
    ("sections.csv", "The reader panel", "Equality checks",
     "'Equality checks' is the heading of another section"),
    ("aims.csv", "involve,Involve", "invlove,Involve", "unknown key 'invlove'"),
    ("methods.csv", "drop_in,", "Drop In,", "key 'Drop In' may only have a to z, 0 to 9 and _"),
    ("methods.csv", "Focus group,engage", "Focus group,listen", "unknown aim_hint 'listen'"),
    ("methods.csv", "Video,inform,online", "Video,inform,radio", "unknown mode_hint 'radio'"),
    ("characteristics.csv", ",no,all residents", ",maybe,all residents",
     "unknown overlapping 'maybe'"),
    ("characteristics.csv", ",no,all residents", ",no,people", "unknown base 'people'"),
    ("characteristics.csv", "digital_exclusion,", "digitally_excluded,",
     "'digitally_excluded' has no categories"),
    ("categories.csv", "sex,female", "gender,female", "unknown characteristic 'gender'"),
    ("categories.csv", ",85 and over,75p", ",85 and over,70p", "unknown roll_up '70p'"),
    ("categories.csv", "age,75_84,75 to 84,75p", "age,75_84,75 to 84,55_64",
     "roll_up '55_64' is itself part of another"),
    ("categories.csv", "pregnancy,neither", "pregnancy,not_known",
     "key 'not_known' is a state of an answer, not a category"),
    ("categories.csv", ",2021-03-21", ",21 March 2021",
     "valid_from '21 March 2021' is not a date such as 2021-03-21"),
    ("categories.csv", "sex,male", "sex,female", "sex female is there twice, first on line 13"),
    ("questions.csv", ",INF-11,", ",INF-99,", "unknown indicator 'INF-99'"),
    ("questions.csv", ",on_the_day,2,INF-11", ",next_year,2,INF-11", "unknown wave 'next_year'"),
    ("questions.csv", ",2,INF-11,", ",5,INF-11,", "top_choices 5 is not between 0 and 5 choices"),
    ("questions.csv", ",2,INF-11,", ",two,INF-11,", "top_choices 'two' is not a whole number"),
    ("questions.csv", ";already_knew", ";do_not_care", "unknown extra_choices 'do_not_care'"),
    ("questions.csv", "Very hard|Quite hard", "Very easy|Quite hard",
     "choices offers a choice twice"),
    ("questions.csv", "Very easy,No|A bit|Yes", "Very easy,",
     "choices and easy_read_choices are both filled in or both empty"),
    ("questions.csv", "of today?,,,,on_the_day,0,", "of today?,,,,on_the_day,2,",
     "an open question has no top_choices and no indicator"),
    ("questions.csv", "on_the_day,2,,", "on_the_day,2,INF-01,",
     "indicator INF-01 does not name it in return"),
    ("places.csv", "E06000034", "E99999999", "unknown authority 'E99999999'"),
    ("places.csv", "E06000034", "E07000068",
     "authority 'E07000068' belongs to basildon_brentwood already"),
    ("places.csv", "E06000034", "", "authorities is empty, and there is no place within it"),
    ("places.csv", "Thurrock,mid_south_essex", "Thurrock,essex", "unknown parent 'essex'"),
    ("places.csv", "Thurrock,mid_south_essex", "Thurrock,suffolk",
     "parent 'suffolk' belongs to another system"),
    ("places.csv", "Thurrock,mid_south_essex", "Thurrock,",
     "a system, and only a system, has no parent and its own key as system"),
    ("places.csv", "mid_south_essex,thurrock", "kent,thurrock", "unknown system 'kent'"),
    ("places.csv", "Suffolk,,,", "Suffolk,,E07000202,",
     "authorities are named by the places within it, not here"),
    ("authorities.csv", "Hartlepool", "", "name is empty"),
    ("authorities.csv", "E06000002,", "E06000001,",
     "E06000001 is there twice, first on line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "told"), BAD_LINES)
def test_a_damaged_line_is_told_by_file_and_line(folder, file, old, new, told):
    line = damage(folder, file, old, new)
    assert any(fault.startswith(f"{file} line {line}: {told}") for fault in faults(folder))


@pytest.mark.parametrize("file", sorted(path.name for path in framework.FOLDER.glob("*.csv")))
def test_a_missing_file_is_told_and_nothing_else(folder, file):
    (folder / file).unlink()
    assert faults(folder) == (f"{file}: the file is missing",)


@pytest.mark.parametrize("file", sorted(path.name for path in framework.FOLDER.glob("*.csv")))
def test_a_file_with_a_header_only_has_no_rows(folder, file):
    header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text(header + "\n", encoding="utf-8")
    assert f"{file}: no rows below the header" in faults(folder)


def test_a_missing_column_is_told_on_the_first_line_and_nothing_else(folder):
    damage(folder, "authorities.csv", "code,name", "code,label")
    assert faults(folder) == (
        "authorities.csv line 1: column 'name' is missing",
        "authorities.csv line 1: unknown column 'label'",
    )


def test_a_column_that_is_there_twice_is_told(folder):
    damage(folder, "authorities.csv", "code,name", "code,name,name")
    assert faults(folder) == ("authorities.csv line 1: column 'name' is there twice",)


def test_columns_may_stand_in_any_order(folder):
    text = (folder / "vision.csv").read_text(encoding="utf-8").splitlines()
    assert text[0] == "key,text,source"
    (folder / "vision.csv").write_text("source,key,text\nours,vision,Well\n", encoding="utf-8")
    assert framework.load(folder).vision == "Well"


def test_too_few_and_too_many_cells_are_told_and_the_key_still_counts(folder):
    few = damage(folder, "authorities.csv", "E06000034,Thurrock", "E06000034")
    many = damage(folder, "authorities.csv", "E08000016,Barnsley", "E08000016,Barnsley,Yorkshire")
    assert faults(folder) == (
        f"authorities.csv line {few}: 1 cells, but the header has 2",
        f"authorities.csv line {many}: 3 cells, but the header has 2",
    )


def test_a_quotation_mark_that_is_not_closed_is_told(folder):
    line = damage(folder, "authorities.csv", "E07000008", '"E07000008')
    told = f"authorities.csv line {line}: a quotation mark is out of place or not closed"
    assert told in faults(folder)


def test_an_empty_line_is_told(folder):
    line = damage(folder, "authorities.csv", "E06000002,", "\nE06000002,")
    assert faults(folder) == (f"authorities.csv line {line}: the line is empty",)


def test_text_that_is_not_utf_8_is_told_with_its_line(folder):
    path = folder / "authorities.csv"
    path.write_bytes(path.read_bytes().replace(b"Middlesbrough", b"Middlesbr\xf6ugh"))
    assert faults(folder) == ("authorities.csv line 3: not UTF-8 text",)


def test_files_saved_by_a_spreadsheet_program_are_read(folder):
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert vars(framework.load(folder)) == vars(framework.load())


def test_a_label_that_two_methods_claim_is_told(folder):
    damage(folder, "methods.csv", "survey;poll", "survey;video")
    line = damage(folder, "methods.csv", "video,Video", "video,Video")
    assert faults(folder) == (f"methods.csv line {line}: 'video' is already a method on line 2",)


def test_a_vision_or_an_aim_that_is_not_there_is_told_for_the_file(folder):
    damage(folder, "vision.csv", "vision,", "slogan,")
    lines = (folder / "aims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "aims.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    assert faults(folder) == (
        "aims.csv: there is no row for 'co_produce'",
        "vision.csv: there is no row for 'vision'",
    )


REQUIRED = {
    "vision.csv": "key text source",
    "aims.csv": "key name title objective tools source",
    "indicators.csv": "id version aim kind order name unit unit_kind direction definition top"
    " calculated_from adds_over_time adds_over_place by_group target_forms target_hint periods"
    " source section settles_after_days",
    "sections.csv": "key name",
    "methods.csv": "key name",
    "characteristics.csv": "key name question overlapping base source version order",
    "categories.csv": "characteristic key name order version valid_from",
    "questions.csv": "id version module text wave top_choices source",
    "places.csv": "system key name source",
    "authorities.csv": "code name",
}


@pytest.mark.parametrize("file", REQUIRED)
def test_every_cell_that_is_needed_is_told_when_it_is_empty(folder, file):
    lines = (folder / file).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = "," * lines[0].count(",") + "\n"
    (folder / file).write_text("".join(lines), encoding="utf-8")
    empty = {fault for fault in faults(folder) if fault.endswith(" is empty")}
    assert empty == {f"{file} line 2: {column} is empty" for column in REQUIRED[file].split()}


def test_all_faults_of_all_files_are_told_at_once_in_order(folder):
    place = damage(folder, "places.csv", "E06000034", "E99999999")
    aim = damage(folder, "indicators.csv", "INF-02,1,inform,", "INF-02,1,listn,")
    unit = damage(folder, "indicators.csv", "out of 1,index", "out of 1,score")
    assert faults(folder) == (
        f"indicators.csv line {aim}: unknown aim 'listn'; "
        "it may be inform, engage, involve, co_produce",
        f"indicators.csv line {unit}: unknown unit_kind 'score'; "
        "it may be count, percent, index, minutes, average, days",
        f"places.csv line {place}: unknown authority 'E99999999'",
    )
    assert aim == unit == 3


def test_every_file_of_the_folder_is_read(folder):
    for path in sorted(folder.glob("*.csv")):
        path.write_text("", encoding="utf-8")
    files = sorted(path.name for path in folder.glob("*.csv"))
    assert faults(folder) == tuple(f"{file}: the file is empty" for file in files)
