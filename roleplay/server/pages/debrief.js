// The debrief, which the server makes as a page of its own: shown inside this one, element by element.

import { ask } from "./connection.js";
import { byId, say, setText, show } from "./page.js";

const ELEMENTS = new Set(
  ("main header footer section article div p span h1 h2 h3 h4 strong b em i small mark q blockquote ul ol li dl dt dd " +
    "table caption thead tbody tr th td figure figcaption details summary time br hr").split(" "),
);
const DRAWN = new Set("svg g line polyline polygon path circle rect text title desc".split(" "));
const ATTRIBUTES = new Set(
  ("class lang dir scope colspan rowspan role aria-label aria-hidden aria-labelledby id datetime viewbox x y x1 x2 y1 y2 " +
    "cx cy r width height points d text-anchor transform").split(" "),
);
const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";

export class DebriefView {
  #token;
  #session = null;
  #page = "";

  constructor(token) {
    this.#token = token;
    byId("debrief").addEventListener("toggle", () => this.#load());
    byId("debrief-save").addEventListener("click", () => this.#save());
  }

  /** Offer the debrief of a session. */
  offer(session) {
    if (session !== this.#session) {
      this.#session = session;
      this.#page = "";
      byId("debrief").open = false;
      show(byId("debrief-save"), false);
    }
  }

  async #load() {
    if (!byId("debrief").open || this.#page) {
      return;
    }
    const session = this.#session;
    const answer = await ask("/api/debrief", { token: this.#token, raw: true });
    if (session !== this.#session) {
      return;
    }
    const words = { lost: say("debrief-lost"), refused: answer.refusal?.message, done: "" };
    setText(byId("debrief-error"), words[answer.kind]);
    if (answer.kind === "done") {
      this.#page = answer.value;
      showPage(byId("debrief-body"), answer.value);
      show(byId("debrief-save"), true);
    }
  }

  #save() {
    const address = URL.createObjectURL(new Blob([this.#page], { type: "text/html" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `debrief-${this.#session}.html`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

/** Show a page in a tree of its own, so that its style and this page's do not meet. */
function showPage(host, text) {
  // The style is taken out of the text first: the policy of this page forbids it where it stands.
  let style = "";
  const bare = text.replace(/<style>(.*?)<\/style>/gs, (_whole, rules) => {
    style += rules;
    return "";
  });
  const page = new DOMParser().parseFromString(bare, "text/html");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.replaceAll(":root", ":host") + OWN_STYLE);
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(...[...page.body.childNodes].map(taken).filter(Boolean));
}

const OWN_STYLE = `
  :host { display: block; overflow-wrap: break-word; }
  main { margin: 0; padding: 0; max-width: none; border: 0; box-shadow: none; background: none; }
  @media (max-width: 40rem) {
    .figures, .charts, .pair { grid-template-columns: 1fr; }
    .speech { grid-template-columns: 1fr; gap: 0; }
    .cause { width: auto; }
    table { display: block; overflow-x: auto; }
  }
`;

/** A copy of what may be shown of a node; everything else is left out with all that it holds. */
function taken(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return document.createTextNode(node.data);
  }
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return null;
  }
  const name = node.localName.toLowerCase();
  const isDrawn = node.namespaceURI === SVG && DRAWN.has(name);
  if (!isDrawn && !(node.namespaceURI === HTML && ELEMENTS.has(name))) {
    return null;
  }
  const copy = document.createElementNS(isDrawn ? SVG : HTML, name);
  for (const { name: attribute, value } of node.attributes) {
    if (ATTRIBUTES.has(attribute.toLowerCase())) {
      copy.setAttribute(attribute, value);
    }
  }
  copy.append(...[...node.childNodes].map(taken).filter(Boolean));
  return copy;
}
