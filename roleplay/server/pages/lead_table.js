// The table of seats on the facilitator's page: first those who may need help, the others as they joined.

import { bandWord, byId, make, say, sayCount, setText, show, syncList } from "./page.js";

const AXES = ["tension", "trust", "clarity"];
const MINUTE = 60;

export class SeatTable {
  #onOpen;

  /** `onOpen(seat)` is called when somebody's talk is to be read. */
  constructor(onOpen) {
    this.#onOpen = onOpen;
  }

  render({ rows, left_out: leftOut }) {
    show(byId("table"), rows.length > 0);
    setText(byId("seats-help"), say(rows.length ? "seats-help" : "seats-none"));
    setText(byId("left-out"), leftOut ? sayCount("left-out", leftOut) : "");
    // Sorting keeps the order of those who are alike.
    const sorted = [...rows].sort((one, other) => need(one) - need(other));
    syncList(
      byId("rows"),
      sorted,
      (row) => row.seat,
      (row) => this.#create(row),
      update,
    );
  }

  #create(row) {
    const button = make("button", { type: "button", class: "plain" });
    button.addEventListener("click", () => this.#onOpen(row.seat));
    const cells = ["state", "mood", "turn", "idle", "customer"].map((name) =>
      make("td", { class: ["turn", "idle"].includes(name) ? `${name} number` : name }),
    );
    return make("tr", {}, make("th", { scope: "row" }, button), ...cells);
  }
}

function need(row) {
  if (row.is_stuck) {
    return 0;
  }
  return row.state === "away" ? 1 : 2;
}

function update(node, row) {
  node.classList.toggle("stuck", row.is_stuck);
  setText(node.querySelector("button"), row.nickname);
  const state = row.is_stuck ? say("stuck") : say(`state-${row.state}`);
  setText(node.querySelector(".state"), row.is_taken_over ? `${state}, ${say("you-speak")}` : state);
  const hasTalk = Boolean(row.persona);
  const words = hasTalk ? AXES.map((axis) => bandWord(axis, row[axis])).join(", ") : "";
  setText(node.querySelector(".mood"), words);
  setText(node.querySelector(".turn"), hasTalk ? String(row.turn) : "");
  setText(node.querySelector(".idle"), row.state === "playing" ? idle(row.idle_seconds) : "");
  setText(node.querySelector(".customer"), row.persona);
}

function idle(seconds) {
  return seconds < MINUTE
    ? say("idle-seconds", { count: Math.floor(seconds / 5) * 5 })
    : say("idle-minutes", { count: Math.floor(seconds / MINUTE) });
}
