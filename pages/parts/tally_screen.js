// What is seen and heard of a tally sheet; read before tally.js, in one script. All text is put in
// as text, never as HTML.

const PAUSE = 1_500; // milliseconds without a tap, before a screen reader says where it stands

class Screen {
  constructor(root, tap, undo) {
    this.root = root;
    this.tap = tap;
    this.find("person").onclick = () => tap("");
    this.find("undo").onclick = undo;
    // A key held down is one tap, not fifty.
    this.once = (event) => event.repeat && event.preventDefault();
    root.addEventListener("keydown", this.once);
  }

  find(id) {
    return this.root.getElementById(id);
  }

  stop() {
    clearTimeout(this.speaking);
    this.root.removeEventListener("keydown", this.once);
  }

  draw(entry, data, late) {
    if (!data.gone) this.offer(data.offered);
    for (const id of ["person", "undo", "groups"]) this.find(id).hidden = data.gone;
    this.find("people").textContent = entry.people.toLocaleString("en-GB");
    this.find("word").textContent = entry.people === 1 ? "person" : "people";
    for (const button of this.root.querySelectorAll("[data-what]")) {
      const n = String(count(entry, button.dataset.what));
      button.lastChild.textContent = n;
      button.setAttribute("aria-description", `${n} so far`);
    }
    const last = this.names?.[entry.undo.at(-1)];
    this.find("undo").textContent = last ? `Undo: ${last}` : "Undo";
    this.find("undo").setAttribute("aria-disabled", String(!entry.undo.length));
    const kept = standing(entry, data, late);
    this.find("kept").textContent = kept;
    this.find("kept").classList.toggle("late", data.gone || late);
    this.find("tally").hidden = false;
    this.say(data.gone ? kept : `${this.find("count").textContent}. ${kept}`);
  }

  // The buttons of groups; those that are there already keep the focus.
  offer(offered) {
    const asked = JSON.stringify(offered);
    if (asked === this.asked) return;
    this.asked = asked;
    this.names = { "": "one person" };
    const sets = offered.map(({ key, name, categories }) => {
      const buttons = categories.map((category) => {
        const what = `${key}/${category.key}`;
        this.names[what] = `${category.name} (${name})`;
        const button = make("button", make("span", category.name), make("strong", "0"));
        button.type = "button";
        button.dataset.what = what;
        button.setAttribute("aria-label", `Add one: ${this.names[what]}`);
        button.onclick = () => this.tap(what);
        return button;
      });
      return make("fieldset", make("legend", name), ...buttons);
    });
    this.find("groups").replaceChildren(...sets);
  }

  say(sentence) {
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.find("aloud").textContent = sentence;
    }, PAUSE);
  }
}

function make(tag, ...inside) {
  const element = document.createElement(tag);
  element.append(...inside);
  return element;
}

// Whether all is kept, in words.
function standing(entry, data, late) {
  const n = unkept(entry);
  const taps = n === 1 ? "1 tap" : `${n} taps`;
  if (data.gone) {
    const gone = "This tally was saved or thrown away.";
    return n ? `${gone} ${taps} on this phone may not be in it.` : gone;
  }
  if (!n) return "All kept";
  if (!late) return `Keeping ${taps}`;
  return `${taps} not kept yet: ${data.trouble || "no connection"}`;
}
