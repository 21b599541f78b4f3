"""The forms of the set-up."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import probatio

from ..const import (
    CONF_ACCESS_KEY_ID,
    CONF_ANSWER_REQUESTS,
    CONF_APP_ID,
    CONF_APP_KEY,
    CONF_APP_LICENSE,
    CONF_BINDING_CODE,
    CONF_CA_CERTIFICATE,
    CONF_ENABLED,
    CONF_NTP_HOST,
    CONF_NTP_PORT,
    CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME,
    CONF_SECRET_ACCESS_KEY,
    CONF_TIME,
    CONF_TLS,
    CONF_VERIFY,
    DEFAULT_NTP_HOST,
    DEFAULT_NTP_PORT,
    DEFAULT_PORT,
)
from .validation import tidy

type Secrets = Mapping[str, str | None]
"""Fields that are never shown again, each with the field that it is worth nothing without."""

BROKER_SECRETS: Secrets = {CONF_PASSWORD: CONF_USERNAME}
BUCKET_SECRETS: Secrets = {CONF_SECRET_ACCESS_KEY: CONF_ACCESS_KEY_ID}
CLOUD_SECRETS: Secrets = {
    CONF_APP_KEY: CONF_APP_ID,
    CONF_APP_LICENSE: CONF_APP_ID,
    CONF_BINDING_CODE: None,
}


def whole(least: int, most: int) -> probatio.All[int]:
    """Return a field for a whole number."""
    return probatio.All(
        NumberSelector(
            NumberSelectorConfig(min=least, max=most, mode=NumberSelectorMode.BOX, step=1)
        ),
        probatio.Coerce(int),
    )


TEXT = TextSelector()
URL = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
PEM = TextSelector(TextSelectorConfig(multiline=True))
SECRET = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
_PORT = whole(1, 65535)
BROKER = probatio.Schema(
    {
        probatio.Required(CONF_HOST): TEXT,
        probatio.Required(CONF_PORT, default=DEFAULT_PORT): _PORT,
        probatio.Optional(CONF_USERNAME): TextSelector(TextSelectorConfig(autocomplete="username")),
        probatio.Optional(probatio.Secret(CONF_PASSWORD)): SECRET,
        probatio.Required(CONF_TLS): section(
            probatio.Schema(
                {
                    probatio.Required(CONF_ENABLED, default=False): BooleanSelector(),
                    probatio.Required(CONF_VERIFY, default=True): BooleanSelector(),
                    probatio.Optional(CONF_CA_CERTIFICATE): PEM,
                }
            ),
            {"collapsed": True},
        ),
    }
)

CLOUD_SERVER = probatio.Schema(
    {
        probatio.Required(CONF_ANSWER_REQUESTS, default=True): BooleanSelector(),
        probatio.Optional(CONF_APP_ID): TEXT,
        probatio.Optional(probatio.Secret(CONF_APP_KEY)): SECRET,
        probatio.Optional(probatio.Secret(CONF_APP_LICENSE)): SECRET,
        probatio.Optional(CONF_ORGANIZATION_ID): TEXT,
        probatio.Optional(CONF_ORGANIZATION_NAME): TEXT,
        # PageKind while it is new: it has to be typed in at the dock.
        probatio.Optional(CONF_BINDING_CODE): TEXT,
        probatio.Required(CONF_TIME): section(
            probatio.Schema(
                {
                    probatio.Required(CONF_NTP_HOST, default=DEFAULT_NTP_HOST): TEXT,
                    probatio.Required(CONF_NTP_PORT, default=DEFAULT_NTP_PORT): _PORT,
                }
            ),
            {"collapsed": True},
        ),
    }
)

REAUTH_BROKER = probatio.Schema(
    {
        probatio.Required(CONF_USERNAME): TEXT,
        probatio.Required(probatio.Secret(CONF_PASSWORD)): SECRET,
    }
)
REAUTH_BUCKET = probatio.Schema(
    {
        probatio.Required(CONF_ACCESS_KEY_ID): TEXT,
        probatio.Required(probatio.Secret(CONF_SECRET_ACCESS_KEY)): SECRET,
    }
)


def keep_secrets(
    known: Mapping[str, Any], user_input: dict[str, Any], names: Secrets
) -> dict[str, Any]:
    """Return tidy input in which a blank secret is the one that is known."""
    given = tidy(user_input)
    for secret, owner in names.items():
        if given.get(secret):
            continue
        given.pop(secret, None)
        if secret in known and (owner is None or given.get(owner)):
            given[secret] = known[secret]
    return given


def without_secrets(data: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return what is there for a form, without what is never shown again."""
    return {key: value for key, value in data.items() if key not in names}


def opened(schema: probatio.Schema, names: Collection[str]) -> probatio.Schema:
    """Return a form in which some sections are open, for what is wrong within them to be seen."""
    return probatio.Schema(
        {
            key: section(value.schema, {"collapsed": False})
            if str(key) in names and isinstance(value, section)
            else value
            for key, value in schema.schema.items()
        }
    )
