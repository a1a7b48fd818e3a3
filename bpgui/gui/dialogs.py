"""The small dialogs: a new network, many steps, the export, the keys."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.losses import LOSSES
from bpgui.gui.actions import ACTIONS, plain
from bpgui.gui.words import activation_word, loss_word, problem_text
from bpgui.session.experiment import Experiment, new_experiment, parse_sizes
from bpgui.session.history_csv import CsvOptions, parse_samples
from bpgui.session.problems import Problem


class FormDialog(QDialog):
    """A form with an explanation of what is wrong, right there, and OK or Cancel."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.wrong = QLabel(self)
        self.wrong.setObjectName("wrong")
        self.wrong.setProperty("wrong", True)
        self.wrong.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(self.form)
        column.addWidget(self.wrong)
        column.addWidget(self.buttons)

    def add(self, text: str, name: str, field: QWidget) -> None:
        """Add a labelled field."""
        field.setObjectName(name)
        field.setAccessibleName(plain(text))
        field.setAccessibleDescription(plain(text))  # on Linux the name of a combo box is its text
        label = QLabel(text)
        label.setBuddy(field)
        self.form.addRow(label, field)

    def say(self, problem: Problem | None) -> None:
        """Say what is wrong, and allow OK only when nothing is."""
        self.wrong.setText("" if problem is None else problem_text(problem))
        self.wrong.setAccessibleName(self.wrong.text())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(problem is None)


class NewNetworkDialog(FormDialog):
    """Asks for sizes, activations, loss, biases and the number of samples."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("NewNetworkDialog", "New network"))
        self.setObjectName("newNetwork")
        self.sizes, self.samples, self.bias = QLineEdit("2-4-1"), QSpinBox(), QCheckBox(self.tr("&Biases"))
        self.hidden, self.output, self.loss = QComboBox(), QComboBox(), QComboBox()
        self.samples.setRange(1, 1000)
        self.samples.setValue(4)
        self.bias.setChecked(True)
        for name, entry in ACTIVATIONS.items():
            self.output.addItem(activation_word(name), name)
            if not entry.output_only:
                self.hidden.addItem(activation_word(name), name)
        self.hidden.setCurrentIndex(self.hidden.findData("tanh"))
        self.add(self.tr("Layer &sizes"), "sizes", self.sizes)
        self.sizes.setToolTip(self.tr("The neurons of each layer, the inputs first: 2-4-1"))
        self.add(self.tr("&Hidden activation"), "hidden", self.hidden)
        self.add(self.tr("&Output activation"), "output", self.output)
        self.add(self.tr("&Loss"), "loss", self.loss)
        self.add(self.tr("S&amples"), "samples", self.samples)
        self.add("", "biases", self.bias)
        self.bias.setAccessibleName(self.tr("Biases"))
        self.output.currentIndexChanged.connect(self._offer_losses)
        self.sizes.textChanged.connect(self._check)
        for field in (self.hidden, self.output, self.loss):
            field.currentIndexChanged.connect(self._check)
        self._offer_losses()
        self.sizes.selectAll()
        self.sizes.setFocus()

    def _offer_losses(self) -> None:
        self.loss.clear()
        for name, entry in LOSSES.items():
            if self.output.currentData() in entry.outputs:
                self.loss.addItem(loss_word(name), name)
        self.loss.setCurrentIndex(self.loss.count() - 1)  # the one that is made for this output
        self._check()

    def _check(self) -> None:
        try:
            if self.loss.count():
                self.experiment()
        except Problem as problem:
            self.say(problem)
        else:
            self.say(None)

    def experiment(self) -> Experiment:
        """Return what was asked for. Raises Problem."""
        return new_experiment(
            parse_sizes(self.sizes.text()),
            hidden=self.hidden.currentData(),
            output=self.output.currentData(),
            loss=self.loss.currentData(),
            bias=self.bias.isChecked(),
            samples=self.samples.value(),
        )


class StepsDialog(FormDialog):
    """Asks how many steps to run."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("StepsDialog", "Run many steps"))
        self.setObjectName("runSteps")
        self.steps = QSpinBox()
        self.steps.setRange(1, 100_000_000)
        self.steps.setValue(100)
        self.steps.selectAll()
        self.add(self.tr("&Steps"), "steps", self.steps)
        self.say(None)


