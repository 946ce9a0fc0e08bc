/** One life of one WebSocket: hello, frames, heartbeat, and a single word when it is over. */

// Home routers forget idle connections after a minute, some phone networks after half of one.
const PING_MS = 25_000;
const ANSWER_MS = 10_000;
const PROBE_MS = 4_000;
const NO_CODE = 1006;

export class SocketLink {
  #socket;
  #on;
  #pingTimer = null;
  #deadline = null;
  #over = false;

  /**
   * @param {string} url
   * @param {{token: string, after: number}} hello
   * @param {{frame: Function, over: Function}} on `over` gets the close code, once.
   */
  constructor(url, hello, on) {
    this.#on = on;
    this.#socket = new WebSocket(url);
    this.#socket.onopen = () => this.send({ type: "hello", ...hello });
    this.#socket.onmessage = (event) => this.#received(event.data);
    this.#socket.onclose = (event) => this.#end(event.code);
    this.#expectWord(ANSWER_MS);
  }

  /** @returns {boolean} False when the socket is not open: nothing was sent. */
  send(frame) {
    if (this.#over || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** After sleep a dead socket still looks open: ask, and give up soon. */
  probe() {
    if (this.send({ type: "ping" })) this.#expectWord(PROBE_MS);
  }

  close() {
    this.#end(NO_CODE);
  }

  #received(text) {
    clearTimeout(this.#deadline);
    this.#schedulePing();
    const frame = JSON.parse(text);
    if (frame.type !== "pong") this.#on.frame(frame);
  }

  #schedulePing() {
    clearTimeout(this.#pingTimer);
    this.#pingTimer = setTimeout(() => {
      this.send({ type: "ping" });
      this.#expectWord(ANSWER_MS);
    }, PING_MS);
  }

  #expectWord(patience) {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.close(), patience);
  }

  /** Does not wait for the browser: on a dead network its own close can take minutes. */
  #end(code) {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#pingTimer);
    clearTimeout(this.#deadline);
    this.#socket.onmessage = null;
    this.#socket.close();
    this.#on.over(code);
  }
}
