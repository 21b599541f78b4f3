import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Hass } from "./hass";
import { store, type Topic } from "./store";

type Host = ReactiveControllerHost & { hass?: Hass | undefined };

/** Draws its host again when something changes that the host shows; `wants` says of a topic whether. */
export class StoreController implements ReactiveController {
  private stop: (() => void) | undefined;

  constructor(
    private readonly host: Host,
    private readonly wants: (topic: Topic) => boolean = () => true,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.begin();
  }

  hostUpdate(): void {
    // Cards are handed `hass` after they are connected.
    this.begin();
  }

  hostDisconnected(): void {
    this.stop?.();
    this.stop = undefined;
  }

  private begin(): void {
    const { hass } = this.host;
    if (this.stop || !hass || !(this.host as unknown as Node).isConnected) return;
    this.stop = store.listen(hass, (topic) => {
      if (topic === "all" || this.wants(topic)) this.host.requestUpdate();
    });
  }
}
