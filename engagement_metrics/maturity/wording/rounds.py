"""What a round came to, and how levels moved over rounds, in plain words."""

from collections.abc import Sequence
from datetime import date

from engagement_metrics.maturity.moving import Path, Step
from engagement_metrics.maturity.rounds import ProfileRow, Standing
from engagement_metrics.maturity.spreads import FEWEST_APART, Spread
from engagement_metrics.maturity.wording.scores import people, range_of_few


def agreed(row: ProfileRow) -> str:
    """What a round came to in one dimension: its level, or the range where it is not agreed."""
    if row.standing is Standing.AGREED:
        return f"The group agreed on level {row.level}: {row.level_name}."
    if row.standing is Standing.NOT_AGREED:
        return f"The group did not agree. {range_of_few(row.latest)}"
    return "The group has not settled this yet."


def evidence_of(row: ProfileRow, today: date) -> str:
    """How much evidence there is for a dimension, and how old it is.

    Under a month it is new; else its age is told in months, and from two years on in years.
    """
    if not row.evidence:
        return "No evidence yet."
    count = len(row.evidence)
    things = f"{count} {'piece' if count == 1 else 'pieces'} of evidence"
    if row.newest is None:
        return f"{things}, with no date."
    ages = f"the newest is {_age(row.newest, today)}"
    if row.oldest is not None and row.oldest != row.newest:
        ages += f", the oldest {_age(row.oldest, today)}"
    undated = f" {row.undated} of them has no date." if row.undated == 1 else ""
    if row.undated > 1:
        undated = f" {row.undated} of them have no date."
    return f"{things}: {ages}.{undated}"


def took_part(volunteers: int, staff: int, others: int = 0) -> str:
    """Who took part, as numbers; kinds of one or two people are not told apart.

    >>> took_part(7, 4, 1), took_part(4, 2)
    ('12 people took part: 7 volunteers, and 5 staff and others.', '6 people took part.')
    """
    whole = f"{people(volunteers + staff + others)} took part"
    if min(volunteers, staff) < FEWEST_APART:
        return f"{whole}."
    if 0 < others < FEWEST_APART:
        return f"{whole}: {volunteers} volunteers, and {staff + others} staff and others."
    if others:
        return f"{whole}: {volunteers} volunteers, {staff} staff and {others} others."
    return f"{whole}: {volunteers} volunteers and {staff} staff."


def moved(path: Path) -> str:
    """What became of a dimension over rounds; levels are compared only within one wording."""
    last = [step for step in path.steps if step.part == path.steps[-1].part]
    since = [step for step in last if step.standing is Standing.AGREED]
    newest = [step for step in last if step.standing is not Standing.NOT_ASSESSED]
    said = _compared(since)
    if newest and newest[-1].standing is Standing.NOT_AGREED:
        few = Spread(path.number_of_levels, (), newest[-1].n, 0, newest[-1].low, newest[-1].high)
        told_last = f"In {_month(newest[-1])} the group did not agree. {range_of_few(few)}"
        said = f"{told_last} {said}" if since else told_last
    for step in path.steps:
        if step.broken:
            said += (
                f" The words changed in {_month(step)}: levels before and after are not the same."
            )
    return said


def _compared(steps: Sequence[Step]) -> str:
    if not steps:
        return "No level is agreed yet."
    first, last = steps[0], steps[-1]
    if first is last:
        return f"Level {last.level} was agreed in {_month(last)}."
    assert first.level is not None and last.level is not None
    if first.level == last.level:
        return f"Level {last.level} both in {_month(first)} and in {_month(last)}."
    way = "Up" if last.level > first.level else "Down"
    return (
        f"{way} from level {first.level} in {_month(first)} to level {last.level} in "
        f"{_month(last)}."
    )


def _month(step: Step) -> str:
    return f"{step.held_on:%B %Y}"


def _age(on: date, today: date) -> str:
    months = (today.year - on.year) * 12 + today.month - on.month - (today.day < on.day)
    if months < 1:
        return "less than a month old"
    if months < 24:
        return f"{months} {'month' if months == 1 else 'months'} old"
    return f"{months // 12} years old"
