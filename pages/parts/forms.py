"""A form's state: what stands in its fields, which one is open, and the mark it is stored under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import streamlit as st

from engagement_metrics.models.columns import Kept

OF_ONE_FORM = (
    "mark", "seen", "saved", "trouble", "faults", "doubts", "clash", "draft", "blank", "resumed",
    "gone", "begun", "order", "closed",
)  # fmt: skip
# Buttons, whose state cannot be set, and what is only about one showing of a form.
NOT_TYPED = {
    *OF_ONE_FORM, "save", "again", "button", "mine", "theirs", "box", "out", "back",
} - {"seen"}  # fmt: skip
# Of one form alone.
NOT_TYPED_IN = {
    "entry": {
        "filled", "to_tally", "alike", "alike_to", "result", "seconds", "used", "offered",
        "proposed", "more_shown", "folded",
    },
    "organisation": {"clearing"},
}  # fmt: skip
MOST_LINKED = 5
OPEN, LAST = "open_form", "last_form"


@dataclass(frozen=True)
class OpenForm:
    """A form that a button opened: its name, and the record it is about as that was then.

    `about` names that record ('suggestion 12'); for a new one it is '' and `seen` is None.
    """

    name: str
    about: str
    seen: Any = None
    parts: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Seen:
    """One record as it was seen on the page; `name` is what to call it at the start of a line."""

    record_class: type[Kept]
    number: int
    version: int
    name: str
    withdrawn: bool = False


def open(form: str, about: str = "", seen: Any = None, parts: Sequence[Any] = ()) -> None:  # noqa: A001
    """Open a fresh form in place of any other; the callback of a button."""
    close()
    clear(form)
    st.session_state[OPEN] = OpenForm(form, about, seen, tuple(parts))


def opened(about: str, *forms: str) -> OpenForm | None:
    """The open form, if it is one of those names and about that record."""
    there: OpenForm | None = st.session_state.get(OPEN)
    return there if there and there.about == about and there.name in forms else None


def close() -> None:
    """Close whatever is open, and what was said of a save; the callback of a button."""
    there: OpenForm | None = st.session_state.pop(OPEN, None)
    if there is not None:
        unlink(there.name)
    forget_saved()


def forget_saved() -> None:
    """Say no more of the last save; an open form, and what is typed in it, stays."""
    st.session_state.pop(LAST, None)


def typed(form: str, name: str, otherwise: Any = None) -> Any:
    """What stands in a field of a form just now."""
    return st.session_state.get(f"{form}.{name}", otherwise)


def fields_of(form: str) -> Iterator[tuple[str, Any]]:
    """Every field of a form with what stands in it just now."""
    not_typed = NOT_TYPED | NOT_TYPED_IN.get(form, set())
    start = f"{form}."
    for key, value in st.session_state.to_dict().items():
        if str(key).startswith(start):
            name = str(key).removeprefix(start)
            if name.split(".")[0] not in not_typed:
                yield name, value


def mark(form: str) -> str:
    """The mark under which a form is stored once; only a fresh form has a fresh one."""
    return str(st.session_state.setdefault(f"{form}.mark", uuid4().hex))


def seen(form: str, version: int) -> int:
    """The version of a record that a form was opened on, however it stands by now."""
    return int(st.session_state.setdefault(f"{form}.seen", version))


def renew(form: str) -> None:
    """Let the form be a fresh one when it is shown next."""
    unlink(form)
    for name in OF_ONE_FORM:
        st.session_state.pop(f"{form}.{name}", None)


def clear(form: str) -> None:
    """Let the form be a fresh one, with nothing in its fields."""
    renew(form)
    for key in [key for key in st.session_state if str(key).startswith(f"{form}.")]:
        del st.session_state[key]


# ---- the address -------------------------------------------------------------------------------


def link(draft: str) -> None:
    """Put a draft into the page's address, so that a reload or another device comes back to it."""
    if draft not in (there := linked()):
        st.query_params["draft"] = ".".join((*there, draft))


def unlink(form: str) -> None:
    """Take a form's draft out of the page's address."""
    there = linked()
    if (mark := typed(form, "mark")) in there:
        left = [draft for draft in there if draft != mark]
        if left:
            st.query_params["draft"] = ".".join(left)
        else:
            del st.query_params["draft"]


def linked() -> list[str]:
    """The drafts that the page's address names."""
    found = [draft for draft in st.query_params.get("draft", "").split(".") if draft]
    return list(dict.fromkeys(found))[:MOST_LINKED]
