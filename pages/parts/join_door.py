"""Coming into a round: the six letters or the square code, then who one is."""

from dataclasses import dataclass, field

import streamlit as st

from engagement_metrics import store
from engagement_metrics.entry import EntryError
from engagement_metrics.models import ScorerKind
from engagement_metrics.store import scoring
from engagement_metrics.store.round_steps import LENGTH, NotNow
from engagement_metrics.store.scoring import Door
from pages.parts import fields, join_state, join_words

FORM, DOOR = "join.door", "join.let_in"


@dataclass(frozen=True)
class _Opened:
    """A door that stands open for one person: what opened it, and the link they will hold."""

    door: Door
    code: str = ""
    key: str = ""
    link: str = field(default_factory=scoring.new_link)


def in_the_way() -> str:
    """Why nobody can join: a store that is away, or with nothing set up yet; '' for nothing."""
    try:
        return join_words.NOTHING_YET if store.setup().empty else ""
    except store.StoreUnavailable as reason:
        return str(reason)


def ask() -> None:
    """Ask for the code, or for who somebody is once a code or the square code let them in."""
    key = st.query_params.get("round", "")
    opened: _Opened | None = st.session_state.get(DOOR)
    if key and (opened is None or opened.key != key):
        try:
            opened = st.session_state[DOOR] = _Opened(scoring.door(key=key), key=key)
        except (NotNow, store.StoreUnavailable) as reason:
            opened = None
            _say("key", str(reason))
            fields.beside(FORM, "key")
    if opened is None:
        _ask_code()
    else:
        _ask_who(opened)


def _say(field: str, sentence: str) -> None:
    fields.remember(FORM, EntryError({field: sentence}, {}))


def _ask_code() -> None:
    st.write("Somebody who runs a round has a code on the big screen.")
    with st.form("join_code", border=False):
        st.text_input("The six letters", key=f"{FORM}.code", autocomplete="off", max_chars=40)
        fields.beside(FORM, "code")
        st.form_submit_button("Go on", type="primary", on_click=_try_code)


def _try_code() -> None:
    typed = str(st.session_state.get(f"{FORM}.code", ""))
    found = sum(letter.isalpha() for letter in typed)
    if found != LENGTH:
        _say("code", join_words.NOT_A_CODE.format(found=found))
        return
    try:
        opened = _Opened(scoring.door(code=typed), code=typed)
    except (NotNow, store.StoreUnavailable) as reason:
        _say("code", str(reason))
    else:
        leave_door()  # a square code that let nobody in goes out of the address
        st.session_state[DOOR] = opened


def _ask_who(opened: _Opened) -> None:
    st.header(fields.literal(opened.door.title), anchor=False)
    st.write(join_words.day(opened.door.held_on))
    st.radio(
        "Who are you in this round?", [*ScorerKind], index=None, key=f"{FORM}.kind",
        format_func=lambda kind: join_words.KINDS[kind],
    )  # fmt: skip
    fields.beside(FORM, "kind", "join")
    st.subheader("Your scores are private", anchor=False)
    st.markdown("\n".join(f"- {sentence}" for sentence in join_words.PRIVATE))
    with st.container(horizontal=True):
        st.button("Join", type="primary", key="join_join", on_click=_join, args=(opened,))
        st.button("Type another code", key="join_other", on_click=leave_door)
    st.write(
        "Have you joined this round before? Then open your own link once more. Who joins twice "
        "counts twice."
    )


def leave_door() -> None:
    """Go back to where the code is asked for."""
    st.session_state.pop(DOOR, None)
    fields.remember(FORM, None)
    st.query_params.clear()


def _join(opened: _Opened) -> None:
    """Take a seat; a second tap comes with the same link, and so takes no second one."""
    kind = st.session_state.get(f"{FORM}.kind")
    if kind is None:
        _say("kind", join_words.CHOOSE_WHO)
        return
    link = opened.link
    try:
        scoring.join(opened.door.number, kind, link, code=opened.code, key=opened.key)
    except (NotNow, store.StoreUnavailable) as reason:
        _say("join", str(reason))
        return
    leave_door()
    join_state.hold(link)
    st.session_state[join_state.VIEW] = "link"
    st.query_params["me"] = link
