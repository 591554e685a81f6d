"""Opening an unfinished entry again: the page's address names it, and its fields are filled."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Action, Actor, Refused
from engagement_metrics.store import StoreUnavailable
from pages.parts import browser_values, drafting, forms, reopening

NOT_THERE = (
    "That unfinished entry is not here any more. It was saved (then it stands in its list), thrown "
    "away, or not used for "
    f"{store.DAYS_KEPT} days."
)


def resume(actor: Actor, page: str) -> None:
    """Before a page is drawn: open the drafts that its address names."""
    if not actor.may(Action.KEEP_DRAFTS):
        return
    for draft_id in forms.linked():
        if draft_id in _at_hand():
            continue
        try:
            row = store.draft(actor, draft_id)
        except Refused:
            row = None  # of another place: as good as not there
        except StoreUnavailable:
            return  # the page says so itself, and the next run tries again
        if row is None:
            _not_there(draft_id)
            continue
        if row.about["page"] != page:
            continue  # it belongs elsewhere, and is listed among the unfinished entries
        typed = browser_values.held()
        forms.clear(row.form)
        try:
            reopening.reopen(actor, row)
            drafting.fill(
                row.form,
                {n: value for n, value in row.values.items() if f"{row.form}.{n}" not in typed},
            )
        except (LookupError, ValueError, TypeError, Refused):
            forms.clear(row.form)
            _not_there(draft_id)
            continue
        st.session_state[f"{row.form}.mark"] = row.id
        st.session_state[f"{row.form}.draft"] = drafting.Held(row.id, row.values)
        st.session_state[f"{row.form}.resumed"] = True
        for name, value in row.about.get("more", {}).items():
            st.session_state[f"{row.form}.{name}"] = value


def _at_hand() -> set[str]:
    """The drafts whose fields this session holds; a page that failed leaves the mark alone."""
    there = {str(key): value for key, value in st.session_state.to_dict().items()}
    return {
        value.id
        for key, value in there.items()
        if isinstance(value, drafting.Held)
        and any(f"{key.removesuffix('.draft')}.{name}" in there for name in value.values)
    }


def _not_there(draft_id: str) -> None:
    left = [other for other in forms.linked() if other != draft_id]
    st.query_params["draft"] = ".".join(left)
    st.warning(NOT_THERE)
