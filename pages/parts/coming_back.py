"""After the server was started anew: a browser that is still open asks for its whole page again."""

from engagement_metrics.access import Actor
from pages.parts import guard

SECONDS = 3600


@guard.part(run_every=SECONDS)
def ask_anew(_: Actor) -> None:
    """Let the browser ask for a full run of the page when its lost connection is back.

    Streamlit's page does so only where some part of it runs by the clock. Else its next message may
    be about a part of a form (a fragment) that the new server has never drawn, and would be dropped
    without a word, a press of Save too. The clock itself matters little: this draws nothing.
    """
