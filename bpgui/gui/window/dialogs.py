"""The small dialogs: many steps, going to a step, the export."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLineEdit,
    QWidget,
)

from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.plain_text import Label, plain, plain_tip
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.basics.file_names import typed_path
from bpgui.session.basics.problems import Problem
from bpgui.session.files.history_csv import CsvOptions, estimated_size, parse_samples
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.column_kinds import ASKED
from bpgui.session.timeline.futures import Timeline


class StepsDialog(FormDialog):
    """Asks how many steps to run."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("StepsDialog", "Run many steps"))
        self.setObjectName("runSteps")
        self.steps = WholeNumber(1, 100_000_000)
        self.steps.setValue(100)
        self.add(self.tr("&Steps"), "steps", self.steps)
        self.say(None)


class GoToStepDialog(FormDialog):
    """Asks for a step of the timeline."""

    def __init__(self, parent: QWidget, step: int, last: int) -> None:
        super().__init__(parent, QCoreApplication.translate("GoToStepDialog", "Go to step"))
        self.setObjectName("goToStep")
        self.step = WholeNumber(0, last)
        self.step.setValue(step)
        self.add(self.tr("&Step (0 to {last})").format(last=last), "step", self.step)
        self.say(None)


class ExportDialog(FormDialog):
    """Asks which rows and columns of the history are written, and where; says how large the file will be."""

    def __init__(self, parent: QWidget, timeline: Timeline, path: Path) -> None:
        super().__init__(parent, QCoreApplication.translate("ExportDialog", "Export history"))
        self.setObjectName("exportHistory")
        self._timeline, self._data = timeline, timeline.experiment_at(0).data
        self._add_rows(timeline.length - 1 - len(timeline.events))
        self._add_columns(timeline.experiment_at(0))
        self.add_file(path, self.tr("CSV files (*.csv)"))
        self.estimate = Label()
        self.estimate.setObjectName("estimate")
        self.estimate.setProperty("quiet", True)
        self.form.addRow("", self.estimate)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Export"))
        for number in (self.from_step, self.to_step, self.every):
            number.valueChanged.connect(self._check)
        for box in self.more.values():
            box.toggled.connect(self._check)
        self.samples.textChanged.connect(self._check)
        self.path.textChanged.connect(self._check)
        self._check()

    def _add_rows(self, last_step: int) -> None:
        self.from_step, self.to_step = WholeNumber(0, last_step), WholeNumber(0, last_step)
        self.every = WholeNumber(1, max(1, last_step))
        for name, spelled, number in (
            ("fromStep", self.tr("First step"), self.from_step),
            ("toStep", self.tr("Last step"), self.to_step),
        ):
            number.setObjectName(name)
            number.setAccessibleName(spelled)
            number.setToolTip(plain_tip(spelled))
        self.to_step.setValue(last_step)
        to = Label()
        to.setText(self.tr("t&o"))
        to.setBuddy(self.to_step)
        self._add_row(self.tr("S&teps"), self.from_step, to, self.to_step)
        self.add(self.tr("E&very"), "every", self.every)
        self.every.setSpecialValueText(self.tr("step"))
        self.every.setSuffix(self.tr(" steps"))
        self.every.setToolTip(self.tr("Rows of edits, and the last row, are always written"))

    def _add_columns(self, experiment: Experiment) -> None:
        last = self._timeline.experiment_at(self._timeline.length - 1)
        asked = {kind: asked for kind, asked in ASKED.items() if kind.exists(experiment) or kind.exists(last)}
        self.more = {kind: QCheckBox(self.tr(str(entry.title))) for kind, entry in asked.items()}
        for kind, box in self.more.items():
            self.form.addRow("", box)
            box.setObjectName(ASKED[kind].flag)
            box.setAccessibleName(plain(box.text()))
        self.samples = QLineEdit(",".join(str(n + 1) for n in experiment.watched), self)
        self.samples.setVisible(experiment.data.samples > 1)
        if experiment.data.samples > 1:
            self.add(self.tr("&Samples"), "samples", self.samples)
            self.samples.setPlaceholderText(self.tr("none"))
            self.samples.setToolTip(self.tr("Numbers of the samples whose predictions are written: 1,3,7-9"))

    def _check(self) -> None:
        """Say what is wrong, or how large the file will be."""
        self.say(None)
        text = ""
        try:
            rows, size = estimated_size(self._timeline, self.options())
            text = self.tr("%Ln row(s), about {size}", "", rows).format(size=size_text(size))
            self.file()
        except Problem as problem:
            self.say(problem)
        self.estimate.setText(text)
        self.estimate.setAccessibleName(text)

    def file(self) -> Path:
        """Return the file to write. Raises Problem where there can be none."""
        return typed_path(self.path.text().strip(), ".csv")

    def options(self) -> CsvOptions:
        """Return what was asked for. Raises Problem."""
        return CsvOptions(
            more=frozenset(kind for kind, box in self.more.items() if box.isChecked()),
            samples=parse_samples(self.samples.text(), self._data.samples),
            from_step=self.from_step.value(),
            to_step=self.to_step.value(),
            every=self.every.value(),
        )


def size_text(size: int) -> str:
    """Say a size to about two digits: "1.4 MB", "230 MB"."""
    is_short = len(str(size)) % 3 == 1 and size >= 1000
    return QLocale().formattedDataSize(size, int(is_short), QLocale.DataSizeFormat.DataSizeSIFormat)
