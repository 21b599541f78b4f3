import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { controls, base } from "../components/styles";
import { type Hass, looksDifferent } from "../data/hass";
import { store } from "../data/store";
import { StoreController } from "../data/store-controller";
import type { DockView } from "../data/types";
import { loadTexts, localize } from "../format/texts";

export interface CardConfig {
  type: string;
  device_id?: string;
  [key: string]: unknown;
}

interface FormField {
  name: string;
  required?: boolean;
  selector: object;
}

export interface CardForm {
  schema: FormField[];
  computeLabel: (field: FormField) => string;
  computeHelper: (field: FormField) => string | undefined;
}

let latest: Hass | undefined;

/** Return a text of the cards where no card is, as in the forms of editors. */
export function cardText(key: string): string {
  return (latest && localize(latest, `cards.${key}`)) ?? "";
}

/** Return a form that Home Assistant draws by itself; its labels are texts of ours. */
export function cardForm(schema: FormField[]): CardForm {
  return {
    schema,
    computeLabel: (field) => cardText(field.name) || field.name,
    computeHelper: (field) => cardText(`${field.name}_help`) || undefined,
  };
}

export const DEVICE_FIELD = (required: boolean): FormField => ({
  name: "device_id",
  required,
  selector: { device: { filter: [{ integration: "dji_dock" }] } },
});

/** A card of ours on a dashboard: the page's components, fed by the one subscription. */
export abstract class CardElement extends LitElement {
  @property({ attribute: false }) hass: Hass | undefined;
  @state() protected config: CardConfig | undefined;
  @state() private language = "";

  constructor() {
    super();
    new StoreController(this, (topic) => this.wants(topic));
  }

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        block-size: 100%;
      }
      ha-card {
        display: block;
        block-size: 100%;
        box-sizing: border-box;
        padding: 16px;
        overflow: hidden;
        /* Where Home Assistant's element is not there. */
        background: var(--ha-card-background, var(--card-background-color, #fff));
        border-radius: var(--ha-card-border-radius, 12px);
      }
      .head {
        display: flex;
        align-items: baseline;
        gap: 8px;
        margin-block-end: 8px;
      }
      .head h2 {
        flex: 1;
        font-size: 16px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  setConfig(config: CardConfig): void {
    this.config = config;
  }

  /** Whether something that this card shows has changed. */
  protected wants(topic: string): boolean {
    const id = this.deviceId;
    return id === undefined || topic.endsWith(`:${id}`);
  }

  /** The dock that is shown: that of the configuration, else the only one. */
  protected get deviceId(): string | undefined {
    if (this.config?.device_id) return this.config.device_id;
    return store.docks.size === 1 ? [...store.docks.keys()][0] : undefined;
  }

  protected get dock(): DockView | undefined {
    return store.docks.get(this.deviceId ?? "");
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass") || !this.hass) return true;
    return looksDifferent(this.hass, changed.get("hass")) || this.showsStates(changed.get("hass"));
  }

  /** Whether states of Home Assistant that this card shows are others than before. */
  protected showsStates(_before: Hass | undefined): boolean {
    return false;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    latest = this.hass ?? latest;
    const { hass } = this;
    if (!hass || hass.language === this.language) return;
    const { language } = hass;
    void loadTexts(hass).then(() => {
      this.language = language;
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { hass, config } = this;
    if (!hass || !config || !this.language) return nothing;
    return html`<ha-card>${this.renderBody(hass)}</ha-card>`;
  }

  /** What stands where the dock cannot be shown. */
  protected renderNoDock(hass: Hass): TemplateResult {
    if (!store.ready) return html`<p class="secondary">${localize(hass, "common.loading")}</p>`;
    const key = this.config?.device_id ? "cards.unknown_dock" : "cards.choose_dock";
    return html`<p class="secondary">
      ${store.docks.size ? localize(hass, key) : localize(hass, "common.no_docks_text")}
    </p>`;
  }

  protected abstract renderBody(hass: Hass): TemplateResult;
}
