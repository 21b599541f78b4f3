"""What to paste into the broker and the store, filled in with what was typed so far.

No secret is in any of it: the commands ask for passwords themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import json
import re
import shlex
from typing import Any

from homeassistant.const import CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..bucket import CredentialsMode, Provider, rights
from ..const import (
    CONF_ACCESS_KEY_ID,
    CONF_ADVANCED,
    CONF_BUCKET,
    CONF_CREDENTIALS,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_REGION,
    CONF_ROLE_ARN,
    DEFAULT_KEY_PREFIX,
    DOMAIN,
)

APP_PAGE = "https://developer.dji.com/user/apps"
"""Where developers make an app of the type Cloud API at DJI."""
APP_VALUES = ("App ID", "App Key", "App Basic License")
"""What is to be copied from it, in DJI's words: app_id, app_key, app_license."""

USER, ROLE, BUCKET, BROKER_USER = "dji-dock", "dji-dock", "my-bucket", "home_assistant"
"""Names for what was not typed yet."""
ACCOUNT, ALIBABA_ACCOUNT, HOME = "123456789012", "1234567890123456", "192.168.1.10"
DOCK, AIRCRAFT = "SERIAL_NUMBER_OF_THE_DOCK", "SERIAL_NUMBER_OF_ITS_AIRCRAFT"

