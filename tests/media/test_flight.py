"""A simulated dock flies, uploads by itself, and everything arrives, whatever happens meanwhile."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import BucketError
from tests.helpers.docks import dock_profile
from tests.helpers.home import call, state, wait_until
from tests.lab.simulator import Broker, Faults, FlightPlan, MediaQuirks, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

PLAN = FlightPlan(
    flight_id="flight-1", photos=4, videos=1, rtcm=True, subtitles=True, photo_width=320
)
FILES = 11
QUICK = FlightPlan(flight_id="flight-1", photos=2, videos=0, ppk=False, photo_width=320)

type Flying = Callable[..., AbstractAsyncContextManager[SimulatedDock]]


@pytest.fixture
def flying(loaded: MockConfigEntry, broker_of_docks: Broker) -> Flying:
    """Return what switches a dock on."""

    @asynccontextmanager
    async def on(**changes: Any) -> AsyncGenerator[SimulatedDock]:
        faults = changes.pop("faults", None)
        dock = SimulatedDock(
            dock_profile(**{"http_timeout": 2.0, **changes}), broker_of_docks, faults=faults
        )
        async with Simulator([dock]):
            await dock.wait_online()
            await wait_until(lambda: dock.serial in loaded.runtime_data.coordinators)
            yield dock

    return on


def arrived(store: Store, entry: MockConfigEntry, dock: SimulatedDock) -> list[str]:
    """Return the keys of a dock's media in the bucket."""
    return store.keys(f"{entry.data['advanced']['key_prefix']}/media/{dock.serial}/")


async def test_a_flight_arrives_whole(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying, store: Store
) -> None:
    """Photos, videos, and what belongs to them, byte by byte."""
    media = loaded.runtime_data.media
    async with flying() as dock:
        files = await dock.fly(PLAN)
        assert len(files) == FILES
        await wait_until(lambda: state(hass, "sensor.roof_media_waiting_on_the_dock") != "unknown")
        await dock.wait_media()
        await wait_until(lambda: media.state(dock.serial).progress == 100)
        await wait_until(
            lambda: media.state(dock.serial).size == sum(len(file.content) for file in files)
        )
        assert sorted(arrived(store, loaded, dock)) == sorted(file.key for file in files)
        for file in files:
            assert store.read(file.key) == file.content
        assert state(hass, "sensor.roof_media_files") == str(FILES)
        await wait_until(lambda: state(hass, "sensor.roof_media_waiting_on_the_dock") == "0")
        flight = (await call(hass, "get_flight_media", dock.serial))["flights"][0]
        assert flight["over"]
        assert (flight["expected"], flight["arrived"]) == (FILES, FILES)
        assert flight["kinds"] == {"photo": 4, "video": 1, "ppk": 4, "rtcm": 1, "subtitles": 1}
        assert (flight["without_callback"], flight["without_file"]) == (0, 0)
        newest = media.state(dock.serial).photo
        assert newest.name.endswith("_T.JPG")
        assert newest.variant == "thermal"
        assert dock.media.requests == 1
        assert dock.complaints == []


@pytest.mark.parametrize(
    "quirks",
    [
        MediaQuirks(old=True),
        MediaQuirks(without_metadata=True),
        MediaQuirks(without_flight_task=True),
        MediaQuirks(numbers_as_strings=True),
        MediaQuirks(blank_flight_id=True),
        MediaQuirks(folder="DJI_202611210930_001_Roof"),
    ],
    ids=["old", "no-metadata", "no-flight-task", "strings", "no-flight", "folder"],
)
async def test_every_kind_of_callback_is_understood(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying, quirks: MediaQuirks
) -> None:
    """Versions write them differently; all count, and the flight is known."""
    async with flying(media_quirks=quirks) as dock:
        await dock.fly(QUICK)
        await dock.wait_media()
        await wait_until(lambda: state(hass, "sensor.roof_media_files") == "2")
        await wait_until(lambda: state(hass, "sensor.roof_media_upload_progress") == "100.0")
        assert dock.complaints == []


