/**
 * What the page knows, and how every frame and local event changes it. Pure: no I/O, no clock.
 *
 * A message is known by its `seq`; one that only an `ack` has told of is provisional, so that the
 * place to resume from never jumps over a message that has not arrived.
 */

export const Link = Object.freeze({
  IDLE: "idle", // nothing to talk about yet
  CONNECTING: "connecting",
  SOCKET: "socket",
  POLLING: "polling",
  DOWN: "down",
});

export const START = Object.freeze({
  conversation: null,
  messages: [],
  outbox: [],
  answer: null,
  typing: null,
  agentsOnline: null,
  personAsked: false,
  lostSession: false,
  link: Link.IDLE,
});

export function reduce(state, event) {
  const change = changes[event.type];
  return change ? { ...state, ...change(state, event) } : state;
}

/** The number after which to ask for messages. */
export function resumeAfter(state) {
  return state.messages.findLast((message) => !message.provisional)?.seq ?? 0;
}

export function isConnected({ link }) {
  return link === Link.SOCKET || link === Link.POLLING;
}

export function handlerKind(state) {
  return state.conversation?.handler.kind ?? null;
}

const changes = {
  welcome: (state, { conversation, messages }) => ({
    ...conversationChange(state, conversation),
    messages: merge(state.messages, messages),
    answer: null,
    typing: null,
  }),

  page: (state, { conversation, messages }) => ({
    ...conversationChange(state, conversation),
    messages: merge(state.messages, messages),
  }),

  conversation: (state, { conversation }) => conversationChange(state, conversation),

  message: (state, { message }) => ({
    messages: merge(state.messages, [message]),
    answer: state.answer?.id === message.client_id ? null : state.answer,
    typing: state.typing?.kind === message.author.kind ? null : state.typing,
  }),

  ack: (state, ack) => {
    const entry = state.outbox.find(({ client_id }) => client_id === ack.client_id);
    const message = entry && confirmed(entry, ack);
    return message ? { messages: merge(state.messages, [message]), lostSession: false } : {};
  },

  delta: (state, { answer_id: id, index, text }) => {
    const known = state.answer?.id === id ? state.answer : { id, next: 0, text: "", whole: true };
    if (index < known.next) return {};
    const whole = known.whole && index === known.next;
    const answer = { id, next: index + 1, text: whole ? known.text + text : "", whole };
    return { answer, typing: state.typing?.kind === "assistant" ? null : state.typing };
  },

  "answer.cancelled": (state, { answer_id }) =>
    state.answer?.id === answer_id ? { answer: null } : {},

  typing: (_, { author, on }) => ({ typing: on && author.kind !== "visitor" ? author : null }),
  presence: (_, { agents_online }) => ({ agentsOnline: agents_online }),
  outbox: (_, { entries }) => ({ outbox: entries }),
  "person.asked": () => ({ personAsked: true }),
  link: (_, { link }) => ({ link }),
  "session.lost": ({ outbox, personAsked }) => ({
    ...START,
    outbox,
    personAsked,
    lostSession: true,
  }),
};

/** Only the assistant writes in pieces: whoever has it otherwise, a piece is void. */
function conversationChange(state, conversation) {
  const assistantHasIt = conversation.handler.kind === "assistant";
  return {
    conversation,
    answer: assistantHasIt ? state.answer : null,
    personAsked: state.personAsked && assistantHasIt,
  };
}

function merge(known, arrived) {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of arrived) {
    if (!message.provisional || !bySeq.has(message.seq)) bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function confirmed({ client_id, body }, { id, seq, created_at }) {
  const author = { kind: "visitor", id: null, name: "" };
  const known = { id, client_id, seq, body, author, created_at };
  return { ...known, kind: "text", notice: null, provisional: true };
}
