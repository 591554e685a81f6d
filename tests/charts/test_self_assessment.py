"""Charts of self-assessment: a dot for each score, levels without an average, paths with breaks."""

import json
from collections import Counter
from datetime import date

import pytest
import textstat

from engagement_metrics import charts
from engagement_metrics.charts import levels, maturity
from engagement_metrics.charts.pictures import BLUE, GREY, WORDS
from engagement_metrics.maturity import movement, profile, spread
from engagement_metrics.models import ScoringStage
from tests.maturity.drawn import LONG, NAMES, a_round, answers, model, settled

COLOURS = {BLUE, GREY, levels.GREEN}


def marks(picture):
    """Each layer's mark and data; Altair tells data that all layers share once, above them."""
    shared = picture.spec.get("data")
    return [(layer["mark"]["type"], layer.get("data", shared)["name"])
            for layer in picture.spec["layer"]]  # fmt: skip


def datasets(picture):
    return picture.spec["datasets"]


# ---- the spread ----------------------------------------------------------------------------------


def test_each_score_is_one_dot_at_its_level_and_no_dot_lies_on_another():
    picture = charts.scores(spread(answers("1" + "3" * 9 + "4" * 20)), NAMES)

    assert Counter(row["level"] for row in picture.rows) == {1: 1, 3: 9, 4: 20}
    places = {(row["across"], row["up"]) for row in picture.rows}
    assert len(places) == 30
    assert all(abs(row["across"] - row["level"]) < 0.5 for row in picture.rows)
    assert all(row["up"] > 0 for row in picture.rows)


def test_a_hundred_scores_rise_no_higher_than_the_picture():
    picture = charts.scores(spread(answers("3" * 100)), NAMES, room=True)

    assert len(picture.rows) == 100
    top = picture.spec["layer"][1]["encoding"]["y"]["scale"]["domain"][1]
    assert max(row["up"] for row in picture.rows) < top
    assert picture.spec["height"] <= 700


def test_the_middle_half_is_a_band_and_can_be_seen_where_it_has_no_width():
    picture = charts.scores(spread(answers("144444")), NAMES)

    assert marks(picture) == [("rect", "band"), ("point", "dots"), ("text", "lanes")]
    assert datasets(picture)["band"] == [{"from": 3.88, "to": 4.12}]


def test_volunteers_and_staff_have_a_row_and_a_shape_each_where_both_may_be_shown():
    picture = charts.scores(spread(answers("123", "4455", "2")), NAMES)

    assert Counter(row["row"] for row in picture.rows) == {"Volunteers": 3, "Staff and others": 5}
    assert {lane["words"] for lane in datasets(picture)["lanes"]} == {
        "Volunteers: 3 people", "Staff and others: 5 people",
    }  # fmt: skip
    lowest = {row: min(dot["up"] for dot in picture.rows if dot["row"] == row)
              for row in ("Volunteers", "Staff and others")}  # fmt: skip
    assert lowest["Volunteers"] > lowest["Staff and others"]
    assert maturity.SHAPES["Volunteers"] != maturity.SHAPES["Staff and others"]


def test_two_of_staff_are_in_one_row_with_all():
    picture = charts.scores(spread(answers("1234", "44")), NAMES)

    assert {row["row"] for row in picture.rows} == {"All scores"}
    assert "Staff" not in picture.sentence


def test_the_sentence_of_a_spread_tells_every_dot():
    assert charts.scores(spread(answers("12", "3", dont_know=1)), NAMES).sentence == (
        "3 people gave a level. 1 person said 'I do not know'. All scores: 1 at level 1, 1 at "
        "level 2, 1 at level 3. The middle half of the scores goes from 1.5 to 2.5."
    )
    assert charts.scores(spread(answers("123", "445")), NAMES).sentence == (
        "6 people gave a level. Volunteers: 1 at level 1, 1 at level 2, 1 at level 3. Staff: 2 at "
        "level 4, 1 at level 5. The middle half of the scores goes from 2.25 to 4."
    )


def test_without_scores_there_are_no_dots_and_a_sentence():
    picture = charts.scores(spread(answers(dont_know=2)), NAMES)

    assert (picture.rows, datasets(picture)["band"]) == ([], [])
    assert picture.sentence == "Nobody gave a level. 2 people said 'I do not know'."