# What is pasted into a shell or a policy holds no more than this; anything else is not ours.
_NAME = re.compile(r"[A-Za-z0-9_.@+=-]{1,128}")
_FOLDER = re.compile(r"[A-Za-z0-9!_.'()/-]{1,128}")
_URL = re.compile(r"https?://[A-Za-z0-9_.:\[\]-]{1,253}/?")
_AMAZON_ROLE = re.compile(r"arn:([a-z-]+):iam::([A-Za-z0-9]*):role/([A-Za-z0-9_.@+=/-]{1,128})")
_ALIBABA_ROLE = re.compile(r"acs:ram::([0-9]+):role/([A-Za-z0-9_.-]{1,64})")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One piece of text to paste."""

    name: str
    """Of its title in the translations: `config_panel.setup.snippet_<name>`."""
    language: str
    text: str


def broker_snippets(
    data: Mapping[str, Any], docks: Iterable[tuple[str, str | None]] = ()
) -> list[Snippet]:
    """Return users and rights for Mosquitto.

    `docks` are serial numbers of docks that are known, each with that of its aircraft. The user of
    a dock is named as its serial number, so that one rule is enough for all. What a dock says of
    its aircraft has the serial number of the aircraft in its topic.
    """
    home = _typed(data, CONF_USERNAME, _NAME, BROKER_USER)
    known = [*docks] or [(DOCK, AIRCRAFT)]
    users = (f"mosquitto_passwd /etc/mosquitto/passwords {user}" for user in (home, *dict(known)))
    rules = [
        *("# Home Assistant", f"user {home}"),
        *("topic readwrite thing/product/#", "topic readwrite sys/product/#"),
        *("", "# Docks, each as the user that is named as its serial number"),
        *("pattern readwrite thing/product/%u/#", "pattern readwrite sys/product/%u/#"),
    ]
    for dock, aircraft in known:
        if aircraft:
            rules += ["", f"user {dock}"]
            rules += [f"topic write thing/product/{aircraft}/{kind}" for kind in ("osd", "state")]
    settings = (
        *("allow_anonymous false", "password_file /etc/mosquitto/passwords"),
        "acl_file /etc/mosquitto/acl",
    )
    return [
        Snippet("mosquitto_users", "sh", "\n".join(("touch /etc/mosquitto/passwords", *users))),
        Snippet("mosquitto_acl", "text", "\n".join(rules)),
        Snippet("mosquitto_conf", "text", "\n".join(settings)),
    ]


def bucket_snippets(provider: Provider, data: Mapping[str, Any]) -> list[Snippet]:
    """Return users, roles and policies for a store."""
    store = _Store.of(provider, data)
    if provider is Provider.ALI:
        return _alibaba(store)
    if provider is Provider.AWS:
        return _amazon(store)
    if store.role and not store.permanent:
        return _ceph(store)
    snippets = [
        Snippet("minio_policy", "json", _policy(*_ours(store))),
        Snippet("minio_commands", "sh", _minio_commands(store)),
    ]
    if store.permanent:
        snippets.append(
            Snippet("versitygw", "json", _policy(*_ours(store, {"AWS": [store.access_key]})))
        )
    return snippets


def broker_snippet(data: Mapping[str, Any], titles: Mapping[str, str] | None = None) -> str:
    """Return as Markdown what to paste into Mosquitto."""
    return markdown(broker_snippets(data), titles or {})


def bucket_snippet(
    provider: Provider, data: Mapping[str, Any], titles: Mapping[str, str] | None = None
) -> str:
    """Return as Markdown what to paste into a store."""
    return markdown(bucket_snippets(provider, data), titles or {})


async def async_titles(hass: HomeAssistant) -> dict[str, str]:
    """Return the titles of snippets, by their names."""
    texts = await async_get_translations(
        hass, hass.config.language, "config_panel", integrations={DOMAIN}
    )
    prefix = f"component.{DOMAIN}.config_panel.setup.snippet_"
    return {key.removeprefix(prefix): text for key, text in texts.items() if key.startswith(prefix)}


def markdown(snippets: Iterable[Snippet], titles: Mapping[str, str]) -> str:
    """Return snippets as Markdown, each below its title."""
    return "\n\n".join(
        f"**{titles.get(each.name, each.name)}**\n\n```{each.language}\n{each.text}\n```"
        for each in snippets
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Store:
    """What was typed of a store, with names for what was not."""

    partition: str
    bucket: str
    folder: str
    access_key: str
    """In stores of one's own that is the name of the user."""
    endpoint: str
    account: str
    role: str
    permanent: bool

    @classmethod
    def of(cls, provider: Provider, data: Mapping[str, Any]) -> _Store:
        advanced = data.get(CONF_ADVANCED) or {}
        region = str(data.get(CONF_REGION) or "")
        partition, account, role = "aws", ACCOUNT, ROLE
        if provider is Provider.MINIO:
            account = role = ""
        elif provider is Provider.ALI:
            account = ALIBABA_ACCOUNT
        elif region.startswith("cn-"):
            partition = "aws-cn"
        elif region.startswith("us-gov-"):
            partition = "aws-us-gov"
        typed = str(advanced.get(CONF_ROLE_ARN) or "").strip()
        if provider is Provider.ALI:
            if found := _ALIBABA_ROLE.fullmatch(typed):
                account, role = found.groups()
        elif found := _AMAZON_ROLE.fullmatch(typed):
            partition, account, role = found.groups()
        return cls(
            partition=partition,
            bucket=_typed(data, CONF_BUCKET, _NAME, BUCKET),
            folder=_typed(advanced, CONF_KEY_PREFIX, _FOLDER, DEFAULT_KEY_PREFIX),
            access_key=_typed(data, CONF_ACCESS_KEY_ID, _NAME, USER),
            endpoint=_typed(data, CONF_ENDPOINT, _URL, "http://minio.example.com:9000"),
            account=account,
            role=role,
            permanent=advanced.get(CONF_CREDENTIALS) == CredentialsMode.STATIC,
        )


def _amazon(store: _Store) -> list[Snippet]:
    root = f"arn:{store.partition}:iam::{store.account}"
    if store.permanent:
        return [Snippet("aws_user", "json", _policy(*_ours(store)))]
    ours = _policy(*_ours(store), _assume(f"{root}:role/{store.role}"))
    # In this order: a role can trust only a user that is there.
    return [
        Snippet("aws_user", "json", ours),
        Snippet("aws_trust", "json", _policy(_trust({"AWS": [f"{root}:user/{USER}"]}))),
        Snippet("aws_role", "json", _policy(_docks(store))),
    ]


