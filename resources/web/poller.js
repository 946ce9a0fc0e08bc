/** The same conversation by plain HTTP, where something on the way swallows WebSockets. */

import { Refused } from "./api.js";

const VISIBLE_MS = 3_000;
const HIDDEN_MS = 15_000;
const NOT_SIGNED_IN = 401;

export class Poller {
  #api;
  #token;
  #resumeAfter;
  #on;
  #timer = null;
  #stopped = false;

  /**
   * @param {{frame: Function, up: Function, down: Function, rejected: Function}} on Answers come
   *   as the frames that a socket would bring.
   */
  constructor(api, token, resumeAfter, on) {
    this.#api = api;
    this.#token = token;
    this.#resumeAfter = resumeAfter;
    this.#on = on;
    this.#poll();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async deliver(entry) {
    const { client_id, body } = entry;
    await this.#ask(async () => {
      const message = await this.#api.postMessage(this.#token, { client_id, body });
      this.#on.frame({ ...message, type: "ack" });
    }, client_id);
  }

  askForPerson() {
    return this.#wish((token) => this.#api.askForPerson(token));
  }

  tellHelped() {
    return this.#wish((token) => this.#api.tellHelped(token));
  }

  async #wish(request) {
    await this.#ask(async () => {
      const conversation = await request(this.#token);
      this.#on.frame({ type: "conversation", conversation });
    });
  }

  async #poll() {
    let more = false;
    await this.#ask(async () => {
      const page = await this.#api.messages(this.#token, this.#resumeAfter());
      if (this.#stopped) return;
      const { conversation, items } = page;
      this.#on.frame({ type: "page", conversation, messages: items });
      this.#on.up();
      more = page.next !== null;
    });
    if (!this.#stopped) this.#timer = setTimeout(() => this.#poll(), more ? 0 : pause());
  }

  async #ask(request, clientId) {
    try {
      await request();
    } catch (error) {
      if (!this.#stopped) this.#failed(error, clientId);
    }
  }

  #failed(error, clientId) {
    // Without a code it is a proxy's word, not the server's.
    if (!(error instanceof Refused) || error.code === "") this.#on.down();
    else if (error.status === NOT_SIGNED_IN) this.#on.rejected();
    else if (clientId === undefined) this.#on.down();
    else this.#on.frame(errorFrame(error, clientId));
  }
}

function errorFrame(error, clientId) {
  const { code, message, retryAfter } = error;
  return { type: "error", code, detail: message, client_id: clientId, retry_after: retryAfter };
}

function pause() {
  return document.hidden ? HIDDEN_MS : VISIBLE_MS;
}
