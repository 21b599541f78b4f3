"""The life of an upload, step by step: every way it can go, and what must never happen."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
import json
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.dji_dock.cloud_api import FileProgress, FileStatus, LogProgress
from custom_components.dji_dock.logs import lifecycle
from custom_components.dji_dock.logs.lifecycle import Step
from custom_components.dji_dock.logs.models import LogUpload, UploadFile, UploadStatus
from custom_components.dji_dock.logs.progress import file_of
from tests.helpers.upload_records import AIRCRAFT, DOCK, FOLDER, ID, NOW, entry, new


def news(*files: FileProgress, status: str = "in_progress", result: int = 0) -> Step:
    """Return the step that an event makes."""
    progress = LogProgress(
        dock=DOCK, bid=ID, status=FileStatus(status), result=result, files=tuple(files)
    )
    return partial(lifecycle.progressed, event=progress)


def found(module: str = "dock", size: int = 500) -> Step:
    """Return the step that a look into the bucket makes."""
    return partial(lifecycle.found, module=module, size=size, keys=[f"{FOLDER}/{module}.tar"])


def cancel(*modules: str) -> Step:
    """Return the step of the user's cancel."""
    return partial(lifecycle.cancel_requested, modules=modules or ("aircraft", "dock"))


def told(*modules: str, confirmed: bool = True) -> Step:
    """Return the step of a cancel that reached the dock."""
    return partial(
        lifecycle.cancel_sent, modules=modules or ("aircraft", "dock"), confirmed=confirmed
    )


def cancel_refused(*modules: str) -> Step:
    """Return the step of a cancel that the dock refuses."""
    return partial(lifecycle.cancel_refused, modules=modules or ("aircraft", "dock"))


def missing(module: str = "dock") -> Step:
    """Return the step that ends the search for an object."""
    return partial(lifecycle.missing, module=module)


def refused(code: int) -> Step:
    """Return the step of a start that the dock refuses."""
    return partial(lifecycle.refused, code=code)


def after(upload: LogUpload, *steps: Step) -> LogUpload:
    """Take steps, a second apart."""
    now = NOW
    for step in steps:
        now += timedelta(seconds=1)
        upload = step(upload, now)
    return upload


OK = news(entry(status="ok", size=500), status="ok")
FAILED = news(entry(status="failed", result=324019), status="failed")
CANCELED = news(entry(status="canceled"), status="canceled")
UPLOADING = news(entry(status="file_uploading", percent=70.0))


