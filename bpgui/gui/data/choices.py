"""Fields of the import dialog: drop-down lists with a value behind each text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QWidget

from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label, plain


class ValueBox(ListBox):
    """A list of texts, each with a value; showing a value tells nobody."""

    def __init__(self, entries: Sequence[tuple[str, object]] = ()) -> None:
        super().__init__()
        self._values: list[object] = []
        self.offer(entries)

    def offer(self, entries: Sequence[tuple[str, object]]) -> None:
        """Offer other entries; the value stays where it is among them."""
        with QSignalBlocker(self):
            present = self.value()
            self.clear()
            self._values = [value for _, value in entries]
            self.addItems([text for text, _ in entries])
            self.setCurrentIndex(self._values.index(present) if present in self._values else 0 if entries else -1)

    def value(self) -> Any:
        """Return the value of the chosen entry; None where there is none."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def value_at(self, place: int) -> Any:
        """Return the value of an entry."""
        return self._values[place]

    def show_value(self, value: object, text: str = "") -> None:
        """Choose a value; one that is not offered is added as `text`."""
        with QSignalBlocker(self):
            if value not in self._values:
                self._values.append(value)
                self.addItem(text or str(value))
            self.setCurrentIndex(self._values.index(value))


def add_row(form: QFormLayout, text: str, name: str, field: QWidget) -> None:
    """Add a field with a label that has a mnemonic, and the names by which tests and screen readers know it."""
    label = Label()
    label.setText(text)
    label.setBuddy(field)
    field.setObjectName(name)
    field.setAccessibleName(plain(text))
    field.setAccessibleDescription(plain(text))  # on Linux the name of a combo box is its text
    form.addRow(label, field)
