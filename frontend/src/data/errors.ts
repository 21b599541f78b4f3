import { localize } from "../format/texts";
import type { Hass, Placeholders } from "./hass";

interface ServerError {
  code?: string | number;
  message?: string;
  translation_domain?: string;
  translation_key?: string;
  translation_placeholders?: Placeholders;
}

/** Return what went wrong in the user's language; what the server cannot translate as it said it. */
export function errorText(hass: Hass, error: unknown): string {
  if (typeof error === "string") return error;
  const told = (error ?? {}) as ServerError;
  if (told.translation_key !== undefined) {
    const domain = told.translation_domain ?? "dji_dock";
    const text = hass.localize(
      `component.${domain}.exceptions.${told.translation_key}.message`,
      told.translation_placeholders,
    );
    if (text) return text;
  }
  // The codes of the connection itself are numbers, without words.
  if (told.message) return told.message.replace(/^Validation error: /, "");
  return localize(hass, "common.connection_lost");
}
