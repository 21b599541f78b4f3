/** What the cards show, and the dashboard that is made of them. */
export { DockCard } from "./dock-card";
export { MediaCard } from "./media-card";
export { generate } from "./strategy";
export { UploadsCard } from "./uploads-card";
