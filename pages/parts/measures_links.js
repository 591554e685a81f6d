const READY = "[data-testid=stApp][data-test-script-state=notRunning]";
const CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]";
const USED = ["wheel", "touchstart", "pointerdown", "keydown"];
const TWICE = 700; // milliseconds within which a second click is the other half of a double one
const HELD = 3; // times in a row: Streamlit scrolls by itself while it draws a page
let taken = "";
let followed = -TWICE; // when a link to another page was followed last
let left = null; // where the link stood that was followed last
let back = false; // whether a way back on the page was taken just now
let stop = () => {};

const main = () => document.querySelector("[data-testid=stMain]");
const links = (place) => [...main().querySelectorAll("a[data-open]")]
    .filter((link) => link.getAttribute("href") === place.href);

// Every tenth of a second until it is done, five seconds at most, or until somebody does something.
function until(done) {
    stop();
    let tries = 0;
    const timer = setInterval(() => {
        if (document.querySelector(READY) && main() && done() || ++tries > 50) stop();
    }, 100);
    const ended = () => {
        clearInterval(timer);
        USED.forEach((used) => removeEventListener(used, ended, true));
    };
    stop = ended;
    USED.forEach((used) => addEventListener(used, ended, true));
}

function focus(target) {
    if (target.tagName !== "A") target.tabIndex = -1;
    target.focus({ preventScroll: true });
}

function take(to) {
    const [where] = to.split(" ");
    until(() => {
        const target = document.querySelector(`.${where} h2`);
        if (target) {
            focus(target);
            target.scrollIntoView({ block: "start" });
        }
        return target;
    });
}

// A page that a link led to is read from its title, unless something on it has the focus by then.
function arrive(before) {
    until(() => {
        const title = main().querySelector("h1");
        const there = title && title.textContent !== before;
        if (there && document.activeElement === document.body) {
            main().scrollTo(0, 0);
            focus(title);
        }
        return there;
    });
}

// Back to where the list was left, with the focus on the link that had been followed.
function restore(place, done) {
    let held = 0;
    until(() => {
        const link = links(place)[place.nth];
        const room = main().scrollHeight - main().clientHeight;
        if (!link || room < place.top - 1) return false;
        held = Math.abs(main().scrollTop - place.top) < 2 ? held + 1 : 0;
        main().scrollTo(0, place.top);
        focus(link);
        if (held === HELD) done?.();
        return held === HELD;
    });
}

function leave(link) {
    const place = { top: main().scrollTop, href: link.getAttribute("href"), nth: 0 };
    place.nth = links(place).indexOf(link);
    left = { path: location.pathname, place };
    history.replaceState({ ...history.state, place }, "");
}

// These two outlive the list that is left: once for the whole visit.
addEventListener("popstate", (event) => {
    if (event.isTrusted) followed = -TWICE; // the browser's own way back, not one of ours
    const place = event.state?.place;
    if (!place) return;
    // Streamlit writes over what is kept here when it puts the address right.
    restore(place, () => history.replaceState({ ...history.state, place }, ""));
});
addEventListener("click", (event) => {
    back = Boolean(event.target.closest?.(".st-key-back button"));
}, true);

export default function (component) {
    const { data, setTriggerValue } = component;
    const heard = (event) => {
        const link = event.target.closest?.("a[data-open]");
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        if (!link || !plain || !document.querySelector(CONNECTED)) return;
        event.preventDefault();
        if (event.timeStamp - followed < TWICE) return;
        const to = new URL(link.href);
        leave(link);
        if (to.pathname === location.pathname) {
            setTriggerValue("open", to.search);
            return;
        }
        const before = main().querySelector("h1")?.textContent;
        followed = event.timeStamp;
        // What the browser itself does on the way forth: Streamlit opens the page of the address.
        history.pushState({}, "", to);
        dispatchEvent(new PopStateEvent("popstate", { state: {} }));
        arrive(before);
    };
    document.addEventListener("click", heard);
    if (data?.to && data.to !== taken) {
        taken = data.to;
        take(taken);
    }
    if (back && left?.path === location.pathname) {
        back = false;
        restore(left.place);
    }
    return () => document.removeEventListener("click", heard);
}
