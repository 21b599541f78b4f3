import type { MediaPoint } from "../../data/commands";

/** East is shorter than north, the more so the further from the equator. */
const narrowing = (latitude: number): number => Math.cos((latitude * Math.PI) / 180);

/** Return what was taken nearest to a place (latitude, longitude in degrees). */
export function nearest(
  points: readonly MediaPoint[],
  [latitude, longitude]: readonly [number, number],
): MediaPoint | undefined {
  let best: MediaPoint | undefined;
  let least = Infinity;
  for (const point of points) {
    const away = Math.hypot(
      point.latitude - latitude,
      (point.longitude - longitude) * narrowing(latitude),
    );
    if (away < least) [best, least] = [point, away];
  }
  return best;
}

/** Return where places lie in a drawing that shows all of them, north above. */
export function scatter(
  points: readonly MediaPoint[],
  width: number,
  height: number,
  margin: number,
): { x: number; y: number; point: MediaPoint }[] {
  const latitudes = points.map((point) => point.latitude);
  const longitudes = points.map((point) => point.longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const narrow = narrowing((south + north) / 2);
  // No larger than a ten-thousandth of a degree, some ten metres, fills it.
  const wide = Math.max((east - west) * narrow, 1e-4);
  const tall = Math.max(north - south, 1e-4);
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / tall);
  return points.map((point) => ({
    x: width / 2 + (point.longitude - (west + east) / 2) * narrow * scale,
    y: height / 2 - (point.latitude - (south + north) / 2) * scale,
    point,
  }));
}
