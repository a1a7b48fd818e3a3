"""A drawing on a sheet of paper."""

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.formats import paint, pixel_size
from bpgui.gui.pictures.paper import on_paper
from bpgui.session.basics.file_names import typed_path
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: Dots an inch at most. Qt prints widgets as one image, which takes seconds, and 200 MB, with the 1,200 that it offers.
DOTS = 600
NOT_PRINTED = QT_TRANSLATE_NOOP("Problem", "The printer did not take it.")


def print_drawing(drawing: Drawing, window: QWidget) -> bool:
    """Ask for a printer, or a PDF file, and print a drawing as large as the sheet takes; say whether one was chosen.

    Raises Problem where it cannot be printed.
    """
    size = pixel_size(drawing, 1)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(drawing.title)
    is_wide = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait)
    dialog = QPrintDialog(printer, window)
    dialog.setObjectName("printer")
    try:
        is_chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
        if is_chosen:
            put_on(printer, drawing, window)
        return is_chosen
    finally:
        dialog.deleteLater()


def put_on(printer: QPrinter, drawing: Drawing, window: QWidget) -> None:
    """Print a drawing on one sheet, in the middle of its width. Raises Problem where it cannot be printed."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        typed_path(printer.outputFileName(), ".pdf")  # Qt would say on the terminal alone that it cannot be written
    printer.setResolution(min(printer.resolution(), DOTS))
    painter = QPainter()
    if not painter.begin(printer):
        raise Problem(NOT_PRINTED)
    size, sheet = pixel_size(drawing, 1), printer.pageLayout().paintRectPixels(printer.resolution())
    scale = min(sheet.width() / size.width(), sheet.height() / size.height())
    painter.translate((sheet.width() - size.width() * scale) / 2, 0)
    painter.scale(scale, scale)
    with on_paper(drawing, window):
        paint(drawing, painter)
    if not painter.end():
        raise Problem(NOT_PRINTED)
