"""Reading `fileupload_start` as strictly as the protocol document allows.

A dock that is handed something else than it knows refuses with "bad parameter"; what was wrong
is kept, so that a test can tell.
"""

from dataclasses import dataclass, field
from typing import Any

from .profile import Module

BAD_PARAMETER = 325001

_PROVIDERS = ("ali", "aws", "minio")
_MS = 1e11


class BadCommand(Exception):
    """A command that breaks the protocol document; the text says where, without secrets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The bucket to upload to."""

    provider: str
    endpoint: str
    region: str
    bucket: str
    access_key_id: str = field(repr=False)
    access_key_secret: str = field(repr=False)
    security_token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """One archive to upload."""

    module: Module
    key: str
    boot_indexes: tuple[int, ...]


def read_start(data: dict[str, Any]) -> tuple[Target, list[Requested]]:
    """Read the data of `fileupload_start`.

    Raises:
        BadCommand
    """
    provider = _text(data, "provider")
    _demand(provider in _PROVIDERS, f"provider {provider} is unknown")
    endpoint = _text(data, "endpoint")
    _demand(endpoint.startswith(("http://", "https://")), "endpoint has no scheme")
    credentials = _object(data, "credentials")
    expire = credentials.get("expire")
    _demand(isinstance(expire, int) and expire > _MS, "expire is no time in milliseconds")
    token = credentials.get("security_token")
    _demand(isinstance(token, str), "security_token is no text")
    files = _object(data, "params").get("files")
    _demand(isinstance(files, list) and 0 < len(files) <= len(Module), "params.files: one or two")
    requested = [_requested(file) for file in files or []]
    _demand(
        len({file.module for file in requested}) == len(requested),
        "a module appears more than once",
    )
    return (
        Target(
            provider=provider,
            endpoint=endpoint,
            region=_text(data, "region"),
            bucket=_text(data, "bucket"),
            access_key_id=_text(credentials, "access_key_id"),
            access_key_secret=_text(credentials, "access_key_secret"),
            security_token=str(token),
        ),
        requested,
    )


def read_modules(data: dict[str, Any]) -> list[Module]:
    """Read a `module_list`.

    Raises:
        BadCommand
    """
    modules = data.get("module_list")
    _demand(isinstance(modules, list) and len(modules) > 0, "module_list is no list")
    return [_module(item) for item in modules or []]


def _requested(file: object) -> Requested:
    if not isinstance(file, dict):
        raise BadCommand("a file is no object")
    key = _text(file, "object_key")
    _demand(not key.startswith("/") and ".." not in key, "object_key is no plain key")
    entries = file.get("list")
    _demand(isinstance(entries, list) and len(entries) > 0, "list of a file is empty")
    indexes = tuple(_boot_index(entry) for entry in entries or [])
    return Requested(module=_module(file.get("module")), key=key, boot_indexes=indexes)


def _boot_index(entry: object) -> int:
    index = entry.get("boot_index") if isinstance(entry, dict) else None
    if type(index) is not int:
        raise BadCommand("boot_index is no number")
    return index


def _module(value: object) -> Module:
    _demand(isinstance(value, str), "a module is no text")
    try:
        return Module(str(value))
    except ValueError as err:
        raise BadCommand(f"module {value} is unknown") from err


def _object(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    if not isinstance(value, dict):
        raise BadCommand(f"{name} is no object")
    return value


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value:
        raise BadCommand(f"{name} is no text, or empty")
    return value


def _demand(met: bool, complaint: str) -> None:
    if not met:
        raise BadCommand(complaint)
