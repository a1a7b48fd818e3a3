"""The fields in which something may be typed that is not kept yet, and the one question that is asked of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

Request = TypeVar("Request", bound=Callable[..., Any])


def command(refused: object = None) -> Callable[[Request], Request]:
    """Mark a request of a document as one that is done only after all that is typed is kept.

    Where something cannot be kept the request answers `refused`.
    """

    def mark(request: Request) -> Request:
        @wraps(request)
        def asked(document: Any, *args: Any, **kwargs: Any) -> Any:
            return request(document, *args, **kwargs) if document.settle() else refused

        return cast(Request, asked)

    return mark


class Editor(Protocol):
    """A field that is open for typing, always (in a toolbar) or for a while (in a cell)."""

    def settle(self) -> bool:
        """Keep what is typed, and close if this is no lasting field. False, with the reason shown, if it cannot be."""

    def drop(self) -> bool:
        """Return to what is kept; say whether anything else was typed."""

    @property
    def is_open(self) -> bool:
        """Whether it is open for a while, and will close."""


class OpenEditors(QObject):
    """Knows every field whose number belongs to the session; each adds itself when it is made.

    Commands ask `settle` first: what is typed is kept before anything else is done. Where it cannot be kept, its field
    has the focus and says why, and the command is not done.
    """

    text_dropped = Signal(str)  #: what was typed had to go with its field, for this reason

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editors: list[Editor] = []
        self._is_busy = False

    def add(self, editor: Editor) -> None:
        """Know one more editor, until Qt deletes it."""
        self._editors = [*self._living(), editor]

    def _living(self) -> list[Editor]:
        return [editor for editor in self._editors if shiboken6.isValid(editor)]

    def settle(self) -> bool:
        """Have every editor keep what is typed; say whether all could."""
        if self._is_busy:
            return True
        with self.keeping():
            for editor in self._living():
                if not editor.settle():
                    _focus(editor)
                    return False
        return True

    def drop(self) -> bool:
        """Have every editor return to what is kept; say whether anything else was typed in one."""
        dropped = [editor.drop() for editor in self._living()]
        return any(dropped)

    @property
    def is_open(self) -> bool:
        """Whether a field is open where its number stands."""
        return any(editor.is_open for editor in self._living())

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Do what an editor asks for when it keeps a number: this does not ask the editors once more."""
        was_busy, self._is_busy = self._is_busy, True
        try:
            yield
        finally:
            self._is_busy = was_busy

    def hold(self, editor: Editor) -> None:
        """Give the focus back to an editor that cannot keep what is typed, once all has happened that took it away."""
        QTimer.singleShot(0, self, lambda: self._hold(editor))

    def _hold(self, editor: Editor) -> None:
        if shiboken6.isValid(editor) and QApplication.activePopupWidget() is None and not editor.settle():
            _focus(editor)


def _focus(editor: Editor) -> None:
    if isinstance(editor, QWidget):
        editor.setFocus()
