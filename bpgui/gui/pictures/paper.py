"""The light colours of paper for a moment, without the screen showing them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QWidget

from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look

#: Milliseconds in which the views, each at its pace, take up other colours.
SETTLING = 120


def _curtain(window: QWidget) -> Label:
    """Hold what the window shows now before it."""
    curtain = Label(window)
    curtain.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    curtain.setPixmap(window.grab())
    curtain.setGeometry(window.rect())
    curtain.show()
    curtain.raise_()
    return curtain


@contextmanager
def on_paper(drawing: Drawing, window: QWidget) -> Iterator[None]:
    """Let a drawing be painted in light colours within the block, whatever the screen's are."""
    if look.theme.is_dark and drawing.is_styled:
        with _restyled(window):
            yield
    else:
        yield


@contextmanager
def _restyled(window: QWidget) -> Iterator[None]:
    """Let all widgets have light colours; the screen shows what it showed."""
    curtain = _curtain(window)
    try:
        _take_up("light")
        curtain.hide()  # nothing is painted on the screen before the next event
        yield
    finally:
        curtain.show()
        _take_up("dark")
        curtain.hide()
        curtain.deleteLater()


def _take_up(theme: str) -> None:
    look.apply(theme, look.scale)
    loop = QEventLoop()
    QTimer.singleShot(SETTLING, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
