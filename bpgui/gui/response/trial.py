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
class Trial(QWidget):
    """A switch, a field for each axis, and the answer. `point` is what is tried, None where it is off."""

    changed = Signal()  #: `point` is another one
    switched = Signal()  #: it was switched on, and a point is wanted, or off

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.point: tuple[float, ...] | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.switch = QCheckBox(self)
        self.switch.setObjectName("tryInput")
        self.switch.toggled.connect(self._switch)
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
        self.switch.setToolTip(self.tr("Drag the cross, or type numbers. It is never trained with."))
        self.answer.setAccessibleName(self.tr("Answer to what is tried"))

    def set_names(self, names: tuple[str, ...]) -> None:
        """Name the inputs that are tried; others end what was tried before."""
        if names == self._names:
            return
        self._names = names
        for name, label, field in zip(names, self._labels, self.fields, strict=False):
            label.setText(menu_text(label.fontMetrics().elidedText(name, _MIDDLE, 90)))
            field.setAccessibleName(name)
            field.setToolTip(plain_tip(name))
        self.switch.setChecked(False)
        self._show()

    def set_point(self, point: tuple[float, ...]) -> None:
        """Try another point."""
        self.point = point
        for value, field in zip(point, self.fields, strict=False):
            if not field.hasFocus() or not field.isModified():
                self._write(field, display(value, DIGITS), is_wrong=False)
        self.changed.emit()

    def show_answer(self, text: str) -> None:
        """Show what the network answers."""
        self.answer.setText(text)

    def _switch(self, is_on: bool) -> None:
        if not is_on:
            self.point = None
        self._show()
        self.switched.emit()

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
            self.point = tuple(values)
            self.changed.emit()

    def _write(self, field: QLineEdit, text: str, *, is_wrong: bool) -> None:
        field.setText(text)
        field.setModified(False)
        if bool(field.property("wrong")) != is_wrong:
            field.setProperty("wrong", is_wrong)
            field.style().unpolish(field)
            field.style().polish(field)
