"""What users may do with docks: in actions, in the media browser, and with files."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_READ_ONLY
from homeassistant.auth.permissions.types import PolicyType
from homeassistant.components.media_source import async_resolve_media
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized, UnknownUser
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.dji_dock.bucket_access.links import Reason
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.media_browser.views import media_path, thumbnail_path
from custom_components.dji_dock.util.rights import Right, may
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import device_id
from tests.helpers.media import upload
from tests.helpers.users import add_user, on_devices, token_of
from tests.lab.simulator import SimulatedDock

NEEDED = {
    "get_log_list": "control",
    "start_log_upload": "control",
    "cancel_log_upload": "control",
    "retry_log_upload": "control",
    "get_log_uploads": "read",
    "get_log_links": "control",
    "download_log_upload": "control",
    "delete_log_uploads": "administer",
    "prioritize_media": "control",
    "get_flight_media": "read",
    "get_media_links": "control",
    "get_jobs": "read",
    "format_storage": "administer",
    "point_camera": "control",
    "calibrate_rtk": "administer",
    "check_setup": "administer",
}
FIELDS: dict[str, dict[str, Any]] = {
    "retry_log_upload": {"upload_id": "none"},
    "get_log_links": {"upload_id": "none"},
    "download_log_upload": {"upload_id": "none"},
    "delete_log_uploads": {"upload_ids": ["none"], "delete_objects": True},
    "prioritize_media": {"flight_id": "none"},
    # Refused, whoever asks for it.
    "format_storage": {"target": "dock", "confirm": False},
    # Refused, as long as nothing flies.
    "point_camera": {"latitude": 52.3, "longitude": 4.9, "height": 46.2},
    "calibrate_rtk": {"latitude": 52.3, "longitude": 4.9, "height": 46.2},
}


def on_first_entity(hass: HomeAssistant, device: str) -> PolicyType:
    """Return the policy of a user who may use one entity of a device only."""
    entity = er.async_entries_for_device(er.async_get(hass), device)[0]
    return {"entities": {"entity_ids": {entity.entity_id: {"control": True}}}}


async def passes(hass: HomeAssistant, action: str, device: str, context: Context) -> bool:
    """Return whether an action is carried out, or fails for another reason than rights."""
    returns = hass.services.async_services()[DOMAIN][action].supports_response.value != "none"
    data = {"device_id": device, **FIELDS.get(action, {})}
    try:
        await hass.services.async_call(
            DOMAIN, action, data, blocking=True, context=context, return_response=returns
        )
    except Unauthorized:
        return False
    except HomeAssistantError:
        return True
    return True


async def test_each_action_needs_a_right(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """What commands or links needs control of the dock, what deletes needs an administrator."""
    assert set(hass.services.async_services_for_domain(DOMAIN)) == set(NEEDED)
    own, other = device_id(hass, dock.serial), device_id(hass, dock.aircraft_serial or "")
    granted: dict[str, tuple[MockUser | None, set[str]]] = {
        "read only": (await add_user(hass, group=GROUP_ID_READ_ONLY), {"read"}),
        "controls another": (
            await add_user(hass, policy=on_devices(other, "read", "control")),
            set(),
        ),
        "reads all, controls another": (
            await add_user(
                hass,
                policy={
                    "entities": {
                        "all": {"read": True},
                        "device_ids": {other: {"read": True, "control": True}},
                    }
                },
            ),
            {"read"},
        ),
        "reads it": (await add_user(hass, policy=on_devices(own, "read")), {"read"}),
        "controls it": (
            await add_user(hass, policy=on_devices(own, "read", "control")),
            {"read", "control"},
        ),
        "controls a part": (await add_user(hass, policy=on_first_entity(hass, own)), {"control"}),
        "ordinary": (await add_user(hass, group="system-users"), {"read", "control"}),
        "administrator": (
            await add_user(hass, group=GROUP_ID_ADMIN),
            {"read", "control", "administer"},
        ),
        "nobody": (None, {"read", "control", "administer"}),
    }
    for who, (user, rights) in granted.items():
        context = Context(user_id=user.id if user else None)
        for action, needed in NEEDED.items():
            passed = await passes(hass, action, own, context)
            assert passed == (needed in rights), (who, action)
    with pytest.raises(UnknownUser):
        await hass.services.async_call(
            DOMAIN,
            "get_log_uploads",
            {"device_id": own},
            blocking=True,
            context=Context(user_id="gone"),
            return_response=True,
        )


async def test_mistakes_are_told_to_those_who_may(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """A device that there is not is a mistake of a user who controls everything, no lack of rights."""
    user = await add_user(hass, group="system-users")
    stranger = await add_user(hass, policy=on_devices(device_id(hass, dock.serial), "read"))
    for who, expected in ((user, True), (stranger, False)):
        context = Context(user_id=who.id)
        assert await passes(hass, "get_log_uploads", "0" * 32, context) == expected


@pytest.fixture
async def photo(dock: SimulatedDock) -> str:
    """Return the key of a file that a dock has uploaded."""
    return await upload(dock, "DJI_20261120160420_0001_V.JPG")


@pytest.fixture
async def as_user(
    hass: HomeAssistant,
    photo: str,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> Callable[..., Any]:
    """Return what asks for media as a user."""
    assert await async_setup_component(hass, "media_source", {})
    assert await async_setup_component(hass, "websocket_api", {})
    http = await hass_client_no_auth()

    async def ask(user: MockUser, kind: str, what: str = "") -> Any:
        token = await token_of(hass, user)
        if kind == "get":
            return await http.get(what, headers={"Authorization": f"Bearer {token}"})
        client = await hass_ws_client(hass, token)
        await client.send_json_auto_id(
            {"type": f"media_source/{kind}", "media_content_id": f"media-source://dji_dock{what}"}
        )
        return await client.receive_json()

    return ask


async def test_files_are_for_those_who_may_see_the_dock(
    hass: HomeAssistant, dock: SimulatedDock, photo: str, as_user: Callable[..., Any]
) -> None:
    """Neither its name, nor a link, nor a byte is for others."""
    own, other = device_id(hass, dock.serial), device_id(hass, dock.aircraft_serial or "")
    reader = await add_user(hass, policy=on_devices(own, "read"))
    stranger = await add_user(hass, policy=on_devices(other, "read", "control"))
    where = f"/{ENTRY_ID}|{dock.serial}|file|{photo}"

    root = await as_user(reader, "browse_media")
    assert [child["title"] for child in root["result"]["children"]] == ["Roof"]
    link = (await as_user(reader, "resolve_media", where))["result"]["url"]
    assert (await as_user(reader, "get", link)).status == 200
    assert (await as_user(reader, "get", media_path(ENTRY_ID, photo))).status == 200

    root = await as_user(stranger, "browse_media")
    assert root["result"]["children"] == []
    for kind in ("browse_media", "resolve_media"):
        assert not (await as_user(stranger, kind, where))["success"]
    for path in (media_path(ENTRY_ID, photo), thumbnail_path(ENTRY_ID, photo)):
        assert (await as_user(stranger, "get", path)).status == 401


async def test_links_into_the_bucket_are_for_those_who_control_the_dock(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    dock: SimulatedDock,
    photo: str,
    as_user: Callable[..., Any],
) -> None:
    """Who may only look gets the same file, through Home Assistant and as that user."""
    own = device_id(hass, dock.serial)
    where = f"/{ENTRY_ID}|{dock.serial}|file|{photo}"
    with patch(
        "custom_components.dji_dock.media_browser.links.choose_links",
        return_value=Reason.CHOSEN_BUCKET,
    ):
        for policies, inside in ((("read",), True), (("read", "control"), False)):
            user = await add_user(hass, policy=on_devices(own, *policies))
            url = (await as_user(user, "resolve_media", where))["result"]["url"]
            assert url.startswith("/api/dji_dock/media/") == inside
            assert ("X-Amz-Signature" in url) != inside
            assert not url.endswith("#dji_dock")
        # Of what browsers save, our part of the pages knows by its mark that it is ours.
        saved = await upload(dock, "DJI_20261120160420_0001_PPKNAV.nav")
        where = f"/{ENTRY_ID}|{dock.serial}|file|{saved}"
        url = (await as_user(user, "resolve_media", where))["result"]["url"]
        assert "X-Amz-Signature" in url
        assert url.endswith("#dji_dock")


async def test_what_plays_media_for_nobody_still_can(
    hass: HomeAssistant, dock: SimulatedDock, as_user: Callable[..., Any], photo: str
) -> None:
    """An automation that shows a photo on a screen has no user."""
    where = f"media-source://dji_dock/{ENTRY_ID}|{dock.serial}|file|{photo}"
    assert (await async_resolve_media(hass, where, None)).mime_type == "image/jpeg"
    # And so may the user as whom Home Assistant hands files to players.
    reader = await add_user(hass, group=GROUP_ID_READ_ONLY)
    assert (await as_user(reader, "get", media_path(ENTRY_ID, photo))).status == 200


async def test_a_helper_beside_a_dock_is_none_of_it(hass: HomeAssistant) -> None:
    """Who may use what somebody has put beside a dock's own entities may do nothing with the dock."""
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, "D")}
    )
    entities = er.async_get(hass)
    for platform, expected in (("template", False), (DOMAIN, True)):
        entity = entities.async_get_or_create("switch", platform, "x", device_id=device.id)
        allowed = {"read": True, "control": True}
        user = await add_user(
            hass, policy={"entities": {"entity_ids": {entity.entity_id: allowed}}}
        )
        assert may(hass, user, device.id, Right.CONTROL) == expected
