"""Who came, by characteristic: whether the counts fit together, and what they add up to so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engagement_metrics.entry.faults import MOST_PEOPLE, Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import ActivityDraft, AnswerState, GroupCount, Typed

ASIDE = (AnswerState.PREFER_NOT_TO_SAY, AnswerState.NOT_KNOWN)


@dataclass(frozen=True)
class AnswersSoFar:
    """People by what became of one question; every field counts people, a zero typed among them.

    `not_asked` is the rest of the heads: None where nobody knows how many there were, or where the
    others are more than that.
    """

    known: int
    prefer_not_to_say: int
    not_known: int
    not_asked: int | None


@dataclass(frozen=True)
class WhoCame:
    """What a return says of who came, before it is saved.

    `answers` has the characteristics that anything was typed for; `faults` are the sentences that
    `accept_activity` would raise about who came, by field.
    """

    heads: int | None
    answers: Mapping[str, AnswersSoFar]
    faults: Mapping[str, str]


def add_up(draft: ActivityDraft, known: Known) -> WhoCame:
    """What the counts of a return come to so far, held against the rules by which it is saved."""
    form = Form(known.today)
    heads = form.whole("heads", draft.heads, "The number of people")
    found: dict[str, dict[str, int]] = {}
    for row in read_groups(form, draft, known, heads):
        found.setdefault(row.characteristic, {})[row.category] = row.n
    return WhoCame(heads, {key: _answers(n, heads) for key, n in found.items()}, form.faults)


def _answers(counts: Mapping[str, int], heads: int | None) -> AnswersSoFar:
    total = sum(counts.values())
    declined, not_known = (counts.get(state, 0) for state in ASIDE)
    rest = None if heads is None or total > heads else heads - total
    return AnswersSoFar(total - declined - not_known, declined, not_known, rest)


class Count(NamedTuple):
    """How many people of one category came, as a return says it."""

    characteristic: str
    category: str
    n: int
    estimated: bool


def group_count(characteristic: str, category: str, n: int, estimated: bool) -> GroupCount:
    """A count as the row that belongs to an activity."""
    return GroupCount(
        activity_id=0, characteristic=characteristic, category=category, n=n, estimated=estimated
    )


def read_groups(form: Form, draft: ActivityDraft, known: Known, heads: int | None) -> list[Count]:
    """The counts of a draft that can be read, each blank left out; the form keeps the faults."""
    rows: list[Count] = []
    for characteristic, typed in draft.groups.items():
        if characteristic not in known.framework.characteristics:
            form.fault("groups", f"'{characteristic}' is not something this tool asks about.")
            continue
        given: dict[str, int] = {}
        for category, value in typed.items():
            number = read_count(form, known, characteristic, category, value)
            if number is not None:
                given[category] = number
        fits(form, known, characteristic, given, heads)
        rows += [
            Count(characteristic, category, number, (characteristic, category) in draft.estimated)
            for category, number in given.items()
        ]
    return rows


def read_count(
    form: Form, known: Known, characteristic: str, category: str, value: Typed
) -> int | None:
    """How many people of a category of a characteristic came; None where it cannot be read."""
    definition = known.framework.characteristics[characteristic]
    name = f"groups.{characteristic}.{category}"
    aside = category in tuple(ASIDE)
    if not aside and (characteristic, category) not in known.framework.categories:
        form.fault(
            name,
            f"'{category}' is not a choice of {definition.name} in version "
            f"{definition.version} of its list. Count these people under another choice, "
            "or leave them out.",
        )
        return None
    return form.whole(name, value, definition.name, most=MOST_PEOPLE)


def fits(
    form: Form, known: Known, characteristic: str, given: Mapping[str, int], heads: int | None
) -> None:
    """No more people than heads, and no category beside the broader one it is part of."""
    name = known.framework.characteristics[characteristic].name
    total = sum(given.values())
    if total and heads is None:
        form.fault("heads", "Type how many people there were before saying who they were.")
    elif heads is not None and total > heads:
        form.fault(
            f"groups.{characteristic}",
            f"{name} adds up to {total:,}, more than the {heads:,} people who were there. "
            "Lower a count, or raise the number of people.",
        )
    for category in given:
        definition = known.framework.categories.get((characteristic, category))
        if definition is not None and definition.roll_up in given:
            broader = known.framework.categories[characteristic, definition.roll_up]
            form.fault(
                f"groups.{characteristic}",
                f"{name}: '{definition.name}' is part of '{broader.name}'. Give one or the other.",
            )
