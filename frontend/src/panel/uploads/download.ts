/** Saving archives: the store sends them to the browser itself, under names that say what they are. */
import { linkUploads, type UploadLink } from "../../data/commands";
import type { Hass } from "../../data/hass";
import type { UploadName, Words } from "../../data/types";
import { parts } from "./list";

/** Milliseconds between two files: a browser drops one that follows at once. */
const PAUSE = 600;
/** Uploads of which links are asked for at once. */
const MOST = 50;

export interface Links {
  links: UploadLink[];
  failed: (UploadName & { words: Words })[];
}

export async function linksOf(hass: Hass, uploads: readonly UploadName[]): Promise<Links> {
  const all: Links = { links: [], failed: [] };
  for (const some of parts(uploads, MOST)) {
    const { links, failed } = await linkUploads(
      hass,
      some.map(({ device_id, upload_id }) => ({ device_id, upload_id })),
    );
    all.links.push(...links);
    all.failed.push(...failed);
  }
  return all;
}

/** Whether a browser would refuse to save it from here: what is not encrypted, from a page that is. */
export function isMixed(links: readonly UploadLink[], page = location.protocol): boolean {
  return page === "https:" && links.some(({ url }) => url.startsWith("http:"));
}

/** Save files one after the other. */
export async function save(
  links: readonly UploadLink[],
  open: (link: UploadLink) => void = click,
  pause = PAUSE,
): Promise<void> {
  for (const [index, link] of links.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    open(link);
  }
}

function click({ url, name }: UploadLink): void {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.rel = "noreferrer";
  anchor.style.display = "none";
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
