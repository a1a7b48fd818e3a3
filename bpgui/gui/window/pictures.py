"""Pictures of what the window shows: to the clipboard, into a file, on paper."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from bpgui.gui.pictures.drawing import Drawable, Drawing, of_widgets
from bpgui.gui.pictures.formats import FORMATS, clip
from bpgui.gui.pictures.paper import on_paper
from bpgui.gui.widgets.background import run_in_background
from bpgui.gui.widgets.words import problem_text
from bpgui.gui.window.file_actions import FileActions
from bpgui.gui.window.menus import Actions
from bpgui.session.basics.atomic import atomic_writer
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.basics.work import Cancelled, Work


class PictureActions(QObject):
    """What the menus do with pictures."""

    told = Signal(str)  #: something was done: a sentence for the notice

    def __init__(self, actions: Actions, files: FileActions, window: QMainWindow) -> None:
        super().__init__(window)
        self._files, self._window = files, window
        actions.connect("copy_picture", self.copy)
        actions.connect("save_picture", self.save)
        actions.connect("print", self.print)

    def drawings(self) -> list[Drawing]:
        """Return all that can be seen now and taken away; first what has the keys, last the whole window."""
        found: dict[QWidget, Drawing] = {}
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not found:
            found |= _drawing_of(widget)
            widget = widget.parentWidget()
        centre = self._window.centralWidget()
        for part in (
            *([] if centre is None else centre.findChildren(QWidget)),
            *self._window.findChildren(QDockWidget),
        ):
            if not part.visibleRegion().isEmpty():
                found |= _drawing_of(part)
        return [*found.values(), of_widgets("window", self.tr("The whole window"), [self._window])]

    def copy(self) -> None:
        """Copy what has the keys."""
        drawing = self.drawings()[0]
        try:
            with on_paper(drawing, self._window):
                data = clip(drawing)
        except Problem as problem:
            self.told.emit(problem_text(problem))
        else:
            QGuiApplication.clipboard().setMimeData(data)
            self.told.emit(self.tr("Copied as picture: {title}.").format(title=drawing.title))

    def save(self) -> None:
        """Ask for a picture and a file, and write it; where that fails, ask again with all that was chosen."""
        from bpgui.gui.window.picture_dialog import PictureDialog

        dialog = PictureDialog(self._window, self.drawings(), Path(self._files.folder()))
        try:
            while dialog.exec() == PictureDialog.DialogCode.Accepted:
                try:
                    path = dialog.file()
                    if self._files.may_replace(path, dialog.windowTitle()):
                        self._write(dialog.chosen, path, dialog.scale.value())
                        self.told.emit(self.tr("Saved {name}.").format(name=shown(path.name)))
                        return
                except Problem as problem:
                    dialog.say_failed(problem)
                except Cancelled:
                    self.told.emit(self.tr("Saving was cancelled; no file was changed."))
                    return
        finally:
            dialog.deleteLater()

    def _write(self, drawing: Drawing, path: Path, scale: int) -> None:
        with on_paper(drawing, self._window):
            made = FORMATS[path.suffix.lower()](drawing, scale)

        def write(work: Work[None]) -> None:
            data = made()
            work.raise_if_cancelled()
            with atomic_writer(path) as stream:
                stream.write(data)

        run_in_background(self._window, self.tr("Saving the picture..."), write, lambda _done, _total: "")

    def print(self) -> None:
        """Ask for a picture and a printer, and print it."""
        from bpgui.gui.pictures.printing import print_drawing
        from bpgui.gui.window.picture_dialog import PrintDialog

        dialog = PrintDialog(self._window, self.drawings())
        try:
            if dialog.exec() == PrintDialog.DialogCode.Accepted and print_drawing(dialog.chosen, self._window):
                self.told.emit(self.tr("Printed: {title}.").format(title=dialog.chosen.title))
        except Problem as problem:
            self.told.emit(problem_text(problem))
        finally:
            dialog.deleteLater()


def _drawing_of(part: QWidget) -> dict[QWidget, Drawing]:
    """Return the picture of a view, or of a dock and what it is filled with; nothing for parts of them."""
    if not isinstance(part, QDockWidget):
        return {part: part.drawing()} if isinstance(part, Drawable) else {}
    for view in part.widget().children():
        if isinstance(view, QWidget) and isinstance(view, Drawable):
            return {view: view.drawing()}
    name = part.objectName().removesuffix("_dock")
    return {part.widget(): of_widgets(name, part.windowTitle(), [part.widget()])}
