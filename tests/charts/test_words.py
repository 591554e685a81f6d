"""Words of the charts, on axes, in keys and in the picture, can be read in light and in dark."""

import json

import pytest

from engagement_metrics import charts, equality, framework, population, spc
from engagement_metrics.indicators import Point
from engagement_metrics.maturity import spread
from engagement_metrics.models import Period
from tests.charts.test_self_assessment import contrast, drawn_path, drawn_profile
from tests.indicators.drawn import INDICATORS, measured
from tests.maturity.drawn import NAMES, answers

COUNT = INDICATORS["ENG-01"]


def over_time():
    return charts.trend(COUNT, (Point("Q1", measured(40)), Point("Q2", measured(60))), 50)


def judged():
    values = [50.0, 52, 47, 51, 49, 53, 48, 50, 52, 47, 51, 49, 90]
    periods = [Period.month(2025, 4).before(-at) for at in range(len(values))]
    points = tuple(
        Point(period.short, measured(value), period=period)
        for period, value in zip(periods, values, strict=True)
    )
    found = spc.judge(values, dates=[period.start for period in periods])
    return charts.xmr(COUNT, points, found, target=60, notes=[("May 2025", "Snow.")])


def heard():
    told = {"ethnic_group": {"asian": 50, "white_british": 150}}
    found = equality.coverage(
        framework.load(), population.load(), "ethnic_group", told, 200, ("E06000016",)
    )
    assert charts.heard(found).rows != []
    return charts.heard(found)


PICTURES = {
    "over time": over_time,
    "judged": judged,
    "who was heard": heard,
    "spread": lambda: charts.scores(spread(answers("12345")), NAMES),
    "spread in a room": lambda: charts.scores(spread(answers("12345")), NAMES, room=True),
    "profile": drawn_profile,
    "path": lambda: drawn_path(({"A1": 2}, None), ({"A1": 3}, None)),
}


def colours(picture):
    """The colour of words on each axis, in each key and in the picture itself, by where it is.

    What a chart does not say is Streamlit's own, which is too pale.
    """
    config = picture.spec["config"]
    found = {
        f"{part} {of}": config[part].get(f"{of}Color", "#808495")
        for part in ("axis", "legend")
        for of in ("label", "title")
    }
    for at, layer in enumerate(picture.spec["layer"]):
        if layer["mark"]["type"] == "text":
            found[f"layer {at}"] = layer["mark"]["color"]
    text = json.dumps(picture.spec["layer"])
    assert "labelColor" not in text and "titleColor" not in text  # none has one of its own
    return found


@pytest.mark.parametrize("ground", ["#ffffff", "#000000"])
@pytest.mark.parametrize("name", PICTURES)
def test_words_stand_out_by_four_and_a_half_to_one(name, ground):
    found = colours(PICTURES[name]())

    assert {where: of for where, of in found.items() if contrast(of, ground) < 4.5} == {}