@pytest.mark.parametrize(
    ("steps", "status", "error"),
    [
        # The way it should go; states may be skipped, repeated and out of order.
        ([], "requested", ""),
        ([lifecycle.accepted], "requested", ""),
        ([lifecycle.accepted, news(entry(status="sent"))], "requested", ""),
        ([news(entry(status="file_pull"))], "pulling", ""),
        ([news(entry(status="file_zip"))], "compressing", ""),
        ([UPLOADING], "uploading", ""),
        ([UPLOADING, news(entry(status="file_pull"))], "uploading", ""),
        ([UPLOADING, lifecycle.accepted], "uploading", ""),
        ([UPLOADING, UPLOADING, OK, OK], "uploading", ""),
        ([OK, found()], "uploaded", ""),
        ([OK, lifecycle.accepted, found()], "uploaded", ""),
        ([OK, UPLOADING, found()], "uploaded", ""),
        # A general status says at least that it is at it, and its steps or rate what it does.
        ([news(entry(status="in_progress"))], "pulling", ""),
        ([news(status="in_progress")], "pulling", ""),
        ([news(entry(status="in_progress", stage=FileStatus.FILE_ZIP))], "compressing", ""),
        ([news(entry(status="unknown", stage=FileStatus.FILE_ZIP))], "compressing", ""),
        ([UPLOADING, news(entry(status="in_progress"))], "uploading", ""),
        ([UPLOADING, news(entry(stage=FileStatus.FILE_PULL))], "uploading", ""),
        ([news(entry(status="file_pull", stage=FileStatus.FILE_ZIP))], "pulling", ""),
        ([news(entry(status="sent", stage=FileStatus.FILE_ZIP))], "requested", ""),
        # An unknown status still runs, paused too.
        ([news(entry(status="unknown"), status="unknown")], "requested", ""),
        ([UPLOADING, news(entry(status="paused"))], "uploading", ""),
        # The job speaks for files that have no word of their own, and for no others.
        ([news(status="file_zip")], "compressing", ""),
        ([news(status="ok"), found()], "uploaded", ""),
        ([news(entry(status="unknown"), status="ok"), found()], "uploaded", ""),
        ([news(status="failed", result=324016)], "failed", "dock_failed"),
        ([news(entry(status="file_zip"), status="failed")], "compressing", ""),
        # Ends by the dock.
        ([FAILED], "failed", "dock_failed"),
        ([news(entry(status="timeout"))], "failed", "dock_failed"),
        ([news(entry(status="rejected"))], "failed", "dock_failed"),
        ([CANCELED], "canceled", ""),
        ([refused(325009)], "failed", "refused"),
        ([lifecycle.not_sent], "failed", "not_sent"),
        # What is over stays over.
        ([FAILED, UPLOADING], "failed", "dock_failed"),
        ([FAILED, OK], "failed", "dock_failed"),
        ([FAILED, lifecycle.stalled, lifecycle.timed_out, missing()], "failed", "dock_failed"),
        ([OK, found(), FAILED, missing(), lifecycle.timed_out], "uploaded", ""),
        ([OK, FAILED, CANCELED], "uploading", ""),
        ([CANCELED, FAILED, OK], "canceled", ""),
        # The bucket has the last word.
        ([OK, missing()], "failed", "object_missing"),
        ([OK, found(size=499)], "uploading", ""),
        ([OK, found(size=499), missing()], "failed", "size_mismatch"),
        ([OK, found(size=0), missing()], "failed", "size_mismatch"),
        ([UPLOADING, missing()], "uploading", ""),
        ([found()], "uploaded", ""),
        ([FAILED, found()], "uploaded", ""),
        ([FAILED, found(size=0)], "failed", "dock_failed"),
        ([OK, missing(), found()], "uploaded", ""),
        ([refused(325009), found()], "uploaded", ""),
        ([lifecycle.timed_out, found()], "uploaded", ""),
        # Somebody else's cancel is not the user's.
        ([CANCELED, found()], "uploaded", ""),
        # Sizes told while it is packed are not those of the archive.
        ([news(entry(status="file_zip", size=123)), found()], "uploaded", ""),
        # Silence.
        ([lifecycle.stalled], "stalled", ""),
        ([UPLOADING, lifecycle.stalled, lifecycle.stalled], "stalled", ""),
        ([UPLOADING, lifecycle.stalled, UPLOADING], "uploading", ""),
        ([lifecycle.stalled, lifecycle.accepted], "requested", ""),
        ([lifecycle.stalled, found()], "uploaded", ""),
        ([lifecycle.stalled, lifecycle.timed_out], "failed", "timed_out"),
        # The user's cancel.
        ([cancel()], "canceling", ""),
        ([cancel(), lifecycle.stalled], "canceling", ""),
        ([cancel(), UPLOADING], "canceling", ""),
        ([cancel(), told(), CANCELED], "canceled", ""),
        ([cancel(), told(), FAILED], "canceled", ""),
        ([cancel(), told(), lifecycle.canceled], "canceled", ""),
        ([cancel(), lifecycle.timed_out], "canceled", ""),
        ([cancel(), refused(314000)], "canceled", ""),
        ([cancel(), lifecycle.not_sent], "canceled", ""),
        # It stands above what the dock and the bucket say later.
        ([cancel(), told(), lifecycle.canceled, OK, found()], "canceled", ""),
        ([cancel(), told(), OK], "canceled", ""),
        ([cancel(), OK, told()], "canceled", ""),
        ([cancel(), OK, found()], "canceling", ""),
        ([cancel(), OK, missing()], "canceling", ""),
        # Refused: as if nobody had canceled.
        ([UPLOADING, cancel(), cancel_refused()], "uploading", ""),
        ([cancel(), cancel_refused(), CANCELED, found()], "uploaded", ""),
        ([cancel(), OK, found(), cancel_refused(), found()], "uploaded", ""),
        ([cancel(), told(confirmed=False), OK], "canceling", ""),
    ],
)
def test_one_module(steps: list[Step], status: str, error: str) -> None:
    """The archive of a dock goes this way."""
    upload = after(new("dock"), *steps)
    assert (upload.status, upload.error) == (status, error)
    assert (upload.finished is not None) == upload.status.finished


