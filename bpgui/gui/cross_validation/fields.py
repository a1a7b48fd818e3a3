"""What is tried: the fields of the cross-validation, and the plan that they make."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.number_edit import Field, typed_number
from bpgui.gui.widgets.plain_text import Label, plain, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.gui.widgets.words import problem_text, word
from bpgui.session.basics.numbers import display
from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.folds import MIN_FOLDS
from bpgui.session.cross_validation.plan import MAX_EPOCHS, ValidationPlan
from bpgui.session.cross_validation.values import parse_values, tunable_settings
from bpgui.session.model.setting import Range
from bpgui.session.model.settings import SETTINGS
from bpgui.session.stops import StopRules

MAX_SEED, MAX_FOLDS = 2**31 - 1, 1000
#: What is offered to be tried of a setting; of others a range about its present value.
OFFERED = {"learning_rate": "0.001:1:10", "batch_size": "1:32:6", "momentum": "0:0.9:10:linear"}


@guarded
class ValidationFields(QWidget):
    """Makes a plan of the session's experiment and what is typed, or says what is wrong with it."""

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._found: ValidationPlan | Problem = Problem("")  #: what is typed makes this plan, or has this flaw
        self.setting, self.values = ListBox(self), Field(self)
        self.folds, self.seed = WholeNumber(MIN_FOLDS, MAX_FOLDS, self), WholeNumber(0, MAX_SEED, self)
        self.epochs, self.below = WholeNumber(1, MAX_EPOCHS, self), Field(self)
        self.hint = Label(self)
        self._labels = [Label(self) for _ in range(6)]
        self.setting.setMinimumContentsLength(13)
        self.below.setMinimumWidth(round(84 * look.scale))
        self.folds.setValue(5)
        self.epochs.setValue(100)
        self._lay_out()
        self._offered: list[str] = []
        self.follow()
        self.retranslate()
        for number in (self.folds, self.seed, self.epochs):
            number.valueChanged.connect(self._tell)
            number.acceptable_changed.connect(self._tell)
        for field in (self.values, self.below):
            field.textEdited.connect(self._tell)
        self.setting.activated.connect(self._offer)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        rows = ((self.setting, self.values), (self.folds, self.seed, self.epochs, self.below))
        names = ("Setting", "Values", "Folds", "Seed", "Epochs", "Below")
        fields: list[QWidget] = [self.setting, self.values, *rows[1]]
        for label, field, name in zip(self._labels, fields, names, strict=True):
            field.setObjectName(f"validation{name}")
            label.setBuddy(field)
        for column, k in ((0, 0), (2, 1)):
            grid.addWidget(self._labels[k], 0, column)
        grid.addWidget(self.setting, 0, 1)
        grid.addWidget(self.values, 0, 3, 1, 5)
        grid.addWidget(self.hint, 1, 0, 1, 8)
        for k, field in enumerate(rows[1]):
            grid.addWidget(self._labels[2 + k], 2, 2 * k)
            grid.addWidget(field, 2, 2 * k + 1)
        for column in (1, 3, 5, 7):
            grid.setColumnStretch(column, 1)
        self.hint.setObjectName("validationHint")
        self.hint.setWordWrap(True)

    def follow(self) -> None:
        """Offer the settings that are of use now."""
        experiment = self._document.session.experiment
        names = [name for name in tunable_settings() if SETTINGS[name].is_of_use(experiment.settings, experiment.data)]
        if names != self._offered:
            before, self._offered = self.name, names
            self.setting.clear()
            for name in names:
                self.setting.addItem(word(SETTINGS[name].word), name)
            self.setting.setCurrentIndex(names.index(before) if before in names else 0)
            if before not in names:
                self._offer()
        self._tell()

    @property
    def name(self) -> str:
        """The name of the setting that is tried."""
        return str(self.setting.currentData() or "")

    def _offer(self) -> None:
        """Write values that are usual for the setting."""
        setting = SETTINGS[self.name]
        value = setting.of(self._document.session.experiment.settings)
        about = f"{display(value / 10, 3)}:{display(value * 10, 3)}:5" if value else "0.0001:0.1:4"
        if isinstance(setting.values, Range) and setting.values.is_whole:
            about = "1:100:5"
        elif value and value < 1 < value * 10:
            about = "0:0.9:10:linear"
        self.values.setText(OFFERED.get(self.name, about))
        self._tell()

    def plan(self) -> ValidationPlan:
        """Return what is asked for. Raises Problem."""
        if isinstance(self._found, Problem):
            raise self._found
        return self._found

    def _made(self) -> ValidationPlan:
        """Make it. Raises Problem, also where there are too few samples."""
        kind = SETTINGS[self.name].values
        values = parse_values(self.values.text(), is_whole=isinstance(kind, Range) and kind.is_whole)
        below = StopRules(loss=typed_number(self.below.text())).loss if self.below.text().strip() else None
        session = self._document.session
        numbers = (self.folds.value(), self.seed.value(), self.epochs.value())
        start = session.timeline.state_at(0).parameters
        plan = ValidationPlan(session.experiment, start, self.name, values, *numbers, below)
        _ = plan.fold_of
        return plan

    def is_acceptable(self) -> bool:
        """Whether a plan can be made of what is typed."""
        return all(n.is_acceptable() for n in (self.folds, self.seed, self.epochs)) and not isinstance(
            self._found, Problem
        )

    def _tell(self) -> None:
        try:
            self._found = self._made()
        except Problem as problem:
            self._found = problem
        found = self._found
        self.hint.setText(problem_text(found) if isinstance(found, Problem) else self._summed_up(found))
        for name, is_on in (("wrong", isinstance(found, Problem)), ("quiet", not isinstance(found, Problem))):
            self.hint.setProperty(name, is_on)
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)
        self.hint.setAccessibleName(self.hint.text())
        self.changed.emit()

    def _summed_up(self, plan: ValidationPlan) -> str:
        texts = [display(value, 4) for value in plan.values]
        if len(texts) > 12:
            texts[6:-3] = ["…"]
        held_back = int((plan.fold_of < 0).sum())
        text = self.tr("{count} trainings: {values}").format(values=", ".join(texts), count=len(plan.trainings))
        if held_back:
            text += " " + self.tr("The test samples ({count}) take no part.").format(count=held_back)
        return text

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        texts = (
            self.tr("&Setting"),
            self.tr("&Values"),
            self.tr("&Folds"),
            self.tr("Fol&d seed"),
            self.tr("&Epochs"),
            self.tr("Stop &below"),
        )
        tips = {
            self.values: self.tr(
                "A list like 0.01, 0.1, 1, or from:to:how many like 0.001:1:10; 0:0.9:10:linear is even"
            ),
            self.folds: self.tr("Into how many parts the training samples are divided, the classes evenly"),
            self.seed: self.tr("The same seed divides the same way"),
            self.epochs: self.tr("How long each training goes on"),
            self.below: self.tr("A training ends earlier at the first training loss below this; empty: it does not"),
        }
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
            field = label.buddy()
            assert field is not None
            field.setAccessibleName(plain(text))
            field.setToolTip(plain_tip(tips.get(field, "")))
            field.setAccessibleDescription(tips.get(field, plain(text)))
        for place, name in enumerate(self._offered):
            self.setting.setItemText(place, word(SETTINGS[name].word))
        self.below.setPlaceholderText(self.tr("no loss"))
        self._tell()
