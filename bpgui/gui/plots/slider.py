"""The timeline as a slider over its rows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

#: Width of the handle in pixels.
SLIDER_HANDLE = 15


class TimelineSlider(QSlider):
    """A slider whose handle comes to where one presses; arrows go one row on, Page keys a tenth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("timelineSlider")
        self.setSingleStep(1)

    def show_row(self, row: int, length: int) -> None:
        """Show where the cursor stands among `length` rows; says nothing to anybody."""
        if self.isSliderDown():
            return
        self.blockSignals(True)
        self.setRange(0, length - 1)
        self.setPageStep(max(1, length // 10))
        self.setValue(row)
        self.blockSignals(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the handle under the mouse, then let it be dragged."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        parts = (QStyle.ComplexControl.CC_Slider, option)
        handle = self.style().subControlRect(*parts, QStyle.SubControl.SC_SliderHandle, self)
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(event.position().toPoint()):
            groove = self.style().subControlRect(*parts, QStyle.SubControl.SC_SliderGroove, self)
            room = groove.width() - handle.width()
            place = round(event.position().x() - groove.left() - handle.width() / 2)
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room))
        super().mousePressEvent(event)
