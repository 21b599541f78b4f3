import {
  mdiAlertCircle,
  mdiCancel,
  mdiCheckCircle,
  mdiCloseCircle,
  mdiProgressUpload,
  mdiTimerSand,
} from "@mdi/js";
import { css, html, type TemplateResult } from "lit";
import type { Hass } from "../data/hass";
import type { UploadStatus, UploadView } from "../data/types";
import { localize, optionName } from "../format/texts";
import { icon } from "./icon";

const LOOKS: Partial<Record<UploadStatus, [path: string, tone: string]>> = {
  queued: [mdiTimerSand, ""],
  stalled: [mdiAlertCircle, "warn"],
  canceling: [mdiCancel, ""],
  uploaded: [mdiCheckCircle, "good"],
  failed: [mdiCloseCircle, "bad"],
  canceled: [mdiCancel, ""],
};

/** Return a state of an upload, or of a file of one, in words with a sign. */
export function status(
  hass: Hass,
  of: { status: UploadStatus } & Partial<UploadView>,
): TemplateResult {
  const [path, tone] = LOOKS[of.status] ?? [mdiProgressUpload, "busy"];
  const partial = of.partial === true && of.status === "uploaded";
  const text = partial
    ? localize(hass, "uploads.partial")
    : optionName(hass, "upload_status", of.status);
  return html`<span class="status ${partial ? "warn" : tone}"
    >${icon(partial ? mdiAlertCircle : path, 20)}${text}</span
  >`;
}

export const statusStyles = css`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 500;
  }
  .status.good {
    color: var(--dd-good);
  }
  .status.bad {
    color: var(--dd-bad);
  }
  .status.warn {
    color: var(--dd-warn);
  }
  .status.busy {
    color: var(--dd-link);
  }
`;
