// A seat: what is shown in each phase of the group, and how it is left.

import { Feed } from "./connection.js";
import { DebriefView } from "./debrief.js";
import { Outbox } from "./outbox.js";
import { byId, confirmed, focusOn, isNew, isTyping, make, say, sayCount, setText, show, syncList } from "./page.js";
import { readRating, showRating, showResults } from "./rating.js";
import { TalkView, showSpoken } from "./talk.js";

const RATING = "roleplay.rating";
const LATE = 1500; // ms after which news that should have come is fetched
const PARTS = ["join-code", "join-consent", "lobby", "over", "results", "action", "talk", "panel", "debrief"];

/** Show some parts of the page and hide the others. */
export function showParts(...shown) {
  for (const part of PARTS) {
    show(byId(part), shown.includes(part));
  }
}

export class SeatView {
  #keeper;
  #seat;
  #onLeft;
  #outbox;
  #feed;
  #talk;
  #debrief;
  #update = null;

  /** `seat` is `{token, seat, nickname}`; `onLeft(message)` is called when it is left or not known any more. */
  constructor(keeper, seat, onLeft) {
    this.#keeper = keeper;
    this.#seat = seat;
    this.#onLeft = onLeft;
    this.#outbox = new Outbox(keeper, seat.token, {
      onState: (state, message) => this.#showState(state, message),
      onEnd: (request, answer) => this.#ended(request, answer),
    });
    this.#talk = new TalkView(keeper, this.#outbox);
    this.#debrief = new DebriefView(seat.token);
    this.#feed = new Feed({
      hello: { type: "hello", token: seat.token, view: "page" },
      path: "/api/update?view=page&",
      token: seat.token,
      onNews: (update) => this.#render(update),
      onState: (isConnected) => this.#showConnection(isConnected),
      onRefused: (refusal) => this.#gone(refusal.message),
    });
    byId("leave").addEventListener("click", () => this.#leave());
    byId("panel-form").addEventListener("submit", (event) => this.#rate(event));
    byId("panel-form").addEventListener("input", () => this.#noteRating());
    byId("action-form").addEventListener("submit", (event) => this.#act(event));
  }

  start() {
    this.#feed.start();
  }

  #render(update) {
    const isFirst = this.#update === null;
    this.#update = update;
    setText(byId("who"), update.nickname);
    byId("who").setAttribute("aria-label", `${say("seat-menu")}: ${update.nickname}`);
    setText(byId("seat-code"), say("seat-code", { seat: update.seat }));
    setText(byId("round"), update.round ? say("round-of", { number: update.round, count: update.rounds }) : "");
    show(byId("top"), true);
    show(byId("paused"), update.is_paused);
    setText(byId("paused"), update.is_paused ? say("paused") : "");
    this.#showMessages(update.messages);
    this.#showPhase(update);
    if (isFirst) {
      this.#outbox.resume(); // what comes of it is shown in what is there now
    }
  }

  #showPhase(update) {
    const { phase, talk, panel } = update;
    if (talk) {
      this.#talk.render(update);
      this.#debrief.offer(talk.session);
    }
    const hasDebrief = Boolean(talk && (talk.is_ended || (talk.page.is_practice && phase !== "playing")));
    const parts = [];
    if (phase === "lobby" || (phase === "playing" && !talk)) {
      parts.push("lobby");
      setText(byId("lobby-name"), say("seat-of", { nickname: update.nickname }));
      setText(byId("lobby-people"), sayCount("joined", update.people));
    } else if (phase === "playing") {
      parts.push("talk", ...(talk.is_ended ? ["over", "debrief"] : []));
    } else if (phase === "panel" && panel) {
      parts.push("panel");
      this.#showPanel(panel);
    } else {
      parts.push("over", "action", ...(hasDebrief ? ["debrief"] : talk ? ["talk"] : []));
      if (panel?.results.length) {
        parts.push("results");
        showResults(panel);
      }
    }
    this.#showOver(phase);
    this.#showAction(update.action);
    showParts(...parts);
    if (isNew(byId("main"), "place", [phase, update.round, Boolean(talk?.is_ended), talk?.session])) {
      this.#arrive(parts);
    }
  }

  /** Something new has begun: read it first, unless somebody is typing. */
  #arrive(parts) {
    if (isTyping()) {
      return;
    }
    const first = parts.includes("over") ? "over" : parts[0];
    const heading = byId(first).querySelector("h1");
    if (first === "talk" && byId("spoken").lastElementChild) {
      focusOn(byId("spoken").lastElementChild);
    } else if (heading) {
      focusOn(heading);
    }
    scrollTo({ top: 0 });
  }

  #showOver(phase) {
    const key = { playing: "ended", closed: "closed" }[phase] ?? "round-over";
    setText(byId("over-title"), say(key === "round-over" ? "round-over" : `${key}-title`));
    setText(byId("over-text"), say(`${key}-text`));
  }

  #showMessages(messages) {
    show(byId("messages"), messages.length > 0);
    setText(byId("message"), messages.at(-1) ?? "");
    const earlier = messages.slice(0, -1);
    show(byId("earlier"), earlier.length > 0);
    syncList(
      byId("message-list"),
      earlier.map((text, place) => ({ text, place })),
      ({ text, place }) => `${place} ${text}`,
      ({ text }) => make("li", {}, text),
    );
  }

  #showPanel(panel) {
    setText(byId("panel-of"), say("rated-talk", { title: panel.title }));
    showSpoken(byId("panel-spoken"), panel.spoken, panel.persona, say("officer-says"));
    const draft = this.#keeper.get(RATING);
    showRating(byId("panel-criteria"), panel, draft?.session === panel.session ? draft.marks : null);
    if (isNew(byId("panel-status"), "session", panel.session)) {
      setText(byId("panel-status"), panel.mine.length ? say("rate-saved") : "");
      setText(byId("panel-error"), "");
    }
  }

  #noteRating() {
    const { marks } = readRating(byId("panel-criteria"));
    this.#keeper.set(RATING, { session: this.#update.panel.session, marks });
    setText(byId("panel-status"), "");
  }

  #rate(event) {
    event.preventDefault();
    const { marks, missing } = readRating(byId("panel-criteria"));
    setText(byId("panel-error"), missing.length ? say("rate-incomplete", { titles: missing.join("; ") }) : "");
    if (missing.length) {
      const unrated = [...byId("panel-criteria").querySelectorAll("fieldset")];
      unrated.find((field) => !field.querySelector("input:checked"))?.querySelector("input").focus();
    } else {
      this.#outbox.send({ type: "rate", session: this.#update.panel.session, marks });
    }
  }

  #showAction(action) {
    if (isNew(byId("action-text"), "kept", action)) {
      const text = byId("action-text");
      if (action && document.activeElement !== text) {
        text.value = action;
      }
      setText(byId("action-status"), action ? say("action-kept", { text: action }) : "");
    }
  }

  #act(event) {
    event.preventDefault();
    const text = byId("action-text").value.trim();
    if (text) {
      this.#outbox.send({ type: "act", text });
    } else {
      byId("action-text").focus();
    }
  }

  #showState(state, message) {
    this.#talk.showState(state, message);
    const words = message || say(state === "sending" ? "saving" : "waits");
    const place = { rate: "panel-status", act: "action-status" }[this.#outbox.pending?.type];
    if (place) {
      setText(byId(place), words);
    }
  }

  #ended(request, answer) {
    const refused = answer.refusal?.message;
    if (request.type === "rate") {
      setText(byId("panel-status"), answer.kind === "done" ? say("rate-saved") : "");
      setText(byId("panel-error"), refused ?? "");
    } else if (request.type === "act") {
      setText(byId("action-status"), refused ?? say("action-kept", { text: request.text }));
    } else {
      this.#talk.ended(request, answer);
    }
    this.#follow(answer);
  }

  /** The socket may be slow or broken: what was done must be seen all the same, and why something was not. */
  #follow(answer) {
    const isBehind = () => answer.kind === "refused" || answer.value.version > (this.#update?.talk?.version ?? 0);
    setTimeout(() => isBehind() && this.#feed.refresh(), answer.kind === "refused" ? 0 : LATE);
  }

  #showConnection(isConnected) {
    show(byId("offline"), !isConnected);
    setText(byId("offline"), isConnected ? "" : say("offline"));
    if (isConnected) {
      this.#outbox.hurry();
    }
  }

  async #leave() {
    const text = say("leave-text", { nickname: this.#seat.nickname });
    if (await confirmed(say("leave-title"), text, say("leave-yes"))) {
      this.#gone("");
    }
  }

  #gone(message) {
    this.#outbox.close();
    this.#feed.stop();
    this.#keeper.drop(RATING);
    this.#onLeft(message);
  }
}
