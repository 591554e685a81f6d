"""The made-up activities that are not of every month: campaigns with parts, and odd ones out.

Groups of a campaign: 50 young people of 250 known. Its inform part has 12 young people, left out
since the campaign has counts by age, and 9 disabled people of 49, which count since the campaign
has none. Its engage part has 6 young people of 16, which count since its aim differs. The leaflets
known by the year alone: 30 young people of 130. Nothing else here adds to a group.
"""

from datetime import date

from engagement_metrics import entry, store
from engagement_metrics.examples.made_up.months import FULL, Month
from engagement_metrics.examples.made_up.setting import NOTE, REASON, World
from engagement_metrics.models import Activity, ActivityDraft
from engagement_metrics.store import Writer

# A larger activity, its parts, and whether the larger one is withdrawn in the end.
Family = tuple[ActivityDraft, list[ActivityDraft], bool]


def add(world: World) -> None:
    """Store them: the larger ones first, since a part needs the whole to stand."""
    families = [family for month in FULL for family in _families(world, month)]
    with store.session(world.actor, REASON) as writer:
        numbers = [_put(world, writer, whole) for whole, _, _ in families]
        for month in FULL:
            for draft in _quarterly(world, month):
                _put(world, writer, draft)
            for draft in _withdrawn(world, month):
                writer.withdraw(Activity, _put(world, writer, draft), 1)
        for y in range(3):
            for draft in _yearly(world, y):
                _put(world, writer, draft)
            survey = _put(world, writer, _postcards(world, y))
            world.activities["postcards", y, 0, 4] = survey
        for draft in _ahead(world):
            _put(world, writer, draft)
    with store.session(world.actor, REASON) as writer:
        for number, (_, parts, withdrawn) in zip(numbers, families, strict=True):
            for draft in parts:
                draft.part_of = number
                _put(world, writer, draft)
            if withdrawn:
                writer.withdraw(Activity, number, 1)


def _put(world: World, writer: Writer, draft: ActivityDraft) -> int:
    accepted = entry.accept_activity(draft, world.known)
    return writer.add(accepted.record, accepted.parts)


def _one(
    world: World, month: Month, title: str, aim: str, method: str, p: int, **more: object
) -> ActivityDraft:
    """A draft in a place, 0 for the system; on the sixth of the month unless told otherwise."""
    given: dict[str, object] = {
        "title": title, "aim": aim, "method": method, "note": NOTE, "ends": month.day(6),
        "place": world.places[p] if p else world.system,
    }  # fmt: skip
    return ActivityDraft(**(given | more))  # type: ignore[arg-type]


