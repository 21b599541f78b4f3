"""Why a camera cannot be watched, in words."""

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..cloud_api import CloudApiError, ReplyTimeout
from ..const import DOMAIN
from ..database import DatabaseUnusable
from ..errors import translated


def refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Return what the user has to change first; nothing was sent."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )


def failure(key: str, **placeholders: str) -> HomeAssistantError:
    """Return what went wrong."""
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )


def anew(error: HomeAssistantError) -> HomeAssistantError:
    """Return an error that says the same, without the calls through which it came.

    One that is kept, and raised again for each viewer, would keep all of them in memory.
    """
    refused = isinstance(error, ServiceValidationError)
    kind = ServiceValidationError if refused else HomeAssistantError
    return kind(
        *error.args,
        translation_domain=error.translation_domain,
        translation_key=error.translation_key,
        translation_placeholders=error.translation_placeholders,
    )


class NothingArrived(HomeAssistantError):
    """A dock agreed to push, and nothing came that can be shown."""

    def __init__(self, key: str, **placeholders: str) -> None:
        """Take the words."""
        super().__init__(
            translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
        )


def camera_error(
    err: CloudApiError | DatabaseUnusable | HomeAssistantError, index: str
) -> HomeAssistantError:
    """Return an error for the user; `index` is DJI's `camera_index`."""
    if isinstance(err, HomeAssistantError):
        return err
    if isinstance(err, ReplyTimeout):
        # A dock does not answer at all when there is no such camera.
        return failure("live_no_reply", camera=index, seconds=f"{err.seconds:g}")
    return translated(err)
