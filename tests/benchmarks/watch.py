"""A watch inside the page: from a click, or from its opening, until a text stands on the screen."""

from pathlib import Path

from playwright.sync_api import Page

EMPTY = """
import streamlit as st

st.title("Empty")
st.session_state.setdefault("pressed", 0)
if st.button("Press"):
    st.session_state["pressed"] += 1
st.write(f"Pressed {st.session_state['pressed']} times")
"""
# Looked for at each change of the page; the next frame after it is what a person sees.
SHOWN = """
(sought) => new Promise((found, never) => {
    const there = () => {
        const main = document.querySelector('[data-testid=stMain]');
        return main && new RegExp(sought).test(main.textContent);
    };
    const tell = () => requestAnimationFrame(() => found(performance.now()));
    if (there()) return tell();
    setTimeout(() => never(new Error(`never seen: ${sought}`)), 60000);
    const watch = new MutationObserver(() => {
        if (there()) { watch.disconnect(); tell(); }
    });
    watch.observe(document, {childList: true, subtree: true, characterData: true});
})
"""
CLICKED = """
document.addEventListener('click', (event) => { window.clicked = event.timeStamp; }, true)
"""


def empty_page(folder: Path, settings: Path) -> Path:
    """A folder with a page of a title, a button and a line, and the app's own settings."""
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "config.toml").write_text(settings.read_text(encoding="utf-8"))
    (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
    return folder


def milliseconds_from_click(page: Page, button: str, sought: str) -> float:
    """Click, and wait until what is sought, a regular expression, stands on the screen."""
    page.evaluate(CLICKED)
    page.evaluate(f"(sought) => {{ window.seen = ({SHOWN})(sought); }}", sought)
    page.get_by_role("button", name=button).click()
    return float(page.evaluate("async () => (await window.seen) - window.clicked"))
