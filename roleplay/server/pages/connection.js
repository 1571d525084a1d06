// The way to the server: what is asked for, and news by a socket, or by long polls where none comes through.

import { say } from "./page.js";

const FIRST_NEWS = 6000; // ms that a socket may take for its first news before it counts as broken
const QUIET = 20000; // ms without news after which the page looks whether the server is still there
const ALIVE = 6000; // ms that the server may take to show that
const POLL = 40000; // ms of a poll; the server answers after 25 s
const ASK = 15000; // ms of anything else
const LONGEST_REST = 10000; // ms between two tries
const SOCKETS = 2; // sockets that may fail one after the other before polls are used
const UNKNOWN = 4403; // the code with which the server closes the socket of somebody it does not know

/** Wait. */
export function rest(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** How long to wait before try number `tries`, never the same for all pages of a room. */
export function pause(tries) {
  return Math.min(LONGEST_REST, 400 * 2 ** Math.min(tries, 6)) * (0.5 + Math.random());
}

/**
 * Ask for something. Resolves to `{kind: "done", value}`, `{kind: "refused", refusal, wait}` where the server
 * says no, or `{kind: "lost"}` where nothing was heard: it may have been done or not.
 */
export async function ask(path, { token = "", body, method, signal, raw = false, patience = ASK } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  signal?.addEventListener("abort", () => stop.abort(), { once: true });
  if (signal?.aborted) {
    stop.abort();
  }
  try {
    const response = await fetch(path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: stop.signal,
    });
    return await understood(response, raw);
  } catch {
    return { kind: "lost" };
  } finally {
    clearTimeout(timer);
  }
}

async function understood(response, raw) {
  if (response.status === 204) {
    return { kind: "done", value: null };
  }
  if (response.ok) {
    return { kind: "done", value: raw ? await response.text() : await response.json() };
  }
  const wait = Number(response.headers.get("Retry-After")) * 1000 || 0;
  const told = await response.json().catch(() => null);
  if (told?.type !== "refusal") {
    // Something on the way answered instead of the server.
    return response.status >= 500 || response.status === 408
      ? { kind: "lost" }
      : { kind: "refused", refusal: { reason: "bad", message: say("not-understood") }, wait };
  }
  return { kind: "refused", refusal: told, wait };
}

/** Tells news of one seat or of the group, newest first, for as long as it runs. */
export class Feed {
  #options;
  #isRunning = false;
  #number = 0;
  #failed = 0; // sockets, one after the other
  #tries = 0; // of anything, one after the other
  #seen = 0; // news so far
  #stop = () => {};
  #wake = () => {};

  /**
   * `hello` is the first frame of the socket, `path` that of the polls, `token` what they show;
   * `onNews(update)`, `onState(isConnected)`, `onRefused(refusal)` are called as it comes.
   */
  constructor(options) {
    this.#options = options;
  }

  start() {
    this.#isRunning = true;
    addEventListener("online", this.#again);
    addEventListener("offline", this.#again);
    addEventListener("pageshow", this.#again);
    this.#run();
  }

  stop() {
    this.#isRunning = false;
    removeEventListener("online", this.#again);
    removeEventListener("offline", this.#again);
    removeEventListener("pageshow", this.#again);
    this.#again();
  }

  /** Look again at once. */
  #again = () => {
    this.#tries = 0;
    this.#stop();
    this.#wake();
  };

  /** Fetch the newest news beside the socket, unless it comes meanwhile. */
  async refresh() {
    const seen = this.#seen;
    const { path, token } = this.#options;
    const answer = await ask(`${path}after=0`, { token });
    if (answer.kind === "done" && answer.value && this.#isRunning && seen === this.#seen) {
      this.#tell(answer.value);
    }
  }

  async #run() {
    while (this.#isRunning) {
      const went = this.#failed < SOCKETS ? await this.#socket() : await this.#poll();
      if (!this.#isRunning || went === "well") {
        continue;
      }
      this.#options.onState(false);
      const wait = pause(this.#tries++);
      await new Promise((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  }

  #tell(update) {
    this.#number = update.number;
    this.#seen += 1;
    this.#tries = 0;
    this.#options.onState(true);
    this.#options.onNews(update);
  }

  /** Serve one socket until it ends. */
  #socket() {
    return new Promise((resolve) => {
      let socket;
      try {
        socket = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/live`);
      } catch {
        this.#failed = SOCKETS; // this browser is not allowed any
        resolve("badly");
        return;
      }
      let timer = 0;
      let refusal = null;
      let hasTold = false;
      const end = () => {
        this.#stop = () => {};
        clearTimeout(timer);
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        this.#failed = hasTold ? 0 : this.#failed + 1;
        resolve("badly");
      };
      const look = async () => {
        const answer = await ask("/static/words.json", { method: "HEAD", raw: true, patience: ALIVE });
        if (socket.readyState !== WebSocket.OPEN) {
          return;
        }
        if (answer.kind === "lost") {
          end();
        } else {
          timer = setTimeout(look, QUIET);
        }
      };
      this.#stop = end;
      timer = setTimeout(end, FIRST_NEWS);
      socket.onopen = () => socket.send(JSON.stringify(this.#options.hello));
      socket.onmessage = (event) => {
        const told = JSON.parse(event.data);
        if (told.type === "answer") {
          refusal = told.answer;
          return;
        }
        hasTold = true;
        clearTimeout(timer);
        timer = setTimeout(look, QUIET);
        this.#tell(told);
      };
      socket.onclose = (event) => {
        if (event.code === UNKNOWN && refusal) {
          this.stop();
          this.#options.onRefused(refusal);
        }
        end();
      };
    });
  }

  /** Serve one poll. */
  async #poll() {
    const stop = new AbortController();
    this.#stop = () => stop.abort();
    const { path, token } = this.#options;
    const answer = await ask(`${path}after=${this.#number}`, { token, signal: stop.signal, patience: POLL });
    if (!this.#isRunning) {
      return "well";
    }
    if (answer.kind === "done") {
      this.#tries = 0;
      if (answer.value) {
        this.#tell(answer.value);
      } else {
        this.#options.onState(true);
      }
      return "well";
    }
    if (answer.kind === "refused" && answer.refusal.reason === "unknown") {
      this.stop();
      this.#options.onRefused(answer.refusal);
      return "well";
    }
    if (answer.kind === "lost") {
      this.#failed = SOCKETS - 1; // the server may be another one by now: one socket is tried again
    }
    await rest(answer.wait ?? 0);
    return "badly";
  }
}