def test_for_a_room_all_is_larger_and_levels_have_their_names():
    found = spread(answers("22334"))
    near, far = charts.scores(found, NAMES), charts.scores(found, NAMES, room=True)

    assert far.spec["config"]["axis"]["labelFontSize"] >= 22 > 13
    assert near.spec["config"]["axis"]["labelFontSize"] == 13
    size = [picture.spec["layer"][1]["mark"]["size"] for picture in (near, far)]
    assert size[1] > 2 * size[0]
    named = [picture.spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
             for picture in (near, far)]  # fmt: skip
    assert ["Everywhere" in one for one in named] == [False, True]
    assert near.rows == far.rows


def test_the_scale_has_every_level_of_the_model_and_room_for_the_outer_dots():
    for number in (3, 8):
        names = [f"Name {at}" for at in range(number)]
        x = charts.scores(spread(answers("13"), number), names).spec["layer"][1]["encoding"]["x"]
        assert x["axis"]["values"] == list(range(1, number + 1))
        assert x["scale"]["domain"] == [0.5, number + 0.5]


def test_the_name_of_a_level_is_text_and_never_a_formula():
    names = ['"]; alert(1); ["', "B", "C"]
    axis = charts.scores(spread(answers("12"), 3), names, True).spec["layer"][0]["encoding"]["x"]

    said, rest = json.JSONDecoder().raw_decode(axis["axis"]["labelExpr"])
    assert said[0][0] == "1" and "alert(1);" in " ".join(said[0])
    assert axis["axis"]["labelExpr"][rest:] == "[datum.value - 1]"


# ---- the profile ---------------------------------------------------------------------------------


def drawn_profile():
    found = a_round(
        {
            "A1": settled("A1", 2, 0, target_level=4), "A2": settled("A2", None, 1),
            "P3": settled("P3", None, 2, ScoringStage.SCORING),
        },
        first={"A2": answers("1244"), "P3": answers("5")},
    )  # fmt: skip
    return charts.level_profile(profile(found), 5)


def test_a_profile_draws_levels_targets_and_ranges_and_no_average():
    picture = drawn_profile()

    told = [(row["level"], row["target"], row["low"], row["high"], row["words"])
            for row in picture.rows]  # fmt: skip
    assert told == [
        (2, 4, None, None, "Level 2, Starting; target 4"),
        (None, None, 1, 4, "Not agreed: 1 to 4"),
        (None, None, None, None, "Not settled yet"),
    ]
    assert {name for _, name in marks(picture)} == {"rows"}
    assert picture.sentence == (
        "The group agreed on a level for 1 of 3 dimensions. It did not agree on 1. 1 is not "
        "settled yet."
    )


def test_a_long_name_is_broken_into_lines_that_fit_a_phone():
    row = drawn_profile().rows[2]

    assert row["dimension"] == LONG
    assert row["name"].count("\n") == 2
    assert max(map(len, row["name"].split("\n"))) <= levels.NAME


def test_each_row_of_a_profile_has_room_of_its_own():
    rows = drawn_profile().rows
    heights = [at for row in rows for at in (row["top"], row["under"], row["on"])]

    assert heights == sorted(heights) and len(set(heights)) == 9


def test_two_scores_draw_no_range_as_they_would_be_told():
    found = a_round({"A1": None}, first={"A1": answers("15")})
    (row,) = charts.level_profile(profile(found), 5).rows

    assert (row["low"], row["high"], row["words"]) == (None, None, "Not agreed")


def test_a_profile_of_nothing_has_a_sentence():
    assert charts.level_profile((), 5).sentence == "This round has no dimensions yet."


# ---- the path ------------------------------------------------------------------------------------


def drawn_path(*levels_of_rounds, key="A1", **more):
    rounds = [
        a_round(found, number=at, held_on=date(2023 + at, 5, 3), of=of, **more)
        for at, (found, of) in enumerate(levels_of_rounds, start=1)
    ]
    path = next(path for path in movement(rounds) if path.dimension.id == key)
    return charts.level_path(path)


