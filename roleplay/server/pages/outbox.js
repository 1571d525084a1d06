// What a seat asked for and has no answer to yet. It is kept in the browser and asked again until there is one:
// the server knows a request that it has done already, and answers the same.

import { ask, pause, rest } from "./connection.js";

const NAME = "roleplay.outbox";
const PASSING = ["not-kept", "busy", "too-often"]; // refusals that pass by themselves

export class Outbox {
  #keeper;
  #token;
  #onState;
  #onEnd;
  #isOpen = true;
  #wake = () => {};

  /**
   * `onState(state)` is told `sending`, `waiting` or `busy` while something has no answer;
   * `onEnd(request, answer)` is told what came of it.
   */
  constructor(keeper, token, { onState, onEnd }) {
    this.#keeper = keeper;
    this.#token = token;
    this.#onState = onState;
    this.#onEnd = onEnd;
    addEventListener("online", () => this.#wake());
  }

  /** What has no answer yet, or null. */
  get pending() {
    const kept = this.#keeper.get(NAME);
    return kept?.token === this.#token ? kept.request : null;
  }

  /** Ask for something, unless something else waits for its answer. */
  send(request) {
    if (this.pending) {
      return false;
    }
    this.#keeper.set(NAME, { token: this.#token, request });
    this.#run(request);
    return true;
  }

  /** Go on with what was left when the page was closed. */
  resume() {
    if (this.pending) {
      this.#run(this.pending);
    }
  }

  /** Try again now. */
  hurry() {
    this.#wake();
  }

  /** Give up: the seat is left. */
  close() {
    this.#isOpen = false;
    this.#keeper.drop(NAME);
  }

  async #run(request) {
    for (let tries = 0; this.#isOpen; tries += 1) {
      if (!tries) {
        this.#onState("sending");
      }
      const answer = await ask("/api/do", { token: this.#token, body: request });
      if (!this.#isOpen) {
        return;
      }
      const isPassing = answer.kind === "refused" && PASSING.includes(answer.refusal.reason);
      if (answer.kind !== "lost" && !isPassing) {
        this.#keeper.drop(NAME);
        this.#onEnd(request, answer);
        return;
      }
      this.#onState(isPassing ? "busy" : "waiting", answer.refusal?.message);
      const wait = Math.max(pause(tries), answer.wait ?? 0);
      await Promise.race([rest(wait), new Promise((resolve) => (this.#wake = resolve))]);
    }
  }
}
