"""The fonts of formulas, and how large each character is. Lengths are in em, a font's size."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from bpgui.gui.widgets.theme import CHINESE_FAMILIES, SANS_FAMILIES, base_font
from bpgui.session.basics.resources import resource_path

#: Families and styles. A style is asked for by name: an italic one that is made italic again would slant twice.
STYLES = {
    "main": ("KaTeX_Main", "Regular"),
    "italic": ("KaTeX_Math", "Italic"),
    "size1": ("KaTeX_Size1", "Regular"),
    "size2": ("KaTeX_Size2", "Regular"),
    "size3": ("KaTeX_Size3", "Regular"),
    "size4": ("KaTeX_Size4", "Regular"),
}
#: Words in the language of the window, and what the fonts above do not have.
WORDS = "words"
#: Characters are measured at this size.
_MEASURED = 200


@cache
def _load() -> None:
    for family, style in STYLES.values():
        QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{family}-{style}.ttf")))


@cache
def font(face: str, size: int) -> QFont:
    """Return a font in pixels."""
    _load()
    if face == WORDS:
        found = base_font(1.0)
    else:
        family, style = STYLES[face]
        found = QFont()
        found.setFamilies([family, *SANS_FAMILIES, *CHINESE_FAMILIES])
        found.setStyleName(style)
        found.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    found.setPixelSize(max(size, 1))
    return found


class Extents(dict[str, tuple[float, float, float]]):
    """Of each character of a face, looked up once: how far it moves the pen, how high and how deep it reaches."""

    def __init__(self, face: str) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font(face, _MEASURED))

    def __missing__(self, character: str) -> tuple[float, float, float]:
        rect = self._metrics.tightBoundingRect(character)
        width = self._metrics.horizontalAdvance(character)
        self[character] = found = (width / _MEASURED, -rect.top() / _MEASURED, rect.bottom() / _MEASURED)
        return found


@cache
def extents(face: str) -> Extents:
    """Return the extents of a face's characters."""
    return Extents(face)


def face_for(text: str) -> str:
    """Return the face that upright text is set in: the formulas' own where that has all of it."""
    return "main" if all(character in _MAIN for character in text) else WORDS


_MAIN = frozenset(map(chr, range(32, 127))) | frozenset("−×∘≈≤∂′∞")
