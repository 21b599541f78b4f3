import { afterEach, describe, expect, test, vi } from "vitest";
import type { DockView, EntryView, UploadView } from "../src/data/types";
import "../src/panel/pages/uploads";
import { entry } from "./docks";
import { type Shown, show } from "./pages";
import { until } from "./until";
import { aFile, anUpload } from "./uploads";
import { dockView, uploadView } from "./views";

const words = (text: string) => ({ key: "none", placeholders: {}, text });
const snapshot = { docks: [dockView(), dockView({ device_id: "e", name: "Barn" })] };
let shown: Shown;

async function open(
  uploads: UploadView[] | ((message: Record<string, unknown>) => unknown),
  answers = {},
  address = "/dji-dock/uploads",
  what: object = snapshot,
) {
  const list = typeof uploads === "function" ? uploads : () => ({ uploads, next: null });
  shown = await show(address, { "dji_dock/uploads/list": list, ...answers }, what);
  return shown;
}

const rows = () => shown.all("tbody tr").map((row) => row.textContent.replace(/\s+/g, " ").trim());
const boxes = () => shown.all<HTMLInputElement>('tbody input[type="checkbox"]');
const asked = (type: string) => shown.hass.asked.filter((each) => each.type === type);

afterEach(() => {
  shown.close();
  vi.restoreAllMocks();
});

