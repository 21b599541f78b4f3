import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { createMap, type HassMap } from "../../adapter/home-assistant";
import "../../components/alert";
import { define } from "../../components/define";
import { failed } from "../../components/failed";
import { base, controls } from "../../components/styles";
import { listPositions, type MediaPoint } from "../../data/commands";
import type { Hass } from "../../data/hass";
import { localize } from "../../format/texts";
import { nearest, pathsOf } from "./places";

const COLOR = "#d81b60";

/** Where pictures were taken. Fires "open" (key) for the one that is clicked. */
@define("dji-dock-media-map")
export class MediaMap extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) query!: { device_id: string; day?: string; flight_id?: string };
  @state() private points: readonly MediaPoint[] | undefined;
  @state() private complete = true;
  @state() private error: unknown = null;
  /** Null where there is none to be had. */
  @state() private map: HassMap | null | undefined;
  private run = 0;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .map {
        position: relative;
        block-size: min(420px, 60vh);
        overflow: hidden;
        border-radius: var(--dd-radius);
        border: var(--dd-border);
        background: var(--card-background-color, #fff);
        /* Above nothing else: Home Assistant's map has high layers of its own. */
        isolation: isolate;
      }
      .map > * {
        inline-size: 100%;
        block-size: 100%;
        display: block;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.map === undefined) void this.start();
  }

  private async start(): Promise<void> {
    const map = await createMap();
    if (map) {
      map.clickable = true;
      map.addEventListener("map-clicked", (event) => {
        const { location } = (event as CustomEvent<{ location: [number, number] }>).detail;
        this.open(nearest(this.points ?? [], location));
      });
    }
    this.map = map ?? null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("query")) void this.load();
    if (this.map) this.map.hass = this.hass;
  }

  /** Fetch the places. */
  async load(): Promise<void> {
    const run = ++this.run;
    this.error = null;
    try {
      const { points, complete } = await listPositions(this.hass, this.query);
      if (run !== this.run) return;
      this.points = points;
      this.complete = complete;
    } catch (error) {
      if (run === this.run) this.error = error ?? "";
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.map || !this.points?.length) return;
    if (!changed.has("points") && !changed.has("map")) return;
    this.map.paths = pathsOf(this.points, COLOR);
    const places = this.points.map((point): [number, number] => [point.latitude, point.longitude]);
    this.map.fitBounds(places, { pad: 0.2, zoom: 18 });
  }

  private open(point: MediaPoint | undefined): void {
    if (point) this.dispatchEvent(new CustomEvent("open", { detail: point.key }));
  }

  override render(): TemplateResult {
    const { hass, points } = this;
    if (this.error !== null) return failed(hass, this.error, () => void this.load());
    if (!points || this.map === undefined) {
      return html`<p class="secondary" role="status">${localize(hass, "common.loading")}</p>`;
    }
    if (points.length === 0) {
      return html`<p class="secondary" role="status">${localize(hass, "media.no_places")}</p>`;
    }
    if (!this.map) {
      return html`<dji-dock-alert level="info">${localize(hass, "media.no_map")}</dji-dock-alert>`;
    }
    return html`<div class="map">${this.map}</div>
      <p class="secondary">
        ${localize(hass, "media.map_hint")}
        ${this.complete ? nothing : localize(hass, "media.map_newest", { count: points.length })}
      </p>`;
  }
}
