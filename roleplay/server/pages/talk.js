// A talk as it is played: the customer's lines, the mood, what the last reply did, and the way to reply.

import { byId, isNew, isTyping, make, say, setText, show, syncList } from "./page.js";

const MOST = 2000; // characters of a reply; more are not heard
const DRAFT = "roleplay.draft";
const LAST_HINT = 3;

/** Show lines of a talk in a list; what was said since the officer last spoke stands out. */
export function showSpoken(list, spoken, persona, officer) {
  const latest = spoken.findLastIndex((line) => line.who === "officer") + 1;
  const speakers = {
    customer: say("customer-says", { name: persona }),
    officer,
    facilitator: say("facilitator-says", { name: persona }),
  };
  syncList(
    list,
    spoken.map((line, place) => ({ ...line, place })),
    (line) => `${line.place} ${line.who} ${line.text}`,
    (line) => {
      const node = make("li", { class: `line ${line.who}` });
      if (line.who in speakers) {
        node.append(make("span", { class: "speaker" }, speakers[line.who]));
      }
      node.append(make("p", {}, line.text));
      if (line.who === "facilitator") {
        node.append(make("span", { class: "speaker" }, say("not-scored")));
      }
      return node;
    },
    (node, line) => node.classList.toggle("latest", line.place >= latest),
  );
}

/** Show the axes of a mood, each by its word and a bar. */
export function showMoods(list, moods) {
  syncList(
    list,
    moods,
    (mood) => mood.name,
    () => {
      const bar = make("span", { class: "bar", "aria-hidden": "true" }, make("span"));
      return make("div", {}, make("dt"), make("dd", {}, make("span"), bar));
    },
    (node, mood) => {
      setText(node.querySelector("dt"), mood.name);
      setText(node.querySelector("dd span"), mood.word);
      node.querySelector(".bar span").style.width = `${mood.value}%`;
    },
  );
}

export class TalkView {
  #keeper;
  #outbox;
  #talk = null;
  #isPaused = false;
  #isOpen = false; // replies are taken
  #contested = new Set();
  #done = null; // what was asked for here and is done, until it is shown
  #next = null; // what is asked for as soon as that is shown

