"""What stands in an unfinished form, as a draft may hold it: plain values, no person's details."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from engagement_metrics import models
from engagement_metrics.entry import personal
from engagement_metrics.entry.faults import MOST_FIGURE

# Where the name of a member of staff or of a team is asked for, a name is no slip.
NAMED = ("owner", "who")
_HOLDERS: dict[str, type[Any]] = {"list": list, "tuple": tuple, "set": set}
_LISTS: dict[str, type[StrEnum]] = {
    name: kind
    for name, kind in vars(models).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
}


def keepable(values: Mapping[str, Any], checked: bool) -> tuple[dict[str, Any], list[str]]:
    """The fields that a draft may hold, as JSON holds them, and what was found in the others.

    A text with what can hardly be anything but one person's detail is left out, and one with what
    may be, until the person has `checked` it. `decoded` undoes this.
    """
    kept: dict[str, Any] = {}
    found = []
    for name, value in values.items():
        detail = _detail(name, value, checked)
        if detail:
            found.append(detail)
        else:
            kept[name] = encoded(value)
    return kept, found


def _detail(name: str, text: Any, checked: bool) -> str | None:
    if isinstance(text, int | float) and abs(text) > MOST_FIGURE:
        return "a number too long to be a count"
    if not isinstance(text, str):
        return None
    named = name.rsplit(".", 1)[-1] in NAMED
    return personal.certain(text) or (None if checked else personal.likely(text, names=named))


def encoded(value: Any) -> Any:
    """A value of a form as JSON holds it; TypeError for one that no form of ours has.

    >>> encoded([date(2026, 5, 1), None, 3])
    {'list': [{'date': '2026-05-01'}, None, 3]}
    """
    if isinstance(value, StrEnum):
        return {"one_of": type(value).__name__, "value": value.value}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return {"date": value.isoformat()}
    for name, holder in _HOLDERS.items():
        if isinstance(value, holder):
            return {name: [encoded(one) for one in _in_order(value)]}
    raise TypeError(f"a draft cannot hold a {type(value).__name__}")


def _in_order(values: Iterable[Any]) -> list[Any]:
    return sorted(values) if isinstance(values, set) else list(values)


def decoded(value: Any) -> Any:
    """What `encoded` was given; ValueError where a draft holds what this version does not know.

    >>> decoded({"set": [{"tuple": ["age", "u16"]}]})
    {('age', 'u16')}
    """
    if not isinstance(value, dict):
        return value
    if "one_of" in value:
        kind = _LISTS.get(value["one_of"])
        if kind is None:
            raise ValueError(f"there is no list {value['one_of']}")
        return kind(value["value"])
    if "date" in value:
        return date.fromisoformat(value["date"])
    for name, holder in _HOLDERS.items():
        if name in value:
            return holder(decoded(one) for one in value[name])
    raise ValueError(f"a draft cannot hold {value}")
