// Keys that turn the steps of a meeting, and the full screen. The keys do what a click on Back or
// Next does, and nothing where a key already means something: in a field, a table, a list, a dialog.

const USED = [
  "input:not([type=checkbox])", "textarea", "select", "[contenteditable=true]", "[role=combobox]",
  "[role=listbox]", "[role=radiogroup]", "[role=slider]", "[role=spinbutton]", "[role=grid]",
  "[role=menu]", "[role=dialog]", ".wide", "[data-testid=stVegaLiteChart]",
].join(", ");
const OFF = "meeting-keys-off";

function main() {
  return document.querySelector("[data-testid=stMain]");
}

function off(to) {
  try {
    if (to !== undefined) localStorage.setItem(OFF, to ? "1" : "");
    return Boolean(localStorage.getItem(OFF));
  } catch {
    return false; // storage is refused here
  }
}

// Page Down is for reading on. It turns only once the end of the page is seen; Page Up likewise.
function way(key) {
  const at = main();
  if (key === "ArrowRight") return "next";
  if (key === "ArrowLeft") return "back";
  if (key === "PageDown" && at.scrollTop + at.clientHeight >= at.scrollHeight - 2) return "next";
  if (key === "PageUp" && at.scrollTop <= 1) return "back";
  return "";
}

function pressed(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat;
  const at = event.composedPath()[0];
  if (held || event.defaultPrevented || off() || (at instanceof Element && at.closest(USED))) return;
  const to = way(event.key);
  const button = to && document.querySelector(`.st-key-walk_${to} button`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

// After a turn the page is read from its heading, which is where the keyboard goes as well.
function toTheTop(title, tries) {
  const heading = main()?.querySelector("h1");
  if (heading?.textContent.trim() !== title) {
    if (tries) setTimeout(toTheTop, 50, title, tries - 1);
    return;
  }
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  main().scrollTo(0, 0);
}

export default function ({ data, parentElement: root }) {
  const full = root.querySelector("#full");
  const keys = root.querySelector("#keys");
  const told = () => {
    full.textContent = document.fullscreenElement ? "Leave full screen" : "Full screen";
  };
  full.hidden = !document.fullscreenEnabled;
  full.onclick = () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
  keys.checked = !off();
  keys.onchange = () => off(!keys.checked);
  told();
  if (root.step !== undefined && root.step !== data.step) toTheTop(data.title, 600);
  root.step = data.step;
  document.addEventListener("keydown", pressed);
  document.addEventListener("fullscreenchange", told);
  return () => {
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("fullscreenchange", told);
  };
}
