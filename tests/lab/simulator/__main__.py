"""Run simulated docks by hand: `python -m tests.lab.simulator --help`."""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace
import logging
import os
import re
import signal
import sys
from typing import Any, get_args

from .dock import SimulatedDock
from .faults import Faults, parse_faults
from .link import BrokerRefused, check_broker
from .profile import LogQuirks, Model, fleet
from .simulator import Simulator
from .wire import Broker

_UNITS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)B?", re.IGNORECASE)
_ONLINE = 600
_FOR_ONE = re.compile(r"(\d+):(.*)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; 2 with a sentence if the broker refuses."""
    options = _parser().parse_args(argv)
    try:
        docks = _docks(options)
    except ValueError as err:
        print(f"error: {err}", file=sys.stderr)
        return 2
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    # Only this package: the libraries would write credentials at debug level.
    logger = logging.getLogger(__package__)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        asyncio.run(_run(options, docks))
    except BrokerRefused as err:
        print(f"error: no connection to the broker {err}", file=sys.stderr)
        return 2
    return 0


async def _run(options: argparse.Namespace, docks: list[dict[str, Any]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    broker = Broker(
        host=options.host,
        port=options.port,
        username=options.username,
        password=options.password,
        mqtt5=options.mqtt5,
    )
    await check_broker(broker)
    simulated = [SimulatedDock(broker=broker, **dock) for dock in docks]
    async with Simulator(simulated):
        flights = [asyncio.create_task(_fly(dock)) for dock in simulated if options.fly]
        await stop.wait()
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)


async def _fly(dock: SimulatedDock) -> None:
    await dock.wait_online(timeout=_ONLINE)
    await dock.fly()


def _docks(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the arguments of each SimulatedDock.

    Raises:
        ValueError: with a sentence for the user.
    """
    for_all: list[str] = []
    for_one: dict[int, list[str]] = {}
    for fault in options.fault:
        if match := _FOR_ONE.fullmatch(fault):
            for_one.setdefault(int(match[1]), []).append(match[2])
        else:
            for_all.append(fault)
    if unknown := [number for number in for_one if not 1 <= number <= options.docks]:
        raise ValueError(f"there is no dock {unknown[0]}: they are numbered from 1")
    profiles = fleet(
        options.docks,
        None if options.model == "mixed" else Model.numbered(int(options.model)),
        aircraft_on=not options.aircraft_off,
        callsign=options.callsign,
        binding_code=options.binding_code,
        organization_id=options.organization_id,
        archive_size=options.archive_size,
        bandwidth=options.bandwidth,
        speed=options.speed,
        quirks=_quirks(options.quirk),
        persistent_session=options.persistent_session,
    )
    if options.serial:
        profiles = [replace(profile, serial=options.serial) for profile in profiles[:1]]
    return [
        {"profile": profile, "faults": parse_faults(for_all + for_one.get(number, []))}
        for number, profile in enumerate(profiles, start=1)
    ]


def _quirks(texts: list[str]) -> LogQuirks:
    known = {item.name for item in fields(LogQuirks)}
    values: dict[str, Any] = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in known:
            raise ValueError(f"unknown quirk {name}; there are: {', '.join(sorted(known))}")
        if name == "aircraft_off":
            modes = get_args(LogQuirks.__annotations__[name])
            if value not in modes:
                raise ValueError(f"quirk aircraft_off is one of {', '.join(modes)}")
            values[name] = value
        else:
            values[name] = value.lower() not in {"0", "no", "off", "false"}
    return LogQuirks(**values)


def _size(text: str) -> int:
    match = _SIZE.fullmatch(text.strip())
    if not match:
        raise argparse.ArgumentTypeError(f"{text} is no size, like 500kB or 20MB")
    return int(float(match[1]) * _UNITS[match[2].upper()])


def _positive(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("has to be more than 0")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.simulator",
        description="Simulated DJI docks with their aircraft, over MQTT and into a real bucket.",
        epilog="Faults: "
        + ", ".join(item.name for item in fields(Faults))
        + ". Quirks of the log list: "
        + ", ".join(item.name for item in fields(LogQuirks))
        + ".",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the broker (default %(default)s)")
    parser.add_argument("--port", type=int, default=1883, help="default %(default)s")
    parser.add_argument(
        "--username", default=os.environ.get("DJI_SIM_USERNAME"), help="or DJI_SIM_USERNAME"
    )
    parser.add_argument(
        "--password",
        default=os.environ.get("DJI_SIM_PASSWORD"),
        help="or DJI_SIM_PASSWORD, which other users of the machine do not see",
    )
    parser.add_argument("--mqtt5", action="store_true", help="speak MQTT 5 instead of 3.1.1")
    parser.add_argument(
        "--persistent-session",
        action="store_true",
        help="the broker keeps what comes while a dock is away",
    )
    parser.add_argument("--docks", type=int, default=1, help="how many (default %(default)s)")
    parser.add_argument(
        "--model", choices=("1", "2", "3", "mixed"), default="3", help="default %(default)s"
    )
    parser.add_argument("--serial", default="", help="serial number, with one dock")
    parser.add_argument("--callsign", default="", help="name given in Pilot 2")
    parser.add_argument(
        "--binding-code", default="", help="as typed into Pilot 2; binds the dock when not bound"
    )
    parser.add_argument("--organization-id", default="", help="as typed into Pilot 2")
    parser.add_argument(
        "--archive-size",
        type=_size,
        default=3_000_000,
        metavar="SIZE",
        help="logs of one boot cycle, like 20MB (default 3MB)",
    )
    parser.add_argument(
        "--bandwidth", type=_size, metavar="SIZE", help="per file and second, like 1MB"
    )
    parser.add_argument(
        "--speed", type=_positive, default=1.0, help="divides all waits of a dock (default 1)"
    )
    parser.add_argument("--fly", action="store_true", help="fly once, and upload the media")
    parser.add_argument("--aircraft-off", action="store_true", help="the aircraft is off")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="[N:]NAME[=VALUE]",
        help="misbehave, all docks or only dock N: offline_at=50, no_reply=fileupload_list, "
        "refuse=fileupload_start:325009, late_reply=fileupload_start:5, fail=dock:324018, "
        "fail_job=cover_open:514107, refuse=cover_open:514116, download_breaks_at=50, ...",
    )
    parser.add_argument(
        "--quirk",
        action="append",
        default=[],
        metavar="NAME[=VALUE]",
        help="how the log list is written: seconds, numbers_as_strings, aircraft_off=reply, ...",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
