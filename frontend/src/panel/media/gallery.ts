import { mdiLayersOutline } from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import type { Hass } from "../../data/hass";
import type { MediaFile } from "../../data/types";
import { formatDay, formatTime } from "../../format/dates";
import { localize, localizeCount } from "../../format/texts";
import { galleryStyles } from "./gallery-styles";
import { type Layout, layOut, type Row, rowAt } from "./layout";
import type { Selection } from "./selection";
import type { Section, Shot } from "./shots";
import "./thumbnail";

/** Pixels beyond the window that are drawn, and that are fetched. */
const DRAWN = 600;
const FETCHED = 2000;

export interface ChooseAll {
  day: string;
  flight_id?: string;
  chosen: boolean;
}

/**
 * The pictures below their days and flights. Fires "open" (key), "choose" (files, chosen),
 * "choose-all" (day, flight_id, chosen), "missing" (section) and "more" when its end comes near.
 */
@define("dji-dock-media-gallery")
export class Gallery extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) sections: readonly Section[] = [];
  @property({ attribute: false }) selection!: Selection;
  /** Another one after each change of what is chosen. */
  @property({ attribute: false }) chosen = 0;
  /** Whether the end is not here yet. */
  @property({ attribute: false }) unfinished = false;
  @property({ attribute: false }) withDays = true;
  @property({ attribute: false }) hrefOf: (key: string) => string = () => "";
  @state() private active = "";
  @query("a[tabindex='0']") private readonly link!: HTMLElement | null;
  @state() private range: [number, number] = [0, 0];

  private layout: Layout = { columns: 1, rows: [], height: 0, rowOf: new Map() };
  private width = 0;
  private anchor = "";
  private frame = 0;
  private readonly resized = new ResizeObserver(() => this.measure());

  static override styles = galleryStyles;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
    // Whatever scrolls: that is not ours to know.
    document.addEventListener("scroll", this.scrolled, { capture: true, passive: true });
    window.addEventListener("resize", this.scrolled);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    document.removeEventListener("scroll", this.scrolled, { capture: true });
    window.removeEventListener("resize", this.scrolled);
  }

  private measure(): void {
    const width = Math.floor(this.clientWidth);
    if (width === this.width) return;
    this.width = width;
    this.requestUpdate("sections");
  }

  private readonly scrolled = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.look();
    });
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("sections") || changed.has("withDays")) {
      this.layout = layOut(this.sections, this.width || this.clientWidth || 300, this.withDays);
      this.look();
    }
  }

  /** See which rows are in the window, and whether more are needed. */
  private look(): void {
    if (!this.isConnected) return;
    const { rows, height } = this.layout;
    const above = -this.getBoundingClientRect().top;
    const below = above + window.innerHeight;
    const range: [number, number] = [rowAt(rows, above - DRAWN), rowAt(rows, below + DRAWN) + 1];
    if (range[0] !== this.range[0] || range[1] !== this.range[1]) this.range = range;
    if (this.unfinished && below + FETCHED > height) this.fire("more", null);
  }

  /** Show the shot with a key and give it the keyboard. */
  async focusShot(key: string): Promise<void> {
    const row = this.layout.rows[this.layout.rowOf.get(key) ?? -1];
    if (!row) return;
    this.active = key;
    await this.updateComplete;
    this.link?.focus({ preventScroll: true });
    this.link?.scrollIntoView({ block: "nearest" });
  }

  private fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  override render(): TemplateResult {
    const { rows, height, rowOf } = this.layout;
    const shown = rows.slice(...this.range);
    // What has the keyboard stays, wherever one scrolls.
    const pinned = rows[rowOf.get(this.active) ?? -1];
    if (pinned && !shown.includes(pinned)) {
      shown.push(pinned);
      shown.sort((one, other) => one.top - other.top);
    }
    const first = pinned ? this.active : shown.find((row) => row.shots.length)?.shots[0]?.key;
    return html`<span id="keys" hidden>${localize(this.hass, "media.gallery_keys")}</span>
      <div
        role="grid"
        aria-label=${localize(this.hass, "media.gallery")}
        aria-describedby="keys"
        aria-multiselectable="true"
        aria-rowcount=${this.unfinished ? -1 : rows.length}
        style="block-size:${height}px"
        @keydown=${this.pressed}
      >
        ${repeat(
          shown,
          (row) => row.id,
          (row) =>
            html`<div
              role="row"
              aria-rowindex=${row.index + 1}
              class=${row.kind}
              style="inset-block-start:${row.top}px;block-size:${row.height}px;--columns:${
                this.layout.columns
              }"
            >
              ${guard(
                // While one scrolls, only rows that come into sight are new.
                [row, this.chosen, this.hrefOf, this.hass.localize, focused(row, first)],
                () =>
                  row.kind === "shots" ? this.renderShots(row, first) : this.renderHeading(row),
              )}
            </div>`,
        )}
      </div>`;
  }

  private renderHeading({ kind, section }: Row): TemplateResult {
    const { hass } = this;
    const ofDay = kind === "day";
    const files = (ofDay ? this.sections.filter(({ day }) => day === section.day) : [section])
      .flatMap(({ shots }) => shots)
      .flatMap((shot) => shot.files);
    const state = this.selection.of(files);
    const name = ofDay ? formatDay(hass, section.day) : this.flightName(section);
    const { flight } = section;
    const missing = flight?.expected == null ? 0 : flight.expected - flight.arrived;
    return html`<div role="gridcell" class="heading">
      ${
        files.length
          ? html`<input
              type="checkbox"
              aria-label=${localize(hass, "media.choose_all", { name })}
              .checked=${state === "all"}
              .indeterminate=${state === "some"}
              @change=${(event: Event) => {
                const { checked } = event.target as HTMLInputElement;
                this.fire("choose-all", {
                  day: section.day,
                  ...(ofDay ? {} : { flight_id: section.flight_id }),
                  chosen: checked,
                });
              }}
            />`
          : nothing
      }
      <span class="name">${name}</span>
      ${
        ofDay || !flight
          ? nothing
          : html`<span class="count"
                >${
                  flight.expected === null
                    ? localizeCount(hass, "media.files", flight.files)
                    : localize(hass, "media.of_expected", {
                        arrived: flight.arrived,
                        expected: flight.expected,
                      })
                }</span
              >
              ${
                missing > 0
                  ? html`<button class="why" @click=${() => this.fire("missing", section)}>
                      ${localizeCount(hass, "media.missing_why", missing)}
                    </button>`
                  : nothing
              }`
      }
    </div>`;
  }

  private flightName({ flight_id, flight, shots }: Section): string {
    const { hass } = this;
    if (!flight_id) return localize(hass, "media.no_flight");
    const first = flight?.first ?? shots.at(-1)?.files[0]?.taken_at;
    const last = flight?.last ?? shots[0]?.files[0]?.taken_at;
    const [from, to] = [first, last].map((when) => (when ? formatTime(hass, when) : ""));
    return localize(hass, "media.flight_at", { time: from === to ? `${from}` : `${from}–${to}` });
  }

  private renderShots(row: Row, first: string | undefined): unknown {
    return repeat(
      row.shots,
      (shot) => shot.key,
      (shot) => this.renderShot(shot, shot.key === first),
    );
  }

  private renderShot(shot: Shot, hasKeys: boolean): TemplateResult {
    const [file] = shot.files as [MediaFile];
    const chosen = this.selection.of(shot.files) !== "none";
    const { hass } = this;
    const time = formatTime(hass, file.taken_at, true);
    const kind = localize(hass, `media.kind_${file.kind}`);
    return html`<div role="gridcell" aria-selected=${chosen} class="tile ${chosen ? "chosen" : ""}">
      <a
        href=${this.hrefOf(shot.key)}
        tabindex=${hasKeys ? 0 : -1}
        data-key=${shot.key}
        title=${file.name}
        @click=${(event: MouseEvent) => this.clicked(event, shot)}
        @focus=${() => {
          this.active = shot.key;
        }}
      >
        <span class="visually-hidden">${kind} ${file.name}</span>
        <dji-dock-media-thumbnail aria-hidden="true" .file=${file}></dji-dock-media-thumbnail>
        <span class="facts"
          ><span>${time}</span>${
            shot.files.length > 1
              ? html`<span class="several">${icon(mdiLayersOutline, 16)}${shot.files.length}</span>`
              : nothing
          }</span
        >
      </a>
      <label class="choose"
        ><input
          type="checkbox"
          tabindex="-1"
          aria-label=${localize(hass, "media.choose", { name: file.name })}
          .checked=${chosen}
          @click=${(event: MouseEvent) => {
            event.stopPropagation();
            this.choose(shot, event.shiftKey);
          }}
      /></label>
    </div>`;
  }

  private clicked(event: MouseEvent, shot: Shot): void {
    // Another tab, another window: browsers do that with the link.
    if (event.button !== 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) this.choose(shot, true);
    else this.fire("open", shot.key);
  }

  /** Choose a shot or not, or all from the one before to it. */
  private choose(shot: Shot, range: boolean): void {
    const all = this.sections.flatMap(({ shots }) => shots);
    const [from, to] = [this.anchor, shot.key].map((key) => all.findIndex((s) => s.key === key));
    if (range && from !== undefined && to !== undefined && from >= 0 && from !== to) {
      const between = all.slice(Math.min(from, to), Math.max(from, to) + 1);
      this.fire("choose", { files: between.flatMap(({ files }) => files), chosen: true });
    } else {
      const chosen = this.selection.of(shot.files) === "none";
      this.fire("choose", { files: shot.files, chosen });
    }
    this.anchor = shot.key;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = (event.target as HTMLElement).dataset.key;
    if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const shots = this.sections.flatMap((section) => section.shots);
    const index = shots.findIndex((shot) => shot.key === key);
    const shot = shots[index];
    if (!shot) return;
    const { columns } = this.layout;
    const steps: Record<string, number> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: Math.min(index + columns, shots.length - 1),
      ArrowUp: index - columns,
      Home: 0,
      End: shots.length - 1,
    };
    if (event.key === " ") {
      this.choose(shot, event.shiftKey);
    } else {
      const to = shots[steps[event.key] ?? -1];
      if (!to) return;
      void this.focusShot(to.key);
    }
    event.preventDefault();
  };
}

/** Return the key of the shot of a row that has the keyboard. */
function focused(row: Row, key: string | undefined): string {
  return row.shots.find((shot) => shot.key === key)?.key ?? "";
}
