"""Frames for the calculations, added up by the database; team frames and shared frames apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from sqlmodel import Session, SQLModel

from engagement_metrics import disclosure
from engagement_metrics.access import Action, Actor
from engagement_metrics.models import Audience, Baseline, Target, TypedFigure
from engagement_metrics.store import assessed, released_answers, releases, sums, sums_told
from engagement_metrics.store.asking import permit
from engagement_metrics.store.assessed import FinishedRound
from engagement_metrics.store.cache import part_of, remembered
from engagement_metrics.store.filters import By, Filter


@dataclass(frozen=True, eq=False)
class Frames:
    """What every indicator is calculated from, for one filter.

    `activities`: at, aim, held, complete, heads, estimated_heads, due, finished, in_time (returns),
    open_to_all, second_way, unsaid (whether it was open)
    `returns`: at, minutes, n
    `suggestions`: at, received, of_age, answered, young, in_full, in_part, looked_into,
    not_possible, waiting (the last five of those old enough), refused, explained (of all)
    `owed`: at, owed, in_time, late, untold, not_due, by the day people are owed what came of it
    `told`, `untold`: at, days, n: activities people were told of, or are to be told of, by days
    `open`: at, open, late: a snapshot of the last day; by month one of every month's last day
    `work`: at, involved, known, early, too_late: projects by the month they first involved people
    `changes`: at, changes
    `figures`, `targets`, `baselines`: the standing rows themselves
    `undated`: how many suggestions have no date, and so belong to no period; by place `undated_at`
    has the same for each place with any
    `rounds`: the finished rounds of self-assessment at these places, of all time
    `at` is '' for the whole, or a month (YYYY-MM, or FYyyyy for a year-only record), or a place.
    """

    by: By
    activities: pd.DataFrame
    returns: pd.DataFrame
    suggestions: pd.DataFrame
    changes: pd.DataFrame
    owed: pd.DataFrame
    told: pd.DataFrame
    untold: pd.DataFrame
    open: pd.DataFrame
    work: pd.DataFrame
    figures: pd.DataFrame
    targets: pd.DataFrame
    baselines: pd.DataFrame
    undated: int
    rounds: tuple[FinishedRound, ...] = field(default=(), kw_only=True)
    undated_at: Mapping[str, int] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, eq=False)
class TeamFrames(Frames):
    """Frames for the team, with exact counts of groups and of answers.

    `groups`: at, aim, characteristic, category, n, estimated
    `answers`: at, question, wave, format, choice, n, sheets
    `sheets`: at, sheets, forms, sheets_with_invited, forms_of_invited, invited
    """

    answers: pd.DataFrame
    sheets: pd.DataFrame
    groups: pd.DataFrame


@dataclass(frozen=True, eq=False)
class SharedFrames(Frames):
    """Frames for everyone: groups and answers come from releases alone, of all time.

    What is about a priority group (figures, targets, baselines), and notes are left out.
    """

    answers: disclosure.ReleasedAnswers
    groups: disclosure.ReleasedGroups


def team_frames(actor: Actor, wanted: Filter, by: By = "") -> TeamFrames:
    """Everything exact, for those who may see the activities themselves; Refused otherwise.

    Refused as a whole where one of the places is not theirs: a part would pass for the whole.
    """
    permit(actor, Action.SEE_TEAM, wanted.place_ids)
    wanted = replace(wanted, today=wanted.day)  # a new day is not served yesterday's figures

    def read(orm: Session) -> TeamFrames:
        return TeamFrames(
            by, **_common(orm, wanted, by, Audience.TEAM), groups=sums.groups(orm, wanted, by),
            answers=sums.answers(orm, wanted, by), sheets=sums.sheets(orm, wanted, by),
        )  # fmt: skip

    return remembered(("frames", Audience.TEAM, wanted, by), read)


def shared_frames(actor: Actor, wanted: Filter, by: By = "") -> SharedFrames:
    """What everybody may see; no raw count of a group or of answers is in it."""
    permit(actor, Action.SEE_SHARED)
    wanted = replace(wanted, today=wanted.day)

    def read(orm: Session) -> SharedFrames:
        places = wanted.place_ids
        return SharedFrames(
            by, **_common(orm, wanted, by, Audience.SHARED), groups=releases.read(orm, wanted),
            answers=part_of(
                orm, ("released answers", places), lambda: released_answers.read(orm, places)
            ),
        )  # fmt: skip

    return remembered(("frames", Audience.SHARED, wanted, by), read)


def _common(orm: Session, wanted: Filter, by: By, audience: Audience) -> dict[str, Any]:
    places, topic = wanted.place_ids, wanted.topic_id
    return {
        "activities": sums.activities(orm, wanted, by),
        "returns": sums.returns(orm, wanted, by),
        "suggestions": sums.suggestions(orm, wanted, by),
        "changes": sums.changes(orm, wanted, by),
        "owed": sums_told.owed(orm, wanted, by),
        "told": sums_told.told(orm, wanted, by),
        "untold": sums_told.untold(orm, wanted, by),
        "open": sums_told.open_suggestions(orm, wanted, by),
        "work": sums_told.work(orm, wanted, by),
        "figures": _standing(orm, TypedFigure, places, audience),
        "targets": _standing(orm, Target, (), audience),
        "baselines": _standing(orm, Baseline, (), audience),
        "undated": part_of(orm, ("undated", places, topic), lambda: sums.undated(orm, wanted)),
        "undated_at": sums.undated_at(orm, wanted) if by == "place" else {},
        "rounds": part_of(orm, ("rounds at", places), lambda: assessed.read(orm, places)),
    }


def _standing(
    orm: Session, table: type[SQLModel], place_ids: tuple[int, ...], audience: Audience
) -> pd.DataFrame:
    """Standing rows as an audience may see them; they are the same in every period."""

    def read() -> pd.DataFrame:
        found = sums.standing(orm, table, place_ids)
        return disclosure.without_groups_and_notes(found) if audience is Audience.SHARED else found

    return part_of(orm, ("standing", table, place_ids, audience), read)
