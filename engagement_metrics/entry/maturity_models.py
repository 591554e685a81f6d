"""Whether a wording of a maturity model may be kept, and what it changes, in plain words."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engagement_metrics.entry import personal
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.framework import FrameworkError, local, maturity
from engagement_metrics.framework.maturity_edits import changed
from engagement_metrics.framework.maturity_rules import LONGEST_TEXT, checked
from engagement_metrics.models import Accepted, Dimension, LocalMaturityModel, MaturityModel

# Every wording of every model by its code, the first wording first.
Wordings = Mapping[str, tuple[MaturityModel, ...]]
MOST_FAULTS = 20
WHY = "Say why it is worded so. One line is enough."
LATER = (
    "Somebody else saved wording {edition} of this model meanwhile. Look at what yours changes in "
    "that one, then press the button again if you still want to."
)


@dataclass
class WordingDraft:
    """A wording as it would be kept; `seen` is the edition it was made from, 0 for a new model."""

    model: MaturityModel
    seen: int
    note: str = ""
    checked: bool = False


@dataclass(frozen=True)
class Changes:
    """What one wording changes in another: a sentence for each path it breaks, and the others."""

    breaks: tuple[str, ...]
    others: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.breaks or self.others)


def wordings(own: Iterable[MaturityModel]) -> Wordings:
    """Every wording there is: those that come with the app, then those made in it."""
    found: dict[str, dict[int, MaturityModel]] = {}
    for one in (*maturity.models(), *own):
        found.setdefault(one.code, {})[one.edition] = one
    return {
        code: tuple(by_edition[at] for at in sorted(by_edition))
        for code, by_edition in found.items()
    }


def known_measures(known: Known) -> frozenset[str]:
    """The measures a dimension may be linked to; retired ones too, for their figures stay."""
    every = local.with_local(known.framework, known.setup.measures, retired=True)
    return frozenset(every.indicators)


def accept_wording(draft: WordingDraft, there: Wordings, known: Known) -> Accepted:
    """The next wording of a model, or the first of a new one; EntryError says what must change.

    Faults are named 'wording' and 'note'.
    """
    form = Form(known.today, draft.checked)
    earlier = there.get(draft.model.code, ())
    before = earlier[-1] if earlier else None
    try:
        model = checked(draft.model)
    except FrameworkError as fault:
        form.fault("wording", " ".join(first_faults(fault.faults)))
        model = draft.model
    if before is not None and draft.seen < before.edition:
        form.fault("wording", LATER.format(edition=before.edition))
    if before is not None and not what_changes(before, model):
        form.fault("wording", f"It says the same as wording {before.edition}. Nothing to save.")
    if before is None or before.name.casefold() != model.name.casefold():
        _free(form, "wording", model.code, model.name, there)
    _nobody(form, model, before)
    note = form.text("note", draft.note, "The reason", needed=WHY)
    form.done()
    content = model.as_json() | {"edition": draft.seen + 1}
    return Accepted(
        LocalMaturityModel(
            code=model.code, edition=draft.seen + 1, name=model.name, content=content, note=note
        )
    )


def accept_new_model(
    begun_from: MaturityModel, name: str, source: str, there: Wordings, known: Known, tick: bool
) -> Accepted:
    """The first wording of a new model that says what another does; EntryError else.

    Its code is made from its name. Faults are named 'name' and 'source'.
    """
    form = Form(known.today, tick)
    called = form.name("name", name, "The name", "Give the new model a name.")
    whose = form.name_of_length("source", source, "Whose words they are", LONGEST_TEXT)
    if not whose:
        form.fault("source", "Say whose words they are, such as 'Ours, begun from theirs'.")
    content = begun_from.as_json() | {
        "code": _code(called, there), "edition": 1, "name": called, "source": whose,
    }  # fmt: skip
    _free(form, "name", content["code"], called, there)
    form.done()
    note = f"Begun from {begun_from.name}, wording {begun_from.edition}."
    return Accepted(
        LocalMaturityModel(
            code=content["code"], edition=1, name=called, content=content, note=note[:LONGEST_TEXT]
        )
    )


def read_file(text: str | bytes, name: str, there: Wordings, known: Known) -> MaturityModel:
    """The model a file holds, with the edition that is next here; cells from Excel do as well.

    Raises FrameworkError with a line for each fault, by file and line.
    """
    model = maturity.read(_with_commas(text), name, known_measures(known))
    earlier = there.get(model.code, ())
    return replace(model, edition=earlier[-1].edition + 1 if earlier else 1)


def first_faults(faults: Sequence[str], most: int = MOST_FAULTS) -> list[str]:
    """The first faults, and how many more there are.

    >>> first_faults(["a", "b", "c"], most=2)
    ['a', 'b', 'And 1 more.']
    """
    more = len(faults) - most
    return [*faults[:most], *([f"And {more} more."] if more > 0 else [])]


def next_id(model: MaturityModel) -> str:
    """A code for one more dimension: that of the last one, counted on.

    >>> next_id(maturity.models()[0])
    'P11'
    """
    taken = {one.id.casefold() for one in model.dimensions}
    letters = re.match("[A-Za-z_-]{0,8}", model.dimensions[-1].id)
    start = (letters[0] if letters else "") or "D"
    at = 1
    while f"{start}{at}".casefold() in taken:
        at += 1
    return f"{start}{at}"


def what_changes(before: MaturityModel, after: MaturityModel) -> Changes:
    """What a wording changes in the one before it, in plain sentences."""
    names = {one.id: one.name for one in after.dimensions}
    breaks = tuple(
        f"{key} {names[key]}: {_and(what)}." for key, what in changed(before, after).items()
    )
    return Changes(breaks, tuple(_others(before, after)))


def _others(before: MaturityModel, after: MaturityModel) -> Iterator[str]:
    old = {one.id: one for one in before.dimensions}
    new = {one.id: one for one in after.dimensions}
    if before.name != after.name:
        yield f"The model is called {after.name}. Before, it was {before.name}."
    if before.source != after.source:
        yield "Whose words they are is told in another way."
    if len(before.levels) != len(after.levels):
        yield f"There are {len(after.levels)} levels. Before, there were {len(before.levels)}."
    for was, now in zip(before.levels, after.levels, strict=False):
        if was.name != now.name:
            yield f"Level {now.level} is called {now.name}. Before, it was {was.name}."
        if was.summary.split() != now.summary.split():
            yield f"The summary of level {now.level} is worded anew."
    for key, one in old.items():
        if key not in new:
            yield f"{key} {one.name} is taken out. What was agreed on it can still be read."
    for key, one in new.items():
        if key not in old:
            yield f"{key} {one.name} is new. Its path begins with its first round."
        elif told := _soft(old[key], one):
            yield f"{key} {one.name}: {_and(told)} changed. This breaks no path."
    both = [key for key in new if key in old]
    if both != [key for key in old if key in new]:
        yield "The dimensions stand in another order."


def _soft(before: Dimension, after: Dimension) -> list[str]:
    """What of a dimension changed that breaks no path."""
    return [
        what
        for what, field in (
            ("the name", "name"), ("the group", "group"), ("the evidence to look for", "evidence"),
            ("the linked measures", "measures"), ("the principles it answers to", "crosswalk"),
        )
        if getattr(before, field) != getattr(after, field)
    ]  # fmt: skip


def _and(things: Sequence[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def _free(form: Form, field: str, code: str, name: str, there: Wordings) -> None:
    """No other model is called so."""
    for other, editions in there.items():
        if other != code and editions[-1].name.casefold() == name.casefold():
            form.fault(field, f"There is a model called {editions[-1].name}. Use another name.")


def _nobody(form: Form, model: MaturityModel, before: MaturityModel | None) -> None:
    """No text that is new holds one person's details; what may is to be looked at again."""
    known = set(_texts(before)) if before else set()
    for text in _texts(model):
        if text in known:
            continue
        said = f"'{text[:60]}{'…' if len(text) > 60 else ''}'"
        if found := personal.certain(text):
            form.fault("wording", f"{said} seems to hold {found}. Take it out.")
        elif found := personal.likely(text):
            form.doubts.setdefault(
                "wording",
                f"{said} may hold {found}. Take it out, or tick that it is not about one person.",
            )


def _texts(model: MaturityModel) -> Iterator[str]:
    yield from (model.name, model.source)
    for level in model.levels:
        yield from (level.name, level.summary)
    for one in model.dimensions:
        yield from (one.name, one.group, one.question, one.evidence, *one.statements)
        for pair in one.crosswalk:
            yield from pair


def _code(name: str, there: Wordings) -> str:
    """A code that no model has, made from a name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    start = re.sub("[^a-z0-9]+", "_", plain).strip("_")[:50] or "model"
    taken = {code.casefold() for code in there}
    at, code = 1, start
    while code in taken:
        at += 1
        code = f"{start}_{at}"
    return code


def _with_commas(text: str | bytes) -> str | bytes:
    """Cells copied from a spreadsheet, set apart by tabs, as a file has them; else as it is."""
    if isinstance(text, bytes) or not text.removeprefix("\ufeff").startswith("row\tdimension\t"):
        return text
    out = io.StringIO()
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
        csv.writer(out, lineterminator="\n").writerows(rows)
    except csv.Error:
        return text  # what is wrong with it is told where it is read
    return out.getvalue()
