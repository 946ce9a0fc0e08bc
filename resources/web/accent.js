/** The owner's colour, made readable: whatever is chosen, text keeps its contrast. */

const WHITE = [255, 255, 255];
const INK = [11, 21, 38];
const SURFACES = { light: WHITE, dark: [25, 30, 38] };
const TEXT_CONTRAST = 4.5;
// From here on a slightly darker colour under white looks better than the colour under black.
const NEARLY = 2.8;
const STEP = 0.05;

/**
 * @param {string} accent Such as #2563EB.
 * @param {"light"|"dark"} scheme
 * @returns {Object<string, string>} Values of the custom properties.
 */
export function accentColours(accent, scheme) {
  const surface = SURFACES[scheme];
  const fill = parse(accent);
  const text = readableOn(surface, fill, scheme === "light" ? INK : WHITE);
  const onFill = contrast(WHITE, fill) >= NEARLY ? WHITE : INK;
  const safeFill = readableOn(onFill, fill, onFill === WHITE ? INK : WHITE);
  return { "--accent": css(safeFill), "--on-accent": css(onFill), "--accent-text": css(text) };
}

/** The colour, moved towards `target` until it can be read on `ground`. */
function readableOn(ground, colour, target) {
  let share = 0;
  let mixed = colour;
  while (contrast(ground, mixed) < TEXT_CONTRAST && share < 1) {
    share += STEP;
    mixed = colour.map((part, place) => part + (target[place] - part) * Math.min(share, 1));
  }
  return mixed;
}

function contrast(a, b) {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(hex) {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

function css(colour) {
  return `rgb(${colour.map(Math.round).join(" ")})`;
}
