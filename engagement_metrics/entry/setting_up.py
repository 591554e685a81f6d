"""Whether what a store is set up with is valid: organisation, places, topics, groups, work."""

from typing import Any

from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import (
    Accepted,
    GroupDraft,
    Organisation,
    PieceOfWork,
    Place,
    PlaceAuthority,
    PlaceDraft,
    PriorityGroup,
    PriorityGroupCategory,
    Stage,
    Topic,
    WorkDraft,
    WorkKind,
)
from engagement_metrics.models.columns import TEXT


def accept_organisation(name: str, vision: str, known: Known, example: str = "") -> Accepted:
    """The organisation whose store it is."""
    form = Form(known.today)
    record = Organisation(
        name=form.name("name", name, "The name", "Give your organisation's name."),
        vision=form.name_of_length("vision", vision, "The vision", TEXT),
        example=example,
    )
    form.done()
    return Accepted(record)


# What the filters call 'no choice'; nothing people name may be called the same.
RESERVED = ("all places", "all topics", "everyone")


def _own_name(form: Form, typed: str, needed: str) -> str:
    """A name that cannot be taken for a filter's 'all', nor for 'this place > that place'."""
    name = form.name("name", typed, "The name", needed)
    if name.casefold() in RESERVED:
        form.fault("name", f"'{name}' is what the filters call no choice. Use another name.")
    if ">" in name:
        form.fault("name", "The name holds the sign >, which stands between places. Leave it out.")
    return name


def accept_place(draft: PlaceDraft, known: Known) -> Accepted:
    """The place and its local authorities."""
    form = Form(known.today)
    setup = known.setup
    name = _own_name(form, draft.name, "Give the place a name.")
    parent = form.known("parent", draft.parent, known.place, "Choose a place from the list.")
    if draft.record_id is not None and parent in setup.within(draft.record_id):
        form.fault("parent", "A place cannot lie within itself.")
    for other in setup.places.values():
        same = other.parent_id == parent and other.name.casefold() == name.casefold()
        if same and other.id != draft.record_id and not other.withdrawn:
            form.fault("name", f"There is a place called {other.name} here already.")
    for code in draft.authorities:
        if code not in known.framework.authorities:
            form.fault("authorities", f"'{code}' is not a local authority of Census 2021.")
    caution = form.name_of_length("caution", draft.caution, "The note", TEXT)
    form.done()
    return Accepted(
        Place(
            name=name,
            parent_id=parent,
            caution=caution,
        ),
        tuple(PlaceAuthority(place_id=0, code=code) for code in sorted(set(draft.authorities))),
    )


def accept_topic(name: str, known: Known, record_id: int | None = None) -> Accepted:
    """The topic."""
    form = Form(known.today)
    name = _own_name(form, name, "Give the topic a name.")
    for other in known.setup.topics.values():
        same = other.name.casefold() == name.casefold() and not other.withdrawn
        if same and other.id != record_id:
            form.fault("name", f"There is a topic called {other.name} already.")
    form.done()
    return Accepted(Topic(name=name))


def accept_group(draft: GroupDraft, known: Known) -> Accepted:
    """The priority group and the categories it is made of."""
    form = Form(known.today)
    name = _own_name(form, draft.name, "Give the group a name.")
    for other in known.setup.groups.values():
        same = other.name.casefold() == name.casefold() and not other.withdrawn
        if same and other.id != draft.record_id:
            form.fault("name", f"There is a group called {other.name} already.")
    characteristic = draft.characteristic or ""
    if characteristic not in known.framework.characteristics:
        form.fault("characteristic", "Choose what the group is about.")
    if not draft.categories:
        form.fault("categories", "Choose at least one answer that belongs to the group.")
    for category in draft.categories:
        definition = known.framework.categories.get((characteristic, category))
        if definition is None:
            form.fault("categories", f"'{category}' is not an answer about {characteristic}.")
        elif definition.roll_up in draft.categories:
            form.fault("categories", f"'{definition.name}' is part of a broader answer you chose.")
    form.done()
    return Accepted(
        PriorityGroup(name=name, characteristic=characteristic),
        tuple(
            PriorityGroupCategory(priority_group_id=0, category=category)
            for category in sorted(set(draft.categories))
        ),
    )


def accept_work(draft: WorkDraft, known: Known) -> Accepted:
    """The project or service."""
    form = Form(known.today)
    name = form.name("name", draft.name, "The name", "Give the piece of work a name.")
    kind = form.word("kind", draft.kind, WorkKind, "Say whether it is a project or a service.")
    if draft.place is None:
        form.fault("place", "Choose a place.")
    place = form.known("place", draft.place, known.place, "Choose a place from the list.")
    stage = (
        form.word("stage", draft.stage, Stage, "Choose a stage from the list.")
        if draft.stage
        else None
    )
    started = form.day("started_on", draft.started_on, "The start")
    closed = form.day(
        "closed_on", draft.closed_on, "The end", ahead="The day it closed lies ahead."
    )
    if started and closed and closed < started:
        form.fault("closed_on", "It cannot close before it started.")
    decision = form.day("decision_on", draft.decision_on, "The day of the decision")
    form.done()
    record: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "place_id": place,
        "stage": stage,
        "started_on": started,
        "decision_on": decision,
        "closed_on": closed,
    }
    return Accepted(PieceOfWork(**record))
