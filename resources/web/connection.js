/**
 * Keeps the page in touch with the server: a socket, back again after every loss, and plain HTTP
 * beside it where sockets never open.
 */

import { Refused } from "./api.js";
import { backoff } from "./backoff.js";
import { Poller } from "./poller.js";
import { SocketLink } from "./socket_link.js";
import { Link } from "./store.js";

const BAD_FRAME = 4400;
const NOT_SIGNED_IN = 4401;
const TOO_FAST = 4429;
const TOO_BIG = 1009;
const UNAUTHORIZED = 401;
// Two in a row: one can be chance, and polling costs more than waiting.
const FAILURES_BEFORE_POLLING = 2;
const TOO_FAST_ATTEMPT = 4; // waits up to 8 s

export class Connection {
  #api;
  #session;
  #on;
  #state = Link.IDLE;
  #token = null;
  #socket = null;
  #poller = null;
  #timer = null;
  #failures = 0;

  /**
   * @param {object} on `frame(frame)`, `link(state)`, `rejected(token)` when the server does not
   *   know the token any more, `refused()` when it threw out the frame just sent, and
   *   `resumeAfter()` for the number of the last message received.
   */
  constructor(api, session, on) {
    this.#api = api;
    this.#session = session;
    this.#on = on;
  }

  get isUp() {
    return this.#state === Link.SOCKET || this.#state === Link.POLLING;
  }

  /** Connect, when not yet done; the session starts here if there is none. */
  open() {
    if (this.#state === Link.IDLE) this.#attempt();
  }

  /** The network may be back or gone: find out now instead of later. */
  wake() {
    if (this.#timer !== null) this.#attempt();
    else this.#socket?.probe();
  }

  /** Something that was sent got no answer: trust a new connection, not this one. */
  restart() {
    this.#socket?.close();
  }

  /** For frames that mean nothing later (typing, read). @returns {boolean} Whether it went out. */
  send(frame) {
    return this.#state === Link.SOCKET && this.#socket.send(frame);
  }

  /** Send one text; the answer comes as an `ack` or `error` frame, or not at all. */
  deliver(entry) {
    const { client_id, body } = entry;
    if (this.#state === Link.SOCKET) this.#socket.send({ type: "message.send", client_id, body });
    else this.#poller?.deliver(entry);
  }

  /** @returns {boolean} Whether the wish went out. */
  askForPerson() {
    return this.#wish("handoff.request", (poller) => poller.askForPerson());
  }

  /** @returns {boolean} Whether the word went out. */
  tellHelped() {
    return this.#wish("helped", (poller) => poller.tellHelped());
  }

  #wish(type, byHttp) {
    if (this.#state !== Link.POLLING) return this.send({ type });
    byHttp(this.#poller);
    return true;
  }

  async #attempt() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.isUp) this.#enter(Link.CONNECTING);
    try {
      this.#token = await this.#session.start();
    } catch (error) {
      this.#failed(error instanceof Refused && error.status === 429);
      return;
    }
    this.#openSocket();
  }

  #openSocket() {
    const hello = { token: this.#token, after: this.#on.resumeAfter() };
    const link = new SocketLink(this.#api.socketUrl, hello, {
      frame: (frame) => this.#received(frame),
      over: (code) => {
        if (this.#socket === link) this.#socketOver(code);
      },
    });
    this.#socket = link;
  }

  #received(frame) {
    if (frame.type === "welcome") {
      this.#failures = 0;
      this.#stopPolling();
      this.#on.frame(frame);
      this.#enter(Link.SOCKET);
    } else {
      this.#on.frame(frame);
    }
  }

  #socketOver(code) {
    this.#socket = null;
    if (code === NOT_SIGNED_IN) this.#rejected();
    else {
      if (code === BAD_FRAME || code === TOO_BIG) this.#on.refused();
      this.#failed(code === TOO_FAST);
    }
  }

  #failed(tooFast) {
    const attempt = tooFast ? Math.max(this.#failures, TOO_FAST_ATTEMPT) : this.#failures;
    this.#failures += 1;
    if (this.#failures >= FAILURES_BEFORE_POLLING && this.#token) this.#startPolling();
    if (!this.#poller || this.#state !== Link.POLLING) this.#enter(Link.DOWN);
    this.#timer = setTimeout(() => this.#attempt(), backoff(attempt));
  }

  #rejected() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopPolling();
    const [socket, token] = [this.#socket, this.#token];
    this.#socket = this.#token = null;
    socket?.close();
    this.#enter(Link.IDLE);
    this.#on.rejected(token);
  }

  #startPolling() {
    this.#poller ??= new Poller(this.#api, this.#token, this.#on.resumeAfter, {
      frame: this.#on.frame,
      up: () => this.#enter(Link.POLLING),
      down: () => this.#enter(Link.DOWN),
      rejected: () => this.#rejected(),
    });
  }

  #stopPolling() {
    this.#poller?.stop();
    this.#poller = null;
  }

  #enter(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#on.link(state);
  }
}
