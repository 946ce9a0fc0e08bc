/** Finds the links in plain text. Pure: text in, parts out; nothing here makes HTML. */

// Only ASCII: Chinese text follows a link without a space, and look-alike letters stay text.
const CANDIDATE = /\b(?:https?:\/\/|mailto:)[\x21-\x7e]+/gi;
const ALLOWED = new Set(["http:", "https:", "mailto:"]);
const QUOTES = /["'<>`]/;
const CLOSERS = { ")": "(", "]": "[", "}": "{" };

/** @returns {{text: string, href?: string}[]} Together the texts are the whole input. */
export function linkParts(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTail(match[0].split(QUOTES, 1)[0]);
    const href = allowed(shown);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Punctuation at the end is the sentence's; a closing bracket only when it has no partner. */
function withoutTail(link) {
  const last = link.at(-1);
  if (/[.,;:!?*_~]/.test(last)) return withoutTail(link.slice(0, -1));
  const opener = CLOSERS[last];
  if (opener && count(link, opener) < count(link, last)) return withoutTail(link.slice(0, -1));
  return link;
}

function count(text, character) {
  return text.split(character).length - 1;
}

/** A name before the host (https://bank.example@evil.example) only ever misleads the reader. */
function allowed(link) {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const plain = ALLOWED.has(url.protocol) && !url.username && !url.password;
  return plain ? url.href : null;
}
