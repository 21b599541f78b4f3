import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { Hass } from "../../data/hass";
import type { LogFile, LogModule } from "../../data/types";
import { formatDate, formatDateTime, formatDuration, formatTime } from "../../format/dates";
import { formatBytes } from "../../format/numbers";
import { localize, localizeCount, optionName } from "../../format/texts";
import { nameOf } from "./choice";

/** What changes which logs are ticked. */
export type Ticked = (rows: string[], row: string | null, on: boolean, range: boolean) => void;

/** Return a log's time: from when to when, the day said once. */
function span(hass: Hass, { start, end }: LogFile): string {
  if (start === null && end === null) return localize(hass, "logs.time_unknown");
  if (start === null || end === null) return formatDateTime(hass, start ?? end);
  const sameDay = formatDate(hass, start) === formatDate(hass, end);
  return `${formatDateTime(hass, start)} – ${sameDay ? formatTime(hass, end) : formatDateTime(hass, end)}`;
}

function seconds({ start, end }: LogFile): number | null {
  return start === null || end === null ? null : (Date.parse(end) - Date.parse(start)) / 1000;
}

/** Draw the logs of a module with a box before each and one for all. */
export function moduleList(
  hass: Hass,
  module: LogModule,
  logs: readonly LogFile[],
  picked: ReadonlySet<string>,
  ticked: Ticked,
): TemplateResult {
  const rows = logs.map(nameOf);
  const count = rows.filter((row) => picked.has(row)).length;
  const name = optionName(hass, "log_module", module);
  const size = logs.reduce((sum, log) => sum + (log.size ?? 0), 0);
  return html`<table aria-label=${name}>
    <thead>
      <tr>
        <th class="box">
          <input
            type="checkbox"
            aria-label=${localize(hass, "logs.select_all", { module: name })}
            .checked=${live(count > 0 && count === rows.length)}
            .indeterminate=${live(count > 0 && count < rows.length)}
            @click=${(event: MouseEvent) => {
              ticked(rows, null, (event.target as HTMLInputElement).checked, false);
            }}
          />
        </th>
        <th scope="col">${localize(hass, "logs.time")}</th>
        <th scope="col" class="figure">${localize(hass, "logs.length")}</th>
        <th scope="col" class="figure">${localize(hass, "logs.size")}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(logs, nameOf, (log) => {
        const row = nameOf(log);
        const id = row.replace(":", "-");
        return html`<tr class=${picked.has(row) ? "picked" : ""}>
          <td class="box">
            <input
              type="checkbox"
              id=${id}
              .checked=${live(picked.has(row))}
              @click=${(event: MouseEvent) => {
                ticked(rows, row, (event.target as HTMLInputElement).checked, event.shiftKey);
              }}
            />
          </td>
          <td><label for=${id}>${span(hass, log)}</label></td>
          <td class="figure">${formatDuration(hass, seconds(log))}</td>
          <td class="figure">${formatBytes(hass, log.size)}</td>
        </tr>`;
      })}
    </tbody>
    ${
      logs.length > 1
        ? html`<tfoot>
            <tr>
              <td></td>
              <td colspan="2">${localizeCount(hass, "logs.count", logs.length)}</td>
              <td class="figure">${formatBytes(hass, size)}</td>
            </tr>
          </tfoot>`
        : nothing
    }
  </table>`;
}

export const moduleStyles = css`
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--secondary-text-color);
  }
  th,
  td {
    padding: 4px 6px;
    border-block-end: var(--dd-border);
    min-block-size: 44px;
  }
  tbody tr:hover {
    background: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
  }
  tr.picked {
    background: color-mix(in srgb, var(--primary-color, #009ac7) 10%, transparent);
  }
  tfoot td {
    border: none;
    color: var(--secondary-text-color);
  }
  td label {
    display: flex;
    align-items: center;
    min-block-size: 40px;
    cursor: pointer;
  }
  .box {
    inline-size: 36px;
  }
  .box input {
    display: block;
  }
  .figure {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
`;
