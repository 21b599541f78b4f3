import { mdiFileDocumentOutline, mdiRefresh } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { navigate } from "../../adapter/home-assistant";
import "../../components/alert";
import { define } from "../../components/define";
import "../../components/empty";
import { icon } from "../../components/icon";
import { noDocks } from "../../components/no-docks";
import { base, controls } from "../../components/styles";
import "../../components/upload";
import { listLogs, startUpload } from "../../data/commands";
import { errorText } from "../../data/errors";
import { hasEnded, store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { DockView, LogList, LogModule, UploadView } from "../../data/types";
import { formatDateTime } from "../../format/dates";
import { formatBytes } from "../../format/numbers";
import { localize, localizeCount, optionName, spoken } from "../../format/texts";
import {
  type Choice,
  chosenLogs,
  isComplete,
  isReversed,
  isSame,
  isTimed,
  isWithin,
  logsOf,
  MODULES,
  nameOf,
  pick,
  readChoice,
  startsFor,
  writeChoice,
} from "../logs/choice";
import "../logs/chooser";
import { moduleList, moduleStyles } from "../logs/module-list";
import { PageElement } from "../page-element";
import { pathTo } from "../routes";
import { isMixed, linksOf, save } from "../uploads/download";

/** What a dock said of its logs, or why it did not. */
interface Asked {
  dock: string;
  list?: LogList;
  error?: string;
}

/** The dock that was looked at last; the address has it too, but the tab has not. */
let lastDock = "";

@define("dji-dock-page-logs")
export class LogsPage extends PageElement {
  @state() private asked: Asked | undefined;
  /** What is ticked by hand; without that it is what was chosen. */
  @state() private picked: ReadonlySet<string> | undefined;
  @state() private withAircraft = false;
  @state() private starting = false;
  @state() private switching = false;
  @state() private notSwitched = "";
  /** The upload whose archives are being saved. */
  @state() private saving = "";
  /** Why they could not be, by upload. */
  @state() private unsaved: { upload: string; why: string } | undefined;
  @state() private error = "";
  @state() private refused = "";
  private lastRow: string | undefined;
  /** What can be said of the dock, by which it is seen that it can be asked again. */
  private heard = "";
  /** Uploads that ran while this was looked at: their end is shown. */
  private readonly seen = new Set<string>();
  private run = 0;

  constructor() {
    super();
    new StoreController(this);
  }

  private get choice(): Choice {
    return readChoice(this.route.query);
  }

  private get dock(): DockView | undefined {
    return store.docks.get(this.route.parts[0] ?? "");
  }

  private get list(): LogList | undefined {
    return this.asked?.dock === this.route.parts[0] ? this.asked?.list : undefined;
  }

  private get chosen(): ReadonlySet<string> {
    if (this.picked) return this.picked;
    return this.list ? chosenLogs(this.list, this.choice) : new Set<string>();
  }

  /** Whether other logs are ticked than those that were chosen. */
  private get isApart(): boolean {
    const { list, picked } = this;
    return (
      list !== undefined && picked !== undefined && !isSame(picked, chosenLogs(list, this.choice))
    );
  }

  private text(key: string, placeholders?: Record<string, string>): string {
    return localize(this.hass, `logs.${key}`, placeholders);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("route")) {
      this.picked = undefined;
      this.lastRow = undefined;
      this.error = this.refused = this.notSwitched = "";
    }
    const { dock } = this;
    if (!dock) {
      this.openAny();
      return;
    }
    lastDock = dock.device_id;
    for (const upload of this.uploads(dock)) this.seen.add(upload.upload_id);
    if (!dock.may.control) return;
    // What a dock refused while it or its aircraft was away is asked for again when it is back.
    const now = `${dock.device_id} ${dock.online} ${dock.aircraft?.online} ${dock.upload}`;
    const worth = this.heard !== now && (!this.list || this.list.unavailable.length > 0);
    if (this.asked?.dock !== dock.device_id || worth) void this.load(dock.device_id);
    this.heard = now;
  }

  /** Without a dock in the address, or with one that is gone: the one before, or the first. */
  private openAny(): void {
    const [first] = this.docks();
    if (!store.ready || this.route.parts.length || !first) return;
    const dock = store.docks.get(lastDock) ?? first;
    const to = pathTo("logs", [dock.device_id], Object.fromEntries(this.route.query));
    queueMicrotask(() => navigate(to, true));
  }

  private docks(): DockView[] {
    return [...store.docks.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  private uploads(dock: DockView): UploadView[] {
    return [...store.uploads.values()]
      .filter((upload) => upload.device_id === dock.device_id)
      .filter((upload) => !hasEnded(upload) || this.seen.has(upload.upload_id))
      .sort(
        (a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || (a.created < b.created ? -1 : 1),
      );
  }

  private async load(dock: string): Promise<void> {
    const run = ++this.run;
    // What is there stays until the answer comes.
    const old = this.asked?.dock === dock ? this.asked : undefined;
    this.asked = { dock, ...(old?.list ? { list: old.list } : {}) };
    let asked: Asked;
    try {
      asked = { dock, list: await listLogs(this.hass, dock) };
    } catch (err) {
      asked = { dock, error: errorText(this.hass, err) };
    }
    if (run !== this.run) return;
    this.asked = asked;
    if (asked.list) this.forget(asked.list);
  }

  /** Let go of what is no longer on the list. */
  private forget(list: LogList): void {
    this.switching = false;
    if (!list.unavailable.length) this.withAircraft = false;
    if (!this.picked) return;
    const names = new Set(list.files.map(nameOf));
    this.picked = new Set([...this.picked].filter((name) => names.has(name)));
  }

  static override styles = [
    base,
    controls,
    moduleStyles,
    css`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      .modules {
        display: grid;
        gap: var(--dd-gap);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
        align-items: start;
      }
      .card {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      :host([narrow]) .card {
        padding: 12px;
      }
      .bottom {
        position: sticky;
        inset-block-end: 0;
        z-index: 2;
        margin-block-end: 8px;
        box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
      }
      .uploads {
        display: grid;
        gap: var(--dd-gap);
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    if (!store.ready)
      return html`<p class="secondary">${localize(this.hass, "common.loading")}</p>`;
    const { dock } = this;
    if (!store.docks.size) return noDocks(this.hass);
    return html`<div class="row">
        <label
          >${localize(this.hass, "common.choose_dock")}
          <select @change=${this.changeDock}>
            ${dock ? nothing : html`<option selected></option>`}
            ${this.docks().map(
              (each) =>
                html`<option value=${each.device_id} ?selected=${each === dock}>
                  ${each.name}${each.online ? "" : ` (${localize(this.hass, "common.offline")})`}
                </option>`,
            )}
          </select></label
        >
      </div>
      ${
        dock
          ? this.renderDock(dock)
          : html`<dji-dock-alert level="warning">${this.text("dock_gone")}</dji-dock-alert>`
      }`;
  }

  private readonly changeDock = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    // Alarms and flights are of the dock before.
    const { scope } = this.choice;
    const kept = scope === "alarm" || scope === "flight" ? {} : writeChoice(this.choice);
    navigate(pathTo("logs", [value], kept));
  };

  private renderDock(dock: DockView): TemplateResult {
    const uploads = this.uploads(dock);
    return html`${
      uploads.length
        ? html`<section class="uploads" aria-label=${this.text("uploads")}>
            ${uploads.map((upload) => this.renderUpload(upload))}
          </section>`
        : nothing
    }
    ${this.renderNoBucket(dock)}
    ${dock.may.control ? this.renderLogs(dock) : this.renderForbidden()}`;
  }

  private renderNoBucket({ entry_id }: DockView): TemplateResult | typeof nothing {
    const entry = store.entries.find((each) => each.entry_id === entry_id);
    if (!entry || entry.bucket.configured) return nothing;
    return html`<dji-dock-alert level="warning"
      >${this.text("no_bucket")}
      ${
        store.admin
          ? html`<a slot="action" class="button" href=${pathTo("setup", [entry_id])}
              >${localize(this.hass, "common.to_setup")}</a
            >`
          : nothing
      }</dji-dock-alert
    >`;
  }

  private renderForbidden(): TemplateResult {
    return html`<dji-dock-empty .icon=${mdiFileDocumentOutline} .heading=${this.text("forbidden")}>
      <p>${this.text("forbidden_text")}</p>
    </dji-dock-empty>`;
  }

  private renderUpload(upload: UploadView): TemplateResult {
    const to = pathTo("uploads", [upload.device_id, upload.upload_id]);
    return html`<div class="card">
      <dji-dock-upload .hass=${this.hass} .upload=${upload}
        ><h3>
          <a href=${to}
            >${this.text("upload_of", { when: formatDateTime(this.hass, upload.created) })}</a
          >
        </h3></dji-dock-upload
      >
      ${
        upload.may.download
          ? html`<div class="row">
              <button
                ?disabled=${this.saving === upload.upload_id}
                @click=${() => void this.download(upload)}
              >
                ${localize(this.hass, "common.download")}
              </button>
            </div>`
          : nothing
      }
      ${
        this.unsaved?.upload === upload.upload_id
          ? html`<dji-dock-alert level="error">${this.unsaved.why}</dji-dock-alert>`
          : nothing
      }
    </div>`;
  }

  private async download(upload: UploadView): Promise<void> {
    const { upload_id } = upload;
    this.saving = upload_id;
    this.unsaved = undefined;
    try {
      const { links, failed } = await linksOf(this.hass, [upload]);
      const [problem] = failed;
      if (problem) throw new Error(spoken(this.hass, problem.words));
      // Its own page shows the links as they are, and says why.
      if (isMixed(links)) navigate(pathTo("uploads", [upload.device_id, upload_id]));
      else await save(links);
    } catch (err) {
      this.unsaved = { upload: upload_id, why: errorText(this.hass, err) };
    } finally {
      this.saving = "";
    }
  }

  private renderLogs(dock: DockView): TemplateResult {
    const { asked, choice, list } = this;
    const loading = asked !== undefined && !asked.error && !asked.list;
    return html`<section class="card">
        <div class="row">
          <h2 class="grow" id="which">${this.text("which")}</h2>
          <button ?disabled=${loading} @click=${() => void this.load(dock.device_id)}>
            ${icon(mdiRefresh, 20)}${this.text("refresh")}
          </button>
        </div>
        <dji-dock-log-chooser
          .hass=${this.hass}
          .dock=${dock}
          .choice=${choice}
          .apart=${this.isApart}
          @chosen=${(event: CustomEvent<Choice>) => {
            // The same once more has no other address.
            this.picked = undefined;
            navigate(pathTo("logs", [dock.device_id], writeChoice(event.detail)), true);
          }}
        ></dji-dock-log-chooser>
      </section>
      ${loading ? html`<p role="status">${this.text("loading")}</p>` : nothing}
      ${asked?.error ? this.renderUnlisted(asked.error) : nothing}
      ${
        list
          ? html`<div class="modules">
              ${MODULES.map((module) => this.renderModule(dock, list, module))}
            </div>`
          : nothing
      }
      ${this.renderStart(dock)}`;
  }

  private renderUnlisted(error: string): TemplateResult {
    return html`<dji-dock-alert level="warning"
      >${error}
      ${isComplete(this.choice) ? html`<br />${this.text("queue_unlisted")}` : nothing}</dji-dock-alert
    >`;
  }

  private renderModule(dock: DockView, list: LogList, module: LogModule): TemplateResult {
    const { choice } = this;
    const all = logsOf(list, module);
    const shown =
      isTimed(choice.scope) && isComplete(choice)
        ? all.filter((log) => isWithin(log, choice))
        : all;
    const refusal = list.unavailable.find((each) => each.module === module);
    return html`<section class="card">
      <h3>${optionName(this.hass, "log_module", module)}</h3>
      ${refusal ? this.renderRefusal(dock, list, refusal) : nothing}
      ${
        shown.length
          ? moduleList(this.hass, module, shown, this.chosen, (rows, row, on, range) => {
              this.tick(rows, row, on, range);
            })
          : refusal
            ? nothing
            : html`<p class="secondary">${this.text(all.length ? "none_in_time" : "none")}</p>`
      }
    </section>`;
  }

  private renderRefusal(
    dock: DockView,
    list: LogList,
    { words, remedy }: LogList["unavailable"][number],
  ): TemplateResult {
    const entity = remedy && this.switchOf(dock, "aircraft_power");
    return html`<dji-dock-alert level="warning"
        >${remedy === "power_aircraft" ? this.text("aircraft_off") : spoken(this.hass, words)}
        ${
          entity
            ? html`<button
                slot="action"
                ?disabled=${this.switching}
                @click=${() => void this.switchOn(entity)}
              >
                ${this.text(this.switching ? "switching" : remedy)}
              </button>`
            : nothing
        }</dji-dock-alert
      >
      ${this.switching ? html`<p role="status">${this.text("switching_text")}</p>` : nothing}
      ${
        this.notSwitched
          ? html`<dji-dock-alert level="error">${this.notSwitched}</dji-dock-alert>`
          : nothing
      }
      ${
        remedy === "power_aircraft" && list.power_aircraft
          ? html`<label
              ><input
                type="checkbox"
                .checked=${this.withAircraft}
                @change=${(event: Event) => {
                  this.withAircraft = (event.target as HTMLInputElement).checked;
                }}
              />${this.text("with_aircraft")}</label
            >`
          : nothing
      }`;
  }

  /** Return the switch of a dock, undefined where it is disabled or has gone. */
  private switchOf(dock: DockView, key: string): string | undefined {
    return Object.values(this.hass.entities).find(
      (entity) => entity?.device_id === dock.device_id && entity.translation_key === key,
    )?.entity_id;
  }

  private async switchOn(entity_id: string): Promise<void> {
    this.switching = true;
    this.notSwitched = "";
    try {
      await this.hass.callService("switch", "turn_on", { entity_id }, undefined, false);
    } catch (err) {
      this.switching = false;
      this.notSwitched = errorText(this.hass, err);
    }
  }

  private tick(rows: string[], row: string | null, on: boolean, range: boolean): void {
    const before = range ? this.lastRow : undefined;
    this.picked = row
      ? pick(this.chosen, rows, row, on, before)
      : rows.reduce((names, name) => pick(names, rows, name, on, undefined), new Set(this.chosen));
    this.lastRow = row ?? undefined;
  }

  /** Return why an upload would have to wait, a key of the texts. */
  private busy(dock: DockView): string {
    if (!dock.online) return "waits_offline";
    if (dock.upload ?? dock.queued) return "waits_upload";
    return dock.aircraft?.flying ? "waits_flight" : "";
  }

  private renderStart(dock: DockView): TemplateResult {
    const { hass, list, chosen } = this;
    const busy = this.busy(dock) || (this.asked?.error ? "waits_offline" : "");
    const logs = list?.files.filter((log) => chosen.has(nameOf(log))) ?? [];
    const size = logs.reduce((sum, log) => sum + (log.size ?? 0), 0);
    const summary = [
      logs.length ? localizeCount(hass, "logs.selected", logs.length) : "",
      size ? formatBytes(hass, size) : "",
      this.withAircraft ? this.text("and_aircraft") : "",
    ].filter(Boolean);
    const unlisted = !list && this.asked?.error !== undefined;
    const usable = isComplete(this.choice) && !isReversed(this.choice);
    const ready = summary.length > 0 || (unlisted && usable);
    return html`<section class="card bottom" aria-label=${this.text("start")}>
      <div class="row">
        <div class="grow">
          <div role="status">
            ${summary.length ? summary.join(" · ") : unlisted ? this.text("unlisted") : this.text("nothing")}
          </div>
          ${busy && ready ? html`<div class="secondary">${this.text(busy)}</div>` : nothing}
        </div>
        <button
          class="primary"
          ?disabled=${!ready || this.starting}
          @click=${() => void this.start(dock, busy !== "")}
        >
          ${this.text(this.starting ? "starting" : busy ? "queue" : "start")}
        </button>
      </div>
      ${this.starting && this.withAircraft ? html`<p class="secondary">${this.text("starting_text")}</p>` : nothing}
      ${this.error ? html`<dji-dock-alert level="error">${this.error}</dji-dock-alert>` : nothing}
      ${
        this.refused
          ? html`<dji-dock-alert level="error"
              >${this.refused}
              <button slot="action" @click=${() => void this.start(dock, true)}>
                ${this.text("queue")}
              </button></dji-dock-alert
            >`
          : nothing
      }
    </section>`;
  }

  private async start(dock: DockView, queue: boolean): Promise<void> {
    const { device_id } = dock;
    const starts = startsFor(this.list, this.choice, this.chosen, this.withAircraft);
    this.starting = true;
    this.error = this.refused = "";
    try {
      for (const start of starts) {
        const { upload_id } = await startUpload(this.hass, {
          device_id,
          when_busy: queue ? "queue" : "refuse",
          ...start,
        });
        this.seen.add(upload_id);
      }
      this.picked = new Set();
      this.withAircraft = false;
    } catch (err) {
      const key = (err as { translation_key?: string }).translation_key ?? "";
      const text = errorText(this.hass, err);
      if (OCCUPIED.has(key) && !queue) this.refused = text;
      else this.error = text;
    } finally {
      this.starting = false;
    }
  }
}

/** Errors about something that passes by itself. */
const OCCUPIED = new Set(["upload_running", "dock_busy", "aircraft_starts", "dock_offline"]);
