// One report: words and cards point at one another; selected words open the menu of slots.
"use strict";

import { offsetOf, rangeOf, wordsOf } from "./offsets.js";

const holder = document.getElementById("reading");
const menu = document.getElementById("words");
const dialog = document.getElementById("reject");
let chosen = "";
let cursor = null; // words of a selection by keyboard: {anchor, focus}, indices into words
let words = [];
let scrolled = [0, 0];

const text = () => document.getElementById("text");
const cards = () => [...holder.querySelectorAll(".card")];
const cardOf = (claim) => cards().find((card) => card.dataset.claim === claim);
const claimsAt = (piece) => (piece?.dataset.claims || "").split(" ").filter(Boolean);
const pieces = () => [...text().querySelectorAll(".seg")];
const slotsAt = (piece) => (piece.dataset.slots || "").split(" ").filter(Boolean);

function prepare() {
  words = wordsOf(text());
  cursor = null;
  const numbers = new Map(cards().map((card, index) => [card.dataset.claim, index + 1]));
  for (const piece of pieces()) {
    const claims = claimsAt(piece);
    const begins = (piece.dataset.begins || "").split(" ").filter(Boolean);
    if (begins.length) piece.dataset.nth = begins.map((claim) => numbers.get(claim)).join(",");
    if (claims.length) {
      piece.classList.toggle("rejected", claims.every((claim) => cardOf(claim)?.dataset.verdict === "reject"));
      const lanes = [...piece.classList].filter((name) => name.startsWith("lane-"));
      claims.forEach((claim, index) => cardOf(claim)?.classList.add(lanes[index] || "lane-0"));
    }
  }
  const asked = holder.querySelector(".reading").dataset.chosen;
  choose(asked || chosen || cards().find((card) => !card.dataset.verdict)?.dataset.claim || cards()[0]?.dataset.claim, Boolean(asked));
}

function choose(claim, show) {
  const card = cardOf(claim);
  if (!card) return;
  chosen = claim;
  for (const other of cards()) {
    const mine = other === card;
    if (mine) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
    for (const button of other.querySelectorAll("[data-act]")) {
      if (mine) button.dataset.key = button.dataset.act;
      else delete button.dataset.key;
    }
  }
  for (const piece of pieces()) {
    piece.classList.toggle("on", claimsAt(piece).includes(claim));
    piece.classList.toggle("filled", slotsAt(piece).some((pair) => pair.split("|")[1] === claim && pair.split("|")[0] !== "text"));
  }
  if (show) {
    card.scrollIntoView({ block: "nearest" });
    pieces().find((piece) => claimsAt(piece).includes(claim))?.scrollIntoView({ block: "nearest" });
  }
}

function near(claims) {
  for (const card of cards()) card.classList.toggle("near", claims.includes(card.dataset.claim));
  for (const piece of pieces()) piece.classList.toggle("near", claimsAt(piece).some((claim) => claims.includes(claim)));
}

function point(from, to) {
  for (const piece of pieces()) {
    piece.classList.toggle("pointed", Number(piece.dataset.start) < to && Number(piece.dataset.end) > from);
  }
}

// The words under a claim's card and the card of words: hover, focus and click, both ways.
holder.addEventListener("mouseover", (event) => {
  const piece = event.target.closest(".seg.claim");
  const card = event.target.closest(".card");
  near(piece ? claimsAt(piece) : card ? [card.dataset.claim] : []);
  const filler = event.target.closest("[data-from]");
  point(filler ? Number(filler.dataset.from) : 0, filler ? Number(filler.dataset.to) : 0);
});
holder.addEventListener("mouseleave", () => (near([]), point(0, 0)));
holder.addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  if (card && card.dataset.claim !== chosen) choose(card.dataset.claim, false);
});
holder.addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  const rejecting = event.target.closest("[data-reject]");
  const step = event.target.closest("[data-step]");
  if (rejecting) openReject(rejecting.closest(".card"), rejecting.dataset.reject);
  else if (step) walk(Number(step.dataset.step));
  else if (event.target.closest("[data-next]")) next();
  else if (card) choose(card.dataset.claim, false);
  else if (getSelection().isCollapsed) pick(event.target.closest(".seg.claim"));
});

/** A click on words chooses the shortest claim over them, the next click the next one. */
function pick(piece) {
  const length = (claim) => pieces().filter((p) => claimsAt(p).includes(claim)).reduce((n, p) => n + p.textContent.length, 0);
  const here = claimsAt(piece).sort((one, other) => length(one) - length(other));
  if (here.length) choose(here[(here.indexOf(chosen) + 1) % here.length], true);
}

function walk(by) {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.claim === chosen);
  const card = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!card) return;
  card.focus({ preventScroll: true });
  choose(card.dataset.claim, true);
}

