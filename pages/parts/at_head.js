const READY = "[data-testid=stApp][data-test-script-state=notRunning]";
const USED = ["wheel", "touchstart", "pointerdown", "keydown"];
const ROOM = 80; // pixels above what is brought into sight: Streamlit's own bar lies there

// What was opened has the way back above its heading.
function opened(main) {
    const back = main.querySelector(".st-key-back");
    const follows = (one) => back.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [back, back && [...main.querySelectorAll("h1, h2")].find(follows)];
}

// Focus and scroll go to the heading once it is drawn, unless somebody does something by then.
function take(main) {
    let tries = 0;
    const stop = () => {
        clearInterval(timer);
        USED.forEach((used) => removeEventListener(used, stop, true));
    };
    const timer = setInterval(() => {
        const [back, heading] = opened(main);
        const there = heading && document.querySelector(READY);
        if (there) {
            const low = heading.getBoundingClientRect().bottom > innerHeight * 0.6;
            const from = low ? back.getBoundingClientRect().top + main.scrollTop - ROOM : 0;
            main.scrollTo(0, from);
            // A page that was asked for by its address is read from its start.
            if (navigator.userActivation?.hasBeenActive !== false) {
                heading.tabIndex = -1;
                heading.focus({ preventScroll: true });
            }
        }
        if (there || ++tries > 300) stop();
    }, 100);
    USED.forEach((used) => addEventListener(used, stop, true));
}

export default function ({ data, parentElement }) {
    const here = parentElement.host ?? parentElement;
    const main = document.querySelector("[data-testid=stMain]");
    if (here.begun === data.of || !main) return;
    here.begun = data.of;
    if (!data.of) return;
    main.scrollTo(0, 0);
    take(main);
}
