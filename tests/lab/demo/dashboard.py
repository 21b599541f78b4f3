"""The dashboard of the documents, put into the demo's Home Assistant."""

from typing import Any

from homeassistant.util.yaml import load_yaml_dict

from tests.lab.stack.home_assistant import HomeAssistant

from .stack import ROOT

URL_PATH = "roof-dock"
FILE = ROOT / "docs" / "dashboard.yaml"


def dashboard() -> dict[str, Any]:
    """Return the dashboard as users paste it."""
    return load_yaml_dict(str(FILE))


def entities_of(config: Any) -> set[str]:
    """Return every entity that a dashboard, or a part of one, shows."""
    if isinstance(config, dict):
        return {
            entity
            for key, value in config.items()
            for entity in ([value] if key == "entity" and isinstance(value, str) else [])
            or entities_of(value)
        }
    if isinstance(config, list):
        return {
            entity
            for item in config
            for entity in ([item] if isinstance(item, str) and "." in item else entities_of(item))
        }
    return set()


async def add_dashboard(home: HomeAssistant) -> str:
    """Make the dashboard; returns its path."""
    config = dashboard()
    await home.command(
        "lovelace/dashboards/create",
        url_path=URL_PATH,
        title=config["title"],
        icon="mdi:quadcopter",
        show_in_sidebar=True,
        require_admin=False,
        mode="storage",
    )
    await home.command("lovelace/config/save", url_path=URL_PATH, config=config)
    return f"/{URL_PATH}/0"
