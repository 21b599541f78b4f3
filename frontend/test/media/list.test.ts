import { describe, expect, test } from "vitest";
import { Days, Files } from "../../src/panel/media/list";
import { file, files, mediaServer } from "./files";

const nothing = (): void => undefined;

describe("files", () => {
  test("come a page at a time, each once, to the end", async () => {
    const { hass, asked } = mediaServer(files(450));
    const list = new Files({ device_id: "d" }, nothing);
    const sizes: number[] = [];
    while (!list.complete) {
      await list.more(hass);
      sizes.push(list.files.length);
    }
    expect(sizes).toEqual([200, 400, 450]);
    expect(new Set(list.files.map(({ key }) => key)).size).toBe(450);
    await list.more(hass);
    expect(asked("files")).toHaveLength(3);
  });

  test("are asked for once, however often one scrolls", async () => {
    const { hass, asked } = mediaServer(files(450));
    const list = new Files({ device_id: "d" }, nothing);
    await Promise.all([list.more(hass), list.more(hass), list.more(hass)]);
    expect(asked("files")).toHaveLength(1);
  });

  test("go on where they failed", async () => {
    const server = mediaServer(files(250));
    const list = new Files({ device_id: "d" }, nothing);
    await list.more(server.hass);
    server.fails = { message: "no" };
    await list.more(server.hass);
    expect([list.error, list.files.length]).toEqual([{ message: "no" }, 200]);
    server.fails = null;
    await list.more(server.hass);
    expect([list.error, list.files.length, list.complete]).toEqual([null, 250, true]);
  });

  test("that arrive wait until they are asked for", async () => {
    const server = mediaServer(files(30));
    const list = new Files({ device_id: "d" }, nothing);
    await list.more(server.hass);
    server.media = [file(-2), file(-1), ...files(30)];
    await list.look(server.hass);
    expect([list.files.length, list.fresh.length]).toEqual([30, 2]);
    await list.accept(server.hass);
    expect(list.fresh).toEqual([]);
    expect(list.files.slice(0, 3).map(({ name }) => name)).toEqual(
      [file(-2), file(-1), file(0)].map(({ name }) => name),
    );
    await list.look(server.hass);
    expect(list.fresh).toEqual([]);
  });

  test("of a gallery with nothing in it need no asking", async () => {
    const server = mediaServer([]);
    const list = new Files({ device_id: "d" }, nothing);
    await list.more(server.hass);
    server.media = files(3);
    await list.look(server.hass);
    expect([list.files.length, list.fresh.length]).toEqual([3, 0]);
  });

  test("of which too many have arrived are fetched anew: none is left out between", async () => {
    const server = mediaServer(files(30));
    const list = new Files({ device_id: "d" }, nothing);
    await list.more(server.hass);
    server.media = Array.from({ length: 330 }, (_, index) => file(index - 300));
    await list.look(server.hass);
    expect(list.manyFresh).toBe(true);
    await list.accept(server.hass);
    await list.more(server.hass);
    expect(list.files.map(({ key }) => key)).toEqual(server.media.map(({ key }) => key));
  });

  test("that fail to be looked for say nothing", async () => {
    const server = mediaServer(files(3));
    const list = new Files({ device_id: "d" }, nothing);
    await list.more(server.hass);
    server.fails = { message: "no" };
    await list.look(server.hass);
    expect(list.error).toBeNull();
  });
});

test("days that are asked for twice are those of the later answer", async () => {
  const server = mediaServer([]);
  const days = new Days("d", nothing);
  const first = days.load(server.hass);
  server.days = [{ day: "2026-11-20", files: 1, size: 1, flights: [] }];
  await Promise.all([days.load(server.hass), first]);
  expect(days.days).toEqual(server.days);
});
