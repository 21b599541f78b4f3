import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define } from "./define";
import { icon } from "./icon";
import { base } from "./styles";

/** What stands where nothing is: what will be here, in the slot what to do next. */
@define("dji-dock-empty")
export class Empty extends LitElement {
  @property({ attribute: false }) icon = "";
  @property() heading = "";

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        text-align: center;
        gap: 12px;
        padding: 48px 16px;
        color: var(--secondary-text-color);
      }
      h2 {
        color: var(--primary-text-color);
      }
      .body {
        max-inline-size: 48ch;
        display: grid;
        gap: 12px;
        justify-items: center;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`${this.icon ? icon(this.icon, 56) : ""}
      <h2>${this.heading}</h2>
      <div class="body"><slot></slot></div>`;
  }
}
