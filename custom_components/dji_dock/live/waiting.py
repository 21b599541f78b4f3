"""Who waits until a camera streams."""

import asyncio

from homeassistant.exceptions import HomeAssistantError

from .errors import anew


class Waiting:
    """All hear at once how it went."""

    def __init__(self) -> None:
        """Begin without anybody."""
        self._futures: set[asyncio.Future[None]] = set()

    def add(self) -> asyncio.Future[None]:
        """Let one more wait, with async_wait()."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._futures.add(future)
        return future

    async def async_wait(self, future: asyncio.Future[None], seconds: float) -> None:
        """Return when the camera streams.

        Raises:
            HomeAssistantError: it does not.
            TimeoutError: nobody knows after so many seconds.

        """
        try:
            async with asyncio.timeout(seconds):
                await future
        finally:
            self._futures.discard(future)

    def streams(self) -> None:
        """Let all know that it does."""
        for future in self._futures:
            if not future.done():
                future.set_result(None)

    def failed(self, error: HomeAssistantError) -> None:
        """Let all know why it does not."""
        for future in self._futures:
            if not future.done():
                future.set_exception(anew(error))