DOCK_OK = entry("dock", "ok", size=500)
AIRCRAFT_OK = entry("aircraft", "ok", size=500)
DOCK_FAILED = entry("dock", "failed", result=324018)


@pytest.mark.parametrize(
    ("steps", "status", "files"),
    [
        # As far as the one that is behind.
        (
            [news(entry("dock", "file_uploading"), entry("aircraft", "file_pull"))],
            "pulling",
            "uploading pulling",
        ),
        ([news(DOCK_OK), found()], "requested", "uploaded requested"),
        ([news(DOCK_OK), found(), found("aircraft")], "uploaded", "uploaded uploaded"),
        # Mixed results are kept apart, whatever the job says.
        ([news(DOCK_FAILED, AIRCRAFT_OK, status="ok")], "uploading", "failed uploading"),
        (
            [news(DOCK_FAILED, AIRCRAFT_OK, status="failed"), found("aircraft")],
            "failed",
            "failed uploaded",
        ),
        ([news(DOCK_FAILED, status="failed")], "failed", "failed failed"),
        ([news(DOCK_FAILED), found(), found("aircraft")], "uploaded", "uploaded uploaded"),
        # What is found of one says nothing about the other.
        ([lifecycle.stalled, found()], "stalled", "uploaded requested"),
        # One of two is canceled.
        ([cancel("dock")], "requested", "requested requested"),
        ([cancel("dock"), told("dock"), lifecycle.canceled], "requested", "canceled requested"),
        (
            [cancel("dock"), told("dock"), lifecycle.canceled, found("aircraft")],
            "uploaded",
            "canceled uploaded",
        ),
        ([cancel("dock"), news(AIRCRAFT_OK), found("aircraft")], "canceling", "requested uploaded"),
        ([cancel("dock"), cancel("aircraft")], "canceling", "requested requested"),
        ([cancel("dock"), lifecycle.timed_out], "failed", "canceled failed"),
        # A job that is canceled as a whole.
        ([news(status="canceled")], "canceled", "canceled canceled"),
    ],
)
def test_two_modules(steps: list[Step], status: str, files: str) -> None:
    """Both archives together."""
    upload = after(new("dock", "aircraft"), *steps)
    assert upload.status == status
    assert " ".join(file.status for file in upload.files) == files


def test_codes_are_kept() -> None:
    """Each module keeps its code; of two failures the one with a code speaks for the upload."""
    upload = after(
        new(),
        news(AIRCRAFT_OK),
        missing("aircraft"),
        news(DOCK_FAILED),
    )
    assert [(file.error, file.result) for file in upload.files] == [
        ("object_missing", 0),
        ("dock_failed", 324018),
    ]
    assert (upload.error, upload.error_code) == ("dock_failed", 324018)
    whole = after(upload, found("aircraft"), found("dock"))
    assert (whole.status, whole.error, whole.error_code) == ("uploaded", "", 0)
    assert [file.error for file in whole.files] == ["", ""]


def test_job_code_for_a_file_without_one() -> None:
    """The code of the job explains a file that only says failed."""
    upload = after(new("dock"), news(entry(status="failed"), status="failed", result=324021))
    assert upload.error_code == 324021


