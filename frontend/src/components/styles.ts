import { css } from "lit";

/** What every element of ours looks like: Home Assistant's variables, with values for where they are not set. */
export const base = css`
  :host {
    --dd-gap: var(--ha-space-4, 16px);
    --dd-small-gap: var(--ha-space-2, 8px);
    --dd-radius: var(--ha-border-radius-lg, 12px);
    --dd-border: 1px solid var(--divider-color, #e0e0e0);
    /* Readable on cards in light and dark: the plain colours are not, as text. */
    --dd-good: color-mix(in srgb, var(--success-color, #43a047) 55%, var(--primary-text-color));
    --dd-bad: color-mix(in srgb, var(--error-color, #db4437) 60%, var(--primary-text-color));
    --dd-warn: color-mix(in srgb, var(--warning-color, #ffa600) 45%, var(--primary-text-color));
    --dd-link: color-mix(in srgb, var(--primary-color, #009ac7) 55%, var(--primary-text-color));
    color: var(--primary-text-color);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 1.45;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-xl, 20px);
    font-weight: 500;
  }
  h3 {
    font-size: var(--ha-font-size-l, 16px);
    font-weight: 500;
  }
  a {
    color: var(--dd-link);
  }
  :focus-visible {
    outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
    outline-offset: 2px;
  }
  .secondary {
    color: var(--secondary-text-color);
  }
  .card {
    background: var(--ha-card-background, var(--card-background-color, #fff));
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--dd-radius));
    padding: var(--dd-gap);
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--dd-small-gap);
    flex-wrap: wrap;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;

/** Buttons and fields: native ones, so that keys, names and forms work by themselves. */
export const controls = css`
  button,
  .button {
    font: inherit;
    color: var(--primary-text-color);
    background: transparent;
    border: var(--dd-border);
    border-radius: 999px;
    min-block-size: 40px;
    padding-inline: var(--ha-space-4, 16px);
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    text-decoration: none;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
  }
  button:disabled {
    opacity: 0.65;
    cursor: default;
  }
  button.primary,
  .button.primary {
    background: color-mix(in srgb, var(--primary-color, #009ac7) 72%, #000);
    border-color: transparent;
    color: #fff;
  }
  button.primary:hover:not(:disabled),
  .button.primary:hover {
    background: color-mix(in srgb, var(--primary-color, #009ac7) 62%, #000);
  }
  button.danger:hover:not(:disabled) {
    background: color-mix(in srgb, var(--error-color, #db4437) 66%, #000);
  }
  button.danger {
    background: color-mix(in srgb, var(--error-color, #db4437) 78%, #000);
    border-color: transparent;
    color: #fff;
  }
  /* Often disabled while it does what its words say: they are to be read. */
  button.primary:disabled,
  button.danger:disabled {
    opacity: 1;
    background: color-mix(in srgb, var(--primary-text-color) 12%, transparent);
    color: color-mix(in srgb, var(--primary-text-color) 75%, transparent);
  }
  button.plain {
    border-color: transparent;
  }
  button.icon {
    padding: 0;
    inline-size: 40px;
    border-color: transparent;
    border-radius: 50%;
  }
  input,
  select {
    font: inherit;
    color: var(--primary-text-color);
    background: var(--card-background-color, #fff);
    border: 1px solid color-mix(in srgb, var(--primary-text-color) 45%, transparent);
    border-radius: 8px;
    min-block-size: 40px;
    padding-inline: 8px;
    max-inline-size: 100%;
    color-scheme: inherit;
  }
  input[type="checkbox"],
  input[type="radio"] {
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 20px;
    margin: 0;
    accent-color: var(--primary-color, #009ac7);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  label.stacked {
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
  }
`;

/** What can be on or off beside others: a label with its radio or box, hidden, or a button that is pressed. */
export const chips = css`
  .chip {
    border: var(--dd-border);
    border-radius: 999px;
    min-block-size: 40px;
    padding-inline: 14px;
    cursor: pointer;
    position: relative;
  }
  .chip:hover {
    background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
  }
  .chip:has(:checked),
  .chip[aria-pressed="true"] {
    background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
    border-color: var(--primary-color, #009ac7);
  }
  .chip:has(:focus-visible) {
    outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
    outline-offset: 2px;
  }
`;
