import { mdiAlert, mdiAlertCircle, mdiCheckCircle, mdiInformation } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define } from "./define";
import { icon } from "./icon";
import { base } from "./styles";

const ICONS = {
  error: mdiAlertCircle,
  warning: mdiAlert,
  info: mdiInformation,
  success: mdiCheckCircle,
};

/** Something that should be read; its text is in the slot, what to do about it in the slot "action". */
@define("dji-dock-alert")
export class Alert extends LitElement {
  @property({ reflect: true }) level: keyof typeof ICONS = "info";
  /** For what was there before one looked, as one of many: then nobody is interrupted for it. */
  @property({ type: Boolean }) quiet = false;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        gap: 12px;
        align-items: center;
        flex-wrap: wrap;
        padding: 10px 14px;
        border-radius: 8px;
        --tone: var(--info-color, #039be5);
        background: color-mix(in srgb, var(--tone) 12%, transparent);
        border: 1px solid color-mix(in srgb, var(--tone) 40%, transparent);
      }
      :host([level="error"]) {
        --tone: var(--error-color, #db4437);
      }
      :host([level="warning"]) {
        --tone: var(--warning-color, #ffa600);
      }
      :host([level="success"]) {
        --tone: var(--success-color, #43a047);
      }
      svg {
        color: color-mix(in srgb, var(--tone) 75%, var(--primary-text-color));
      }
      .text {
        flex: 1 1 120px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render(): TemplateResult {
    // What goes wrong while one looks is said to those who do not see it, too.
    const role = this.level === "error" ? "alert" : "status";
    return html`${icon(ICONS[this.level])}
      <div class="text" role=${this.quiet ? nothing : role}><slot></slot></div>
      <slot name="action"></slot>`;
  }
}
