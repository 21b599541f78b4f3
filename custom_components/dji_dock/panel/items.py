"""What is shown of something, written once for all who may do the same with it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.json import json_bytes

from ..util.rights import Right, may

type View = dict[str, Any]


class Rights(NamedTuple):
    """What somebody who may read of a dock may do with it besides."""

    control: bool
    administer: bool

    @property
    def allowed(self) -> dict[str, bool]:
        """Return them by name."""
        return self._asdict()


@callback
def rights_on(hass: HomeAssistant, user: User, device_id: str) -> Rights | None:
    """Return what a user may do with a dock, None if not even read of it."""
    if not may(hass, user, device_id, Right.READ):
        return None
    return Rights(
        may(hass, user, device_id, Right.CONTROL), may(hass, user, device_id, Right.ADMINISTER)
    )


@callback
def may_see_entry(hass: HomeAssistant, user: User, entry_id: str) -> bool:
    """Return whether a user may read of anything that belongs to an entry."""
    return user.is_admin or any(
        may(hass, user, device.id, Right.READ)
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry_id)
    )


NEEDED = {
    "cancel": Right.CONTROL,
    "retry": Right.CONTROL,
    "download": Right.CONTROL,
    "delete": Right.ADMINISTER,
}
"""What can be done with an upload, and the right that it needs."""


def dock_for(view: View, rights: Rights) -> View:
    """Return a dock as somebody with these rights sees it."""
    return view | {
        "may": rights.allowed,
        "attention": [_leading(item, rights) for item in view["attention"]],
    }


def _leading(item: View, rights: Rights) -> View:
    """Return what needs somebody, without a link that leads others to a page they may not see."""
    is_for_all = rights.administer or not (item["link"] or "").startswith("/config/")
    return item if is_for_all else item | {"link": None}


def upload_for(view: View, rights: Rights) -> View:
    """Return an upload as somebody with these rights sees it."""
    has = {Right.CONTROL: rights.control, Right.ADMINISTER: rights.administer}
    possible: Mapping[str, bool] = view["may"]
    return view | {"may": {name: possible[name] and has[NEEDED[name]] for name in NEEDED}}


def entry_for(view: View, rights: Rights) -> View:
    """Return an entry as somebody sees it: what is wrong with it is for who can mend it."""
    if rights.administer:
        return view
    return view | {"issues": [], "bucket": view["bucket"] | {"error": None}}


class Item:
    """A view, and its JSON for each kind of user."""

    __slots__ = ("_adapt", "_written", "view")

    def __init__(self, view: View, adapt: Callable[[View, Rights], View]) -> None:
        """Take how it is changed for rights."""
        self.view = view
        self._adapt = adapt
        self._written: dict[Rights, bytes] = {}

    def json(self, rights: Rights) -> bytes:
        """Return it as somebody with these rights sees it."""
        if (written := self._written.get(rights)) is None:
            written = self._written[rights] = json_bytes(self._adapt(self.view, rights))
        return written
