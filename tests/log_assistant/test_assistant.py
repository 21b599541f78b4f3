"""From an aircraft that is off, over its logs, to one that is off again."""

import asyncio
from datetime import timedelta
from typing import Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.cloud_api import DockRefused, Module
from custom_components.dji_dock.database import Record, RecordTable
from custom_components.dji_dock.logs.aircraft import AircraftNotReady
from custom_components.dji_dock.logs.selection import LogSelection
from custom_components.dji_dock.logs.starter import DockOccupied
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.assistant_rig import (
    CLOSE_MODE,
    ON,
    OPEN_MODE,
    START,
    SWITCH_OFF,
    WHOLE,
    AssistantRig,
)
from tests.helpers.home import wait_until
from tests.helpers.upload_rig import Answer


async def test_everything_is_as_before(rig: AssistantRig) -> None:
    """Each command once; it stays on for as long as the upload runs, with debugging open."""
    upload = await rig.ask(Module.AIRCRAFT, Module.DOCK)
    assert [file.module for file in upload.files] == ["aircraft", "dock"]
    assert rig.done == [OPEN_MODE, ON, START]
    assert (rig.on, rig.mode, rig.powered) == (True, 2, True)
    await rig.uploaded(upload)
    await rig.at_rest()
    assert rig.done == WHOLE
    assert (rig.on, rig.mode) == (False, 0)
    assert rig.upload().status == "uploaded"


async def test_an_aircraft_that_is_on_stays_on(rig: AssistantRig) -> None:
    """And remote debugging is not touched."""
    rig.switch(on=True)
    await rig.uploaded(await rig.ask())
    await rig.wait_for("uploaded")
    await rig.at_rest()
    assert rig.done == [START]
    assert rig.on


async def test_logs_of_the_dock_need_no_aircraft(rig: AssistantRig) -> None:
    """Whatever is asked for the aircraft."""
    await rig.uploaded(await rig.ask(Module.DOCK))
    await rig.wait_for("uploaded")
    assert rig.done == [START]


async def test_who_does_not_ask_gets_the_refusal(rig: AssistantRig) -> None:
    """As before."""
    with pytest.raises(DockRefused) as refused:
        await rig.ask(power=False)
    assert refused.value.code == 324015
    assert rig.done == []


async def test_somebody_is_quicker(rig: AssistantRig) -> None:
    """While remote debugging is being opened: then it is theirs, and stays on."""
    rig.hold = {OPEN_MODE}
    asked = rig.ask()
    await wait_until(lambda: rig.held)
    rig.switch(on=True)
    rig.finish()
    await rig.uploaded(await asked)
    await rig.wait_for("uploaded")
    await rig.at_rest()
    assert sorted(rig.done) == sorted([OPEN_MODE, START, CLOSE_MODE])
    assert rig.on


async def test_it_is_switched_off_while_its_logs_are_asked_for(rig: AssistantRig) -> None:
    """As after a flight: its dock refuses the logs a moment before it reports that it is off."""
    rig.switch(on=True)
    rig.on = False
    asked = rig.ask()
    await wait_until(lambda: rig.sent("fileupload_list"))
    assert rig.done == []
    rig.osd()
    await rig.uploaded(await asked)
    await rig.at_rest()
    assert rig.done == WHOLE


async def test_a_lost_answer_while_the_link_comes_up(rig: AssistantRig) -> None:
    """To ask again does no harm."""
    answers = rig.answers["fileupload_list"]
    lost: list[str] = []

    def lose_one(command: dict[str, Any]) -> Answer:
        if rig.on and not lost:
            lost.append(command["bid"])
            return None
        return answers(command)

    rig.answers["fileupload_list"] = lose_one
    await rig.uploaded(await rig.ask())
    await rig.at_rest()
    assert lost
    assert rig.done == WHOLE


@pytest.mark.parametrize("first", [True, False])
async def test_somebody_asks_for_it_too(rig: AssistantRig, first: bool) -> None:
    """The two share one job, whoever asked first; it stays on for the other one."""
    rig.hold = {ON}

    def other() -> None:
        rig.hass.async_create_task(rig.debugging.async_do(DOCK, ON))

    if first:
        other()
        await wait_until(lambda: rig.held)
    asked = rig.ask()
    if first:
        await wait_until(lambda: rig.powered)
    else:
        await wait_until(lambda: rig.held)
        other()
    await wait_until(lambda: (job := rig.jobs.running(DOCK)) is not None and job.shared)
    rig.finish()
    await rig.uploaded(await asked)
    await rig.wait_for("uploaded")
    await wait_until(lambda: not rig.powered)
    assert rig.done.count(ON) == 1
    assert SWITCH_OFF not in rig.done
    assert rig.on


