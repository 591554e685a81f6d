"""What a store is set up with: whose it is, its places, topics, priority groups, pieces of work."""

from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session, col, select

from engagement_metrics.framework.local import Edition, editions
from engagement_metrics.models import (
    DataVersion,
    LocalMeasure,
    Organisation,
    PieceOfWork,
    Place,
    PlaceAuthority,
    PriorityGroup,
    PriorityGroupCategory,
    Topic,
    WorkKind,
)


@dataclass(frozen=True)
class PlaceRow:
    """A place, with the local authorities it is made of."""

    id: int
    name: str
    parent_id: int | None
    authorities: tuple[str, ...]
    withdrawn: bool
    version: int
    caution: str = ""


@dataclass(frozen=True)
class TopicRow:
    """A topic."""

    id: int
    name: str
    withdrawn: bool
    version: int


@dataclass(frozen=True)
class GroupRow:
    """A priority group, with the categories it is made of."""

    id: int
    name: str
    characteristic: str
    categories: tuple[str, ...]
    withdrawn: bool
    version: int


@dataclass(frozen=True)
class WorkRow:
    """A project or service."""

    id: int
    name: str
    kind: WorkKind
    place_id: int
    closed: bool
    withdrawn: bool
    version: int


@dataclass(frozen=True, eq=False)
class Setup:
    """The whole set-up of a store at one data version; withdrawn rows are there, marked.

    `measures` are the wordings of the measures that were added here, retired ones too.
    """

    version: int
    organisation: Organisation | None
    places: dict[int, PlaceRow] = field(default_factory=dict)
    topics: dict[int, TopicRow] = field(default_factory=dict)
    groups: dict[int, GroupRow] = field(default_factory=dict)
    works: dict[int, WorkRow] = field(default_factory=dict)
    measures: tuple[Edition, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nobody has started this store."""
        return self.organisation is None

    @cached_property
    def in_order(self) -> tuple[int, ...]:
        """The standing places, each followed by those below it, by name."""
        found: list[int] = []

        def walk(parent: int | None) -> None:
            below = [p for p in self.places.values() if p.parent_id == parent and not p.withdrawn]
            for place in sorted(below, key=lambda place: place.name):
                found.append(place.id)
                walk(place.id)

        walk(None)
        return tuple(found)

    def within(self, place_id: int | None) -> tuple[int, ...]:
        """A place and everything below it, withdrawn ones too; every place for None."""
        if place_id is None:
            return tuple(sorted(self.places))
        found = [place_id]
        for at in found:
            below = (p.id for p in self.places.values() if p.parent_id == at)
            found.extend(number for number in below if number not in found)
        return tuple(sorted(found))

    def children(self, place_id: int | None) -> tuple[int, ...]:
        """The standing places directly below a place, or the topmost ones, by name."""
        return tuple(at for at in self.in_order if self.places[at].parent_id == place_id)

    def asked_for(self, group_id: int | None) -> tuple[GroupRow, ...]:
        """The standing priority group of that number, or all of them for None."""
        return tuple(
            group
            for group in self.groups.values()
            if not group.withdrawn and group_id in (None, group.id)
        )

    def depth(self, place_id: int) -> int:
        """How many places stand above it."""
        return len(self.ancestors(place_id)) - 1

    def ancestors(self, place_id: int | None) -> tuple[int, ...]:
        """The place itself and those above it, nearest first."""
        found: list[int] = []
        while place_id is not None and place_id not in found:
            found.append(place_id)
            place_id = self.places[place_id].parent_id
        return tuple(found)

    def place_name(self, place_id: int | None) -> str:
        """The name of a place, or of all places together."""
        return self.places[place_id].name if place_id is not None else "All places"

    def find_place(self, text: str) -> int | None:
        """The one standing place of that name, or of that 'parent > name'; None if not just one."""
        parent, _, name = text.rpartition(">")
        name, parent = name.strip().casefold(), parent.strip().casefold()
        found = [
            place.id
            for place in self.places.values()
            if not place.withdrawn
            and place.name.casefold() == name
            and (
                not parent
                or (
                    place.parent_id is not None
                    and self.places[place.parent_id].name.casefold() == parent
                )
            )
        ]
        return found[0] if len(found) == 1 else None


def read_setup(orm: Session) -> Setup:
    """The set-up as the open transaction sees it."""
    version = orm.exec(select(DataVersion.number)).one()
    organisation = orm.exec(
        select(Organisation).where(col(Organisation.withdrawn).is_(False))
    ).first()
    if organisation is not None:
        orm.expunge(organisation)
    topics = orm.exec(select(Topic).order_by(col(Topic.name)))
    works = orm.exec(select(PieceOfWork).order_by(col(PieceOfWork.name)))
    return Setup(
        version,
        organisation,
        _places(orm),
        {
            row.id: TopicRow(row.id, row.name, row.withdrawn, row.version)
            for row in topics
            if row.id is not None
        },
        _groups(orm),
        {
            row.id: WorkRow(
                row.id, row.name, row.kind, row.place_id, row.closed_on is not None,
                row.withdrawn, row.version,
            )
            for row in works
            if row.id is not None
        },
        editions(orm.exec(select(LocalMeasure))),
    )  # fmt: skip


def _places(orm: Session) -> dict[int, PlaceRow]:
    authorities: dict[int, list[str]] = {}
    for part in orm.exec(select(PlaceAuthority).order_by(col(PlaceAuthority.code))):
        authorities.setdefault(part.place_id, []).append(part.code)
    return {
        row.id: PlaceRow(
            row.id, row.name, row.parent_id, tuple(authorities.get(row.id, ())), row.withdrawn,
            row.version, row.caution,
        )
        for row in orm.exec(select(Place).order_by(col(Place.name)))
        if row.id is not None
    }  # fmt: skip


def _groups(orm: Session) -> dict[int, GroupRow]:
    categories: dict[int, list[str]] = {}
    for part in orm.exec(select(PriorityGroupCategory)):
        categories.setdefault(part.priority_group_id, []).append(part.category)
    return {
        row.id: GroupRow(
            row.id, row.name, row.characteristic, tuple(sorted(categories.get(row.id, ()))),
            row.withdrawn, row.version,
        )
        for row in orm.exec(select(PriorityGroup).order_by(col(PriorityGroup.name)))
        if row.id is not None
    }  # fmt: skip
