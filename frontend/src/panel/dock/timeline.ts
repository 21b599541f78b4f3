import {
  mdiAlert,
  mdiCameraImage,
  mdiChevronLeft,
  mdiChevronRight,
  mdiCircleMedium,
  mdiCogs,
  mdiFileUpload,
  mdiLan,
  mdiLock,
  mdiQuadcopter,
} from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define } from "../../components/define";
import { failed } from "../../components/failed";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import { timeline } from "../../data/commands";
import { type Hass, looksDifferent } from "../../data/hass";
import type { TimelineEvent } from "../../data/types";
import { formatDay, formatTime } from "../../format/dates";
import { addDays, dayOf, startOfDay } from "../../format/days";
import { localize, spoken } from "../../format/texts";
import { aroundFlight, writeChoice } from "../logs/choice";
import { pathTo } from "../routes";

const KINDS: Record<string, string> = {
  flight: mdiQuadcopter,
  alarm: mdiAlert,
  log_upload: mdiFileUpload,
  media: mdiCameraImage,
  job: mdiCogs,
  connection: mdiLan,
  lock: mdiLock,
};
const PAGE = 100;

/** What happened to a dock, a day at a time. Fires "day" {day} and "kind" {kind} when asked for others. */
@define("dji-dock-timeline")
export class Timeline extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) deviceId = "";
  /** YYYY-MM-DD, blank for today. */
  @property({ attribute: false }) day = "";
  /** The only kind that is shown, blank for all. */
  @property({ attribute: false }) kind = "";
  /** Whether the user may see logs. */
  @property({ type: Boolean }) logs = false;
  /** Another value has it ask again: something has happened. */
  @property({ attribute: false }) changed = "";
  @state() private events: TimelineEvent[] | undefined;
  @state() private next: string | null = null;
  @state() private error: unknown;
  @state() private busy = false;
  private asked = 0;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      .bar {
        justify-content: space-between;
      }
      li {
        display: grid;
        grid-template-columns: 64px 24px 1fr;
        gap: 10px;
        padding-block: 8px;
        border-block-end: var(--dd-border);
        align-items: start;
      }
      li:last-child {
        border: none;
      }
      time {
        font-variant-numeric: tabular-nums;
      }
      .words {
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--dd-bad);
      }
      .plain {
        color: var(--secondary-text-color);
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("deviceId") || changed.has("day") || changed.has("kind")) {
      this.events = undefined;
      void this.load();
    } else if (changed.has("changed") && this.shownDay === this.today) {
      void this.load();
    }
  }

  private get today(): string {
    return dayOf(this.hass, new Date());
  }

  private get shownDay(): string {
    return this.day || this.today;
  }

  private async load(before?: string): Promise<void> {
    const asked = ++this.asked;
    const day = this.shownDay;
    const end = startOfDay(this.hass, addDays(day, 1)).getTime() - 1;
    this.busy = true;
    try {
      const page = await timeline(this.hass, {
        device_id: this.deviceId,
        start: startOfDay(this.hass, day).toISOString(),
        end: new Date(end).toISOString(),
        // Asked for alone: among others there may be pages without any.
        kinds: this.kind in KINDS ? [this.kind] : undefined,
        before: before ?? null,
        limit: PAGE,
      });
      // Of two questions the later one counts, whichever is answered first.
      if (asked !== this.asked) return;
      this.events = before ? [...(this.events ?? []), ...page.events] : page.events;
      this.next = page.next;
      this.error = undefined;
    } catch (error) {
      if (asked === this.asked) this.error = error;
    } finally {
      if (asked === this.asked) this.busy = false;
    }
  }

  private text(key: string): string {
    return localize(this.hass, `timeline.${key}`);
  }

  private go(name: "day" | "kind", value: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: value }));
  }

  override render(): TemplateResult {
    const day = this.shownDay;
    const today = this.today;
    return html`<div class="row bar">
        <div class="row">
          <button
            class="icon"
            aria-label=${this.text("day_before")}
            @click=${() => this.go("day", addDays(day, -1))}
          >
            ${icon(mdiChevronLeft)}
          </button>
          <input
            type="date"
            aria-label=${this.text("day")}
            max=${today}
            .value=${day}
            @change=${(event: Event) => this.go("day", (event.target as HTMLInputElement).value)}
          />
          <button
            class="icon"
            aria-label=${this.text("day_after")}
            ?disabled=${day >= today}
            @click=${() => this.go("day", addDays(day, 1))}
          >
            ${icon(mdiChevronRight)}
          </button>
        </div>
        <select
          aria-label=${this.text("kinds")}
          @change=${(event: Event) => this.go("kind", (event.target as HTMLSelectElement).value)}
        >
          ${["", ...Object.keys(KINDS)].map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === this.kind}>
                ${this.text(`kind_${kind || "all"}`)}
              </option>`,
          )}
        </select>
      </div>
      <h3>${formatDay(this.hass, day)}</h3>
      ${this.error ? failed(this.hass, this.error, () => this.load()) : nothing}
      ${this.renderEvents()}`;
  }

  private renderEvents(): TemplateResult | typeof nothing {
    const events = this.events?.filter(({ kind }) => !this.kind || kind === this.kind);
    if (!events) {
      return this.error
        ? nothing
        : html`<p role="status">${localize(this.hass, "common.loading")}</p>`;
    }
    return html`${
      events.length
        ? html`<ol>
            ${events.map((event) => this.renderEvent(event))}
          </ol>`
        : this.next
          ? nothing
          : html`<p class="secondary" role="status">${this.text("nothing")}</p>`
    }
    ${
      this.next
        ? html`<button ?disabled=${this.busy} @click=${() => this.load(this.next ?? undefined)}>
            ${localize(this.hass, "common.more")}
          </button>`
        : nothing
    }`;
  }

  /** Return the way to the logs of a flight that has ended, where it began on the same page. */
  private logsOf({ kind, what, when, data }: TimelineEvent): string | undefined {
    if (!this.logs || kind !== "flight" || what !== "ended") return undefined;
    const began = this.events?.find(
      (each) =>
        each.kind === kind &&
        each.what === "started" &&
        each.when <= when &&
        each.data.flight_id === data.flight_id,
    );
    return began && pathTo("logs", [this.deviceId], writeChoice(aroundFlight(began.when, when)));
  }

  private renderEvent(event: TimelineEvent): TemplateResult {
    const { kind, what, when, link } = event;
    const bad = /^(raised|failed|timed_out|offline|stalled|partial|unknown)$/.test(what);
    const words = spoken(this.hass, event.words);
    const logs = this.logsOf(event);
    return html`<li>
      <time class="secondary" datetime=${when}>${formatTime(this.hass, when)}</time>
      <span class=${bad ? "bad" : "plain"}>${icon(KINDS[kind] ?? mdiCircleMedium, 20)}</span>
      <div class="words">
        ${
          // The alarm itself has no page: its link leads to the logs of the time around it.
          link && kind === "alarm"
            ? html`${words} · <a href=${link}>${this.text("logs_around")}</a>`
            : link
              ? html`<a href=${link}>${words}</a>`
              : words
        }${logs === undefined ? nothing : html` · <a href=${logs}>${this.text("logs_of_flight")}</a>`}
      </div>
    </li>`;
  }
}
