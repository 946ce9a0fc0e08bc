/** The page: its views drawn from the chat's state, and the visitor's hands led back to it. */

import { Attention } from "./attention.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { HeaderView } from "./header_view.js";
import { LogView } from "./log_view.js";
import { PersonButton } from "./person_button.js";
import { rowsOf } from "./rows.js";
import { Link, resumeAfter } from "./store.js";

// More nodes than this make phones slow; the older ones come back at a touch.
const SHOWN_AT_ONCE = 200;
// What the server calls an assistant that the owner has not named: a word to translate.
const UNNAMED = "Assistant";
const NO_QUESTIONS = Object.freeze([]);

export class Page {
  #parts;
  #language;
  #chat = null;
  #config;
  #look = null;
  #shown = SHOWN_AT_ONCE;
  #frame = null;
  #header;
  #log;
  #composer;
  #person;
  #attention;

  /** @param {Object<string, HTMLElement>} parts The elements of index.html by id. */
  constructor(parts, language, drafts, config) {
    this.#parts = parts;
    this.#language = language;
    this.#config = config;
    this.#header = new HeaderView(parts);
    this.#log = new LogView(parts, () => this.look());
    this.#attention = new Attention((seq) => this.#chat.tellRead(seq));
    this.#person = new PersonButton(parts.person, () => this.#chat.askForPerson());
    this.#composer = new Composer({ field: parts.draft, ...parts }, drafts, {
      say: (text) => this.#say(text),
      typing: (on) => this.#chat.tellTyping(on),
    });
    parts.language.addEventListener("click", () => this.#changeLanguage());
  }

  /** From here on the page shows this chat. */
  show(chat) {
    this.#chat = chat;
    this.#speak();
  }

  configure(config) {
    this.#config = config;
    this.#speak();
  }

  /** Not before the team's name is known, or it is clear that it will take longer. */
  reveal() {
    if (!this.#parts.chat.hidden) return;
    this.#parts.chat.hidden = false;
    this.#composer.fit();
    // On a phone the keyboard would cover half of the greeting.
    if (matchMedia("(pointer: fine)").matches) this.#composer.focus();
  }

  /** Draw soon: many frames at once cost one drawing. */
  refresh() {
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  arrived(count) {
    this.#attention.arrived(count);
    this.#log.addMissed(count);
  }

  /** The session is another one. */
  forget() {
    this.#attention.forget();
  }

  /** Somebody looks at the page: what is on the screen is read. */
  look() {
    if (this.#log.isAtEnd) this.#attention.seen(resumeAfter(this.#chat.state));
  }

  #draw() {
    this.#frame = null;
    const { state } = this.#chat;
    this.#header.draw(state, this.#look);
    this.#person.draw(state, this.#look.strings);
    const rows = rowsOf(state, { ...this.#look, shown: this.#shown });
    this.#log.draw(rows, this.#look, state.conversation !== null || state.link === Link.IDLE);
    this.look();
  }

  /** Words and times in the chosen language; a new look redraws every row. */
  #speak() {
    const { strings, other } = this.#language;
    const { language, log, send } = this.#parts;
    document.documentElement.lang = strings.tag;
    this.#look = this.#newLook(strings);
    log.setAttribute("aria-label", strings.log);
    send.setAttribute("aria-label", strings.send);
    language.querySelector("span").textContent = other.ownName;
    language.lang = other.tag;
    this.#attention.configure(strings, this.#config.name || strings.chat);
    this.#composer.configure(strings, this.#config.limits.body_chars);
    this.refresh();
  }

  #newLook(strings) {
    const { assistant, assistant_name: called, greeting, greetings, name } = this.#config;
    return {
      strings,
      config: this.#config,
      clock: new Clock(strings),
      teamName: name,
      greeting: greetings?.[strings.tag] || greeting || strings.greeting,
      questions: this.#config.quick_questions ?? NO_QUESTIONS,
      greeter: { kind: assistant === "off" ? "agent" : "assistant", name: "" },
      assistantName: called === UNNAMED ? strings.assistant : called,
      assistantTag: assistant === "demo" ? strings.demoTag : strings.aiTag,
      on: {
        ask: (text) => this.#say(text),
        helped: () => this.#chat.tellHelped(),
        earlier: () => this.#showEarlier(),
        retry: (clientId) => this.#chat.retry(clientId),
        edit: (clientId) => this.#composer.putBack(this.#chat.takeBack(clientId)),
      },
    };
  }

  #say(text) {
    this.#chat.say(text);
    this.#log.toEnd();
  }

  #showEarlier() {
    this.#shown += SHOWN_AT_ONCE;
    this.refresh();
  }

  #changeLanguage() {
    this.#language.change();
    this.#speak();
  }
}
