import { html, nothing, type TemplateResult } from "lit";
import type { Hass } from "../../data/hass";
import type { MediaFile } from "../../data/types";
import { formatDate, formatTime } from "../../format/dates";
import { formatBytes, formatNumber, formatValue } from "../../format/numbers";
import { localize } from "../../format/texts";

/** What is known of a file. */
export function facts(hass: Hass, file: MediaFile): TemplateResult {
  const degrees = (value: number): string =>
    formatNumber(hass, value, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  const { position } = file;
  const rows: [string, string | null][] = [
    ["name", file.name],
    ["taken", `${formatDate(hass, file.taken_at)}, ${formatTime(hass, file.taken_at, true)}`],
    ["size", formatBytes(hass, file.size)],
    ["kind", localize(hass, `media.kind_${file.kind}`)],
    ["lens", file.lens && localize(hass, `media.lens_${file.lens}`)],
    ["position", position && `${degrees(position.latitude)}°, ${degrees(position.longitude)}°`],
    ["height", position?.height == null ? null : formatValue(hass, position.height, "m")],
  ];
  return html`<dl>
    ${rows.map(([name, value]) =>
      value === null
        ? nothing
        : html`<div>
            <dt>${localize(hass, `media.fact_${name}`)}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}
