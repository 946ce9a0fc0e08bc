/** The conversation as a whole: texts and wishes go in, frames come in, one state comes out. */

import { Connection } from "./connection.js";
import { Delivery } from "./delivery.js";
import { OUTBOX_PREFIX } from "./outbox.js";
import { TOKEN_KEY } from "./session.js";
import { isConnected, Link, reduce, resumeAfter, START } from "./store.js";

// The other side repeats itself while it writes; silence this long means that it stopped.
const TYPING_ENDS_MS = 10_000;

export class Chat {
  #session;
  #outbox;
  #on;
  #connection;
  #delivery;
  #state = START;
  #personWanted = false;
  #typingTimer = null;

  /** @param {{change: Function, arrived: (count: number) => void, lost: Function}} on */
  constructor(api, session, outbox, on) {
    this.#session = session;
    this.#outbox = outbox;
    this.#on = on;
    this.#connection = new Connection(api, session, {
      frame: (frame) => this.#received(frame),
      link: (link) => this.#linkChanged(link),
      rejected: (token) => this.#rejected(token),
      refused: () => this.#delivery.refusedFrame(),
      resumeAfter: () => resumeAfter(this.#state),
    });
    this.#delivery = new Delivery(outbox, this.#connection, () => this.#outboxChanged());
  }

  get state() {
    return this.#state;
  }

  /** Go on where the last visit ended; a visitor who only looks leaves no trace on the server. */
  start() {
    this.#outboxChanged();
    if (this.#session.token || this.#hasWork()) this.#connection.open();
  }

  wake() {
    this.#connection.wake();
    this.#delivery.next();
  }

  say(text) {
    this.#outbox.add(text);
    this.#outboxChanged();
    this.#connection.open();
    this.#delivery.next();
  }

  askForPerson() {
    this.#personWanted = true;
    this.#dispatch({ type: "person.asked" });
    this.#connection.open();
    this.#askIfWanted();
  }

  tellHelped() {
    this.#connection.tellHelped();
  }

  retry(clientId) {
    this.#outbox.setRefusal(clientId, null);
    this.#outboxChanged();
    this.#delivery.next();
  }

  /** @returns {string} The text of a refused message, which is gone from the log now. */
  takeBack(clientId) {
    const { body } = this.#outbox.find(clientId);
    this.#outbox.remove(clientId);
    this.#outboxChanged();
    return body;
  }

  tellTyping(on) {
    this.#connection.send({ type: "typing", on });
  }

  tellRead(seq) {
    return this.#connection.send({ type: "read", seq });
  }

  /** Another tab of this browser has written to the storage; `key` is null when it was cleared. */
  storageChanged(key) {
    if (key === null || key.startsWith(OUTBOX_PREFIX)) this.#outboxChanged();
    if (key === TOKEN_KEY && this.#session.token) this.#connection.open();
  }

  #received(frame) {
    const before = this.#state;
    this.#dispatch(frame);
    if (frame.type === "ack") this.#delivery.delivered([frame.client_id]);
    if (frame.type === "message") this.#delivery.delivered([frame.message.client_id]);
    if (frame.messages) this.#delivery.delivered(frame.messages.map((one) => one.client_id));
    if (frame.type === "error" && frame.client_id) this.#delivery.refused(frame.client_id, frame);
    if (frame.type === "typing") this.#endTypingLater();
    const news = fromOthers(this.#state) - fromOthers(before);
    if (before.conversation && news > 0) this.#on.arrived(news);
  }

  #linkChanged(link) {
    this.#dispatch({ type: "link", link });
    this.#delivery.linkChanged(isConnected(this.#state));
    if (this.#state.personAsked) this.#personWanted = true;
    this.#askIfWanted();
  }

  #rejected(token) {
    this.#session.drop(token);
    this.#dispatch({ type: "session.lost" });
    this.#on.lost();
    if (this.#session.token || this.#hasWork()) this.#connection.open();
  }

  #askIfWanted() {
    if (this.#personWanted && this.#connection.askForPerson()) this.#personWanted = false;
  }

  #hasWork() {
    return this.#personWanted || this.#outbox.entries().some((entry) => !entry.refusal);
  }

  #outboxChanged() {
    this.#dispatch({ type: "outbox", entries: this.#outbox.entries() });
  }

  #endTypingLater() {
    clearTimeout(this.#typingTimer);
    const end = () => this.#dispatch({ type: "typing", on: false });
    this.#typingTimer = setTimeout(end, TYPING_ENDS_MS);
  }

  #dispatch(event) {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state !== before) this.#on.change();
  }
}

function fromOthers({ messages }) {
  const isTheirs = ({ author, kind }) => author.kind !== "visitor" && kind !== "event";
  return messages.filter(isTheirs).length;
}