describe("the list", () => {
  test("says how each ended and why, and what can be done with it alone", async () => {
    const nothing = { cancel: false, retry: false, download: false, delete: false };
    await open([
      anUpload("b", 2, { status: "failed", words: words("The bucket is full."), may: nothing }),
      anUpload("a", 1, { files: [aFile("dock", { deleted: true, size: 3_000_000 })] }),
    ]);
    await until(() => rows().length === 2);
    expect(rows()[0]).toBe("11/02/2026, 00:00 Roof dock Failed The bucket is full. Dock –");
    expect(rows()[1]).toBe("11/01/2026, 00:00 Roof dock Uploaded Deleted in the bucket Dock 3 MB");
    expect(shown.all("tbody button").map((each) => each.getAttribute("aria-label"))).toEqual([
      "Download: Roof dock, 11/01/2026, 00:00",
      "Upload again: Roof dock, 11/01/2026, 00:00",
      "Delete: Roof dock, 11/01/2026, 00:00",
    ]);
  });

  test("is asked for as its address says, and the chips change that", async () => {
    await open([], {}, "/dji-dock/uploads?status=failed&dock=e");
    await until(() => asked("dji_dock/uploads/list").length === 1);
    expect(asked("dji_dock/uploads/list")[0]).toMatchObject({ device_id: "e", status: ["failed"] });
    shown.button("Waiting").click();
    await until(() => asked("dji_dock/uploads/list").length === 2);
    expect(location.search).toBe("?status=waiting%2Cfailed&dock=e");
    await until(() => shown.text().includes("No upload fits these filters"));
    shown.button("Show all").click();
    await until(() => location.search === "");
  });

  test("goes on where it ended", async () => {
    const all = [3, 2, 1].map((day) => anUpload(`u${day}`, day));
    await open(({ before }) =>
      before ? { uploads: all.slice(2), next: null } : { uploads: all.slice(0, 2), next: "c" },
    );
    await until(() => rows().length === 2);
    shown.button("Show more").click();
    await until(() => rows().length === 3);
    expect(asked("dji_dock/uploads/list").at(-1)).toMatchObject({ before: "c" });
    expect(shown.all("#more")).toEqual([]);
  });

  test("says why there are none while an entry does not run", async () => {
    const stopped = entry({ loaded: false, state: "setup_error", reason: words("No broker.") });
    const what = { docks: [], entries: [stopped] };
    await open([], {}, "/dji-dock/uploads", what);
    await until(() => shown.text().includes("Home does not run."));
    await until(() => !shown.text().includes("Loading"));
    expect(shown.text()).toContain("No broker.");
    expect(shown.text()).not.toContain("No uploads yet");
    const now = { ...snapshot, entries: [entry()], uploads: [], version: "1", admin: true };
    shown.say({ type: "snapshot", ...now });
    await until(() => shown.text().includes("No uploads yet"));
    expect(shown.text()).not.toContain("does not run");
  });

  test("keeps what it had while an entry reloads, of which nobody answers then", async () => {
    let uploads = [anUpload("b", 2), anUpload("a", 1)];
    const running = entry({ entry_id: "e" });
    const what = { ...snapshot, entries: [running] };
    await open(() => ({ uploads, next: null }), {}, "/dji-dock/uploads", what);
    await until(() => rows().length === 2);
    boxes()[1]!.click();
    const told = (entries: EntryView[], docks: DockView[]): void =>
      shown.say({ type: "snapshot", version: "1", admin: true, entries, docks, uploads: [] });
    const all = uploads;
    uploads = [];
    told([{ ...running, loaded: false }], []);
    await until(() => asked("dji_dock/uploads/list").length === 2);
    await until(() => shown.all("[disabled]").length === 0);
    expect(rows()).toHaveLength(2);
    expect(boxes()[1]!.checked).toBe(true);
    uploads = all.slice(1);
    told([running], snapshot.docks);
    await until(() => rows().length === 1);
  });

  test("changes in place while uploads go on, come and go", async () => {
    await open([anUpload("b", 2), anUpload("a", 1)]);
    await until(() => rows().length === 2);
    const row = shown.all("tbody tr")[1];
    const running = { device_id: "d", created: "2026-11-03T00:00:00Z" };
    shown.say({ type: "upload", upload: uploadView({ ...running, upload_id: "c" }) });
    await until(() => rows().length === 3);
    expect(rows()[0]).toContain("Uploading 40% · 1 MB/s · 1m 5s left");
    expect(shown.all("tbody tr")[2]).toBe(row);
    shown.say({ type: "upload", upload: anUpload("c", 3, { status: "canceled" }) });
    await until(() => rows()[0]!.includes("Canceled"));
    shown.say({ type: "upload_gone", device_id: "d", upload_id: "b" });
    await until(() => rows().length === 2);
  });

  test("is asked for anew after the connection broke: ends were missed", async () => {
    let status: UploadView["status"] = "uploading";
    await open(() => ({ uploads: [anUpload("a", 1, { status })], next: null }));
    await until(() => rows().length === 1);
    status = "failed";
    shown.say({
      type: "snapshot",
      version: "1",
      admin: true,
      entries: [],
      ...snapshot,
      uploads: [],
    });
    await until(() => rows()[0]!.includes("Failed"));
  });

  test("that is empty says what to do, and an error stands where it concerns", async () => {
    await open([]);
    await until(() => shown.text().includes("No uploads yet"));
    expect(shown.all("a.primary")[0]!.getAttribute("href")).toBe("/dji-dock/logs");
    shown.close();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the server does
    await open(() => Promise.reject({ message: "The disk is full" }));
    await until(() => shown.text().includes("The disk is full"));
  });

  test("is one of cards where there is little room", async () => {
    await open([anUpload("a", 1)]);
    shown.page.narrow = true;
    await until(() => shown.all("li.card").length === 1);
    expect(shown.all("table")).toEqual([]);
  });
});

