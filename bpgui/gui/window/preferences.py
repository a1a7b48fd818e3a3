"""What the program remembers between two starts: language, look, recent files, layout."""

import hashlib
import logging
from binascii import a2b_base64, b2a_base64
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from PySide6.QtCore import QStandardPaths

from bpgui.session.basics.atomic import atomic_writer
from bpgui.session.basics.file_names import absolute, path_to_text, text_to_path
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.step.ladder import Grain

MAX_RECENT = 10
MAX_BYTES = 1 << 20
logger = logging.getLogger(__name__)


class WindowLayout(msgspec.Struct):
    """Where the window and its panels stand: Qt's own bytes, in base64. Qt does not survive damaged ones."""

    version: int = 0
    geometry: str = ""
    panels: str = ""
    checksum: str = ""

    @classmethod
    def of(cls, version: int, geometry: bytes, panels: bytes) -> "WindowLayout":
        """Return what is to be kept, with its checksum."""
        texts = [b2a_base64(part, newline=False).decode() for part in (geometry, panels)]
        return cls(version, texts[0], texts[1], _checksum(version, *texts))

    def parts(self, version: int) -> tuple[bytes, bytes] | None:
        """Return (geometry, panels) as they were kept by this version of the window; None where they are not whole."""
        is_whole = self.checksum == _checksum(self.version, self.geometry, self.panels)
        if self.version != version or not is_whole:
            return None
        return a2b_base64(self.geometry), a2b_base64(self.panels)


def _checksum(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class Preferences(msgspec.Struct):
    """The settings file. `recent` has paths as `path_to_text` writes them, the last one first."""

    language: Literal["system", "en", "zh_CN"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    text_size: Annotated[int, msgspec.Meta(ge=100, le=300)] = 100
    digits: Annotated[int, msgspec.Meta(ge=2, le=17)] = 3
    grain: Grain = Grain.PHASE
    animation: Literal["off", "slow", "normal", "fast"] = "normal"
    pictures: bool = False
    reasons: bool = True
    former: bool = True
    recent: Annotated[list[str], msgspec.Meta(max_length=MAX_RECENT)] = []
    window: WindowLayout = msgspec.field(default_factory=WindowLayout)

    @property
    def recent_paths(self) -> list[Path]:
        """The recent files, the last one first."""
        return [text_to_path(text) for text in self.recent]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        text = path_to_text(absolute(path))
        self.recent = [text, *(other for other in self.recent if other != text)][:MAX_RECENT]

    def forget(self, path: Path) -> None:
        """Take a file from the recent ones."""
        self.recent = [text for text in self.recent if text_to_path(text) != path]


def preferences_path() -> Path:
    """Return where the settings file is."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.json"


def load_preferences(path: Path) -> tuple[Preferences, bool]:
    """Read the settings; say whether the file was damaged.

    Each setting that cannot be read begins anew, and the damaged file is set aside.
    """
    try:
        if not path.exists():
            return Preferences(), False
        content = read_file(path, MAX_BYTES)
        try:
            return msgspec.json.decode(content, type=Preferences), False
        except msgspec.ValidationError as error:
            logger.info("settings %s not all read: %s", path, error)
            found = _readable(msgspec.json.decode(content, type=dict[str, msgspec.Raw]))
    except (OSError, Problem, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        logger.info("settings %s not read: %s", path, error)
        found = Preferences()
    set_aside(path)
    return found, True


def _readable(entries: dict[str, msgspec.Raw]) -> Preferences:
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(Preferences):
        if field.name in entries:
            try:
                found[field.name] = msgspec.json.decode(entries[field.name], type=field.type)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                logger.info("setting %s not read: %s", field.name, error)
    return Preferences(**found)


def aside_path(path: Path) -> Path:
    """Return where settings go that are not used."""
    return path.with_suffix(".json.bad")


def set_aside(path: Path) -> None:
    """Put the settings file where no start reads it, and a person can find it."""
    try:
        path.replace(aside_path(path))
    except OSError as reason:
        logger.info("settings %s not set aside: %s", path, reason)


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Write the settings; where that is not possible the program goes on without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_writer(path) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(preferences), indent=2))
    except (OSError, Problem) as error:
        logger.info("settings %s not written: %s", path, error)
