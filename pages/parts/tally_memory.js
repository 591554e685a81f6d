// What a browser remembers of the tally sheets that it taps; read before tally.js, in one script.
// An entry holds the sheet's counts, what the server is known to have stored of them, the taps that
// can be undone, and the day (no time of day) it was last tapped.

const DAYS_KEPT = 31; // of a sheet that was never heard of again
const memory = new Map(); // in place of a storage that the browser refuses

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function read(sheet) {
  const kept = storage()?.getItem(`tally.${sheet}`);
  return kept ? JSON.parse(kept) : memory.get(sheet);
}

function write(sheet, entry) {
  const dated = { ...entry, day: today() };
  memory.set(sheet, dated);
  try {
    storage()?.setItem(`tally.${sheet}`, JSON.stringify(dated));
  } catch {
    // full or refused: what is in memory lasts until the page is left
  }
}

function today() {
  return Math.floor(Date.now() / 86_400_000);
}

// The sheet that this browser began for the same return before, if one may still stand.
function another(of, sheet) {
  let found = null;
  for (const key of Object.keys(storage() ?? {}).filter((key) => key.startsWith("tally."))) {
    const name = key.slice("tally.".length);
    const entry = read(name);
    if (today() - entry.day > DAYS_KEPT) storage().removeItem(key);
    else if (entry.of === of && !entry.gone && name !== sheet) found = name;
  }
  return found;
}
