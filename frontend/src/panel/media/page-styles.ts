import { css } from "lit";
import { base, controls } from "../../components/styles";

export const pageStyles = [
  base,
  controls,
  css`
    :host {
      display: grid;
      gap: var(--dd-gap);
      grid-template-columns: minmax(0, 1fr);
    }
    .columns {
      display: grid;
      grid-template-columns: 250px minmax(0, 1fr);
      gap: 24px;
      align-items: start;
    }
    :host([narrow]) .columns {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--dd-gap);
    }
    aside {
      position: sticky;
      inset-block-start: 120px;
      max-block-size: calc(100vh - 136px);
      overflow-y: auto;
      scrollbar-width: thin;
    }
    :host([narrow]) aside {
      position: static;
      max-block-size: none;
    }
    summary {
      padding: 10px 4px;
      cursor: pointer;
      font-weight: 500;
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    .tools {
      gap: 12px;
    }
    button[aria-pressed="true"] {
      background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
    }
    .kinds {
      display: flex;
      margin: 0;
      padding: 0;
      border: var(--dd-border);
      border-radius: 999px;
      overflow: hidden;
      min-inline-size: 0;
    }
    .kinds label {
      position: relative;
      cursor: pointer;
    }
    .kinds input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
      cursor: pointer;
    }
    .kinds span {
      padding: 9px 14px;
    }
    .kinds input:checked + span {
      background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
      font-weight: 500;
    }
    .kinds input:focus-visible + span {
      outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
      outline-offset: -3px;
      border-radius: 999px;
    }
    .fresh {
      position: sticky;
      inset-block-start: 120px;
      z-index: 2;
      justify-self: center;
      box-shadow: 0 2px 10px rgb(0 0 0 / 35%);
    }
    :host([narrow]) .tools > * {
      flex: 0 1 auto;
    }
    @media (width <= 450px) {
      .kinds span {
        padding-inline: 10px;
      }
    }
  `,
];