def test_end_is_when_it_became_so() -> None:
    """The time of an end is that of the status it stands for."""
    upload = after(new("dock"), FAILED)
    assert upload.finished == NOW + timedelta(seconds=1)
    assert after(upload, FAILED, lifecycle.checked).finished == upload.finished
    later = found()(upload, NOW + timedelta(hours=1))
    assert later.finished == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("told_entry", "expected"),
    [
        (entry("dock"), "dock"),
        # The key counts more than the module.
        (entry("aircraft", key=f"{FOLDER}/dock.tar"), "dock"),
        (entry(None, key=f"{FOLDER}/dock.tar_0001"), "dock"),
        (entry(None, key=f"{FOLDER}/aircraft.tar/000001.log"), "aircraft"),
        # Old firmware makes a name of its own: the module tells.
        (entry("aircraft", key=f"{FOLDER}/text_log_0001.log"), "aircraft"),
        (entry("aircraft", key=""), "aircraft"),
        (entry(None, device_sn=AIRCRAFT), "aircraft"),
        (entry(None, device_sn="1581F0000000ZZ"), None),
        (entry(None), None),
    ],
)
def test_whose_progress(told_entry: FileProgress, expected: str | None) -> None:
    """An entry belongs to a file by key, else by module, else by serial number."""
    file = file_of(new(), told_entry)
    assert (file.module if file else None) == expected


def test_nameless_progress() -> None:
    """With one file there is no doubt whose progress it is; a blank serial number is no match."""
    assert file_of(new("dock"), entry(None)) is not None
    blank = new()
    blank = replace(
        blank,
        files=tuple(replace(file, device_sn="") for file in blank.files[:1]) + blank.files[1:],
    )
    assert file_of(blank, entry(None)) is None
    assert file_of(new("dock"), entry("aircraft", key="")) is None


def piece(number: int, status: str, percent: float, **fields: Any) -> FileProgress:
    """Return the progress of a piece of the dock's archive."""
    key = f"{FOLDER}/dock.tar" + (f"_{number}" if number else "")
    return entry(status=status, percent=percent, key=key, **fields)


def test_pieces_are_one_archive() -> None:
    """An archive told in pieces is done when all are; progress and rate are those of all."""
    upload = after(
        new("dock"),
        news(
            piece(0, "ok", 100.0, size=300, rate=0),
            piece(1, "file_uploading", 50.0, size=300, rate=70),
            piece(2, "sent", 0.0, size=300, rate=0),
        ),
    )
    file = upload.files[0]
    assert (file.status, file.progress, file.rate, file.reported) == ("uploading", 50.0, 70, False)
    upload = after(
        upload, news(*(piece(number, "ok", 100.0, size=300) for number in range(3)), status="ok")
    )
    assert upload.files[0].reported
    assert upload.files[0].reported_keys == (f"{FOLDER}/dock.tar_1", f"{FOLDER}/dock.tar_2")
    # Their sizes are not taken for the size of the object.
    assert after(upload, found(size=880)).status == "uploaded"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["ok", "failed"], "failed"),
        (["canceled", "ok"], "canceled"),
        (["canceled", "failed"], "failed"),
        (["failed", "file_uploading"], "uploading"),
        (["unknown", "ok"], "pulling"),
    ],
)
def test_pieces_that_end_differently(statuses: list[str], expected: str) -> None:
    """One lost piece is a lost archive, once none runs any more."""
    pieces = [piece(number, status, 0.0) for number, status in enumerate(statuses)]
    assert after(new("dock"), news(*pieces)).status == expected


def test_reported_keys_are_bounded() -> None:
    """A dock cannot make us remember, or look for, any number of keys."""
    upload = after(
        new("dock"),
        *(news(piece(number, "file_uploading", 1.0)) for number in range(1, 60)),
    )
    assert len(upload.files[0].reported_keys) == 16


def test_progress_is_weighted() -> None:
    """Progress counts bytes: of the archives where all are known, else of the logs, else none."""
    upload = new()
    assert upload.progress is None
    upload = after(upload, news(entry("dock", "file_uploading", percent=50.0, size=300)))
    assert upload.progress == 25.0
    upload = after(upload, news(entry("aircraft", "file_uploading", percent=10.0, size=100)))
    assert upload.progress == pytest.approx(40.0)
    unknown = replace(
        upload,
        files=tuple(replace(file, size=None, listed_size=None) for file in upload.files),
    )
    assert unknown.progress == 30.0


