import {
  mdiArrowLeft,
  mdiChevronLeft,
  mdiChevronRight,
  mdiDownload,
  mdiInformationOutline,
  mdiMagnifyMinusOutline,
  mdiMagnifyPlusOutline,
} from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import type { Hass } from "../../data/hass";
import type { MediaFile } from "../../data/types";
import { formatDateTime } from "../../format/dates";
import { localize } from "../../format/texts";
import { facts } from "./facts";
import "./picture";
import { saveLink } from "./selection";
import { pairOf, type Shot } from "./shots";
import { viewerStyles } from "./viewer-styles";

/** Pixels that a finger goes before it means another picture. */
const SWIPE = 50;

/**
 * One shot after the other, over everything else. Fires "show" (key of the file that is looked at)
 * and "closed".
 */
@define("dji-dock-media-viewer")
export class Viewer extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) shots: readonly Shot[] = [];
  /** The key of a file of one of the shots. */
  @property({ attribute: false }) key = "";
  /** Whether there are more after the last. */
  @property({ attribute: false }) unfinished = false;
  @state() private beside = false;
  @state() private withFacts = false;
  @state() private zoomed = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  private finger: { x: number; y: number } | undefined;

  static override styles = viewerStyles;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  private get index(): number {
    return this.shots.findIndex(({ files }) => files.some((file) => file.key === this.key));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("key")) this.zoomed = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Near the end the next page is fetched, so that nobody waits at it.
    const { index } = this;
    if (this.unfinished && index >= this.shots.length - 5) this.fire("more", null);
    if (changed.has("key")) this.fetchNeighbours(index);
  }

  /** Have the browser load what comes next. */
  private fetchNeighbours(index: number): void {
    for (const at of [index + 1, index - 1]) {
      const file = this.shots[at]?.files[0];
      if (file?.kind === "photo") new Image().src = file.url;
    }
  }

  private fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Go to another shot, to the same camera of it where it has that. */
  private show(index: number): void {
    const shot = this.shots[index];
    if (!shot || index === this.index) return;
    const lens = this.file?.lens;
    const file = shot.files.find((each) => each.lens === lens) ?? shot.files[0];
    this.fire("show", (this.beside ? shot.files[0] : file)?.key);
  }

  private get file(): MediaFile | undefined {
    return this.shots[this.index]?.files.find((file) => file.key === this.key);
  }

  override render(): TemplateResult {
    const { hass, file, index } = this;
    const shot = this.shots[index];
    const text = (key: string): string => localize(hass, `media.${key}`);
    const heading = file ? formatDateTime(hass, file.taken_at) : "";
    return html`<dialog
      aria-label=${file ? `${file.name}, ${heading}` : text("viewer")}
      @close=${() => this.fire("closed", null)}
      @keydown=${this.pressed}
    >
      ${
        file && shot
          ? html`<header>
                <button
                  class="icon"
                  aria-label=${localize(hass, "common.close")}
                  @click=${() => this.dialog.close()}
                >
                  ${icon(mdiArrowLeft)}
                </button>
                <span class="title"
                  >${heading}<span class="place"
                    >${localize(hass, "media.place", {
                      place: index + 1,
                      count: `${this.shots.length}${this.unfinished ? "+" : ""}`,
                    })}</span
                  ></span
                >
                ${this.renderTools(file)}
              </header>
              ${this.renderLenses(shot, file)}
              <div class="stage">
                ${this.renderStep(-1, mdiChevronLeft, text("previous"))}
                <div
                  class="pictures ${this.zoomed ? "zoomed" : ""}"
                  @pointerdown=${this.touched}
                  @pointerup=${this.lifted}
                  @pointercancel=${this.lost}
                >
                  ${(this.beside ? pairOf(shot) : [file]).map(
                    (each) =>
                      html`<figure>
                        <dji-dock-media-picture
                          .hass=${hass}
                          .file=${each}
                          .zoomed=${this.zoomed}
                        ></dji-dock-media-picture>
                        ${
                          this.beside
                            ? html`<figcaption>${this.lensName(each)}</figcaption>`
                            : nothing
                        }
                      </figure>`,
                  )}
                </div>
                ${this.renderStep(1, mdiChevronRight, text("next"))}
              </div>
              ${this.withFacts ? html`<div class="facts">${facts(hass, file)}</div>` : nothing}`
          : nothing
      }
    </dialog>`;
  }

  private renderTools(file: MediaFile): TemplateResult {
    const { hass } = this;
    const text = (key: string): string => localize(hass, `media.${key}`);
    return html`${
        file.kind === "photo"
          ? html`<button
              class="icon"
              aria-pressed=${this.zoomed}
              aria-label=${text("zoom")}
              title=${text("zoom")}
              @click=${() => {
                this.zoomed = !this.zoomed;
              }}
            >
              ${icon(this.zoomed ? mdiMagnifyMinusOutline : mdiMagnifyPlusOutline)}
            </button>`
          : nothing
      }
      <button
        class="icon"
        aria-pressed=${this.withFacts}
        aria-label=${text("facts")}
        title=${text("facts")}
        @click=${() => {
          this.withFacts = !this.withFacts;
        }}
      >
        ${icon(mdiInformationOutline)}
      </button>
      <button
        class="icon"
        aria-label=${localize(hass, "common.download")}
        title=${localize(hass, "common.download")}
        @click=${() => saveLink(hass, file.download)}
      >
        ${icon(mdiDownload)}
      </button>`;
  }

  /** The cameras of this moment, and two of them side by side. */
  private renderLenses({ files }: Shot, file: MediaFile): unknown {
    if (files.length < 2) return nothing;
    const button = (name: string, pressed: boolean, click: () => void): TemplateResult =>
      html`<button aria-pressed=${pressed} @click=${click}>${name}</button>`;
    return html`<div class="lenses" role="group" aria-label=${localize(this.hass, "media.cameras")}>
      ${files.map((each) =>
        button(this.lensName(each), !this.beside && each === file, () => {
          this.beside = false;
          this.fire("show", each.key);
        }),
      )}
      ${button(localize(this.hass, "media.beside"), this.beside, () => {
        this.beside = !this.beside;
      })}
    </div>`;
  }

  private lensName({ lens }: MediaFile): string {
    return localize(this.hass, `media.lens_${lens ?? "visible"}`);
  }

  private renderStep(step: -1 | 1, path: string, name: string): TemplateResult {
    const to = this.index + step;
    return html`<button
      class="icon step ${step < 0 ? "back" : "on"}"
      aria-label=${name}
      title=${name}
      ?disabled=${!this.shots[to]}
      @click=${() => this.show(to)}
    >
      ${icon(path, 36)}
    </button>`;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    // A video that has the keyboard is wound by its keys.
    const inVideo = event.composedPath().some((each) => (each as Element).localName === "video");
    if (inVideo || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.shots.length - 1;
    const steps: Record<string, number> = {
      ArrowLeft: this.index - 1,
      ArrowRight: this.index + 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined || this.zoomed) return;
    event.preventDefault();
    this.show(to);
  };

  private readonly touched = (event: PointerEvent): void => {
    const alone = event.isPrimary && event.pointerType !== "mouse" && !this.zoomed;
    this.finger = alone ? { x: event.clientX, y: event.clientY } : undefined;
  };

  private readonly lost = (): void => {
    this.finger = undefined;
  };

  private readonly lifted = (event: PointerEvent): void => {
    const from = this.finger;
    this.finger = undefined;
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(x) < SWIPE || Math.abs(x) < 1.5 * Math.abs(y)) return;
    this.show(this.index + (x < 0 ? 1 : -1));
  };
}
