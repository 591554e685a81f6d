"""Who we heard from: what the team sees, what everybody sees, and what is said where nothing is."""

import pytest


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
