"""Asking a dock for its logs; one module that refuses does not hide the other."""

from collections.abc import Sequence

from ..cloud_api import CloudServer, DockRefused, Module, ModuleLogs, fileupload_list
from .selection import NOT_TOLD, ListedModule, LogList, unavailable


async def async_log_list(server: CloudServer, dock: str, modules: Sequence[Module]) -> LogList:
    """Return the logs of the modules asked for, and which of them refuse or are passed over.

    Raises:
        CloudApiError: no answer, or nothing in it of any module but refusals.

    """
    listing = await async_offers(server, dock, modules)
    if len(listing.unavailable) == len(modules):
        # Of both, the one with a code says more.
        raise unavailable(dock, max(listing.unavailable.values(), key=bool))
    return listing


async def async_offers(server: CloudServer, dock: str, modules: Sequence[Module]) -> LogList:
    """Return what the modules asked for offer, and why they do not, even if that is all of them.

    Raises:
        CloudApiError: no answer.

    """
    answers: dict[Module, ModuleLogs] = {}
    try:
        for answer in await fileupload_list(server, dock, modules):
            answers[answer.module] = answer
    except DockRefused as err:
        if len(modules) == 1:
            return LogList(modules=(), unavailable={modules[0]: err.code})
    # A dock may refuse both for the sake of one: asking changes nothing, so each is asked alone.
    for module in modules:
        if module not in answers and (alone := await _async_ask_alone(server, dock, module)):
            answers[module] = alone
    refused = {
        module: answers[module].result if module in answers else NOT_TOLD
        for module in modules
        if module not in answers or answers[module].result
    }
    return LogList(
        modules=tuple(
            ListedModule(
                module=module,
                device_sn=answers[module].device_sn or _device_of(server, dock, module),
                logs=answers[module].logs,
            )
            for module in modules
            if module not in refused
        ),
        unavailable=refused,
    )


async def _async_ask_alone(server: CloudServer, dock: str, module: Module) -> ModuleLogs | None:
    try:
        answers = await fileupload_list(server, dock, [module])
    except DockRefused as err:
        return ModuleLogs(module=module, device_sn="", result=err.code, logs=())
    return next((answer for answer in answers if answer.module is module), None)


def _device_of(server: CloudServer, dock: str, module: Module) -> str:
    """Return a serial number that the dock left out, blank when it is not known."""
    if module is Module.DOCK:
        return dock
    known = server.fleet.get(dock)
    return known.aircraft.serial if known and known.aircraft else ""
