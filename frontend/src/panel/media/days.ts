import { mdiAlertCircleOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import type { Hass } from "../../data/hass";
import type { MediaDay, MediaFlight } from "../../data/types";
import { formatDay, formatTime } from "../../format/dates";
import { localize, localizeCount } from "../../format/texts";

/** The days and their flights, as links. Fires "older" and "go" (a day). */
@define("dji-dock-media-days")
export class DaysList extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) days: readonly MediaDay[] = [];
  @property({ attribute: false }) day = "";
  @property({ attribute: false }) flight: string | undefined;
  @property({ attribute: false }) unfinished = false;
  @property({ attribute: false }) hrefOf: (day?: string, flight?: string) => string = () => "";

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      a {
        display: block;
        padding: 6px 10px;
        border-radius: 8px;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
      }
      a[aria-current] {
        background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
      }
      li li a {
        display: flex;
        align-items: center;
        gap: 6px;
        padding-inline-start: 20px;
      }
      .day {
        font-weight: 500;
      }
      svg {
        color: var(--dd-warn);
      }
      label {
        margin: 4px 10px 12px;
      }
      button {
        margin-block-start: 8px;
        inline-size: 100%;
      }
    `,
  ];

  override render(): TemplateResult {
    const { hass } = this;
    const text = (key: string): string => localize(hass, `media.${key}`);
    return html`<nav aria-label=${text("days")}>
      <label class="stacked"
        >${text("go_to_day")}<input
          type="date"
          .value=${this.day}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            this.dispatchEvent(new CustomEvent("go", { detail: value }));
          }}
      /></label>
      <a href=${this.hrefOf()} aria-current=${this.day ? nothing : "page"}>${text("all_days")}</a>
      <ol>
        ${this.days.map(
          (day) =>
            html`<li>
              <a
                class="day"
                href=${this.hrefOf(day.day)}
                aria-current=${day.day === this.day && this.flight === undefined ? "page" : nothing}
                >${formatDay(hass, day.day)}</a
              >
              <ol>
                ${day.flights.map((flight) => this.renderFlight(day.day, flight))}
              </ol>
            </li>`,
        )}
      </ol>
      ${
        this.unfinished
          ? html`<button @click=${() => this.dispatchEvent(new CustomEvent("older"))}>
              ${text("older_days")}
            </button>`
          : nothing
      }
    </nav>`;
  }

  private renderFlight(day: string, flight: MediaFlight): TemplateResult {
    const { hass } = this;
    const { expected, arrived } = flight;
    const missing = expected !== null && arrived < expected;
    const current = day === this.day && flight.flight_id === this.flight;
    return html`<li>
      <a href=${this.hrefOf(day, flight.flight_id)} aria-current=${current ? "page" : nothing}>
        <span class="grow"
          >${
            flight.flight_id ? formatTime(hass, flight.first) : localize(hass, "media.no_flight")
          }</span
        >
        <span class="secondary"
          >${
            missing
              ? localize(hass, "media.of_expected", { arrived, expected })
              : localizeCount(hass, "media.files", flight.files)
          }</span
        >
        ${missing ? icon(mdiAlertCircleOutline, 18) : nothing}
      </a>
    </li>`;
  }
}
