import { expect, test } from "vitest";
import type { MediaPoint } from "../../src/data/commands";
import { nearest, pathsOf } from "../../src/panel/media/places";
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

test("each flight is a path from its first picture to its last", () => {
  const name = (flight: string, time: string): string => `media/x/${flight}/DJI_${time}_0001_V.JPG`;
  const paths = pathsOf(
    [
      point(name("b", "20261120120001"), 2, 2),
      point(name("b", "20261120120000"), 1, 1),
      point(name("a", "20261119080000"), 3, 3),
      point("media/x/a/strange.jpg", 4, 4),
    ],
    "red",
  );
  expect(paths.map(({ points }) => points.map((each) => each.point[0]))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(paths[0]?.points[0]?.timestamp).toEqual(new Date(2026, 10, 20, 12));
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
