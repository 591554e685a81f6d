"""What is changed in a model but not saved yet: one draft a model, kept as its form is."""

import json
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from engagement_metrics.framework import FrameworkError
from engagement_metrics.models import MaturityModel
from engagement_metrics.models.maturity_models import from_json
from pages.parts import drafting, forms

MODEL, UNFIT = "wording", "unfit"
Edit = Callable[[MaturityModel], MaturityModel]
GONE = "That dimension is not in the draft any more. Choose another one."


def form_of(code: str) -> str:
    """The form in which a model is worded anew."""
    return f"model.{code}"


def current(form: str, latest: MaturityModel) -> MaturityModel:
    """The model as the draft has it, or as it is where nothing was changed yet."""
    text = forms.typed(form, MODEL)
    return from_json(json.loads(text)) if text else latest


def begin(form: str) -> None:
    """Let there be a draft with nothing in it, where there is none."""
    st.session_state.setdefault(f"{form}.{MODEL}", "")
    st.session_state.setdefault(f"{form}.{UNFIT}", [])


def begun(form: str) -> bool:
    """Whether anything was changed, or typed that could not be taken in."""
    return bool(forms.typed(form, MODEL) or forms.typed(form, UNFIT))


def unfit(form: str) -> dict[str, tuple[str, str]]:
    """What was typed and could not be taken in, by its field: the text, and what to change."""
    return {field: (text, why) for field, text, why in forms.typed(form, UNFIT) or []}


def put(form: str, latest: MaturityModel, model: MaturityModel) -> None:
    """Let the draft be this model."""
    forms.seen(form, latest.edition)
    text = json.dumps(model.as_json(), ensure_ascii=False)
    same = replace(model, edition=latest.edition) == latest
    st.session_state[f"{form}.{MODEL}"] = "" if same else text


def take_in(form: str, latest: MaturityModel, act: Edit) -> list[str]:
    """Take an edit into the draft whole; what is wrong with it where it cannot be."""
    try:
        put(form, latest, act(current(form, latest)))
    except FrameworkError as fault:
        return list(fault.faults)
    except KeyError:
        return [GONE]
    return []


def edit(form: str, latest: MaturityModel, field: str, text: str, act: Edit) -> None:
    """Take in what left a field; where it cannot be, keep what was typed and what is wrong."""
    wrong = take_in(form, latest, act)
    left = [one for one in forms.typed(form, UNFIT) or [] if one[0] != field]
    if wrong:
        left.append((field, text, " ".join(wrong)))
    st.session_state[f"{form}.{UNFIT}"] = left


def forget(form: str, start: str) -> None:
    """Drop what could not be taken in of fields whose names begin so."""
    left = [one for one in forms.typed(form, UNFIT) or [] if not one[0].startswith(start)]
    st.session_state[f"{form}.{UNFIT}"] = left


def throw_away(form: str) -> None:
    """Drop the draft; the callback of a button."""
    drafting.throw_away(form)
    forms.clear(form)
