// Rows by keyboard: one is selected; its buttons have the keys; a decision moves on to the next.
"use strict";

const table = document.querySelector("[data-rows]");
const dialog = document.getElementById("reject");
let chosen = null;
let decided = null; // the claim that was decided last, for "u"
let pending = ""; // the claim that is being decided, and how
let act = "";

const rows = () => [...(table?.querySelectorAll("[data-row]") || [])];
const rowOf = (claim) => rows().find((row) => row.dataset.claim === claim);

function choose(row, focus) {
  if (!row) return;
  chosen?.removeAttribute("aria-selected");
  chosen = row;
  row.setAttribute("aria-selected", "true");
  for (const button of table.querySelectorAll("[data-act]")) delete button.dataset.key;
  for (const button of row.querySelectorAll("[data-act]")) button.dataset.key = button.dataset.act;
  const back = row.querySelector("[data-act=u]") || rowOf(decided)?.querySelector("[data-act=u]");
  if (back) back.dataset.key = "u";
  if (focus) row.querySelector("a.open").focus();
}

function walk(by) {
  const all = rows();
  choose(all[Math.min(Math.max(all.indexOf(chosen) + by, 0), all.length - 1)], true);
}

function next() {
  const all = rows();
  const at = all.indexOf(chosen);
  choose([...all.slice(at + 1), ...all.slice(0, at)].find((row) => !row.dataset.verdict) || chosen, true);
}

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  const row = event.target.closest("[data-row]");
  const rejecting = event.target.closest("[data-reject]");
  if (step) walk(Number(step.dataset.step));
  else if (event.target.closest("[data-next]")) next();
  else if (row && row !== chosen && !event.target.closest("[data-act=u]")) choose(row, false);
  if (rejecting) openReject(row, rejecting.dataset.reject);
});
table?.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && row !== chosen && event.target.matches("a.open")) choose(row, false);
});

function openReject(row, address) {
  const form = document.getElementById("reject-form");
  form.action = address;
  form.elements.edition.value = row.dataset.edition;
  form.elements.free.value = "";
  form.dataset.claim = row.dataset.claim;
  form.querySelector("[data-quote]").textContent = row.querySelector("[data-quote]").textContent;
  dialog.showModal();
}
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "SELECT") return;
  event.preventDefault();
  document.getElementById("reject-form").requestSubmit();
});
dialog?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const row = rowOf(form.dataset.claim);
  dialog.close();
  htmx.ajax("POST", form.action, { source: row, target: row, swap: "outerHTML", values: Object.fromEntries(new FormData(form)) });
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.detail.target?.closest?.("[data-row]");
  if (!row) return;
  pending = row.dataset.claim || "";
  act = event.detail.requestConfig.parameters.act || "";
});
document.body.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  if (!row.matches?.("[data-row]") || !pending || row.dataset.claim !== pending) return;
  pending = "";
  decided = row.dataset.claim;
  const before = chosen && chosen.isConnected ? chosen : row;
  if (act === "undo") choose(row, true);
  else {
    choose(before === row ? row : before, false);
    chosen = row;
    next();
  }
});

// A browser that goes back may show the list as it was left, before what was decided on the pages behind it.
addEventListener("pageshow", (event) => event.persisted && location.reload());

// Filters fold away where there is no room for them.
const box = document.querySelector(".filter-box");
if (box && matchMedia("(max-width: 61.99rem)").matches) box.removeAttribute("open");

choose(rows().find((row) => !row.dataset.verdict) || rows()[0], location.hash === "");