async def test_a_second_one_is_refused_at_once(rig: AssistantRig) -> None:
    """While the aircraft is being switched on, and in words."""
    rig.hold = {ON}
    asked = rig.ask()
    await wait_until(lambda: rig.held)
    for again in (rig.ask(), rig.ask(Module.DOCK, power=False)):
        with pytest.raises(DockOccupied) as refused:
            await again
        assert refused.value.translation_key == "aircraft_starts"
    rig.finish()
    await rig.uploaded(await asked)
    await rig.at_rest()
    assert rig.done == WHOLE


async def test_remote_debugging_that_others_opened_stays_open(rig: AssistantRig) -> None:
    """It is theirs to close."""
    rig.mode = 2
    rig.osd()
    await rig.uploaded(await rig.ask())
    await rig.at_rest()
    assert rig.done == [ON, START, SWITCH_OFF]
    assert rig.mode == 2


async def test_remote_debugging_of_the_owner_stays_open(rig: AssistantRig) -> None:
    """He opened it by hand."""
    await rig.debugging.async_open(DOCK)
    await rig.uploaded(await rig.ask())
    await wait_until(lambda: not rig.powered)
    assert rig.done == [OPEN_MODE, ON, START, SWITCH_OFF]
    assert rig.mode == 2
    await rig.debugging.async_close(DOCK)


# What goes wrong


async def test_it_cannot_be_switched_on(rig: AssistantRig) -> None:
    """Its dock refuses: the user reads why, and nothing is left."""
    rig.refuse[ON] = 514123
    with pytest.raises(AircraftNotReady) as refused:
        await rig.ask()
    assert (refused.value.translation_key, refused.value.code) == ("code_514123", 514123)
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, CLOSE_MODE]
    assert rig.mode == 0


async def test_it_fails_to_come_on(rig: AssistantRig) -> None:
    """The job fails later."""
    rig.hold = {ON}
    asked = rig.ask()
    await wait_until(lambda: rig.held)
    rig.finish("failed", 514109)
    with pytest.raises(AircraftNotReady) as refused:
        await asked
    assert refused.value.code == 514109
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, CLOSE_MODE]


async def test_remote_debugging_is_refused(rig: AssistantRig) -> None:
    """Nothing else is sent."""
    rig.refuse[OPEN_MODE] = 514148
    with pytest.raises(AircraftNotReady) as refused:
        await rig.ask()
    assert refused.value.code == 514148
    await rig.at_rest()
    assert rig.done == [OPEN_MODE]


async def test_what_forbids_it_is_said_before_anything_is_sent(rig: AssistantRig) -> None:
    """By the same interlocks as for the switch."""
    rig.allowed = False
    with pytest.raises(AircraftNotReady) as refused:
        await rig.ask()
    assert (refused.value.translation_key, refused.value.later) == ("debug_not_allowed", False)
    rig.allowed = True
    rig.osd(emergency_stop_state=1)
    with pytest.raises(AircraftNotReady) as refused:
        await rig.ask()
    assert refused.value.translation_key == "debug_emergency_stop"
    assert rig.done == []
    assert not rig.powered


async def test_the_link_never_comes(rig: AssistantRig) -> None:
    """After a while the user reads it, and the aircraft is off again."""
    rig.lists_until_linked = 100_000
    with pytest.raises(AircraftNotReady) as refused:
        await rig.ask()
    assert refused.value.translation_key == "aircraft_not_listed"
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, SWITCH_OFF, CLOSE_MODE]
    assert not rig.on


async def test_there_are_no_such_logs(rig: AssistantRig) -> None:
    """Which shows only when it is on."""
    selection = LogSelection(logs=((Module.AIRCRAFT, 4711),), power_aircraft=True)
    with pytest.raises(HomeAssistantError) as refused:
        await rig.ask_for(selection)
    assert refused.value.translation_key == "log_not_listed"
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, SWITCH_OFF, CLOSE_MODE]


async def test_the_start_is_refused(rig: AssistantRig) -> None:
    """By the dock."""
    rig.refuse[START] = 324016
    with pytest.raises(DockRefused):
        await rig.ask()
    await rig.at_rest()
    assert rig.done == WHOLE


async def test_the_upload_fails(rig: AssistantRig) -> None:
    """Later on."""
    upload = await rig.ask()
    rig.progress(upload, "failed", rig.file(upload, "aircraft", "failed"))
    await rig.at_rest()
    assert rig.upload().status == "failed"
    assert rig.done == WHOLE


async def test_whoever_asked_is_gone(rig: AssistantRig) -> None:
    """The script was stopped while the aircraft came on."""
    rig.hold = {ON}
    asked = rig.ask()
    await wait_until(lambda: rig.held)
    asked.cancel()
    await asyncio.wait([asked])
    rig.finish()
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, SWITCH_OFF, CLOSE_MODE]


