"""What a person proposes, as they typed it; `entry` says whether it is valid."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

# What a box on a page, or a cell of a spreadsheet, may hand over.
Typed = str | int | float | date | None
Groups = dict[str, dict[str, Typed]]


@dataclass
class ActivityDraft:
    """An after-activity return; `groups` is characteristic -> category or state -> people."""

    title: str = ""
    aim: str | None = None
    method: str | None = None
    place: int | None = None
    topic: int | None = None
    piece_of_work: int | None = None
    part_of: int | None = None
    starts: Typed = None
    ends: Typed = None
    status: str = "complete"
    heads: Typed = None
    heads_basis: str = "counted"
    modes: list[str] = field(default_factory=list)
    sessions: Typed = None
    open_to_public: bool | None = None
    people_invited: Typed = None
    minutes_taken: Typed = None
    return_completed_on: Typed = None
    feedback_promised_on: Typed = None
    fed_back_on: Typed = None
    note: str = ""
    source: str = ""
    reference: str = ""
    groups: Groups = field(default_factory=dict)
    estimated: set[tuple[str, str]] = field(default_factory=set)
    suggestions: list[str] = field(default_factory=list)
    checked: bool = False
    """Whether the person has looked at what seemed to be personal detail and kept it."""
    record_id: int | None = None
    """The activity that is being changed; None for a new one."""


@dataclass
class StepDraft:
    """A dated step in the life of a suggestion."""

    step: str | None = None
    on: Typed = None
    who: str = ""
    result: str = ""


@dataclass
class SuggestionDraft:
    """One idea or request, with what has become of it so far."""

    text: str = ""
    place: int | None = None
    topic: int | None = None
    activity: int | None = None
    piece_of_work: int | None = None
    raised_by: Typed = 1
    received_on: Typed = None
    owner: str = ""
    promised_on: Typed = None
    source: str = ""
    note: str = ""
    steps: list[StepDraft] = field(default_factory=list)
    checked: bool = False
    undated_steps: bool = False
    """Whether steps without a date are let in, as from an old log; a person must give one."""


@dataclass
class ChangeDraft:
    """Something that was changed because of what people said."""

    title: str = ""
    what: str = ""
    on: Typed = None
    place: int | None = None
    topic: int | None = None
    piece_of_work: int | None = None
    size: str = ""
    suggestions: list[int] = field(default_factory=list)
    reversed_on: Typed = None
    checked: bool = False


@dataclass
class AnswersDraft:
    """Evaluation forms that came back, added up. `counts` is question -> choice -> forms.

    A choice is '1' to '5' from low to high, 'no', 'a_bit' or 'yes' on an easy read form, or one of
    the question's extra choices.
    """

    activity: int | None = None
    service: int | None = None
    wave: str = "on_the_day"
    format: str = "standard"
    collected_on: Typed = None
    forms_received: Typed = None
    people_invited: Typed = None
    counts: dict[str, dict[str, Typed]] = field(default_factory=dict)
    note: str = ""
    checked: bool = False


@dataclass
class FigureDraft:
    """One figure of a measure that is typed, not calculated."""

    indicator: str | None = None
    place: int | None = None
    period: str | None = None
    priority_group: int | None = None
    top: Typed = None
    bottom: Typed = None
    basis: str = "counted"
    source: str = ""
    note: str = ""
    checked: bool = False


@dataclass
class TargetDraft:
    """Where a measure should be; see the table for how `low` and `high` are read."""

    indicator: str | None = None
    form: str | None = None
    place: int | None = None
    period: str = "any"
    topic: int | None = None
    priority_group: int | None = None
    low: Typed = None
    high: Typed = None
    by: Typed = None
    note: str = ""
    checked: bool = False


@dataclass
class BaselineDraft:
    """Where a measure stood."""

    indicator: str | None = None
    place: int | None = None
    period: str | None = None
    topic: int | None = None
    priority_group: int | None = None
    value: Typed = None
    note: str = ""
    checked: bool = False


@dataclass
class PlaceDraft:
    """A system, place or neighbourhood."""

    name: str = ""
    parent: int | None = None
    authorities: list[str] = field(default_factory=list)
    caution: str = ""
    record_id: int | None = None


@dataclass
class GroupDraft:
    """A priority group."""

    name: str = ""
    characteristic: str | None = None
    categories: list[str] = field(default_factory=list)
    record_id: int | None = None


@dataclass
class WorkDraft:
    """A project or service."""

    name: str = ""
    kind: str | None = None
    place: int | None = None
    stage: str | None = None
    started_on: Typed = None
    decision_on: Typed = None
    closed_on: Typed = None
    record_id: int | None = None


@dataclass
class MeasureDraft:
    """A measure of one's own; what it is about, and what its figures are made of.

    `record_id` is its wording that is being changed, None for a new measure. `change` is then
    'slip' where it stays the same measure, or 'meaning' where it is another from `from_period` on.
    """

    name: str = ""
    aims: list[str] = field(default_factory=list)
    kind: str | None = None
    unit_kind: str | None = None
    unit: str = ""
    direction: str | None = None
    definition: str = ""
    top: str = ""
    bottom: str = ""
    adds_over_time: str | None = None
    adds_over_place: str | None = None
    periods: list[str] = field(default_factory=list)
    source: str = ""
    change: str | None = None
    from_period: str | None = None
    checked: bool = False
    record_id: int | None = None


@dataclass
class ReviewDraft:
    """A meeting of a forum that is being prepared, or put right; `period` is a code."""

    title: str = ""
    held_on: Typed = None
    place: int | None = None
    period: str | None = None
    present: Typed = None
    note: str = ""
    checked: bool = False


@dataclass
class ActionDraft:
    """Something a forum asked for, and what came of it so far."""

    task: str = ""
    owner: str = ""
    due: Typed = None
    status: str = "open"
    done_on: Typed = None
    came_of_it: str = ""
    checked: bool = False


@dataclass(frozen=True)
class Accepted:
    """A valid record with the rows that belong to it, ready for `store.session(...).add`."""

    record: Any
    parts: tuple[Any, ...] = ()


@dataclass
class PersonDraft:
    """What an administrator says of somebody who signs in; `places` are a contributor's."""

    name: str = ""
    roles: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    record_id: int | None = None
