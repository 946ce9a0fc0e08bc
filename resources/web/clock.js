/** Times as the reader's language writes them. */

const DAY_MS = 24 * 3600 * 1000;

export class Clock {
  #strings;
  #time;
  #day;
  #moment;

  constructor(strings) {
    this.#strings = strings;
    this.#time = new Intl.DateTimeFormat(strings.tag, { timeStyle: "short" });
    this.#day = new Intl.DateTimeFormat(strings.tag, {
      weekday: "short",
      month: "short",
      day: "numeric",
    });
    this.#moment = new Intl.DateTimeFormat(strings.tag, {
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
    });
  }

  time(at) {
    return this.#time.format(at);
  }

  /** A time in the next days, by the reader's own clock. */
  moment(at) {
    return this.#moment.format(at);
  }

  day(at, now = Date.now()) {
    const day = new Date(at).toDateString();
    if (day === new Date(now).toDateString()) return this.#strings.today;
    if (day === new Date(now - DAY_MS).toDateString()) return this.#strings.yesterday;
    return this.#day.format(at);
  }
}