def _alibaba(store: _Store) -> list[Snippet]:
    root = f"acs:ram::{store.account}"
    where = f"acs:oss:*:*:{store.bucket}"

    def allow(names: Iterable[str], resource: str) -> _Statement:
        return _allow((rights.right(Provider.ALI, name) for name in names), resource)

    ours = [
        allow(rights.OF_THE_BUCKET, where),
        allow(rights.OF_OBJECTS, f"{where}/{store.folder}/*"),
    ]
    docks = allow(rights.OF_DOCKS, f"{where}/{store.folder}/*")
    if store.permanent:
        return [Snippet("ali_user", "json", _policy(*ours, version="1"))]
    trust = _trust({"RAM": [f"{root}:user/{USER}"]})
    ours.append(_assume(f"{root}:role/{store.role}"))
    return [
        Snippet("ali_user", "json", _policy(*ours, version="1")),
        Snippet("ali_trust", "json", _policy(trust, version="1")),
        Snippet("ali_role", "json", _policy(docks, version="1")),
    ]


def _ceph(store: _Store) -> list[Snippet]:
    # Only from where Home Assistant is: else docks could assume the role a second time.
    trust = {
        **_trust({"AWS": [f"arn:aws:iam:::user/{USER}"]}),
        "Condition": {"IpAddress": {"aws:SourceIp": f"{HOME}/32"}},
    }
    return [
        Snippet("ceph_trust", "json", _policy(trust)),
        Snippet("ceph_role", "json", _policy(_docks(store))),
    ]


def _minio_commands(store: _Store) -> str:
    user, bucket = shlex.quote(store.access_key), shlex.quote(store.bucket)
    return "\n".join(
        (
            f"mc alias set my-minio {store.endpoint.rstrip('/')}",
            f"mc mb --ignore-existing my-minio/{bucket}",
            "mc admin policy create my-minio dji-dock dji-dock.json",
            f"mc admin user add my-minio {user}",
            f"mc admin policy attach my-minio dji-dock --user {user}",
        )
    )


type _Statement = dict[str, object]


def _ours(store: _Store, principal: object = None) -> list[_Statement]:
    """Return what we may; the policy of a bucket says who may it."""
    where = f"arn:{store.partition}:s3:::{store.bucket}"
    return [
        _allow(_s3(rights.OF_THE_BUCKET), where, principal),
        _allow(_s3(rights.OF_OBJECTS), f"{where}/{store.folder}/*", principal),
    ]


def _docks(store: _Store) -> _Statement:
    where = f"arn:{store.partition}:s3:::{store.bucket}/{store.folder}/*"
    return _allow(_s3(rights.OF_DOCKS), where)


def _s3(names: Iterable[str]) -> list[str]:
    return [rights.right(Provider.AWS, name) for name in names]


def _assume(role: str) -> _Statement:
    return _allow(["sts:AssumeRole"], role)


def _trust(principal: object) -> _Statement:
    return {"Effect": "Allow", "Principal": principal, "Action": ["sts:AssumeRole"]}


def _allow(actions: Iterable[str], resource: str, principal: object = None) -> _Statement:
    statement: _Statement = {"Effect": "Allow"}
    if principal:
        statement["Principal"] = principal
    return {**statement, "Action": [*actions], "Resource": [resource]}


def _policy(*statements: _Statement, version: str = "2012-10-17") -> str:
    """Return a policy as JSON, one line for each part of a statement."""
    parts = (
        ",\n      ".join(f'"{key}": {json.dumps(value)}' for key, value in statement.items())
        for statement in statements
    )
    listed = ",\n".join(f"    {{\n      {part}\n    }}" for part in parts)
    return f'{{\n  "Version": "{version}",\n  "Statement": [\n{listed}\n  ]\n}}'


def _typed(data: Mapping[str, Any], key: str, pattern: re.Pattern[str], otherwise: str) -> str:
    """Return what was typed into a field, if it is fit to be pasted."""
    value = str(data.get(key) or "").strip()
    return value if pattern.fullmatch(value) else otherwise
