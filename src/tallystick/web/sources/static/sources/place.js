// A place on the map: a circle as wide as what is not known; a click gives the form a point.
import { baseMap, circle } from "../atlas/base.js";

const RADIUS_WITHOUT_ONE_M = 2000;
const DECIMALS = 5;
const form = document.querySelector("[data-point]");

for (const element of document.querySelectorAll("[data-place]")) {
  const { latitude, longitude, radius, area } = element.dataset;
  const map = baseMap(element);
  if (latitude !== undefined) {
    const known = Number(radius) > 0;
    const look = { area: area !== undefined, dashed: !known };
    const drawn = circle([Number(latitude), Number(longitude)], known ? Number(radius) : RADIUS_WITHOUT_ONE_M, look).addTo(map);
    map.fitBounds(drawn.getBounds().pad(3), { maxZoom: 10, animate: false });
  }
  let chosen = null;
  if (form)
    map.on("click", ({ latlng }) => {
      const at = latlng.wrap();
      form.elements.latitude.value = at.lat.toFixed(DECIMALS);
      form.elements.longitude.value = at.lng.toFixed(DECIMALS);
      chosen = (chosen || L.circleMarker(at, { radius: 7, className: "chosen-point", fillOpacity: 0.4 }).addTo(map)).setLatLng(at);
    });
}
