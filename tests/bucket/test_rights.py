"""The rights that a key needs: each is tried, named when it lacks, and in the policies to paste."""

from dataclasses import replace

import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    CredentialsMode,
    Provider,
    check,
    check_dock_path,
)
from custom_components.dji_dock.bucket.rights import OF_DOCKS, OF_OBJECTS, OF_THE_BUCKET, right
from tests.bucket.helpers import failure
from tests.bucket.servers import Denying

from .policies import policies
from .servers import Answer, answering, s3_error


@pytest.mark.parametrize("lacking", [*OF_OBJECTS, *OF_THE_BUCKET])
@pytest.mark.parametrize("provider", [Provider.AWS, Provider.MINIO])
def test_a_right_that_lacks_is_named(
    config: BucketConfig, provider: Provider, lacking: str
) -> None:
    """A key that can put, get and delete only would find out later, and say nothing of it."""
    store = Denying(lacking)
    with answering((500, "", {}), choose=store.answer) as url:
        bucket = Bucket(replace(config, provider=provider, endpoint=url))
        err = failure(lambda: check(bucket))
    assert (err.reason, err.detail) == ("right_missing", f"s3:{lacking}")
    assert not store.stored or lacking == "DeleteObject"


def test_nothing_lacks(config: BucketConfig) -> None:
    """Every right that the policies give is tried, and none beside them is needed."""
    store = Denying("")
    with answering((500, "", {}), choose=store.answer) as url:
        check(Bucket(replace(config, endpoint=url)))
    assert not store.stored
    assert set(store.asked) == {*OF_OBJECTS, *OF_THE_BUCKET}


def test_a_store_that_lists_no_unfinished_uploads(config: BucketConfig) -> None:
    """It can be used: there is nothing that we could abort."""
    store = Denying("")

    def answer(method: str, path: str) -> Answer | None:
        if "uploads" in path.partition("?")[2]:
            return s3_error("NotImplemented", 501)
        return store.answer(method, path)

    with answering((500, "", {}), choose=answer) as url:
        bucket = Bucket(replace(config, endpoint=url))
        check(bucket)
        assert bucket.abort_leftovers("k") == 0


@pytest.mark.parametrize(
    "words",
    [
        s3_error("InvalidArgument", 400),
        s3_error("InvalidRequest", 400),
        s3_error("NoSuchKey", 404),
        s3_error("NotImplemented", 501),
    ],
)
def test_words_for_an_upload_that_never_was(config: BucketConfig, words: Answer) -> None:
    """Whatever a store says of it, only that we may not abort is a reason not to begin."""
    store = Denying("")

    def answer(method: str, path: str) -> Answer | None:
        return words if "uploadId" in path else store.answer(method, path)

    with answering((500, "", {}), choose=answer) as url:
        check(Bucket(replace(config, endpoint=url)))


def test_a_store_that_fails_in_the_middle_of_it(config: BucketConfig) -> None:
    """That is no reason to pass it, nor to leave behind what a dock would have written."""
    store = Denying("")

    def answer(method: str, path: str) -> Answer | None:
        failing = method == "POST" or "uploadId" in path
        return s3_error("InternalError", 500) if failing else store.answer(method, path)

    with answering((500, "", {}), choose=answer) as url:
        static = replace(config, endpoint=url, credentials=CredentialsMode.STATIC)
        bucket = Bucket(replace(static, provider=Provider.MINIO))
        assert failure(lambda: check(bucket)).reason == "bucket_busy"
        assert failure(lambda: check_dock_path(bucket)).reason == "bucket_busy"
    assert not store.stored


def test_rights_of_alibaba() -> None:
    """Some have another name there."""
    names = [right(Provider.ALI, name) for name in (*OF_OBJECTS, *OF_THE_BUCKET)]
    assert names == [
        "oss:PutObject",
        "oss:GetObject",
        "oss:DeleteObject",
        "oss:AbortMultipartUpload",
        "oss:ListObjects",
        "oss:ListMultipartUploads",
    ]


OURS = [
    {*(f"s3:{name}" for name in OF_THE_BUCKET)},
    {*(f"s3:{name}" for name in OF_OBJECTS)},
]
DOCKS = [{*(f"s3:{name}" for name in OF_DOCKS)}]
ASSUME = [{"sts:AssumeRole"}]
RAM = [
    {right(Provider.ALI, name) for name in OF_THE_BUCKET},
    {right(Provider.ALI, name) for name in OF_OBJECTS},
]


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("Amazon S3, user", [*OURS, *ASSUME]),
        ("Amazon S3, role", DOCKS),
        ("Amazon S3, trust of the role", ASSUME),
        ("Alibaba Cloud OSS, user", [*RAM, *ASSUME]),
        ("Alibaba Cloud OSS, role", [{right(Provider.ALI, name) for name in OF_DOCKS}]),
        ("Alibaba Cloud OSS, trust of the role", ASSUME),
        ("MinIO, user", OURS),
        ("Ceph, role", DOCKS),
        ("Ceph, trust of the role", ASSUME),
        ("versitygw, bucket", OURS),
    ],
)
def test_policies_to_paste(name: str, rights: list[set[str]]) -> None:
    """They give exactly the rights that are used, on the folder, the bucket and the role."""
    policy = policies()[name]
    alibaba = name.startswith("Alibaba")
    assert policy["Version"] == ("1" if alibaba else "2012-10-17")
    assert [{*statement["Action"]} for statement in policy["Statement"]] == rights
    bucket = "acs:oss:*:*:my-bucket" if alibaba else "arn:aws:s3:::my-bucket"
    for statement in policy["Statement"]:
        assert statement["Effect"] == "Allow"
        named = statement.get("Resource", [])
        if "AssumeRole" in statement["Action"][0]:
            # One that trusts names who, one that allows names what.
            assert ("Principal" in statement) is not bool(named)
            assert all(":role/dji-dock" in role for role in named)
        elif "List" in statement["Action"][0]:
            assert named == [bucket]
        else:
            assert named == [f"{bucket}/dji_dock/*"]
        # Those of a bucket say for whom, those of a user or a role do not.
        of_bucket = name.endswith(", bucket")
        assert ("Principal" in statement) is (of_bucket or "trust" in name)


def test_every_policy_is_looked_at() -> None:
    """A further one needs a line above."""
    assert len(policies()) == 10
