/** Colours and height: what the style sheet alone cannot know. */

import { accentColours } from "./accent.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export class Appearance {
  #root;
  #accent = null;

  constructor(root) {
    this.#root = root;
    dark.addEventListener("change", () => this.#paint());
    // iOS lays the keyboard over the page; only the visual viewport knows what is left.
    visualViewport?.addEventListener("resize", () => this.#fit());
  }

  setAccent(accent) {
    this.#accent = accent;
    this.#paint();
  }

  #paint() {
    if (!this.#accent) return;
    const colours = accentColours(this.#accent, dark.matches ? "dark" : "light");
    for (const [name, value] of Object.entries(colours)) this.#root.style.setProperty(name, value);
  }

  #fit() {
    if (visualViewport.scale === 1) {
      this.#root.style.setProperty("--height", `${visualViewport.height}px`);
    }
  }
}
