import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/alert";
import "../../components/copy-value";
import { define } from "../../components/define";
import { failed } from "../../components/failed";
import { base, controls } from "../../components/styles";
import { getPilot, subscribePilot } from "../../data/commands";
import { type Hass, looksDifferent } from "../../data/hass";
import type { PilotInfo, Snippet } from "../../data/types";
import { formatAgo } from "../../format/dates";
import { localize, spoken } from "../../format/texts";
import { pathTo } from "../routes";

const VALUES = [
  "gateway",
  "username",
  "organization_id",
  "organization_name",
  "binding_code",
] as const;

/** What to type into DJI Pilot 2, who knocks and who is bound, as it happens. */
@define("dji-dock-setup-pilot")
export class SetupPilot extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) entryId = "";
  @state() private info: PilotInfo | undefined;
  @state() private snippets: Snippet[] | undefined;
  @state() private error: unknown;
  private unsubscribe: Promise<() => Promise<void>> | undefined;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(120px, max-content) 1fr;
        gap: 0 16px;
        align-items: center;
      }
      dd {
        min-inline-size: 0;
        min-block-size: 40px;
        display: flex;
        align-items: center;
      }
      dt {
        color: var(--secondary-text-color);
      }
      @media (max-width: 500px) {
        dl {
          grid-template-columns: 1fr;
        }
      }
      ul {
        display: grid;
        gap: 8px;
      }
      .snippets {
        display: grid;
        gap: 12px;
        padding-block-start: 12px;
      }
      summary {
        cursor: pointer;
        padding-block: 8px;
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.subscribe();
  }

  override firstUpdated(): void {
    this.subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.unsubscribe?.then((end) => end()).catch(() => undefined);
    this.unsubscribe = undefined;
  }

  private subscribe(): void {
    this.error = undefined;
    this.unsubscribe = subscribePilot(this.hass, this.entryId, (info) => (this.info = info));
    this.unsubscribe.catch((error: unknown) => (this.error = error));
  }

  private text(key: string, placeholders?: Record<string, string>): string {
    return localize(this.hass, `setup.${key}`, placeholders);
  }

  override render(): TemplateResult {
    const { info } = this;
    if (this.error) return failed(this.hass, this.error, () => this.subscribe());
    if (!info) return html`<p role="status">${localize(this.hass, "common.loading")}</p>`;
    if (!info.answer_requests) return html`<p>${this.text("other_platform")}</p>`;
    return html`<p class="secondary">${this.text("pilot_about")}</p>
      ${this.renderValues(info)} ${this.renderWaiting(info)} ${this.renderBound(info)}
      ${this.renderSnippets()}`;
  }

  private renderValues(info: PilotInfo): TemplateResult {
    return html`<dl>
        ${VALUES.filter((name) => info[name]).map((name) => {
          const label = this.text(`value_${name}`);
          return html`<dt>${label}</dt>
            <dd>
              <dji-dock-copy-value
                .value=${info[name]}
                label=${this.text("copy", { what: label })}
                done=${this.text("copied")}
              ></dji-dock-copy-value>
            </dd>`;
        })}
      </dl>
      <p class="secondary">${this.text("password_yours")}</p>
      ${
        info.gateway_guessed
          ? html`<dji-dock-alert level="warning" quiet
              >${this.text("gateway_guessed")}</dji-dock-alert
            >`
          : nothing
      }`;
  }

  private renderWaiting(info: PilotInfo): TemplateResult {
    const quiet = info.connected
      ? html`<p class="secondary">${this.text("nobody_knocks")}</p>`
      : html`<dji-dock-alert level="error" quiet>${this.text("nobody_can_knock")}</dji-dock-alert>`;
    return html`<h3>${this.text("waiting")}</h3>
      <div aria-live="polite">
        ${
          info.waiting.length
            ? html`<ul>
                ${info.waiting.map(
                  (dock) =>
                    html`<li>
                      <dji-dock-alert level="warning" quiet>
                        <strong>${[dock.model, dock.serial].filter(Boolean).join(" · ")}</strong>
                        <span class="secondary">${formatAgo(this.hass, dock.since)}</span>
                        <div>${spoken(this.hass, dock.words)}</div>
                      </dji-dock-alert>
                    </li>`,
                )}
              </ul>`
            : quiet
        }
      </div>`;
  }

  private renderBound(info: PilotInfo): TemplateResult | typeof nothing {
    if (!info.bound.length) return nothing;
    return html`<h3>${this.text("bound")}</h3>
      <ul aria-live="polite">
        ${info.bound.map(
          (dock) =>
            html`<li class="row">
              <a href=${pathTo("dock", [dock.device_id])}>${dock.name}</a>
              <span class="secondary">${dock.serial}</span>
              <span>${localize(this.hass, dock.online ? "common.online" : "common.offline")}</span>
              <span class="secondary">
                ${this.text("bound_since", { ago: formatAgo(this.hass, dock.since) })}
              </span>
            </li>`,
        )}
      </ul>`;
  }

  private renderSnippets(): TemplateResult {
    const { snippets } = this;
    return html`<details @toggle=${this.loadSnippets}>
      <summary>${this.text("snippets")}</summary>
      <div class="snippets">
        ${
          snippets
            ? snippets.map((snippet) => {
                const title = this.text(`snippet_${snippet.name}`) || snippet.name;
                return html`<div>
                  <h4>${title}</h4>
                  <dji-dock-copy-value
                    block
                    .value=${snippet.text}
                    label=${this.text("copy", { what: title })}
                    done=${this.text("copied")}
                  ></dji-dock-copy-value>
                </div>`;
              })
            : localize(this.hass, "common.loading")
        }
      </div>
    </details>`;
  }

  private async loadSnippets(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    try {
      this.snippets = (await getPilot(this.hass, this.entryId)).snippets;
    } catch (error) {
      this.error = error;
    }
  }
}
