import { css } from "lit";
import { base, controls } from "../../components/styles";

/** Dark whatever the theme is: pictures are judged on black. */
export const viewerStyles = [
  base,
  controls,
  css`
    dialog {
      --primary-text-color: #fff;
      --secondary-text-color: #c4c4c4;
      --divider-color: rgb(255 255 255 / 30%);
      --ha-color-focus: #fff;
      color: #fff;
      color-scheme: dark;
      background: #0c0c0d;
      border: none;
      padding: 0;
      margin: 0;
      inline-size: 100vw;
      block-size: 100vh;
      block-size: 100dvh;
      max-inline-size: none;
      max-block-size: none;
      overflow: hidden;
    }
    dialog[open] {
      display: grid;
      grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    header {
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 8px;
      padding-block-start: calc(8px + var(--safe-area-inset-top, 0px));
    }
    .title {
      flex: 1;
      min-inline-size: 0;
    }
    .place {
      display: block;
      font-size: 12px;
      color: var(--secondary-text-color);
    }
    button[aria-pressed="true"] {
      background: rgb(255 255 255 / 22%);
    }
    .lenses {
      grid-row: 2;
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
      padding: 0 8px 8px;
    }
    .stage {
      grid-row: 3;
      position: relative;
      min-block-size: 0;
    }
    .pictures {
      block-size: 100%;
      display: flex;
      gap: 4px;
      touch-action: pan-y pinch-zoom;
      user-select: none;
    }
    .pictures.zoomed {
      touch-action: auto;
    }
    figure {
      flex: 1;
      min-inline-size: 0;
      min-block-size: 0;
      margin: 0;
      position: relative;
    }
    figcaption {
      position: absolute;
      inset-block-end: 8px;
      inset-inline-start: 8px;
      padding: 2px 8px;
      border-radius: 4px;
      background: rgb(0 0 0 / 65%);
    }
    button.step {
      position: absolute;
      z-index: 1;
      inset-block-start: calc(50% - 28px);
      inline-size: 56px;
      block-size: 56px;
      background: rgb(0 0 0 / 45%);
    }
    button.step:disabled {
      visibility: hidden;
    }
    .back {
      inset-inline-start: 8px;
    }
    .on {
      inset-inline-end: 8px;
    }
    .facts {
      grid-row: 4;
      padding: 12px 16px calc(12px + var(--safe-area-inset-bottom, 0px));
      background: #1b1b1d;
      max-block-size: 40vh;
      overflow: auto;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 32px;
    }
    dt {
      font-size: 12px;
      color: var(--secondary-text-color);
    }
    dd {
      overflow-wrap: anywhere;
    }
    @media (width <= 600px) {
      .pictures {
        flex-direction: column;
      }
      button.step {
        inset-block-start: auto;
        inset-block-end: 8px;
        inline-size: 48px;
        block-size: 48px;
      }
    }
  `,
];
