/** Which page an address means, and the address of a page: everything one looks at has one. */

export const PREFIX = "/dji-dock";

export const PAGES = ["overview", "dock", "logs", "uploads", "media", "setup"] as const;
export type Page = (typeof PAGES)[number];

/** The tabs; the page of one dock is reached from the overview. */
export const TABS = ["overview", "logs", "uploads", "media", "setup"] as const;

export interface Route {
  page: Page;
  /** What follows the page in the path, as the id of a dock. */
  parts: string[];
  query: URLSearchParams;
}

/** Return what an address means; one that nothing knows is the overview. */
export function parseRoute(path: string, search: string): Route {
  const [, first = "", ...parts] = path.split("/").map(decode);
  const page = PAGES.find((each) => each === first) ?? "overview";
  return { page, parts: parts.filter(Boolean), query: new URLSearchParams(search) };
}

/** Return the address of a page; what is blank in the query is left out. */
export function pathTo(
  page: Page,
  parts: string[] = [],
  query: Record<string, string | null | undefined> = {},
): string {
  const path = [PREFIX, ...(page === "overview" ? [] : [page]), ...parts.map(encodeURIComponent)];
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const text = search.toString();
  return path.join("/") + (text ? `?${text}` : "");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
