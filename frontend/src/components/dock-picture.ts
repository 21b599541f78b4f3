import { mdiAlert, mdiCloudUpload, mdiLightningBolt, mdiWifiOff } from "@mdi/js";
import {
  css,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  svg,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import { property } from "lit/decorators.js";
import { type Hass, looksDifferent } from "../data/hass";
import type { DockView } from "../data/types";
import { alarmCount, describeDock, type Place, placeOf } from "../format/dock-words";
import { formatPercent } from "../format/numbers";
import { formatSpeed, formatTemperature } from "../format/units";
import { define } from "./define";
import { base } from "./styles";

/** Where the aircraft is drawn, and how large. */
const PLACES: Record<Place, string> = {
  in: "translate(160 101) scale(0.82)",
  flying: "translate(160 35) scale(0.9)",
  out: "translate(278 141) scale(0.62)",
  unknown: "translate(160 44) scale(0.9)",
};
/** How far the two halves of the cover are turned. */
const TURNED = { closed: 0, half_open: 42, abnormal: 24, open: 118 };
const DROPS: Record<string, number> = { light: 7, medium: 14, heavy: 26 };
/** Speeds in m/s from which on one more line of wind is drawn. */
const GUSTS = [2, 6, 10];

/**
 * A dock as it is now: cover, aircraft, battery, weather, alarms, a running upload. Everything that it
 * shows is also its text alternative. `compact` leaves out figures, for small ones.
 */
@define("dji-dock-picture")
export class DockPicture extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) dock!: DockView;
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Whether things may move: for the one that is looked at, not for a hundred. */
  @property({ type: Boolean, reflect: true }) lively = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        --line: color-mix(in srgb, var(--primary-text-color) 62%, transparent);
        --body: color-mix(
          in srgb,
          var(--primary-text-color) 9%,
          var(--card-background-color, #fff)
        );
        --lid: color-mix(
          in srgb,
          var(--primary-text-color) 16%,
          var(--card-background-color, #fff)
        );
        --machine: color-mix(
          in srgb,
          var(--primary-text-color) 72%,
          var(--card-background-color, #fff)
        );
        --air: color-mix(in srgb, var(--primary-color, #009ac7) 14%, transparent);
      }
      :host([compact]) {
        inline-size: 128px;
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: auto;
        border-radius: var(--dd-picture-radius, 8px);
        font-family: inherit;
      }
      .offline {
        --air: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
      }
      .offline .scene {
        opacity: 0.55;
      }
      .line {
        fill: none;
        stroke: var(--line);
        stroke-width: 1.6;
        stroke-linecap: round;
      }
      .body {
        fill: var(--body);
        stroke: var(--line);
        stroke-width: 1.6;
        stroke-linejoin: round;
      }
      .lid {
        fill: var(--lid);
        fill-opacity: 0.72;
        stroke: var(--line);
        stroke-width: 1.6;
        stroke-linejoin: round;
        transform-box: view-box;
        transition: transform 2.5s ease-in-out;
      }
      .lid.unknown {
        fill: none;
        stroke-dasharray: 3 3;
      }
      .lid.abnormal {
        stroke: var(--error-color, #db4437);
        stroke-width: 2.6;
      }
      .machine {
        fill: var(--machine);
        stroke: var(--machine);
        transition: transform 2.5s ease-in-out;
      }
      .machine.unknown {
        fill: none;
        stroke-dasharray: 3 3;
        opacity: 0.6;
      }
      .rotor {
        fill-opacity: 0.35;
        stroke: none;
      }
      .rain {
        stroke: var(--info-color, #039be5);
        stroke-width: 1.5;
        stroke-linecap: round;
        opacity: 0.75;
      }
      text {
        fill: var(--primary-text-color);
        font-size: 13px;
      }
      .badge text {
        fill: #fff;
        font-weight: 600;
      }
      .badge path {
        fill: #fff;
      }
      .gauge {
        fill: var(--success-color, #43a047);
      }
      .gauge.low {
        fill: var(--warning-color, #ffa600);
      }
      .gauge.empty {
        fill: var(--error-color, #db4437);
      }
      :host([lively]) .flying .rotor {
        animation: spin 0.25s infinite alternate linear;
        transform-box: fill-box;
        transform-origin: center;
      }
      :host([lively]) .rain {
        animation: fall 0.8s infinite linear;
      }
      :host([lively]) .upload path {
        animation: breathe 1.6s infinite alternate ease-in-out;
      }
      @keyframes spin {
        to {
          transform: scaleX(0.6);
        }
      }
      @keyframes fall {
        to {
          stroke-dashoffset: -14;
        }
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }

  override render(): TemplateResult {
    const { dock } = this;
    return html`<svg
      viewBox="0 0 320 180"
      role="img"
      aria-label=${describeDock(this.hass, dock)}
      class=${dock.online ? "" : "offline"}
    >
      ${svg`<rect width="320" height="180" style="fill:var(--air)"></rect>
        <rect y="152" width="320" height="28" style="fill:var(--lid)"></rect>
        <g class="scene">
          ${this.renderWeather()} ${this.renderDock()}
        </g>
        ${this.renderFigures()} ${this.renderBadges()}`}
    </svg>`;
  }

  private renderDock(): SVGTemplateResult {
    const { dock } = this;
    const place = placeOf(dock);
    const lid = (side: string, hinge: number, sign: number, path: string): SVGTemplateResult => {
      const angle = sign * (dock.cover ? TURNED[dock.cover] : 0);
      return svg`<path class="lid ${dock.cover ?? "unknown"} ${side}" d=${path}
        style="transform-origin:${hinge}px 108px;transform:rotate(${angle}deg)"></path>`;
    };
    return svg`
      ${place === "in" ? this.renderMachine(place) : nothing}
      ${lid("left", 92, -1, "M92 108V94Q92 76 112 76H160V108Z")}
      ${lid("right", 228, 1, "M228 108V94Q228 76 208 76H160V108Z")}
      <path class="body" d="M88 108H232V146Q232 152 226 152H94Q88 152 88 146Z"></path>
      <path class="line" d="M104 152V158M216 152V158M88 116H232"></path>
      ${place === "in" ? nothing : this.renderMachine(place)}
      ${this.renderBattery(place)}`;
  }

  private renderMachine(place: Place): SVGTemplateResult | typeof nothing {
    if (!this.dock.aircraft) return nothing;
    return svg`<g class="machine ${place}" transform=${PLACES[place]} stroke-width="2.2" stroke-linejoin="round">
      <path d="M-15-7Q0-13 15-7L13 6Q0 10-13 6Z"></path>
      <path fill="none" stroke-linecap="round" d="M-14-3L-36-8V-12M14-3L36-8V-12M-11 6L-16 13M11 6L16 13"></path>
      <circle cy="9" r="3.4"></circle>
      <ellipse class="rotor" cx="-36" cy="-13" rx="20" ry="2.600"></ellipse>
      <ellipse class="rotor" cx="36" cy="-13" rx="20" ry="2.600"></ellipse>
    </g>`;
  }

  private renderBattery(place: Place): SVGTemplateResult | typeof nothing {
    const { battery = null, charging = null } = this.dock.aircraft ?? {};
    if (battery === null) return nothing;
    const at = place === "flying" ? "translate(136 52)" : "translate(140 122)";
    const level = battery < 15 ? "empty" : battery < 30 ? "low" : "";
    return svg`<g transform=${at}>
      <rect width="36" height="20" rx="4" class="body"></rect>
      <rect x="37" y="6" width="3" height="8" rx="1" style="fill:var(--line)"></rect>
      <rect class="gauge ${level}" x="2.500" y="2.500" width=${(31 * battery) / 100} height="15" rx="2"></rect>
      ${charging ? svg`<path d=${mdiLightningBolt} transform="translate(9 1) scale(0.75)" style="fill:var(--primary-text-color)"></path>` : nothing}
      ${
        this.compact
          ? nothing
          : svg`<text x="45" y="15" aria-hidden="true">${formatPercent(this.hass, battery)}</text>`
      }
    </g>`;
  }

  private renderWeather(): SVGTemplateResult {
    const { rainfall, wind_speed } = this.dock.weather;
    const drops = DROPS[rainfall ?? ""] ?? 0;
    // Spread evenly but not in rows: two steps that never meet.
    const rain = Array.from({ length: drops }, (_, n) => {
      const x = 12 + ((n * 0.7549) % 1) * 300;
      const y = 34 + ((n * 0.5698 + 0.1) % 1) * 104;
      return `M${x.toFixed()} ${y.toFixed()}l-3 9`;
    });
    const gusts = GUSTS.filter((from) => (wind_speed ?? 0) >= from).map(
      (_, n) => `M${14 + n * 7} ${76 + n * 12}h${30 - n * 3}q9 0 9-6t-7-5`,
    );
    return svg`<path class="line" d=${gusts.join("") || nothing}></path>
      <path class="rain" d=${rain.join("") || nothing} fill="none"></path>`;
  }

  private renderFigures(): SVGTemplateResult | typeof nothing {
    if (this.compact) return nothing;
    const { temperature, wind_speed } = this.dock.weather;
    return svg`<g aria-hidden="true">
      ${temperature === null ? nothing : svg`<text x="12" y="24">${formatTemperature(this.hass, temperature)}</text>`}
      ${wind_speed === null ? nothing : svg`<text x="12" y="43">${formatSpeed(this.hass, wind_speed)}</text>`}
    </g>`;
  }

  private renderBadges(): SVGTemplateResult {
    const { dock } = this;
    const alarms = alarmCount(dock);
    const worst = dock.alarms.some((alarm) => alarm.level > 1);
    const badges: [string, string, number, string][] = [];
    if (alarms)
      badges.push([
        mdiAlert,
        worst ? "--error-color, #db4437" : "--warning-color, #ffa600",
        alarms,
        "",
      ]);
    if (dock.upload !== null) badges.push([mdiCloudUpload, "--info-color, #039be5", 0, "upload"]);
    if (!dock.online) badges.push([mdiWifiOff, "--secondary-text-color, #727272", 0, ""]);
    let right = 312;
    return svg`${badges.map(([path, colour, count, name]) => {
      const text = count > 1 ? String(count) : "";
      const width = text ? 34 + text.length * 7 : 28;
      right -= width + 6;
      return svg`<g class="badge ${name}" transform="translate(${right + 6} 8)" aria-hidden="true">
        <rect width=${width} height="28" rx="14" style="fill:color-mix(in srgb, var(${colour}) 62%, #000)"></rect>
        <path d=${path} transform="translate(5 5) scale(0.75)"></path>
        <text x="26" y="19">${text}</text>
      </g>`;
    })}`;
  }
}
