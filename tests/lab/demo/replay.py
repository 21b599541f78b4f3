"""Plays a recorded dock: it comes online as any dock does, and then says what was recorded."""

import asyncio
from types import TracebackType
from typing import Self, override

from tests.lab.simulator import Broker
from tests.lab.simulator.boot import Boot, LicenceRefused
from tests.lab.simulator.osd import topology
from tests.lab.simulator.voice import Voice
from tests.lab.simulator.wire import encode, now_ms, read

from .recording import Recording


class ReplayedDock(Voice):
    """A dock that was recorded elsewhere, at its own pace or another."""

    def __init__(
        self,
        recording: Recording,
        broker: Broker,
        *,
        binding_code: str,
        organization_id: str,
        speed: float = 1.0,
    ) -> None:
        """Take how it binds itself, and how many times faster it is played."""
        super().__init__(
            recording.profile(
                binding_code=binding_code,
                organization_id=organization_id,
                callsign="Recorded dock",
            ),
            broker,
        )
        self.recording = recording
        self.online = asyncio.Event()
        """Set when its topology is acknowledged."""
        self.over = asyncio.Event()
        """Set when everything was played."""
        self.played = 0
        self._speed = speed
        self._session: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Switch on."""
        self._spawn(self._link.run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Switch off."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run_session(self) -> None:
        boot = Boot(profile=self.profile, uplink=self._uplink, say=self.say, complain=self.complain)
        try:
            await boot.ask_cloud()
        except LicenceRefused:
            self._link.drop()
            return
        await boot.announce(topology(self.profile, aircraft_on=bool(self.aircraft_serial)))
        self.online.set()
        await self._play()

    async def _play(self) -> None:
        """Go on where the connection was lost, if it was."""
        lines = self.recording.lines
        if self.played >= len(lines):
            return
        loop = asyncio.get_running_loop()
        began = loop.time() - lines[self.played].at / self._speed
        for line in lines[self.played :]:
            await asyncio.sleep(began + line.at / self._speed - loop.time())
            # Said now, so that nobody takes it for old.
            self.send_raw(line.topic, encode({**line.payload, "timestamp": now_ms()}), qos=1)
            self.played += 1
        self.over.set()

    @override
    def _deliver(self, where: str, payload: bytes, retained: bool) -> None:
        received = read(where, payload, retained=retained)
        if received.kind.endswith("_reply"):
            self._uplink.take(received)

    @override
    def _connection_changed(self, connected: bool) -> None:
        if self._session:
            self._session.cancel()
        if connected:
            self._session = self._spawn(self._run_session())
