import { vi } from "vitest";

/** Wait until something holds; a busy machine is only slow. */
export function until<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { timeout: 30_000, interval: 10 });
}
