"""The dialog that asks which way a pasted table of weights is to be read: it shows where each number would go."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import layer_title, problem_text
from bpgui.session.basics.numbers import readable, shortest
from bpgui.session.basics.problems import Problem
from bpgui.session.model.blocks import NumberBlock, layer_matrix

#: Rows and columns of a reading that are seen at once.
MAX_SEEN = 6


class MatrixDialog(FormDialog):
    """Shows both readings, rows = from and rows = into, each with the numbers in place; one that fits is chosen."""

    def __init__(self, parent: QWidget, network: Network, layer: int, block: NumberBlock) -> None:
        super().__init__(parent, QCoreApplication.translate("MatrixDialog", "Paste weights"))
        self.setObjectName("pasteWeights")
        self._network, self._layer = network, layer
        self._readings: dict[QRadioButton, Array] = {}
        into = layer_title(network, layer)
        question = Label()
        question.setText(self.tr("Weights into: {layer}. How is the table to be read?").format(layer=into))
        self.form.addRow(question)
        for name, text, rows_are_sources in (
            ("rowsFrom", self.tr("&Rows = from: a row has the weights that lead from one neuron"), True),
            ("rowsInto", self.tr("Rows = &into: a row has the weights that lead into one neuron"), False),
        ):
            self._add_reading(name, text, block, rows_are_sources=rows_are_sources)
        fitting = list(self._readings)
        if len(fitting) == 1:
            fitting[0].setChecked(True)
        self._refresh()

    def _add_reading(self, name: str, text: str, block: NumberBlock, *, rows_are_sources: bool) -> None:
        choice = QRadioButton(text)
        choice.setObjectName(name)
        choice.setAccessibleName(text.replace("&", ""))
        self.form.addRow(choice)
        try:
            matrix = layer_matrix(self._network, self._layer, block, rows_are_sources=rows_are_sources)
        except Problem as problem:
            choice.setEnabled(False)
            reason = Label()
            reason.setText(problem_text(problem))
            reason.setProperty("quiet", True)
            reason.setIndent(24)
            self.form.addRow(reason)
            return
        self._readings[choice] = matrix
        choice.toggled.connect(self._refresh)
        self.form.addRow(self._table(f"{name}Table", choice.accessibleName(), matrix))

    def _table(self, name: str, spoken: str, matrix: Array) -> QTableWidget:
        """Return a reading with the numbers in place: a row from each neuron, a column into each."""
        network, layer = self._network, self._layer
        table = QTableWidget(matrix.shape[0], matrix.shape[1], self)
        table.setObjectName(name)
        table.setAccessibleName(spoken)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sources = [self.tr("from {name}").format(name=source) for source in network.neuron_names[layer - 1]]
        table.setVerticalHeaderLabels([*sources, self.tr("bias")][: len(matrix)])
        neurons = network.neuron_names[layer]
        table.setHorizontalHeaderLabels([self.tr("into {name}").format(name=neuron) for neuron in neurons])
        for column in range(matrix.shape[1]):
            for row, index in zip(range(matrix.shape[0]), network.incoming(layer, column), strict=False):
                text = f"{network.parameters[index].name} = {readable(shortest(matrix[row, column]))}"
                table.setItem(row, column, QTableWidgetItem(text))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows = min(matrix.shape[0], MAX_SEEN)
        height = table.horizontalHeader().sizeHint().height() + rows * table.rowHeight(0)
        table.setFixedHeight(height + round(6 * look.scale) + table.horizontalScrollBar().sizeHint().height())
        return table

    def _refresh(self) -> None:
        is_chosen = any(choice.isChecked() for choice in self._readings)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_chosen)
        text = "" if self._readings else self.tr("The table fits neither way.")
        self.wrong.setText(text)
        self.wrong.setAccessibleName(text)

    def matrix(self) -> Array:
        """Return the weights as they were chosen to be read, shape (fan_in, fan_out) or a row of biases more."""
        return next(matrix for choice, matrix in self._readings.items() if choice.isChecked())
