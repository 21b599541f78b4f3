import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/alert";
import { define } from "../../components/define";
import { failed } from "../../components/failed";
import { base, controls } from "../../components/styles";
import { missingMedia } from "../../data/commands";
import type { Hass } from "../../data/hass";
import { store } from "../../data/store";
import { localize, spoken } from "../../format/texts";

/** What of a flight is missing, why, and what to do; nothing where nothing is. */
@define("dji-dock-media-missing")
export class Missing extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) device = "";
  @property({ attribute: false }) flight = "";
  /** Another one when something has arrived. */
  @property({ attribute: false }) arrived = 0;
  @state() private answer: Awaited<ReturnType<typeof missingMedia>> | undefined;
  @state() private error: unknown = null;
  private run = 0;

  static override styles = [base, controls];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("flight") || changed.has("device")) this.answer = undefined;
    if (["flight", "device", "arrived"].some((name) => changed.has(name as "flight"))) {
      void this.load();
    }
  }

  private async load(): Promise<void> {
    const run = ++this.run;
    this.error = null;
    try {
      const query = { device_id: this.device, flight_id: this.flight };
      const answer = await missingMedia(this.hass, query);
      if (run === this.run) this.answer = answer;
    } catch (error) {
      if (run === this.run) this.error = error ?? "";
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { hass, answer } = this;
    if (this.error !== null) return failed(hass, this.error, () => void this.load());
    if (!answer?.words) return nothing;
    const short = answer.expected !== null && answer.arrived < answer.expected;
    return html`<dji-dock-alert level=${short ? "warning" : "info"}
      >${spoken(hass, answer.words)}
      ${
        answer.remedy === null || !store.admin
          ? nothing
          : html`<a class="button" slot="action" href=${answer.remedy}
              >${localize(hass, "common.to_setup")}</a
            >`
      }</dji-dock-alert
    >`;
  }
}
