"""What the demo shows in the terminal, live or in the log of a machine."""

import sys
import time

_WIDTH = 40


class Terminal:
    """Lines for each step, and one bar that moves where somebody watches."""

    def __init__(self) -> None:
        """Begin to count the time."""
        self._began = time.monotonic()
        self._live = sys.stdout.isatty()
        self._shown = -1
        self._bar_open = False

    def say(self, text: str) -> None:
        """Print a line with the seconds since the start."""
        self._close_bar()
        print(f"[{time.monotonic() - self._began:6.1f} s] {text}", flush=True)

    def detail(self, text: str) -> None:
        """Print a line below the last one."""
        self._close_bar()
        print(f"           {text}", flush=True)

    def bar(self, percent: float, note: str) -> None:
        """Show how far something is; without a live terminal, at each tenth."""
        filled = round(percent / 100 * _WIDTH)
        line = f"           [{'█' * filled}{'·' * (_WIDTH - filled)}] {percent:5.1f} %  {note}"
        if self._live:
            print(f"\r{line}\x1b[K", end="", flush=True)
            self._bar_open = True
        elif int(percent // 10) != self._shown:
            self._shown = int(percent // 10)
            print(line, flush=True)

    def _close_bar(self) -> None:
        if self._bar_open:
            print(flush=True)
            self._bar_open = False
