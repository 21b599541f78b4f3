import { mdiCheck, mdiContentCopy } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { define } from "./define";
import { icon } from "./icon";
import { base, controls } from "./styles";

const SHOWN_MS = 2000;

/** Something to type in elsewhere, with a button that copies it. */
@define("dji-dock-copy-value")
export class CopyValue extends LitElement {
  @property() value = "";
  /** The name of the button, as in "Copy the binding code". */
  @property() label = "";
  /** What is said when it is done. */
  @property() done = "";
  /** Several lines, as they are. */
  @property({ type: Boolean, reflect: true }) block = false;
  @state() private copied = false;
  @query("code") private readonly code!: HTMLElement;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      :host([block]) {
        position: relative;
        display: block;
      }
      code {
        font-family: var(--ha-font-family-code, monospace);
        overflow-wrap: anywhere;
        user-select: all;
      }
      pre {
        margin: 0;
        padding: 12px 52px 12px 12px;
        overflow: auto;
        max-block-size: 320px;
        border-radius: 8px;
        background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
      }
      :host([block]) button {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-end: 4px;
      }
    `,
  ];

  override render(): TemplateResult {
    const code = html`<code>${this.value}</code>`;
    return html`${
        // Keys scroll what is longer.
        this.block
          ? html`<pre tabindex="0" role="region" aria-label=${this.label}>${code}</pre>`
          : code
      }
      <button class="icon" aria-label=${this.label} title=${this.label} @click=${this.copy}>
        ${icon(this.copied ? mdiCheck : mdiContentCopy, 20)}
      </button>
      <span class="visually-hidden" role="status">${this.copied ? this.done : ""}</span>`;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.value);
    } catch {
      // Without https there is no clipboard: what is marked can be copied by hand, or the old way.
      this.mark();
    }
    this.copied = true;
    setTimeout(() => (this.copied = false), SHOWN_MS);
  }

  private mark(): void {
    const area = document.createElement("textarea");
    area.value = this.value;
    // Off the screen, beside what is copied: a dialog keeps the keyboard inside.
    area.style.cssText = "position:fixed;inset-inline-start:-999px";
    this.code.after(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without https
    document.execCommand("copy");
    area.remove();
  }
}