describe("several at once", () => {
  const three = [3, 2, 1].map((day) => anUpload(`u${day}`, day));

  test("are ticked one by one, in a range or all, and let go of", async () => {
    await open(three);
    await until(() => boxes().length === 3);
    boxes()[0]!.click();
    boxes()[2]!.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
    await until(() => shown.text().includes("3 uploads selected"));
    boxes()[1]!.click();
    await until(() => shown.text().includes("2 uploads selected"));
    shown.all<HTMLInputElement>("thead input")[0]!.click();
    await until(() => shown.text().includes("3 uploads selected"));
    shown.button("Deselect").click();
    await until(() => boxes().every((box) => !box.checked));
    expect(shown.page.shadowRoot!.activeElement?.id).toBe("heading");
  });

  test("are deleted after a question, and what did not work is said in its row", async () => {
    await open(three, {
      "dji_dock/uploads/delete": () => ({
        deleted: [{ device_id: "d", upload_id: "u3" }],
        failed: [
          { device_id: "d", upload_id: "u2", words: words("It is in use.") },
          { device_id: "d", upload_id: "u1", words: words("It is gone.") },
        ],
      }),
    });
    await until(() => boxes().length === 3);
    shown.all<HTMLInputElement>("thead input")[0]!.click();
    await until(() => shown.text().includes("3 uploads selected"));
    shown.button("Delete (3)").click();
    await until(() => shown.text().includes("Delete 3 uploads?"));
    shown.all<HTMLInputElement>("dji-dock-dialog input")[0]!.click();
    shown.all<HTMLButtonElement>("button.danger")[0]!.click();
    await until(() => rows().length === 2);
    expect(asked("dji_dock/uploads/delete")).toEqual([
      {
        type: "dji_dock/uploads/delete",
        uploads: three.map(({ device_id, upload_id }) => ({ device_id, upload_id })),
        delete_objects: true,
      },
    ]);
    await until(() => shown.text().includes("It did not work for 2 uploads"));
    expect(rows()[0]).toContain("It is in use.");
    expect(rows()[1]).toContain("It is gone.");
  });

  test("are kept if the user thinks better of it", async () => {
    await open(three);
    await until(() => boxes().length === 3);
    shown.button("Delete: Roof dock, 11/03/2026, 00:00").click();
    await until(() => shown.text().includes("Delete 1 upload?"));
    shown.button("Cancel").click();
    await until(() => shown.all("dialog").length === 0);
    expect(asked("dji_dock/uploads/delete")).toEqual([]);
  });

  test("are downloaded one after the other", async () => {
    const clicked: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      clicked.push(this.download);
    });
    await open(three, {
      "dji_dock/uploads/links": () => ({
        links: ["one.tar", "two.tar"].map((name) => ({ name, url: `http://bucket/${name}` })),
        failed: [{ device_id: "d", upload_id: "u1", words: words("It has expired.") }],
      }),
    });
    await until(() => boxes().length === 3);
    shown.all<HTMLInputElement>("thead input")[0]!.click();
    await until(() => shown.text().includes("3 uploads selected"));
    shown.button("Download (3)").click();
    await until(() => clicked.length === 2);
    await until(() => rows()[2]!.includes("It has expired."));
    expect(clicked).toEqual(["one.tar", "two.tar"]);
  });
});

describe("one upload", () => {
  const address = "/dji-dock/uploads/d/u";
  const ended = anUpload("u", 1, { status: "failed", words: words("The bucket is full.") });

  test("has an address of its own, and a way back to the list as it was", async () => {
    await open([ended], { "dji_dock/uploads/get": () => ended }, "/dji-dock/uploads?status=failed");
    await until(() => rows().length === 1);
    shown.go(address);
    await until(() => shown.text().includes("Boot indexes"));
    expect(shown.text()).toContain("The bucket is full.");
    expect(shown.all("a.back")[0]!.getAttribute("href")).toBe("/dji-dock/uploads?status=failed");
    shown.go("/dji-dock/uploads?status=failed");
    await until(() => rows().length === 1);
    expect(asked("dji_dock/uploads/list")).toHaveLength(1);
  });

  test("goes on while one looks, and is repeated under an address of its own", async () => {
    await open(
      [],
      { "dji_dock/uploads/get": () => ended, retry_log_upload: () => ({ upload_id: "again" }) },
      address,
    );
    await until(() => shown.text().includes("The bucket is full."));
    shown.button("Upload again").click();
    await until(() => location.pathname === "/dji-dock/uploads/d/again");
  });

  test("gives links that can be taken along", async () => {
    const link = { name: "roof.tar", url: "http://bucket/roof.tar", size: 5 };
    await open(
      [],
      {
        "dji_dock/uploads/get": () => ended,
        "dji_dock/uploads/links": () => ({ links: [link], failed: [] }),
      },
      address,
    );
    await until(() => shown.text().includes("Details"));
    shown.button("Links").click();
    await until(() => shown.all<HTMLInputElement>("input[readonly]")[0]?.value === link.url);
  });

  test("that is not there, or is deleted while one looks, says so", async () => {
    await open([], { "dji_dock/uploads/get": () => ended }, address);
    await until(() => shown.text().includes("Details"));
    shown.say({ type: "upload_gone", device_id: "d", upload_id: "u" });
    await until(() => shown.text().includes("It was deleted."));
    shown.close();
    const gone = { message: "No such upload" };
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the server does
    await open([], { "dji_dock/uploads/get": () => Promise.reject(gone) }, address);
    await until(() => shown.text().includes("No such upload"));
  });
});
