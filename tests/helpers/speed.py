"""What makes the tests quick, without changing what they run."""

from asyncio import AbstractEventLoop
from collections.abc import Callable
from functools import cache, wraps
from threading import get_ident
from typing import Any

import botocore.loaders
import botocore.session


def check_threads(loop: AbstractEventLoop) -> None:
    """Refuse calls from other threads, as the debug mode of a loop does.

    That mode keeps the stack of everything that it makes, too, which takes a third of the time.
    """
    owner = get_ident()

    def checked[**P, R](function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if get_ident() != owner:
                raise RuntimeError("Non-thread-safe operation invoked on an event loop")
            return function(*args, **kwargs)

        return call

    changed: Any = loop
    changed.call_soon = checked(loop.call_soon)
    changed.call_at = checked(loop.call_at)


def share_descriptions() -> None:
    """Let all clients of boto3 share what it has read of the services, which is in files of JSON."""
    botocore.session.create_loader = cache(botocore.loaders.create_loader)
