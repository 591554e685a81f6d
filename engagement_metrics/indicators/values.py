"""What an indicator comes to: a number with its state, or a state alone. Nothing is not zero."""

from dataclasses import dataclass

from engagement_metrics import equality
from engagement_metrics.models import ValueState


@dataclass(frozen=True)
class Value:
    """One indicator for one place and period.

    `number` is in the indicator's unit (a percentage as 0 to 100); it is None in every state but
    `measured`, and there too where only `top` and `bottom` may be told (under ten answers), or
    where there is a line for each group in `parts` and no sum. `because` says in a sentence why
    there is no number, or what to bear in mind. `complete` of `held` activities have their figures.
    `counted` says that `number` is a count although the indicator is a percentage, as in the parts
    of ENG-02; `pooled` that it is the whole year's, as answers are not shared for the period alone.
    `edition` is the version of the definition that a typed figure was made under.
    """

    state: ValueState
    number: float | None = None
    top: float | None = None
    bottom: float | None = None
    estimated: bool = False
    because: str = ""
    complete: int | None = None
    held: int | None = None
    parts: tuple["Part", ...] = ()
    low: float | None = None
    high: float | None = None
    counted: bool = False
    pooled: bool = False
    edition: int | None = None

    @property
    def measured(self) -> bool:
        """Whether there is something to show and to hold against a target."""
        return self.state is ValueState.MEASURED


@dataclass(frozen=True)
class Part:
    """A line of a value, such as one priority group, one wave or one status."""

    label: str
    value: Value
    group_id: int | None = None


def no(
    state: ValueState, because: str, complete: int | None = None, held: int | None = None
) -> Value:
    """A state without a number, and the sentence that says why."""
    return Value(state, because=because, complete=complete, held=held)


def wilson(top: float, bottom: float) -> tuple[float, float]:
    """The 95% Wilson interval of a percentage, in per cent; it behaves with small numbers (R5).

    >>> [round(limit) for limit in wilson(8, 10)], [round(limit) for limit in wilson(24, 30)]
    ([49, 94], [63, 90])
    """
    low, high = equality.wilson(top, bottom)
    return 100 * low, 100 * high


def percentage(
    top: float,
    bottom: float,
    *,
    sampled: bool = False,
    because: str = "",
    parts: tuple[Part, ...] = (),
) -> Value:
    """A percentage with what it is made of; `sampled` ones carry their Wilson limits."""
    low, high = wilson(top, bottom) if sampled else (None, None)
    return Value(
        ValueState.MEASURED, 100 * top / bottom, top, bottom, because=because, parts=parts,
        low=low, high=high,
    )  # fmt: skip
