"""The made-up suggestions and changes, the same eight outcomes every month.

Eight suggestions a month, two (n) from the engage activity of each place. Received on the tenth
(n 1; in North on the first) or the twentieth (n 2; in East on the last day). What became of them:

- North 1 was acted on in full on day 30; North 2 was looked into on day 60, with a name and a
  result;
- South 1 was acted on in part on day 90, the last day that counts; South 2 was not possible, with
  a name and a reason, on day 45;
- East 1 was acted on in full on day 91, a day late; East 2 waits, or in the first two years was
  acted on on day 200: neither counts;
- West 1 was acted on in full on day 120, and before, on day 20, looked into: from 2025/26 on in
  every month, in 2024/25 in k 7 to 12, in 2023/24 never. West 2 was not possible in odd k, with
  nobody named, so it does not count; in even k it was no suggestion and was taken off the list.

People are told some days later, but for East 2 from 2025/26 on, which keeps its promise waiting.

So of 8 (odd k) or 7 (even k), 5 or 4 count: in 2025/26 60 of 90, and one more below the line, whose
step has no date (k 7, North). In k 3 and 9 one more in North is withdrawn; once a year one has no
date of receipt.

Changes: one answers North 1 on the day that was acted on (in 2023/24 that of k 3, 6, 9 and 12, in
2024/25 of odd k, then of every k); one answers South 1 of k 3, 6, 9 and 12 together with North 2
of the same month, on day 90 of South 1: that of March is made in June of the next year. The change
of k 8 was undone later and stands; in k 5 one answers a withdrawn suggestion alone, and in k 9 one
is withdrawn: neither counts.
"""

from datetime import date, timedelta

from engagement_metrics import entry, store
from engagement_metrics.examples.made_up.months import FULL, THIS_YEAR, Month, after
from engagement_metrics.examples.made_up.setting import NOTE, PLACES, REASON, TOPICS, World
from engagement_metrics.models import Change, ChangeDraft, StepDraft, Suggestion, SuggestionDraft

TEAM = "Engagement team"
IDEAS = {
    1: "Say in plain words what {topic} is about before people come.",
    2: "Offer a time in the evening for {topic}.",
}
EXTRA = 3


def add(world: World) -> None:
    """Store the suggestions with their steps, and then the changes that answer them."""
    with store.session(world.actor, REASON) as writer:
        for month in (*FULL, *THIS_YEAR):
            for (p, n), draft in _suggestions(world, month).items():
                if draft.received_on is None or after(draft.received_on, 0) <= world.today:
                    accepted = entry.accept_suggestion(draft, world.known)
                    number = writer.add(accepted.record, accepted.parts)
                    world.suggestions[month.y, month.k, p, n] = number
    with store.session(world.actor, REASON) as writer:
        for month in (*FULL, *THIS_YEAR):
            for change, stands in _changes(world, month):
                if after(change.on, 0) <= world.today and all(change.suggestions):
                    accepted = entry.accept_change(change, world.known)
                    number = writer.add(accepted.record, accepted.parts)
                    if not stands:
                        writer.withdraw(Change, number, 1)
        for (_, k, p, n), number in world.suggestions.items():
            if (p, n) == (1, EXTRA) and k in (3, 9):
                writer.withdraw(Suggestion, number, 1)


def received(month: Month, p: int, n: int) -> date:
    """The day a suggestion came in."""
    if n == 1:
        return month.day(1 if p == 1 else 10)
    return month.day(31 if p == 3 else 20)


