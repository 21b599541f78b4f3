import { expect, test } from "vitest";
import { parseRoute, pathTo } from "../src/panel/routes";

test.each([
  ["/dji-dock", "overview", []],
  ["/dji-dock/uploads?status=failed&dock=a", "uploads", []],
  ["/dji-dock/media/d/2026-11-30/a%2Fb", "media", ["d", "2026-11-30", "a/b"]],
])("%s", (address, page, parts) => {
  const url = new URL(address, "http://h");
  const route = parseRoute(url.pathname.replace(/^\/dji-dock/, ""), url.search);
  expect([route.page, route.parts]).toEqual([page, parts]);
  expect(pathTo(route.page, route.parts, Object.fromEntries(route.query))).toBe(address);
});

test("what nothing knows is the overview", () => {
  expect(parseRoute("/nowhere/%E0%A4%A", "").page).toBe("overview");
});
