import { mdiClose } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { define } from "./define";
import { icon } from "./icon";
import { base, controls } from "./styles";

/**
 * A native modal dialog: it keeps the keyboard inside, Escape closes it, and what opened it has the
 * keyboard again. Content in the slot, buttons in the slot "actions". Fires "closed".
 */
@define("dji-dock-dialog")
export class Dialog extends LitElement {
  @property() heading = "";
  /** The name of the button that closes. */
  @property({ attribute: "close-label" }) closeLabel = "";
  @property({ type: Boolean, reflect: true }) wide = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  static override styles = [
    base,
    controls,
    css`
      dialog {
        color: inherit;
        background: var(--ha-card-background, var(--card-background-color, #fff));
        border: none;
        border-radius: 16px;
        padding: 0;
        inline-size: min(560px, calc(100vw - 24px));
        max-block-size: calc(100vh - 24px);
        box-shadow: 0 8px 40px rgb(0 0 0 / 45%);
      }
      :host([wide]) dialog {
        inline-size: min(960px, calc(100vw - 24px));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 12px 12px 0 20px;
      }
      h2 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .body {
        padding: 12px 20px;
        display: grid;
        gap: 12px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 8px 20px 20px;
      }
    `,
  ];

  override firstUpdated(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** Close it as a user does. */
  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${this.closed}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="icon" aria-label=${this.closeLabel} @click=${() => this.close()}>
          ${icon(mdiClose)}
        </button>
      </header>
      <div class="body"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }

  private closed(): void {
    this.dispatchEvent(new CustomEvent("closed"));
  }
}