def test_two_rounds_a_year_apart_are_a_line():
    picture = drawn_path(({"A1": 2}, None), ({"A1": 3}, None))

    assert [(row["at"], row["level"], row["part"]) for row in picture.rows] == [
        ("May 2024", 2, 0), ("May 2025", 3, 0),
    ]  # fmt: skip
    assert picture.spec["layer"][0]["encoding"]["detail"]["field"] == "part"
    assert datasets(picture)["breaks"] == []
    assert picture.sentence == (
        "How well the network works. Up from level 2 in May 2024 to level 3 in May 2025."
    )


def test_a_changed_wording_is_a_break_between_the_rounds_with_its_line():
    picture = drawn_path(({"A1": 2}, None), ({"A1": 3}, model(reworded=("A1",))))

    assert [row["part"] for row in picture.rows] == [0, 1]
    assert datasets(picture)["breaks"] == [{"order": 0.5}]
    assert "The words changed in May 2025" in picture.sentence


def test_a_round_that_left_it_out_is_a_gap_and_not_a_nought():
    picture = drawn_path(({"A1": 2}, None), ({"A2": 3}, None), ({"A1": 2}, None))

    assert [row["level"] for row in datasets(picture)["steps"]] == [2, None, 2]
    assert picture.spec["layer"][0]["mark"]["invalid"] == "break-paths-show-path-domains"
    assert [row["at"] for row in picture.rows] == ["May 2024", "May 2026"]


def test_not_agreed_is_a_bar_through_its_range():
    picture = drawn_path(({"A1": None}, None), first={"A1": answers("1244")})

    (row,) = picture.rows
    assert (row["level"], row["low"], row["high"]) == (None, 1, 4)
    assert (row["bar"], row["words"]) == ("Not agreed", "Not agreed: 1 to 4")
    assert marks(picture)[1] == ("rule", "steps")


def test_the_target_set_last_is_a_dashed_line():
    picture = drawn_path(
        ({"A1": settled("A1", 2, target_level=3)}, None),
        ({"A1": settled("A1", 2, target_level=4)}, None),
    )

    assert datasets(picture)["target"] == [{"level": 4}]
    assert picture.sentence.endswith("The dashed line is the target, level 4.")


def test_a_target_under_other_words_is_not_drawn():
    picture = drawn_path(
        ({"A1": settled("A1", 2, target_level=3)}, None), ({"A1": 2}, model(reworded=("A1",)))
    )

    assert datasets(picture)["target"] == []


# ---- all -----------------------------------------------------------------------------------------


def every_picture():
    found = spread(answers("123", "4455"))
    return [
        charts.scores(found, NAMES), charts.scores(found, NAMES, room=True), drawn_profile(),
        drawn_path(({"A1": settled("A1", 2, target_level=3)}, None), ({"A1": 4}, None)),
    ]  # fmt: skip


def test_to_a_screen_reader_a_picture_is_one_thing_and_no_mark_is_read_alone():
    for picture in every_picture():
        assert picture.spec["config"]["mark"] == {"aria": False}
        assert [layer for layer in picture.spec["layer"] if "aria" in layer["mark"]] == []


def contrast(colour, other):
    def light(of):
        parts = [int(of[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        parts = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(colour), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#ffffff", "#000000"])
def test_every_colour_stands_out_on_light_and_on_dark(ground):
    for picture in every_picture():
        used = {layer["mark"].get("color") for layer in picture.spec["layer"]} - {None}
        assert used <= {*COLOURS, WORDS}
        assert min(contrast(colour, ground) for colour in used) >= 3
    assert contrast(WORDS, ground) >= 4.5


def test_words_of_the_charts_are_plain():
    said = [picture.sentence for picture in every_picture()]
    for text in (*said, charts.PROFILE_KEY, charts.PATH_KEY):
        assert textstat.flesch_kincaid_grade(text) <= 7, text


def test_one_chart_s_rows_are_not_another_s():
    first = charts.scores(spread(answers("12345")), NAMES)
    second = charts.scores(spread(answers("11145")), NAMES)

    assert first.spec["datasets"]["dots"] != second.spec["datasets"]["dots"]
    assert first.spec["datasets"]["dots"] == first.rows
    assert "description" not in first.spec  # the page gives the sentence as the text instead
