"""What the media browser calls days, flights, files and uploads, in the language of the home."""

from datetime import date, datetime

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..database import Day, Flight, Folder, IndexedObject

_UNITS = ("B", "KB", "MB", "GB", "TB")


class Titles:
    """Words of one language."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Take translations of the category `common`."""
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant) -> Titles:
        """Return the words of Home Assistant's language."""
        return cls(await async_get_translations(hass, hass.config.language, "common", {DOMAIN}))

    def word(self, key: str, **values: str) -> str:
        """Return a text, its key where there is none."""
        text = self._texts.get(f"component.{DOMAIN}.common.{key}", key)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def day(self, day: Day) -> str:
        """Return the title of a day."""
        local = dt_util.as_local(day.start)
        return f"{local:%Y-%m-%d} · {self._count(day.files)}"

    def flight(self, flight: Flight) -> str:
        """Return the title of a flight."""
        key = "flight" if flight.flight else "other_files"
        name = self.word(key, time=_clock(flight.first)[:-3])
        return f"{name} · {self._count(flight.files)} · {human_size(flight.size)}"

    def flight_of(self, day: date, flight: str, began: datetime | None) -> str:
        """Return the title of a flight that is open."""
        if began is None or not flight:
            return f"{day.isoformat()} · {self.word('other_files')}"
        return f"{day.isoformat()} · {self.word('flight', time=_clock(began)[:-3])}"

    def file(self, file: IndexedObject) -> str:
        """Return the title of a file: what and when, and its name where that says more."""
        if file.kind == "other":
            return f"{file.name} · {human_size(file.size or 0)}"
        if file.kind in ("photo", "video"):
            kind = self.word(f"{file.variant}_{file.kind}" if file.variant else file.kind)
        else:
            kind = f"{self.word(file.kind)} .{file.name.rpartition('.')[2]}"
        return f"{_clock(file.taken)} · {kind}"

    def upload(self, upload: Folder) -> str:
        """Return the title of an upload of logs: when, of what, and how much."""
        when = self.upload_of(upload.name) or _minute(upload.modified)
        modules = [self._module(name) for name in upload.names]
        named = len(modules) == upload.files and all(modules)
        what = ", ".join(filter(None, modules)) if named else self._count(upload.files)
        return f"{when} · {what} · {human_size(upload.size)}"

    def upload_of(self, name: str) -> str | None:
        """Return the title of an upload that is open: the time that its folder is named after."""
        try:
            began = datetime.strptime(name.partition("_")[0], "%Y%m%dT%H%M%SZ")
        except ValueError:
            return None
        return _minute(began.replace(tzinfo=dt_util.UTC))

    def archive(self, file: IndexedObject) -> str:
        """Return the title of an archive of logs."""
        module = _module(file.name)
        name = self.word(f"{module}_logs") if module else file.name
        return f"{name} · {human_size(file.size or 0)}"

    def _module(self, name: str) -> str | None:
        module = _module(name)
        return self.word(f"{module}_module") if module else None

    def _count(self, files: int) -> str:
        return self.word("one_file" if files == 1 else "files", count=str(files))


def human_size(size: int) -> str:
    """Return bytes in the unit that reads best."""
    value = float(size)
    for unit in _UNITS:
        if value < 1000 or unit == _UNITS[-1]:
            return f"{value:.0f} {unit}" if unit in ("B", "KB") else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError


def _clock(when: datetime) -> str:
    return f"{dt_util.as_local(when):%H:%M:%S}"


def _minute(when: datetime) -> str:
    return f"{dt_util.as_local(when):%Y-%m-%d %H:%M}"


def _module(name: str) -> str | None:
    """Return whose logs an archive holds, None where its name does not say."""
    module = name.partition(".")[0]
    return module if module in ("dock", "aircraft") else None
