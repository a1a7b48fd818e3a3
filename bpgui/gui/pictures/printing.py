"""A drawing on a sheet of paper."""

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.formats import paint, pixel_size
from bpgui.gui.pictures.paper import on_paper

#: Dots an inch at most. Qt prints widgets as one image, which takes seconds, and 200 MB, with the 1,200 that it offers.
DOTS = 600


def print_drawing(drawing: Drawing, window: QWidget) -> bool:
    """Ask for a printer, or a PDF file, and print a drawing as large as the sheet takes; say whether it was."""
    size = pixel_size(drawing, 1)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(drawing.title)
    is_wide = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait)
    dialog = QPrintDialog(printer, window)
    dialog.setObjectName("printer")
    try:
        return dialog.exec() == QPrintDialog.DialogCode.Accepted and put_on(printer, drawing, window)
    finally:
        dialog.deleteLater()


def put_on(printer: QPrinter, drawing: Drawing, window: QWidget) -> bool:
    """Print a drawing on one sheet, in the middle of its width; say whether the printer took it."""
    printer.setResolution(min(printer.resolution(), DOTS))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    size, sheet = pixel_size(drawing, 1), printer.pageLayout().paintRectPixels(printer.resolution())
    scale = min(sheet.width() / size.width(), sheet.height() / size.height())
    painter.translate((sheet.width() - size.width() * scale) / 2, 0)
    painter.scale(scale, scale)
    with on_paper(window):
        paint(drawing, painter)
    return painter.end()
