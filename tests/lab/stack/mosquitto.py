"""A Mosquitto of our own: own configuration, own port, a user and a password."""

import base64
from collections.abc import Mapping
import hashlib
import json
import os
from pathlib import Path
import secrets
import shutil
import signal

from .process import Process, ProcessFailed, free_port

_ROOT = Path(__file__).parents[3]
_PRIVATE = _ROOT / ".cache" / "mosquitto"
_START_SECONDS = 15
_ITERATIONS = 101


def mosquitto_command() -> tuple[list[str], dict[str, str]]:
    """Return how to start Mosquitto on this machine: the system's, or the one of the set-up.

    Raises:
        ProcessFailed: there is none.
    """
    found = shutil.which("mosquitto") or shutil.which("/usr/sbin/mosquitto")
    if found:
        return [found], {}
    private = _PRIVATE / "usr" / "sbin" / "mosquitto"
    if not private.exists():
        raise ProcessFailed("Mosquitto is missing: run scripts/setup")
    libraries = [str(path) for path in sorted((_PRIVATE / "usr" / "lib").glob("*-linux-gnu*"))]
    return [str(private)], {"LD_LIBRARY_PATH": ":".join(libraries)}


class Mosquitto:
    """A broker on 127.0.0.1 that keeps sessions over a restart."""

    def __init__(
        self,
        folder: Path,
        *,
        username: str = "home",
        password: str = "",
        deny_subscriptions: bool = False,
        certificate: tuple[Path, Path] | None = None,
        anonymous: bool = False,
        max_queued: int | None = None,
        keeps_qos0: bool = False,
        others: Mapping[str, str] | None = None,
        rights: str = "",
    ) -> None:
        """Write its configuration; `certificate` are the files of certificate and key for TLS.

        `max_queued` messages wait for a client that is slower than what comes, 0 is all. With
        `keeps_qos0` those of QoS 0 wait for a client that is away, too, as other brokers have it.
        `others` are further users with their passwords, `rights` is a file of access rules.
        """
        self.port = free_port()
        self.username = username
        self.password = password or secrets.token_urlsafe(12)
        self._folder = folder
        self._process = Process("Mosquitto", folder / "mosquitto.log")
        self._deny_subscriptions = deny_subscriptions
        self._certificate = certificate
        self._anonymous = anonymous
        self._max_queued = max_queued
        self._keeps_qos0 = keeps_qos0
        self._others = others or {}
        self._rights = rights
        folder.mkdir(parents=True, exist_ok=True)
        self.change_password(self.password)

    def start(self) -> None:
        """Start it; a port that somebody took meanwhile is replaced at the first start."""
        command, env = mosquitto_command()
        config = self._folder / "mosquitto.conf"
        config.write_text(self._config())
        self._process.start([*command, "-c", str(config)], env)
        self._process.wait_for_port(self.port, _START_SECONDS)

    def change_password(self, password: str) -> None:
        """Take another password from the next start on; the one we know stays the old one."""
        passwords = self._folder / "passwords"
        users = {self.username: password, **self._others}
        passwords.write_text(
            "".join(f"{name}:{_hashed(secret)}\n" for name, secret in users.items())
        )
        passwords.chmod(0o600)

    def kill(self) -> None:
        """End it as a power cut does: what it had not saved is lost."""
        self._process.kill()

    def freeze(self) -> None:
        """Let it do nothing for a while, as a dead line: nobody is told."""
        self._process.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._process.signal(signal.SIGCONT)

    def stop(self) -> None:
        """Stop it; it saves its sessions."""
        self._process.stop()

    def _config(self) -> str:
        lines = [
            f"listener {self.port} 127.0.0.1",
            f"allow_anonymous {str(self._anonymous).lower()}",
            f"password_file {self._folder / 'passwords'}",
            "persistence true",
            f"persistence_location {self._folder}/",
            "set_tcp_nodelay true",
            "log_dest stderr",
        ]
        if os.geteuid() == 0:
            # As root it would become another user, who cannot read this folder.
            lines.append("user root")
        if self._max_queued is not None:
            lines.append(f"max_queued_messages {self._max_queued}")
        if self._keeps_qos0:
            lines.append("queue_qos0_messages true")
        if self._rights:
            rules = self._folder / "rights"
            rules.write_text(f"{self._rights}\n")
            rules.chmod(0o600)
            lines.append(f"acl_file {rules}")
        if self._deny_subscriptions:
            lines += self._denying_plugin()
        if self._certificate:
            certificate, key = self._certificate
            lines += [f"certfile {certificate}", f"keyfile {key}"]
        return "\n".join(lines) + "\n"

    def _denying_plugin(self) -> list[str]:
        """Return lines that refuse every subscription: an ACL file would accept it and stay mute."""
        command, _ = mosquitto_command()
        plugin = next(
            path
            for root in (Path(command[0]).parents[1], Path("/usr"))
            for path in sorted((root / "lib").glob("**/mosquitto_dynamic_security.so"))
        )
        salt, digest = _digest(self.password)
        client = {"username": self.username, "salt": salt, "password": digest}
        rules = self._folder / "rules.json"
        rules.write_text(
            json.dumps(
                {
                    "defaultACLAccess": {"publishClientSend": True, "subscribe": False},
                    "clients": [{**client, "iterations": _ITERATIONS, "roles": []}],
                }
            )
        )
        return [f"plugin {plugin}", f"plugin_opt_config_file {rules}"]


def _hashed(password: str) -> str:
    """Return a password as Mosquitto's password file has it."""
    return f"$7${_ITERATIONS}${'$'.join(_digest(password))}"


def _digest(password: str) -> tuple[str, str]:
    """Return a salt, and the digest of a password with it."""
    salt = secrets.token_bytes(12)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS, 64)
    return base64.b64encode(salt).decode(), base64.b64encode(digest).decode()
