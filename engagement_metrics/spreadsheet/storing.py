"""Storing what a spreadsheet proposes: all of it in one transaction, and once only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.entry.who_came import Count
from engagement_metrics.models import Accepted, Activity, Suggestion, SuggestionStatus
from engagement_metrics.spreadsheet.layouts import ACTIVITIES
from engagement_metrics.spreadsheet.proposals import Proposal, ProposedRow, Sound
from engagement_metrics.spreadsheet.undisturbed import undisturbed
from engagement_metrics.store import Writer, adding_many, bulk
from engagement_metrics.store.adding_many import Kind, New, Stored
from engagement_metrics.store.telling import KEPT

FIELDS = tuple(name for name in Activity.model_fields if name not in {*KEPT, "part_of_id"})
SUGGESTIONS = Kind(
    Suggestion,
    tuple(name for name in Suggestion.model_fields if name not in KEPT),
    tuple(name for name in SuggestionStatus.model_fields if name not in ("id", "suggestion_id")),
)
ROUTINE, BACK = "Brought in from a spreadsheet", "A spreadsheet was taken back"


@dataclass(frozen=True)
class Outcome:
    """How many records an import stored, and how many rows went in before from the same file."""

    activities: int
    suggestions: int
    before: int


def store_all(actor: Actor, *proposals: Proposal, why: str = "") -> Outcome:
    """Store every row that can go in, of one sheet or of both, in one write: all or none.

    A sheet of activities comes before the suggestions made there. A row that went in before from
    the same file, or goes in at this moment by another hand, is not stored again. StoreUnavailable,
    Refused and NeedsReason as from `store.session`: `why` says why a closed period is changed.
    """
    activities: list[Stored] = []
    suggestions: list[Stored] = []
    numbers: dict[str, int] = {}
    with undisturbed(), store.session(actor, why, routine=ROUTINE) as writer:
        for proposal in proposals:
            if proposal.layout is ACTIVITIES:
                found = _activities(writer, proposal)
                activities += found.values()
                numbers |= {
                    row.reference: found[row.line].number
                    for row in proposal.accepted
                    if row.reference
                }
                suggestions += _said(writer, proposal, found)
            else:
                suggestions += _suggestions(writer, proposal, numbers)
    before = sum(len(proposal.stored) for proposal in proposals)
    return Outcome(
        sum(row.new for row in activities),
        sum(row.new for row in suggestions),
        before + sum(not row.new for row in activities),
    )


def _activities(writer: Writer, proposal: Proposal) -> dict[int, Stored]:
    """The activities by line; those that are part of another row after that row."""
    alone = [row for row in proposal.accepted if not row.belongs_to]
    parts = [row for row in proposal.accepted if row.belongs_to]
    found = _add(writer, proposal, alone, {})
    numbers = {row.reference: found[row.line].number for row in alone}
    return found | _add(writer, proposal, parts, numbers)


def _add(
    writer: Writer, proposal: Proposal, rows: list[ProposedRow], numbers: Mapping[str, int]
) -> dict[int, Stored]:
    """Store activities; `numbers` are those of the activities that they are part of."""
    names = next((r.stands_for.names for r in rows if isinstance(r.stands_for, Sound)), FIELDS)
    kind = adding_many.Kind(Activity, (*names, "part_of_id"), Count._fields)

    def new(row: ProposedRow) -> New:
        part_of = numbers.get(row.belongs_to)
        key = proposal.key(row.line)
        if isinstance(row.stands_for, Sound):
            return New((*row.stands_for.fields, part_of), row.stands_for.counts, key)
        record, parts = row.accepted.record, row.accepted.parts
        fields = (*(getattr(record, name) for name in names), part_of or record.part_of_id)
        return New(fields, _as_told(parts, kind), key)

    stored = adding_many.add_many(writer, kind, map(new, rows))
    return {row.line: one for row, one in zip(rows, stored, strict=True)}


def _said(writer: Writer, proposal: Proposal, activities: dict[int, Stored]) -> list[Stored]:
    """The suggestions that stand in the rows of activities."""

    def new(row: ProposedRow, at: int, said: Accepted) -> New:
        said.record.activity_id = activities[row.line].number
        return _suggestion(said, proposal.key(f"{row.line}.{at}"))

    rows = (new(row, at, one) for row in proposal.accepted for at, one in enumerate(row.said))
    return adding_many.add_many(writer, SUGGESTIONS, rows)


def _suggestions(writer: Writer, proposal: Proposal, numbers: Mapping[str, int]) -> list[Stored]:
    def new(row: ProposedRow) -> New:
        if row.belongs_to:
            row.accepted.record.activity_id = numbers[row.belongs_to]
        return _suggestion(row.accepted, proposal.key(row.line))

    return adding_many.add_many(writer, SUGGESTIONS, map(new, proposal.accepted))


def _suggestion(accepted: Accepted, key: str) -> New:
    fields = tuple(getattr(accepted.record, name) for name in SUGGESTIONS.fields)
    return New(fields, _as_told(accepted.parts, SUGGESTIONS), key)


def _as_told(parts: Iterable[Any], kind: Kind) -> list[tuple[Any, ...]]:
    return [tuple(getattr(part, name) for name in kind.of_parts) for part in parts]


def take_back(actor: Actor, *proposals: Proposal, why: str = "") -> int:
    """Withdraw all that came in from these files, in one write; how many records that was.

    What was withdrawn since stays so, and nothing is deleted: each can be restored. What was
    changed since goes too. `why` as in `store_all`.
    """
    taken = 0
    with store.session(actor, why, routine=BACK) as writer:
        for proposal in reversed(proposals):
            for record_class, number in bulk.brought_in(writer, proposal.key("")):
                record = writer.orm.get(record_class, number)
                if record is not None and not record.withdrawn:
                    writer.withdraw(record_class, number, record.version)
                    taken += 1
    return taken
