/**
 * Texts that the server has not yet confirmed.
 *
 * Each has its own storage key, so that tabs never overwrite each other's, and the client_id
 * makes sending one twice harmless: a tab that was closed leaves its texts to the others.
 */

import { randomId } from "./ids.js";

export const OUTBOX_PREFIX = "deskbell:out:";
const MAX_AGE_MS = 7 * 24 * 3600 * 1000;

export class Outbox {
  #storage;
  #now;
  #tab = randomId();

  constructor(storage, now = Date.now) {
    this.#storage = storage;
    this.#now = now;
    this.#dropOld();
  }

  /** Oldest first. */
  entries() {
    return this.#storage
      .keys(OUTBOX_PREFIX)
      .map((key) => parsed(this.#storage.get(key)))
      .filter((entry) => entry !== null)
      .sort((a, b) => a.at - b.at);
  }

  add(body) {
    const newest = this.entries().at(-1)?.at ?? 0;
    const at = Math.max(this.#now(), newest + 1); // a clock set back must not reorder texts
    const entry = { client_id: randomId(), body, at, tab: this.#tab, refusal: null };
    this.#keep(entry);
    return entry;
  }

  /** Sent by the server's word: it is on disk there. */
  remove(clientId) {
    this.#storage.remove(OUTBOX_PREFIX + clientId);
  }

  find(clientId) {
    return parsed(this.#storage.get(OUTBOX_PREFIX + clientId));
  }

  /** The server said no; the text stays until the visitor decides. `null`: try it again. */
  setRefusal(clientId, refusal) {
    const entry = this.find(clientId);
    if (entry) this.#keep({ ...entry, refusal, tab: this.#tab });
  }

  isMine(entry) {
    return entry.tab === this.#tab;
  }

  #keep(entry) {
    this.#storage.set(OUTBOX_PREFIX + entry.client_id, JSON.stringify(entry));
  }

  #dropOld() {
    const oldest = this.#now() - MAX_AGE_MS;
    for (const entry of this.entries()) if (entry.at < oldest) this.remove(entry.client_id);
  }
}

function parsed(text) {
  try {
    const entry = JSON.parse(text);
    const whole = typeof entry?.body === "string" && typeof entry.client_id === "string";
    return whole && Number.isFinite(entry.at) ? entry : null;
  } catch {
    return null;
  }
}
