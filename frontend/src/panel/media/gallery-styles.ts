import { css } from "lit";
import { base, controls } from "../../components/styles";
import { GAP } from "./layout";

export const galleryStyles = [
  base,
  controls,
  css`
    :host {
      display: block;
    }
    [role="grid"] {
      position: relative;
      contain: layout style;
    }
    [role="row"] {
      position: absolute;
      inset-inline: 0;
    }
    .heading {
      display: flex;
      align-items: center;
      gap: 8px;
      block-size: 100%;
      white-space: nowrap;
      overflow: hidden;
    }
    .heading input {
      margin-inline-start: 4px;
      flex: none;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .day .heading {
      font-size: var(--ha-font-size-l, 16px);
      font-weight: 500;
    }
    .count {
      color: var(--secondary-text-color);
    }
    button.why {
      min-block-size: 32px;
      padding-inline: 10px;
      border-color: color-mix(in srgb, var(--warning-color, #ffa600) 60%, transparent);
    }
    .shots {
      display: grid;
      grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
      gap: ${GAP}px;
      padding-block-end: ${GAP}px;
    }
    .tile {
      position: relative;
      min-inline-size: 0;
    }
    .tile a {
      position: absolute;
      inset: 0;
      display: block;
      border-radius: 4px;
      overflow: hidden;
      text-decoration: none;
    }
    .tile a:focus-visible {
      outline: 3px solid var(--primary-text-color);
      outline-offset: -3px;
    }
    dji-dock-media-thumbnail {
      block-size: 100%;
      transition: transform 0.15s;
    }
    .chosen dji-dock-media-thumbnail {
      transform: scale(0.86);
    }
    .chosen {
      background: color-mix(in srgb, var(--primary-color, #009ac7) 35%, transparent);
      border-radius: 4px;
    }
    .facts {
      position: absolute;
      inset-inline: 0;
      inset-block-end: 0;
      display: flex;
      justify-content: space-between;
      padding: 16px 6px 3px;
      font-size: 12px;
      color: #fff;
      background: linear-gradient(transparent, rgb(0 0 0 / 75%));
    }
    .several {
      display: inline-flex;
      align-items: center;
      gap: 2px;
    }
    .choose {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      padding: 6px;
      cursor: pointer;
    }
    .choose input {
      box-shadow: 0 0 3px rgb(0 0 0 / 70%);
      border-radius: 4px;
    }
    @media (hover: hover) {
      .tile:not(:hover, :focus-within, .chosen) .choose {
        opacity: 0.55;
      }
    }
  `,
];
