// A box on a map: dragged over it with a button pressed before, or taken from what is in view. Written as west, south,
// east, north in degrees, with commas; across the date line west is greater than east.

const DECIMALS = 4;
const SHORTEST_PX = 6;
const turned = (longitude) => (((longitude + 180) % 360) + 360) % 360 - 180;

export function written(bounds) {
  const whole = bounds.getEast() - bounds.getWest() >= 360;
  const [west, east] = whole ? [-180, 180] : [turned(bounds.getWest()), turned(bounds.getEast())];
  const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
  return [west, south, east, north].map((side) => Number(side.toFixed(DECIMALS))).join(",");
}

export function read(text) {
  const sides = text.split(",").map((side) => (side.trim() ? Number(side) : NaN));
  if (sides.length !== 4 || sides.some(Number.isNaN)) return null;
  const [west, south, east, north] = sides;
  return L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);
}

export class Box {
  // `chosen` is called with the bounds of each box that is drawn.
  constructor(map, button, chosen) {
    Object.assign(this, { map, button, chosen, rectangle: null, begun: null });
    const element = map.getContainer();
    button.addEventListener("click", () => this.arm(!this.armed));
    element.addEventListener("pointerdown", (event) => this.begin(event), true);
    element.addEventListener("pointermove", (event) => this.begun && this.show(this.bounds(event)));
    element.addEventListener("pointerup", (event) => this.end(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.arm(false));
  }

  get armed() {
    return this.button.getAttribute("aria-pressed") === "true";
  }

  arm(on) {
    this.button.setAttribute("aria-pressed", String(on));
    this.map.getContainer().classList.toggle("drawing", on);
    this.map.dragging[on ? "disable" : "enable"]();
    this.begun = null;
  }

  begin(event) {
    if (!this.armed || event.button !== 0 || event.target.closest(".leaflet-control")) return;
    event.preventDefault();
    event.stopPropagation();
    this.map.getContainer().setPointerCapture(event.pointerId);
    this.begun = { at: this.map.mouseEventToLatLng(event), x: event.clientX, y: event.clientY };
  }

  bounds(event) {
    return L.latLngBounds(this.begun.at, this.map.mouseEventToLatLng(event));
  }

  end(event) {
    if (!this.begun) return;
    const far = Math.min(Math.abs(event.clientX - this.begun.x), Math.abs(event.clientY - this.begun.y)) >= SHORTEST_PX;
    const bounds = this.bounds(event);
    if (!far) this.show(null);
    this.arm(false);
    if (far) this.chosen(bounds);
  }

  show(bounds) {
    if (this.rectangle) this.rectangle.remove();
    const look = { className: "box", weight: 2, fillOpacity: 0.12, interactive: false };
    this.rectangle = bounds && L.rectangle(bounds, look).addTo(this.map);
  }
}
