"""Pictures out of the real window: what is offered, what is written, and that the screen stays as it is."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.pictures.printing import put_on
from bpgui.gui.widgets.theme import DARK, LIGHT, look
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.picture_dialog import PictureDialog
from bpgui.gui.window.pictures import PictureActions
from bpgui.session.basics.problems import Problem
from tests.e2e.conftest import find, trigger, when_dialog_opens


def _actions(window: MainWindow) -> PictureActions:
    return find(window, PictureActions, "")


def _stems(window: MainWindow) -> list[str]:
    return [drawing.stem for drawing in _actions(window).drawings()]


def test_what_has_the_keys_comes_first_and_the_window_last(window: MainWindow) -> None:
    window.diagram.setFocus()
    assert _stems(window)[0] == "network"
    assert _stems(window)[-1] == "window"
    window.plots.chart.setFocus()
    assert _stems(window)[0] == "plot"
    window.explanation.formulas[0].setFocus()
    assert _stems(window)[:2] == ["formula", "network"]


def test_a_panel_behind_another_one_is_not_offered(window: MainWindow, qtbot: QtBot) -> None:
    assert "explanation" in _stems(window)
    assert "experiment" not in _stems(window)
    find(window, QDockWidget, "experiment_dock").raise_()
    qtbot.waitUntil(lambda: "experiment" in _stems(window))
    assert "explanation" not in _stems(window)


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_saved_as_its_name_says(window: MainWindow, tmp_path: Path, suffix: str) -> None:
    def fill(dialog: object) -> None:
        assert isinstance(dialog, PictureDialog)
        find(dialog, QLineEdit, "path").setText(str(tmp_path / f"net.{suffix}"))
        assert dialog.kind.currentData() == f".{suffix}"
        dialog.accept()

    window.diagram.setFocus()
    when_dialog_opens(fill)
    trigger(window, "save_picture")
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert (tmp_path / f"net.{suffix}").read_bytes().startswith(begins[suffix])


def test_a_file_that_cannot_be_written_is_said_in_the_dialog(window: MainWindow) -> None:
    said: list[str] = []

    def read(dialog: QWidget) -> None:
        assert isinstance(dialog, PictureDialog)
        said.append(dialog.wrong.text())
        dialog.close()

    def fill(dialog: object) -> None:
        assert isinstance(dialog, PictureDialog)
        find(dialog, QLineEdit, "path").setText("/proc/net.png")
        when_dialog_opens(read)
        dialog.accept()

    when_dialog_opens(fill)
    trigger(window, "save_picture")
    assert len(said) == 1
    assert "net.png" in said[0]


@pytest.mark.parametrize("name", ["save_picture", "print"])
def test_a_dialog_that_asks_for_a_picture_is_none_itself(window: MainWindow, name: str) -> None:
    asked: list[list[str]] = []

    def look(dialog: QWidget) -> None:
        find(dialog, QWidget, "picture").setFocus()
        asked.append(_stems(window))
        dialog.close()

    window.diagram.setFocus()
    for _ in range(2):  # the second time the first dialog is still a child of the window
        when_dialog_opens(look)
        trigger(window, name)
    assert asked[0] == asked[1]
    assert asked[0].count("network") == 1


def _copied(window: MainWindow) -> list[str]:
    """Copy what has the keys as SVG; return its words and colours. How letters are outlined changes with the style."""
    trigger(window, "copy_picture")
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    return re.findall(r'(?:stroke|fill|aria-label)="[^"]*"', svg)


@pytest.mark.parametrize("of", ["diagram", "plot"])
def test_a_copied_picture_is_light_and_the_screen_stays_dark(window: MainWindow, of: str) -> None:
    for _ in range(3):
        trigger(window, "next_phase")
    window.document.select(ParameterChoice(4))
    (window.diagram if of == "diagram" else window.plots.chart).setFocus()
    QApplication.processEvents()
    in_light = _copied(window)
    trigger(window, "theme_dark")
    before = window.grab().toImage()
    assert _copied(window) == in_light
    picture = QGuiApplication.clipboard().image()
    assert picture.pixelColor(2, 2) == QColor(LIGHT.panel)
    assert look.theme is DARK
    window.notice.hide()
    QApplication.processEvents()
    assert window.grab().toImage().pixelColor(4, 4) == before.pixelColor(4, 4)
    trigger(window, "theme_light")


def _painted(window: MainWindow, stem: str) -> np.ndarray:
    from bpgui.gui.pictures.formats import image

    drawing = next(drawing for drawing in _actions(window).drawings() if drawing.stem == stem)
    picture = image(drawing, 1).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return rows[:, : picture.width()].astype(int)


def test_the_picture_of_the_network_has_all_of_it_and_no_controls(window: MainWindow) -> None:
    fitted = _painted(window, "network")
    window.diagram.set_zoom(1.5)
    assert _painted(window, "network").size > 2 * fitted.size  # not only what can be seen
    window.diagram.fit()
    window.document.hover(None)
    assert np.abs(_painted(window, "network") - fitted).mean() < 0.5


def test_the_plot_has_curves_as_wide_as_on_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.document.run_steps(40)
    qtbot.waitUntil(lambda: not window.document.is_running)
    qtbot.wait(50)
    assert (_painted(window, "plot") < 140).sum() > 400  # a hairline would be paler


def test_printing_fills_a_sheet(window: MainWindow, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    put_on(printer, _actions(window).drawings()[0], window)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_panel_is_printed_as_an_image_of_at_most_600_dots_an_inch(window: MainWindow, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    drawing = next(drawing for drawing in _actions(window).drawings() if drawing.stem == "data")
    put_on(printer, drawing, window)
    widths = [int(found) for found in re.findall(rb"/Width (\d+)", (tmp_path / "sheet.pdf").read_bytes())]
    assert 1000 < max(widths) <= printer.pageLayout().fullRect(QPageLayout.Unit.Inch).width() * 600


def test_a_file_without_a_name_is_not_printed(window: MainWindow) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("")
    with pytest.raises(Problem, match="Write the name of a file"):
        put_on(printer, _actions(window).drawings()[0], window)


@pytest.mark.parametrize(("typed", "offered"), [("", "network.svg"), ("mine.png", "mine.svg"), ("/", "/network.svg")])
def test_another_format_offers_a_name_whatever_was_typed(window: MainWindow, typed: str, offered: str) -> None:
    def choose(dialog: object) -> None:
        assert isinstance(dialog, PictureDialog)
        dialog.path.setText(typed)
        dialog.kind.setCurrentIndex(dialog.kind.findData(".svg"))
        names.append(dialog.path.text())
        dialog.reject()

    names: list[str] = []
    window.diagram.setFocus()
    when_dialog_opens(choose)
    trigger(window, "save_picture")
    assert names == [offered]


def test_what_cannot_be_printed_is_said(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    when_dialog_opens(lambda dialog: dialog.accept())  # type: ignore[attr-defined]
    trigger(window, "print")
    assert "is a folder" in window.notice.text()


def test_the_right_button_opens_a_menu_only_where_it_does_not_drag(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[object] = []
    chart = window.plots.chart
    chart.menu_requested.disconnect()
    chart.menu_requested.connect(asked.append)
    place = chart.area.center().toPoint()
    right = Qt.MouseButton.RightButton
    qtbot.mousePress(chart.viewport(), right, pos=place)
    qtbot.mouseMove(chart.viewport(), place + place / 4)
    qtbot.mouseRelease(chart.viewport(), right, pos=place + place / 4)
    assert asked == []
    qtbot.mouseClick(chart.viewport(), right, pos=place)
    assert len(asked) == 1
