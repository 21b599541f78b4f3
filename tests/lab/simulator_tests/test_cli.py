"""The simulator as a program."""

import os
from pathlib import Path
import signal
import subprocess
import sys

import pytest

from tests.lab.simulator import Broker
from tests.lab.simulator.__main__ import main

from .cloud import CODE, ORGANIZATION, Cloud

_ROOT = Path(__file__).parents[3]
_SECONDS = 30


def _start(*arguments: str, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.lab.simulator", *arguments],
        cwd=_ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_runs_until_it_is_told_to_end(cloud: Cloud, broker: Broker) -> None:
    """Readable lines, no secret, exit code 0."""
    process = _start(
        f"--port={broker.port}",
        "--docks=2",
        "--model=mixed",
        "--speed=20",
        "--fly",
        f"--binding-code={CODE}",
        f"--organization-id={ORGANIZATION}",
        "--fault=2:refuse=fileupload_list:325003",
        DJI_SIM_USERNAME=broker.username or "",
        DJI_SIM_PASSWORD=broker.password or "",
    )
    try:
        await cloud.holds(lambda: len(list(cloud.of("status"))) >= 2, _SECONDS)
        first, second = (heard.serial for heard in cloud.heard if heard.kind == "status")
        replies = {
            serial: await cloud.command(serial, "fileupload_list", {"module_list": ["3"]})
            for serial in (first, second)
        }
    finally:
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=_SECONDS)
    assert process.returncode == 0, errors
    assert sorted(reply["result"] for reply in replies.values()) == [0, 325003]
    assert f"{first} online" in output
    assert f"{first} flies" in output
    assert f"bound to {ORGANIZATION}" in output
    assert (broker.password or "") not in output + errors
    assert CODE not in output + errors
    assert errors == ""


async def test_broker_that_refuses(broker: Broker) -> None:
    """Says so, and ends."""
    process = _start(f"--port={broker.port}", "--username=home", DJI_SIM_PASSWORD="wrong")
    _, errors = process.communicate(timeout=_SECONDS)
    assert process.returncode == 2
    assert "not authorised" in errors
    assert "Traceback" not in errors
    assert "wrong" not in errors


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ("--fault=odd", "unknown fault odd"),
        ("--fault=7:no_files", "there is no dock 7"),
        ("--quirk=odd", "unknown quirk odd"),
        ("--quirk=aircraft_off=maybe", "module, reply"),
        ("--archive-size=big", "no size"),
        ("--speed=0", "more than 0"),
    ],
)
def test_mistakes_are_explained(
    argument: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unknown faults and quirks, sizes that are none, a dock that is not there."""
    try:
        code: object = main([argument])
    except SystemExit as err:
        code = err.code
    assert code == 2
    assert text in capsys.readouterr().err
