"""Icons: each told by its shape or letter alone, with words for whoever does not see it."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from engagement_metrics import charts, spc

VARIATION = ["common_cause", *(f"{kind}_{side}" for kind in ("improvement", "concern", "neutral")
                               for side in ("high", "low"))]  # fmt: skip
ASSURANCE = ["pass", "fail", "inconsistent"]


def drawing(name):
    held = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', charts.icon(name))
    return b64decode(held[1]).decode()


@pytest.mark.parametrize("name", VARIATION + ASSURANCE)
def test_an_icon_is_a_drawing_with_its_words_and_its_size(name):
    html = charts.icon(name, 48)

    assert ElementTree.fromstring(drawing(name)).tag == "{http://www.w3.org/2000/svg}svg"
    assert f'alt="{charts.ICONS[name]}"' in html
    assert 'width="48" height="48"' in html


def test_every_icon_that_judging_gives_is_drawn_and_no_other():
    given = {
        icon
        for tail in (90.0, 10.0, 50.0)
        for direction in ("increase", "decrease", "neutral")
        for target in (1, 50, 99)
        for judged in [
            spc.judge([50.0, 52, 47] * 5 + [tail], target=target, improvement_direction=direction)
        ]
        for icon in (judged.variation_icon, judged.assurance_icon)
    }

    assert given - {None} == charts.ICONS.keys() == {*VARIATION, *ASSURANCE}


def test_no_two_icons_are_alike_without_their_colours():
    colourless = {name: re.sub(r"#[0-9a-f]{6}", "", drawing(name)) for name in charts.ICONS}

    assert len(set(colourless.values())) == len(charts.ICONS)
    assert len(set(charts.ICONS.values())) == len(charts.ICONS)


@pytest.mark.parametrize(
    ("name", "letter"),
    [("improvement_high", "H"), ("concern_low", "L"), ("neutral_high", "H"), ("pass", "P"),
     ("fail", "F"), ("inconsistent", "?"), ("common_cause", "")],
)  # fmt: skip
def test_an_icon_bears_its_letter(name, letter):
    texts = [e.text for e in ElementTree.fromstring(drawing(name)).iter() if e.tag.endswith("text")]

    assert "".join(texts) == letter


def test_there_is_no_other_icon():
    with pytest.raises(KeyError):
        charts.icon("maybe")
