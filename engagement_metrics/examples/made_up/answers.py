"""The made-up evaluation answers, in counts by choice that a person can add up.

Standard forms on the day, each month, written as choices 1 / 2 / 3 / 4 / 5:

- North inform: Q1 2 / 3 / 5 / k / 4 + y, 2 knew already, 1 does not apply;
  Q2 1 / 2 / 6 / 6 + y / 3, 2 do not apply; Q10 7 no, 4 not sure, 5 + y yes, 1 preferred not to
  say. 20 + k + y forms from twice as many people.
- South engage: Q3 1 / 1 / 3 / 6 + y / 4; Q4 2 / 4 / 5 / 3 + y / 1, 1 preferred not to say.
  20 + y forms from all who were there.
- East engage: Q3 1 / 2 / 3 / 1 / 0, 8 forms: too few to give a percentage of one month.
- the first involve activity of the month: Q5 1 / 1 / 2 / 4 / 2 + y; Q6 1 / 2 / 2 / 3 + y / 2.
  10 + y forms from all who were there.
- once a year, in k 6 in North, partners and residents: Q11 2 / 4 / 8 - y / 10 + y / 4, 28 forms.
- twice a year, in k 4 and k 10 in West, volunteers: Q12 1 / 1 / 3 / 5 / 2, 12 forms, and
  1 / 2 / 4 / 6 + y / 3, 16 + y forms.
- once a year, in k 6 in North, staff: S1 2 / 4 / 10 / 14 + 2y / 6; S2 3 / 5 / 8 / 12 + y / 6;
  S3 4 / 6 / 9 / 10 + y / 5; 36 + 2y forms.
- once a year, postcards known by the year alone: Q3 0 / 2 / 0 / 5 / 3, 10 forms from 36 people.

At follow-up, for activities of k 3, 6, 9 and 12, collected two months later: North Q2 1 / 2 / 3 /
4 / 2, South Q4F 3 / 3 / 4 / 4 / 1. For involve activities of k 3 and 9, three months later: Q7 2 /
2 / 3 / 3 + y / 2, 13 + y forms from 20 people. Those of March are collected in the next year.

Services in k 2, 5, 8 and 11: South Q9 1 / 2 / 4 / 5 / 3 + y, 16 + y forms from 40 people; West Q9
0 / 1 / 2 / 4 / 2. Easy read: West engage at the end of each quarter Q3 1 / 4 / 5 and Q4 3 / 5 / 2
(no / a bit / yes); South service in k 5 Q9 2 / 3 / 6. A sheet in k 4 is withdrawn.
"""

from collections.abc import Iterator

from engagement_metrics import entry, store
from engagement_metrics.examples.made_up.months import FULL, THIS_YEAR, Month, after
from engagement_metrics.examples.made_up.setting import NOTE, REASON, World
from engagement_metrics.models import AnswersDraft, AnswerSheet, Typed

Counts = dict[str, Typed]


def add(world: World) -> None:
    """Store the sheets of three years, and those of this year that have come in."""
    with store.session(world.actor, REASON) as writer:
        for month in (*FULL, *THIS_YEAR):
            drafts = [*_on_the_day(world, month), *_at_follow_up(world, month)]
            drafts += [*_pulses(world, month), *_services(world, month)]
            for draft in [*drafts, *_easy_read(world, month)]:
                if draft.collected_on is None or after(draft.collected_on, 0) <= world.today:
                    accepted = entry.accept_answers(draft, world.known)
                    writer.add(accepted.record, accepted.parts)
        for y in range(3):
            for draft, stands in ((_postcards(world, y), True), (_mistake(world, y), False)):
                accepted = entry.accept_answers(draft, world.known)
                number = writer.add(accepted.record, accepted.parts)
                if not stands:
                    writer.withdraw(AnswerSheet, number, 1)


def _five(low: int, second: int, third: int, fourth: int, high: int, **others: int) -> Counts:
    """Answers by choice, from low to high, and those that chose none of the five."""
    return {"1": low, "2": second, "3": third, "4": fourth, "5": high, **others}


def _on_the_day(world: World, month: Month) -> Iterator[AnswersDraft]:
    y, k = month.y, month.k
    if at := world.activities.get(("inform", y, k, 1)):
        forms = 20 + k + y
        yield AnswersDraft(
            activity=at, forms_received=forms, people_invited=2 * forms, note=NOTE,
            counts={
                "Q1": _five(2, 3, 5, k, 4 + y, already_knew=2, does_not_apply=1),
                "Q2": _five(1, 2, 6, 6 + y, 3, does_not_apply=2),
                "Q10": {"1": 7, "2": 4, "3": 5 + y, "prefer_not_to_say": 1},
                "QA": _five(1, 2, 4, 6, 5),
            },
        )  # fmt: skip
    if at := world.activities.get(("engage", y, k, 2)):
        yield AnswersDraft(
            activity=at, forms_received=20 + y, people_invited=40 + 2 * k + 5 * y, note=NOTE,
            counts={
                "Q3": _five(1, 1, 3, 6 + y, 4),
                "Q4": _five(2, 4, 5, 3 + y, 1, prefer_not_to_say=1),
                "Q8": _five(0, 2, 4, 8, 4),
            },
        )  # fmt: skip
    if at := world.activities.get(("engage", y, k, 3)):
        yield AnswersDraft(
            activity=at, forms_received=8, counts={"Q3": _five(1, 2, 3, 1, 0)}, note=NOTE
        )
    if at := world.activities.get(("involve", y, k, 1 if month.odd else 2)):
        yield AnswersDraft(
            activity=at, forms_received=10 + y, people_invited=10 + k + y, note=NOTE,
            counts={"Q5": _five(1, 1, 2, 4, 2 + y), "Q6": _five(1, 2, 2, 3 + y, 2)},
        )  # fmt: skip


