"""The definition files load, and say what they should."""

import pytest
import textstat

from engagement_metrics import framework, models
from engagement_metrics.models.lists import AddsUp, Aim, IndicatorKind, Wave

CALCULATED = {
    "INF-01", "INF-02", "INF-04", "ENG-01", "ENG-02", "ENG-04", "ENG-13",
    "INF-11", "INF-12", "ENG-11", "ENG-12", "INV-11", "INV-12", "INV-13", "COP-11",
    "REC-01", "REC-02", "REC-03",
    "PRJ-02", "FBK-01", "FBK-02", "FBK-03", "FBK-04", "INC-03", "DEV-05", "STF-01",
    "STK-01", "AWR-01",
    "MAT-01", "MAT-02", "MAT-03", "MAT-04",
}  # fmt: skip
WAITS = {
    "REC-04": "This measure waits for case studies.",
}
LABELS_OF_THE_PUBLISHED_LOG = """
advert, campaign, co-design, community volunteers, complaints and comments, consultation,
deliberative event, drop-in, email, engagement exercise, event, exhibition, feedback form,
focus group, interview, leaflet, live stream, meeting, newsletter, online meeting, outreach,
outreach stall, panel, patient group, poll, postcard, public meeting, question and answer,
research, school lesson, social media, street interview, survey, telephone survey, toolkit,
user testing, video, video interview, visit, volunteer role, website, workshop
""".replace("\n", " ").split(",")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: the years of school it takes to read a text."""
    return textstat.flesch_kincaid_grade(text)


def test_every_file_loads_and_the_app_s_own_are_read_once():
    assert framework.load() is framework.load()
    assert vars(framework.load(framework.FOLDER)) == vars(framework.load())


@pytest.mark.parametrize(
    ("aim", "kind", "ids"),
    [
        (Aim.INFORM, IndicatorKind.OUTPUT, "INF-01 INF-02 INF-03 INF-04"),
        (Aim.ENGAGE, IndicatorKind.OUTPUT, "ENG-01 ENG-02 ENG-03 ENG-04"),
        (Aim.INVOLVE, IndicatorKind.OUTPUT, "INV-01 INV-02"),
        (Aim.CO_PRODUCE, IndicatorKind.OUTPUT, "COP-01"),
        (Aim.INFORM, IndicatorKind.OUTCOME, "INF-11 INF-12 INF-13"),
        (Aim.ENGAGE, IndicatorKind.OUTCOME, "ENG-11 ENG-12 ENG-13"),
        (Aim.INVOLVE, IndicatorKind.OUTCOME, "INV-11 INV-12 INV-13"),
        (Aim.CO_PRODUCE, IndicatorKind.OUTCOME, "COP-11 COP-12 COP-13 COP-14"),
        (Aim.INFORM, IndicatorKind.METHOD, "REC-01 REC-02 REC-03"),
        (Aim.ENGAGE, IndicatorKind.METHOD, "REC-01 REC-02 REC-03"),
        (Aim.INVOLVE, IndicatorKind.METHOD, "REC-01 REC-02 REC-03 REC-04"),
        (Aim.CO_PRODUCE, IndicatorKind.METHOD, "REC-01 REC-02 REC-03 REC-04"),
    ],
)
def test_each_cell_of_the_matrix_has_the_measures_of_appendix_2(aim, kind, ids):
    assert [one.id for one in framework.load().matrix(aim, kind)] == ids.split()


def test_there_are_24_indicators_of_appendix_2_and_four_about_recording():
    kinds = [one.kind for one in framework.load().in_matrix()]
    assert [kinds.count(kind) for kind in IndicatorKind] == [11, 13, 4]


def test_the_calculated_and_the_waiting_indicators_are_these_and_all_others_are_typed():
    indicators = framework.load().indicators.values()
    assert {one.id for one in indicators if one.calculated} == CALCULATED
    assert {one.id: one.waits_for for one in indicators if one.waits} == WAITS
    assert {one.waits_for for one in indicators if not one.waits} == {""}
    assert len([one for one in indicators if one.typed]) == 93 - len(CALCULATED) - len(WAITS)


def test_how_figures_of_months_and_places_make_one_is_said_for_each_of_the_matrix():
    adds = {
        one.id: f"{one.adds_over_time} {one.adds_over_place}"
        for one in framework.load().in_matrix()
    }
    ratio = f"{AddsUp.RATIO_OF_SUMS} {AddsUp.RATIO_OF_SUMS}"
    assert adds == {
        "INF-01": "sum sum", "INF-02": "never never", "INF-03": "sum sum", "INF-04": "sum sum",
        "ENG-01": "sum sum", "ENG-02": ratio, "ENG-03": ratio, "ENG-04": "sum sum",
        "INV-01": "latest never", "INV-02": "latest never", "COP-01": "sum sum",
        "INF-11": ratio, "INF-12": ratio, "INF-13": "latest ratio_of_sums",
        "ENG-11": ratio, "ENG-12": ratio, "ENG-13": "sum sum",
        "INV-11": ratio, "INV-12": ratio, "INV-13": ratio,
        "COP-11": ratio, "COP-12": "latest ratio_of_sums", "COP-13": ratio,
        "COP-14": "latest ratio_of_sums",
        "REC-01": ratio, "REC-02": "never never", "REC-03": ratio, "REC-04": ratio,
    }  # fmt: skip


def test_only_the_indicators_about_priority_groups_are_told_by_group():
    by_group = [one.id for one in framework.load().indicators.values() if one.by_group]
    assert by_group == ["INF-04", "ENG-04", "INV-02", "INS-04"]


def test_outcomes_made_of_answers_name_their_questions_and_hope_is_never_experience():
    known = framework.load()
    asked = {one.id: one.questions for one in known.indicators.values() if one.questions}
    assert asked == {
        "INF-11": ("Q1",), "INF-12": ("Q2",), "ENG-11": ("Q3",), "ENG-12": ("Q4", "Q4F"),
        "INV-11": ("Q5",), "INV-12": ("Q6",), "INV-13": ("Q7",), "COP-11": ("Q9",),
        "DEV-05": ("Q12",), "STF-01": ("S1", "S2", "S3"), "STK-01": ("Q11",), "AWR-01": ("Q10",),
    }  # fmt: skip
    assert [question.waves for question in known.questions_of("ENG-12")] == [
        (Wave.ON_THE_DAY,),
        (Wave.FOLLOW_UP,),
    ]
    assert known.questions["Q2"].waves == (Wave.ON_THE_DAY, Wave.FOLLOW_UP)


def test_the_top_two_of_five_choices_count_and_knowing_already_is_set_apart():
    question = framework.load().questions["Q1"]
    assert question.top == ("Quite a lot more", "A great deal more")
    assert question.extra_choices == ("does_not_apply", "prefer_not_to_say", "already_knew")
    assert question.easy_read_choices == ("No", "A bit", "Yes")
    assert framework.load().questions["O1"].top == ()


def test_every_field_an_indicator_is_calculated_from_is_in_the_store():
    tables = models.Activity.metadata.tables
    named = {
        source
        for one in framework.load().indicators.values()
        if one.calculated
        for source in one.calculated_from
    }
    fields = {f"{table}.{column.name}" for table in tables for column in tables[table].columns}
    assert named - fields == set()
    assert len(named) > 25


def test_every_key_fits_the_field_that_stores_it():
    known = framework.load()
    tables = models.Activity.metadata.tables
    stored = {
        ("typed_figure", "indicator"): known.indicators,
        ("activity", "method"): known.methods,
        ("group_count", "characteristic"): known.characteristics,
        ("group_count", "category"): [one.key for one in known.categories.values()],
        ("answer_count", "question"): known.questions,
        ("answer_count", "choice"): [
            choice
            for question in known.questions.values()
            for choice in (*question.choices, *question.easy_read_choices)
        ],
        ("place_authority", "code"): known.authorities,
    }
    for (table, column), keys in stored.items():
        room = tables[table].columns[column].type.length
        assert [key for key in keys if len(key) > room] == []


def test_the_nineteen_ethnic_groups_have_the_nhs_code_they_are_exported_under():
    groups = framework.load().detailed_categories("ethnic_group")
    assert {one.key: one.nhs_code for one in groups} == {
        "white_british": "A", "white_irish": "B",
        "gypsy_irish_traveller": "C", "roma": "C", "other_white": "C",
        "white_and_black_caribbean": "D", "white_and_black_african": "E",
        "white_and_asian": "F", "other_mixed": "G",
        "indian": "H", "pakistani": "J", "bangladeshi": "K", "other_asian": "L", "chinese": "R",
        "caribbean": "M", "african": "N", "other_black": "P",
        "arab": "S", "any_other": "S",
    }  # fmt: skip
    assert [one.census_code for one in groups] == [
        f"TS021:{number}" for number in (*range(1, 15), 17, 15, 16, 18, 19)
    ]


def test_gypsy_traveller_and_roma_people_are_always_shown_apart():
    known = framework.load()
    assert [one.key for one in known.quick_categories("ethnic_group")] == [
        "asian", "black", "mixed", "white", "gypsy_irish_traveller", "roma", "other",
    ]  # fmt: skip
    assert [one.key for one in known.parts_of("ethnic_group", "white")] == [
        "white_british", "white_irish", "other_white",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("characteristic", "quick", "detailed"),
    [
        ("age", "u16 16_24 25_64 65_74 75p",
         "u16 16_24 25_34 35_44 45_54 55_64 65_74 75_84 85p"),
        ("sex", "female male", "female male"),
        ("gender_reassignment", "same_as_birth different", "same_as_birth different"),
        ("disability", "disabled not_disabled",
         "limited_lot limited_little condition_not_limiting none"),
        ("marriage", "in_one not_in_one", "married_cp separated never divorced widowed"),
        ("pregnancy", "pregnant_or_birth_26w neither", "pregnant_or_birth_26w neither"),
        ("religion", "none christian buddhist hindu jewish muslim sikh other",
         "none christian buddhist hindu jewish muslim sikh other"),
        ("sexual_orientation", "straight lgb_plus", "straight gay_lesbian bisexual other"),
        ("unpaid_carer", "none carer", "none 1_19 20_49 50p"),
        ("deprivation", "yes no", "yes no"),
        ("digital_exclusion", "yes no", "yes no"),
        ("inclusion_autism", "yes no", "yes no"),
    ],
)  # fmt: skip
def test_quick_entry_offers_broad_categories_and_the_store_keeps_fine_ones(
    characteristic, quick, detailed
):
    known = framework.load()
    assert [one.key for one in known.quick_categories(characteristic)] == quick.split()
    assert [one.key for one in known.detailed_categories(characteristic)] == detailed.split()


def test_every_category_rolls_up_into_one_that_quick_entry_offers():
    known = framework.load()
    for characteristic in known.characteristics:
        offered = {one.key for one in known.quick_categories(characteristic)}
        reached = {
            known.roll_up(characteristic, one.key) for one in known.categories_of(characteristic)
        }
        assert reached == offered


def test_the_thirteen_inclusion_health_groups_overlap_and_nothing_else_does():
    overlapping = [one.key for one in framework.load().characteristics.values() if one.overlapping]
    assert len(overlapping) == 13
    assert all(key.startswith("inclusion_") for key in overlapping)


def test_every_label_of_the_published_log_has_a_method():
    known = framework.load()
    labels = [label.strip() for label in LABELS_OF_THE_PUBLISHED_LOG]
    assert len(labels) == 42
    assert [label for label in labels if known.method_called(label) is None] == []
    assert known.method_called("a walk on the moon") is None


def test_the_four_systems_have_their_places():
    known = framework.load()
    assert {
        system.name: [place.name for place in known.places_of(system.key)]
        for system in known.systems()
    } == {
        "Hertfordshire and West Essex": [
            "East and North Hertfordshire", "South and West Hertfordshire", "West Essex",
        ],
        "Mid and South Essex": [
            "Basildon and Brentwood", "Mid Essex", "South East Essex", "Thurrock",
        ],
        "Suffolk": ["Ipswich and East Suffolk", "West Suffolk"],
        "South Yorkshire and Bassetlaw": [
            "Barnsley", "Bassetlaw", "Doncaster", "Rotherham", "Sheffield",
        ],
    }  # fmt: skip


def test_every_place_names_real_authorities_and_none_belongs_to_two_places_of_a_system():
    known = framework.load()
    assert len(known.authorities) == 331
    for system in known.systems():
        codes = [code for place in known.places_of(system.key) for code in place.authorities]
        assert set(codes) <= set(known.authorities)
        assert len(codes) == len(set(codes)) > 0
    thurrock = known.places["thurrock"].authorities
    assert [known.authorities[code] for code in thurrock] == ["Thurrock"]


def test_places_whose_figures_for_residents_mislead_carry_a_caution():
    cautioned = [place.key for place in framework.load().places.values() if place.caution]
    assert cautioned == [
        "east_north_hertfordshire", "suffolk", "ipswich_east_suffolk", "west_suffolk",
        "south_yorkshire_bassetlaw", "bassetlaw",
    ]  # fmt: skip


def test_every_name_and_definition_reads_at_grade_seven_or_lower():
    known = framework.load()
    texts = {one.id: f"{one.name}. {one.definition}" for one in known.indicators.values()}
    texts |= {one.key: f"{one.title}. {one.objective}" for one in known.aims.values()}
    texts |= {one.key: one.caution for one in known.places.values() if one.caution}
    assert {key: round(grade(text), 1) for key, text in texts.items() if grade(text) > 7} == {}
