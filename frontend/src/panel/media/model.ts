/** What the page knows of the media of a dock: its days, and the files that are looked at. */
import { listMedia } from "../../data/commands";
import type { Hass } from "../../data/hass";
import { Days, Files } from "./list";
import { dayIn, type Section, sectionsOf, type Shot } from "./shots";
import type { Place } from "./where";

/** Lists that stay for Back. */
const KEPT = 4;

export class Model {
  days: Days | undefined;
  files: Files | undefined;
  sections: Section[] = [];
  shots: Shot[] = [];

  private place: Place | undefined;
  private hass: Hass | undefined;
  private readonly kept = new Map<string, Files>();

  constructor(private readonly changed: () => void) {}

  /** Fetch what is to be shown, unless it is here. Returns whether it is another than before. */
  open(hass: Hass, place: Place): boolean {
    this.hass = hass;
    this.place = place;
    const { device, day, flight, kind } = place;
    if (this.days?.device_id !== device) {
      this.days = new Days(device, this.arrange);
      void this.days.load(hass);
      this.kept.clear();
    }
    const name = JSON.stringify([day, flight, kind]);
    const files =
      this.kept.get(name) ??
      new Files({ device_id: device, day, flight_id: flight, kind }, this.arrange);
    if (files === this.files) return false;
    // What was looked at last goes last.
    this.kept.delete(name);
    this.kept.set(name, files);
    for (const old of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(old);
    this.files = files;
    if (files.files.length > 0) this.arrange();
    else void files.more(hass);
    return true;
  }

  /** See what has arrived. */
  look(): void {
    const { hass, days, files } = this;
    if (!hass) return;
    void days?.load(hass);
    if (files?.error != null) void files.more(hass);
    else void files?.look(hass);
  }

  dayOf(when: string): string {
    return dayIn(this.hass?.config.time_zone ?? "UTC")(when);
  }

  find(key: string | undefined): Shot | undefined {
    if (key === undefined) return undefined;
    return this.shots.find(({ files }) => files.some((file) => file.key === key));
  }

  /** Return the day of a file that is not among those here, undefined if it is gone. */
  async dayOfKey(hass: Hass, device_id: string, key: string): Promise<string | undefined> {
    const [file] = (await listMedia(hass, { device_id, key })).files;
    return file && this.dayOf(file.taken_at);
  }

  /** Put together what is here. */
  private readonly arrange = (): void => {
    const { hass, files, days, place } = this;
    if (!hass || !files || !days || !place) return;
    const oldest = files.files.at(-1)?.taken_at;
    const dayOf = dayIn(hass.config.time_zone);
    this.sections = sectionsOf(
      files.files,
      days.days,
      dayOf,
      // Flights of which nothing has arrived; the others come with their files.
      (flight, day) =>
        flight.files === 0 &&
        place.kind === undefined &&
        (place.day ?? day) === day &&
        (place.flight ?? flight.flight_id) === flight.flight_id &&
        (files.complete || (oldest !== undefined && Date.parse(flight.last) >= Date.parse(oldest))),
    );
    this.shots = this.sections.flatMap(({ shots }) => shots);
    // Days are needed as far down as files are here.
    const last = days.days.at(-1)?.day;
    if (oldest !== undefined && last !== undefined && dayOf(oldest) < last) {
      void days.load(hass, true);
    }
    this.changed();
  };
}
