"""File > Generate data: one of the usual small problems, with number, noise and seed, and a picture of its samples."""

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bpgui.gui.data.choices import ValueBox
from bpgui.gui.data.data_picture import DataPicture
from bpgui.gui.data.data_words import data_word
from bpgui.gui.data.fit_label import FitLabel
from bpgui.gui.data.split_fields import SplitFields
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import comma_is_decimal
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.basics.numbers import parse_number, shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP as PROBLEM
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import MAX_SAMPLES, DataSet
from bpgui.session.data.generate import GENERATORS, MAX_SIZE, generated
from bpgui.session.data.split import target_classes
from bpgui.session.model.data_edits import SetDataSet, fit
from bpgui.session.model.new_choices import MAX_SEED
from bpgui.session.model.sentence import Word

GENERATOR_WORDS = {
    "and": QT_TRANSLATE_NOOP("DataWords", "AND"),
    "or": QT_TRANSLATE_NOOP("DataWords", "OR"),
    "xor": QT_TRANSLATE_NOOP("DataWords", "XOR"),
    "parity": QT_TRANSLATE_NOOP("DataWords", "Parity"),
    "linear": QT_TRANSLATE_NOOP("DataWords", "Linear"),
    "polynomial": QT_TRANSLATE_NOOP("DataWords", "Polynomial"),
    "sine": QT_TRANSLATE_NOOP("DataWords", "Sine"),
    "step": QT_TRANSLATE_NOOP("DataWords", "Steps"),
    "circles": QT_TRANSLATE_NOOP("DataWords", "Circles"),
    "moons": QT_TRANSLATE_NOOP("DataWords", "Moons"),
    "spirals": QT_TRANSLATE_NOOP("DataWords", "Two spirals"),
    "gaussians": QT_TRANSLATE_NOOP("DataWords", "Gaussian clouds"),
    "digits": QT_TRANSLATE_NOOP("DataWords", "Handwritten digits"),
}
#: Milliseconds after a change until the picture follows, so that typing stays quick.
SOON = 60


@guarded
class GenerateDialog(FormDialog):
    """Asks for a kind, number, size, noise and seed; shows the samples that OK makes."""

    def __init__(self, parent: QWidget | None, document: Document) -> None:
        self._document = document
        self._data: DataSet | None = None
        super().__init__(parent, QCoreApplication.translate("GenerateDialog", "Generate data"))
        self.setObjectName("generateData")
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._make)
        self._add_fields()
        self.setTabOrder(self.again, self.split.kind)  # the split is older than the fields above it
        self.kind.show_value("moons")
        self._take_kind()
        self._make()

    def body(self) -> QLayout:
        """Return the form beside the picture."""
        halves, left = QHBoxLayout(), QVBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(left, 2)
        left.addLayout(self.form)
        self.split = SplitFields(self)
        left.addWidget(self.split)
        left.addStretch(1)
        self.picture, self.becomes = DataPicture(self), FitLabel(self)
        right = QVBoxLayout()
        halves.addLayout(right, 3)
        right.addWidget(self.picture, 1)
        right.addWidget(self.becomes)
        return halves

    def _add_fields(self) -> None:
        self.kind = ValueBox([(data_word(GENERATOR_WORDS[name]), name) for name in GENERATORS])
        self.number, self.size_of = WholeNumber(1, MAX_SAMPLES), WholeNumber(1, MAX_SIZE)
        self.noise, self.seed, self.again = QLineEdit(), WholeNumber(0, MAX_SEED), QPushButton(self.tr("&Draw again"))
        self.again.setObjectName("drawAgain")
        self.again.setAutoDefault(False)
        self.add(self.tr("&Kind"), "kind", self.kind)
        self.add(self.tr("S&amples"), "number", self.number)
        self.add(self.tr("Si&ze"), "size", self.size_of)
        self.size_of.setToolTip(self.tr("Inputs, degree, periods, stairs, turns or classes"))
        self.add(self.tr("&Noise"), "noise", self.noise)
        self.add(self.tr("S&eed"), "drawSeed", self.seed, self.again)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.kind.currentIndexChanged.connect(self._take_kind)
        self.noise.textChanged.connect(self._soon.start)
        self.again.clicked.connect(lambda: self.seed.setValue((self.seed.value() + 1) % (MAX_SEED + 1)))
        for field in (self.number, self.size_of, self.seed):
            field.valueChanged.connect(self._soon.start)
        self.split.changed.connect(self._soon.start)

    def _take_kind(self) -> None:
        """Begin with what is usual for a kind."""
        generator = GENERATORS[str(self.kind.value())]
        low, high = generator.sizes
        self.size_of.setRange(low, max(low, high))
        self.size_of.setValue(generator.size)
        self.form.setRowVisible(2, high > low)
        self.number.setValue(generator.number)
        self.noise.setText(shortest(generator.noise))
        self._soon.start()

    def _make(self) -> None:
        """Show what the fields ask for, or why it cannot be."""
        self._soon.stop()
        self._data = None
        try:
            data = self._generated()
            self.split.offer_classes(target_classes(data) is not None)
            data = self.split.split().of(data)
            found = fit(self._document.experiment, data, is_new=True)
        except Problem as problem:
            self.becomes.show_fit(None, None)
            self.say(problem)
            return
        self._data = data
        self.picture.show_data(data)
        self.picture.setAccessibleName(self.tr("Picture of the samples"))
        self.becomes.show_fit(found, data)
        self.say(None)

    def _generated(self) -> DataSet:
        name = str(self.kind.value())
        noise = parse_number(self.noise.text().strip(), comma=comma_is_decimal())
        size = self.size_of.value() if GENERATORS[name].sizes[1] else None
        return generated(name, np.random.default_rng(self.seed.value()), self.number.value(), noise, size)

    def is_complete(self) -> bool:
        """Whether there are samples, too."""
        return self._data is not None and super().is_complete()

    def accept(self) -> None:
        """Take what was typed last."""
        if self._soon.isActive():
            self._make()
        if self.is_complete():
            super().accept()

    def edit(self) -> SetDataSet:
        """Return the edit that puts the samples in place; for a dialog that was answered with OK."""
        assert self._data is not None
        name = str(self.kind.value())
        done = Word(f"data {name}", PROBLEM("Words", "generated data: {name}"), {"name": name})
        return SetDataSet(self._data, done, is_new=True)
