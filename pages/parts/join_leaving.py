"""One's own link, the ways to evidence and out of a round, and the way back."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.store import scoring
from engagement_metrics.store.round_steps import NotNow
from pages.parts import guard, join_state, join_words

BACK = "join.back"


def address(link: str) -> str:
    """The whole address that leads to one's own answers."""
    by = guard.settings()
    page = f"{by.public_url}/join" if by else (st.context.url or "/join").partition("?")[0]
    return f"{page}?me={link}"


def show_link(link: str) -> None:
    """The link as text, to be copied."""
    st.header("Your own link", anchor=False)
    st.write(f"You have joined. {join_words.KEEP_LINK}")
    st.code(address(link), language=None, wrap_lines=True)
    st.write(join_words.LINK_IS_YOURS)
    st.button(
        "Go to the scores", type="primary", key="join_on", on_click=join_state.look_at,
        args=("score",),
    )  # fmt: skip


def offer(link: str) -> None:
    """What else somebody in a round can do."""
    with st.container(horizontal=True, key="join_more"):
        st.button("Add evidence", key="join_add", on_click=join_state.look_at, args=("evidence",))
        st.button("My own link", key="join_link", on_click=join_state.look_at, args=("link",))
        st.button("I have to go", key="join_go", on_click=_leave, args=(link,))


def _leave(link: str) -> None:
    try:
        scoring.leave(link)
    except (NotNow, store.StoreUnavailable) as reason:
        st.session_state[join_state.LOST] = f"You are not marked as gone yet. {reason}"
        return
    st.session_state.pop(BACK, None)
    join_state.look_at("score")


def gone() -> None:
    """What somebody sees who has left, and the way back."""
    st.header("Thank you", anchor=False)
    st.write(join_words.LEFT)
    st.write(join_words.BACK)
    st.button("I am back", type="primary", key="join_return", on_click=_return)


def _return() -> None:
    st.session_state[BACK] = True
    join_state.look_at("score")
