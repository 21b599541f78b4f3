"""Uploads of logs by a simulated dock, and what lies in its folder."""

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.util.issues import issue_id_of
from tests.helpers.home import call, state, wait_until
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

STATUS = "sensor.roof_log_upload_status"


async def uploaded(hass: HomeAssistant, dock: SimulatedDock) -> str:
    """Upload the newest logs, and return the id of the upload."""
    upload_id: str = (await call(hass, "start_log_upload", dock.serial))["upload_id"]
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 30)
    # The bucket may show an object before the dock has read the store's answer, and told us.
    await dock.wait_job_finished(timeout=30)
    (entry,) = hass.config_entries.async_loaded_entries(DOMAIN)
    registry = entry.runtime_data.logs.registry
    await wait_until(
        lambda: registry.require(dock.serial, upload_id).reported == {"aircraft", "dock"}
    )
    return upload_id


FOLDER = "20260101T101112Z_0a1b2c3d"


class Left:
    """A dock's folder of logs in the bucket."""

    def __init__(self, hass: HomeAssistant, hub: Hub, store: Store, dock: str) -> None:
        """Take where it is."""
        self.hass = hass
        self.hub = hub
        self.dock = dock
        self._store = store
        self._prefix = f"{hub.bucket.config.key_prefix}/logs/{dock}/"

    async def put(self, name: str, size: int = 1000) -> None:
        """Store an archive."""
        await self.hass.async_add_executor_job(
            lambda: self._store.client().put_object(
                Bucket=self._store.bucket, Key=self._prefix + name, Body=b"x" * size
            )
        )

    async def names(self) -> list[str]:
        """Return what is there."""
        keys = await self.hass.async_add_executor_job(self._store.keys, self._prefix)
        return [key.removeprefix(self._prefix) for key in keys]

    async def list(self) -> None:
        """List the folder, as happens at start and once a day."""
        await self.hub.upkeep.async_list(self.dock)

    @property
    def issue_id(self) -> str:
        """Return the id of the question about it."""
        return issue_id_of("unknown_logs", self.hub.entry.entry_id, self.dock)
