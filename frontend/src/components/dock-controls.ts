import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { type Control, controlEntities, controlsOf } from "../cards/controls";
import { errorText } from "../data/errors";
import { type Hass, looksDifferent } from "../data/hass";
import type { DockView } from "../data/types";
import { localize } from "../format/texts";
import "./alert";
import { define } from "./define";
import "./dialog";
import { base, controls } from "./styles";

/** What somebody can do with a dock: what exists and works, asked before where something moves. */
@define("dji-dock-controls")
export class DockControls extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) dock!: DockView;
  @state() private asked: Control | undefined;
  @state() private busy = "";
  @state() private error: unknown;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .controls button {
        flex: 1 1 auto;
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    const before = changed.get("hass");
    return (
      looksDifferent(this.hass, before) ||
      controlEntities(this.hass, this.dock.device_id).some(
        (id) => this.hass.states[id] !== before?.states[id],
      )
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { hass, dock, asked } = this;
    if (!dock.may.control) return nothing;
    const text = (key: string): string => localize(hass, `cards.${key}`, { dock: dock.name });
    return html`<div class="row controls">
        ${controlsOf(hass, dock.device_id).map(
          (control) =>
            html`<button
              ?disabled=${this.busy === control.text}
              @click=${() => {
                this.choose(control);
              }}
            >
              ${text(control.text)}
            </button>`,
        )}
      </div>
      ${
        this.error
          ? html`<dji-dock-alert level="error">${errorText(hass, this.error)}</dji-dock-alert>`
          : nothing
      }
      ${
        asked
          ? html`<dji-dock-dialog
              heading=${text(asked.text)}
              close-label=${localize(hass, "common.close")}
              @closed=${this.leave}
            >
              <p>${text(`${asked.text}_ask`)}</p>
              <button slot="actions" @click=${this.leave}>
                ${localize(hass, "common.cancel")}
              </button>
              <button
                slot="actions"
                class="primary"
                @click=${() => {
                  this.leave();
                  void this.act(asked);
                }}
              >
                ${text(asked.text)}
              </button>
            </dji-dock-dialog>`
          : nothing
      }`;
  }

  private choose(control: Control): void {
    this.error = undefined;
    if (control.asks) this.asked = control;
    else void this.act(control);
  }

  private leave(): void {
    this.asked = undefined;
  }

  private async act(control: Control): Promise<void> {
    // Once: a second touch while it is under way is no second order.
    if (this.busy) return;
    this.busy = control.text;
    try {
      const [domain, service] = control.service;
      await this.hass.callService(
        domain,
        service,
        { entity_id: control.entityId },
        undefined,
        false,
      );
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = "";
    }
  }
}
