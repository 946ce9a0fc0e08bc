/** The visitor's token: made when there is something to say, kept for the next visit. */

export const TOKEN_KEY = "deskbell:token";

export class Session {
  #api;
  #storage;
  #details;
  #starting = null;

  /** @param {() => object} details What to tell about this visit when a session starts. */
  constructor(api, storage, details) {
    this.#api = api;
    this.#storage = storage;
    this.#details = details;
  }

  get token() {
    return this.#storage.get(TOKEN_KEY);
  }

  /** The token there is, or a new one; calls at the same time share one request. */
  async start() {
    if (this.token) return this.token;
    this.#starting ??= this.#create().finally(() => (this.#starting = null));
    return this.#starting;
  }

  /** Forget this token, but not a newer one that another tab has made meanwhile. */
  drop(token) {
    if (this.token === token) this.#storage.remove(TOKEN_KEY);
  }

  async #create() {
    const { token } = await this.#api.startSession(this.#details());
    if (!this.token) this.#storage.set(TOKEN_KEY, token); // else another tab was faster
    return this.token;
  }
}
