/** Web storage that may be denied, full or cleared at any time: then memory serves this page. */

export class SafeStorage {
  #area;
  #memory = new Map();

  /** @param {() => Storage} open `localStorage` itself throws where storage is denied. */
  constructor(open) {
    try {
      this.#area = open();
    } catch {
      this.#area = null;
    }
  }

  get(key) {
    if (this.#memory.has(key)) return this.#memory.get(key);
    return this.#try(() => this.#area.getItem(key), null);
  }

  set(key, value) {
    const kept = this.#try(() => (this.#area.setItem(key, value), true), false);
    if (kept) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  remove(key) {
    this.#memory.delete(key);
    this.#try(() => this.#area.removeItem(key), undefined);
  }

  keys(prefix) {
    const stored = this.#try(() => Object.keys(this.#area), []);
    return [...new Set([...stored, ...this.#memory.keys()])].filter((key) =>
      key.startsWith(prefix),
    );
  }

  #try(action, otherwise) {
    if (!this.#area) return otherwise;
    try {
      return action();
    } catch {
      return otherwise;
    }
  }
}
