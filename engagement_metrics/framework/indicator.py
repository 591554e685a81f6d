"""What an indicator is: on screen a measure."""

from dataclasses import dataclass
from datetime import date, timedelta

from engagement_metrics.models.lists import (
    AddsUp,
    Aim,
    Direction,
    IndicatorKind,
    PeriodKind,
    TargetForm,
    Wave,
)
from engagement_metrics.models.periods import Period

UNIT_KINDS = ("count", "percent", "index", "minutes", "average", "days")
MATRIX_SECTIONS = ("appendix_2", "recording")  # what the matrix shows, and nothing else


@dataclass(frozen=True)
class Indicator:
    """How we would know: on screen a 'measure'.

    `top` and `bottom` say what is over what; a count with nothing below has a bottom of ''.
    `calculated_from` is 'table.field's, or ('typed',), or ('waits',) with the reason in
    `waits_for`. `questions` and `waves` are empty unless it is made of answers; the first of each
    is the one to show first. `section` is the heading it is listed under. `first` is its place
    among the twelve to begin with, or None. `settles_after` is how many days after a period ends
    its figure can still be told anew without anybody being late.
    """

    id: str
    version: int
    aims: tuple[Aim, ...]
    kind: IndicatorKind
    order: int
    name: str
    unit: str
    unit_kind: str
    direction: Direction
    definition: str
    top: str
    bottom: str
    calculated_from: tuple[str, ...]
    adds_over_time: AddsUp
    adds_over_place: AddsUp
    by_group: bool
    questions: tuple[str, ...]
    waves: tuple[Wave, ...]
    waits_for: str
    target_forms: tuple[TargetForm, ...]
    target_hint: str
    periods: tuple[PeriodKind, ...]
    source: str
    section: str
    first: int | None
    settles_after: int

    @property
    def typed(self) -> bool:
        """Whether its figures are typed in with their source."""
        return self.calculated_from == ("typed",)

    @property
    def waits(self) -> bool:
        """Whether it cannot be told yet; `waits_for` says why."""
        return self.calculated_from == ("waits",)

    @property
    def calculated(self) -> bool:
        """Whether it is worked out from records."""
        return not (self.typed or self.waits)

    def settled(self, period: Period) -> date:
        """The first day on which a period's figure is settled: it can be reported, and judged."""
        return period.end + timedelta(days=self.settles_after + 1)

    @property
    def middle(self) -> bool:
        """Whether its number is the middle one of several, which two periods cannot share."""
        return self.unit_kind in ("minutes", "days")

    @property
    def released(self) -> bool:
        """Whether everybody else sees it from releases alone: it counts groups of people."""
        return self.by_group or "group_count.n" in self.calculated_from

    @property
    def of_answers(self) -> bool:
        """Whether everybody else sees it from releases alone: it counts forms or their answers."""
        return any(source.startswith("answer_") for source in self.calculated_from)
