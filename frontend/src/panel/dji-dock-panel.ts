import { mdiMenu } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { toggleMenu } from "../adapter/home-assistant";
import "../components/alert";
import { define } from "../components/define";
import { icon } from "../components/icon";
import { base, controls } from "../components/styles";
import { type Hass, looksDifferent } from "../data/hass";
import { store } from "../data/store";
import { StoreController } from "../data/store-controller";
import { loadTexts, localize } from "../format/texts";
import type { ShownPage } from "./page-element";
import { type Page, parseRoute, pathTo, type Route, TABS } from "./routes";

/** What belongs together is loaded together, when one of it is looked at: small files pack badly. */
const LOADERS: Record<Page, () => Promise<unknown>> = {
  overview: () => import("./groups/start"),
  dock: () => import("./groups/start"),
  logs: () => import("./groups/records"),
  uploads: () => import("./groups/records"),
  setup: () => import("./groups/records"),
  media: () => import("./pages/media"),
};

/** The names of tabs before any texts are there, so that nothing jumps when they come. */
const TITLES: Record<(typeof TABS)[number], string> = {
  overview: "Overview",
  logs: "Logs",
  uploads: "Uploads",
  media: "Media",
  setup: "Set-up",
};

function elementOf(page: Page): string {
  return `dji-dock-page-${page}`;
}

@define("dji-dock-panel")
export class Panel extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ attribute: false }) route?: { prefix: string; path: string };
  @property({ attribute: false }) panel?: { config?: { version?: string } | null };

  @state() private shown: ShownPage | undefined;
  @state() private failed = false;
  @state() private texts = false;
  private current: Route | undefined;
  private language = "";

  constructor() {
    super();
    new StoreController(this, () => false);
  }

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        min-block-size: 100vh;
        background: var(--primary-background-color, #fafafa);
        padding-inline: var(--safe-area-inset-left, 0) var(--safe-area-inset-right, 0);
        padding-block-end: var(--safe-area-inset-bottom, 0);
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 4;
        background: var(--app-header-background-color, var(--primary-color));
        color: var(--app-header-text-color, #fff);
        border-block-end: var(--app-header-border-bottom, none);
        padding-block-start: var(--safe-area-inset-top, 0);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: var(--header-height, 56px);
        padding-inline: 12px;
      }
      h1 {
        font-size: 20px;
        font-weight: 400;
      }
      header button.icon {
        color: inherit;
      }
      nav {
        display: flex;
        overflow-x: auto;
        scrollbar-width: none;
        padding-inline: 8px;
      }
      nav a {
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
        padding: 12px 16px;
        border-block-end: 3px solid transparent;
      }
      /* All of them are to be seen on a phone, without scrolling that nothing tells of. */
      :host([narrow]) nav {
        flex-wrap: wrap;
      }
      :host([narrow]) nav a {
        flex: auto;
        text-align: center;
        padding-inline: 8px;
      }
      nav a:focus-visible {
        outline-offset: -3px;
        outline-color: currentcolor;
      }
      nav a[aria-current="page"] {
        border-block-end-color: currentcolor;
        font-weight: 500;
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--dd-gap);
        padding: var(--dd-gap);
        max-inline-size: 1400px;
        margin-inline: auto;
      }
      :host([narrow]) main {
        padding: var(--dd-small-gap);
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.has("hass") && this.shown) this.shown.hass = this.hass;
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hass.language !== this.language) {
      this.language = this.hass.language;
      void loadTexts(this.hass).then(() => {
        this.texts = true;
        this.requestUpdate();
      });
    }
    if (changed.has("route") || !this.current) this.open();
    if (this.shown && changed.has("narrow")) this.shown.narrow = this.narrow;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", this.moved);
    window.addEventListener("location-changed", this.moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.moved);
    window.removeEventListener("location-changed", this.moved);
  }

  /** Home Assistant tells of another path only: not of another query. */
  private readonly moved = (): void => {
    if (location.pathname.startsWith("/dji-dock")) this.open();
  };

  private open(): void {
    const path = location.pathname.replace(/^\/dji-dock/, "");
    const route = parseRoute(path, location.search);
    this.current = route;
    this.requestUpdate();
    // The page that is shown may still be the one before, while the next is loaded.
    if (this.shown?.localName === elementOf(route.page)) {
      this.shown.route = route;
      this.failed = false;
    } else void this.show(route);
  }

  private async show(route: Route): Promise<void> {
    try {
      await LOADERS[route.page]();
      this.failed = false;
    } catch {
      this.failed = this.current?.page === route.page;
      return;
    }
    if (this.current?.page !== route.page || this.shown?.localName === elementOf(route.page))
      return;
    const page = document.createElement(elementOf(route.page)) as ShownPage;
    page.hass = this.hass;
    page.narrow = this.narrow;
    page.route = this.current;
    this.shown = page;
  }

  override render(): TemplateResult {
    const text = (key: string): string => localize(this.hass, `common.${key}`);
    return html`<header>
        <div class="bar">
          ${
            this.narrow
              ? html`<button
                  class="icon"
                  aria-label=${text("menu")}
                  @click=${() => {
                    toggleMenu(this);
                  }}
                >
                  ${icon(mdiMenu)}
                </button>`
              : nothing
          }
          <h1>DJI Dock</h1>
        </div>
        <nav aria-label=${text("pages")}>
          ${TABS.map(
            (page) =>
              html`<a href=${pathTo(page)} aria-current=${this.isOpen(page) ? "page" : nothing}
                >${text(`tab_${page}`) || TITLES[page]}</a
              >`,
          )}
        </nav>
      </header>
      <main>
        ${this.texts ? html`${this.renderNotices(text)} ${this.shown ?? nothing}` : nothing}
      </main>`;
  }

  private isOpen(page: Page): boolean {
    const open = this.current?.page;
    return open === page || (open === "dock" && page === "overview");
  }

  private renderNotices(text: (key: string) => string): TemplateResult {
    const version = this.panel?.config?.version;
    // After an update the parts of the page before are gone; without a network none can be had.
    const outdated = store.version !== "" && version !== undefined && store.version !== version;
    return html`${
      outdated || this.failed
        ? html`<dji-dock-alert level=${outdated ? "info" : "error"}
            >${text(outdated ? "new_version" : "part_failed")}
            <button
              slot="action"
              @click=${() => {
                location.reload();
              }}
            >
              ${text(outdated ? "reload" : "retry")}
            </button></dji-dock-alert
          >`
        : nothing
    }
    ${
      store.ready && !store.live
        ? html`<dji-dock-alert level="warning">${text("reconnecting")}</dji-dock-alert>`
        : nothing
    }`;
  }
}
