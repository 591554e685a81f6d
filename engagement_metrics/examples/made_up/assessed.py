"""The made-up rounds of self-assessment: two of the system a year apart, and a small one in North.

Number i is a dimension's place in the model, 0 for A1 to 12 for P10. Number s is a scorer: 0 to 5
volunteers, 6 to 8 staff, 9 other.

- May 2024, with the wording of the files: level 1 + i modulo 3 is agreed; of P4 they did not agree.
- May 2025, with P6 reworded at level 3, so that its path breaks: where i is even one level more;
  of P4 level 2 is agreed, after a second score, with one other view.
- First scores of both: the level agreed, and one more where s is odd; of P4 volunteers give 1 and
  the others 4. Scorer 9 does not know where i is a multiple of 5.
- North, September 2025, four people: A1 3, A2 2, and A3 not agreed.
- Evidence from 30 days before for each level above 1. It has no day for P9, and shows the first
  sentence alone for A2 and P3, and for A2 in North.
- Actions of May 2024: one done in time. Of May 2025: one done in time, one late, one open, one
  dropped with a reason, and one due in 2027.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from engagement_metrics import store
from engagement_metrics.examples.made_up.setting import NOTE, REASON, World
from engagement_metrics.framework import maturity, maturity_edits
from engagement_metrics.maturity import parts
from engagement_metrics.models import (
    ActionStatus,
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    ImprovementAction,
    LocalMaturityModel,
    MaturityModel,
    ReviewState,
    Score,
    Scorer,
    ScorerKind,
    ScoringStage,
)
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store.engine import quiet_write

SPLIT, IN_PART, UNDATED = "P4", ("A2", "P3"), "P9"
REWORDED = "P6", 3, "The reader panel checks most of our papers. Plans are online."
KINDS = (*(ScorerKind.VOLUNTEER,) * 6, *(ScorerKind.STAFF,) * 3, ScorerKind.OTHER)
IN_NORTH = (*(ScorerKind.VOLUNTEER,) * 3, ScorerKind.STAFF)
NORTH = {"A1": (3, (3, 3, 3, 2)), "A2": (2, (2, 2, 2, 2)), "A3": (None, (1, 1, 4, 4))}
RULES = "We talk until nobody wants to add anything. If we are torn, we take the lower level."
FIRST, SECOND, NORTHERN = date(2024, 5, 16), date(2025, 5, 15), date(2025, 9, 18)
Given = dict[tuple[str, int], tuple[int | None, ...]]
Agreed = Mapping[str, int | None]


@dataclass(frozen=True)
class _Made:
    """A round to store: who scored, what was agreed, and the scores by dimension and wave."""

    title: str
    held_on: date
    place: int
    model: MaturityModel
    kinds: tuple[ScorerKind, ...]
    agreed: Agreed
    given: Given
    in_part: tuple[str, ...] = IN_PART
    more: dict[str, dict[str, Any]] | None = None


def add(world: World) -> None:
    """Store the rounds as they were when they ended: no link leads to anybody's score."""
    first = next(one for one in maturity.models() if one.code == maturity.DEFAULT)
    second = _reworded(first)
    with store.session(world.actor, REASON) as write:
        write.add(
            LocalMaturityModel(
                code=second.code, edition=second.edition, name=second.name,
                content=second.as_json(), note=NOTE,
            )
        )  # fmt: skip
    was = {one.id: 1 + at % 3 for at, one in enumerate(first.dimensions)}
    now = {one.id: was[one.id] + (at % 2 == 0) for at, one in enumerate(first.dimensions)}
    spring = _Made(
        "Spring round 2024", FIRST, world.system, first, KINDS, {**was, SPLIT: None}, _given(was)
    )
    again: Given = {(SPLIT, 2): (1, *(2,) * 9)}
    year_on = _Made(
        "Spring round 2025", SECOND, world.system, second, KINDS, {**now, SPLIT: 2},
        _given(now) | again, more=IMPROVED,
    )  # fmt: skip
    levels: Given = {(key, 1): given for key, (_, given) in NORTH.items()}
    north = _Made(
        "North looks at its network", NORTHERN, world.places[1], second, IN_NORTH,
        {key: level for key, (level, _) in NORTH.items()}, levels, in_part=("A2",),
    )  # fmt: skip
    for made, actions in ((spring, _actions_of_2024()), (year_on, _actions()), (north, ())):
        _store(world, made, tuple(actions))


