"""The made-up activities; the package says how many heads each has, `groups` who they were.

Returns: those of North are finished 3 days after the activity and take 5 - y minutes; South 5 days
and 6 - y minutes (in k 11 its engage return is finished on the very last day, 14 days after); East
7 days and 7 - y minutes, but in k 3, 6, 9 and 12 not at all (and in k 11 its engage return is one
working day late); West 4 days in odd k and 30 in even k, with no minutes noted. Involve: 12 days
and 10 - y minutes. Co-produce: 2 days in odd k and 30 in even k, 12 - y minutes.
"""

from engagement_metrics import entry, store
from engagement_metrics.examples.made_up import families, groups
from engagement_metrics.examples.made_up.months import FULL, THIS_YEAR, Month, after
from engagement_metrics.examples.made_up.setting import NOTE, PLACES, REASON, TOPICS, World
from engagement_metrics.models import ActivityDraft, Aim

IN_TURN = {1: (1, 3), 0: (2, 4)}


def add(world: World) -> None:
    """Store the activities of three years, and those of this one that have begun."""
    with store.session(world.actor, REASON) as writer:
        for month in (*FULL, *THIS_YEAR):
            for (aim, p), draft in month_of(world, month).items():
                if after(draft.ends, 0) <= world.today:
                    accepted = entry.accept_activity(draft, world.known)
                    number = writer.add(accepted.record, accepted.parts)
                    world.activities[aim, month.y, month.k, p] = number
    families.add(world)


def month_of(world: World, month: Month) -> dict[tuple[str, int], ActivityDraft]:
    """The activities of one month by aim and place; in this year those of two aims alone."""
    found = {("inform", p): _inform(world, month, p) for p in PLACES}
    found |= {("engage", p): _engage(world, month, p) for p in PLACES}
    if month in FULL:
        found |= {("involve", p): _involve(world, month, p) for p in IN_TURN[month.k % 2]}
        p = (month.k - 1) % 4 + 1
        found["co_produce", p] = _co_produce(world, month, p)
    return found


def method_of(world: World, aim: str, turn: int) -> str:
    """The methods of an aim in turn, so that each is used."""
    usual = [key for key, row in world.known.framework.methods.items() if row.aim_hint == Aim(aim)]
    return usual[turn % len(usual)]


def _draft(world: World, month: Month, aim: str, p: int, day: int) -> ActivityDraft:
    turn = 12 * month.y + month.k + 5 * p
    method = method_of(world, aim, turn)
    on = month.day(day)
    definition = world.known.framework.methods[method]
    return ActivityDraft(
        title=f"{definition.name}: {TOPICS[(p + month.k) % 6].lower()}, {PLACES[p][0]}",
        aim=aim, method=method, place=world.places[p], topic=world.topic(p, month.k),
        starts=on, ends=on, modes=[*definition.mode_hint] or ["in_person"],
        sessions=1 + month.k % 2, open_to_public=p != 3, note=NOTE, checked=True,
    )  # fmt: skip


def _returned(world: World, draft: ActivityDraft, month: Month, p: int) -> None:
    days = {1: 3, 2: 5, 3: 7, 4: 4 if month.odd else 30}[p]
    finished = after(draft.ends, days)
    draft.return_completed_on = finished if finished <= world.today else None
    if p == 3 and month.ends_quarter:
        draft.return_completed_on = None
    if p < 4:
        draft.minutes_taken = p + 4 - month.y


def _inform(world: World, month: Month, p: int) -> ActivityDraft:
    draft = _draft(world, month, "inform", p, 1 if (p, month.k) == (1, 1) else 3 + 5 * p)
    draft.heads = 100 * p + 10 * month.k + 20 * month.y
    draft.heads_basis = "estimated" if p == 4 else "counted"
    draft.groups = {**groups.everywhere(draft.heads), **groups.inform(month, p)}
    if p == 4:
        draft.estimated = {("inclusion_homelessness", "yes")}
    _returned(world, draft, month, p)
    return draft


def _engage(world: World, month: Month, p: int) -> ActivityDraft:
    day = 31 if p == 4 and month.ends_quarter else 5 + 5 * p
    draft = _draft(world, month, "engage", p, 12 if month.k == 11 and p in (2, 3) else day)
    heads = 20 * p + 2 * month.k + 5 * month.y
    draft.heads, draft.people_invited = heads, 2 * heads
    draft.groups = {**groups.everywhere(heads), **groups.engage(month, p)}
    draft.feedback_promised_on = after(draft.ends, 60)
    told = after(draft.ends, {1: 50, 2: 70, 3: 60, 4: 100}[p])
    draft.fed_back_on = told if told <= world.today else None
    _returned(world, draft, month, p)
    if month.k == 11 and p in (2, 3):
        draft.return_completed_on = after(draft.ends, 12 + p)
    return draft


def _involve(world: World, month: Month, p: int) -> ActivityDraft:
    draft = _draft(world, month, "involve", p, 12 if p < 3 else 26)
    draft.heads = 10 + month.k + month.y
    draft.piece_of_work = world.projects[min(month.y, 2)]
    draft.groups = {"age": {"16_24": 2, "25_64": 6}}
    draft.return_completed_on = after(draft.ends, 12)
    draft.minutes_taken = 10 - month.y
    return draft


def _co_produce(world: World, month: Month, p: int) -> ActivityDraft:
    draft = _draft(world, month, "co_produce", p, 17)
    draft.heads, draft.topic = 6 + month.y, None
    draft.piece_of_work = world.services[2 if p < 3 else 4]
    draft.return_completed_on = after(draft.ends, 2 if month.odd else 30)
    draft.minutes_taken = 12 - month.y
    return draft
