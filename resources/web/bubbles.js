/** One DOM node for each row of the log; every text goes in as text. */

import { element, icon } from "./dom.js";
import { linkParts } from "./linkify.js";

/**
 * @param {object} row See rows.js.
 * @param {{strings: object, clock: object, teamName: string, on: object}} look
 */
export function rowNode(row, look) {
  return builders[row.type](row, look);
}

const builders = {
  welcome: (_, { teamName, strings }) =>
    element(
      "div",
      { class: "welcome" },
      element("span", { class: "welcome-bell" }, icon("bell")),
      element("h2", { class: "welcome-name", dir: "auto" }, teamName),
      element("p", { class: "welcome-text" }, strings.welcome),
    ),

  earlier: (_, { strings, on }) =>
    element("button", { type: "button", class: "pill-button", click: on.earlier }, strings.earlier),

  questions: ({ questions }, { strings, on }) =>
    element(
      "div",
      { class: "questions", role: "group", "aria-label": strings.questions },
      ...questions.map((text) =>
        element("button", { type: "button", dir: "auto", click: () => on.ask(text) }, text),
      ),
    ),

  date: ({ at }, { clock }) => element("p", { class: "pill" }, clock.day(at)),

  event: ({ text }) => element("p", { class: "pill pill-event", dir: "auto" }, text),

  verdict: (_, { strings, on }) =>
    element(
      "div",
      { class: "verdict", "aria-live": "off" },
      element("button", { type: "button", click: on.helped }, icon("check"), strings.helped),
    ),

  typing: (row, look) =>
    element(
      "div",
      { class: "message in typing", "aria-live": "off" },
      author(row, look),
      element(
        "div",
        { class: "bubble", role: "img", "aria-label": typingLabel(row, look) },
        ...[1, 2, 3].map(() => element("span", { class: "typing-dot" })),
      ),
    ),

  message: (row, look) => (row.kind === "visitor" ? ownMessage(row, look) : message(row, look)),
};

function typingLabel({ name }, { strings }) {
  return strings.typing(name || strings.someone);
}

function ownMessage(row, look) {
  const you = element("span", { class: "unseen" }, look.strings.you);
  const node = element("div", { class: classes("message out", row) }, you, bubble(row));
  if (row.state === "refused") node.append(refusal(row, look));
  else if (row.last) node.append(meta(row, look));
  return node;
}

function message(row, look) {
  const streaming = row.state === "streaming";
  // A growing answer is read out once, when it is whole and comes in as a new node.
  const live = streaming ? { "aria-live": "off" } : {};
  const node = element("div", { class: classes("message in", row), ...live });
  if (row.first) node.append(author(row, look));
  node.append(bubble(row));
  if (row.sources.length > 0) node.append(sources(row, look));
  if (row.last && row.at !== null && !streaming) node.append(meta(row, look));
  return node;
}

function classes(base, { first, last, state }) {
  return [base, first && "first", last && "last", state].filter(Boolean).join(" ");
}

function author({ kind, name, tag }, { strings }) {
  const node = element("p", { class: `author by-${kind}` });
  node.append(element("span", { class: "author-mark", "aria-hidden": "true" }, mark(kind, name)));
  node.append(element("span", { class: "author-name", dir: "auto" }, name || strings.team));
  if (tag) node.append(element("span", { class: "tag" }, tag));
  return node;
}

function mark(kind, name) {
  if (kind === "assistant") return icon("sparkle");
  return name ? Array.from(name)[0].toUpperCase() : icon("person");
}

function bubble({ body }) {
  const text = element("p", { class: "bubble", dir: "auto" });
  text.append(...linkParts(body).map(({ text: part, href }) => (href ? link(part, href) : part)));
  return text;
}

/** Where the answer is from: articles are the team's own, so their titles say enough. */
function sources({ sources: articles }, { strings }) {
  const titles = articles.map(({ title }) => element("li", { dir: "auto" }, title));
  const list = element("ul", { "aria-label": strings.sources }, ...titles);
  return element("div", { class: "sources" }, icon("book"), list);
}

function link(text, href) {
  const rel = "noopener noreferrer nofollow";
  return element("a", { href, rel, target: "_blank", title: href, dir: "ltr" }, text);
}

function meta({ kind, at, state }, { clock, strings }) {
  const node = element("p", { class: "meta" }, element("time", {}, clock.time(at)));
  if (kind !== "visitor") return node;
  const words = element("span", { class: state === "sent" ? "unseen" : "" }, strings[state]);
  node.append(icon(state === "sent" ? "check" : "clock"), words);
  return node;
}

function refusal({ key, reason }, { strings, on }) {
  return element(
    "div",
    { class: "refusal" },
    element("p", {}, icon("alert"), " ", strings.refused(reason)),
    element("button", { type: "button", click: () => on.retry(key) }, strings.retry),
    element("button", { type: "button", click: () => on.edit(key) }, strings.edit),
  );
}
