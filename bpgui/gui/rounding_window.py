"""The window that shows what rounding by hand would do: a rounded copy of the training beside the exact one."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.elementary import Array
from bpgui.gui.document import Document
from bpgui.gui.theme import look
from bpgui.session.numbers import MOST_DIGITS, display, shortest
from bpgui.session.rounded import RoundedCopy, Rule, rounded_copy, steps_to_show

#: Seconds between two looks at a run.
PACE = 0.5
#: More outputs than these are not written out.
MOST_OUTPUTS = 4
SIZE = (600, 540)
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
        self.everything, self.sentence, self.table = QCheckBox(self), QLabel(self), QTableWidget(0, 5, self)
        self._place_label, self._begin_label, self.legend = QLabel(self), QLabel(self), QLabel(self)
        self._set_up()
        self._lay_out()
        self._wire()
        self.retranslate()
        self.resize(QSize(*SIZE) * look.scale)
        self.resize(self.size().boundedTo(self.screen().availableSize() * 0.9))

    def _set_up(self) -> None:
        for widget, name in ((self.places, "Places"), (self.unit, "Unit"), (self.begin, "Begin")):
            widget.setObjectName(f"rounding{name}")
        for part, name in ((self.everything, "Everything"), (self.sentence, "Sentence"), (self.table, "Table")):
            part.setObjectName(f"rounding{name}")
        self.places.setRange(1, MOST_DIGITS)
        self.places.setValue(2)
        self.unit.addItems(["", ""])
        self.begin.addItems(["", ""])
        self.everything.setChecked(True)
        self.sentence.setWordWrap(True)
        self.legend.setObjectName("roundingLegend")
        self.legend.setWordWrap(True)
        self.legend.setProperty("quiet", True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header, where = self.table.horizontalHeader(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(STEP, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(where | Qt.TextFlag.TextWordWrap)  # type: ignore[operator,unused-ignore]

    def _lay_out(self) -> None:
        places = QHBoxLayout()
        places.addWidget(self.places)
        places.addWidget(self.unit, 1)
        form = QFormLayout()
        form.addRow(self._place_label, places)
        form.addRow("", self.everything)
        form.addRow(self._begin_label, self.begin)
        self._place_label.setBuddy(self.places)
        self._begin_label.setBuddy(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)

    def _wire(self) -> None:
        self.places.valueChanged.connect(self.refresh)
        self.unit.currentIndexChanged.connect(self._take_unit)
        self.begin.currentIndexChanged.connect(self.refresh)
        self.everything.toggled.connect(self.refresh)
        self._document.turn(PACE).came.connect(self._refresh_if_seen)
        self._document.hiding_changed.connect(self._refresh_if_seen)
        look.changed.connect(self._fill)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self._copy, context=Qt.ShortcutContext.WidgetShortcut)

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

    def _fill(self) -> None:
        theme = look.theme
        self.table.verticalHeader().setDefaultSectionSize(round(24 * look.scale))
        self.table.horizontalHeader().setFixedHeight(2 * self.table.fontMetrics().height() + 10)
        self.sentence.setText(self._sentence())
        style = f"background: {theme.marker}; color: {theme.text}; padding: 6px 8px; border-radius: 4px;"
        if style != self.sentence.styleSheet():
            self.sentence.setStyleSheet(style)
        rows = [] if self.copy is None else [self._row(self.copy, place) for place in range(len(self.copy.losses))]
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                self._write(place, column, text)
        modes = QHeaderView.ResizeMode
        is_one = self._document.experiment.network.outputs == 1
        for column in (EXACT, ROUNDED):  # several numbers need the room they need
            self.table.horizontalHeader().setSectionResizeMode(
                column, modes.Stretch if is_one else modes.ResizeToContents
            )
        self.setAccessibleDescription(self.sentence.text())

    def _row(self, copy: RoundedCopy, place: int) -> tuple[str, ...]:
        number = self._document.text
        return (
            str(copy.first + place),
            _joined(copy.predictions[place], self._document.digits),
            _joined(copy.rounded_predictions[place], MOST_DIGITS),
            number(copy.losses[place]),
            display(copy.rounded_losses[place], MOST_DIGITS),
        )

    def _write(self, place: int, column: int, text: str) -> None:
        item = self.table.item(place, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(place, column, item)
        item.setText(text)
        ink = self._ink(place, column)
        font = self.table.font()
        font.setBold(ink == look.theme.error_line)
        item.setFont(font)
        item.setForeground(QColor(ink))

    def _ink(self, place: int, column: int) -> str:
        """Return red for a rounded number that is not the exact one rounded; quiet where nothing moves any more."""
        copy, theme = self.copy, look.theme
        if copy is None or column not in (ROUNDED, ROUNDED_LOSS):
            return theme.text
        if column == ROUNDED:
            exact, by_hand = copy.predictions[place], copy.rounded_predictions[place]
        else:
            exact, by_hand = copy.losses[place : place + 1], copy.rounded_losses[place : place + 1]
        if self.rule(exact).tolist() != by_hand.tolist():
            return theme.error_line
        is_frozen = copy.frozen is not None and copy.first + place >= copy.frozen
        return theme.quiet if is_frozen else theme.text

    def _sentence(self) -> str:
        copy, digits = self.copy, self._document.digits
        if copy is None:
            return self.tr("Shown again when you have answered.")
        place = min(1, len(copy.losses) - 1)
        text = self.tr("At step {step}: exact {exact}, rounded {rounded}.").format(
            step=copy.first + place,
            exact=_joined(copy.predictions[place], digits),
            rounded=_joined(copy.rounded_predictions[place], MOST_DIGITS),
        )
        if copy.frozen is None:
            last = copy.first + len(copy.losses) - 1
            return text + " " + self.tr("Up to step {step} the rounded training still moves.").format(step=last)
        frozen = self.tr(
            "From step {step} on nothing moves any more: every update is rounded away. It stays at {value}."
        )
        value = _joined(copy.rounded_predictions[-1], MOST_DIGITS)
        return text + " " + frozen.format(step=copy.frozen, value=value)

    def _copy(self) -> None:
        """Put the chosen rows, or all, on the clipboard, every number in full."""
        copy = self.copy
        if copy is None:
            return
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        lines = ["\t".join(self._titles())]
        for place in chosen or range(len(copy.losses)):
            numbers = [*copy.predictions[place], *copy.rounded_predictions[place]]
            numbers += [copy.losses[place], copy.rounded_losses[place]]
            lines.append("\t".join([str(copy.first + place), *map(shortest, numbers)]))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _titles(self) -> list[str]:
        """Return the titles of what is copied: the table's, a prediction for each output."""
        names = self._document.experiment.network.neuron_names[-1]
        titles = [self._title(column) for column in range(5)]
        if len(names) == 1:
            return titles
        predictions = [f"{title} {name}" for title in titles[EXACT : ROUNDED + 1] for name in names]
        return [titles[STEP], *predictions, *titles[LOSS:]]

    # Words

    def _title(self, column: int) -> str:
        return (
            self.tr("Step"),
            self.tr("Exact prediction"),
            self.tr("Rounded prediction"),
            self.tr("Exact loss"),
            self.tr("Rounded loss"),
        )[column]

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
        self.legend.setText(self.tr("Bold and red: not what the exact number, rounded once, would be."))
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
        self._fill()


def _joined(values: Array, digits: int) -> str:
    """Return some outputs' numbers: "0.3, 0.7"."""
    texts = [display(value, digits) for value in values[:MOST_OUTPUTS].tolist()]
    return ", ".join(texts) + (", ..." if len(values) > MOST_OUTPUTS else "")
