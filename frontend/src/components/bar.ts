import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define } from "./define";
import { base } from "./styles";

/** How far something is; without a value that it is under way. */
@define("dji-dock-bar")
export class Bar extends LitElement {
  /** 0 to 100, null while nobody knows. */
  @property({ attribute: false }) value: number | null = null;
  /** What is under way, for those who do not see it. */
  @property() label = "";
  @property({ reflect: true }) tone: "" | "good" | "bad" | "still" = "";

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .track {
        block-size: 6px;
        border-radius: 3px;
        overflow: hidden;
        background: color-mix(in srgb, var(--primary-text-color) 15%, transparent);
      }
      .done {
        block-size: 100%;
        background: var(--primary-color, #009ac7);
        border-radius: inherit;
        transition: inline-size 0.6s;
      }
      :host([tone="good"]) .done {
        background: var(--success-color, #43a047);
      }
      :host([tone="bad"]) .done {
        background: var(--error-color, #db4437);
      }
      :host([tone="still"]) .done {
        background: color-mix(in srgb, var(--primary-text-color) 45%, transparent);
      }
      .unknown {
        inline-size: 30%;
        animation: pass 1.6s infinite ease-in-out;
      }
      @keyframes pass {
        from {
          transform: translateX(-100%);
        }
        to {
          transform: translateX(340%);
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const known = this.value !== null;
    const value = Math.min(100, Math.max(0, this.value ?? 0));
    return html`<div
      class="track"
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${known ? Math.round(value) : nothing}
    >
      <div
        class="done ${known ? "" : "unknown"}"
        style=${known ? `inline-size:${value}%` : ""}
      ></div>
    </div>`;
  }
}
