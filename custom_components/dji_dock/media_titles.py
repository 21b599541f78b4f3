"""What the media browser calls days, flights, files and uploads, in the language of the home."""

from datetime import date, datetime

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .index import Day, Flight, Folder, IndexedObject

_UNITS = ("B", "KB", "MB", "GB", "TB")


class Titles:
    """Words of one language."""

    def __init__(self, words: dict[str, str]) -> None:
        """Take translations of the category `common`."""
        self._words = words

    @classmethod
    async def async_load(cls, hass: HomeAssistant) -> Titles:
        """Return the words of Home Assistant's language."""
        return cls(await async_get_translations(hass, hass.config.language, "common", {DOMAIN}))

    def word(self, key: str, **values: str) -> str:
        """Return a text, its key where there is none."""
        text = self._words.get(f"component.{DOMAIN}.common.{key}", key)
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

    def upload(self, folder: Folder) -> str:
        """Return the title of an upload of logs."""
        local = dt_util.as_local(_began(folder))
        return f"{local:%Y-%m-%d %H:%M} · {self._count(folder.files)} · {human_size(folder.size)}"

    def archive(self, file: IndexedObject) -> str:
        """Return the title of an archive of logs."""
        module = file.name.partition(".")[0]
        name = self.word(f"{module}_logs") if module in ("dock", "aircraft") else file.name
        return f"{name} · {human_size(file.size or 0)}"

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


def _began(folder: Folder) -> datetime:
    """Return the time that a folder's name begins with; else when its last file came."""
    try:
        return datetime.strptime(folder.name.partition("_")[0], "%Y%m%dT%H%M%SZ").replace(
            tzinfo=dt_util.UTC
        )
    except ValueError:
        return folder.modified
