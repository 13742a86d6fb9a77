// The box of a list's filters on a small map, which is loaded when it is opened.
import { baseMap } from "./base.js";
import { Box, read, written } from "./box.js";

const ZOOM_OF_DOTS = 5;

function loaded(tag, words) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), words);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

async function dots(map, form, address) {
  const query = new URLSearchParams(new FormData(form));
  for (const name of ["bbox", "verdict", "tab", "sort"]) query.delete(name);
  query.set("zoom", ZOOM_OF_DOTS);
  const answer = await fetch(`${address}?${query}`);
  if (!answer.ok) return null;
  const { cells } = await answer.json();
  for (const cell of cells) {
    const look = { radius: Math.min(12, 4 + Math.log2(cell.totals.incidents)), className: "dot", weight: 1, fillOpacity: 0.6, interactive: false };
    L.circleMarker([cell.latitude, cell.longitude], look).addTo(map);
  }
  return cells.length ? L.latLngBounds(cells.map((cell) => [cell.latitude, cell.longitude])) : null;
}

async function open(holder) {
  const { leaflet, styles, cells } = holder.dataset;
  const form = holder.closest("form");
  const field = form.elements.bbox;
  await Promise.all([loaded("script", { src: leaflet }), ...styles.split(" ").map((href) => loaded("link", { rel: "stylesheet", href }))]);
  const map = baseMap(holder.querySelector(".map"));
  const take = (bounds) => {
    field.value = written(bounds);
    form.requestSubmit();
  };
  const box = new Box(map, holder.querySelector("[data-draw]"), take);
  holder.querySelector("[data-view]").addEventListener("click", () => take(map.getBounds()));
  field.addEventListener("change", () => box.show(read(field.value)));
  const now = read(field.value);
  box.show(now);
  const around = await dots(map, form, cells);
  if (now || around) map.fitBounds((now || around).pad(0.2), { animate: false, maxZoom: 8 });
}

for (const holder of document.querySelectorAll("[data-box-map]")) holder.addEventListener("toggle", () => open(holder), { once: true });
