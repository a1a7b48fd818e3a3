"""The window that shows what rounding by hand would do: a rounded copy of the training beside the exact one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.elementary import Array
from bpgui.gui.document.document import Document
from bpgui.gui.learn.rounding_tables import Cell, RoundingTable, ink_of
from bpgui.gui.learn.rounding_work import RoundingWork, Wanted
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.basics.numbers import MAX_DIGITS, readable, shortest
from bpgui.session.learn.rounded import Followed, RoundedCopy, Rule, steps_to_show, written

#: More outputs and parameters than these are not written out.
MAX_OUTPUTS, MAX_PARAMETERS = 4, 200
SIZE = (640, 700)
STEP, EXACT, ROUNDED, LOSS, ROUNDED_LOSS = range(5)
NAME, _, _, EXACT_GRADIENT, ROUNDED_GRADIENT = range(5)


@guarded
@follows_language
class RoundingWindow(QDialog):
    """Not modal. Shows `work.copy` and nothing else: the copy knows which network and which rule it is of."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.work = RoundingWork(self)
        self.setObjectName("rounding_window")
        self.places, self.unit, self.begin = WholeNumber(1, MAX_DIGITS, self), QComboBox(self), QComboBox(self)
        self.everything, self.sentence = QCheckBox(self), Label(self)
        self.table = RoundingTable("roundingTable", 5, self._cell, self._line, self)
        self.parameters = RoundingTable("roundingParameters", 5, self._parameter_cell, self._parameter_line, self)
        self.progress = QProgressBar(self)
        self._place_label, self._begin_label, self._below, self.legend = (Label(self) for _ in range(4))
        self._set_up()
        self._lay_out()
        self._wire()
        self.retranslate()
        self.resize(QSize(*SIZE) * look.scale)
        self.resize(self.size().boundedTo(self.screen().availableSize() * 0.9))

    def _set_up(self) -> None:
        for widget, name in ((self.places, "Places"), (self.unit, "Unit"), (self.begin, "Begin")):
            widget.setObjectName(f"rounding{name}")
        self.everything.setObjectName("roundingEverything")
        self.sentence.setObjectName("roundingSentence")
        self._below.setObjectName("roundingBelow")
        self.legend.setObjectName("roundingLegend")
        self.places.setValue(2)
        self.unit.addItems(["", ""])
        self.begin.addItems(["", ""])
        self.everything.setChecked(True)
        for label in (self.sentence, self._below, self.legend):
            label.setWordWrap(True)
        for label in (self._below, self.legend):
            label.setProperty("quiet", True)
        self.progress.setObjectName("roundingProgress")
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        for column, widget in enumerate((self._place_label, self.places, self.unit, self._begin_label, self.begin)):
            form.addWidget(widget, 0, column)
        form.setColumnStretch(4, 1)
        form.addWidget(self.everything, 1, 1, 1, 4)
        self._place_label.setBuddy(self.places)
        self._begin_label.setBuddy(self.begin)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setObjectName("roundingHalves")
        halves.setChildrenCollapsible(False)
        lower = QWidget(halves)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 4, 0, 0)
        below.addWidget(self._below)
        below.addWidget(self.parameters, 1)
        halves.addWidget(self.table)
        halves.addWidget(lower)
        for table in (self.table, self.parameters):
            table.setMinimumHeight(round(90 * look.scale))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.setSpacing(10)
        rows.addLayout(form)
        rows.addWidget(self.progress)
        rows.addWidget(self.sentence)
        rows.addWidget(halves, 1)
        rows.addWidget(self.legend)

    def _wire(self) -> None:
        self.places.valueChanged.connect(self.refresh)
        self.unit.currentIndexChanged.connect(self._take_unit)
        self.begin.currentIndexChanged.connect(self.refresh)
        self.everything.toggled.connect(self.refresh)
        self._document.numbers_changed.connect(self._refresh_if_seen)
        self._document.hiding_changed.connect(self._refresh_if_seen)
        self._document.session_opened.connect(self._drop)
        self.work.copied.connect(self._fill)
        self.work.progressed.connect(self._show_progress)
        look.changed.connect(self._fill)
        self.table.selectionModel().selectionChanged.connect(self._look_at_row)

    @property
    def rule(self) -> Rule:
        """How numbers are rounded."""
        return Rule(self.places.value(), self.unit.currentIndex() == 1, self.everything.isChecked())

    def _take_unit(self, unit: int) -> None:
        """Begin with the digits that are shown, or with two decimals as on paper."""
        self.places.setValue(self._document.digits if unit == 1 else 2)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Have the copies trained, where anything they depend on is another; show what is there."""
        if self._document.hides is not None:
            self.work.drop()
        else:
            timeline, sample = self._document.timeline, self._document.moment.sample
            row = self._document.session.cursor if self.begin.currentIndex() else 0
            self.work.want(Wanted(timeline, row, sample, self.rule, steps_to_show(timeline, row)))
        self._fill()

    def _drop(self) -> None:
        """Show nothing of a session that is closed."""
        self.work.drop()
        self._fill()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setVisible(total > 0)
        self.progress.setMaximum(max(total, 1))
        self.progress.setValue(done)

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring it up to date."""
        self.refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """End what goes on for nobody."""
        self.work.stop()
        super().hideEvent(event)

    @property
    def _place(self) -> int:
        """The row that is looked at: the chosen one, else the first step's result."""
        last = 0 if self.work.copy is None else len(self.work.copy.exact.losses) - 1
        return min((self.table.chosen or [1])[0], last)

    def _fill(self) -> None:
        copy = self.work.copy
        is_one = copy is None or copy.experiment.network.outputs == 1
        fitted = (STEP,) if is_one else (STEP, EXACT, ROUNDED)  # several numbers need the room they need
        self.table.show_rows(0 if copy is None else len(copy.exact.losses), fitted=fitted)
        self._look_at_row()

    def _look_at_row(self) -> None:
        """Say what holds in the row that is looked at, and show its parameters."""
        copy, theme = self.work.copy, look.theme
        self.sentence.setText(self._waiting() if copy is None else self._sentence(copy))
        style = f"background: {theme.marker}; color: {theme.text}; padding: 6px 8px; border-radius: 4px;"
        if style != self.sentence.styleSheet():
            self.sentence.setStyleSheet(style)
        count = 0 if copy is None else copy.experiment.network.parameter_count
        self.parameters.show_rows(min(count, MAX_PARAMETERS))
        self._below.setText("" if copy is None else self._heading(copy))
        self.setAccessibleDescription(self.sentence.text())

    def _cell(self, place: int, column: int) -> Cell:
        copy, number = self.work.copy, self._document.text
        if copy is None:
            return Cell("")
        exact, by_hand, here = copy.exact, copy.rounded, slice(place, place + 1)
        if column == STEP:
            return Cell(str(copy.first + place))
        if column == EXACT:
            return Cell(_joined(exact.predictions[place], number))
        if column == ROUNDED:
            ink = self._ink(copy, place, exact.predictions[place], by_hand.predictions[place])
            return Cell(_joined(by_hand.predictions[place], partial(written, rule=copy.rule)), ink)
        if column == LOSS:
            return Cell(number(exact.losses[place]))
        ink = self._ink(copy, place, exact.losses[here], by_hand.losses[here])
        return Cell(written(by_hand.losses[place], copy.rule), ink)

    def _parameter_cell(self, k: int, column: int) -> Cell:
        """Each parameter and its gradient, the exact ones beside those by hand."""
        copy, number = self.work.copy, self._document.text
        if copy is None:
            return Cell("")
        if column == NAME:
            return Cell(copy.experiment.network.parameters[k].name)
        place, here = self._place, slice(k, k + 1)
        if column in (EXACT, ROUNDED):
            exact, by_hand = copy.exact.parameters[place, here], copy.rounded.parameters[place, here]
        else:
            exact, by_hand = copy.exact.gradients[place, here], copy.rounded.gradients[place, here]
        if column in (EXACT, EXACT_GRADIENT):
            return Cell(number(exact[0]))
        if column == ROUNDED_GRADIENT and not copy.rule.everything:
            return Cell(number(by_hand[0]))  # only what it is made of is rounded
        return Cell(written(by_hand[0], copy.rule), self._ink(copy, place, exact, by_hand))

    def _ink(self, copy: RoundedCopy, place: int, exact: Array, by_hand: Array) -> str:
        is_frozen = copy.frozen is not None and copy.first + place >= copy.frozen
        return ink_of(copy.rule, exact, by_hand, is_frozen=is_frozen)

    def _heading(self, copy: RoundedCopy) -> str:
        count = copy.experiment.network.parameter_count
        text = self.tr("Parameters and gradients at step {step}; choose a row above for those of another step.")
        text = text.format(step=copy.first + self._place)
        if count > MAX_PARAMETERS:
            text += " " + self.tr("These are the first {most} of {count}.").format(most=MAX_PARAMETERS, count=count)
        return text

    def _waiting(self) -> str:
        if self._document.hides is not None:
            return self.tr("Hidden until you have answered.")
        return self.tr("The training is being rounded...")

    def _sentence(self, copy: RoundedCopy) -> str:
        exact, by_hand = copy.exact.predictions[self._place], copy.rounded.predictions[self._place]
        by_rule = partial(written, rule=copy.rule)
        once = copy.rule(exact)
        values = {
            "step": copy.first + self._place,
            "exact": _joined(exact, self._document.text),
            "once": _joined(once, by_rule),
            "rounded": _joined(by_hand, by_rule),
        }
        if once.tolist() == by_hand.tolist():
            text = self.tr("At step {step}: exact {exact}, rounded {rounded}.")
        else:
            text = self.tr(
                "At step {step}: exact {exact}, which rounded once is {once}; rounded all the way it is {rounded}."
            )
        text = text.format(**values)
        if copy.frozen is None:
            last = copy.first + len(copy.exact.losses) - 1
            return text + " " + self.tr("Up to step {step} the rounded training still moves.").format(step=last)
        frozen = self.tr(
            "From step {step} on nothing moves any more: every update is rounded away. It stays at {value}."
        )
        value = _joined(copy.rounded.predictions[-1], by_rule)
        return text + " " + frozen.format(step=copy.frozen, value=value)

    # What is copied: every number in full

    def _line(self, place: int) -> str:
        copy = self.work.copy
        if copy is None:
            return ""
        if place < 0:
            return "\t".join(self._titles(copy.experiment.network.shown_names[-1]))
        exact, by_hand = copy.exact, copy.rounded
        numbers = [*exact.predictions[place], *by_hand.predictions[place], exact.losses[place], by_hand.losses[place]]
        return "\t".join([str(copy.first + place), *map(shortest, numbers)])

    def _titles(self, outputs: Sequence[str]) -> list[str]:
        """Return the titles of what is copied: the table's, a prediction for each output."""
        titles = [self._title(column) for column in range(5)]
        if len(outputs) == 1:
            return titles
        predictions = [f"{title} {name}" for title in titles[EXACT : ROUNDED + 1] for name in outputs]
        return [titles[STEP], *predictions, *titles[LOSS:]]

    def _parameter_line(self, index: int) -> str:
        copy = self.work.copy
        if index < 0 or copy is None:
            return "\t".join(self._parameter_titles())
        sides: tuple[Followed, Followed] = (copy.exact, copy.rounded)
        numbers = [side.parameters[self._place, index] for side in sides]
        numbers += [side.gradients[self._place, index] for side in sides]
        return "\t".join([copy.experiment.network.parameters[index].name, *map(shortest, numbers)])

    # Words

    def _title(self, column: int) -> str:
        return (
            self.tr("Step"),
            self.tr("Exact prediction"),
            self.tr("Rounded prediction"),
            self.tr("Exact loss"),
            self.tr("Rounded loss"),
        )[column]

    def _parameter_titles(self) -> list[str]:
        return [
            self.tr("Parameter"),
            self.tr("Exact value"),
            self.tr("Rounded value"),
            self.tr("Exact gradient"),
            self.tr("Rounded gradient"),
        ]

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setWindowTitle(self.tr("Rounded by hand"))
        self.setAccessibleName(self.windowTitle())
        self._place_label.setText(self.tr("&Round to"))
        self._begin_label.setText(self.tr("&From"))
        self.unit.setItemText(0, self.tr("decimals"))
        self.unit.setItemText(1, self.tr("significant digits"))
        self.begin.setItemText(0, self.tr("the first step"))
        self.begin.setItemText(1, self.tr("where the cursor stands"))
        self.legend.setText(
            self.tr(
                "Bold and red: not what the exact number, rounded once, would be. A tie is rounded up: 0.125 to 0.13."
            )
        )
        self.everything.setText(self.tr("Gradients and hidden deltas too"))
        tip = self.tr(
            "Every neuron's value, the loss, the output's delta and every new weight are rounded in any case."
        )
        self.everything.setToolTip(plain_tip(tip))
        self.everything.setAccessibleDescription(tip)
        self.places.setAccessibleName(self.tr("How many digits remain"))
        self.unit.setAccessibleName(self.tr("Decimals or significant digits"))
        self.begin.setAccessibleName(self.tr("Where the copy begins"))
        self.table.setAccessibleName(self.tr("Exact and rounded training, step by step"))
        self.sentence.setAccessibleName(self.tr("What rounding does"))
        self.progress.setAccessibleName(self.tr("How far the rounding is"))
        self.table.numbers.set_titles([self._title(column) for column in range(5)])
        self.parameters.setAccessibleName(self.tr("Exact and rounded parameters and gradients"))
        self.parameters.numbers.set_titles(self._parameter_titles())
        self._fill()


def _joined(values: Array, write: Callable[[float], str]) -> str:
    """Return some outputs' numbers: "0.3, 0.7"."""
    texts = [write(value) for value in values[:MAX_OUTPUTS].tolist()]
    return ", ".join(map(readable, texts)) + (", ..." if len(values) > MAX_OUTPUTS else "")
