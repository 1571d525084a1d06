// The page of trainees: the way to a seat, and back to it whenever the page is opened again.

import { ask } from "./connection.js";
import { Keeper, byId, focusOn, loadWords, make, say, setText, show, someNickname } from "./page.js";
import { SeatView, showParts } from "./seat.js";

const SEAT = "roleplay.seat";
const MESSAGE = "roleplay.farewell";

const keeper = new Keeper("localStorage");
const passing = new Keeper("sessionStorage");
let invitation = null;
let isAsking = false;

await loadWords();
start();

function start() {
  byId("code-form").addEventListener("submit", lookUp);
  byId("consent-form").addEventListener("submit", join);
  byId("another").addEventListener("click", () => (byId("nickname").value = someNickname()));
  byId("decline").addEventListener("click", decline);
  const seat = keeper.get(SEAT);
  if (typeof seat?.token === "string") {
    sit(seat);
  } else {
    greet();
  }
}

function greet() {
  showParts("join-code");
  const code = new URLSearchParams(location.search).get("code") ?? location.hash.slice(1);
  byId("code").value = code.slice(0, 40);
  const message = passing.get(MESSAGE);
  passing.drop(MESSAGE);
  if (message) {
    setText(byId("code-error"), message);
  } else if (code) {
    lookUp();
    return;
  }
  byId("code").focus();
}

async function lookUp(event) {
  event?.preventDefault();
  const code = byId("code").value.trim();
  const answer = await once(`/api/invitation?code=${encodeURIComponent(code)}`, "code-error");
  if (answer?.kind !== "done") {
    byId("code").focus();
    return;
  }
  invitation = { ...answer.value, code };
  document.title = invitation.title;
  setText(byId("consent-title"), invitation.title);
  byId("consent").replaceChildren(...invitation.consent.map(paragraph));
  byId("nickname").value ||= someNickname();
  setText(byId("consent-error"), "");
  showParts("join-consent");
  focusOn(byId("consent-title"));
}

/** A paragraph of the consent: what it is about, a colon, and what is said of it. */
function paragraph(text) {
  const [, about, told] = /^([^:]+): (.*)$/s.exec(text) ?? [null, "", text];
  return make("div", {}, make("dt", {}, about), make("dd", {}, told));
}

async function join(event) {
  event.preventDefault();
  const nickname = byId("nickname").value.trim();
  const body = { type: "join", code: invitation.code, nickname, consent: invitation.digest };
  const answer = await once("/api/join", "consent-error", body);
  if (answer?.kind === "done") {
    const { token, seat, nickname: given } = answer.value;
    keeper.set(SEAT, { token, seat, nickname: given });
    sit(keeper.get(SEAT));
  } else if (answer?.refusal?.reason === "consent") {
    lookUp();
  } else {
    byId("nickname").focus();
  }
}

function decline() {
  invitation = null;
  showParts("join-code");
  setText(byId("code-error"), say("join-declined"));
  focusOn(byId("join-code-title"));
}

/** Ask for something, one thing at a time; say what went wrong in the element with this id. */
async function once(path, place, body) {
  if (isAsking) {
    return null;
  }
  isAsking = true;
  setText(byId(place), say("join-looking"));
  const answer = await ask(path, { body });
  isAsking = false;
  const words = { done: "", lost: say("join-lost"), refused: answer.refusal?.message };
  setText(byId(place), words[answer.kind]);
  return answer;
}

function sit(seat) {
  history.replaceState(null, "", location.pathname);
  showParts();
  new SeatView(keeper, seat, leave).start();
}

/** Forget the seat and begin anew, with why where somebody is to know. */
function leave(message) {
  keeper.drop(SEAT);
  keeper.drop("roleplay.draft");
  if (message) {
    passing.set(MESSAGE, message);
  }
  show(byId("top"), false);
  location.reload();
}
