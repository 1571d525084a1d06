// The page for the projector: how to join, and how it goes for all together. It names nobody.

import { Feed, ask } from "./connection.js";
import { drawCamera, drawCourse } from "./charts.js";
import { byId, isNew, loadWords, make, names, say, sayCount, setText, show, syncList } from "./page.js";
import { takenSecret, watchForAnother } from "./secret.js";

const MOST_ROWS = 5; // of a list, to be read from the back without scrolling
const STATES = ["playing", "ended", "waiting", "away"];

const secret = takenSecret();

await loadWords();
watchForAnother();

if (secret) {
  begin();
} else {
  refuse(say("lead-no-secret"));
}

function begin() {
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
  show(byId("board"), false);
  show(byId("refused"), true);
  setText(byId("refused-why"), why);
}

function render(update) {
  const { phase, view } = update;
  const isJoining = phase === "lobby";
  document.title = update.title;
  show(byId("board"), true);
  setText(byId("title"), update.title);
  setText(byId("phase"), phaseWords(update));
  const code = `${update.code.slice(0, 4)}-${update.code.slice(4)}`.toUpperCase();
  setText(byId("address"), update.address);
  setText(byId("code"), code);
  setText(byId("short-join"), `${update.address} · ${code}`);
  show(byId("short-join"), !isJoining && phase !== "closed");
  setText(byId("people"), sayCount("joined", update.people));
  show(byId("join"), isJoining);
  show(byId("seen"), ["playing", "debrief", "closed"].includes(phase));
  show(byId("rating"), phase === "panel");
  if (update.panel) {
    setText(byId("rated"), say("panel-progress", update.panel));
  }
  renderStates(view.states);
  renderMoods(view.moods);
  renderPlaces(view.piles, phase);
  renderBars("outcomes", Object.entries(view.outcomes).map(([name, count]) => [names("outcomes")[name], count, view.seats]));
  renderTechniques(view.techniques);
  showCamera(update);
}

/** Fetch the picture for cameras and draw it: once, and again where people join at another address. */
async function showCamera({ address, code }) {
  if (!isNew(byId("picture"), "place", [address, code])) {
    return;
  }
  const answer = await ask("/api/picture", { token: secret });
  if (answer.kind === "done") {
    byId("picture").replaceChildren(drawCamera(answer.value.rows, say("board-picture", { address: answer.value.place })));
    show(byId("camera"), true);
  } else {
    isNew(byId("picture"), "place", null); // with the next news
  }
}

function renderStates(states) {
  const counts = {
    playing: states.playing + states.paused,
    ended: states.ended,
    waiting: states.lobby,
    away: states.away,
  };
  syncList(
    byId("states"),
    STATES.filter((name) => counts[name] || ["playing", "ended"].includes(name)),
    (name) => name,
    (name) => make("li", {}, make("b"), make("span", {}, say(`board-${name}`))),
    (node, name) => setText(node.querySelector("b"), String(counts[name])),
  );
}

function renderMoods(moods) {
  const axes = Object.entries(moods).filter(([, course]) => course.length > 0);
  show(byId("moods-part"), axes.length > 0);
  if (isNew(byId("moods"), "courses", axes)) {
    byId("moods").replaceChildren(...axes.map(([axis, course]) => drawCourse(axis, course)));
  }
}

function renderPlaces(piles, phase) {
  show(byId("places-part"), phase === "playing");
  const most = piles.reduce((sum, pile) => sum + pile.seats, 0);
  renderBars("places", piles.slice(0, MOST_ROWS).map((pile) => [pile.node.replaceAll(/[-_]/g, " "), pile.seats, most]));
}

function renderTechniques(techniques) {
  const used = Object.entries(techniques)
    .filter(([, rate]) => rate.count)
    .sort(([, one], [, other]) => other.count - one.count)
    .slice(0, MOST_ROWS);
  show(byId("techniques-part"), used.length > 0);
  renderBars(
    "techniques",
    used.map(([label, { count, of }]) => {
      const trap = names("traps")[label];
      return [trap ? `− ${trap}` : names("techniques")[label], count, of, Boolean(trap)];
    }),
  );
}

/** Show rows of a name, a bar and how many of how many. */
function renderBars(id, rows) {
  const none = byId(`${id}-none`);
  if (none) {
    show(none, rows.length === 0);
  }
  syncList(
    byId(id),
    rows,
    ([name]) => name,
    ([name, , , isTrap]) => {
      const bar = make("span", { class: "bar", "aria-hidden": "true" }, make("span"));
      return make("li", { class: isTrap ? "trap" : null }, make("span", { class: "name" }, name), make("b"), bar);
    },
    (node, [, count, of]) => {
      setText(node.querySelector("b"), say("board-of", { count, of }));
      node.querySelector(".bar span").style.width = `${of ? (100 * count) / of : 0}%`;
    },
  );
}

function phaseWords({ phase, round, rounds, is_paused: isPaused }) {
  const key = phase === "playing" && isPaused ? "paused" : phase;
  return say(`phase-${key}`, { number: round, count: rounds });
}
