"""A browser page of ours, as far as it speaks with Home Assistant."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

type Event = dict[str, Any]
type Wanted = tuple[str, Callable[[Event], object]]
"""A kind, and what says of one whether it is meant."""


class Page:
    """Asks, and keeps what it is sent meanwhile."""

    def __init__(self, client: Any) -> None:
        """Take its connection."""
        self._client = client
        self._subscription = 0
        self.events: list[Event] = []
        """Of the subscription, those that nobody has taken yet."""

    @classmethod
    async def open(
        cls, hass: HomeAssistant, connect: WebSocketGenerator, token: str | None = None
    ) -> Page:
        """Open one, of an administrator unless somebody else's token is given."""
        return cls(await connect(hass, token) if token else await connect(hass))

    async def ask(self, command: str, **data: Any) -> Any:
        """Return the answer to a command."""
        answer = await self._answer(command, data)
        assert answer["success"], answer
        return answer["result"]

    async def refused(self, command: str, **data: Any) -> dict[str, Any]:
        """Return with which error a command is refused."""
        answer = await self._answer(command, data)
        assert not answer["success"], answer
        error: dict[str, Any] = answer["error"]
        return error

    async def subscribe(self) -> Event:
        """Subscribe, and return what is there."""
        answer = await self._answer("subscribe", {})
        assert answer["success"], answer
        self._subscription = answer["id"]
        return await self.next("snapshot")

    async def unsubscribe(self) -> None:
        """Look no more."""
        await self._client.send_json_auto_id(
            {"type": "unsubscribe_events", "subscription": self._subscription}
        )
        while (await self._client.receive_json())["type"] != "result":
            pass

    async def next(self, kind: str, fits: Callable[[Event], object] = lambda event: True) -> Event:
        """Return the next event of a kind that fits; those before it are dropped."""
        try:
            async with asyncio.timeout(40):
                while True:
                    while self.events:
                        event = self.events.pop(0)
                        if event["type"] == kind and fits(event):
                            return event
                    self._keep(await self._client.receive_json())
        except TimeoutError:
            pytest.fail(f"no {kind} came")

    async def both(self, one: Wanted, other: Wanted) -> Event:
        """Wait for two events, in whatever order they come, and return the first of the two asked for."""
        found: dict[Wanted, Event] = {}

        def fits(event: Event) -> bool:
            for wanted in (one, other):
                if event["type"] == wanted[0] and wanted[1](event):
                    found.setdefault(wanted, event)
            return len(found) == 2

        try:
            async with asyncio.timeout(40):
                while True:
                    while self.events:
                        if fits(self.events.pop(0)):
                            return found[one]
                    self._keep(await self._client.receive_json())
        except TimeoutError:
            missing = [kind for kind, check in (one, other) if (kind, check) not in found]
            pytest.fail(f"no {missing} came")

    async def _answer(self, command: str, data: dict[str, Any]) -> dict[str, Any]:
        await self._client.send_json_auto_id({"type": f"dji_dock/{command}", **data})
        async with asyncio.timeout(40):
            while (message := await self._client.receive_json())["type"] != "result":
                self._keep(message)
        answer: dict[str, Any] = message
        return answer

    def _keep(self, message: dict[str, Any]) -> None:
        if message["type"] == "event":
            self.events.append(message["event"])
