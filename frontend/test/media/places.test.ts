import { expect, test } from "vitest";
import type { MediaPoint } from "../../src/data/commands";
import { nearest, scatter } from "../../src/panel/media/places";
import { placeOf, placePath } from "../../src/panel/media/where";
import { parseRoute } from "../../src/panel/routes";

const point = (key: string, latitude: number, longitude: number): MediaPoint => ({
  key,
  latitude,
  longitude,
  kind: "photo",
});

test("a click on the map means what was taken nearest, east and west as they are there", () => {
  // At 60° a degree to the east is half as far as one to the north.
  const points = [point("north", 60.001, 5), point("east", 60, 5.0015)];
  expect(nearest(points, [60, 5])?.key).toBe("east");
  expect(nearest([], [60, 5])).toBeUndefined();
});

test("without tiles, places lie as they do on a map, and all are seen", () => {
  const drawn = scatter([point("sw", 52, 5), point("ne", 52.01, 5.02)], 600, 300, 20);
  const [sw, ne] = drawn as [(typeof drawn)[0], (typeof drawn)[0]];
  expect(ne.x).toBeGreaterThan(sw.x);
  expect(ne.y).toBeLessThan(sw.y);
  for (const { x, y } of drawn) {
    expect(x).toBeGreaterThanOrEqual(20);
    expect(x).toBeLessThanOrEqual(580);
    expect(y).toBeGreaterThanOrEqual(19.9);
    expect(y).toBeLessThanOrEqual(280.1);
  }
  expect(scatter([point("one", 52, 5)], 600, 300, 20)).toMatchObject([{ x: 300, y: 150 }]);
});

test.each([
  "/dji-dock/media",
  "/dji-dock/media/dev",
  "/dji-dock/media/dev/2026-11-20?kind=video",
  "/dji-dock/media/dev/2026-11-20/-",
  "/dji-dock/media/dev/2026-11-20/a%2Fb?view=media%2Fx%2Fy.JPG&map=1",
])("the address %s is the same after it was read", (address) => {
  const [path = "", search = ""] = address.replace("/dji-dock", "").split("?");
  expect(placePath(placeOf(parseRoute(path, search)))).toBe(address);
});
