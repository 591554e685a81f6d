"""When a page is at rest, and what a hand does on one that is drawn anew under it.

Streamlit leaves what it drew before standing until a run of the page ends, and says that a run goes
on only once the server has begun it. So a page is at rest when the server has also answered all
that the browser has asked of it; that is counted here, on the line between the two.
"""

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

TRIES = 12  # with a moment between them: what a page's redrawing swallows is done once more
MOMENT = 2_500  # milliseconds
NUMBERS = [
    BackMsg.RERUN_SCRIPT_FIELD_NUMBER,
    ClientState.IS_AUTO_RERUN_FIELD_NUMBER,
    ForwardMsg.NEW_SESSION_FIELD_NUMBER,
    ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER,
    ForwardMsg.FINISHED_EARLY_FOR_RERUN,
]
# Runs before anything of a page. A question that the clock asks may go without an answer; a run
# that was broken off for a newer question is none; and the next run may begin at the end of one.
COUNTS = """
(([RERUN, BY_CLOCK, BEGUN, DONE, BROKEN_OFF]) => {
    // What a message of Streamlit's (protobuf) holds, by the number of the field.
    function fields(bytes) {
        const found = {};
        let at = 0;
        const number = () => {
            let n = 0, by = 1, byte;
            do { byte = bytes[at++]; n += (byte & 127) * by; by *= 128; } while (byte & 128);
            return n;
        };
        while (at < bytes.length) {
            const tag = number(), kind = tag % 8, field = (tag - kind) / 8;
            const value = kind === 1 ? 8 : kind === 5 ? 4 : number();
            found[field] = kind ? bytes.subarray(at, at + value) : value;
            at += kind ? value : 0;
        }
        return found;
    }
    let begun = true, answered = false, later;
    const ask = () => { clearTimeout(later); answered = false; window.unanswered = true; };
    const drawn = () => { answered = window.unanswered = false; };
    const draws = () => { clearTimeout(later); later = setTimeout(drawn, 100); };
    const answer = () => { answered = true; draws(); };
    // What an answer changes, and takes away last of all, is drawn a while after it came.
    new MutationObserver(() => answered && draws())
        .observe(document, {childList: true, subtree: true, characterData: true});
    function heard({data}) {
        const told = data instanceof ArrayBuffer ? fields(new Uint8Array(data)) : {};
        if (BEGUN in told) { begun = true; ask(); }
        if (DONE in told && told[DONE] !== BROKEN_OFF && begun) answer();
    }
    window.WebSocket = class extends WebSocket {
        constructor(...to) {
            super(...to);
            window.unanswered = false;
            this.addEventListener("message", heard);
        }
        send(message) {
            const asked = message instanceof Uint8Array && fields(message)[RERUN];
            if (asked && !fields(asked)[BY_CLOCK]) { begun = false; ask(); }
            super.send(message);
        }
    };
})(NUMBERS)
""".replace("NUMBERS", str(NUMBERS))
# What was done just now is asked of the server a turn or two later: so it is looked at in each of
# a few frames, one after the other.
AT_REST = """
() => {
    const rests = !window.unanswered && document.querySelector('[data-testid=stApp]'
        + '[data-test-script-state=notRunning][data-test-connection-state=CONNECTED]');
    window.atRest = rests ? (window.atRest ?? 0) + 1 : 0;
    return window.atRest > 3 && !(window.atRest = 0);
}
"""


def at_rest(page: Page) -> None:
    """Wait until all that was asked of the server is answered and drawn."""
    page.wait_for_function(AT_REST)


def choose_by_key(target: Locator) -> None:
    """Choose a radio button or tick a box by the space bar, which is not pressed in vain.

    A page that was just drawn takes the focus to its heading: a key may go there instead.
    """
    at_rest(target.page)
    for _ in range(TRIES):
        if target.is_checked():
            break
        target.press("Space")
        with suppress(AssertionError):
            expect(target).to_be_checked(timeout=MOMENT)
    expect(target).to_be_checked()


def pick(page: Page, label: str | re.Pattern[str], option: str) -> None:
    """Choose from a list, by its whole name; a list that a redrawing shuts is opened again."""
    at_rest(page)
    box = page.get_by_role("combobox", name=label)
    for _ in range(TRIES):
        if box.input_value() == option:
            break
        box.click()
        with suppress(TooLate, AssertionError):
            _take(page, box, option)
        box.blur()  # what was typed and not taken goes away
    expect(box).to_have_value(option)
    at_rest(page)


def _take(page: Page, box: Locator, option: str) -> None:
    """Click an option of an open list, of which only the first dozen are drawn."""
    offered, wanted = (
        page.get_by_role("option"),
        page.get_by_role("option", name=option, exact=True),
    )
    expect(offered.first).to_be_visible(timeout=MOMENT)
    if not wanted.is_visible():
        box.fill(option)
        expect(wanted).to_be_visible(timeout=MOMENT)
        found: list[str] = []  # they are put in another order while one types
        while found != (found := offered.all_inner_texts()):
            page.wait_for_timeout(300)
    wanted.click(timeout=MOMENT)
    expect(wanted).to_be_hidden(timeout=MOMENT)
