"""What a store is set up with is read, or told what to change."""

from datetime import date

import pytest

from engagement_metrics.entry import (
    accept_group,
    accept_organisation,
    accept_place,
    accept_topic,
    accept_work,
)
from engagement_metrics.models import GroupDraft, PlaceDraft, Stage, WorkDraft, WorkKind


def test_an_organisation_needs_a_name(told, known):
    record = accept_organisation("Wold Health", "Everybody is heard.", known).record

    assert (record.name, record.vision, record.example) == (
        "Wold Health",
        "Everybody is heard.",
        "",
    )
    assert told(accept_organisation, "", "") == {"name": "Give your organisation's name."}


def test_a_place_has_its_authorities_once_each(known):
    codes = sorted(known.framework.authorities)[:2]
    draft = PlaceDraft("East", 1, [codes[1], codes[0], codes[1]], "Part of a district.")

    accepted = accept_place(draft, known)

    assert (accepted.record.name, accepted.record.parent_id) == ("East", 1)
    assert accepted.record.caution == "Part of a district."
    assert [row.code for row in accepted.parts] == codes


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        (PlaceDraft(), {"name": "Give the place a name."}),
        (PlaceDraft("East", 99), {"parent": "Choose a place from the list."}),
        (PlaceDraft("East", 3), {"parent": "Choose a place from the list."}),
        (PlaceDraft("north", 1), {"name": "There is a place called North here already."}),
        (PlaceDraft("North", None), {}),
        (PlaceDraft("Old", 1), {}),  # the other one is withdrawn
        (PlaceDraft("North", 1, record_id=2), {}),
        (PlaceDraft("Wold", 2, record_id=1), {"parent": "A place cannot lie within itself."}),
        (PlaceDraft("Wold", 1, record_id=1), {"parent": "A place cannot lie within itself."}),
        (
            PlaceDraft("East", 1, ["X1"]),
            {"authorities": "'X1' is not a local authority of Census 2021."},
        ),
    ],
    ids=range(10),
)
def test_a_place_that_cannot_stand_is_told_so(told, draft, faults):
    assert told(accept_place, draft) == faults


def test_a_topic_is_named_once(told, known):
    assert accept_topic("Travel", known).record.name == "Travel"
    assert told(accept_topic, "") == {"name": "Give the topic a name."}
    assert told(accept_topic, "SLEEP") == {"name": "There is a topic called Sleep already."}
    assert told(accept_topic, "Gone") == {}
    assert accept_topic("sleep", known, record_id=1).record.name == "sleep"


def group(**other):
    fields = {"name": "Older people", "characteristic": "age", "categories": ["75p", "65_74"]}
    return GroupDraft(**fields | other)


def test_a_group_is_made_of_answers_about_one_characteristic(known):
    accepted = accept_group(group(), known)

    assert (accepted.record.name, accepted.record.characteristic) == ("Older people", "age")
    assert [row.category for row in accepted.parts] == ["65_74", "75p"]


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        (
            GroupDraft(),
            {
                "name": "Give the group a name.",
                "characteristic": "Choose what the group is about.",
                "categories": "Choose at least one answer that belongs to the group.",
            },
        ),
        (group(name="under 16s"), {"name": "There is a group called Under 16s already."}),
        (group(name="under 16s", record_id=1), {}),
        (group(name="gone"), {}),
        (group(categories=["female"]), {"categories": "'female' is not an answer about age."}),
        (
            group(categories=["25_64", "25_34"]),
            {"categories": "'25 to 34' is part of a broader answer you chose."},
        ),
    ],
    ids=range(6),
)
def test_a_group_that_cannot_stand_is_told_so(told, draft, faults):
    assert told(accept_group, draft) == faults


def work(**other):
    return WorkDraft(**{"name": "Clinic", "kind": "service", "place": 2} | other)


def test_a_piece_of_work_is_a_project_or_a_service(known):
    record = accept_work(
        work(
            stage="design",
            started_on="2026-01-05",
            decision_on="2027-01-01",
            closed_on="2026-01-05",
        ),
        known,
    ).record

    assert record.model_dump(exclude_unset=True) == {
        "name": "Clinic", "kind": WorkKind.SERVICE, "place_id": 2, "stage": Stage.DESIGN,
        "started_on": date(2026, 1, 5), "decision_on": date(2027, 1, 1),
        "closed_on": date(2026, 1, 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        (
            WorkDraft(),
            {
                "name": "Give the piece of work a name.",
                "kind": "Say whether it is a project or a service.",
                "place": "Choose a place.",
            },
        ),
        (work(), {}),
        (work(place=3), {"place": "Choose a place from the list."}),
        (work(stage="late"), {"stage": "Choose a stage from the list."}),
        (work(closed_on="2026-11-22"), {"closed_on": "The day it closed lies ahead."}),
        (
            work(started_on="2026-02-02", closed_on="2026-02-01"),
            {"closed_on": "It cannot close before it started."},
        ),
    ],
    ids=range(6),
)
def test_a_piece_of_work_that_cannot_stand_is_told_so(told, draft, faults):
    assert told(accept_work, draft) == faults


@pytest.mark.parametrize("name", ["All topics", "EVERYONE", "All places"])
def test_what_the_filters_call_no_choice_is_no_name(told, name):
    assert "the filters call no choice" in told(accept_topic, name)["name"]


def test_a_place_named_like_a_path_is_refused(told):
    draft = PlaceDraft(name="System > North")
    assert "the sign >" in told(accept_place, draft)["name"]