@pytest.mark.parametrize("faults", [Faults(duplicate_callbacks=2)], ids=["duplicates"])
async def test_what_is_told_twice_counts_once(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying, faults: Faults
) -> None:
    """Also under other ids."""
    async with flying(faults=faults) as dock:
        await dock.fly(QUICK)
        await dock.wait_media()
        await hass.async_block_till_done()
        assert state(hass, "sensor.roof_media_files") == "2"


async def test_a_file_without_callback_is_found(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying
) -> None:
    """By listing the bucket."""
    async with flying(faults=Faults(file_without_callback=True)) as dock:
        await dock.fly(QUICK)
        await dock.wait_media()
        assert state(hass, "sensor.roof_media_files") == "0"
        await loaded.runtime_data.upkeep.async_list(dock.serial)
        assert state(hass, "sensor.roof_media_files") == "2"
        flight = (await call(hass, "get_flight_media", dock.serial))["flights"][0]
        assert flight["without_callback"] == 2


async def test_a_callback_without_file_is_found_out(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying
) -> None:
    """It counts until it is certain that nothing is there."""
    missing = "custom_components.dji_dock.catalog.verifier.MISSING_AFTER"
    async with flying(faults=Faults(callback_without_file=True)) as dock:
        with patch(missing, 0 * loaded.runtime_data.media.credentials._lifetime):
            await dock.fly(QUICK)
            await dock.wait_media()
            await wait_until(lambda: state(hass, "sensor.roof_media_files") == "0")
        flight = (await call(hass, "get_flight_media", dock.serial))["flights"][0]
        assert flight["without_file"] == 2
        assert flight["arrived"] == 0


async def test_a_store_without_credentials_is_waited_for(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying
) -> None:
    """The dock is refused, asks again, and then uploads."""
    bucket, media = loaded.runtime_data.bucket, loaded.runtime_data.media
    async with flying() as dock:
        await wait_until(lambda: not media.credentials._renewals)
        media.credentials.forget(dock.serial)
        with patch.object(bucket, "dock_credentials", side_effect=BucketError("SlowDown")):
            await dock.fly(QUICK)
            await wait_until(lambda: dock.media.requests >= 2)
            assert dock.media.remaining == 2
        await dock.wait_media()
        assert state(hass, "sensor.roof_media_files") == "2"


async def test_a_reboot_and_a_broker_that_dies_lose_nothing(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    flying: Flying,
    mosquitto: Mosquitto,
    store: Store,
) -> None:
    """In the middle of the files."""
    async with flying(bandwidth=400_000) as dock:
        await dock.fly(replace(PLAN, photos=8))
        await wait_until(lambda: sum(file.stored for file in dock.media.files) >= 2)
        mosquitto.kill()
        await asyncio.sleep(1)
        mosquitto.start()
        await wait_until(lambda: dock.online, 30)
        await dock.reboot(0.5)
        await dock.wait_media(60)
        await wait_until(lambda: state(hass, "sensor.roof_media_files") == "15")
        assert len(arrived(store, loaded, dock)) == 15


async def test_a_flight_is_put_first(
    hass: HomeAssistant, loaded: MockConfigEntry, flying: Flying
) -> None:
    """Its files arrive before those of the flight that was first."""
    async with flying(bandwidth=100_000) as dock:
        await dock.fly(replace(PLAN, photos=6, videos=2))
        await dock.fly(replace(QUICK, flight_id="flight-2"))
        await call_prioritize(hass, dock, "flight-2")
        await wait_until(
            lambda: all(file.stored for file in dock.media.files if file.flight_id == "flight-2")
        )
        assert dock.media.remaining > 0


async def call_prioritize(hass: HomeAssistant, dock: SimulatedDock, flight_id: str) -> None:
    """Ask for a flight to be uploaded first."""
    from tests.helpers.home import device_id

    await hass.services.async_call(
        "dji_dock",
        "prioritize_media",
        {"device_id": device_id(hass, dock.serial), "flight_id": flight_id},
        blocking=True,
    )
