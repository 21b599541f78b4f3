import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { filesOf, saveFiles, Selection } from "../../src/panel/media/selection";
import { files, mediaServer } from "./files";

describe("what is chosen", () => {
  test("is counted with its size", () => {
    const selection = new Selection();
    const some = files(4);
    selection.set(some, true);
    selection.set(some.slice(0, 1), false);
    expect([selection.size, selection.bytes]).toEqual([3, 3000]);
    expect(selection.of(some)).toBe("some");
    expect(selection.of(some.slice(1))).toBe("all");
    expect(selection.of(some.slice(0, 1))).toBe("none");
    selection.clear();
    expect(selection.size).toBe(0);
  });

  test("of a flight is all of it, and not more than can be saved at once", async () => {
    const { hass } = mediaServer(files(450));
    expect(await filesOf(hass, { device_id: "d" }, 2000)).toHaveLength(450);
    expect(await filesOf(hass, { device_id: "d" }, 300)).toHaveLength(400);
  });
});

describe("saving", () => {
  const saved: string[] = [];
  beforeEach(() => {
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push(this.getAttribute("href") ?? "");
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    saved.length = 0;
  });

  test("one is its link, few are one after the other", async () => {
    const { hass, asked } = mediaServer([]);
    for (const count of [1, 5]) {
      saved.length = 0;
      await saveFiles(hass, "d", files(count), 0);
      expect(saved).toEqual(files(count).map(({ download }) => download));
    }
    expect(asked("zip")).toEqual([]);
  });

  test("many are one zip of exactly these", async () => {
    const { hass, asked } = mediaServer([]);
    await saveFiles(hass, "d", files(6), 0);
    expect(saved).toEqual(["/zip/token"]);
    expect(asked("zip")).toEqual([
      { type: "dji_dock/media/zip", device_id: "d", keys: files(6).map(({ key }) => key) },
    ]);
  });
});
