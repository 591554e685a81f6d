"""Example stores: filled into an empty store, and set aside when they are no longer wanted."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from engagement_metrics import store
from engagement_metrics.access import Action, Actor, require
from engagement_metrics.examples import made_up, published
from engagement_metrics.examples.starting import NotEmpty, start_own
from engagement_metrics.models import Role
from engagement_metrics.store import setting_aside

__all__ = ["SETS", "ExampleSet", "NotEmpty", "load", "loaded", "set_aside", "start_own"]


@dataclass(frozen=True)
class ExampleSet:
    """A set of examples by its name, with a sentence on what is in it."""

    name: str
    description: str
    fill: Callable[[Actor], object]


SETS: dict[str, ExampleSet] = {
    "published": ExampleSet(
        "Published log",
        "What health bodies in four areas of England have put online about their own work with "
        "the public, found by a search: a try-out, not a full picture.",
        published.fill,
    ),
    "made-up": ExampleSet(
        "Made-up year",
        "Three years and more of one health system that does not exist, with a figure for nearly "
        "every measure: nothing in it is real.",
        made_up.fill,
    ),
}


def load(which: str, actor: Actor) -> None:
    """Fill an empty store with the set of that name, a key of SETS.

    NotEmpty where the store is in use, Refused where the role does not allow it.
    """
    require(actor, Action.SET_UP)
    if not store.setup().empty:
        raise NotEmpty
    # Examples hold records of every kind, which who sets the tool up may not write one by one.
    SETS[which].fill(replace(actor, roles=actor.roles | {Role.LEAD}))


def loaded() -> str:
    """The name of the examples in the store; '' where it holds people's own work."""
    organisation = store.setup().organisation
    return organisation.example if organisation is not None else ""


def set_aside(actor: Actor) -> str:
    """Put the examples away under a dated name and start an empty store; the name they now have.

    Refused where the store holds anything but examples, StoreUnavailable while it is in use.
    """
    return setting_aside.set_aside(actor)
