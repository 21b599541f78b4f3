"""The form of the bucket: the fields of one provider, and where they are in the data of an entry.

In the data some fields lie in a section where the form of a provider has them on top, since it
requires them, and the other way round. The data is the same for all providers.
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from ..bucket import Addressing, CredentialsMode, Provider
from ..const import (
    CONF_ACCESS_KEY_ID,
    CONF_ADDRESSING,
    CONF_ADVANCED,
    CONF_BUCKET,
    CONF_CA_CERTIFICATE,
    CONF_CREDENTIAL_LIFETIME,
    CONF_CREDENTIALS,
    CONF_DOCK_ENDPOINT,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_LATER,
    CONF_PROVIDER,
    CONF_REGION,
    CONF_ROLE_ARN,
    CONF_SECRET_ACCESS_KEY,
    CONF_STS_ENDPOINT,
    DEFAULT_CREDENTIAL_LIFETIME,
    DEFAULT_KEY_PREFIX,
    MAX_CREDENTIAL_LIFETIME,
    MIN_CREDENTIAL_LIFETIME,
)
from .forms import PEM, SECRET, TEXT, URL

_KEYS = (CONF_BUCKET, CONF_ACCESS_KEY_ID, CONF_SECRET_ACCESS_KEY)
_OF_CLOUDS = (
    (CONF_REGION, *_KEYS, CONF_ROLE_ARN),
    (
        *(CONF_DOCK_ENDPOINT, CONF_KEY_PREFIX, CONF_CREDENTIALS, CONF_CREDENTIAL_LIFETIME),
        *(CONF_ENDPOINT, CONF_STS_ENDPOINT),
    ),
)
_FIELDS: dict[Provider, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Provider.AWS: _OF_CLOUDS,
    Provider.ALI: _OF_CLOUDS,
    Provider.MINIO: (
        (CONF_ENDPOINT, *_KEYS, CONF_CREDENTIALS, CONF_ROLE_ARN),
        (
            *(CONF_DOCK_ENDPOINT, CONF_KEY_PREFIX, CONF_REGION, CONF_CREDENTIAL_LIFETIME),
            *(CONF_STS_ENDPOINT, CONF_ADDRESSING, CONF_CA_CERTIFICATE),
        ),
    ),
}
"""What each provider's form has on top, and in the section."""

DATA_KEYS = frozenset({CONF_PROVIDER, CONF_ENDPOINT, CONF_REGION, *_KEYS, CONF_ADVANCED})
"""All that the data of an entry has of its bucket."""

_ON_TOP = DATA_KEYS - {CONF_ADVANCED}
_DEFAULTS: dict[str, Any] = {
    CONF_KEY_PREFIX: DEFAULT_KEY_PREFIX,
    CONF_CREDENTIALS: CredentialsMode.STS.value,
    CONF_CREDENTIAL_LIFETIME: DEFAULT_CREDENTIAL_LIFETIME,
    CONF_ADDRESSING: Addressing.AUTO.value,
}
_SECONDS = probatio.All(
    NumberSelector(
        NumberSelectorConfig(
            min=MIN_CREDENTIAL_LIFETIME,
            max=MAX_CREDENTIAL_LIFETIME,
            unit_of_measurement="s",
            mode=NumberSelectorMode.BOX,
        )
    ),
    probatio.Coerce(int),
)


def _choice(key: str, kind: type[CredentialsMode | Addressing]) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=[each.value for each in kind],
            translation_key=key,
            mode=SelectSelectorMode.LIST,
        )
    )


_SELECTORS: dict[str, Any] = {
    CONF_ENDPOINT: URL,
    CONF_REGION: TEXT,
    CONF_BUCKET: TEXT,
    CONF_ACCESS_KEY_ID: TEXT,
    CONF_SECRET_ACCESS_KEY: SECRET,
    CONF_ROLE_ARN: TEXT,
    CONF_DOCK_ENDPOINT: URL,
    CONF_KEY_PREFIX: TEXT,
    CONF_CREDENTIALS: _choice(CONF_CREDENTIALS, CredentialsMode),
    CONF_CREDENTIAL_LIFETIME: _SECONDS,
    CONF_STS_ENDPOINT: URL,
    CONF_ADDRESSING: _choice(CONF_ADDRESSING, Addressing),
    CONF_CA_CERTIFICATE: PEM,
}


def bucket_schema(
    provider: Provider, known: Mapping[str, Any] | None = None, *, later: bool = False
) -> probatio.Schema:
    """Return the form of a provider; with `later` it offers to do without a bucket.

    `known` is the data of a bucket at the same provider that is changed: its secret may be left
    out, and what it has that the provider's form does not ask for is asked for, too.
    """
    top, within = _shown(provider, known or {})
    required = {CONF_BUCKET, CONF_ACCESS_KEY_ID, CONF_SECRET_ACCESS_KEY}
    required |= {CONF_ENDPOINT} if provider is Provider.MINIO else {CONF_REGION}
    if known:
        required.discard(CONF_SECRET_ACCESS_KEY)
    advanced = probatio.Schema({_marker(key, required): _SELECTORS[key] for key in within})
    return probatio.Schema(
        {
            **{_marker(key, required): _SELECTORS[key] for key in top},
            probatio.Required(CONF_ADVANCED): section(advanced, {"collapsed": True}),
            **({probatio.Optional(CONF_LATER, default=False): BooleanSelector()} if later else {}),
        }
    )


def to_data(
    provider: Provider, given: Mapping[str, Any], known: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what was entered as it is in the data of an entry; `known` as in bucket_schema()."""
    shown = {key for keys in _shown(provider, known or {}) for key in keys}
    entered = {**given, **given.get(CONF_ADVANCED, {}), CONF_PROVIDER: provider.value}
    data = {key: value for key, value in entered.items() if key in _ON_TOP}
    advanced = {key: entered[key] for key in shown - _ON_TOP if key in entered}
    data[CONF_ADVANCED] = {**_DEFAULTS, **advanced}
    return data


def to_form(provider: Provider, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form suggests for the data of an entry."""
    top, _ = _shown(provider, data)
    flat = _flat(data)
    return {
        **{key: value for key, value in flat.items() if key in top},
        CONF_ADVANCED: {key: value for key, value in flat.items() if key not in top},
    }


def _shown(provider: Provider, known: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    top, within = _FIELDS[provider]
    unusual = (
        key
        for key, value in _flat(known).items()
        if key in _SELECTORS
        and key not in (*top, *within)
        and value not in ("", _DEFAULTS.get(key))
    )
    return top, (*within, *unusual)


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: data[key] for key in data if key in _ON_TOP - {CONF_PROVIDER}},
        **(data.get(CONF_ADVANCED) or {}),
    }


def _marker(key: str, required: set[str]) -> probatio.Marker:
    name = probatio.Secret(key) if key == CONF_SECRET_ACCESS_KEY else key
    if key in _DEFAULTS:
        return probatio.Required(name, default=_DEFAULTS[key])
    return (probatio.Required if key in required else probatio.Optional)(name)
