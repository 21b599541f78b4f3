"""At what pace entities are told, whatever one of them does."""

import asyncio

from custom_components.dji_dock.telemetry.feed import DeviceFeed


def device(interval: float) -> DeviceFeed:
    """Return a device that nobody watches."""
    return DeviceFeed("aircraft", "1581F0000000B2", "8UUXN0000000A1", {}, interval)


async def test_one_that_cannot_be_shown() -> None:
    """Costs nobody else a value, neither at once nor of those that wait."""
    made, told = device(0.05), []

    def fail() -> bool:
        raise ValueError

    def show() -> bool:
        told.append(1)
        return True

    made.follow(["height"], fail, 0)
    made.follow(["height"], show)
    made.changed(["height"])
    assert len(told) == 1
    made.changed(["height"])
    assert len(told) == 1
    await asyncio.sleep(0.2)
    assert len(told) == 2
    made.stop()


async def test_one_that_goes_while_it_waits() -> None:
    """Is told nothing any more, and neither is anybody once the device has stopped."""
    made, told = device(0.05), []

    def show() -> bool:
        told.append(1)
        return True

    gone = made.follow(["height"], show)
    made.follow(["height"], show)
    for _ in range(2):
        made.changed(["height"])
    gone()
    await asyncio.sleep(0.2)
    assert len(told) == 3
    for _ in range(2):
        made.changed(["height"])
    made.stop()
    made.changed(["height"])
    await asyncio.sleep(0.2)
    assert len(told) == 4
