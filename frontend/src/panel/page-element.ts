import { LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { type Hass, looksDifferent } from "../data/hass";
import type { Route } from "./routes";

/** What the panel hands to the page that is shown. */
export interface ShownPage extends HTMLElement {
  hass: Hass;
  route: Route;
  narrow: boolean;
}

/** A page of the panel. It is handed `hass` with every state of the house that changes: that draws nothing. */
export abstract class PageElement extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) route!: Route;
  @property({ type: Boolean, reflect: true }) narrow = false;

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }
}
