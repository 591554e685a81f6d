const READY = "[data-testid=stApp][data-test-script-state=notRunning]";
const CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]";
let taken = "";

function take(to) {
    const [where] = to.split(" ");
    let tries = 0;
    const timer = setInterval(() => {
        const target = document.querySelector(`.${where} h2`);
        if (target && document.querySelector(READY)) {
            target.tabIndex = -1;
            target.focus({ preventScroll: true });
            target.scrollIntoView({ block: "start" });
        }
        if (target && document.querySelector(READY) || ++tries > 50) clearInterval(timer);
    }, 100);
}

export default function (component) {
    const { data, setTriggerValue } = component;
    const heard = (event) => {
        const link = event.target.closest?.("a[data-open]");
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        if (!link || !plain || !document.querySelector(CONNECTED)) return;
        event.preventDefault();
        const to = new URL(link.href);
        if (to.pathname === location.pathname) {
            setTriggerValue("open", to.search);
            return;
        }
        // What the browser itself does on the way forth: Streamlit opens the page of the address.
        history.pushState({}, "", to);
        dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    };
    document.addEventListener("click", heard);
    if (data?.to && data.to !== taken) {
        taken = data.to;
        take(taken);
    }
    return () => document.removeEventListener("click", heard);
}
