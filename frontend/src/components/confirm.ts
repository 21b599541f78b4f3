import { html, nothing, render } from "lit";
import "./dialog";
import type { Dialog } from "./dialog";

export interface Question {
  heading: string;
  text: string;
  /** The name of the button that does it. */
  action: string;
  /** The name of the button that does not. */
  keep: string;
  /** A box that may be ticked besides. */
  option?: string;
}

/** Ask in a dialog before something that cannot be undone; null for no, else whether the box is ticked. */
export function confirm(
  root: HTMLElement | DocumentFragment,
  question: Question,
): Promise<{ option: boolean } | null> {
  return new Promise((resolve) => {
    const place = document.createElement("div");
    let answer: { option: boolean } | null = null;
    const dialog = (): Dialog | null => place.querySelector("dji-dock-dialog");
    render(
      html`<dji-dock-dialog
        .heading=${question.heading}
        .closeLabel=${question.keep}
        @closed=${() => {
          place.remove();
          resolve(answer);
        }}
      >
        <p>${question.text}</p>
        ${
          question.option === undefined
            ? nothing
            : html`<label><input type="checkbox" /> ${question.option}</label>`
        }
        <button slot="actions" @click=${() => dialog()?.close()}>${question.keep}</button>
        <button
          slot="actions"
          class="danger"
          @click=${() => {
            answer = { option: place.querySelector("input")?.checked ?? false };
            dialog()?.close();
          }}
        >
          ${question.action}
        </button>
      </dji-dock-dialog>`,
      place,
    );
    root.append(place);
  });
}
