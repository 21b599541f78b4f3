"""The life of an upload as a machine: everything that can happen, in any order.

Unlike a list of steps the machine remembers what it did, and so knows more than the record says:
which objects there were, how each archive ended first, what the user canceled.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
import json

from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
import pytest

from custom_components.dji_dock.cloud_api import FileProgress, FileStatus, LogProgress, Module
from custom_components.dji_dock.logs import lifecycle
from custom_components.dji_dock.logs.lifecycle import Step
from custom_components.dji_dock.logs.models import LogUpload, UploadError, UploadFile, UploadStatus
from custom_components.dji_dock.logs.progress import file_of
from tests.helpers.upload_records import AIRCRAFT, DOCK, FOLDER, ID, NOW, entry, new

_RUNNING = [status for status in FileStatus if not status.final]
_NAMES = st.sampled_from(["dock", "dock", "aircraft", "aircraft", "nobody"])
_SOME_NAMES = st.lists(_NAMES, max_size=3).map(tuple)
_CODES = st.sampled_from([0, 324015, 324019, -1])
_SIZES = st.none() | st.sampled_from([0, 1, 500, 501, 10**15])
_ETAGS = st.sampled_from(["", "a" * 32, "b" * 32, "a" * 32 + "-2"])
_KEYS = st.sampled_from(
    [
        "",
        *(
            f"{FOLDER}/{name}.tar{piece}"
            for name in ("dock", "aircraft")
            for piece in ("", "_1", "_2")
        ),
        f"{FOLDER}/nobody.tar",
        "other",
    ]
)
_ENTRIES = st.builds(
    FileProgress,
    module=st.sampled_from([None, *Module]),
    device_sn=st.sampled_from(["", DOCK, AIRCRAFT, "other"]),
    key=_KEYS,
    status=st.sampled_from(FileStatus),
    percent=st.none() | st.sampled_from([0.0, 33.3, 100.0]) | st.floats(-10, 110),
    result=_CODES,
    size=_SIZES,
    rate=_SIZES,
    fingerprint=_ETAGS,
)
"""What a dock may say of a file: any module, any key, in one piece or several."""

_ELSEWHERE = [None, None, None, "", "theirs"]
"""Where somebody else has an upload stored, which its dock may not say; None for our own."""

_LOSSES: list[Step] = [
    lifecycle.not_sent,
    lifecycle.timed_out,
    partial(lifecycle.lost, error=UploadError.DOCK_RESTARTED),
    partial(lifecycle.lost, error=UploadError.DOCK_SILENT),
    partial(lifecycle.lost, error=UploadError.REPLACED),
]

_SEEN_BY_ALL = frozenset(
    {
        *UploadStatus,
        # The first two end what never began, the others are noted when it is over.
        *set(UploadError)
        - {UploadError.NOTHING_TO_UPLOAD, UploadError.AIRCRAFT_NOT_READY}
        - {UploadError.STORE_FULL, UploadError.BUCKET_UNUSABLE},
        "failed, then uploaded",
        "one stored, one failed",
        "one stored, one canceled",
        "canceled, but stored",
        "canceled by the dock, then uploaded",
        "another size than told",
        "uploaded, then another than told",
        "cancel refused",
        "uploaded elsewhere",
    }
)
"""What the machine has to come across, or it proves nothing."""


class UploadLife(RuleBasedStateMachine):
    """One upload, everything that can happen to it, and what must hold after each step."""

    seen: set[str] = set()

    @initialize(
        names=st.sampled_from([("dock",), ("aircraft",), ("aircraft", "dock")]),
        elsewhere=st.sampled_from(_ELSEWHERE),
    )
    def begin(self, names: tuple[str, ...], elsewhere: str | None) -> None:
        """Request an upload, or take one up that somebody else started."""
        self.now = NOW
        self.upload = new(*names)
        if elsewhere is not None:
            files = tuple(
                replace(
                    file,
                    object_key=elsewhere and f"{elsewhere}/{file.module}.tar",
                    elsewhere=True,
                    boot_indexes=(),
                )
                for file in self.upload.files
            )
            self.upload = replace(self.upload, files=files, adopted=True)
        self.before = self.upload
        self.found_sizes: dict[str, set[int]] = {name: set() for name in names}
        self.first_end: dict[str, UploadFile] = {}
        self.canceled_for_good: set[str] = set()
        self.hears_late = False

    @precondition(lambda self: not self.upload.open_files)
    @rule(
        names=st.sampled_from([("dock",), ("aircraft", "dock"), ("aircraft", "dock")]),
        elsewhere=st.sampled_from(_ELSEWHERE),
    )
    def next_one_begins(self, names: tuple[str, ...], elsewhere: str | None) -> None:
        """Begin anew when one is over."""
        self.begin(names=names, elsewhere=elsewhere)

    # What the dock says.

    @rule(
        files=st.lists(_ENTRIES, max_size=4),
        status=st.sampled_from(FileStatus),
        result=_CODES,
    )
    def dock_tells_anything(
        self, files: list[FileProgress], status: FileStatus, result: int
    ) -> None:
        """Take in an event of any sort."""
        self._hear(files, status, result)

    @rule(
        files=st.lists(_ENTRIES, min_size=1, max_size=3),
        status=st.sampled_from([FileStatus.IN_PROGRESS, FileStatus.PAUSED, FileStatus.UNKNOWN]),
    )
    def dock_tells_of_some(self, files: list[FileProgress], status: FileStatus) -> None:
        """Take in an event that says nothing of the job: whom it does not name it leaves alone."""
        named = {file.module for item in files if (file := file_of(self.upload, item)) is not None}
        self._hear(files, status)
        self._kept(set(self.upload.modules) - named)

    @rule(
        name=_NAMES,
        status=st.sampled_from([FileStatus.FILE_PULL, FileStatus.FILE_ZIP, *_RUNNING]),
        percent=st.none() | st.floats(0, 100),
        rate=_SIZES,
    )
    def dock_works(
        self, name: str, status: FileStatus, percent: float | None, rate: int | None
    ) -> None:
        """Take in the progress of one archive."""
        if name in self.upload.modules:
            self._hear([entry(name, status, percent=percent, rate=rate)])
            self._kept(set(self.upload.modules) - {name})

    @rule(name=_NAMES, size=_SIZES, fingerprint=_ETAGS)
    def dock_has_stored(self, name: str, size: int | None, fingerprint: str) -> None:
        """Take in that an archive is stored."""
        if name in self.upload.modules:
            self._hear([entry(name, "ok", size=size, fingerprint=fingerprint)])

    @rule(
        name=_NAMES,
        status=st.sampled_from([FileStatus.FAILED, FileStatus.TIMEOUT, FileStatus.CANCELED]),
        code=_CODES,
    )
    def dock_gives_up(self, name: str, status: FileStatus, code: int) -> None:
        """Take in that an archive does not come."""
        if name in self.upload.modules:
            self._hear([entry(name, status, result=code)])
            self._kept(set(self.upload.modules) - {name})

    @rule()
    def dock_accepts(self) -> None:
        """Take in the reply to the start, whenever it comes."""
        self._take(lifecycle.accepted)

    @rule(code=st.integers(1, 999999))
    def dock_refuses(self, code: int) -> None:
        """Take in a refusal, also of what has begun."""
        self._take(partial(lifecycle.refused, code=code))

    # What is not heard.

    @rule(step=st.sampled_from([lifecycle.stalled, lifecycle.cancel_again]))
    def dock_is_lost_or_back(self, step: Step) -> None:
        """Lose the dock, or hear of it again."""
        self._take(step)

    @precondition(lambda self: self.upload.open_files)
    @rule(step=st.sampled_from(_LOSSES))
    def it_is_given_up(self, step: Step) -> None:
        """Give up what the dock never heard of, or cannot be at any more."""
        self._take(step)

    # What the bucket says.

    @rule(
        name=_NAMES,
        size=st.sampled_from([0, 1, 500, 501]),
        etag=_ETAGS,
        pieces=st.lists(st.sampled_from(["", "_1", "_2"]), min_size=1, max_size=2, unique=True),
    )
    def object_is_found(self, name: str, size: int, etag: str, pieces: list[str]) -> None:
        """Find what may be the archive."""
        if any(file.elsewhere for file in self.upload.files):
            return
        keys = [f"{FOLDER}/{name}.tar{piece}" for piece in pieces]
        if name in self.found_sizes:
            self.found_sizes[name].add(size)
        self._take(partial(lifecycle.found, module=name, size=size, keys=keys, etag=etag))
        self._kept(set(self.upload.modules) - {name})

    @rule(name=_NAMES)
    def object_is_missing(self, name: str) -> None:
        """Look for an archive in vain for long enough."""
        if any(file.elsewhere for file in self.upload.files):
            return
        self._take(partial(lifecycle.missing, module=name))
        self._kept(set(self.upload.modules) - {name})

    @rule()
    def bucket_was_asked_long_enough(self) -> None:
        """Look no longer, unless what is there is not what the dock says."""
        self._take(lifecycle.checked)
        doubted = any(map(lifecycle.disputed, self.upload.files))
        assert self.upload.checked == (self.upload.status.finished and not doubted)

    # What the user does.

    @rule(names=_SOME_NAMES)
    def user_cancels(self, names: tuple[str, ...]) -> None:
        """Cancel any modules, also what is over and what was never asked for."""
        meant = [file.module for file in self.upload.open_files if file.module in names]
        self._take(partial(lifecycle.cancel_requested, modules=names))
        self._kept(set(self.upload.modules) - set(meant))
        assert set(meant) <= set(self.upload.cancel_modules)

    @rule(names=_SOME_NAMES, confirmed=st.booleans())
    def cancel_reaches_the_dock(self, names: tuple[str, ...], confirmed: bool) -> None:
        """Tell the dock, with a reply or without."""
        self._take(partial(lifecycle.cancel_sent, modules=names, confirmed=confirmed))

    @rule(confirmed=st.booleans())
    def all_of_the_cancel_reaches_the_dock(self, confirmed: bool) -> None:
        """Tell the dock everything that is canceled."""
        modules = self.upload.cancel_modules
        if modules:
            self._take(partial(lifecycle.cancel_sent, modules=modules, confirmed=confirmed))

    @rule(names=_SOME_NAMES)
    def cancel_is_refused(self, names: tuple[str, ...]) -> None:
        """Take a cancel back, because the dock goes on."""
        before = set(self.upload.cancel_modules)
        self.hears_late = True
        self._take(partial(lifecycle.cancel_refused, modules=names))
        self.hears_late = False
        assert set(self.upload.cancel_modules) == before - set(names)
        if before - set(self.upload.cancel_modules):
            self.seen.add("cancel refused")

    @rule()
    def cancel_is_closed(self) -> None:
        """Wait for the dock no longer."""
        self._take(lifecycle.canceled)
        assert not self.upload.cancel_modules

    # What usually goes together, so that the machine gets everywhere.

    @precondition(lambda self: self.upload.open_files)
    @rule(choice=st.integers(0, 1), size=st.sampled_from([500, 501]), found=st.just(500))
    def archive_is_stored(self, choice: int, size: int, found: int) -> None:
        """Hear that an archive is stored, and find it or another one."""
        name = self._open(choice)
        self.dock_has_stored(name=name, size=size, fingerprint="")
        self.object_is_found(name=name, size=found, etag="", pieces=[""])
        self.object_is_missing(name=name)

    @precondition(lambda self: self.upload.open_files)
    @rule(choice=st.integers(0, 1), percent=st.floats(0, 100), rate=st.integers(0, 10**9))
    def dock_falls_silent(self, choice: int, percent: float, rate: int) -> None:
        """Hear of an archive on its way, and then nothing."""
        name, status = self._open(choice), FileStatus.FILE_UPLOADING
        self.dock_works(name=name, status=status, percent=percent, rate=rate)
        self.dock_is_lost_or_back(step=lifecycle.stalled)

    @precondition(lambda self: self.upload.open_files)
    @rule(choice=st.integers(0, 1))
    def archive_is_lost(self, choice: int) -> None:
        """Hear that an archive is stored, and find none."""
        name = self._open(choice)
        self.dock_has_stored(name=name, size=500, fingerprint="")
        self.object_is_missing(name=name)

    @precondition(lambda self: self.upload.open_files)
    @rule(choice=st.integers(0, 1), everything=st.booleans())
    def user_cancels_in_vain(self, choice: int, everything: bool) -> None:
        """Cancel what the dock does not stop, or not all of which it does not stop."""
        name = self._open(choice)
        self.user_cancels(names=tuple(self.upload.modules) if everything else (name,))
        self.cancel_is_refused(names=(name,))

    @precondition(lambda self: self.upload.open_files)
    @rule(choice=st.integers(0, 1), confirmed=st.booleans())
    def user_cancels_for_good(self, choice: int, confirmed: bool) -> None:
        """Cancel, and have it closed."""
        self.user_cancels(names=(self._open(choice),))
        self.all_of_the_cancel_reaches_the_dock(confirmed=confirmed)
        self.cancel_is_closed()

    @precondition(lambda self: self.upload.open_files)
    @rule(found=st.booleans())
    def dock_cancels_everything(self, found: bool) -> None:
        """Hear that somebody else canceled it, perhaps too late."""
        self.dock_tells_anything(files=[], status=FileStatus.CANCELED, result=0)
        if found:
            self.objects_turn_up_late(size=500)

    @precondition(lambda self: self.upload.status in (UploadStatus.FAILED, UploadStatus.CANCELED))
    @rule(size=st.sampled_from([500, 501]))
    def objects_turn_up_late(self, size: int) -> None:
        """Find everything after the end."""
        for name in self.upload.modules:
            self.object_is_found(name=name, size=size, etag="", pieces=[""])

    @precondition(lambda self: self.upload.open_files)
    @rule(choice=st.integers(0, 1), size=st.sampled_from([500, 501]))
    def archive_is_found_before_it_is_told(self, choice: int, size: int) -> None:
        """Find an archive, and hear of it or of another one afterwards."""
        name = self._open(choice)
        self.object_is_found(name=name, size=500, etag="", pieces=[""])
        self.dock_has_stored(name=name, size=size, fingerprint="")
        self.object_is_missing(name=name)

    # What must hold.

    def _it_stays_the_same_upload(self) -> None:
        """Nothing makes another upload of it."""

        def identity(upload: LogUpload) -> object:
            return (
                (upload.upload_id, upload.dock, upload.created, upload.context_id),
                [
                    (file.module, file.object_key, file.boot_indexes, file.listed_size)
                    for file in upload.files
                ],
            )

        assert identity(self.upload) == identity(self.before)
        assert self.before.heard <= self.upload.heard <= self.now

    def _an_end_stays_an_end(self) -> None:
        """Of the upload and of each archive, except that an object makes a success of it.

        Or none, where the dock tells of another one.
        """
        if self.before.status.finished and self.upload.status is not self.before.status:
            if self.before.status is UploadStatus.UPLOADED:
                assert self.upload.error == UploadError.SIZE_MISMATCH
                self.seen.add("uploaded, then another than told")
            else:
                assert self.upload.status is UploadStatus.UPLOADED
            assert self.upload.finished == self.now
        elif self.before.status.finished:
            # Only what is known of the archives can still grow.
            assert self.upload == replace(
                self.before,
                files=self.upload.files,
                error=self.upload.error,
                error_code=self.upload.error_code,
                accepted=self.upload.accepted,
                checked=self.upload.checked,
                heard=self.upload.heard if self.hears_late else self.before.heard,
            )
        for file in self.upload.files:
            first = self.first_end.get(file.module)
            if first is None:
                continue
            if file.error == UploadError.SIZE_MISMATCH:
                assert file.stored_size not in (None, file.size)
            elif file.status is not first.status:
                assert file.status is UploadStatus.UPLOADED
                assert not first.cancel
            else:
                # How it ended is told as long as it is so.
                assert (file.error, file.result) == (first.error, first.result)

    def _a_cancel_of_the_user_is_final(self) -> None:
        """Neither a late word of the dock nor an object revives what was canceled."""
        for file in self.upload.files:
            if file.module in self.canceled_for_good:
                assert (file.status, file.cancel) == (UploadStatus.CANCELED, True)
            if file.cancel:
                assert file.status not in (UploadStatus.UPLOADED, UploadStatus.FAILED)

    def _what_is_uploaded_is_in_the_bucket(self) -> None:
        """No archive counts as uploaded whose object was not seen."""
        for file in self.upload.files:
            sizes = self.found_sizes[file.module]
            assert (file.stored_size is None) == (not file.stored_keys)
            if file.stored_size is not None:
                assert file.stored_size in sizes
            if file.status is UploadStatus.UPLOADED:
                # Where we cannot look only the dock knows.
                assert file.reported if file.elsewhere else file.stored_size
        if self.upload.status is UploadStatus.UPLOADED:
            statuses = {file.status for file in self.upload.files}
            assert UploadStatus.UPLOADED in statuses
            assert statuses <= {UploadStatus.UPLOADED, UploadStatus.CANCELED}

    def _the_whole_follows_from_its_parts(self) -> None:
        """It is over when all archives are, and says when and why."""
        upload = self.upload
        statuses = [file.status for file in upload.files]
        assert upload.status.finished == all(status.finished for status in statuses)
        assert (upload.finished is not None) == upload.status.finished
        assert (UploadStatus.FAILED in statuses and upload.status.finished) == (
            upload.status is UploadStatus.FAILED
        )
        assert bool(upload.error) == (upload.status is UploadStatus.FAILED)
        if upload.error:
            assert (upload.error, upload.error_code) in {
                (file.error, file.result)
                for file in upload.files
                if file.status is UploadStatus.FAILED
            }
        else:
            assert upload.error_code == 0
        assert (upload.status is UploadStatus.CANCELING) == bool(
            upload.open_files and all(file.cancel for file in upload.open_files)
        )
        for file in upload.files:
            assert file.status not in (UploadStatus.STALLED, UploadStatus.CANCELING)
            assert bool(file.error) == (file.status is UploadStatus.FAILED)
            assert file.rate is None or not file.status.finished
        assert upload.status is not UploadStatus.STALLED or upload.rate is None

    def _progress_goes_forward(self) -> None:
        """It is a percentage, and within a stage it never falls."""
        weights = same_stages = True
        for old, file in zip(self.before.files, self.upload.files, strict=True):
            weights &= old.size == file.size
            same_stages &= old.status is file.status
            assert file.progress is None or 0 <= file.progress <= 100
            if old.status is file.status and old.progress is not None:
                assert file.progress is not None
                assert file.progress >= old.progress
        total, before = self.upload.progress, self.before.progress
        assert total is None or 0 <= total <= 100
        if weights and same_stages and before is not None:
            assert total is not None
            assert total >= before

    def _a_kill_loses_nothing_but_the_rate(self) -> None:
        """What is saved is what is known, and knows as much of what comes."""
        saved = LogUpload.from_dict(json.loads(json.dumps(self.upload.as_dict())))
        files = tuple(replace(file, rate=None) for file in self.upload.files)
        assert saved == replace(self.upload, files=files)

    def _it_can_always_be_ended(self) -> None:
        """By patience, and by the user; what was over stays as it was."""
        later = self.now + timedelta(days=1)
        given_up = lifecycle.timed_out(self.upload, later)
        everything = self.upload.modules
        asked = lifecycle.cancel_requested(self.upload, later, modules=everything)
        closed = lifecycle.canceled(asked, later)
        assert given_up.status.finished
        assert closed.status.finished
        if self.upload.status.finished:
            assert given_up == closed == self.upload

    def _note_what_came_about(self) -> None:
        """Remember for the end of the test that the machine has been there."""
        upload, before = self.upload, self.before
        self.seen |= {upload.status, upload.error} - {""}
        ends = {file.status for file in upload.files}
        if upload.status is UploadStatus.FAILED and UploadStatus.UPLOADED in ends:
            self.seen.add("one stored, one failed")
        if ends == {UploadStatus.UPLOADED, UploadStatus.CANCELED}:
            self.seen.add("one stored, one canceled")
        if upload.status is UploadStatus.UPLOADED and before.status.finished:
            if before.status is UploadStatus.FAILED:
                self.seen.add("failed, then uploaded")
            if before.status is UploadStatus.CANCELED:
                self.seen.add("canceled by the dock, then uploaded")
        for file in upload.files:
            if file.status is UploadStatus.CANCELED and file.cancel and file.stored_size:
                self.seen.add("canceled, but stored")
            if file.elsewhere and file.status is UploadStatus.UPLOADED:
                self.seen.add("uploaded elsewhere")
            if file.reported and file.stored_size and file.size != file.stored_size:
                self.seen.add("another size than told")

    def _take(self, step: Step) -> None:
        """Take a step, and see that all holds, and that the same again changes nothing."""
        self.now += timedelta(seconds=1)
        self.before = self.upload
        self.upload = step(self.before, self.now)
        assert step(self.upload, self.now) == self.upload
        for file in self.upload.files:
            if file.status.finished:
                self.first_end.setdefault(file.module, file)
            if file.status is UploadStatus.CANCELED and file.cancel:
                self.canceled_for_good.add(file.module)
        self._it_stays_the_same_upload()
        self._an_end_stays_an_end()
        self._a_cancel_of_the_user_is_final()
        self._what_is_uploaded_is_in_the_bucket()
        self._the_whole_follows_from_its_parts()
        self._progress_goes_forward()
        self._a_kill_loses_nothing_but_the_rate()
        self._it_can_always_be_ended()
        self._note_what_came_about()

    def _hear(
        self, files: Iterable[FileProgress], status: str = "in_progress", result: int = 0
    ) -> None:
        """Take in news; that an archive is stored is the last word of the dock on it."""
        before = self.upload
        self._take(self._news(files, status, result))
        for old, file in zip(before.files, self.upload.files, strict=True):
            if old.reported:
                assert file.status in (old.status, UploadStatus.CANCELED)
                assert file == replace(old, status=file.status, reported_keys=file.reported_keys)

    def _open(self, choice: int) -> str:
        """Return a module that has not ended."""
        modules = [file.module for file in self.upload.open_files]
        return modules[choice % len(modules)]

    def _news(
        self, files: Iterable[FileProgress], status: str = "in_progress", result: int = 0
    ) -> Step:
        news = LogProgress(
            dock=DOCK, bid=ID, status=FileStatus(status), result=result, files=tuple(files)
        )
        return partial(lifecycle.progressed, event=news)

    def _kept(self, names: set[str]) -> None:
        """See that a step left modules alone."""
        for name in names:
            assert self.upload.file(name) == self.before.file(name)


# Hypothesis takes its own generator for one that is about to be gone.
@pytest.mark.filterwarnings("ignore:It looks like `register_random`")
# Four hundred lives are work for a minute, and for some where the cores are busy.
@pytest.mark.timeout(600)
def test_whatever_happens_in_whatever_order() -> None:
    """The promises hold after every step, and the machine has been everywhere."""
    UploadLife.seen.clear()
    run_state_machine_as_test(
        UploadLife,
        settings=settings(
            # The same in every run; no clock decides.
            derandomize=True,
            database=None,
            deadline=None,
            max_examples=400,
            stateful_step_count=60,
        ),
    )
    assert UploadLife.seen >= _SEEN_BY_ALL
