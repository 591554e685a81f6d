// A timer that counts down in this browser alone. It outlives a page that is drawn anew: what it
// stands at is kept for this tab, under the key of what is talked about.

function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(`timer-${key}`)) || {};
  } catch {
    return {}; // storage is refused here
  }
}

function keep(key, state) {
  try {
    sessionStorage.setItem(`timer-${key}`, JSON.stringify(state));
  } catch {
    // it then starts anew with the page
  }
}

// It is called each time the page is drawn: the clock of the time before stops then.
export default function ({ data, parentElement: root }) {
  clearInterval(root.ticking);
  const find = (id) => root.querySelector(`#${id}`);
  const minutes = find("minutes");
  let state = { minutes: 5, left: 300, until: 0, ...kept(data.key) };
  minutes.value = String(state.minutes);

  const left = () =>
    state.until ? Math.max(0, Math.round((state.until - Date.now()) / 1000)) : state.left;
  const draw = () => {
    const now = left();
    if (state.until && now === 0) {
      state = { ...state, left: 0, until: 0 };
      keep(data.key, state);
      find("said").textContent = "Time is up.";
    }
    const seconds = String(now % 60).padStart(2, "0");
    const shown = `${Math.floor(now / 60)}:${seconds}`;
    if (find("left").textContent !== shown) find("left").textContent = shown;
    find("go").textContent = state.until ? "Pause" : "Start";
  };
  const set = (change) => {
    state = { ...state, ...change };
    keep(data.key, state);
    find("said").textContent = "";
    draw();
  };

  find("go").onclick = () => {
    if (state.until) set({ left: left(), until: 0 });
    else if (state.left) set({ until: Date.now() + state.left * 1000 });
  };
  find("again").onclick = () => set({ left: state.minutes * 60, until: 0 });
  minutes.onchange = () => {
    const chosen = Number(minutes.value);
    set({ minutes: chosen, left: chosen * 60, until: 0 });
  };
  draw();
  root.ticking = setInterval(draw, 250);
  return () => clearInterval(root.ticking);
}
