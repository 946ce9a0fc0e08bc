/** The server's public HTTP routes, and its refusals as one error type. */

const TIMEOUT_MS = 15_000;

/** The server answered no. Everything else that goes wrong with a request is the network. */
export class Refused extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? "";
    this.retryAfter = retryAfter;
  }
}

export class Api {
  #base;

  /** @param {string} base Address of the page: the routes lie beside it, behind any proxy path. */
  constructor(base) {
    this.#base = base;
  }

  get socketUrl() {
    const url = this.#url("socket");
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return url.href;
  }

  config() {
    return this.#request("config", {});
  }

  startSession(details) {
    return this.#request("sessions", { method: "POST", body: JSON.stringify(details) });
  }

  messages(token, after) {
    return this.#request(`messages?after=${after}`, { token });
  }

  postMessage(token, message) {
    return this.#request("messages", { method: "POST", token, body: JSON.stringify(message) });
  }

  askForPerson(token) {
    return this.#request("handoff", { method: "POST", token });
  }

  tellHelped(token) {
    return this.#request("helped", { method: "POST", token });
  }

  #url(route) {
    return new URL(`api/v1/public/${route}`, this.#base);
  }

  async #request(route, { token, ...options }) {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(this.#url(route), {
      ...options,
      headers,
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw await refusal(response);
    return response.json();
  }
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  return new Refused(response.status, problem, Number(response.headers.get("Retry-After")) || null);
}
