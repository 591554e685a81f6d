"""Who lives in a place: figures of the census by authority, added up by place."""

from pathlib import Path

import pytest

from engagement_metrics import __main__ as commands
from engagement_metrics import framework, population
from engagement_metrics.framework import FrameworkError

FIGURES = framework.load()
SUFFOLK_WITHOUT_THE_NORTH_EAST = ("E07000200", "E07000202", "E07000203", "E07000245")
SOMERSET = ("E07000187", "E07000188", "E07000189", "E07000246")  # one authority since 2023


def residents(characteristic, *authorities):
    found = population.load().benchmark(characteristic, authorities)
    assert found is not None
    return found


def test_three_figures_are_those_that_the_census_published():
    # Looked up by hand in the published tables TS008, TS021 and TS030.
    assert residents("sex", "E07000103").residents == 102_246
    assert residents("ethnic_group", "E06000016").counts["indian"] == 126_421
    assert residents("religion", "E07000103").counts["muslim"] == 13_262


def test_a_place_is_the_sum_of_its_authorities():
    parts = [residents("age", code) for code in SUFFOLK_WITHOUT_THE_NORTH_EAST]
    whole = residents("age", *SUFFOLK_WITHOUT_THE_NORTH_EAST)

    assert whole.residents == sum(part.residents for part in parts)
    for category, count in whole.counts.items():
        assert count == sum(part.counts[category] for part in parts)


def test_an_authority_made_in_2023_is_the_sum_of_its_former_districts():
    assert residents("sex", *SOMERSET).residents == 571_548


def test_every_authority_and_every_place_of_the_systems_has_residents():
    with_figures = [
        key
        for key, one in FIGURES.characteristics.items()
        if one.base not in ("none", "small areas")
    ]
    assert len(with_figures) == 10
    for code in FIGURES.authorities:
        for characteristic in with_figures:
            assert residents(characteristic, code).residents > 0, (code, characteristic)
    for place in FIGURES.places.values():
        if place.authorities:
            assert residents("sex", *place.authorities).residents > 50_000


def test_a_roll_up_is_the_sum_of_its_parts():
    found = residents("ethnic_group", "E06000016").counts

    parts = ("bangladeshi", "chinese", "indian", "pakistani", "other_asian")
    assert found["asian"] == sum(found[part] for part in parts)


def test_whoever_did_not_answer_is_left_out_of_the_residents():
    everybody, answered = residents("sex", "E06000016"), residents("religion", "E06000016")

    assert answered.residents < everybody.residents
    assert answered.share("none") == answered.counts["none"] / answered.residents


def test_where_only_the_broader_answer_was_published_only_that_has_a_figure():
    # Watford is one of the 34 whose detail was published, Leicester is not.
    assert residents("disability", "E07000103").share("limited_lot") is not None
    assert residents("disability", "E06000016").share("limited_lot") is None
    assert residents("disability", "E06000016").share("disabled") is not None
    assert residents("disability", "E07000103", "E06000016").share("limited_lot") is None


def test_what_the_census_did_not_ask_has_no_population_figure():
    assert population.load().benchmark("pregnancy", ["E06000016"]) is None
    assert population.load().benchmark("inclusion_homelessness", ["E06000016"]) is None


def test_a_place_without_authorities_has_no_population_figure():
    assert population.load().benchmark("sex", []) is None


def test_a_place_part_of_which_is_not_known_has_no_population_figure():
    # The index of deprivation is of England alone.
    assert residents("deprivation", "E06000016").residents > 0
    assert population.load().benchmark("deprivation", ["E06000016", "W06000015"]) is None


def test_gender_and_deprivation_are_shown_and_nothing_is_judged_by_them():
    judged = {key: tables[0].judged for key, tables in population.load().tables.items()}

    assert {key for key, found in judged.items() if not found} == {
        "gender_reassignment", "deprivation",
    }  # fmt: skip


# ---- another baseline, and a faulty one ----------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """Two baselines for sex in a folder of their own."""

    def row(baseline, counted_on, base="all residents"):
        return f"{baseline},sex,{base},yes,{counted_on},TS008,ONS,OGL,\n"

    header = "baseline,characteristic,base,judged,counted_on,table,publisher,licence,caution\n"
    (tmp_path / "baselines.csv").write_text(
        header + row("old", "2021-03-21") + row("new", "2024-06-30")
    )
    for baseline, counts in (("old", "5,6"), ("new", "50,60")):
        (tmp_path / baseline).mkdir()
        (tmp_path / baseline / "sex.csv").write_text(
            f"authority,female,male,table\nE06000001,{counts},T\n"
        )
    with (tmp_path / "old" / "sex.csv").open("a") as file:
        file.write("E06000002,7,8,T\n")
    return tmp_path


def test_another_baseline_is_a_file_and_a_line_and_the_latest_is_taken(folder):
    found = population.load(folder)

    assert found.benchmark("sex", ["E06000001"]).counts == {"female": 50, "male": 60}


def test_where_the_latest_lacks_an_authority_an_earlier_one_stands_for_the_whole(folder):
    found = population.load(folder).benchmark("sex", ["E06000001", "E06000002"])

    assert (found.table.baseline, found.counts) == ("old", {"female": 12, "male": 14})


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("old/sex.csv", "X1,5,6,T", "old/sex.csv line 4: unknown authority 'X1'"),
        ("old/sex.csv", "E06000001,5,6,T",
         "old/sex.csv line 4: E06000001 is there twice, first on line 2"),
        ("old/sex.csv", "E06000003,five,6,T",
         "old/sex.csv line 4: female 'five' is not a whole number"),
        ("old/sex.csv", "E06000003,,,T", "old/sex.csv line 4: no category has a count"),
        ("old/sex.csv", "E06000003,5,6", "old/sex.csv line 4: 3 cells, but the header has 4"),
        ("baselines.csv", "old,height,none,yes,2021-03-21,T,P,L,",
         "baselines.csv line 4: unknown characteristic 'height'"),
        ("baselines.csv", "other,sex,residents aged 16 and over,yes,2021-03-21,T,P,L,",
         "baselines.csv line 4: base 'residents aged 16 and over' is not that of sex, "
         "which is 'all residents'"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_file_and_line(folder, file, line, told):
    with (folder / file).open("a") as opened:
        opened.write(f"{line}\n")

    with pytest.raises(FrameworkError) as refused:
        population.load(folder)

    assert any(fault.startswith(told) for fault in refused.value.faults), refused.value.faults


def test_a_column_that_is_no_category_is_told(folder):
    file = folder / "old" / "sex.csv"
    file.write_text("authority,female,male,tall,table\nE06000001,5,6,7,T\n")

    with pytest.raises(FrameworkError, match=r"old/sex\.csv line 1: unknown column 'tall'"):
        population.load(folder)


def test_a_file_that_is_missing_is_told(folder):
    (folder / "new" / "sex.csv").unlink()

    with pytest.raises(FrameworkError, match=r"new/sex\.csv: the file is missing"):
        population.load(folder)


def test_the_files_are_what_the_script_writes_each_with_all_authorities():
    for file in sorted(Path(population.FOLDER / "census_2021").glob("*.csv")):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1 + (309 if file.stem == "deprivation" else 331), file.name


def test_a_faulty_baseline_is_told_by_check(folder, monkeypatch, capsys):
    (folder / "new" / "sex.csv").unlink()
    monkeypatch.setattr(population, "FOLDER", folder)
    population._own.cache_clear()
    try:
        assert commands.main(["check"]) == 1
    finally:
        population._own.cache_clear()
    assert "new/sex.csv: the file is missing" in capsys.readouterr().out
