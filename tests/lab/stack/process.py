"""Child processes that do not outlive us."""

import contextlib
import ctypes
import os
from pathlib import Path
import signal
import socket
import subprocess
import sys
import time

from .ports import ports

_PR_SET_PDEATHSIG = 1
# Taken before the test harness guards it: these sockets belong to the processes, not to a test.
_new_socket = socket.socket
_ports = ports()


class ProcessFailed(Exception):
    """A process ended or did not become ready; the message holds the end of its log."""


def free_port() -> int:
    """Return a port that nobody listens on, and that stays ours for a while."""
    return next(port for port in _ports if _bindable(port))


def _bindable(port: int) -> bool:
    with _new_socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port_near(wanted: int) -> int:
    """Return a port if nobody listens on it, else any other; 0 wants none in particular."""
    return wanted if wanted and not answers(wanted) else free_port()


def answers(port: int) -> bool:
    """Return whether somebody listens on a port."""
    with _new_socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Process:
    """A process with its own group and log file.

    On Linux the kernel ends it when we die, however that happens; start it from the main thread,
    since the kernel looks at the thread that started it.
    """

    def __init__(self, name: str, log: Path) -> None:
        """Take what it is called and where it writes."""
        self.name = name
        self.log = log
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def pid(self) -> int:
        """Return its process id."""
        if self._popen is None:
            raise ProcessFailed(f"{self.name} was not started")
        return self._popen.pid

    def start(self, command: list[str], env: dict[str, str] | None = None) -> None:
        """Start it; its output is added to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    def wait_for_port(self, port: int, seconds: float) -> None:
        """Wait until it listens.

        Raises:
            ProcessFailed: it ended, or took too long.
        """
        deadline = time.monotonic() + seconds
        while not answers(port):
            if not self.running:
                raise ProcessFailed(f"{self.name} ended at once:\n{self.tail()}")
            if time.monotonic() > deadline:
                raise ProcessFailed(f"{self.name} does not listen:\n{self.tail()}")
            time.sleep(0.005)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to it and its children."""
        if self._popen is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._popen.pid, number)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.signal(signal.SIGKILL)
        if self._popen is not None:
            self._popen.wait(10)

    def stop(self, seconds: float = 15) -> None:
        """Ask it to end, and insist after a while."""
        if self._popen is None:
            return
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        # Children that it left behind are of its group.
        self.signal(signal.SIGKILL)

    def tail(self, lines: int = 20) -> str:
        """Return the end of its log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
