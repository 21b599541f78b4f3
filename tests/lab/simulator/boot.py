"""From power-on to online: configuration, binding, topology."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .profile import DockProfile
from .uplink import Uplink

_LICENCE = ("app_id", "app_key", "app_license")


class LicenceRefused(Exception):
    """The cloud gave no licence that a dock would take: it drops its connection then."""


@dataclass(slots=True, kw_only=True)
class Boot:
    """The questions of a dock that comes online."""

    profile: DockProfile
    uplink: Uplink
    say: Callable[[str], None]
    complain: Callable[[str], None]

    async def ask_cloud(self) -> bool:
        """Ask for everything that comes before the topology; return whether the dock is bound.

        Raises:
            LicenceRefused
        """
        await self._config()
        bound = await self._bound()
        if not bound and self.profile.binding_code and self.profile.organization_id:
            bound = await self._bind()
        return bound

    async def announce(self, topology: dict[str, Any]) -> None:
        """Send the topology until it is acknowledged."""
        answer = await self.uplink.ask("update_topo", topology, kind="status", repeat=True)
        if answer.get("result") != 0:
            self.complain("status_reply without result 0")

    async def _config(self) -> None:
        answer = await self.uplink.ask(
            "config", {"config_type": "json", "config_scope": "product"}, repeat=True
        )
        if "output" in answer:
            self.complain("the answer to config is not flat")
        if not all(isinstance(answer.get(name), str) and answer[name] for name in _LICENCE):
            raise LicenceRefused
        if not isinstance(answer.get("ntp_server_host"), str):
            self.complain("the answer to config has no ntp_server_host")
        if type(answer.get("ntp_server_port", 123)) is not int:
            self.complain("ntp_server_port is no number")

    async def _bound(self) -> bool:
        serials = self.profile.serials
        answer = await self.uplink.ask(
            "airport_bind_status", {"devices": [{"sn": serial} for serial in serials]}, repeat=True
        )
        entries = {
            entry.get("sn"): entry
            for entry in _entries(answer, "bind_status")
            if isinstance(entry.get("is_device_bind_organization"), bool)
        }
        if answer.get("result") != 0 or set(entries) != set(serials):
            self.complain("airport_bind_status: not one complete entry for each serial")
        entry = entries.get(self.profile.serial, {})
        return entry.get("is_device_bind_organization") is True

    async def _bind(self) -> bool:
        profile = self.profile
        credentials = {
            "device_binding_code": profile.binding_code,
            "organization_id": profile.organization_id,
        }
        answer = await self.uplink.ask("airport_organization_get", credentials, repeat=True)
        if code := answer.get("result"):
            self.say(f"binding refused: airport_organization_get says {code}")
            return False
        output = answer.get("output")
        if not isinstance(output, dict) or not isinstance(output.get("organization_name"), str):
            self.complain("airport_organization_get without organization_name")
        devices = [
            {
                "sn": serial,
                "device_callsign": callsign,
                "device_model_key": key,
                **credentials,
            }
            for serial, callsign, key in (
                (profile.serial, profile.callsign, profile.model.key),
                (profile.aircraft_serial, "", profile.model.aircraft_key),
            )
            if serial
        ]
        answer = await self.uplink.ask(
            "airport_organization_bind", {"bind_devices": devices}, repeat=True
        )
        codes = {entry.get("sn"): entry.get("err_code") for entry in _entries(answer, "err_infos")}
        if answer.get("result") == 0 and set(codes) != set(profile.serials):
            self.complain("airport_organization_bind: not one entry for each device")
        if answer.get("result") or codes.get(profile.serial) != 0:
            self.say(f"binding refused: {answer.get('result')}, {codes.get(profile.serial)}")
            return False
        self.say(f"bound to {profile.organization_id}")
        return True


def _entries(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    output = answer.get("output")
    entries = output.get(name) if isinstance(output, dict) else None
    return [item for item in entries if isinstance(item, dict)] if isinstance(entries, list) else []
