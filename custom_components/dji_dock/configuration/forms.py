"""The forms of the set-up."""

from collections.abc import Collection, Mapping

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import probatio

from ..bucket import Addressing, CredentialsMode, Provider
from ..const import (
    CONF_ACCESS_KEY_ID,
    CONF_ADDRESSING,
    CONF_ADVANCED,
    CONF_ANSWER_REQUESTS,
    CONF_APP_ID,
    CONF_APP_KEY,
    CONF_APP_LICENSE,
    CONF_BINDING_CODE,
    CONF_BUCKET,
    CONF_CA_CERTIFICATE,
    CONF_CREDENTIAL_LIFETIME,
    CONF_CREDENTIALS,
    CONF_DOCK_ENDPOINT,
    CONF_ENABLED,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_NTP_HOST,
    CONF_NTP_PORT,
    CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME,
    CONF_PROVIDER,
    CONF_REGION,
    CONF_ROLE_ARN,
    CONF_SECRET_ACCESS_KEY,
    CONF_STS_ENDPOINT,
    CONF_TIME,
    CONF_TLS,
    CONF_VERIFY,
    DEFAULT_CREDENTIAL_LIFETIME,
    DEFAULT_KEY_PREFIX,
    DEFAULT_NTP_HOST,
    DEFAULT_NTP_PORT,
    DEFAULT_PORT,
    MAX_CREDENTIAL_LIFETIME,
    MIN_CREDENTIAL_LIFETIME,
)

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


_TEXT = TextSelector()
_URL = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
_PEM = TextSelector(TextSelectorConfig(multiline=True))
_SECRET = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
_PORT = whole(1, 65535)
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

BROKER = probatio.Schema(
    {
        probatio.Required(CONF_HOST): _TEXT,
        probatio.Required(CONF_PORT, default=DEFAULT_PORT): _PORT,
        probatio.Optional(CONF_USERNAME): TextSelector(TextSelectorConfig(autocomplete="username")),
        probatio.Optional(probatio.Secret(CONF_PASSWORD)): _SECRET,
        probatio.Required(CONF_TLS): section(
            probatio.Schema(
                {
                    probatio.Required(CONF_ENABLED, default=False): BooleanSelector(),
                    probatio.Required(CONF_VERIFY, default=True): BooleanSelector(),
                    probatio.Optional(CONF_CA_CERTIFICATE): _PEM,
                }
            ),
            {"collapsed": True},
        ),
    }
)

_ADVANCED = section(
    probatio.Schema(
        {
            probatio.Optional(CONF_DOCK_ENDPOINT): _URL,
            probatio.Required(CONF_KEY_PREFIX, default=DEFAULT_KEY_PREFIX): _TEXT,
            probatio.Required(CONF_CREDENTIALS, default=CredentialsMode.STS.value): SelectSelector(
                SelectSelectorConfig(
                    options=[mode.value for mode in CredentialsMode],
                    translation_key=CONF_CREDENTIALS,
                    mode=SelectSelectorMode.LIST,
                )
            ),
            probatio.Optional(CONF_ROLE_ARN): _TEXT,
            probatio.Required(
                CONF_CREDENTIAL_LIFETIME, default=DEFAULT_CREDENTIAL_LIFETIME
            ): _SECONDS,
            probatio.Optional(CONF_STS_ENDPOINT): _URL,
            probatio.Required(CONF_ADDRESSING, default=Addressing.AUTO.value): SelectSelector(
                SelectSelectorConfig(
                    options=[addressing.value for addressing in Addressing],
                    translation_key=CONF_ADDRESSING,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            probatio.Optional(CONF_CA_CERTIFICATE): _PEM,
        }
    ),
    {"collapsed": True},
)

_BUCKET_FIELDS = {
    probatio.Required(CONF_PROVIDER, default=Provider.MINIO.value): SelectSelector(
        SelectSelectorConfig(
            options=[provider.value for provider in Provider],
            translation_key=CONF_PROVIDER,
            mode=SelectSelectorMode.DROPDOWN,
        )
    ),
    probatio.Optional(CONF_ENDPOINT): _URL,
    probatio.Optional(CONF_REGION): _TEXT,
    probatio.Required(CONF_BUCKET): _TEXT,
    probatio.Required(CONF_ACCESS_KEY_ID): _TEXT,
}

BUCKET = probatio.Schema(
    {
        **_BUCKET_FIELDS,
        probatio.Required(probatio.Secret(CONF_SECRET_ACCESS_KEY)): _SECRET,
        probatio.Required(CONF_ADVANCED): _ADVANCED,
    }
)
RECONFIGURE_BUCKET = probatio.Schema(
    {
        **_BUCKET_FIELDS,
        probatio.Optional(probatio.Secret(CONF_SECRET_ACCESS_KEY)): _SECRET,
        probatio.Required(CONF_ADVANCED): _ADVANCED,
    }
)

CLOUD_SERVER = probatio.Schema(
    {
        probatio.Required(CONF_ANSWER_REQUESTS, default=True): BooleanSelector(),
        probatio.Optional(CONF_APP_ID): _TEXT,
        probatio.Optional(probatio.Secret(CONF_APP_KEY)): _SECRET,
        probatio.Optional(probatio.Secret(CONF_APP_LICENSE)): _SECRET,
        probatio.Optional(CONF_ORGANIZATION_ID): _TEXT,
        probatio.Optional(CONF_ORGANIZATION_NAME): _TEXT,
        # PageKind while it is new: it has to be typed in at the dock.
        probatio.Optional(CONF_BINDING_CODE): _TEXT,
        probatio.Required(CONF_TIME): section(
            probatio.Schema(
                {
                    probatio.Required(CONF_NTP_HOST, default=DEFAULT_NTP_HOST): _TEXT,
                    probatio.Required(CONF_NTP_PORT, default=DEFAULT_NTP_PORT): _PORT,
                }
            ),
            {"collapsed": True},
        ),
    }
)

REAUTH_BROKER = probatio.Schema(
    {
        probatio.Required(CONF_USERNAME): _TEXT,
        probatio.Required(probatio.Secret(CONF_PASSWORD)): _SECRET,
    }
)
REAUTH_BUCKET = probatio.Schema(
    {
        probatio.Required(CONF_ACCESS_KEY_ID): _TEXT,
        probatio.Required(probatio.Secret(CONF_SECRET_ACCESS_KEY)): _SECRET,
    }
)


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