def _steps(month: Month, p: int, n: int) -> list[tuple[str, int, str, str]]:
    """What became of it: the step, the days after receipt, who looked and what came of it."""
    late = {0: False, 1: month.k > 6}.get(month.y, True)
    done = "Done as suggested."
    return {
        (1, 1): [("acted_in_full", 30, TEAM, done), ("told", 40, "", "")],
        (1, 2): [
            ("looked_into", 60, TEAM, "Costs were asked for and are known now."),
            ("told", 65, "", ""),
        ],
        (2, 1): [
            ("acted_in_part", 90, TEAM, "Done at two of three clinics."),
            ("told", 95, "", ""),
        ],
        (2, 2): [
            ("not_possible", 45, TEAM, "The room is not free in the evening."),
            ("told", 50, "", ""),
        ],
        (3, 1): [("acted_in_full", 91, TEAM, done), ("told", 96, "", "")],
        (3, 2): [("acted_in_full", 200, TEAM, done), ("told", 205, "", "")] if month.y < 2 else [],
        (4, 1): [
            *([("looked_into", 20, TEAM, "It can be done next month.")] if late else []),
            ("acted_in_full", 120, TEAM, done),
            ("told", 125, "", ""),
        ],
        (4, 2): [
            ("not_possible", 30, "", "There is no money for it this year."),
            ("told", 35, "", ""),
        ]
        if month.odd
        else [("removed", 5, TEAM, "A thank you, with nothing to do.")],
    }[p, n]


def _suggestions(world: World, month: Month) -> dict[tuple[int, int], SuggestionDraft]:
    found = {(p, n): _suggestion(world, month, p, n) for p in PLACES for n in (1, 2)}
    if month.y == 3:
        return {key: found[key] for key in ((1, 1), (3, 2), (4, 1))}
    if month.k in (3, 9):
        found[1, EXTRA] = _suggestion(world, month, 1, 1)
    if month.k == 7:
        extra = _suggestion(world, month, 1, 2)
        extra.steps, extra.undated_steps = [StepDraft("acted_in_full")], True
        extra.promised_on = None
        found[1, EXTRA] = extra
    if month.k == 4:
        extra = _suggestion(world, month, 2, 2)
        extra.received_on, extra.promised_on, extra.steps = None, None, []
        found[2, EXTRA] = extra
    return found


def _suggestion(world: World, month: Month, p: int, n: int) -> SuggestionDraft:
    on = received(month, p, n)
    steps = [
        StepDraft(step, on + timedelta(days=days), who, result)
        for step, days, who, result in _steps(month, p, n)
    ]
    return SuggestionDraft(
        text=IDEAS[n].format(topic=TOPICS[(p + month.k) % 6].lower()),
        place=world.places[p], topic=world.topic(p, month.k),
        activity=world.activities.get(("engage", month.y, month.k, p)),
        raised_by=1 + month.k % 3, received_on=on, owner=TEAM, note=NOTE,
        promised_on=on + timedelta(days=60),
        steps=[step for step in steps if after(step.on, 0) <= world.today],
    )  # fmt: skip


def _changes(world: World, month: Month) -> list[tuple[ChangeDraft, bool]]:
    """The changes that follow from a month's suggestions, and whether each stands."""
    found = []
    each = {0: month.ends_quarter, 1: month.odd}.get(month.y, True)
    if each:
        draft = _change(world, month, 1, 30, (1,))
        draft.reversed_on = after(draft.on, 60) if month.k == 8 else None
        found.append((draft, True))
    if month.ends_quarter:
        draft = _change(world, month, 2, 90, (1,))
        draft.suggestions.append(world.suggestions.get((month.y, month.k, 1, 2), 0))
        draft.size = "service change"
        found.append((draft, True))
    if month.y < 3 and month.k == 5:
        draft = _change(world, month, 1, 30, (1,))
        draft.suggestions = [world.suggestions[month.y, 3, 1, EXTRA]]
        found.append((draft, True))
    if month.y < 3 and month.k == 9:
        found.append((_change(world, month, 1, 40, (1,)), False))
    return found


def _change(world: World, month: Month, p: int, days: int, numbers: tuple[int, ...]) -> ChangeDraft:
    topic = TOPICS[(p + month.k) % 6].lower()
    return ChangeDraft(
        title=f"Clearer words about {topic} in {PLACES[p][0]}",
        what="The letter and the page now say in plain words what will happen on the day.",
        on=received(month, p, 1) + timedelta(days=days), place=world.places[p],
        topic=world.topic(p, month.k), size="small fix",
        suggestions=[world.suggestions.get((month.y, month.k, p, n), 0) for n in numbers],
    )  # fmt: skip
