"""`python -m tests.lab.fuzz`, which scripts/fuzz runs: random messages, guided by what code they reach.

Input of a run is lines, each a message: a letter that stands for its topic, capital for retained,
and the payload.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
import sys

import atheris
import orjson

with atheris.instrument_imports(include=["custom_components.dji_dock.cloud_api"]):
    import custom_components.dji_dock.cloud_api  # noqa: F401 - before all that imports it

from .bench import Bench, Errors
from .damage import Sent, changed, encode, examples
from .seeds import TOPICS

_FIRST = ord("a")
_RETAINED = 0x80
_MOST = 20
_CHANGED_AS_JSON = 0.7

_ERRORS = Errors()
_LOOP = asyncio.new_event_loop()


def main() -> None:
    """Run until libFuzzer ends, which exits; arguments are libFuzzer's."""
    corpus = Path(sys.argv[1])
    # A file was kept by an earlier run, and is played alone.
    if not corpus.is_file():
        corpus.mkdir(parents=True, exist_ok=True)
        for number, (topic, body) in enumerate(examples()):
            line = bytes([_FIRST + TOPICS.index(topic)]) + encode(body)
            (corpus / f"seed-{number:03}").write_bytes(line)
    asyncio.set_event_loop(_LOOP)
    with _ERRORS.listening():
        atheris.Setup(sys.argv, _one_run, custom_mutator=_mutate)
        atheris.Fuzz()


def _one_run(data: bytes) -> None:
    _LOOP.run_until_complete(_play(list(_messages(data))))


async def _play(messages: list[Sent]) -> None:
    bench = Bench(_ERRORS)
    try:
        for sent in messages:
            await bench.feed(sent)
    finally:
        await bench.close()


def _messages(data: bytes) -> Iterator[Sent]:
    for line in data.split(b"\n")[:_MOST]:
        if line:
            topic = TOPICS[((line[0] & ~_RETAINED) - _FIRST) % len(TOPICS)]
            yield Sent(topic, line[1:], bool(line[0] & _RETAINED))


def _mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Change a message as JSON most of the time: random bytes hardly get past a parser."""
    random = Random(seed)
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    if random.random() < 0.1:
        topic, body = random.choice(examples())
        lines.insert(at, bytes([_FIRST + TOPICS.index(topic)]) + encode(body))
    elif lines[at] and random.random() < _CHANGED_AS_JSON:
        try:
            body = orjson.loads(lines[at][1:])
        except ValueError:
            return bytes(atheris.Mutate(data, longest))
        lines[at] = lines[at][:1] + encode(changed(body, random))
    else:
        return bytes(atheris.Mutate(data, longest))
    return b"\n".join(lines)[:longest]


if __name__ == "__main__":
    main()
