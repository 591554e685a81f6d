"""Whether the definition files fit together: what they refer to is there, and they agree."""

import re
from collections import Counter

from engagement_metrics.framework.reading import choices, question_waves
from engagement_metrics.framework.sheets import Faults, Row, Sheet
from engagement_metrics.models.lists import AddsUp, Aim, AnswerState

TABLE_AND_FIELD = re.compile(r"[a-z_]+\.[a-z0-9_]+")
TWELVE = tuple(str(place) for place in range(1, 13))
INDICATOR_ID = re.compile(r"[A-Z]{3}-[0-9]{2}")


def references(sheets: dict[str, Sheet], faults: Faults) -> None:
    """Tells every word of one file that should be a row of another, or of its own, and is not."""
    for file, keys in (("vision.csv", ("vision",)), ("aims.csv", tuple(Aim))):
        for key in keys:
            if not sheets[file].has(key):
                faults.tell(file, 0, f"there is no row for '{key}'")
    for row in sheets["indicators.csv"].rows:
        for question in row.several("question"):
            _known(row, "question", question, sheets["questions.csv"])
        _known(row, "section", row.optional("section"), sheets["sections.csv"])
    for row in sheets["questions.csv"].rows:
        _known(row, "indicator", row.optional("indicator"), sheets["indicators.csv"])
    categories, characteristics = sheets["categories.csv"], sheets["characteristics.csv"]
    for row in categories.rows:
        _known(row, "characteristic", row.optional("characteristic"), characteristics)
        if row.optional("roll_up") and not categories.has(
            row.optional("characteristic"), row.optional("roll_up")
        ):
            row.fault(f"unknown roll_up '{row.optional('roll_up')}'")
    places = sheets["places.csv"]
    for row in places.rows:
        _known(row, "system", row.optional("system"), places)
        _known(row, "parent", row.optional("parent"), places)
        for code in row.several("authorities"):
            _known(row, "authority", code, sheets["authorities.csv"])


def agreement(sheets: dict[str, Sheet], faults: Faults) -> None:
    """Tells where rows contradict each other, or themselves."""
    _indicators(sheets["indicators.csv"], sheets["questions.csv"])
    _sections(sheets["sections.csv"], sheets["indicators.csv"])
    _questions(sheets["questions.csv"], sheets["indicators.csv"])
    _methods(sheets["methods.csv"])
    _categories(sheets["categories.csv"], sheets["characteristics.csv"], faults)
    _places(sheets["places.csv"])


def _known(row: Row, what: str, key: str, sheet: Sheet) -> None:
    if key and not sheet.has(key):
        row.fault(f"unknown {what} '{key}'")


def _rows(sheet: Sheet) -> dict[str, Row]:
    return {row.cells[sheet.layout.key[-1]]: row for row in sheet.rows}


def _indicators(sheet: Sheet, questions: Sheet) -> None:
    orders = Counter(row.optional("order") for row in sheet.rows)
    firsts = {number: row for row in reversed(sheet.rows) if (number := row.optional("first"))}
    asked = _rows(questions)
    for row in sheet.rows:
        if row.optional("id") and not INDICATOR_ID.fullmatch(row.optional("id")):
            row.fault(f"id '{row.optional('id')}' is not of the form INF-01")
        if orders[row.optional("order")] > 1:
            row.fault(f"order {row.optional('order')} is there twice")
        _first(row, firsts)
        _made_from(row)
        if not row.optional("bottom"):
            if row.optional("unit_kind") in ("percent", "average"):
                row.fault(f"bottom is empty, but unit_kind is {row.optional('unit_kind')}")
            if AddsUp.RATIO_OF_SUMS in (
                row.optional("adds_over_time"),
                row.optional("adds_over_place"),
            ):
                row.fault("bottom is empty, but it adds up as a ratio_of_sums")
        linked = [asked[key] for key in row.several("question") if key in asked]
        for question in linked:
            if question.optional("indicator") != row.optional("id"):
                row.fault(f"question {question.optional('id')} does not name it in return")
        _waves(row, linked)


def _first(row: Row, firsts: dict[str, Row]) -> None:
    """A place among the twelve to begin with is one to twelve, and nobody else's."""
    place = row.optional("first")
    if place and place not in TWELVE:
        row.fault(f"first '{place}' is not a place from 1 to {len(TWELVE)}")
    elif place and firsts[place] is not row:
        row.fault(f"first {place} belongs to {firsts[place].optional('id')} already")


