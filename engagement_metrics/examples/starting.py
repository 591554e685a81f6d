"""Starting an empty store, by hand or with an example: whoever comes second is told."""

from contextlib import suppress

from engagement_metrics import framework, store
from engagement_metrics.access import Actor
from engagement_metrics.entry import EntryError, Known, accept_organisation, accept_place
from engagement_metrics.models import Accepted, PlaceDraft
from engagement_metrics.store import Filter, Taken, Writer


class NotEmpty(Exception):
    """The store is in use already; the message can be shown to a person."""

    def __init__(self) -> None:
        super().__init__("This store is in use already. Only an empty store can be started.")


def begin(writer: Writer, organisation: Accepted) -> None:
    """Store the organisation, first of all; NotEmpty where somebody else was quicker.

    The key is that of a start by hand as well: whichever comes second is told.
    """
    before = writer.changed
    with suppress(Taken):
        writer.add(organisation.record, key="start")
    if writer.changed == before:
        raise NotEmpty


def start_own(actor: Actor, name: str, system: str | None, own: str) -> None:
    """Store an organisation with the places of a known system, or with one place of its own.

    EntryError for the fields 'name' and 'place', NotEmpty where somebody else was quicker.
    """
    definitions = framework.load()
    known = Known(definitions, store.setup(), Filter(None, (), None).day)
    faults: dict[str, str] = {}
    try:
        organisation = accept_organisation(name, definitions.vision, known)
    except EntryError as fault:
        faults |= fault.faults
    places: list[tuple[str, str, Accepted]] = []
    if system is None:
        try:
            places.append(("", "", accept_place(PlaceDraft(name=own), known)))
        except EntryError as fault:
            faults["place"] = fault.faults["name"]
    else:
        for place in (definitions.places[system], *definitions.places_of(system)):
            draft = PlaceDraft(place.name, None, list(place.authorities), place.caution)
            places.append((place.key, place.parent, accept_place(draft, known)))
    if faults:
        raise EntryError(faults, {})
    with store.session(actor) as writer:
        begin(writer, organisation)
        numbers: dict[str, int] = {}
        for key, parent, accepted in places:
            accepted.record.parent_id = numbers.get(parent)
            numbers[key] = writer.add(accepted.record, accepted.parts)
