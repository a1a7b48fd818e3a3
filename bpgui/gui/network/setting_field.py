"""The field of one setting, made from its entry in the table of settings."""

from PySide6.QtWidgets import QComboBox, QWidget

from bpgui.engine.step import Data, Settings
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.gui.widgets.words import said_text
from bpgui.session.model.setting import Choices, Setting

#: The largest number of a QSpinBox.
MOST = 2**31 - 1


def number_field(document: Document, setting: Setting, parent: QWidget | None = None) -> NumberEdit:
    """Return a field for a number; what is typed is shown by the diagram until it is kept, unless a run goes on."""

    def preview(value: float) -> None:
        if not document.is_running:
            document.preview(setting.edit(value))

    def drop_preview() -> None:
        document.preview(None)

    absent = setting.values.absent
    field = NumberEdit(
        document.editors,
        parent,
        check=lambda value: document.session.place.preview(setting.edit(value)),
        may_be_empty=absent is not None,
    )
    field.value_previewed.connect(preview)
    field.value_committed.connect(lambda value: document.perform(setting.edit(value)))
    field.edit_cancelled.connect(drop_preview)
    field.preview_ended.connect(drop_preview)
    document.session_left.connect(field.cancel)
    return field


def show_whole(field: WholeNumber, value: int, highest: int = MOST) -> None:
    """Show a number that holds and bound those that can be typed; what is being typed stays."""
    field.blockSignals(True)
    if field.maximum() != highest:  # Qt writes the number over what is typed
        field.setMaximum(highest)
    if field.value() != value and not field.lineEdit().isModified():
        field.setValue(value)
    field.blockSignals(False)


class SettingField:
    """Shows in `widget` what a setting is at the cursor; a change is its edit."""

    def __init__(self, document: Document, setting: Setting, parent: QWidget) -> None:
        self.setting, self._document = setting, document
        head, *rest = setting.change.split("_")
        self.name = head + "".join(map(str.title, rest))
        self.widget = self._made(parent)

    @staticmethod
    def is_needed(setting: Setting) -> bool:
        """Whether there is anything to choose."""
        return not isinstance(setting.values, Choices) or len(setting.values.words()) > 1

    def _made(self, parent: QWidget) -> QComboBox | WholeNumber | NumberEdit:
        values = self.setting.values
        if isinstance(values, Choices):
            box = ListBox(parent)
            for value in values.words():
                box.addItem("", value)
            box.activated.connect(lambda: self._perform(box.currentData()))
            return box
        if not values.is_whole:
            return number_field(self._document, self.setting, parent)
        # The number below the lowest stands for none.
        whole = WholeNumber(self._lowest, MOST, parent, margin=5, editors=self._document.editors)
        whole.valueChanged.connect(lambda value: self._perform(None if value < values.low else value))
        return whole

    @property
    def _lowest(self) -> int:
        values = self.setting.values
        assert not isinstance(values, Choices)
        return int(values.low) - (values.absent is not None)

    def _perform(self, value: object) -> None:
        self._document.perform(self.setting.edit(value))

    def is_shown(self, settings: Settings, data: Data) -> bool:
        """Whether it has a row in the panel now."""
        return not self.setting.is_hidden or self.setting.is_of_use(settings, data)

    def show(self, settings: Settings, data: Data) -> None:
        """Show what holds, and whether training obeys it."""
        value, values = self.setting.of(settings), self.setting.values
        if isinstance(self.widget, QComboBox):
            self.widget.setCurrentIndex(self.widget.findData(value))
        elif isinstance(self.widget, NumberEdit):
            self.widget.set_value(value)
        else:
            assert not isinstance(values, Choices)
            show_whole(self.widget, self._lowest if value is None else value, int(values.highest(data)))
        self.widget.setEnabled(self.setting.is_of_use(settings, data))

    def retranslate(self) -> None:
        """Write what its values are called in the present language."""
        values = self.setting.values
        if isinstance(self.widget, QComboBox):
            for index in range(self.widget.count()):
                text = said_text(values.said(self.widget.itemData(index)))
                self.widget.setItemText(index, text[:1].upper() + text[1:])
        elif isinstance(self.widget, WholeNumber) and values.absent is not None:
            self.widget.setSpecialValueText(said_text(values.absent))
        elif isinstance(self.widget, NumberEdit) and values.absent is not None:
            self.widget.setPlaceholderText(said_text(values.absent))
