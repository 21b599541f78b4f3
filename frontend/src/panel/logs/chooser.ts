import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define } from "../../components/define";
import { failed } from "../../components/failed";
import { base, chips, controls } from "../../components/styles";
import type { Hass } from "../../data/hass";
import type { DockView } from "../../data/types";
import { formatDateTime } from "../../format/dates";
import { addDays, dayOf, startOfDay } from "../../format/days";
import { localize } from "../../format/texts";
import { fromField, toField } from "../../format/zone";
import { type Choice, isReversed, type Scope, SCOPES } from "./choice";
import { alarmMoments, flightMoments, type Moment } from "./moments";

const HOUR = 3_600_000;

/** Which logs are meant: the newest, all, or a time, which an alarm or a flight may give. Fires "chosen". */
@define("dji-dock-log-chooser")
export class LogChooser extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) dock!: DockView;
  @property({ attribute: false }) choice!: Choice;
  /** Whether other logs are ticked than those of the choice: then none of them is what is meant. */
  @property({ type: Boolean }) apart = false;
  /** What there is to choose, undefined until that is known. */
  @state() private moments: Moment[] | undefined;
  @state() private error: unknown;
  private momentsOf = "";

  static override styles = [
    base,
    controls,
    chips,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      fieldset {
        border: none;
        padding: 0;
        margin: 0;
        min-inline-size: 0;
      }
      select {
        inline-size: 100%;
      }
      label.stacked {
        max-inline-size: 640px;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { scope } = this.choice;
    if (scope !== "alarm" && scope !== "flight") {
      this.momentsOf = "";
      return;
    }
    const wanted = `${this.dock.device_id} ${scope}`;
    if (changed.size && this.momentsOf !== wanted) void this.load(wanted, scope);
  }

  private async load(wanted: string, scope: "alarm" | "flight"): Promise<void> {
    this.momentsOf = wanted;
    this.moments = undefined;
    this.error = undefined;
    const { hass, dock } = this;
    let found: Moment[] = [];
    let error: unknown;
    try {
      found =
        scope === "alarm"
          ? await alarmMoments(hass, dock.device_id, dock.alarms)
          : await flightMoments(hass, dock.device_id);
    } catch (err) {
      error = err ?? "";
    }
    if (this.momentsOf !== wanted) return;
    this.moments = found;
    this.error = error;
  }

  private text(key: string): string {
    return localize(this.hass, `logs.${key}`);
  }

  override render(): TemplateResult {
    const { scope } = this.choice;
    return html`<fieldset>
        <legend class="visually-hidden">${this.text("which")}</legend>
        <div class="row">
          ${SCOPES.map(
            (each) =>
              html`<label class="chip"
                ><input
                  type="radio"
                  name="scope"
                  class="visually-hidden"
                  .value=${each}
                  .checked=${each === scope && !this.apart}
                  @change=${() => this.changeScope(each)}
                />${this.text(`scope_${each}`)}</label
              >`,
          )}
        </div>
      </fieldset>
      ${scope === "time" ? this.renderTime() : nothing}
      ${scope === "alarm" || scope === "flight" ? this.renderMoments(scope) : nothing}`;
  }

  private changeScope(scope: Scope): void {
    // The last day is what is asked for most.
    const now = Date.now();
    this.choose(
      scope === "time"
        ? { scope, from: now - 24 * HOUR, to: now }
        : { scope, from: null, to: null },
    );
  }

  private choose(choice: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>("chosen", { detail: choice }));
  }

  private renderTime(): TemplateResult {
    const { hass, choice } = this;
    const field = (name: "from" | "to"): TemplateResult =>
      html`<label class="stacked"
        >${this.text(name)}
        <input
          type="datetime-local"
          .value=${choice[name] === null ? "" : toField(hass, choice[name])}
          @change=${(event: Event) => {
            const moment = fromField(hass, (event.target as HTMLInputElement).value);
            this.choose({ ...choice, [name]: moment });
          }}
      /></label>`;
    return html`<div class="row">${field("from")} ${field("to")}</div>
      <div class="row">
        ${["last_hour", "today", "yesterday"].map(
          (key) =>
            html`<button @click=${() => this.choose({ scope: "time", ...this.range(key) })}>
              ${this.text(key)}
            </button>`,
        )}
        ${this.renderHours()}
      </div>
      ${
        isReversed(choice)
          ? html`<dji-dock-alert level="error">${this.text("reversed")}</dji-dock-alert>`
          : nothing
      }`;
  }

  /** What happened "yesterday at eight" is looked for in the hour before and the one after. */
  private renderHours(): TemplateResult {
    const { hass } = this;
    const { from, to } = this.choice;
    // What is around midnight begins on the day before.
    const day = dayOf(hass, new Date(from === null ? (to ?? Date.now()) : from + HOUR));
    const hours = Array.from({ length: 24 }, (_, hour) =>
      fromField(hass, `${day}T${String(hour).padStart(2, "0")}:00`),
    ).filter((moment) => moment !== null);
    const chosen = hours.find((moment) => moment - HOUR === from && moment + HOUR === to);
    return html`<label
      >${this.text("around_hour")}
      <select
        @change=${(event: Event) => {
          const at = Number((event.target as HTMLSelectElement).value);
          const range = at ? { from: at - HOUR, to: at + HOUR } : this.wholeDay(day);
          this.choose({ scope: "time", ...range });
        }}
      >
        <option value="" ?selected=${chosen === undefined}>${this.text("whole_time")}</option>
        ${hours.map(
          (moment) =>
            html`<option value=${moment} ?selected=${moment === chosen}>
              ${formatDateTime(hass, new Date(moment))}
            </option>`,
        )}
      </select></label
    >`;
  }

  private wholeDay(day: string): { from: number; to: number } {
    const start = (of: string): number => startOfDay(this.hass, of).getTime();
    return { from: start(day), to: start(addDays(day, 1)) - 1000 };
  }

  private range(key: string): { from: number; to: number } {
    const now = Date.now();
    if (key === "last_hour") return { from: now - HOUR, to: now };
    const today = dayOf(this.hass, new Date());
    if (key === "today") return { from: this.wholeDay(today).from, to: now };
    return this.wholeDay(addDays(today, -1));
  }

  private renderMoments(scope: "alarm" | "flight"): TemplateResult {
    const { moments, choice } = this;
    if (this.error !== undefined)
      return failed(this.hass, this.error, () => this.load(this.momentsOf, scope));
    if (!moments) return html`<p class="secondary">${localize(this.hass, "common.loading")}</p>`;
    if (!moments.length) return html`<p class="secondary">${this.text(`no_${scope}s`)}</p>`;
    const { from, to } = choice;
    const same = moments.findIndex((each) => each.from === from && each.to === to);
    // A link from the pictures of a flight knows less of it.
    const around = moments.findIndex(
      (each) => from !== null && to !== null && each.from <= from && each.to >= to,
    );
    const chosen = same < 0 && scope === "flight" ? around : same;
    return html`<label class="stacked"
        >${this.text(scope)}
        <select
          @change=${(event: Event) => {
            const moment = moments[Number((event.target as HTMLSelectElement).value)];
            if (moment) this.choose({ scope, from: moment.from, to: moment.to });
          }}
        >
          ${chosen < 0 ? html`<option value="-1" selected>${this.text(`choose_${scope}`)}</option>` : nothing}
          ${moments.map(
            ({ text }, index) =>
              html`<option value=${index} ?selected=${index === chosen}>${text}</option>`,
          )}
        </select></label
      >
      <p class="secondary">${this.text(`around_${scope}`)}</p>`;
  }
}
