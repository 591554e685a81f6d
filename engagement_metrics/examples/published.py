"""The published log: what NHS bodies have put online about their work, through the import."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from engagement_metrics import entry, framework, spreadsheet, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import Known
from engagement_metrics.examples import starting
from engagement_metrics.models import PlaceDraft, WorkDraft
from engagement_metrics.spreadsheet import Proposal
from engagement_metrics.store import PlaceRow

FOLDER = Path(__file__).resolve().parents[2] / "data" / "examples"
ACTIVITIES = FOLDER / "published_activities.csv"
SUGGESTIONS = FOLDER / "published_suggestions.csv"
NAME = "A published log of four health systems"
EXAMPLE = "published log"


@dataclass(frozen=True)
class Report:
    """What came in of the log, and what was refused and why."""

    activities: Proposal
    suggestions: Proposal

    def lines(self) -> list[str]:
        """How many rows came in, then each reason with how many rows have it."""
        return [line for proposal in (self.activities, self.suggestions) for line in told(proposal)]


def told(proposal: Proposal) -> list[str]:
    """How many rows of a sheet can go in, and each reason with how many rows it keeps out.

    A row with two reasons stands under both together. What is quoted in a reason differs from row
    to row, so it is left out here.
    """
    reasons = Counter(" ".join(_without_quotes(row.reasons)) for row in proposal.refused)
    return [
        f"{proposal.layout.what.capitalize()}: {len(proposal.accepted)} come in, "
        f"{len(proposal.refused)} are refused.",
        *(f"  {number} refused: {reason}" for reason, number in reasons.most_common()),
    ]


def _without_quotes(reasons: Iterable[str]) -> list[str]:
    return [re.sub(r"'[^']*'", "'…'", re.sub(r"line \d+", "line …", one)) for one in reasons]


def fill(actor: Actor) -> Report:
    """Set an empty store up for the four systems of the definitions and bring the log in."""
    set_up(actor, NAME, EXAMPLE, works=True)
    known = Known(framework.load(), store.setup(), date.today())
    activities = spreadsheet.propose(ACTIVITIES, known)
    suggestions = spreadsheet.propose_suggestions(SUGGESTIONS, known, activities)
    spreadsheet.store_all(actor, activities, suggestions)
    return Report(activities, suggestions)


def set_up(actor: Actor, name: str, example: str, *, works: bool = False) -> None:
    """Set an empty store up for the four systems of the definitions with their places.

    With `works`, for the pieces of work that rows of the log share as well. NotEmpty where it is
    in use.
    """
    definitions = framework.load()
    known = Known(definitions, store.setup(), date.today())
    with store.session(actor, "Examples loaded") as writer:
        accepted = entry.accept_organisation(name, definitions.vision, known, example)
        starting.begin(writer, accepted)
        numbers: dict[str, int] = {}
        for place in definitions.places.values():  # a system stands before its places
            draft = PlaceDraft(
                place.name, numbers.get(place.parent), list(place.authorities), place.caution
            )
            accepted = entry.accept_place(draft, known)
            number = writer.add(accepted.record, accepted.parts)
            numbers[place.key] = number
            row = PlaceRow(number, place.name, draft.parent, place.authorities, False, 1)
            known = _knowing(known, known.setup.places | {number: row})
        for work in _works(known) if works else ():
            writer.add(entry.accept_work(work, known).record)


def _knowing(known: Known, places: dict[int, PlaceRow]) -> Known:
    """What is known once these places stand, before the write that stores them has ended."""
    return replace(known, setup=replace(known.setup, places=places))


def _works(known: Known) -> list[WorkDraft]:
    """The pieces of work that rows of the log share: at the place of all of them, or its system."""
    found: dict[str, set[int]] = {}
    with ACTIVITIES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            place = known.setup.find_place(row["place"])
            if row["piece_of_work"] and place is not None:
                found.setdefault(row["piece_of_work"], set()).add(place)
    return [
        WorkDraft(
            name, "project",
            min(at) if len(at) == 1 else known.setup.ancestors(min(at))[-1],
        )
        for name, at in found.items()
    ]  # fmt: skip
