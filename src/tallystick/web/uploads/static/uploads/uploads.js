// Files and folders, dropped or chosen, go to the server in small parts of one batch, with visible progress.
"use strict";

const AT_ONCE = 20;
const form = document.getElementById("files");
const drop = document.getElementById("drop");
const sent = document.getElementById("sent");

const entriesOf = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

async function* filesOf(entry) {
  if (entry.isFile) {
    yield { file: await fileOf(entry), path: entry.fullPath.replace(/^\//, "") };
    return;
  }
  const reader = entry.createReader();
  for (let entries = await entriesOf(reader); entries.length; entries = await entriesOf(reader)) {
    for (const inner of entries) yield* filesOf(inner);
  }
}

async function send(part, batch) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("publisher", form.elements.publisher.value);
  body.set("published", form.elements.published.value);
  if (batch) body.set("batch", batch);
  for (const { file, path } of part) {
    body.append("files", file, file.name);
    body.append("path", path);
  }
  const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "application/json", "HX-Request": "true" } });
  if (!answer.ok) throw new Error(new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent.trim());
  return (await answer.json()).batch;
}

async function handIn(files) {
  let batch = "";
  try {
    for (let start = 0; start < files.length; start += AT_ONCE) {
      sent.textContent = `${form.dataset.sending}: ${start} / ${files.length}`;
      batch = await send(files.slice(start, start + AT_ONCE), batch);
    }
    location.reload();
  } catch (error) {
    sent.textContent = `${form.dataset.refused}: ${error.message}`;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const inputs = [...form.querySelectorAll("input[type=file]")];
  handIn(inputs.flatMap((input) => [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))));
});

drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const files = [];
  for (const entry of entries) for await (const found of filesOf(entry)) files.push(found);
  await handIn(files);
});
