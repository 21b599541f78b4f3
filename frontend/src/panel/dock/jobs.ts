import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/bar";
import { define } from "../../components/define";
import { failed } from "../../components/failed";
import { base, controls } from "../../components/styles";
import { listJobs } from "../../data/commands";
import { type Hass, looksDifferent } from "../../data/hass";
import type { DockView, Job } from "../../data/types";
import { formatDateTime } from "../../format/dates";
import { localize, optionName, stateName } from "../../format/texts";

const FEW = 5;
const MORE = 50;

/** What a dock was told to do: what it is at, and what became of the rest. */
@define("dji-dock-jobs")
export class Jobs extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) dock!: DockView;
  /** Whether its entry runs: before that nobody answers, and Home Assistant logs an error of the action. */
  @property({ type: Boolean }) current = false;
  @state() private jobs: Job[] | undefined;
  @state() private limit = FEW;
  @state() private error: unknown;
  private loaded = "";

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      li {
        display: grid;
        gap: 2px;
        padding-block: 8px;
        border-block-end: var(--dd-border);
      }
      li:last-child {
        border: none;
      }
      .failed {
        color: var(--dd-bad);
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }

  protected override willUpdate(): void {
    const { dock, limit } = this;
    if (!this.current) return;
    // What has begun or ended since.
    const wanted = `${dock.device_id} ${limit} ${dock.job?.job_id ?? ""} ${dock.job?.status ?? ""}`;
    if (wanted === this.loaded) return;
    this.loaded = wanted;
    void this.load();
  }

  private async load(): Promise<void> {
    const asked = this.loaded;
    try {
      const jobs = await listJobs(this.hass, this.dock.device_id, this.limit + 1);
      if (asked !== this.loaded) return;
      this.jobs = jobs;
      this.error = undefined;
    } catch (error) {
      if (asked === this.loaded) this.error = error;
    }
  }

  override render(): TemplateResult {
    const { hass, jobs, limit } = this;
    return html`${this.error ? failed(hass, this.error, () => this.load()) : nothing}
    ${
      jobs?.length === 0
        ? html`<p class="secondary">${localize(hass, "dock.no_jobs")}</p>`
        : html`<ol>
            ${jobs?.slice(0, limit).map((job) => this.renderJob(job))}
          </ol>`
    }
    ${
      jobs && jobs.length > limit && limit < MORE
        ? html`<div>
            <button @click=${this.showMore}>${localize(hass, "common.more")}</button>
          </div>`
        : nothing
    }`;
  }

  private showMore(): void {
    this.limit = MORE;
  }

  private renderJob(job: Job): TemplateResult {
    const { hass } = this;
    // The current one is told of as it goes on.
    const current = this.dock.job?.job_id === job.job_id ? this.dock.job : undefined;
    const { status, percent } = current ?? job;
    const failed = ["failed", "timed_out", "unknown"].includes(status);
    const label = stateName(hass, "sensor", "job", job.command);
    const running = status === "running" || status === "sent";
    return html`<li>
      <div class="row">
        <span class="grow">${label}</span>
        <span class=${failed ? "failed" : "secondary"}
          >${optionName(hass, "job_status", status)}</span
        >
      </div>
      ${running ? html`<dji-dock-bar .value=${percent} label=${label}></dji-dock-bar>` : nothing}
      ${job.reason ? html`<div>${job.reason}</div>` : nothing}
      <time class="secondary" datetime=${job.created}>${formatDateTime(hass, job.created)}</time>
    </li>`;
  }
}
