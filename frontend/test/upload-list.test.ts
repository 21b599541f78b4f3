import { describe, expect, test, vi } from "vitest";
import type { UploadLink } from "../src/data/commands";
import { secondsLeft } from "../src/data/eta";
import { fromField, toField } from "../src/format/zone";
import { isMixed, linksOf, save } from "../src/panel/uploads/download";
import {
  dayOfBound,
  deletedOf,
  fits,
  merged,
  parts,
  queryFor,
  readFilter,
  renewed,
  sizeOf,
  writeFilter,
} from "../src/panel/uploads/list";
import { fakeHass } from "./fake-hass";
import { aFile, anUpload } from "./uploads";

const hass = fakeHass();
const filterOf = (query: string) => readFilter(new URLSearchParams(query));
const ids = (rows: { upload_id: string }[]): string[] => rows.map((row) => row.upload_id);

describe("the address", () => {
  test("keeps what is asked for", () => {
    const filter = filterOf("status=failed,waiting&dock=d&since=2026-11-29&until=");
    expect(filter.groups).toEqual(["waiting", "failed"]);
    expect(filterOf(new URLSearchParams(writeFilter(filter)).toString())).toEqual(filter);
  });

  test("knows the server's words, too", () => {
    expect(filterOf("status=uploading").groups).toEqual(["in_progress"]);
    expect(filterOf("status=queued,x").groups).toEqual(["waiting"]);
  });

  test("days are those of the user, moments are themselves", () => {
    const far = fakeHass({}, "en", { config: { time_zone: "Asia/Shanghai" } });
    const query = queryFor(far, filterOf("status=canceled&since=2026-11-29&until=2026-11-29"));
    expect(query).toEqual({
      device_id: undefined,
      status: ["canceled"],
      since: "2026-11-28T16:00:00.000Z",
      until: "2026-11-29T15:59:59.999Z",
    });
    expect(queryFor(far, filterOf("since=2026-11-29T08:00:00Z")).since).toBe(
      "2026-11-29T08:00:00.000Z",
    );
    expect(queryFor(far, filterOf("since=x")).since).toBeUndefined();
    expect(dayOfBound(far, "2026-11-29T20:00:00Z")).toBe("2026-11-30");
    expect(dayOfBound(far, "2026-11-29")).toBe("2026-11-29");
    expect(dayOfBound(far, "x")).toBe("");
  });
});

describe("fields of a time", () => {
  test.each([
    ["Europe/Berlin", "2026-03-29T01:30", "2026-03-29T00:30:00.000Z"],
    ["Europe/Berlin", "2026-03-29T03:30", "2026-03-29T01:30:00.000Z"],
    ["Asia/Kolkata", "2026-11-30T00:00", "2026-11-29T18:30:00.000Z"],
    ["America/New_York", "2026-11-01T12:00", "2026-11-01T17:00:00.000Z"],
  ])("%s %s", (time_zone, field, moment) => {
    const there = fakeHass({}, "en", { config: { time_zone } });
    expect(new Date(fromField(there, field)!).toISOString()).toBe(moment);
    expect(toField(there, Date.parse(moment))).toBe(field);
  });

  test("a blank one", () => {
    expect(fromField(hass, "")).toBeNull();
  });
});

