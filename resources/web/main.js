/** Puts the page together and starts it. */

import { Api } from "./api.js";
import { Appearance } from "./appearance.js";
import { backoff } from "./backoff.js";
import { Chat } from "./chat.js";
import { Language } from "./language.js";
import { Outbox } from "./outbox.js";
import { Page } from "./page.js";
import { Session } from "./session.js";
import { SafeStorage } from "./storage.js";

// Until the server has told: what every Deskbell server accepts.
const UNKNOWN = { name: "", greeting: "", assistant: "answer", assistant_name: "Assistant" };
const PATIENCE_MS = 1_000;
const DEFAULTS = { ...UNKNOWN, theme: {}, limits: { body_chars: 4_000 } };

function main() {
  const storage = new SafeStorage(() => localStorage);
  const asked = new URLSearchParams(location.search).get("lang");
  const language = new Language(storage, asked, navigator.languages);
  const api = new Api(document.baseURI);
  const session = new Session(api, storage, () => visitDetails(language.strings.tag));
  const page = new Page(elements(), language, new SafeStorage(() => sessionStorage), DEFAULTS);
  const chat = new Chat(api, session, new Outbox(storage), {
    change: () => page.refresh(),
    arrived: (count) => page.arrived(count),
    lost: () => page.forget(),
  });
  page.show(chat);
  chat.start();
  listen(page, chat);
  configure(api, page, new Appearance(document.documentElement));
  setTimeout(() => page.reveal(), PATIENCE_MS);
}

function elements() {
  return Object.fromEntries([...document.querySelectorAll("[id]")].map((node) => [node.id, node]));
}

function visitDetails(locale) {
  return { locale, page_url: location.href, referrer: document.referrer };
}

function listen(page, chat) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    chat.wake();
    page.look();
  });
  addEventListener("online", () => chat.wake());
  addEventListener("offline", () => chat.wake());
  addEventListener("pageshow", (event) => event.persisted && chat.wake());
  addEventListener("storage", ({ key }) => chat.storageChanged(key));
}

async function configure(api, page, appearance, attempt = 0) {
  try {
    const config = await api.config();
    appearance.setAccent(config.theme.accent);
    page.configure(config);
    page.reveal();
  } catch {
    setTimeout(() => configure(api, page, appearance, attempt + 1), backoff(attempt));
  }
}

main();