def _sections(sheet: Sheet, indicators: Sheet) -> None:
    """A heading has something below it, and no other heading reads the same."""
    used = {row.optional("section") for row in indicators.rows}
    first: dict[str, int] = {}
    for row in sheet.rows:
        if indicators.usable and row.optional("key") not in used:
            row.fault(f"'{row.optional('key')}' has no indicators")
        if row.optional("name") and first.setdefault(row.optional("name"), row.line) != row.line:
            row.fault(f"'{row.optional('name')}' is the heading of another section")


def _made_from(row: Row) -> None:
    """What an indicator is calculated from is well written, and the reason to wait is there."""
    parts = row.several("calculated_from")
    for part in parts:
        if part in ("typed", "waits"):
            if len(parts) > 1:
                row.fault(f"calculated_from has more than '{part}'")
        elif not TABLE_AND_FIELD.fullmatch(part):
            row.fault(f"calculated_from '{part}' is not a table.field, typed or waits")
    if parts == ("waits",) and not row.optional("waits_for"):
        row.fault("waits_for is empty, but the indicator waits")
    if parts != ("waits",) and row.optional("waits_for"):
        row.fault("waits_for is filled in, but the indicator does not wait")


def _waves(row: Row, linked: list[Row]) -> None:
    """An indicator is told for exactly the waves its questions are asked at."""
    named = set(row.several("wave"))
    questions = row.several("question")
    if len(linked) == len(questions):
        asked_at = {wave.value for question in linked for wave in question_waves(question)}
        if named != asked_at:
            told = ", ".join(sorted(asked_at)) or "never"
            row.fault(f"wave is not when its questions are asked: {told}")


def _questions(sheet: Sheet, indicators: Sheet) -> None:
    known = _rows(indicators)
    for row in sheet.rows:
        offered = choices(row, "choices")
        easy_read = choices(row, "easy_read_choices")
        top = row.number("top_choices", least=0)
        for column, listed in (("choices", offered), ("easy_read_choices", easy_read)):
            if len(set(listed)) < len(listed):
                row.fault(f"{column} offers a choice twice")
        if bool(offered) != bool(easy_read):
            row.fault("choices and easy_read_choices are both filled in or both empty")
        if offered and not 0 < top < len(offered):
            row.fault(f"top_choices {top} is not between 0 and {len(offered)} choices")
        if not offered and (top or row.optional("indicator")):
            row.fault("an open question has no top_choices and no indicator")
        indicator = known.get(row.optional("indicator"))
        if indicator and row.optional("id") not in indicator.several("question"):
            row.fault(f"indicator {indicator.optional('id')} does not name it in return")


def _methods(sheet: Sheet) -> None:
    first: dict[str, int] = {}
    for row in sheet.rows:
        labels = {row.optional("key"), row.optional("name"), *row.several("also_called")}
        for label in sorted({label.casefold() for label in labels if label}):
            if first.setdefault(label, row.line) != row.line:
                row.fault(f"'{label}' is already a method on line {first[label]}")


def _categories(sheet: Sheet, characteristics: Sheet, faults: Faults) -> None:
    by_key = {(row.optional("characteristic"), row.optional("key")): row for row in sheet.rows}
    for row in sheet.rows:
        roll_up = by_key.get((row.optional("characteristic"), row.optional("roll_up")))
        if roll_up and roll_up.optional("roll_up"):
            row.fault(f"roll_up '{roll_up.optional('key')}' is itself part of another")
        if row.optional("key") in tuple(AnswerState):
            row.fault(f"key '{row.optional('key')}' is a state of an answer, not a category")
    if not sheet.usable:
        return
    described = {key[0] for key in sheet.keys}
    for (characteristic,), line in characteristics.keys.items():
        if characteristic and characteristic not in described:
            faults.tell(characteristics.layout.file, line, f"'{characteristic}' has no categories")


def _places(sheet: Sheet) -> None:
    by_key = _rows(sheet)
    parents = {row.optional("parent") for row in sheet.rows}
    served: dict[tuple[str, str], Row] = {}
    for row in sheet.rows:
        key, system = row.optional("key"), row.optional("system")
        if bool(row.optional("parent")) == (key == system):
            row.fault("a system, and only a system, has no parent and its own key as system")
        parent = by_key.get(row.optional("parent"))
        if parent and parent.optional("system") != system:
            row.fault(f"parent '{parent.optional('key')}' belongs to another system")
        if key in parents and row.optional("authorities"):
            row.fault("authorities are named by the places within it, not here")
        if key not in parents and not row.optional("authorities"):
            row.fault("authorities is empty, and there is no place within it")
        for code in row.several("authorities"):
            first = served.setdefault((system, code), row)
            if first is not row:
                row.fault(f"authority '{code}' belongs to {first.optional('key')} already")
