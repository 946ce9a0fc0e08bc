/**
 * Sends the outbox, oldest first, one at a time: the next text goes only when the one before it
 * is on the server's disk or refused, so that no loss of the network can change the order.
 */

// A commit takes milliseconds; this long means that the connection is dead without saying so.
const ANSWER_MS = 15_000;
const BUSY_PAUSE_MS = 3_000;
// The server will take the text a little later: no reason to bother the visitor.
const PASSING = new Set(["too_fast", "shutting_down", "storage_failed"]);
// A tab that lives sends what it wrote at once, unless it cannot.
const LEFT_BEHIND_MS = 5_000;

export class Delivery {
  #outbox;
  #connection;
  #onChange;
  #sending = null;
  #timer = null;
  #upSince = 0;

  /** @param {Function} onChange Called when the outbox has changed. */
  constructor(outbox, connection, onChange) {
    this.#outbox = outbox;
    this.#connection = connection;
    this.#onChange = onChange;
  }

  linkChanged(isUp) {
    this.#release();
    if (!isUp) return;
    this.#upSince = Date.now();
    this.next();
  }

  /** Send the next text, when nothing else is under way. */
  next() {
    if (this.#sending !== null || !this.#connection.isUp) return;
    const entry = this.#outbox.entries().find((candidate) => this.#isDue(candidate));
    if (!entry) return;
    this.#sending = entry.client_id;
    this.#timer = setTimeout(() => this.#unanswered(), ANSWER_MS);
    this.#connection.deliver(entry);
  }

  /** These are on the server's disk, whoever sent them. */
  delivered(clientIds) {
    const mine = new Set(this.#outbox.entries().map((entry) => entry.client_id));
    const done = clientIds.filter((id) => mine.has(id));
    for (const id of done) this.#outbox.remove(id);
    if (done.length > 0) this.#onChange();
    if (done.includes(this.#sending)) this.#release();
    this.next();
  }

  /** @param {{code: string, detail: string, retry_after?: number}} why */
  refused(clientId, why) {
    if (clientId === this.#sending) this.#release();
    if (PASSING.has(why.code)) {
      this.#pause(clientId, why.retry_after);
      return;
    }
    this.#outbox.setRefusal(clientId, { code: why.code, detail: why.detail });
    this.#onChange();
    this.next();
  }

  /** The server threw out the whole connection because of what was sent last. */
  refusedFrame() {
    if (this.#sending !== null) this.refused(this.#sending, { code: "bad_frame", detail: "" });
  }

  /** What another tab has just written is its own to send; what it left behind is anybody's. */
  #isDue(entry) {
    const leftBehind = Math.max(this.#upSince, Date.now() - LEFT_BEHIND_MS);
    return !entry.refusal && (this.#outbox.isMine(entry) || entry.at < leftBehind);
  }

  #pause(clientId, seconds) {
    this.#sending = clientId;
    this.#timer = setTimeout(
      () => {
        this.#release();
        this.next();
      },
      seconds ? seconds * 1000 : BUSY_PAUSE_MS,
    );
  }

  #unanswered() {
    this.#release();
    this.#connection.restart();
  }

  #release() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending = null;
  }
}
