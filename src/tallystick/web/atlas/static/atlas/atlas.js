// The casebook on a map: circles of what lies close together, hatched areas for what is known only to a division.
// The map, the timeline and the list follow one form; moving the map or dragging over the timeline fills it in.
import { baseMap, circle } from "./base.js";
import { Box, read, written } from "./box.js";

const element = document.getElementById("atlas-map");
const form = document.getElementById("filters");
const words = element.dataset;
const map = baseMap(element);
const drawn = L.layerGroup().addTo(map);
const FIT = { animate: false, padding: [30, 30], maxZoom: 9 };
let request = null;

function label(cell) {
  const mark = document.createElement("div");
  const killed = document.createElement("span");
  const count = document.createElement("small");
  killed.textContent = cell.short;
  count.textContent = cell.name ? `${cell.name}: ${cell.totals.incidents}` : cell.totals.incidents;
  mark.append(killed, count);
  mark.title = `${cell.totals.incidents} ${words.wordsIncidents}, ${words.wordsKilled} ${cell.killed}${cell.name ? `; ${words.wordsArea} ${cell.name}` : ""}`;
  return mark;
}

function draw(cell) {
  const at = [cell.latitude, cell.longitude];
  const size = Math.min(68, 34 + 4 * Math.log2(cell.totals.incidents));
  const mark = label(cell);
  const box = cell.name ? [Math.min(150, 40 + 7 * mark.textContent.length), 34] : [Math.max(size, 16 + 8 * cell.short.length), size];
  const top = cell.name ? circle(at, cell.radius_km * 1000, { area: true, interactive: false }).addTo(drawn).getBounds().getNorth() : at[0];
  const icon = L.divIcon({ html: mark.innerHTML, className: cell.name ? "cluster area" : "cluster", iconSize: box });
  const marker = L.marker([top, at[1]], { icon, keyboard: false, title: mark.title, zIndexOffset: cell.name ? 500 : 0 }).addTo(drawn);
  marker.on("click", () => {
    if (cell.incident) window.location.assign(words.incident.replace(/I0$/, cell.incident));
    else map.setView(at, Math.min(map.getMaxZoom(), map.getZoom() + 2));
  });
}

async function load() {
  const query = new URLSearchParams(new FormData(form));
  query.set("zoom", String(map.getZoom()));
  request?.abort();
  request = new AbortController();
  try {
    const answer = await fetch(`${words.cells}?${query}`, { signal: request.signal });
    if (!answer.ok) return null;
    const found = await answer.json();
    drawn.clearLayers();
    found.cells.forEach(draw);
    const note = document.getElementById("unplaced");
    note.textContent = `${note.dataset.words} ${found.unplaced}`;
    return found.cells;
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    return null;
  }
}

// The box is what is in view, until one is drawn or written: that stays, and what is in view does not matter.
const pinned = form.elements.drawn;
const follow = document.getElementById("follow");

function moved() {
  if (!pinned.value) {
    form.elements.bbox.value = written(map.getBounds());
    form.dispatchEvent(new Event("moved"));
  }
  load();
}

function pin(bounds) {
  pinned.value = bounds ? "1" : "";
  follow.hidden = !bounds;
  box.show(bounds);
}

const box = new Box(map, document.getElementById("draw"), (bounds) => {
  form.elements.bbox.value = written(bounds);
  pin(bounds);
  form.dispatchEvent(new Event("change"));
});
form.elements.bbox.addEventListener("change", () => {
  const bounds = read(form.elements.bbox.value);
  pin(bounds);
  if (bounds) map.fitBounds(bounds.pad(0.2), { animate: false });
});
follow.addEventListener("click", () => {
  pin(null);
  moved();
});

function days(first, last) {
  form.elements.since.value = first;
  form.elements.until.value = last;
  form.dispatchEvent(new Event("change"));
}

// Dragging over the bars: from the one where it began to the one where it ends.
let begun = null;
const barAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-bars] a");
const brushed = (one, other) => {
  const bars = [...document.querySelectorAll("[data-bars] a")];
  const [from, to] = [bars.indexOf(one), bars.indexOf(other)].sort((a, b) => a - b);
  return bars.slice(from, to + 1);
};
document.addEventListener("pointerdown", (event) => {
  begun = event.button === 0 ? barAt(event) : null;
});
document.addEventListener("pointermove", (event) => {
  const bar = begun && barAt(event);
  if (!bar) return;
  document.querySelectorAll(".brushed").forEach((one) => one.classList.remove("brushed"));
  brushed(begun, bar).forEach((one) => one.classList.add("brushed"));
});
document.addEventListener("pointerup", (event) => {
  const bar = begun && barAt(event);
  if (bar) {
    const bars = brushed(begun, bar);
    days(bars[0].dataset.first, bars.at(-1).dataset.last);
  }
  begun = null;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-bars] a")) event.preventDefault();
});
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("[data-bars]")) event.preventDefault();
});

form.addEventListener("change", () => load());
const asked = read(words.box);
if (asked) {
  if (new URLSearchParams(window.location.search).get("drawn")) pin(asked);
  map.fitBounds(pinned.value ? asked.pad(0.2) : asked, { animate: false });
  await load();
} else {
  const cells = await load();
  if (cells?.length) map.fitBounds(L.latLngBounds(cells.flatMap(({ box: [west, south, east, north] }) => [[south, west], [north, east]])), FIT);
  await load();
}
map.on("moveend", moved);
