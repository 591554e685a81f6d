"""One row of a spreadsheet as the draft that a person would have typed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from engagement_metrics.entry import Known
from engagement_metrics.models import ActivityDraft, StepDraft, SuggestionDraft, Typed
from engagement_metrics.spreadsheet.sheets import Line

GROUP = re.compile(r"(\w+)\s*:\s*(\w+)\s*=\s*(~?)\s*(.*)", re.DOTALL)
BETWEEN_SUGGESTIONS = re.compile(r"\s+\|\s+")
YES_NO = {"yes": True, "no": False, "": None}
SHOWN = 60
NO_METHOD = "other"


class Row:
    """Reads the cells of one row; what is wrong with a cell is kept, by the field it is for."""

    def __init__(self, line: Line, known: Known) -> None:
        self.line, self.known = line, known
        self.faults: dict[str, str] = {}
        for at, fault in enumerate(line.faults):
            self.faults[f"row {at}"] = f"{fault[0].upper()}{fault[1:]}"

    def typed(self, column: str) -> Typed:
        """A cell as it is, None where it is blank."""
        cell = self.line.cell(column)
        return None if cell == "" else cell

    def text(self, column: str) -> str:
        """A cell as text, '' where it is blank."""
        cell = self.typed(column)
        if cell is None:
            return ""
        return cell.isoformat() if isinstance(cell, date) else str(cell)

    def word(self, column: str) -> str:
        """A cell as a word of a closed list: 'Co-produce' is co_produce."""
        return re.sub(r"[\s-]+", "_", self.text(column).casefold())

    def place(self) -> int | None:
        """The number of the place named."""
        text = self.text("place")
        found = self.known.setup.find_place(text) if text else None
        if text and found is None:
            name = text.rpartition(">")[2].strip()
            alike = [p for p in self.known.setup.places.values() if _same(p.name, name)]
            self.faults["place"] = (
                f"More than one place is called '{_short(text)}'. Write 'larger place > name'."
                if len([place for place in alike if not place.withdrawn]) > 1 and text == name
                else f"'{_short(text)}' is not one of your places."
            )
        return found

    def topic(self) -> int | None:
        """The number of the topic named."""
        text = self.text("topic")
        rows = self.known.setup.topics.values()
        found = next((r.id for r in rows if not r.withdrawn and _same(r.name, text)), None)
        if text and found is None:
            self.faults["topic"] = f"There is no topic called '{_short(text)}'. Set it up first."
        return found

    def work(self) -> int | None:
        """The number of the piece of work named."""
        text = self.text("piece_of_work")
        rows = self.known.setup.works.values()
        found = next((r.id for r in rows if not r.withdrawn and _same(r.name, text)), None)
        if text and found is None:
            self.faults["piece_of_work"] = (
                f"There is no piece of work called '{_short(text)}'. Set it up first."
            )
        return found

    def method(self) -> str | None:
        """The key of the method named; where none is, that of another way than those listed."""
        text = self.text("method") or NO_METHOD
        found = self.known.framework.method_called(text)
        if found is None:
            self.faults["method"] = f"'{_short(text)}' is not a method of the list."
        return found.key if found else None

    def yes_no(self, column: str) -> bool | None:
        """A cell as yes, no or not said."""
        word = self.word(column)
        if word not in YES_NO:
            self.faults[column] = f"{column}: write yes or no, or leave it blank."
        return YES_NO.get(word)

    def words(self, column: str) -> list[str]:
        """The words of a list set apart by semicolons."""
        return [part.strip() for part in self.word(column).replace("_", " ").split(";")]


def _no_column(_: Row) -> None:
    return None


# How each field of a return is read from a row; who came and what was said are read apart.
FIELDS: dict[str, Callable[[Row], Any]] = {
    "title": lambda row: row.text("title"),
    "aim": lambda row: row.word("aim") or None,
    "method": Row.method,
    "place": Row.place,
    "topic": Row.topic,
    "piece_of_work": Row.work,
    "starts": lambda row: row.typed("starts"),
    "ends": lambda row: row.typed("ends"),
    "status": lambda row: (
        row.word("status")
        or ("complete" if row.typed("heads") is not None else "figures_to_follow")
    ),
    "heads": lambda row: row.typed("heads"),
    "heads_basis": lambda row: row.word("heads_basis") or "counted",
    "modes": lambda row: [re.sub(r"\s+", "_", word) for word in row.words("modes") if word],
    "sessions": lambda row: row.typed("sessions"),
    "open_to_public": lambda row: row.yes_no("open_to_public"),
    "people_invited": _no_column,
    "minutes_taken": _no_column,
    "return_completed_on": _no_column,
    "feedback_promised_on": lambda row: row.typed("feedback_promised_on"),
    "fed_back_on": lambda row: row.typed("fed_back_on"),
    "note": lambda row: row.text("note"),
    "source": lambda row: row.text("source"),
    "reference": lambda row: row.text("reference"),
}


def activity(row: Row, checked: bool) -> ActivityDraft:
    """The after-activity return of a row; `part_of` is for whoever knows the other rows."""
    draft = ActivityDraft(
        **{field: read(row) for field, read in FIELDS.items()},
        suggestions=suggestions(row),
        checked=checked,
    )
    _groups(row, draft)
    return draft


def suggestions(row: Row) -> list[str]:
    """The suggestions that stand in the row of an activity."""
    found = BETWEEN_SUGGESTIONS.split(row.text("suggestions").strip(" |"))
    return [text for text in found if text]


def _groups(row: Row, draft: ActivityDraft) -> None:
    for part in filter(None, (part.strip() for part in row.text("groups").split(";"))):
        found = GROUP.fullmatch(part)
        if found is None:
            row.faults.setdefault(
                "groups",
                f"Groups: write '{_short(part)}' as 'characteristic:category=n'.",
            )
            continue
        characteristic, category, about, number = found.groups()
        given = draft.groups.setdefault(characteristic, {})
        if category in given:
            row.faults.setdefault("groups", f"Groups: {characteristic}:{category} is there twice.")
        if not number.strip():
            row.faults.setdefault(
                "groups", f"Groups: {characteristic}:{category} has no number of people."
            )
        given[category] = number
        if about:
            draft.estimated.add((characteristic, category))


def said_at(draft: ActivityDraft, text: str) -> SuggestionDraft:
    """A suggestion in the row of its activity: of its place and topic, received on its last day."""
    ends = draft.ends.isoformat() if isinstance(draft.ends, date) else str(draft.ends or "")
    return SuggestionDraft(
        text=text,
        place=draft.place,
        topic=draft.topic,
        piece_of_work=draft.piece_of_work,
        received_on=ends if re.fullmatch(r"\d{4}-\d{2}-\d{2}", ends.strip()) else None,
        source=draft.source,
        checked=draft.checked,
    )


def suggestion(row: Row, checked: bool) -> SuggestionDraft:
    """The suggestion of a row; its activity is for whoever knows the activities."""
    steps = []
    if step := row.word("step"):
        who, result = row.text("who"), row.text("result")
        steps.append(StepDraft(step=step, on=row.typed("step_on"), who=who, result=result))
    elif told := [name for name in ("step_on", "who", "result") if row.typed(name) is not None]:
        row.faults["step"] = f"Say in 'step' what was done: {' and '.join(told)} belong to a step."
    raised_by = row.typed("raised_by")
    return SuggestionDraft(
        text=row.text("text"),
        place=row.place(),
        topic=row.topic(),
        raised_by=1 if raised_by is None else raised_by,
        received_on=row.typed("received_on"),
        owner=row.text("owner"),
        promised_on=row.typed("promised_on"),
        source=row.text("source"),
        note=row.text("note"),
        steps=steps,
        checked=checked,
        undated_steps=True,
    )


def _same(name: str, text: str) -> bool:
    return name.casefold() == text.casefold()


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
