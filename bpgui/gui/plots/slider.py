"""The timeline as a slider over its steps, so that its handle stands where the plot above says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from bpgui.gui.plots.steps import StepRange
from bpgui.gui.widgets.guard import guarded

#: Places of the handle in a power of ten, on a logarithmic axis.
PLACES = 1000
#: Width of the handle in pixels.
SLIDER_HANDLE = 15
_COMMANDS = {
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Down: "back",
    Qt.Key.Key_Right: "forward",
    Qt.Key.Key_Up: "forward",
    Qt.Key.Key_PageDown: "page_back",
    Qt.Key.Key_PageUp: "page_forward",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "latest",
}


@guarded
class TimelineSlider(QSlider):
    """A slider whose handle comes to where one presses. Its keys go by rows, so that they reach events too."""

    command_given = Signal(str)  #: a key was pressed that means "back", "page_forward", ..
    step_chosen = Signal(int)  #: the handle was brought to this step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("timelineSlider")
        self.setSingleStep(1)
        self._axis: StepRange | None = None
        self.valueChanged.connect(self._choose)

    def show_step(self, step: int, last: int, axis: StepRange) -> None:
        """Show where the cursor stands among the steps up to `last`, on this kind of axis; says nothing to anybody."""
        if self.isSliderDown():
            return
        self.blockSignals(True)
        self._axis = axis if axis.is_log else None
        end = PLACES * float(axis.place(float(last))) if axis.is_log else last
        self.setRange(0, round(end))
        self.setPageStep(max(1, round(end) // 10))
        self.setValue(round(PLACES * float(axis.place(float(step)))) if axis.is_log else step)
        self.blockSignals(False)

    def let_go(self) -> None:
        """End a drag: the steps are others."""
        self.setSliderDown(False)

    def _choose(self, value: int) -> None:
        self.step_chosen.emit(value if self._axis is None else round(float(self._axis.step(value / PLACES))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the panel do what the key says."""
        command = _COMMANDS.get(Qt.Key(event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            self.command_given.emit(command)

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
