"""What the program remembers between two starts: language, look, speed, recent files, layout."""

import logging
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from PySide6.QtCore import QStandardPaths

from bpgui.session.atomic import atomic_writer
from bpgui.session.ladder import Grain
from bpgui.session.problems import Problem

MOST_RECENT = 10
logger = logging.getLogger(__name__)


class Preferences(msgspec.Struct):
    """The settings file. `geometry` and `layout` are Qt's own bytes, in base64."""

    language: Literal["system", "en", "zh_CN"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    text_size: Annotated[int, msgspec.Meta(ge=100, le=300)] = 100
    digits: Annotated[int, msgspec.Meta(ge=2, le=17)] = 3
    speed: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 45
    grain: Grain = Grain.PHASE
    animation: Literal["off", "slow", "normal", "fast"] = "normal"
    recent: list[str] = []
    geometry: str = ""
    layout: str = ""

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        name = str(path.resolve())
        self.recent = [name, *(other for other in self.recent if other != name)][:MOST_RECENT]


def preferences_path() -> Path:
    """Return where the settings file is."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.json"


def load_preferences(path: Path) -> Preferences:
    """Read the settings; a damaged file is kept beside as .bad, and the settings start afresh."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except FileNotFoundError:
        return Preferences()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        logger.info("settings %s not read: %s", path, error)
        try:
            path.replace(path.with_suffix(".json.bad"))
        except OSError as reason:
            logger.info("settings %s not set aside: %s", path, reason)
        return Preferences()


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Write the settings; where that is not possible the program goes on without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_writer(path) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(preferences), indent=2))
    except (OSError, Problem) as error:
        logger.info("settings %s not written: %s", path, error)
