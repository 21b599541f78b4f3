/** Which docks and entities there are, by Home Assistant's registries: ids of entities may be renamed. */
import type { Hass, HassDevice } from "../data/hass";

const DOMAIN = "dji_dock";

function serialOf(device: HassDevice): string | undefined {
  return device.identifiers.find(([domain]) => domain === DOMAIN)?.[1];
}

/** Return the docks: not the cloud, through which they are reached, nor aircraft, which are behind them. */
export function docksOf(hass: Hass): HassDevice[] {
  const isCloud = (device: HassDevice | undefined): boolean => device?.entry_type === "service";
  return Object.values(hass.devices).filter(
    (device): device is HassDevice =>
      device !== undefined &&
      serialOf(device) !== undefined &&
      !isCloud(device) &&
      (device.via_device_id === null || isCloud(hass.devices[device.via_device_id])),
  );
}

export function nameOfDevice(device: HassDevice | undefined): string {
  return device?.name_by_user ?? device?.name ?? "";
}

/** Return the aircraft of a dock. */
export function aircraftOf(hass: Hass, deviceId: string): HassDevice | undefined {
  return Object.values(hass.devices).find(
    (device) => device?.via_device_id === deviceId && serialOf(device) !== undefined,
  );
}

/** Return the entity of a device by its platform and the key by which we know it. */
export function entityOf(
  hass: Hass,
  deviceId: string,
  platform: string,
  key: string,
): string | undefined {
  return entitiesOf(hass, deviceId, platform).find(
    (entityId) => hass.entities[entityId]?.translation_key === key,
  );
}

/** Return the entities of a device, of one platform, that are not hidden. */
export function entitiesOf(hass: Hass, deviceId: string, platform: string): string[] {
  return Object.values(hass.entities)
    .filter(
      (entity) =>
        entity?.device_id === deviceId &&
        entity.platform === DOMAIN &&
        !entity.hidden &&
        entity.entity_id.startsWith(`${platform}.`),
    )
    .map((entity) => entity?.entity_id ?? "");
}

/** Return the dock that an entity is of, itself or by its aircraft. */
export function dockOfEntity(hass: Hass, entityId: string): string | undefined {
  const entity = hass.entities[entityId];
  if (entity?.platform !== DOMAIN || !entity.device_id) return undefined;
  const docks = new Set(docksOf(hass).map((dock) => dock.id));
  const device = hass.devices[entity.device_id];
  return [device?.id, device?.via_device_id].find((id): id is string => docks.has(id ?? ""));
}
