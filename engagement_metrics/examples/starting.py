"""The rule that examples go into an empty store only, also when two people load them at once."""

from engagement_metrics.models import Accepted
from engagement_metrics.store import Writer


class NotEmpty(Exception):
    """The store is in use already; the message can be shown to a person."""

    def __init__(self) -> None:
        super().__init__("This store is in use already. Examples go into an empty store only.")


def begin(writer: Writer, organisation: Accepted) -> None:
    """Store the organisation, first of all; NotEmpty where somebody else was quicker.

    The key is that of a start by hand as well: whichever comes second is told.
    """
    before = writer.changed
    writer.add(organisation.record, key="start")
    if writer.changed == before:
        raise NotEmpty
