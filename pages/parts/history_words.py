"""What the history says in plain words: events, kinds of record, fields, and their values."""

from collections.abc import Mapping
from typing import Any

from engagement_metrics import indicators
from engagement_metrics.models import PartialDate, Period, RecordType, SuggestionStep
from engagement_metrics.store import Setup
from pages.parts import guard, suggestion_words
from pages.parts.history_fields import CLOSED, DATES, NAMES, PARTS


def names(kind: RecordType) -> dict[str, str]:
    """The fields that the history of such a record is told by, and what each is called."""
    return NAMES | ({"parts": PARTS[kind]} if kind in PARTS else {})


def value(setup: Setup, kind: RecordType, name: str, values: Mapping[str, Any]) -> str:
    """What one field said, in words; 'empty' where it said nothing."""
    found = values.get(name)
    if name == "parts":
        return _parts(setup, kind, found)
    if found is None or found == "":
        return "empty"
    if isinstance(found, bool):
        return "yes" if found else "no"
    if name == "shown" and isinstance(found, dict):
        return _shown(found)
    if isinstance(found, float):
        return indicators.plain(found)
    if name in ("place_id", "parent_id"):
        return setup.places[found].name if found in setup.places else f"place {found}"
    if name == "topic_id":
        return setup.topics[found].name if found in setup.topics else f"topic {found}"
    if name == "piece_of_work_id":
        return setup.works[found].name if found in setup.works else f"piece of work {found}"
    if name == "priority_group_id":
        return setup.groups[found].name if found in setup.groups else f"group {found}"
    if name in CLOSED:
        return str(found).replace("_", " ").replace(";", ", ")
    return _told(setup, name, str(found))


def _told(setup: Setup, name: str, text: str) -> str:
    """A day, a period or a measure by its name; any other text, and one erased, as it is."""
    known = guard.definitions(setup, retired=True).indicators
    try:
        if name in DATES:
            return PartialDate.parse(text).label
        if name in ("period", "from_period"):
            return Period.parse(text).short
    except ValueError:
        return text
    return known[text].name if name == "indicator" and text in known else text


def _shown(told: Mapping[str, str]) -> str:
    """What a finished meeting had seen of a measure: its figure, the target, and how it stood."""
    base = f" ({told['base']})" if told.get("base") else ""
    target = f"target {told['target']}" if told.get("target") else "no target"
    standing = told.get("standing", "")
    return ", ".join(filter(None, (f"{told.get('figure', '')}{base}", target, standing)))


def _parts(setup: Setup, kind: RecordType, rows: Any) -> str:
    """What belongs to a record in words; counts of people are never kept in the history."""
    if not isinstance(rows, list):
        return "numbers are not kept here" if rows is None else str(rows)
    if kind is RecordType.SUGGESTION:
        return "; ".join(_step(*row) for row in rows) or "no step"
    if kind is RecordType.CHANGE:
        return ", ".join(f"suggestion {row[0]}" for row in rows) or "none"
    if kind is RecordType.PERSON:
        return ", ".join(_role(setup, *row) for row in rows) or "none"
    return ", ".join(str(row[0]).replace("_", " ") for row in rows) or "none"


def _step(on: str | None, result: str, step: str, who: str) -> str:
    word = suggestion_words.state(SuggestionStep(step))
    parts = (word, PartialDate.parse(on).label if on else "no date", who, result)
    return ", ".join(part for part in parts if part)


def _role(setup: Setup, place: int | None, role: str) -> str:
    where = f" for {setup.places[place].name}" if place in setup.places else ""
    return role.replace("_", " ") + where