async def test_the_dock_leaves_remote_debugging_by_itself(rig: AssistantRig) -> None:
    """In the middle of the upload: it is opened again to switch the aircraft off."""
    upload = await rig.ask()
    rig.leave_debugging()
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    await rig.uploaded(upload)
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, START, OPEN_MODE, SWITCH_OFF, CLOSE_MODE]


async def test_switching_off_repeats_until_it_is_reported(rig: AssistantRig) -> None:
    """That is the safe direction."""
    upload = await rig.ask()
    rig.refuse[SWITCH_OFF] = 514110
    await rig.uploaded(upload)
    await wait_until(lambda: rig.done.count(SWITCH_OFF) >= 3)
    rig.refuse.clear()
    await rig.at_rest()
    assert not rig.on
    assert (rig.done.count(ON), rig.done.count(START), rig.mode) == (1, 1, 0)


@pytest.mark.parametrize("code", [319036, 314000])
async def test_a_dock_that_lists_no_logs_in_remote_debugging(rig: AssistantRig, code: int) -> None:
    """It is left for the upload, and opened again to switch the aircraft off."""
    rig.listed_in_debugging = code
    await rig.uploaded(await rig.ask())
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, CLOSE_MODE, START, OPEN_MODE, SWITCH_OFF, CLOSE_MODE]


async def test_a_dock_that_starts_no_upload_in_remote_debugging(rig: AssistantRig) -> None:
    """It lists logs, but does not begin. What it refused leaves no trace in the history."""
    rig.answers[START] = lambda _: {"result": 514146 if rig.mode == 2 else 0}
    upload = await rig.ask()
    await rig.uploaded(upload)
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, START, CLOSE_MODE, *WHOLE[2:3], *[OPEN_MODE, *WHOLE[3:]]]
    assert [each.upload_id for each in rig.manager.newest(DOCK)] == [upload.upload_id]


# What keeps it on


async def test_who_flies_it_keeps_it_on(rig: AssistantRig) -> None:
    """It is not switched off after the flight."""
    upload = await rig.ask()
    rig.flight_step = 1
    rig.osd()
    await wait_until(lambda: not rig.powered)
    rig.flight_step = 5
    rig.osd()
    await rig.uploaded(upload)
    await rig.wait_for("uploaded")
    await rig.at_rest()
    assert SWITCH_OFF not in rig.done


async def test_a_flight_while_nobody_listened_keeps_it_on(rig: AssistantRig) -> None:
    """Its dock has counted one more."""
    upload = await rig.ask()
    rig.flights += 1
    await rig.restart()
    await rig.uploaded(upload)
    await rig.at_rest()
    assert SWITCH_OFF not in rig.done


async def test_who_flies_it_by_hand_keeps_it_on(rig: AssistantRig) -> None:
    """It speaks through a remote controller."""
    upload = await rig.ask()
    rig.say("osd", {"mode_code": 3}, AIRCRAFT, gateway="5YSZL000000001")
    await wait_until(lambda: not rig.powered)
    await rig.uploaded(upload)
    await rig.at_rest()
    assert SWITCH_OFF not in rig.done


async def test_media_that_wait_keep_it_on(rig: AssistantRig) -> None:
    """They are read from it."""
    rig.pending = 3
    await rig.uploaded(await rig.ask())
    await rig.stays_on()
    rig.pending = 0
    await rig.at_rest()
    assert rig.done == WHOLE


async def test_a_flight_that_is_due_keeps_it_on(rig: AssistantRig) -> None:
    """It would be switched on again for that; if it is called off, it is switched off."""
    upload = await rig.ask()
    rig.due = dt_util.utcnow() + timedelta(minutes=5)
    await wait_until(lambda: CLOSE_MODE in rig.done)
    await rig.uploaded(upload)
    await rig.stays_on()
    rig.due = None
    await rig.at_rest()
    assert not rig.on


async def test_one_that_somebody_switched_off_is_not_switched_off_again(rig: AssistantRig) -> None:
    """When it was off for a while."""
    upload = await rig.ask()
    rig.switch(on=False)
    await rig.uploaded(upload)
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, START, CLOSE_MODE]


# Over a restart


