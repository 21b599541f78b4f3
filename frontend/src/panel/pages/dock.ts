import { mdiArrowLeft, mdiQuadcopter } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { moreInfo, navigate } from "../../adapter/home-assistant";
import { aircraftOf, entitiesOf, entityOf } from "../../cards/devices";
import "../../components/alert";
import "../../components/bar";
import "../../components/concerns";
import { define } from "../../components/define";
import "../../components/dock-controls";
import "../../components/dock-picture";
import "../../components/empty";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import { concernsOf } from "../../data/attention";
import { store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { Alarm, DockView } from "../../data/types";
import { formatAgo, formatDateTime } from "../../format/dates";
import { isDay } from "../../format/days";
import { formatBytes, formatPercent } from "../../format/numbers";
import { localize, localizeCount, optionName, spoken } from "../../format/texts";
import { factsOf } from "../dock/facts";
import "../dock/jobs";
import "../dock/live";
import "../dock/timeline";
import { AROUND_ALARM, writeChoice } from "../logs/choice";
import { PageElement } from "../page-element";
import { pathTo } from "../routes";

const LEVELS = ["info", "warning", "error"] as const;

/** One dock: how it is, what can be done with it, and what happened to it. */
@define("dji-dock-page-dock")
export class DockPage extends PageElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      .head {
        align-items: baseline;
      }
      .back {
        align-self: center;
      }
      .columns {
        display: grid;
        gap: var(--dd-gap);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
        align-items: start;
      }
      .column,
      section {
        display: grid;
        gap: var(--dd-gap);
        min-inline-size: 0;
      }
      section {
        gap: 10px;
        align-content: start;
      }
      .stale {
        opacity: 0.6;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 6px 16px;
      }
      dt {
        color: var(--secondary-text-color);
      }
      dd {
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: 8px;
      }
    `,
  ];

  constructor() {
    super();
    new StoreController(this, (topic) => {
      const [, id] = topic.split(":");
      return id === this.route.parts[0];
    });
  }

  /** The pictures of cameras and the controls show states of the house, nothing else here does. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (super.shouldUpdate(changed)) return true;
    for (const part of this.renderRoot.querySelectorAll<HTMLElement & { hass: unknown }>(
      "dji-dock-live, dji-dock-controls",
    ))
      part.hass = this.hass;
    return false;
  }

  private text(key: string, placeholders?: Record<string, string>): string {
    return localize(this.hass, `dock.${key}`, placeholders);
  }

  override render(): TemplateResult {
    const { hass } = this;
    if (!store.ready) return html`<p role="status">${localize(hass, "common.loading")}</p>`;
    const dock = store.docks.get(this.route.parts[0] ?? "");
    if (!dock) {
      return html`<dji-dock-empty .icon=${mdiQuadcopter} heading=${this.text("gone")}>
        <p>${this.text("gone_text")}</p>
        <a class="button" href=${pathTo("overview")}>${localize(hass, "common.tab_overview")}</a>
      </dji-dock-empty>`;
    }
    return html`${this.renderHead(dock)}
      <div class="columns">
        <div class="column">
          ${this.renderState(dock)} ${this.renderAlarms(dock)} ${this.renderLive(dock)}
          ${this.renderFiles(dock)} ${this.renderFirmware(dock)}
        </div>
        <div class="column">
          ${this.renderTimeline(dock)}
          ${this.renderSection(
            "jobs",
            html`<dji-dock-jobs
              .hass=${hass}
              .dock=${dock}
              .current=${store.isCurrent(dock)}
            ></dji-dock-jobs>`,
          )}
        </div>
      </div>`;
  }

  private renderSection(name: string, content: unknown): TemplateResult {
    return html`<section class="card" aria-labelledby=${name}>
      <h3 id=${name}>${this.text(name)}</h3>
      ${content}
    </section>`;
  }

  private renderHead(dock: DockView): TemplateResult {
    const { hass } = this;
    const about = [dock.model, dock.area, dock.serial].filter(Boolean).join(" · ");
    const problems = concernsOf([], [dock]).filter(({ kind }) => kind !== "alarm");
    return html`<div class="row head">
        <a
          class="back"
          href=${pathTo("overview")}
          aria-label=${localize(hass, "common.tab_overview")}
          >${icon(mdiArrowLeft)}</a
        >
        <h2>${dock.name}</h2>
        <span class="secondary grow">${about}</span>
        ${
          hass.user?.is_admin
            ? html`<a href=${`/config/devices/device/${dock.device_id}`}>${this.text("device")}</a>`
            : nothing
        }
      </div>
      ${
        problems.length
          ? html`<dji-dock-concerns single .hass=${hass} .concerns=${problems}></dji-dock-concerns>`
          : nothing
      }`;
  }

  private renderState(dock: DockView): TemplateResult {
    const { hass } = this;
    const current = store.isCurrent(dock);
    return html`<section class="card">
      <dji-dock-picture
        lively
        class=${current ? "" : "stale"}
        .hass=${hass}
        .dock=${dock}
      ></dji-dock-picture>
      <dl>
        ${factsOf(hass, dock).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${
        current
          ? html`<dji-dock-controls .hass=${hass} .dock=${dock}></dji-dock-controls>`
          : html`<p class="secondary">${this.text("not_current")}</p>`
      }
    </section>`;
  }

  private renderAlarms(dock: DockView): TemplateResult {
    return this.renderSection(
      "alarms_now",
      dock.alarms.length
        ? html`<ul>
            ${dock.alarms.map((alarm) => html`<li>${this.renderAlarm(dock, alarm)}</li>`)}
          </ul>`
        : html`<p class="secondary">${this.text("no_alarms")}</p>`,
    );
  }

  private renderAlarm(dock: DockView, alarm: Alarm): TemplateResult {
    const { hass } = this;
    const at = Date.parse(alarm.since ?? "");
    const around = { scope: "time" as const, from: at - AROUND_ALARM, to: at + AROUND_ALARM };
    return html`<dji-dock-alert level=${LEVELS[alarm.level]} quiet>
      <div>${spoken(hass, alarm.text)}</div>
      <div class="secondary">
        ${localize(hass, `common.${alarm.device}`)} ·
        ${
          alarm.since
            ? html`<time datetime=${alarm.since} title=${formatDateTime(hass, alarm.since)}
                >${this.text("since", { ago: formatAgo(hass, alarm.since) })}</time
              >`
            : this.text("since_before")
        }
      </div>
      ${
        alarm.since && dock.may.control
          ? html`<a slot="action" href=${pathTo("logs", [dock.device_id], writeChoice(around))}
              >${localize(hass, "timeline.logs_around")}</a
            >`
          : nothing
      }
    </dji-dock-alert>`;
  }

  private renderLive(dock: DockView): TemplateResult | typeof nothing {
    const { hass } = this;
    const aircraft = aircraftOf(hass, dock.device_id)?.id;
    const cameras = [dock.device_id, aircraft].flatMap((id) =>
      id === undefined ? [] : entitiesOf(hass, id, "camera"),
    );
    if (!cameras.length) return nothing;
    return this.renderSection(
      "live",
      html`<dji-dock-live .hass=${hass} .cameras=${cameras}></dji-dock-live>`,
    );
  }

  private renderFiles(dock: DockView): TemplateResult {
    const { hass } = this;
    const { media, device_id } = dock;
    const upload = dock.upload === null ? undefined : store.uploads.get(dock.upload);
    const status = upload && optionName(hass, "upload_status", upload.status);
    const label = localize(hass, "overview.log_upload", { status: status ?? "" });
    return this.renderSection(
      "files",
      html`${
          upload
            ? html`<div>
                <div class="row">
                  <a class="grow" href=${pathTo("uploads", [device_id, upload.upload_id])}
                    >${label}</a
                  >
                  <span>${formatPercent(hass, upload.progress)}</span>
                </div>
                <dji-dock-bar .value=${upload.progress} label=${label}></dji-dock-bar>
              </div>`
            : nothing
        }
        ${dock.queued ? html`<p>${localizeCount(hass, "dock.queued", dock.queued)}</p>` : nothing}
        ${
          media.files === null
            ? nothing
            : html`<p>
                ${localizeCount(hass, "dock.media", media.files)} · ${formatBytes(hass, media.size)}
                ${
                  media.last
                    ? html` · ${this.text("newest", { ago: formatAgo(hass, media.last) })}`
                    : nothing
                }
              </p>`
        }
        ${media.pending ? html`<p>${localizeCount(hass, "cards.pending", media.pending)}</p>` : nothing}
        <div class="row">
          ${
            dock.may.control
              ? html`<a class="button" href=${pathTo("logs", [device_id])}
                  >${this.text("get_logs")}</a
                >`
              : nothing
          }
          <a class="button" href=${pathTo("uploads", [], { dock: device_id })}
            >${localize(hass, "common.tab_uploads")}</a
          >
          <a class="button" href=${pathTo("media", [device_id])}
            >${localize(hass, "common.tab_media")}</a
          >
        </div>`,
    );
  }

  private renderFirmware(dock: DockView): TemplateResult | typeof nothing {
    const { hass } = this;
    const devices = [
      [dock.name, dock.firmware.dock, dock.device_id],
      [dock.aircraft?.name ?? "", dock.firmware.aircraft, dock.aircraft?.device_id],
    ] as const;
    const shown = devices.filter(([, firmware]) => firmware);
    if (!shown.length) return nothing;
    return this.renderSection(
      "firmware",
      html`<ul>
        ${shown.map(([name, firmware, id]) => {
          const entity = id ? entityOf(hass, id, "update", "firmware") : undefined;
          const { installed = null, latest = null } = firmware ?? {};
          const newer = latest !== null && latest !== installed;
          return html`<li class="row">
            <span class="grow">${name}</span>
            <span>${installed ?? "–"}</span>
            ${newer ? html`<strong>${this.text("firmware_new", { version: latest })}</strong>` : nothing}
            ${
              entity
                ? html`<button
                    @click=${() => {
                      moreInfo(this, entity);
                    }}
                  >
                    ${this.text(newer && dock.may.control ? "firmware_install" : "firmware_more")}
                    <span class="visually-hidden">${name}</span>
                  </button>`
                : nothing
            }
          </li>`;
        })}
      </ul>`,
    );
  }

  private renderTimeline(dock: DockView): TemplateResult {
    const day = this.route.query.get("day");
    // What the timeline tells of has changed when one of these has.
    const changed = JSON.stringify([
      ...[dock.online, dock.upload, dock.queued, dock.alarms, dock.media.files],
      ...[dock.flight?.flight_id, dock.job?.job_id, dock.job?.status],
    ]);
    return this.renderSection(
      "timeline",
      html`<dji-dock-timeline
        .hass=${this.hass}
        .deviceId=${dock.device_id}
        .day=${isDay(day) ? day : ""}
        .kind=${this.route.query.get("kind") ?? ""}
        .logs=${dock.may.control}
        .changed=${changed}
        @day=${(event: CustomEvent<string>) => this.change({ day: event.detail })}
        @kind=${(event: CustomEvent<string>) => this.change({ kind: event.detail })}
      ></dji-dock-timeline>`,
    );
  }

  private change(query: Record<string, string>): void {
    const before = Object.fromEntries(this.route.query);
    navigate(pathTo("dock", this.route.parts, { ...before, ...query }), true);
  }
}
