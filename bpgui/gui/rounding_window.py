"""The window that shows what rounding by hand would do: a rounded copy of the training beside the exact one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.elementary import Array
from bpgui.gui.document import Document
from bpgui.gui.rounding_tables import Cell, NumberTable, ink_of
from bpgui.gui.theme import look
from bpgui.session.notation import MINUS
from bpgui.session.numbers import MOST_DIGITS, shortest
from bpgui.session.rounded import Followed, RoundedCopy, Rule, rounded_copy, steps_to_show, written

#: Seconds between two looks at a run.
PACE = 0.5
#: More outputs and parameters than these are not written out.
MOST_OUTPUTS, MOST_PARAMETERS = 4, 200
SIZE = (640, 700)
STEP, EXACT, ROUNDED, LOSS, ROUNDED_LOSS = range(5)


class RoundingWindow(QDialog):
    """Not modal. `copy` is what is shown, None while the person is being asked."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.copy: RoundedCopy | None = None
        self._key: tuple[object, ...] = ()
        self.setObjectName("rounding_window")
        self.places, self.unit, self.begin = QSpinBox(self), QComboBox(self), QComboBox(self)
        self.everything, self.sentence = QCheckBox(self), QLabel(self)
        self.table = NumberTable("roundingTable", 5, self._line, self)
        self.parameters = NumberTable("roundingParameters", 5, self._parameter_line, self)
        self._place_label, self._begin_label, self._below, self.legend = (QLabel(self) for _ in range(4))
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
        self.places.setRange(1, MOST_DIGITS)
        self.places.setValue(2)
        self.unit.addItems(["", ""])
        self.begin.addItems(["", ""])
        self.everything.setChecked(True)
        for label in (self.sentence, self._below, self.legend):
            label.setWordWrap(True)
        for label in (self._below, self.legend):
            label.setProperty("quiet", True)
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
        rows.addWidget(self.sentence)
        rows.addWidget(halves, 1)
        rows.addWidget(self.legend)

    def _wire(self) -> None:
        self.places.valueChanged.connect(self.refresh)
        self.unit.currentIndexChanged.connect(self._take_unit)
        self.begin.currentIndexChanged.connect(self.refresh)
        self.everything.toggled.connect(self.refresh)
        self._document.turn(PACE).came.connect(self._refresh_if_seen)
        self._document.hiding_changed.connect(self._refresh_if_seen)
        look.changed.connect(self._fill)
        self.table.itemSelectionChanged.connect(self._look_at_row)

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
        """Train the copies, where anything they depend on is another, and show them."""
        if self._document.hides is not None:
            self.copy, self._key = None, ()
        else:
            timeline, sample = self._document.timeline, self._document.moment.sample
            row = self._document.session.cursor if self.begin.currentIndex() else 0
            key = (timeline, row, sample, self.rule, steps_to_show(timeline, row))
            if key != self._key:
                self.copy, self._key = rounded_copy(*key), key
        self._fill()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring it up to date."""
        self.refresh()
        super().showEvent(event)

    @property
    def _place(self) -> int:
        """The row that is looked at: the chosen one, else the first step's result."""
        last = self.table.rowCount() - 1
        return min((self.table.chosen or [1])[0], max(last, 0))

    def _fill(self) -> None:
        copy = self.copy
        rows = [] if copy is None else [self._row(copy, place) for place in range(len(copy.exact.losses))]
        self.table.fill(rows)
        modes = QHeaderView.ResizeMode
        is_one = self._document.experiment.network.outputs == 1
        for column in (EXACT, ROUNDED):  # several numbers need the room they need
            self.table.horizontalHeader().setSectionResizeMode(
                column, modes.Stretch if is_one else modes.ResizeToContents
            )
        self._look_at_row()

    def _look_at_row(self) -> None:
        """Say what holds in the row that is looked at, and show its parameters."""
        copy, theme = self.copy, look.theme
        self.sentence.setText(self._sentence())
        style = f"background: {theme.marker}; color: {theme.text}; padding: 6px 8px; border-radius: 4px;"
        if style != self.sentence.styleSheet():
            self.sentence.setStyleSheet(style)
        self.parameters.fill([] if copy is None else self._parameter_rows(copy, self._place))
        self._below.setText("" if copy is None else self._heading(copy))
        self.setAccessibleDescription(self.sentence.text())

    def _row(self, copy: RoundedCopy, place: int) -> list[Cell]:
        number, exact, by_hand = self._document.text, copy.exact, copy.rounded
        here = slice(place, place + 1)
        return [
            Cell(str(copy.first + place)),
            Cell(_joined(exact.predictions[place], number)),
            Cell(
                _joined(by_hand.predictions[place], self._written),
                self._ink(place, exact.predictions[place], by_hand.predictions[place]),
            ),
            Cell(number(exact.losses[place])),
            Cell(self._written(by_hand.losses[place]), self._ink(place, exact.losses[here], by_hand.losses[here])),
        ]

    def _parameter_rows(self, copy: RoundedCopy, place: int) -> list[list[Cell]]:
        """Return each parameter and its gradient, the exact ones beside those by hand."""
        number, rows = self._document.text, []
        for k, parameter in enumerate(self._document.experiment.network.parameters[:MOST_PARAMETERS]):
            here = slice(k, k + 1)
            exact, by_hand = copy.exact.parameters[place, here], copy.rounded.parameters[place, here]
            row = [Cell(parameter.name), Cell(number(exact[0]))]
            row.append(Cell(self._written(by_hand[0]), self._ink(place, exact, by_hand)))
            exact, by_hand = copy.exact.gradients[place, here], copy.rounded.gradients[place, here]
            row.append(Cell(number(exact[0])))
            if self.rule.everything:
                row.append(Cell(self._written(by_hand[0]), self._ink(place, exact, by_hand)))
            else:
                row.append(Cell(number(by_hand[0])))  # only what it is made of is rounded
            rows.append(row)
        return rows

    def _written(self, value: float) -> str:
        return written(value, self.rule)

    def _ink(self, place: int, exact: Array, by_hand: Array) -> str:
        copy = self.copy
        is_frozen = copy is not None and copy.frozen is not None and copy.first + place >= copy.frozen
        return ink_of(self.rule, exact, by_hand, is_frozen=is_frozen)

    def _heading(self, copy: RoundedCopy) -> str:
        count = self._document.experiment.network.parameter_count
        text = self.tr("Parameters and gradients at step {step}; choose a row above for those of another step.")
        text = text.format(step=copy.first + self._place)
        if count > MOST_PARAMETERS:
            text += " " + self.tr("These are the first {most} of {count}.").format(most=MOST_PARAMETERS, count=count)
        return text

    def _sentence(self) -> str:
        copy = self.copy
        if copy is None:
            return self.tr("Shown again when you have answered.")
        exact, by_hand = copy.exact.predictions[self._place], copy.rounded.predictions[self._place]
        once = self.rule(exact)
        values = {
            "step": copy.first + self._place,
            "exact": _joined(exact, self._document.text),
            "once": _joined(once, self._written),
            "rounded": _joined(by_hand, self._written),
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
        value = _joined(copy.rounded.predictions[-1], self._written)
        return text + " " + frozen.format(step=copy.frozen, value=value)

    # What is copied: every number in full

    def _line(self, place: int) -> str:
        if place < 0 or self.copy is None:
            return "\t".join(self._titles())
        exact, by_hand = self.copy.exact, self.copy.rounded
        numbers = [*exact.predictions[place], *by_hand.predictions[place], exact.losses[place], by_hand.losses[place]]
        return "\t".join([str(self.copy.first + place), *map(shortest, numbers)])

    def _titles(self) -> list[str]:
        """Return the titles of what is copied: the table's, a prediction for each output."""
        names = self._document.experiment.network.neuron_names[-1]
        titles = [self._title(column) for column in range(5)]
        if len(names) == 1:
            return titles
        predictions = [f"{title} {name}" for title in titles[EXACT : ROUNDED + 1] for name in names]
        return [titles[STEP], *predictions, *titles[LOSS:]]

    def _parameter_line(self, index: int) -> str:
        if index < 0 or self.copy is None:
            return "\t".join(self._parameter_titles())
        sides: tuple[Followed, Followed] = (self.copy.exact, self.copy.rounded)
        numbers = [side.parameters[self._place, index] for side in sides]
        numbers += [side.gradients[self._place, index] for side in sides]
        return "\t".join([self._document.experiment.network.parameters[index].name, *map(shortest, numbers)])

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

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

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
        self.everything.setToolTip(tip)
        self.everything.setAccessibleDescription(tip)
        self.places.setAccessibleName(self.tr("How many digits remain"))
        self.unit.setAccessibleName(self.tr("Decimals or significant digits"))
        self.begin.setAccessibleName(self.tr("Where the copy begins"))
        self.table.setAccessibleName(self.tr("Exact and rounded training, step by step"))
        self.sentence.setAccessibleName(self.tr("What rounding does"))
        self.table.setHorizontalHeaderLabels([self._title(column) for column in range(5)])
        self.parameters.setAccessibleName(self.tr("Exact and rounded parameters and gradients"))
        self.parameters.setHorizontalHeaderLabels(self._parameter_titles())
        self._fill()


def _joined(values: Array, write: Callable[[float], str]) -> str:
    """Return some outputs' numbers: "0.3, 0.7"."""
    texts = [write(value) for value in values[:MOST_OUTPUTS].tolist()]
    return ", ".join(texts).replace("-", MINUS) + (", ..." if len(values) > MOST_OUTPUTS else "")
