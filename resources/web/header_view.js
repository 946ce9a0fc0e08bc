/** Who is there: the team's name, who has the conversation, and whether the line is up. */

import { handlerKind, Link } from "./store.js";

/** @returns {string} When people are back; empty while they are in, or nobody knows. */
export function backAt({ hours }, { clock, strings }) {
  if (!hours || hours.open_now) return "";
  const { next_opening: next } = hours;
  return next ? strings.backAt(clock.moment(Date.parse(next))) : strings.closedNow;
}

export class HeaderView {
  #parts;

  /** @param {{name, mark, state, strip, hours: HTMLElement}} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  draw(state, look) {
    const { config, strings } = look;
    const { name, mark, state: line, strip, hours } = this.#parts;
    setText(name, config.name);
    setText(mark, Array.from(config.name)[0]?.toUpperCase() ?? "");
    const { kind, text } = whoIsThere(state, look);
    line.dataset.kind = kind;
    setText(line, text);
    const closed = handlerKind(state) === "agent" ? "" : backAt(config, look);
    hours.hidden = closed === "";
    setText(hours, closed);
    const trouble = whatIsWrong(state, strings);
    strip.hidden = trouble === "";
    setText(strip, trouble);
  }
}

/** @returns {{kind: string, text: string}} `kind` picks the colour of the dot. */
function whoIsThere(state, look) {
  const { config, strings } = look;
  if (state.conversation?.status === "resolved") {
    return { kind: "resolved", text: strings.resolvedState };
  }
  const kind = handlerKind(state) ?? (config.assistant === "off" ? "team" : "assistant");
  return { kind, text: lines[kind](state, look) };
}

const lines = {
  team: (_, { strings }) => strings.teamState,
  queue: ({ agentsOnline }, { strings }) =>
    agentsOnline === 0 ? strings.nobodyInState : strings.waitingState,
  agent: ({ conversation }, { strings }) => strings.agentState(conversation.handler.agent_name),
  assistant: (_, { config, strings, assistantName }) =>
    config.assistant === "demo" ? strings.demoState : strings.aiState(assistantName),
};

function whatIsWrong({ link, lostSession }, strings) {
  if (link === Link.DOWN) return navigator.onLine ? strings.reconnecting : strings.offline;
  if (link === Link.CONNECTING) return strings.connecting;
  return lostSession ? strings.lostSession : "";
}

/** Setting the same text again would make screen readers say it again. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
