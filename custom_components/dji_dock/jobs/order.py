"""What is asked of a dock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .models import Job


def _nothing(job: Job) -> None:
    """Do nothing when it is over."""


async def _ready() -> None:
    """Need nothing before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command, what has to be so before it is sent, and what shows that it was done."""

    dock: str
    command: str
    """DJI's method."""
    value: int | str | None = None
    detail: str = ""
    """What else distinguishes it, and is nobody's to read later, such as a position."""
    limit: float
    """Seconds from sending it until it is given up."""
    is_job: bool = True
    """Whether events follow its reply."""
    patience: float | None = None
    """Seconds without a sign of it after which it is given up; None for the limit alone."""
    send: Callable[[str], Awaitable[None]]
    """Called once, with the id of the job, which is saved by then.

    Raises NotConnected if nothing was sent; any other error of the broker leaves that open.
    """
    prepare: Callable[[], Awaitable[None]] = _ready
    """Called when its turn has come; raises HomeAssistantError or CloudApiError to refuse."""
    proof: Callable[[], bool] | None = None
    """Whether the dock reports of itself that it is done."""
    at_it: frozenset[int] = frozenset()
    """Codes with which a dock says that it is at it already, by an earlier command: no refusals."""
    opposite: str = ""
    """The key of the job that undoes it: of the two only the newer one waits."""
    over: Callable[[Job], None] = _nothing
    """Called once when it is over, sent or not, if prepare() was called."""

    @property
    def key(self) -> str:
        """Return what is the same for the same order."""
        parts = (self.command, "" if self.value is None else str(self.value), self.detail)
        return " ".join(part for part in parts if part)