@pytest.mark.parametrize("moment", [OPEN_MODE, ON, START, SWITCH_OFF])
async def test_home_assistant_is_killed(rig: AssistantRig, moment: str) -> None:
    """The next run does what is left, whatever was being done."""
    rig.hold = {moment} - {START}
    asked = rig.ask()
    if moment in (START, SWITCH_OFF):
        upload = await asked
    if moment == SWITCH_OFF:
        await rig.uploaded(upload)
    if moment != START:
        await wait_until(lambda: rig.held)
    await rig.restart()
    asked.cancel()
    if moment == START:
        await rig.uploaded(upload)
    else:
        rig.finish()
        rig.hold.clear()
    await rig.at_rest()
    assert (rig.on, rig.mode) == (False, 0)
    assert rig.done.count(ON) == (moment != OPEN_MODE)
    assert rig.done.count(START) == (moment in (START, SWITCH_OFF))
    assert rig.done[-1] == CLOSE_MODE


async def test_killed_before_it_was_sent(rig: AssistantRig) -> None:
    """Whoever switches it on after that may leave it on."""
    rig.hold = {ON}
    other = rig.hass.async_create_task(rig.debugging.async_do(DOCK, "charge_open"))
    rig.answers["charge_open"] = lambda _: {"result": 0}
    await other
    asked = rig.ask()
    await wait_until(lambda: rig.powered)
    await rig.restart()
    asked.cancel()
    await wait_until(lambda: not rig.powered)
    assert SWITCH_OFF not in rig.done
    assert ON not in rig.done


async def test_what_is_damaged_costs_only_itself(rig: AssistantRig) -> None:
    """As it may be after a crash."""
    table = RecordTable(rig.jobs.database, "powered_on")
    await rig.hass.async_add_executor_job(table.save, [Record(DOCK, DOCK, 0, b"[]")])
    await rig.restart()
    assert not rig.powered
    await rig.uploaded(await rig.ask())
    await rig.at_rest()
    assert rig.done == WHOLE


async def test_a_dock_that_is_forgotten(rig: AssistantRig) -> None:
    """Nothing is sent to it any more, also not after a restart."""
    upload = await rig.ask()
    await rig.assistant.async_forget(DOCK)
    assert not rig.powered
    await rig.uploaded(upload)
    await rig.wait_for("uploaded")
    await rig.restart()
    assert not rig.powered
    assert SWITCH_OFF not in rig.done


# In the queue


async def test_it_waits_for_its_turn(rig: AssistantRig) -> None:
    """While another one runs; nothing is switched on before."""
    first = await rig.start()
    assert "queue" in repr(await rig.ask(queue=True)).lower()
    assert rig.done == [START]
    await rig.uploaded(first)
    await wait_until(lambda: rig.done.count(START) == 2)
    await rig.uploaded(rig.upload())
    await rig.at_rest()
    assert rig.done == [START, *WHOLE]


async def test_it_stays_on_for_the_next_one(rig: AssistantRig) -> None:
    """One that waits and needs it, too."""
    upload = await rig.ask()
    await rig.ask(queue=True)
    await rig.uploaded(upload)
    await wait_until(lambda: rig.done.count(START) == 2)
    await rig.uploaded(rig.upload())
    await rig.at_rest()
    assert rig.done == [OPEN_MODE, ON, START, START, SWITCH_OFF, CLOSE_MODE]


async def test_who_named_nothing_gets_the_logs_of_the_dock(rig: AssistantRig) -> None:
    """Nobody is there to ask again without the aircraft; who named it reads why there is nothing."""
    rig.refuse[ON] = 514123
    both = LogSelection(power_aircraft=True)
    upload = await rig.ask_for(both, queue=True)
    assert [file.module for file in upload.files] == ["dock"]
    await rig.ask_for(both, queue=True)
    await rig.uploaded(upload)
    await wait_until(lambda: rig.done.count(START) == 2)
    await rig.ask(queue=True)
    await rig.uploaded(rig.upload())
    failed = await rig.wait_for("failed")
    assert (failed.error, failed.error_code) == ("refused", 514123)
    await rig.at_rest()
    assert rig.mode == 0


async def test_what_forbids_it_for_now_is_waited_for(rig: AssistantRig) -> None:
    """Nothing was sent, so nothing is lost by another attempt."""
    rig.mode = 1
    rig.osd()
    queued = await rig.ask(queue=True)
    assert rig.manager.queue.get(DOCK, queued.upload_id)
    assert rig.done == []
    rig.mode = 0
    await rig.restart()
    await wait_until(lambda: START in rig.done)
    assert rig.upload().upload_id == queued.upload_id
    await rig.uploaded(rig.upload())
    await rig.at_rest()
    assert rig.done == WHOLE


async def test_the_button_knows_whether_it_may(rig: AssistantRig) -> None:
    """Where remote debugging is forbidden it uploads what there is, as ever."""
    assert rig.manager.starts.latest(DOCK) == LogSelection(power_aircraft=True)
    rig.allowed = False
    assert rig.manager.starts.latest(DOCK) == LogSelection()