class ExportDialog(FormDialog):
    """Asks which columns the history gets, and where it goes."""

    def __init__(self, parent: QWidget, experiment: Experiment, path: Path) -> None:
        super().__init__(parent, QCoreApplication.translate("ExportDialog", "Export history"))
        self.setObjectName("exportHistory")
        self._experiment = experiment
        self.gradients = QCheckBox(self.tr("&Gradients of all parameters"))
        self.deltas = QCheckBox(self.tr("&Deltas of the neurons"))
        self.z = QCheckBox(self.tr("&Pre-activations z"))
        self.a = QCheckBox(self.tr("&Activations a"))
        for name, box in (("gradients", self.gradients), ("deltas", self.deltas), ("z", self.z), ("a", self.a)):
            self.form.addRow(box)
            box.setObjectName(name)
            box.setAccessibleName(plain(box.text()))
        self.samples = QLineEdit(",".join(str(n + 1) for n in experiment.watched))
        if experiment.data.samples > 1:
            self.add(self.tr("&Samples"), "samples", self.samples)
            self.samples.setPlaceholderText(self.tr("none"))
            self.samples.setToolTip(self.tr("Numbers of the samples whose predictions are written: 1,3,7-9"))
        self.path = QLineEdit(str(path))
        self.browse = QPushButton(self.tr("&Browse..."))
        self.browse.setObjectName("browse")
        self.browse.setAccessibleName(self.tr("Browse"))
        self.browse.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        label = QLabel(self.tr("&File"))
        label.setBuddy(self.path)
        self.path.setObjectName("path")
        self.path.setAccessibleName(self.tr("File"))
        self.form.addRow(label, row)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Export"))
        self.browse.clicked.connect(self._browse)
        self.samples.textChanged.connect(self._check)
        self.path.textChanged.connect(self._check)
        self._check()

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self.path.text(), self.tr("CSV files (*.csv)"))
        if name:
            self.path.setText(name)

    def _check(self) -> None:
        self.say(None)
        try:
            self.options()
        except Problem as problem:
            self.say(problem)
        if not self.path.text().strip():
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)

    def options(self) -> CsvOptions:
        """Return what was asked for. Raises Problem."""
        return CsvOptions(
            gradients=self.gradients.isChecked(),
            z=self.z.isChecked(),
            a=self.a.isChecked(),
            deltas=self.deltas.isChecked(),
            samples=parse_samples(self.samples.text(), self._experiment.data.samples),
        )


class KeyboardDialog(QDialog):
    """All keys: those of the menus, and those of the views."""

    def __init__(self, parent: QWidget, tables: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        self.setWindowTitle(self.tr("Keyboard"))
        self.resize(560, 560)
        rows: list[tuple[str, str]] = [("", self.tr("Everywhere")), *_menu_keys()]
        for title, section in tables:
            rows += [("", title), *section]
        table = QTableWidget(len(rows), 2, self)
        table.setObjectName("keys")
        table.setAccessibleName(self.tr("Keyboard"))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.verticalHeader().hide()
        table.setHorizontalHeaderLabels([self.tr("Keys"), self.tr("What they do")])
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, (keys, text) in enumerate(rows):
            for column, cell in enumerate((keys, text) if keys else (text, "")):
                item = QTableWidgetItem(cell)
                font = item.font()
                font.setBold(not keys)
                item.setFont(font)
                table.setItem(row, column, item)
            if not keys:
                table.setSpan(row, 0, 1, 2)
        self._table = table
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let long texts wrap into the width there is."""
        super().resizeEvent(event)
        self._table.resizeRowsToContents()


def _menu_keys() -> list[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            ", ".join(QKeySequence(keys).toString(native) for keys in spec.keys),
            plain(QCoreApplication.translate("Actions", str(spec.text))),
        )
        for spec in ACTIONS
        if spec.keys
    ]


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; say whether with OK."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
