"""Whether an action names one entity alone, and not also others: a group, a label, or all.

Home Assistant gives an entity the context of an action, but not what the action was asked to do. So
the actions themselves are noted, by their context, when Home Assistant announces them.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_DEVICE_ID,
    ATTR_DOMAIN,
    ATTR_ENTITY_ID,
    ATTR_FLOOR_ID,
    ATTR_LABEL_ID,
    ATTR_SERVICE_DATA,
    ENTITY_MATCH_ALL,
    EVENT_CALL_SERVICE,
)
from homeassistant.core import DOMAIN as HOME_ASSISTANT, Context, Event, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_SCENE, _ENTITIES = "scene", "entities"
_TARGET = (ATTR_ENTITY_ID, ATTR_DEVICE_ID, ATTR_AREA_ID, ATTR_FLOOR_ID, ATTR_LABEL_ID)
"""What is kept of an action; the rest may be large."""
_MAX_CONTEXTS = 256
_MAX_CALLS = 64


class _Call(NamedTuple):
    domain: str
    data: Mapping[str, Any]
    """What it names, and which entities a scene describes."""

    @classmethod
    def of(cls, event: Event) -> _Call:
        """Return what an announced action was called with."""
        domain = event.data[ATTR_DOMAIN]
        data: Mapping[str, Any] = event.data.get(ATTR_SERVICE_DATA) or {}
        kept = {key: data[key] for key in _TARGET if key in data}
        if domain == _SCENE and isinstance(described := data.get(_ENTITIES), Mapping):
            kept[_ENTITIES] = [*described]
        return cls(domain, kept)


type _Calls = OrderedDict[str, list[_Call]]
_CALLS: HassKey[_Calls] = HassKey(f"{DOMAIN}_calls")


@callback
def async_note_calls(hass: HomeAssistant) -> None:
    """Begin to note which actions are called in which context; the newest contexts are kept."""
    calls: _Calls = OrderedDict()
    hass.data[_CALLS] = calls

    @callback
    def note(event: Event) -> None:
        of_context = calls.setdefault(event.context.id, [])
        calls.move_to_end(event.context.id)
        of_context.append(_Call.of(event))
        if len(of_context) > _MAX_CALLS:
            del of_context[0]
        if len(calls) > _MAX_CONTEXTS:
            calls.popitem(last=False)

    hass.bus.async_listen(EVENT_CALL_SERVICE, note)


def _named_alone(hass: HomeAssistant, entity_id: str, context_id: str) -> bool:
    """Return whether every action of a context that reaches an entity names it alone.

    None at all is doubtful, and so is that of a script which has named it among others before.
    """
    named = [
        _alone(entity_id, call)
        for call in hass.data[_CALLS].get(context_id, ())
        if _reaches(hass, entity_id, call)
    ]
    return bool(named) and all(named)


def _reaches(hass: HomeAssistant, entity_id: str, call: _Call) -> bool:
    """Return whether an action is for an entity, whatever else it is for."""
    if call.domain == _SCENE:
        return entity_id in _in_scenes(hass, call)
    if call.domain not in (entity_id.partition(".")[0], HOME_ASSISTANT):
        return False
    reached = _reached(hass, call)
    return ENTITY_MATCH_ALL in reached or entity_id in reached | _members(hass, reached)


def _reached(hass: HomeAssistant, call: _Call) -> set[str]:
    """Return which entities an action is for, by whatever they are named; "all" among them for all."""
    ids = _entity_ids(call.data)
    selected = async_extract_referenced_entity_ids(
        hass, TargetSelection({**call.data, ATTR_ENTITY_ID: list(ids)})
    )
    return ids | selected.referenced | selected.indirectly_referenced


def _members(hass: HomeAssistant, entity_ids: Iterable[str]) -> set[str]:
    """Return what belongs to groups and scenes, which pass on what they are asked."""
    found: set[str] = set()
    for each in entity_ids:
        if state := hass.states.get(each):
            members = state.attributes.get(ATTR_ENTITY_ID)
            found.update(members if isinstance(members, list | tuple | set) else ())
    return found


def _alone(entity_id: str, call: _Call) -> bool:
    others = {**call.data, ATTR_ENTITY_ID: []}
    return (
        call.domain != _SCENE
        and _entity_ids(call.data) == {entity_id}
        and not TargetSelection(others).has_any_target
    )


def _entity_ids(data: Mapping[str, Any]) -> set[str]:
    """Return the entity ids of an action, as they may be written."""
    written = data.get(ATTR_ENTITY_ID)
    listed: Iterable[Any] = written.split(",") if isinstance(written, str) else written or ()
    return {text for each in listed if (text := str(each).strip().lower())}


def _in_scenes(hass: HomeAssistant, call: _Call) -> set[str]:
    """Return what the scenes of an action bring about: known ones, and one that it describes."""
    scenes = _reached(hass, call)
    if ENTITY_MATCH_ALL in scenes:
        scenes.update(hass.states.async_entity_ids(_SCENE))
    described = {str(each).lower() for each in call.data.get(_ENTITIES, ())}
    return described | _members(hass, scenes)


async def async_is_alone(entity: Entity, context: Context | None) -> bool:
    """Return whether the action that an entity was called by, with its context, names no other one.

    False where nobody knows.
    """
    # What is called out of a listener is announced after that listener has returned.
    await asyncio.sleep(0)
    return context is not None and _named_alone(entity.hass, entity.entity_id, context.id)


async def async_require_alone(entity: Entity, context: Context | None) -> None:
    """See that the action that an entity was called by, with its context, names no other one.

    Raises:
        ServiceValidationError: it does, or nobody knows.

    """
    if not await async_is_alone(entity, context):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="not_named_alone",
            translation_placeholders={"entity": entity.entity_id},
        )
