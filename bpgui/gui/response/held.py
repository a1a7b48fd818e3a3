"""Sliders for the inputs that do not vary: they begin at those of the chosen sample."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSlider, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, menu_text, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.session.model.experiment import Experiment
from bpgui.session.response import Axis, axis_of
from bpgui.session.step.moment import Moment

#: Places of a slider; rows that are seen at once, and pixels of a name at text of 100 %.
PLACES, ROWS, NAME = 200, 3, 90
#: Sliders at most: Qt needs a second for the look of a thousand.
MOST = 50


@guarded
@follows_language
class HeldInputs(QScrollArea):
    """A slider for each of the first MOST inputs that are held. `values` has those that were moved, by neuron (from 0),
    in units.

    Where an input is tried they are its own: all are in `values`.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heldInputs")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.values: dict[int, float] = {}
        self._document = document
        self._shown: tuple[object, ...] = ()
        self._sliders: dict[int, tuple[QSlider, Label, Axis]] = {}
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Inputs that are held"))

    def follow(self, moment: Moment, varied: tuple[int, ...]) -> None:
        """Offer the inputs that do not vary; those of another sample, or another data set, are begun with."""
        experiment, tried = moment.experiment, moment.trial if moment.is_tried else None
        held = tuple(neuron for neuron in range(experiment.network.inputs) if neuron not in varied)
        names = experiment.network.shown_names[0]
        if (held, names, look.scale) != self._shown[:3]:
            self._build(experiment, held)
        shown = (held, names, look.scale, experiment.data, moment.shown_sample, tried)
        if shown != self._shown:
            self._shown, self.values = shown, {}
            for neuron in held if moment.is_tried else self._sliders:
                axis = axis_of(experiment, neuron)
                given = float(axis.scaling.to_units(moment.inputs[neuron : neuron + 1])[0])
                if moment.is_tried:
                    self.values[neuron] = given
                if neuron in self._sliders:
                    self._place(neuron, axis, given)
        self.setVisible(bool(held))

    def _place(self, neuron: int, axis: Axis, given: float) -> None:
        """Let a slider stand where an input is."""
        slider, number, _ = self._sliders[neuron]
        self._sliders[neuron] = slider, number, axis
        slider.blockSignals(True)
        slider.setValue(round(float(axis.share(given)) * PLACES))  # type: ignore[arg-type]
        slider.blockSignals(False)
        self._tell(neuron, given)

    def _build(self, experiment: Experiment, held: tuple[int, ...]) -> None:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        self._sliders, most = {}, round(NAME * look.scale)
        for row, neuron in enumerate(held[:MOST]):
            name = experiment.network.shown_names[0][neuron]
            label, slider, number = Label(body), QSlider(Qt.Orientation.Horizontal, body), Label(body)
            label.setText(menu_text(label.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, most)))
            label.setToolTip(plain_tip(name))
            slider.setObjectName(f"held{neuron + 1}")
            slider.setRange(0, PLACES)
            slider.setPageStep(PLACES // 10)
            slider.setAccessibleName(name)
            slider.valueChanged.connect(lambda place, neuron=neuron: self._move(neuron, place))
            number.setMinimumWidth(number.fontMetrics().horizontalAdvance("-0.0000"))
            for column, widget in enumerate((label, slider, number)):
                grid.addWidget(widget, row, column)
            self._sliders[neuron] = slider, number, axis_of(experiment, neuron)
        if len(held) > MOST:
            more = Label(body)
            more.setProperty("quiet", True)
            more.setWordWrap(True)
            more.setText(self.tr("{n} more inputs are those of the sample.").format(n=len(held) - MOST))
            grid.addWidget(more, MOST, 0, 1, 3)
        self.setWidget(body)
        for ground in (body, self.viewport()):  # the panel's own shows through
            ground.setAutoFillBackground(False)
        self.setFixedHeight(round(body.sizeHint().height() * min(1.0, ROWS / max(min(len(held), MOST), 1))) + 2)

    def _move(self, neuron: int, place: int) -> None:
        self.values[neuron] = self._sliders[neuron][2].value(place / PLACES)
        self._tell(neuron, self.values[neuron])
        self.changed.emit()

    def _tell(self, neuron: int, value: float) -> None:
        slider, number, _ = self._sliders[neuron]
        number.setText(self._document.text(value))
        slider.setAccessibleDescription(number.text())
