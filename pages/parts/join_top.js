const READY = "[data-testid=stApp][data-test-script-state=notRunning]";
let taken = null;

// After a step the page is read from its heading; somebody who chooses or types already is left alone.
function take(view) {
    let tries = 0;
    const timer = setInterval(() => {
        const heading = document.querySelector(`.st-key-join_${view} h2`);
        const there = heading && document.querySelector(READY);
        if (there && !document.activeElement?.matches("input, textarea")) {
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
            heading.scrollIntoView({ block: "start" });
        }
        if (there || ++tries > 300) clearInterval(timer);
    }, 100);
}

export default function (component) {
    const { view, step } = component.data;
    if (taken !== null && step !== taken) take(view);
    taken = step;
}
