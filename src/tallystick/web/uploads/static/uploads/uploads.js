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

// Too large files are told by name alone; the server says so of each in the upload.
const largest = Number(form.dataset.largest);

class Refused extends Error {
  constructor(sentence, forAll) {
    super(sentence);
    this.forAll = forAll;
  }
}

function partsOf(files) {
  const parts = [];
  let part = [], bytes = 0;
  for (const one of files) {
    const size = one.file.size > largest ? 0 : one.file.size;
    if (part.length === AT_ONCE || (part.length && bytes + size > Number(form.dataset.most))) {
      parts.push(part);
      [part, bytes] = [[], 0];
    }
    part.push(one);
    bytes += size;
  }
  return part.length ? [...parts, part] : parts;
}

async function send(part, batch) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("publisher", form.elements.publisher.value);
  body.set("published", form.elements.published.value);
  if (batch) body.set("batch", batch);
  for (const { file, path } of part) {
    if (file.size > largest) {
      body.append("too-large", path);
      continue;
    }
    body.append("files", file, file.name);
    body.append("path", path);
  }
  const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "application/json", "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) {
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent.trim();
    throw new Refused(told, answer.redirected || [401, 403, 404].includes(answer.status));
  }
  return answer.json();
}

async function handIn(files) {
  const told = { batch: "", items: 0, done: 0, refused: [] };
  for (const part of partsOf(files)) {
    sent.textContent = `${form.dataset.sending}: ${told.done} / ${files.length}`;
    if (!(await handInPart(part, told))) break;
    told.done += part.length;
  }
  if (told.refused.length) sent.textContent = `${form.dataset.refused}: ${told.refused.join(" · ")}`;
  else if (!told.items) sent.textContent = `${form.dataset.refused}: ${form.dataset.nothing}`;
  else location.reload();
}

// What of a part is refused is sought one by one, so that it stops no other file; false where no file would be taken.
async function handInPart(part, told) {
  try {
    const answer = await send(part, told.batch);
    told.batch = answer.batch || told.batch;
    told.items += answer.items;
  } catch (error) {
    if (error.forAll || part.length === 1) {
      told.refused.push(error.forAll ? error.message : `${part[0].path}: ${error.message}`);
      return !error.forAll;
    }
    for (const one of part) if (!(await handInPart([one], told))) return false;
  }
  return true;
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
