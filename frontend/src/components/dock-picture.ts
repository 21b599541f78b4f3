import { html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Hass } from "../data/hass";
import type { DockView } from "../data/types";
import { define } from "./define";

@define("dji-dock-picture")
export class DockPicture extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) dock!: DockView;
  override render(): TemplateResult {
    return html`${this.dock.name}`;
  }
}
