// A map without tiles: the outlines of the countries (Natural Earth, public domain), and circles for what is not exact.

const OUTLINE = { className: "outline", interactive: false, weight: 1 };

// TopoJSON to rings of [latitude, longitude]; arcs are steps on a grid, a negative index is an arc backwards.
function rings(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [y * scale[1] + translate[1], x * scale[0] + translate[0]];
    });
  });
  const ring = (parts) =>
    parts.flatMap((index, at) => {
      const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
      return at ? arc.slice(1) : arc;
    });
  return topology.objects.countries.geometries.flatMap((g) =>
    (g.type === "Polygon" ? [g.arcs] : g.arcs || []).map((polygon) => polygon.map(ring)),
  );
}

export function baseMap(element) {
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    worldCopyJump: true,
    minZoom: 1,
    maxZoom: 12,
    renderer: L.svg({ padding: 0.5 }),
    fadeAnimation: false,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  }).setView([20, 10], 2);
  map.createPane("outlines").style.zIndex = 200;
  fetch(element.dataset.outlines)
    .then((answer) => answer.json())
    .then((topology) => {
      const renderer = L.canvas({ pane: "outlines", padding: 0.5 });
      const look = getComputedStyle(element);
      const colours = { color: look.getPropertyValue("--edge").trim(), fillColor: look.getPropertyValue("--panel").trim(), fillOpacity: 1 };
      L.polygon(rings(topology), { ...OUTLINE, ...colours, renderer, pane: "outlines" }).addTo(map);
    });
  const { wordsNearer: zoomInTitle, wordsFarther: zoomOutTitle } = element.dataset;
  L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  return map;
}

// A circle of a radius in metres; an area is hatched, a radius that is not known is dashed.
export function circle(at, radius, { area = false, dashed = false, ...more } = {}) {
  const look = { className: "unsure", fillOpacity: area ? 1 : 0.25, ...(area ? { fillColor: "url(#hatch)" } : {}), ...more };
  return L.circle(at, { radius, weight: 2, dashArray: dashed || area ? "5 4" : null, ...look });
}
