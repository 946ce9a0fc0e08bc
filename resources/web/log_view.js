/** The list of messages: draws what has changed, and keeps the reader's place. */

import { rowNode } from "./bubbles.js";

// Half a line: fractions of pixels and a bouncing finger still count as being at the end.
const END_PX = 48;

export class LogView {
  #scroller;
  #log;
  #jump;
  #drawn = new Map();
  #look = null;
  #isLive = false;
  #atEnd = true;
  #missed = 0;
  #onSeen;

  /** @param {Function} onSeen Called when the end of the log comes into view. */
  constructor({ scroller, log, jump }, onSeen) {
    this.#scroller = scroller;
    this.#log = log;
    this.#jump = jump;
    this.#onSeen = onSeen;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    jump.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.#settle()).observe(scroller);
  }

  /** Whether the newest message is on the screen. */
  get isAtEnd() {
    return this.#atEnd;
  }

  /**
   * @param {object} look See bubbles.js; another one (another language) redraws everything.
   * @param {boolean} hasHistory What comes after it is news: read out by screen readers, animated.
   */
  draw(rows, look, hasHistory) {
    const fromEnd = this.#scroller.scrollHeight - this.#scroller.scrollTop;
    const wasFirst = this.#log.firstElementChild;
    if (look !== this.#look) this.#clear(look);
    this.#place(rows);
    if (this.#atEnd) this.#settle();
    else if (this.#log.firstElementChild !== wasFirst) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight - fromEnd;
    }
    if (hasHistory && !this.#isLive) requestAnimationFrame(() => this.#setLive(true));
  }

  /** Somebody else's messages came while the reader was further up. */
  addMissed(count) {
    if (this.#atEnd) return;
    this.#missed += count;
    this.#showJump();
  }

  toEnd() {
    this.#atEnd = true;
    this.#settle();
  }

  #clear(look) {
    this.#look = look;
    this.#drawn.clear();
    this.#log.replaceChildren();
    this.#setLive(false);
    this.#showJump();
  }

  #setLive(isLive) {
    this.#isLive = isLive;
    this.#log.setAttribute("aria-live", isLive ? "polite" : "off");
  }

  #place(rows) {
    const before = this.#drawn;
    this.#drawn = new Map();
    let next = this.#log.firstChild;
    for (const row of rows) {
      const old = before.get(row.key);
      const node = old && same(old.row, row) ? old.node : this.#newNode(row, old);
      this.#drawn.set(row.key, { row, node });
      if (node === next) next = next.nextSibling;
      else this.#log.insertBefore(node, next);
    }
    const kept = new Set([...this.#drawn.values()].map(({ node }) => node));
    for (const { node } of before.values()) if (!kept.has(node)) node.remove();
  }

  /** Only news moves in; what stood there already, or was history, is just there. */
  #newNode(row, old) {
    const node = rowNode(row, this.#look);
    node.classList.toggle("news", this.#isLive && !old);
    return node;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < END_PX;
    if (isAtEnd !== this.#atEnd) this.#arrived(isAtEnd);
  }

  #arrived(isAtEnd) {
    this.#atEnd = isAtEnd;
    if (isAtEnd) {
      this.#missed = 0;
      this.#onSeen();
    }
    this.#showJump();
  }

  #settle() {
    if (!this.#atEnd || !this.#look) return;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#missed = 0;
    this.#showJump();
  }

  #showJump() {
    this.#jump.hidden = this.#atEnd;
    const { strings } = this.#look;
    this.#jump.querySelector("span").textContent = strings.jump(this.#missed);
  }
}

function same(a, b) {
  return Object.keys(b).every((key) => a[key] === b[key]);
}
