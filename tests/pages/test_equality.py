"""Who we heard from: what the team sees, what everybody sees, and what is said where nothing is."""

import re
from datetime import date

import pytest
import textstat

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Closing, Period
from engagement_metrics.store import Filter, closings
from pages.parts import heard_experts


def words(app) -> str:
    """All that the page says outside its controls."""
    found = [*app.markdown, *app.caption, *app.info, *app.warning, *app.get("html")]
    return " ".join(str(one.proto.body) for one in found).replace("\\", "")


@pytest.fixture
def opened(made_up_url, open_page):
    """The page on the made-up year; for 2025/26 unless another period is chosen."""

    def page(view="Team", **chosen):
        app = open_page("equality.py")
        if view != "Team":
            app.segmented_control(key="view").set_value(view).run()
        for key, value in ({"period": "2025/26"} | chosen).items():
            app.selectbox(key=key).set_value(value).run()
        assert [fault.message for fault in app.exception] == []
        return app

    return page


def test_the_team_reads_the_five_sentences_and_the_empty_chairs(opened):
    told = words(opened())

    assert "We heard from 23,436 people in Made-up system in 2025/26." in told
    assert "We compare them with the 517,072 people who live here." in told
    # The gaps that were put into the made-up year.
    assert "We have not heard enough from: Muslim" in told
    assert "Male" in told
    assert "We have not asked about: Gender reassignment" in told


def test_a_chosen_characteristic_has_its_picture_its_sentence_and_its_table(opened):
    app = opened(about="Sex")
    told = words(app)

    assert "Sex; heard less than we would expect: Male; heard more: Female." in told
    assert "Sex, each group beside those who live here" in told
    assert "Sex, place by place" in told


def test_what_cannot_be_judged_says_why(opened):
    told = words(opened(about="Disability"))

    assert "We know the answer for fewer than 3 in 10 people. That is too few to say." in told


def test_everybody_else_sees_no_group_before_a_release(opened):
    told = words(opened(view="Shared"))

    assert "23,436 people came. Figures about groups of people are shown here once" in told
    assert "Male" not in told


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"topic": "Heart health"}, "not released by topic"),
        ({"period": "May 2025"}, "not released by month"),
    ],
)
def test_by_topic_or_month_the_shared_view_says_what_to_choose(opened, query, why):
    assert why in words(opened(view="Shared", **query))


def test_statistics_for_experts_are_shown_when_they_are_asked_for(opened):
    app = opened()
    assert "Clopper-Pearson" not in words(app)
    app.toggle(key="experts").set_value(True).run()

    assert [fault.message for fault in app.exception] == []
    told = words(app)
    assert "Clopper-Pearson" in told
    assert "Cohen's w" in told


def rows_of(app, caption):
    """The lines of a table as text, each cell without its heading."""
    bodies = (one.proto.body for one in app.get("html"))
    html = next(body for body in bodies if f"<caption>{caption}<" in body)
    body = html.split(f"<caption>{caption}<")[1].split("<tbody")[1].split("</tbody>")[0]
    plain = re.sub(r'<span class="name".*?</span>', "", body)
    lines = (re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in plain.split("</tr>")[:-1])
    return [[re.sub(r"<.*?>", "", cell) for cell in line] for line in lines]


def test_experts_see_what_places_repeat_visits_and_a_small_population_do_to_a_ratio(opened):
    app = opened()
    app.toggle(key="experts").set_value(True).run()
    told = words(app)

    for what in ("Place-adjusted ratio", "Repeat visits (design effect)", "Small population"):
        assert what in told
    assert rows_of(app, "Sex: what could change the ratio") == [
        ["Female", "1.22", "1.22", "1.20 to 1.24", "1.20 to 1.24"],
        ["Male", "0.78", "0.77", "0.76 to 0.80", "0.75 to 0.80"],
    ]
    assert "We heard from 2.9% of those who live here. That is under 5%" in told


def test_the_team_says_how_often_people_came_and_sees_what_that_does(opened):
    app = opened()
    app.toggle(key="experts").set_value(True).run()
    app.number_input(key="visits.1").set_value(40)
    app.number_input(key="visits.3").set_value(10).run()

    assert [fault.message for fault in app.exception] == []
    assert "The design effect is 1.86." in words(app)
    assert "95% with design effect 1.857" in words(app)


@pytest.fixture
def released(made_up_url):
    """The made-up year, its groups released."""
    year = Period.year(2025)
    closing = Closing(period=year.code, closed_on=date(2026, 5, 1))
    closings.close(LOCAL_USER, lambda: [(closing, [])], first=year)
    return Filter(None, store.setup().within(None), year)


def test_what_is_released_says_that_it_is_as_reported(opened, released):
    told = words(opened(view="Shared"))

    assert "As reported: groups are as released for 2025/26. That stays as it is." in told
    assert "As reported" not in words(opened())


def test_in_the_shared_view_experts_see_nothing_but_what_rounded_counts_give(opened, released):
    app = opened(view="Shared", about="Sex")
    app.toggle(key="experts").set_value(True).run()
    shown = store.shared_groups(LOCAL_USER, released).released.cells
    people = {
        sex: sum(cell.shown for cell in shown if (cell.characteristic, cell.answer) == ("sex", sex))
        for sex in ("female", "male")
    }
    exact = store.team_groups(LOCAL_USER, released).counts.values()
    men = sum(counts["sex"]["male"] for counts in exact if "sex" in counts)

    assert [fault.message for fault in app.exception] == []
    assert "All of these are worked out from rounded counts." in words(app)
    assert "Do you know how often people came?" not in words(app)
    assert men != people["male"]
    lines = rows_of(app, "Sex, each group beside those who live here")
    assert {line[0]: line[1] for line in lines} == {
        "Female": f"{people['female']:,}", "Male": f"{people['male']:,}"
    }  # fmt: skip
    assert len(rows_of(app, "Sex: what could change the ratio")) == 2
    assert f"of {people['female'] + people['male']} people)" in words(app)


def test_paper_has_what_is_folded_away_and_says_what_was_asked_for(opened):
    told = words(opened(about="Age", topic="Heart health"))

    assert '<p class="print-only">Made-up system · 2025/26 · Heart health</p>' in told
    assert '@top-left { content: "Internal: small numbers. Do not share."' in told
    printed = [part.split("</div></div>")[0] for part in told.split('<div class="print-only">')[1:]]
    assert any("<caption>Population figures</caption>" in part for part in printed)


@pytest.mark.parametrize("meaning", heard_experts.MEANING.values())
def test_what_a_statistic_for_experts_says_and_when_it_matters_is_easy_to_read(meaning):
    assert textstat.flesch_kincaid_grade(meaning) <= 7
