// The buttons of a tally sheet. Streamlit's own buttons lose quick taps and are dead while the
// connection is down; these count on the phone first and tell the server after.
//
// What is sent is always the whole sheet (people, groups, and how many taps it has had), never one
// tap: a message may be lost or come twice, and nothing is miscounted. The server answers with what
// it has stored; until it does, the same is sent again. tally_memory.js keeps the sheet in the
// browser, so that a reload goes on where it stopped; tally_screen.js says what is seen and heard.

const MOST = 99_999; // the server takes no more
const UNDOS = 100;
const BETWEEN = 300; // milliseconds from one message to the next
const PATIENCE = 2_500; // then it is said that there is no connection, and sent again
const STUCK = 10_000; // then it is asked, again and again, whether the server can be reached at all
const ANSWER = 5_000; // is how long it has to answer
const REST = 5_000; // without a tap, before the page may be loaded anew

class Sheet {
  constructor(root, id) {
    this.root = root;
    this.id = id;
    this.waiting = this.sent = this.tapped = this.asked = 0; // since when, and when last
    this.reached = 0; // how often the server answered and yet kept nothing
    this.screen = new Screen(root, (what) => this.tap(what), () => this.undo());
    this.clock = setInterval(() => this.tick(), 1_000);
    // A press anywhere may leave the page: what waits is sent first.
    this.hurry = () => this.later && this.send();
    this.elsewhere = (event) => event.key === `tally.${this.id}` && this.draw();
    this.covered = new MutationObserver(uncover);
    this.covered.observe(document.body, { childList: true });
    document.addEventListener("pointerdown", this.hurry, true);
    window.addEventListener("storage", this.elsewhere); // another tab taps the same sheet
  }

  stop() {
    clearInterval(this.clock);
    clearTimeout(this.later);
    this.screen.stop();
    this.covered.disconnect();
    document.removeEventListener("pointerdown", this.hurry, true);
    window.removeEventListener("storage", this.elsewhere);
  }

  // The server's word: what it has stored of this sheet, and which groups can be tapped.
  hear(data, tell) {
    this.data = data;
    this.tell = tell;
    let entry = read(this.id);
    if (!entry && !data.gone) {
      // A sheet that this browser did not open is another phone's: ask for one of our own.
      this.wanted = another(data.of, this.id) ?? (data.fresh ? undefined : "");
      if (this.wanted !== undefined) return this.tick();
    }
    entry ??= { people: 0, groups: {}, taps: 0, undo: [] };
    const before = entry.kept?.taps;
    if (data.kept?.taps > entry.taps) entry = { ...data.kept, undo: [] };
    entry = { ...entry, of: data.of, gone: data.gone, kept: data.kept ?? entry.kept };
    write(this.id, entry);
    if (data.gone || !unkept(entry)) this.waiting = 0;
    else if (!this.waiting) this.send(); // tapped before a reload
    else if (data.kept && data.kept.taps !== before) this.waiting = Date.now();
    this.draw();
  }

  tap(what) {
    const entry = read(this.id);
    if (count(entry, what) >= MOST) return;
    this.change(entry, what, 1, [...entry.undo, what].slice(-UNDOS));
    navigator.vibrate?.(15);
  }

  undo() {
    const entry = read(this.id);
    if (entry.undo.length) this.change(entry, entry.undo.at(-1), -1, entry.undo.slice(0, -1));
  }

  change(entry, what, by, undo) {
    const [characteristic, category] = what.split("/");
    const n = Math.max(0, count(entry, what) + by);
    if (what) entry.groups[characteristic] = { ...entry.groups[characteristic], [category]: n };
    else entry.people = n;
    write(this.id, { ...entry, undo, taps: entry.taps + 1 });
    this.tapped = Date.now();
    if (this.tapped - this.sent >= BETWEEN) this.send();
    else this.later ??= setTimeout(() => this.send(), BETWEEN);
    this.draw();
  }

  send() {
    clearTimeout(this.later);
    this.later = undefined;
    this.sent = Date.now();
    this.waiting ||= this.sent;
    const { people, groups, taps } = read(this.id);
    this.tell("tally", { people, groups, taps });
  }

  tick() {
    if (this.wanted !== undefined) return this.tell("sheet", this.wanted);
    if (this.data.gone || !unkept(read(this.id))) return;
    const now = Date.now();
    if (now - this.sent >= PATIENCE) this.send();
    if (now - Math.max(this.waiting, this.asked) >= STUCK) this.ask();
    this.draw();
  }

  // A connection can be dead without the browser knowing, for as long as a quarter of an hour. When
  // the server answers all the same, a new page gets through: what was tapped is in the storage.
  async ask() {
    this.asked = Date.now();
    const soon = { cache: "no-store", signal: AbortSignal.timeout(ANSWER) };
    const answer = await fetch("_stcore/health", soon).catch(() => null);
    this.reached = answer?.ok && this.waiting && !this.data.trouble ? this.reached + 1 : 0;
    if (this.reached >= 2 && Date.now() - this.tapped >= REST && storage()) location.reload();
  }

  draw() {
    const late = this.waiting > 0 && Date.now() - this.waiting >= PATIENCE;
    this.screen.draw(read(this.id), this.data, late);
  }
}

// How many taps the server is not known to have stored.
function unkept(entry) {
  return entry.taps - (entry.kept?.taps ?? 0);
}

// How often a group was tapped; with no group named, how many people.
function count(entry, what) {
  const [characteristic, category] = what.split("/");
  return what ? (entry.groups[characteristic]?.[category] ?? 0) : entry.people;
}

// Streamlit covers the page while there is no connection. This page says so itself, and goes on.
function uncover() {
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    if (dialog.querySelector("h2")?.textContent === "Connection error")
      dialog.querySelector('button[aria-label="Close"]')?.click();
  }
}

export default function ({ data, parentElement: root, setStateValue }) {
  if (root.sheet?.id !== data.sheet) {
    root.sheet?.stop();
    root.sheet = new Sheet(root, data.sheet);
  }
  root.sheet.hear(data, setStateValue);
  // Streamlit also calls this for a call that a later one overtook: only the last one ends it.
  const turn = (root.turn = (root.turn ?? 0) + 1);
  return () => {
    if (root.turn !== turn) return;
    root.sheet.stop();
    root.sheet = undefined;
  };
}
