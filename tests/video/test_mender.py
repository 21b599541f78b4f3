"""What docks send, and what players get of it."""

from collections.abc import Callable, Iterable

import pytest

from custom_components.dji_dock.video import MendCounts, Mender, Tag, UnsupportedCodec
from custom_components.dji_dock.video.flv import picture_tag
from tests.helpers.video_streams import (
    DJI_SEI,
    START,
    STEP,
    Message,
    after,
    decoded,
    file_of,
    picture,
    sets_of,
    stream,
    tags,
    units,
)


def mended(messages: Iterable[Message], mender: Mender | None = None) -> list[Tag]:
    """Return what a mender passes on."""
    mender = mender or Mender()
    return [tag for message in messages for tag in mender.video(*message)]


def pictures(passed: Iterable[Tag]) -> list[list[int]]:
    """Return the kinds of NAL units of each picture."""
    return [
        [unit[0] & 0x1F for unit in units(bytes(tag.units))] for tag in passed if not tag.is_header
    ]


def times(passed: Iterable[Tag]) -> list[int]:
    """Return the time stamps of the pictures."""
    return [tag.timestamp for tag in passed if not tag.is_header]


def pps_of(number: int) -> bytes:
    """Return the begin of a picture parameter set of this number."""
    code = f"{number + 1:b}"
    text = "0" * (len(code) - 1) + code
    return int((text + "1").ljust(32, "0"), 2).to_bytes(4) + b"\x80"


def test_healthy_video() -> None:
    """Each picture arrives when it was sent; the header is ours, and before each key frame."""
    mender = Mender()
    passed = mended(stream(50), mender)
    assert [tag.is_header for tag in passed] == [True] + [False] * 50
    assert times(passed) == [number * STEP for number in range(50)]
    kinds = pictures(passed)
    assert kinds[0] == kinds[25] == [7, 8, 5]
    assert {tuple(kind) for number, kind in enumerate(kinds) if number % 25} == {(1,)}
    assert mender.size == (320, 240)
    assert mender.counts.passed == 50
    shown = decoded(file_of(passed))
    assert [(each.width, each.height) for each in shown] == [(320, 240)] * 50
    assert [each.time for each in shown] == [number * STEP for number in range(50)]


def test_the_header_announces_video_alone() -> None:
    """A reader that waits for audio waits for ever; go2rtc takes no codec without metadata."""
    data = file_of(mended(stream(2)))
    assert data[:13] == b"FLV\x01\x01\x00\x00\x00\x09\x00\x00\x00\x00"
    kinds = [(kind, content[:2]) for kind, _, content in tags(data)]
    assert kinds == [(18, b"\x02\x00"), (9, b"\x17\x00"), (9, b"\x17\x01"), (9, b"\x27\x01")]
    metadata = next(tags(data))[2]
    assert b"onMetaData" in metadata
    assert b"videocodecid" in metadata
    assert b"audio" not in metadata


@pytest.mark.parametrize(
    ("begin", "codec"),
    [
        (b"\x1c\x00\x00\x00\x00", "hevc"),
        (b"\x90hvc1", "hevc"),
        (b"\x91hev1", "hevc"),
        (b"\x90av01", "av1"),
        (b"\x90vp09", "vp9"),
        (b"\x90\x00\xff<b", "unknown"),
        (b"\x12\x00", "h263"),
    ],
)
def test_other_codecs(begin: bytes, codec: str) -> None:
    """They are named, in words of ours."""
    with pytest.raises(UnsupportedCodec) as raised:
        Mender().video(0, begin + bytes(20))
    assert raised.value.codec == codec


def test_supplemental_information() -> None:
    """Access units of it alone go nowhere, nor does what stands before a picture."""
    mender = Mender()
    messages = []
    for message in stream(50):
        messages += [picture(message.timestamp, [sei]) for sei in DJI_SEI]
        messages.append(
            message
            if message.is_configuration
            else picture(message.timestamp, [b"\x09\xf0", *DJI_SEI, *message.units], is_key=True)
        )
    passed = mended(messages, mender)
    assert file_of(passed) == file_of(mended(stream(50)))
    assert mender.counts == MendCounts(passed=50, sei_only=51 * 3)


