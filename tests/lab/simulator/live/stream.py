"""One live stream: a thread that films, encodes and pushes until it is told to stop."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
import threading
import time
from typing import Any

from ..wire import now_ms
from .encoder import Encoder
from .picture import Scene, draw
from .rtmp import Publisher, RtmpRefused
from .settings import LivePicture, LiveQuirks
from .tags import Writer

_CONNECT = 5.0
_BEHIND = 1.0
"""Seconds that a line may hold it up until pictures are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is filmed, and how; it may change while it is pushed."""

    title: str
    kind: str
    """The lens of an aircraft's camera, the position of a dock's."""
    quality: int


@dataclass(slots=True)
class Push:
    """A time during which a stream went to a server. Times of the monotonic clock."""

    url: str
    began: float
    ended: float | None = None
    pictures: int = 0
    sent: int = 0
    """Bytes."""

    @property
    def seconds(self) -> float:
        """How long it went, until now if it still does."""
        return (time.monotonic() if self.ended is None else self.ended) - self.began


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushing:
    """How a stream is pushed. Times in seconds."""

    picture: LivePicture
    quirks: LiveQuirks
    delay: float = 0.0
    """From the order to the first connection."""
    retry: float = 1.0
    """Between tries to connect."""
    retries_for: float | None = 30.0
    """Without a server; None is for ever."""
    dies_after: float | None = None
    """Pushed, then the line breaks, once."""
    back_after: float | None = None
    """Until it is pushed again after that; None: it is over."""
    silent: bool = False
    """Nothing is pushed at all."""


class LiveStream:
    """What one camera pushes, from the order to its end."""

    def __init__(
        self,
        camera: str,
        url: str,
        view: View,
        pushing: Pushing,
        *,
        changed: Callable[[LiveStream], None],
    ) -> None:
        """Take the address; start() pushes. `changed` hears in the loop of each connection."""
        self.camera = camera
        """Serial and camera index, with a slash between."""
        self.url = url
        self.view = view
        self.began = time.monotonic()
        self.pushes: list[Push] = []
        self.error = ""
        """Why it does not push just now."""
        self.ended = False
        self._pushing = pushing
        self._changed = changed
        self._stop = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        self._publisher: Publisher | None = None
        self._cut_for: float | None = None
        self._thread = threading.Thread(target=self._run, name=f"live-{camera}", daemon=True)

    @property
    def pushes_now(self) -> bool:
        """Whether a server takes it at the moment."""
        return bool(self.pushes) and self.pushes[-1].ended is None

    @property
    def seconds(self) -> float:
        """How long it was pushed, all in all."""
        return sum(push.seconds for push in self.pushes)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def change(self, **changes: Any) -> None:
        """Change the view from the next picture on; fields of View."""
        self.view = replace(self.view, **changes)

    def cut(self, back_after: float) -> None:
        """Break the line; it comes back so many seconds later."""
        self._cut_for = back_after
        if publisher := self._publisher:
            publisher.cut()

    def stop(self) -> None:
        """Stop, without waiting for the end."""
        self._stop.set()

    def lose_power(self) -> None:
        """Stop at once, without a word to the server."""
        self._stop.set()
        if publisher := self._publisher:
            publisher.cut()

    async def wait_ended(self) -> None:
        """Wait until its thread is gone."""
        await self._over.wait()
        self._thread.join()

    def _run(self) -> None:
        try:
            if not self._stop.wait(self._pushing.delay):
                self._work()
        finally:
            self.ended = True
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._finished)

    def _finished(self) -> None:
        self._over.set()
        self._changed(self)

    def _work(self) -> None:
        pushing = self._pushing
        if pushing.silent:
            self._stop.wait()
            return
        without_since = time.monotonic()
        while not self._stop.is_set():
            pause = pushing.retry
            try:
                self._push()
            except (OSError, RtmpRefused) as err:
                self._tell(str(err) or type(err).__name__)
            else:
                return
            if self._cut_for is not None:
                pause, self._cut_for = self._cut_for, None
                without_since = time.monotonic() + pause
            elif self._died():
                if pushing.back_after is None:
                    return
                pause = pushing.back_after
                self._pushing = pushing = replace(pushing, dies_after=None)
                without_since = time.monotonic() + pause
            elif self.pushes and self.pushes[-1].ended is not None:
                without_since = max(without_since, self.pushes[-1].ended)
            limit = pushing.retries_for
            if limit is not None and time.monotonic() - without_since > limit:
                return
            self._stop.wait(pause)

    def _died(self) -> bool:
        limit = self._pushing.dies_after
        return limit is not None and bool(self.pushes) and self.pushes[-1].seconds >= limit

    def _push(self) -> None:
        """Push until it is stopped.

        Raises:
            OSError, RtmpRefused: it is not stopped, and yet over.
        """
        publisher = self._publisher = Publisher.open(self.url, _CONNECT)
        push = Push(self.url, time.monotonic())
        self.pushes.append(push)
        self._tell("")
        try:
            for _ in self._pictures(publisher, push):
                if self._stop.is_set():
                    publisher.finish()
                    return
                if self._died():
                    publisher.cut()
                    raise ConnectionAbortedError("the line is gone")
        finally:
            push.ended = time.monotonic()
            publisher.close()
            self._publisher = None

    def _pictures(self, publisher: Publisher, push: Push) -> Iterator[None]:
        """Push one picture after the other, in time."""
        picture = self._pushing.picture
        rate = picture.frames_per_second
        writer = Writer(self._pushing.quirks, rate)
        encoder: Encoder | None = None
        size = (0, 0)
        number, due = 0, time.monotonic()
        while True:
            view = self.view
            if encoder is None or picture.size(view.quality) != size:
                size = picture.size(view.quality)
                encoder = self._encoder(size)
                for kind, stamp, payload in writer.begin(*size):
                    publisher.send(kind, stamp, payload)
            scene = Scene(*size, view.title, view.kind)
            for unit in encoder.encode(draw(scene, now_ms()), number):
                for kind, stamp, payload in writer.write(unit):
                    publisher.send(kind, stamp, payload)
                push.pictures += 1
            push.sent = publisher.sent
            yield
            number += 1
            due += 1 / rate
            late = time.monotonic() - due
            if late > _BEHIND:
                left_out = int(late * rate)
                number, due = number + left_out, due + left_out / rate
            self._stop.wait(max(0.0, -late))

    def _encoder(self, size: tuple[int, int]) -> Encoder:
        picture = self._pushing.picture
        return Encoder(
            *size,
            frames_per_second=picture.frames_per_second,
            bit_rate=picture.bit_rate,
            key_frames=max(1, round(picture.key_seconds * picture.frames_per_second)),
            b_frames=self._pushing.quirks.b_frames,
        )

    def _tell(self, error: str) -> None:
        self.error = error
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._changed, self)
