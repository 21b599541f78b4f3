import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Concern } from "../data/attention";
import type { Hass } from "../data/hass";
import { formatAgo } from "../format/dates";
import { localize, localizeCount, spoken } from "../format/texts";
import "./alert";
import { define } from "./define";
import { base, controls } from "./styles";

const FEW = 4;

/** What needs somebody, the most urgent first, each with where to do something about it. */
@define("dji-dock-concerns")
export class Concerns extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) concerns: Concern[] = [];
  /** Whether all are of the same dock, whose page this is: then its name is not said. */
  @property({ type: Boolean }) single = false;
  @state() private all = false;

  static override styles = [
    base,
    controls,
    css`
      ul {
        display: grid;
        gap: 8px;
      }
      button {
        margin-block-start: 8px;
      }
      .secondary {
        font-size: var(--ha-font-size-s, 12px);
      }
    `,
  ];

  override render(): TemplateResult {
    const shown = this.all ? this.concerns : this.concerns.slice(0, FEW);
    const hidden = this.concerns.length - shown.length;
    return html`<ul>
        ${shown.map((concern) => html`<li>${this.renderOne(concern)}</li>`)}
      </ul>
      ${
        hidden
          ? html`<button @click=${this.showAll}>
              ${localizeCount(this.hass, "overview.more", hidden)}
            </button>`
          : nothing
      }`;
  }

  private showAll(): void {
    this.all = true;
  }

  private renderOne(concern: Concern): TemplateResult {
    const { hass } = this;
    // That is the page one is on.
    const here = this.single && concern.link === location.pathname;
    const words = spoken(hass, concern.words);
    return html`<dji-dock-alert level=${concern.level} quiet>
      <div>
        ${this.single ? nothing : html`<strong>${concern.of}</strong>: `}${words}
        ${concern.reason ? spoken(hass, concern.reason) : nothing}
      </div>
      ${
        concern.since
          ? html`<div class="secondary">
              <time datetime=${concern.since}>${formatAgo(hass, concern.since)}</time>
            </div>`
          : nothing
      }
      ${
        concern.link && !here
          ? html`<a slot="action" class="button" href=${concern.link}
              >${localize(hass, "overview.look")}
              <span class="visually-hidden">${concern.of}: ${words}</span></a
            >`
          : nothing
      }
    </dji-dock-alert>`;
  }
}