def _pulses(world: World, month: Month) -> Iterator[AnswersDraft]:
    """What partners, residents and staff are asked once a year, and volunteers twice."""
    y = month.y
    at = world.activities.get(("engage", y, 6, 1))
    if at and month.k == 6:
        yield AnswersDraft(
            activity=at, forms_received=36 + 2 * y, note=NOTE,
            counts={
                "S1": _five(2, 4, 10, 14 + 2 * y, 6),
                "S2": _five(3, 5, 8, 12 + y, 6),
                "S3": _five(4, 6, 9, 10 + y, 5),
            },
        )  # fmt: skip
    for aim, k, p, question, counts in (
        ("engage", 6, 1, "Q11", (2, 4, 8 - y, 10 + y, 4)),
        ("involve", 4, 4, "Q12", (1, 1, 3, 5, 2)),
        ("involve", 10, 4, "Q12", (1, 2, 4, 6 + y, 3)),
    ):
        at = world.activities.get((aim, y, k, p))
        if at and month.k == k:
            yield AnswersDraft(
                activity=at, forms_received=sum(counts), counts={question: _five(*counts)},
                note=NOTE,
            )  # fmt: skip


def _at_follow_up(world: World, month: Month) -> Iterator[AnswersDraft]:
    if not month.ends_quarter:
        return
    collected = month.later(2).day(12)
    for aim, p, key, counts in (
        ("inform", 1, "Q2", _five(1, 2, 3, 4, 2)),
        ("engage", 2, "Q4F", _five(3, 3, 4, 4, 1)),
    ):
        if at := world.activities.get((aim, month.y, month.k, p)):
            yield AnswersDraft(
                activity=at, wave="follow_up", collected_on=collected, forms_received=16,
                counts={key: counts}, note=NOTE,
            )  # fmt: skip
    at = world.activities.get(("involve", month.y, month.k, 1))
    if at and month.k in (3, 9):
        yield AnswersDraft(
            activity=at, wave="follow_up", collected_on=month.later(3).day(15),
            forms_received=13 + month.y, people_invited=20, note=NOTE,
            counts={"Q7": _five(2, 2, 3, 3 + month.y, 2)},
        )  # fmt: skip


def _services(world: World, month: Month) -> Iterator[AnswersDraft]:
    if month.k % 3 != 2:
        return
    collected = month.day(20)
    yield AnswersDraft(
        service=world.services[2], wave="follow_up", collected_on=collected,
        forms_received=16 + month.y, people_invited=40, note=NOTE,
        counts={"Q9": _five(1, 2, 4, 5, 3 + month.y)},
    )  # fmt: skip
    yield AnswersDraft(
        service=world.services[4], wave="follow_up", collected_on=collected,
        forms_received=9, counts={"Q9": _five(0, 1, 2, 4, 2)}, note=NOTE,
    )  # fmt: skip
    if month.k == 5:
        yield AnswersDraft(
            service=world.services[2], wave="follow_up", format="easy_read",
            collected_on=collected, forms_received=11, note=NOTE,
            counts={"Q9": {"no": 2, "a_bit": 3, "yes": 6}},
        )  # fmt: skip


def _easy_read(world: World, month: Month) -> Iterator[AnswersDraft]:
    at = world.activities.get(("engage", month.y, month.k, 4))
    if at and month.ends_quarter:
        yield AnswersDraft(
            activity=at, format="easy_read", forms_received=10, note=NOTE,
            counts={
                "Q3": {"no": 1, "a_bit": 4, "yes": 5}, "Q4": {"no": 3, "a_bit": 5, "yes": 2},
            },
        )  # fmt: skip


def _postcards(world: World, y: int) -> AnswersDraft:
    return AnswersDraft(
        activity=world.activities["postcards", y, 0, 4], forms_received=10, people_invited=36,
        counts={"Q3": _five(0, 2, 0, 5, 3)}, note=NOTE,
    )  # fmt: skip


def _mistake(world: World, y: int) -> AnswersDraft:
    return AnswersDraft(
        activity=world.activities["inform", y, 4, 1], forms_received=9,
        counts={"Q1": {"5": 9}}, note=NOTE,
    )  # fmt: skip
