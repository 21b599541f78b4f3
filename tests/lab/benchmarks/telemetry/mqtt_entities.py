"""The same states by Home Assistant's own MQTT integration, as a careful user would write them.

Messages are partial: a template that finds nothing says nothing where the integration then keeps
the state, and repeats the state where it does not.
"""

from typing import Any

from .table import BINARY_SENSOR, DEVICE_TRACKER, SENSOR, VALUES, Value, unique_id


def mqtt_configuration(serials: list[tuple[str, str]]) -> dict[str, list[dict[str, Any]]]:
    """Return what stands below `mqtt:`."""
    return {
        platform: [
            _entity(value, dock, aircraft)
            for dock, aircraft in serials
            for value in VALUES
            if value.platform == platform
        ]
        for platform in (SENSOR, BINARY_SENSOR, DEVICE_TRACKER)
    }


def _entity(value: Value, dock: str, aircraft: str) -> dict[str, Any]:
    serial = aircraft if value.owner == "aircraft" else dock
    kind, qos = ("events", 1) if value.owner == "log" else ("osd", 0)
    topic, template = f"thing/product/{serial}/{kind}", _template(value)
    entity: dict[str, Any] = {
        "name": value.key,
        "unique_id": unique_id(value, dock, aircraft),
        "device": {"identifiers": [serial], "name": serial},
        "qos": qos,
    }
    if value.platform == DEVICE_TRACKER:
        return entity | {"json_attributes_topic": topic, "json_attributes_template": template}
    details = {
        "state_topic": topic,
        "value_template": template,
        "device_class": value.device_class,
        "unit_of_measurement": value.unit,
        "state_class": value.state_class,
    }
    return entity | {name: detail for name, detail in details.items() if detail is not None}


def _template(value: Value) -> str:
    if value.owner == "log":
        guard = "value_json.method == 'fileupload_progress'"
    else:
        guard = f"value_json.data.{value.root} is defined"
    if value.platform == DEVICE_TRACKER:
        place = (
            "{'latitude': value_json.data.latitude, 'longitude': value_json.data.longitude,"
            " 'gps_accuracy': 0}"
        )
        return f"{{{{ ({place} if {guard} else {{}}) | tojson }}}}"
    found = "value_json.data" + "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in value.path
    )
    if value.names:
        names = dict(value.names)
        return f"{{{{ {names}.get({found}, this.state) if {guard} else this.state }}}}"
    if value.platform == BINARY_SENSOR:
        found = f"'ON' if {found} else 'OFF'"
    elif value.divisor != 1:
        found = f"{found} / {value.divisor}"
    return f"{{% if {guard} %}}{{{{ {found} }}}}{{% endif %}}"