function next() {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.claim === chosen);
  const card = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((c) => !c.dataset.verdict);
  if (!card) return;
  card.focus({ preventScroll: true });
  choose(card.dataset.claim, true);
}

function openReject(card, address) {
  const form = document.getElementById("reject-form");
  form.action = address;
  form.setAttribute("hx-post", address);
  form.setAttribute("hx-target", "#reading");
  form.elements.edition.value = card.dataset.edition;
  form.elements.free.value = "";
  form.querySelector("[data-quote]").textContent = card.querySelector("[data-slot=text] bdi")?.textContent || "";
  htmx.process(form);
  dialog.showModal();
}
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "SELECT") return;
  event.preventDefault();
  document.getElementById("reject-form").requestSubmit();
});

// Selecting words: with the mouse, or word by word with the keyboard.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(text(), range.startContainer, range.startOffset);
  const end = offsetOf(text(), range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, box: range.getBoundingClientRect() };
}

function openMenu(byKeyboard) {
  const words = selected();
  const reading = holder.querySelector(".reading");
  if (!words || !document.querySelector(".acts, .help") || !reading.dataset.words) return;
  const edition = cardOf(chosen)?.dataset.edition || "";
  const query = new URLSearchParams({ start: words.start, end: words.end, claim: chosen, edition });
  htmx.ajax("GET", `${reading.dataset.words}?${query}`, { target: "#words", swap: "innerHTML" }).then(() => {
    menu.hidden = false;
    place(words.box);
    if (byKeyboard) menu.querySelector("button[name=slot], select, input:not([type=hidden])")?.focus();
  });
}

/** Beside the text where there is room, so that the words stay in sight; else below them. */
function place(box) {
  const column = holder.querySelector(".cards").getBoundingClientRect();
  const beside = column.left > text().getBoundingClientRect().right - 8 || column.right < text().getBoundingClientRect().left + 8;
  const ceiling = document.querySelector(".bar").getBoundingClientRect().bottom + 8;
  const left = Math.min(beside ? column.left : box.left, innerWidth - menu.offsetWidth - 8);
  const wanted = beside ? box.top : box.bottom + 8;
  const top = Math.max(ceiling, Math.min(wanted, innerHeight - menu.offsetHeight - 8));
  menu.style.left = `${Math.max(8, left) + scrollX}px`;
  menu.style.top = `${top + scrollY}px`;
}

function closeMenu() {
  if (menu.hidden) return;
  const inside = menu.contains(document.activeElement);
  menu.hidden = true;
  menu.replaceChildren();
  if (inside) text()?.focus({ preventScroll: true });
}

document.addEventListener("mouseup", (event) => {
  if (text()?.contains(event.target)) setTimeout(() => selected() && openMenu(false));
});
document.addEventListener("mousedown", (event) => {
  if (!menu.contains(event.target)) closeMenu();
});
menu.addEventListener("click", (event) => event.target.closest("[data-shut]") && closeMenu());
// Enter in a field sets the slot that the field is of; a browser would press the first button of the form.
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  event.target.closest("fieldset")?.querySelector("button").click();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
  else if (event.target === text() && !event.ctrlKey && !event.metaKey) byKeyboard(event);
});

function byKeyboard(event) {
  const moved = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 12, ArrowUp: -12, Home: -Infinity, End: Infinity }[event.key];
  if (event.key === "Enter" && selected()) {
    event.preventDefault();
    openMenu(true);
  } else if (moved && words.length) {
    event.preventDefault();
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const by = sideways && getComputedStyle(text()).direction === "rtl" ? -moved : moved;
    step(by, event.shiftKey);
  }
}

function step(by, extend) {
  const from = cursor ? cursor.focus + by : firstWord();
  const focus = Math.min(Math.max(from, 0), words.length - 1);
  cursor = { anchor: extend && cursor ? cursor.anchor : focus, focus };
  const [low, high] = [Math.min(cursor.anchor, focus), Math.max(cursor.anchor, focus)];
  const range = rangeOf(text(), words[low][0], words[high][1]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  rangeOf(text(), ...words[focus]).startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

/** Where the keyboard begins: at the chosen claim. */
function firstWord() {
  const start = Number(cardOf(chosen)?.dataset.start || 0);
  return Math.max(0, words.findIndex((word) => word[1] > start));
}

// After a decision the page stands where it stood, and the claim stays chosen; once accepted or rejected, the next one.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== holder) return;
  scrolled = [text().scrollTop, scrollY];
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== holder) return;
  const act = event.detail.requestConfig.parameters.act;
  closeMenu();
  if (dialog.open) dialog.close();
  prepare();
  text().scrollTop = scrolled[0];
  scrollTo(0, scrolled[1]);
  const card = cardOf(chosen);
  card?.focus({ preventScroll: true });
  if (act === "accept" || act === "reject") next();
});
document.body.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.xhr.status >= 400) dialog?.close();
});

prepare();
