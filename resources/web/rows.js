/** What the log shows, as flat values: pure, so that the view only has to draw the differences. */

import { handlerKind, isConnected } from "./store.js";

const GROUP_MS = 5 * 60 * 1000;
const HAN = /\p{Script=Han}/u;
const NONE = Object.freeze([]);
const VISITOR = Object.freeze({ kind: "visitor", id: null, name: "" });
const ASSISTANT = Object.freeze({ kind: "assistant", id: null, name: "" });

/**
 * @param {object} state See store.js.
 * @param {object} look The words, and `shown`: how many of the newest messages to show; the rest
 *   waits behind a button.
 */
export function rowsOf(state, look) {
  const items = itemsOf(state);
  const visible = items.slice(-look.shown);
  const isCut = items.length > visible.length;
  const rows = isCut ? [{ key: "earlier", type: "earlier" }] : opening(look);
  rows.push(...grouped(visible, look));
  if (items.length === 0 && look.questions.length > 0) {
    rows.push({ key: "questions", type: "questions", questions: look.questions });
  }
  const writer = whoWrites(state);
  if (writer) rows.push({ key: "typing", type: "typing", ...authorOf(writer, look) });
  else if (awaitsVerdict(state)) rows.push({ key: `verdict:${items.at(-1).id}`, type: "verdict" });
  return rows;
}

/** What stands before the first message. */
function opening(look) {
  const greeting = { id: "greeting", author: look.greeter, body: look.greeting, at: null };
  return [
    { key: "welcome", type: "welcome" },
    messageRow({ ...greeting, state: "sent" }, undefined, undefined, look),
  ];
}

function itemsOf(state) {
  const unsent = isConnected(state) ? "sending" : "waiting";
  const items = state.messages.map(fromServer);
  items.push(...unconfirmed(state).map((entry) => fromOutbox(entry, unsent)));
  if (state.answer?.text) items.push(fromAnswer(state.answer, items.at(-1)?.at ?? 0));
  return items;
}

/** Texts of the outbox that the server has not shown back yet. */
function unconfirmed({ outbox, messages }) {
  const known = new Set(messages.map((message) => message.client_id));
  return outbox.filter((entry) => !known.has(entry.client_id));
}

function fromServer(message) {
  const { client_id: id, body, kind, notice, sources, created_at } = message;
  const author = message.author.kind === "visitor" ? VISITOR : message.author;
  return { id, author, body, kind, notice, sources, at: Date.parse(created_at), state: "sent" };
}

function fromOutbox({ client_id: id, body, at, refusal }, unsent) {
  const state = refusal ? "refused" : unsent;
  return { id, author: VISITOR, body, kind: "text", at, state, refusal };
}

/** The answer's id becomes the message's client_id: the row stays the same one. */
function fromAnswer({ id, text }, at) {
  return { id, author: ASSISTANT, body: text, kind: "text", at, state: "streaming" };
}

function grouped(items, look) {
  const rows = [];
  items.forEach((item, place) => {
    const [before, after] = [items[place - 1], items[place + 1]];
    if (!before || !sameDay(before.at, item.at)) rows.push(dateRow(item));
    rows.push(item.kind === "event" ? eventRow(item, look) : messageRow(item, before, after, look));
  });
  return rows;
}

function dateRow({ id, at }) {
  return { key: `date:${id}`, type: "date", at };
}

/** The server's line says most, but in the language that the visit began with. */
function eventRow({ id, notice, author, body }, { strings }) {
  const words = body.replace(author.name, "");
  const isReadable = HAN.test(words) === HAN.test(strings.ownName);
  const text = isReadable ? body : (strings.notices[notice]?.(author.name) ?? body);
  return { key: id, type: "event", text };
}

function messageRow(item, before, after, look) {
  return {
    key: item.id,
    type: "message",
    first: !belongTogether(before, item),
    last: !belongTogether(item, after),
    ...authorOf(item.author, look),
    body: item.body,
    at: item.at,
    state: item.state,
    sources: item.sources ?? NONE,
    reason: reasonOf(item.refusal, look),
  };
}

function reasonOf(refusal, { strings }) {
  return refusal ? (strings.reasons[refusal.code] ?? refusal.detail) : "";
}

function authorOf(author, { assistantName, assistantTag }) {
  if (author.kind !== "assistant") return { kind: author.kind, name: author.name, tag: "" };
  return { kind: "assistant", name: assistantName, tag: assistantTag };
}

function belongTogether(a, b) {
  if (!a || !b || a.kind === "event" || b.kind === "event") return false;
  const sameAuthor = a.author.kind === b.author.kind && a.author.id === b.author.id;
  const alone = a.state === "refused" || b.state === "refused";
  return sameAuthor && !alone && b.at - a.at < GROUP_MS && sameDay(a.at, b.at);
}

/** Whose dots to show; none while the answer itself is seen growing. */
function whoWrites(state) {
  if (state.typing) return state.typing;
  if (state.answer?.text) return null;
  return state.answer || expectsAnswer(state) ? ASSISTANT : null;
}

/** The visitor's text is on disk and the assistant has the conversation: its answer is coming. */
function expectsAnswer(state) {
  const newest = state.messages.at(-1);
  return handlerKind(state) === "assistant" && newest?.author.kind === "visitor";
}

/** The assistant has answered from the articles and nothing has come after it: was that enough? */
function awaitsVerdict(state) {
  const { answer, conversation, messages, outbox, personAsked } = state;
  if (answer || personAsked || outbox.length > 0 || conversation?.status !== "open") return false;
  return handlerKind(state) === "assistant" && messages.at(-1)?.sources.length > 0;
}

function sameDay(a, b) {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
