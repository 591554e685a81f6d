"""Targets and baselines: set where a measure is read, withdrawn with a reason, brought back."""

from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Baseline,
    Organisation,
    Period,
    Place,
    PriorityGroup,
    PriorityGroupCategory,
    Target,
    TargetForm,
    Topic,
    financial_year_of,
)
from engagement_metrics.store import Filter
from tests.boxes import open_box, shut_box

EAST, WEST = 1, 2


@pytest.fixture
def measure(sqlite_url, open_page):
    """A measure opened in full, with its boxes, on a store of two places, a topic and a group."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        for name in ("East", "West"):
            session.add(Place(name=name))
        session.add(Topic(name="Asthma"))
        young = PriorityGroupCategory(priority_group_id=0, category="16_24")
        session.add(PriorityGroup(name="Young", characteristic="age"), [young])

    def opened(key: str, *, boxes: bool = True, **query: str) -> AppTest:
        app = open_page(None, cell=key, **query)
        assert app.title[0].value != "Outcomes"
        return open_box(app, f"target.{key}", f"baseline.{key}") if boxes else app

    return opened


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert [fault.message for fault in app.exception] == []
    return app


def told(app: AppTest) -> str:
    kinds = (app.success, app.error, app.info, app.markdown)
    said = [element.value for kind in kinds for element in kind]
    said += [unescape(html.proto.body) for html in app.get("html")]
    return " ".join(said).replace("\\", "")


def standing(what: str) -> list[dict]:
    frames = store.team_frames(LOCAL_USER, Filter(None, store.setup().within(None), None))
    return getattr(frames, what).to_dict("records")


def set_target(app: AppTest, key: str, form: TargetForm, **numbers: float) -> AppTest:
    app.selectbox(key=f"target.{key}.form").set_value(form).run()
    for name, value in numbers.items():
        app.number_input(key=f"target.{key}.{name}").set_value(value)
    return press(app, f"target.{key}.save")


def offered(app: AppTest, key: str) -> list[str]:
    return app.selectbox(key=f"target.{key}.form").options


def test_the_forms_a_measure_asks_for_come_first_and_then_all_others_that_fit(measure):
    most, up, done, watch = (
        "At most so much", "Up by so many per cent on the baseline", "Done by a day",
        "Watch it, with no target",
    )  # fmt: skip
    moving = "From one number to another, by a day"
    share, some = "A share, in per cent", "So many out of so many"

    assert offered(measure("INF-03"), "INF-03") == ["At least so much", moving, most, up, watch]
    assert offered(measure("INF-13"), "INF-13") == [
        some, "At least so much", most, share, moving, up, done, watch,
    ]  # fmt: skip
    # a middle one is never all done
    assert offered(measure("REC-02"), "REC-02") == [most, "At least so much", moving, up, watch]
    assert offered(measure("RDR-02"), "RDR-02") == [watch]  # neither more nor less is better


def test_a_shut_box_holds_no_form_and_an_opened_one_does(measure):
    app = measure("INF-03", boxes=False)
    assert saves(app) == []

    open_box(app, "target.INF-03")
    assert saves(app) == ["target.INF-03.save"]

    open_box(app, "baseline.INF-03")
    assert saves(app) == ["target.INF-03.save", "baseline.INF-03.save"]


@pytest.mark.parametrize(
    ("form", "field"), [("target.INF-03", "note"), ("baseline.INF-03", "note")]
)
def test_what_was_typed_is_still_there_when_its_box_was_shut_and_opened(measure, form, field):
    app = measure("INF-03")
    app.text_input(key=f"{form}.{field}").set_value("From our minutes").run()
    shut_box(app, form)

    open_box(app, form)

    assert app.text_input(key=f"{form}.{field}").value == "From our minutes"


@pytest.mark.parametrize("form", ["target.INF-03", "baseline.INF-03"])
def test_a_form_that_goes_on_from_a_draft_has_its_box_open(measure, form):
    app = measure("INF-03")
    app.text_input(key=f"{form}.note").set_value("From our minutes").run()
    (draft,) = store.my_drafts(LOCAL_USER)

    again = measure("INF-03", boxes=False, draft=draft.id)

    assert saves(again) == [f"{form}.save"]
    assert again.session_state[f"{form}.box"] is True
    assert again.text_input(key=f"{form}.note").value == "From our minutes"
    shut_box(again, form)
    assert again.session_state[f"{form}.box"] is False  # it is for the person to shut


def saves(app: AppTest) -> list[str]:
    return [button.key for button in app.button if button.key.endswith(".save")]


def test_chance_is_offered_only_for_the_measure_that_asks_for_it(measure):
    app = measure("INF-02")
    assert offered(app, "INF-02")[0] == "No lower than chance alone would give"

    press(app, "target.INF-02.save")

    assert [row["form"] for row in standing("targets")] == [TargetForm.NOT_BELOW_CHANCE]


@pytest.mark.parametrize(
    ("form", "numbers", "stored", "words"),
    [
        (TargetForm.AT_LEAST, {"low": 40}, (40, None), "At least 40%"),
        (TargetForm.AT_MOST, {"high": 60}, (None, 60), "At most 60%"),
        (TargetForm.SHARE_OF, {"low": 75}, (75, None), "75%"),
        (TargetForm.SOME_OF, {"low": 3, "high": 4}, (3, 4), "3 of 4"),
        (TargetForm.UP_BY_PERCENT, {"low": 10}, (10, None),
         "Up by 10% on a baseline not yet set"),
        (TargetForm.WATCH, {}, (None, None), "Watched, no target"),
    ],
)  # fmt: skip
def test_each_form_is_stored_with_its_own_numbers_and_listed_in_words(
    measure, form, numbers, stored, words
):
    app = set_target(measure("COP-12"), "COP-12", form, **numbers)

    (row,) = standing("targets")
    assert (row["indicator"], row["form"], row["low"], row["high"]) == ("COP-12", form, *stored)
    assert (row["place_id"], row["topic_id"], row["period"]) == (None, None, "year")
    assert f"{words}: All places, all topics; each year" in told(app)
    assert [b.key for b in app.button if b.key == "target.COP-12.save"] == []


def test_from_one_number_to_another_needs_its_day(measure):
    app = set_target(measure("INV-01"), "INV-01", TargetForm.FROM_TO, low=40, high=80)
    assert "Give the date." in told(app)
    assert app.number_input(key="target.INV-01.low").value == 40
    assert standing("targets") == []

    app.date_input(key="target.INV-01.by").set_value(date(2028, 3, 31))
    press(app, "target.INV-01.save")

    (row,) = standing("targets")
    assert (row["low"], row["high"], row["by"]) == (40, 80, date(2028, 3, 31))
    assert "From 40 to 80 by 31 March 2028: All places, all topics; each year" in told(app)


def test_a_target_holds_for_the_place_topic_and_period_that_are_said(measure):
    first = Period.quarter(financial_year_of(date.today()), 1)
    app = measure("INF-01", place="West", topic="Asthma", period=first.short)
    assert "It will hold for: West, Asthma." in told(app)
    options = app.selectbox(key="target.INF-01.period").options
    assert options == [
        "Each year", "Each quarter", "Each month", "Any period", f"Only {first.label}",
    ]  # fmt: skip

    app.selectbox(key="target.INF-01.period").set_value(first.code).run()
    set_target(app, "INF-01", TargetForm.AT_LEAST, low=500)

    (row,) = standing("targets")
    assert (row["place_id"], row["topic_id"], row["period"]) == (WEST, 1, first.code)
    assert f"At least 500: West, Asthma; {first.label}" in told(app)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (-5, "The number cannot be below 0. Type 0 or more."),
        (10**9 + 1, "The number: 1,000,000,001 is more than 1,000,000,000. Check the number."),
        (None, "Type a number."),
    ],
)
def test_a_negative_or_enormous_number_is_refused_with_a_sentence(measure, number, sentence):
    app = set_target(measure("INF-03"), "INF-03", TargetForm.AT_LEAST, low=number)

    assert sentence in told(app)
    assert standing("targets") == []


def test_a_measure_by_group_asks_which_group_it_is_about(measure):
    app = set_target(measure("INV-02"), "INV-02", TargetForm.AT_LEAST, low=5)
    assert "Choose which group it is about." in told(app)
    assert standing("targets") == []

    app.selectbox(key="target.INV-02.priority_group").set_value(1)
    press(app, "target.INV-02.save")

    assert [row["priority_group_id"] for row in standing("targets")] == [1]
    assert "At least 5: All places, all topics, Young; each year" in told(app)


def test_a_target_is_withdrawn_with_a_reason_and_brought_back(measure):
    app = set_target(measure("INF-03"), "INF-03", TargetForm.AT_LEAST, low=500)
    press(app, "open_withdraw_target_1")
    press(app, "withdraw.save")
    assert "Say why it should not count." in told(app)
    assert len(standing("targets")) == 1

    app.text_input(key="withdraw.reason").set_value("NHS 943 476 5919, Mrs Smith asked")
    press(app, "withdraw.save")
    assert "The reason seems to hold an NHS number." in told(app)
    assert len(standing("targets")) == 1

    app.text_input(key="withdraw.reason").set_value("It was for one post")
    press(app, "withdraw.save")
    assert standing("targets") == []
    assert [row.id for row in store.aims_withdrawn(LOCAL_USER, Target, "INF-03")] == [1]

    open_box(app, "target.INF-03.back")
    app.text_input(key="target.INF-03.back.reason.1").set_value("It was not")
    press(app, "target.INF-03.back.button")
    assert [row["low"] for row in standing("targets")] == [500]
    reasons = [line.reason for line in store.history(LOCAL_USER, "target", 1)]
    assert reasons == ["It was not", "It was for one post", ""]


def test_a_target_of_a_place_that_is_gone_does_not_come_back(measure):
    app = set_target(measure("INF-03", place="West"), "INF-03", TargetForm.AT_LEAST, low=500)
    with store.session(LOCAL_USER, "Merged") as session:
        session.withdraw(Target, 1, 1)
        session.withdraw(Place, WEST, 1)
    app = open_box(measure("INF-03"), "target.INF-03.back")
    app.text_input(key="target.INF-03.back.reason.1").set_value("Wanted")
    press(app, "target.INF-03.back.button")

    assert "Choose a place from the list." in told(app)
    assert standing("targets") == []


def test_a_baseline_is_set_listed_and_serves_the_target_that_needs_it(measure):
    app = measure("ENG-03", period="2025/26")
    press(app, "baseline.ENG-03.save")
    assert "Type where it stood." in told(app)
    assert standing("baselines") == []

    app.number_input(key="baseline.ENG-03.value").set_value(12.5)
    app.text_input(key="baseline.ENG-03.note").set_value("From our minutes")
    press(app, "baseline.ENG-03.save")

    (row,) = standing("baselines")
    assert (row["indicator"], row["value"], row["place_id"]) == ("ENG-03", 12.5, None)
    assert row["note"] == "From our minutes"
    assert "12.5 people a meeting in Q" in told(app)
    assert "From our minutes" in told(app)
    app = set_target(app, "ENG-03", TargetForm.UP_BY_PERCENT, low=20)
    assert "Up by 20% on 12.5: All places, all topics; each year" in told(app)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (-1, "The number cannot be below 0. Type 0 or more."),
        (5_000_000, "The number: 5,000,000 is more than 1,000,000. Check the number."),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(measure, value, sentence):
    app = measure("ENG-03")
    app.number_input(key="baseline.ENG-03.value").set_value(value)
    press(app, "baseline.ENG-03.save")

    assert sentence in told(app)
    assert standing("baselines") == []


def test_a_baseline_is_withdrawn_and_brought_back(measure):
    app = measure("ENG-03")
    app.number_input(key="baseline.ENG-03.value").set_value(12)
    press(app, "baseline.ENG-03.save")
    press(app, "open_withdraw_baseline_1")
    app.text_input(key="withdraw.reason").set_value("Wrong year")
    press(app, "withdraw.save")
    assert standing("baselines") == []
    assert [row.value for row in store.aims_withdrawn(LOCAL_USER, Baseline, "ENG-03")] == [12]

    open_box(app, "baseline.ENG-03.back")
    app.text_input(key="baseline.ENG-03.back.reason.1").set_value("Right year")
    press(app, "baseline.ENG-03.back.button")
    assert [row["value"] for row in standing("baselines")] == [12]


def test_a_doubtful_reason_wants_a_tick(measure):
    app = set_target(measure("INF-03"), "INF-03", TargetForm.WATCH)
    press(app, "open_withdraw_target_1")
    app.text_input(key="withdraw.reason").set_value("Mrs Example asked")
    press(app, "withdraw.save")
    assert "The reason may hold a person's name." in told(app)
    assert len(standing("targets")) == 1

    app.checkbox(key="withdraw.checked").check()
    press(app, "withdraw.save")
    assert standing("targets") == []


def test_the_shared_view_sets_no_target(measure):
    app = measure("INF-03")
    assert "target.INF-03.save" in [b.key for b in app.button]

    app.segmented_control(key="view").set_value("Shared").run()

    assert [b.key for b in app.button if b.key.startswith(("target.", "baseline."))] == []