def test_progress_of_stages_counted_anew() -> None:
    """Where a dock does not tell its stages each begins at 0; within one it never falls."""
    upload = after(new("dock"), news(entry(status="file_pull", percent=90.0)))
    upload = after(upload, news(entry(status="file_pull", percent=80.0)))
    assert upload.progress == 90.0
    upload = after(upload, news(entry(status="file_pull", percent=None)))
    assert upload.progress == 90.0
    upload = after(upload, news(entry(status="file_zip", percent=5.0)))
    assert upload.progress == 5.0
    # An old event of an earlier stage changes nothing.
    upload = after(upload, news(entry(status="file_pull", percent=2.0)))
    assert upload.progress == 5.0
    upload = after(upload, news(entry(status="ok", percent=63.3)))
    assert upload.progress == 100.0


def test_a_rate_that_is_told_is_shown() -> None:
    """Whatever the status; one that is not told stays unknown."""
    upload = after(new("dock"), news(entry(status="in_progress", rate=70)))
    assert upload.rate == 70
    assert after(upload, news(entry(status="in_progress"))).rate is None


def test_rate_only_while_it_uploads() -> None:
    """Rates add up while archives are on their way, and are gone with them."""
    upload = after(
        new(),
        news(
            entry("dock", "file_uploading", rate=100), entry("aircraft", "file_uploading", rate=50)
        ),
    )
    assert upload.rate == 150
    assert after(upload, lifecycle.stalled).rate is None
    assert after(upload, news(DOCK_OK)).rate == 50
    assert after(upload, news(DOCK_OK, AIRCRAFT_OK)).rate is None


def test_keys_where_it_lies() -> None:
    """Links and events name the keys under which the archive is."""
    upload = after(
        new("dock"),
        partial(lifecycle.found, module="dock", size=9, keys=[f"{FOLDER}/dock.tar_0001"]),
    )
    assert upload.object_keys == [f"{FOLDER}/dock.tar_0001"]
    assert new("dock").object_keys == [f"{FOLDER}/dock.tar"]


def test_canceled_object_is_noted() -> None:
    """An object that arrives in spite of a cancel is known, and changes nothing else."""
    upload = after(new("dock"), cancel(), told(), lifecycle.canceled, found())
    assert upload.status == "canceled"
    assert upload.files[0].stored_size == 500
    assert upload.files[0].stored_keys


@pytest.mark.parametrize(
    ("told_size", "told_md5", "expected"),
    [
        (500, "a" * 32, "fingerprint"),
        (500, "b" * 32, "fingerprint_differs"),
        (None, "", "presence"),
    ],
)
def test_what_the_dock_tells_after_the_object_was_found(
    told_size: int | None, told_md5: str, expected: str
) -> None:
    """It proves the archive, or raises doubts; it is over all the same."""
    late = entry(status="ok", size=told_size, fingerprint=told_md5)
    step = partial(lifecycle.found, module="dock", size=500, keys=["there"], etag="a" * 32)
    over = after(new("dock"), step)
    assert (over.status, over.files[0].verified) == ("uploaded", "presence")
    proven = after(over, news(late, status="ok"))
    assert (proven.status, proven.files[0].verified) == ("uploaded", expected)
    assert proven.finished == over.finished
    # Of two last words the first counts.
    assert after(proven, news(entry(status="ok", size=7))) == proven


