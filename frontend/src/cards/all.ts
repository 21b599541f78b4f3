/** Defines the cards and the dashboard. */
import { defineCard, defineStrategy } from "./shell";

export function defineAll(): void {
  defineCard("dji-dock-card", async () => (await import("./contents")).DockCard, 6);
  defineCard("dji-dock-uploads-card", async () => (await import("./contents")).UploadsCard, 4);
  defineCard("dji-dock-media-card", async () => (await import("./contents")).MediaCard, 4);
  defineStrategy("ll-strategy-dashboard-dji-dock");
}
