"""A drawing as PNG, SVG and PDF: what is read back looks like what was painted."""

import re
import zlib

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtSvg import QSvgRenderer

from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.formats import FORMATS, MARGIN, MAX_PIXELS, clip, image, pdf, pixel_size, png, svg
from bpgui.session.basics.problems import Problem

SIZE = QSizeF(180, 90)


def _paint(painter: QPainter) -> None:
    font = QFont("DejaVu Sans")
    font.setPixelSize(22)
    painter.setFont(font)
    painter.setPen(QColor("#1B1F24"))
    painter.drawText(QPointF(6, 30), "w1 < σ & 网")
    painter.setBrush(QColor("#4472C4"))
    painter.drawRoundedRect(QRectF(10, 45, 60, 30), 5, 5)
    painter.translate(130, 60)
    painter.rotate(30)
    painter.drawText(QRectF(-40, -12, 80, 24), Qt.AlignmentFlag.AlignCenter, "turned")


@pytest.fixture
def drawing(qapp: object) -> Drawing:
    """Text in three scripts, a box, and text at an angle."""
    return Drawing("sample", "A <sample>", lambda: SIZE, _paint)


def _pixels(picture: QImage) -> np.ndarray:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].astype(float)


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_png_has_the_pixels_that_are_promised(drawing: Drawing, scale: int) -> None:
    read = QImage.fromData(png(drawing, scale))
    assert read.size() == pixel_size(drawing, scale)
    assert (read.width(), read.height()) == ((180 + 2 * MARGIN) * scale, (90 + 2 * MARGIN) * scale)


def test_svg_looks_like_the_picture_without_the_fonts(drawing: Drawing) -> None:
    renderer = QSvgRenderer(svg(drawing))
    read = QImage(pixel_size(drawing, 3), QImage.Format.Format_RGB32)
    painter = QPainter(read)
    renderer.render(painter)
    painter.end()
    apart = np.abs(_pixels(read) - _pixels(image(drawing, 3)))
    assert apart.mean() < 2
    blank = Drawing("blank", "", lambda: SIZE, lambda painter: None)
    assert np.abs(_pixels(image(blank, 3)) - _pixels(image(drawing, 3))).mean() > 20  # what a missing part would be


def test_text_of_an_svg_is_outlines_with_the_words_beside(drawing: Drawing) -> None:
    text = svg(drawing).decode()
    assert "<text" not in text
    assert "font-face" not in text
    for words in ("w1 &lt;", "σ &amp;", "网", "turned"):
        assert f'aria-label="{words}"' in text


def test_an_outline_is_that_of_the_font(drawing: Drawing) -> None:
    found = re.search(r'aria-label="turned" d="([^"]*)"', svg(drawing).decode())
    assert found is not None
    path, font = QPainterPath(), QFont("DejaVu Sans")
    font.setPixelSize(22)
    path.addText(QPointF(0, 0), font, "turned")
    assert found[1].count("M") == sum(path.elementAt(k).isMoveTo() for k in range(path.elementCount()))


def test_pdf_is_one_page_of_the_drawings_size_with_its_fonts(drawing: Drawing) -> None:
    written = pdf(drawing)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", written)
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([196 * 0.75, 106 * 0.75], abs=1)
    assert written.count(b"/Type /Page\n") == 1
    assert b"/FontFile2" in written
    assert b"/Subtype /Image" not in written


def test_pdf_holds_the_words(drawing: Drawing) -> None:
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf(drawing), re.DOTALL)
    texts = [zlib.decompress(part) for part in streams if part[:1] == b"\x78"]
    assert any(b"Tj" in text or b"TJ" in text for text in texts)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_begins_as_it_should(drawing: Drawing, suffix: str) -> None:
    begins = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
    assert FORMATS[suffix](drawing, 1)().startswith(begins[suffix])


def test_the_clipboard_gets_pixels_and_lines(drawing: Drawing) -> None:
    data = clip(drawing)
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()) == svg(drawing)


def test_too_many_pixels_are_refused_before_they_are_made(qapp: object) -> None:
    wide = Drawing("wide", "", lambda: QSizeF(MAX_PIXELS, 2), _paint)
    with pytest.raises(Problem, match="pixels are too many"):
        png(wide, 1)
