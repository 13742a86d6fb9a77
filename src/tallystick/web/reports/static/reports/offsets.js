// Offsets of the record count Unicode code points of the whole text; the page counts UTF-16 units of single nodes.
"use strict";

export function points(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function units(text, wanted) {
  let unit = 0;
  let count = 0;
  for (const sign of text) {
    if (count === wanted) break;
    unit += sign.length;
    count += 1;
  }
  return unit;
}

/** Offset in the text of a place in the page; null where it lies outside the text. */
export function offsetOf(text, node, unit) {
  if (!text.contains(node)) return null;
  const range = document.createRange();
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (piece) {
    range.setStart(piece, 0);
    range.setEnd(node, unit);
    return Number(piece.dataset.start) + points(range.toString());
  }
  range.setStart(text, 0);
  range.setEnd(node, unit);
  return points(range.toString());
}

function placeOf(text, offset) {
  const pieces = [...text.querySelectorAll("[data-start]")];
  const piece = pieces.find((p) => offset < Number(p.dataset.end)) || pieces[pieces.length - 1];
  const node = piece.firstChild;
  return [node, units(node.data, offset - Number(piece.dataset.start))];
}

/** The range of the page over the characters from start to end of the text. */
export function rangeOf(text, start, end) {
  const range = document.createRange();
  range.setStart(...placeOf(text, start));
  range.setEnd(...placeOf(text, end));
  return range;
}

/** Start and end of each word of the text, in order. */
export function wordsOf(text) {
  const found = [];
  let at = 0;
  let last = 0;
  const whole = text.textContent;
  for (const match of whole.matchAll(/\S+/gu)) {
    at += points(whole.slice(last, match.index));
    const length = points(match[0]);
    found.push([at, at + length]);
    at += length;
    last = match.index + match[0].length;
  }
  return found;
}