def test_another_size_than_that_of_what_was_found() -> None:
    """The bucket is asked again, and what is there then is the archive or it is not."""
    over = after(new("dock"), found(size=500), lifecycle.checked)
    doubtful = after(over, news(entry(status="ok", size=501), status="ok"))
    assert (doubtful.status, doubtful.checked) == ("uploaded", False)
    assert lifecycle.disputed(doubtful.files[0])
    # A look that began before it was told does not end the looking.
    assert not after(doubtful, lifecycle.checked).checked
    again = after(doubtful, found(size=501), missing())
    assert (again.status, again.files[0].verified, again.finished) == (
        *("uploaded", "size"),
        over.finished,
    )
    other = after(doubtful, found(size=500), found(size=0), missing())
    assert (other.status, other.error, other.files[0].verified) == (
        *("failed", "size_mismatch"),
        "size_differs",
    )
    assert after(other, found(size=501)).status == "uploaded"


@pytest.mark.parametrize(
    ("told_size", "told_md5", "expected"),
    [
        # The size of the logs before they were packed, as they were listed.
        (1000, "", "presence"),
        (1000, "b" * 32, "fingerprint_differs"),
        # The content proves it, whatever else is told.
        (501, "A" * 32, "fingerprint"),
    ],
)
def test_a_size_that_is_not_of_the_archive(told_size: int, told_md5: str, expected: str) -> None:
    """It makes no failure of an archive that is there, whenever it is told."""
    ok = news(entry(status="ok", size=told_size, fingerprint=told_md5), status="ok")
    step = partial(lifecycle.found, module="dock", size=500, keys=["there"], etag="a" * 32)
    for first, second in ((ok, step), (step, ok)):
        over = after(new("dock"), first, second, missing())
        assert (over.status, over.error, over.files[0].verified) == ("uploaded", "", expected)


_ON_THE_WAY = st.tuples(
    st.sampled_from(["in_progress", "file_zip", "file_uploading", "unknown"]),
    st.none() | st.sampled_from([400, 499, 500, 501]),
)
_STORED = st.none() | st.lists(st.none() | st.sampled_from([499, 500, 501]), max_size=2)


@settings(max_examples=400, deadline=None)
@given(
    st.data(),
    st.lists(_ON_THE_WAY, max_size=3),
    _STORED,
    st.sampled_from(["", "a" * 32]),
    st.sampled_from(["", "a" * 32, "b" * 32]),
)
def test_what_is_told_decides_the_same_whenever_it_is_told(
    data: st.DataObject,
    on_the_way: list[tuple[str, int | None]],
    stored: list[int | None] | None,
    fingerprint: str,
    etag: str,
) -> None:
    """Before the object is found, after it, and in whatever order among each other."""
    look = partial(lifecycle.found, module="dock", size=500, keys=["there"], etag=etag)
    said = {"fingerprint": fingerprint if stored is None or len(stored) == 1 else ""}
    steps: list[Step] = [look]
    steps += [news(entry(status=word, size=size, **said)) for word, size in on_the_way]
    if stored is not None:
        # In one piece, in two, or of the job alone.
        files = [entry(status="ok", size=size, **said) for size in stored]
        steps.append(news(*files, status="ok"))

    def decided(steps: list[Step]) -> tuple[object, ...]:
        # Then the bucket is asked until there is no doubt any more.
        upload = after(new("dock"), *steps, look, missing())
        [file] = upload.files
        return (upload.status, upload.error, file.size, file.verified, file.reported)

    assert decided(data.draw(st.permutations(steps))) == decided(steps)


def test_cancel_is_told_again_when_more_is_canceled() -> None:
    """A second cancel on the way of the first is not taken for told."""
    upload = after(new(), cancel("dock"), cancel("aircraft"), told("dock"))
    assert upload.cancel_sent is None
    upload = after(upload, told())
    assert upload.cancel_sent is not None
    # The dock confirmed: it need not hear it again. If it did not, it does.
    assert after(upload, lifecycle.cancel_again).cancel_sent is not None
    doubtful = after(new(), cancel(), told(confirmed=False))
    assert after(doubtful, lifecycle.cancel_again).cancel_sent is None


def test_cancel_of_what_is_over() -> None:
    """A cancel that comes too late is none: what is left is asked to end from its own cancel on."""
    over = after(new("dock"), OK, found())
    assert after(over, cancel()) == over
    half = after(new(), OK, found())
    assert after(half, cancel("dock")) == half
    stopped = after(half, cancel("aircraft"), told("aircraft"))
    assert after(stopped, cancel("dock")) == stopped
    assert stopped.cancel_asked is not None


