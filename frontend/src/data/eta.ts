/** When what the server said of a time left came. */
const taken = new WeakMap<object, number>();

/** Return the seconds that are left now, counted on from when the server said it; null if nobody knows. */
export function secondsLeft(item: { eta: number | null }, now = Date.now()): number | null {
  if (item.eta === null) return null;
  let since = taken.get(item);
  if (since === undefined) taken.set(item, (since = now));
  return steady(Math.max(0, item.eta - (now - since) / 1000));
}

/** The further away, the less is it known: seconds of an hour would only jump. */
function steady(seconds: number): number {
  const step = seconds > 600 ? 60 : seconds > 120 ? 10 : 1;
  return Math.round(seconds / step) * step;
}
