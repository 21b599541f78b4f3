import { html, svg, type TemplateResult } from "lit";

/** Return a picture that only decorates: what it means stands beside it, or is the name of its button. */
export function icon(path: string, size = 24): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    width=${size}
    height=${size}
    aria-hidden="true"
    style="flex:none;fill:currentColor"
  >
    ${svg`<path d=${path}></path>`}
  </svg>`;
}
