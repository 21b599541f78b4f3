/** A page in a document, with a server that says what a test wants. */
import { store } from "../src/data/store";
import type { StoreMessage } from "../src/data/types";
import type { PageElement } from "../src/panel/page-element";
import { parseRoute } from "../src/panel/routes";
import { fakeHass, type FakeHass } from "./fake-hass";
import { until } from "./until";

type Answers = Parameters<typeof fakeHass>[0];

export interface Shown {
  page: PageElement;
  hass: FakeHass;
  /** Say something as the server does by itself. */
  say: (message: Partial<StoreMessage>) => void;
  /** Go to an address, as the panel does when it changes. */
  go: (address: string) => void;
  text: () => string;
  /** Return what is shown anywhere below. */
  all: <E extends Element = HTMLElement>(selector: string) => E[];
  button: (name: string) => HTMLButtonElement;
  close: () => void;
}

function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    element,
    ...(element.shadowRoot ? below(element.shadowRoot) : []),
  ]);
}

/** Return the text with what is in shadow roots, without what is not said. */
function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
  if (node instanceof HTMLStyleElement) return "";
  const own = node instanceof Element && node.shadowRoot ? textOf(node.shadowRoot) : "";
  return own + [...node.childNodes].map(textOf).join(" ");
}

export async function show(
  address: string,
  answers: Answers,
  snapshot: object,
  more: Partial<FakeHass> = {},
): Promise<Shown> {
  const hass = fakeHass(answers, "en", more);
  const routeOf = (to: string) => {
    const url = new URL(to, "http://house");
    return parseRoute(url.pathname.replace(/^\/dji-dock/, ""), url.search);
  };
  history.replaceState(null, "", address);
  const route = routeOf(address);
  const page = document.createElement(`dji-dock-page-${route.page}`) as PageElement;
  Object.assign(page, { hass, route });
  const moved = (): void => {
    page.route = routeOf(location.pathname + location.search);
  };
  window.addEventListener("location-changed", moved);
  document.body.append(page);
  const all = <E extends Element>(selector: string): E[] =>
    below(page.renderRoot).filter((each): each is E => each.matches(selector));
  await until(() => hass.connection.subscriptions.length > 0);
  const shown: Shown = {
    page,
    hass,
    say: (message) => hass.connection.subscriptions.at(-1)?.say(message),
    go: (to) => {
      history.replaceState(null, "", to);
      moved();
    },
    text: () => textOf(page.renderRoot).replace(/\s+/g, " "),
    all,
    button: (name) => {
      const found = all<HTMLButtonElement>("button").find(
        (each) => (each.getAttribute("aria-label") ?? each.textContent.trim()) === name,
      );
      if (!found) throw new Error(`No button ${name}: ${shown.text()}`);
      return found;
    },
    close: () => {
      window.removeEventListener("location-changed", moved);
      page.remove();
      // The store is that of the browser page, which the next test is not to know.
      store.ready = false;
      store.docks.clear();
      store.uploads.clear();
      store.gone.clear();
    },
  };
  shown.say({
    type: "snapshot",
    version: "1",
    admin: true,
    entries: [],
    docks: [],
    uploads: [],
    ...snapshot,
  });
  await page.updateComplete;
  return shown;
}
