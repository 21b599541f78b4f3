import { mdiAlertCircle, mdiCheckCircle, mdiMinusCircleOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/alert";
import "../../components/bar";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import { checkSetup } from "../../data/commands";
import { errorText } from "../../data/errors";
import type { Hass } from "../../data/hass";
import type { Check } from "../../data/types";
import { formatDateTime, formatTime } from "../../format/dates";
import { localize, localizeCount, spoken } from "../../format/texts";

const ICONS = { passed: mdiCheckCircle, failed: mdiAlertCircle, open: mdiMinusCircleOutline };

/** What is wrong with a set-up: walks the way of a dock when asked to, a line for each part. */
@define("dji-dock-setup-check")
export class SetupCheck extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) entryId = "";
  @state() private checks: Check[] | undefined;
  @state() private when: Date | undefined;
  @state() private running = false;
  @state() private error: unknown;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      ol {
        display: grid;
      }
      li {
        display: flex;
        gap: 12px;
        padding-block: 10px;
        border-block-end: var(--dd-border);
      }
      li:last-child {
        border: none;
      }
      .passed svg {
        color: var(--dd-good);
      }
      .failed svg {
        color: var(--dd-bad);
      }
      .open svg {
        color: var(--secondary-text-color);
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  private text(key: string): string {
    return localize(this.hass, `setup.${key}`);
  }

  override render(): TemplateResult {
    return html`<div class="row">
        <p class="grow secondary">${this.text("check_about")}</p>
        <button class="primary" ?disabled=${this.running} @click=${this.run}>
          ${this.text(this.checks ? "check_again" : "check_now")}
        </button>
      </div>
      <div role="status">
        ${
          this.running
            ? html`<p>${this.text("check_running")}</p>
                <dji-dock-bar label=${this.text("check_running")}></dji-dock-bar>`
            : nothing
        }
        ${this.checks && !this.running ? this.renderResult(this.checks) : nothing}
      </div>
      ${
        this.error
          ? html`<dji-dock-alert level="error">${errorText(this.hass, this.error)}</dji-dock-alert>`
          : nothing
      }
      ${
        this.checks && !this.running
          ? html`<ol>
              ${this.checks.map((check) => this.renderCheck(check))}
            </ol>`
          : nothing
      }`;
  }

  private renderResult(checks: Check[]): TemplateResult {
    const failed = checks.filter((check) => check.passed === false).length;
    const text = failed
      ? localizeCount(this.hass, "setup.check_failed", failed)
      : this.text("check_all_passed");
    return html`<dji-dock-alert level=${failed ? "error" : "success"} quiet>
      ${text} ${this.when ? formatTime(this.hass, this.when) : nothing}
    </dji-dock-alert>`;
  }

  private renderCheck(check: Check): TemplateResult {
    const result = check.passed === null ? "open" : check.passed ? "passed" : "failed";
    const name = this.text(`check_name_${check.name}`) || check.name;
    return html`<li class=${result}>
      ${icon(ICONS[result])}
      <div class="grow">
        <strong>${check.dock ? `${check.dock}: ${name}` : name}</strong>
        <span class="visually-hidden">${this.text(`check_is_${result}`)}</span>
        ${check.value ? html`<code class="secondary">${this.shown(check.value)}</code>` : nothing}
        <div>${spoken(this.hass, check.words)}</div>
        ${
          check.link && !location.pathname.startsWith(check.link)
            ? html`<a href=${check.link}>${this.text("check_mend")}</a>`
            : nothing
        }
      </div>
    </li>`;
  }

  /** What was looked at may be a moment. */
  private shown(value: string): string {
    return /^\d{4}-\d\d-\d\dT/.test(value) ? formatDateTime(this.hass, value) : value;
  }

  private async run(): Promise<void> {
    this.running = true;
    this.error = undefined;
    try {
      this.checks = (await checkSetup(this.hass, { entry_id: this.entryId })).checks;
      this.when = new Date();
    } catch (error) {
      this.error = error;
    } finally {
      this.running = false;
    }
  }
}