def test_keys_that_nobody_told() -> None:
    """Of an upload of somebody else a module counts whose key is not known."""
    upload = new()
    files = tuple(replace(file, object_key="", elsewhere=True) for file in upload.files)
    upload = after(replace(upload, files=files), news(entry("dock", "file_uploading", percent=9.0)))
    assert [file.progress for file in upload.files] == [None, 9.0]


def test_a_cancel_of_what_is_stored_elsewhere() -> None:
    """The user's cancel is final there, too: nothing is left to look for."""
    upload = new("dock")
    files = tuple(replace(file, elsewhere=True) for file in upload.files)
    upload = replace(upload, files=files)
    assert after(upload, OK).status == "uploaded"
    assert after(upload, cancel(), OK).status == "canceled"
    assert after(upload, cancel(), cancel_refused(), OK).status == "uploaded"


def test_of_a_module_it_does_not_have() -> None:
    """What is said of a module that is not part of the upload changes nothing of it."""
    upload = new("dock")
    assert after(upload, found("aircraft")) == upload
    assert after(upload, missing("aircraft")) == upload
    assert after(upload, lifecycle.checked) == upload


_SIZES = st.none() | st.integers(0, 10**15)
_ENTRIES = st.builds(
    entry,
    st.sampled_from(["dock", "aircraft", None]),
    st.sampled_from([status.value for status in FileStatus]),
    key=st.sampled_from(
        ["", f"{FOLDER}/dock.tar", f"{FOLDER}/aircraft.tar", f"{FOLDER}/dock.tar_1", "other"]
    ),
    device_sn=st.sampled_from(["", DOCK, AIRCRAFT, "other"]),
    percent=st.none() | st.floats(0, 100),
    result=st.sampled_from([0, 324019, -1]),
    size=_SIZES,
    rate=_SIZES,
)
_NEWS = st.builds(
    lambda files, status, result: news(*files, status=status, result=result),
    st.lists(_ENTRIES, max_size=5),
    st.sampled_from([status.value for status in FileStatus]),
    st.sampled_from([0, 324015]),
)
_MODULES = st.sampled_from([("dock",), ("aircraft",), ("dock", "aircraft")])
_STEPS = st.one_of(
    _NEWS,
    _NEWS,
    st.sampled_from(
        [
            lifecycle.accepted,
            lifecycle.stalled,
            lifecycle.timed_out,
            lifecycle.not_sent,
            lifecycle.canceled,
        ]
    ),
    st.sampled_from([lifecycle.cancel_again, lifecycle.checked]),
    st.builds(refused, st.integers(1, 999999)),
    st.builds(found, st.sampled_from(["dock", "aircraft"]), st.integers(0, 1000)),
    st.builds(missing, st.sampled_from(["dock", "aircraft"])),
    _MODULES.map(lambda modules: cancel(*modules)),
    _MODULES.map(lambda modules: cancel_refused(*modules)),
    st.builds(
        lambda modules, confirmed: told(*modules, confirmed=confirmed), _MODULES, st.booleans()
    ),
)


