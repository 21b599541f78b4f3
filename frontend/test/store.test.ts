import { describe, expect, test } from "vitest";
import { Store, type Topic } from "../src/data/store";
import type { DockView, UploadView } from "../src/data/types";
import { fakeHass } from "./fake-hass";
import { until } from "./until";

const dock = (device_id: string): DockView => ({ device_id, name: device_id }) as DockView;
const upload = (upload_id: string, status: UploadView["status"]): UploadView =>
  ({ upload_id, device_id: "d", status }) as UploadView;
const snapshot = (version = "1"): object => ({
  type: "snapshot",
  version,
  admin: true,
  entries: [],
  docks: [dock("d")],
  uploads: [upload("u", "uploading")],
});

function listening(pauses: number[] = [0]): {
  hass: ReturnType<typeof fakeHass>;
  store: Store;
  topics: Topic[];
  stop: () => void;
} {
  const hass = fakeHass();
  const store = new Store(pauses);
  const topics: Topic[] = [];
  const stop = store.listen(hass, (topic) => topics.push(topic));
  return { hass, store, topics, stop };
}

describe("the one subscription", () => {
  test("is shared, and ended by the last who listens", async () => {
    const { hass, store, stop } = listening();
    const again = store.listen(hass, () => undefined);
    await until(() => expect(hass.connection.subscriptions).toHaveLength(1));
    stop();
    expect(hass.connection.ended).toBe(0);
    again();
    expect(hass.connection.ended).toBe(1);
    expect(hass.connection.listening).toBe(0);
    const third = store.listen(hass, () => undefined);
    expect(hass.connection.subscriptions).toHaveLength(2);
    third();
  });

  test("tells of what changed only", () => {
    const { hass, store, topics } = listening();
    const { say } = hass.connection.subscriptions[0]!;
    say(snapshot());
    say({ type: "dock", dock: { ...dock("d"), online: true } });
    say({ type: "dock", dock: dock("new") });
    say({ type: "upload", upload: upload("u", "uploaded") });
    say({ type: "upload_gone", device_id: "d", upload_id: "u" });
    say({ type: "media", device_id: "d" });
    say({ type: "dock_gone", device_id: "d" });
    expect(topics).toEqual(["all", "dock:d", "all", "uploads:d", "uploads:d", "media:d", "all"]);
    expect([...store.docks.keys()]).toEqual(["new"]);
    expect(store.uploads.size).toBe(0);
  });

  test("a snapshot replaces what was there", () => {
    const { hass, store } = listening();
    const { say } = hass.connection.subscriptions[0]!;
    say(snapshot());
    say({ ...snapshot("2"), docks: [], uploads: [] });
    expect([store.version, store.docks.size, store.uploads.size]).toEqual(["2", 0, 0]);
  });

  test("asks again until the server knows it, as after a restart", async () => {
    const { hass, store } = listening();
    hass.connection.subscriptions[0]!.say(snapshot());
    hass.connection.fire("disconnected");
    expect(store.live).toBe(false);
    expect(store.docks.size).toBe(1);
    hass.connection.refuse = 3;
    hass.connection.fire("ready");
    await until(() => expect(hass.connection.subscriptions).toHaveLength(2));
    hass.connection.subscriptions[1]!.say(snapshot());
    expect(store.live).toBe(true);
    // What an old subscription still says is not heard.
    hass.connection.subscriptions[0]!.say({ type: "dock_gone", device_id: "d" });
    expect(store.docks.size).toBe(1);
  });

  test("keeps few of the uploads that have ended", () => {
    const { hass, store } = listening();
    const { say } = hass.connection.subscriptions[0]!;
    say(snapshot());
    for (let i = 0; i < 200; i++) say({ type: "upload", upload: upload(`e${i}`, "uploaded") });
    expect(store.uploads.size).toBe(51);
    expect(store.uploads.has("u")).toBe(true);
    expect(store.uploads.has("e199")).toBe(true);
  });
});
