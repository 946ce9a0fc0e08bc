/** Unread messages: counted in the title while nobody looks, told to the server once seen. */

export class Attention {
  #onRead;
  #title = "";
  #unread = 0;
  #readSeq = 0;
  #strings = null;

  /** @param {(seq: number) => boolean} onRead Tells the server; false when it could not. */
  constructor(onRead) {
    this.#onRead = onRead;
  }

  configure(strings, title) {
    this.#strings = strings;
    this.#title = title;
    this.#show();
  }

  arrived(count) {
    if (!document.hidden) return;
    this.#unread += count;
    this.#show();
  }

  /** Everything up to `seq` is on the screen of a visible page. */
  seen(seq) {
    if (document.hidden) return;
    this.#unread = 0;
    this.#show();
    if (seq > this.#readSeq && this.#onRead(seq)) this.#readSeq = seq;
  }

  /** Another conversation: its numbers start again. */
  forget() {
    this.#readSeq = 0;
  }

  #show() {
    const count = this.#unread;
    document.title = count > 0 ? this.#strings.unread(count, this.#title) : this.#title;
  }
}
