"""What a cell is made of, for the store to list: whose heads, which answers, which figures."""

from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import assessed, typed
from engagement_metrics.indicators.answered import answer_lines, of_few_people
from engagement_metrics.indicators.records import sorted_categories
from engagement_metrics.indicators.values import Value
from engagement_metrics.models import Aim
from engagement_metrics.store import (
    AnswerLine,
    Filter,
    Frames,
    GroupLine,
    MadeOf,
    Setup,
    SharedFrames,
    Source,
)

WHOLE = {
    "INF-01": MadeOf(Source.HEADS, Aim.INFORM),
    "INF-02": MadeOf(Source.HEADS, Aim.INFORM),  # the people whose answers are matched
    "ENG-01": MadeOf(Source.HEADS, Aim.ENGAGE),
    "ENG-02": MadeOf(Source.SUGGESTIONS),
    "ENG-13": MadeOf(Source.CHANGES),
    "REC-01": MadeOf(Source.RETURNS),
    "REC-02": MadeOf(Source.MINUTES),
    "REC-03": MadeOf(Source.FORMS),
    "PRJ-02": MadeOf(Source.WORK),
    "FBK-01": MadeOf(Source.OWED),
    "FBK-02": MadeOf(Source.TOLD),
    "FBK-03": MadeOf(Source.REFUSED),
    "FBK-04": MadeOf(Source.OPEN),
    "INC-03": MadeOf(Source.WAYS),
}


def behind(
    indicator: Indicator,
    value: Value,
    framework: Framework,
    setup: Setup,
    frames: Frames,
    wanted: Filter,
    group_id: int | None = None,
) -> MadeOf | None:
    """What a value was made of; None where there is nothing to list.

    That is where the measure waits, is not recorded by group or topic, or is about groups or made
    of answers in the shared view, which holds released figures of these alone.
    """
    shared = isinstance(frames, SharedFrames)
    if indicator.waits or ((indicator.released or indicator.of_answers) and shared):
        return None
    if indicator.id in assessed.KEYS or (group_id is not None and not indicator.by_group):
        return None
    if indicator.typed:
        figures = typed.read(frames.figures, indicator)
        numbers = typed.used(figures, indicator, setup, wanted, group_id)
        return MadeOf(Source.FIGURES, figures=numbers) if numbers else None
    if indicator.questions:
        return _answers(indicator, value, framework)
    if not indicator.by_group:
        return WHOLE[indicator.id]
    lines = []
    for group in setup.asked_for(group_id):
        inside, outside = sorted_categories(framework, group)
        lines.append(
            GroupLine(
                group.id, group.characteristic,
                tuple(sorted(inside)), tuple(sorted(inside | outside)),
            )
        )  # fmt: skip
    return MadeOf(Source.GROUPS, indicator.aims[0], groups=tuple(lines)) if lines else None


def _answers(indicator: Indicator, value: Value, framework: Framework) -> MadeOf:
    """The lines that the value tells: its first, and each other that is among its parts.

    Of few people who know each other the sheets are listed, but not what each of them says.
    """
    told = {part.label: part.value for part in value.parts}
    lines = []
    for at, (label, question, wave, layout) in enumerate(answer_lines(framework, indicator)):
        line = value if at == 0 else told.get(label)
        if line is None:
            continue
        valid, top = question.counted(layout)
        lines.append(AnswerLine(question.id, wave, layout, valid, top))
    return MadeOf(Source.ANSWERS, answers=tuple(lines), each_told=not of_few_people(indicator))
