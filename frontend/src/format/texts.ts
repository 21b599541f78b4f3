/** Texts in the user's language; they come from Home Assistant, as all its texts do. */
import type { Hass, Placeholders } from "../data/hass";
import type { Words } from "../data/types";

const PANEL = "component.dji_dock.config_panel";

/** What else than the page's own texts is shown: errors, states, and what the server says. */
const CATEGORIES = ["config_panel", "common", "exceptions", "selector", "entity", "issues"];

type Localize = Hass["localize"];

const loads = new Map<string, Promise<Localize>>();

/**
 * Load the texts of the user's language, once for each; returns what knows them. The `hass` that is
 * there before does not: Home Assistant hands out another one.
 */
export function loadTexts(hass: Hass): Promise<Localize> {
  let load = loads.get(hass.language);
  if (!load) {
    const ask = (category: string): Promise<Localize | undefined> =>
      hass.loadBackendTranslation(category, "dji_dock");
    load = Promise.all(CATEGORIES.map(ask))
      // All are there now: asked once more, the answer knows them.
      .then(() => ask("config_panel"))
      .then((localize) => localize ?? hass.localize);
    loads.set(hass.language, load);
    load.catch(() => loads.delete(hass.language));
  }
  return load;
}

/** Return a text of the page by its key below `config_panel`. */
export function localize(hass: Hass, key: string, placeholders?: Placeholders): string {
  return hass.localize(`${PANEL}.${key}`, placeholders);
}

/** Return a text that depends on a number: `key_one` or `key_other`, with `{count}`. */
export function localizeCount(
  hass: Hass,
  key: string,
  count: number,
  placeholders: Placeholders = {},
): string {
  // French and Spanish have a form for millions besides; theirs is that of many.
  const one = new Intl.PluralRules(hass.locale.language).select(count) === "one";
  const shown = new Intl.NumberFormat(hass.locale.language).format(count);
  return localize(hass, `${key}_${one ? "one" : "other"}`, { ...placeholders, count: shown });
}

/** Return a text of the server in the user's language, else in Home Assistant's. */
export function spoken(hass: Hass, words: Words | null | undefined): string {
  if (!words) return "";
  return hass.localize(`component.dji_dock.${words.key}`, words.placeholders) || words.text;
}

/** Return the name of a state of one of our entities, as Home Assistant shows it. */
export function stateName(hass: Hass, platform: string, key: string, state: string): string {
  return hass.localize(`component.dji_dock.entity.${platform}.${key}.state.${state}`) || state;
}

/** Return the name of an option of a selector of ours, as actions show it. */
export function optionName(hass: Hass, selector: string, option: string): string {
  return hass.localize(`component.dji_dock.selector.${selector}.options.${option}`) || option;
}
