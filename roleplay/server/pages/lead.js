// The page of the facilitator: leads the group from step to step, and looks after its seats.

import { Feed, ask } from "./connection.js";
import { Keeper, byId, confirmed, isNew, loadWords, make, say, sayCount, setText, show, syncList } from "./page.js";
import { readRating, showRating, showResults } from "./rating.js";
import { SeatTable } from "./lead_table.js";
import { LedTalk } from "./lead_talk.js";
import { takenSecret, watchForAnother } from "./secret.js";
import { showSpoken } from "./talk.js";

const RATING = "roleplay.rating";

const secret = takenSecret();
const keeper = new Keeper("sessionStorage");
let board = null;
let panel = null;

await loadWords();
watchForAnother();

const talk = new LedTalk(secret, command);
const table = new SeatTable((seat) => talk.open(seat));

if (secret) {
  begin();
} else {
  refuse(say("lead-no-secret"));
}

function begin() {
  click("begin", () => command({ type: "begin" }));
  click("pause", () => command({ type: "pause" }));
  click("continue", () => command({ type: "continue" }));
  click("end", () => command({ type: "end" }), () => [say("end-title"), say("end-text"), say("end")]);
  click("close", () => command({ type: "close" }), () => [say("close-title"), say("close-text"), say("close")]);
  click("close-rating", () => command({ type: "close-panel" }), () => [
    say("close-rating-title"),
    say("close-rating-text", { rated: board.panel?.rated ?? 0, of: board.panel?.of ?? 0 }),
    say("close-rating"),
  ]);
  byId("say-form").addEventListener("submit", tell);
  byId("panel-form").addEventListener("submit", rate);
  byId("panel-form").addEventListener("input", noteRating);
  new Feed({
    hello: { type: "lead", secret },
    path: "/api/board?",
    token: secret,
    onNews: render,
    onState: (isConnected) => {
      show(byId("offline"), !isConnected);
      setText(byId("offline"), isConnected ? "" : say("offline"));
    },
    onRefused: (refusal) => refuse(refusal.message || say("lead-refused")),
  }).start();
}

function refuse(why) {
  show(byId("lead"), false);
  show(byId("offline"), false);
  show(byId("refused"), true);
  setText(byId("refused-why"), why);
}

/** Let a button do something, once that was confirmed where it cannot be undone. */
function click(id, does, question) {
  byId(id).addEventListener("click", async () => {
    if (!question || (await confirmed(...question()))) {
      await does();
    }
  });
}

/** Give a command; say in the element with this id what hinders it. Resolves to whether it was done. */
async function command(body, place = "done") {
  setText(byId(place), say("saving"));
  const answer = await ask("/api/command", { token: secret, body });
  const words = { done: "", lost: say("lead-lost"), refused: answer.refusal?.message };
  setText(byId(place), words[answer.kind]);
  byId(place).classList.toggle("warn", answer.kind !== "done");
  return answer.kind === "done";
}

function render(update) {
  board = update;
  document.title = update.title;
  show(byId("lead"), true);
  setText(byId("title"), update.title);
  setText(byId("join"), say("lead-join", { address: update.address, code: shownCode(update.code) }));
  setText(byId("phase"), phaseWords(update));
  setText(byId("here"), say("lead-here", { connected: update.connected, people: update.people }));
  setText(byId("guesses"), update.guesses ? say("lead-guesses", { count: update.guesses }) : "");
  renderSteps(update);
  table.render(update);
  talk.render(update);
  renderReceivers(update);
  renderPanel(update);
}

function renderSteps({ phase, round, rounds, is_paused: isPaused }) {
  const active = document.activeElement;
  const hasNext = round < rounds && (phase === "lobby" || phase === "debrief");
  setText(byId("begin"), say("begin", { number: round + 1 }));
  show(byId("begin"), hasNext);
  show(byId("pause"), !isPaused && phase === "playing");
  show(byId("continue"), isPaused);
  show(byId("end"), phase === "playing");
  show(byId("close-rating"), phase === "panel");
  show(byId("close"), phase === "debrief" || phase === "lobby");
  setText(byId("step-help"), phase === "debrief" ? say("choose-panel") : "");
  if (active?.hidden && active.closest(".steps")) {
    active.closest(".steps").querySelector("button:not([hidden])")?.focus();
  }
}

function renderReceivers({ rows }) {
  const everybody = { seat: "", nickname: say("say-all") };
  syncList(
    byId("say-to"),
    [everybody, ...rows],
    (row) => row.seat,
    (row) => make("option", { value: row.seat }),
    (node, row) => setText(node, row.nickname),
  );
}

async function tell(event) {
  event.preventDefault();
  const text = byId("say-text").value.trim();
  if (!text) {
    byId("say-text").focus();
  } else if (await command({ type: "say", text, seat: byId("say-to").value }, "say-done")) {
    byId("say-text").value = "";
    setText(byId("say-done"), say("say-sent"));
  }
}

/** Show the talk that is rated, and what came of the rating; both are told of by any seat's own view. */
async function renderPanel(update) {
  const hasPanel = update.phase === "panel" && update.panel;
  show(byId("panel"), Boolean(hasPanel && panel));
  if (hasPanel) {
    setText(byId("panel-progress"), say("panel-progress", update.panel));
  }
  const seat = update.panel?.seat || update.rows[0]?.seat;
  if (!seat || !isNew(byId("panel"), "place", [update.phase, update.panel?.session, update.round])) {
    return;
  }
  const answer = await ask(`/api/talk/${seat}?after=0`, { token: secret });
  panel = answer.value?.panel ?? null;
  if (answer.kind !== "done") {
    isNew(byId("panel"), "place", null); // with the next news
  }
  const isRated = board.phase === "panel" && panel;
  const results = board.phase !== "panel" && panel?.results.length;
  show(byId("panel"), Boolean(isRated));
  show(byId("results"), Boolean(results));
  if (results) {
    showResults(panel);
  } else if (isRated) {
    setText(byId("panel-title"), say("rated-talk", { title: panel.title }));
    showSpoken(byId("panel-spoken"), panel.spoken, panel.persona, say("officer-says"));
    const draft = keeper.get(RATING);
    byId("rater").value ||= draft?.name ?? "";
    showRating(byId("panel-criteria"), panel, draft?.session === panel.session ? draft.marks : []);
  }
}

function noteRating() {
  const { marks } = readRating(byId("panel-criteria"));
  keeper.set(RATING, { session: panel.session, marks, name: byId("rater").value });
  setText(byId("panel-status"), "");
}

async function rate(event) {
  event.preventDefault();
  const { marks, missing } = readRating(byId("panel-criteria"));
  const name = byId("rater").value.trim();
  const unsaid = name ? missing : [say("rate-as-name"), ...missing];
  setText(byId("panel-error"), unsaid.length ? say("rate-incomplete", { titles: unsaid.join("; ") }) : "");
  if (!unsaid.length && (await command({ type: "rate-as", name, session: panel.session, marks }, "panel-status"))) {
    setText(byId("panel-status"), say("rate-saved"));
  }
}

function phaseWords({ phase, round, rounds, is_paused: isPaused }) {
  const key = phase === "playing" && isPaused ? "paused" : phase;
  return say(`phase-${key}`, { number: round, count: rounds });
}

function shownCode(code) {
  return `${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase();
}
