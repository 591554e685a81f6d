"""Evidence that somebody in a round adds from their phone."""

from datetime import date

import streamlit as st

from engagement_metrics import store
from engagement_metrics.entry import EntryError
from engagement_metrics.entry.scores import MOST_OF_A_WHY, EvidenceDraft, accept_evidence
from engagement_metrics.store import scoring
from engagement_metrics.store.round_steps import NotNow
from engagement_metrics.store.scoring import Seat
from pages.parts import fields, forms, join_state, join_words

FORM = "join.evidence"
GOOD = {
    True: "It shows that we do this",
    False: "It shows that we do not do this yet",
}


def ask(link: str, seat: Seat) -> None:
    """The form for one piece of evidence, or that it was saved."""
    st.header("Add evidence", anchor=False)
    if forms.typed(FORM, "saved"):
        st.success("Saved. The group can see it, without your name.")
        with st.container(horizontal=True):
            st.button("Add more", key="join_more_evidence", on_click=forms.clear, args=(FORM,))
            _to_scores()
        return
    st.write("Something that others can look at, good or bad. The group sees it at once.")
    at = join_state.current(seat)
    keys = [one.dimension for one in seat.dimensions]
    fields.summary(FORM)
    with st.form("join_evidence", border=False):
        st.selectbox(
            "About", keys, index=keys.index(at.dimension) if at else 0, key=f"{FORM}.about",
            format_func=lambda key: seat.model.dimension(key).name,
        )  # fmt: skip
        st.text_area("What does it show?", max_chars=MOST_OF_A_WHY, key=f"{FORM}.text", height=110)
        fields.beside(FORM, "text")
        st.radio(
            "Is it good or bad news?", [*GOOD], index=None, key=f"{FORM}.good",
            format_func=lambda good: GOOD[good],
        )  # fmt: skip
        fields.beside(FORM, "good")
        st.text_input("A link to it, if there is one", key=f"{FORM}.link")
        fields.beside(FORM, "link")
        st.date_input("The day it is from", None, format="DD/MM/YYYY", key=f"{FORM}.dated_on")
        fields.beside(FORM, "dated_on", "store")
        fields.checked(FORM)
        st.form_submit_button("Save evidence", type="primary", on_click=_save, args=(link,))
    _to_scores()


def _to_scores() -> None:
    st.button("Back to the scores", key="join_scores", on_click=_leave)


def _leave() -> None:
    if forms.typed(FORM, "saved"):
        forms.clear(FORM)
    join_state.look_at("score")


def _save(link: str) -> None:
    if forms.typed(FORM, "saved"):
        return  # the second half of a double tap
    draft = EvidenceDraft(
        forms.typed(FORM, "text", ""), forms.typed(FORM, "link", ""),
        forms.typed(FORM, "dated_on"), forms.typed(FORM, "good"),
        bool(forms.typed(FORM, "checked")),
    )  # fmt: skip
    try:
        evidence = accept_evidence(draft, str(forms.typed(FORM, "about")), date.today())
        scoring.add_evidence(link, evidence, forms.mark(FORM))
    except EntryError as fault:
        fields.remember(FORM, fault)
    except (NotNow, store.StoreUnavailable) as reason:
        fields.remember(FORM, EntryError({"store": join_words.not_kept(str(reason))}, {}))
    except store.Taken as reason:
        fields.remember(FORM, EntryError({"store": str(reason)}, {}))
    else:
        st.session_state[f"{FORM}.saved"] = True
