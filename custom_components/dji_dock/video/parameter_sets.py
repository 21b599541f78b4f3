"""The parameter sets of a stream: how its pictures are to be decoded."""

from collections.abc import Iterable
from itertools import islice

from .h264 import (
    InvalidUnit,
    NalType,
    SequenceParameters,
    pps_number,
    read_sps,
    unit_type,
    write_configuration,
)

_MOST_SPS = 4
_MOST_PPS = 32


class ParameterSets:
    """What came last under each number, few of them."""

    def __init__(self, units: Iterable[memoryview] = ()) -> None:
        """Take those that can be read."""
        self._sps: dict[int, bytes] = {}
        self._pps: dict[int, bytes] = {}
        self._parameters: SequenceParameters | None = None
        self.invalid = 0
        for unit in islice(units, _MOST_SPS + _MOST_PPS):
            try:
                self.add(unit_type(unit), unit)
            except InvalidUnit:
                self.invalid += 1

    @property
    def size(self) -> tuple[int, int] | None:
        """Return width and height of the picture."""
        return self._parameters.size if self._parameters else None

    @property
    def complete(self) -> bool:
        """Return whether pictures can be decoded."""
        return bool(self._sps and self._pps)

    @property
    def units(self) -> list[bytes]:
        """Return all of them in the order in which a decoder needs them."""
        return [*self._sps.values(), *self._pps.values()]

    def add(self, kind: int, unit: memoryview) -> bool:
        """Take a parameter set, and return whether it is new or another than before.

        Raises:
            InvalidUnit

        """
        if kind == NalType.SPS:
            parameters = read_sps(unit)
            if changed := _put(self._sps, parameters.number, unit, _MOST_SPS):
                self._parameters = parameters
            return changed
        return kind == NalType.PPS and _put(self._pps, pps_number(unit), unit, _MOST_PPS)

    def configuration(self) -> bytes:
        """Return the configuration record of a complete set, else nothing."""
        if not self._parameters:
            return b""
        return write_configuration(
            self._parameters, list(self._sps.values()), list(self._pps.values())
        )


def _put(sets: dict[int, bytes], number: int, unit: memoryview, most: int) -> bool:
    if sets.get(number) == (content := bytes(unit)):
        return False
    if number not in sets and len(sets) >= most:
        raise InvalidUnit
    sets.pop(number, None)
    sets[number] = content
    return True