def _families(world: World, month: Month) -> list[Family]:
    found: list[Family] = []
    if month.ends_quarter:
        found.append(_campaign(world, month, month.k // 3))
    if month.k == 6:
        whole = _one(
            world, month, "Autumn conversation", "engage", "consultation", 0,
            starts=month.day(1), status="figures_to_follow",
        )  # fmt: skip
        part = _one(world, month, "Autumn conversation: focus group", "engage", "focus_group", 3,
                    heads=25)  # fmt: skip
        found.append((whole, [part], False))
    if month.k == 8:
        whole = _one(world, month, "Bus adverts", "inform", "campaign", 0, status="cancelled")
        part = _one(world, month, "Posters made for the bus adverts", "inform", "leaflet", 2,
                    heads=15)  # fmt: skip
        found.append((whole, [part], False))
    if month.k == 10:
        whole = _one(
            world, month, "Big listening week, typed in twice", "engage", "consultation", 4,
            heads=90, topic=world.topics[1],
            groups={"inclusion_homelessness": {"yes": 8, "no": 60}},
        )  # fmt: skip
        part = _one(world, month, "Big listening week: drop-in", "engage", "drop_in", 4,
                    heads=22, topic=world.topics[1])  # fmt: skip
        found.append((whole, [part], True))
    return found


def _campaign(world: World, month: Month, quarter: int) -> Family:
    topic = world.topics[quarter]
    title = f"Campaign of quarter {quarter}"
    whole = _one(
        world, month, title, "inform", "campaign", 0,
        starts=month.later(-1).day(20), heads=400 + 20 * quarter, topic=topic,
        groups={"age": {"16_24": 50, "25_64": 200}},
    )  # fmt: skip
    stall = _one(
        world, month, f"{title}: stall", "inform", "exhibition", 1, heads=80, topic=topic,
        groups={
            "age": {"16_24": 12, "25_64": 30}, "disability": {"disabled": 9, "not_disabled": 40},
        },
    )  # fmt: skip
    talk = _one(
        world, month, f"{title}: questions and answers", "engage", "question_and_answer", 2,
        heads=30, topic=topic, groups={"age": {"16_24": 6, "25_64": 10}},
    )  # fmt: skip
    return whole, [stall, talk], False


def _quarterly(world: World, month: Month) -> list[ActivityDraft]:
    """Figures to follow in k 2, 5, 8 and 11; called off in k 1, 4, 7 and 10; k 12 a plan kept."""
    if month.k % 3 == 2:
        typed = {"heads": 33} if month.k == 8 else {}
        return [
            _one(world, month, "Open evening", "engage", "public_meeting", 1,
                 status="figures_to_follow", topic=world.topics[0], **typed)
        ]  # fmt: skip
    if month.k % 3 == 1:
        return [
            _one(world, month, "Stall at the fair, called off for the weather", "inform",
                 "outreach_stall", 3, status="cancelled")
        ]  # fmt: skip
    if month.k == 12:
        return [
            _one(world, month, "Talk at the college, date not settled", "inform", "training", 4,
                 status="planned")
        ]  # fmt: skip
    return []


def _withdrawn(world: World, month: Month) -> list[ActivityDraft]:
    """In k 2, 6 and 10: a workshop that was typed in by mistake."""
    if month.k % 4 != 2:
        return []
    return [
        _one(
            world, month, "Workshop of another team", "engage", "workshop", 2, heads=99,
            groups={"ethnic_group": {"black": 9, "white": 60}}, topic=world.topics[0],
        )
    ]  # fmt: skip


def _yearly(world: World, y: int) -> list[ActivityDraft]:
    first = Month(y, 1)
    year = first.calendar[0]
    return [
        _one(
            world, first, "Leaflets in waiting rooms", "inform", "leaflet", 0,
            ends=f"{year}/{(year + 1) % 100:02d}", heads=240, heads_basis="estimated",
            topic=world.topics[1], groups={"age": {"16_24": 30, "25_64": 100}},
            estimated={("age", "16_24"), ("age", "25_64")},
        ),
        _one(
            world, Month(y, 2), "Talk at a day centre", "inform", "training", 2,
            ends=Month(y, 2).code, heads=50, topic=world.topics[3],
        ),
        _one(
            world, Month(y, 4), "Survey in East place", "engage", "survey", 3,
            starts=Month(y, 3).day(25), ends=Month(y, 4).day(4), heads=44, topic=world.topics[4],
        ),
    ]  # fmt: skip


def _postcards(world: World, y: int) -> ActivityDraft:
    """Known by the calendar year alone, most of whose months lie in this financial year."""
    first = Month(y, 1)
    return _one(
        world, first, "Postcards with one question", "engage", "feedback_form", 4,
        ends=str(first.calendar[0]), heads=36,
    )  # fmt: skip


def _ahead(world: World) -> list[ActivityDraft]:
    """Two plans for the end of 2026/27."""
    return [
        _one(world, Month(3, k), title, "involve", "workshop", 3, status="planned",
             ends=date(2027, k - 9, 18))
        for k, title in ((10, "Planning day for the winter plan"), (11, "Reader panel"))
    ]  # fmt: skip
