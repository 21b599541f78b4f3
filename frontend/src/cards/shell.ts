/**
 * A card as dashboards know it. Every page of Home Assistant loads this much for every user; what
 * the card shows is loaded by who looks at one.
 */
import type { Hass } from "../data/hass";
import type { CardConfig, CardElement, CardForm } from "./card-element";
import { docksOf } from "./devices";

export interface CardClass {
  new (): CardElement;
  getConfigForm(): CardForm;
}

/** What a shell hands to its content. */
interface ShownCard extends HTMLElement {
  hass: Hass | undefined;
  setConfig(config: CardConfig): void;
}

export interface CardShell extends HTMLElement {
  hass: Hass | undefined;
  setConfig(config: CardConfig): void;
}

/** Define a card whose content is the element `tag`-content of what `load` brings. */
export function defineCard(tag: string, load: () => Promise<CardClass>, size: number): void {
  if (customElements.get(tag)) return;
  customElements.define(
    tag,
    class extends HTMLElement {
      private config: CardConfig | undefined;
      private latest: Hass | undefined;
      private content: ShownCard | undefined;

      static getStubConfig(hass: Hass): { device_id?: string } {
        const [dock] = docksOf(hass);
        return dock ? { device_id: dock.id } : {};
      }

      static async getConfigForm(): Promise<CardForm> {
        return (await load()).getConfigForm();
      }

      setConfig(config: CardConfig): void {
        if (config.device_id !== undefined && typeof config.device_id !== "string") {
          throw new Error("device_id must be the id of a dock");
        }
        this.config = config;
        this.content?.setConfig(config);
      }

      get hass(): Hass | undefined {
        return this.latest;
      }

      set hass(hass: Hass | undefined) {
        this.latest = hass;
        if (this.content) this.content.hass = hass;
      }

      connectedCallback(): void {
        if (!this.content) void this.open();
      }

      getCardSize(): number {
        return this.config?.layout === "compact" ? 2 : size;
      }

      getGridOptions(): object {
        return { columns: 12, min_columns: 6, rows: "auto" };
      }

      private async open(): Promise<void> {
        await load();
        if (this.content) return;
        const content: ShownCard = document.createElement(`${tag}-content`) as ShownCard;
        if (this.config) content.setConfig(this.config);
        content.hass = this.latest;
        this.content = content;
        this.style.display = "block";
        this.style.blockSize = "100%";
        this.replaceChildren(content);
      }
    },
  );
}

/** Define the dashboard in the same way: it is made when somebody opens it. */
export function defineStrategy(tag: string): void {
  if (customElements.get(tag)) return;
  customElements.define(
    tag,
    class extends HTMLElement {
      static async generate(config: object, hass: Hass): Promise<object> {
        return (await import("./contents")).generate(config, hass);
      }
    },
  );
}
