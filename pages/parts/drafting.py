"""Unfinished entries: what has left a field is kept on the server, and found again by a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from engagement_metrics import entry, store
from engagement_metrics.access import Action, Actor
from engagement_metrics.store import StoreUnavailable
from pages.parts import forms, guard, reopening


@dataclass(frozen=True)
class Held:
    """A draft as this page last left or found it; `values` as JSON holds them."""

    id: str
    values: Mapping[str, Any]


def keep(form: str, more: Mapping[str, Any]) -> None:
    """Below the fields of a form: keep what changed in them, and say what is kept and what is not.

    `more` is what else belongs to the draft, such as how long the form has been in use.
    """
    actor = guard.present()
    if not actor.may(Action.KEEP_DRAFTS):
        return
    checked = bool(forms.typed(form, "checked"))
    values, found = entry.keepable(dict(forms.fields_of(form)), checked)
    held: Held | None = forms.typed(form, "draft")
    typed = in_words(values)
    if held is None and typed == st.session_state.setdefault(f"{form}.blank", typed):
        return
    try:
        there = _keep(actor, form, held, values, more)
    except StoreUnavailable as reason:
        st.html('<p class="doubt">The draft cannot be kept just now. Do not reload the page.</p>')
        st.caption(str(reason))
        return
    _tell(there, found)


def in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed: a box that was opened has fields with nothing in them, which is nothing."""
    return {name: v for name, v in values.items() if name != "seen" and not _empty(v)}


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", {"list": []})  # 0 was typed


def _keep(
    actor: Actor, form: str, held: Held | None, values: dict[str, Any], more: Mapping[str, Any]
) -> bool:
    mark = forms.mark(form)
    if held is None:
        about = {**reopening.about(form), "more": dict(more)}
        store.begin_draft(actor, mark, form, values, about)
    else:
        changed = {
            name: value
            for name, value in values.items()
            if name not in held.values or held.values[name] != value
        }
        if changed and store.keep_draft(actor, mark, changed, {"more": dict(more)}) is None:
            st.session_state[f"{form}.gone"] = True
    st.session_state[f"{form}.draft"] = Held(mark, {**(held.values if held else {}), **values})
    forms.link(mark)
    return not forms.typed(form, "gone")


def ensure(form: str) -> None:
    """Keep a draft of a form though nothing may have been typed into it yet."""
    values, _ = entry.keepable(dict(forms.fields_of(form)), bool(forms.typed(form, "checked")))
    _keep(guard.present(), form, forms.typed(form, "draft"), values, {})


def _tell(there: bool, found: list[str]) -> None:
    for detail in found:
        st.html(
            f'<p class="doubt">A text here is not kept in the draft, because it seems to hold '
            f"{detail}.</p>"
        )
    if there:
        st.html(
            '<p class="quiet small" role="status">Kept as a draft. The address of this page brings '
            "you back to it. What you are still typing is lost if you reload.</p>"
        )
    else:
        st.warning("This entry was saved or thrown away on another device or in another tab.")


def catch_up(form: str) -> bool:
    """Above the fields: take in what another device typed into the same draft; whether it did.

    A field that was changed here meanwhile stays as it is here.
    """
    held: Held | None = forms.typed(form, "draft")
    if held is None or forms.typed(form, "gone"):
        return False
    try:
        row = store.draft(guard.present(), held.id)
    except StoreUnavailable:
        return False  # `keep`, below the fields, says so
    if row is None:
        st.session_state[f"{form}.gone"] = True
        return False
    here = entry.keepable(dict(forms.fields_of(form)), checked=True)[0]
    theirs = {
        name: value
        for name, value in row.values.items()
        if value != held.values.get(name) and here.get(name) in (held.values.get(name), value)
    }
    fill(form, {name: value for name, value in theirs.items() if here.get(name) != value})
    st.session_state[f"{form}.draft"] = Held(held.id, {**held.values, **theirs})
    return bool(theirs)


def fill(form: str, values: Mapping[str, Any]) -> None:
    """Put what a draft holds into the fields of a form, before they are drawn."""
    for name, value in values.items():
        st.session_state[f"{form}.{name}"] = entry.decoded(value)


def throw_away(form: str) -> None:
    """Drop the draft of a form that is closed without saving."""
    held: Held | None = forms.typed(form, "draft")
    if held is not None:
        store.drop_draft(guard.present(), held.id)
