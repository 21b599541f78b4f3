"""Names and defaults of the integration."""

DOMAIN = "dji_dock"

# Step `user`: the broker.
CONF_TLS = "tls"
CONF_ENABLED = "enabled"
CONF_VERIFY = "verify"
CONF_CA_CERTIFICATE = "ca_certificate"

# Step `bucket`.
CONF_PROVIDER = "provider"
CONF_LATER = "later"
CONF_ENDPOINT = "endpoint"
CONF_REGION = "region"
CONF_BUCKET = "bucket"
CONF_ACCESS_KEY_ID = "access_key_id"
CONF_SECRET_ACCESS_KEY = "secret_access_key"  # noqa: S105 - the name of a field
CONF_ADVANCED = "advanced"
CONF_DOCK_ENDPOINT = "dock_endpoint"
CONF_KEY_PREFIX = "key_prefix"
CONF_CREDENTIALS = "credentials"
CONF_ROLE_ARN = "role_arn"
CONF_CREDENTIAL_LIFETIME = "credential_lifetime"
CONF_STS_ENDPOINT = "sts_endpoint"
CONF_ADDRESSING = "addressing"

# Step `cloud_server`.
CONF_ANSWER_REQUESTS = "answer_requests"
CONF_APP_ID = "app_id"
CONF_APP_KEY = "app_key"
CONF_APP_LICENSE = "app_license"
CONF_ORGANIZATION_ID = "organization_id"
CONF_ORGANIZATION_NAME = "organization_name"
CONF_BINDING_CODE = "binding_code"
CONF_TIME = "time"
CONF_NTP_HOST = "ntp_host"
CONF_NTP_PORT = "ntp_port"

# Options.
CONF_MEDIA_LINKS = "media_links"
CONF_RETENTION_MEDIA_DAYS = "retention_media_days"
CONF_RETENTION_LOGS_DAYS = "retention_logs_days"
CONF_GIVE_UP_HOURS = "give_up_hours"
CONF_KEEP_UPLOADS = "keep_uploads"

CONF_UPDATE_INTERVAL = "update_interval"
CONF_CONTROL = "control"
CONF_ALLOW_DEBUG = "allow_debug"
CONF_CONTROLLED_DOCKS = "controlled_docks"
CONF_LIVE = "live"
CONF_ADDRESS = "address"
CONF_PROTOCOL = "protocol"
CONF_PUBLISH_URL = "publish_url"
CONF_PLAY_URL = "play_url"
CONF_HOLD_MINUTES = "hold_minutes"
CONF_MEDIA_SERVER_URL = "media_server_url"

DEFAULT_PORT = 1883
DEFAULT_KEY_PREFIX = "dji_dock"
DEFAULT_CREDENTIAL_LIFETIME = 3600
DEFAULT_NTP_HOST = "pool.ntp.org"
DEFAULT_NTP_PORT = 123
DEFAULT_GIVE_UP_HOURS = 24
DEFAULT_UPDATE_INTERVAL = 1
DEFAULT_LIVE_PORT = 1935
DEFAULT_HOLD_MINUTES = 15

MIN_CREDENTIAL_LIFETIME = 900
MAX_CREDENTIAL_LIFETIME = 43200

# What a flow begins with, where something else than the user opens it.
SHOW = "show"
SHOW_BUCKET = "bucket"
SHOW_PILOT = "pilot"

# Which set of credentials a reauthentication asks for.
FAILED = "failed"
FAILED_BROKER = "broker"
FAILED_BUCKET = "bucket"
