// One talk on the facilitator's page: read along, speak for the customer, choose it for the panel, take a seat out.

import { ask, pause, rest } from "./connection.js";
import { byId, confirmed, focusOn, say, setText, show } from "./page.js";
import { showMoods, showSpoken } from "./talk.js";

const POLL = 40000; // ms

export class LedTalk {
  #secret;
  #command;
  #seat = "";
  #view = null;
  #board = null;
  #stop = new AbortController();

  /** `command(body, place)` gives a command and says in an element what hinders it. */
  constructor(secret, command) {
    this.#secret = secret;
    this.#command = (body) => command({ ...body, seat: this.#seat }, "talk-done");
    byId("talk-close").addEventListener("click", () => this.#close());
    byId("take-over").addEventListener("click", () => this.#takeOver());
    byId("hand-back").addEventListener("click", () => this.#command({ type: "hand-back" }));
    byId("open-panel").addEventListener("click", () => this.#openPanel());
    byId("remove").addEventListener("click", () => this.#remove());
    byId("speak-form").addEventListener("submit", (event) => this.#speak(event));
    byId("speak-text").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        this.#speak(event);
      }
    });
  }

  /** Read along in the talk of a seat. */
  open(seat) {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#seat = seat;
    this.#view = null;
    byId("speak-text").value = "";
    setText(byId("talk-done"), "");
    this.#show();
    focusOn(byId("talk-title"));
    byId("talk").scrollIntoView({ block: "nearest" });
    this.#follow(seat, this.#stop.signal);
  }

  /** Show what the group as a whole tells of the seat. */
  render(board) {
    this.#board = board;
    if (this.#seat) {
      this.#show();
    }
  }

  async #follow(seat, signal) {
    let number = 0;
    for (let tries = 0; !signal.aborted; ) {
      const answer = await ask(`/api/talk/${seat}?after=${number}`, { token: this.#secret, signal, patience: POLL });
      if (signal.aborted) {
        return;
      }
      if (answer.kind === "done") {
        tries = 0;
        if (answer.value) {
          number = answer.value.number;
          this.#view = answer.value;
          this.#show();
        }
      } else if (answer.refusal?.reason === "unknown") {
        this.#close();
        return;
      } else {
        number = 0;
        await rest(Math.max(pause(tries++), answer.wait ?? 0));
      }
    }
  }

  #nickname() {
    const row = this.#board?.rows.find((each) => each.seat === this.#seat);
    return this.#view?.nickname ?? row?.nickname ?? "";
  }

  #show() {
    const talk = this.#view?.talk ?? null;
    const page = talk?.page;
    const isRunning = Boolean(talk && !talk.is_ended && this.#board?.phase !== "closed");
    const isMine = isRunning && talk.is_taken_over;
    show(byId("talk"), true);
    setText(byId("talk-title"), say("talk-of", { nickname: this.#nickname() }));
    setText(byId("talk-of"), page ? `${page.title} · ${page.persona}` : this.#view ? say("talk-none") : "");
    show(byId("lines"), Boolean(page));
    this.#showLines(page);
    showMoods(byId("moods"), page?.moods ?? []);
    show(byId("moods"), Boolean(page?.moods.length));
    show(byId("speak-form"), isMine);
    if (page) {
      setText(byId("speak-note"), say("take-over-note", { name: page.persona }));
      setText(byId("speak-label"), say("speak-label", { name: page.persona }));
    }
    show(byId("take-over"), isRunning && !isMine && this.#board?.phase === "playing");
    show(byId("hand-back"), isMine);
    show(byId("open-panel"), Boolean(page) && this.#board?.phase === "debrief");
    show(byId("remove"), this.#board?.phase !== "closed");
  }

  #showLines(page) {
    const box = byId("lines");
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    const officer = say("customer-says", { name: this.#nickname() });
    showSpoken(byId("spoken"), page?.spoken ?? [], page?.persona ?? "", officer);
    if (isAtEnd) {
      box.scrollTop = box.scrollHeight;
    }
  }

  async #takeOver() {
    if (await this.#command({ type: "take-over" })) {
      this.#whenShown("speak-text");
    }
  }

  /** Put the focus into a field as soon as it is there. */
  async #whenShown(id) {
    for (let tries = 0; tries < 20 && !byId(id).getClientRects().length; tries += 1) {
      await rest(50);
    }
    byId(id).focus();
  }

  async #speak(event) {
    event.preventDefault();
    const text = byId("speak-text").value.trim();
    if (!text) {
      byId("speak-text").focus();
    } else if (await this.#command({ type: "speak", text })) {
      byId("speak-text").value = "";
    }
  }

  async #openPanel() {
    const nickname = this.#nickname();
    const title = say("open-panel-title", { nickname });
    if (await confirmed(title, say("open-panel-text", { nickname }), say("open-panel-yes"))) {
      await this.#command({ type: "open-panel" });
    }
  }

  async #remove() {
    const title = say("remove-title", { nickname: this.#nickname() });
    if (await confirmed(title, say("remove-text"), say("remove"))) {
      if (await this.#command({ type: "remove" })) {
        this.#close();
      }
    }
  }

  #close() {
    this.#stop.abort();
    const hadFocus = byId("talk").contains(document.activeElement);
    const row = byId("rows").querySelector(`[data-key="${CSS.escape(this.#seat)}"] button`);
    this.#seat = "";
    this.#view = null;
    show(byId("talk"), false);
    if (hadFocus) {
      row?.focus();
    }
  }
}
