"""Whether a round of self-assessment, or what a group agreed in it is valid."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from engagement_metrics.entry.faults import EntryError, Form
from engagement_metrics.entry.known import Known
from engagement_metrics.entry.reasons import MOST_OF_A_REASON
from engagement_metrics.entry.scores import ScoreDraft, accept_score
from engagement_metrics.models import (
    Accepted,
    AgreedDraft,
    AimDraft,
    AssessedDimension,
    AssessmentRound,
    ImprovementAction,
    ImprovementDraft,
    MaturityModel,
    RoundDraft,
)
from engagement_metrics.store.scores import Given

FAR = timedelta(days=2 * 366)  # no group meets further ahead; such a date is a slip
FAR_AIM = timedelta(days=5 * 366)
FEWEST_SCORERS, MOST_SCORERS = 5, 1000
FEWEST_TO_IMPROVE, MOST_TO_IMPROVE = 3, 5
NO_DIMENSION = "A round needs something to assess. Choose at least one dimension."
NEEDS_EVIDENCE = "A level above 1 needs evidence. Add at least one piece, or agree on level 1."
NOT_DATED = "No evidence here has a date. Give one its date first, or take the tick away."
CHOOSE = "Choose the level you agreed on, or say that you did not agree."
NOT_A_LEVEL = "This model has no such level. Choose one of its levels."


def accept_round(
    draft: RoundDraft, models: Mapping[tuple[str, int], MaturityModel], known: Known
) -> Accepted:
    """The round with its dimensions in order; EntryError says what must change.

    `models` are the wordings that are on offer, by code and edition.
    """
    form = Form(known.today, draft.checked)
    title = form.title("title", draft.title, "The title", "Give the round a title.")
    held_on = form.day("held_on", draft.held_on, "The date", needed="Give the date.")
    _near(form, "held_on", held_on)
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    anchor = form.staff("anchor", draft.anchor, "The anchor person")
    rules = form.text("rules", draft.rules, "The rules")
    scorers = form.whole("scorers", draft.scorers_expected, "How many will score",
                         most=MOST_SCORERS)  # fmt: skip
    volunteers = form.whole("volunteers", draft.volunteers_expected, "How many are volunteers",
                            most=MOST_SCORERS)  # fmt: skip
    if scorers is not None and volunteers is not None and volunteers > scorers:
        form.fault("volunteers", "There cannot be more volunteers than people who score.")
    model = models.get(draft.model) if draft.model else None
    if model is None:
        form.fault("model", "Choose a model from the list.")
    parts = _dimensions(form, draft, model, held_on)
    form.done()
    assert held_on is not None
    assert model is not None
    record = AssessmentRound(
        title=title, held_on=held_on, place_id=place, model_code=model.code,
        model_edition=model.edition, content=model.as_json(), anchor=anchor, rules=rules,
        scorers_expected=scorers, volunteers_expected=volunteers,
    )  # fmt: skip
    return Accepted(record, parts)


def _dimensions(
    form: Form, draft: RoundDraft, model: MaturityModel | None, held_on: date | None
) -> tuple[AssessedDimension, ...]:
    """What is assessed, in the order of the model, each with its own day where it has one."""
    if not draft.dimensions:
        form.fault("dimensions", NO_DIMENSION)
    order = [one.id for one in model.dimensions] if model else []
    if model and not draft.dimensions.keys() <= set(order):
        form.fault("dimensions", "Choose dimensions of this model from the list.")
    found: list[AssessedDimension] = []
    for key in (one for one in order if one in draft.dimensions):
        name = f"day.{key}"
        on = form.day(name, draft.dimensions[key], "The day")
        _near(form, name, on)
        if on and held_on and on < held_on:
            form.fault(name, "That day comes before the round begins. Choose a later day.")
        found.append(
            AssessedDimension(round_id=0, dimension=key, position=len(found) + 1, meets_on=on)
        )
    return tuple(found)


def few_scorers(scorers: int | None, volunteers: int | None) -> tuple[str, ...]:
    """What to think about before a round begins: too few people, or too few volunteers of them.

    >>> few_scorers(12, 7), few_scorers(None, None)
    ((), ())
    """
    said = []
    if scorers is not None and scorers < FEWEST_SCORERS:
        said.append(
            "Fewer than five people are to score. People may guess who gave which score, and we "
            "cannot say how far they agree. Aim for 8 to 20."
        )
    if scorers and volunteers is not None and volunteers * 2 < scorers:
        said.append("Fewer than half of them are volunteers. Aim for at least half.")
    return tuple(said)


@dataclass(frozen=True)
class Agreeing:
    """What an agreed level is held against.

    `sentences` is how many sentences the statement of each level has. `evidence` counts what there
    is for the dimension, `dated` how much of it has a date. `reasons` say, for each level outside
    the middle half of the scores, why it needs a reason. `settled` is whether it was settled before
    and is put right now.
    """

    sentences: tuple[int, ...]
    evidence: int
    dated: int
    reasons: Mapping[int, str]
    settled: bool = False


def accept_agreed(
    draft: AgreedDraft, against: Agreeing, known: Known
) -> tuple[dict[str, Any], str]:
    """What a group agreed, as fields of the dimension, and why it is put right; else EntryError.

    A level above 1 needs evidence, and one outside the middle half of the scores a reason. Without
    a level the group did not agree, which is a finding.
    """
    form = Form(known.today, draft.checked)
    level = None
    if not draft.not_agreed:
        level = _level(form, "level", draft.level, len(against.sentences), CHOOSE)
    if level is not None and level > 1 and not against.evidence:
        form.fault("level", NEEDS_EVIDENCE)
    backed = _backed(form, draft, level, against)
    needed = against.reasons.get(level, "") if level is not None else ""
    values = {
        "agreed_level": level,
        "backed": ";".join(map(str, backed)),
        "reason": form.text("reason", draft.reason, "The reason", needed=needed),
        "missing": form.text("missing", draft.missing, "What is missing"),
        "note": form.text("note", draft.note, "The note"),
        "elsewhere": form.text("elsewhere", draft.elsewhere, "What is true where"),
        "minority": form.text("minority", draft.minority, "What others think"),
    }
    why = ""
    if against.settled:
        why = form.text("because", " ".join(draft.why.split()), "The reason for the change",
                        most=MOST_OF_A_REASON,
                        needed="Say why it is put right. This stays in the history.")  # fmt: skip
    form.done()
    return values, why


def _backed(
    form: Form, draft: AgreedDraft, level: int | None, against: Agreeing
) -> tuple[int, ...]:
    """The sentences with dated evidence; those of another level than the agreed one fall away."""
    if level is None:
        return ()
    sentences = range(1, against.sentences[level - 1] + 1)
    backed = tuple(at for at in sentences if at in draft.backed)
    if backed and not against.dated:
        form.fault("backed", NOT_DATED)
    return backed


def _level(form: Form, name: str, value: Any, levels: int, needed: str) -> int | None:
    """A whole level of the model."""
    number = form.number(name, value, "The level", needed=needed)
    if number is None:
        return None
    if number != int(number):
        form.fault(name, "Choose a whole level. If you are torn between two, take the lower one.")
        return None
    if not 1 <= number <= levels:
        form.fault(name, NOT_A_LEVEL)
        return None
    return int(number)


def accept_aim(
    draft: AimDraft, levels: int, agreed_level: int | None, known: Known
) -> dict[str, Any]:
    """Whether a dimension is to get better, its target level and the day; else EntryError."""
    form = Form(known.today)
    if not draft.improve:
        return {"improve": False, "target_level": None, "target_by": None}
    level = _level(form, "target_level", draft.target_level, levels, "Choose the level to reach.")
    if level is not None and agreed_level is not None and level < agreed_level:
        form.fault("target_level", f"You agreed on level {agreed_level}. Aim for that or higher.")
    by = form.day("target_by", draft.target_by, "The day", needed="Say by when.")
    _ahead(form, "target_by", by, FAR_AIM, "five")
    form.done()
    return {"improve": True, "target_level": level, "target_by": by}


def accept_improvement(draft: ImprovementDraft, known: Known, seen: date | None = None) -> Accepted:
    """The action, of no round and dimension yet; EntryError says what must change.

    `seen` is the day it was due before: that one may have passed, a new one may not.
    """
    form = Form(known.today, draft.checked)
    task = form.text("task", draft.task, "The action", needed="Write what is to be done.")
    step = form.text("first_step", draft.first_step, "The first step",
                     needed="Write the first step. It gets things moving.")  # fmt: skip
    owner = form.staff("owner", draft.owner, "The owner", "Say who will see to it.")
    due = form.day("due", draft.due, "The day", needed="Say by which day.")
    if due != seen:
        _ahead(form, "due", due, FAR, "two")
    form.done()
    assert due is not None
    return Accepted(
        ImprovementAction(
            round_id=0, dimension="", task=task, first_step=step, owner=owner, due=due
        )
    )


def how_many_to_improve(count: int) -> str:
    """What to think about when few or many dimensions are to get better; '' for three to five.

    >>> how_many_to_improve(3)
    ''
    """
    if count < FEWEST_TO_IMPROVE:
        return "Choose three to five dimensions. Think of what helps most for the effort."
    if count > MOST_TO_IMPROVE:
        return f"{count} are many at once. Three to five are more likely to be done."
    return ""


def accept_sheet(
    answers: Mapping[tuple[str, int], ScoreDraft], levels: int, checked: bool, known: Known
) -> dict[tuple[str, int], Given]:
    """The answers of a paper sheet, by dimension and wave; those left blank are not among them.

    EntryError names a field as 'level.dimension' or 'reason.dimension'.
    """
    faults: dict[str, str] = {}
    doubts: dict[str, str] = {}
    found = {}
    for (key, wave), answer in answers.items():
        if answer.choice is None and not answer.reason.strip():
            continue
        try:
            found[(key, wave)] = accept_score(replace(answer, checked=checked), levels, known.today)
        except EntryError as fault:
            faults |= {f"{name}.{key}": sentence for name, sentence in fault.faults.items()}
            doubts |= {f"{name}.{key}": sentence for name, sentence in fault.doubts.items()}
    if not found and not faults and not doubts:
        faults["sheet"] = "Every answer is blank. Type in at least one."
    if faults or doubts:
        raise EntryError(faults, doubts)
    return found


def _near(form: Form, name: str, day: date | None) -> None:
    if day is not None and day > form.today + FAR:
        form.fault(name, "That day is more than two years ahead. Check the year.")


def _ahead(form: Form, name: str, day: date | None, far: timedelta, years: str) -> None:
    if day is not None and day < form.today:
        form.fault(name, "That day has passed. Choose today or later.")
    elif day is not None and day > form.today + far:
        form.fault(name, f"That day is more than {years} years ahead. Check the year.")
