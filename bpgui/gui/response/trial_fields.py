"""Try an input: numbers that are typed or dragged, and what the network makes of them. They never train."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.number_edit import typed_number
from bpgui.gui.widgets.plain_text import Label, menu_text, plain_tip
from bpgui.gui.widgets.words import problem_text
from bpgui.session.basics.numbers import display
from bpgui.session.basics.problems import Problem

#: Digits of a number that was dragged.
DIGITS = 4
_MIDDLE = Qt.TextElideMode.ElideMiddle


@guarded
@follows_language
class TrialFields(QWidget):
    """A switch, a field for each axis, and the answer. `point` is what is tried of them, None where nothing is."""

    moved = Signal(object)  #: another point was typed
    switched = Signal(bool)  #: an input is to be tried, or none any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.point: tuple[float, ...] | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.switch = QCheckBox(self)
        self.switch.setObjectName("tryInput")
        self.switch.clicked.connect(self.switched)
        self.answer = Label(self)
        self.answer.setObjectName("tryAnswer")
        self.answer.setWordWrap(True)
        grid.addWidget(self.switch, 0, 0, 1, 4)
        self._labels, self.fields = [Label(self), Label(self)], [QLineEdit(self), QLineEdit(self)]
        for k, (label, field) in enumerate(zip(self._labels, self.fields, strict=True)):
            field.setObjectName(f"tryField{k + 1}")
            field.setMinimumWidth(56)
            field.editingFinished.connect(self._read)
            label.setBuddy(field)
            grid.addWidget(label, 1, 2 * k)
            grid.addWidget(field, 1, 2 * k + 1)
            grid.setColumnStretch(2 * k + 1, 1)
        grid.addWidget(self.answer, 2, 0, 1, 4)
        self._names: tuple[str, ...] = ()
        self._show()
        self.retranslate()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.switch.setText(self.tr("&Try an input"))
        self.switch.setToolTip(
            self.tr("Drag the cross, type numbers, or edit it in the data table. It is never trained with.")
        )
        self.answer.setAccessibleName(self.tr("Answer to what is tried"))

    def set_names(self, names: tuple[str, ...]) -> None:
        """Name the inputs that can be typed here."""
        if names == self._names:
            return
        self._names = names
        for name, label, field in zip(names, self._labels, self.fields, strict=False):
            label.setText(menu_text(label.fontMetrics().elidedText(name, _MIDDLE, 90)))
            field.setAccessibleName(name)
            field.setToolTip(plain_tip(name))
        self._show()

    def show_point(self, point: tuple[float, ...] | None) -> None:
        """Show what is tried; None: nothing is."""
        is_other, self.point = point != self.point, point
        self.switch.setChecked(point is not None)
        for value, field in zip(point or (), self.fields, strict=False):
            if is_other and not (field.hasFocus() and field.isModified()):
                self._write(field, display(value, DIGITS), is_wrong=False)
        self._show()

    def show_answer(self, text: str) -> None:
        """Show what the network answers."""
        self.answer.setText(text)

    def _show(self) -> None:
        is_on = self.switch.isChecked()
        for k in range(2):
            self._labels[k].setVisible(is_on and k < len(self._names))
            self.fields[k].setVisible(is_on and k < len(self._names))
        self.answer.setVisible(is_on)

    def _read(self) -> None:
        """Take what is typed; what is no number is marked, and changes nothing."""
        values, is_right = list(self.point or ()), True
        for k, field in enumerate(self.fields[: len(values)]):
            if not field.isModified():
                continue
            try:
                values[k] = typed_number(field.text())
            except Problem as problem:
                is_right = False
                self._write(field, field.text(), is_wrong=True)
                self.answer.setText(problem_text(problem))
            else:
                self._write(field, field.text(), is_wrong=False)
        if is_right and self.point is not None and tuple(values) != self.point:
            self.moved.emit(tuple(values))

    def _write(self, field: QLineEdit, text: str, *, is_wrong: bool) -> None:
        field.setText(text)
        field.setModified(False)
        if bool(field.property("wrong")) != is_wrong:
            field.setProperty("wrong", is_wrong)
            field.style().unpolish(field)
            field.style().polish(field)
