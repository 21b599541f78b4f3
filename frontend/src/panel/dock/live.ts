import { mdiPlay, mdiStop } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { createCard, type HassCard } from "../../adapter/home-assistant";
import "../../components/alert";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import type { Hass } from "../../data/hass";
import { localize } from "../../format/texts";

/** Live pictures of cameras, each when it is asked for: a dock sends over its mobile link. */
@define("dji-dock-live")
export class Live extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) cameras: string[] = [];
  @state() private shown: { entity: string; card: HassCard } | undefined;
  @state() private failed = false;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (this.shown && changed.has("hass")) this.shown.card.hass = this.hass;
    return changed.size !== 1 || !changed.has("hass") || this.states(changed.get("hass"));
  }

  private states(before: Hass | undefined): boolean {
    return this.cameras.some((id) => this.hass.states[id] !== before?.states[id]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Nobody looks any more.
    this.shown = undefined;
  }

  override render(): TemplateResult {
    const { hass, shown } = this;
    return html`<p class="secondary">${localize(hass, "dock.live_costs")}</p>
      <div class="row">
        ${this.cameras.map((id) => {
          const state = hass.states[id];
          const open = shown?.entity === id;
          const name = state?.attributes.friendly_name;
          return html`<button
            aria-pressed=${open}
            ?disabled=${!open && (!state || state.state === "unavailable")}
            @click=${() => this.toggle(id)}
          >
            ${icon(open ? mdiStop : mdiPlay, 20)} ${typeof name === "string" ? name : id}
          </button>`;
        })}
      </div>
      ${shown ? html`<div class="picture">${shown.card}</div>` : nothing}
      ${
        this.failed
          ? html`<dji-dock-alert level="error"
              >${localize(hass, "dock.live_failed")}</dji-dock-alert
            >`
          : nothing
      }`;
  }

  private async toggle(entity: string): Promise<void> {
    const open = this.shown?.entity === entity;
    this.shown = undefined;
    this.failed = false;
    if (open) return;
    const card = await createCard({
      type: "picture-entity",
      entity,
      camera_view: "live",
      show_name: false,
      show_state: false,
    });
    this.failed = !card;
    if (!card || !this.isConnected) return;
    card.hass = this.hass;
    this.shown = { entity, card };
  }
}
