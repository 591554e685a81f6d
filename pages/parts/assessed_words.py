"""How an action to improve stands, in words, and in which order actions are told."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from engagement_metrics.documents import STATUS_WORDS
from engagement_metrics.models import ActionStatus, ImprovementAction
from pages.parts.days import day, days


def overdue(action: ImprovementAction, today: date) -> bool:
    """Whether an action is open after its day."""
    return action.status is ActionStatus.OPEN and action.due < today


def in_order(actions: Iterable[ImprovementAction], today: date) -> list[ImprovementAction]:
    """Overdue ones first, then the open ones by their day, then those that are settled."""

    def place(action: ImprovementAction) -> tuple[bool, bool, date]:
        return action.status is not ActionStatus.OPEN, not overdue(action, today), action.due

    return sorted(actions, key=place)


def stands(action: ImprovementAction, today: date) -> str:
    """How an action stands: by when it is to be done, how late it is, or what came of it."""
    if action.done_on is not None:
        settled = f"{STATUS_WORDS[action.status]} on {day(action.done_on)}"
        late = ", after its day" if _late(action) else ""
        return f"{settled}{late} (due by {day(action.due)}). {action.came_of_it}".strip()
    left = (action.due - today).days
    if left < 0:
        return f"Open. Due by {day(action.due)}: overdue by {days(-left)}."
    return f"Open. Due by {day(action.due)}: {'today' if left == 0 else f'in {days(left)}'}."


def _late(action: ImprovementAction) -> bool:
    done = action.status is ActionStatus.DONE
    return bool(done and action.done_on and action.done_on > action.due)


def counted(actions: Iterable[ImprovementAction], today: date) -> str:
    """How many actions stand how, in a sentence."""
    found = list(actions)
    of = Counter("overdue" if overdue(one, today) else one.status.value for one in found)
    said = [f"{of[word]} {word}" for word in ("overdue", "open", "done", "dropped") if of[word]]
    return f"{len(found)} {'action' if len(found) == 1 else 'actions'}: {', '.join(said)}."
