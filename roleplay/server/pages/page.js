// What every page needs: its words, and ways to change only what has changed.
//
// Text from people and from the server is set as text alone, never as markup.

let told = { nicknames: [], words: {}, counts: {}, names: {} };

/** Load the words of the pages and fill in those that stand in the page already. */
export async function loadWords() {
  const response = await fetch("/static/words.json");
  told = await response.json();
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = say(node.dataset.word);
  }
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
  }
}

/** The words of a key, with `{names}` filled in. */
export function say(key, values = {}) {
  return filled(told.words[key] ?? key, values);
}

/** The words of a key that depend on a number. */
export function sayCount(key, count) {
  const [one, several] = told.counts[key];
  return filled(count === 1 ? one : several, { count });
}

/** The names of the vocabulary: `techniques`, `traps`, `outcomes`, `axes`, `bands`. */
export function names(kind) {
  return told.names[kind];
}

/** The word for a value of an axis of mood. */
export function bandWord(axis, value) {
  const words = told.names.bands[axis];
  return words[Math.min(Math.floor(value / (100 / words.length)), words.length - 1)];
}

/** A nickname by which nobody is known. */
export function someNickname() {
  return told.nicknames[Math.floor(Math.random() * told.nicknames.length)];
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The element of the page with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** A new element. Strings among `children` become text. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children);
  return node;
}

/** Set the text of an element, if it is another one: what is read aloud is not read again. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Show an element or hide it. */
export function show(node, isShown) {
  node.hidden = !isShown;
}

/** True when `value` differs from what this was called with before for the same node and name. */
export function isNew(node, name, value) {
  const kept = (node.shown ??= {});
  const text = JSON.stringify(value) ?? "";
  if (kept[name] === text) {
    return false;
  }
  kept[name] = text;
  return true;
}

/**
 * Make the children of `parent` stand for `items`, in order. A child whose item stays is kept, with its focus.
 *
 * `key` names an item, `create` makes its element, `update(node, item)` fills it.
 */
export function syncList(parent, items, key, create, update = () => {}) {
  const before = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const focused = document.activeElement;
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let node = before.get(name);
    if (node) {
      before.delete(name);
    } else {
      node = create(item);
      node.dataset.key = name;
    }
    update(node, item);
    if (node === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(node, place);
    }
  }
  for (const node of before.values()) {
    node.remove();
  }
  if (focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/** Ask for a yes before something that cannot be undone. */
export function confirmed(title, text, yes) {
  const dialog = byId("confirm");
  setText(byId("confirm-title"), title);
  setText(byId("confirm-text"), text);
  setText(byId("confirm-yes"), yes);
  dialog.showModal();
  // Not the event `close`: it comes late, and may be that of the question before.
  return new Promise((resolve) => {
    const asked = new AbortController();
    const answer = (isYes) => {
      asked.abort();
      resolve(isYes);
    };
    const { signal } = asked;
    dialog.addEventListener("cancel", () => answer(false), { signal });
    dialog.addEventListener("submit", (event) => answer(event.submitter?.value === "yes"), { signal });
  });
}

/** Put the focus where something new begins, so that it is read and the keyboard goes on from there. */
export function focusOn(node) {
  node.setAttribute("tabindex", "-1");
  node.focus();
}

/** True while somebody types. */
export function isTyping() {
  const active = document.activeElement;
  return active?.matches("textarea, input, select") && active.getClientRects().length > 0;
}

/** Keeps things in the browser; where it must not, as long as the page is open. */
export class Keeper {
  #kind;
  #memory = new Map();

  /** `kind` is `localStorage`, or `sessionStorage` for this tab alone. */
  constructor(kind) {
    this.#kind = kind;
  }

  get(name) {
    let text = this.#memory.get(name) ?? null;
    try {
      text = window[this.#kind].getItem(name) ?? text;
      return text === null ? null : JSON.parse(text);
    } catch {
      return text === null ? null : safely(text);
    }
  }

  set(name, value) {
    const text = JSON.stringify(value);
    this.#memory.set(name, text);
    try {
      window[this.#kind].setItem(name, text);
    } catch {
      // Full or forbidden: the page still has it.
    }
  }

  drop(name) {
    this.#memory.delete(name);
    try {
      window[this.#kind].removeItem(name);
    } catch {
      // It was never there.
    }
  }
}

function safely(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
