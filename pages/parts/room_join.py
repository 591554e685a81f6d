"""How people come into a round: its code in large letters, a square code, and who has joined."""

from html import escape
from io import BytesIO

import segno
import streamlit as st

from engagement_metrics.access import Actor
from engagement_metrics.models import AssessmentRound, ReviewState
from engagement_metrics.store import Setup, round_steps, rounds
from engagement_metrics.store.rounds import Round
from pages.parts import guard, room_saving, room_screen, room_words

FORM = "joining"
NO_PHONES = (
    "No sign-in is set up, so this app serves this machine alone: phones cannot reach it. Hand out "
    "paper sheets and type them in under Paper, or let people take turns at this screen."
)
SAYS = (
    "Nobody needs an account. People say if they are a volunteer, of staff or other, and give no "
    "name. Until a level is agreed, whoever runs the database could match scores to phones. Then "
    "that link is deleted."
)
FIRST = "Open the round when people are there. They then join with a code."


def show(actor: Actor, _: Setup, found: Round) -> None:
    """The code, the ways to use it, and who joined, as it changes."""
    room_saving.told(FORM)
    here = found.round
    if here.state is ReviewState.FINISHED:
        st.info(round_steps.IS_FINISHED)
        return
    if here.state is ReviewState.BEING_PREPARED:
        st.write(FIRST)
        st.button("Open the round", key="begin_round", type="primary", on_click=_begin,
                  args=(actor, here))  # fmt: skip
        return
    room_screen.look()
    by = guard.settings()
    with st.container(key="room"):
        st.header("Join this round", anchor=False)
        if by is None:
            st.warning(NO_PHONES)
        _code(here, by.public_url if by else "")
        _joined(actor, found)
        st.write(SAYS)
    with st.container(horizontal=True):
        st.button("Go to the room screen", key="to_room", type="primary",
                  on_click=room_saving.go, args=("Room",))  # fmt: skip
        st.button("Give out a new code", key="new_code", on_click=_new_code,
                  args=(actor, found))  # fmt: skip
    st.write("With a new code nobody gets in by the old one. Who has joined stays in.")


def _code(here: AssessmentRound, public: str) -> None:
    code = here.join_code or ""
    spelled = " ".join(code)
    st.html(
        f'<p class="code" role="img" aria-label="The code is {escape(spelled)}">{escape(code)}</p>'
    )
    if not public:
        st.write("On this machine, open the page Join in another tab, and type the code there.")
        st.page_link("join.py", label="Score on this screen")
        return
    link = f"{public}/join?round={here.join_key}"
    st.image(square(link), width=320, alt=f"A square code that opens {public}/join")
    st.write("Scan the square with a phone. Or open this address and type the six letters:")
    st.html(f'<p class="address">{escape(public)}/join</p>')


def square(link: str) -> str:
    """A QR code of a link, as an SVG drawing: black on white, with the white edge that it needs."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return out.getvalue().decode()


@guard.part(run_every=1)
def _joined(actor: Actor, found: Round) -> None:
    """Who has joined, looked up each second."""
    assert found.round.id is not None
    now = rounds.in_full(actor, found.round.id)
    if room_screen.signs(now) != room_screen.signs(found):
        st.rerun()
    st.html(f'<p class="joined">{escape(room_words.joined(now))}</p>')


def _begin(actor: Actor, here: AssessmentRound) -> None:
    assert here.id is not None
    number = here.id

    def act() -> str:
        now = rounds.in_full(actor, number).round
        if now.state is not ReviewState.UNDER_WAY:  # else somebody else opened it a moment ago
            round_steps.begin(actor, number, now.version)
        return "The round is open. People can join now."

    room_saving.press(FORM, act)


def _new_code(actor: Actor, found: Round) -> None:
    assert found.round.id is not None
    number = found.round.id

    def act() -> str:
        round_steps.new_code(actor, number)
        return "Here is the new code. The old one lets nobody in."

    room_saving.press(FORM, act)
