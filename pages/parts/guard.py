"""Who is here, and whether they may open the page that is about to run."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Concatenate, NoReturn, ParamSpec

import streamlit as st

from engagement_metrics import framework, sign_in, store
from engagement_metrics.access import ANYBODY, LOCAL_USER, OPEN_TO_ALL, Action, Actor, Refused
from engagement_metrics.entry import Known
from engagement_metrics.framework import Framework, local
from engagement_metrics.models import Audience
from engagement_metrics.store import Setup, Standing, Visit, asking
from pages.parts import start

P = ParamSpec("P")
Part = Callable[Concatenate[Actor, P], None]
UNKNOWN = Visit(Standing.UNKNOWN, ANYBODY)
SECRETS = Path(__file__).parents[2] / ".streamlit" / "secrets.toml"


def settings() -> sign_in.Settings | None:
    """How people sign in; None where no sign-in is set up."""
    return sign_in.at_start or sign_in.settings(sign_in.given(os.environ, SECRETS))


def present() -> Actor:
    """Who is here, looked up anew each time; whoever is not let in holds no role."""
    return visit().actor


def visit() -> Visit:
    """Who is here and how they stand.

    Without sign-in it is whoever sits at this machine, and nobody where others could come.
    """
    by = settings()
    if by is None:
        alone = sign_in.is_loopback(st.get_option("server.address"))
        return Visit(Standing.IN, LOCAL_USER) if alone else Visit(Standing.NOBODY, ANYBODY)
    claimed = sign_in.claimed(st.user.to_dict(), by)
    if claimed is None:
        return Visit(Standing.NOBODY, ANYBODY)
    try:
        return store.visit(claimed, by)
    except store.StoreUnavailable:
        return UNKNOWN


def admit(page: str) -> tuple[Actor, Setup]:
    """The person and the store's set-up, if they may open the page; otherwise the page ends here.

    An empty store shows how to start, in place of any page. A store that cannot be reached says so.
    """
    here = visit()
    if here.standing is not Standing.IN:
        turn_away(here.standing.value)
    actor = here.actor
    if not actor.opens(page):
        turn_away("This page is not part of your role. Choose another from the menu.")
    try:
        setup = store.setup()
    except store.StoreUnavailable as reason:
        turn_away(str(reason))
    if setup.empty and page != "people":
        start.offer(actor)
        st.stop()
    return actor, setup


def admit_anybody(page: str) -> None:
    """Let anybody open a page that a code or a link opens; it acts as ANYBODY, whoever is there."""
    if page not in OPEN_TO_ALL:
        turn_away("This page is not open to everybody.")


def part(run_every: str | int | None = None) -> Callable[[Part[P]], Part[P]]:
    """A part of a page that runs again by itself, without navigation: a fragment of Streamlit's.

    Before it does, it is asked whether the actor it was drawn for still stands as they did. If not,
    the whole page runs, and navigation shows the right one; while nobody can know, it stays, since
    something may be typed in it. A run by the clock is no use of the tool: it keeps nobody in.
    A part drawn for ANYBODY lets the store ask for the code or link each time, and not for a role.
    """

    def made(body: Part[P]) -> Part[P]:
        @st.fragment(run_every=run_every)
        @wraps(body)
        def guarded(actor: Actor, first: Iterator[bool], *args: P.args, **kwargs: P.kwargs) -> None:
            again = not next(first, False) and actor != ANYBODY
            if again and not run_every and visit() not in (Visit(Standing.IN, actor), UNKNOWN):
                st.rerun()
            try:
                if again and run_every:
                    with suppress(store.StoreUnavailable):  # what needs the store says so itself
                        asking.permit(actor, Action.SEE_SHARED)
                body(actor, *args, **kwargs)
            except Refused as reason:
                if again:
                    st.rerun()
                turn_away(str(reason))  # a part is drawn by itself: nobody else would catch this

        @wraps(body)
        def drawn(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> None:
            guarded(actor, iter((True,)), *args, **kwargs)

        return drawn

    return made


def turn_away(sentence: str) -> NoReturn:
    """End the page with a sentence, and a way to try again."""
    st.error(sentence)
    st.button("Try again", key="try_again")
    st.stop()
    raise AssertionError("st.stop() ends a page")


def definitions(setup: Setup, retired: bool = False) -> Framework:
    """The definitions of the files and the organisation's own measures; retired ones if asked for.

    The same set-up gives the same object. Retired ones are for reading what was kept of them.
    """
    return local.with_local(framework.load(), setup.measures, retired)


def known(setup: Setup) -> Known:
    """What a draft is held against, today."""
    return Known(framework.load(), setup, date.today())


def audience(actor: Actor, places: Iterable[int] = ()) -> Audience:
    """Which view is open: the team's for those who may see it, unless they chose the shared one.

    A figure of several places is the team's for those who may see all of them as the team does.
    """
    reach = actor.reach(Action.SEE_TEAM)
    theirs = actor.may(Action.SEE_TEAM) and (reach is None or set(places) <= reach)
    if theirs and st.session_state.get("view", "Team") == "Team":
        return Audience.TEAM
    return Audience.SHARED