IMPROVED: dict[str, dict[str, Any]] = {
    SPLIT: {
        "minority": "One of us still sees little or nothing in our town.",
        "elsewhere": "True in North place, not in West place.",
        "missing": "We have no list of whom we never hear from.",
        "improve": True, "target_level": 3, "target_by": date(2026, 5, 31),
    },
    "P7": {"improve": True, "target_level": 2, "target_by": date(2026, 5, 31)},
    "A2": {"improve": True, "target_level": 3, "target_by": date(2026, 5, 31)},
}  # fmt: skip


def _reworded(first: MaturityModel) -> MaturityModel:
    changed = maturity_edits.with_cell(first, *REWORDED).as_json()
    return from_json(changed | {"edition": first.edition + 1})


def _given(levels: dict[str, int]) -> Given:
    found: Given = {}
    for at, (key, level) in enumerate(levels.items()):
        scores = [min(5, level + s % 2) for s in range(10)]
        if key == SPLIT:
            scores = [1] * 6 + [4] * 4
        found[key, 1] = (*scores[:9], None if at % 5 == 0 else scores[9])
    return found


def _store(world: World, made: _Made, actions: tuple[ImprovementAction, ...]) -> None:
    with store.session(world.actor, REASON) as write:
        volunteers = sum(kind is ScorerKind.VOLUNTEER for kind in made.kinds)
        number = write.add(
            AssessmentRound(
                title=made.title, held_on=made.held_on, place_id=made.place,
                model_code=made.model.code, model_edition=made.model.edition,
                content=made.model.as_json(), anchor="Engagement team", rules=RULES,
                scorers_expected=len(made.kinds), volunteers_expected=volunteers,
                state=ReviewState.FINISHED, finished_on=made.held_on,
            )
        )  # fmt: skip
        for position, (key, level) in enumerate(made.agreed.items(), start=1):
            write.add(_dimension(made, number, position, key, level))
            if level is not None and level > 1:
                write.add(_evidence(made, number, key))
        for action in actions:
            action.round_id = number
            write.add(action)
    with quiet_write() as orm:
        for kind in made.kinds:
            orm.add(Scorer(id=token_hex(16), round_id=number, kind=kind))
        for (key, wave), levels in made.given.items():
            for kind, level in zip(made.kinds, levels, strict=True):
                orm.add(
                    Score(
                        id=token_hex(16), round_id=number, dimension=key, wave=wave, kind=kind,
                        level=level,
                    )
                )  # fmt: skip


def _dimension(
    made: _Made, number: int, position: int, key: str, level: int | None
) -> AssessedDimension:
    sentences = parts(made.model.dimension(key).statements[level - 1]) if level else ()
    backed = range(1, 2 if key in made.in_part else len(sentences) + 1) if (level or 0) > 1 else ()
    return AssessedDimension(
        round_id=number, dimension=key, position=position, stage=ScoringStage.SETTLED,
        agreed_level=level, backed=";".join(map(str, backed)), note=NOTE,
        **(made.more or {}).get(key, {}),
    )  # fmt: skip


def _evidence(made: _Made, number: int, key: str) -> AssessmentEvidence:
    on = None if key == UNDATED else made.held_on - timedelta(days=30)
    return AssessmentEvidence(
        round_id=number, dimension=key, text=f"Minutes and papers about {key}. {NOTE}", dated_on=on
    )


def _actions_of_2024() -> Iterator[ImprovementAction]:
    yield _action("P2", "Tell people by a day we promise", date(2024, 12, 31), date(2024, 12, 20))


def _actions() -> Iterator[ImprovementAction]:
    yield _action(SPLIT, "List whom we never hear from", date(2025, 9, 30), date(2025, 9, 20))
    yield _action(SPLIT, "Meet each group on the list", date(2025, 12, 31), date(2026, 1, 20))
    yield _action("P7", "Draw a map of community groups", date(2026, 2, 28))
    yield _action("A2", "Ask volunteers for topics", date(2027, 5, 31))
    dropped = _action("A2", "Film each event", date(2026, 3, 15), date(2026, 2, 2))
    dropped.status, dropped.came_of_it = ActionStatus.DROPPED, "The volunteers chose sound instead."
    yield dropped


def _action(key: str, task: str, due: date, done_on: date | None = None) -> ImprovementAction:
    status = ActionStatus.DONE if done_on else ActionStatus.OPEN
    came = "It is done, and people use it." if done_on else ""
    return ImprovementAction(
        round_id=0, dimension=key, task=task, first_step="Agree who does it.",
        owner="Engagement team", due=due, status=status, done_on=done_on, came_of_it=came,
    )  # fmt: skip