@settings(max_examples=400, deadline=None)
@given(_MODULES, st.lists(_STEPS, max_size=25))
def test_whatever_happens(modules: tuple[str, ...], steps: list[Step]) -> None:
    """In any order of news, replies, losses, looks and cancels, the promises hold."""
    upload = new(*modules)
    now = NOW
    for step in steps:
        before, now = upload, now + timedelta(seconds=1)
        upload = step(before, now)

        assert upload.upload_id == before.upload_id
        assert [file.object_key for file in upload.files] == [
            file.object_key for file in before.files
        ]
        # An end stays; only a failure, or a cancel by others, can still become a success.
        # Unless the dock tells of another archive than the one that was found.
        if before.status.finished and upload.status is not before.status:
            assert upload.status is UploadStatus.UPLOADED or upload.error == "size_mismatch"
        for old, file in zip(before.files, upload.files, strict=True):
            if lifecycle.disputed(old) and file.status is not old.status:
                assert file.error == "size_mismatch"
            elif old.status.finished and file.status is not old.status:
                assert file.status is UploadStatus.UPLOADED
                assert not old.cancel
            # Nothing is said to be uploaded that was not found.
            if file.status is UploadStatus.UPLOADED:
                assert file.stored_size
                assert file.stored_keys
                assert not file.cancel
            assert file.status not in (UploadStatus.STALLED, UploadStatus.CANCELING)
            assert file.progress is None or 0 <= file.progress <= 100
            assert bool(file.error) == (file.status is UploadStatus.FAILED)
        # It is over exactly when all of its archives are.
        assert upload.status.finished == (not upload.open_files)
        assert (upload.finished is not None) == upload.status.finished
        assert bool(upload.error) == (upload.status is UploadStatus.FAILED)
        assert (upload.status is UploadStatus.CANCELING) == bool(
            upload.open_files and all(file.cancel for file in upload.open_files)
        )
        assert upload.progress is None or 0 <= upload.progress <= 100
        # The same again changes nothing but the time it was heard.
        again = step(upload, now)
        if upload.status.finished and not before.status.finished:
            assert again == upload

    # A kill loses nothing but the rate.
    saved = LogUpload.from_dict(json.loads(json.dumps(upload.as_dict())))
    assert saved == replace(upload, files=tuple(replace(file, rate=None) for file in upload.files))
    # Patience ends it in any case.
    assert lifecycle.timed_out(upload, now).status.finished


def test_old_entries_are_read() -> None:
    """Fields that were not saved have their defaults."""
    saved = {
        "upload_id": ID,
        "dock": DOCK,
        "created": "2026-11-21T02:30:00+00:00",
        "heard": "2026-11-21T03:30:00+01:00",
        "status": "uploading",
        "files": [
            {
                "module": "dock",
                "object_key": "a/b.tar",
                "boot_indexes": [1],
                "status": "uploading",
                "progress": 12,
                "size": "77",
            }
        ],
    }
    upload = LogUpload.from_dict(saved)
    assert upload.heard == upload.created == NOW
    assert (upload.files[0].progress, upload.files[0].size) == (12.0, 77)


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "exploded"},
        {"created": "yesterday"},
        {"files": [{"module": "payload"}]},
        {"files": None},
        {"files": [None]},
        {"error_code": "many"},
    ],
)
def test_damaged_entries_are_noticed(damage: dict[str, Any]) -> None:
    """A damaged entry does not become an upload that breaks later."""
    with pytest.raises((AttributeError, KeyError, TypeError, ValueError)):
        LogUpload.from_dict({**new().as_dict(), **damage})


@pytest.mark.parametrize(
    ("told", "size", "reported", "etag", "stored", "verified"),
    [
        ("A" * 32, 500, True, "a" * 32, 500, "fingerprint"),
        ("a" * 32, 500, True, "b" * 32, 500, "fingerprint_differs"),
        ("a" * 32, 500, True, f"{'a' * 32}-2", 500, "size"),
        ("", 500, True, "a" * 32, 500, "size"),
        ("", 400, True, "", 500, "size_differs"),
        # What is told on the way is proof if it fits, and none of the contrary.
        ("", 500, False, "", 500, "size"),
        ("", 400, False, "", 500, "presence"),
        ("", None, True, "a" * 32, 500, "presence"),
        ("a" * 32, 500, True, "", None, "nothing"),
    ],
)
def test_what_proves_an_archive(
    told: str, size: int | None, reported: bool, etag: str, stored: int | None, verified: str
) -> None:
    """The best that the dock and the store tell."""
    file = UploadFile(
        module="dock",
        object_key="x",
        boot_indexes=(1,),
        device_sn="",
        fingerprint=told,
        size=size,
        reported=reported,
        stored_etag=etag,
        stored_size=stored,
    )
    assert file.verified == verified
