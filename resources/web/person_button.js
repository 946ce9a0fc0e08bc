/** "Talk to a person": always there, and honest about where the wish stands. */

import { icon } from "./dom.js";
import { handlerKind } from "./store.js";

export class PersonButton {
  #button;
  #drawn = null;

  constructor(button, onAsk) {
    this.#button = button;
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") onAsk();
    });
  }

  draw(state, strings) {
    const { kind, text } = look(state, strings);
    if (this.#drawn === kind + text) return;
    this.#drawn = kind + text;
    this.#button.dataset.kind = kind;
    this.#button.setAttribute("aria-disabled", String(kind !== "free"));
    this.#button.replaceChildren(icon(kind === "agent" ? "check" : "person"), text);
  }
}

function look(state, strings) {
  const isOver = state.conversation?.status === "resolved";
  const handler = isOver ? null : handlerKind(state);
  if (handler === "agent") {
    return { kind: "agent", text: strings.agentState(state.conversation.handler.agent_name) };
  }
  if (handler === "queue") return { kind: "waiting", text: strings.personWaiting };
  if (state.personAsked) return { kind: "waiting", text: strings.personAsked };
  return { kind: "free", text: strings.person };
}