describe("what happens meanwhile", () => {
  const rows = [anUpload("c", 3), anUpload("b", 2), anUpload("a", 1)];
  const all = () => true;
  const live = (...uploads: ReturnType<typeof anUpload>[]) =>
    new Map(uploads.map((each) => [each.upload_id, each]));

  test("changes rows where they are, and adds new ones in their place", () => {
    const now = merged(
      rows,
      live(anUpload("b", 2, { status: "failed" }), anUpload("d", 4)),
      new Set(["a"]),
      all,
      true,
    );
    expect(ids(now)).toEqual(["d", "c", "b"]);
    expect(now[2]!.status).toBe("failed");
    expect(now[1]).toBe(rows[0]);
  });

  test("what no longer fits stays where one looks, what never did does not come", () => {
    const failed = (upload: { status: string }) => upload.status === "failed";
    const now = merged(rows, live(anUpload("d", 4)), new Set(), failed, true);
    expect(ids(now)).toEqual(["c", "b", "a"]);
  });

  test("older than what is loaded waits for its page", () => {
    const old = live(anUpload("0", 0), anUpload("b2", 2.5));
    expect(ids(merged(rows, old, new Set(), all, false))).toEqual(["c", "b2", "b", "a"]);
    expect(ids(merged([], old, new Set(), all, false))).toEqual([]);
    expect(ids(merged([], old, new Set(), all, true))).toEqual(["b2", "0"]);
  });

  test("a list that is asked for again keeps its older pages", () => {
    expect(ids(renewed(rows, [anUpload("e", 5), rows[1]!]))).toEqual(["e", "b", "a"]);
    expect(renewed(rows, [])).toEqual([]);
  });

  test("which it fits", () => {
    const upload = anUpload("c", 3, { device_id: "d" });
    expect(fits(hass, filterOf(""), upload)).toBe(true);
    expect(fits(hass, filterOf("dock=e"), upload)).toBe(false);
    expect(fits(hass, filterOf("status=failed"), upload)).toBe(false);
    expect(fits(hass, filterOf("since=2026-11-04"), upload)).toBe(false);
    expect(fits(hass, filterOf("until=2026-11-03"), upload)).toBe(true);
  });
});

test("sizes, what the bucket has lost, and parts", () => {
  const files = [aFile("dock", { stored_size: 5 }), aFile("aircraft", { size: 7 })];
  expect(sizeOf(anUpload("a", 1, { files }))).toBe(12);
  expect(sizeOf(anUpload("a", 1, { files: [] }))).toBeNull();
  const lost = aFile("dock", { deleted: true });
  expect(deletedOf(anUpload("a", 1, { files }))).toBe("none");
  expect(deletedOf(anUpload("a", 1, { files: [lost, aFile("aircraft")] }))).toBe("some");
  expect(deletedOf(anUpload("a", 1, { files: [lost] }))).toBe("all");
  expect(parts([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
});

test("a time left is counted on, and said as exactly as it is known", () => {
  const item = { eta: 100 };
  expect(secondsLeft(item, 1000)).toBe(100);
  expect(secondsLeft(item, 3000)).toBe(98);
  expect(secondsLeft(item, 900_000)).toBe(0);
  expect(secondsLeft({ eta: 3599 }, 0)).toBe(3600);
  expect(secondsLeft({ eta: 133 }, 0)).toBe(130);
  expect(secondsLeft({ eta: null })).toBeNull();
});

describe("downloads", () => {
  const link = (name: string): UploadLink => ({
    device_id: "d",
    upload_id: name,
    module: "dock",
    url: `http://bucket/${name}`,
    name,
    size: 1,
  });

  test("are asked for fifty at once, and saved one after the other", async () => {
    const words = { key: "exceptions.x.message", placeholders: {}, text: "Gone" };
    const many = fakeHass({
      "dji_dock/uploads/links": ({ uploads }) => {
        const [first, ...rest] = uploads as { upload_id: string }[];
        return {
          links: rest.map((each) => link(each.upload_id)),
          failed: [{ ...first, words }],
        };
      },
    });
    const uploads = Array.from({ length: 60 }, (_, n) => anUpload(`u${n}`, n));
    const { links, failed } = await linksOf(many, uploads);
    expect(many.asked).toHaveLength(2);
    expect([links.length, failed.map((each) => each.upload_id)]).toEqual([58, ["u0", "u50"]]);
    const open = vi.fn();
    await save(links, open, 0);
    expect(open).toHaveBeenCalledTimes(58);
  });

  test("a browser saves nothing unencrypted from an encrypted page", () => {
    expect(isMixed([link("a")], "https:")).toBe(true);
    expect(isMixed([link("a")], "http:")).toBe(false);
    expect(isMixed([], "https:")).toBe(false);
  });
});