@pytest.mark.parametrize(
    ("message", "counts"),
    [
        (b"", MendCounts(empty=1)),
        (b"\x27\x01\x00\x00\x00", MendCounts(empty=1)),
        # What a Dock 2 sends: nine bytes, with a NAL unit of no length.
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x00", MendCounts(empty=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x01", MendCounts(empty=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x09", MendCounts(invalid=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x02\xe1\x9a", MendCounts(invalid=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x02\x40\x9a", MendCounts(invalid=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x02\x5f\x9a", MendCounts(invalid=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00\x00\x01\x41", MendCounts(invalid=1)),
        (b"\x27\x01\x00\x00\x00\x00\x01\x00\x00\x41\x9a\x02\x03", MendCounts(invalid=1)),
        (b"\x27\x01\x00\x00\x00\x00\x00", MendCounts(invalid=1)),
        # An IDR picture that nothing refers to.
        (b"\x17\x01\x00\x00\x00\x00\x00\x00\x04\x05\xb8\x02\x03", MendCounts(invalid=1)),
        (b"\x27\x09\x00\x00\x00\x00", MendCounts(invalid=1)),
        (b"\x20\x01\x00\x00\x00\x00", MendCounts(invalid=1)),
        (b"\x17\x00\x00\x00\x00", MendCounts(empty=1)),
        (b"\x17\x00\x00\x00\x00\x02\x03", MendCounts(invalid=1)),
        # The end of a sequence, and a command to the player.
        (b"\x17\x02\x00\x00\x00", MendCounts()),
        (b"\x57\x00", MendCounts()),
    ],
)
def test_what_is_no_picture(message: bytes, counts: MendCounts) -> None:
    """It is counted and dropped, and the pictures around it do not notice."""
    mender = Mender()
    assert mender.video(0, message) == []
    assert mender.counts == counts
    sent = stream(50)
    mixed = [each for good in sent for each in (good, Message(good.timestamp, message))]
    assert file_of(mended(mixed)) == file_of(mended(sent))


def test_invalid_units_beside_good_ones() -> None:
    """The good ones of an access unit remain; what runs over its end is cut off."""
    sent = stream(10)
    mixed = [
        message
        if message.is_configuration
        else Message(
            message.timestamp,
            message.payload[:5]
            + b"\x00\x00\x00\x00"
            + b"\x00\x00\x00\x02\xff\xff"
            + message.payload[5:]
            + b"\x00\x00\xff\xff\x41",
        )
        for message in sent
    ]
    mender = Mender()
    assert file_of(mended(mixed, mender)) == file_of(mended(sent))
    assert mender.counts == MendCounts(passed=10, empty=10, invalid=20)


def annex_b(message: Message) -> Message:
    """Return the picture with start codes in the place of lengths."""
    body = b"".join(START + unit + b"\x00" for unit in message.units)
    return Message(message.timestamp, message.payload[:5] + body)


def inside(message: Message) -> Message:
    """Return the picture as one NAL unit that holds all others between start codes."""
    body = b"\x00\x00\x01".join(message.units)
    return Message(message.timestamp, message.payload[:5] + len(body).to_bytes(4) + body)


@pytest.mark.parametrize("change", [annex_b, inside])
def test_start_codes_instead_of_lengths(change: Callable[[Message], Message]) -> None:
    """They become lengths."""
    sent = stream(50)
    changed = [message if message.is_configuration else change(message) for message in sent]
    assert changed != list(sent)
    assert file_of(mended(changed)) == file_of(mended(sent))


def test_shorter_lengths() -> None:
    """A configuration may say that lengths have two bytes: they get four."""
    sent = stream(50)
    changed = [
        Message(
            message.timestamp,
            message.payload[:9] + b"\xfd" + message.payload[10:]
            if message.is_configuration
            else message.payload[:5]
            + b"".join(len(unit).to_bytes(2) + unit for unit in message.units),
        )
        for message in sent
    ]
    assert file_of(mended(changed)) == file_of(mended(sent))


def test_parameter_sets_in_the_stream_only() -> None:
    """Without a configuration they are taken from there, alone or before a picture."""
    sent = stream(50)
    sets = sets_of(sent)
    together = [
        picture(message.timestamp, [*sets, *message.units], is_key=True)
        if message.payload[0] == 0x17
        else message
        for message in sent[1:]
    ]
    assert file_of(mended(together)) == file_of(mended(sent))
    alone = [picture(0, sets[:1]), picture(0, sets[1:]), *sent[1:]]
    assert file_of(mended(alone)) == file_of(mended(sent))


def test_a_configuration_with_start_codes() -> None:
    """Some encoders write it so."""
    sent = stream(50)
    body = b"".join(START + unit for unit in sets_of(sent))
    changed = [Message(0, b"\x17\x00\x00\x00\x00" + body), *sent[1:]]
    assert file_of(mended(changed)) == file_of(mended(sent))


def test_pictures_before_the_first_key_frame() -> None:
    """They show nothing but grey, and are dropped."""
    mender = Mender()
    sent = stream(50)
    passed = mended([sent[0], *sent[10:]], mender)
    assert pictures(passed)[0] == [7, 8, 5]
    assert mender.counts == MendCounts(passed=25, waiting=16)
    assert len(decoded(file_of(passed))) == 25
    assert mended(sent[1:]) == []


def test_another_size_in_the_middle() -> None:
    """A lens change: a new header, and no picture that belongs to neither."""
    small, large = stream(30), after(stream(30, (480, 272)), 30)
    mender = Mender()
    # The first picture with the new size was lost.
    passed = mended([*small, large[0], *large[2:]], mender)
    assert mender.size == (480, 272)
    assert mender.counts == MendCounts(passed=30 + 5, waiting=24)
    assert [number for number, tag in enumerate(passed) if tag.is_header] == [0, 31]
    assert passed[31].timestamp == passed[32].timestamp
    assert passed[32].is_key
    shown = decoded(file_of(passed))
    assert [each[1:] for each in shown] == [(320, 240)] * 30 + [(480, 272)] * 5


def test_another_size_without_a_new_configuration() -> None:
    """Parameter sets in the stream are enough."""
    small, large = stream(30), stream(30, (480, 272))
    changed = [
        picture(message.timestamp, [*sets_of(large), *message.units], is_key=True)
        if message.payload[0] == 0x17
        else message
        for message in after(large, 30)[1:]
    ]
    passed = mended([*small, *changed])
    assert [number for number, tag in enumerate(passed) if tag.is_header] == [0, 31]
    shown = decoded(file_of(passed))
    assert [each[1:] for each in shown] == [(320, 240)] * 30 + [(480, 272)] * 30


def test_the_same_configuration_again() -> None:
    """It is no news, also if the stream has had more parameter sets since."""
    sent = stream(50)
    repeated = [each for message in sent for each in (sent[0], message)]
    assert file_of(mended(repeated)) == file_of(mended(sent))
    more = picture(0, [b"\x68" + pps_of(9)])
    mender = Mender()
    passed = mended([sent[0], more, *repeated], mender)
    assert mender.counts == MendCounts(passed=50)
    assert pictures(passed)[0] == [7, 8, 8, 5]


def test_disposable_b_frames() -> None:
    """They are dropped; the others are shown when they were to be, in the order of decoding."""
    sent = stream(49, b_frames=2, group=100)
    mender = Mender()
    passed = mended(sent, mender)
    assert mender.counts == MendCounts(passed=17, b_frames=32)
    assert times(passed) == [number * 3 * STEP for number in range(17)]
    assert {bytes(tag.data[13:16]) for tag in passed if not tag.is_header} == {b"\x00\x00\x00"}
    assert [each.time for each in decoded(file_of(passed))] == times(passed)


def test_b_frames_that_others_need() -> None:
    """They stay, with the time at which they are shown; decoding goes forward."""
    sent = stream(50, b_frames=3, pyramid="normal", group=100)
    mender = Mender()
    passed = mended(sent, mender)
    assert mender.counts.b_frames > 0
    decoding = times(passed)
    assert decoding == sorted(set(decoding))
    shown = [each.time for each in decoded(file_of(passed))]
    assert len(shown) == mender.counts.passed
    # The first is late, because it was not known that there would be any.
    assert shown[2:] == sorted(set(shown[2:]))


def test_a_stream_without_idr_pictures() -> None:
    """Where decoding may begin a group begins, and what says so goes with it."""
    sent = stream(50)
    recovery = b"\x06\x06\x01\xc4\x80"
    changed = []
    for message in sent:
        if message.payload[0] != 0x17 or message.is_configuration:
            changed.append(message)
            continue
        # The same picture under the number of an ordinary one: what follows cannot be decoded,
        # which does not matter here.
        slices = [b"\x61" + unit[1:] for unit in message.units if unit[0] & 0x1F == 5]
        changed.append(picture(message.timestamp, [*DJI_SEI, recovery, *slices]))
    passed = mended(changed)
    assert pictures(passed)[0] == pictures(passed)[25] == [7, 8, 6, 1]
    assert [number for number, tag in enumerate(passed) if tag.is_key] == [1, 26]
    flagged = [
        message._replace(payload=b"\x17" + message.payload[1:])
        if len(message.units if not message.is_configuration else []) == 5
        else message
        for message in changed
    ]
    assert [number for number, tag in enumerate(mended(flagged)) if tag.is_key] == [1, 26]


def test_more_than_a_picture_can_hold() -> None:
    """Neither many NAL units nor many parameter sets cost more than a picture does."""
    mender = Mender()
    many = b"\x00\x00\x00\x00" * 1_000_000
    assert mender.video(0, b"\x27\x01\x00\x00\x00" + many) == []
    assert mender.counts.empty <= 256
    zeros = START + b"\x00" * 4_000_000
    assert mender.video(0, b"\x27\x01\x00\x00\x00" + zeros) == []
    sets = [b"\x68" + pps_of(number) for number in range(256)]
    mender.video(0, picture(0, [*sets_of(stream(2))[:1], *sets]).payload)
    [first, _] = pictures(mended(stream(2)[1:], mender))
    assert first == [7, *[8] * 32, 5]
    assert Mender().video(0, b"\x27\x01\x00\x00\x00\x01" + bytes(0x1000000)) == []


def test_far_too_many_sequences() -> None:
    """Each takes time to read, and no picture has many."""
    mender = Mender()
    sps = sets_of(stream(2))[0]
    mender.video(0, picture(0, [sps] * 200).payload)
    assert mender.counts.invalid == 196


def test_another_publisher() -> None:
    """Time goes on, whatever it counts; its own parameter sets count."""
    mender = Mender()
    passed = mended(stream(50), mender)
    mender.restart()
    # Without a configuration of its own it cannot be decoded.
    assert mended(stream(50)[1:], mender) == []
    mender.restart()
    again = mended(after(stream(50, (480, 272)), 1_000_000), mender)
    assert again[0].is_header
    assert times(again) == [(50 + number) * STEP for number in range(50)]
    shown = decoded(file_of([*passed, *again]))
    assert [each[1:] for each in shown] == [(320, 240)] * 50 + [(480, 272)] * 50


@pytest.mark.parametrize(
    ("sent", "passed"),
    [
        # As it should be; two with one time; one step back.
        ([0, 40, 80, 120, 160], [0, 40, 80, 120, 160]),
        ([0, 40, 40, 80, 120], [0, 40, 41, 80, 120]),
        ([0, 40, 80, 60, 120, 160], [0, 40, 80, 81, 120, 160]),
        # Far back, to the beginning, far ahead: as if nothing had happened.
        ([5000, 5040, 4000, 4040, 4080], [0, 40, 80, 120, 160]),
        ([900_000, 900_040, 0, 40], [0, 40, 80, 120]),
        ([0, 40, 900_000, 900_040], [0, 40, 80, 120]),
        # A pause that may be one.
        ([0, 40, 2040, 2080], [0, 40, 2040, 2080]),
        # 32 bits are over.
        ([0xFFFFFFD8, 0, 40, 80], [0, 40, 80, 120]),
        # Another pace: the last one counts.
        ([0, 100, 200, 90_000, 90_100], [0, 100, 200, 300, 400]),
        # Back again and again.
        ([1000, 900, 800, 700, 600, 500], [0, 1, 41, 42, 82, 83]),
    ],
)
def test_time(sent: list[int], passed: list[int]) -> None:
    """It goes forward in steps that a player can follow."""
    messages = stream(50)
    changed = [
        message._replace(timestamp=time) for message, time in zip(messages[1:], sent, strict=False)
    ]
    assert times(mended([messages[0], *changed])) == passed


@pytest.mark.parametrize("composition", [-40, 40, 80, 4000, -8_388_608, 8_388_607])
def test_composition_of_pictures_in_order(composition: int) -> None:
    """One that is the same for all delays nothing, one that cannot be is none."""
    changed = [
        message
        if message.is_configuration
        else picture(
            message.timestamp,
            message.units,
            is_key=message.payload[0] == 0x17,
            composition=composition,
        )
        for message in stream(50)
    ]
    assert file_of(mended(changed)) == file_of(mended(stream(50)))


def test_audio_is_not_taken_for_video() -> None:
    """Who hands audio in by mistake gets nothing."""
    assert Mender().video(0, b"\xaf\x00\x12\x10") == []


def test_time_that_no_file_can_hold() -> None:
    """After 24 days of pictures it begins anew: readers take what comes later as negative."""
    for time, written in ((2**31 - 1, 2**31 - 1), (2**31, 0), (2**31 + 40, 40)):
        tag = picture_tag(time, 0, True, [memoryview(b"\x65\x88")])
        assert tag
        [(_, timestamp, _)] = tags(file_of([tag]))
        assert timestamp == written
