"""Makes of what docks send what players can be expected to play."""

from dataclasses import dataclass, field

from .clock import Clock
from .flv import Content, Tag, VideoMessage, header_tag, picture_tag, read_message
from .h264 import (
    InvalidUnit,
    NalType,
    SliceType,
    is_recovery_point,
    is_reference,
    read_configuration,
    slice_type,
    split_units,
    unit_type,
)
from .parameter_sets import ParameterSets

_MOST_SEQUENCES = 4
"""Sequence parameter sets with one picture: to read one can take half a millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendCounts:
    """What came and was passed on, dropped or changed."""

    passed: int = 0
    """Pictures."""
    sei_only: int = 0
    """Access units without a picture: supplemental information alone, or a delimiter."""
    empty: int = 0
    """NAL units and messages without content."""
    invalid: int = 0
    """NAL units and messages that cannot be read."""
    time: int = 0
    """Time stamps that went back or jumped."""
    b_frames: int = 0
    """Pictures that are shown between others, and that no other needs."""
    waiting: int = 0
    """Pictures before the first key frame."""


@dataclass(slots=True)
class _Picture:
    """An access unit, sorted."""

    slices: list[memoryview] = field(default_factory=list)
    types: set[SliceType] = field(default_factory=set)
    sequences: int = 0
    changed: list[memoryview] = field(default_factory=list)
    """Parameter sets that are new."""
    recovery: list[memoryview] = field(default_factory=list)
    """What says that decoding may begin at a picture without IDR."""
    is_idr: bool = False
    is_reference: bool = False
    new_sequence: bool = False


class Mender:
    """One per camera, for all its publishers one after the other.

    Passes on pictures alone: parameter sets go before each key frame, because go2rtc and browsers
    read no header in the middle; supplemental information and delimiters, which freeze browsers,
    go nowhere.
    """

    def __init__(self) -> None:
        self._clock = Clock()
        self._counts = dict.fromkeys(MendCounts.__dataclass_fields__, 0)
        self._begin()

    def _begin(self) -> None:
        self._sets = ParameterSets()
        self._length_size = 4
        self._received = b""
        self._configuration = b""
        self._awaits_key = True
        self._in_order = True

    def restart(self) -> None:
        """Take what comes as another publisher's; time goes on where the last one ended."""
        self._clock.restart()
        self._begin()

    @property
    def counts(self) -> MendCounts:
        """Return what was done so far."""
        return MendCounts(**{**self._counts, "time": self._clock.bridged})

    @property
    def size(self) -> tuple[int, int] | None:
        """Return width and height of the picture, None before they are known."""
        return self._sets.size

    def video(self, timestamp: int, payload: bytes) -> list[Tag]:
        """Take a video message of RTMP, and return what is to be passed on.

        Args:
            timestamp: Milliseconds as sent, 32 bits.
            payload: The body of the message.

        Raises:
            UnsupportedCodec

        """
        message = read_message(payload)
        if message is None:
            self._count("invalid" if payload else "empty")
            return []
        match message.content:
            case Content.NOTHING:
                pass
            case _ if not message.data:
                self._count("empty")
            case Content.CONFIGURATION:
                self._configure(message.data)
            case Content.PICTURE:
                return self._pass_on(timestamp, message, self._sorted(message.data))
        return []

    def _configure(self, data: bytes) -> None:
        """Take a configuration, unless it is the one before: some senders repeat it again and again."""
        if data == self._received:
            return
        self._received = data
        try:
            length_size, units = read_configuration(data)
        except InvalidUnit:
            self._count("invalid")
            return
        sets = ParameterSets(units)
        self._count("invalid", sets.invalid)
        if not sets.complete:
            return
        self._length_size = length_size
        if sets.units != self._sets.units:
            self._sets = sets
            self._expect_sequence()

    def _expect_sequence(self) -> None:
        """Drop what cannot be decoded any more, up to the key frame with which the new begins."""
        self._awaits_key = True
        self._in_order = True

    def _sorted(self, data: bytes) -> _Picture | None:
        picture, others = _Picture(), 0
        units = list(split_units(data, self._length_size))
        if not units:
            self._count("empty")
        for unit in units:
            if not unit:
                self._count("empty")
                continue
            try:
                others += not self._sort(picture, unit)
            except InvalidUnit:
                self._count("invalid")
        if picture.new_sequence:
            self._expect_sequence()
        if picture.slices:
            return picture
        if others:
            self._count("sei_only")
        return None

    def _sort(self, picture: _Picture, unit: memoryview) -> bool:
        """Put a NAL unit where it belongs, and return whether it is one that is needed."""
        match kind := unit_type(unit):
            case NalType.SLICE | NalType.IDR:
                needed = is_reference(unit)
                if kind == NalType.IDR and not needed:
                    raise InvalidUnit
                picture.types.add(slice_type(unit))
                picture.slices.append(unit)
                picture.is_idr |= kind == NalType.IDR
                picture.is_reference |= needed
            case NalType.SPS | NalType.PPS:
                picture.sequences += kind == NalType.SPS
                if picture.sequences > _MOST_SEQUENCES:
                    raise InvalidUnit
                if self._sets.add(kind, unit):
                    picture.changed.append(unit)
                    picture.new_sequence |= kind == NalType.SPS
            case NalType.SEI if is_recovery_point(unit):
                picture.recovery.append(unit)
                return False
            case _:
                return False
        return True

    def _pass_on(
        self, timestamp: int, message: VideoMessage, picture: _Picture | None
    ) -> list[Tag]:
        if not picture:
            return []
        is_intra = picture.types <= {SliceType.I, SliceType.SI}
        is_key = picture.is_idr or (is_intra and (message.is_key or bool(picture.recovery)))
        if (self._awaits_key and not is_key) or not self._sets.complete:
            self._count("waiting")
            return []
        if picture.types == {SliceType.B}:
            if not picture.is_reference:
                self._count("b_frames")
                return []
            self._in_order = False
        time, composition = self._clock.advance(timestamp, message.composition, self._in_order)
        units = picture.changed + picture.slices
        if is_key:
            sets = [memoryview(unit) for unit in self._sets.units]
            units = sets + ([] if picture.is_idr else picture.recovery) + picture.slices
        tag = picture_tag(time, composition, is_key, units)
        if not tag:
            self._count("invalid")
            return []
        self._awaits_key = False
        self._count("passed")
        return [*self._header(time), tag] if is_key else [tag]

    def _header(self, time: int) -> list[Tag]:
        """Return the header if it is another than the one before."""
        configuration = self._sets.configuration()
        size = self._sets.size
        if configuration == self._configuration or not size:
            return []
        self._configuration = configuration
        tag = header_tag(time, configuration, size)
        return [tag] if tag else []

    def _count(self, what: str, number: int = 1) -> None:
        self._counts[what] += number
