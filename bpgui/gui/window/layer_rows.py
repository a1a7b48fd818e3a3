"""The rows of File > New in which the activation and the biases of each layer are chosen."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSizePolicy, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.words import activation_word, layer_text
from bpgui.session.model.new_choices import activations_of, usual_activation


@guarded
class LayerRows(QWidget):
    """A row for each computed layer: what it is, its activation, whether it has biases."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._titles: list[Label] = []
        self.activations: list[QComboBox] = []
        self.biases: list[QCheckBox] = []

    def show_sizes(self, sizes: tuple[int, ...]) -> list[QWidget]:
        """Have a row for each computed layer; return the fields that are new. What was chosen stays, from above on."""
        new: list[QWidget] = []
        while len(self.activations) < len(sizes) - 1:
            new += self._add_row(len(self.activations))
        for row in range(len(self.activations)):
            for widget in (self._titles[row], self.activations[row], self.biases[row]):
                widget.setVisible(row < len(sizes) - 1)
        for row in range(len(sizes) - 1):
            self._name(row, sizes)
            self._offer(self.activations[row], is_output=row == len(sizes) - 2)
        return new

    def _add_row(self, row: int) -> list[QWidget]:
        title, activation, bias = Label(self), QComboBox(self), QCheckBox(self)
        activation.setObjectName(f"activation{row + 1}")
        bias.setObjectName(f"bias{row + 1}")
        bias.setChecked(True)
        for column, widget in enumerate((title, activation, bias)):
            self._grid.addWidget(widget, row, column)
        activation.activated.connect(partial(self._keep_choice, activation))
        self._titles.append(title)
        self.activations.append(activation)
        self.biases.append(bias)
        return [activation, bias]

    def choose(self, layers: list[tuple[str, bool]]) -> None:
        """Choose activation and biases of the layers, as a person does."""
        for row, (activation, has_biases) in enumerate(layers):
            self.activations[row].setCurrentIndex(self.activations[row].findData(activation))
            self._keep_choice(self.activations[row], self.activations[row].currentIndex())
            self.biases[row].setChecked(has_biases)

    def _keep_choice(self, field: QComboBox, _index: int) -> None:
        """Note that a person chose this: it is not changed when the layer becomes another one."""
        field.setProperty("chosen", True)

    def _name(self, row: int, sizes: tuple[int, ...]) -> None:
        layer = layer_text(row + 1, len(sizes))
        self._titles[row].setText(self.tr("{layer}: {size}").format(layer=layer, size=sizes[row + 1]))
        activation, bias = self.activations[row], self.biases[row]
        activation.setAccessibleName(self.tr("Activation, {layer}").format(layer=layer))
        activation.setAccessibleDescription(activation.accessibleName())
        bias.setText(self.tr("Biases"))
        bias.setAccessibleName(self.tr("Biases, {layer}").format(layer=layer))

    def _offer(self, field: QComboBox, *, is_output: bool) -> None:
        """Offer the activations that a layer may have; the usual one at first."""
        names = activations_of(is_output=is_output)
        if names == [field.itemData(k) for k in range(field.count())]:
            return
        chosen = field.currentData() if field.property("chosen") else usual_activation(is_output=is_output)
        field.blockSignals(True)
        field.clear()
        for name in names:
            field.addItem(activation_word(name), name)
        field.setCurrentIndex(max(field.findData(chosen), 0))
        field.blockSignals(False)
