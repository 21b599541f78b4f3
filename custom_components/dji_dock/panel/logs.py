"""The page's command about the logs that a dock holds."""

from ..cloud_api import Module
from ..logs.models import MODULE_NAMES
from ..logs.responses import listed_files
from ..logs.selection import unavailable
from ..util.rights import Right
from .commands import Asked, dock_command
from .items import View
from .words import error_words


@dock_command("logs/list", {}, Right.CONTROL)
async def logs_list(asked: Asked) -> View:
    """Return the logs that a dock and its aircraft hold, and why a module has none, and what helps."""
    hub, dock = asked.hub, asked.dock
    listing = await hub.logs.starts.async_offers(dock)
    return {
        "files": listed_files(listing),
        "unavailable": [
            {
                "module": MODULE_NAMES[module],
                "code": code or None,
                "words": error_words(unavailable(dock, code)),
                "remedy": "power_aircraft"
                if module is Module.AIRCRAFT and hub.assistant.could_help(dock, code)
                else None,
            }
            for module, code in listing.unavailable.items()
        ],
        "power_aircraft": hub.assistant.may_switch_on(dock),
    }
