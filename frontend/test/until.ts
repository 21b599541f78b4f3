import { vi } from "vitest";

/** Wait until something holds: it is neither false nor throws. A busy machine is only slow. */
export function until<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(
    async () => {
      const value = await holds();
      if (value === false) throw new Error(`It never held: ${String(holds)}`);
      return value;
    },
    { timeout: 30_000, interval: 10 },
  );
}
