// Keyboard: every element with data-key is reached by those keys ("j", "g q", "?"); "?" lists them all; what scrolls is reached.
// data-opens="ID" opens the dialog with that id; data-closes closes the one around it.
"use strict";

const PREFIX_MS = 900;
let prefix = "";
let prefixTimer = 0;

const typing = (target) =>
  target.isContentEditable || (/^(input|textarea|select)$/i.test(target.tagName) && target.type !== "checkbox");

function reach(element) {
  if (/^(input|textarea|select)$/i.test(element.tagName) && !/^(checkbox|radio)$/.test(element.type)) element.focus();
  else element.click();
}

const named = (keys) => [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === keys && e.offsetParent !== null);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) return void event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const keys = prefix ? `${prefix} ${event.key}` : event.key;
  const element = named(keys);
  clearTimeout(prefixTimer);
  prefix = "";
  if (element) {
    event.preventDefault();
    reach(element);
  } else if (document.querySelector(`[data-key^="${CSS.escape(keys)} "]`)) {
    prefix = keys;
    prefixTimer = setTimeout(() => (prefix = ""), PREFIX_MS);
  }
});

function listKeys(list) {
  const seen = new Set();
  list.replaceChildren();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (seen.has(element.dataset.key) || element.offsetParent === null) continue;
    seen.add(element.dataset.key);
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    const meaning = document.createElement("dd");
    key.textContent = element.dataset.key;
    meaning.textContent = element.getAttribute("aria-label") || element.placeholder || element.textContent.trim();
    term.append(key);
    list.append(term, meaning);
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    dialog.querySelectorAll("[data-keys]").forEach(listKeys);
    dialog.showModal();
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
});

// A refused htmx request says why; the server answers with a notice.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.target = document.getElementById("notices");
    event.detail.swapOverride = "innerHTML";
  }
});

// What is wider than the screen is reached by the keyboard too; a table's caption names it.
function reachScrollable() {
  for (const box of document.querySelectorAll(".scroll")) {
    if (box.scrollWidth <= box.clientWidth || box.hasAttribute("tabindex")) continue;
    box.tabIndex = 0;
    const caption = box.querySelector("caption")?.textContent.trim();
    if (!caption) continue;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", caption);
  }
}
addEventListener("resize", reachScrollable);
document.addEventListener("htmx:afterSwap", reachScrollable);
addEventListener("load", reachScrollable);
