"""What a cell is made of, and the records behind it as far as their audience may see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement_metrics.models import Aim, FormFormat, Stage, SuggestionStep, Wave
from engagement_metrics.store.paged import Page


class Source(StrEnum):
    """What is counted of which records."""

    HEADS = "heads"
    GROUPS = "groups"
    RETURNS = "returns"
    MINUTES = "minutes"
    SUGGESTIONS = "suggestions"
    CHANGES = "changes"
    ANSWERS = "answers"
    FORMS = "forms"
    FIGURES = "figures"
    OWED = "owed"
    TOLD = "told"
    WAYS = "ways"
    REFUSED = "refused"
    OPEN = "open"
    WORK = "work"


@dataclass(frozen=True)
class GroupLine:
    """A priority group: the categories that are in it, and all whose answer is known."""

    group_id: int
    characteristic: str
    inside: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True)
class AnswerLine:
    """One question at one wave on one kind of form."""

    question: str
    wave: Wave
    format: FormFormat
    valid: tuple[str, ...]
    top: tuple[str, ...]


@dataclass(frozen=True)
class MadeOf:
    """What a cell is made of; `figures` are the numbers of the typed figures that were used.

    `each_told` says whether the team may see what each evaluation sheet adds.
    """

    source: Source
    aim: Aim | None = None
    groups: tuple[GroupLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    figures: tuple[int, ...] = ()
    each_told: bool = True


class Mark(StrEnum):
    """Why an activity is there and adds nothing to the heads."""

    TO_FOLLOW = "to_follow"
    IN_LARGER = "in_larger"
    NO_NUMBER = "no_number"


@dataclass(frozen=True)
class Adds:
    """What a record adds to the cell's top and bottom, or to those of one priority group."""

    top: float
    bottom: float | None = None
    estimated: bool = False
    group_id: int | None = None


@dataclass(frozen=True)
class Row:
    """One record behind a cell, and no more of it than its audience may see.

    `when` is a date as far as it is known; in the shared view a month, or a year. `adds` is empty
    where the audience may not see how many; `words` are people's own, for the team alone.
    """

    number: int
    place_id: int
    when: str
    adds: tuple[Adds, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class ActivityRow(Row):
    """An activity."""

    title: str = ""
    method: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class SuggestionRow(Row):
    """A suggestion, and how far it has come today."""

    step: SuggestionStep | None = None
    told: bool = False


@dataclass(frozen=True)
class ChangeRow(Row):
    """A change, and how many standing suggestions it answers."""

    linked: int = 0
    undone: bool = False


@dataclass(frozen=True)
class SheetRow(Row):
    """An evaluation sheet; for the team with the activity or service that it is about."""

    wave: Wave = Wave.ON_THE_DAY
    format: FormFormat = FormFormat.STANDARD
    question: str = ""
    activity_id: int | None = None
    title: str = ""


@dataclass(frozen=True)
class ProjectRow(Row):
    """A project; `when` is the month, or the year, in which it first involved people."""

    title: str = ""
    stage: Stage | None = None


@dataclass(frozen=True)
class FigureRow(Row):
    """A figure that was typed in; `when` is the code of its period."""

    group_id: int | None = None


@dataclass(frozen=True)
class Found(Page):
    """A page of what is behind a cell, and when any of all of it was changed last."""

    updated: datetime | None = None
