/** How long to wait before the next try. */

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
// Never at once: a server that refuses every socket must not be asked in a tight loop.
const SHORTEST_MS = 100;

/** Full jitter: after a restart ten thousand pages must not come back in the same moment. */
export function backoff(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return SHORTEST_MS + random() * ceiling;
}
