"""The button that fits the plot."""

import pytest
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.plots.fitting import FitButton
from bpgui.gui.widgets.theme import look

#: Of the style sheet, at both sides.
PADDING = 8


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_its_text_is_not_shortened(qtbot: QtBot, scale: float) -> None:
    look.apply("light", scale)
    try:
        window = QWidget()
        qtbot.addWidget(window)
        button = FitButton(window)
        button.setText("适应(&I)")
        button.resize(button.sizeHint())
        option = QStyleOptionToolButton()
        button.initStyleOption(option)
        arrow = button.style().subControlRect(
            QStyle.ComplexControl.CC_ToolButton, option, QStyle.SubControl.SC_ToolButtonMenu, button
        )
        room = button.width() - arrow.width() - 2 * PADDING
        assert room >= button.fontMetrics().horizontalAdvance(button.text())  # with the &: so Qt counts
    finally:
        look.apply("light", 1.0)
