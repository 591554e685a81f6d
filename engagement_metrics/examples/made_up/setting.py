"""What the made-up store is set up with: places, topics, priority groups, projects and services."""

from dataclasses import dataclass, field
from datetime import date

from engagement_metrics import entry, framework, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import Known
from engagement_metrics.examples import starting
from engagement_metrics.models import Accepted, GroupDraft, PlaceDraft, WorkDraft

NOTE = "Made up."
REASON = "Made-up year"
ORGANISATION = "Made-up Health System (example)"
SYSTEM = "Made-up system"
# Each invented place borrows the residents of one real authority, so that shares can be shown.
PLACES = {
    1: ("North place", "E07000028", "Carlisle"),
    2: ("South place", "E07000041", "Exeter"),
    3: ("East place", "E07000148", "Norwich"),
    4: ("West place", "E07000081", "Gloucester"),
}
TOPICS = (
    "Keeping well in winter",
    "Mental health",
    "Heart health",
    "Cancer checks",
    "Getting an appointment",
    "Children and young people",
)
GROUPS = (
    ("Young people aged 16 to 24", "age", ["16_24"]),
    (
        "People from minority ethnic communities",
        "ethnic_group",
        ["asian", "black", "mixed", "other", "gypsy_irish_traveller", "roma"],
    ),
    ("Disabled people", "disability", ["disabled"]),
    ("Unpaid carers", "unpaid_carer", ["carer"]),
    ("People experiencing homelessness", "inclusion_homelessness", ["yes"]),
)


@dataclass
class World:
    """The made-up store as it is being filled: the numbers of what stands in it so far.

    `activities` is found by (aim, y, k, p), `suggestions` by (y, k, p, n).
    """

    actor: Actor
    known: Known
    system: int = 0
    places: dict[int, int] = field(default_factory=dict)
    topics: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    projects: list[int] = field(default_factory=list)
    services: dict[int, int] = field(default_factory=dict)
    activities: dict[tuple[str, int, int, int], int] = field(default_factory=dict)
    suggestions: dict[tuple[int, int, int, int], int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day the store is filled."""
        return self.known.today

    def topic(self, p: int, k: int) -> int:
        """The topic whose turn it is in place p and month k."""
        return self.topics[(p + k) % 6]


def set_up(actor: Actor) -> World:
    """Store the organisation and all it works with, and give their numbers; NotEmpty if in use."""
    world = World(actor, Known(framework.load(), store.setup(), date.today()))
    known = world.known
    with store.session(actor, REASON) as writer:
        vision = known.framework.vision
        ours = entry.accept_organisation(ORGANISATION, vision, known, example="made-up year")
        starting.begin(writer, ours)
        system = PlaceDraft(SYSTEM, caution="This system is made up.")
        world.system = _put(writer, entry.accept_place(system, known))
        for name in TOPICS:
            world.topics.append(_put(writer, entry.accept_topic(name, known)))
        for group in GROUPS:
            accepted = entry.accept_group(GroupDraft(*group), known)
            world.groups.append(_put(writer, accepted))
    _again(world)
    with store.session(actor, REASON) as writer:
        for p, (name, code, real) in PLACES.items():
            caution = f"This place is made up. It borrows the residents of {real}."
            draft = PlaceDraft(name, world.system, [code], caution)
            world.places[p] = _put(writer, entry.accept_place(draft, world.known))
    _again(world)
    with store.session(actor, REASON) as writer:
        for project in _projects(world):
            world.projects.append(_put(writer, entry.accept_work(project, world.known)))
        for p, service in _services(world).items():
            world.services[p] = _put(writer, entry.accept_work(service, world.known))
    _again(world)
    return world


def _put(writer: store.Writer, accepted: Accepted) -> int:
    return writer.add(accepted.record, accepted.parts)


def _again(world: World) -> None:
    """Look at the set-up once more, now that more of it stands."""
    world.known = Known(world.known.framework, store.setup(), world.known.today)


def _projects(world: World) -> list[WorkDraft]:
    return [
        WorkDraft(
            "A calmer waiting room", "project", world.places[1], "ideas",
            date(2023, 4, 3), date(2024, 2, 1), date(2024, 3, 29),
        ),
        WorkDraft(
            "Getting through on the phone", "project", world.places[2], "options",
            date(2024, 4, 2), date(2025, 11, 3),
        ),
        WorkDraft("Winter plan", "project", world.system, "design", date(2025, 4, 1)),
    ]  # fmt: skip


def _services(world: World) -> dict[int, WorkDraft]:
    return {
        2: WorkDraft(
            "Walk and talk group", "service", world.places[2], "delivery", date(2023, 1, 9)
        ),
        4: WorkDraft(
            "Evening carers' clinic", "service", world.places[4], "design", date(2023, 2, 6)
        ),
    }
