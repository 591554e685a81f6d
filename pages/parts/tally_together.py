"""How other phones join a tally: its address, to copy or to point a camera at."""

from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from pages.parts import guard, tally_groups

ONLY_HERE = {"127.0.0.1", "localhost", "::1"}


def show(of: str) -> None:
    """The address of the tally, for other phones, as text and as a square to scan."""
    with st.expander("Tally together"):
        link = address(st.context.url or "", of)
        st.write("Open this address on another phone. It gets a sheet of its own, "
                 "and all sheets are added up when the return is saved.")  # fmt: skip
        if urlsplit(link).hostname in ONLY_HERE:
            why = ": no sign-in is set up." if guard.settings() is None else "."
            st.caption(f"Just now only this machine can open it{why}")
        st.code(link, language=None, wrap_lines=True)
        # White, with the wide edge that cameras look for, in dark as well.
        picture = segno.make(link, error="m", micro=False).svg_inline(scale=6, light="#fff")
        st.image(picture, alt="The address above, as a square to scan with a phone's camera")


def address(page: str, of: str) -> str:
    """The address of a tally without any one phone's sheet in it.

    `page` is where the browser itself is, which is right behind a proxy too.
    """
    query = {"draft": of}
    if groups := st.session_state.get(tally_groups.KEY):
        query["groups"] = ",".join(groups)
    return f"{page.partition('?')[0]}?{urlencode(query, safe=',')}"
