// The incident's place: a circle as wide as what is not known, hatched where the words name an area; never a pin.
import { baseMap, circle } from "../atlas/base.js";

const RADIUS_WITHOUT_ONE_M = 2000;

for (const element of document.querySelectorAll("[data-latitude]")) {
  const { latitude, longitude, radius, area } = element.dataset;
  const map = baseMap(element);
  const at = [Number(latitude), Number(longitude)];
  const known = Number(radius) > 0;
  const drawn = circle(at, known ? Number(radius) : RADIUS_WITHOUT_ONE_M, { area: area !== undefined, dashed: !known }).addTo(map);
  map.fitBounds(drawn.getBounds().pad(3), { maxZoom: 10, animate: false });
}
