"""Runs the storage tests against a real store, as a user who has just the policies of docs/setup.md.

`python -m tests.bucket.stores minio|versitygw|ceph [arguments of pytest]`; scripts/stores says what
each needs.
"""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
import io
import os
from pathlib import Path
import subprocess
import sys
from tempfile import TemporaryDirectory

import boto3
from botocore.config import Config

from tests.lab.stack.process import Process, free_port
from tests.lab.stack.s3 import Store

from .policies import BUCKET, USER, policy

ROOT, ROOT_SECRET, USER_SECRET = "the-root", "secret-of-the-root", "secret-of-the-user"
_SECONDS = 60

type Environment = dict[str, str]


def _environment(endpoint: str, access_key: str, secret_key: str, **more: str) -> Environment:
    return {
        "S3_ENDPOINT": endpoint,
        "S3_ACCESS_KEY": access_key,
        "S3_SECRET_KEY": secret_key,
        "S3_BUCKET": BUCKET,
        **more,
    }


def _owner(endpoint: str, access_key: str = ROOT, secret_key: str = ROOT_SECRET) -> Store:
    return Store(
        endpoint=endpoint,
        region="us-east-1",
        access_key=access_key,
        secret_key=secret_key,
        role_arn="",
        bucket=BUCKET,
    )


@contextmanager
def minio(folder: Path) -> Generator[Environment]:
    """Run MinIO, with a user."""
    # PyPI's client for administrators is no part of the environment of the tests.
    sys.path.append(os.environ["MINIO_CLIENT"])
    admin_of = import_module("minio").MinioAdmin
    keys_of = import_module("minio.credentials").StaticProvider

    port, console = free_port(), free_port()
    server = Process("MinIO", folder / "minio.log")
    server.start(
        [
            *("minio", "server", "--address", f"127.0.0.1:{port}"),
            *("--console-address", f"127.0.0.1:{console}", str(folder / "data")),
        ],
        {"MINIO_ROOT_USER": ROOT, "MINIO_ROOT_PASSWORD": ROOT_SECRET, "MINIO_CI_CD": "1"},
    )
    try:
        server.wait_for_port(port, _SECONDS)
        endpoint = f"http://127.0.0.1:{port}"
        _owner(endpoint).client().create_bucket(Bucket=BUCKET)
        admin = admin_of(
            endpoint=f"127.0.0.1:{port}", credentials=keys_of(ROOT, ROOT_SECRET), secure=False
        )
        written = folder / "policy.json"
        written.write_text(policy("MinIO, user"))
        admin.policy_add(USER, str(written))
        admin.user_add(USER, USER_SECRET)
        admin.policy_set(USER, user=USER)
        yield _environment(
            endpoint,
            USER,
            USER_SECRET,
            S3_ENFORCES_POLICY="1",
            S3_CONSOLE=f"http://127.0.0.1:{console}",
            S3_ROOT_ACCESS_KEY=ROOT,
            S3_ROOT_SECRET_KEY=ROOT_SECRET,
        )
    finally:
        server.stop()


@contextmanager
def versitygw(folder: Path) -> Generator[Environment]:
    """Run versitygw with users of its own, which has no temporary credentials."""
    port, admin = free_port(), free_port()
    for name in ("data", "iam"):
        (folder / name).mkdir()
    server = Process("versitygw", folder / "versitygw.log")
    server.start(
        [
            *("versitygw", "--port", f"127.0.0.1:{port}", "--admin-port", f"127.0.0.1:{admin}"),
            *("--access", ROOT, "--secret", ROOT_SECRET, "--iam-dir", str(folder / "iam")),
            *("--quiet", "posix", str(folder / "data")),
        ]
    )
    try:
        server.wait_for_port(port, _SECONDS)
        server.wait_for_port(admin, _SECONDS)
        subprocess.run(
            [
                *("versitygw", "admin", "--access", ROOT, "--secret", ROOT_SECRET),
                *("--endpoint-url", f"http://127.0.0.1:{admin}", "create-user"),
                *("--access", USER, "--secret", USER_SECRET, "--role", "user"),
            ],
            check=True,
        )
        endpoint = f"http://127.0.0.1:{port}"
        owner = _owner(endpoint).client()
        owner.create_bucket(Bucket=BUCKET)
        owner.put_bucket_policy(Bucket=BUCKET, Policy=policy("versitygw, bucket"))
        yield _environment(endpoint, USER, USER_SECRET, S3_CREDENTIALS="static")
    finally:
        server.stop()


@contextmanager
def ceph(folder: Path) -> Generator[Environment]:
    """Use a gateway that is there: the owner of a bucket makes a role for itself.

    Not another user by a policy of the bucket, which would open it to the credentials of docks, too.
    """
    endpoint, given, role = os.environ["S3_ENDPOINT"], os.environ, "dji-dock"
    owner = _owner(endpoint, given["S3_ACCESS_KEY"], given["S3_SECRET_KEY"])
    iam = boto3.session.Session().client(
        "iam",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=owner.access_key,
        aws_secret_access_key=owner.secret_key,
        config=Config(connect_timeout=5, read_timeout=20),
    )
    theirs = {
        f"user/{USER}": f"user/{given.get('S3_USER', 'owner')}",
        "192.168.1.10/32": "127.0.0.1/32",
    }
    owner.client().create_bucket(Bucket=BUCKET)
    if role in {known["RoleName"] for known in iam.list_roles()["Roles"]}:
        iam.update_assume_role_policy(
            RoleName=role, PolicyDocument=policy("Ceph, trust of the role", theirs)
        )
    else:
        iam.create_role(
            RoleName=role,
            AssumeRolePolicyDocument=policy("Ceph, trust of the role", theirs),
        )
    iam.put_role_policy(RoleName=role, PolicyName="docks", PolicyDocument=policy("Ceph, role"))
    yield _environment(
        endpoint,
        owner.access_key,
        owner.secret_key,
        S3_ROLE_ARN=iam.get_role(RoleName=role)["Role"]["Arn"],
        S3_ENFORCES_POLICY="1",
    )


_STORES = {store.__name__: store for store in (minio, versitygw, ceph)}


def main(name: str, *arguments: str) -> int:
    """Run the tests against a store; returns what pytest does."""
    with TemporaryDirectory() as folder, _STORES[name](Path(folder)) as environment:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(line_buffering=True)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *(arguments or ("tests/bucket",))],
            env={**os.environ, **environment},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