  constructor(keeper, outbox) {
    this.#keeper = keeper;
    this.#outbox = outbox;
    byId("reply-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sayWords();
    });
    byId("words").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.#sayWords();
      }
    });
    byId("words").addEventListener("input", () => this.#noteWords());
    byId("hint").addEventListener("click", () =>
      this.#ask({ type: "hint", rung: this.#talk.page.hints.length + 1 }),
    );
    byId("undo").addEventListener("click", () => this.#ask({ type: "undo" }));
    byId("cards-part").addEventListener("toggle", (event) => {
      if (event.target.open && !this.#talk?.is_ended) {
        this.#ask({ type: "cards" });
      }
    });
  }

  /** Show a talk as it is now. */
  render(update) {
    const talk = update.talk;
    const isOther = talk.session !== this.#talk?.session;
    this.#talk = talk;
    this.#isPaused = update.is_paused;
    this.#isOpen = update.phase === "playing" && !talk.is_ended;
    const page = talk.page;
    setText(byId("talk-title"), page.title);
    setText(byId("place"), page.place);
    setText(byId("brief"), page.brief);
    syncList(byId("judged"), page.judged, (title) => title, (title) => make("li", {}, title));
    setText(byId("persona"), page.arrival ? `${page.persona}, ${page.arrival}` : page.persona);
    showSpoken(byId("spoken"), page.spoken, page.persona, say("you-say"));
    show(byId("taken-over"), talk.is_taken_over && this.#isOpen);
    setText(byId("taken-over"), talk.is_taken_over ? say("taken-over", { name: page.persona }) : "");
    showMoods(byId("moods"), page.moods);
    show(byId("moods"), page.moods.length > 0);
    this.#showFeedback(page);
    this.#showReply(page);
    this.#showHelp(page);
    if (isOther) {
      this.#begin();
    }
    this.#goOn();
    this.showState();
  }

  /** Tell what has become of the last request: `sending`, `waiting`, `busy`, or empty for nothing under way. */
  showState(state = this.#outbox.pending ? "sending" : "", message = "") {
    const isBusy = state !== "";
    const isSaid = this.#outbox.pending?.type === "reply";
    const words = byId("words");
    words.readOnly = isBusy && isSaid && this.#outbox.pending.choice === null;
    for (const button of byId("talk").querySelectorAll("#reply button, #help button, #heard button")) {
      const isStopped = this.#isPaused && (button.id === "undo" || button.closest("#reply"));
      button.setAttribute("aria-disabled", String(isBusy || Boolean(isStopped)));
    }
    for (const button of byId("choices").querySelectorAll("button")) {
      button.classList.toggle("sent", isSaid && this.#outbox.pending.choice === button.dataset.choice);
    }
    if (isBusy) {
      setText(byId("reply-status"), message || say(state === "sending" ? "saving" : "waits"));
      byId("reply-status").className = state === "sending" ? "status" : "status warn";
    }
  }

  /** Show what came of a request. */
  ended(request, answer) {
    const words = byId("words");
    const isMine = request.type === "reply" && request.choice === null;
    if (answer.kind === "done") {
      if (isMine && words.value.trim() === request.text.trim()) {
        words.value = "";
        this.#noteWords();
      }
      const told = { reply: "saved", undo: "undone", contest: "contest-done" }[request.type];
      this.#tellStatus(told && request.type !== "contest" ? say(told) : "", "good");
      if (request.type === "contest") {
        this.#contested.add(mark(request));
        setText(byId("contest-status"), say("contest-done"));
      }
      this.#done = request;
      this.#goOn();
    } else {
      this.#next = null;
      const kept = isMine && words.value.trim() ? ` ${say("kept-words")}` : "";
      this.#tellStatus(answer.refusal.message + kept, "warn");
    }
    this.showState("");
  }

  #tellStatus(text, tone) {
    setText(byId("reply-status"), text);
    byId("reply-status").className = `status ${tone}`;
  }

  #begin() {
    this.#contested.clear();
    byId("task").open = true;
    setText(byId("contest-status"), "");
    this.#tellStatus("", "");
    const draft = this.#keeper.get(DRAFT);
    const pending = this.#outbox.pending;
    const isSaid = pending?.type === "reply" && pending.session === this.#talk.session;
    byId("words").value = isSaid && pending.text ? pending.text : draft?.session === this.#talk.session ? draft.text : "";
    this.#noteWords();
  }

  #showFeedback(page) {
    show(byId("feedback"), page.feedback.length > 0 || page.heard.length > 0);
    if (isNew(byId("feedback-lines"), "lines", [this.#talk.session, page.feedback])) {
      const lines = (isDeep) =>
        page.feedback
          .filter((line) => Boolean(line.depth) === isDeep)
          .map((line) => make("li", { class: line.style || null }, line.text));
      byId("feedback-lines").replaceChildren(...lines(false));
      byId("receipt-lines").replaceChildren(...lines(true));
      show(byId("receipt"), page.feedback.some((line) => line.depth));
    }
    const heard = page.heard.map(([label, name, quote, reason]) => ({ label, name, quote, reason }));
    if (isNew(byId("heard"), "reply", [this.#talk.session, page.spoken.length])) {
      byId("contest").open = false;
      setText(byId("contest-status"), "");
    }
    show(byId("contest"), heard.length > 0 && this.#isOpen);
    syncList(
      byId("heard"),
      heard,
      (item) => `${page.spoken.length} ${mark(item)}`,
      (item) => {
        const button = make("button", { type: "button" }, say("contest-this"));
        const id = `heard-${Math.random().toString(36).slice(2)}`;
        button.setAttribute("aria-describedby", id);
        button.addEventListener("click", () => this.#ask({ type: "contest", ...without(item, "name") }));
        return make("li", {}, make("span", { id }, `${item.name}: “${item.quote}”`), button);
      },
      (node, item) => show(node.querySelector("button"), !this.#contested.has(mark(item))),
    );
  }

  #showReply(page) {
    show(byId("reply"), this.#isOpen);
    show(byId("choices-part"), page.choices.length > 0);
    setText(byId("words-label"), say(page.choices.length ? "own-words" : "own-words-alone"));
    syncList(
      byId("choices"),
      page.choices,
      (choice) => `${page.spoken.length} ${choice.id} ${choice.text}`,
      (choice) => {
        const button = make("button", { type: "button", class: "choice", "data-choice": choice.id }, choice.text);
        button.addEventListener("click", () => this.#ask({ type: "reply", choice: choice.id, text: "" }));
        return make("li", {}, button);
      },
    );
  }

  /** After a reply that is kept and shown: let the customer's answer be seen first. */
  #goOn() {
    const done = this.#done;
    if (!done || done.version >= this.#talk.version) {
      return;
    }
    this.#done = null;
    if (!isReply(done)) {
      const next = this.#next;
      this.#next = null;
      if (next) {
        this.#ask(next);
      }
      return;
    }
    byId("task").open = false;
    // What had the focus is gone, unless words were typed.
    const isMoved = done.type === "undo" || done.choice !== null;
    const latest = byId("spoken").querySelector(".latest");
    const from = latest?.previousElementSibling ?? latest;
    if (latest && isMoved && !isTyping()) {
      latest.setAttribute("tabindex", "-1");
      latest.focus({ preventScroll: true });
    }
    from?.scrollIntoView({ block: "start" });
  }

  #showHelp(page) {
    const isPractice = page.is_practice;
    show(byId("help"), this.#isOpen);
    show(byId("hint"), isPractice && page.hints.length < LAST_HINT && !this.#talk.is_taken_over);
    setText(byId("hint"), say(page.hints.length ? "hint-more" : "hint"));
    show(byId("undo"), page.can_undo);
    show(byId("hints"), page.hints.length > 0);
    syncList(byId("hint-list"), page.hints, (text) => text, (text) => make("li", {}, text));
    show(byId("cards-part"), page.cards.length > 0);
    syncList(
      byId("cards"),
      page.cards,
      ([text]) => text,
      ([text, source]) => make("li", {}, make("p", {}, text), make("p", { class: "quiet" }, source)),
    );
  }

  #sayWords() {
    const text = byId("words").value.trim();
    if (!text) {
      byId("words").focus();
    } else if (text.length <= MOST) {
      this.#ask({ type: "reply", choice: null, text });
    }
  }

  #noteWords() {
    const text = byId("words").value;
    const isLong = text.trim().length > MOST;
    setText(byId("words-count"), text ? say("count", { count: text.trim().length, most: MOST }) : "");
    byId("words-count").classList.toggle("error", isLong);
    byId("words").setAttribute("aria-invalid", String(isLong));
    if (text) {
      this.#keeper.set(DRAFT, { session: this.#talk.session, text });
    } else {
      this.#keeper.drop(DRAFT);
    }
  }

  #ask(request) {
    const before = this.#outbox.pending ?? this.#done;
    if (before && !isReply(before) && isReply(request)) {
      this.#next = request; // a request names the version that the one before it leads to
    }
    if (before || (this.#isPaused && isReply(request))) {
      this.#outbox.hurry();
      return;
    }
    const { session, version } = this.#talk;
    this.#outbox.send({ ...request, session, version });
  }
}

/** True for what the customer reacts to. */
function isReply(request) {
  return request.type === "reply" || request.type === "undo";
}

function mark(item) {
  return JSON.stringify([item.label, item.quote, item.reason]);
}

function without(item, name) {
  const { [name]: _left, ...kept } = item;
  return kept;
}
