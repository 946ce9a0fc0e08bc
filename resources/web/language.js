/** Which language the page speaks: the address says, or the last choice, or the browser. */

import en from "./i18n/en.js";
import zhCN from "./i18n/zh-CN.js";

const LANGUAGE_KEY = "deskbell:language";
const LANGUAGES = [en, zhCN];

export class Language {
  #storage;
  #choice;

  /** @param {string|null} asked From the address, `?lang=`. @param {readonly string[]} preferred */
  constructor(storage, asked, preferred) {
    this.#storage = storage;
    this.#choice = [asked, storage.get(LANGUAGE_KEY), ...preferred].map(match).find(Boolean) ?? en;
  }

  get strings() {
    return this.#choice;
  }

  /** The one that the switch offers. */
  get other() {
    return LANGUAGES.find((language) => language !== this.#choice);
  }

  change() {
    this.#choice = this.other;
    this.#storage.set(LANGUAGE_KEY, this.#choice.tag);
  }
}

/** By the first part only: any Chinese reader is better served by Chinese than by English. */
function match(tag) {
  const first = tag?.toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language.tag.split("-")[0] === first);
}
