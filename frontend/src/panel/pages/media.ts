import { mdiDownload } from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { navigate } from "../../adapter/home-assistant";
import "../../components/alert";
import "../../components/bar";
import { define } from "../../components/define";
import "../../components/dialog";
import { failed } from "../../components/failed";
import { icon } from "../../components/icon";
import { noDocks } from "../../components/no-docks";
import { zipMedia } from "../../data/commands";
import { errorText } from "../../data/errors";
import { store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { MediaFile } from "../../data/types";
import { formatDay } from "../../format/dates";
import { formatBytes } from "../../format/numbers";
import { localize, localizeCount } from "../../format/texts";
import { aroundFlight, writeChoice } from "../logs/choice";
import "../media/days";
import { bucketNotice, emptyGallery } from "../media/empty";
import type { ChooseAll, Gallery } from "../media/gallery";
import "../media/gallery";
import type { Files } from "../media/list";
import "../media/map";
import "../media/missing";
import { pageStyles } from "../media/page-styles";
import { filesOf, MOST, saveLink, Selection } from "../media/selection";
import "../media/selection-bar";
import { Model } from "../media/model";
import type { Section } from "../media/shots";
import { type Place, placeOf, placePath } from "../media/where";
import { tools } from "../media/tools";
import "../media/viewer";
import { PageElement } from "../page-element";
import { pathTo } from "../routes";

@define("dji-dock-page-media")
export class MediaPage extends PageElement {
  @state() private chosen = 0;
  @state() private choosing = false;
  @state() private asked: Section | undefined;
  /** What went wrong with something that was to be done. */
  @state() private error: unknown = null;
  /** The key of a picture that is not there. */
  @state() private gone = "";
  @query("dji-dock-media-gallery") private readonly gallery!: Gallery | null;

  private place: Place = placeOf({ parts: [], query: new URLSearchParams() });
  private readonly model = new Model(() => {
    this.requestUpdate();
  });
  private readonly selection = new Selection();
  private sought = "";
  private opened = false;
  private wasLive = true;

  static override styles = pageStyles;

  constructor() {
    super();
    new StoreController(this, (topic) => {
      if (topic === `media:${this.place.device}`) this.model.look();
      return topic === `dock:${this.place.device}`;
    });
  }

  private text(key: string, placeholders?: Record<string, string | number>): string {
    return localize(this.hass, `media.${key}`, placeholders);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = this.place.device;
    if (changed.has("route")) this.place = placeOf(this.route);
    const { device } = this.place;
    if (before !== device) this.choose([], false, true);
    const { files } = this.model;
    const scrolled = window.scrollY;
    if (device && this.model.open(this.hass, this.place)) {
      if (files) files.scroll = scrolled;
      const top = this.model.files?.scroll ?? 0;
      void this.updateComplete.then(() => window.scrollTo({ top }));
    }
    // What was missed while the connection was away.
    if (store.live && !this.wasLive) this.model.look();
    this.wasLive = store.live || !store.ready;
  }

  protected override updated(): void {
    const [first] = store.docks.keys();
    if (!this.place.device && first !== undefined) this.go({ device: first }, true);
    this.seek();
  }

  /** Find the picture of a link that somebody was given. */
  private seek(): void {
    const { files } = this.model;
    const { view, day } = this.place;
    if (!view || !files || files.loading || files.error !== null || this.model.find(view)) return;
    if (this.sought !== view) {
      this.sought = view;
      void this.resolve(view);
    } else if (day !== undefined) {
      void files.more(this.hass);
    }
  }

  private async resolve(view: string): Promise<void> {
    try {
      const day = await this.model.dayOfKey(this.hass, this.place.device, view);
      if (this.place.view !== view) return;
      if (day === undefined) this.gone = view;
      this.go(
        day === undefined ? { view: undefined } : { day, flight: undefined, kind: undefined },
        true,
      );
    } catch (error) {
      this.error = error ?? "";
    }
  }

  private go(to: Partial<Place>, replace = false): void {
    navigate(placePath({ ...this.place, ...to }), replace);
  }

  private readonly openShot = ({ detail }: CustomEvent<string>): void => {
    this.opened = true;
    this.gone = "";
    this.go({ view: detail });
  };

  private readonly closeViewer = (): void => {
    const shot = this.model.find(this.place.view);
    if (this.opened) history.back();
    else this.go({ view: undefined }, true);
    this.opened = false;
    if (shot) void this.gallery?.focusShot(shot.key);
  };

  private choose(files: readonly MediaFile[], chosen: boolean, anew = false): void {
    if (anew) this.selection.clear();
    this.selection.set(files, chosen);
    this.chosen += 1;
  }

  /** Choose a flight or a day, also what of it is not here yet. */
  private async chooseAll({ day, flight_id, chosen }: ChooseAll): Promise<void> {
    const isOf = (file: MediaFile): boolean =>
      (flight_id === undefined || file.flight_id === flight_id) &&
      this.model.dayOf(file.taken_at) === day;
    if (!chosen) {
      this.choose(this.selection.files.filter(isOf), false);
      return;
    }
    const here = this.model.files?.files ?? [];
    this.choose(here.filter(isOf), true);
    const last = here.at(-1);
    if (
      this.model.files?.complete ||
      (last && !isOf(last) && this.model.dayOf(last.taken_at) <= day)
    )
      return;
    this.choosing = true;
    this.error = null;
    try {
      const { device, kind } = this.place;
      this.choose(
        await filesOf(this.hass, { device_id: device, day, flight_id, kind }, MOST),
        true,
      );
    } catch (error) {
      this.error = error ?? "";
    }
    this.choosing = false;
  }

  /** Save all of the day or flight that is looked at. */
  private async saveAll(): Promise<void> {
    const { device, day, flight } = this.place;
    this.error = null;
    try {
      const what = flight ? { flight_id: flight } : { day: day ?? "" };
      saveLink(this.hass, (await zipMedia(this.hass, { device_id: device, ...what })).url);
    } catch (error) {
      this.error = error ?? "";
    }
  }

  override render(): TemplateResult {
    const { hass, place } = this;
    const { files } = this.model;
    if (store.ready && store.docks.size === 0 && !place.device) return noDocks(hass);
    if (!files)
      return html`<dji-dock-bar .label=${localize(hass, "common.loading")}></dji-dock-bar>`;
    return html`${tools(hass, place, (to, replace) => this.go(to, replace))} ${this.renderNotices()}
      <div class="columns">
        ${this.renderDays()}
        <section aria-label=${this.text("gallery")}>
          ${this.renderScope()}
          ${
            place.map
              ? html`<dji-dock-media-map
                  .hass=${hass}
                  .query=${files.query}
                  @open=${this.openShot}
                ></dji-dock-media-map>`
              : nothing
          }
          ${this.renderGallery(files)}
        </section>
      </div>
      ${
        this.selection.size || this.choosing
          ? html`<dji-dock-media-selection
              .hass=${hass}
              .device=${place.device}
              .selection=${this.selection}
              .chosen=${this.chosen}
              .choosing=${this.choosing}
              @clear=${() => this.choose([], false, true)}
            ></dji-dock-media-selection>`
          : nothing
      }
      ${this.renderDialogs(files)}`;
  }

  private renderNotices(): unknown {
    const { hass } = this;
    return html`${bucketNotice(hass, this.place)}
    ${
      this.error === null
        ? nothing
        : html`<dji-dock-alert level="error">${errorText(hass, this.error)}</dji-dock-alert>`
    }
    ${
      this.gone
        ? html`<dji-dock-alert level="warning"
            >${this.text("gone", { name: this.gone.split("/").at(-1) ?? "" })}</dji-dock-alert
          >`
        : nothing
    }`;
  }

  private renderDays(): unknown {
    const { hass, place } = this;
    const { days } = this.model;
    if (!days) return nothing;
    const list = html`<dji-dock-media-days
        .hass=${hass}
        .days=${days.days}
        .day=${place.day ?? ""}
        .flight=${place.flight}
        .unfinished=${days.next !== null}
        .hrefOf=${(day?: string, flight?: string) =>
          placePath({ ...place, day, flight, view: undefined })}
        @older=${() => void days.load(hass, true)}
        @go=${({ detail }: CustomEvent<string>) =>
          this.go({ day: detail || undefined, flight: undefined })}
      ></dji-dock-media-days>
      ${days.error === null ? nothing : failed(hass, days.error, () => days.load(hass))}`;
    return html`<aside>
      ${
        this.narrow
          ? html`<details>
              <summary>${this.text("days")}</summary>
              ${list}
            </details>`
          : list
      }
    </aside>`;
  }

  /** What is looked at, where that is not all. */
  private renderScope(): unknown {
    const { hass, place } = this;
    const { days } = this.model;
    if (place.day === undefined) return nothing;
    const day = days?.days.find((each) => each.day === place.day);
    const flight = day?.flights.find((each) => each.flight_id === place.flight);
    const all = place.flight === undefined ? day : flight;
    return html`<div class="row">
        <h2 class="grow">${formatDay(hass, place.day)}</h2>
        ${
          place.flight && flight && store.docks.get(place.device)?.may.control
            ? html`<a
                href=${pathTo("logs", [place.device], writeChoice(aroundFlight(flight.first, flight.last)))}
                >${localize(hass, "timeline.logs_of_flight")}</a
              >`
            : nothing
        }
        ${
          all && all.files > 0 && place.flight !== ""
            ? html`<button @click=${this.saveAll}>
                ${icon(mdiDownload)}
                ${this.text("download_all", { size: formatBytes(hass, all.size) })}
              </button>`
            : nothing
        }
      </div>
      ${
        place.flight
          ? html`<dji-dock-media-missing
              .hass=${hass}
              .device=${place.device}
              .flight=${place.flight}
              .arrived=${flight?.arrived ?? 0}
            ></dji-dock-media-missing>`
          : nothing
      }`;
  }

  private renderGallery(files: Files): unknown {
    const { hass, place } = this;
    const { sections } = this.model;
    const { fresh } = files;
    return html`${
      fresh.length > 0
        ? html`<button class="primary fresh" @click=${this.accept}>
            ${localizeCount(hass, "media.fresh", fresh.length)}
          </button>`
        : nothing
    }
    ${
      sections.length > 0
        ? html`<dji-dock-media-gallery
            .hass=${hass}
            .sections=${sections}
            .selection=${this.selection}
            .chosen=${this.chosen}
            .unfinished=${!files.complete && files.error === null}
            .withDays=${place.day === undefined}
            .hrefOf=${(view: string) => placePath({ ...place, view })}
            @open=${this.openShot}
            @choose=${({ detail }: CustomEvent<{ files: MediaFile[]; chosen: boolean }>) =>
              this.choose(detail.files, detail.chosen)}
            @choose-all=${({ detail }: CustomEvent<ChooseAll>) => this.chooseAll(detail)}
            @missing=${({ detail }: CustomEvent<Section>) => {
              this.asked = detail;
            }}
            @more=${() => void files.more(hass)}
          ></dji-dock-media-gallery>`
        : files.complete
          ? emptyGallery(hass, place, (to) => this.go(to))
          : nothing
    }
    ${
      files.loading
        ? html`<dji-dock-bar .label=${localize(hass, "common.loading")}></dji-dock-bar>`
        : nothing
    }
    ${files.error === null ? nothing : failed(hass, files.error, () => files.more(hass))}`;
  }

  private readonly accept = async (): Promise<void> => {
    await this.model.files?.accept(this.hass);
    window.scrollTo({ top: 0 });
  };

  private renderDialogs(files: Files): unknown {
    const { hass, asked, place } = this;
    const { view } = place;
    return html`${
      asked
        ? html`<dji-dock-dialog
            .heading=${this.text("missing")}
            close-label=${localize(hass, "common.close")}
            @closed=${() => {
              this.asked = undefined;
            }}
            ><dji-dock-media-missing
              .hass=${hass}
              .device=${place.device}
              .flight=${asked.flight_id}
            ></dji-dock-media-missing
          ></dji-dock-dialog>`
        : nothing
    }
    ${
      view !== undefined && this.model.find(view)
        ? html`<dji-dock-media-viewer
            .hass=${hass}
            .shots=${this.model.shots}
            .key=${view}
            .unfinished=${!files.complete && files.error === null}
            @show=${({ detail }: CustomEvent<string>) => this.go({ view: detail }, true)}
            @more=${() => void files.more(hass)}
            @closed=${this.closeViewer}
          ></dji-dock-media-viewer>`
        : nothing
    }`;
  }
}
