import { mdiClose, mdiDelete, mdiDownload, mdiRefresh } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import "../../components/bar";
import { icon } from "../../components/icon";
import { status } from "../../components/status";
import { secondsLeft } from "../../data/eta";
import type { Hass } from "../../data/hass";
import { hasEnded } from "../../data/store";
import type { UploadView } from "../../data/types";
import { formatDateTime, formatDuration } from "../../format/dates";
import { formatBytes, formatPercent, formatRate } from "../../format/numbers";
import { localize, optionName, spoken } from "../../format/texts";
import { pathTo } from "../routes";
import { deletedOf, sizeOf } from "./list";

export type Deed = "download" | "retry" | "cancel" | "delete";

/** What is done with an upload that is one of a list. */
export interface Handler {
  tick(upload: UploadView, on: boolean, range: boolean): void;
  act(upload: UploadView, deed: Deed): void;
}

/** How an upload is drawn besides what is known of it. */
export interface Look {
  hass: Hass;
  ticked: boolean;
  /** It is being acted upon. */
  busy: boolean;
  /** What went wrong with the last thing that was done with it. */
  error: string;
  handler: Handler;
}

const DEEDS: [Deed, string][] = [
  ["download", mdiDownload],
  ["retry", mdiRefresh],
  ["cancel", mdiClose],
  ["delete", mdiDelete],
];

/** Return what tells an upload from all others, in words. */
export function nameOf(hass: Hass, upload: UploadView): string {
  return `${upload.dock}, ${formatDateTime(hass, upload.created)}`;
}

function box(upload: UploadView, { hass, ticked, handler }: Look): TemplateResult {
  return html`<input
    type="checkbox"
    aria-label=${nameOf(hass, upload)}
    .checked=${live(ticked)}
    @click=${(event: MouseEvent) => {
      handler.tick(upload, (event.target as HTMLInputElement).checked, event.shiftKey);
    }}
  />`;
}

function link(upload: UploadView, { hass }: Look): TemplateResult {
  return html`<a href=${pathTo("uploads", [upload.device_id, upload.upload_id])}
    >${formatDateTime(hass, upload.created)}</a
  >`;
}

/** Return what an upload came to, or how far it is, and why. */
function state(upload: UploadView, look: Look): TemplateResult {
  const { hass } = look;
  const text = (key: string, placeholders?: Record<string, string>): string =>
    localize(hass, `uploads.${key}`, placeholders);
  const deleted = deletedOf(upload);
  const words = upload.words ?? upload.files.find((file) => file.words)?.words;
  return html`${status(hass, upload)}
  ${deleted === "none" ? nothing : html`<span class="tag">${text(`deleted_${deleted}`)}</span>`}
  ${
    upload.status === "queued" && upload.position !== null
      ? html`<span class="secondary">${text("waits_at", { place: String(upload.position) })}</span>`
      : nothing
  }
  ${upload.status === "queued" || hasEnded(upload) ? nothing : progress(upload, look)}
  ${words ? html`<p class="why">${spoken(hass, words)}</p>` : nothing}
  ${look.error ? html`<p class="why bad" role="alert">${look.error}</p>` : nothing}`;
}

function progress(upload: UploadView, { hass }: Look): TemplateResult {
  const left = secondsLeft(upload);
  const figures = [
    upload.progress === null ? "" : formatPercent(hass, upload.progress),
    upload.rate ? formatRate(hass, upload.rate) : "",
    left === null ? "" : localize(hass, "uploads.left", { time: formatDuration(hass, left) }),
  ];
  return html`<span class="figures">${figures.filter(Boolean).join(" · ")}</span>
    <dji-dock-bar
      .value=${upload.progress}
      .label=${nameOf(hass, upload)}
      .tone=${upload.status === "stalled" ? "still" : ""}
    ></dji-dock-bar>`;
}

function modules(hass: Hass, upload: UploadView): string {
  return upload.modules.map((module) => optionName(hass, "log_module", module)).join(", ");
}

function deeds(upload: UploadView, { hass, busy, handler }: Look): TemplateResult {
  const of = nameOf(hass, upload);
  return html`<span class="deeds"
    >${DEEDS.map(([deed, path]) => {
      if (!upload.may[deed]) return nothing;
      const name = localize(hass, `uploads.do_${deed}`);
      return html`<button
        class="icon"
        title=${name}
        aria-label="${name}: ${of}"
        ?disabled=${busy}
        @click=${() => handler.act(upload, deed)}
      >
        ${icon(path)}
      </button>`;
    })}</span
  >`;
}

/** Draw an upload as a row of a table. */
export function tableRow(upload: UploadView, look: Look): TemplateResult {
  const { hass, ticked } = look;
  return html`<tr class=${ticked ? "picked" : ""} aria-busy=${look.busy ? "true" : "false"}>
    <td>${box(upload, look)}</td>
    <td>${link(upload, look)}</td>
    <td>${upload.dock}</td>
    <td><div class="state">${state(upload, look)}</div></td>
    <td>${modules(hass, upload)}</td>
    <td class="figure">${formatBytes(hass, sizeOf(upload))}</td>
    <td class="end">${deeds(upload, look)}</td>
  </tr>`;
}

/** Draw an upload as a card of a list. */
export function listCard(upload: UploadView, look: Look): TemplateResult {
  const { hass, ticked } = look;
  const size = sizeOf(upload);
  return html`<li class="card ${ticked ? "picked" : ""}">
    <div class="row">
      ${box(upload, look)}
      <span class="grow"><strong>${upload.dock}</strong><br />${link(upload, look)}</span>
    </div>
    <div class="state">${state(upload, look)}</div>
    <div class="row">
      <span class="secondary grow"
        >${modules(hass, upload)}${size === null ? "" : ` · ${formatBytes(hass, size)}`}</span
      >
      ${deeds(upload, look)}
    </div>
  </li>`;
}

export const rowStyles = css`
  table {
    border-collapse: collapse;
    inline-size: 100%;
    table-layout: fixed;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--secondary-text-color);
  }
  th,
  td {
    padding: 6px 8px;
    overflow-wrap: anywhere;
    border-block-end: var(--dd-border);
  }
  td {
    block-size: 53px;
  }
  tbody tr:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  tr.picked,
  li.picked {
    background: color-mix(
      in srgb,
      var(--primary-color, #009ac7) 10%,
      var(--card-background-color, #fff)
    );
  }
  .figure {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .end {
    text-align: end;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .state dji-dock-bar,
  .why {
    flex: 1 0 100%;
  }
  .why {
    color: var(--secondary-text-color);
  }
  .why.bad {
    color: var(--dd-bad);
  }
  .tag {
    border: var(--dd-border);
    border-radius: 999px;
    padding: 1px 10px;
    font-size: 0.93em;
  }
  .deeds {
    display: inline-flex;
    flex-wrap: wrap;
    justify-content: flex-end;
  }
  li.card {
    display: grid;
    gap: 8px;
    padding: 12px;
  }
`;
