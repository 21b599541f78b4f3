"""What to paste: filled in, without secrets, the same as in the documents, and enough."""

import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.bucket import Provider
from custom_components.dji_dock.configuration.snippets import (
    APP_PAGE,
    APP_VALUES,
    Snippet,
    async_titles,
    broker_snippet,
    broker_snippets,
    bucket_snippet,
    bucket_snippets,
)

SETUP = (Path(__file__).parents[2] / "docs" / "setup.md").read_text(encoding="utf-8")
CEPH_ROLE = {"advanced": {"role_arn": "arn:aws:iam:::role/dji-dock"}}
PERMANENT = {"advanced": {"credentials": "static"}}
SECRETS = {"password": "the-password", "secret_access_key": "the-secret-key"}
TYPED: dict[str, Any] = {
    "host": "broker.lan",
    "username": "home",
    "endpoint": "https://s3.lan:9000/",
    "region": "cn-north-1",
    "bucket": "logs-of-docks",
    "access_key_id": "docks",
    **SECRETS,
    "advanced": {
        "key_prefix": "roof/dji",
        "role_arn": "arn:aws-cn:iam::210987654321:role/of/docks",
    },
}


def every(data: dict[str, Any]) -> list[Snippet]:
    """Return all that there is to paste."""
    return [
        *broker_snippets(data),
        *(each for provider in Provider for each in bucket_snippets(provider, data)),
    ]


def text(snippets: list[Snippet], name: str) -> str:
    """Return one by its name."""
    return next(each.text for each in snippets if each.name == name)


def policy(provider: Provider, name: str) -> Any:
    """Return one of the policies for what was typed."""
    return json.loads(text(bucket_snippets(provider, TYPED), name))


def test_the_documents_say_the_same() -> None:
    """Who reads there pastes what the form shows."""
    chapters = SETUP[SETUP.index("## Broker: users to paste") : SETUP.index("## Security")]
    documented = re.findall(r"```\w+\n(.*?)\n```", chapters, re.DOTALL)
    made = [*every({}), *bucket_snippets(Provider.MINIO, CEPH_ROLE)]
    made.append(bucket_snippets(Provider.MINIO, PERMANENT)[-1])
    assert sorted(documented) == sorted(each.text for each in made)


def test_the_app_page_is_in_the_documents() -> None:
    """With the names of the three values."""
    assert all(f"*{name}*" in " ".join(SETUP.split()) for name in APP_VALUES)
    assert f"({APP_PAGE})" in SETUP


def test_what_was_typed_is_filled_in() -> None:
    """Bucket, folder, user, account, role, and the partition of China."""
    user, role = policy(Provider.AWS, "aws_user"), policy(Provider.AWS, "aws_role")
    assert [each["Resource"] for each in user["Statement"]] == [
        ["arn:aws-cn:s3:::logs-of-docks"],
        ["arn:aws-cn:s3:::logs-of-docks/roof/dji/*"],
        ["arn:aws-cn:iam::210987654321:role/of/docks"],
    ]
    assert role["Statement"][0]["Resource"] == ["arn:aws-cn:s3:::logs-of-docks/roof/dji/*"]
    assert policy(Provider.AWS, "aws_trust")["Statement"][0]["Principal"] == {
        "AWS": ["arn:aws-cn:iam::210987654321:user/dji-dock"]
    }
    commands = text(bucket_snippets(Provider.MINIO, {**TYPED, "advanced": {}}), "minio_commands")
    assert "mc alias set my-minio https://s3.lan:9000\n" in commands
    assert "my-minio/logs-of-docks\n" in commands
    assert commands.endswith("--user docks")
    assert "\nuser home\n" in broker_snippet(TYPED)


@pytest.mark.parametrize(
    ("region", "partition"),
    [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("", "aws")],
)
def test_partition_of_a_region(region: str, partition: str) -> None:
    """ARNs begin with it before a role is typed."""
    user = json.loads(text(bucket_snippets(Provider.AWS, {"region": region}), "aws_user"))
    resources = [each["Resource"][0] for each in user["Statement"]]
    assert {resource.split(":")[1] for resource in resources} == {partition}


def test_alibaba_role_is_filled_in() -> None:
    """It has another form."""
    data = {"advanced": {"role_arn": "acs:ram::99:role/docks"}}
    snippets = bucket_snippets(Provider.ALI, data)
    assert "acs:ram::99:role/docks" in text(snippets, "ali_user")
    assert "acs:ram::99:user/dji-dock" in text(snippets, "ali_trust")


def test_permanent_credentials_need_no_role() -> None:
    """Nothing to assume, nobody to trust."""
    for provider in (Provider.AWS, Provider.ALI):
        [user] = bucket_snippets(provider, PERMANENT)
        assert "sts:AssumeRole" not in user.text


def test_known_docks_are_filled_in() -> None:
    """Each with its aircraft, if it has one."""
    rules = text(broker_snippets({}, [("DOCK1", "PLANE1"), ("DOCK2", None)]), "mosquitto_acl")
    assert "user DOCK1\ntopic write thing/product/PLANE1/osd" in rules
    assert "None" not in rules
    users = text(broker_snippets({}, [("DOCK1", "PLANE1"), ("DOCK2", None)]), "mosquitto_users")
    assert users.endswith("passwords DOCK1\nmosquitto_passwd /etc/mosquitto/passwords DOCK2")


@pytest.mark.parametrize(
    "nasty",
    ['x"; rm -rf /', "a`b", "a\n```\n# b", "$(id)", "<b>", "${aws:username}", "*", "x" * 999],
)
def test_what_is_not_fit_to_be_pasted_is_left_out(nasty: str) -> None:
    """What was typed wrong, or by somebody else, runs in no shell and closes no block."""
    data = {
        **dict.fromkeys(("username", "endpoint", "region", "bucket", "access_key_id"), nasty),
        "advanced": {"key_prefix": nasty, "role_arn": nasty},
    }
    assert [each.text for each in every(data) if "ceph" not in each.name] == [
        each.text for each in every({}) if "ceph" not in each.name
    ]


def test_no_secret_in_any_of_it() -> None:
    """Whatever is in the fields for secrets."""
    pasted = broker_snippet(TYPED) + "".join(bucket_snippet(each, TYPED) for each in Provider)
    assert not [secret for secret in SECRETS.values() if secret in pasted]


async def test_each_has_a_title(hass: HomeAssistant) -> None:
    """And none has one for nothing."""
    titles = await async_titles(hass)
    names = {each.name for data in ({}, CEPH_ROLE, PERMANENT) for each in every(data)}
    assert titles.keys() == names
    shown = broker_snippet({}, titles)
    assert shown.startswith("**Mosquitto: users**\n\n```sh\n")
    assert shown.count("```") == 6
