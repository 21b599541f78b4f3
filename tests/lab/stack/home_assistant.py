"""A real Home Assistant, as a process, and its API."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
import shutil
import time
from typing import Any

import aiohttp

from .process import Process, ProcessFailed, free_port_near

_INTEGRATION = Path(__file__).parents[3] / "custom_components" / "dji_dock"
_CONFIGURATION = """\
homeassistant:
  name: Home
  unit_system: metric
  time_zone: UTC
  # In a container it would be /media, which stays behind.
  media_dirs:
    local: {media}
# Not used; makes Home Assistant install what its frontend and its services need.
assist_pipeline:
automation: !include automations.yaml
config:
frontend:
history:
logbook:
media_source:
stream:
logger:
  default: warning
  logs:
    custom_components.dji_dock: {level}
"""
_MINIMAL = """\
homeassistant:
  name: Home
  unit_system: metric
  time_zone: UTC
  media_dirs:
    local: {media}
config:
frontend:
logger:
  default: warning
  logs:
    custom_components.dji_dock: {level}
"""
USERNAME = "demo"
PASSWORD = "demo-password"
_TOKEN_SECONDS = 1200
_REQUEST_TIMEOUT = aiohttp.ClientTimeout(total=90)


class Refused(ProcessFailed):
    """The API answers with an error; `status` is its number."""

    def __init__(self, text: str, status: int) -> None:
        """Take what it said."""
        super().__init__(text)
        self.status = status


class HomeAssistant:
    """Home Assistant on 127.0.0.1, with the integration installed as the Marketplace does it."""

    def __init__(
        self,
        folder: Path,
        hass: Path,
        *,
        minimal: bool = False,
        port: int = 0,
        log_level: str = "info",
        link: bool = False,
    ) -> None:
        """Write its configuration.

        `minimal` is what the API needs, for tests that nobody looks at; `link` uses the
        integration of this folder instead of a copy.
        """
        self.folder = folder
        self.port = free_port_near(port)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "home-assistant.log"
        self._hass = hass
        self._minimal = minimal
        self._process = Process("Home Assistant", folder / "output.log")
        self._token = ""
        self._refresh_token = ""
        self._token_from = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        template = _MINIMAL if minimal else _CONFIGURATION
        media = folder / "media"
        media.mkdir(exist_ok=True)
        automations = folder / "automations.yaml"
        if not automations.exists():
            automations.write_text("[]\n")
        configuration = template.format(level=log_level, media=media)
        (folder / "configuration.yaml").write_text(configuration)
        installed = folder / "custom_components" / "dji_dock"
        installed.parent.mkdir(exist_ok=True)
        if installed.is_symlink():
            installed.unlink()
        shutil.rmtree(installed, ignore_errors=True)
        if link:
            installed.symlink_to(_INTEGRATION)
        else:
            shutil.copytree(_INTEGRATION, installed, ignore=shutil.ignore_patterns("__pycache__"))

    @property
    def running(self) -> bool:
        """Whether its process runs."""
        return self._process.running

    @property
    def pid(self) -> int:
        """Return the id of its process."""
        return self._process.pid

    def start(self) -> None:
        """Start it; wait_ready() tells when it answers."""
        self._process.start(
            [str(self._hass), "--config", str(self.folder)],
            {
                "SETUP_PORT": str(self.port),
                # Home Assistant installs requirements with the tools of its own environment.
                "PATH": f"{self._hass.parent}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "VIRTUAL_ENV": str(self._hass.parents[1]),
            },
        )

    def stop(self) -> None:
        """Stop it."""
        self._process.stop(40)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()

    def log_text(self) -> str:
        """Return all that it wrote."""
        files = (self.log, self._process.log)
        return "\n".join(path.read_text(errors="replace") for path in files if path.exists())

    async def wait_ready(self, seconds: float) -> None:
        """Wait until its API answers.

        Raises:
            ProcessFailed: it ended, or took too long.
        """
        try:
            async with asyncio.timeout(seconds), self._session() as session:
                while True:
                    if not self._process.running:
                        raise ProcessFailed(f"Home Assistant ended:\n{self._process.tail()}")
                    try:
                        async with session.get(f"{self.url}/manifest.json") as answer:
                            if answer.status in (200, 404):
                                return
                    except aiohttp.ClientError, TimeoutError:
                        pass
                    await asyncio.sleep(0.2)
        except TimeoutError as err:
            raise ProcessFailed(f"Home Assistant does not answer:\n{self._process.tail()}") from err

    async def wait_started(self, seconds: float) -> None:
        """Wait until it has set up everything."""
        async with asyncio.timeout(seconds):
            while (await self.get("/api/config")).get("state") != "RUNNING":
                await asyncio.sleep(0.2)

    async def onboard(self) -> None:
        """Make the first user, and log in."""
        client = {"client_id": f"{self.url}/"}
        async with self._session() as session:
            user = {
                **client,
                "name": "Demo",
                "username": USERNAME,
                "password": PASSWORD,
                "language": "en",
            }
            async with session.post(f"{self.url}/api/onboarding/users", json=user) as answer:
                await _raise_for(answer)
                code = (await answer.json())["auth_code"]
            grant = {**client, "grant_type": "authorization_code", "code": code}
            async with session.post(f"{self.url}/auth/token", data=grant) as answer:
                await _raise_for(answer)
                tokens = await answer.json()
        self._token, self._refresh_token = tokens["access_token"], tokens["refresh_token"]
        self._token_from = time.monotonic()
        if self._minimal:
            return
        # These end the welcome of the frontend, and add what Home Assistant adds for everybody.
        for step in ("core_config", "analytics"):
            await self.post(f"/api/onboarding/{step}", {})
        redirect = {**client, "redirect_uri": f"{self.url}/?auth_callback=1"}
        await self.post("/api/onboarding/integration", redirect)

    async def log_in(self) -> None:
        """Log in as the user of an earlier run."""
        tokens = await self._tokens_of(USERNAME)
        self._token, self._refresh_token = tokens["access_token"], tokens["refresh_token"]
        self._token_from = time.monotonic()

    def browser_tokens(self) -> dict[str, Any]:
        """Return what the frontend keeps in the browser of a user who is logged in."""
        return self._kept({"access_token": self._token, "refresh_token": self._refresh_token})

    def _kept(self, tokens: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "hassUrl": self.url,
            "clientId": f"{self.url}/",
            "access_token": tokens["access_token"],
            "refresh_token": tokens["refresh_token"],
            "token_type": "Bearer",
            "expires_in": 1800,
            "expires": 4102444800000,
        }

    async def _tokens_of(self, username: str) -> dict[str, Any]:
        """Log a user in, and return the tokens of that."""
        flow = {"client_id": f"{self.url}/", "handler": ["homeassistant", None]}
        async with self._session() as session:
            async with session.post(
                f"{self.url}/auth/login_flow", json={**flow, "redirect_uri": self.url + "/"}
            ) as answer:
                await _raise_for(answer)
                flow_id = (await answer.json())["flow_id"]
            data = {"client_id": f"{self.url}/", "username": username, "password": PASSWORD}
            async with session.post(f"{self.url}/auth/login_flow/{flow_id}", json=data) as answer:
                await _raise_for(answer)
                code = (await answer.json())["result"]
            grant = {
                "client_id": f"{self.url}/",
                "grant_type": "authorization_code",
                "code": code,
            }
            async with session.post(f"{self.url}/auth/token", data=grant) as answer:
                await _raise_for(answer)
                tokens: dict[str, Any] = await answer.json()
        return tokens

    async def add_user(self, name: str) -> dict[str, Any]:
        """Make a user who is no administrator; returns what a browser of theirs keeps."""
        user = await self.command("config/auth/create", name=name, group_ids=["system-users"])
        await self.command(
            "config/auth_provider/homeassistant/create",
            user_id=user["user"]["id"],
            username=name,
            password=PASSWORD,
        )
        return self._kept(await self._tokens_of(name))

    async def get(self, path: str) -> Any:
        """Return what its API answers."""
        await self._renew()
        async with self._session() as session, session.get(f"{self.url}{path}") as answer:
            await _raise_for(answer)
            return await answer.json()

    async def post(self, path: str, data: Mapping[str, Any]) -> Any:
        """Post to its API, and return the answer."""
        await self._renew()
        async with (
            self._session() as session,
            session.post(f"{self.url}{path}", json=dict(data)) as answer,
        ):
            await _raise_for(answer)
            return await answer.json()

    async def delete(self, path: str) -> None:
        """Delete something by its API."""
        await self._renew()
        async with self._session() as session, session.delete(f"{self.url}{path}") as answer:
            await _raise_for(answer)

    async def put(self, path: str, data: bytes) -> Any:
        """Send a file to its API, and return the answer."""
        await self._renew()
        async with (
            self._session() as session,
            session.put(f"{self.url}{path}", data=data) as answer,
        ):
            await _raise_for(answer)
            return await answer.json()

    async def attributes(self, entity_id: str) -> dict[str, Any]:
        """Return the attributes of an entity."""
        found: dict[str, Any] = (await self.get(f"/api/states/{entity_id}"))["attributes"]
        return found

    async def state(self, entity_id: str) -> str:
        """Return the state of an entity, blank when there is none."""
        await self._renew()
        async with (
            self._session() as session,
            session.get(f"{self.url}/api/states/{entity_id}") as answer,
        ):
            if answer.status == 404:
                return ""
            await _raise_for(answer)
            return str((await answer.json())["state"])

    async def action(self, name: str, data: Mapping[str, Any], *, response: bool = True) -> Any:
        """Call an action of the integration, and return its response."""
        suffix = "?return_response" if response else ""
        answer = await self.post(f"/api/services/dji_dock/{name}{suffix}", data)
        return answer["service_response"] if response else answer

    async def command(self, kind: str, **data: Any) -> Any:
        """Send a command over its websocket, and return the result."""
        await self._renew()
        async with self._socket() as socket:
            await socket.send_json({"id": 1, "type": kind, **data})
            message = await socket.receive_json(timeout=30)
        if not message["success"]:
            raise ProcessFailed(f"{kind}: {message['error']}")
        return message["result"]

    @asynccontextmanager
    async def _socket(self) -> AsyncGenerator[aiohttp.ClientWebSocketResponse]:
        async with (
            self._session() as session,
            # A registry of a fleet is larger than what is taken by default.
            session.ws_connect(f"{self.url}/api/websocket", max_msg_size=0) as socket,
        ):
            await socket.receive_json(timeout=30)
            await socket.send_json({"type": "auth", "access_token": self._token})
            await socket.receive_json(timeout=30)
            yield socket

    async def add_integration(self, steps: Mapping[str, Mapping[str, Any]]) -> str:
        """Go through the config flow as a user does, and return the id of the entry.

        Raises:
            ProcessFailed: a step is refused; the message holds why.
        """
        result = await self.post("/api/config/config_entries/flow", {"handler": "dji_dock"})
        while result["type"] in ("form", "menu"):
            path = f"/api/config/config_entries/flow/{result['flow_id']}"
            step = result["step_id"]
            if result["type"] == "menu":
                choice = _choice(result, steps)
                result = await self.post(path, {"next_step_id": choice})
                continue
            if result.get("errors"):
                raise ProcessFailed(f"Step {step} is refused: {result['errors']}")
            if step not in steps:
                raise ProcessFailed(f"There is no answer for step {step}")
            result = await self.post(path, fit(result["data_schema"], steps[step]))
        if result["type"] != "create_entry":
            raise ProcessFailed(f"The flow ended without an entry: {result}")
        if following := result.get("next_flow"):
            await self.delete(f"/api/config/config_entries/options/flow/{following[1]}")
        return str(result["result"]["entry_id"])

    async def change_options(self, entry_id: str, options: Mapping[str, Any]) -> None:
        """Change options of the integration as a user does; the others get their defaults.

        What an earlier release does not ask for is left out; what is doubted is insisted on.

        Raises:
            ProcessFailed: they are refused.
        """
        path = "/api/config/config_entries/options/flow"
        form = await self.post(path, {"handler": entry_id})
        if form["type"] == "menu":
            form = await self.post(f"{path}/{form['flow_id']}", {"next_step_id": "settings"})
        asked = {field["name"] for field in form["data_schema"]}
        chosen = {name: value for name, value in options.items() if name in asked}
        for _ in ("asked", "insisted"):
            result = await self.post(f"{path}/{form['flow_id']}", chosen)
            if result["type"] == "create_entry":
                return
        raise ProcessFailed(f"The options are refused: {result}")

    async def device(self, serial: str) -> dict[str, Any] | None:
        """Return a device by its serial number."""
        devices = await self.command("config/device_registry/list")
        return next((item for item in devices if item.get("serial_number") == serial), None)

    async def entities(self, device_id: str) -> dict[str, str]:
        """Return the entity ids of a device, by what follows the serial in their unique id.

        Also by that after their domain, since a control may have the name of a sensor.
        """
        devices = await self.command("config/device_registry/list")
        serial = next(item["serial_number"] for item in devices if item["id"] == device_id)
        entries = await self.command("config/entity_registry/list")
        details = [
            await self.command("config/entity_registry/get", entity_id=entry["entity_id"])
            for entry in entries
            if entry["device_id"] == device_id
        ]
        found: dict[str, str] = {}
        # Sensors last: the name alone is theirs.
        for entry in sorted(details, key=lambda entry: "sensor." in entry["entity_id"]):
            # Not up to the first underscore: a serial number may hold some.
            key = entry["unique_id"].removeprefix(f"{serial}_")
            domain = entry["entity_id"].partition(".")[0]
            found[key] = found[f"{domain}.{key}"] = entry["entity_id"]
        return found

    async def _renew(self) -> None:
        """Get another token before this one ends, which is after half an hour."""
        if not self._token or time.monotonic() - self._token_from < _TOKEN_SECONDS:
            return
        grant = {
            "client_id": f"{self.url}/",
            "grant_type": "refresh_token",
            "refresh_token": self._refresh_token,
        }
        async with (
            self._session() as session,
            session.post(f"{self.url}/auth/token", data=grant) as answer,
        ):
            await _raise_for(answer)
            self._token = (await answer.json())["access_token"]
        self._token_from = time.monotonic()

    def _session(self) -> aiohttp.ClientSession:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return aiohttp.ClientSession(headers=headers, timeout=_REQUEST_TIMEOUT)


async def _raise_for(answer: aiohttp.ClientResponse) -> None:
    """Raise with what the server said, not only with its number."""
    if answer.status >= 400:
        text = (await answer.text())[:1000]
        raise Refused(f"{answer.method} {answer.url.path}: {answer.status} {text}", answer.status)


def fit(form: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers in the fields of a form, on top or in a section, and without any others.

    Releases differ in where they ask for what.
    """
    flat = {key: value for key, value in answers.items() if not isinstance(value, Mapping)}
    for given in answers.values():
        if isinstance(given, Mapping):
            flat |= given
    fitted: dict[str, Any] = {}
    for field in form:
        if field.get("type") == "expandable":
            fitted[field["name"]] = fit(field["schema"], flat)
        elif field["name"] in flat:
            fitted[field["name"]] = flat[field["name"]]
    return fitted


def _choice(menu: Mapping[str, Any], steps: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what to choose: the provider of the bucket, if that is asked, else to go on."""
    options: list[str] = menu["menu_options"]
    provider = steps.get("bucket", {"provider": "later"})["provider"]
    return provider if provider in options else options[0]
