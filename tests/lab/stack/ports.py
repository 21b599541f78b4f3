"""Ports of our own, for what is started, stopped and started again.

A port that the system hands out is free only now: until something listens on it, or while it is
down, the next connection of anybody may leave from it. So these lie below what systems hand out
(Linux from 32768 on, others from 49152), in blocks that one process at a time may use.
"""

from collections.abc import Iterator
import fcntl
import os
from pathlib import Path
import random
import tempfile
from typing import TextIO

_FIRST = 10240
_BLOCK = 64
_BLOCKS = 350


def ports() -> Iterator[int]:
    """Yield ports that no other process of ours yields, round and round; never ends."""
    block, lock = _claim()
    try:
        while True:
            yield from range(_FIRST + block * _BLOCK, _FIRST + (block + 1) * _BLOCK)
    finally:
        lock.close()


def _claim() -> tuple[int, TextIO]:
    """Return a block, and the file whose lock keeps it ours: the system frees it when we end."""
    folder = Path(tempfile.gettempdir()) / f"dji-dock-ports-{os.geteuid()}"
    folder.mkdir(exist_ok=True)
    # Not the generator of everybody, which a test may have set to begin like all others.
    for block in random.SystemRandom().sample(range(_BLOCKS), _BLOCKS):
        lock = (folder / str(block)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
        else:
            return block, lock
    raise OSError("no block of ports is free")
