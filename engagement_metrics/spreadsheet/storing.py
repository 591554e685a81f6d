"""Storing what a spreadsheet proposes: all of it in one transaction, and once only."""

from dataclasses import dataclass

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.spreadsheet.layouts import ACTIVITIES
from engagement_metrics.spreadsheet.proposals import Proposal, ProposedRow
from engagement_metrics.store import Writer, bulk

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
    activities: list[bulk.Stored] = []
    suggestions: list[bulk.Stored] = []
    numbers: dict[str, int] = {}
    with store.session(actor, why, routine=ROUTINE) as writer:
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


def _activities(writer: Writer, proposal: Proposal) -> dict[int, bulk.Stored]:
    """The activities by line; those that are part of another row after that row."""
    alone = [row for row in proposal.accepted if not row.belongs_to]
    parts = [row for row in proposal.accepted if row.belongs_to]
    found = _add(writer, proposal, alone)
    numbers = {row.reference: found[row.line].number for row in alone}
    for row in parts:
        row.accepted.record.part_of_id = numbers[row.belongs_to]
    return found | _add(writer, proposal, parts)


def _add(writer: Writer, proposal: Proposal, rows: list[ProposedRow]) -> dict[int, bulk.Stored]:
    new = [
        bulk.New(row.accepted.record, row.accepted.parts, proposal.key(row.line)) for row in rows
    ]
    return {row.line: stored for row, stored in zip(rows, bulk.add_many(writer, new), strict=True)}


def _said(
    writer: Writer, proposal: Proposal, activities: dict[int, bulk.Stored]
) -> list[bulk.Stored]:
    """The suggestions that stand in the rows of activities."""
    new = []
    for row in proposal.accepted:
        for at, said in enumerate(row.said):
            said.record.activity_id = activities[row.line].number
            new.append(bulk.New(said.record, said.parts, proposal.key(f"{row.line}.{at}")))
    return bulk.add_many(writer, new)


def _suggestions(writer: Writer, proposal: Proposal, numbers: dict[str, int]) -> list[bulk.Stored]:
    for row in proposal.accepted:
        if row.belongs_to:
            row.accepted.record.activity_id = numbers[row.belongs_to]
    return list(_add(writer, proposal, list(proposal.accepted)).values())


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
