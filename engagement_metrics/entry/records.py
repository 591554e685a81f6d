"""The stored records that a draft names by their numbers."""

from collections.abc import Collection
from typing import TypeVar

from engagement_metrics.models.columns import Kept
from engagement_metrics.store import records
from engagement_metrics.store.engine import reading

K = TypeVar("K", bound=Kept)


def standing(record_class: type[K], numbers: Collection[int | None]) -> dict[int, K]:
    """Those of the numbers that belong to records that stand, with the records."""
    with reading() as orm:
        found = {
            number: records.find(orm, record_class, number)
            for number in sorted({number for number in numbers if number is not None})
        }
    return {
        number: record
        for number, record in found.items()
        if record is not None and not record.withdrawn
    }


def find(record_class: type[K], number: int | None) -> K | None:
    """The record of a number, withdrawn or not; None without a number or a record."""
    if number is None:
        return None
    with reading() as orm:
        return records.find(orm, record_class, number)
