"""Every target and baseline that is set, withdrawn or brought back stands in the history."""

from datetime import date

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import Baseline, RecordType, Role, Target, TargetForm
from engagement_metrics.store import histories
from engagement_metrics.store.histories import Asked

LEAD = Actor("Robin Lead", frozenset({Role.LEAD}))


def aims(town):
    about = {"place_id": town.north, "topic_id": town.health}
    return (
        (Target(indicator="ENG-02", form=TargetForm.AT_LEAST, low=60, set_on=date(2026, 11, 21),
                period="2026-27", **about), RecordType.TARGET, {"form": "at_least", "low": 60}),
        (Baseline(indicator="ENG-02", value=40, period="2025-26", **about), RecordType.BASELINE,
         {"value": 40, "period": "2025-26"}),
    )  # fmt: skip


@pytest.mark.parametrize("at", [0, 1], ids=["target", "baseline"])
def test_who_set_an_aim_and_who_took_it_back_stands_in_the_history(sqlite_town, at):
    record, kind, told = aims(sqlite_town)[at]
    record_class = type(record)
    with store.session(LEAD) as write:
        number = write.add(record)
    with store.session(LEAD, "Set for the wrong place") as write:
        write.withdraw(record_class, number, 1)
    sqlite_town.restore(record_class, number)

    lines = list(histories.everything(LOCAL_USER, Asked(kind=kind)))

    assert [(line.event.value, line.who, line.number) for line in lines] == [
        ("restored", LOCAL_USER.name, number), ("withdrawn", LEAD.name, number),
        ("added", LEAD.name, number),
    ]  # fmt: skip
    assert lines[1].reason == "Set for the wrong place"
    assert told.items() <= lines[2].after.items()
    assert (lines[2].after["place_id"], lines[2].after["topic_id"]) == (
        sqlite_town.north, sqlite_town.health,
    )  # fmt: skip
