"""The dialogs that ask which picture to take away, and how."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.formats import FORMATS, MAX_SCALE, USUAL_SCALE, image, pixel_size, require_size
from bpgui.gui.pictures.paper import on_paper
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.basics.file_names import typed_path
from bpgui.session.basics.problems import Problem

#: Pixels of the small picture that shows what is chosen.
PREVIEW = QSize(440, 250)


class PrintDialog(FormDialog):
    """Asks which picture is printed, and shows it small."""

    def __init__(self, parent: QWidget, drawings: Sequence[Drawing], title: str = "") -> None:
        super().__init__(parent, title or QCoreApplication.translate("PrintDialog", "Print"))
        self.setObjectName("printPicture")
        self._drawings, self._window, self._previews = drawings, parent.window(), dict[str, QPixmap]()
        self.what, self.preview = ListBox(self), Label(self)
        for drawing in drawings:
            self.what.addItem(drawing.title)
        self.preview.setObjectName("picturePreview")
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setFixedHeight(PREVIEW.height())
        self.add(self.tr("Pic&ture"), "picture", self.what)
        self.form.addRow(self.preview)
        self.what.currentIndexChanged.connect(self._show)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Print..."))
        self._show()

    @property
    def chosen(self) -> Drawing:
        """The picture that is chosen."""
        return self._drawings[max(0, self.what.currentIndex())]

    def _show(self) -> None:
        name = self.what.currentText()
        if name not in self._previews:
            self._previews[name] = self._small(self.chosen)
        self.preview.setPixmap(self._previews[name])
        self.preview.setAccessibleName(self.tr("Preview: {title}").format(title=name))

    def _small(self, drawing: Drawing) -> QPixmap:
        ratio, size = self.devicePixelRatioF(), pixel_size(drawing, 1)
        scale = min(1.0, PREVIEW.width() / size.width(), PREVIEW.height() / size.height())
        with on_paper(drawing, self._window):
            picture = QPixmap.fromImage(image(drawing, scale * ratio))
        picture.setDevicePixelRatio(ratio)
        return picture


class PictureDialog(PrintDialog):
    """Asks which picture is saved, as what, how large, and where."""

    def __init__(self, parent: QWidget, drawings: Sequence[Drawing], folder: Path) -> None:
        super().__init__(parent, drawings, QCoreApplication.translate("PictureDialog", "Save a picture"))
        self.setObjectName("savePicture")
        self.kind, self.scale, self.pixels = ListBox(self), WholeNumber(1, MAX_SCALE), Label(self)
        for suffix, text in (
            (".png", self.tr("PNG: pixels, for slides and web pages")),
            (".svg", self.tr("SVG: lines, for drawing programs and web pages")),
            (".pdf", self.tr("PDF: lines, for documents and print")),
        ):
            self.kind.addItem(text, suffix)
        self.scale.setValue(USUAL_SCALE)
        self.scale.setPrefix("× ")
        self.pixels.setProperty("quiet", True)
        self.pixels.setObjectName("pixels")
        self.add(self.tr("F&ormat"), "format", self.kind)
        self.add(self.tr("Sca&le"), "scale", self.scale, self.pixels)
        self.add_file(folder / f"{self.chosen.stem}.png", self.tr("Pictures (*.png *.svg *.pdf)"))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Save"))
        self.what.currentIndexChanged.connect(self._name_file)
        self.kind.currentIndexChanged.connect(self._name_file)
        self.scale.valueChanged.connect(self._check)
        self.path.textChanged.connect(self._check)
        self._check()

    def _name_file(self) -> None:
        """Offer the name that goes with what is chosen; a name that was typed keeps its stem."""
        path, stems = Path(self.path.text().strip() or "."), {drawing.stem for drawing in self._drawings}
        if not path.name:  # none was typed, or a folder
            path /= self.chosen.stem
        stem = self.chosen.stem if path.stem in stems else path.stem
        self.path.setText(str(path.with_name(f"{stem}{self.kind.currentData()}")))
        self._check()

    def _check(self) -> None:
        """Say what is wrong, and how large the picture will be; the ending of a typed name says its format."""
        self.say(None)
        known = self.kind.findData(Path(self.path.text().strip()).suffix.lower())
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(known if known >= 0 else self.kind.currentIndex())
        is_pixels = self.kind.currentData() == ".png"
        size = pixel_size(self.chosen, self.scale.value() if is_pixels else 1)
        number = QLocale().toString
        pixels = self.tr("{width} x {height} pixels")
        self.pixels.setText(pixels.format(width=number(size.width()), height=number(size.height())))
        self.scale.setEnabled(is_pixels)
        try:
            self.file()
            require_size(size)
        except Problem as problem:
            self.say(problem)

    def file(self) -> Path:
        """Return the file to write, whose ending says its format. Raises Problem where there can be none."""
        name, suffix = self.path.text().strip(), str(self.kind.currentData())
        is_known = not name or Path(name).suffix.lower() in FORMATS
        return typed_path(name if is_known else name + suffix, suffix)
