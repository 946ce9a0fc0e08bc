/** Where the visitor writes. Nothing typed is ever cut or dropped. */

const DRAFT_KEY = "deskbell:draft";
const COUNTER_FROM = 200;
const TYPING_EVERY_MS = 3_000;
const TYPING_ENDS_MS = 5_000;
// What Safari reports for the Enter that ends a Chinese composition.
const IME_KEY_CODE = 229;

export class Composer {
  #parts;
  #drafts;
  #on;
  #limit = Infinity;
  #strings = null;
  #typingSentAt = 0;
  #typingTimer = null;

  /**
   * @param {{field: HTMLTextAreaElement, send: HTMLElement, counter: HTMLElement}} parts
   * @param {object} drafts Storage that survives a reload of this tab.
   * @param {{say: Function, typing: Function}} on
   */
  constructor(parts, drafts, on) {
    this.#parts = parts;
    this.#drafts = drafts;
    this.#on = on;
    parts.field.value = drafts.get(DRAFT_KEY) ?? "";
    parts.field.addEventListener("input", () => this.#changed());
    parts.field.addEventListener("keydown", (event) => this.#key(event));
    parts.send.addEventListener("click", () => this.#submit());
    addEventListener("resize", () => this.fit());
  }

  configure(strings, limit) {
    this.#strings = strings;
    this.#limit = limit;
    this.#parts.field.placeholder = strings.placeholder;
    this.#parts.field.setAttribute("aria-label", strings.message);
    this.#refresh();
  }

  /** As many lines as the text has; the style sheet says where it ends. */
  fit() {
    const { field } = this.#parts;
    field.rows = 1; // measured from the least, so that it can shrink again
    const line = Number.parseFloat(getComputedStyle(field).lineHeight);
    field.rows = Math.max(1, Math.round((field.scrollHeight - padding(field)) / line));
  }

  focus() {
    this.#parts.field.focus();
  }

  /** Puts a text back for editing, before whatever is there already. */
  putBack(text) {
    const { field } = this.#parts;
    field.value = field.value ? `${text}\n${field.value}` : text;
    this.#changed();
    field.focus();
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === IME_KEY_CODE) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const { field } = this.#parts;
    const text = field.value.trim();
    field.focus();
    if (text === "" || this.#over() > 0) return;
    field.value = "";
    this.#refresh();
    this.#stopTyping();
    this.#on.say(text);
  }

  #changed() {
    this.#refresh();
    if (this.#parts.field.value.trim() === "") this.#stopTyping();
    else this.#tellTyping();
  }

  #refresh() {
    const { field, send } = this.#parts;
    this.#drafts.set(DRAFT_KEY, field.value);
    const ready = field.value.trim() !== "" && this.#over() <= 0;
    send.setAttribute("aria-disabled", String(!ready));
    this.fit();
    this.#count();
  }

  #count() {
    const over = this.#over();
    const { counter, field } = this.#parts;
    counter.hidden = over < -COUNTER_FROM;
    counter.classList.toggle("over", over > 0);
    field.setAttribute("aria-invalid", String(over > 0));
    if (counter.hidden) return;
    counter.textContent = over > 0 ? this.#strings.over(over) : this.#strings.left(-over);
  }

  /** Characters as the server counts them, so that an emoji is not two. */
  #over() {
    return Array.from(this.#parts.field.value.trim()).length - this.#limit;
  }

  #tellTyping() {
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#stopTyping(), TYPING_ENDS_MS);
    if (Date.now() - this.#typingSentAt < TYPING_EVERY_MS) return;
    this.#typingSentAt = Date.now();
    this.#on.typing(true);
  }

  #stopTyping() {
    clearTimeout(this.#typingTimer);
    if (this.#typingSentAt === 0) return;
    this.#typingSentAt = 0;
    this.#on.typing(false);
  }
}

function padding(field) {
  const style = getComputedStyle(field);
  return Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
}
